//! What changed, and news of it by e-mail for those who asked.

use table::{
    AccountNo, Change, Command, Day, DecisionNo, Kept, Kind, MailCommand, Passing, PromiseCommand, PromiseNo,
    PromiseOf, Refusal, Rhythm, SeatNo, Stand, StatementNo, Tidings,
};

use super::{FIRST, Life, by, cast, choose, close, every_rule, gathered, open, seat, stand, words};

fn mail(life: &mut Life, person: u32, command: MailCommand) -> Result<usize, Refusal> {
    life.does(seat(person), &Command::Mail(command)).map(|events| events.len())
}

fn give(life: &mut Life, address: &str, rhythm: Rhythm) -> Result<usize, Refusal> {
    mail(life, 1, MailCommand::Give { address: address.parse().unwrap(), rhythm })
}

fn changes(life: &Life, from: Day, to: Day) -> Vec<Change> {
    life.table.changes(from, to).into_iter().map(|changed| changed.what).collect()
}

#[test]
fn each_day_says_what_changed_and_a_ballot_is_no_change() {
    let mut life = gathered(6, 2);
    let first = life.today;
    let of_the_first_day = [Change::Said(FIRST, 2), Change::ConversationOpened(FIRST), Change::TableSet];
    assert_eq!(changes(&life, first, first), of_the_first_day);
    life.today = first.plus(1);
    choose(&mut life, every_rule()).unwrap();
    let decision = open(&mut life, by(Passing::Vote));
    let opened = [Change::DecisionOpened(DecisionNo(1)), Change::RulesChosen(1)];
    assert_eq!(changes(&life, life.today, life.today), opened);
    let before = life.table.changes(first, first.plus(999));
    for person in 0..6 {
        cast(&mut life, person, decision, stand(Stand::Yes)).unwrap();
    }
    assert_eq!(life.table.changes(first, first.plus(999)), before, "an open decision gives no sign");
    let over = life.table.decision(decision).unwrap().last_day().plus(1);
    assert_eq!(changes(&life, over, over), [Change::DecisionWaits(decision)]);
    close(&mut life, decision).unwrap();
    assert_eq!(changes(&life, over, over), [Change::DecisionClosed(decision)]);
    let review = life.table.decision(decision).unwrap().proposal.review_on;
    assert_eq!(changes(&life, review, review), [Change::ReviewDue(decision)]);
    assert!(life.table.changes(first, review).is_sorted_by(|one, next| one.on >= next.on), "newest first");
    assert!(!changes(&life, first, review).contains(&Change::AccountMade(AccountNo(1))));
}

#[test]
fn a_promise_that_was_late_stays_so_in_the_days_past() {
    let mut life = gathered(3, 2);
    let (due, promise) = (life.today.plus(5), PromiseNo(1));
    for statement in [1, 2] {
        let make = PromiseCommand::Make {
            from: PromiseOf::Statement(FIRST, StatementNo(statement)),
            who: words("Sam"),
            what: words(&format!("A bell for the door {statement}")),
            by: due,
        };
        life.does(seat(1), &Command::Promise(make)).unwrap();
    }
    let mut tell = |promise, tidings, on| {
        life.today = on;
        life.does(seat(0), &Command::Promise(PromiseCommand::Tell { promise, tidings })).unwrap();
    };
    tell(promise, Tidings::Doing(words("It is ordered")), due.plus(-1));
    tell(PromiseNo(2), Tidings::Done(words("It rings")), due);
    tell(promise, Tidings::Done(words("It rings")), due.plus(3));
    assert_eq!(changes(&life, due.plus(1), due.plus(2)), [Change::PromiseLate(promise)]);
    let told =
        [Change::PromiseTold(promise, 1), Change::PromiseLate(promise), Change::PromiseTold(PromiseNo(2), 0)];
    assert_eq!(changes(&life, due, due.plus(3)), told);
}

#[test]
fn news_goes_only_where_somebody_confirmed_that_they_read_it() {
    let mut life = gathered(3, 1);
    let start = life.today;
    let kept = |life: &Life| life.table.seat(SeatNo(1)).unwrap().mail.clone();
    assert_eq!(give(&mut life, "jo@example.org", Rhythm::EachWeek), Ok(1));
    assert_eq!(give(&mut life, "jo@example.org", Rhythm::EachWeek), Ok(0), "once is enough");
    let through = start.plus(1);
    assert_eq!(mail(&mut life, 1, MailCommand::Told { through }), Err(Refusal::NotFound), "not confirmed");
    let other = "sam@example.org".parse().unwrap();
    assert_eq!(mail(&mut life, 1, MailCommand::Confirm { address: other }), Err(Refusal::NotFound));
    life.today = start.plus(2);
    let address: table::MailAddress = "jo@example.org".parse().unwrap();
    assert_eq!(mail(&mut life, 1, MailCommand::Confirm { address: address.clone() }), Ok(1));
    assert_eq!(mail(&mut life, 1, MailCommand::Confirm { address }), Ok(0));
    assert_eq!(kept(&life).unwrap().told, start.plus(2), "news begins on the day they said so");
    mail(&mut life, 1, MailCommand::Told { through: start.plus(9) }).unwrap();
    assert_eq!(mail(&mut life, 1, MailCommand::Told { through: start.plus(4) }), Ok(0), "never told twice");
    give(&mut life, "jo@example.org", Rhythm::EachDay).unwrap();
    assert!(kept(&life).is_some_and(|mail| mail.confirmed && mail.told == start.plus(9)));
    give(&mut life, "new@example.org", Rhythm::EachDay).unwrap();
    assert!(!kept(&life).unwrap().confirmed, "another address is asked anew");
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn an_address_taken_back_or_left_behind_is_nowhere() {
    let mut life = gathered(3, 1);
    for command in [MailCommand::TakeBack.into(), None] {
        give(&mut life, "jo@example.org", Rhythm::EachDay).unwrap();
        match command {
            Some(command) => assert_eq!(mail(&mut life, 1, command), Ok(1)),
            None => drop(life.does(seat(1), &Command::Leave).unwrap()),
        }
        let written = format!("{:?}", life.journal.whole().collect::<Vec<_>>());
        assert!(!written.contains("example.org"), "{written}");
        assert_eq!(life.journal.fold(), life.table);
    }
    let mut again = life.table.clone();
    again.apply_kept(&Kept::Erased(Kind::MailSet, table::About::default()), life.today);
    assert_eq!(again.seats().collect::<Vec<_>>(), life.table.seats().collect::<Vec<_>>());
}
