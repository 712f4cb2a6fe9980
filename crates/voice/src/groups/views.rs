//! What the groups say: what all of them agree on, what divides them, what tells one apart, and what a few hold.
//!
//! Counts are of people surely in a group. A share is of all in the group who answered, "not sure" included. Bounds are
//! one-sided 90 % Wilson bounds with the finite population correction for the group's size ([`interval`](crate::interval)),
//! so that three answers of a thousand people are never sure of anything. A statement is compared only where the share of each
//! group concerned may be told ([`publish::is_told`]): 20 people or more answered, 8 or more of the group, and 8 or more others.
//! Where everybody is one group, 8 answers are enough. All that decides is integer arithmetic; every list is ordered by its bound, largest first, then by lower statement number, then by lower group.
//!
//! The bound of a gap between two shares is Newcombe's (1998, method 10): `d − √((p − l)² + (u − q)²)` for `d = p − q`, the
//! lower bound `l` of `p` and the upper bound `u` of `q`.
//!
//! ```
//! use voice::{groups::views::Views, responses::{Answer, Choice, Responses}};
//!
//! let mut responses = Responses::default();
//! for person in 0..30 {
//!     responses.set(person, 0, Answer::new(Choice::Agree));
//!     responses.set(person, 1, Answer::new(if person < 18 { Choice::Agree } else { Choice::Disagree }));
//! }
//! let group = |person: u32| Some(usize::from(person >= 18));
//! let views = Views::of(&responses, 2, group);
//! assert_eq!(views.all_agree()[0].statement, 0);
//! assert_eq!(views.divides()[0].statement, 1);
//! assert_eq!(views.tells_apart(1)[0].statement, 1);
//! assert_eq!(views.tally(1, 1).disagree, 12);
//! ```

use std::cmp::Reverse;

use crate::{
    interval::{Confidence, Millionths, Sample},
    publish::{self, LEAST_COUNT, Share},
    responses::{Choice, Responses, Tally},
    standing::Side,
};

const SURE: Confidence = Confidence::ONE_SIDED_90;
const HALF: u32 = 500_000;

/// The tallies of each group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Views {
    /// By group, then by statement.
    tallies: Vec<Vec<Tally>>,
    /// How many people are in each group.
    sizes: Vec<u32>,
    /// How many people answered each statement, those in no group included.
    seen: Vec<u32>,
}

/// Something every group says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Common {
    /// Which statement.
    pub statement: u32,
    /// What all say to it.
    pub side: Side,
    /// The group that is least sure to say so.
    pub least_keen: usize,
    /// The share of that group, at least.
    pub bound: Millionths,
}

/// A statement on which two groups differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divide {
    /// Which statement.
    pub statement: u32,
    /// The group that agrees more.
    pub keener: usize,
    /// The group that agrees less.
    pub cooler: usize,
    /// The difference of their shares, at least.
    pub bound: Millionths,
}

/// A statement that tells a group apart from all others together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Which statement.
    pub statement: u32,
    /// What this group says more than the others.
    pub side: Side,
    /// By how much, at least.
    pub bound: Millionths,
}

/// A view that one smaller group holds against the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minority {
    /// Which statement.
    pub statement: u32,
    /// The group.
    pub group: usize,
    /// What the group says; the rest say the opposite.
    pub side: Side,
    /// More than half of the group and of the rest, each at least this share.
    pub bound: Millionths,
}

impl Views {
    /// Tallies the answers of the people in `groups` groups; `group` tells where a person is.
    pub fn of(responses: &Responses, groups: usize, group: impl Fn(u32) -> Option<usize>) -> Self {
        let statements = responses.statements();
        let mut tallies = vec![vec![Tally::default(); statements]; groups];
        let mut sizes = vec![0; groups];
        let count = |statement| responses.tally(statement).seen();
        let seen = (0..u32::try_from(statements).unwrap_or(u32::MAX)).map(count).collect();
        for person in responses.persons() {
            let Some(group) = group(person).filter(|&group| group < groups) else { continue };
            sizes[group] += 1;
            for (statement, answer) in responses.row(person) {
                let tally = &mut tallies[group][statement as usize];
                let matters = u32::from(answer.matters);
                match answer.choice {
                    Choice::Agree => {
                        (tally.agree, tally.agree_matters) = (tally.agree + 1, tally.agree_matters + matters);
                    }
                    Choice::Disagree => {
                        (tally.disagree, tally.disagree_matters) =
                            (tally.disagree + 1, tally.disagree_matters + matters);
                    }
                    Choice::Pass => tally.pass += 1,
                }
            }
        }
        Self { tallies, sizes, seen }
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.sizes.len()
    }

