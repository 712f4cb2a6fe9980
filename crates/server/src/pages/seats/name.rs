//! `/t/{table}/me/name`: a name for this table, or none.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, Command, Field, TableId, Words, one_line};

use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, Part, go_to, key_field, same_key_field};
use crate::t;
use crate::ui::{Button, Label, Size, TextInput, Width, back_link};
use crate::visitor::Visitor;

/// `GET /t/{table}/me/name`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let name = app
        .clerk
        .read(id, |table| table.seat(seat).and_then(|seat| seat.name.as_ref().map(ToString::to_string)))
        .await?;
    let filled = Fields::of(vec![("name".into(), name.unwrap_or_default())]);
    form(&app, &visitor, id, &filled, &Wrong::none(), &key_field()).await
}

/// `POST /t/{table}/me/name`: an empty field takes the name back.
pub(super) async fn choose(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let name = match Words::optional(Field::Name, &one_line(fields.get("name"))) {
        Ok(name) => name,
        Err(refusal) => {
            let wrong = Wrong::of(visitor.tr, &[refusal]);
            return form(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields)).await;
        }
    };
    app.clerk.ask(id, Actor::Seat(seat), Command::ChooseName { name }, key, visitor.today).await?;
    Ok(go_to(&format!("/t/{id}/me?done=saved"), Vec::new()))
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
    let body = html! {
        (back_link(t!(tr, "me-title"), &format!("/t/{id}/me")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "field-name")) }
        p.rt-lead { (t!(tr, "name-lead")) }
        p.govuk-body { (t!(tr, "name-where")) }
        form action={ "/t/" (id) "/me/name" } method="post" novalidate {
            (key)
            (TextInput::new("name", Label::new(t!(tr, "name-label")).size(Size::M)).hint(t!(tr, "name-hint"))
                .value(fields.get("name")).width(Width::W30).error(wrong.at(tr, "name")).autocomplete("off").spellcheck(false))
            div.govuk-button-group {
                (Button::new(t!(tr, "me-save")))
                a.govuk-link href={ "/t/" (id) "/me" } { (t!(tr, "me-skip")) }
            }
        }
    };
    Ok(Page::new(t!(tr, "field-name"), body)
        .at(at)
        .part(Part::Mine)
        .with_error(wrong.is_any())
        .show(app, visitor))
}
