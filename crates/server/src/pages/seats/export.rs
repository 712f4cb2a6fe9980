//! `/t/{table}/me/export.json`: a copy of everything one gave at a table, as one JSON object whose keys stay
//! as they are. A reader that meets a key it does not know leaves it aside.

mod decided;

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use table::{Connection, Mail, Rhythm, SeatNo, Strength, Table, TableId, seat_name};
use utoipa::ToSchema;

use decided::{OwnAccount, OwnBallot, OwnJudgement, OwnMissing, OwnPromise, OwnReply};

use super::said;
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;
use crate::visitor::Visitor;

/// Everything the holder of a seat gave at its table. Days are written as 2026-12-31.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Export {
    /// Always `roundtable-seat`.
    format: &'static str,
    /// The version of this form: 1. It grows only if a key changes its meaning or goes.
    version: u32,
    /// The table.
    table: OfTable,
    /// The seat, and what its holder told about themselves.
    seat: OfSeat,
    /// What they said and did not take back, newest first.
    statements: Vec<OwnStatement>,
    /// How they answered, by conversation and statement.
    answers: Vec<OwnAnswer>,
    /// What they marked as "this is not what we were told".
    marks: Vec<OwnMark>,
    /// Where they said "this does not sound like me" of the picture of the groups.
    unlike: Vec<OwnUnlike>,
    /// Requests for somebody's new card that they vouched for and that still wait.
    vouches: Vec<OwnVouch>,
    /// Accounts of what was heard that they wrote.
    accounts: Vec<OwnAccount>,
    /// What they said to lines of accounts.
    replies: Vec<OwnReply>,
    /// What they missed in accounts.
    missing: Vec<OwnMissing>,
    /// How they answered decisions.
    ballots: Vec<OwnBallot>,
    /// Promises they made.
    promises: Vec<OwnPromise>,
    /// Whether promises were kept, as they said.
    judgements: Vec<OwnJudgement>,
}

/// The table a seat is at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfTable {
    /// Its code.
    code: String,
    /// What it is called.
    name: String,
}

/// A seat, and what its holder told about themselves.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfSeat {
    /// The seat's own two words.
    name: String,
    /// The name chosen for this table, if there is one.
    chosen_name: Option<String>,
    /// The day it was taken.
    taken_on: String,
    /// The code of the invitation it was taken with, if there was one.
    invitation: Option<String>,
    /// What its holder brings, as ticked.
    strengths: Vec<&'static str>,
    /// The same in their own words.
    own_strength: Option<String>,
    /// How they are connected to this, as ticked.
    connections: Vec<&'static str>,
    /// Where they want news sent, if they gave an address.
    mail: Option<OwnMail>,
}

/// An address for news.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnMail {
    /// The address.
    address: String,
    /// `each-day` or `each-week`.
    rhythm: &'static str,
    /// Whether somebody who reads mail there said that they want it.
    confirmed: bool,
}

impl OwnMail {
    fn of(mail: &Mail) -> Self {
        Self {
            address: mail.address.to_string(),
            rhythm: Rhythm::key(mail.rhythm),
            confirmed: mail.confirmed,
        }
    }
}

/// Something said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnStatement {
    /// The conversation's number.
    conversation: u32,
    /// The conversation's question.
    question: String,
    /// The statement's number.
    statement: u32,
    /// The words.
    text: String,
    /// The day it was said.
    said_on: String,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnAnswer {
    /// The conversation's number.
    conversation: u32,
    /// The statement's number.
    statement: u32,
    /// The statement's words; nothing, if they were taken back.
    text: Option<String>,
    /// `agree`, `disagree` or `pass`.
    choice: &'static str,
    /// "This matters a lot to me."
    matters: bool,
    /// "In my own words."
    reason: Option<String>,
    /// The chance with which the statement was drawn for them, over 0 and at most 1; nothing, where they picked it.
    chance: Option<f64>,
}

/// "This is not what we were told."
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnMark {
    /// The conversation's number.
    conversation: u32,
    /// The version of the offer that stood, from 1.
    version: u32,
    /// What is different.
    words: String,
    /// The day it was marked.
    marked_on: String,
}

/// "This does not sound like me."
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnUnlike {
    /// The conversation's number.
    conversation: u32,
    /// In their own words, if they wrote any.
    words: Option<String>,
}

