//! Which numbers may be shown: the publication rules, in one place.
//!
//! **A statement, whole table** ([`statement`]): counts are exact once 8 or more people answered; with 3 to 7 only words;
//! with fewer only that few have answered. They can be exact because anyone must be able to count again.
//!
//! **A cut** is any total of a smaller group, such as "how are you connected to this?". For a cut of `N` people:
//!
//! * Nothing in tables under 20.
//! * A cell of 1 to 7 is hidden. So is a cell that leaves 1 to 7 others, for they could be worked out. 8 or more is
//!   rounded to the nearest 5.
//! * No cell may hold everybody, for then all the others are known: the cut is withheld. 0 stays 0 in any other cut.
//! * Hiding is not enough where totals are known: of 9, 4 and 1 with a total of 14 the hidden two must sum to 5. Where
//!   the cells add up to `N`, each hidden cell must still have at least [`LEAST_DOUBT`] possible values given everything
//!   shown, given `N` and given these rules; otherwise the whole cut is withheld.
//! * A share of a smaller group is told in tenths ([`Share`]), where 20 or more answered in all, 8 or more of the group and 8 or
//!   more of the rest; 9 may be all of them and 1 may be nobody. Of two sides beside an exact whole neither is told where one
//!   could be worked out ([`of_sides`]).
//! * It is published once, and again only when 8 people or more have changed ([`Since`]).
//!
//! A [`Cell`] with a number and a [`Share`] are made here and nowhere else, so whoever has one may show it.
//!
//! The rule of doubt is exact. A hidden cell is known to be in 1..=7 and a cell shown as `v` in
//! `max(8, v − 2) ..= min(v + 2, N − 8)`, and all of them add up to `N`: so a hidden cell can be any value from
//! `N − (most of all others)` to `N − (least of all others)`, within 1..=7. Whether a cut is withheld depends only on what
//! would be shown, so that withholding tells nothing more. (Hiding one more cell instead, the usual "secondary suppression",
//! would tell: who knows the rule knows that one of two hidden cells was the next smallest.)
//!
//! Sources: NHS England's rule for numbers below national level (1–7 hidden, others to the nearest 5); the complement and
//! small-table rules are stricter than it.
//!
//! ```
//! use voice::{publish::{self, Cell, Cut, Heard, Words}, responses::Tally};
//!
//! assert_eq!(publish::statement(Tally { agree: 2, ..Tally::default() }), Heard::FewHaveAnswered);
//! assert_eq!(publish::statement(Tally { agree: 5, disagree: 1, ..Tally::default() }), Heard::Words(Words::MostAgree));
//!
//! let cut = publish::parts(&[31, 14, 4, 0]);
//! let Cut::Cells(cells) = cut else { return Err("withheld") };
//! assert!(matches!(cells[..], [Cell::Rounded(_), Cell::Rounded(_), Cell::Hidden, Cell::Zero]));
//! assert_eq!(publish::parts(&[12, 12, 7]), Cut::Withheld, "10 + 10 + hidden = 31: the hidden one must be 7");
//! assert_eq!(publish::parts(&[9, 4, 1]), Cut::Withheld, "no cuts of 14 people");
//! # Ok::<(), &str>(())
//! ```

mod share;
mod since;

use serde::{Deserialize, Serialize};
pub(crate) use share::is_share;
pub use share::{Asked, Share, is_told, of_sides};
pub use since::Since;

use crate::{
    responses::Tally,
    standing::{self, Bucket},
};

/// The smallest count of people that is ever shown, other than 0.
pub const LEAST_COUNT: u32 = 8;
/// The fewest answers that are put into words.
pub const LEAST_WORDS: u32 = 3;
/// The smallest table with any totals of smaller groups.
pub const LEAST_TABLE: u32 = 20;
/// The fewest values a hidden cell must still be able to have.
pub const LEAST_DOUBT: u32 = 3;
/// Shown counts in cuts are multiples of this.
const STEP: u32 = 5;

/// What may be shown of a statement's answers, for the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// 0 to 2 people answered.
    FewHaveAnswered,
    /// 3 to 7 people answered: no counts, no shares.
    Words(Words),
    /// 8 or more people answered: the exact counts.
    Counts(Tally),
}

