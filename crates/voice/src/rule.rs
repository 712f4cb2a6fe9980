//! Whether a proposal goes through, by the rule that was chosen before: consent, a vote, or both sides agreeing.
//!
//! Everybody says one of four things ([`Stand`]): "I want this", "I can live with it", "I need to know more", "I think it could
//! hurt someone; we should talk first". What they come to depends on the rule alone. All of it is integer arithmetic on counts:
//! who said what, and in which order, can't matter.
//!
//! | Rule | It goes through when |
//! |---|---|
//! | [`consent`] | nobody is worried, and enough people answered |
//! | [`vote`] | of those who want it, can live with it or are worried, the first two are enough; and enough people answered |
//! | [`both`] | that vote is won among each of the sides that people declared, each of 8 people or more |
//!
//! Somebody who needs to know more has answered, and stands on neither side. Ranked choices are [`rank`](crate::rank)'s, shared
//! budgets [`budget`](crate::budget)'s.
//!
//! ```
//! use voice::rule::{self, InHundred, Outcome, Stand, Stands};
//! let stands: Stands = [Stand::Yes, Stand::Ok, Stand::Ok, Stand::NotSure, Stand::Worried].into_iter().collect();
//! let half = InHundred::new(50).unwrap();
//! assert_eq!(rule::consent(stands, 6, half), Outcome::TalkFirst { worried: 1 });
//! assert_eq!(rule::vote(stands, 6, InHundred::new(67).unwrap(), half), Outcome::Passed);
//! assert_eq!(rule::vote(stands, 6, InHundred::new(76).unwrap(), half), Outcome::NotPassed);
//! assert_eq!(rule::vote(stands, 11, half, half), Outcome::TooFew { answered: 5, needed: 6 });
//! ```

use serde::{Deserialize, Serialize};

use crate::publish::LEAST_COUNT;

/// What somebody says to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stand {
    /// "I want this."
    Yes,
    /// "I can live with it."
    Ok,
    /// "I need to know more."
    NotSure,
    /// "I think it could hurt someone. We should talk first."
    Worried,
}

impl Stand {
    /// All four, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Ok, Self::NotSure, Self::Worried];
}

/// How many people said what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stands {
    /// "I want this."
    pub yes: u32,
    /// "I can live with it."
    pub ok: u32,
    /// "I need to know more."
    pub not_sure: u32,
    /// "We should talk first."
    pub worried: u32,
}

impl Stands {
    /// How many answered.
    pub const fn answered(&self) -> u32 {
        self.for_it() + self.not_sure + self.worried
    }

    /// How many want it or can live with it.
    pub const fn for_it(&self) -> u32 {
        self.yes + self.ok
    }

    /// One more.
    pub const fn add(&mut self, stand: Stand) {
        match stand {
            Stand::Yes => self.yes += 1,
            Stand::Ok => self.ok += 1,
            Stand::NotSure => self.not_sure += 1,
            Stand::Worried => self.worried += 1,
        }
    }
}

impl FromIterator<Stand> for Stands {
    fn from_iter<I: IntoIterator<Item = Stand>>(stands: I) -> Self {
        let mut counts = Self::default();
        for stand in stands {
            counts.add(stand);
        }
        counts
    }
}

/// A share that is asked for: so many in a hundred, 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct InHundred(u8);

/// A share of none, or of more than all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share is 1 to 100 in a hundred; this is {0}")]
pub struct NotAShare(pub u8);

impl InHundred {
    /// `None` unless 1 to 100.
    pub const fn new(number: u8) -> Option<Self> {
        if matches!(number, 1..=100) { Some(Self(number)) } else { None }
    }

    /// The number, 1 to 100.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Whether `part` of `whole` is this share or more. Nothing of nothing is no share.
    pub const fn reached_by(self, part: u32, whole: u32) -> bool {
        whole > 0 && part as u64 * 100 >= self.0 as u64 * whole as u64
    }

