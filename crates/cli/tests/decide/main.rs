//! Deciding together, over HTTP: nobody finds a count while a decision is open, one seat has one ballot, and every link
//! between words and what became of them can be walked both ways.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod group;
mod links;
mod parallel;
mod silence;
