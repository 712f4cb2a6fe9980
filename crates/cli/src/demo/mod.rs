//! The demonstration: a conversation to look round in, with people who are made up.
//!
//! Its words follow "What is co-production?", a post by Expert Link, in words of our own. The answers come
//! from a seeded simulation. Everything is decided by the rules of the table, as if people had sent it.

mod dice;
mod door;
mod draft;
mod ideas;
mod lunch;
mod people;
mod talk;
#[cfg(test)]
mod tests;
mod words;

use store::{House, Journal, StoreError};
use table::Day;

/// Fills an empty house with the demonstration's three tables; leaves a house that holds a table alone.
///
/// All of it is appended at once, so a crash leaves either nothing or the whole. The same day gives the same
/// tables every time.
pub(crate) fn fill(house: &House, today: Day) -> Result<(), StoreError> {
    let journal = house.journal()?;
    if !journal.tables()?.is_empty() {
        return Ok(());
    }
    let mut runs = talk::draft(today)?.into_runs();
    runs.extend(lunch::draft(today)?.into_runs());
    runs.extend(door::draft(today)?.into_runs());
    journal.append(&runs, &mut |_| ()).map(drop)
}
