//! What a check is asked for.

use record::note::{Note, Verifier};
use record::pledge::Pledge;
use record::policy::Policy;
use record::receipt::Receipt;

/// What a check is asked for, beside what is checked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Only this table, by its code; all of them where none is named.
    pub table: Option<String>,
    /// Today, in days since 1970-01-01: what has to be in the record by a day is looked for when that day is over. Nothing
    /// is late where it is not given.
    pub today: Option<i32>,
    /// Checkpoints that somebody kept: the record must only have grown since.
    pub checkpoints: Vec<Note>,
    /// Promises that somebody kept.
    pub pledges: Vec<Pledge>,
    /// Receipts that somebody kept: their checkpoints count as kept too.
    pub receipts: Vec<Receipt>,
    /// The key that somebody knows for a record, under its name.
    pub key: Option<Verifier>,
    /// Whose word makes a result final, in the place of what the record's own server says.
    pub policy: Option<Policy>,
    /// The program that is believed to write the record now: SHA-256 of its file, in hex.
    pub program: Option<String>,
}
