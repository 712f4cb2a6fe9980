//! `/t/{table}/heard/{account}/missing`: is something missing?

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{AccountCommand, AccountNo, Actor, Command, Field, Refusal, TableId, Words};

use super::place::look_at;
use super::shown;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, same_key_field};
use crate::pages::conversations::counted::counted;
use crate::pages::links;
use crate::t;
use crate::ui::{Button, Label, Size, Textarea, back_link};
use crate::visitor::Visitor;

type Id = (TableId, AccountNo);

/// `GET …/missing`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id.0)?;
    page(&app, &visitor, id, None, &Wrong::none(), key_field()).await
}

/// `POST …/missing`: says so, says it in other words, or takes it back.
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let typed = fields.get(Field::Missing.key());
    let (command, saved) = match fields.get("action") {
        "say" => match Words::of(Field::Missing, typed) {
            Ok(words) => (AccountCommand::SayMissing { account: id.1, words }, "missing"),
            Err(refusal) => return again(&app, &visitor, id, &fields, refusal).await,
        },
        "take-back" => (AccountCommand::TakeMissingBack { account: id.1 }, "not-missing"),
        _ => return Err(Fault::Bad),
    };
    match app.clerk.ask(id.0, Actor::Seat(seat), Command::Account(command), key, visitor.today).await {
        Ok(_) => Ok(go_to(&format!("{}?saved={saved}", links::account(id.0, id.1)), Vec::new())),
        Err(Problem::Refused(refusal @ Refusal::AnswersClosed { .. })) => {
            again(&app, &visitor, id, &fields, refusal).await
        }
        // Somebody went back to the form they had sent, and changed their words.
        Err(Problem::KeyReused) if saved == "missing" => {
            let mut wrong = Wrong::none();
            wrong.add(None, t!(visitor.tr, "heard-again"));
            page(&app, &visitor, id, Some(typed), &wrong, key_field()).await
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn again(
    app: &App,
    visitor: &Visitor,
    id: Id,
    fields: &Fields,
    refusal: Refusal,
) -> Result<Response, Fault> {
    let wrong = Wrong::of(visitor.tr, &[refusal]);
    page(app, visitor, id, Some(fields.get(Field::Missing.key())), &wrong, same_key_field(fields)).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: Id,
    typed: Option<&str>,
    wrong: &Wrong,
    key: Markup,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let (place, (title, is_open, mine)) = look_at(app, visitor, id, |seen, account| {
        let mine = seen.seat.and_then(|seat| account.missing.get(&seat)).map(ToString::to_string);
        Ok((shown::title(tr, account), account.is_open(visitor.today), mine))
    })
    .await?;
    let address = place.account(id.1);
    // After the last day there is nothing to say here, only to take back; whoever typed something sees it again.
    if !is_open && mine.is_none() && typed.is_none() {
        return Ok(go_to(&address, Vec::new()));
    }
    let name = Field::Missing.key();
    let words = typed.or(mine.as_deref()).unwrap_or_default();
    let area = Textarea::new(name, Label::new(t!(tr, "field-missing")).size(Size::S))
        .hint(t!(tr, "heard-missing-hint"))
        .value(words)
        .error(wrong.at(tr, name))
        .rows(4);
    let action = format!("{address}/missing");
    let body = html! {
        (back_link(title, &address))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (place.question_line())
        h1.govuk-heading-xl { (t!(tr, "heard-missing-title")) }
        p.rt-lead { (t!(tr, "heard-missing-lead")) }
        form action=(action) method="post" novalidate {
            (key)
            (counted(tr, area, 280))
            @if is_open {
                div.govuk-button-group {
                    (Button::new(t!(tr, "heard-missing-button")).name_value("action", "say").once(true))
                    @if mine.is_none() {
                        a.govuk-link href={ (address) "?saved=answered" } { (t!(tr, "heard-missing-nothing")) }
                    }
                }
            }
        }
        @if mine.is_some() {
            form action=(action) method="post" novalidate {
                (key_field())
                (Button::new(t!(tr, "heard-missing-take-back")).secondary().name_value("action", "take-back"))
            }
        }
    };
    let page = Page::new(t!(tr, "heard-missing-title"), body).at(place.at);
    Ok(page.with_error(wrong.is_any()).show(app, visitor))
}
