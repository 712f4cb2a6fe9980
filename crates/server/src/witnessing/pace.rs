//! How long to wait before a witness that did not answer is asked again.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(1);

/// Twice as long each time, up to a minute; each time by a half more or less, so that many servers don't ask all at once when
/// a witness comes back.
#[derive(Debug, Default)]
pub(super) struct Pace {
    failures: u32,
}

impl Pace {
    /// It answered.
    pub(super) const fn reset(&mut self) {
        self.failures = 0;
    }

    /// How long to wait now. `dice` is any number.
    pub(super) fn next(&mut self, dice: u64) -> Duration {
        let whole = FIRST.saturating_mul(1 << self.failures.min(10)).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        // Between a half and one and a half, in 1,024 steps.
        let share = u32::try_from(dice % 1025).unwrap_or(0);
        whole / 2 + whole * share / 1024
    }
}

/// A number from the operating system; where it gives none, all wait for the same time.
pub(super) fn dice() -> u64 {
    getrandom::u64().unwrap_or(512)
}

/// Waits, whoever rings. True when it is over before that.
pub(super) fn sleep(wait: Duration, rung: &Receiver<()>) -> bool {
    let until = Instant::now() + wait;
    loop {
        match rung.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_longer_and_longer_up_to_a_minute() {
        let mut pace = Pace::default();
        let middle: Vec<u64> = (0..9).map(|_| pace.next(512).as_secs()).collect();
        assert_eq!(middle, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(pace.next(0).as_secs(), 30);
        assert_eq!(pace.next(1024).as_secs(), 90);
        pace.reset();
        assert_eq!(pace.next(0).as_millis(), 500);
    }

    #[test]
    fn a_ring_does_not_cut_a_wait_short_and_the_end_does() {
        let (bell, rung) = std::sync::mpsc::sync_channel(1);
        bell.send(()).unwrap();
        assert!(!sleep(Duration::from_millis(20), &rung), "the time is up");
        assert!(rung.try_recv().is_err(), "the ring was heard: what it told of is asked about now");
        drop(bell);
        assert!(sleep(Duration::from_mins(10), &rung), "it is over");
    }
}
