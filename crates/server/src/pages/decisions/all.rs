//! `/t/{table}/d`: all decisions of a table: those that can be answered, those that wait to be counted, and what others
//! came to.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Day, Decision, DecisionNo, SeatNo, Table, TableId};

use super::one::Mine;
use super::shown;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page};
use crate::pages::links;
use crate::pages::seats::{Paging, asked};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{LinkButton, back_link};
use crate::visitor::Visitor;

/// So many closed decisions stand on a page.
const ON_A_PAGE: usize = 20;

/// A decision as a list tells of it.
struct Listed {
    number: DecisionNo,
    what: String,
    tag: Markup,
    /// What it came to, or whether whoever looks has answered: for their own eyes.
    note: Option<String>,
}

impl Listed {
    fn of(tr: Tr, decision: &Decision, seat: Option<SeatNo>, today: Day) -> Self {
        let mine = || match Mine::of(decision, seat) {
            Mine::Answered(_) => Some(t!(tr, "decisions-answered")),
            Mine::NotYet if decision.is_open(today) => Some(t!(tr, "decisions-not-yet")),
            Mine::NotYet | Mine::NoSeat | Mine::SatDownSince => None,
        };
        Self {
            number: decision.number,
            what: tamper::proposal(tr, decision),
            tag: shown::tag(tr, decision, today),
            note: shown::came_to(tr, decision).or_else(mine),
        }
    }
}

struct View {
    at: AtTable,
    /// Whether the table has chosen how it decides.
    has_rules: bool,
    open: Vec<Listed>,
    waiting: Vec<Listed>,
    closed: Vec<Listed>,
    paging: Paging,
}

impl View {
    fn of(visitor: &Visitor, table: &Table, seat: Option<SeatNo>, asked: &Fields) -> Self {
        let (tr, today) = (visitor.tr, visitor.today);
        let (closed, mut going): (Vec<_>, Vec<_>) =
            table.decisions.iter().rev().partition(|one| one.closed.is_some() || one.is_altered());
        going.sort_by_key(|decision| (decision.last_day(), decision.number));
        let (open, waiting): (Vec<_>, Vec<_>) =
            going.into_iter().partition(|decision| decision.is_open(today));
        let paging = Paging::of(closed.len(), ON_A_PAGE, asked);
        let list = |decisions: &[&Decision]| {
            decisions.iter().map(|decision| Listed::of(tr, decision, seat, today)).collect()
        };
        Self {
            at: AtTable::of(table, seat.is_some()),
            has_rules: table.rules().is_some(),
            open: list(&open),
            waiting: list(&waiting),
            closed: list(closed.get(paging.range()).unwrap_or_default()),
            paging,
        }
    }
}

/// `GET /t/{table}/d`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let asked = asked(raw);
    let view = app
        .clerk
        .read(id, |table| {
            let seat = reading(&app, &visitor, table)?;
            Ok::<_, Fault>(View::of(&visitor, table, seat, &asked))
        })
        .await??;
    let body = body(visitor.tr, id, &view);
    Ok(Page::new(t!(visitor.tr, "table-decisions"), body).at(view.at).show(&app, &visitor))
}

fn body(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (t!(tr, "table-decisions")) }
        p.rt-lead { (t!(tr, "decisions-lead")) }
        p.govuk-body {
            @if view.has_rules {
                a.govuk-link href={ "/t/" (id) "/rules" } { (t!(tr, "field-rules")) }
            } @else {
                (t!(tr, "decisions-no-rules")) " "
                a.govuk-link href={ "/t/" (id) "/rules" } { (t!(tr, "field-rules")) }
            }
        }
        (list(tr, id, &t!(tr, "decisions-open"), &view.open))
        (list(tr, id, &t!(tr, "decisions-waiting"), &view.waiting))
        (list(tr, id, &t!(tr, "decisions-closed"), &view.closed))
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        @if let Some(links) = view.paging.links(tr, &format!("/t/{id}/d")) { (links) }
        @if view.open.is_empty() && view.waiting.is_empty() && view.closed.is_empty() {
            p.govuk-body { (t!(tr, "decisions-none")) }
        }
        @if view.at.seated && view.has_rules {
            div.govuk-button-group.rt-noprint {
                (LinkButton::new(t!(tr, "decisions-new"), format!("/t/{id}/d/new")))
            }
        }
    }
}

fn list(tr: Tr, id: TableId, title: &str, decisions: &[Listed]) -> Markup {
    html! {
        @if !decisions.is_empty() {
            h2.govuk-heading-m { (title) }
            ul.rt-rows {
                @for one in decisions {
                    li {
                        p.rt-rows__words {
                            a.govuk-link href=(links::decision(id, one.number)) { bdi { (one.what) } }
                        }
                        p.govuk-body {
                            (t!(tr, "trail-decision", number = one.number.0)) " " (one.tag)
                            @if let Some(note) = &one.note { " " bdi { (note) } }
                        }
                    }
                }
            }
        }
    }
}
