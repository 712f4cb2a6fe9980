//! What `roundtable verify` and a checker by somebody else find, in the data and the record of a real server.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

mod flips;
mod histories;
mod host;
mod house;
mod kept;
mod reference;
mod rewritten;
mod rules;
mod secret;
mod tampered;
mod week;

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
