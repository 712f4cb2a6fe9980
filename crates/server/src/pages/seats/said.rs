//! `/t/{table}/me/said`: what one said oneself. Only its holder sees which statements are a seat's.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Conversation, ConversationNo, Day, Said, SaidIn, SeatNo, StatementNo, Table, TableId, Trace};
use voice::publish::{self, Heard};
use voice::responses::Tally;

use super::paging::{ON_A_PAGE, Paging, asked};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page, Part};
use crate::pages::{links, trail};
use crate::t;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// A statement of one's own, where it stands.
pub(super) struct Own<'a> {
    pub(super) conversation: &'a Conversation,
    pub(super) number: StatementNo,
    pub(super) said: &'a Said,
    pub(super) on: Day,
}

impl Own<'_> {
    pub(super) fn tally(&self) -> Tally {
        self.conversation.responses.tally(Conversation::position(self.number))
    }

    pub(super) fn said_in(&self) -> SaidIn {
        (self.conversation.number, self.number)
    }
}

/// What a seat said, newest conversation first and newest statement first. What was taken back is destroyed,
/// so nothing leads from it to anybody.
pub(super) fn own(table: &Table, seat: SeatNo) -> impl Iterator<Item = Own<'_>> {
    table.conversations.iter().rev().flat_map(move |conversation| {
        let count = u32::try_from(conversation.statements.len()).unwrap_or(u32::MAX);
        conversation.statements.iter().rev().zip((1..=count).rev()).filter_map(move |(statement, number)| {
            let said = statement.said.as_ref().filter(|said| said.seat == Some(seat))?;
            Some(Own { conversation, number: StatementNo(number), said, on: statement.on })
        })
    })
}

/// One row of the list.
pub(super) struct Row {
    conversation: ConversationNo,
    number: StatementNo,
    text: String,
    heard: Heard,
    /// What became of it, in a sentence.
    became: String,
}

impl Row {
    pub(super) fn of(own: &Own<'_>, visitor: &Visitor, table: &Table, trace: &Trace) -> Self {
        Self {
            conversation: own.conversation.number,
            number: own.number,
            text: own.said.text.to_string(),
            heard: publish::statement(own.tally()),
            became: trail::in_a_sentence(visitor.tr, table, trace, own.said_in(), visitor.today),
        }
    }
}

/// Rows of one's own statements, each leading to its page.
pub(super) fn rows(tr: Tr, id: TableId, rows: &[Row]) -> Markup {
    html! {
        ul.rt-rows {
            @for row in rows {
                li {
                    @let page = links::statement(id, row.conversation, row.number);
                    p.rt-rows__words dir="auto" { a.govuk-link href=(page) { (row.text) } }
                    p.govuk-body {
                        (answered(tr, row.heard)) " "
                        a.govuk-link href={ (page) "#became" } { (row.became) }
                    }
                }
            }
        }
    }
}

/// How many answered, as far as that may be told.
fn answered(tr: Tr, heard: Heard) -> String {
    match heard {
        Heard::FewHaveAnswered => t!(tr, "said-few"),
        Heard::Words(_) => t!(tr, "said-some"),
        Heard::Counts(tally) => t!(tr, "said-count", count = tally.seen()),
    }
}

/// `GET /t/{table}/me/said`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let asked = asked(raw);
    let (at, paging, list) = app
        .clerk
        .read(id, |table| {
            let paging = Paging::of(own(table, seat).count(), ON_A_PAGE, &asked);
            let range = paging.range();
            let trace = Trace::of(table);
            let here = own(table, seat).skip(range.start).take(range.len());
            let list: Vec<Row> = here.map(|own| Row::of(&own, &visitor, table, &trace)).collect();
            (AtTable::of(table, true), paging, list)
        })
        .await?;
    let tr = visitor.tr;
    let body = html! {
        (back_link(t!(tr, "me-title"), &format!("/t/{id}/me")))
        h1.govuk-heading-xl { (t!(tr, "me-said")) }
        p.rt-lead { (t!(tr, "said-lead")) }
        @if let Some(words) = paging.said(tr) { p.govuk-body { (words) } }
        @if list.is_empty() { p.govuk-body { (t!(tr, "me-said-none")) } } @else { (rows(tr, id, &list)) }
        @if let Some(links) = paging.links(tr, &format!("/t/{id}/me/said")) { (links) }
        p.govuk-body.rt-quiet { (t!(tr, "said-taken-back")) }
    };
    Ok(Page::new(t!(tr, "me-said"), body).at(at).part(Part::Mine).show(&app, &visitor))
}
