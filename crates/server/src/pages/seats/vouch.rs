//! `/t/{table}/vouch`: helping somebody who lost their card back to their seat.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, Command, RequestNo, SeatNo, Table, TableId, seat_name};

use super::paging::asked;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field};
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Row, SummaryList, saved};
use crate::visitor::Visitor;

struct View {
    at: AtTable,
    requests: Vec<Asked>,
}

struct Asked {
    number: RequestNo,
    seat_name: String,
    name: Option<String>,
    day: String,
    check_word: &'static str,
    vouched: usize,
    mine: Mine,
}

/// What the person who looks has to do with a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mine {
    /// It is for their own seat.
    Own,
    /// They vouched for it.
    Vouched,
    /// They sat down after it was made, so it could be themselves.
    Newer,
    /// They can vouch for it.
    Open,
}

impl View {
    fn of(table: &Table, seat: SeatNo, visitor: &Visitor) -> Self {
        let waiting = table
            .open_requests()
            .filter(|(_, request)| visitor.today <= request.on.plus(table::REQUEST_DAYS));
        let requests = waiting.map(|(number, request)| Asked {
            number,
            seat_name: seat_name(table.id, request.seat),
            name: table.seat(request.seat).and_then(|seat| seat.name.as_ref().map(ToString::to_string)),
            day: visitor.tr.day(request.on),
            check_word: request.card.check_word(),
            vouched: request.vouched.len(),
            mine: if request.seat == seat {
                Mine::Own
            } else if request.vouched.contains(&seat) {
                Mine::Vouched
            } else if seat.0 >= request.seats_then {
                Mine::Newer
            } else {
                Mine::Open
            },
        });
        Self { at: AtTable::of(table, true), requests: requests.collect() }
    }
}

/// `GET /t/{table}/vouch`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    page(&app, &visitor, id, seat, &Wrong::none(), asked(raw).has("done")).await
}

/// `POST /t/{table}/vouch`: "I know this person and they told me the word".
pub(super) async fn vouch(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let request = RequestNo(fields.number("request").ok_or(Fault::Bad)?);
    let command = Command::Vouch { request };
    match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await.map_err(Fault::from) {
        Ok(_) => Ok(go_to(&format!("/t/{id}/vouch?done=1"), Vec::new())),
        // The list below the sentence shows what is the case now.
        Err(Fault::Refused(refusal)) => {
            let wrong = Wrong::of(visitor.tr, &[refusal]);
            page(&app, &visitor, id, seat, &wrong, false).await
        }
        Err(fault) => Err(fault),
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    seat: SeatNo,
    wrong: &Wrong,
    done: bool,
) -> Result<Response, Fault> {
    let view = app.clerk.read(id, |table| View::of(table, seat, visitor)).await?;
    let tr = visitor.tr;
    let body = html! {
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        @if done { (saved(t!(tr, "vouch-done"))) }
        h1.govuk-heading-xl { (t!(tr, "vouch-title")) }
        p.rt-lead { (t!(tr, "vouch-lead")) }
        @if view.requests.is_empty() { p.govuk-body { (t!(tr, "vouch-none")) } } @else {
            p.govuk-body { (t!(tr, "vouch-how")) }
        }
        @for one in &view.requests { (request(tr, id, one)) }
    };
    Ok(Page::new(t!(tr, "vouch-title"), body).at(view.at).with_error(wrong.is_any()).show(app, visitor))
}

fn request(tr: Tr, id: TableId, asked: &Asked) -> Markup {
    let mut rows = Vec::new();
    if let Some(name) = &asked.name {
        rows.push(Row::new(t!(tr, "vouch-name"), html! { bdi { (name) } }));
    }
    rows.push(Row::new(t!(tr, "vouch-word"), html! { strong.rt-code { (asked.check_word) } }));
    rows.push(Row::new(t!(tr, "vouch-day"), asked.day.as_str()));
    rows.push(Row::new(t!(tr, "vouch-so-far"), t!(tr, "vouch-count", count = asked.vouched)));
    html! {
        div.rt-card {
            h2.govuk-heading-m { (t!(tr, "vouch-seat", name = asked.seat_name.as_str())) }
            (SummaryList::new(rows))
            @match asked.mine {
                Mine::Own => {
                    p.govuk-body {
                        (t!(tr, "vouch-own")) " "
                        a.govuk-link href={ "/t/" (id) "/me" } { (t!(tr, "vouch-own-stop")) }
                    }
                }
                Mine::Vouched => { p.govuk-body { (t!(tr, "vouch-yours")) } }
                Mine::Newer => { p.govuk-body { (t!(tr, "vouch-newer")) } }
                Mine::Open => {
                    form action={ "/t/" (id) "/vouch" } method="post" novalidate {
                        (key_field())
                        input type="hidden" name="request" value=(asked.number);
                        (Button::new(t!(tr, "vouch-button")))
                    }
                }
            }
        }
    }
}
