//! Where we stand: what the whole group mostly agrees on, turns down, sees in different ways, is not sure of, or has
//! hardly been asked.
//!
//! # The rules
//! For one statement: `A` agree, `D` disagree, `P` not sure, `n = A + D + P` answered, of the `N` people who took part.
//! "Surely" is the one-sided 90 % Wilson bound with the finite population correction ([`interval`](crate::interval)):
//! a statement answered by 3 of 1,165 people can't be sure of anything, one answered by all six of six can.
//!
//! 1. **Few have answered** when `n <` [`enough`]`(N)`.
//! 2. **Mostly agree** when surely more than half of the people agree (of `n`) and surely more than two in three of those
//!    who took a side (of `A + D`). **Mostly disagree** the same with `D`: the group turns the statement down, which is
//!    common ground too.
//! 3. **Not sure yet** when a third or more are not sure: `3·P ≥ n`.
//! 4. **Differ** when the smaller side is a third or more of those who took a side: `3·min(A, D) ≥ A + D`.
//! 5. What is left leans one way, but not surely. With 200 answers or more it is **differ** (the doubt is then under
//!    5 in 100, so it stands at the edge); with fewer it is **few have answered**: too early to say.
//!
//! Apart from these, a **minority is strong** when the smaller side is at most two in five of those who took a side, at
//! least 3 people and one in a hundred of them, and at least 3 of it and half of it marked "this matters a lot to me".
//!
//! # The order
//! Each list is ordered by a lower bound, then by more answers, then by the lower statement number. The bound is that of
//! the share which put the statement there: agree, disagree, the smaller side, or not sure, each of all who answered;
//! for a strong minority the share of it that finds it matters a lot. It is 0 where few have answered.
//!
//! # What can be said
//! | People | Enough answers | Worst doubt then, in 100 | [`Footing`] |
//! |---|---|---|---|
//! | 6 | 3 | 27 | words only; all six answering leaves no doubt |
//! | 15 | 8 | 16 | counts of a statement; no smaller groups |
//! | 50 | 8 | 20 | counts, and totals of smaller groups |
//! | 500 | 25 | 13 | the same |
//! | 50,000 | 200 | 5 | shares hold within 5 in 100 |
//!
//! ```
//! use voice::{responses::Tally, standing::{stand, Bucket}};
//!
//! let liked = Tally { agree: 40, disagree: 3, pass: 2, ..Tally::default() };
//! let split = Tally { agree: 20, disagree: 21, pass: 4, ..Tally::default() };
//! let fresh = Tally { agree: 3, ..Tally::default() };
//! let standing = stand([(0, split), (1, liked), (2, fresh)], 45);
//! assert_eq!(standing.bucket(1), Some(Bucket::MostlyAgree));
//! assert_eq!(standing.bucket(0), Some(Bucket::Differ));
//! assert_eq!(standing.bucket(2), Some(Bucket::FewHaveAnswered));
//! assert_eq!(standing.overview().mostly_agree, 1);
//! ```

use serde::{Deserialize, Serialize};

use crate::{
    interval::{Confidence, Millionths, Sample, Share},
    responses::Tally,
};

const SURE: Confidence = Confidence::ONE_SIDED_90;
/// More than this share of all who answered.
const MOST_OF_ALL: Share = Share::new(1, 2);
/// More than this share of those who took a side.
const MOST_OF_SIDES: Share = Share::new(2, 3);
/// This share of all who answered, or more.
const MANY_UNSURE: Share = Share::new(1, 3);
/// This share of those who took a side, or more.
const REAL_OTHER_SIDE: Share = Share::new(1, 3);
/// Answers after which a share is off by under 5 in 100.
const PLENTY: u32 = 200;
/// The larger side has this share of those who took a side, or more: the smaller has at most two in five.
const MAJORITY_AT_LEAST: Share = Share::new(3, 5);
/// The smaller side has this share of those who took a side, or more.
const MINORITY_AT_LEAST: Share = Share::new(1, 100);
/// Fewer people than this are not a view of several.
const MINORITY_PEOPLE: u32 = 3;
/// This share of the minority, or more, finds that it matters a lot.
const STRONG: Share = Share::new(1, 2);

