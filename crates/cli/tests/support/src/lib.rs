//! What the tests of the whole program share.
//!
//! - [`Server`] starts the built program, finds its address, kills it, starts it again.
//! - [`http`] is a small client that counts every byte on the wire, and [`html`] reads forms.
//! - [`people`] are people at tables, for tests that are about something else.
//! - [`crawl`] walks through all pages.
//! - [`disk`] finds words in the files of a data directory.
//! - [`Browser`] drives Chromium: with scripts off, by keyboard alone, in every colour mode.
//! - [`Pages`] serves fixed pages on loopback, for tests of these tools themselves.
//!
//! A helper that can't go on fails its test by panicking with a sentence that says what to do.
#![expect(
    clippy::missing_panics_doc,
    reason = "a test's helper fails the test by panicking, with a sentence"
)]

pub mod browser;
pub mod crawl;
pub mod disk;
pub mod html;
pub mod http;
mod pages;
pub mod people;
mod server;

use std::time::{Duration, Instant};

pub use browser::Browser;
pub use pages::Pages;
pub use server::{Launch, Server};

/// Asks `probe` again and again until it gives something, for at most `limit`.
///
/// # Panics
/// When the time is up; `what` then completes "waited in vain for …".
pub fn until<T>(limit: Duration, what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(found) = probe() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}, {} seconds long", limit.as_secs());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Gives the value, or ends the test with the sentence "could not …".
///
/// # Panics
/// On an error.
#[track_caller]
pub fn must<T, E: std::fmt::Display>(result: Result<T, E>, what: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("could not {what}: {error}"),
    }
}
