//! `/t/{table}/c/{conversation}/heard`: all accounts of a conversation, the group's own first.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Account, AccountNo, AccountOrigin, ConversationNo, Day, TableId};

use super::place::{Place, Seen, look};
use super::{came, shown};
use crate::app::App;
use crate::fault::Fault;
use crate::page::Page;
use crate::pages::links;
use crate::pages::seats::{Paging, asked};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{LinkButton, back_link};
use crate::visitor::Visitor;

/// So many accounts stand on a page, beside each other.
const ON_A_PAGE: usize = 8;
/// So many lines of each.
const LINES: usize = 5;

/// An account beside others.
struct Card {
    number: AccountNo,
    title: String,
    tag: Markup,
    how: String,
    lines: Vec<String>,
    more: usize,
}

struct View {
    takes: [String; 5],
    any_agreed: bool,
    paging: Paging,
    cards: Vec<Card>,
}

impl Card {
    fn of(tr: Tr, seen: Seen<'_>, account: &Account, today: Day) -> Self {
        let words = |line: &_| {
            let said = seen.conversation.said(*line);
            said.map_or_else(|| t!(tr, "statement-gone"), |said| tamper::said(tr, said))
        };
        Self {
            number: account.number,
            title: shown::title(tr, account),
            tag: shown::tag(tr, account, today),
            how: how(tr, account),
            lines: account.lines.iter().take(LINES).map(words).collect(),
            more: account.lines.len().saturating_sub(LINES),
        }
    }
}

/// Who chose the lines.
pub(super) fn how(tr: Tr, account: &Account) -> String {
    let day = tr.day(account.on);
    match account.origin {
        AccountOrigin::Called(_) => t!(tr, "heard-by-program", day = day),
        AccountOrigin::Written => t!(tr, "heard-by-person", day = day),
    }
}

/// The accounts of a conversation: the group's own first, then those that wait for answers; the newest of each first.
pub(super) fn in_order(seen: Seen<'_>) -> Vec<&Account> {
    let accounts = seen.table.accounts.iter().rev();
    let mut all: Vec<&Account> =
        accounts.filter(|account| account.conversation == seen.conversation.number).collect();
    all.sort_by_key(|account| match &account.settled {
        Some(settled) if settled.is_agreed() => 0,
        None => 1,
        Some(_) => 2,
    });
    all
}

/// `GET …/heard`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let (tr, asked) = (visitor.tr, asked(raw));
    let (place, view) = look(&app, &visitor, id, |seen| {
        let all = in_order(seen);
        let paging = Paging::of(all.len(), ON_A_PAGE, &asked);
        let here = all.get(paging.range()).unwrap_or_default();
        Ok(View {
            takes: came::takes(tr, seen.table.account_terms()),
            any_agreed: all.iter().any(|account| account.is_agreed()),
            paging,
            cards: here.iter().map(|account| Card::of(tr, seen, account, visitor.today)).collect(),
        })
    })
    .await?;
    let body = body(tr, &place, &view);
    Ok(Page::new(t!(tr, "heard-title"), body).at(place.at).show(&app, &visitor))
}

fn body(tr: Tr, place: &Place, view: &View) -> Markup {
    let address = place.all();
    html! {
        (back_link(t!(tr, "talk-back"), &links::conversation(place.at.id, place.conversation)))
        (place.question_line())
        h1.govuk-heading-xl { (t!(tr, "heard-title")) }
        p.rt-lead { (t!(tr, "heard-lead")) }
        @if view.cards.is_empty() { p.govuk-body { (t!(tr, "heard-none")) } } @else {
            @if !view.any_agreed { p.govuk-body { (t!(tr, "heard-none-agreed")) } }
            @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
            div.rt-grid.rt-grid--wide { @for one in &view.cards { (card(tr, place, one)) } }
            @if let Some(links) = view.paging.links(tr, &address) { (links) }
        }
        h2.govuk-heading-m { (t!(tr, "heard-takes-title")) }
        p.govuk-body { (view.takes.join(" ")) }
        @if place.seat.is_some() {
            div.govuk-button-group.rt-noprint {
                (LinkButton::new(t!(tr, "heard-call-title"), format!("{address}/call")))
                (LinkButton::new(t!(tr, "heard-write-title"), format!("{address}/write")).secondary())
            }
        }
        (place.seat_first(tr))
    }
}

fn card(tr: Tr, place: &Place, card: &Card) -> Markup {
    html! {
        div.rt-card {
            h2.govuk-heading-m { a.govuk-link href=(place.account(card.number)) { (card.title) } }
            p.govuk-body { (card.tag) }
            p.govuk-body.rt-quiet { (card.how) }
            ol.govuk-list.govuk-list--number {
                @for words in &card.lines { li { bdi { (words) } } }
            }
            @if card.more > 0 { p.govuk-body { (t!(tr, "heard-more-lines", count = card.more)) } }
        }
    }
}
