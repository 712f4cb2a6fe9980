//! Records made by hand, changed in every way, and what the checker says.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod bytes;
mod command;
mod kept;
mod results;
mod tamper;
mod web;
mod writer;
