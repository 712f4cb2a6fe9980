//! The interface to whatever keeps the journal: append under a table's head, follow from an index.

use record::Commitment;
use table::{About, Day, Event, Kept, Kind, TableId};

/// Events of one command at one table, to be appended when the table's head is where it is expected.
#[derive(Debug, Clone)]
pub struct Append {
    /// The table.
    pub table: TableId,
    /// How many events the table had when these were decided; 0 sets the table.
    pub head: u64,
    /// The day they happened.
    pub day: Day,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The numbers of all entries so far that belong to the seat whose content the events erase; empty where
    /// they erase nothing. What is erased among them the events say themselves.
    pub owned: Vec<u64>,
    /// Remembers the command's key, so that the same command twice is one effect.
    pub receipt: Option<Receipt>,
}

/// A command that happened, remembered under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Hash of the key and of who sent it.
    pub key: [u8; 32],
    /// Hash of the command.
    pub body: [u8; 32],
    /// What was answered, as JSON.
    pub answer: String,
}

/// What an append came to.
#[derive(Debug, Clone)]
pub struct Appended {
    /// The number of its first entry.
    pub first: u64,
    /// Its entries, in order.
    pub entries: Vec<Entered>,
    /// Whether it destroyed contents of earlier ones.
    pub erased: bool,
}

/// One entry that was written.
#[derive(Debug, Clone)]
pub struct Entered {
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub about: About,
    /// The commitment to it.
    pub commitment: Commitment,
    /// The commitment to what may be shown of it, for statements.
    pub public: Option<Commitment>,
}

/// Why the journal could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else appended first: follow, decide again.
    #[error("the table {0} has moved on since this was decided")]
    Conflict(TableId),
    /// The data directory is in use by another process.
    #[error("another Roundtable is using {0}; stop it first, or choose another --data directory")]
    InUse(String),
    /// The files were written by a newer program.
    #[error(
        "the data in {path} is of version {found}; this program knows versions up to {known}: use a newer program"
    )]
    TooNew {
        /// Where.
        path: String,
        /// The version found.
        found: u32,
        /// The newest version this program can read.
        known: u32,
    },
    /// What is kept does not match its commitment, or can't be read: somebody or something altered it.
    #[error("entry {seq} of table {table} was altered: {what}")]
    Altered {
        /// The table.
        table: TableId,
        /// The entry's number, from 1.
        seq: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// The database engine reported an error. After a failed commit nothing more may be written.
    #[error("the data could not be read or written: {0}")]
    Engine(String),
    /// A file could not be made or opened.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: String,
        /// Why.
        reason: String,
    },
}

/// Keeps tables' journals. Shared by the clerk's threads; implementations lock inside.
pub trait Journal: Send + Sync + 'static {
    /// All tables, in the order they were set.
    fn tables(&self) -> Result<Vec<TableId>, StoreError>;

    /// Hands over a table's events after the first `after` ones, in order, each with its day; checks each
    /// against its commitment. Returns the table's head.
    fn follow(&self, table: TableId, after: u64, each: &mut dyn FnMut(Kept, Day)) -> Result<u64, StoreError>;

    /// The receipt remembered under a key.
    fn receipt(&self, key: &[u8; 32]) -> Result<Option<Receipt>, StoreError>;

    /// Appends a group, all of it or none. When it returns, the group is durable. Content that the events
    /// erase is destroyed in the same step. `progress` hears how many events were written so far. Says what each append came to.
    fn append(&self, group: &[Append], progress: &mut dyn FnMut(usize)) -> Result<Vec<Appended>, StoreError>;

    /// Ends a visit for good, durably.
    fn end_visit(&self, visit: &[u8; 16], day: Day) -> Result<(), StoreError>;

    /// All visits that were ended and could otherwise go on.
    fn ended_visits(&self) -> Result<Vec<[u8; 16]>, StoreError>;

    /// Forgets receipts and ended visits from before these days.
    fn forget(&self, receipts_before: Day, visits_before: Day) -> Result<(), StoreError>;
}
