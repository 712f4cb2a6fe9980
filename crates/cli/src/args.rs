//! The commands and their flags. Every flag can also be set in the environment, as `ROUNDTABLE_…`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use table::{ConversationNo, TableId};

/// People who use a service, run it and decide about it, at one table.
#[derive(Debug, Parser)]
#[command(name = "roundtable", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Answer with one JSON object on standard output.
    #[arg(long, global = true, env = "ROUNDTABLE_JSON")]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Debug, Subcommand)]
pub(crate) enum What {
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
    /// Say which version this is.
    Version,
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

fn conversation(typed: &str) -> Result<ConversationNo, String> {
    match typed.parse() {
        Ok(number) if number > 0 => Ok(ConversationNo(number)),
        _ => Err("a conversation has a number from 1, as in its address".into()),
    }
}
