//! Which statement stands in which list, and in what order.
//!
//! What the whole table says decides the list. Groups add two things: what every one of them says leads the list of what
//! we agree on, and what most of one group agrees with and most of another does not is something we see in different ways,
//! however small that other group is.

use std::collections::BTreeSet;

use voice::groups::Verdict;
use voice::publish::{self, Heard};
use voice::published::{Divide, Minority, Published};
use voice::standing::{self, Place, Side, Standing};

/// So many of a list stand on the page at once.
pub(super) const FIRST: usize = 10;
/// So many where each has a bar for every group.
pub(super) const CARDS: usize = 4;
/// So many views of smaller groups stand on the page, those that matter a lot to people included.
const MINORITIES: usize = 6;
/// So many more can be unfolded; the table has them all.
pub(super) const MORE: usize = 30;
/// So many rows of the table on a page.
pub(super) const ROWS: usize = 100;
/// From so many in ten on, more than half agree, however a share was rounded.
const MORE_THAN_HALF: u8 = 6;
/// Up to so many in ten, fewer than half agree.
const LESS_THAN_HALF: u8 = 4;

/// Every statement in one of five lists, by its number, and two lists of views that few hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lists {
    /// We mostly agree; what every group agrees with first.
    pub agree: Vec<u32>,
    /// We mostly disagree; what every group turns down first.
    pub disagree: Vec<u32>,
    /// We see this in different ways; what divides groups most first.
    pub differ: Vec<u32>,
    /// Many are not sure.
    pub not_sure: Vec<u32>,
    /// Few have answered.
    pub few: Vec<u32>,
    /// What a few hold to whom it matters a lot.
    pub strong: Vec<(u32, Side)>,
    /// What a smaller group holds, apart from those.
    pub minorities: Vec<Minority>,
}

impl Lists {
    /// `standing` names statements by their numbers, as the map does.
    pub(super) fn of(standing: &Standing, map: &Published) -> Self {
        let crossed = crossing(standing, map);
        let stay = |places: &[Place]| -> Vec<u32> {
            let numbers = discreet(places).into_iter().map(|place| place.statement);
            numbers.filter(|number| !crossed.contains(number)).collect()
        };
        let mut differ: Vec<u32> = crossed.iter().copied().collect();
        differ.extend(discreet(&standing.differ).iter().map(|place| place.statement));
        differ.sort_by_cached_key(|number| {
            place_of(map.divides.iter().map(|divide| divide.statement), *number)
        });
        // Sorting is stable, so what is in it twice stands together.
        differ.dedup();
        let shared = |side: Side| {
            let groups = map.all_agree.iter().filter(|common| common.least_keen.is_some());
            groups.filter(move |common| common.side == side).map(|common| common.statement)
        };
        let led = |mut list: Vec<u32>, side| {
            list.sort_by_cached_key(|number| place_of(shared(side), *number));
            list
        };
        let strong: Vec<(u32, Side)> =
            standing.minority_strong.iter().map(|one| (one.place.statement, one.side)).take(FIRST).collect();
        let weaker = map.minorities.iter().filter(|one| !strong.contains(&(one.statement, one.side)));
        Self {
            agree: led(stay(&standing.mostly_agree), Side::Agree),
            disagree: led(stay(&standing.mostly_disagree), Side::Disagree),
            differ,
            not_sure: stay(&standing.not_sure_yet),
            few: stay(&standing.few_have_answered),
            minorities: weaker.take(MINORITIES.saturating_sub(strong.len())).copied().collect(),
            strong,
        }
    }

    /// All of them in the order of the page: the table has them in this order.
    pub(super) fn in_order(&self) -> impl Iterator<Item = u32> {
        let lists = [&self.agree, &self.disagree, &self.differ, &self.not_sure, &self.few];
        lists.into_iter().flatten().copied()
    }

    /// What stands in the lists of the page, unfolded or not.
    pub(super) fn on_the_page(&self) -> impl Iterator<Item = u32> {
        let lists = [&self.agree, &self.disagree, &self.differ, &self.not_sure];
        lists.into_iter().flat_map(|list| list.iter().take(FIRST + MORE)).copied()
    }
}

/// The place of a statement in a list; after all of them where it is not in it.
fn place_of(mut list: impl Iterator<Item = u32>, number: u32) -> usize {
    list.position(|one| one == number).unwrap_or(usize::MAX)
}

/// What most of one group agrees with and most of another does not; not where too few have answered.
fn crossing(standing: &Standing, map: &Published) -> BTreeSet<u32> {
    if map.verdict != Verdict::Clear {
        return BTreeSet::new();
    }
    let enough = standing::enough(standing.people);
    let early = standing.few_have_answered.iter().filter(|place| place.tally.seen() < enough);
    let early: BTreeSet<u32> = early.map(|place| place.statement).collect();
    let crossed = map.divides.iter().filter(|divide| crosses(map, divide)).map(|divide| divide.statement);
    crossed.filter(|number| !early.contains(number)).collect()
}

fn crosses(map: &Published, divide: &Divide) -> bool {
    let row = map.statements.binary_search_by_key(&divide.statement, |row| row.statement);
    let row = row.ok().and_then(|at| map.statements.get(at));
    let agree = |group: usize| Some(row?.tenths.get(group)?.as_ref()?[0]);
    let apart = agree(divide.keener).zip(agree(divide.cooler));
    apart.is_some_and(|(more, fewer)| more >= MORE_THAN_HALF && fewer <= LESS_THAN_HALF)
}