/// How the whole group sees one statement. See the [module](self) for the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// We mostly agree.
    MostlyAgree,
    /// We mostly turn it down.
    MostlyDisagree,
    /// We see this in different ways.
    Differ,
    /// Many are not sure yet.
    NotSureYet,
    /// Too few have answered to say.
    FewHaveAnswered,
}

/// A side of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Those who agree.
    Agree,
    /// Those who disagree.
    Disagree,
}

/// A statement in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which statement.
    pub statement: u32,
    /// Its counts; publish them only through [`publish::statement`](crate::publish::statement).
    pub tally: Tally,
    /// The lower bound that gives its place in the list.
    pub bound: Millionths,
}

/// A view that few hold and that matters a lot to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrongMinority {
    /// The statement and its place.
    pub place: Place,
    /// What the minority says.
    pub side: Side,
}

/// What a table of this size can say at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// 0 to 2 people took part: nothing can be shown without showing who said it.
    NothingYet,
    /// 3 to 7 people: words, no counts.
    WordsOnly,
    /// 8 to 19 people: counts of a statement; no totals of smaller groups.
    SmallTable,
    /// 20 to 199 people: counts, and totals of smaller groups.
    Table,
    /// 200 people or more: a statement with enough answers holds within 5 to 20 in 100, as its interval says.
    LargeTable,
}

impl Footing {
    /// What can be said when this many people took part.
    pub const fn of(people: u32) -> Self {
        match people {
            0..=2 => Self::NothingYet,
            3..=7 => Self::WordsOnly,
            8..=19 => Self::SmallTable,
            20..=199 => Self::Table,
            _ => Self::LargeTable,
        }
    }
}

/// Where the whole group stands: each live statement in exactly one of five lists, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many people took part.
    pub people: u32,
    /// We mostly agree.
    pub mostly_agree: Vec<Place>,
    /// We mostly turn it down.
    pub mostly_disagree: Vec<Place>,
    /// We see this in different ways.
    pub differ: Vec<Place>,
    /// Many are not sure yet.
    pub not_sure_yet: Vec<Place>,
    /// Too few have answered to say.
    pub few_have_answered: Vec<Place>,
    /// A few people feel strongly. These statements are in one of the lists above as well.
    pub minority_strong: Vec<StrongMinority>,
}

/// The figures of the headline: "29 people took part. Most people agree on 4 things."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overview {
    /// How many people took part.
    pub people: u32,
    /// What can be said with so many.
    pub footing: Footing,
    /// How many statements we mostly agree on.
    pub mostly_agree: usize,
    /// How many we mostly turn down.
    pub mostly_disagree: usize,
    /// How many we see in different ways.
    pub differ: usize,
    /// Of how many we are not sure yet.
    pub not_sure_yet: usize,
    /// How many have had too few answers.
    pub few_have_answered: usize,
    /// On how many a few people feel strongly.
    pub minority_strong: usize,
}

impl Standing {
    /// The list a statement is in.
    pub fn bucket(&self, statement: u32) -> Option<Bucket> {
        let lists = [
            (Bucket::MostlyAgree, &self.mostly_agree),
            (Bucket::MostlyDisagree, &self.mostly_disagree),
            (Bucket::Differ, &self.differ),
            (Bucket::NotSureYet, &self.not_sure_yet),
            (Bucket::FewHaveAnswered, &self.few_have_answered),
        ];
        let mut lists = lists.into_iter();
        lists
            .find(|(_, list)| list.iter().any(|place| place.statement == statement))
            .map(|(bucket, _)| bucket)
    }

