//! Rules come first; ballots change until the close; what is closed stands.

use std::collections::BTreeSet;

use table::{
    Amendment, Ballot, CameTo, Command, Connection, DecisionCommand, DecisionNo, Event, Expected, Headcount,
    Kind, NotHere, Passing, Project, Question, Refusal, Rule, SeatNo, Stand, Stands,
};

use super::{
    asks, by, cast, choose, close, every_rule, gathered, in_hundred, open, opening, proposal, rules, seat,
    stand, words,
};

#[test]
fn how_we_decide_comes_first() {
    let mut life = gathered(4, 0);
    let closes = life.today;
    let vote = || DecisionCommand::Open(Box::new(opening(by(Passing::Vote), closes)));
    assert_eq!(asks(&mut life, 1, vote()), Err(Refusal::NoRuleYet));
    let quorum = in_hundred(50);
    assert_eq!(choose(&mut life, rules(vec![])), Err(Refusal::NoWayToChange));
    assert_eq!(
        choose(&mut life, rules(vec![Rule::Ranked { quorum }, Rule::Advice])),
        Err(Refusal::NoWayToChange)
    );
    let twice = rules(vec![Rule::Consent { quorum }, Rule::Consent { quorum: in_hundred(9) }]);
    assert!(matches!(choose(&mut life, twice), Err(Refusal::SameTwice { .. })));
    let half = Rule::Vote { share: quorum, quorum };
    assert!(matches!(choose(&mut life, rules(vec![half])), Err(Refusal::OutOfRange { .. })));
    let one_side =
        Rule::BothMustAgree { sides: BTreeSet::from([Connection::Works]), share: in_hundred(51), quorum };
    assert!(matches!(choose(&mut life, rules(vec![one_side])), Err(Refusal::OutOfRange { .. })));
    choose(&mut life, rules(vec![Rule::Consent { quorum }])).unwrap();
    assert_eq!(asks(&mut life, 1, vote()), Err(Refusal::NotOurRule));
    let unseen = Command::ChooseRules { over: 0, rules: every_rule(), why: None };
    assert_eq!(life.does(seat(1), &unseen), Err(Refusal::ChangedMeanwhile));
    choose(&mut life, every_rule()).unwrap();
    asks(&mut life, 1, vote()).unwrap();
    assert_eq!(choose(&mut life, rules(vec![Rule::Consent { quorum }])), Err(Refusal::RulesStand));
    assert_eq!(life.table.rules.len(), 2, "every version stays to be read");
}

#[test]
fn the_last_ballot_of_a_seat_counts_until_the_last_day() {
    let mut life = gathered(6, 0);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Vote));
    let with = |text: &str| Ballot::Stand { stand: Stand::Worried, words: Some(words(text)) };
    cast(&mut life, 1, decision, with("The cold comes in")).unwrap();
    assert!(life.table.decision(decision).unwrap().words().is_empty(), "nothing shows while it is open");
    cast(&mut life, 1, decision, stand(Stand::Yes)).unwrap();
    assert_eq!(cast(&mut life, 1, decision, stand(Stand::Yes)), Ok(vec![]), "the same again");
    for (person, stands) in [(2, Stand::Ok), (3, Stand::NotSure)] {
        cast(&mut life, person, decision, stand(stands)).unwrap();
    }
    cast(&mut life, 4, decision, with("My cat runs out")).unwrap();
    cast(&mut life, 5, decision, stand(Stand::Worried)).unwrap();
    asks(&mut life, 5, DecisionCommand::TakeBallotBack { decision }).unwrap();
    assert_eq!(asks(&mut life, 5, DecisionCommand::TakeBallotBack { decision }), Ok(vec![]));

    let last = life.table.decision(decision).unwrap().last_day();
    let early = Err(Refusal::NotOverYet { on: last });
    life.today = last;
    assert_eq!(
        asks(&mut life, 0, DecisionCommand::Close { decision }),
        early,
        "the last day is a day to answer"
    );
    life.today = last.plus(1);
    assert_eq!(asks(&mut life, 0, DecisionCommand::Close { decision }), Err(Refusal::WhoIsNotHere));
    let late = Err(Refusal::AnswersClosed { on: last });
    assert_eq!(cast(&mut life, 1, decision, stand(Stand::Worried)), late, "also before it is counted");
    let events = close(&mut life, decision).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(cast(&mut life, 1, decision, stand(Stand::Worried)), late);
    assert_eq!(close(&mut life, decision), Err(Refusal::AlreadySettled));

    let decided = life.table.decision(decision).unwrap();
    let closed = decided.closed.as_ref().unwrap();
    assert_eq!((closed.answered, decided.seats, closed.outcome.came_to()), (4, 6, CameTo::Passed));
    let table::Outcome::Stands { stands, sides, .. } = &closed.outcome else { panic!("{closed:?}") };
    assert_eq!(*stands, Stands { yes: 1, ok: 1, not_sure: 1, worried: 1 });
    assert!(sides.is_empty());
    assert_eq!(decided.words(), [(Stand::Worried, &words("My cat runs out"))]);
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn fifty_ballots_from_one_seat_are_one() {
    let mut life = gathered(3, 0);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Consent));
    for at in 0..50 {
        let ballot = Ballot::Stand { stand: Stand::ALL[at % 3], words: Some(words(&format!("Number {at}"))) };
        cast(&mut life, 2, decision, ballot).unwrap();
    }
    let left: Vec<&Event> =
        life.journal.whole().filter(|event| event.kind() == Kind::DecisionBallotCast).collect();
    assert_eq!(left.len(), 1, "the earlier ones are destroyed");
    close(&mut life, decision).unwrap();
    assert_eq!(life.table.decision(decision).unwrap().closed.as_ref().unwrap().answered, 1);
}

