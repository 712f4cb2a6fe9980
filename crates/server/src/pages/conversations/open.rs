//! `/t/{table}/c/new`: a conversation is opened from its offer. Whoever has a seat can open one.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Answer, Command, Field, Offer, TableId};

use super::{offer_form, talk};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::pages::before;
use crate::pages::opening::carried;
use crate::pages::seats::asked;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Details, TextInput, back_link, inset_text};
use crate::visit::drawn;
use crate::visitor::Visitor;

/// Two weeks to take part, and two more to answer: long enough for people who come once a week.
const DAYS_TO_TAKE_PART: i32 = 14;
const DAYS_TO_HEAR_BACK: i32 = 28;

/// `GET /t/{table}/c/new`; with `words`, what was asked before on words like these, too.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let asked = asked(raw);
    let day = |days| visitor.today.plus(days).to_string();
    let fields = Fields::of(vec![
        (Field::Question.key().into(), asked.get("words").to_owned()),
        (Field::ByWhen.key().into(), day(DAYS_TO_TAKE_PART)),
        (Field::HearBack.key().into(), day(DAYS_TO_HEAR_BACK)),
    ]);
    form(&app, &visitor, id, &fields, &Wrong::none(), &key_field(), asked.get("words")).await
}

/// `POST /t/{table}/c/new`. Where something like it was asked before, that is shown once before it opens.
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
        Ok(_) if fields.has("change") => Vec::new(),
        Ok(offer) if !fields.has("sure") && asks_again(&app, id, &offer).await? => {
            return alike(&app, &visitor, id, &offer, &fields).await;
        }
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
    form(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields), "").await
}

async fn asks_again(app: &App, id: TableId, offer: &Offer) -> Result<bool, Fault> {
    Ok(app.clerk.read(id, |table| before::is_any(table, offer.question.as_str())).await?)
}

/// What was asked before, with the whole form behind it: open it all the same, or go back to one's words.
async fn alike(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    offer: &Offer,
    fields: &Fields,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let question = offer.question.as_str();
    let (at, list) = app
        .clerk
        .read(id, |table| (AtTable::of(table, true), before::list(tr, table, question, visitor.today)))
        .await?;
    let title = t!(tr, "before-alike");
    let body = html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (title) }
        (inset_text(html! { p.govuk-body { bdi { (question) } } }))
        p.govuk-body { (t!(tr, "before-alike-lead")) }
        (list)
        form action={ "/t/" (id) "/c/new" } method="post" novalidate {
            (same_key_field(fields))
            (carried(fields))
            div.govuk-button-group {
                (Button::new(t!(tr, "before-all-the-same")).name_value("sure", "yes").once(true))
                (Button::new(t!(tr, "before-change")).secondary().name_value("change", "yes"))
            }
        }
    };
    Ok(Page::new(title, body).at(at).show(app, visitor))
}

/// A box to look whether something was asked before, folded away until somebody looked. It leads to the page it is on.
fn look_before(tr: Tr, words: &str, found: &Markup) -> Details {
    let body = html! {
        form action="?" method="get" novalidate {
            (TextInput::new("words", t!(tr, "before-was-box")).value(words).autocomplete("off"))
            (Button::new(t!(tr, "before-was-button")).secondary())
        }
        (found)
    };
    Details::new(t!(tr, "before-was"), body).open(!words.is_empty())
}

async fn form(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
    looked_for: &str,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let (at, found) = app
        .clerk
        .read(id, |table| {
            let found = (!looked_for.is_empty()).then(|| before::list(tr, table, looked_for, visitor.today));
            (AtTable::of(table, true), found.unwrap_or_default())
        })
        .await?;
    let body = html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "open-title")) }
        p.rt-lead { (t!(tr, "open-lead")) }
        (look_before(tr, looked_for, &found))
        (inset_text(t!(tr, "open-frozen")))
        form action={ "/t/" (id) "/c/new" } method="post" novalidate {
            (key)
            (offer_form::all(tr, fields, wrong))
            (Button::new(t!(tr, "open-button")).once(true))
        }
    };
    Ok(Page::new(t!(tr, "open-title"), body).at(at).with_error(wrong.is_any()).show(app, visitor))
}
