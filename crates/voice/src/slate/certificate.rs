//! What a stranger needs to check a slate.

use super::Reading;
use crate::shares::Ratio;

/// A slate with all that is claimed of it. [`check`](super::check()) verifies every line of it from the ballots.
///
/// Counts are exact and may be small: what of it is shown to whom is for [`crate::publish`] to say. Nobody's own answers
/// or payments are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What silence means.
    pub reading: Reading,
    /// How many places there were to fill: `k`.
    pub places: u32,
    /// How many people answered: `n`.
    pub people: u32,
    /// How many statements there were.
    pub statements: u32,
    /// How many (person, statement) agreements there were.
    pub agreements: u64,
    /// Decides between equals that also have equal support: the statement with the lower
    /// SHA-256(`"roundtable slate" ‖ seed ‖ number of the statement, 4 bytes, little end first`) comes first.
    pub seed: [u8; 32],
    /// The statements chosen, in the order in which they were: those bought, then those completed.
    pub chosen: Vec<Place>,
    /// `covered[j]`: how many people agree with `j` of the chosen statements (with chances: their sum, rounded down).
    pub covered: Vec<u32>,
    /// Whether no group is left out: whether the slate satisfies EJR+.
    pub holds: bool,
    /// The strongest group of like-minded people whose statement is not chosen. EJR+ holds where its strength is below
    /// 1/k. `None` where nobody agrees with any statement that is not chosen.
    pub left_out: Option<LeftOut>,
}

/// A statement chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number.
    pub statement: u32,
    /// The weight of those who agree with it, out of `out_of`.
    pub support: u64,
    /// The weight of those who count for it; with chances, in units of 2^−bits, as `support` is.
    pub out_of: u64,
    /// How it came to be chosen.
    pub how: How,
}

/// How a statement came to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Its supporters paid for the place from equal purses.
    Bought(Payment),
    /// Nobody could afford the place; it went to those for whom no chosen statement spoke yet.
    Completed(Added),
}

/// Why a statement was added to those bought. The one added covers most people who were not covered, as a share of those
/// who count for it: the largest `newly / out_of`. Of equals it is that of the stronger group left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// What the slate covers with it and not without: `Σ g · (min(1, u_i + v_i) − min(1, u_i))`, in units of
    /// [`Ballots::scale`](super::Ballots::scale).
    pub newly: u64,
    /// The group that it would have left out.
    pub group: LeftOut,
}

/// What a place cost whom. Everyone starts with one purse; a place costs what 1/k of the people who count for it own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// What each supporter who had that much paid, in purses, for a whole agreement.
    pub each: Ratio,
    /// How many people paid that, or with chances their share of it.
    pub full: u32,
    /// How many people had less, but something, and paid what they had.
    pub rest: u32,
}

/// A group of like-minded people: those who agree with a statement that is not chosen, and who, with it, would be
/// covered at most `level` times (with `u_i` chosen statements that person `i` agrees with: `u_i + v_i ≤ level`).
///
/// EJR+ is violated where `k · weight ≥ level · out_of`. For approvals that is the definition of Brill and Peters: ℓ·n/k
/// people agree with a statement that is not chosen, and each of them agrees with fewer than ℓ that are. For chances
/// `v` it is the same argument for additive utilities: the group's money would have bought the statement before one of them
/// had paid for more than `level − v_i`, so Equal Shares never leaves such a group out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The statement on which they agree.
    pub statement: u32,
    /// `ℓ`, in units of [`Ballots::scale`](super::Ballots::scale).
    pub level: u32,
    /// How many people they are.
    pub people: u32,
    /// What they weigh: `Σ g·v`.
    pub weight: u64,
    /// Out of how much.
    pub out_of: u64,
}

impl LeftOut {
    /// Whether a slate of `k` places with this group left out violates EJR+.
    pub const fn is_wronged(&self, places: u32) -> bool {
        places as u128 * self.weight as u128 >= self.level as u128 * self.out_of as u128
    }
}

impl Certificate {
    /// The statements chosen, in order.
    pub fn statements_chosen(&self) -> Vec<u32> {
        self.chosen.iter().map(|place| place.statement).collect()
    }

    /// How many people agree with at least one chosen statement.
    pub fn covered_people(&self) -> u32 {
        self.covered.iter().skip(1).sum()
    }
}
