//! `/t/{table}/promises`: all promises, late ones first.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{News, Promise, PromiseNo, PromiseOf, PromiseState, Table, TableId};

use super::shown;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::pages::links;
use crate::pages::seats::{Paging, asked};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Row, SummaryCard, SummaryList, back_link};
use crate::visitor::Visitor;

/// So many promises stand on a page.
const ON_A_PAGE: usize = 10;

/// A promise as a list tells of it.
struct Card {
    number: PromiseNo,
    state: PromiseState,
    from: PromiseOf,
    /// Nothing of it is known but its place.
    altered: bool,
    /// What it answers: its words and its page.
    answers: (String, String),
    who: String,
    what: String,
    by: String,
    last: Option<News>,
    judged: Option<String>,
}

impl Card {
    fn of(visitor: &Visitor, table: &Table, state: PromiseState, promise: &Promise) -> Self {
        let tr = visitor.tr;
        Self {
            number: promise.number,
            state,
            from: promise.from,
            altered: promise.altered.is_some(),
            answers: shown::of(tr, table, promise.from),
            who: promise.who.to_string(),
            what: tamper::promised(tr, promise),
            by: tr.day(promise.by),
            last: promise.news.last().cloned(),
            judged: shown::judged_if_due(tr, promise, visitor.today),
        }
    }
}

struct View {
    at: AtTable,
    late: usize,
    paging: Paging,
    cards: Vec<Card>,
}

/// `GET /t/{table}/promises`.
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
            let all = table.promises_by_state(visitor.today);
            let paging = Paging::of(all.len(), ON_A_PAGE, &asked);
            let here = all.get(paging.range()).unwrap_or_default();
            Ok::<_, Fault>(View {
                at: AtTable::of(table, seat.is_some()),
                late: all.iter().filter(|(state, _)| *state == PromiseState::Late).count(),
                paging,
                cards: here.iter().map(|(state, one)| Card::of(&visitor, table, *state, one)).collect(),
            })
        })
        .await??;
    let body = body(visitor.tr, id, &view);
    Ok(Page::new(t!(visitor.tr, "promises-title"), body).at(view.at).show(&app, &visitor))
}

fn body(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (t!(tr, "promises-title")) }
        p.rt-lead { (t!(tr, "promises-lead")) }
        @if view.late > 0 { p.govuk-body { strong { (t!(tr, "promises-late", count = view.late)) } } }
        @if view.cards.is_empty() { p.govuk-body { (t!(tr, "promises-none")) } }
        @else if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        @for one in &view.cards { (card(tr, id, one)) }
        @if let Some(links) = view.paging.links(tr, &format!("/t/{id}/promises")) { (links) }
        ul.govuk-list.rt-noprint {
            @if view.at.seated {
                li { a.govuk-link href={ "/t/" (id) "/promises/new" } { (t!(tr, "promises-make")) } }
            }
            @if !view.cards.is_empty() {
                li { a.govuk-link href={ "/t/" (id) "/promises/poster" } { (t!(tr, "promises-print")) } }
            }
        }
    }
}

fn card(tr: Tr, id: TableId, card: &Card) -> SummaryCard {
    let (words, address) = &card.answers;
    let title = html! { a.govuk-link href=(links::promise(id, card.number)) { bdi { (card.what) } } };
    if card.altered {
        let state = Row::new(t!(tr, "promise-state"), shown::tag(tr, card.state));
        return SummaryCard::new(title, SummaryList::new([state]));
    }
    let mut rows = vec![
        Row::new(t!(tr, "promise-state"), shown::tag(tr, card.state)),
        Row::new(shown::asked(tr, card.from), html! { a.govuk-link href=(address) { bdi { (words) } } }),
        Row::new(t!(tr, "promise-who"), html! { bdi { (card.who) } }),
        Row::new(t!(tr, "promise-by"), card.by.as_str()),
    ];
    if let Some(news) = &card.last {
        let told = html! { (tr.day(news.on)) ": " (shown::news(tr, news)) };
        rows.push(Row::new(t!(tr, "promise-last"), told));
    }
    if let Some(judged) = &card.judged {
        rows.push(Row::new(t!(tr, "promise-judged"), judged.as_str()));
    }
    SummaryCard::new(title, SummaryList::new(rows))
}
