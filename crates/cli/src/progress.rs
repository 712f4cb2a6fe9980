//! A bar for what takes more than a second, where a person watches.

use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Nothing is shown before this has passed.
const PATIENCE: Duration = Duration::from_secs(1);
/// The clock is looked at once in so many steps.
const EVERY: usize = 4096;
/// How often a bar moves while nothing is known of how far it is.
const TICK: Duration = Duration::from_millis(120);

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

/// What is being done, where nobody can say how far it has come: a phase after the other.
pub(crate) struct Phases {
    /// None where nobody watches.
    watched: Option<(Sender<&'static str>, JoinHandle<()>)>,
}

impl Phases {
    /// The first phase begins.
    pub(crate) fn begin(first: &'static str) -> Self {
        let watched = std::io::stderr().is_terminal().then(|| {
            let (sender, receiver) = channel();
            (sender, std::thread::spawn(move || show(first, &receiver)))
        });
        Self { watched }
    }

    /// The next phase begins.
    pub(crate) fn next(&self, what: &'static str) {
        if let Some((sender, _)) = &self.watched {
            // Nobody is there to be told when the thread has ended.
            let _ = sender.send(what);
        }
    }
}

/// Waits until the bar is gone, so that what is printed next stands on a clean line.
impl Drop for Phases {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.watched.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn show(mut what: &'static str, phases: &Receiver<&'static str>) {
    let began = Instant::now();
    loop {
        match phases.recv_timeout(PATIENCE.saturating_sub(began.elapsed())) {
            Ok(next) => what = next,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = ProgressBar::new_spinner().with_style(style).with_message(what);
    bar.enable_steady_tick(TICK);
    for next in phases {
        bar.set_message(next);
    }
    bar.finish_and_clear();
}
