//! What decisions came to, worked out again from what is shown.

use record::entry::{Fact, Kind};
use table::{
    AccountEvent, AccountNo, AccountTerms, AfterTalk, Closed, ConversationNo, Day, DecisionEvent, DecisionNo,
    Event, Funded, FundedBy, Headcount, LineSaid, Opened, Outcome, Passing, Question, Rule, Settled,
    Shortfall, StatementNo, Support,
};
use verify::{Asked, Code};
use voice::publish::Share;
use voice::rule;

use crate::writer::{
    CLOSES, ORIGIN, TODAY, Writer, by, checked, closed, in_hundred, more_time, opened, options, passed,
    rules, rules_chosen, shared, stands, table_set, words,
};

/// Findings' codes, decisions that follow, and results that can't be told.
type Came = (Vec<Code>, u64, u64);

fn came(writer: &Writer) -> Came {
    let (checked, findings) = checked(&writer.log(), &Asked::default());
    let codes = findings.into_iter().map(|finding| finding.code).collect();
    (codes, checked.recomputed.decisions, checked.recomputed.out_of_reach)
}

fn begun() -> Writer {
    let mut writer = Writer::new(ORIGIN);
    writer.fact(Fact::Day(TODAY));
    writer.event(&table_set());
    writer.event(&rules_chosen());
    writer
}

fn open(writer: &mut Writer, opened: Opened) {
    writer.decision(DecisionEvent::Opened(Box::new(opened)));
}

/// Somebody is asked something, so many ballots enter, and it is said to have come to this.
fn one(question: Question, answered: u32, outcome: Outcome) -> Came {
    let mut writer = begun();
    open(&mut writer, opened(1, question));
    for _ in 0..answered {
        writer.sealed(Kind::Ballot);
    }
    writer.decision(closed(1, answered, outcome));
    came(&writer)
}

const FOLLOWS: (Vec<Code>, u64, u64) = (vec![], 1, 0);
const OPEN: (Vec<Code>, u64, u64) = (vec![], 0, 1);

fn wrong() -> Came {
    (vec![Code::WrongResult], 0, 0)
}

fn said(result: rule::Outcome, stands: rule::Stands) -> Outcome {
    Outcome::Stands { result, stands, sides: vec![] }
}

#[test]
fn votes_and_consent() {
    let (won, lost) = (rule::Outcome::Passed, rule::Outcome::NotPassed);
    let vote = || by(Passing::Vote);
    assert_eq!(one(vote(), 5, said(won, stands(2, 1, 0, 2))), FOLLOWS);
    assert_eq!(one(vote(), 5, said(lost, stands(2, 1, 0, 2))), wrong());
    assert_eq!(one(vote(), 5, said(lost, stands(1, 1, 0, 3))), FOLLOWS);
    assert_eq!(one(vote(), 5, said(won, stands(1, 1, 0, 3))), wrong());
    assert_eq!(one(vote(), 4, said(won, stands(2, 1, 0, 2))), wrong(), "five said something, four answered");
    assert_eq!(one(vote(), 2, said(won, stands(2, 0, 0, 0))), wrong(), "too few");
    let few = rule::Outcome::TooFew { answered: 2, needed: 3 };
    assert_eq!(one(vote(), 2, said(few, stands(2, 0, 0, 0))), FOLLOWS);
    let huge = stands(u32::MAX, u32::MAX, 5, 0);
    assert_eq!(one(vote(), 3, said(won, huge)), wrong());
    let consent = || by(Passing::Consent);
    assert_eq!(one(consent(), 5, said(won, stands(4, 0, 1, 0))), FOLLOWS);
    assert_eq!(one(consent(), 5, said(won, stands(4, 0, 0, 1))), wrong());
    assert_eq!(one(consent(), 5, said(rule::Outcome::TalkFirst { worried: 1 }, stands(4, 0, 0, 1))), FOLLOWS);
}

#[test]
fn an_answer_is_to_its_question() {
    let ranked = Outcome::Ranked { chosen: None, order: vec![], pairs: vec![], too_few: None };
    assert_eq!(one(by(Passing::Vote), 5, ranked), wrong());
    assert_eq!(one(options(2), 5, passed(stands(5, 0, 0, 0))), wrong());
}

