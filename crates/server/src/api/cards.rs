//! A lost card: asking for a new one, vouching, and "that was not me".

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{Actor, Answer, Command, REQUEST_DAYS, RequestNo, TableId, VOUCHES_NEEDED, seat_name};
use utoipa::ToSchema;

use super::kinds::Date;
use super::request::{Asking, At, Body, CARD_KEY_LEAST, CardKeyed, Empty, Keyed, Writing, seated};
use super::trouble::Trouble;
use super::{Answered, DONE, Done, Made};
use crate::app::App;
use crate::fault::Fault;
use crate::pages::seats::named;
use crate::pages::tables::set::card_of;
use crate::t;
use crate::visit::card_hash;

/// Whose card is lost.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskForCard {
    /// The seat's own two words.
    #[schema(min_length = 1)]
    seat_name: String,
}

/// A new card waits.
#[derive(Serialize, ToSchema)]
pub(super) struct CardAsked {
    /// The request's number.
    request: u32,
    /// The words of the new card. It works once enough people have vouched; come back with it then.
    card: String,
    /// A word to tell those who vouch, so that they know it is your request.
    check_word: String,
    /// So many people must vouch.
    vouches_needed: u32,
}

/// Asks for a new card in place of a lost one. Two people with seats must vouch.
#[utoipa::path(post, path = "/api/v1/tables/{table}/card-requests", tag = "cards", params(CardKeyed), request_body = AskForCard,
    responses((status = 201, description = "The request.", body = CardAsked)))]
pub(super) async fn ask_for_card(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(ask) }: Writing<Body<AskForCard>, CARD_KEY_LEAST>,
) -> Made<CardAsked> {
    let Some(seat) = named(&app, id, &ask.seat_name) else {
        app.wrong_guess()?;
        let text = t!(visitor.tr, "lost-unknown");
        return Err(Trouble::said(StatusCode::UNPROCESSABLE_ENTITY, "seat-unknown", Some("seat_name"), text));
    };
    let card = card_of(&app, &key);
    let hash = card_hash(&app.key, id, &card);
    // Always as somebody without a seat: people borrow the programs of others at the table.
    let command = Command::AskForCard { seat, card: hash };
    let Answer::Asked(request) = app.clerk.ask(id, Actor::Newcomer, command, key, visitor.today).await?
    else {
        return Err(Fault::Broken.into());
    };
    let asked = CardAsked {
        request: request.0,
        card: card.to_string(),
        check_word: hash.check_word().to_owned(),
        vouches_needed: u32::try_from(VOUCHES_NEEDED).unwrap_or(u32::MAX),
    };
    Ok((StatusCode::CREATED, Json(asked)))
}

/// A request for a new card that waits.
#[derive(Serialize, ToSchema)]
pub(super) struct CardRequest {
    /// Its number.
    request: u32,
    /// The two words of the seat whose card is lost.
    seat_name: String,
    /// The word that whoever asked can tell you.
    check_word: String,
    /// The day it was made.
    asked_on: Date,
    /// Whether you have vouched.
    vouched: bool,
    /// Whether it is for your own seat: stop it, if that was not you.
    yours: bool,
}

/// Requests that wait.
#[derive(Serialize, ToSchema)]
pub(super) struct CardRequests {
    /// Oldest first.
    requests: Vec<CardRequest>,
}

/// The requests for new cards that wait.
#[utoipa::path(get, path = "/api/v1/tables/{table}/card-requests", tag = "cards", security(("visit" = [])),
    responses((status = 200, description = "The requests.", body = CardRequests)))]
pub(super) async fn list_card_requests(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<CardRequests> {
    let requests = seated(&app, &visitor, id, |table, seat| {
        let waiting =
            table.open_requests().filter(|(_, request)| visitor.today <= request.on.plus(REQUEST_DAYS));
        let each = waiting.map(|(number, request)| CardRequest {
            request: number.0,
            seat_name: seat_name(id, request.seat),
            check_word: request.card.check_word().to_owned(),
            asked_on: Date(request.on),
            vouched: request.vouched.contains(&seat),
            yours: request.seat == seat,
        });
        Ok(each.collect())
    });
    Ok(Json(CardRequests { requests: requests.await? }))
}

/// Vouches that a request comes from the person whose seat it is.
#[utoipa::path(post, path = "/api/v1/tables/{table}/card-requests/{request}/vouches", tag = "cards", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "You have vouched.", body = Done)))]
pub(super) async fn vouch(
    State(app): State<App>,
    At((id, request)): At<(TableId, RequestNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    app.clerk.ask(id, Actor::Seat(seat), Command::Vouch { request }, key, visitor.today).await?;
    Ok(DONE)
}

/// "That was not me": the seat's own holder stops a request.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/card-requests/{request}", tag = "cards", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is stopped.", body = Done)))]
pub(super) async fn stop_card_request(
    State(app): State<App>,
    At((id, request)): At<(TableId, RequestNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    app.clerk.ask(id, Actor::Seat(seat), Command::StopCard { request }, key, visitor.today).await?;
    Ok(DONE)
}
