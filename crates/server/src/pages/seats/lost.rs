//! A lost card: asking for a new one, which works once two people at the table have vouched. Anybody can ask,
//! so the seat's holder is told and can stop it, and asking says nothing about who sits where.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, Card, CardHash, Command, Refusal, SeatNo, TableId, seat_named};

use super::card::picture;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::page::{AtTable, Page, Part, key_field, same_key_field};
use crate::pages::tables::by_hand;
use crate::pages::tables::set::card_of;
use crate::t;
use crate::ui::{Button, Label, Size, TextInput, Width, inset_text, warning_text};
use crate::visit::card_hash;
use crate::visitor::Visitor;

/// `GET /lost`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    form(&app, &visitor, &Fields::default(), &Wrong::none(), &key_field())
}

/// `GET /t/{table}/lost`: the code is filled in. Says nothing about whether there is such a table.
pub(super) async fn show_at(State(app): State<App>, visitor: Visitor, Path(id): Path<TableId>) -> Response {
    let fields = Fields::of(vec![("code".into(), by_hand(id))]);
    form(&app, &visitor, &fields, &Wrong::none(), &key_field())
}

/// `POST /lost`. Always as somebody without a seat: people borrow phones of others at the table.
pub(super) async fn ask(State(app): State<App>, visitor: Visitor, fields: Fields) -> Result<Response, Fault> {
    let key = fields.key()?;
    let tr = visitor.tr;
    let Some((id, seat)) = find(&app, &fields) else {
        app.wrong_guess()?;
        let mut wrong = Wrong::none();
        wrong.add(Some("seat-name"), t!(tr, "lost-unknown"));
        return Ok(form(&app, &visitor, &fields, &wrong, &same_key_field(&fields)));
    };
    let card = card_of(&app, &key);
    let hash = card_hash(&app.key, id, &card);
    let command = Command::AskForCard { seat, card: hash };
    match app.clerk.ask(id, Actor::Newcomer, command, key, visitor.today).await.map_err(Fault::from) {
        Ok(_) => waiting(&app, &visitor, id, &card, hash).await,
        Err(Fault::Refused(refusal @ Refusal::Full)) => {
            let mut wrong = Wrong::none();
            wrong.add(None, sentence(tr, &refusal));
            Ok(form(&app, &visitor, &fields, &wrong, &same_key_field(&fields)))
        }
        Err(fault) => Err(fault),
    }
}

/// The table and the seat that were typed.
fn find(app: &App, fields: &Fields) -> Option<(TableId, SeatNo)> {
    let id: TableId = fields.get("code").parse().ok()?;
    Some((id, named(app, id, fields.get("seat-name"))?))
}

/// The seat of a name. A table that is not there, one that is hidden, a wrong name and a seat without a card
/// are the same to whoever asks. Shared with the API.
pub(crate) fn named(app: &App, id: TableId, name: &str) -> Option<SeatNo> {
    app.clerk.glance(id, |table| {
        let seat = seat_named(id, table.seats_ever(), name)?;
        table.seat(seat).filter(|held| held.card.is_some()).map(|_| seat)
    })?
}

fn form(app: &App, visitor: &Visitor, fields: &Fields, wrong: &Wrong, key: &Markup) -> Response {
    let tr = visitor.tr;
    let label = |words: String| Label::new(words).size(Size::M);
    let body = html! {
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "lost-title")) }
        p.rt-lead { (t!(tr, "lost-lead")) }
        form action="/lost" method="post" novalidate {
            (key)
            (TextInput::new("code", label(t!(tr, "back-code"))).hint(t!(tr, "back-code-hint"))
                .value(fields.get("code")).width(Width::W20).autocomplete("off").spellcheck(false))
            (TextInput::new("seat-name", label(t!(tr, "field-seat-name"))).hint(t!(tr, "lost-seat-hint"))
                .value(fields.get("seat-name")).width(Width::W30).error(wrong.at(tr, "seat-name")).autocomplete("off")
                .spellcheck(false).autocapitalize("none"))
            (Button::new(t!(tr, "lost-button")))
        }
        h2.govuk-heading-m { (t!(tr, "lost-forgot-title")) }
        p.govuk-body { (t!(tr, "lost-forgot")) }
    };
    Page::new(t!(tr, "lost-title"), body).part(Part::Mine).with_error(wrong.is_any()).show(app, visitor)
}

/// The new card, which does not work yet, and what to do so that it does.
async fn waiting(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    card: &Card,
    hash: CardHash,
) -> Result<Response, Fault> {
    let name = app.clerk.read(id, |table| AtTable::of(table, false).name).await?;
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "waiting-title")) }
        p.rt-lead { (t!(tr, "waiting-lead")) }
        (picture(visitor, id, &name, card))
        (warning_text(t!(tr, "card-warning-sign"), t!(tr, "card-once")))
        h2.govuk-heading-m { (t!(tr, "waiting-do")) }
        (inset_text(html! {
            (t!(tr, "waiting-word")) " "
            strong.rt-code { (hash.check_word()) }
        }))
        ol.govuk-list.govuk-list--number {
            li { (t!(tr, "waiting-1")) }
            li { (t!(tr, "waiting-2")) }
            li { (t!(tr, "waiting-3", days = table::REQUEST_DAYS)) }
        }
        p.govuk-body { (t!(tr, "waiting-old")) }
    };
    Ok(Page::new(t!(tr, "waiting-title"), body).part(Part::Mine).show(app, visitor))
}
