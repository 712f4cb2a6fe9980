//! Whether a value that came from elsewhere holds together.

use super::{Card, HEIGHT, Published, VERSION, WIDTH};
use crate::groups::{MOST_GROUPS, Verdict};
use crate::publish;

/// Before this version a share could be all or none.
const SHARES_SINCE: u32 = 2;

impl Published {
    /// What is wrong with a value that somebody else wrote, in sentences; nothing where every index, tenth and order is as
    /// this module makes them, so that it can be shown without looking twice. It does not tell whether the figures are true:
    /// make the map again for that.
    ///
    /// ```
    /// # use voice::{published, responses::Responses, ideal::Workers};
    /// let mut value = published::issue(&Responses::default(), &[], &[0; 32], Workers::ONE).published;
    /// assert!(value.problems().is_empty());
    /// value.marks.push(published::Mark { x: 3, y: 99, group: Some(0) });
    /// value.placed = Some(20);
    /// assert_eq!(value.problems(), ["A mark is outside of the map.", "A mark names a group that is not there."]);
    /// ```
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut check = |holds: bool, problem: &str| {
            if !holds {
                found.push(problem.to_owned());
            }
        };
        let (version, groups) = (self.method.version, self.groups.len());
        check(version <= VERSION, "It was made by a newer version of Roundtable.");
        check(self.method.dimension <= 3, "A map has 3 coordinates at most.");
        let clear = self.verdict == Verdict::Clear;
        check(
            clear == (groups > 0) && groups <= MOST_GROUPS,
            "The groups do not fit what is said about groups.",
        );
        check(ascending(&self.groups, |group| group.name), "The groups are not in the order of their names.");
        check(ascending(&self.statements, |row| row.statement), "The statements are not in order.");
        check(
            self.statements.iter().all(|row| row.tenths.len() == groups),
            "A statement has not a share for each group.",
        );
        check(self.tenths().all(|tenth| tenth <= 10), "There are more than ten in ten.");
        check(
            !clear || version < SHARES_SINCE || self.shares().all(publish::is_share),
            "A share of a group tells of all of it or of nobody in it.",
        );
        check(
            self.named_statements().all(|number| self.has(number)),
            "A statement is named that is not listed.",
        );
        check(
            self.all_agree.iter().all(|common| common.least_keen.is_some() == clear),
            "What all agree on does not fit the groups.",
        );
        check(self.named_groups().all(|group| group < groups), "A group is named that is not there.");
        check(self.marks.is_sorted_by(|one, next| one < next), "The marks are not in order.");
        check(
            self.marks.iter().all(|mark| mark.x < WIDTH && mark.y < HEIGHT),
            "A mark is outside of the map.",
        );
        let marked = |mark: &super::Mark| mark.group.is_none_or(|group| group < groups);
        check(self.marks.iter().all(marked), "A mark names a group that is not there.");
        check(
            self.marks.is_empty() == self.placed.is_none(),
            "The marks do not fit the number of people on the map.",
        );
        found
    }

    fn has(&self, number: u32) -> bool {
        self.statements.binary_search_by_key(&number, |row| row.statement).is_ok()
    }

    /// What is told of groups.
    fn shares(&self) -> impl Iterator<Item = u8> {
        self.statements.iter().flat_map(|row| row.tenths.iter().flatten().flatten().chain(&row.line)).copied()
    }

    fn tenths(&self) -> impl Iterator<Item = u8> {
        let common = self.all_agree.iter().map(|common| common.at_least);
        let divides = self.divides.iter().map(|divide| divide.at_least);
        let bridges = self.bridges.iter().map(|bridge| bridge.at_least);
        self.shares().chain(common).chain(divides).chain(bridges)
    }

    fn named_groups(&self) -> impl Iterator<Item = usize> {
        let common = self.all_agree.iter().filter_map(|common| common.least_keen);
        let divides = self.divides.iter().flat_map(|divide| [divide.keener, divide.cooler]);
        common.chain(divides).chain(self.minorities.iter().map(|minority| minority.group))
    }

    fn named_statements(&self) -> impl Iterator<Item = u32> {
        let of_card = |card: &Card| {
            let said = card.agrees.into_iter().chain(card.disagrees);
            said.chain(card.ideas.iter().copied()).collect::<Vec<_>>()
        };
        let cards = self.groups.iter().flat_map(of_card);
        let common = self.all_agree.iter().map(|common| common.statement);
        let divides = self.divides.iter().map(|divide| divide.statement);
        let minorities = self.minorities.iter().map(|minority| minority.statement);
        let bridges = self.bridges.iter().map(|bridge| bridge.statement);
        cards.chain(common).chain(divides).chain(minorities).chain(bridges)
    }
}

fn ascending<T, K: PartialOrd>(list: &[T], key: impl Fn(&T) -> K) -> bool {
    list.is_sorted_by(|one, next| key(one) < key(next))
}