    /// The figures of the headline.
    pub fn overview(&self) -> Overview {
        Overview {
            people: self.people,
            footing: Footing::of(self.people),
            mostly_agree: self.mostly_agree.len(),
            mostly_disagree: self.mostly_disagree.len(),
            differ: self.differ.len(),
            not_sure_yet: self.not_sure_yet.len(),
            few_have_answered: self.few_have_answered.len(),
            minority_strong: self.minority_strong.len(),
        }
    }
}

/// How many answers a statement needs before anything is said of it, when `people` took part: one in twenty, at least 8
/// and at most 200; but half of a group under 16 will do, and 3 at the very least.
///
/// With 200 answers a share is off by under 5 in 100, whatever the size of the group.
pub const fn enough(people: u32) -> u32 {
    let twentieth = people.div_ceil(20);
    let wanted = if twentieth < 8 { 8 } else { twentieth };
    let wanted = if wanted > PLENTY { PLENTY } else { wanted };
    let half = people.div_ceil(2);
    let wanted = if wanted > half { half } else { wanted };
    if wanted < 3 { 3 } else { wanted }
}

/// Sorts live statements, given as (statement, tally), into the lists. `people` is how many took part; it counts as at
/// least the answers of the most answered statement. The order of the input changes nothing.
pub fn stand(live: impl IntoIterator<Item = (u32, Tally)>, people: u32) -> Standing {
    let mut standing = Standing { people, ..Standing::default() };
    for (statement, tally) in live {
        let bucket = classify(&tally, people);
        let place = Place { statement, tally, bound: bound(&tally, bucket, people) };
        let list = match bucket {
            Bucket::MostlyAgree => &mut standing.mostly_agree,
            Bucket::MostlyDisagree => &mut standing.mostly_disagree,
            Bucket::Differ => &mut standing.differ,
            Bucket::NotSureYet => &mut standing.not_sure_yet,
            Bucket::FewHaveAnswered => &mut standing.few_have_answered,
        };
        list.push(place);
        if let Some((side, bound)) = strong_minority(&tally) {
            standing.minority_strong.push(StrongMinority { place: Place { bound, ..place }, side });
        }
    }
    let lists = [
        &mut standing.mostly_agree,
        &mut standing.mostly_disagree,
        &mut standing.differ,
        &mut standing.not_sure_yet,
        &mut standing.few_have_answered,
    ];
    for list in lists {
        list.sort_unstable_by_key(order);
    }
    standing.minority_strong.sort_unstable_by_key(|strong| order(&strong.place));
    standing
}

/// Which list a statement with this tally belongs in when `people` took part.
pub fn classify(tally: &Tally, people: u32) -> Bucket {
    let seen = tally.seen();
    if seen < enough(people) {
        return Bucket::FewHaveAnswered;
    }
    if mostly(tally.agree, tally, people) {
        return Bucket::MostlyAgree;
    }
    if mostly(tally.disagree, tally, people) {
        return Bucket::MostlyDisagree;
    }
    if MANY_UNSURE.reached_by(tally.pass, seen) {
        return Bucket::NotSureYet;
    }
    let smaller = tally.agree.min(tally.disagree);
    if REAL_OTHER_SIDE.reached_by(smaller, tally.sides()) || seen >= PLENTY {
        return Bucket::Differ;
    }
    Bucket::FewHaveAnswered
}

fn mostly(side: u32, tally: &Tally, people: u32) -> bool {
    let among = |whole: u32| Sample::new(side, whole - side).among(tally.seen(), people);
    among(tally.seen()).surely_over(MOST_OF_ALL, SURE)
        && among(tally.sides()).surely_over(MOST_OF_SIDES, SURE)
}