    /// The smallest whole number of people that is this share of `whole` or more.
    pub const fn of(self, whole: u32) -> u32 {
        // Hundreds and the rest apart, so that nothing overflows.
        let share = self.0 as u32;
        whole / 100 * share + (whole % 100 * share).div_ceil(100)
    }
}

impl From<InHundred> for u8 {
    fn from(share: InHundred) -> Self {
        share.0
    }
}

impl TryFrom<u8> for InHundred {
    type Error = NotAShare;

    fn try_from(number: u8) -> Result<Self, NotAShare> {
        Self::new(number).ok_or(NotAShare(number))
    }
}

/// What a proposal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It goes through.
    Passed,
    /// It does not.
    NotPassed,
    /// Somebody is worried: that is talked about before anything goes through.
    TalkFirst {
        /// How many.
        worried: u32,
    },
    /// Too few answered for anything to follow.
    TooFew {
        /// How many answered.
        answered: u32,
        /// How many had to.
        needed: u32,
    },
    /// A side has too few people for its answers to be told apart without showing whose they are.
    SideTooSmall,
}

/// By consent: it goes through unless somebody is worried. `quorum` of the `seats` have to answer; somebody worried is heard
/// even when fewer did.
pub const fn consent(stands: Stands, seats: u32, quorum: InHundred) -> Outcome {
    if stands.worried > 0 {
        return Outcome::TalkFirst { worried: stands.worried };
    }
    match too_few(stands.answered(), seats, quorum) {
        Some(few) => few,
        None => Outcome::Passed,
    }
}

/// By a vote: of those who take a side, `share` or more want it or can live with it. `quorum` of the `seats` have to answer.
pub const fn vote(stands: Stands, seats: u32, share: InHundred, quorum: InHundred) -> Outcome {
    match too_few(stands.answered(), seats, quorum) {
        Some(few) => few,
        None if share.reached_by(stands.for_it(), stands.for_it() + stands.worried) => Outcome::Passed,
        None => Outcome::NotPassed,
    }
}

const fn too_few(answered: u32, seats: u32, quorum: InHundred) -> Option<Outcome> {
    let needed = quorum.of(seats);
    let needed = if needed == 0 { 1 } else { needed };
    if answered < needed { Some(Outcome::TooFew { answered, needed }) } else { None }
}

