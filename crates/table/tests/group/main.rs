//! What a group makes of what it heard: accounts, decisions by a rule chosen before, promises, and the links between.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "this is a test")]

#[path = "../life/mod.rs"]
mod life;

mod accounts;
mod counting;
mod decisions;
mod links;
mod news;
mod promises;

use std::collections::BTreeSet;

use life::{Life, words};
use table::{
    AccountTerms, Actor, Ballot, Choice, Command, Connection, ConversationNo, Day, DecisionCommand,
    DecisionNo, Event, Findable, InHundred, NotHere, Opening, Passing, Proposal, Question, ReasonChange,
    Refusal, Rule, Rules, SeatNo, Source, Stand, StatementNo,
};

const FIRST: ConversationNo = ConversationNo(1);

fn seat(number: u32) -> Actor {
    Actor::Seat(SeatNo(number))
}

/// A table with so many seats, an open conversation and so many statements, all of the first seat.
fn gathered(seats: u8, statements: u32) -> Life {
    let mut life = Life::new(Findable::Public);
    for card in 1..seats {
        life.sit(card);
    }
    life.does(seat(0), &Command::OpenConversation { offer: life::offer(), seed: [5; 32] }).unwrap();
    for at in 1..=statements {
        let text = words(&format!("Idea number {at}"));
        life.does(seat(at % u32::from(seats)), &Command::Say { conversation: FIRST, text }).unwrap();
    }
    life
}

fn answers(life: &mut Life, person: u32, statement: u32, choice: Choice) {
    let command = Command::Respond {
        conversation: FIRST,
        statement: StatementNo(statement),
        choice,
        matters: false,
        reason: ReasonChange::Keep,
        drawn: None,
    };
    life.does(seat(person), &command).unwrap();
}

fn in_hundred(number: u8) -> InHundred {
    InHundred::new(number).unwrap()
}

fn rules(rules: Vec<Rule>) -> Rules {
    Rules { rules, disagreement: words("We sleep on it and talk again"), account: AccountTerms::default() }
}

fn every_rule() -> Rules {
    let (share, quorum) = (in_hundred(60), in_hundred(10));
    rules(vec![
        Rule::Consent { quorum },
        Rule::Vote { share, quorum },
        Rule::BothMustAgree { sides: BTreeSet::from([Connection::Comes, Connection::Works]), share, quorum },
        Rule::Ranked { quorum },
        Rule::SharedBudget { quorum },
        Rule::Advice,
    ])
}

fn choose(life: &mut Life, rules: Rules) -> Result<Vec<Event>, Refusal> {
    let over = life.table.rules().map_or(0, |(version, _)| version);
    life.does(seat(0), &Command::ChooseRules { over, rules, why: None })
}

fn proposal(from: Vec<Source>) -> Proposal {
    Proposal {
        what: words("Open the front door at eight"),
        would_do: words("The door opens an hour sooner"),
        cost: words("One hour of work a day"),
        who_does: words("The morning team"),
        would_stop: words("The late round"),
        bad_for: words("People who sleep by the door"),
        overrule: words("The landlord can; she has said that she will not"),
        review_on: life::today().plus(200),
        from,
    }
}

fn opening(question: Question, closes: Day) -> Opening {
    Opening { conversation: Some(FIRST), proposal: proposal(Vec::new()), question, closes, seed: [8; 32] }
}

fn by(by: Passing) -> Question {
    Question::Proposal { by }
}

/// Opens a decision for a week; its number.
fn open(life: &mut Life, question: Question) -> DecisionNo {
    let closes = life.today.plus(7);
    let events = asks(life, 0, DecisionCommand::Open(Box::new(opening(question, closes)))).unwrap();
    match table::Answer::to(&events) {
        table::Answer::Decision(number) => number,
        other => panic!("{other:?}"),
    }
}

fn asks(life: &mut Life, person: u32, command: DecisionCommand) -> Result<Vec<Event>, Refusal> {
    life.does(seat(person), &Command::Decision(command))
}

fn stand(stand: Stand) -> Ballot {
    Ballot::Stand { stand, words: None }
}

fn cast(life: &mut Life, person: u32, decision: DecisionNo, ballot: Ballot) -> Result<Vec<Event>, Refusal> {
    asks(life, person, DecisionCommand::CastBallot { decision, ballot })
}

/// Nobody is missing; the last day passes; somebody closes.
fn close(life: &mut Life, decision: DecisionNo) -> Result<Vec<Event>, Refusal> {
    let not_here = NotHere { people: Vec::new(), words: words("The night team: we rang them") };
    asks(life, 0, DecisionCommand::AnswerWhoIsNotHere { decision, not_here })?;
    life.today = life.table.decision(decision).unwrap().last_day().plus(1);
    asks(life, 0, DecisionCommand::Close { decision })
}
