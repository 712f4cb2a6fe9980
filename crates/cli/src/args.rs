//! The commands and their flags. Every flag can also be set in the environment, as `ROUNDTABLE_…`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use table::{ConversationNo, TableId};

use crate::witness::House;

/// People who use a service, run it and decide about it, at one table.
#[derive(Debug, Parser)]
#[command(name = "roundtable", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Answer with one JSON object on standard output.
    #[arg(long, global = true, env = "ROUNDTABLE_JSON")]
    pub(crate) json: bool,
    /// Read further settings from a file with lines such as `listen = "127.0.0.1:8080"`.
    #[arg(long, global = true, value_name = "FILE", env = "ROUNDTABLE_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Run the server.
    Serve(Serve),
    /// Look round: a server with a made-up conversation in it, gone when it stops.
    Demo(Demo),
    /// Be a witness: remember how long other people's records are, and say so under your own name.
    Witness(Witness),
    /// Bring a conversation here from an open format.
    Import {
        #[command(subcommand)]
        form: Import,
    },
    /// Take a conversation out in an open format.
    Export {
        #[command(subcommand)]
        form: Export,
    },
    /// Show where people stand in a conversation: who answers alike, what all agree on, what divides.
    Map {
        #[command(subcommand)]
        form: Map,
    },
    /// Choose a few statements that together speak for everyone, or check such a choice.
    Account {
        #[command(subcommand)]
        form: Account,
    },
    /// Share a budget out among projects, by the Method of Equal Shares.
    Budget(Budget),
    /// Find who comes first by everyone's order, by the Schulze method.
    Rank(Rank),
    /// Check that nothing was changed: a data directory, an export of a record or a table at its address.
    Verify(verify::Arguments),
    /// Make a backup that only a keyring opens. A server may go on running.
    Backup(Backup),
    /// Put a backup back, without what was erased since.
    Restore(Restore),
    /// Say in public that a backup was put back, or that a key was lost: new records begin.
    Recover(Recover),
    /// Erase what belongs to a seat whose holder asked for it outside the table.
    Erase(Erase),
    /// Say what is kept: every file and every column, why, how long and who can see it.
    DataMap,
    /// Say which version this is.
    Version,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where Roundtable keeps its data. Made if it is not there.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", env = "ROUNDTABLE_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// The address people use, such as <https://round.example>. With https the strict cookies are set.
    #[arg(long, value_name = "URL", env = "ROUNDTABLE_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// Where “leave this site” goes: a page that says nothing about anybody.
    #[arg(long, value_name = "URL", env = "ROUNDTABLE_LEAVE_TO", default_value = LEAVE_TO)]
    pub(crate) leave_to: String,
    /// A mail server for news by e-mail, such as <smtps://name:password@mail.example:465> or
    /// <smtp://mail.example:587?tls=required>. Better kept in the environment than typed. None is sent if this is left out.
    #[arg(long, value_name = "URL", env = "ROUNDTABLE_SMTP", hide_env_values = true, requires = "mail_from")]
    pub(crate) smtp: Option<String>,
    /// Who letters are from, such as News <news@round.example>: a name that says nothing about anybody.
    #[arg(long, value_name = "ADDRESS", env = "ROUNDTABLE_MAIL_FROM", requires = "smtp")]
    pub(crate) mail_from: Option<String>,
    /// How often answers and words enter the record at most, in seconds. Less says more about when people were here.
    #[arg(long, value_name = "SECONDS", env = "ROUNDTABLE_RECORD_EVERY", default_value_t = 3600)]
    pub(crate) record_every: u32,
    /// Who witnesses the record, and whose word makes a result final: a file in the form of C2SP tlog-policy.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_WITNESSES")]
    pub(crate) witnesses: Option<PathBuf>,
    /// How to write the log, on standard error.
    #[arg(long, value_name = "FORM", env = "ROUNDTABLE_LOG", default_value = "text")]
    pub(crate) log: Log,
}

/// A page that anybody might have open.
pub(crate) const LEAVE_TO: &str = "https://www.bbc.co.uk/weather";

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Log {
    /// Lines to read.
    Text,
    /// One JSON object a line.
    Json,
}

/// Its variables have names of their own, so that settings made for a server never lead a demonstration to
/// the server's data.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where to listen; a free port if this is left out.
    #[arg(long, value_name = "ADDR", env = "ROUNDTABLE_DEMO_LISTEN", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// Where to keep what is said and answered; somewhere that goes when it stops if this is left out.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DEMO_DATA")]
    pub(crate) data: Option<PathBuf>,
}

