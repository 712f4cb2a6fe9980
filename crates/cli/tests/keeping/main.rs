//! Backups and what becomes of them, from outside: what was acknowledged is in a backup, what was erased does not come back from
//! one, and everything a host does with the data is said in public.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod clock;
mod copies;
mod days;
mod disks;
mod erasing;
mod house;
mod killed;
mod leaving;
mod own;
mod public;
mod refusals;
mod restoring;
mod run;
mod runbook;
mod taken_back;
mod things;
mod upgrades;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
