//! What the group still needs to know about a statement.

use crate::{
    publish::LEAST_COUNT,
    responses::Tally,
    standing::{Bucket, classify},
};

/// How much an answer to a statement would still tell the group. Ordered: more need is greater.
///
/// A statement counts as heard by all who answered it, by two thirds of them, or by half: so one that we still need to
/// know about gets at most half again, or twice, the answers of another, and never all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// It is clear where the group stands on it.
    #[default]
    Settled,
    /// Too few have answered, or they lean one way and not surely.
    Unsettled,
    /// The group of the person who is asked has hardly answered it.
    OwnGroup,
}

impl Need {
    /// By how many it counts as heard, in sixths of a person: 6, 4 or 3 for each of those who answered.
    pub(super) const fn sixths(self, seen: u32) -> u64 {
        let each = match self {
            Self::Settled => 6,
            Self::Unsettled => 4,
            Self::OwnGroup => 3,
        };
        seen as u64 * each
    }
}

/// What is still needed about a statement with this tally when `people` took part. `own_group` is the tally among the
/// people of the group that the person who is asked belongs to; hand in none where there are no clear groups.
///
/// [`Need::OwnGroup`] where the group has answered fewer than [`LEAST_COUNT`] times: below that nothing is said of it.
/// [`Need::Unsettled`] where the statement stands under [`Bucket::FewHaveAnswered`], which means that fewer than
/// [`standing::enough`](crate::standing::enough) answered or that they lean one way, but not surely.
///
/// ```
/// use voice::{hearing::{need, Need}, responses::Tally};
///
/// let clear = Tally { agree: 60, disagree: 2, ..Tally::default() };
/// assert_eq!(need(&clear, 100, None), Need::Settled);
/// assert_eq!(need(&clear, 100, Some(Tally { agree: 7, ..Tally::default() })), Need::OwnGroup);
/// assert_eq!(need(&Tally::default(), 100, None), Need::Unsettled);
/// ```
pub fn need(tally: &Tally, people: u32, own_group: Option<Tally>) -> Need {
    if own_group.is_some_and(|tally| tally.seen() < LEAST_COUNT) {
        Need::OwnGroup
    } else if classify(tally, people) == Bucket::FewHaveAnswered {
        Need::Unsettled
    } else {
        Need::Settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lean_that_is_not_sure_needs_more_and_a_split_does_not() {
        let of = |agree, disagree| Tally { agree, disagree, ..Tally::default() };
        assert_eq!(need(&of(36, 14), 1_000, None), Need::Unsettled, "leans, not surely");
        assert_eq!(need(&of(26, 24), 1_000, None), Need::Settled, "we differ, surely");
        assert_eq!(need(&of(7, 0), 1_000, None), Need::Unsettled, "too few");
        assert_eq!(
            need(&of(36, 14), 1_000, Some(of(8, 0))),
            Need::Unsettled,
            "a group that was heard adds nothing"
        );
    }

    #[test]
    fn need_is_bounded() {
        assert!(Need::Settled < Need::Unsettled && Need::Unsettled < Need::OwnGroup);
        assert_eq!(Need::Settled.sixths(10), 2 * Need::OwnGroup.sixths(10));
        assert_eq!(Need::Settled.sixths(u32::MAX), 6 * u64::from(u32::MAX));
    }
}
