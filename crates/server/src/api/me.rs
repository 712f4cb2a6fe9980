//! One's own seat: what one told about oneself, the card, the copy of everything, and leaving.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{Actor, Command, Field, Refusal, SeatNo, TableId, Words, one_line, seat_name};
use utoipa::ToSchema;

use super::kinds::{Brings, ConnectedBy, Date, present};
use super::request::{Asking, At, Body, CARD_KEY_LEAST, CardKeyed, Empty, Keyed, Writing, seated};
use super::seats::Seated;
use super::{Answered, DONE, Done, Made};
use crate::app::App;
use crate::fault::Fault;
use crate::pages::seats::Export;
use crate::pages::tables::set::card_of;
use crate::visit::card_hash;

/// Your seat. Nobody else can read this.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// The seat's own two words.
    seat_name: String,
    /// The name you chose for this table.
    name: Option<String>,
    /// What you bring.
    strengths: Vec<Brings>,
    /// The same in your own words.
    own_strength: Option<String>,
    /// How you are connected to this.
    connections: Vec<ConnectedBy>,
    /// The day you took the seat.
    taken_on: Date,
}

/// Your seat.
#[utoipa::path(get, path = "/api/v1/tables/{table}/me", tag = "me", security(("visit" = [])),
    responses((status = 200, description = "Your seat.", body = Me)))]
pub(super) async fn read_me(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<Me> {
    let me = seated(&app, &visitor, id, |table, number| {
        let seat = table.seat(number).ok_or(Fault::NotFound)?;
        Ok(Me {
            seat_name: seat_name(id, number),
            name: seat.name.as_ref().map(ToString::to_string),
            strengths: seat.strengths.iter().copied().map(Brings).collect(),
            own_strength: seat.own_strength.as_ref().map(ToString::to_string),
            connections: seat.connections.iter().copied().map(ConnectedBy).collect(),
            taken_on: Date(seat.taken_on),
        })
    });
    Ok(Json(me.await?))
}

/// A name for this table.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChooseName {
    /// The name; `null` for none.
    #[serde(deserialize_with = "present")]
    /// At most 40 characters, counted as they are kept.
    #[schema(required = true)]
    name: Option<String>,
}

/// Chooses a name for this table, or none.
#[utoipa::path(put, path = "/api/v1/tables/{table}/me/name", tag = "me", params(Keyed), request_body = ChooseName,
    security(("visit" = [])), responses((status = 200, description = "It is chosen.", body = Done)))]
pub(super) async fn choose_name(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(ChooseName { name }) }: Writing<Body<ChooseName>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let name = Words::optional(Field::Name, &one_line(&name.unwrap_or_default()))?;
    app.clerk.ask(id, Actor::Seat(seat), Command::ChooseName { name }, key, visitor.today).await?;
    Ok(DONE)
}

/// What you bring.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Bring {
    /// Those that fit.
    strengths: Vec<Brings>,
    /// In your own words.
    #[serde(default)]
    /// At most 140 characters, counted as they are kept.
    own_strength: Option<String>,
}

/// Tells what you bring, in place of what you told before.
#[utoipa::path(put, path = "/api/v1/tables/{table}/me/strengths", tag = "me", params(Keyed), request_body = Bring,
    security(("visit" = [])), responses((status = 200, description = "It is told.", body = Done)))]
pub(super) async fn bring_strengths(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(bring) }: Writing<Body<Bring>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let strengths = bring.strengths.into_iter().map(|Brings(one)| one).collect();
    let own = Words::optional(Field::OwnStrength, &bring.own_strength.unwrap_or_default())?;
    app.clerk.ask(id, Actor::Seat(seat), Command::Bring { strengths, own }, key, visitor.today).await?;
    Ok(DONE)
}

/// How you are connected to this.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Connect {
    /// Those that fit.
    connections: Vec<ConnectedBy>,
}

/// Tells how you are connected to this, in place of what you told before.
#[utoipa::path(put, path = "/api/v1/tables/{table}/me/connections", tag = "me", params(Keyed), request_body = Connect,
    security(("visit" = [])), responses((status = 200, description = "It is told.", body = Done)))]
pub(super) async fn tell_connections(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(Connect { connections }) }: Writing<Body<Connect>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let connections: BTreeSet<_> = connections.into_iter().map(|ConnectedBy(one)| one).collect();
    app.clerk.ask(id, Actor::Seat(seat), Command::Connect { connections }, key, visitor.today).await?;
    Ok(DONE)
}

/// A new card. The old one and all other visits stop.
#[utoipa::path(post, path = "/api/v1/tables/{table}/me/card", tag = "me", params(CardKeyed), security(("visit" = [])),
    responses((status = 201, description = "The new card, and a visit that goes with it.", body = Seated)))]
pub(super) async fn replace_card(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Empty }: Writing<Empty, CARD_KEY_LEAST>,
) -> Made<Seated> {
    let card = card_of(&app, &key);
    let hash = card_hash(&app.key, id, &card);
    // Sent twice: the visit it was sent on has ended, but the key shows whose card it made.
    let before = visitor.visit(&app, id).filter(|visit| {
        app.clerk.glance(id, |table| table.seat_of_card(&hash)).flatten() == Some(visit.seat)
    });
    let seat = if let Some(visit) = before {
        visit.seat
    } else {
        let seat = visitor.seat_at(&app, id)?;
        let command = Command::ReplaceCard { card: hash };
        app.clerk.ask(id, Actor::Seat(seat), command, key.clone(), visitor.today).await?;
        seat
    };
    Ok((StatusCode::CREATED, Json(Seated::renewed(&app, &visitor, id, seat, &card, &key)?)))
}

/// A copy of everything you gave at this table.
#[utoipa::path(get, path = "/api/v1/tables/{table}/me/export", tag = "me", security(("visit" = [])),
    responses((status = 200, description = "Everything of yours.", body = Export)))]
pub(super) async fn export_mine(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<Export> {
    let export = seated(&app, &visitor, id, |table, seat| Export::of(table, seat).ok_or(Fault::NotFound));
    Ok(Json(export.await?))
}

/// Leaves the table: everything of yours there goes, for good.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/me", tag = "me", params(Keyed), security(("visit" = [])),
    responses((status = 200, description = "You have left.", body = Done)))]
pub(super) async fn leave_table(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = leaving(&app, &visitor, id)?;
    match app.clerk.ask(id, Actor::Seat(seat), Command::Leave, key, visitor.today).await {
        Ok(_) => Ok(DONE),
        Err(store::Problem::Refused(Refusal::SeatGone)) => {
            Err(visitor.seat_at(&app, id).err().unwrap_or(Fault::NotFound).into())
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The seat to leave; also one that was left already, so that leaving twice gives the same answer.
fn leaving(app: &App, visitor: &crate::visitor::Visitor, id: TableId) -> Result<SeatNo, Fault> {
    let Some(visit) = visitor.visit(app, id) else { return visitor.seat_at(app, id) };
    let left =
        app.clerk.glance(id, |table| table.seat(visit.seat).is_none() && visit.seat.0 < table.seats_ever());
    if left == Some(true) { Ok(visit.seat) } else { visitor.seat_at(app, id) }
}
