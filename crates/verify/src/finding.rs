//! What a check finds, and how it is told.

use serde::Serialize;

/// What sort of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Code {
    /// Content is not as it was committed to.
    Altered,
    /// Something is gone, and no tombstone says so.
    SilentDeletion,
    /// Something stands in the data that did not come in by the door.
    InsertedOutsideLog,
    /// The record is shorter than somebody saw it.
    Rollback,
    /// The record is not the one somebody saw, or its tree, its order or its signature is wrong.
    Rewrite,
    /// A result does not follow from what it was worked out from.
    WrongResult,
    /// More ballots than people, or a ballot of nobody who could vote.
    BallotStuffing,
    /// Something that was promised is not there.
    BrokenPromise,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The table's code, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The entry of the record, from 0; none where it is about something that is not in the record.
    pub entry: Option<u64>,
    /// The entry of the private journal, from 1, where that is what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<u64>,
    /// What sort of thing it is.
    pub code: Code,
    /// One sentence for a person.
    pub text: String,
}

/// One record that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The table's code, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The record's name.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// Its root, base64.
    pub root: String,
    /// The root as eight words.
    pub words: String,
    /// How many entries are covered by a checkpoint that meets the policy; none where there is no policy.
    pub witnessed: Option<u64>,
    /// How many entries of the journal wait for their batch; none where only the record was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<u64>,
    /// What was recomputed, in numbers: results of decisions, accounts, maps, and those that can't be from what was there.
    pub recomputed: Recomputed,
}

/// Results that were worked out again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Recomputed {
    /// Counts of answers to statements.
    pub counts: u64,
    /// Maps and other shown results with a fingerprint in the record.
    pub maps: u64,
    /// Accounts, with their certificates.
    pub accounts: u64,
    /// Decisions.
    pub decisions: u64,
    /// Results that can't be worked out from what was there: ballots or answers were destroyed since, or only the public part was given.
    pub out_of_reach: u64,
}

/// Everything a check has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether nothing was found.
    pub ok: bool,
    /// How many entries there are, in all records together.
    pub size: u64,
    /// The root, where there is one record.
    pub root: Option<String>,
    /// What was found, in order.
    pub findings: Vec<Finding>,
    /// The records.
    pub records: Vec<Checked>,
}

/// Why a check could not be finished. Exit 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CouldNot {
    /// What was named is not a data directory, an export or an address.
    #[error("{0} is not a data directory, an export or an address of a table")]
    NotThere(String),
    /// It could not be read.
    #[error("{what}: {why}")]
    Unreadable {
        /// What.
        what: String,
        /// Why.
        why: String,
    },
}

impl Report {
    /// Puts together what was found in some records.
    pub fn of(records: Vec<Checked>, mut findings: Vec<Finding>) -> Self {
        findings.sort();
        findings.dedup();
        let root = match records.as_slice() {
            [one] => Some(one.root.clone()),
            _ => None,
        };
        let size = records.iter().map(|record| record.size).sum();
        Self { ok: findings.is_empty(), size, root, findings, records }
    }
}
