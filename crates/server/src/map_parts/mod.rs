//! What a published map says, in words, cards and a table: the same on the page and in the report to keep.
//!
//! Headings are the caller's. Every number comes out of [`Published`], so nothing here can show what may not be shown.

mod cards;
mod lists;
mod method;
mod table;
#[cfg(test)]
mod tests;

use maud::{Markup, html};
use voice::groups::{Name, Verdict};
use voice::published::{Published, Row};

use crate::charts;
use crate::t;
use crate::text::Tr;

pub(crate) use method::method;

/// A published map and how to write a statement on the present page.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// The language.
    pub tr: Tr,
    /// The map.
    pub published: &'a Published,
    /// A statement's words by its number, perhaps linked. They are people's own: put them inside `bdi`.
    pub words: &'a dyn Fn(u32) -> Markup,
}

/// What follows an item of a list or a card, by the statement's number or the group's place.
pub(crate) type After<'a, T> = &'a dyn Fn(T) -> Markup;

/// For lists without anything more under an item.
pub(crate) fn nothing<T>(_: T) -> Markup {
    html! {}
}

impl Parts<'_> {
    fn row(&self, statement: u32) -> Option<&Row> {
        let at = self.published.statements.binary_search_by_key(&statement, |row| row.statement).ok()?;
        self.published.statements.get(at)
    }

    /// A group's shares on a statement.
    fn shares(&self, statement: u32, group: usize) -> Option<[u8; 3]> {
        *self.row(statement)?.tenths.get(group)?
    }

    fn name(&self, group: usize) -> Option<Name> {
        self.published.groups.get(group).map(|card| card.name)
    }

    /// "Leaf group", by its place.
    fn called(&self, group: usize) -> String {
        self.name(group).map(|name| charts::name(self.tr, name)).unwrap_or_default()
    }
}

/// Whether there are groups, in one sentence or two, and why not where not.
pub(crate) fn verdict(tr: Tr, published: &Published) -> String {
    match published.verdict {
        Verdict::TooFewPeople => t!(tr, "groups-too-few"),
        Verdict::NoClearGroups => t!(tr, "groups-none"),
        Verdict::Clear => t!(tr, "groups-clear", count = published.groups.len()),
    }
}
