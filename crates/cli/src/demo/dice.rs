//! Chance that comes out the same every time.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};

const SEED: [u8; 32] = *b"roundtable demonstration, 1st ed";

/// A seeded stream of numbers. Each purpose has its own, so that a change to one leaves the others alone.
pub(super) struct Dice(ChaCha12Rng);

impl Dice {
    /// The stream with this number.
    pub(super) fn of(stream: u64) -> Self {
        let mut numbers = ChaCha12Rng::from_seed(SEED);
        numbers.set_stream(stream);
        Self(numbers)
    }

    /// A number from 0 to `end` − 1; `end` is at least 1. The bias of the remainder is below 2⁻³².
    pub(super) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.0.next_u64() % u64::from(end.max(1))).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + i32::try_from(self.below(high.abs_diff(low) + 1)).unwrap_or(0)
    }

    /// True in `part` of 100 throws.
    pub(super) fn in_100(&mut self, part: u32) -> bool {
        self.below(100) < part
    }

    /// Bell-shaped around 0 with a standard deviation of about 60: whole numbers, so that no machine's
    /// rounding can change an answer.
    pub(super) fn mood(&mut self) -> i32 {
        (0..3).map(|_| self.between(-60, 60)).sum()
    }

    /// Some bytes.
    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}
