//! What all groups say, what divides them, what a smaller one holds, and what reaches across.

use maud::{Markup, html};
use voice::published::{Bridge, Common, Divide, Minority};
use voice::standing::Side;

use super::{After, Parts};
use crate::charts;
use crate::t;

/// From so many in ten on, a bound is worth saying as a number.
const WORTH_SAYING: u8 = 6;

impl Parts<'_> {
    /// "In every group at least 8 in 10 agree."
    pub(crate) fn common_sentence(&self, common: &Common) -> String {
        let (tr, tenths) = (self.tr, common.at_least.min(10));
        let groups = common.least_keen.is_some();
        match (groups, common.side, tenths < WORTH_SAYING) {
            (true, Side::Agree, true) => t!(tr, "common-most-agree"),
            (true, Side::Agree, false) => t!(tr, "common-agree", tenths = tenths),
            (true, Side::Disagree, true) => t!(tr, "common-most-disagree"),
            (true, Side::Disagree, false) => t!(tr, "common-disagree", tenths = tenths),
            (false, Side::Agree, true) => t!(tr, "common-people-agree"),
            (false, Side::Agree, false) => t!(tr, "common-at-least-agree", tenths = tenths),
            (false, Side::Disagree, true) => t!(tr, "common-people-disagree"),
            (false, Side::Disagree, false) => t!(tr, "common-at-least-disagree", tenths = tenths),
        }
    }

    /// "About 9 in 10 of the Leaf group agree. About 2 in 10 of the Wave group do."
    pub(crate) fn divide_sentence(&self, divide: &Divide) -> String {
        let tr = self.tr;
        let agree = |group| self.shares(divide.statement, group).map(|[agree, ..]| agree);
        let (keener, cooler) = (self.called(divide.keener), self.called(divide.cooler));
        let (Some(more), Some(fewer)) = (agree(divide.keener), agree(divide.cooler)) else {
            return t!(tr, "divide-more", keener = keener, cooler = cooler);
        };
        let first = t!(tr, "divide-keener", tenths = more, group = keener);
        let second = t!(tr, "divide-cooler", tenths = fewer, group = cooler);
        format!("{first} {second}")
    }

    /// "Most of the Sun group agree. Most of the others do not."
    pub(crate) fn minority_sentence(&self, minority: &Minority) -> String {
        let (tr, group) = (self.tr, self.called(minority.group));
        match minority.side {
            Side::Agree => t!(tr, "minority-agree", group = group),
            Side::Disagree => t!(tr, "minority-disagree", group = group),
        }
    }

    /// "People at both ends of the map agree."
    pub(crate) fn bridge_sentence(&self, bridge: Bridge) -> String {
        match bridge.side {
            Side::Agree => t!(self.tr, "bridge-agree"),
            Side::Disagree => t!(self.tr, "bridge-disagree"),
        }
    }

    /// What every group says, each with its sentence.
    pub(crate) fn all_agree(&self, list: &[Common], after: After<'_, u32>) -> Markup {
        self.rows(list.iter().map(|one| (one.statement, self.common_sentence(one))), after)
    }

    /// What a smaller group holds.
    pub(crate) fn minorities(&self, list: &[Minority], after: After<'_, u32>) -> Markup {
        self.rows(list.iter().map(|one| (one.statement, self.minority_sentence(one))), after)
    }

    /// What reaches across.
    pub(crate) fn bridges(&self, list: &[Bridge], after: After<'_, u32>) -> Markup {
        self.rows(list.iter().map(|one| (one.statement, self.bridge_sentence(*one))), after)
    }

    /// A card for each thing that divides: who thinks what, in words and bars.
    pub(crate) fn divides(&self, list: &[Divide], after: After<'_, u32>) -> Markup {
        html! {
            div.rt-grid.rt-grid--wide {
                @for one in list {
                    div.rt-card {
                        p.rt-rows__words { ((self.words)(one.statement)) }
                        p.govuk-body { (self.divide_sentence(one)) }
                        (self.by_group(one.statement))
                        (after(one.statement))
                    }
                }
            }
        }
    }

    /// Each group's shares on a statement, with its sign and name.
    pub(crate) fn by_group(&self, statement: u32) -> Markup {
        html! {
            ul.rt-each {
                @for (group, card) in self.published.groups.iter().enumerate() {
                    li {
                        (charts::named(self.tr, card.name))
                        @match self.shares(statement, group) {
                            Some(shown) => (charts::tenths(self.tr, shown)),
                            None => p.rt-shares { (t!(self.tr, "shares-too-few")) },
                        }
                    }
                }
            }
        }
    }

    fn rows(&self, list: impl Iterator<Item = (u32, String)>, after: After<'_, u32>) -> Markup {
        html! {
            ul.rt-rows {
                @for (statement, sentence) in list {
                    li {
                        p.rt-rows__words { ((self.words)(statement)) }
                        p.rt-shares { (sentence) }
                        (after(statement))
                    }
                }
            }
        }
    }
}