#[test]
fn only_seats_that_were_there_when_it_opened_count() {
    let mut life = gathered(3, 0);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Vote));
    let late = life.sit(90);
    let ballot = stand(Stand::Worried);
    let command = Command::Decision(DecisionCommand::CastBallot { decision, ballot: ballot.clone() });
    assert_eq!(life.does(late, &command), Err(Refusal::SatDownSince));
    cast(&mut life, 1, decision, stand(Stand::Yes)).unwrap();
    // Ballots that somebody put into the journal by another way: of a late seat, of none, and to another question.
    let forged = |seat, ballot| {
        Event::Decision(table::DecisionEvent::BallotCast { decision, seat: SeatNo(seat), ballot })
    };
    life.keep(&[forged(3, ballot.clone()), forged(77, ballot), forged(2, Ballot::Wants(BTreeSet::new()))]);
    close(&mut life, decision).unwrap();
    let closed = life.table.decision(decision).unwrap().closed.clone().unwrap();
    assert_eq!((closed.answered, closed.outcome.came_to()), (1, CameTo::Passed));
}

#[test]
fn a_worry_leads_to_a_talk_and_the_talk_to_another_round() {
    let mut life = gathered(4, 0);
    choose(&mut life, every_rule()).unwrap();
    let first = open(&mut life, by(Passing::Consent));
    let amend = |life: &super::Life| {
        DecisionCommand::AmendAfterTalk(Box::new(Amendment {
            decision: first,
            proposal: proposal(Vec::new()),
            met: words("We hang a curtain"),
            closes: life.today.plus(5),
            seed: [1; 32],
        }))
    };
    cast(&mut life, 1, first, stand(Stand::Worried)).unwrap();
    for person in [0, 2, 3] {
        cast(&mut life, person, first, stand(Stand::Yes)).unwrap();
    }
    let command = amend(&life);
    assert_eq!(asks(&mut life, 1, command), Err(Refusal::NoTalkWaiting), "it is open");
    close(&mut life, first).unwrap();
    let closed = life.table.decision(first).unwrap().closed.clone().unwrap();
    assert_eq!(closed.outcome.came_to(), CameTo::TalkFirst);
    let command = amend(&life);
    asks(&mut life, 2, command.clone()).unwrap();
    assert_eq!(asks(&mut life, 3, command), Err(Refusal::NoTalkWaiting), "one round follows");
    let second = life.table.decision(first).unwrap().followed_by.unwrap();
    let after = life.table.decision(second).unwrap().after.clone().unwrap();
    assert_eq!((after.decision, after.met.as_str()), (first, "We hang a curtain"));
    assert!(life.table.decision(second).unwrap().ballot_of(SeatNo(1)).is_none(), "everybody answers anew");
    cast(&mut life, 1, second, stand(Stand::Ok)).unwrap();
    close(&mut life, second).unwrap();
    let closed = life.table.decision(second).unwrap().closed.clone().unwrap();
    assert_eq!(closed.outcome.came_to(), CameTo::Passed);
    assert!(
        life.table.decision(first).unwrap().ballot_of(SeatNo(1)).is_some(),
        "the worry stays with its round"
    );
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn rules_are_pinned_and_only_a_decision_changes_them() {
    let mut life = gathered(10, 0);
    choose(&mut life, every_rule()).unwrap();
    let other = open(&mut life, by(Passing::Vote));
    let strict = rules(vec![Rule::Vote { share: in_hundred(100), quorum: in_hundred(100) }]);
    let change = open(&mut life, Question::NewRules { by: Passing::Vote, rules: strict.clone() });
    for person in 0..6 {
        cast(&mut life, person, change, stand(Stand::Yes)).unwrap();
        cast(&mut life, person, other, stand(Stand::Ok)).unwrap();
    }
    cast(&mut life, 9, other, stand(Stand::Worried)).unwrap();
    let events = close(&mut life, change).unwrap();
    assert!(
        matches!(&events[..], [Event::Decision(_), Event::RulesChosen { decision: Some(no), .. }] if *no == change)
    );
    assert_eq!(life.table.rules().unwrap().1.rules, strict);
    close(&mut life, other).unwrap();
    let closed = life.table.decision(other).unwrap().closed.clone().unwrap();
    assert_eq!(
        closed.outcome.came_to(),
        CameTo::Passed,
        "6 of 7, and 7 of 10: enough by the rule it was opened with"
    );
    let last = life.today;
    let consent = DecisionCommand::Open(Box::new(opening(by(Passing::Consent), last)));
    assert_eq!(asks(&mut life, 0, consent), Err(Refusal::NotOurRule));
    let again = Question::NewRules { by: Passing::Vote, rules: strict };
    let again = DecisionCommand::Open(Box::new(opening(again, last)));
    assert!(matches!(asks(&mut life, 0, again), Err(Refusal::SameTwice { .. })));
}

#[test]
fn rules_that_are_not_passed_change_nothing() {
    let mut life = gathered(10, 0);
    choose(&mut life, every_rule()).unwrap();
    let new = rules(vec![Rule::Consent { quorum: in_hundred(1) }]);
    for (stands, came_to) in [(Stand::Worried, CameTo::NotPassed), (Stand::NotSure, CameTo::NotPassed)] {
        let change = open(&mut life, Question::NewRules { by: Passing::Vote, rules: new.clone() });
        cast(&mut life, 1, change, stand(stands)).unwrap();
        close(&mut life, change).unwrap();
        assert_eq!(life.table.decision(change).unwrap().closed.as_ref().unwrap().outcome.came_to(), came_to);
    }
    let nobody = open(&mut life, Question::NewRules { by: Passing::Vote, rules: new });
    close(&mut life, nobody).unwrap();
    let closed = life.table.decision(nobody).unwrap().closed.clone().unwrap();
    assert_eq!((closed.answered, closed.outcome.came_to()), (0, CameTo::TooFew));
    assert_eq!(life.table.rules.len(), 1);
}

#[test]
fn anybody_asks_for_more_time_once() {
    let mut life = gathered(3, 0);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Vote));
    let closes = life.table.decision(decision).unwrap().closes;
    asks(&mut life, 2, DecisionCommand::AskMoreTime { decision }).unwrap();
    let until = closes.plus(table::MORE_TIME_DAYS);
    assert_eq!(life.table.decision(decision).unwrap().last_day(), until);
    let again = asks(&mut life, 1, DecisionCommand::AskMoreTime { decision });
    assert_eq!(again, Err(Refusal::MoreTimeGiven { on: until }));
    life.today = closes.plus(1);
    cast(&mut life, 1, decision, stand(Stand::Yes)).unwrap();
    assert_eq!(
        asks(&mut life, 1, DecisionCommand::Close { decision }),
        Err(Refusal::NotOverYet { on: until })
    );
    assert!(
        life.journal
            .whole()
            .all(|event| event.kind() != Kind::DecisionMoreTimeAsked || event.owner().is_none())
    );
}