/// In the order of the list; but those whose counts are not shown come last and by number, so that their
/// order does not tell what the counts would.
pub(crate) fn discreet(places: &[Place]) -> Vec<Place> {
    let is_counted = |place: &Place| matches!(publish::statement(place.tally), Heard::Counts(_));
    let (mut shown, mut hidden): (Vec<Place>, Vec<Place>) = places.iter().copied().partition(is_counted);
    hidden.sort_unstable_by_key(|place| place.statement);
    shown.append(&mut hidden);
    shown
}

#[cfg(test)]
mod tests {
    use voice::interval::Millionths;
    use voice::published::{Common, Row};
    use voice::responses::Tally;
    use voice::standing::stand;

    use super::*;
    use crate::charts::sample;

    fn tally(agree: u32, disagree: u32, pass: u32) -> Tally {
        Tally { agree, disagree, pass, ..Tally::default() }
    }

    #[test]
    fn small_counts_do_not_show_in_the_order() {
        let place = |statement, agree, disagree| Place {
            statement,
            tally: tally(agree, disagree, 0),
            bound: Millionths::default(),
        };
        let places = [place(9, 7, 0), place(4, 30, 1), place(2, 5, 1), place(7, 20, 2)];
        let order: Vec<u32> = discreet(&places).iter().map(|place| place.statement).collect();
        assert_eq!(order, [4, 7, 2, 9]);
    }

    /// Forty people: 1 to 3 mostly agreed with, 4 turned down, 5 and 6 split, 7 not sure, 8 hardly heard.
    fn forty() -> Standing {
        let tallies = [
            tally(39, 1, 0),
            tally(36, 3, 1),
            tally(33, 6, 1),
            tally(2, 37, 1),
            tally(21, 18, 1),
            tally(19, 20, 1),
            tally(12, 5, 20),
            tally(4, 2, 0),
        ];
        stand((1..).zip(tallies), 40)
    }

    /// Two groups: of 12 agree in the second, and of 28 in the first.
    fn map(all_agree: Vec<Common>, divides: &[(u32, [u8; 2])]) -> Published {
        let mut map = sample::clear(2, 40, 8);
        map.minorities.clear();
        map.all_agree = all_agree;
        map.divides = divides
            .iter()
            .map(|&(statement, _)| Divide { statement, keener: 0, cooler: 1, at_least: 2 })
            .collect();
        let shares = |number: u32| divides.iter().find(|(one, _)| *one == number).map(|(_, shares)| *shares);
        map.statements = (1..=8)
            .map(|statement| {
                let [keener, cooler] = shares(statement).unwrap_or([5, 5]);
                let tenths = [keener, cooler].map(|agree| Some([agree, 10 - agree, 0])).to_vec();
                Row { statement, tenths, line: None }
            })
            .collect();
        map
    }

    fn common(statement: u32, side: Side) -> Common {
        Common { statement, side, least_keen: Some(1), at_least: 7 }
    }

    #[test]
    fn without_groups_the_whole_table_is_all_there_is() {
        let lists = Lists::of(&forty(), &sample::empty());
        assert_eq!((&*lists.agree, &*lists.disagree), (&[1, 2, 3][..], &[4][..]));
        assert_eq!((&*lists.differ, &*lists.not_sure, &*lists.few), (&[6, 5][..], &[7][..], &[8][..]));
        let mut everybody = sample::cloud(40, 8);
        everybody.all_agree = vec![common(3, Side::Agree)];
        everybody.all_agree[0].least_keen = None;
        assert_eq!(Lists::of(&forty(), &everybody), lists, "everybody is no group");
    }

    #[test]
    fn what_every_group_agrees_on_leads_and_nothing_stands_twice() {
        let shared = vec![common(3, Side::Agree), common(5, Side::Agree), common(1, Side::Agree)];
        let lists = Lists::of(&forty(), &map(shared, &[]));
        assert_eq!(lists.agree, [3, 1, 2], "by the least keen group, then by all");
        assert_eq!(lists.differ, [6, 5], "over a third of those who took a side see 5 otherwise");
        let mut all: Vec<u32> = lists.in_order().collect();
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn what_a_smaller_group_mostly_does_not_agree_with_is_no_agreement() {
        let divides = [(5, [9, 1]), (3, [10, 3]), (2, [10, 7]), (8, [9, 0])];
        let lists = Lists::of(&forty(), &map(Vec::new(), &divides));
        assert_eq!(lists.differ, [5, 3, 6], "by the gap between groups, then by all");
        assert_eq!(lists.agree, [1, 2], "both groups mostly agree with 2");
        assert_eq!(lists.few, [8], "too early to say");
        let mut all: Vec<u32> = lists.in_order().collect();
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_minority_is_told_of_once() {
        let mut tallies = [tally(30, 8, 2); 3];
        tallies[0].disagree_matters = 7;
        let standing = stand((1..).zip(tallies), 40);
        assert_eq!(standing.minority_strong.len(), 1);
        let mut map = map(Vec::new(), &[]);
        let minority = |statement| Minority { statement, group: 1, side: Side::Disagree };
        map.minorities = vec![minority(1), minority(2)];
        let lists = Lists::of(&standing, &map);
        assert_eq!(lists.strong, [(1, Side::Disagree)]);
        assert_eq!(lists.minorities, [minority(2)]);
    }
}
