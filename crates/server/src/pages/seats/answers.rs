//! `/t/{table}/me/answers/{conversation}`: how one answered, statement by statement.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Choice, Conversation, ConversationNo, SeatNo, StatementNo, TableId};

use super::paging::{ON_A_PAGE, Paging, asked};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page, Part};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

struct View {
    at: AtTable,
    question: String,
    open: bool,
    paging: Paging,
    rows: Vec<Row>,
}

struct Row {
    number: StatementNo,
    /// Nothing, if the person who said it took it back.
    text: Option<String>,
    choice: Choice,
    matters: bool,
    reason: Option<String>,
}

impl Row {
    fn of(
        tr: Tr,
        conversation: &Conversation,
        seat: SeatNo,
        (position, answer): (u32, voice::responses::Answer),
    ) -> Self {
        let number = Conversation::at_position(position);
        Self {
            number,
            text: conversation.said(number).map(|said| tamper::said(tr, said)),
            choice: answer.choice,
            matters: answer.matters,
            reason: conversation.reasons.get(&(number, seat)).map(ToString::to_string),
        }
    }
}

/// `GET /t/{table}/me/answers/{conversation}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<(TableId, u32)>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let asked = asked(raw);
    let view = app
        .clerk
        .read(id, |table| {
            let conversation = table.conversation(ConversationNo(number))?;
            let paging = Paging::of(conversation.responses.answered(seat.0), ON_A_PAGE, &asked);
            let range = paging.range();
            let rows = conversation.responses.row(seat.0).skip(range.start).take(range.len());
            Some(View {
                at: AtTable::of(table, true),
                question: tamper::question(visitor.tr, conversation),
                open: conversation.is_open(visitor.today),
                paging,
                rows: rows
                    .map(|(at, answer)| Row::of(visitor.tr, conversation, seat, (at, answer)))
                    .collect(),
            })
        })
        .await?
        .ok_or(Fault::NotFound)?;
    let body = body(visitor.tr, id, number, &view);
    Ok(Page::new(t!(visitor.tr, "me-answers"), body).at(view.at).part(Part::Mine).show(&app, &visitor))
}

fn body(tr: Tr, id: TableId, number: u32, view: &View) -> Markup {
    html! {
        (back_link(t!(tr, "me-title"), &format!("/t/{id}/me")))
        h1.govuk-heading-xl { (t!(tr, "me-answers")) }
        p.rt-lead { a.govuk-link href={ "/t/" (id) "/c/" (number) } { bdi { (view.question) } } }
        p.govuk-body { (t!(tr, "answers-private")) }
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        @if view.rows.is_empty() { p.govuk-body { (t!(tr, "me-answers-none")) } }
        @else { ul.rt-rows { @for row in &view.rows { (line(tr, id, number, view.open, row)) } } }
        @if let Some(links) = view.paging.links(tr, &format!("/t/{id}/me/answers/{number}")) { (links) }
    }
}

fn line(tr: Tr, id: TableId, conversation: u32, open: bool, row: &Row) -> Markup {
    let given = match row.choice {
        Choice::Agree => t!(tr, "answers-agree"),
        Choice::Disagree => t!(tr, "answers-disagree"),
        Choice::Pass => t!(tr, "answers-pass"),
    };
    html! {
        li {
            @match &row.text {
                Some(text) => { p.rt-rows__words dir="auto" { (text) } }
                None => { p.rt-rows__words { (t!(tr, "answers-gone")) } }
            }
            p.govuk-body {
                (given)
                @if row.matters { " " (t!(tr, "answers-matters")) }
            }
            @if let Some(reason) = &row.reason { p.govuk-body.rt-quiet dir="auto" { "“" (reason) "”" } }
            @if open && row.text.is_some() {
                p.govuk-body {
                    a.govuk-link href={ "/t/" (id) "/c/" (conversation) "/say/" (row.number) } {
                        (t!(tr, "answers-change"))
                        span.govuk-visually-hidden { " " (t!(tr, "answers-change-about", number = row.number.0)) }
                    }
                }
            }
        }
    }
}
