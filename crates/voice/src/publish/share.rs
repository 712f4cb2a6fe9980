//! Shares of a smaller group, such as a side of a decision or an opinion group.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{LEAST_COUNT, LEAST_TABLE, in_ten};
use crate::interval::Millionths;

/// So many in ten of a smaller group: 1 to 9, where 1 stands for 1 or fewer and 9 for 9 or more, so that it never tells what
/// everybody in the group did, or what nobody did. It is made only where a share of the group may be told at all ([`is_told`]);
/// of two such shares the difference is one of cuts as well.
///
/// ```
/// use voice::publish::Share;
/// let share = |part, group, whole| Share::of(part, group, whole).map(Share::get);
/// assert_eq!(share(8, 10, 25), Some(8));
/// assert_eq!(share(10, 10, 25), Some(9), "9 or more");
/// assert_eq!(share(0, 10, 25), Some(1), "1 or fewer");
/// assert_eq!(share(5, 7, 25), None, "fewer than 8");
/// assert_eq!(share(8, 20, 25), None, "the others are fewer than 8");
/// assert_eq!(share(8, 9, 18), None, "no cuts of 18 people");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Read", into = "u8")]
pub struct Share(u8);

/// The least and the most tenths that are told of a smaller group.
const LEAST: u8 = 1;
const MOST: u8 = 9;
/// The fewest numbers that a part of a side must still be able to be.
const LEAST_LEFT: usize = 2;

impl Share {
    /// Of `part` among `group` people who answered, of `whole` who did in all. `None` where the share may not be told.
    pub fn of(part: u32, group: u32, whole: u32) -> Option<Self> {
        if is_told(group, whole) { in_ten(part, group).map(Self::within) } else { None }
    }

    /// A bound of a share in whole tenths, rounded down and at most 9: "at least 9 in ten" may be all.
    pub(crate) fn at_least(bound: Millionths) -> u8 {
        u8::try_from(bound.get() / 100_000).unwrap_or(MOST).min(MOST)
    }

    /// The tenths, 1 to 9.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The parts of so many people that this share can stand for.
    fn parts_of(self, size: u32) -> RangeInclusive<u32> {
        // n or more tenths, rounded, are (2n - 1) twentieths or more.
        let from = |tenths: u8| (u64::from(2 * tenths - 1) * u64::from(size)).div_ceil(20);
        let least = if self.0 == LEAST { 0 } else { from(self.0) };
        let most = if self.0 == MOST { u64::from(size) } else { from(self.0 + 1).saturating_sub(1) };
        let bounded = |count: u64| u32::try_from(count).map_or(size, |count| count.min(size));
        bounded(least)..=bounded(most)
    }

    fn within(tenths: u8) -> Self {
        Self(tenths.clamp(LEAST, MOST))
    }
}

/// People who were asked something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How many said yes to it.
    pub yes: u32,
    /// How many answered.
    pub answered: u32,
}

/// The shares of two sides of a whole that is told exactly, so that neither can be worked out: as [`Share::of`] tells each, but
/// neither where somebody who takes the sides to make up the whole would be left with one number that a side's yes can be, or its
/// other answers. (Not with fewer than 3, as in a cut: then a table of 30 would hardly ever hear what each side said, and whether
/// a decision stands depends on it.) Where all of the whole said yes, or nobody, the whole itself tells it.
///
/// ```
/// use voice::publish::{Asked, Share, of_sides};
/// let asked = |yes, answered| Asked { yes, answered };
/// let told = |sides, whole| of_sides(sides, whole).map(|share| share.map(Share::get));
/// assert_eq!(told([asked(20, 30), asked(8, 40)], asked(28, 70)), [Some(7), Some(2)]);
/// assert_eq!(told([asked(6, 8), asked(0, 12)], asked(6, 20)), [None, None], "only 6 of 8 and 0 of 12 fit 8 and 1 in ten");
/// ```
pub fn of_sides(sides: [Asked; 2], whole: Asked) -> [Option<Share>; 2] {
    let told = sides.map(|side| Share::of(side.yes, side.answered, whole.answered));
    match told {
        [Some(first), Some(second)] if tells(first, second, whole) => [None, None],
        _ => told,
    }
}

