//! "What we heard": chosen or written, and agreed by the group or not.

use table::{
    Account, AccountCommand, AccountNo, AccountOrigin, Choice, Command, Event, LineReply, Part, Portion,
    Refusal, SeatNo, Shortfall, StatementNo, Support,
};

use super::{FIRST, Life, answers, gathered, seat, words};

const ONE: AccountNo = AccountNo(1);

fn asks(life: &mut Life, person: u32, command: AccountCommand) -> Result<Vec<Event>, Refusal> {
    life.does(seat(person), &Command::Account(command))
}

fn call(life: &mut Life, places: u32) -> Result<Vec<Event>, Refusal> {
    let until = life.today.plus(7);
    asks(life, 0, AccountCommand::Call { conversation: FIRST, places, until })
}

fn write(life: &mut Life, person: u32, parts: Vec<Part>) -> Result<Vec<Event>, Refusal> {
    let until = life.today.plus(7);
    asks(life, person, AccountCommand::Write { conversation: FIRST, parts, until })
}

fn lines(numbers: &[u32]) -> Vec<Part> {
    numbers.iter().map(|number| Part::Line(StatementNo(*number))).collect()
}

fn reply(life: &mut Life, person: u32, statement: u32, reply: LineReply) -> Result<Vec<Event>, Refusal> {
    asks(life, person, AccountCommand::Reply { account: ONE, statement: StatementNo(statement), reply })
}

fn not_quite(text: &str) -> LineReply {
    LineReply::NotQuite(Some(words(text)))
}

fn settle(life: &mut Life) -> Account {
    life.today = life.table.account(ONE).unwrap().until.plus(1);
    asks(life, 0, AccountCommand::Settle { account: ONE }).unwrap();
    life.table.account(ONE).unwrap().clone()
}

#[test]
fn the_program_chooses_statements_that_speak_for_everyone() {
    let mut life = gathered(24, 4);
    for person in 0..7 {
        answers(&mut life, person, 1, Choice::Agree);
    }
    assert_eq!(call(&mut life, 3), Err(Refusal::TooFewForAccount { least: 8 }));
    // Two thirds agree with the first two statements, a third with the third; the fourth is the most liked of all and
    // taken back.
    for person in 0..24 {
        if person < 16 {
            answers(&mut life, person, 1, Choice::Agree);
            answers(&mut life, person, 2, Choice::Agree);
        } else {
            answers(&mut life, person, 3, Choice::Agree);
        }
        answers(&mut life, person, 4, Choice::Agree);
    }
    life.does(seat(4), &Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(4) })
        .unwrap();
    assert!(matches!(call(&mut life, 0), Err(Refusal::OutOfRange { .. })));
    assert!(matches!(call(&mut life, 21), Err(Refusal::OutOfRange { .. })));
    call(&mut life, 3).unwrap();
    let account = life.table.account(ONE).unwrap();
    let mut chosen: Vec<u32> = account.lines.iter().map(|line| line.0).collect();
    chosen.sort_unstable();
    assert_eq!(chosen, [1, 2, 3]);
    let AccountOrigin::Called(certificate) = &account.origin else { panic!() };
    assert_eq!((certificate.people, certificate.covered), (24, Portion::NearlyAll));
    assert!(certificate.holds && certificate.left_out.is_none());
    let third = certificate.lines.iter().find(|line| line.statement == StatementNo(3)).unwrap();
    assert_eq!((third.bought, third.support), (true, Some(Support { yes: 8, answered: 8 })));
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn nobody_agreeing_is_said() {
    let mut life = gathered(9, 1);
    for person in 0..9 {
        answers(&mut life, person, 1, Choice::Pass);
    }
    assert_eq!(call(&mut life, 2), Err(Refusal::NothingAgreed));
}

#[test]
fn a_written_account_keeps_its_order_and_its_writers_words_apart() {
    let mut life = gathered(4, 3);
    let parts = vec![
        Part::Linking(words("First of all")),
        Part::Line(StatementNo(3)),
        Part::Line(StatementNo(1)),
        Part::Linking(words("And that is that")),
    ];
    write(&mut life, 2, parts.clone()).unwrap();
    let account = life.table.account(ONE).unwrap();
    assert_eq!(account.parts(), parts);
    assert_eq!(account.author.as_ref().unwrap().seat, SeatNo(2));
    life.does(seat(2), &Command::Leave).unwrap();
    let account = life.table.account(ONE).unwrap();
    assert_eq!(account.parts(), lines(&[3, 1]), "the choice stays, the writer's words go");
    assert_eq!(life.journal.fold(), life.table);
    assert!(matches!(write(&mut life, 1, vec![]), Err(Refusal::OutOfRange { .. })));
    assert!(matches!(write(&mut life, 1, lines(&[1, 1])), Err(Refusal::SameTwice { .. })));
    assert_eq!(write(&mut life, 1, lines(&[9])), Err(Refusal::NotFound));
    assert_eq!(write(&mut life, 1, lines(&[2])), Err(Refusal::TakenBack), "it went with the one who said it");
    let wordy = vec![
        Part::Linking(words("I")),
        Part::Linking(words("say")),
        Part::Linking(words("more")),
        Part::Line(StatementNo(1)),
    ];
    assert!(matches!(write(&mut life, 1, wordy), Err(Refusal::OutOfRange { .. })));
}