#[test]
fn who_is_not_here_is_kept_without_small_numbers() {
    let mut life = gathered(3, 0);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Vote));
    let people = vec![Expected {
        who: words("The night team"),
        channel: Some(words("By phone")),
        expected: Headcount::of(12),
        heard: Headcount::of(3),
    }];
    let not_here = NotHere { people, words: words("Most were asleep") };
    asks(&mut life, 1, DecisionCommand::AnswerWhoIsNotHere { decision, not_here: not_here.clone() }).unwrap();
    let kept = life.table.decision(decision).unwrap().not_here.clone().unwrap();
    assert_eq!((kept.people[0].expected.number(), kept.people[0].heard.number()), (Some(12), None));
    let same = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
    assert_eq!(asks(&mut life, 2, same), Ok(vec![]));
}

#[test]
fn what_was_decided_stands_when_a_ballot_goes_with_its_seat() {
    let mut life = gathered(4, 0);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Vote));
    let worry = Ballot::Stand { stand: Stand::Worried, words: Some(words("It is draughty")) };
    cast(&mut life, 1, decision, worry).unwrap();
    cast(&mut life, 2, decision, stand(Stand::Yes)).unwrap();
    close(&mut life, decision).unwrap();
    let before = life.table.decision(decision).unwrap().closed.clone();
    assert_eq!(life.table.decision(decision).unwrap().words().len(), 1);
    life.does(seat(1), &Command::Leave).unwrap();
    asks(&mut life, 2, DecisionCommand::TakeBallotBack { decision }).unwrap();
    let decided = life.table.decision(decision).unwrap();
    assert_eq!(decided.closed, before, "the totals stand");
    assert!(decided.words().is_empty() && decided.ballot_of(SeatNo(2)).is_none());
    assert!(life.journal.whole().all(|event| event.kind() != Kind::DecisionBallotCast));
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn advice_becomes_a_promise_of_whoever_decides() {
    let mut life = gathered(3, 0);
    choose(&mut life, every_rule()).unwrap();
    let decide_by = life.today.plus(30);
    let decision = open(&mut life, Question::Advice { who: words("The manager"), by: decide_by });
    cast(&mut life, 1, decision, stand(Stand::NotSure)).unwrap();
    close(&mut life, decision).unwrap();
    assert_eq!(life.table.promises.len(), 1);
    let promise = &life.table.promises[0];
    assert_eq!((promise.who.as_str(), promise.by, promise.seat), ("The manager", decide_by, None));
    assert_eq!(promise.from, table::PromiseOf::Decision(decision));
    let closed = life.table.decision(decision).unwrap().closed.clone().unwrap();
    assert_eq!(closed.outcome.came_to(), CameTo::Advised);
}

