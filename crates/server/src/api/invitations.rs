//! Invitations: making them, ending them, and what one of them opens.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{Actor, Answer, Command, Field, InviteCode, Refusal, TableId};
use utoipa::ToSchema;

use super::kinds::{Code, Date};
use super::request::{Asking, At, Body, Empty, Keyed, Writing, seated};
use super::shapes::whole;
use super::tables::Doorstep;
use super::{Answered, DONE, Done, Made};
use crate::access::access;
use crate::app::App;
use crate::fault::Fault;
use crate::pages::tables::set::eight;
use crate::tamper;

/// What an invitation opens.
#[derive(Serialize, ToSchema)]
pub(super) struct Invited {
    /// The table.
    #[serde(flatten)]
    doorstep: Doorstep,
    /// How people work together there.
    agreement: String,
    /// Whether the invitation lets one more person in today.
    works: bool,
}

/// The table behind an invitation.
#[utoipa::path(get, path = "/api/v1/invitations/{code}", tag = "invitations", security((), ("visit" = [])),
    responses((status = 200, description = "The table, as one knows it before taking a seat.", body = Invited)))]
pub(super) async fn read_invitation(
    State(app): State<App>,
    At(code): At<InviteCode>,
    Asking { visitor, .. }: Asking,
) -> Answered<Invited> {
    let mut found = None;
    app.clerk
        .read_each(|table| {
            if let Some(invitation) = table.invitation(code) {
                let works = invitation.works(visitor.today);
                found = access(&app, &visitor, table, Some(code)).ok().map(|access| Invited {
                    doorstep: Doorstep::of(table, access.seat().is_some()),
                    agreement: tamper::kept(table.agreement().1.altered, &table.agreement().1.text),
                    works,
                });
            }
        })
        .await?;
    let Some(invited) = found else {
        app.wrong_guess()?;
        return Err(Fault::NotFound.into());
    };
    Ok(Json(invited))
}

/// An invitation.
#[derive(Serialize, ToSchema)]
pub(super) struct Invitation {
    /// Its code.
    code: Code,
    /// How many people can use it.
    how_many: u32,
    /// How many have.
    used: u32,
    /// The last day it works.
    last_day: Date,
    /// Whether somebody ended it.
    ended: bool,
    /// Whether it lets one more person in today.
    works: bool,
}

/// All invitations to a table.
#[derive(Serialize, ToSchema)]
pub(super) struct Invitations {
    /// In the order they were made.
    invitations: Vec<Invitation>,
}

/// The invitations to a table.
#[utoipa::path(get, path = "/api/v1/tables/{table}/invitations", tag = "invitations", security(("visit" = [])),
    responses((status = 200, description = "The invitations.", body = Invitations)))]
pub(super) async fn list_invitations(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<Invitations> {
    let invitations = seated(&app, &visitor, id, |table, _| {
        let each = table.invitations.iter().map(|one| Invitation {
            code: Code::of(one.code),
            how_many: one.cap,
            used: one.used,
            last_day: Date(one.until),
            ended: one.ended,
            works: one.works(visitor.today),
        });
        Ok(each.collect())
    });
    Ok(Json(Invitations { invitations: invitations.await? }))
}

/// A new invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Invite {
    /// How many people can use it.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 100_000)]
    how_many: u32,
    /// The last day it works, as 2026-12-31.
    #[schema(format = Date)]
    last_day: String,
}

/// An invitation was made.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationMade {
    /// Its code.
    code: Code,
}

/// Makes an invitation.
#[utoipa::path(post, path = "/api/v1/tables/{table}/invitations", tag = "invitations", params(Keyed), request_body = Invite,
    security(("visit" = [])),
    responses((status = 201, description = "The invitation.", body = InvitationMade)))]
pub(super) async fn make_invitation(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(invite) }: Writing<Body<Invite>>,
) -> Made<InvitationMade> {
    let seat = visitor.seat_at(&app, id)?;
    let until = invite.last_day.parse().map_err(|_| Refusal::NotADay { field: Field::LastDay })?;
    // Bound to the seat: somebody who guesses the key still draws another code.
    let code = InviteCode::from_random(eight(&app, &format!("invitation of {id} by {seat}"), &key));
    let command = Command::Invite { code, cap: invite.how_many, until };
    let Answer::Invited(code) = app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?
    else {
        return Err(Fault::Broken.into());
    };
    Ok((StatusCode::CREATED, Json(InvitationMade { code: Code::of(code) })))
}

/// Ends an invitation. Anybody with a seat can.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/invitations/{code}", tag = "invitations", params(Keyed),
    security(("visit" = [])),
    responses((status = 200, description = "It is ended.", body = Done)))]
pub(super) async fn end_invitation(
    State(app): State<App>,
    At((id, code)): At<(TableId, InviteCode)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    app.clerk.ask(id, Actor::Seat(seat), Command::EndInvitation { code }, key, visitor.today).await?;
    Ok(DONE)
}
