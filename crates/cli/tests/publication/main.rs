//! What is published: nothing in it stands for a person, tells when somebody was here, or changes with one person.
#![expect(clippy::unwrap_used, reason = "this is a test")]

#[path = "../keeping/clock.rs"]
mod clock;
mod cuts;
mod order;
mod persons;
mod published;
mod times;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