#[test]
fn a_question_and_its_ballots_have_to_fit() {
    let mut life = gathered(3, 1);
    choose(&mut life, every_rule()).unwrap();
    let closes = life.today.plus(7);
    let project = |what: &str, pence| Project { what: words(what), pence };
    let budget = |pence, projects| Question::SharedBudget { pence, projects };
    for question in [
        Question::Ranked { options: vec![words("Red")] },
        Question::Ranked { options: vec![words("Red"), words("RED")] },
        budget(100, vec![]),
        budget(100, vec![project("Bell", 10), project("bell", 20)]),
        budget(0, vec![project("Bell", 10)]),
        budget(100_000_000, vec![project("Bell", 1)]),
        Question::Advice { who: words("Sam"), by: closes.plus(-1) },
        Question::NewRules { by: Passing::Vote, rules: rules(vec![]) },
    ] {
        let opening = DecisionCommand::Open(Box::new(opening(question.clone(), closes)));
        assert!(asks(&mut life, 0, opening).is_err(), "{question:?}");
    }
    let ranked = open(&mut life, Question::Ranked { options: vec![words("Red"), words("Blue")] });
    let shared = open(&mut life, budget(100, vec![project("Bell", 50)]));
    let plain = open(&mut life, by(Passing::Consent));
    let set = |places: &[u16]| places.iter().copied().collect::<BTreeSet<u16>>();
    for (decision, ballot) in [
        (ranked, stand(Stand::Yes)),
        (ranked, Ballot::Ranked(vec![])),
        (ranked, Ballot::Ranked(vec![set(&[0]), set(&[])])),
        (ranked, Ballot::Ranked(vec![set(&[0]), set(&[1, 0])])),
        (ranked, Ballot::Ranked(vec![set(&[2])])),
        (shared, Ballot::Wants(set(&[1]))),
        (shared, Ballot::Ranked(vec![set(&[0])])),
        (plain, Ballot::Wants(set(&[]))),
    ] {
        assert!(cast(&mut life, 1, decision, ballot.clone()).is_err(), "{ballot:?}");
    }
    assert_eq!(cast(&mut life, 1, DecisionNo(9), stand(Stand::Yes)), Err(Refusal::NotFound));
}

#[test]
fn what_happens_to_a_decision_is_written_in_plain_words() {
    let ballot = |seat, ballot| {
        Event::Decision(table::DecisionEvent::BallotCast {
            decision: DecisionNo(3),
            seat: SeatNo(seat),
            ballot,
        })
    };
    for (event, text) in [
        (
            ballot(2, stand(Stand::NotSure)),
            r#"{"decision":{"ballot-cast":{"decision":3,"seat":2,"ballot":{"stand":{"stand":"not-sure"}}}}}"#,
        ),
        (
            ballot(1, Ballot::Ranked(vec![BTreeSet::from([2]), BTreeSet::from([0, 1])])),
            r#"{"decision":{"ballot-cast":{"decision":3,"seat":1,"ballot":{"ranked":[[2],[0,1]]}}}}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
        assert_eq!(serde_json::from_str::<Event>(text).unwrap(), event);
        assert_eq!(event.about(), table::About::item(3));
    }
}
