//! "This does not sound like me": what people say of the picture of the groups.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{Actor, Command, Conversation, ConversationNo, Field, SeatNo, TableId, Words};
use utoipa::ToSchema;

use super::request::{Asking, At, Body, Empty, Keyed, Span, Writing, readable};
use super::{Answered, DONE, Done, conversation};
use crate::app::App;
use crate::pages::conversations::unlike::{HowMany, said};

/// That the picture of the groups does not sound like you.
#[derive(Serialize, ToSchema)]
pub(super) struct YourUnlike {
    /// "In my own words", if you wrote any.
    reason: Option<String>,
}

/// Who says of the picture of the groups that it does not sound like them: how many, and in which words. Which
/// group anybody is in stands nowhere.
#[derive(Serialize, ToSchema)]
pub(super) struct Unlike {
    /// Whether anybody says so.
    anybody: bool,
    /// How many people say so, from 8 on.
    people: Option<u32>,
    /// What people wrote, in the order of the alphabet: it says nothing about who wrote it or when.
    reasons: Vec<String>,
    /// How many wrote something.
    reasons_in_all: u32,
    /// Yours, if you said so. Nobody else can read which are yours.
    yours: Option<YourUnlike>,
}

impl Unlike {
    fn of(conversation: &Conversation, seat: Option<SeatNo>, span: Span) -> Self {
        let (anybody, people) = match said(conversation) {
            HowMany::Nobody => (false, None),
            HowMany::AFew => (true, None),
            HowMany::Count(people) => (true, Some(people)),
        };
        let mut reasons: Vec<&str> = conversation.unlike.values().flatten().map(Words::as_str).collect();
        reasons.sort_unstable();
        let shown = reasons.iter().skip(span.from as usize - 1).take(span.limit as usize);
        let yours = seat.and_then(|seat| conversation.unlike.get(&seat));
        Self {
            anybody,
            people,
            reasons: shown.map(|words| (*words).to_owned()).collect(),
            reasons_in_all: u32::try_from(reasons.len()).unwrap_or(u32::MAX),
            yours: yours.map(|words| YourUnlike { reason: words.as_ref().map(ToString::to_string) }),
        }
    }
}

/// What people say of the picture of the groups. `from` and `limit` choose among the words.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/unlike", tag = "standing", params(Span),
    security((), ("visit" = [])), responses((status = 200, description = "What people say of it.", body = Unlike)))]
pub(super) async fn read_unlike(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, question }: Asking<Span>,
) -> Answered<Unlike> {
    let unlike = readable(&app, &visitor, id, |table, seat| {
        Ok(Unlike::of(conversation(table, number)?, seat, question))
    });
    Ok(Json(unlike.await?))
}

/// That the picture of the groups does not sound like you.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SayUnlike {
    /// "In my own words". You can leave it out.
    /// At most 280 characters, counted as they are kept.
    #[serde(default)]
    reason: Option<String>,
}

/// Says that the groups do not sound like you, in place of what you said of them before.
#[utoipa::path(put, path = "/api/v1/tables/{table}/conversations/{conversation}/unlike", tag = "standing", params(Keyed),
    request_body = SayUnlike, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn say_unlike(
    State(app): State<App>,
    At((id, conversation)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Body(SayUnlike { reason }) }: Writing<Body<SayUnlike>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let words = Words::optional(Field::Reason, &reason.unwrap_or_default())?;
    let command = Command::NotLikeMe { conversation, words };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(DONE)
}

/// Takes it back, with its words.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/conversations/{conversation}/unlike", tag = "standing", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn take_unlike_back(
    State(app): State<App>,
    At((id, conversation)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = Command::TakeNotLikeMeBack { conversation };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(DONE)
}
