//! `/t/{table}/me/leave`: leaving a table for good. Everything of one's own there is destroyed.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use maud::html;
use table::{Actor, Command, TableId};

use crate::app::App;
use crate::cookies;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, Part, key_field};
use crate::t;
use crate::ui::{Button, LinkButton, back_link, warning_text};
use crate::visitor::Visitor;

/// `GET /t/{table}/me/leave`: what happens, before it does.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let at = app.clerk.read(id, |table| AtTable::of(table, true)).await?;
    let tr = visitor.tr;
    let gone = ["away-gone-said", "away-gone-answers", "away-gone-about", "away-gone-card"];
    let stays = ["away-stays-place", "away-stays-totals", "away-stays-rules", "away-stays-copies"];
    let body = html! {
        (back_link(t!(tr, "me-title"), &format!("/t/{id}/me")))
        h1.govuk-heading-xl { (t!(tr, "away-title")) }
        p.rt-lead { (t!(tr, "away-lead")) }
        h2.govuk-heading-m { (t!(tr, "away-gone")) }
        ul.govuk-list.govuk-list--bullet { @for key in gone { li { (tr.say(key, None)) } } }
        h2.govuk-heading-m { (t!(tr, "away-stays")) }
        ul.govuk-list.govuk-list--bullet { @for key in stays { li { (tr.say(key, None)) } } }
        h2.govuk-heading-m { (t!(tr, "away-first")) }
        p.govuk-body {
            a.govuk-link href={ "/t/" (id) "/me/export.json" } download { (t!(tr, "me-copy")) }
            br; (t!(tr, "me-copy-note"))
        }
        (warning_text(t!(tr, "card-warning-sign"), t!(tr, "away-sure")))
        form action={ "/t/" (id) "/me/leave" } method="post" novalidate {
            (key_field())
            div.govuk-button-group {
                (Button::new(t!(tr, "away-button")).warning())
                a.govuk-link href={ "/t/" (id) "/me" } { (t!(tr, "away-stay")) }
            }
        }
    };
    Ok(Page::new(t!(tr, "away-title"), body).at(at).part(Part::Mine).show(&app, &visitor))
}

/// `POST /t/{table}/me/leave`. Sent twice, it answers the same: whoever holds a visit to a seat that was left
/// has left.
pub(super) async fn leave(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let left_before = visitor
        .visit(&app, id)
        .is_some_and(|visit| app.clerk.glance(id, |table| table.seat(visit.seat).is_none()) == Some(true));
    if !left_before {
        let seat = visitor.seat_at(&app, id)?;
        app.clerk.ask(id, Actor::Seat(seat), Command::Leave, fields.key()?, visitor.today).await?;
    }
    Ok(left(&app, &visitor, cookies::forget(&app, &cookies::seat_name(&app, id))))
}

fn left(app: &App, visitor: &Visitor, cookie: HeaderValue) -> Response {
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "left-title")) }
        p.rt-lead { (t!(tr, "left-lead")) }
        p.govuk-body { (t!(tr, "left-again")) }
        (LinkButton::new(t!(tr, "go-home"), "/"))
    };
    Page::new(t!(tr, "left-title"), body).part(Part::Mine).cookie(cookie).show(app, visitor)
}
