//! How people work together at a table: every version, and a new one.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{Actor, Command, Field, TableId, Words};
use utoipa::ToSchema;

use super::kinds::Date;
use super::request::{Asking, At, Body, Keyed, Writing, readable};
use super::shapes::whole;
use super::trouble::Trouble;
use super::{Answered, DONE, Done};
use crate::app::App;
use crate::tamper;

/// One version of the agreement.
#[derive(Serialize, ToSchema)]
pub(super) struct AgreementVersion {
    /// Its number, from 1.
    version: u32,
    /// The words; empty, if they were altered.
    agreement: String,
    /// Whether they were changed behind people's backs.
    altered: bool,
    /// Why it was changed; the first version has no reason.
    why: Option<String>,
    /// When.
    on: Date,
}

/// All versions of the agreement.
#[derive(Serialize, ToSchema)]
pub(super) struct Agreement {
    /// In order: the last one stands.
    versions: Vec<AgreementVersion>,
}

/// How people work together: every version.
#[utoipa::path(get, path = "/api/v1/tables/{table}/agreement", tag = "agreement", security((), ("visit" = [])),
    responses((status = 200, description = "The versions.", body = Agreement)))]
pub(super) async fn read_agreement(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<Agreement> {
    let versions = readable(&app, &visitor, id, |table, _| {
        let each = table.agreement.iter().zip(1u32..).map(|(one, version)| AgreementVersion {
            version,
            agreement: tamper::kept(one.altered, &one.text),
            altered: one.altered.is_some(),
            why: one.why.as_ref().map(ToString::to_string),
            on: Date(one.on),
        });
        Ok(each.collect())
    });
    Ok(Json(Agreement { versions: versions.await? }))
}

/// A new version of the agreement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeAgreement {
    /// The version you read before writing this: if another stands by now, yours is refused.
    #[serde(deserialize_with = "whole")]
    over: u32,
    /// The new words.
    /// At most 4000 characters, counted as they are kept.
    #[schema(min_length = 1)]
    agreement: String,
    /// Why.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    why: String,
}

/// Changes how people work together. All versions stay to be read.
#[utoipa::path(post, path = "/api/v1/tables/{table}/agreement", tag = "agreement", params(Keyed), request_body = ChangeAgreement,
    security(("visit" = [])), responses((status = 200, description = "It is changed.", body = Done)))]
pub(super) async fn change_agreement(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(change) }: Writing<Body<ChangeAgreement>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let text = Words::of(Field::Agreement, &change.agreement);
    let why = Words::of(Field::Why, &change.why);
    let (text, why) = match (text, why) {
        (Ok(text), Ok(why)) => (text, why),
        (text, why) => {
            let refusals: Vec<_> = text.err().into_iter().chain(why.err()).collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    let command = Command::ChangeAgreement { over: change.over, text, why };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(DONE)
}
