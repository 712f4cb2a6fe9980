//! One's own way through a conversation: the statement drawn next, and what one said and answered.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{Conversation, ConversationNo, SeatNo, TableId};
use utoipa::ToSchema;

use super::kinds::{Choice, Date};
use super::request::{Asking, At, seated};
use super::{Answered, conversation};
use crate::app::App;
use crate::pages::conversations::turn::turn;
use crate::slip::Asked;
use crate::tamper;

/// A statement that was drawn.
#[derive(Serialize, ToSchema)]
pub(super) struct Drawn {
    /// Its number.
    statement: u32,
    /// Its words.
    text: String,
    /// The chance it had: over 0, at most 1.
    probability: f64,
    /// Send this back with the answer, so that the chance is kept with it.
    slip: String,
}

/// What comes next.
#[derive(Serialize, ToSchema)]
pub(super) struct Coming {
    /// The statement drawn; nothing, when all are answered.
    next: Option<Drawn>,
    /// How many statements you have answered.
    answered: usize,
    /// How many you could still answer.
    left: usize,
}

/// The statement you are asked about next. It is drawn so that each gets a fair hearing, and stays the same
/// until you answer.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/next", tag = "answers", security(("visit" = [])),
    responses((status = 200, description = "What comes next.", body = Coming)))]
pub(super) async fn draw_next(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<Coming> {
    let (seat, turn) =
        seated(&app, &visitor, id, |table, seat| Ok((seat, turn(conversation(table, number)?, seat))))
            .await?;
    let next = turn.next.map(|next| Drawn {
        slip: Asked { table: id, conversation: number, seat, statement: next.number }
            .slip(&app.key, next.chance),
        statement: next.number.0,
        text: next.words,
        probability: next.probability,
    });
    Ok(Json(Coming { next, answered: turn.answered, left: turn.left }))
}

/// Something you said.
#[derive(Serialize, ToSchema)]
pub(super) struct MyStatement {
    /// Its number.
    statement: u32,
    /// The words.
    text: String,
    /// When.
    on: Date,
}

/// Something you answered.
#[derive(Serialize, ToSchema)]
pub(super) struct MyAnswer {
    /// The statement's number.
    statement: u32,
    /// Its words; nothing, if they were taken back.
    text: Option<String>,
    /// Agree, disagree or pass.
    choice: Choice,
    /// "This matters a lot to me."
    matters: bool,
    /// "In my own words."
    reason: Option<String>,
}

/// What is yours in a conversation. Nobody else can read this.
#[derive(Serialize, ToSchema)]
pub(super) struct Mine {
    /// What you said and did not take back, in order.
    statements: Vec<MyStatement>,
    /// What you answered, by statement.
    answers: Vec<MyAnswer>,
}

impl Mine {
    fn of(conversation: &Conversation, seat: SeatNo) -> Self {
        let statements = conversation.statements.iter().zip(1u32..).filter_map(|(statement, number)| {
            let said = statement.said.as_ref().filter(|said| said.seat == Some(seat))?;
            Some(MyStatement { statement: number, text: said.text.to_string(), on: Date(statement.on) })
        });
        let answers = conversation.responses.row(seat.0).map(|(position, answer)| {
            let number = Conversation::at_position(position);
            MyAnswer {
                statement: number.0,
                text: conversation.said(number).and_then(tamper::words),
                choice: Choice(answer.choice),
                matters: answer.matters,
                reason: conversation.reasons.get(&(number, seat)).map(ToString::to_string),
            }
        });
        Self { statements: statements.collect(), answers: answers.collect() }
    }
}

/// What you said and answered in a conversation.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/mine", tag = "answers", security(("visit" = [])),
    responses((status = 200, description = "What is yours.", body = Mine)))]
pub(super) async fn read_mine(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<Mine> {
    let mine = seated(&app, &visitor, id, |table, seat| Ok(Mine::of(conversation(table, number)?, seat)));
    Ok(Json(mine.await?))
}
