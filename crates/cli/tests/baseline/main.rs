//! The security baseline, from outside: headers, cookies, foreign pages, hidden tables, hostile words.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod faults;
mod foreign;
mod headers;
mod hidden;
mod hostile;
mod place;
mod routes;
mod visits;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