#[test]
fn rankings() {
    // Of three: 0 before 1 by 3 to 2, 1 before 2 by 4 to 1, 0 before 2 by 5 to 0.
    let pairs = || vec![0, 3, 5, 2, 0, 4, 0, 1, 0];
    let outcome = |chosen, order: &[u16], pairs| Outcome::Ranked {
        chosen,
        order: order.iter().map(|option| vec![*option]).collect(),
        pairs,
        too_few: None,
    };
    assert_eq!(one(options(3), 5, outcome(Some(0), &[0, 1, 2], pairs())), FOLLOWS);
    assert_eq!(one(options(3), 5, outcome(Some(1), &[0, 1, 2], pairs())), wrong());
    assert_eq!(one(options(3), 5, outcome(None, &[0, 1, 2], pairs())), wrong());
    assert_eq!(one(options(3), 5, outcome(Some(0), &[0, 2, 1], pairs())), wrong());
    assert_eq!(one(options(3), 4, outcome(Some(0), &[0, 1, 2], pairs())), wrong(), "four answered");
    assert_eq!(one(options(3), 5, outcome(Some(0), &[0, 1, 2], vec![0; 8])), wrong());
    assert_eq!(one(options(3), 5, outcome(Some(0), &[0, 1, 2], vec![1; 9])), wrong());
    assert_eq!(one(options(21), 5, outcome(None, &[], vec![0; 441])), wrong());
    let few = |chosen, too_few| Outcome::Ranked {
        chosen,
        order: vec![vec![1], vec![0]],
        pairs: vec![0, 0, 2, 0],
        too_few,
    };
    assert_eq!(one(options(2), 2, few(None, Some(3))), FOLLOWS);
    assert_eq!(one(options(2), 2, few(Some(1), Some(3))), wrong());
    assert_eq!(one(options(2), 2, few(Some(1), None)), wrong());
}

#[test]
fn budgets() {
    let outcome = |funded: &[u16], wanted: &[u32], left, too_few| Outcome::Budget {
        funded: funded.iter().map(|project| Funded { project: *project, by: FundedBy::Rest }).collect(),
        wanted: wanted.to_vec(),
        left,
        raised: 0,
        too_few,
    };
    assert_eq!(one(shared(), 5, outcome(&[0, 1], &[4, 5], 100, None)), OPEN, "who wanted what is private");
    assert_eq!(one(shared(), 5, outcome(&[0, 1], &[4, 5], 99, None)), wrong());
    assert_eq!(one(shared(), 5, outcome(&[0, 1], &[4, 6], 100, None)), wrong());
    assert_eq!(one(shared(), 5, outcome(&[0, 0], &[4, 5], 0, None)), wrong());
    assert_eq!(one(shared(), 5, outcome(&[0, 2], &[4, 5], 100, None)), wrong());
    assert_eq!(one(shared(), 5, outcome(&[0, 1], &[4], 100, None)), wrong());
    assert_eq!(one(shared(), 2, outcome(&[], &[2, 1], 1000, Some(3))), FOLLOWS);
    assert_eq!(one(shared(), 2, outcome(&[1], &[2, 1], 700, Some(3))), wrong());
    assert_eq!(one(shared(), 2, outcome(&[1], &[2, 1], 700, None)), wrong());
}

#[test]
fn advice() {
    let until = Day::from_number(TODAY + 30);
    let asked = || Question::Advice { who: words("Ana"), by: until };
    let told = |who: &str| Outcome::Advice { stands: stands(1, 0, 0, 0), who: words(who), by: until };
    assert_eq!(one(asked(), 1, told("Ana")), FOLLOWS);
    assert_eq!(one(asked(), 1, told("Bo")), wrong());
    assert_eq!(one(asked(), 2, told("Ana")), wrong());
}

#[test]
fn both_sides_as_far_as_they_are_told() {
    let sides: std::collections::BTreeSet<table::Connection> =
        table::Connection::ALL.iter().copied().take(2).collect();
    let rule = Rule::BothMustAgree { sides: sides.clone(), share: in_hundred(60), quorum: in_hundred(50) };
    let of = |answered: u32, result, agreed: [Option<bool>; 2]| {
        let mut writer = Writer::new(ORIGIN);
        writer.event(&table_set());
        let mut rules = rules();
        rules.rules.push(rule.clone());
        writer.event(&Event::RulesChosen { rules, why: None, decision: None });
        let mut asked = opened(1, by(Passing::Vote));
        asked.question = by(Passing::BothMustAgree);
        (asked.rule, asked.seats, asked.roll) = (rule.clone(), 20, 20);
        open(&mut writer, asked);
        for _ in 0..answered {
            writer.sealed(Kind::Ballot);
        }
        let said = |(side, agreed): (&table::Connection, Option<bool>)| table::SideSaid {
            side: *side,
            told: agreed
                .map(|agreed| table::SideTold { for_it_in_ten: Share::of(7, 10, 20).unwrap(), agreed }),
        };
        let sides = sides.iter().zip(agreed).map(said).collect();
        let stands = stands(answered, 0, 0, 0);
        writer.decision(closed(1, answered, Outcome::Stands { result, stands, sides }));
        came(&writer)
    };
    let (won, lost, small) = (rule::Outcome::Passed, rule::Outcome::NotPassed, rule::Outcome::SideTooSmall);
    assert_eq!(of(20, won, [Some(true), Some(true)]), OPEN);
    assert_eq!(of(20, won, [Some(true), None]), OPEN);
    assert_eq!(of(20, won, [Some(true), Some(false)]), wrong());
    assert_eq!(of(20, lost, [Some(true), Some(true)]), wrong());
    assert_eq!(of(20, lost, [Some(true), Some(false)]), OPEN);
    assert_eq!(of(20, small, [None, None]), OPEN);
    assert_eq!(of(20, small, [Some(true), None]), wrong());
    let few = rule::Outcome::TooFew { answered: 9, needed: 10 };
    assert_eq!(of(9, few, [None, None]), FOLLOWS);
    assert_eq!(of(9, won, [None, None]), wrong());
    assert_eq!(of(20, few, [None, None]), wrong());
}

