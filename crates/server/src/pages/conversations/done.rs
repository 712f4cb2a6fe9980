//! `/t/{table}/c/{conversation}/done`: stopping. What was saved, and what happens next.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{ConversationNo, TableId};

use super::talk::{self, Talk};
use super::turn::{Turn, turn};
use crate::app::App;
use crate::fault::Fault;
use crate::page::Page;
use crate::t;
use crate::ui::{LinkButton, saved};
use crate::visitor::Visitor;

/// `GET …/done`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let (talk, turn) =
        talk::look_seated(&app, &visitor, id, |conversation, seat| Ok(turn(conversation, seat))).await?;
    Ok(page(&app, &visitor, talk, &turn, None))
}

/// The page, also shown after the last answer.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    talk: Talk,
    turn: &Turn,
    notice: Option<&Markup>,
) -> Response {
    let tr = visitor.tr;
    let table = talk.at.id;
    let body = html! {
        (talk.back(tr))
        @if let Some(notice) = notice { (saved(notice.clone())) }
        h1.govuk-heading-xl { (t!(tr, "done-title")) }
        p.rt-lead {
            (t!(tr, "done-saved", count = turn.answered)) " "
            @if turn.left == 0 { (t!(tr, "done-nothing-left")) }
        }
        @if talk.is_open() && turn.left > 0 { p.govuk-body { (t!(tr, "done-more", count = turn.left)) } }
        div.rt-cluster {
            (LinkButton::new(t!(tr, "say-stand"), format!("{}/stand", talk.base)))
            @if talk.is_open() {
                a.govuk-link href={ (talk.base) "/add" } { (t!(tr, "say-add")) }
            }
        }
        h2.govuk-heading-m { (t!(tr, "next-title")) }
        @if let Some(day) = talk.phase.hear_back() {
            p.govuk-body { (t!(tr, "next-hear-back", day = tr.day(day))) }
        }
        p.govuk-body { (t!(tr, "done-card")) }
        ul.govuk-list {
            @if talk.is_open() && turn.left > 0 {
                li { a.govuk-link href={ (talk.base) "/say" } { (t!(tr, "done-go-on")) } }
            }
            li { a.govuk-link href={ "/t/" (table) "/card" } { (t!(tr, "done-card-link")) } }
            li { a.govuk-link href={ "/t/" (table) } { (t!(tr, "done-table")) } }
        }
    };
    Page::new(t!(tr, "done-title"), body).at(talk.at).show(app, visitor)
}
