//! What was heard: how evenly, and how those who took part are connected to this.

use maud::{Markup, html};
use table::Connection;
use voice::groups::Verdict;
use voice::publish::{Cell, LEAST_COUNT};
use voice::standing::Footing;

use super::View;
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Row, SummaryList};

/// How evenly statements have been heard. Small counts stay in words here too.
pub(super) fn fairness(tr: Tr, view: &View<'_>) -> Markup {
    if view.lines.len() < 2 || view.footing == Footing::NothingYet {
        return html! {};
    }
    let count = |seen: u32| match seen {
        0..LEAST_COUNT => t!(tr, "fair-under", count = LEAST_COUNT),
        seen => grouped(seen),
    };
    html! {
        h2.govuk-heading-m { (t!(tr, "fair-title")) }
        p.govuk-body {
            (t!(tr, "fair-rule")) " "
            (t!(tr, "fair-range", least = count(view.exposure.least), most = count(view.exposure.most)))
        }
        @if let Some(most) = view.evenness.at_most_in_100.filter(|_| view.map.verdict != Verdict::TooFewPeople) {
            p.govuk-body {
                (t!(tr, "fair-weighed", count = most)) " "
                @match view.evenness.beyond_luck {
                    0 => (t!(tr, "fair-luck")),
                    things => (t!(tr, "fair-not-luck", count = things)),
                }
            }
        }
    }
}

/// How those who took part are connected to this, once it is over.
pub(super) fn connections(tr: Tr, view: &View<'_>) -> Markup {
    let Some(cells) = &view.connections else { return html! {} };
    let words = |cell: Cell| match cell {
        Cell::Zero => t!(tr, "circles-nobody"),
        Cell::Rounded(about) => t!(tr, "circles-about", count = about.get()),
        Cell::Hidden => t!(tr, "circles-few"),
    };
    let name = |one: Connection| tr.say(&format!("connection-{}", one.key()), None);
    html! {
        h2.govuk-heading-m { (t!(tr, "circles-title")) }
        p.govuk-body { (t!(tr, "circles-lead")) }
        (SummaryList::new(cells.iter().map(|(one, cell)| Row::new(name(*one), words(*cell)))))
    }
}
