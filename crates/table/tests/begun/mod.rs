//! A table to begin with, and living through what people ask for there.

use table::{
    AccountCommand, AccountNo, Actor, Command, ConversationNo, DecisionCommand, Findable, InviteCode,
    Opening, Part, Passing, PromiseCommand, PromiseOf, Question, SeatNo, Source, StatementNo,
};

use crate::life::{Life, hash, offer, today, words};
use crate::steps::{every_rule, proposal};

/// A table where a few things were said, heard, asked and promised: so that what follows is not always refused.
pub(crate) fn begun(findable: Findable) -> Life {
    let mut life = Life::new(findable);
    let host = Actor::Seat(SeatNo(0));
    for card in 200..206 {
        let code = InviteCode::from_number(7);
        let sit = Command::TakeSeat { invitation: Some(code), card: hash(card) };
        life.does(Actor::Newcomer, &sit).unwrap();
    }
    life.does(host, &Command::OpenConversation { offer: offer(), seed: [9; 32] }).unwrap();
    for text in ["a bell", "a bench", "a lamp"] {
        life.does(host, &Command::Say { conversation: ConversationNo(1), text: words(text) }).unwrap();
    }
    let rules = every_rule();
    life.does(host, &Command::ChooseRules { over: 0, rules, why: None }).unwrap();
    let parts = vec![Part::Line(StatementNo(1)), Part::Linking(words("and")), Part::Line(StatementNo(2))];
    let until = today().plus(6);
    let write = AccountCommand::Write { conversation: ConversationNo(1), parts, until };
    life.does(host, &Command::Account(write)).unwrap();
    for by in [Passing::Consent, Passing::Vote] {
        let opening = Opening {
            conversation: None,
            proposal: proposal(vec![Source::Account(AccountNo(1))]),
            question: Question::Proposal { by },
            closes: until,
            seed: [7; 32],
        };
        life.does(host, &Command::Decision(DecisionCommand::Open(Box::new(opening)))).unwrap();
    }
    let make = PromiseCommand::Make {
        from: PromiseOf::Line(AccountNo(1), StatementNo(1)),
        who: words("Sam"),
        what: words("A bell"),
        by: today().plus(5),
    };
    life.does(Actor::Seat(SeatNo(1)), &Command::Promise(make)).unwrap();
    life
}

/// Lives through some steps; whether something refused changed anything.
pub(crate) fn live(life: &mut Life, steps: &[(Actor, Command, i32)]) -> bool {
    steps.iter().all(|(actor, command, days)| {
        life.today = life.today.plus(*days);
        let before = life.table.clone();
        life.does(*actor, command).is_ok() || life.table == before
    })
}
