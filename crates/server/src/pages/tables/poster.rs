//! An invitation on paper: a poster, and eight small cards to cut out. Both for A4, in black on white.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{InviteCode, Table, TableId};

use super::{by_hand, typed};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page, said};
use crate::pages::seats::qr;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{back_link, warning_text};
use crate::visitor::Visitor;

/// So many questions fit on a poster.
const MOST_QUESTIONS: usize = 3;
/// So many cards fit on an A4 page.
const CARDS: usize = 8;

struct View {
    at: AtTable,
    purpose: String,
    questions: Vec<Question>,
    works: bool,
    code: InviteCode,
}

struct Question {
    words: String,
    until: Option<String>,
}

impl View {
    fn of(table: &Table, code: InviteCode, visitor: &Visitor) -> Result<Self, Fault> {
        let invitation = table.invitation(code).ok_or(Fault::NotFound)?;
        let open = table.conversations.iter().rev().filter(|one| one.is_open(visitor.today));
        let questions = open.take(MOST_QUESTIONS).map(|one| Question {
            words: tamper::question(visitor.tr, one),
            until: one.offer().map(|(_, version)| visitor.tr.day(version.offer.by_when)),
        });
        Ok(Self {
            at: AtTable::of(table, true),
            purpose: table.purpose.to_string(),
            questions: questions.collect(),
            works: invitation.works(visitor.today),
            code,
        })
    }
}

async fn view(app: &App, visitor: &Visitor, id: TableId, code: &str) -> Result<View, Fault> {
    visitor.seat_at(app, id)?;
    let code: InviteCode = code.parse().map_err(|_| Fault::NotFound)?;
    app.clerk.read(id, |table| View::of(table, code, visitor)).await?
}

/// `GET /t/{table}/poster/{code}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, code)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let view = view(&app, &visitor, id, &code).await?;
    let tr = visitor.tr;
    let body = html! {
        (above(tr, id, &view))
        div.rt-poster {
            h1.govuk-heading-xl { bdi { (view.at.name) } }
            div.rt-lead { (said(&view.purpose)) }
            @for question in &view.questions {
                p.rt-poster__question dir="auto" { (question.words) }
                @if let Some(day) = &question.until { p.govuk-body { (t!(tr, "conversation-until", day = day.as_str())) } }
            }
            p.rt-poster__free { (t!(tr, "poster-free")) }
            div.rt-poster__way {
                (code_picture(&visitor, &view))
                div { (way(&visitor, view.code)) }
            }
            p.govuk-body { (t!(tr, "poster-choice")) }
        }
    };
    Ok(Page::new(t!(tr, "poster-title"), body).at(view.at).show(&app, &visitor))
}

/// `GET /t/{table}/poster/{code}/cards`.
pub(super) async fn cards(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, code)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let view = view(&app, &visitor, id, &code).await?;
    let tr = visitor.tr;
    let one = html! {
        li {
            (code_picture(&visitor, &view))
            div {
                p.rt-handout__name { bdi { (view.at.name) } }
                p { (t!(tr, "poster-free")) }
                p { (t!(tr, "poster-type", address = typed(&visitor.origin, "/go"))) }
                p.rt-code { (by_hand(view.code)) }
            }
        }
    };
    let body = html! {
        (above(tr, id, &view))
        h1.govuk-heading-xl.rt-noprint { (t!(tr, "cards-title")) }
        p.rt-lead.rt-noprint { (t!(tr, "cards-lead")) }
        ul.rt-handout { @for _ in 0..CARDS { (one) } }
    };
    Ok(Page::new(t!(tr, "cards-title"), body).at(view.at).show(&app, &visitor))
}

/// What stands above the paper on the screen only.
fn above(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        (back_link(t!(tr, "invite-title"), &format!("/t/{id}/invitations")))
        div.rt-noprint {
            @if !view.works { (warning_text(t!(tr, "card-warning-sign"), t!(tr, "poster-stopped"))) }
            p.govuk-body { (t!(tr, "poster-print")) }
        }
    }
}

/// The square code that leads to the table.
fn code_picture(visitor: &Visitor, view: &View) -> Markup {
    let picture = qr(&format!("{}/j/{}", visitor.origin, view.code));
    html! {
        @if let Some(svg) = picture {
            div.rt-seatcard__code role="img" aria-label=(t!(visitor.tr, "poster-qr")) { (svg) }
        }
    }
}

/// The same for those without a camera.
fn way(visitor: &Visitor, code: InviteCode) -> Markup {
    let tr = visitor.tr;
    html! {
        p.govuk-body { (t!(tr, "poster-scan")) }
        p.rt-poster__address { (typed(&visitor.origin, "/go")) }
        p.govuk-body { (t!(tr, "poster-then")) }
        p.rt-code { (by_hand(code)) }
    }
}