#[test]
fn its_writer_alone_cant_make_it_agreed() {
    let mut life = gathered(2, 1);
    write(&mut life, 1, lines(&[1])).unwrap();
    reply(&mut life, 1, 1, LineReply::Yes).unwrap();
    let account = settle(&mut life);
    let settled = account.settled.as_ref().unwrap();
    assert_eq!(settled.short_of, [Shortfall::OnlyItsAuthor], "half of the seats, all for it, and still");
    assert_eq!((settled.replied.number(), settled.lines[0].said), (None, None), "one is not told");
    assert!(!account.is_agreed());
    let again = asks(&mut life, 0, AccountCommand::Settle { account: ONE });
    assert_eq!(again, Err(Refusal::AlreadySettled));
}

#[test]
fn every_line_needs_its_share() {
    let mut life = gathered(12, 2);
    write(&mut life, 0, lines(&[1, 2])).unwrap();
    for person in 0..10 {
        reply(&mut life, person, 1, LineReply::Yes).unwrap();
        let second =
            if person < 5 { LineReply::Yes } else { not_quite(&format!("{person}: only on Fridays")) };
        reply(&mut life, person, 2, second).unwrap();
    }
    asks(&mut life, 11, AccountCommand::SayMissing { account: ONE, words: words("The rain") }).unwrap();
    let until = life.table.account(ONE).unwrap().until;
    life.today = until;
    let early = asks(&mut life, 0, AccountCommand::Settle { account: ONE });
    assert_eq!(early, Err(Refusal::NotOverYet { on: until }));
    life.today = until.plus(1);
    assert_eq!(reply(&mut life, 11, 1, LineReply::Yes), Err(Refusal::AnswersClosed { on: until }));
    let account = settle(&mut life);
    let settled = account.settled.as_ref().unwrap();
    assert_eq!(settled.short_of, [Shortfall::Line(StatementNo(2))]);
    assert_eq!(settled.lines[1].said, Some(Support { yes: 5, answered: 10 }));
    assert_eq!(settled.replied.number(), Some(10));
    assert_eq!((account.not_quite(StatementNo(2)).len(), account.missing_words().len()), (5, 1));
    assert!(account.not_quite(StatementNo(1)).is_empty());
    // What is one's own can be taken back afterwards; what was counted stands.
    let back = AccountCommand::TakeReplyBack { account: ONE, statement: StatementNo(2) };
    asks(&mut life, 7, back.clone()).unwrap();
    assert_eq!(asks(&mut life, 7, back), Ok(vec![]));
    asks(&mut life, 11, AccountCommand::TakeMissingBack { account: ONE }).unwrap();
    let after = life.table.account(ONE).unwrap();
    assert_eq!((after.not_quite(StatementNo(2)).len(), after.missing_words().len()), (4, 0));
    assert_eq!(after.settled, account.settled);
    assert_eq!(life.journal.fold(), life.table);
}

#[test]
fn a_line_that_was_taken_back_is_not_asked_for() {
    let mut life = gathered(10, 2);
    write(&mut life, 9, lines(&[1, 2])).unwrap();
    for person in 0..9 {
        reply(&mut life, person, 1, LineReply::Yes).unwrap();
        reply(&mut life, person, 2, not_quite("No")).unwrap();
    }
    life.does(seat(2), &Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(2) })
        .unwrap();
    assert_eq!(reply(&mut life, 9, 2, LineReply::Yes), Err(Refusal::TakenBack));
    let account = settle(&mut life);
    assert!(account.is_agreed());
    assert_eq!(account.lines.len(), 2, "its place stays");
    assert_eq!(account.settled.unwrap().lines.len(), 1);
}

#[test]
fn nobody_answering_agrees_to_nothing() {
    let mut life = gathered(20, 1);
    write(&mut life, 1, lines(&[1])).unwrap();
    let account = settle(&mut life);
    let short_of = account.settled.unwrap().short_of;
    assert_eq!(short_of, [Shortfall::TooFew, Shortfall::OnlyItsAuthor, Shortfall::Line(StatementNo(1))]);
}

/// Two camps that answer everything the other way round, and 60 people: opinion groups that are clear.
#[test]
fn no_opinion_group_stays_below_the_floor() {
    let mut life = gathered(60, 12);
    let camp = |person: u32| person < 40;
    for person in 0..60 {
        for statement in 1..=12 {
            // One in ten answers is off, so that people differ within a camp too.
            let is_off = (person * 7 + statement * 3) % 10 == 0;
            let agrees = (camp(person) == (statement % 2 == 0)) != is_off;
            answers(&mut life, person, statement, if agrees { Choice::Agree } else { Choice::Disagree });
        }
    }
    write(&mut life, 59, lines(&[2])).unwrap();
    for person in 0..60 {
        let says = if camp(person) || person >= 57 { LineReply::Yes } else { not_quite("Not at all") };
        reply(&mut life, person, 2, says).unwrap();
    }
    let settled = settle(&mut life).settled.unwrap();
    assert_eq!(settled.lines[0].said, Some(Support { yes: 43, answered: 60 }), "enough of everybody");
    assert_eq!(settled.groups.len(), 2, "{settled:?}");
    assert!(
        matches!(settled.short_of[..], [Shortfall::Group(_, StatementNo(2))]),
        "but one group is left behind: {settled:?}"
    );
    let mut tenths: Vec<_> = settled.groups.iter().map(|group| group.yes_in_ten[0].unwrap().get()).collect();
    tenths.sort_unstable();
    assert!(tenths[0] <= 3 && tenths[1] == 9, "{tenths:?}");
}
