//! What everybody and each group say, in figures that may be shown.

use super::{Bridge, Card, Common, Divide, IDEAS, Minority, Row, bridge, compact::Columns, named::Named};
use crate::{
    groups::{
        Found,
        views::{Telling, Views},
    },
    publish::{self, Share},
    responses::Responses,
    standing::Side,
};

/// The groups' answers, or everybody's where there are no clear groups.
pub(super) struct Sayings<'a> {
    views: Views,
    named: &'a Named,
    columns: &'a Columns,
}

impl<'a> Sayings<'a> {
    /// Of answers without gaps.
    pub(super) fn of(responses: &Responses, named: &'a Named, columns: &'a Columns) -> Self {
        let views = match named.groups() {
            0 => Views::of(responses, 1, |_| Some(0)),
            groups => Views::of(responses, groups, |person| named.group(person as usize)),
        };
        Self { views, named, columns }
    }

    pub(super) fn cards(&self) -> Vec<Card> {
        (0..self.named.groups()).map(|group| self.card(group)).collect()
    }

    fn card(&self, group: usize) -> Card {
        let telling = self.views.tells_apart(group);
        let number = |column: u32| self.columns.number(column);
        let ideas = telling.iter().filter(|one| self.views.tenths(group, one.statement).is_some());
        Card {
            name: self.named.names[group],
            about: publish::about(self.named.sizes[group]),
            agrees: self.says_most(group, &telling, Side::Agree).map(number),
            disagrees: self.says_most(group, &telling, Side::Disagree).map(number),
            ideas: ideas.take(IDEAS).map(|one| number(one.statement)).collect(),
        }
    }

    /// What tells a group apart most of what more than half of it say; where nothing does, what it most surely says.
    fn says_most(&self, group: usize, telling: &[Telling], side: Side) -> Option<u32> {
        let apart =
            telling.iter().find(|one| one.side == side && self.views.mostly(group, one.statement, side));
        apart.map(|one| one.statement).or_else(|| self.views.most_surely(group, side))
    }

    pub(super) fn all_agree(&self) -> Vec<Common> {
        let has_groups = self.named.groups() > 0;
        let common = |common: crate::groups::views::Common| Common {
            statement: self.columns.number(common.statement),
            side: common.side,
            least_keen: has_groups.then_some(common.least_keen),
            at_least: Share::at_least(common.bound),
        };
        self.views.all_agree().into_iter().map(common).collect()
    }

    pub(super) fn divides(&self) -> Vec<Divide> {
        let divide = |divide: crate::groups::views::Divide| Divide {
            statement: self.columns.number(divide.statement),
            keener: divide.keener,
            cooler: divide.cooler,
            at_least: Share::at_least(divide.bound),
        };
        self.views.divides().into_iter().map(divide).collect()
    }

    /// Nobody is a minority where everybody is one group.
    pub(super) fn minorities(&self) -> Vec<Minority> {
        let minority = |minority: crate::groups::views::Minority| Minority {
            statement: self.columns.number(minority.statement),
            group: minority.group,
            side: minority.side,
        };
        self.views.minorities().into_iter().map(minority).collect()
    }

    /// Every live statement, also those nobody answered.
    pub(super) fn rows(&self, live: &Columns) -> Vec<Row> {
        let row = |number: u32| {
            let column = self.columns.column(number);
            let tenths = |group| self.views.tenths(group, column?);
            Row {
                statement: number,
                tenths: (0..self.named.groups()).map(tenths).collect(),
                line: column.and_then(|column| self.views.least_keen(column)),
            }
        };
        live.live().iter().map(|statement| row(statement.number)).collect()
    }
}

/// What reaches across the map, in tenths.
pub(super) fn bridges(found: &Found, responses: &Responses, columns: &Columns) -> Vec<Bridge> {
    let bridge = |common: crate::groups::views::Common| Bridge {
        statement: columns.number(common.statement),
        side: common.side,
        at_least: Share::at_least(common.bound),
    };
    bridge::bridges(found, responses).into_iter().map(bridge).collect()
}