/// What a few answers come to, in words. It speaks of those who answered, not of the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// "Most agree."
    MostAgree,
    /// "Most disagree."
    MostDisagree,
    /// "We differ."
    WeDiffer,
    /// "Many are not sure."
    NotSure,
}

/// What may be shown of one cell of a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nobody.
    Zero,
    /// 8 or more, to the nearest 5.
    Rounded(About),
    /// Too few people, here or in the rest: `*`.
    Hidden,
}

/// So many people to the nearest 5: 8 or more, in a cell that the rules show. Nobody else can make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "WrittenAbout", into = "u32")]
pub struct About(u32);

/// A number in a file: rounded, whatever it was.
#[derive(Deserialize)]
struct WrittenAbout(u32);

impl From<WrittenAbout> for About {
    fn from(written: WrittenAbout) -> Self {
        Self(about(written.0.clamp(LEAST_COUNT, u32::MAX - STEP)))
    }
}

impl From<About> for u32 {
    fn from(about: About) -> Self {
        about.0
    }
}

impl About {
    /// The number, a multiple of 5.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// What may be shown of a cut. In a file it is a list with a number or null for each cell, or null where it is withheld; a
/// number that no rule made is read as hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Option<Vec<Option<u32>>>", into = "Option<Vec<Option<u32>>>")]
pub enum Cut {
    /// Nothing: the table is too small, or the numbers would tell about somebody.
    Withheld,
    /// One for each cell given, in order.
    Cells(Vec<Cell>),
}

impl From<Cut> for Option<Vec<Option<u32>>> {
    fn from(cut: Cut) -> Self {
        let number = |cell: Cell| match cell {
            Cell::Zero => Some(0),
            Cell::Rounded(about) => Some(about.get()),
            Cell::Hidden => None,
        };
        match cut {
            Cut::Withheld => None,
            Cut::Cells(cells) => Some(cells.into_iter().map(number).collect()),
        }
    }
}

impl From<Option<Vec<Option<u32>>>> for Cut {
    fn from(read: Option<Vec<Option<u32>>>) -> Self {
        let cell = |number: Option<u32>| match number {
            Some(0) => Cell::Zero,
            Some(number) if number >= LEAST_COUNT && number.is_multiple_of(STEP) => {
                Cell::Rounded(About(number))
            }
            _ => Cell::Hidden,
        };
        read.map_or(Self::Withheld, |cells| Self::Cells(cells.into_iter().map(cell).collect()))
    }
}

/// What may be shown of a statement's tally for the whole table.
pub fn statement(tally: Tally) -> Heard {
    match tally.seen() {
        0..LEAST_WORDS => Heard::FewHaveAnswered,
        LEAST_WORDS..LEAST_COUNT => Heard::Words(words(&tally)),
        _ => Heard::Counts(tally),
    }
}

/// The rules of [`standing`] for those who answered: nobody is left to be unsure about.
fn words(tally: &Tally) -> Words {
    match standing::classify(tally, tally.seen()) {
        Bucket::MostlyAgree => Words::MostAgree,
        Bucket::MostlyDisagree => Words::MostDisagree,
        Bucket::NotSureYet => Words::NotSure,
        Bucket::Differ | Bucket::FewHaveAnswered => Words::WeDiffer,
    }
}

/// What may be shown of a cut in which every person is in exactly one cell ("did not say" is a cell too). `N` is the sum.
/// Publish such a cut once, and again only when [`Since`] says so.
pub fn parts(cells: &[u32]) -> Cut {
    let total: u64 = cells.iter().map(|&cell| u64::from(cell)).sum();
    let Ok(total) = u32::try_from(total) else { return Cut::Withheld };
    match choices(total, cells) {
        Cut::Cells(shown) if in_doubt(&shown, total) => Cut::Cells(shown),
        _ => Cut::Withheld,
    }
}

/// What may be shown of a cut in which a person may be in several cells or in none ("tick all that fit"), out of `people`.
/// No sum ties the cells together, so each is judged alone. A cell over `people` counts as `people`.
/// Publish such a cut once, and again only when [`Since`] says so.
pub fn choices(people: u32, cells: &[u32]) -> Cut {
    if people < LEAST_TABLE || cells.iter().any(|&cell| cell >= people) {
        return Cut::Withheld;
    }
    let shown: Vec<_> = cells.iter().map(|&count| cell(count, people)).collect();
    if shown.iter().any(|cell| matches!(cell, Cell::Rounded(_))) { Cut::Cells(shown) } else { Cut::Withheld }
}

/// Whether a published cut may be published anew: only when the records of 8 people or more have changed since, so that
/// the difference of two issues does not tell about one.
pub const fn may_reissue(changed_people: u32) -> bool {
    changed_people >= LEAST_COUNT
}

const fn cell(count: u32, people: u32) -> Cell {
    if count == 0 {
        Cell::Zero
    } else if count < LEAST_COUNT || people - count < LEAST_COUNT {
        Cell::Hidden
    } else {
        Cell::Rounded(About(about(count)))
    }
}

/// A count of people to the nearest 5. It may be shown where the count and the rest are 8 or more.
pub(crate) const fn about(count: u32) -> u32 {
    (count + STEP / 2) / STEP * STEP
}

/// Whether each hidden cell can still have [`LEAST_DOUBT`] values, given that all cells add up to `total`.
fn in_doubt(shown: &[Cell], total: u32) -> bool {
    let ranges: Vec<_> = shown.iter().map(|&cell| range(cell, total)).collect();
    let least: i64 = ranges.iter().map(|range| range.0).sum();
    let most: i64 = ranges.iter().map(|range| range.1).sum();
    let total = i64::from(total);
    ranges.iter().zip(shown).filter(|(_, cell)| **cell == Cell::Hidden).all(|(&(low, high), _)| {
        let from = low.max(total - (most - high));
        let to = high.min(total - (least - low));
        to - from + 1 >= i64::from(LEAST_DOUBT)
    })
}

/// The values a cell can have, from what is shown of it alone.
///
/// A hidden cell counts as 1 to 7. One hidden for its complement holds all but 7 people at most, so that no other cell is
/// rounded; where each cell is judged that cut was withheld already.
fn range(cell: Cell, total: u32) -> (i64, i64) {
    let least_count = i64::from(LEAST_COUNT);
    match cell {
        Cell::Zero => (0, 0),
        Cell::Hidden => (1, least_count - 1),
        Cell::Rounded(shown) => {
            let (shown, slack) = (i64::from(shown.get()), i64::from(STEP / 2));
            ((shown - slack).max(least_count), (shown + slack).min(i64::from(total) - least_count))
        }
    }
}

/// A share as "so many in 10", rounded to the nearest (a half goes up). 10 only for all, 0 only for none. `None` where
/// `whole` is 0; a part over the whole counts as all.
///
/// ```
/// use voice::publish::in_ten;
/// assert_eq!(in_ten(88, 100), Some(9));
/// assert_eq!(in_ten(199, 200), Some(9), "not quite all");
/// assert_eq!(in_ten(1, 200), Some(1), "not quite none");
/// assert_eq!(in_ten(7, 7), Some(10));
/// assert_eq!(in_ten(0, 0), None);
/// ```
pub fn in_ten(part: u32, whole: u32) -> Option<u8> {
    match part {
        _ if whole == 0 => None,
        0 => Some(0),
        _ if part >= whole => Some(10),
        _ => {
            let tenths = (20 * u64::from(part) + u64::from(whole)) / (2 * u64::from(whole));
            u8::try_from(tenths.clamp(1, 9)).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    const fn rounded(about: u32) -> Cell {
        Cell::Rounded(About(about))
    }

    /// Every way to put `total` people into `cells` cells.
    fn each_split(total: u32, cells: usize, so_far: &mut Vec<u32>, visit: &mut impl FnMut(&[u32])) {
        if cells == 1 {
            so_far.push(total);
            visit(so_far);
            so_far.pop();
            return;
        }
        for first in 0..=total {
            so_far.push(first);
            each_split(total - first, cells - 1, so_far, visit);
            so_far.pop();
        }
    }

    /// What someone can learn who knows the total, the rules and all that is shown: by what is shown, the values that each
    /// cell may have.
    type Known = BTreeMap<String, (Cut, Vec<BTreeSet<u32>>)>;

    fn solve(total: u32, cells: usize) -> Known {
        let mut known = Known::new();
        each_split(total, cells, &mut Vec::new(), &mut |split| {
            let cut = parts(split);
            let entry =
                known.entry(format!("{cut:?}")).or_insert_with(|| (cut, vec![BTreeSet::new(); cells]));
            for (values, &value) in entry.1.iter_mut().zip(split) {
                values.insert(value);
            }
        });
        known
    }

    fn check_solved(known: &Known) {
        for (cut, values) in known.values() {
            for (at, values) in values.iter().enumerate() {
                let is_hidden = match cut {
                    Cut::Withheld => true,
                    Cut::Cells(cells) => cells[at] == Cell::Hidden,
                };
                assert!(
                    !is_hidden || values.len() >= LEAST_DOUBT as usize,
                    "{cut:?} tells cell {at}: {values:?}"
                );
            }
        }
    }

    #[test]
    fn a_solver_that_knows_the_rules_learns_no_hidden_cell() {
        for (cells, totals) in [(2, 20..=60), (3, 20..=50), (4, 20..=34), (5, 20..=24)] {
            for total in totals {
                check_solved(&solve(total, cells));
            }
        }
    }

    /// The differencing guard is needed: with hiding and rounding alone the same solver learns hidden cells.
    #[test]
    fn hiding_alone_would_tell() {
        let mut told = BTreeSet::new();
        let mut by_shown: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        each_split(31, 3, &mut Vec::new(), &mut |split| {
            let shown: Vec<_> = split.iter().map(|&count| cell(count, 31)).collect();
            if shown[2] == Cell::Hidden {
                by_shown.entry(format!("{shown:?}")).or_default().insert(split[2]);
            }
        });
        for (shown, values) in by_shown {
            if values.len() == 1 {
                told.insert(shown);
            }
        }
        assert_eq!(
            told.into_iter().collect::<Vec<_>>(),
            [
                "[Hidden, Rounded(About(15)), Hidden]",
                "[Rounded(About(10)), Rounded(About(10)), Hidden]",
                "[Rounded(About(15)), Hidden, Hidden]",
                "[Zero, Zero, Hidden]",
            ]
        );
    }

    #[test]
    fn most_cuts_of_real_size_are_shown() {
        let (mut shown, mut all) = (0, 0);
        each_split(60, 4, &mut Vec::new(), &mut |split| {
            all += 1;
            shown += u32::from(parts(split) != Cut::Withheld);
        });
        assert!(shown * 100 > all * 90, "{shown} of {all}");
    }

    #[test]
    fn ticking_several_boxes_tells_no_more() {
        for people in 20..=45 {
            let mut known: BTreeMap<String, (Cut, [BTreeSet<u32>; 2])> = BTreeMap::new();
            for first in 0..=people {
                for second in 0..=people {
                    let cut = choices(people, &[first, second]);
                    let entry = known.entry(format!("{cut:?}")).or_insert_with(|| (cut, Default::default()));
                    entry.1[0].insert(first);
                    entry.1[1].insert(second);
                }
            }
            for (cut, values) in known.values() {
                let Cut::Cells(cells) = cut else { continue };
                for (cell, values) in cells.iter().zip(values) {
                    assert!(*cell != Cell::Hidden || values.len() >= 7, "{cut:?} {values:?}");
                    assert!(*cell != Cell::Zero || values.len() == 1, "nothing but 0 is shown as 0");
                    assert!(values.iter().all(|count| *count != people), "everybody is never shown");
                }
            }
        }
    }

    #[test]
    fn a_cut_reads_back_and_only_what_may_be_shown_does() {
        for cut in [choices(40, &[20, 0, 3]), Cut::Withheld] {
            let text = serde_json::to_string(&cut).unwrap();
            assert_eq!(serde_json::from_str::<Cut>(&text).unwrap(), cut, "{text}");
        }
        let forged: Cut = serde_json::from_str("[10, 0, null, 7, 5, 13]").unwrap();
        let hidden = Cell::Hidden;
        assert_eq!(forged, Cut::Cells(vec![rounded(10), Cell::Zero, hidden, hidden, hidden, hidden]));
    }

    #[test]
    fn rules_one_by_one() {
        assert_eq!(parts(&[10, 9]), Cut::Withheld, "19 people");
        assert_eq!(parts(&[10, 10]), Cut::Cells(vec![rounded(10), rounded(10)]));
        assert_eq!(parts(&[40, 0]), Cut::Withheld, "everybody");
        assert_eq!(parts(&[38, 2]), Cut::Withheld, "the rest are two");
        assert_eq!(parts(&[]), Cut::Withheld);
        assert_eq!(parts(&[u32::MAX, 1]), Cut::Withheld);
        assert_eq!(choices(40, &[38, 20]), Cut::Cells(vec![Cell::Hidden, rounded(20)]));
        assert_eq!(choices(40, &[41, 20]), Cut::Withheld);
        assert_eq!([8, 12, 13, 17, 18].map(|count| cell(count, 100)), [10, 10, 15, 15, 20].map(rounded));
        assert!(may_reissue(8) && !may_reissue(7));
    }

    #[test]
    fn statements_speak_in_words_before_they_speak_in_numbers() {
        let tally = |agree, disagree, pass| Tally { agree, disagree, pass, ..Tally::default() };
        assert_eq!(statement(tally(1, 1, 0)), Heard::FewHaveAnswered);
        assert_eq!(statement(tally(3, 0, 0)), Heard::Words(Words::MostAgree));
        assert_eq!(statement(tally(1, 6, 0)), Heard::Words(Words::MostDisagree));
        assert_eq!(statement(tally(3, 2, 1)), Heard::Words(Words::WeDiffer));
        assert_eq!(statement(tally(1, 1, 3)), Heard::Words(Words::NotSure));
        assert_eq!(statement(tally(8, 0, 0)), Heard::Counts(tally(8, 0, 0)));
        for seen in LEAST_WORDS..LEAST_COUNT {
            each_split(seen, 3, &mut Vec::new(), &mut |split| {
                let few = standing::classify(&tally(split[0], split[1], split[2]), seen);
                assert_ne!(few, Bucket::FewHaveAnswered, "{split:?} has a word of its own");
            });
        }
    }

    proptest! {
        #[test]
        fn no_count_under_eight_is_ever_shown(cells in prop::collection::vec(0_u32..40, 0..8)) {
            if let Cut::Cells(shown) = parts(&cells) {
                for (shown, count) in shown.iter().zip(&cells) {
                    match shown {
                        Cell::Zero => prop_assert_eq!(*count, 0),
                        Cell::Rounded(About(value)) => {
                            prop_assert!(*count >= 8 && value % 5 == 0 && value.abs_diff(*count) <= 2);
                        }
                        Cell::Hidden => prop_assert!(*count > 0),
                    }
                }
            }
        }

        #[test]
        fn order_of_cells_changes_nothing(cells in prop::collection::vec(0_u32..40, 1..8), turn in 0_usize..8) {
            let mut turned = cells.clone();
            let turn = turn % cells.len();
            turned.rotate_left(turn);
            match (parts(&cells), parts(&turned)) {
                (Cut::Cells(mut one), Cut::Cells(other)) => {
                    one.rotate_left(turn);
                    prop_assert_eq!(one, other);
                }
                (one, other) => prop_assert_eq!(one, other),
            }
        }

        #[test]
        fn tenths_are_honest(part in 0_u32..5_000, rest in 0_u32..5_000) {
            prop_assume!(part + rest > 0);
            let tenths = in_ten(part, part + rest).unwrap();
            prop_assert_eq!(tenths == 0, part == 0);
            prop_assert_eq!(tenths == 10, rest == 0);
            let exact = 10.0 * f64::from(part) / f64::from(part + rest);
            prop_assert!((f64::from(tenths) - exact).abs() < 1.0);
            prop_assert_eq!(in_ten(u32::MAX, u32::MAX), Some(10));
        }
    }
}
