//! Keeping what happened: the journal, and the clerk who writes it.
//!
//! Acknowledged means durable. A command is decided and folded by the clerk, its events are committed in a
//! group with others, and only then is anybody told that it happened. Nobody is shown a state that is not
//! yet durable either: a read waits for the commit of what it saw.
//!
//! Personal content stands apart from the sequence, so that it can be destroyed; the sequence keeps a
//! commitment to it. No type of the database crosses [`journal::Journal`], so that another engine can stand
//! behind it.

mod bell;
pub mod clerk;
pub mod copy;
pub mod data_map;
mod entries;
pub mod house;
pub mod journal;
mod leaf;
mod notary;
mod receipts;
pub mod recorder;
mod sqlite;

pub use clerk::{Acknowledged, Clerk, Key, Problem};
pub use entries::Entries;
pub use house::{House, HouseError, HouseKey, RecordKey, private};
pub use journal::{Append, Appended, Entered, Journal, Receipt, StoreError};
pub use recorder::{
    Condition, LogView, Map, Publisher, RecordSettings, Recorder, Standing, State, Trouble, Witnessed,
};
pub use sqlite::SqliteJournal;
