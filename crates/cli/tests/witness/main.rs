//! Witnesses, both ends: `roundtable witness` as anybody may ask it, and a server whose results wait for two of them.
//!
//! `ROUNDTABLE_KILLS` says how often a witness is killed while it is asked; 20 times if it is not set.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod answers;
mod example;
mod finality;
mod kills;
mod log;
mod process;
mod unfit;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