/// Both, or all, sides must agree: the vote is won within each. Somebody may have declared several sides and counts in each.
/// A side in which fewer than 8 answered can't be counted apart, and then nothing goes through by this rule. `all` are the
/// answers of everybody, those who declared no side included; they decide whether enough people answered.
pub fn both(sides: &[Stands], all: Stands, seats: u32, share: InHundred, quorum: InHundred) -> Outcome {
    if let Some(few) = too_few(all.answered(), seats, quorum) {
        return few;
    }
    if sides.is_empty() || sides.iter().any(|side| side.answered() < LEAST_COUNT) {
        return Outcome::SideTooSmall;
    }
    let is_won = |side: &Stands| share.reached_by(side.for_it(), side.for_it() + side.worried);
    if sides.iter().all(is_won) { Outcome::Passed } else { Outcome::NotPassed }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn in_hundred(number: u8) -> InHundred {
        InHundred::new(number).unwrap()
    }

    const fn stands(yes: u32, ok: u32, not_sure: u32, worried: u32) -> Stands {
        Stands { yes, ok, not_sure, worried }
    }

    const HALF: InHundred = in_hundred(50);

    #[test]
    fn shares() {
        assert_eq!((InHundred::new(0), InHundred::new(101)), (None, None));
        let two_thirds = in_hundred(67);
        assert!(
            two_thirds.reached_by(67, 100) && !two_thirds.reached_by(66, 100) && !two_thirds.reached_by(2, 3)
        );
        assert!(!in_hundred(1).reached_by(0, 0));
        assert_eq!(
            (two_thirds.of(3), HALF.of(5), in_hundred(100).of(u32::MAX), HALF.of(0)),
            (3, 3, u32::MAX, 0)
        );
        assert_eq!(serde_json::to_string(&HALF).unwrap(), "50");
        assert!(serde_json::from_str::<InHundred>("0").is_err());
    }

    #[test]
    fn one_worry_leads_to_a_talk_whatever_else_there_is() {
        assert_eq!(consent(stands(400, 0, 0, 1), 500, HALF), Outcome::TalkFirst { worried: 1 });
        assert_eq!(consent(stands(0, 0, 0, 1), 500, HALF), Outcome::TalkFirst { worried: 1 }, "also of one");
        assert_eq!(consent(stands(0, 250, 0, 0), 500, HALF), Outcome::Passed);
        assert_eq!(consent(stands(0, 0, 250, 0), 500, HALF), Outcome::Passed, "nobody is worried");
        assert_eq!(
            consent(stands(100, 100, 49, 0), 500, HALF),
            Outcome::TooFew { answered: 249, needed: 250 }
        );
        assert_eq!(consent(stands(0, 0, 0, 0), 0, HALF), Outcome::TooFew { answered: 0, needed: 1 });
    }

    #[test]
    fn a_vote_is_of_those_who_take_a_side() {
        assert_eq!(vote(stands(1, 1, 20, 1), 30, in_hundred(66), HALF), Outcome::Passed);
        assert_eq!(vote(stands(1, 1, 20, 1), 30, in_hundred(67), HALF), Outcome::NotPassed);
        assert_eq!(
            vote(stands(0, 0, 20, 0), 30, in_hundred(51), HALF),
            Outcome::NotPassed,
            "nobody took a side"
        );
        assert_eq!(
            vote(stands(5, 0, 0, 5), 10, in_hundred(51), HALF),
            Outcome::NotPassed,
            "a tie changes nothing"
        );
    }

    #[test]
    fn both_sides_or_nothing() {
        let (most, few) = (stands(90, 0, 0, 10), stands(3, 3, 0, 4));
        let all = stands(93, 3, 0, 14);
        let outcome = |sides: &[Stands], share| both(sides, all, 120, in_hundred(share), HALF);
        assert_eq!(outcome(&[most, few], 60), Outcome::Passed);
        assert_eq!(outcome(&[most, few], 61), Outcome::NotPassed, "the large side can't carry the small one");
        assert_eq!(outcome(&[most, stands(7, 0, 0, 0)], 51), Outcome::SideTooSmall);
        assert_eq!(outcome(&[], 51), Outcome::SideTooSmall);
        assert_eq!(both(&[most, few], all, 300, HALF, HALF), Outcome::TooFew { answered: 110, needed: 150 });
    }

    fn any_stand() -> impl Strategy<Value = Stand> {
        prop::sample::select(Stand::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn order_changes_nothing(stands in prop::collection::vec(any_stand(), 0..60), turn in 0_usize..60) {
            let mut turned = stands.clone();
            turned.rotate_left(turn % stands.len().max(1));
            prop_assert_eq!(stands.into_iter().collect::<Stands>(), turned.into_iter().collect::<Stands>());
        }

        #[test]
        fn more_support_never_undoes_a_yes(
            yes in 0_u32..50, ok in 0_u32..50, not_sure in 0_u32..50, worried in 0_u32..50, more in 0_u32..200,
            share in 1_u8..=100, quorum in 1_u8..=100,
        ) {
            let (share, quorum) = (in_hundred(share), in_hundred(quorum));
            let before = stands(yes, ok, not_sure, worried);
            let seats = before.answered() + more;
            if vote(before, seats, share, quorum) == Outcome::Passed {
                prop_assert_eq!(vote(stands(yes + 1, ok, not_sure, worried), seats + 1, share, quorum), Outcome::Passed);
                if worried > 0 {
                    prop_assert_eq!(vote(stands(yes + 1, ok, not_sure, worried - 1), seats, share, quorum), Outcome::Passed);
                }
            }
        }

        #[test]
        fn of_is_the_least_number_that_reaches(whole in 1_u32..100_000, share in 1_u8..=100) {
            let share = in_hundred(share);
            let least = share.of(whole);
            prop_assert!(share.reached_by(least, whole) && least <= whole);
            prop_assert!(!share.reached_by(least - 1, whole));
        }
    }
}
