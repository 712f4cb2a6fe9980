//! Conversations in the form in which Polis publishes them: five CSV files in a directory.
//!
//! | File | A line | Needed |
//! |---|---|---|
//! | `summary.csv` | a key and its value: topic, address, description, counts | yes |
//! | `comments.csv` | a statement: time, author, counts, whether it was let through, its words | yes |
//! | `participants-votes.csv` | a person: their group, counts, and a cell for each statement | this or the next |
//! | `votes.csv` | an answer with its time, also those that were changed later | this or the last |
//! | `stats-history.csv` | totals after each thing that happened | no |
//!
//! In these files agree is 1, disagree is −1 and pass is 0. Times are milliseconds since 1970; newer files have
//! seconds, which is told by the size of the number and kept, so that they leave as they came.
//!
//! # What comes back as it was
//!
//! The lines of `summary.csv`; of `comments.csv` everything but the order of its lines and what "not held" below
//! says of words; every line of `votes.csv` with its time; of `participants-votes.csv` the people in their order,
//! their groups and every answer. What the counts in it say is counted anew.
//!
//! # What is not held
//!
//! - A statement without words, and answers to it: words nobody said can't stand here. They are skipped and counted.
//! - White space around a statement, and characters that deceive the eye (see [`table::Words`]). Counted as "tidied".
//! - `xid`, a number of a person in some other system: left behind on purpose, since it can say who somebody is.
//! - The order of the lines of `comments.csv`: statements leave in the order of their numbers.
//! - Columns without an answer: a statement has a column in `participants-votes.csv` whether or not it had one.
//! - The time as text in `votes.csv`, which says the same as the number beside it. It is written anew, in the time
//!   zone of `comments.csv` where that is one zone, else in UTC.
//! - `stats-history.csv`: it is derived, one line for each moment at which something happened. Nobody counts visits
//!   here, so its visitors are the people who had said or answered something by then.
//! - Where there was no `votes.csv` the times of the answers are not known, so neither it nor `stats-history.csv`
//!   leaves again.
//!
//! # Conversations held here
//!
//! The form can't hold "this matters a lot to me", reasons, or earlier answers in a way people here were told
//! about: only answers that stand leave, and statements that were not taken back. Each time at all is the start of
//! its day (UTC). People get fresh numbers, drawn anew for each export; rows are in the order of these numbers.
//!
//! # Not for spreadsheets
//!
//! Cells are written as they are, also those that begin with `=`, `+`, `-`, `@`, a tab or a line break, which a
//! spreadsheet may take for a formula: this form is for machines and has to come back as it was.

mod clock;
mod comments;
mod export;
mod finding;
mod import;
mod journal;
mod matrix;
mod native;
mod read;
mod sheet;
mod standing;
mod write;

#[cfg(test)]
mod tests;

use store::StoreError;
use table::{Choice, Words};

pub(crate) use export::export;
pub(crate) use import::import;
pub(crate) use standing::{Conversation, Order, Said, conversation};

const SUMMARY: &str = "summary.csv";
const COMMENTS: &str = "comments.csv";
const MATRIX: &str = "participants-votes.csv";
const VOTES: &str = "votes.csv";
const STATS: &str = "stats-history.csv";

/// A conversation as the files can hold it.
#[derive(Debug, Clone, PartialEq)]
struct Polis {
    /// The lines of `summary.csv`.
    summary: Vec<(String, String)>,
    /// By ascending number.
    statements: Vec<Statement>,
    /// In the order of their lines.
    people: Vec<Person>,
    /// In the order of their times; person by person where no times are known.
    answers: Vec<Given>,
    /// Whether the times of the answers are known.
    has_history: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Statement {
    id: i64,
    author: i64,
    /// Milliseconds since 1970.
    at: i64,
    at_text: String,
    agrees: u32,
    disagrees: u32,
    moderated: i8,
    text: Words<2000>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Person {
    id: i64,
    group: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Given {
    /// Position in `people`.
    person: u32,
    /// Position in `statements`.
    statement: u32,
    /// Milliseconds since 1970.
    at: Option<i64>,
    choice: Choice,
}

/// Why a conversation could not be brought in or taken out. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// A line is not as it should be.
    #[error("{file}, line {line}: {what}")]
    Malformed { file: &'static str, line: u64, what: String },
    /// A file that is needed is not there.
    #[error(
        "there is no {file} in {directory}; choose the directory that holds the conversation's CSV files"
    )]
    Missing { file: &'static str, directory: String },
    /// There is no file with answers.
    #[error("there is neither {MATRIX} nor {VOTES} in {0}; one of them is needed for the answers")]
    NoAnswers(String),
    /// A file could not be read or written.
    #[error("{path}: {reason}")]
    File { path: String, reason: String },
    /// The name for the table does not fit.
    #[error("--name: {0}")]
    Name(table::Unfit),
    /// There is no data directory.
    #[error("there is no Roundtable data in {0}; check --data")]
    NoData(String),
    /// There is no such table.
    #[error("there is no table {0} here; its code stands in the address of its page")]
    NoTable(table::TableId),
    /// There is no such conversation.
    #[error("table {0} has no conversation {1}")]
    NoConversation(table::TableId, table::ConversationNo),
    /// A file is there already.
    #[error("{0} is there already; choose an empty directory")]
    Exists(String),
    /// The data could not be opened or kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Problem {
    #[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
    fn file(path: &std::path::Path, error: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), reason: error.to_string() }
    }
}

/// Eight or more random bytes from the operating system.
fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Engine(error.to_string()))?;
    Ok(bytes)
}
