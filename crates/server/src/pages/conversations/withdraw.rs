//! `/t/{table}/c/{conversation}/s/{statement}/withdraw`: taking back what one said, after reading what that
//! means.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use table::Refusal;

use super::statement::{Id, View, Words};
use super::talk;
use crate::app::App;
use crate::fault::Fault;
use crate::page::{Page, key_field};
use crate::t;
use crate::ui::{Button, statement};
use crate::visitor::Visitor;

/// `GET …/withdraw`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    page(&app, &visitor, id).await
}

/// The page that says what will happen.
pub(super) async fn page(
    app: &App,
    visitor: &Visitor,
    (table, conversation, number): Id,
) -> Result<Response, Fault> {
    let (talk, words) = talk::look_seated(app, visitor, (table, conversation), |state, seat| {
        let view = View::of(state, Some(seat), number, 0)?;
        match view.words {
            Words::TakenBack => Err(Refusal::TakenBack.into()),
            Words::Said(words) if view.own => Ok(words),
            _ => Err(Refusal::NotYours.into()),
        }
    })
    .await?;
    let tr = visitor.tr;
    let address = talk.statement(number);
    let body = html! {
        (talk.back(tr))
        h1.govuk-heading-l { (t!(tr, "withdraw-title")) }
        (statement(html! { bdi { (words) } }, t!(tr, "withdraw-yours")))
        h2.govuk-heading-m { (t!(tr, "withdraw-what")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t!(tr, "withdraw-1")) }
            li { (t!(tr, "withdraw-2")) }
            li { (t!(tr, "withdraw-3")) }
            li { (t!(tr, "withdraw-4")) }
        }
        form action=(address) method="post" novalidate {
            (key_field())
            input type="hidden" name="action" value="withdraw";
            div.rt-cluster {
                (Button::new(t!(tr, "withdraw-button")).warning().name_value("sure", "yes").once(true))
                a.govuk-link href=(address) { (t!(tr, "withdraw-keep")) }
            }
        }
    };
    Ok(Page::new(t!(tr, "withdraw-title"), body).at(talk.at).show(app, visitor))
}
