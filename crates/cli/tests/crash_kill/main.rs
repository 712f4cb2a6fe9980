//! Whatever is done to the process or its disk, what was acknowledged is there, exactly once.
//!
//! `ROUNDTABLE_KILLS` says how often the server is killed under load; 25 times if it is not set.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod audit;
mod disk;
mod kills;
mod load;
mod stopping;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");

/// A fixed stream of numbers, so that a run can be repeated.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides` (`SplitMix64`; the bias is of no matter here).
    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}
