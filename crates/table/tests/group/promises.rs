//! Promises: made by anybody, judged by the others.

use table::{
    Command, Event, Judgement, PromiseCommand, PromiseNo, PromiseOf, PromiseState, Refusal, SeatNo,
    StatementNo, Tidings,
};

use super::{FIRST, Life, by, choose, close, every_rule, gathered, open, seat, words};

const ONE: PromiseNo = PromiseNo(1);

fn asks(life: &mut Life, person: u32, command: PromiseCommand) -> Result<Vec<Event>, Refusal> {
    life.does(seat(person), &Command::Promise(command))
}

fn make(life: &mut Life, from: PromiseOf) -> Result<Vec<Event>, Refusal> {
    let by = life.today.plus(10);
    asks(life, 1, PromiseCommand::Make { from, who: words("Sam"), what: words("A bell at the door"), by })
}

fn judge(life: &mut Life, person: u32, judgement: Judgement) -> Result<Vec<Event>, Refusal> {
    asks(life, person, PromiseCommand::Judge { promise: ONE, judgement })
}

#[test]
fn a_promise_is_judged_when_it_is_due_and_never_by_whoever_made_it() {
    let mut life = gathered(6, 1);
    make(&mut life, PromiseOf::Statement(FIRST, StatementNo(1))).unwrap();
    let by = life.table.promise(ONE).unwrap().by;
    assert_eq!(judge(&mut life, 1, Judgement::Kept), Err(Refusal::OwnPromise));
    assert_eq!(judge(&mut life, 2, Judgement::Not), Err(Refusal::NotDueYet { on: by }));
    life.today = by.plus(1);
    assert_eq!(life.table.promise(ONE).unwrap().state(life.today), PromiseState::Late);
    for person in [0, 2, 3] {
        judge(&mut life, person, Judgement::Not).unwrap();
    }
    assert_eq!(judge(&mut life, 3, Judgement::Not), Ok(vec![]));
    assert_eq!(life.table.promise(ONE).unwrap().state(life.today), PromiseState::NotKept);
    asks(&mut life, 5, PromiseCommand::Tell { promise: ONE, tidings: Tidings::Done(words("It rings")) })
        .unwrap();
    for person in [2, 3] {
        judge(&mut life, person, Judgement::Kept).unwrap();
    }
    assert_eq!(
        life.table.promise(ONE).unwrap().state(life.today),
        PromiseState::Kept,
        "the last word counts"
    );
    assert_eq!(judge(&mut life, 1, Judgement::Kept), Err(Refusal::OwnPromise));
    asks(&mut life, 2, PromiseCommand::TakeJudgementBack { promise: ONE }).unwrap();
    assert_eq!(asks(&mut life, 2, PromiseCommand::TakeJudgementBack { promise: ONE }), Ok(vec![]));
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn a_no_with_a_name_and_a_reason_is_an_answer_before_the_day() {
    let mut life = gathered(6, 1);
    make(&mut life, PromiseOf::Statement(FIRST, StatementNo(1))).unwrap();
    let no = Tidings::WillNot { name: words("Sam"), because: words("The landlord says no") };
    asks(&mut life, 1, PromiseCommand::Tell { promise: ONE, tidings: no.clone() }).unwrap();
    assert_eq!(
        asks(&mut life, 2, PromiseCommand::Tell { promise: ONE, tidings: no }),
        Ok(vec![]),
        "told already"
    );
    let promise = life.table.promise(ONE).unwrap();
    assert!(promise.is_answered());
    assert_eq!(promise.state(promise.by.plus(99)), PromiseState::WillNot, "it is never late");
    judge(&mut life, 2, Judgement::Partly).unwrap();
}

#[test]
fn a_promise_answers_something_that_is_there() {
    let mut life = gathered(3, 2);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(table::Passing::Vote));
    assert_eq!(make(&mut life, PromiseOf::Decision(decision)), Err(Refusal::NotDecidedYet));
    let nothing = [
        PromiseOf::Decision(table::DecisionNo(9)),
        PromiseOf::Line(table::AccountNo(1), StatementNo(1)),
        PromiseOf::Statement(FIRST, StatementNo(9)),
    ];
    for from in nothing {
        assert_eq!(make(&mut life, from), Err(Refusal::NotFound));
    }
    life.does(seat(1), &Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(1) })
        .unwrap();
    assert_eq!(make(&mut life, PromiseOf::Statement(FIRST, StatementNo(1))), Err(Refusal::TakenBack));
    close(&mut life, decision).unwrap();
    make(&mut life, PromiseOf::Decision(decision)).unwrap();
    assert_eq!(life.table.promises_from(PromiseOf::Decision(decision)).count(), 1);
    let past = PromiseCommand::Make {
        from: PromiseOf::Decision(decision),
        who: words("Sam"),
        what: words("A bell"),
        by: life.today.plus(-1),
    };
    assert!(matches!(asks(&mut life, 1, past), Err(Refusal::TooEarly { .. })));
}

#[test]
fn a_promise_stays_when_whoever_made_it_leaves() {
    let mut life = gathered(4, 1);
    make(&mut life, PromiseOf::Statement(FIRST, StatementNo(1))).unwrap();
    assert_eq!(life.table.promise(ONE).unwrap().seat, Some(SeatNo(1)));
    life.does(seat(1), &Command::Leave).unwrap();
    let promise = life.table.promise(ONE).unwrap();
    assert_eq!((promise.seat, promise.who.as_str()), (None, "Sam"));
    assert_eq!(life.journal.fold(), life.table);
}
