//! What is in the copy of everything, and what is not.

use super::*;
use serde_json::json;
use std::collections::BTreeSet;

use table::{
    AccountCommand, AccountNo, AccountTerms, Actor, Ballot, CardHash, Choice, Command, ConversationNo, Day,
    DecisionCommand, DecisionNo, Findable, InHundred, InviteCode, Judgement, LineReply, MailCommand, Offer,
    Opening, Part, Passing, PromiseCommand, PromiseNo, PromiseOf, Proposal, Question, ReasonChange, Rule,
    Rules, SetTable, Stand, Starter, StatementNo, Tidings, TypedOffer, TypedProposal, Words,
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
            "mail": null,
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
        "accounts": [],
        "replies": [],
        "missing": [],
        "ballots": [],
        "promises": [],
        "judgements": [],
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

/// Seat 1 has a part in accounts, decisions and promises.
fn decided() -> Table {
    let mut table = talked();
    let two = Actor::Seat(SeatNo(1));
    let words = |text| Words::new(text).unwrap();
    let (account, line) = (AccountNo(1), StatementNo(3));
    let parts = vec![Part::Linking(words("First of all")), Part::Line(line)];
    let write = AccountCommand::Write { conversation: ConversationNo(1), parts, until: today() };
    let reply = LineReply::NotQuite(Some(Words::new("Fewer forms").unwrap()));
    let missing = Words::new("The night").unwrap();
    for command in [
        write,
        AccountCommand::Reply { account, statement: line, reply },
        AccountCommand::SayMissing { account, words: missing },
    ] {
        ask(&mut table, two, &Command::Account(command));
    }
    let quorum = InHundred::new(10).unwrap();
    let rules = Rules {
        rules: vec![Rule::Consent { quorum }, Rule::Ranked { quorum }, Rule::SharedBudget { quorum }],
        disagreement: Words::new("We talk").unwrap(),
        account: AccountTerms::default(),
    };
    ask(&mut table, two, &Command::ChooseRules { over: 0, rules, why: None });
    let option = |text| Words::new(text).unwrap();
    let project = |text, pence| table::Project { what: option(text), pence };
    for question in [
        Question::Proposal { by: Passing::Consent },
        Question::Ranked { options: ["Red", "Blue", "Green"].map(option).to_vec() },
        Question::SharedBudget { pence: 100, projects: vec![project("A bench", 50), project("A ramp", 60)] },
    ] {
        ask(&mut table, two, &Command::Decision(DecisionCommand::Open(Box::new(opening(question)))));
    }
    let worry = Some(Words::new("The lock sticks").unwrap());
    for (decision, ballot) in (1..).map(DecisionNo).zip([
        Ballot::Stand { stand: Stand::Worried, words: worry },
        Ballot::Ranked(vec![BTreeSet::from([1]), BTreeSet::from([0, 2])]),
        Ballot::Wants(BTreeSet::from([1])),
    ]) {
        ask(&mut table, two, &Command::Decision(DecisionCommand::CastBallot { decision, ballot }));
    }
    promised(&mut table);
    table
}

fn opening(question: Question) -> Opening {
    let typed = TypedProposal {
        what: "Paint the door",
        would_do: "It is seen",
        cost: "£100",
        who_does: "Sam",
        would_stop: "Nothing",
        bad_for: "Nobody",
        overrule: "The landlord, who said yes",
        review_on: Some(today().plus(99)),
        from: Vec::new(),
    };
    let proposal = Proposal::check(typed).unwrap();
    Opening { conversation: None, proposal, question, closes: today(), seed: [5; 32] }
}

/// Each of two seats makes a promise, does it, and says that the other's was kept in part.
fn promised(table: &mut Table) {
    for (number, who) in [(1, "Sam"), (2, "Kim")] {
        let seat = Actor::Seat(SeatNo(number - 1));
        let make = PromiseCommand::Make {
            from: PromiseOf::Statement(ConversationNo(1), StatementNo(3)),
            who: Words::new(who).unwrap(),
            what: Words::new(&format!("{who} brings paint")).unwrap(),
            by: today(),
        };
        let promise = PromiseNo(number);
        let tidings = Tidings::Done(Words::new("It is here").unwrap());
        ask(table, seat, &Command::Promise(make));
        ask(table, seat, &Command::Promise(PromiseCommand::Tell { promise, tidings }));
    }
    let judge = PromiseCommand::Judge { promise: PromiseNo(1), judgement: Judgement::Partly };
    ask(table, Actor::Seat(SeatNo(1)), &Command::Promise(judge));
    let address = "sam@example.org".parse().unwrap();
    let give = MailCommand::Give { address, rhythm: Rhythm::EachWeek };
    ask(table, Actor::Seat(SeatNo(1)), &Command::Mail(give));
}

#[test]
fn what_one_gave_to_accounts_decisions_and_promises_is_in_it() {
    let table = decided();
    let found = serde_json::to_value(Export::of(&table, SeatNo(1)).unwrap()).unwrap();
    let expected = [
        (
            "accounts",
            json!([{ "account": 1, "conversation": 1, "written_on": "2026-11-22", "parts": [
                { "statement": null, "text": "First of all" }, { "statement": 3, "text": "No forms" }] }]),
        ),
        (
            "replies",
            json!([{ "account": 1, "statement": 3, "text": "No forms", "reply": "not-quite",
                "words": "Fewer forms" }]),
        ),
        ("missing", json!([{ "account": 1, "words": "The night" }])),
        (
            "ballots",
            json!([
                { "decision": 1, "proposal": "Paint the door", "stand": "worried", "words": "The lock sticks",
                  "order": null, "wants": null },
                { "decision": 2, "proposal": "Paint the door", "stand": null, "words": null,
                  "order": [["Blue"], ["Red", "Green"]], "wants": null },
                { "decision": 3, "proposal": "Paint the door", "stand": null, "words": null,
                  "order": null, "wants": ["A ramp"] },
            ]),
        ),
        (
            "promises",
            json!([{ "promise": 2, "who": "Kim", "what": "Kim brings paint", "by": "2026-11-22",
                "made_on": "2026-11-22" }]),
        ),
        ("judgements", json!([{ "promise": 1, "what": "Sam brings paint", "judgement": "partly" }])),
    ];
    for (key, expected) in expected {
        assert_eq!(found[key], expected, "{key}");
    }
    let mail = json!({ "address": "sam@example.org", "rhythm": "each-week", "confirmed": false });
    assert_eq!(found["seat"]["mail"], mail);
}

#[test]
fn nobody_elses_answers_are_in_it() {
    let table = decided();
    let other = serde_json::to_value(Export::of(&table, SeatNo(0)).unwrap()).unwrap();
    for key in ["accounts", "replies", "missing", "ballots", "judgements"] {
        assert_eq!(other[key], json!([]), "{key}");
    }
    assert_eq!(other["seat"]["mail"], json!(null));
    let other = other.to_string();
    for theirs in ["Fewer forms", "The night", "lock sticks", "Kim", "example.org"] {
        assert!(!other.contains(theirs), "{theirs}: {other}");
    }
}
