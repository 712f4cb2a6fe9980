//! `/t/{table}/me`: one's own page at a table: the seat, what one told, said and answered, and the ways out.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{
    Actor, Command, Connection, ConversationNo, Refusal, RequestNo, Seat, SeatNo, Strength, Table, TableId,
    Trace, seat_name,
};

use super::paging::asked;
use super::said;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, Part, go_to, key_field};
use crate::pages::{checking, trail};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Action, Button, LinkButton, Row, SummaryList, saved, warning_text};
use crate::visitor::Visitor;

/// So many of one's own statements stand on the page itself.
const NEWEST: usize = 3;

struct View {
    at: AtTable,
    seat_name: String,
    about: About,
    requests: Vec<(RequestNo, String)>,
    said: Vec<said::Row>,
    said_count: usize,
    answered: Vec<Answered>,
}

/// What one told about oneself.
struct About {
    name: Option<String>,
    strengths: Vec<Strength>,
    own: Option<String>,
    connections: Vec<Connection>,
}

impl About {
    fn of(seat: &Seat) -> Self {
        Self {
            name: seat.name.as_ref().map(ToString::to_string),
            strengths: seat.strengths.iter().copied().collect(),
            own: seat.own_strength.as_ref().map(ToString::to_string),
            connections: seat.connections.iter().copied().collect(),
        }
    }
}

struct Answered {
    conversation: ConversationNo,
    question: String,
    count: usize,
}

impl View {
    fn of(table: &Table, number: SeatNo, visitor: &Visitor) -> Option<Self> {
        let seat = table.seat(number)?;
        let answered = table.conversations.iter().rev().filter_map(|conversation| {
            let count = conversation.responses.answered(number.0);
            let question = || tamper::question(visitor.tr, conversation);
            (count > 0).then(|| Answered { conversation: conversation.number, question: question(), count })
        });
        Some(Self {
            at: AtTable::of(table, true),
            seat_name: seat_name(table.id, number),
            about: About::of(seat),
            requests: table
                .open_requests()
                .filter(|(_, request)| request.seat == number)
                .filter(|(_, request)| visitor.today <= request.on.plus(table::REQUEST_DAYS))
                .map(|(request, asked)| (request, visitor.tr.day(asked.on)))
                .collect(),
            said: spoken_first(visitor, table, number),
            said_count: said::own(table, number).count(),
            answered: answered.collect(),
        })
    }
}

/// The statements that stand on the page itself: those that something came of, then the newest.
fn spoken_first(visitor: &Visitor, table: &Table, seat: SeatNo) -> Vec<said::Row> {
    let trace = Trace::of(table);
    let mut own: Vec<said::Own<'_>> = said::own(table, seat).collect();
    own.sort_by_key(|own| !trail::is_any(&trace, own.said_in()));
    own.truncate(NEWEST);
    own.iter().map(|own| said::Row::of(own, visitor, table, &trace)).collect()
}

/// `GET /t/{table}/me`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let view = app.clerk.read(id, |table| View::of(table, seat, &visitor)).await?.ok_or(Fault::NotFound)?;
    let done = match asked(raw).get("done") {
        "stopped" => Some(t!(visitor.tr, "me-stopped")),
        "saved" => Some(t!(visitor.tr, "me-saved")),
        _ => None,
    };
    let body = body(visitor.tr, id, &view, done);
    Ok(Page::new(t!(visitor.tr, "me-title"), body).at(view.at).part(Part::Mine).show(&app, &visitor))
}

fn body(tr: Tr, id: TableId, view: &View, done: Option<String>) -> Markup {
    html! {
        @if let Some(words) = done { (saved(words)) }
        h1.govuk-heading-xl { (t!(tr, "me-title")) }
        (requests(tr, id, &view.requests))
        (LinkButton::new(t!(tr, "checking-title"), checking::address(id)).secondary())
        p.rt-lead { (t!(tr, "me-seat", name = view.seat_name.as_str())) }
        p.govuk-body { (t!(tr, "me-seat-for")) }
        (spoken(tr, id, view))
        (about(tr, id, &view.about))
        (answered(tr, id, &view.answered))
        h2.govuk-heading-m { (t!(tr, "me-yours")) }
        p.govuk-body {
            a.govuk-link href={ "/t/" (id) "/me/mail" } { (t!(tr, "address-title")) }
            br; (t!(tr, "me-mail-note"))
        }
        p.govuk-body {
            a.govuk-link href={ "/t/" (id) "/me/export.json" } download { (t!(tr, "me-copy")) }
            br; (t!(tr, "me-copy-note"))
        }
        p.govuk-body {
            a.govuk-link href={ "/t/" (id) "/me/leave" } { (t!(tr, "me-leave")) }
            br; (t!(tr, "me-leave-note"))
        }
    }
}

