//! `/t/{table}/me/connected`: "How are you connected to this?". Only ever used for totals.

use std::collections::BTreeSet;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::html;
use table::{Actor, Command, Connection, Table, TableId};

use super::paging::asked;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, Part, go_to, key_field};
use crate::t;
use crate::ui::{Button, Checkboxes, Choice, Label, Size, back_link};
use crate::visitor::Visitor;

/// `GET /t/{table}/me/connected`; with `first=1` as the second step after sitting down.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let number = visitor.seat_at(&app, id)?;
    let (at, ticked, table_page) = app
        .clerk
        .read(id, |table| {
            let seat = table.seat(number)?;
            Some((AtTable::of(table, true), seat.connections.clone(), first_place(table, &visitor)))
        })
        .await?
        .ok_or(Fault::NotFound)?;
    let tr = visitor.tr;
    let first = asked(raw).has("first");
    let choice = |one: Connection| {
        Choice::new(one.key(), tr.say(&format!("connection-{}", one.key()), None))
            .checked(ticked.contains(&one))
    };
    let mut choices = Checkboxes::new("connections", Label::new(t!(tr, "connected-legend")).size(Size::M));
    for one in Connection::ALL {
        if *one == Connection::RatherNot {
            choices = choices.divider(t!(tr, "connected-or"));
        }
        choices = choices.choice(choice(*one));
    }
    let skip = if first { table_page } else { format!("/t/{id}/me") };
    let body = html! {
        @if !first { (back_link(t!(tr, "me-title"), &format!("/t/{id}/me"))) }
        @if first { p.govuk-body.rt-quiet { (t!(tr, "first-step-2")) } }
        h1.govuk-heading-xl { (t!(tr, "connected-title")) }
        p.rt-lead { (t!(tr, "connected-lead")) }
        p.govuk-body { (t!(tr, "connected-where")) }
        form action={ "/t/" (id) "/me/connected" } method="post" novalidate {
            (key_field())
            @if first { input type="hidden" name="first" value="1"; }
            (choices)
            div.govuk-button-group {
                (Button::new(if first { t!(tr, "me-carry-on") } else { t!(tr, "me-save") }))
                a.govuk-link href=(skip) { (t!(tr, "me-skip")) }
            }
        }
    };
    Ok(Page::new(t!(tr, "connected-title"), body).at(at).part(Part::Mine).show(&app, &visitor))
}

/// Where somebody new goes after the two questions: the one open conversation, or the table with its several.
fn first_place(table: &Table, visitor: &Visitor) -> String {
    let mut open = table.conversations.iter().filter(|one| one.is_open(visitor.today));
    match (open.next(), open.next()) {
        (Some(only), None) => format!("/t/{}/c/{}", table.id, only.number),
        _ => format!("/t/{}", table.id),
    }
}

/// `POST /t/{table}/me/connected`.
pub(super) async fn connect(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let connections: BTreeSet<Connection> =
        fields.all("connections").filter_map(Connection::from_key).collect();
    app.clerk.ask(id, Actor::Seat(seat), Command::Connect { connections }, key, visitor.today).await?;
    let next = if fields.has("first") {
        app.clerk.read(id, |table| first_place(table, &visitor)).await?
    } else {
        format!("/t/{id}/me?done=saved")
    };
    Ok(go_to(&next, Vec::new()))
}
