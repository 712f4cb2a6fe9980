//! A bar for what takes more than a second, where a person watches.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Nothing is shown before this has passed.
const PATIENCE: Duration = Duration::from_secs(1);
/// The clock is looked at once in so many steps.
const EVERY: usize = 4096;

/// How far something has come.
pub(crate) struct Progress {
    began: Instant,
    total: usize,
    what: &'static str,
    watched: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of so many steps in all.
    pub(crate) fn of(what: &'static str, total: usize) -> Self {
        let watched = std::io::stderr().is_terminal();
        Self { began: Instant::now(), total, what, watched, bar: None }
    }

    /// So many steps are done.
    pub(crate) fn reached(&mut self, done: usize) {
        if !self.watched || !done.is_multiple_of(EVERY) {
            return;
        }
        if self.bar.is_none() && self.began.elapsed() > PATIENCE {
            self.bar = Some(bar(self.what, self.total));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done as u64);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(what: &'static str, total: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total as u64).with_style(style).with_message(what)
}
