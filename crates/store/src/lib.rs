//! Keeping what happened: the journal, and the clerk who writes it.
//!
//! Acknowledged means durable. A command is decided and folded by the clerk, its events are committed in a
//! group with others, and only then is anybody told that it happened. Nobody is shown a state that is not
//! yet durable either: a read waits for the commit of what it saw.
//!
//! Personal content stands apart from the sequence, so that it can be destroyed; the sequence keeps a
//! commitment to it. No type of the database crosses [`journal::Journal`], so that another engine can stand
//! behind it.

pub mod clerk;
mod entries;
pub mod house;
pub mod journal;
mod receipts;
mod sqlite;

pub use clerk::{Clerk, Key, Problem};
pub use entries::Entries;
pub use house::{House, HouseError, HouseKey};
pub use journal::{Append, Journal, Receipt, StoreError};
pub use sqlite::SqliteJournal;
