//! Conversations: the list, one of them, and opening a new one from its offer.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use table::{Actor, Answer, Command, Conversation, ConversationNo, Day, Table, TableId};
use utoipa::ToSchema;

use super::kinds::Date;
use super::offers::{OfferSent, OfferShown};
use super::request::{Asking, At, Body, Keyed, Writing, readable};
use super::trouble::Trouble;
use super::{Answered, Made, conversation};
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;
use crate::visit::drawn;

/// A conversation in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Listed {
    /// Its number.
    conversation: u32,
    /// The question; empty, if it was altered.
    question: String,
    /// Whether the offer that stands was changed behind people's backs: then nothing of it is shown.
    altered: bool,
    /// Whether things can be said and answered today.
    open: bool,
    /// Whether it was held elsewhere and brought here to be read.
    imported: bool,
    /// The last day to take part.
    by_when: Option<Date>,
    /// The day by which people hear what became of it.
    hear_back: Option<Date>,
}

impl Listed {
    fn of(conversation: &Conversation, today: Day) -> Self {
        let offer = conversation.offer().map(|(_, version)| &version.offer);
        Self {
            conversation: conversation.number.0,
            question: tamper::kept(conversation.question_altered(), conversation.question()),
            altered: conversation.question_altered().is_some(),
            open: conversation.is_open(today),
            imported: offer.is_none(),
            by_when: offer.map(|offer| Date(offer.by_when)),
            hear_back: offer.map(|offer| Date(offer.hear_back)),
        }
    }

    /// All of a table's, newest first.
    pub(super) fn all(table: &Table, today: Day) -> Vec<Self> {
        table.conversations.iter().rev().map(|one| Self::of(one, today)).collect()
    }
}

/// What is talked about at a table.
#[derive(Serialize, ToSchema)]
pub(super) struct Conversations {
    /// Newest first.
    conversations: Vec<Listed>,
}

/// What is talked about at a table.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations", tag = "conversations", security((), ("visit" = [])),
    responses((status = 200, description = "The conversations.", body = Conversations)))]
pub(super) async fn list_conversations(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<Conversations> {
    let conversations = readable(&app, &visitor, id, |table, _| Ok(Listed::all(table, visitor.today)));
    Ok(Json(Conversations { conversations: conversations.await? }))
}

/// A conversation was opened.
#[derive(Serialize, ToSchema)]
pub(super) struct Opened {
    /// Its number.
    conversation: u32,
}

/// Opens a conversation from its offer. The offer is frozen: a change is a new version beside it.
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations", tag = "conversations", params(Keyed), request_body = OfferSent,
    security(("visit" = [])), responses((status = 201, description = "The conversation.", body = Opened)))]
pub(super) async fn open_conversation(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(offer) }: Writing<Body<OfferSent>>,
) -> Made<Opened> {
    let seat = visitor.seat_at(&app, id)?;
    let offer = offer.check().map_err(|refusals| Trouble::refused(visitor.tr, &refusals))?;
    let command = Command::OpenConversation { offer, seed: drawn(&app.key, "conversation", &key) };
    let Answer::Opened(number) = app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?
    else {
        return Err(Fault::Broken.into());
    };
    Ok((StatusCode::CREATED, Json(Opened { conversation: number.0 })))
}

/// One conversation.
#[derive(Serialize, ToSchema)]
pub(super) struct ConversationRead {
    /// As in a list.
    #[serde(flatten)]
    listed: Listed,
    /// The day it was opened or brought here.
    opened_on: Date,
    /// The offer that stands; nothing, where it was held elsewhere, or altered.
    offer: Option<OfferShown>,
    /// Its version, from 1.
    offer_version: Option<u32>,
    /// What it says of itself, where it was held elsewhere.
    description: Option<String>,
    /// How many statements there are, with those that were taken back.
    statements: u32,
}

/// One conversation, with the offer that stands.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}", tag = "conversations", security((), ("visit" = [])),
    responses((status = 200, description = "The conversation.", body = ConversationRead)))]
pub(super) async fn read_conversation(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<ConversationRead> {
    let read = readable(&app, &visitor, id, |table, _| {
        let conversation = conversation(table, number)?;
        let offer = conversation.offer();
        let description = match &conversation.origin {
            table::Origin::Imported(source) => {
                conversation.altered.is_none().then(|| source.description.clone())
            }
            table::Origin::Offered(_) => None,
        };
        Ok(ConversationRead {
            listed: Listed::of(conversation, visitor.today),
            opened_on: Date(conversation.opened_on),
            offer: offer
                .filter(|(_, version)| version.altered.is_none())
                .map(|(_, version)| OfferShown::of(&version.offer)),
            offer_version: offer.map(|(version, _)| version),
            description,
            statements: u32::try_from(conversation.statements.len()).unwrap_or(u32::MAX),
        })
    });
    Ok(Json(read.await?))
}
