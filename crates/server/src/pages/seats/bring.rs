//! `/t/{table}/me/bring`: "What do you bring?", the one first question, the same for everybody.

use std::collections::BTreeSet;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, Command, Field, Strength, TableId, Words, one_line};

use super::paging::asked;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, Part, go_to, key_field, same_key_field};
use crate::t;
use crate::ui::{Button, Checkboxes, Choice, Label, Size, TextInput, back_link};
use crate::visitor::Visitor;

/// `GET /t/{table}/me/bring`; with `first=1` as the first step after sitting down.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let mut filled = app
        .clerk
        .read(id, |table| {
            let seat = table.seat(seat)?;
            let ticked = seat.strengths.iter().map(|one| ("strengths".to_owned(), one.key().to_owned()));
            let own = seat.own_strength.as_ref().map(|own| ("own-strength".to_owned(), own.to_string()));
            Some(ticked.chain(own).collect::<Vec<_>>())
        })
        .await?
        .ok_or(Fault::NotFound)?;
    filled.extend(asked(raw).has("first").then(|| ("first".to_owned(), "1".to_owned())));
    form(&app, &visitor, id, &Fields::of(filled), &Wrong::none(), &key_field()).await
}

/// `POST /t/{table}/me/bring`.
pub(super) async fn bring(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let strengths: BTreeSet<Strength> = fields.all("strengths").filter_map(Strength::from_key).collect();
    let own = match Words::optional(Field::OwnStrength, &one_line(fields.get("own-strength"))) {
        Ok(own) => own,
        Err(refusal) => {
            let wrong = Wrong::of(visitor.tr, &[refusal]);
            return form(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields)).await;
        }
    };
    let command = Command::Bring { strengths, own };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(go_to(&if fields.has("first") { on(id) } else { back(id) }, Vec::new()))
}

/// Where the first walk goes on.
fn on(id: TableId) -> String {
    format!("/t/{id}/me/connected?first=1")
}

fn back(id: TableId) -> String {
    format!("/t/{id}/me?done=saved")
}

async fn form(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let at = app.clerk.read(id, |table| AtTable::of(table, true)).await?;
    let tr = visitor.tr;
    let first = fields.has("first");
    let choices = Strength::ALL.iter().map(|one| {
        Choice::new(one.key(), tr.say(&format!("strength-{}", one.key()), None))
            .checked(fields.all("strengths").any(|ticked| ticked == one.key()))
    });
    let legend = Label::new(t!(tr, "bring-legend")).size(Size::M);
    let own = Label::new(t!(tr, "field-own-strength")).size(Size::M);
    let skip = if first { on(id) } else { format!("/t/{id}/me") };
    let body = html! {
        @if !first { (back_link(t!(tr, "me-title"), &format!("/t/{id}/me"))) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        @if first { p.govuk-body.rt-quiet { (t!(tr, "first-step-1")) } }
        h1.govuk-heading-xl { (t!(tr, "bring-title")) }
        p.rt-lead { (t!(tr, "bring-lead")) }
        p.govuk-body { (t!(tr, "bring-where")) " " a.govuk-link href={ "/t/" (id) "/brings" } { (t!(tr, "bring-wall")) } }
        form action={ "/t/" (id) "/me/bring" } method="post" novalidate {
            (key)
            @if first { input type="hidden" name="first" value="1"; }
            (Checkboxes::new("strengths", legend).choices(choices))
            (TextInput::new("own-strength", own).hint(t!(tr, "bring-own-hint"))
                .value(fields.get("own-strength")).error(wrong.at(tr, "own-strength")).autocomplete("off"))
            div.govuk-button-group {
                (Button::new(if first { t!(tr, "me-carry-on") } else { t!(tr, "me-save") }))
                a.govuk-link href=(skip) { (t!(tr, "me-skip")) }
            }
        }
    };
    Ok(Page::new(t!(tr, "bring-title"), body)
        .at(at)
        .part(Part::Mine)
        .with_error(wrong.is_any())
        .show(app, visitor))
}
