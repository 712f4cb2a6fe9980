//! `/t/{table}/c/new`: a conversation is opened from its offer. Whoever has a seat can open one.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Answer, Command, Field, TableId};

use super::{offer_form, talk};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::t;
use crate::ui::{Button, back_link, inset_text};
use crate::visit::drawn;
use crate::visitor::Visitor;

/// Two weeks to take part, and two more to answer: long enough for people who come once a week.
const DAYS_TO_TAKE_PART: i32 = 14;
const DAYS_TO_HEAR_BACK: i32 = 28;

/// `GET /t/{table}/c/new`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let day = |days| visitor.today.plus(days).to_string();
    let fields = Fields::of(vec![
        (Field::ByWhen.key().into(), day(DAYS_TO_TAKE_PART)),
        (Field::HearBack.key().into(), day(DAYS_TO_HEAR_BACK)),
    ]);
    form(&app, &visitor, id, &fields, &Wrong::none(), &key_field()).await
}

/// `POST /t/{table}/c/new`.
pub(super) async fn open(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let refusals = match offer_form::read(&fields) {
        Err(refusals) => refusals,
        Ok(offer) => {
            let command = Command::OpenConversation { offer, seed: drawn(&app.key, "conversation", &key) };
            match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(Answer::Opened(number)) => return Ok(go_to(&talk::base(id, number), Vec::new())),
                Ok(_) => return Err(Fault::Broken),
                Err(Problem::Refused(refusal)) => vec![refusal],
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    let wrong = Wrong::of(visitor.tr, &refusals);
    form(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields)).await
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
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "open-title")) }
        p.rt-lead { (t!(tr, "open-lead")) }
        (inset_text(t!(tr, "open-frozen")))
        form action={ "/t/" (id) "/c/new" } method="post" novalidate {
            (key)
            (offer_form::all(tr, fields, wrong))
            (Button::new(t!(tr, "open-button")).once(true))
        }
    };
    Ok(Page::new(t!(tr, "open-title"), body).at(at).with_error(wrong.is_any()).show(app, visitor))
}