    /// How many people are in a group.
    pub fn size(&self, group: usize) -> u32 {
        self.sizes.get(group).copied().unwrap_or(0)
    }

    /// How a group answered a statement. Publish it only through [`tenths`](Self::tenths).
    pub fn tally(&self, group: usize, statement: u32) -> Tally {
        self.tallies.get(group).and_then(|row| row.get(statement as usize)).copied().unwrap_or_default()
    }

    fn statements(&self) -> std::ops::Range<u32> {
        0..u32::try_from(self.seen.len()).unwrap_or(u32::MAX)
    }

    /// Whether something may be told of how a group answered a statement. Everybody together is no smaller group.
    fn is_told(&self, group: usize, statement: u32) -> bool {
        let heard = self.tally(group, statement).seen();
        let whole = self.seen.get(statement as usize).copied().unwrap_or(0);
        if self.groups() == 1 { heard >= LEAST_COUNT } else { publish::is_told(heard, whole) }
    }

    /// What may be shown of one of several groups: so many in ten agree, disagree and are not sure, as a [`Share`]; `None` where
    /// it may not be told.
    pub fn tenths(&self, group: usize, statement: u32) -> Option<[u8; 3]> {
        let (tally, whole) = (self.tally(group, statement), self.seen.get(statement as usize).copied()?);
        let tenth = |part| Share::of(part, tally.seen(), whole).map(Share::get);
        Some([tenth(tally.agree)?, tenth(tally.disagree)?, tenth(tally.pass)?])
    }

