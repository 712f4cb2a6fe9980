//! Statements: the list, one of them, saying something, looking at it first, and taking it back.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{
    Actor, Answer, Command, Conversation, ConversationNo, Day, Field, Refusal, SeatNo, Statement,
    StatementNo, TableId, Words, one_line,
};
use utoipa::ToSchema;
use voice::publish;

use super::checking::{Promise, ask_promised};
use super::kinds::{Date, Found};
use super::request::{Asking, At, Body, Empty, Keyed, Sending, Span, Writing, readable, seated};
use super::standing::Answers;
use super::trouble::Trouble;
use super::{Answered, DONE, Done, conversation};
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;

/// So many similar statements are shown, as on the page.
const SIMILAR: usize = 5;

/// A statement. Whose it is stands nowhere.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementListed {
    /// Its number.
    statement: u32,
    /// The words; nothing, if they were taken back, set aside or altered.
    text: Option<String>,
    /// Whether the person who said it took it back.
    taken_back: bool,
    /// Whether the words were changed behind people's backs.
    altered: bool,
    /// Whether those who ran a conversation held elsewhere had set it aside.
    set_aside: bool,
    /// When it was said.
    on: Date,
}

impl StatementListed {
    fn of(number: u32, statement: &Statement) -> Self {
        let said = statement.said.as_ref();
        let imported = said.and_then(|said| said.imported.as_ref());
        let shown = said.filter(|said| !said.set_aside());
        Self {
            statement: number,
            text: shown.and_then(tamper::words),
            taken_back: said.is_none(),
            altered: said.is_some_and(|said| said.altered.is_some()),
            set_aside: said.is_some() && shown.is_none(),
            on: Date(imported.map_or(statement.on, |imported| Day::from_unix_millis(imported.at))),
        }
    }
}

/// Part of a list of statements.
#[derive(Serialize, ToSchema)]
pub(super) struct Statements {
    /// By number.
    statements: Vec<StatementListed>,
    /// The number to go on from; nothing at the end.
    next_from: Option<u32>,
}

/// What was said, in the order it was said. There is no other order and no filter.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/statements", tag = "statements", params(Span),
    security((), ("visit" = [])), responses((status = 200, description = "Part of the list.", body = Statements)))]
pub(super) async fn list_statements(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, question: Span { from, limit } }: Asking<Span>,
) -> Answered<Statements> {
    let statements = readable(&app, &visitor, id, |table, _| {
        let all = &conversation(table, number)?.statements;
        let each = all.iter().zip(1u32..).skip(from as usize - 1).take(limit as usize);
        let statements = each.map(|(statement, number)| StatementListed::of(number, statement)).collect();
        let after = from.checked_add(limit).filter(|after| *after as usize <= all.len());
        Ok(Statements { statements, next_from: after })
    });
    Ok(Json(statements.await?))
}

/// Something to say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Say {
    /// The words: one thing, in one line.
    /// At most 140 characters, counted as they are kept.
    #[schema(min_length = 1)]
    statement: String,
}

/// Something was said.
#[derive(Serialize, ToSchema)]
pub(super) struct Said {
    /// Its number.
    statement: u32,
}

/// Says something.
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations/{conversation}/statements", tag = "statements", params(Keyed),
    request_body = Say, security(("visit" = [])), responses((status = 201, description = "It is said.", body = Said)))]
pub(super) async fn say(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Body(Say { statement }) }: Writing<Body<Say>>,
) -> Result<(StatusCode, Promise, Json<Said>), Trouble> {
    let seat = visitor.seat_at(&app, id)?;
    let text = Words::of(Field::Statement, &one_line(&statement))?;
    let command = Command::Say { conversation: number, text };
    let (Answer::Said(_, statement), promise) =
        ask_promised(&app, &visitor, key, (id, seat), command).await?
    else {
        return Err(Fault::Broken.into());
    };
    Ok((StatusCode::CREATED, promise, Json(Said { statement: statement.0 })))
}

