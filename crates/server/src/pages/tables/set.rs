//! `/start`: setting a table in one short flow: what to start from, then one form.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Key;
use table::{Answer, Card, Field, Findable, InviteCode, SeatNo, SetTable, Starter, TableId, Words, one_line};

use crate::app::App;
use crate::cookies;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, Part, key_field, same_key_field};
use crate::pages::seats::card_page;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Choice, Label, Radios, Size, TextInput, Textarea, back_link};
use crate::visit::{Visit, card_hash, drawn};
use crate::visitor::Visitor;

/// `GET /start`: what to start from.
pub(super) async fn choose(State(app): State<App>, visitor: Visitor) -> Response {
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "set-title")) }
        p.rt-lead { (t!(tr, "set-lead")) }
        h2.govuk-heading-m { (t!(tr, "set-choose")) }
        ul.rt-rows {
            @for starter in Starter::ALL {
                li {
                    p.rt-rows__words {
                        a.govuk-link href={ "/start/" (starter.key()) } {
                            (tr.say(&format!("starter-{}", starter.key()), None))
                        }
                    }
                    p.govuk-body.rt-quiet { (tr.say(&format!("starter-note-{}", starter.key()), None)) }
                }
            }
        }
    };
    Page::new(t!(tr, "set-title"), body).part(Part::Conversations).show(&app, &visitor)
}

/// `GET /start/{starter}`: the form, with words to change.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(starter): Path<String>,
) -> Result<Response, Fault> {
    let starter = Starter::from_key(&starter).ok_or(Fault::NotFound)?;
    let filled = Fields::of(vec![
        ("purpose".into(), words_of(visitor.tr, "purpose", starter)),
        ("agreement".into(), words_of(visitor.tr, "agreement", starter)),
        ("findable".into(), Findable::Public.key().into()),
    ]);
    Ok(form(&app, &visitor, starter, &filled, &Wrong::none(), &key_field()))
}

/// The words a starter fills in; a blank one fills in none.
fn words_of(tr: Tr, what: &str, starter: Starter) -> String {
    match starter {
        Starter::Blank => String::new(),
        other => tr.say(&format!("starter-{what}-{}", other.key()), None),
    }
}

/// `POST /start/{starter}`: the table is set, and whoever set it has a seat like everybody's.
pub(super) async fn set(
    State(app): State<App>,
    visitor: Visitor,
    Path(starter): Path<String>,
    fields: Fields,
) -> Result<Response, Fault> {
    let starter = Starter::from_key(&starter).ok_or(Fault::NotFound)?;
    let key = fields.key()?;
    let command = match read(&app, starter, &fields, &key) {
        Ok(command) => command,
        Err(refusals) => {
            let wrong = Wrong::of(visitor.tr, &refusals);
            return Ok(form(&app, &visitor, starter, &fields, &wrong, &same_key_field(&fields)));
        }
    };
    let Answer::Set(id) = app.clerk.set(command, key.clone(), visitor.today).await? else {
        return Err(Fault::Broken);
    };
    let visit = first_visit(&app, &visitor, &key, SeatNo(0));
    let cookie = cookies::keep_seat(&app, id, &visit.token(&app.key, id));
    card_page(&app, &visitor, id, &card_of(&app, &key), SeatNo(0), vec![cookie]).await
}

/// The card that goes with a form's key: the same when the form is sent twice.
pub(crate) fn card_of(app: &App, key: &Key) -> Card {
    Card::from_bytes(&drawn(&app.key, "card", key))
}

/// The visit that begins with taking a seat.
pub(crate) fn first_visit(app: &App, visitor: &Visitor, key: &Key, seat: SeatNo) -> Visit {
    let bytes = drawn(&app.key, "visit", key);
    let mut id = [0; 16];
    id.copy_from_slice(&bytes[..16]);
    Visit { id, seat, renewals: 0, began: visitor.today }
}

/// Eight bytes drawn for a purpose under a form's key.
pub(crate) fn eight(app: &App, purpose: &str, key: &Key) -> [u8; 8] {
    let bytes = drawn(&app.key, purpose, key);
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[..8]);
    eight
}

/// The command, or everything that needs mending.
pub(crate) fn read(
    app: &App,
    starter: Starter,
    fields: &Fields,
    key: &Key,
) -> Result<SetTable, Vec<table::Refusal>> {
    let id = TableId::from_random(eight(app, "table", key));
    let name = Words::of(Field::TableName, &one_line(fields.get("table-name")));
    let purpose = Words::of(Field::Purpose, fields.get("purpose"));
    let agreement = Words::of(Field::Agreement, fields.get("agreement"));
    let findable = Findable::from_key(fields.get("findable")).unwrap_or(Findable::Public);
    match (name, purpose, agreement) {
        (Ok(name), Ok(purpose), Ok(agreement)) => Ok(SetTable {
            id,
            name,
            purpose,
            agreement,
            findable,
            starter,
            card: card_hash(&app.key, id, &card_of(app, key)),
            invitation: InviteCode::from_random(eight(app, "invitation", key)),
        }),
        (name, purpose, agreement) => {
            Err([name.err(), purpose.err(), agreement.err()].into_iter().flatten().collect())
        }
    }
}

fn form(
    app: &App,
    visitor: &Visitor,
    starter: Starter,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Response {
    let tr = visitor.tr;
    let findable = Findable::ALL.iter().map(|one| {
        Choice::new(one.key(), tr.say(&format!("findable-{}", one.key()), None))
            .hint(tr.say(&format!("findable-note-{}", one.key()), None))
            .checked(fields.get("findable") == one.key())
    });
    let label = |words: String| Label::new(words).size(Size::M);
    let body = html! {
        (back_link(t!(tr, "set-back"), "/start"))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "set-title")) }
        p.rt-lead { (t!(tr, "set-seat-note")) }
        form action={ "/start/" (starter.key()) } method="post" novalidate {
            (key)
            (TextInput::new("table-name", label(t!(tr, "field-table-name"))).hint(t!(tr, "set-name-hint"))
                .value(fields.get("table-name")).error(wrong.at(tr, "table-name")).autocomplete("off"))
            (Textarea::new("purpose", label(t!(tr, "field-purpose"))).hint(t!(tr, "set-purpose-hint"))
                .value(fields.get("purpose")).error(wrong.at(tr, "purpose")).rows(3))
            (Textarea::new("agreement", label(t!(tr, "field-agreement"))).hint(t!(tr, "set-agreement-hint"))
                .value(fields.get("agreement")).error(wrong.at(tr, "agreement")).rows(8))
            (Radios::new("findable", label(t!(tr, "set-findable"))).choices(findable))
            (Button::new(t!(tr, "set-button")))
        }
    };
    Page::new(t!(tr, "set-title"), body)
        .part(Part::Conversations)
        .with_error(wrong.is_any())
        .show(app, visitor)
}
