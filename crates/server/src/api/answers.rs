//! Answers to statements. This is the busiest address by far, so it does the least.

use axum::extract::State;
use serde::Deserialize;
use table::{Command, ConversationNo, Field, ReasonChange, StatementNo, TableId, Words};
use utoipa::ToSchema;

use super::checking::{Promised, ask_promised};
use super::kinds::{Choice, Told};
use super::request::{At, Body, Empty, Keyed, Writing};
use super::{DONE, Done};
use crate::app::App;
use crate::slip::Asked;

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Respond {
    /// Agree, disagree, or pass for "not sure".
    choice: Choice,
    /// "This matters a lot to me."
    #[serde(default)]
    #[schema(required = false)]
    matters: bool,
    /// "In my own words". Leave it out to keep what is there; `null` takes it back.
    #[serde(default)]
    /// At most 280 characters, counted as they are kept.
    #[schema(value_type = Option<String>, min_length = 1)]
    reason: Told,
    /// The slip that `next` gave beside the statement, word for word. It tells the chance with which it was drawn. Leave
    /// it out for a statement that the person picked. One that does not fit is left aside; the answer counts all the same.
    #[serde(default)]
    #[schema(required = false)]
    slip: Option<String>,
}

/// Answers a statement, in place of the answer before.
#[utoipa::path(put, path = "/api/v1/tables/{table}/conversations/{conversation}/statements/{statement}/response",
    tag = "answers", params(Keyed), request_body = Respond, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn respond(
    State(app): State<App>,
    At((id, conversation, statement)): At<(TableId, ConversationNo, StatementNo)>,
    Writing { visitor, key, body: Body(Respond { choice, matters, reason, slip }) }: Writing<Body<Respond>>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let reason = match reason {
        Told::Nothing => ReasonChange::Keep,
        Told::TakeBack => ReasonChange::Remove,
        Told::Words(words) => ReasonChange::Set(Words::of(Field::Reason, &words)?),
    };
    let asked = Asked { table: id, conversation, seat, statement };
    let drawn = slip.and_then(|slip| asked.chance(&app.key, &slip));
    let command = Command::Respond { conversation, statement, choice: choice.0, matters, reason, drawn };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), command).await?;
    Ok((promise, DONE))
}

/// Takes an answer, and the reason beside it, back.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/conversations/{conversation}/statements/{statement}/response",
    tag = "answers", params(Keyed), security(("visit" = [])),
    responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn take_back(
    State(app): State<App>,
    At((id, conversation, statement)): At<(TableId, ConversationNo, StatementNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = Command::TakeBack { conversation, statement };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), command).await?;
    Ok((promise, DONE))
}
