//! `/t/{table}/c/{conversation}`: what is asked, what it can change, and where to begin.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{
    Account, AccountNo, Conversation, ConversationNo, Field, Offer, Origin, PolisConversation, SeatNo, Table,
    TableId,
};

use super::offer_form::name;
use super::shown::grouped;
use super::talk::{self, Phase, Talk};
use super::turn::{Turn, turn};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{Page, said};
use crate::pages::{heard, links};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{LinkButton, Row, SummaryList, Tone, tag};
use crate::visitor::Visitor;

struct View {
    from: From,
    turn: Option<Turn>,
    statements: usize,
    people: u32,
    /// How many accounts of it there are.
    accounts: usize,
    /// The newest of them that is the group's own, and what it is called.
    agreed: Option<(AccountNo, String)>,
}

enum From {
    /// What is told of it is not as it was kept.
    Altered,
    Offer {
        offer: Box<Offer>,
        version: u32,
        marks: usize,
    },
    Elsewhere(Box<PolisConversation>),
}

impl View {
    fn of(tr: Tr, table: &Table, conversation: &Conversation, seat: Option<SeatNo>) -> Self {
        let from = match (&conversation.origin, conversation.offer()) {
            _ if conversation.question_altered().is_some() => From::Altered,
            (Origin::Imported(source), _) => From::Elsewhere(source.clone()),
            (Origin::Offered(versions), offer) => {
                let version = offer.map_or(1, |(number, _)| number);
                let newest = offer.map_or(&versions[0], |(_, newest)| newest);
                let marks = conversation.marks.len();
                From::Offer { offer: Box::new(newest.offer.clone()), version, marks }
            }
        };
        let accounts = || table.accounts.iter().filter(|one| one.conversation == conversation.number);
        let agreed = accounts().rfind(|one| Account::is_agreed(one));
        Self {
            from,
            turn: seat.map(|seat| turn(conversation, seat)),
            statements: conversation.statements.len(),
            people: conversation.responses.people(),
            accounts: accounts().count(),
            agreed: agreed.map(|account| (account.number, heard::shown::title(tr, account))),
        }
    }
}

/// `GET …`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let (talk, view) = talk::look(&app, &visitor, id, |table, conversation, seat| {
        Ok(View::of(visitor.tr, table, conversation, seat))
    })
    .await?;
    let body = body(visitor.tr, &talk, &view, id.0);
    Ok(Page::new(t!(visitor.tr, "talk-title"), body).at(talk.at).show(&app, &visitor))
}

fn body(tr: Tr, talk: &Talk, view: &View, table: TableId) -> Markup {
    html! {
        h1.govuk-heading-xl { bdi { (talk.question) } }
        @if !matches!(view.from, From::Altered) { (phase(tr, talk)) }
        @if let Some((number, title)) = &view.agreed {
            p.govuk-body {
                a.govuk-link href=(links::account(table, *number)) { (title) } " "
                (tag(Tone::Good, t!(tr, "heard-agreed")))
            }
        }
        @match &view.from {
            From::Altered => {
                (tamper::warning(tr, None))
                (begin(tr, talk, view, table))
            }
            From::Offer { offer, .. } => {
                (cards(tr, offer))
                (begin(tr, talk, view, table))
                h2.govuk-heading-m { (t!(tr, "home-offer-title")) }
                (powers(tr, offer))
            }
            From::Elsewhere(source) => {
                (elsewhere(tr, source, view))
                (begin(tr, talk, view, table))
            }
        }
        (more(tr, talk, view))
    }
}

fn phase(tr: Tr, talk: &Talk) -> Markup {
    html! {
        p.govuk-body {
            @match talk.phase {
                Phase::Open { until, hear_back } => {
                    (tag(Tone::Good, t!(tr, "conversation-open"))) " "
                    (t!(tr, "conversation-until", day = tr.day(until))) " "
                    (t!(tr, "conversation-hear-back", day = tr.day(hear_back)))
                }
                Phase::Ended { on, hear_back } => {
                    (tag(Tone::Quiet, t!(tr, "conversation-ended"))) " "
                    (t!(tr, "talk-ended", day = tr.day(on))) " "
                    (t!(tr, "conversation-hear-back", day = tr.day(hear_back)))
                }
                Phase::Elsewhere => {
                    (tag(Tone::Quiet, t!(tr, "conversation-imported"))) " " (t!(tr, "talk-elsewhere"))
                }
            }
        }
    }
}

