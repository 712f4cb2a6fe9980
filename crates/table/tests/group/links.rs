//! From words to all they became part of, and back; and what was asked before.

use std::collections::BTreeSet;

use table::{
    AccountCommand, AccountNo, Amendment, Became, Before, Command, ConversationNo, DecisionCommand,
    DecisionNo, Opening, Part, Passing, PromiseCommand, PromiseNo, PromiseOf, PromiseState, Source, Stage,
    Stand, StatementNo, Tidings, Trace, asked_before,
};

use super::{FIRST, Life, asks, by, cast, choose, close, every_rule, gathered, proposal, seat, stand, words};

/// Statements 1 and 2 are lines of an account; a decision comes from it and from statement 3; a talk leads to another one;
/// promises answer the second decision, a line, and statement 4. Nothing comes of statement 5.
fn traced() -> Life {
    let mut life = gathered(5, 5);
    choose(&mut life, every_rule()).unwrap();
    let until = life.today.plus(3);
    let parts = vec![Part::Line(StatementNo(1)), Part::Line(StatementNo(2))];
    life.does(seat(0), &Command::Account(AccountCommand::Write { conversation: FIRST, parts, until }))
        .unwrap();
    let open = DecisionCommand::Open(Box::new(Opening {
        conversation: Some(FIRST),
        proposal: proposal(vec![Source::Account(AccountNo(1)), Source::Statement(FIRST, StatementNo(3))]),
        question: by(Passing::Consent),
        closes: until,
        seed: [0; 32],
    }));
    asks(&mut life, 0, open).unwrap();
    cast(&mut life, 1, DecisionNo(1), stand(Stand::Worried)).unwrap();
    close(&mut life, DecisionNo(1)).unwrap();
    let amend = DecisionCommand::AmendAfterTalk(Box::new(Amendment {
        decision: DecisionNo(1),
        proposal: proposal(vec![Source::Line(AccountNo(1), StatementNo(2))]),
        met: words("We talked"),
        closes: life.today,
        seed: [0; 32],
    }));
    asks(&mut life, 0, amend).unwrap();
    cast(&mut life, 1, DecisionNo(2), stand(Stand::Yes)).unwrap();
    close(&mut life, DecisionNo(2)).unwrap();
    for (from, what) in [
        (PromiseOf::Decision(DecisionNo(2)), "The door opens at eight"),
        (PromiseOf::Line(AccountNo(1), StatementNo(1)), "A bell for the front door"),
        (PromiseOf::Statement(FIRST, StatementNo(4)), "A lamp over the front door"),
    ] {
        let by = life.today.plus(20);
        let make = PromiseCommand::Make { from, who: words("Sam"), what: words(what), by };
        life.does(seat(1), &Command::Promise(make)).unwrap();
    }
    life
}

#[test]
fn words_lead_to_all_they_became_and_all_of_it_leads_back() {
    let life = traced();
    let trace = Trace::of(&life.table);
    let (account, first, second) =
        (Became::Account(AccountNo(1)), Became::Decision(DecisionNo(1)), Became::Decision(DecisionNo(2)));
    let promise = |number| Became::Promise(PromiseNo(number));
    let became = |statement| trace.became(FIRST, StatementNo(statement));
    assert_eq!(became(1), [account, first, second, promise(1), promise(2)]);
    assert_eq!(became(2), [account, first, second, promise(1)]);
    assert_eq!(became(3), [first, second, promise(1)]);
    assert_eq!(became(4), [promise(3)]);
    assert_eq!(became(5), []);
    let behind = |what| trace.behind(what).iter().map(|(_, statement)| statement.0).collect::<Vec<_>>();
    assert_eq!(behind(second), [1, 2, 3], "also what led to the first round");
    assert_eq!(behind(promise(2)), [1]);
    let all = [account, first, second, promise(1), promise(2), promise(3)];
    let forth: BTreeSet<_> =
        (1..=5).flat_map(|at| became(at).into_iter().map(move |what| (at, what))).collect();
    let back: BTreeSet<_> =
        all.into_iter().flat_map(|what| behind(what).into_iter().map(move |at| (at, what))).collect();
    assert_eq!(forth, back, "every link can be walked both ways");
    let stage = |what: Became| what.stage(&life.table, life.today).unwrap();
    assert_eq!(stage(account), Stage::AccountOpen);
    assert_eq!(stage(second), Stage::Decided(table::CameTo::Passed));
    assert_eq!(stage(promise(1)), Stage::Promised(PromiseState::Waiting));
    assert_eq!(promise(9).stage(&life.table, life.today), None);
}

#[test]
fn words_that_were_taken_back_keep_their_place() {
    let mut life = traced();
    let before = Trace::of(&life.table);
    life.does(seat(1), &Command::Leave).unwrap();
    assert_eq!(Trace::of(&life.table), before, "the links of what was decided stay");
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn promises_that_nobody_answered_come_first() {
    let mut life = traced();
    let say = Command::Say { conversation: FIRST, text: words("A bell for the front door!") };
    life.today = crate::life::today();
    life.does(seat(2), &say).unwrap();
    let ask = |life: &Life| asked_before(&life.table, "Could there be a bell for the front door?", 10);
    let found = ask(&life);
    let said = Before::Said(FIRST, StatementNo(6));
    assert_eq!(found[..2], [Before::Unanswered(PromiseNo(2)), Before::Unanswered(PromiseNo(3))]);
    assert!(found.contains(&said), "{found:?}");
    let tidings = Tidings::Done(words("It hangs there"));
    let tell = PromiseCommand::Tell { promise: PromiseNo(2), tidings };
    life.does(seat(3), &Command::Promise(tell)).unwrap();
    let found = ask(&life);
    assert_eq!(
        found[..3],
        [Before::Unanswered(PromiseNo(3)), Before::Promised(PromiseNo(2)), said],
        "{found:?}"
    );
    assert_eq!(asked_before(&life.table, "Could there be a bell for the front door?", 1).len(), 1);
    let decided = asked_before(&life.table, "Open the front door at eight", 10);
    assert!(decided.contains(&Before::Decided(DecisionNo(1))), "{decided:?}");
    let asked = asked_before(&life.table, "How should the front door feel?", 10);
    assert!(asked.contains(&Before::Asked(ConversationNo(1))), "{asked:?}");
    assert!(asked_before(&life.table, "Quarterly invoices", 10).is_empty());
}
