//! The chance with which something was drawn, small enough to be kept beside every answer.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Steps in which a chance halves once.
const STEPS: f64 = 40.0;

/// A chance `π = 2^(−n/40)`, kept as the whole number `n` from 0 (certain) to 680 (2⁻¹⁷, one in 131,072).
///
/// Rounding to a step changes a chance by less than 0.9 in 100. A chance under 2⁻¹⁷ is kept as 2⁻¹⁷, so that no answer
/// ever weighs more than 131,072 times another.
///
/// ```
/// use voice::hearing::Chance;
///
/// let chance = Chance::nearest(0.01);
/// assert_eq!(chance.steps(), 266);
/// assert!((chance.share() / 0.01 - 1.0).abs() < 0.009);
/// assert_eq!(Chance::from_steps(681), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Chance(u16);

/// A number that stands for no chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a chance is kept as a number of steps from 0 to 680, and this is {0}")]
pub struct NotAChance(u16);

impl Chance {
    /// Something that had to come.
    pub const CERTAIN: Self = Self(0);
    /// The smallest chance that is told apart: 2⁻¹⁷.
    pub const LEAST: Self = Self(680);

    /// The chance nearest to a share from 0 to 1. What is over 1, or not a number, counts as certain.
    pub fn nearest(share: f64) -> Self {
        if share <= 0.0 {
            return Self::LEAST;
        }
        let steps = libm::round(-STEPS * libm::log2(share)).clamp(0.0, f64::from(Self::LEAST.0));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped; what is not a number becomes 0"
        )]
        let steps = steps as u16;
        Self(steps)
    }

    /// The chance kept as this many steps, if there is one.
    pub const fn from_steps(steps: u16) -> Option<Self> {
        if steps <= Self::LEAST.0 { Some(Self(steps)) } else { None }
    }

    /// As how many steps it is kept: 0 to 680, more for a smaller chance.
    pub const fn steps(self) -> u16 {
        self.0
    }

    /// The chance as a share: over 0 and at most 1.
    pub fn share(self) -> f64 {
        libm::exp2(-f64::from(self.0) / STEPS)
    }
}

impl TryFrom<u16> for Chance {
    type Error = NotAChance;

    fn try_from(steps: u16) -> Result<Self, NotAChance> {
        Self::from_steps(steps).ok_or(NotAChance(steps))
    }
}

impl From<Chance> for u16 {
    fn from(chance: Chance) -> Self {
        chance.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_hold() {
        assert_eq!(Chance::nearest(1.0), Chance::CERTAIN);
        assert_eq!(Chance::nearest(f64::NAN), Chance::CERTAIN);
        assert_eq!(Chance::nearest(7.0), Chance::CERTAIN);
        for nothing in [0.0, -1.0, 1e-9] {
            assert_eq!(Chance::nearest(nothing), Chance::LEAST);
        }
        assert!((Chance::LEAST.share() * 131_072.0 - 1.0).abs() < 1e-12);
        assert_eq!(serde_json::from_str::<Chance>("680").ok(), Some(Chance::LEAST));
        assert!(serde_json::from_str::<Chance>("681").unwrap_err().to_string().contains("from 0 to 680"));
    }

    proptest! {
        #[test]
        fn a_chance_is_kept_within_one_in_a_hundred(power in -16.6_f64..0.0) {
            let share = power.exp2();
            prop_assert!((Chance::nearest(share).share() / share - 1.0).abs() < 0.009);
        }

        #[test]
        fn every_step_is_itself(steps in 0_u16..=680) {
            let chance = Chance::from_steps(steps).unwrap();
            prop_assert_eq!(Chance::nearest(chance.share()), chance);
            let text = serde_json::to_string(&chance).unwrap();
            prop_assert_eq!(serde_json::from_str::<Chance>(&text).unwrap(), chance);
        }
    }
}