fn cards(tr: Tr, offer: &Offer) -> Markup {
    html! {
        div.rt-grid {
            div.rt-card {
                h2.govuk-heading-m { (t!(tr, "home-can-change")) }
                (said(offer.open.as_str()))
            }
            div.rt-card.rt-card--plain {
                h2.govuk-heading-m { (t!(tr, "home-fixed")) }
                (said(offer.fixed.as_str()))
            }
        }
    }
}

/// The one thing to press.
fn begin(tr: Tr, talk: &Talk, view: &View, table: TableId) -> Markup {
    let stand = format!("{}/stand", talk.base);
    html! {
        div.govuk-button-group.rt-noprint {
            @if !talk.is_open() {
                (LinkButton::new(t!(tr, "stand-title"), stand).start())
            } @else if talk.seat.is_none() {
                (LinkButton::new(t!(tr, "sit-button"), format!("/t/{table}/sit")).start())
            } @else {
                (LinkButton::new(t!(tr, "home-begin"), format!("{}/say", talk.base)).start())
            }
        }
        @if talk.is_open() {
            p.govuk-body.rt-noprint {
                @if talk.seat.is_none() { (t!(tr, "home-seat-first")) " " }
                (t!(tr, "home-how-long"))
            }
            @if let Some(turn) = view.turn.as_ref().filter(|turn| turn.answered > 0) {
                p.govuk-body { (turn.progress(tr)) }
            }
        }
    }
}

fn powers(tr: Tr, offer: &Offer) -> SummaryList {
    let row = |field, words: &str| Row::new(name(tr, field), said(words));
    SummaryList::new([
        row(Field::WhoDecides, offer.who_decides.as_str()),
        row(Field::WhoSpends, offer.who_spends.as_str()),
        row(Field::WhoStops, offer.who_stops.as_str()),
        row(Field::HowDecided, offer.how_decided.as_str()),
        row(Field::ByWhen, &tr.day(offer.by_when)),
        row(Field::HearBack, &tr.day(offer.hear_back)),
    ])
}

fn elsewhere(tr: Tr, source: &PolisConversation, view: &View) -> Markup {
    let on_the_web = source.url.starts_with("https://") || source.url.starts_with("http://");
    html! {
        div.rt-card {
            @if !source.description.trim().is_empty() { (said(&source.description)) }
            p.govuk-body {
                (t!(tr, "elsewhere-size", people = view.people, shown = grouped(view.people), statements = view.statements))
            }
            @if !source.url.trim().is_empty() {
                p.govuk-body {
                    (t!(tr, "elsewhere-where")) " "
                    @if on_the_web {
                        a.govuk-link href=(source.url) rel="noreferrer noopener" { bdi { (source.url) } }
                    } @else { bdi { (source.url) } }
                }
            }
        }
    }
}

fn more(tr: Tr, talk: &Talk, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m.rt-noprint { (t!(tr, "home-more")) }
        ul.rt-rows.rt-noprint {
            @if talk.is_open() {
                li { a.govuk-link href={ (talk.base) "/stand" } { (t!(tr, "stand-title")) } }
            }
            li {
                a.govuk-link href={ (talk.base) "/all" } { (t!(tr, "all-title")) } " "
                span.rt-quiet { (t!(tr, "home-all-count", count = view.statements)) }
            }
            li {
                a.govuk-link href={ (talk.base) "/heard" } { (t!(tr, "heard-title")) } " "
                span.rt-quiet { (t!(tr, "heard-home-count", count = view.accounts)) }
            }
            @if talk.can_answer() {
                li { a.govuk-link href={ (talk.base) "/add" } { (t!(tr, "add-title")) } }
            }
            @if let From::Offer { version, marks, .. } = &view.from {
                li {
                    a.govuk-link href={ (talk.base) "/offer" } { (t!(tr, "home-offer-link")) } " "
                    span.rt-quiet {
                        (t!(tr, "home-offer-versions", count = *version)) " "
                        @if *marks > 0 { (t!(tr, "marks-count", count = *marks)) }
                    }
                }
            }
        }
    }
}
