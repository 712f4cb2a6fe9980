//! `/t/{table}/c/{conversation}/heard/call`: the program chooses the statements that together speak for everyone.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{
    AccountCommand, Actor, Answer, Command, ConversationNo, Day, Field, MOST_LINES, Refusal, TableId,
};

use super::came;
use super::place::look;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, same_key_field};
use crate::pages::links;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, InputKind, Label, Size, TextInput, Width};
use crate::visitor::Visitor;

/// So many fit on one page of paper, with what is said of them.
const LINES: u32 = 5;
/// Long enough for people who come once a week.
const DAYS: i32 = 14;

type Id = (TableId, ConversationNo);

/// What stands in the form at first.
pub(super) fn last_day(today: Day) -> (String, String) {
    (Field::LastDay.key().into(), today.plus(DAYS).to_string())
}

/// The last day to answer, as a field.
pub(super) fn day_field(tr: Tr, fields: &Fields, wrong: &Wrong) -> TextInput {
    let key = Field::LastDay.key();
    TextInput::new(key, Label::new(t!(tr, "heard-last-day")).size(Size::M))
        .hint(t!(tr, "heard-last-day-hint"))
        .value(fields.get(key))
        .error(wrong.at(tr, key))
        .kind(InputKind::Date)
        .width(Width::W10)
        .autocomplete("off")
}

/// `GET …/heard/call`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id.0)?;
    let fields = Fields::of(vec![(Field::Places.key().into(), LINES.to_string()), last_day(visitor.today)]);
    form(&app, &visitor, id, &fields, &Wrong::none(), &key_field()).await
}

/// `POST …/heard/call`.
pub(super) async fn call(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let refusals = match read(&fields) {
        Err(refusals) => refusals,
        Ok((places, until)) => {
            let call = AccountCommand::Call { conversation: id.1, places, until };
            match app.clerk.ask(id.0, Actor::Seat(seat), Command::Account(call), key, visitor.today).await {
                Ok(Answer::Account(number)) => {
                    return Ok(go_to(&format!("{}?saved=called", links::account(id.0, number)), Vec::new()));
                }
                Ok(_) => return Err(Fault::Broken),
                Err(Problem::Refused(Refusal::NotFound)) => return Err(Fault::NotFound),
                Err(Problem::Refused(refusal)) => vec![refusal],
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    let wrong = Wrong::of(visitor.tr, &refusals);
    form(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields)).await
}

/// How many lines and until when, or everything that needs mending.
fn read(fields: &Fields) -> Result<(u32, Day), Vec<Refusal>> {
    let places = fields.number(Field::Places.key()).filter(|places| (1..=MOST_LINES).contains(places));
    match (places, fields.day(Field::LastDay.key())) {
        (Some(places), Some(until)) => Ok((places, until)),
        (places, until) => {
            let places = places.is_none().then_some(Refusal::OutOfRange {
                field: Field::Places,
                least: 1,
                most: MOST_LINES,
            });
            let until = until.is_none().then_some(Refusal::NotADay { field: Field::LastDay });
            Err(places.into_iter().chain(until).collect())
        }
    }
}

async fn form(
    app: &App,
    visitor: &Visitor,
    id: Id,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let (place, takes) =
        look(app, visitor, id, |seen| Ok(came::takes(tr, seen.table.account_terms()))).await?;
    let places = TextInput::new(Field::Places.key(), Label::new(t!(tr, "field-places")).size(Size::M))
        .hint(t!(tr, "heard-places-hint", most = MOST_LINES))
        .value(fields.get(Field::Places.key()))
        .error(wrong.at(tr, Field::Places.key()))
        .inputmode("numeric")
        .width(Width::W3)
        .autocomplete("off");
    let body = html! {
        (place.back(tr))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (place.question_line())
        h1.govuk-heading-xl { (t!(tr, "heard-call-title")) }
        p.rt-lead { (t!(tr, "heard-call-lead")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t!(tr, "heard-call-1")) }
            li { (t!(tr, "heard-call-2")) }
            li { (t!(tr, "heard-call-3")) }
            li { (t!(tr, "heard-call-4")) }
        }
        p.govuk-body { (takes.join(" ")) }
        form action={ (place.all()) "/call" } method="post" novalidate {
            (key)
            (places)
            (day_field(tr, fields, wrong))
            (Button::new(t!(tr, "heard-call-button")).once(true))
        }
    };
    Ok(Page::new(t!(tr, "heard-call-title"), body).at(place.at).with_error(wrong.is_any()).show(app, visitor))
}