#[test]
fn no_more_answer_than_have_a_seat_or_than_ballots_entered() {
    let seven = one(by(Passing::Vote), 7, passed(stands(7, 0, 0, 0)));
    assert_eq!(seven, (vec![Code::BallotStuffing], 1, 0), "six seats");
    let mut writer = begun();
    open(&mut writer, opened(1, by(Passing::Vote)));
    for _ in 0..4 {
        writer.sealed(Kind::Ballot);
    }
    writer.decision(closed(1, 5, passed(stands(5, 0, 0, 0))));
    assert_eq!(came(&writer), (vec![Code::BallotStuffing], 1, 0), "four ballots entered");
    let mut writer = begun();
    open(&mut writer, Opened { seats: 8, ..opened(1, by(Passing::Vote)) });
    assert_eq!(came(&writer).0, [Code::BallotStuffing], "more seats than were ever taken");
}

#[test]
fn a_decision_is_opened_once_and_counted_once_after_its_last_day() {
    let mut writer = begun();
    open(&mut writer, opened(1, by(Passing::Vote)));
    open(&mut writer, opened(1, by(Passing::Consent)));
    assert_eq!(came(&writer).0, [Code::WrongResult]);
    let mut writer = begun();
    for _ in 0..5 {
        writer.sealed(Kind::Ballot);
    }
    writer.decision(closed(1, 5, passed(stands(5, 0, 0, 0))));
    assert_eq!(came(&writer), wrong(), "it was never opened");
    let ended = |writer: &mut Writer, on: i32| {
        for _ in 0..5 {
            writer.sealed(Kind::Ballot);
        }
        let closed = Closed { on: Day::from_number(on), answered: 5, outcome: passed(stands(5, 0, 0, 0)) };
        writer.decision(DecisionEvent::Closed { decision: DecisionNo(1), closed: Box::new(closed) });
    };
    let mut writer = begun();
    open(&mut writer, opened(1, by(Passing::Vote)));
    ended(&mut writer, CLOSES);
    assert_eq!(came(&writer).0, [Code::WrongResult], "its last day was not over");
    let mut writer = begun();
    open(&mut writer, opened(1, by(Passing::Vote)));
    writer.decision(more_time(1));
    let mut twice = writer.clone();
    ended(&mut writer, TODAY);
    assert_eq!(came(&writer).0, [Code::WrongResult], "it has more time");
    ended(&mut writer, CLOSES + 100);
    assert_eq!(came(&writer).0, [Code::WrongResult; 2], "and was counted before");
    twice.decision(more_time(1));
    assert_eq!(came(&twice).0, [Code::WrongResult]);
    let mut writer = begun();
    writer.decision(more_time(1));
    assert_eq!(came(&writer).0, [Code::WrongResult]);
}