/// A statement that is there already.
#[derive(Serialize, ToSchema)]
pub(super) struct Similar {
    /// Its number.
    statement: u32,
    /// Its words.
    text: String,
}

/// What to know before saying something.
#[derive(Serialize, ToSchema)]
pub(super) struct Checked {
    /// What could lead a stranger to somebody. It is pointed out, never blocked.
    finds: Vec<Found>,
    /// Similar statements, most similar first: perhaps it is one of these.
    similar: Vec<Similar>,
}

/// Looks at something before it is said. Keeps and publishes nothing, so it needs no key.
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations/{conversation}/statements/check", tag = "statements",
    request_body = Say, security(("visit" = [])),
    responses((status = 200, description = "What to know before saying it.", body = Checked)))]
pub(super) async fn check_statement(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Sending { visitor, body: Body(Say { statement }) }: Sending<Body<Say>>,
) -> Answered<Checked> {
    visitor.seat_at(&app, id)?;
    let text = Words::<140>::of(Field::Statement, &one_line(&statement))?;
    let similar = seated(&app, &visitor, id, |table, _| {
        let conversation = conversation(table, number)?;
        let found = conversation.similar_to(text.as_str(), SIMILAR).into_iter();
        let each = found.filter_map(|number| {
            Some(Similar { statement: number.0, text: conversation.readable(number)?.text.to_string() })
        });
        Ok(each.collect())
    });
    let similar = similar.await?;
    Ok(Json(Checked { finds: table::look(text.as_str()).into_iter().map(Found).collect(), similar }))
}

/// One statement, and what became of it.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementRead {
    /// As in the list.
    #[serde(flatten)]
    listed: StatementListed,
    /// What may be shown of its answers.
    answers: Answers,
    /// Reasons people gave, in the order of the alphabet: it says nothing about who gave them or when.
    reasons: Vec<String>,
    /// How many reasons there are.
    reasons_in_all: u32,
    /// Whether you said it.
    yours: bool,
}

/// One statement, and what became of it. `from` and `limit` choose among the reasons.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/statements/{statement}", tag = "statements",
    params(Span), security((), ("visit" = [])),
    responses((status = 200, description = "The statement.", body = StatementRead)))]
pub(super) async fn read_statement(
    State(app): State<App>,
    At((id, number, statement)): At<(TableId, ConversationNo, StatementNo)>,
    Asking { visitor, question }: Asking<Span>,
) -> Answered<StatementRead> {
    let read = readable(&app, &visitor, id, |table, seat| {
        one(conversation(table, number)?, statement, seat, question)
    });
    Ok(Json(read.await?))
}

fn one(
    conversation: &Conversation,
    number: StatementNo,
    seat: Option<SeatNo>,
    span: Span,
) -> Result<StatementRead, Fault> {
    let statement = conversation.statement(number).ok_or(Fault::Refused(Refusal::NotFound))?;
    let whole = (number, SeatNo(0))..=(number, SeatNo(u32::MAX));
    let mut reasons: Vec<&str> = conversation.reasons.range(whole).map(|(_, words)| words.as_str()).collect();
    reasons.sort_unstable();
    let shown = reasons.iter().skip(span.from as usize - 1).take(span.limit as usize);
    Ok(StatementRead {
        listed: StatementListed::of(number.0, statement),
        answers: Answers::of(publish::statement(
            conversation.responses.tally(Conversation::position(number)),
        )),
        reasons: shown.map(|words| (*words).to_owned()).collect(),
        reasons_in_all: u32::try_from(reasons.len()).unwrap_or(u32::MAX),
        yours: seat.is_some() && statement.said.as_ref().is_some_and(|said| said.seat == seat),
    })
}

/// Takes one's own statement back. A neutral placeholder stays.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/conversations/{conversation}/statements/{statement}", tag = "statements",
    params(Keyed), security(("visit" = [])), responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn withdraw_statement(
    State(app): State<App>,
    At((id, number, statement)): At<(TableId, ConversationNo, StatementNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = Command::WithdrawStatement { conversation: number, statement };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(DONE)
}
