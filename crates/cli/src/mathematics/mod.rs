//! The mathematics on a file or a data directory, without a server: `map`, `account`, `budget` and `rank`.
//!
//! The same answers give the same bytes. Where equals have to be told apart by a lot, the seed is 32 zero bytes, so
//! that everybody who tries gets the same.

mod account;
mod budget;
mod house;
mod lines;
mod map;
mod pictures;
mod rank;

#[cfg(test)]
mod tests;

use std::path::Path;

use table::{Words, one_line};

pub(crate) use account::account;
pub(crate) use budget::budget;
pub(crate) use map::map;
pub(crate) use rank::rank;

/// Decides lots.
const SEED: [u8; 32] = [0; 32];

/// Why nothing could be computed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// The conversation could not be read.
    #[error(transparent)]
    Polis(#[from] crate::polis::Problem),
    /// A file could not be read.
    #[error("{path}: {reason}")]
    File { path: String, reason: std::io::Error },
    /// A file is not as it should be.
    #[error("{path}: {what}")]
    Malformed { path: String, what: String },
    /// A conversation has fewer entries than were asked for.
    #[error(
        "--at: conversation {conversation} of table {table} has {entries} entries; ask for one of them, or leave --at out"
    )]
    NoEntry { table: table::TableId, conversation: table::ConversationNo, entries: u64 },
    /// A statement has a number that is none.
    #[error("statement {0}: the number of a statement should be from 0 to 4294967295")]
    Number(i64),
    /// Two things are to be printed.
    #[error("standard output holds one thing: give --svg or --html the name of a file, or leave out --json")]
    OneOutput,
    /// Polis's own map has no pictures here.
    #[error("--svg and --html show the map by ideal points; leave out --method polis")]
    NoPictures,
    /// A slate can't be chosen with such a number of places.
    #[error("-k: {0}")]
    Places(#[from] voice::slate::Unasked),
    /// No ballots could be made of the answers.
    #[error("the answers can't be read so: {0}")]
    Unfit(#[from] voice::slate::Unfit),
}

impl Problem {
    fn malformed(path: &Path, what: &impl ToString) -> Self {
        Self::Malformed { path: path.display().to_string(), what: what.to_string() }
    }
}

/// A file's text.
fn text(path: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(path).map_err(|reason| Problem::File { path: path.display().to_string(), reason })
}

/// A figure to nine decimals: further ones say nothing, and only these are promised to stay.
fn nine(figure: f64) -> f64 {
    // Adding 0 makes −0 a plain 0.
    (figure * 1e9).round() / 1e9 + 0.0
}

/// A fraction as a figure to nine decimals.
fn figure(ratio: &voice::shares::Ratio) -> f64 {
    nine(ratio.decimal(10).parse().unwrap_or(f64::INFINITY))
}

/// Somebody's words on one line of a terminal, without characters that could steer it.
fn plain(words: &str) -> String {
    let most: String = words.chars().take(Words::<2000>::MAX).collect();
    Words::<2000>::new(&most).map(|words| one_line(words.as_str())).unwrap_or_default()
}