/// Its variables have names of their own too: on one machine a witness is never led to a server's data.
#[derive(Debug, Args)]
pub(crate) struct Witness {
    /// Where the witness keeps its key and what it saw. Made if it is not there.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_WITNESS_DATA")]
    pub(crate) data: PathBuf,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", env = "ROUNDTABLE_WITNESS_LISTEN", default_value = "127.0.0.1:8090")]
    pub(crate) listen: SocketAddr,
    /// The name of its key, such as peers.example/witness.
    #[arg(long, value_name = "NAME", env = "ROUNDTABLE_WITNESS_NAME")]
    pub(crate) name: String,
    /// Whose records to witness: the public key of any one record of a server stands for all of them. Can be given again.
    #[arg(
        long,
        value_name = "KEY",
        env = "ROUNDTABLE_WITNESS_HOUSE",
        required = true,
        value_delimiter = ','
    )]
    pub(crate) house: Vec<House>,
    /// Where hosts reach it, such as <https://peers.example/witness>: stands in its line for their policies.
    #[arg(long, value_name = "URL", env = "ROUNDTABLE_WITNESS_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    /// How to write the log, on standard error.
    #[arg(long, value_name = "FORM", env = "ROUNDTABLE_WITNESS_LOG", default_value = "text")]
    pub(crate) log: Log,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write. It is never overwritten.
    pub(crate) to: PathBuf,
    /// Where Roundtable keeps its data.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// The keyring: a file apart from the data and from the backups. Made if it is not there.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_KEYS")]
    pub(crate) keys: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    pub(crate) from: PathBuf,
    /// Where to put it: a folder that is empty or not there.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// The keyring.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_KEYS")]
    pub(crate) keys: PathBuf,
    /// The newest copy of the file “erasures” of the data directory: what it names does not come back.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_ERASURES")]
    pub(crate) erasures: Option<PathBuf>,
    /// There is no list of what was erased since: let it all come back.
    #[arg(long, conflicts_with = "erasures")]
    pub(crate) no_erasures: bool,
    /// Move the folder aside that is there, with everything in it.
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    /// Where Roundtable keeps its data. Stop the server first.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// Why the records can't go on.
    #[arg(long, value_name = "CAUSE", env = "ROUNDTABLE_CAUSE")]
    pub(crate) cause: Cause,
}

/// Why records can't go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Cause {
    /// Everything was put back from a backup.
    Restored,
    /// The key that signed them is lost.
    KeyLost,
}

#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// Where Roundtable keeps its data. Stop the server first.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// The table's code, as it stands in its address.
    #[arg(long, value_name = "CODE", env = "ROUNDTABLE_TABLE")]
    pub(crate) table: TableId,
    /// The seat's name, such as "quiet river".
    #[arg(long, value_name = "NAME", env = "ROUNDTABLE_SEAT")]
    pub(crate) seat: String,
    /// Erase it, after seeing what goes.
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// From a directory of Polis's public CSV files, to a new public table.
    Polis(ImportPolis),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// As Polis's public CSV files. They hold a row for each person: keep them as safe as the data.
    Polis(ExportPolis),
}

#[derive(Debug, Args)]
pub(crate) struct ImportPolis {
    /// The directory with summary.csv, comments.csv and participants-votes.csv or votes.csv, or both.
    pub(crate) directory: PathBuf,
    /// Where Roundtable keeps its data.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// What to call the table; the conversation's topic if this is left out.
    #[arg(long, env = "ROUNDTABLE_NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ExportPolis {
    /// Where to put the files. The directory is made if it is not there; no file is overwritten.
    pub(crate) directory: PathBuf,
    #[command(flatten)]
    pub(crate) which: Which,
}

