//! Directories on which the program is running, or ran on after something else happened.

use table::{
    AccountTerms, Actor, Ballot, Choice, Command, Connection, Day, DecisionCommand, DecisionNo, InHundred,
    NotHere, Opening, Passing, Project, Question, Rule, Rules, SeatNo, Stand, Words,
};
use verify::directory::check;
use verify::{Asked, Code};

use crate::life::{Home, SEATS, Week, proposal, respond, say, today};
use crate::{asked, codes, look};

fn seat(number: u32) -> Actor {
    Actor::Seat(SeatNo(number))
}

/// The newest row of the journal, as if it had never been there.
fn take_the_last_out(home: &Home) {
    let last = "(SELECT max(seq) FROM journal)";
    crate::tampered::run(
        home.path(),
        "journal.sqlite",
        &format!(
            "DELETE FROM content WHERE seq = {last}; DELETE FROM journal WHERE seq = {last};
             UPDATE seq_table SET head = head - 1"
        ),
    );
}

fn running() -> Home {
    let mut home = Week::get().copy();
    home.open();
    home
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_is_read_at_its_newest_and_waits_for_nobody() {
    let mut home = running();
    let pledge = home.ask(seat(1), say("While it runs"), today()).await.unwrap();
    let report = look(home.path());
    assert_eq!(report.findings, []);
    assert_eq!(report.records[0].waiting, Some(1));
    home.ask(seat(2), say("And it still runs"), today()).await;
    home.recorder().flush();
    let report = check(home.path(), &Asked { pledges: vec![pledge], ..asked() }).unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(report.records[0].waiting, Some(0));
    assert_eq!(report.size, home.log().size);
    home.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_too_long_breaks_a_promise() {
    let mut home = running();
    home.ask(seat(1), say("This waits"), today()).await;
    home.close().await;
    let on = |days: i32| Asked { today: Some(today().number() + days), ..asked() };
    assert!(check(home.path(), &on(2)).unwrap().ok);
    let report = check(home.path(), &on(3)).unwrap();
    assert_eq!(codes(&report), [Code::BrokenPromise].into(), "{:?}", report.findings);
}

#[tokio::test(flavor = "multi_thread")]
async fn words_taken_out_of_the_queue_break_their_promise() {
    let mut home = running();
    let pledge = home.ask(seat(1), say("This waits"), today()).await.unwrap();
    home.close().await;
    take_the_last_out(&home);
    let asked = Asked { pledges: vec![pledge], today: Some(today().number() + 3), ..Asked::default() };
    let report = check(home.path(), &asked).unwrap();
    assert_eq!(codes(&report), [Code::BrokenPromise].into(), "{:?}", report.findings);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_left_takes_its_ballot_and_the_result_stands() {
    let mut home = running();
    home.ask(seat(5), Command::Leave, today()).await;
    home.recorder().flush();
    home.close().await;
    let report = look(home.path());
    assert_eq!(report.findings, []);
    let done = report.records[0].recomputed;
    assert_eq!((done.decisions, done.accounts), (0, 0), "what they were worked out from is gone");
    assert_eq!(done.out_of_reach, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_before_its_batch_and_after_it_is_in_order() {
    let mut home = running();
    home.ask(seat(1), respond(3, Choice::Pass), today()).await;
    let statement = table::StatementNo(3);
    home.ask(seat(1), Command::TakeBack { conversation: table::ConversationNo(1), statement }, today()).await;
    home.ask(seat(2), say("Gone at once"), today()).await;
    let statement = table::StatementNo(5);
    let withdraw = Command::WithdrawStatement { conversation: table::ConversationNo(1), statement };
    home.ask(seat(2), withdraw, today()).await;
    let report = look(home.path());
    assert_eq!(report.findings, []);
    home.recorder().flush();
    assert_eq!(look(home.path()).findings, []);
    home.close().await;
    assert_eq!(look(home.path()).findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_goes_on_after_a_restore_is_in_order() {
    let mut home = Week::get().copy();
    std::fs::write(home.path().join("notice"), "restored").unwrap();
    home.open();
    home.ask(seat(1), say("After the fire"), today()).await;
    home.recorder().flush();
    let epoch = home.log().epoch;
    home.close().await;
    let report = look(home.path());
    assert_eq!(report.findings, []);
    assert_eq!(epoch, 2);
    let early = Asked { checkpoints: vec![Week::get().early.clone()], ..asked() };
    assert_eq!(check(home.path(), &early).unwrap().findings, []);
    // The older record is still looked at.
    crate::tampered::run(
        home.path(),
        "record.sqlite",
        "UPDATE bundle SET entries = zeroblob(length(entries)) WHERE log_no = (SELECT no FROM log WHERE epoch = 1)",
    );
    assert_eq!(codes(&look(home.path())), [Code::Rewrite].into());
}

fn share(number: u8) -> InHundred {
    InHundred::new(number).unwrap()
}

/// Opens a decision, has everybody answer, and closes it on the next day.
async fn decide(home: &mut Home, number: u32, question: Question, on: Day, ballot: impl Fn(u32) -> Ballot) {
    let decision = DecisionNo(number);
    let opening = Opening { conversation: None, proposal: proposal(on), question, closes: on, seed: [8; 32] };
    home.ask(seat(0), Command::Decision(DecisionCommand::Open(Box::new(opening))), on).await;
    for number in 0..SEATS {
        let ballot = ballot(number);
        let cast = DecisionCommand::CastBallot { decision, ballot };
        home.ask(seat(number), Command::Decision(cast), on).await;
    }
    let not_here = NotHere { people: Vec::new(), words: Words::new("Nobody").unwrap() };
    let answered = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
    home.ask(seat(0), Command::Decision(answered), on).await;
    home.ask(seat(0), Command::Decision(DecisionCommand::Close { decision }), on.plus(1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sort_of_decision_is_counted_again() {
    let mut home = running();
    for number in 0..SEATS {
        let side = if number < 5 { Connection::Comes } else { Connection::Works };
        home.ask(seat(number), Command::Connect { connections: [side].into() }, today()).await;
    }
    let (share, quorum) = (share(60), share(10));
    let rules = Rules {
        rules: vec![
            Rule::Consent { quorum },
            Rule::BothMustAgree { sides: [Connection::Comes, Connection::Works].into(), share, quorum },
            Rule::Ranked { quorum },
            Rule::SharedBudget { quorum },
            Rule::Advice,
        ],
        disagreement: Words::new("We sleep on it").unwrap(),
        account: AccountTerms::default(),
    };
    let stand = |number: u32| Ballot::Stand {
        stand: if number == 3 { Stand::NotSure } else { Stand::Yes },
        words: None,
    };
    let words = |text: &str| Words::new(text).unwrap();
    let by = Passing::Vote;
    decide(&mut home, 2, Question::NewRules { by, rules }, today(), stand).await;
    let on = today().plus(1);
    decide(&mut home, 3, Question::Proposal { by: Passing::Consent }, on, stand).await;
    decide(&mut home, 4, Question::Proposal { by: Passing::BothMustAgree }, on, stand).await;
    let options = vec![words("Red"), words("Blue"), words("Green")];
    let ranked = |number: u32| {
        let first = u16::try_from(number % 3).unwrap();
        Ballot::Ranked(vec![[first].into(), [(first + 1) % 3].into()])
    };
    decide(&mut home, 5, Question::Ranked { options }, on, ranked).await;
    let project = |(at, pence): (usize, u64)| Project { what: words(&format!("Project {at}")), pence };
    let projects = [30_000, 20_000, 60_000].into_iter().enumerate().map(project).collect();
    let wants = |number: u32| Ballot::Wants([u16::try_from(number % 3).unwrap(), 1].into());
    decide(&mut home, 6, Question::SharedBudget { pence: 100_000, projects }, on, wants).await;
    let advice = Question::Advice { who: Words::new("The team").unwrap(), by: on.plus(9) };
    decide(&mut home, 7, advice, on, stand).await;
    home.recorder().flush();
    home.close().await;
    let report = look(home.path());
    assert_eq!(report.findings, []);
    let done = report.records[0].recomputed;
    assert_eq!((done.decisions, done.out_of_reach), (7, 0));
}

fn rules(quorum: u8) -> Rules {
    Rules {
        rules: vec![Rule::Vote { share: share(60), quorum: share(quorum) }],
        disagreement: Words::new("We sleep on it").unwrap(),
        account: AccountTerms::default(),
    }
}

// trust A 11
#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_is_open_while_the_rules_change_is_decided_by_its_own() {
    let mut home = running();
    let (by, on) = (Passing::Vote, today());
    let open = |question: Question, closes: Day| {
        let opening = Opening { conversation: None, proposal: proposal(on), question, closes, seed: [8; 32] };
        Command::Decision(DecisionCommand::Open(Box::new(opening)))
    };
    let not_here = NotHere { people: Vec::new(), words: Words::new("Nobody").unwrap() };
    let yes = Ballot::Stand { stand: Stand::Yes, words: None };
    // Six of ten answer decision 2, which is open for a day longer than the one about the rules: enough for half, not for all.
    home.ask(seat(0), open(Question::Proposal { by }, on.plus(1)), on).await;
    let to_all = Question::NewRules { by, rules: rules(100) };
    home.ask(seat(0), open(to_all, on), on).await;
    for number in 0..SEATS {
        for decision in [2, 3] {
            if decision == 3 || number < 6 {
                let ballot = yes.clone();
                let cast = DecisionCommand::CastBallot { decision: DecisionNo(decision), ballot };
                home.ask(seat(number), Command::Decision(cast), on).await;
            }
        }
    }
    for (decision, day) in [(3, on.plus(1)), (2, on.plus(2))] {
        let decision = DecisionNo(decision);
        let not_here = not_here.clone();
        let answered = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
        home.ask(seat(0), Command::Decision(answered), on).await;
        home.ask(seat(0), Command::Decision(DecisionCommand::Close { decision }), day).await;
    }
    home.recorder().flush();
    home.close().await;
    let export = crate::tampered::results(home.path());
    let [_, by_all, by_half] = export.as_slice() else { panic!("three: {export:?}") };
    assert!(by_all.contains("\"decision\":3") && by_all.contains("\"passed\""), "{by_all}");
    assert!(by_half.contains("\"decision\":2") && by_half.contains("\"passed\""), "{by_half}");
    let report = look(home.path());
    assert_eq!(report.findings, []);
    assert_eq!(report.records[0].recomputed.decisions, 3);
}

// trust A 19
#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_taken_out_of_the_queue_is_a_broken_promise_once_its_decision_is_counted() {
    let mut home = running();
    let (by, on, decision) = (Passing::Vote, today(), DecisionNo(2));
    let question = Question::Proposal { by };
    let opening = Opening { conversation: None, proposal: proposal(on), question, closes: on, seed: [8; 32] };
    home.ask(seat(0), Command::Decision(DecisionCommand::Open(Box::new(opening))), on).await;
    let mut pledges = Vec::new();
    for number in 0..SEATS {
        let ballot = Ballot::Stand { stand: Stand::Yes, words: None };
        let cast = Command::Decision(DecisionCommand::CastBallot { decision, ballot });
        pledges.push(home.ask(seat(number), cast, on).await.unwrap());
    }
    home.close().await;
    take_the_last_out(&home);
    let gone = Asked { pledges: pledges.split_off(9), ..asked() };
    assert_eq!(check(home.path(), &gone).unwrap().findings, [], "it is not counted yet");
    home.open();
    let not_here = NotHere { people: Vec::new(), words: Words::new("Nobody").unwrap() };
    let answered = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
    home.ask(seat(0), Command::Decision(answered), on).await;
    home.ask(seat(0), Command::Decision(DecisionCommand::Close { decision }), on.plus(1)).await;
    home.recorder().flush();
    home.close().await;
    assert_eq!(look(home.path()).findings, [], "nobody can tell without the promise");
    let kept = Asked { pledges, ..asked() };
    assert_eq!(check(home.path(), &kept).unwrap().findings, [], "the others are kept");
    assert_eq!(codes(&check(home.path(), &gone).unwrap()), [Code::BrokenPromise].into());
}
