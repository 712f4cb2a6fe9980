//! Keeping a house: backups, putting one back, saying so in public, erasing what a seat's holder asked for, and what is kept.

mod backup;
mod data_map;
mod erase;
mod keyring;
mod list;
mod pack;
mod places;
mod recover;
mod restore;
#[cfg(test)]
mod tests;

use std::path::Path;

use record::entry::{Act, Fact};
use store::StoreError;
use table::TableId;

pub(crate) use backup::backup;
pub(crate) use data_map::data_map;
pub(crate) use erase::erase;
pub(crate) use recover::recover;
pub(crate) use restore::restore;

/// Why it could not be done. Nothing was changed, but where it says so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// There is no data directory.
    #[error("there is no Roundtable data in {0}; check --data")]
    NoData(String),
    /// A file or folder is there already.
    #[error("{0} is there already, and nothing is overwritten; choose another name")]
    Exists(String),
    /// Data would lie in the folder it is to save.
    #[error("{what} must not be inside {data}: whoever loses or takes that folder would lose or take both")]
    Inside { what: &'static str, data: String },
    /// The keyring can't be read.
    #[error(
        "{path}, line {line}: a key stands after its day, such as 2026-12-31 AGE-SECRET-KEY-1…; nothing was changed"
    )]
    Keyring { path: String, line: usize },
    /// No key opens it.
    #[error(
        "no key in {keys} opens {from}: it is another keyring's, or its key was destroyed. Keys are destroyed after {} days, so \
         that nobody can open older backups",
        keyring::KEPT_DAYS
    )]
    NoKey { keys: String, from: String },
    /// Not what was written.
    #[error("{from} is no whole backup: {what}. Nothing was restored")]
    Damaged { from: String, what: String },
    /// There is something already.
    #[error(
        "{0} is not empty. Choose an empty folder, or --replace: that moves the folder aside and keeps all of it"
    )]
    NotEmpty(String),
    /// Nothing says what was erased since.
    #[error(
        "there is no list that says what was erased since this backup was made, so it would come back. Give the newest copy of \
         the file “erasures” with --erasures FILE, or lay it beside the backup as {beside}. If there is none, --no-erasures"
    )]
    NoList { beside: String },
    /// It says nothing about what came after.
    #[error(
        "{list} is as old as the backup itself, so it can't say what was erased since, and that would come back. Give a newer copy \
         of the file “erasures” with --erasures FILE. If this one is the newest, give this one"
    )]
    OldList { list: String },
    /// Not of this house, or from before.
    #[error(
        "{list} does not go on where the backup's own list ends: it is older than the backup, or of another house. Give the newest \
         copy of this house's file “erasures” with --erasures FILE"
    )]
    OtherList { list: String },
    /// The key is there.
    #[error(
        "record.key is here, and it signed the records, so it is not lost. If somebody else may have it too, stop the server and \
         move {0} away first: a new one is made"
    )]
    NotLost(String),
    /// No such table.
    #[error("there is no table {0} here; its code stands in the address of its page")]
    NoTable(TableId),
    /// No such seat.
    #[error(
        "no seat at table {table} is called “{typed}” now; a seat's name is two words, such as “quiet river”, as on its page “Your place”"
    )]
    NoSeat { table: TableId, typed: String },
    /// The clerk said no.
    #[error("nothing was erased: {0}")]
    Unerased(String),
    /// A file could not be read or written.
    #[error("{path}: {reason}")]
    File { path: String, reason: String },
    /// The data could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Problem {
    fn file(path: &Path, error: &impl ToString) -> Self {
        Self::File { path: path.display().to_string(), reason: error.to_string() }
    }
}

/// Says in a table's record, or in every table's, that the host did something with its data; whether there is a record to say it
/// in.
pub(crate) fn host_did(data: &Path, table: Option<TableId>, act: Act) -> Result<bool, StoreError> {
    store::copy::wish(data, table, &Fact::Host(act))
}

/// A data directory that is there. Opening a house makes one; a mistyped directory must not.
fn must_be_a_house(data: &Path) -> Result<(), Problem> {
    if data.join(store::copy::JOURNAL).is_file() {
        Ok(())
    } else {
        Err(Problem::NoData(data.display().to_string()))
    }
}