#[test]
fn a_decision_has_the_tables_rule() {
    let other = Rule::Vote { share: in_hundred(51), quorum: in_hundred(50) };
    let with = |change: &dyn Fn(&mut Opened)| {
        let mut writer = begun();
        open(&mut writer, opened(1, by(Passing::Vote)));
        let mut next = opened(2, by(Passing::Vote));
        change(&mut next);
        open(&mut writer, next);
        came(&writer).0
    };
    assert_eq!(with(&|_| {}), []);
    assert_eq!(with(&|next| next.rule = other.clone()), [Code::WrongResult]);
    assert_eq!(with(&|next| next.question = by(Passing::Consent)), [Code::WrongResult]);
    let after = |decision| AfterTalk { decision: DecisionNo(decision), met: words("We talked.") };
    assert_eq!(with(&|next| next.after = Some(after(1))), []);
    assert_eq!(with(&|next| next.after = Some(after(9))), [Code::WrongResult]);
    assert_eq!(
        with(&|next| {
            next.after = Some(after(1));
            next.rule = other.clone();
        }),
        [Code::WrongResult]
    );
    let mut writer = Writer::new(ORIGIN);
    open(&mut writer, opened(1, by(Passing::Vote)));
    assert_eq!(came(&writer).0, [Code::WrongResult], "there is no rule");
}

#[test]
fn only_a_decision_changes_the_rules_once_there_was_one() {
    let mut new = rules();
    new.disagreement = words("We draw lots.");
    let chosen = |decision| Event::RulesChosen {
        rules: new.clone(),
        why: None,
        decision: Option::map(decision, DecisionNo),
    };
    let mut writer = begun();
    writer.event(&chosen(None));
    assert_eq!(came(&writer).0, [], "there was none yet");
    let decided = |asked: &table::Rules, worried: u32| {
        let mut writer = begun();
        let mut asked = opened(1, Question::NewRules { by: Passing::Vote, rules: asked.clone() });
        asked.rule = rules().rules[1].clone();
        open(&mut writer, asked);
        for _ in 0..5 {
            writer.sealed(Kind::Ballot);
        }
        let result = if worried > 2 { rule::Outcome::NotPassed } else { rule::Outcome::Passed };
        writer.decision(closed(1, 5, said(result, stands(5 - worried, 0, 0, worried))));
        writer
    };
    let then = |mut writer: Writer, event: Event| {
        writer.event(&event);
        came(&writer).0
    };
    assert_eq!(then(decided(&new, 0), chosen(Some(1))), []);
    assert_eq!(then(decided(&new, 0), chosen(None)), [Code::WrongResult]);
    assert_eq!(then(decided(&new, 0), chosen(Some(2))), [Code::WrongResult]);
    assert_eq!(then(decided(&new, 4), chosen(Some(1))), [Code::WrongResult], "it did not pass");
    assert_eq!(then(decided(&rules(), 0), chosen(Some(1))), [Code::WrongResult], "others were asked about");
}

#[test]
fn what_is_not_shown_is_out_of_reach() {
    let mut writer = begun();
    open(&mut writer, opened(1, by(Passing::Vote)));
    writer.openings[3] = None;
    writer.tombstone(3);
    for _ in 0..5 {
        writer.sealed(Kind::Ballot);
    }
    writer.decision(closed(1, 5, passed(stands(0, 0, 0, 5))));
    assert_eq!(came(&writer), OPEN);
    let fact = Fact::Published {
        shown: record::entry::Shown::Stand,
        conversation: 1,
        at: 9,
        method: 2,
        sha256: "00".repeat(32),
    };
    let mut writer = begun();
    writer.fact(fact);
    assert_eq!(came(&writer), OPEN);
}

#[test]
fn accounts_as_far_as_they_are_told() {
    let line = |yes, answered| LineSaid { statement: StatementNo(4), said: Some(Support { yes, answered }) };
    let settled = |on: i32, said: LineSaid, short_of: Vec<Shortfall>| {
        let mut writer = begun();
        writer.event(&Event::Account(AccountEvent::Written {
            account: AccountNo(1),
            conversation: ConversationNo(1),
            until: Day::from_number(CLOSES),
            terms: AccountTerms::default(),
            lines: vec![StatementNo(4)],
        }));
        let settled = Settled {
            on: Day::from_number(on),
            replied: Headcount::of(9),
            lines: vec![said],
            groups: vec![],
            short_of,
        };
        let settled = AccountEvent::Settled { account: AccountNo(1), settled: Box::new(settled) };
        writer.event(&Event::Account(settled));
        came(&writer)
    };
    let short = || vec![Shortfall::Line(StatementNo(4))];
    assert_eq!(settled(TODAY, line(6, 10), vec![]), OPEN);
    assert_eq!(settled(TODAY, line(5, 10), short()), OPEN);
    assert_eq!(settled(TODAY, line(5, 10), vec![]).0, [Code::WrongResult]);
    assert_eq!(settled(TODAY, line(6, 10), short()).0, [Code::WrongResult]);
    assert_eq!(settled(TODAY, line(11, 10), vec![]).0, [Code::WrongResult]);
    assert_eq!(settled(CLOSES, line(6, 10), vec![]).0, [Code::WrongResult], "its last day was not over");
}
