//! Taking a seat, coming back with a card, and ending a visit.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Key;
use table::{Actor, Answer, Card, Command, InviteCode, NotACard, SeatNo, TableId, seat_name};
use utoipa::ToSchema;

use super::request::{At, Body, CARD_KEY_LEAST, CardKeyed, Empty, Sending, Writing};
use super::trouble::Trouble;
use super::{Answered, DONE, Done, Made};
use crate::access::{Access, access};
use crate::app::App;
use crate::fault::Fault;
use crate::pages::seats::{Holder, holder};
use crate::pages::tables::set::{card_of, first_visit};
use crate::t;
use crate::visit::{Visit, card_hash, drawn, fresh_key};
use crate::visitor::Visitor;

/// A seat, and how to come back to it.
#[derive(Serialize, ToSchema)]
pub(super) struct Seated {
    /// The token of this visit, for `Authorization: Bearer`.
    token: String,
    /// The words of the card. They are not kept anywhere else.
    card: String,
    /// The seat's own two words, by which others can vouch for a lost card.
    seat_name: String,
}

impl Seated {
    /// On a visit whose number is drawn under a key.
    pub(super) fn renewed(
        app: &App,
        visitor: &Visitor,
        id: TableId,
        seat: SeatNo,
        card: &Card,
        key: &Key,
    ) -> Result<Self, Fault> {
        let renewals = app
            .clerk
            .glance(id, |table| table.seat(seat).map(|seat| seat.renewals))
            .flatten()
            .ok_or(Fault::NotFound)?;
        let bytes = drawn(&app.key, "visit", key);
        let mut own = [0; 16];
        own.copy_from_slice(&bytes[..16]);
        let visit = Visit { id: own, seat, renewals, began: visitor.today };
        Ok(Self::on(app, id, &visit, card))
    }

    fn on(app: &App, id: TableId, visit: &Visit, card: &Card) -> Self {
        Self {
            token: visit.token(&app.key, id),
            card: card.to_string(),
            seat_name: seat_name(id, visit.seat),
        }
    }
}

/// How to take a seat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TakeSeat {
    /// The code of an invitation, where the table needs one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    invitation: Option<String>,
}

/// Takes a seat. It needs no name and no e-mail.
#[utoipa::path(post, path = "/api/v1/tables/{table}/seats", tag = "seats", params(CardKeyed), request_body = TakeSeat,
    security((), ("visit" = [])),
    responses((status = 201, description = "Your seat.", body = Seated)))]
pub(super) async fn take_seat(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(how) }: Writing<Body<TakeSeat>, CARD_KEY_LEAST>,
) -> Made<Seated> {
    // A code that can't be read is like one that is not there.
    let invitation: Option<InviteCode> = how.invitation.and_then(|code| code.parse().ok());
    let card = card_of(&app, &key);
    let hash = card_hash(&app.key, id, &card);
    let seat = app
        .clerk
        .glance(id, |table| access(&app, &visitor, table, invitation).map(Access::seat))
        .ok_or(Fault::NotFound)??;
    let actor = match seat {
        // Sent twice, the second time with the token of the first.
        Some(seat) if app.clerk.glance(id, |table| table.seat_of_card(&hash)).flatten() == Some(seat) => {
            let seated = Seated::renewed(&app, &visitor, id, seat, &card, &key)?;
            return Ok((StatusCode::CREATED, Json(seated)));
        }
        Some(seat) => Actor::Seat(seat),
        None => Actor::Newcomer,
    };
    let command = Command::TakeSeat { invitation, card: hash };
    let Answer::Seated(seat) = app.clerk.ask(id, actor, command, key.clone(), visitor.today).await? else {
        return Err(Fault::Broken.into());
    };
    let visit = first_visit(&app, &visitor, &key, seat);
    Ok((StatusCode::CREATED, Json(Seated::on(&app, id, &visit, &card))))
}

/// The card somebody comes back with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ComeBack {
    /// Its words, with anything between them; the first four letters of each are enough.
    #[schema(min_length = 1)]
    card: String,
}

/// Comes back with a card. Changes nothing at the table, so it needs no key.
#[utoipa::path(post, path = "/api/v1/tables/{table}/visits", tag = "seats", request_body = ComeBack,
    responses((status = 201, description = "Your seat.", body = Seated)))]
pub(super) async fn come_back(
    State(app): State<App>,
    At(id): At<TableId>,
    Sending { visitor, body: Body(ComeBack { card }) }: Sending<Body<ComeBack>>,
) -> Made<Seated> {
    let tr = visitor.tr;
    let wrong =
        |key: &str, text: String| Trouble::said(StatusCode::UNPROCESSABLE_ENTITY, key, Some("card"), text);
    let card = Card::parse(&card).map_err(|error| match error {
        NotACard::Count(count) => wrong("card-count", t!(tr, "back-count", count = count)),
        NotACard::Unknown(word) => wrong("card-word", t!(tr, "back-unknown", word = word.as_str())),
    })?;
    // The same answer for a table that is not there, one that is hidden, and a card that is nobody's.
    match holder(&app, id, &card) {
        Holder::Seat(seat) => {
            let own = Key::new(&fresh_key()).ok_or(Fault::Broken)?;
            Ok((StatusCode::CREATED, Json(Seated::renewed(&app, &visitor, id, seat, &card, &own)?)))
        }
        Holder::Waiting(vouched) => Err(wrong("card-waiting", t!(tr, "back-waiting", vouched = vouched))),
        Holder::Nobody => {
            app.wrong_guess()?;
            Err(wrong("card-nobody", t!(tr, "back-nobody")))
        }
    }
}

/// Ends this visit: its token brings nobody in any more. Needs no key: the second time there is nothing to end.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/visits/current", tag = "seats", security(("visit" = [])),
    responses((status = 200, description = "It is ended.", body = Done)))]
pub(super) async fn end_visit(
    State(app): State<App>,
    At(id): At<TableId>,
    Sending { visitor, body: Empty }: Sending<Empty>,
) -> Answered<Done> {
    visitor.seat_at(&app, id)?;
    let visit = visitor.visit(&app, id).ok_or(Fault::NoSeat(id))?;
    app.clerk.end_visit(visit.id, visitor.today).await?;
    Ok(DONE)
}
