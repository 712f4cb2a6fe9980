//! `/t/{table}`: a table's own page: what it is for, what is being talked about, how people work together.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Account, Conversation, ConversationNo, Findable, Table, TableId};

use super::going::{self, Going};
use super::{by_hand, line_by_line};
use crate::access::{Access, access};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page, said};
use crate::pages::record::Mark;
use crate::pages::{links, record};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Details, LinkButton, Tone, inset_text, tag};
use crate::visitor::Visitor;

struct View {
    at: AtTable,
    access: Access,
    findable: Findable,
    purpose: String,
    agreement: String,
    agreement_version: u32,
    /// Whether anything here is not as it was kept.
    is_hurt: bool,
    conversations: Vec<Listed>,
    going: Option<Going>,
    card_requests: usize,
    /// The eight words of the record, for those who may read what is said.
    mark: Option<Mark>,
}

struct Listed {
    number: ConversationNo,
    question: String,
    open: bool,
    imported: bool,
    until: Option<String>,
    hear_back: Option<String>,
    /// What was heard there, where somebody has put it together: whether the group agreed.
    heard: Option<bool>,
}

impl Listed {
    fn of(table: &Table, conversation: &Conversation, visitor: &Visitor) -> Self {
        let version = conversation.offer().map(|(_, version)| version);
        // Of an offer that was altered no day is known.
        let offer = version.filter(|version| version.altered.is_none()).map(|version| &version.offer);
        Self {
            number: conversation.number,
            question: tamper::question(visitor.tr, conversation),
            open: conversation.is_open(visitor.today),
            imported: version.is_none(),
            until: offer.map(|offer| visitor.tr.day(offer.by_when)),
            hear_back: offer.map(|offer| visitor.tr.day(offer.hear_back)),
            heard: heard(table, conversation.number),
        }
    }
}

/// Whether the group has agreed what was heard in a conversation; nothing where there is no account of it.
fn heard(table: &Table, conversation: ConversationNo) -> Option<bool> {
    let accounts = table.accounts.iter().filter(|account| account.conversation == conversation);
    accounts.map(Account::is_agreed).reduce(|one, other| one || other)
}

impl View {
    fn of(table: &Table, access: Access, visitor: &Visitor) -> Self {
        let (agreement_version, agreement) = table.agreement();
        let reads = access != Access::Doorstep;
        Self {
            at: AtTable::of(table, access.seat().is_some()),
            access,
            findable: table.findable,
            purpose: table.purpose.to_string(),
            agreement: tamper::shown(visitor.tr, agreement.altered, &agreement.text),
            is_hurt: tamper::is_hurt(table),
            agreement_version,
            conversations: if reads {
                table.conversations.iter().rev().map(|one| Listed::of(table, one, visitor)).collect()
            } else {
                Vec::new()
            },
            going: reads.then(|| Going::of(visitor.tr, table, visitor.today)),
            card_requests: table
                .open_requests()
                .filter(|(_, request)| visitor.today <= request.on.plus(table::REQUEST_DAYS))
                .count(),
            mark: None,
        }
    }
}

/// `GET /t/{table}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let mut view = app
        .clerk
        .read(id, |table| access(&app, &visitor, table, None).map(|access| View::of(table, access, &visitor)))
        .await??;
    view.mark = Some(id).filter(|_| view.access != Access::Doorstep).and_then(|id| Mark::of(&app, id));
    let body = body(visitor.tr, id, &view);
    Ok(Page::new(t!(visitor.tr, "table-title"), body).at(view.at).show(&app, &visitor))
}

fn body(tr: Tr, id: TableId, view: &View) -> Markup {
    let seated = view.access.seat().is_some();
    html! {
        @if view.is_hurt { (tamper::banner(tr, id)) }
        h1.govuk-heading-xl { bdi { (view.at.name) } }
        div.rt-lead { (said(&view.purpose)) }
        @if !seated {
            div.govuk-button-group { (LinkButton::new(t!(tr, "sit-button"), format!("/t/{id}/sit")).start()) }
            p.govuk-body { (t!(tr, "table-seat-note")) }
        }
        @if seated && view.card_requests > 0 {
            (inset_text(html! {
                a.govuk-link href={ "/t/" (id) "/vouch" } { (t!(tr, "table-requests", count = view.card_requests)) }
            }))
        }
        @if let Some(going) = &view.going {
            (going.late(tr, id))
            (going.asks(tr, id))
            (conversations(tr, id, view))
            (going::ways(tr, id))
        } @else {
            p.govuk-body { (t!(tr, "table-doorstep")) }
        }
        h2.govuk-heading-m { (t!(tr, "field-agreement")) }
        (Details::new(t!(tr, "table-agreement-read"), line_by_line(&view.agreement)))
        @if view.access != Access::Doorstep {
            p.govuk-body {
                a.govuk-link href={ "/t/" (id) "/agreement" } {
                    (t!(tr, "table-agreement-all", version = view.agreement_version))
                }
                br;
                a.govuk-link href={ "/t/" (id) "/brings" } { (t!(tr, "brings-title")) }
            }
        }
        @if let Some(mark) = &view.mark { (record::small(tr, id, mark)) }
        @if seated {
            h2.govuk-heading-m { (t!(tr, "table-more")) }
            ul.govuk-list {
                li { a.govuk-link href={ "/t/" (id) "/c/new" } { (t!(tr, "table-open-conversation")) } }
                li { a.govuk-link href={ "/t/" (id) "/invitations" } { (t!(tr, "table-invite")) } }
                li { a.govuk-link href={ "/t/" (id) "/me" } { (t!(tr, "table-my-page")) } }
                li { a.govuk-link href={ "/t/" (id) "/vouch" } { (t!(tr, "table-vouch")) } }
            }
        }
        p.govuk-body.rt-quiet {
            (tr.say(&format!("findable-note-{}", view.findable.key()), None)) " "
            (t!(tr, "table-code", code = by_hand(id)))
        }
    }
}

fn conversations(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "table-conversations")) }
        @if view.conversations.is_empty() { p.govuk-body { (t!(tr, "table-no-conversation")) } }
        ul.rt-rows {
            @for one in &view.conversations {
                li {
                    p.rt-rows__words {
                        a.govuk-link href={ "/t/" (id) "/c/" (one.number) } { bdi { (one.question) } }
                    }
                    p.govuk-body {
                        @if one.open { (tag(Tone::Good, t!(tr, "conversation-open"))) }
                        @else if one.imported { (tag(Tone::Quiet, t!(tr, "conversation-imported"))) }
                        @else { (tag(Tone::Quiet, t!(tr, "conversation-ended"))) }
                        @if let (true, Some(until)) = (one.open, &one.until) {
                            " " (t!(tr, "conversation-until", day = until.as_str()))
                        }
                        @if let Some(day) = &one.hear_back {
                            " " (t!(tr, "conversation-hear-back", day = day.as_str()))
                        }
                        @if let Some(agreed) = one.heard {
                            " " a.govuk-link href=(links::heard(id, one.number)) {
                                @if agreed { (t!(tr, "table-heard-agreed")) } @else { (t!(tr, "table-heard")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