/// A conversation in a data directory.
#[derive(Debug, Clone, Args)]
pub(crate) struct Which {
    /// Where Roundtable keeps its data.
    #[arg(long, value_name = "DIR", env = "ROUNDTABLE_DATA")]
    pub(crate) data: PathBuf,
    /// The table's code, as it stands in its address.
    #[arg(long, value_name = "CODE", env = "ROUNDTABLE_TABLE")]
    pub(crate) table: TableId,
    /// The conversation's number at its table.
    #[arg(long, value_name = "N", env = "ROUNDTABLE_CONVERSATION", value_parser = conversation)]
    pub(crate) conversation: ConversationNo,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Map {
    /// From a directory of Polis's public CSV files.
    Polis(MapPolis),
    /// From a data directory: the file that the page "Where we stand" gives, made again.
    House(MapHouse),
    /// From such a file: show what is in it.
    File(MapFile),
}

#[derive(Debug, Args)]
pub(crate) struct MapPolis {
    /// The directory with summary.csv, comments.csv and participants-votes.csv or votes.csv, or both.
    pub(crate) directory: PathBuf,
    /// How to make the map.
    #[arg(long, value_name = "METHOD", env = "ROUNDTABLE_METHOD", default_value = "ideal")]
    pub(crate) method: Method,
    /// Decides every draw: where clusters start, which answers are left out to see whether groups stay.
    #[arg(long, value_name = "N", env = "ROUNDTABLE_SEED", default_value_t = 0)]
    pub(crate) seed: u64,
    /// Put a row for each person in the JSON. It can show who they are: keep it as safe as the files.
    #[arg(long)]
    pub(crate) people: bool,
    #[command(flatten)]
    pub(crate) pictures: Pictures,
}

#[derive(Debug, Args)]
pub(crate) struct MapHouse {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) pictures: Pictures,
}

#[derive(Debug, Args)]
pub(crate) struct MapFile {
    /// The file, as "Where we stand" or --json gave it.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) pictures: Pictures,
}

/// A conversation in a data directory.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    #[command(flatten)]
    pub(crate) which: Which,
    /// As it was after so many of the conversation's own entries in the table's journal; as it is now if this is left out.
    #[arg(long, value_name = "ENTRY", env = "ROUNDTABLE_AT", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) at: Option<u64>,
}

/// Where pictures go.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Pictures {
    /// Draw it into an SVG file. - is standard output.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_SVG")]
    pub(crate) svg: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) page: Page,
}

/// Where a page goes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Page {
    /// Write it as one page that needs no other file. - is standard output.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_HTML")]
    pub(crate) html: Option<PathBuf>,
}

/// How to make a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// Ideal points: what was not answered is not known.
    Ideal,
    /// As Polis publishes it, to compare.
    Polis,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// From a directory of Polis's public CSV files.
    Polis(AccountPolis),
    /// From a data directory. Small numbers are hidden, as on the pages.
    House(AccountHouse),
}

#[derive(Debug, Args)]
pub(crate) struct AccountPolis {
    /// The directory with summary.csv, comments.csv and participants-votes.csv or votes.csv, or both.
    pub(crate) directory: PathBuf,
    /// How many statements to choose at most.
    #[arg(short = 'k', long, value_name = "N", env = "ROUNDTABLE_PLACES", required_unless_present = "check")]
    pub(crate) places: Option<u32>,
    /// What it means that somebody did not answer; everyone if this is left out.
    #[arg(long, value_name = "READING", env = "ROUNDTABLE_READING")]
    pub(crate) reading: Option<Reading>,
    /// Check a certificate that was made with --json before, instead of making one.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_CHECK", conflicts_with = "html")]
    pub(crate) check: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) page: Page,
}

#[derive(Debug, Args)]
pub(crate) struct AccountHouse {
    #[command(flatten)]
    pub(crate) place: Place,
    /// How many statements to choose at most.
    #[arg(short = 'k', long, value_name = "N", env = "ROUNDTABLE_PLACES")]
    pub(crate) places: u32,
    /// What it means that somebody did not answer.
    #[arg(long, value_name = "READING", env = "ROUNDTABLE_READING", default_value = "everyone")]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) page: Page,
}

/// What it means that somebody did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reading {
    /// That they do not agree.
    Everyone,
    /// That they agree as likely as those who did answer.
    Shares,
}

#[derive(Debug, Args)]
pub(crate) struct Budget {
    /// A file in the Pabulib format, with approval ballots.
    pub(crate) file: PathBuf,
    /// What to do with money that is left.
    #[arg(long, value_name = "HOW", env = "ROUNDTABLE_COMPLETION", default_value = "add1-greedy")]
    pub(crate) completion: Completion,
}

/// What to do with money that Equal Shares leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Completion {
    /// Nothing.
    None,
    /// Give everyone one unit more and start again, while it fits.
    Add1,
    /// That, then the most wanted that fits.
    Add1Greedy,
}

#[derive(Debug, Args)]
pub(crate) struct Rank {
    /// A file in the format of preflib.org: .soc, .soi, .toc or .toi.
    pub(crate) file: PathBuf,
}

fn conversation(typed: &str) -> Result<ConversationNo, String> {
    match typed.parse() {
        Ok(number) if number > 0 => Ok(ConversationNo(number)),
        _ => Err("a conversation has a number from 1, as in its address".into()),
    }
}