fn bound(tally: &Tally, bucket: Bucket, people: u32) -> Millionths {
    let part = match bucket {
        Bucket::MostlyAgree => tally.agree,
        Bucket::MostlyDisagree => tally.disagree,
        Bucket::Differ => tally.agree.min(tally.disagree),
        Bucket::NotSureYet => tally.pass,
        Bucket::FewHaveAnswered => return Millionths::default(),
    };
    Sample::new(part, tally.seen() - part).among(tally.seen(), people).low(SURE)
}

fn strong_minority(tally: &Tally) -> Option<(Side, Millionths)> {
    let (side, people, strong) = if tally.agree < tally.disagree {
        (Side::Agree, tally.agree, tally.agree_matters)
    } else {
        (Side::Disagree, tally.disagree, tally.disagree_matters)
    };
    let sides = tally.sides();
    let is_minority = MAJORITY_AT_LEAST.reached_by(sides - people, sides)
        && MINORITY_AT_LEAST.reached_by(people, sides)
        && people >= MINORITY_PEOPLE;
    let is_strong = strong >= MINORITY_PEOPLE && STRONG.reached_by(strong, people);
    (is_minority && is_strong).then(|| (side, Sample::new(strong, people - strong).low(SURE)))
}

fn order(place: &Place) -> (std::cmp::Reverse<(Millionths, u32)>, u32) {
    (std::cmp::Reverse((place.bound, place.tally.seen())), place.statement)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::responses::{Answer, Choice, Responses};

    fn tally(agree: u32, disagree: u32, pass: u32) -> Tally {
        Tally { agree, disagree, pass, ..Tally::default() }
    }

    #[test]
    fn what_six_people_can_say() {
        assert_eq!(enough(6), 3);
        assert_eq!(classify(&tally(2, 0, 0), 6), Bucket::FewHaveAnswered);
        assert_eq!(classify(&tally(3, 0, 0), 6), Bucket::MostlyAgree);
        assert_eq!(classify(&tally(2, 0, 1), 6), Bucket::NotSureYet, "two of three may be three of six");
        assert_eq!(classify(&tally(5, 1, 0), 6), Bucket::MostlyAgree, "all were asked, five agree");
        assert_eq!(classify(&tally(4, 2, 0), 6), Bucket::Differ);
        assert_eq!(classify(&tally(1, 5, 0), 6), Bucket::MostlyDisagree);
        assert_eq!(classify(&tally(3, 0, 3), 6), Bucket::NotSureYet, "half is not most");
        assert_eq!(Footing::of(6), Footing::WordsOnly);
    }

    #[test]
    fn what_fifteen_people_can_say() {
        assert_eq!(enough(15), 8);
        assert_eq!(classify(&tally(7, 0, 0), 15), Bucket::FewHaveAnswered);
        assert_eq!(classify(&tally(7, 1, 0), 15), Bucket::MostlyAgree);
        assert_eq!(
            classify(&tally(6, 2, 0), 15),
            Bucket::FewHaveAnswered,
            "leans, but the other seven may turn it"
        );
        assert_eq!(classify(&tally(11, 4, 0), 15), Bucket::MostlyAgree, "nobody is left to turn it");
        assert_eq!(classify(&tally(5, 3, 0), 15), Bucket::Differ);
        assert_eq!(Footing::of(15), Footing::SmallTable);
    }

    #[test]
    fn what_fifty_and_five_hundred_can_say() {
        assert_eq!((enough(50), enough(500), enough(1_165)), (8, 25, 59));
        assert_eq!(classify(&tally(8, 0, 0), 50), Bucket::MostlyAgree);
        assert_eq!(classify(&tally(6, 2, 0), 50), Bucket::FewHaveAnswered);
        assert_eq!(classify(&tally(24, 0, 0), 500), Bucket::FewHaveAnswered);
        assert_eq!(classify(&tally(20, 5, 0), 500), Bucket::MostlyAgree);
        assert_eq!(classify(&tally(12, 1, 12), 500), Bucket::NotSureYet);
        assert_eq!((Footing::of(50), Footing::of(500)), (Footing::Table, Footing::LargeTable));
    }

    #[test]
    fn what_fifty_thousand_can_say() {
        assert_eq!(enough(50_000), 200);
        assert_eq!(classify(&tally(199, 0, 0), 50_000), Bucket::FewHaveAnswered);
        assert_eq!(classify(&tally(150, 50, 0), 50_000), Bucket::MostlyAgree);
        assert_eq!(
            classify(&tally(134, 66, 0), 50_000),
            Bucket::Differ,
            "at the edge, but enough were asked"
        );
        assert_eq!(classify(&tally(25_000, 25_000, 0), 50_000), Bucket::Differ);
        assert_eq!(classify(&tally(33_500, 16_500, 0), 50_000), Bucket::MostlyAgree);
    }

    #[test]
    fn the_table_in_the_documentation_is_right() {
        let margin = |people: u32| crate::interval::margin_in_100(enough(people), people, SURE);
        assert_eq!([15, 50, 500, 50_000].map(margin), [16, 20, 13, 5]);
        assert_eq!(crate::interval::margin_in_100(6, 6, SURE), 0);
    }

    #[test]
    fn three_of_a_thousand_top_nothing() {
        let live = [(0, tally(3, 0, 0)), (1, tally(600, 60, 40)), (2, tally(59, 3, 3)), (3, tally(0, 3, 0))];
        let standing = stand(live, 1_165);
        let order: Vec<_> = standing.mostly_agree.iter().map(|place| place.statement).collect();
        assert_eq!(order, [2, 1]);
        let few: Vec<_> = standing.few_have_answered.iter().map(|place| place.statement).collect();
        assert_eq!(few, [0, 3], "more answers first, then the lower number");
        // 33 of 34 is a higher share than 600 of 620, and is less sure.
        let standing = stand([(0, tally(33, 1, 0)), (1, tally(600, 20, 0))], 660);
        assert_eq!(standing.mostly_agree[0].statement, 1);
    }

    #[test]
    fn a_few_who_feel_strongly() {
        let strong = |agree, disagree, agree_matters, disagree_matters| {
            strong_minority(&Tally { agree, disagree, pass: 5, agree_matters, disagree_matters })
                .map(|(side, _)| side)
        };
        assert_eq!(strong(30, 4, 2, 3), Some(Side::Disagree));
        assert_eq!(strong(6, 40, 3, 0), Some(Side::Agree));
        assert_eq!(strong(30, 2, 0, 2), None, "two are too few");
        assert_eq!(strong(30, 7, 0, 3), None, "fewer than half of them");
        assert_eq!(strong(11, 9, 9, 9), None, "nearly half are no minority");
        assert_eq!(strong(12, 8, 0, 8), Some(Side::Disagree), "two in five are");
        assert_eq!(strong(400, 3, 0, 3), None, "under one in a hundred");
        assert_eq!(strong(10, 10, 9, 9), None);
        assert_eq!(strong(0, 0, 0, 0), None);
    }

    #[test]
    fn nothing_to_stand_on() {
        let standing = stand([], 0);
        assert_eq!(standing, Standing::default());
        assert_eq!(standing.overview().footing, Footing::NothingYet);
        assert_eq!(standing.bucket(0), None);
        assert_eq!(classify(&Tally::default(), 0), Bucket::FewHaveAnswered);
    }

    /// One who had not answered, one who came, one who was not sure and one who disagreed: each may come to agree.
    fn more_agreement(before: Tally, people: u32) -> Vec<(Tally, u32)> {
        let more = Tally { agree: before.agree + 1, ..before };
        let mut after = vec![(more, people + 1)];
        if before.seen() < people {
            after.push((more, people));
        }
        if before.pass > 0 {
            after.push((Tally { pass: before.pass - 1, ..more }, people));
        }
        if before.disagree > 0 {
            after.push((Tally { disagree: before.disagree - 1, ..more }, people));
        }
        after
    }

    #[test]
    fn agreement_never_turns_into_difference_in_any_small_group() {
        let mut checked = 0;
        for people in 3..=26 {
            for agree in 0..=people {
                for disagree in 0..=people - agree {
                    for pass in 0..=people - agree - disagree {
                        let before = tally(agree, disagree, pass);
                        if classify(&before, people) != Bucket::MostlyAgree {
                            continue;
                        }
                        for (after, people) in more_agreement(before, people) {
                            assert_eq!(
                                classify(&after, people),
                                Bucket::MostlyAgree,
                                "{before:?} {after:?} {people}"
                            );
                            checked += 1;
                        }
                    }
                }
            }
        }
        assert!(checked > 5_000, "{checked}");
    }

    fn any_tally(most: u32) -> impl Strategy<Value = Tally> {
        (0..most, 0..most, 0..most, 0..most, 0..most).prop_map(|(agree, disagree, pass, a, d)| Tally {
            agree,
            disagree,
            pass,
            agree_matters: a.min(agree),
            disagree_matters: d.min(disagree),
        })
    }

    proptest! {
        #[test]
        fn agreement_never_turns_into_difference(before in any_tally(900), more in 0_u32..2_000) {
            let people = before.seen() + more;
            if classify(&before, people) == Bucket::MostlyAgree {
                for (after, people) in more_agreement(before, people) {
                    // A newcomer can raise the number of answers that are enough; nothing else may change.
                    let now = classify(&after, people);
                    prop_assert!(now == Bucket::MostlyAgree || after.seen() < enough(people), "{after:?} {people}");
                }
            }
        }

        #[test]
        fn disagreement_mirrors_agreement(one in any_tally(300), more in 0_u32..400) {
            let people = one.seen() + more;
            let turned = Tally {
                agree: one.disagree,
                disagree: one.agree,
                agree_matters: one.disagree_matters,
                disagree_matters: one.agree_matters,
                ..one
            };
            let wanted = match classify(&one, people) {
                Bucket::MostlyAgree => Bucket::MostlyDisagree,
                Bucket::MostlyDisagree => Bucket::MostlyAgree,
                same => same,
            };
            prop_assert_eq!(classify(&turned, people), wanted);
        }

        #[test]
        fn each_statement_stands_in_one_place_whatever_the_order(
            tallies in prop::collection::vec(any_tally(60), 0..40), turn in 0_usize..40,
        ) {
            let mut live: Vec<_> = (0..).zip(tallies).collect();
            let standing = stand(live.iter().copied(), 200);
            let overview = standing.overview();
            prop_assert_eq!(
                overview.mostly_agree + overview.mostly_disagree + overview.differ
                    + overview.not_sure_yet + overview.few_have_answered,
                live.len()
            );
            for (statement, tally) in &live {
                prop_assert_eq!(standing.bucket(*statement), Some(classify(tally, 200)));
            }
            for pair in standing.mostly_agree.windows(2) {
                prop_assert!(order(&pair[0]) < order(&pair[1]));
            }
            let turn = turn.min(live.len());
            live.rotate_left(turn);
            prop_assert_eq!(stand(live, 200), standing);
        }

        #[test]
        fn who_said_it_changes_nothing(
            answers in prop::collection::vec((0_u32..30, 0_u32..6, 0_u8..3, any::<bool>()), 0..200),
            turn in 0_u32..30,
        ) {
            let of = |turn: u32| -> Standing {
                let responses: Responses = answers.iter().map(|&(person, statement, choice, matters)| {
                    let choice = [Choice::Agree, Choice::Disagree, Choice::Pass][usize::from(choice)];
                    ((person + turn) % 30, statement, Answer { choice, matters })
                }).collect();
                stand((0..6).map(|statement| (statement, responses.tally(statement))), responses.people())
            };
            prop_assert_eq!(of(0), of(turn));
        }
    }
}
