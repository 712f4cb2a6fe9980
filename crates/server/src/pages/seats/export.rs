//! `/t/{table}/me/export.json`: a copy of everything one gave at a table, as one JSON object whose keys stay
//! as they are. A reader that meets a key it does not know leaves it aside.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use table::{Connection, SeatNo, Strength, Table, TableId, seat_name};
use utoipa::ToSchema;

use super::said;
use crate::app::App;
use crate::fault::Fault;
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
            },
            statements: statements(table, number),
            answers: answers(table, number),
            marks: marks(table, number),
            unlike: unlike(table, number),
            vouches: vouches(table, number),
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
                    text: conversation.said(number).map(|said| said.text.to_string()),
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
mod tests {
    use super::*;
    use serde_json::json;
    use table::{
        Actor, CardHash, Choice, Command, ConversationNo, Day, Findable, InviteCode, Offer, ReasonChange,
        SetTable, Starter, StatementNo, TypedOffer, Words,
    };

    fn today() -> Day {
        "2026-11-22".parse().unwrap()
    }

    fn table() -> Table {
        let set = SetTable {
            id: TableId::from_number(7),
            name: Words::new("Mill Street").unwrap(),
            purpose: Words::new("A warm door").unwrap(),
            agreement: Words::new("We listen").unwrap(),
            findable: Findable::Public,
            starter: Starter::Service,
            card: CardHash::from_bytes([1; 32]),
            invitation: InviteCode::from_number(9),
        };
        let events = table::set(&set, today());
        let mut table = Table::begin(&events[0], today()).unwrap();
        for event in &events {
            table.apply(event, today());
        }
        table
    }

    fn ask(table: &mut Table, actor: Actor, command: &Command) {
        for event in table::decide(table, actor, command, today()).unwrap() {
            table.apply(&event, today());
        }
    }

    fn offer() -> Offer {
        Offer::check(&TypedOffer {
            question: "How should the door feel?",
            open: "The door",
            fixed: "The wall",
            who_decides: "All",
            who_spends: "All",
            who_stops: "Nobody",
            how_decided: "Together",
            by_when: Some(today().plus(30)),
            hear_back: Some(today().plus(60)),
        })
        .unwrap()
    }

    fn talked() -> Table {
        let mut table = table();
        let (one, two) = (Actor::Seat(SeatNo(0)), Actor::Seat(SeatNo(1)));
        let first = ConversationNo(1);
        let invitation = Some(InviteCode::from_number(9));
        let card = CardHash::from_bytes([2; 32]);
        ask(&mut table, Actor::Newcomer, &Command::TakeSeat { invitation, card });
        ask(&mut table, one, &Command::OpenConversation { offer: offer(), seed: [3; 32] });
        for (actor, text) in [(two, "Open early"), (one, "A bell"), (two, "No forms")] {
            ask(&mut table, actor, &Command::Say { conversation: first, text: Words::new(text).unwrap() });
        }
        let answer = |statement, choice, matters, reason, drawn| Command::Respond {
            conversation: first,
            statement: StatementNo(statement),
            choice,
            matters,
            reason,
            drawn,
        };
        let reason = ReasonChange::Set(Words::new("It is cold").unwrap());
        ask(&mut table, two, &answer(1, Choice::Agree, true, reason, table::Chance::from_steps(40)));
        ask(&mut table, two, &answer(2, Choice::Pass, false, ReasonChange::Keep, None));
        ask(&mut table, one, &Command::WithdrawStatement { conversation: first, statement: StatementNo(2) });
        let strengths = [Strength::Cooks, Strength::Listens].into();
        ask(&mut table, two, &Command::Bring { strengths, own: Some(Words::new("Patience").unwrap()) });
        ask(&mut table, two, &Command::Connect { connections: [Connection::Comes].into() });
        ask(&mut table, two, &Command::ChooseName { name: Some(Words::new("Jo").unwrap()) });
        let words = Words::new("It said lockers").unwrap();
        ask(&mut table, two, &Command::MarkOffer { conversation: first, words });
        let words = Some(Words::new("I am in between").unwrap());
        ask(&mut table, two, &Command::NotLikeMe { conversation: first, words });
        let card = CardHash::from_bytes([4; 32]);
        ask(&mut table, Actor::Newcomer, &Command::AskForCard { seat: SeatNo(0), card });
        ask(&mut table, two, &Command::Vouch { request: table::RequestNo(1) });
        table
    }

    #[test]
    fn the_copy_holds_everything_of_ones_own_under_keys_that_stay() {
        let table = talked();
        let found = serde_json::to_value(Export::of(&table, SeatNo(1)).unwrap()).unwrap();
        let expected = json!({
            "format": "roundtable-seat",
            "version": 1,
            "table": { "code": table.id.to_string(), "name": "Mill Street" },
            "seat": {
                "name": seat_name(table.id, SeatNo(1)),
                "chosen_name": "Jo",
                "taken_on": "2026-11-22",
                "invitation": InviteCode::from_number(9).to_string(),
                "strengths": ["listens", "cooks"],
                "own_strength": "Patience",
                "connections": ["comes"],
            },
            "statements": [
                { "conversation": 1, "question": "How should the door feel?", "statement": 3,
                  "text": "No forms", "said_on": "2026-11-22" },
                { "conversation": 1, "question": "How should the door feel?", "statement": 1,
                  "text": "Open early", "said_on": "2026-11-22" },
            ],
            "answers": [
                { "conversation": 1, "statement": 1, "text": "Open early", "choice": "agree",
                  "matters": true, "reason": "It is cold", "chance": 0.5 },
                { "conversation": 1, "statement": 2, "text": null, "choice": "pass",
                  "matters": false, "reason": null, "chance": null },
            ],
            "marks": [
                { "conversation": 1, "version": 1, "words": "It said lockers", "marked_on": "2026-11-22" },
            ],
            "unlike": [{ "conversation": 1, "words": "I am in between" }],
            "vouches": [{ "request": 1, "asked_on": "2026-11-22" }],
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn the_copy_holds_nothing_of_anybody_else() {
        let table = talked();
        let other = serde_json::to_string(&Export::of(&table, SeatNo(0)).unwrap()).unwrap();
        for theirs in
            ["Jo", "Patience", "Open early", "No forms", "It is cold", "lockers", "in between", "listens"]
        {
            assert!(!other.contains(theirs), "{theirs}: {other}");
        }
    }

    #[test]
    fn a_seat_that_was_left_has_nothing_to_copy() {
        let mut table = talked();
        ask(&mut table, Actor::Seat(SeatNo(1)), &Command::Leave);
        assert!(Export::of(&table, SeatNo(1)).is_none());
    }
}
