//! Groups of people who answered in a similar way, ideas on a line, and the map of people.

use std::cmp::Reverse;

use maud::{Markup, html};
use voice::groups::Verdict;
use voice::publish::Heard;

use super::View;
use crate::charts;
use crate::map_parts::{Parts, verdict};
use crate::pages::conversations::talk::Talk;
use crate::t;
use crate::text::Tr;
use crate::ui::Details;

/// So many ideas stand on the line.
const ON_THE_LINE: usize = 40;

/// See the module.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    pub tr: Tr,
    pub talk: &'a Talk,
    pub view: &'a View<'a>,
    pub parts: Parts<'a>,
    /// Whether whoever looks asked for less data.
    pub lean: bool,
}

impl Pictures<'_> {
    /// The groups, or why there are none.
    pub(super) fn groups(&self) -> Markup {
        let (tr, view) = (self.tr, self.view);
        if view.lines.is_empty() {
            return html! {};
        }
        let unlike = format!("{}/stand/unlike", self.talk.base);
        let link = |_: usize| {
            html! {
                p.govuk-body.rt-noprint { a.govuk-link href=(unlike) { (t!(tr, "stand-unlike")) } }
            }
        };
        html! {
            h2.govuk-heading-l { (t!(tr, "stand-groups-title")) }
            p.govuk-body {
                (verdict(tr, &view.map))
                @match view.map.verdict {
                    Verdict::Clear => { " " (self.parts.cards_lead()) }
                    Verdict::NoClearGroups => { " " (t!(tr, "stand-why-no-groups")) }
                    Verdict::TooFewPeople => { " " (t!(tr, "stand-why-twenty")) }
                }
            }
            @if view.has_groups() { (self.parts.cards(view.own.as_ref(), &link)) }
            @if let Some(unlike) = &view.unlike { p.govuk-body { (unlike) } }
        }
    }

    /// Ideas on a line: those that stand in the lists of the page, the most answered of them.
    pub(super) fn line(&self) -> Markup {
        let numbers = self.on_the_line();
        html! {
            @if !numbers.is_empty() {
                h2.govuk-heading-l { (t!(self.tr, "stand-line-title")) }
                (charts::line(self.tr, &self.view.map, &numbers))
                p.govuk-body.rt-noprint { a.govuk-link href="#numbers" { (t!(self.tr, "stand-line-table")) } }
            }
        }
    }

    fn on_the_line(&self) -> Vec<u32> {
        let heard = |number| match self.view.line(number)?.heard {
            Heard::Counts(tally) => Some((Reverse(tally.seen()), number)),
            Heard::FewHaveAnswered | Heard::Words(_) => None,
        };
        let mut most: Vec<_> = self.view.lists.on_the_page().filter_map(heard).collect();
        most.sort_unstable();
        most.into_iter().take(ON_THE_LINE).map(|(_, number)| number).collect()
    }

    /// The map of people, folded away; not drawn for those who asked for less data.
    pub(super) fn people(&self) -> Markup {
        let (tr, view) = (self.tr, self.view);
        if view.lines.is_empty() || view.map.verdict == Verdict::TooFewPeople {
            return html! {};
        }
        let map = if self.lean && !view.map.marks.is_empty() {
            html! { p.govuk-body { (t!(tr, "stand-people-lean")) } }
        } else {
            charts::people(tr, &view.map, view.own.as_ref())
        };
        html! { (Details::new(t!(tr, "stand-people-title"), map)) }
    }
}