    /// How many in ten agree in the group that agrees least, as a [`Share`]; of everybody, where there is one group. `None`
    /// unless something may be told of every group.
    ///
    /// ```
    /// use voice::{groups::views::Views, responses::{Answer, Choice, Responses}};
    /// let choice = |person| if person % 5 == 0 { Choice::Disagree } else { Choice::Agree };
    /// let responses: Responses = (0..20).map(|person| (person, 0, Answer::new(choice(person)))).collect();
    /// assert_eq!(Views::of(&responses, 1, |_| Some(0)).least_keen(0), Some(8));
    /// assert_eq!(Views::of(&responses, 2, |person| Some(usize::from(person >= 15))).least_keen(0), None);
    /// ```
    pub fn least_keen(&self, statement: u32) -> Option<u8> {
        if self.groups() == 1 {
            let tally = self.tally(0, statement);
            return if self.is_told(0, statement) {
                publish::in_ten(tally.agree, tally.seen())
            } else {
                None
            };
        }
        let each = (0..self.groups()).map(|group| Some(self.tenths(group, statement)?[0]));
        each.collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// Whether more than half of those of a group who answered say so, and something may be told of it.
    pub fn mostly(&self, group: usize, statement: u32, side: Side) -> bool {
        let tally = self.tally(group, statement);
        self.is_told(group, statement) && 2 * of_side(&tally, side) > tally.seen()
    }

    /// The statement on which a group most surely takes a side, of those on which [more than half](Self::mostly) do.
    pub fn most_surely(&self, group: usize, side: Side) -> Option<u32> {
        self.statements()
            .filter(|&statement| self.mostly(group, statement, side))
            .filter_map(|statement| Some((self.share(group, statement, side)?.low, Reverse(statement))))
            .max()
            .map(|(_, Reverse(statement))| statement)
    }

    /// What every group surely says by more than half: by the least keen group.
    pub fn all_agree(&self) -> Vec<Common> {
        let mut found = Vec::new();
        for statement in self.statements() {
            for side in [Side::Agree, Side::Disagree] {
                let each =
                    (0..self.groups()).map(|group| Some((self.share(group, statement, side)?.low, group)));
                let Some(each) = each.collect::<Option<Vec<_>>>() else { continue };
                let Some(&(bound, least_keen)) = each.iter().min() else { continue };
                if bound.get() > HALF {
                    found.push(Common { statement, side, least_keen, bound });
                }
            }
        }
        found.sort_by_key(|common| (Reverse(common.bound), common.statement));
        found
    }

    /// What divides groups: for each statement the two groups whose shares of agreement surely differ the most.
    pub fn divides(&self) -> Vec<Divide> {
        let mut found = Vec::new();
        for statement in self.statements() {
            let shares: Vec<_> =
                (0..self.groups()).map(|group| self.share(group, statement, Side::Agree)).collect();
            let mut widest: Option<Divide> = None;
            for (keener, one) in shares.iter().enumerate() {
                for (cooler, other) in shares.iter().enumerate() {
                    let (Some(one), Some(other)) = (one, other) else { continue };
                    let bound = one.surely_above(other);
                    if bound.get() > 0 && widest.is_none_or(|widest| bound > widest.bound) {
                        widest = Some(Divide { statement, keener, cooler, bound });
                    }
                }
            }
            found.extend(widest);
        }
        found.sort_by_key(|divide| (Reverse(divide.bound), divide.statement));
        found
    }

    /// What tells a group apart: where it surely agrees more, or disagrees more, than all others together.
    pub fn tells_apart(&self, group: usize) -> Vec<Telling> {
        let mut found = Vec::new();
        for statement in self.statements() {
            let mut widest: Option<Telling> = None;
            for side in [Side::Agree, Side::Disagree] {
                let (Some(own), Some(rest)) =
                    (self.share(group, statement, side), self.share_of_rest(group, statement, side))
                else {
                    continue;
                };
                let bound = own.surely_above(&rest);
                if bound.get() > 0 && widest.is_none_or(|widest| bound > widest.bound) {
                    widest = Some(Telling { statement, side, bound });
                }
            }
            found.extend(widest);
        }
        found.sort_by_key(|telling| (Reverse(telling.bound), telling.statement));
        found
    }

    /// Views that a group of less than half of the people surely holds by more than half, against all others together, who
    /// surely hold the opposite by more than half.
    pub fn minorities(&self) -> Vec<Minority> {
        let everybody: u32 = self.sizes.iter().sum();
        let mut found = Vec::new();
        for group in (0..self.groups()).filter(|&group| 2 * self.size(group) < everybody) {
            for statement in self.statements() {
                for (side, opposite) in [(Side::Agree, Side::Disagree), (Side::Disagree, Side::Agree)] {
                    let own = self.share(group, statement, side);
                    let rest = self.share_of_rest(group, statement, opposite);
                    let (Some(own), Some(rest)) = (own, rest) else { continue };
                    let bound = own.low.min(rest.low);
                    if bound.get() > HALF {
                        found.push(Minority { statement, group, side, bound });
                    }
                }
            }
        }
        found.sort_by_key(|view| (Reverse(view.bound), view.statement, view.group));
        found
    }

    fn share(&self, group: usize, statement: u32, side: Side) -> Option<Bounds> {
        let tally = self.tally(group, statement);
        if !self.is_told(group, statement) {
            return None;
        }
        Bounds::of(of_side(&tally, side), tally.seen(), self.size(group))
    }

    fn share_of_rest(&self, group: usize, statement: u32, side: Side) -> Option<Bounds> {
        let others = || (0..self.groups()).filter(move |&other| other != group);
        let yes = others().map(|other| of_side(&self.tally(other, statement), side)).sum();
        let seen = others().map(|other| self.tally(other, statement).seen()).sum();
        Bounds::of(yes, seen, others().map(|other| self.size(other)).sum())
    }
}

const fn of_side(tally: &Tally, side: Side) -> u32 {
    match side {
        Side::Agree => tally.agree,
        Side::Disagree => tally.disagree,
    }
}

/// A share and its bounds, in millionths.
struct Bounds {
    share: u64,
    low: Millionths,
    high: Millionths,
}

impl Bounds {
    /// `None` where fewer than 8 answered.
    fn of(yes: u32, seen: u32, people: u32) -> Option<Self> {
        if seen < LEAST_COUNT {
            return None;
        }
        let sample = Sample::new(yes, seen - yes).among(seen, people);
        let share = u64::from(yes) * 1_000_000 / u64::from(seen);
        Some(Self { share, low: sample.low(SURE), high: sample.high(SURE) })
    }

    /// By how much this share is surely larger; 0 where that is not sure.
    fn surely_above(&self, other: &Self) -> Millionths {
        let gap = self.share.saturating_sub(other.share);
        let own_doubt = self.share.saturating_sub(u64::from(self.low.get()));
        let other_doubt = u64::from(other.high.get()).saturating_sub(other.share);
        let squares = own_doubt * own_doubt + other_doubt * other_doubt;
        let root = squares.isqrt();
        let doubt = root + u64::from(root * root < squares);
        Millionths::new(u32::try_from(gap.saturating_sub(doubt)).unwrap_or(0))
    }
}