/// "Somebody asked for a new card for your seat": first on the page, with a way to stop it.
fn requests(tr: Tr, id: TableId, requests: &[(RequestNo, String)]) -> Markup {
    html! {
        @for (request, day) in requests {
            div.rt-card {
                (warning_text(t!(tr, "card-warning-sign"), t!(tr, "me-request", day = day.as_str())))
                p.govuk-body { (t!(tr, "me-request-how")) }
                form action={ "/t/" (id) "/me/stop" } method="post" novalidate {
                    (key_field())
                    input type="hidden" name="request" value=(request);
                    (Button::new(t!(tr, "me-request-stop")).warning())
                }
            }
        }
    }
}

fn about(tr: Tr, id: TableId, about: &About) -> Markup {
    let page = |part: &str| format!("/t/{id}/me/{part}");
    let change = |part: &str, what: String| Action::new(t!(tr, "me-change"), page(part), what);
    let name = about
        .name
        .as_ref()
        .map_or_else(|| html! { (t!(tr, "me-name-none")) }, |name| html! { bdi { (name) } });
    let bring = html! {
        @if about.strengths.is_empty() && about.own.is_none() { (t!(tr, "me-not-said")) } @else {
            ul.govuk-list {
                @for one in &about.strengths { li { (tr.say(&format!("strength-{}", one.key()), None)) } }
                @if let Some(own) = &about.own { li dir="auto" { (own) } }
            }
        }
    };
    let connected = html! {
        @if about.connections.is_empty() { (t!(tr, "me-not-said")) } @else {
            ul.govuk-list {
                @for one in &about.connections { li { (tr.say(&format!("connection-{}", one.key()), None)) } }
            }
        }
    };
    let card = Action::new(t!(tr, "me-card-new"), format!("/t/{id}/card"), t!(tr, "me-card-about"));
    let rows = [
        Row::new(t!(tr, "field-name"), name).action(change("name", t!(tr, "me-name-about"))),
        Row::new(t!(tr, "bring-title"), bring).action(change("bring", t!(tr, "me-bring-about"))),
        Row::new(t!(tr, "connected-title"), connected)
            .action(change("connected", t!(tr, "me-connected-about"))),
        Row::new(t!(tr, "card-title"), t!(tr, "me-card")).action(card),
    ];
    html! { (SummaryList::new(rows)) }
}

fn spoken(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "me-said")) }
        @if view.said.is_empty() { p.govuk-body { (t!(tr, "me-said-none")) } }
        @else { (said::rows(tr, id, &view.said)) }
        @if view.said_count > view.said.len() {
            p.govuk-body {
                a.govuk-link href={ "/t/" (id) "/me/said" } { (t!(tr, "me-said-all", count = view.said_count)) }
            }
        }
    }
}

fn answered(tr: Tr, id: TableId, answered: &[Answered]) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "me-answers")) }
        @if answered.is_empty() { p.govuk-body { (t!(tr, "me-answers-none")) } } @else {
            ul.rt-rows {
                @for one in answered {
                    li {
                        p.rt-rows__words dir="auto" { (one.question) }
                        p.govuk-body {
                            a.govuk-link href={ "/t/" (id) "/me/answers/" (one.conversation) } {
                                (t!(tr, "me-answers-count", count = one.count))
                                span.govuk-visually-hidden { ": " (one.question) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `POST /t/{table}/me/stop`: "that was not me".
pub(super) async fn stop(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let request = RequestNo(fields.number("request").ok_or(Fault::Bad)?);
    let command = Command::StopCard { request };
    let asked = app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await;
    match asked.map_err(Fault::from) {
        // Stopped already, from another window: what was wanted is so.
        Ok(_) | Err(Fault::Refused(Refusal::RequestOver)) => {
            Ok(go_to(&format!("/t/{id}/me?done=stopped"), Vec::new()))
        }
        Err(fault) => Err(fault),
    }
}
