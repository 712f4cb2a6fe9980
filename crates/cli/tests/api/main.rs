//! The JSON API from outside: what every address does, what it refuses, and that nothing hidden shows.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

mod decided;
mod document;
mod map;
mod open;
mod people;
mod strict;
mod unlike;
mod work;