/// Whether the shares of two sides that make up a whole tell what is in one of them.
fn tells(first: Share, second: Share, whole: Asked) -> bool {
    let others = whole.answered.saturating_sub(whole.yes);
    let enough = |values: &BTreeSet<u32>, all: u32| values.len() >= LEAST_LEFT.min(all as usize + 1);
    let (mut yeses, mut rests) = (BTreeSet::new(), BTreeSet::new());
    for size in LEAST_COUNT..=whole.answered.saturating_sub(LEAST_COUNT) {
        let (here, there) = (first.parts_of(size), second.parts_of(whole.answered - size));
        let least = (*here.start()).max(whole.yes.saturating_sub(*there.end()));
        // As many as that are left for the other side, or it would hold less than none.
        let Some(most) = whole.yes.checked_sub(*there.start()) else { continue };
        for yes in (least..=most.min(*here.end())).take(LEAST_LEFT) {
            yeses.insert(yes);
            rests.insert(size - yes);
        }
        if enough(&yeses, whole.yes) && enough(&rests, others) {
            return false;
        }
    }
    // Where nothing fits they do not make up the whole.
    !yeses.is_empty()
}

/// Whether tenths that somebody else wrote are such as this module makes.
pub(crate) const fn is_share(tenths: u8) -> bool {
    LEAST <= tenths && tenths <= MOST
}

/// A share in a file. What an earlier version wrote as all or none is read as what may be told.
#[derive(Deserialize)]
struct Read(u8);

impl From<Read> for Share {
    fn from(read: Read) -> Self {
        Self::within(read.0)
    }
}

impl From<Share> for u8 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// Whether a share of `group` people may be told where `whole` people answered: 20 or more in all, 8 or more in the group and 8
/// or more in the rest.
pub const fn is_told(group: u32, whole: u32) -> bool {
    whole >= LEAST_TABLE && group >= LEAST_COUNT && group <= whole && whole - group >= LEAST_COUNT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_never_tells_of_all_or_none_or_a_few() {
        for whole in 0..60 {
            for group in 0..=whole + 1 {
                for part in 0..=group {
                    let Some(share) = Share::of(part, group, whole) else { continue };
                    assert!(whole >= 20 && group >= 8 && whole - group >= 8, "{part} {group} {whole}");
                    let fits = |part: u32| Share::of(part, group, whole) == Some(share);
                    let fitting = (0..=group).filter(|part| fits(*part)).count();
                    assert!((1..=9).contains(&share.get()) && (part > 0 || fitting > 1));
                    assert!(part < group || fitting > 1, "{part} of {group} is told by {share:?}");
                }
            }
        }
    }

    #[test]
    fn a_share_stands_for_the_parts_that_are_told_by_it() {
        for group in 8..60 {
            for tenths in LEAST..=MOST {
                let fits = |part: &u32| Share::of(*part, group, 100).is_some_and(|share| share.0 == tenths);
                let parts: Vec<u32> = (0..=group).filter(fits).collect();
                assert_eq!(Share(tenths).parts_of(group).collect::<Vec<_>>(), parts, "{tenths} of {group}");
            }
        }
    }

    #[test]
    fn a_file_cannot_bring_in_what_may_not_be_told() {
        let read = |text: &str| serde_json::from_str::<Share>(text).map(Share::get).ok();
        assert_eq!([read("0"), read("10"), read("4"), read("-1")], [Some(1), Some(9), Some(4), None]);
        assert_eq!(serde_json::to_string(&Share::of(3, 10, 30)).unwrap(), "3");
    }
}