/// A vouch for somebody's new card.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnVouch {
    /// The request's number.
    request: u32,
    /// The day the card was asked for.
    asked_on: String,
}

impl Export {
    /// Of a seat; nothing, if it is not in use.
    pub(crate) fn of(table: &Table, number: SeatNo) -> Option<Self> {
        let seat = table.seat(number)?;
        Some(Self {
            format: "roundtable-seat",
            version: 1,
            table: OfTable { code: table.id.to_string(), name: table.name.to_string() },
            seat: OfSeat {
                name: seat_name(table.id, number),
                chosen_name: seat.name.as_ref().map(ToString::to_string),
                taken_on: seat.taken_on.to_string(),
                invitation: seat.invitation.map(|code| code.to_string()),
                strengths: seat.strengths.iter().copied().map(Strength::key).collect(),
                own_strength: seat.own_strength.as_ref().map(ToString::to_string),
                connections: seat.connections.iter().copied().map(Connection::key).collect(),
                mail: seat.mail.as_ref().map(OwnMail::of),
            },
            statements: statements(table, number),
            answers: answers(table, number),
            marks: marks(table, number),
            unlike: unlike(table, number),
            vouches: vouches(table, number),
            accounts: decided::accounts(table, number),
            replies: decided::replies(table, number),
            missing: decided::missing(table, number),
            ballots: decided::ballots(table, number),
            promises: decided::promises(table, number),
            judgements: decided::judgements(table, number),
        })
    }
}

fn statements(table: &Table, seat: SeatNo) -> Vec<OwnStatement> {
    said::own(table, seat)
        .map(|own| OwnStatement {
            conversation: own.conversation.number.0,
            question: own.conversation.question().to_owned(),
            statement: own.number.0,
            text: own.said.text.to_string(),
            said_on: own.on.to_string(),
        })
        .collect()
}

fn answers(table: &Table, seat: SeatNo) -> Vec<OwnAnswer> {
    let conversations = table.conversations.iter();
    conversations
        .flat_map(|conversation| {
            conversation.responses.row(seat.0).map(move |(position, answer)| {
                let number = table::Conversation::at_position(position);
                OwnAnswer {
                    conversation: conversation.number.0,
                    statement: number.0,
                    text: conversation.said(number).and_then(tamper::words),
                    choice: table::choice::word(answer.choice),
                    matters: answer.matters,
                    reason: conversation.reasons.get(&(number, seat)).map(ToString::to_string),
                    chance: conversation.responses.drawn(seat.0, position).map(table::Chance::share),
                }
            })
        })
        .collect()
}

fn marks(table: &Table, seat: SeatNo) -> Vec<OwnMark> {
    let conversations = table.conversations.iter();
    conversations
        .flat_map(|conversation| {
            conversation.marks.iter().filter(move |mark| mark.seat == seat).map(|mark| OwnMark {
                conversation: conversation.number.0,
                version: mark.version,
                words: mark.words.to_string(),
                marked_on: mark.on.to_string(),
            })
        })
        .collect()
}

fn unlike(table: &Table, seat: SeatNo) -> Vec<OwnUnlike> {
    let conversations = table.conversations.iter();
    conversations
        .filter_map(|conversation| {
            let words = conversation.unlike.get(&seat)?;
            let words = words.as_ref().map(ToString::to_string);
            Some(OwnUnlike { conversation: conversation.number.0, words })
        })
        .collect()
}

fn vouches(table: &Table, seat: SeatNo) -> Vec<OwnVouch> {
    table
        .open_requests()
        .filter(|(_, request)| request.vouched.contains(&seat))
        .map(|(number, request)| OwnVouch { request: number.0, asked_on: request.on.to_string() })
        .collect()
}

/// `GET /t/{table}/me/export.json`.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let export = app.clerk.read(id, |table| Export::of(table, seat)).await?.ok_or(Fault::NotFound)?;
    let mut response = axum::Json(export).into_response();
    let name = format!("attachment; filename=\"roundtable-{id}.json\"");
    response
        .headers_mut()
        .insert(CONTENT_DISPOSITION, HeaderValue::try_from(name).map_err(|_| Fault::Broken)?);
    Ok(response)
}

#[cfg(test)]
mod tests;
