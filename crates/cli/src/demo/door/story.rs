//! What came after the talk, day by day.

use table::{DecisionNo, Passing, PromiseNo, PromiseOf, Question, Source, Stand, StatementNo, Tidings};

use super::decide::{budget, order, stand, wants};
use super::heard::AGREED;
use super::words::{
    BOUGHT, CHOOSE, CORNER, DOGS, EIGHT, EIGHT_AGAIN, KETTLE, LAMP, LANDLORD, MET, MONEY, MUSIC, OPENS,
    OPTIONS, PAPERS, QUIET, QUIETER, SITS, TOILET,
};
use super::{Door, comes};
use crate::demo::draft::{FIRST, Slip, words};

/// Things people said, by what they say.
const AT_EIGHT: StatementNo = StatementNo(1);
const GLASS_STAYS: StatementNo = StatementNo(4);
const PAPERS_LATER: StatementNo = StatementNo(5);
const QUIET_ROOM: StatementNo = StatementNo(6);
const CHOOSING: StatementNo = StatementNo(7);
const KETTLE_FOR_ALL: StatementNo = StatementNo(8);
const FULL_HALL: StatementNo = StatementNo(9);
const SECOND_TOILET: StatementNo = StatementNo(10);
const WITH_DOGS: StatementNo = StatementNo(11);
const LESS_MUSIC: StatementNo = StatementNo(12);

fn said(statement: StatementNo) -> Source {
    Source::Statement(FIRST, statement)
}

/// The promises, in the order they are made.
const LAMP_OUTSIDE: PromiseNo = PromiseNo(1);
const OPEN_AT_EIGHT: PromiseNo = PromiseNo(2);
const QUIETER_HALL: PromiseNo = PromiseNo(3);
const KETTLE_STANDS: PromiseNo = PromiseNo(5);
const ALL_BOUGHT: PromiseNo = PromiseNo(6);

/// From the choice of the rules to today. Things happen side by side, as they do, so this goes by days.
pub(super) fn tell(door: &mut Door) -> Result<(), Slip> {
    door.choose_rules(-119)?;
    door.hear(-118, -108)?;
    first_decisions(door)?;
    music_and_papers(door)?;
    corner_and_money(door)?;
    toilet(door)?;
    still_open(door)
}

fn by(passing: Passing) -> Question {
    Question::Proposal { by: passing }
}

/// By consent: two are worried, so there is a talk, and then a proposal that worries nobody.
fn first_decisions(door: &mut Door) -> Result<(), Slip> {
    door.put(&EIGHT, vec![Source::Account(AGREED)], by(Passing::Consent), (-106, -96))?;
    let (who, what, ..) = LAMP;
    door.promise(PromiseOf::Statement(FIRST, FULL_HALL), (who, what), (-103, -30))?;
    door.ballots(DecisionNo(1), (20, -100), |_| stand(Stand::Yes))?;
    door.close(DecisionNo(1), -96)?;
    let from = vec![Source::Line(AGREED, line(door, AT_EIGHT)?)];
    door.put_again(DecisionNo(1), &EIGHT_AGAIN, MET, from, (-90, -82))?;
    door.ballots(DecisionNo(2), (24, -85), |seat| stand(if seat % 4 == 0 { Stand::Ok } else { Stand::Yes }))?;
    door.close(DecisionNo(2), -82)?;
    let (who, what, _) = OPENS;
    door.promise(PromiseOf::Decision(DecisionNo(2)), (who, what), (-80, -70)).map(drop)
}

/// A line that the program chose for the agreed account, as it was meant to.
fn line(door: &Door, of: StatementNo) -> Result<StatementNo, Slip> {
    let account = door.draft.table().account(AGREED).ok_or(Slip::Missing("account"))?;
    account.lines.contains(&of).then_some(of).ok_or(Slip::Missing("line that says so"))
}

/// By a vote, with some against; and by both sides, with a promise that is late now.
fn music_and_papers(door: &mut Door) -> Result<(), Slip> {
    door.put(&MUSIC, vec![said(LESS_MUSIC)], by(Passing::Vote), (-79, -72))?;
    door.ballots(DecisionNo(3), (22, -75), |seat| {
        stand(if seat % 6 == 1 { Stand::NotSure } else { Stand::Yes })
    })?;
    door.close(DecisionNo(3), -72)?;
    door.put(&PAPERS, vec![said(PAPERS_LATER)], by(Passing::BothMustAgree), (-71, -64))?;
    let (who, what, slow, _) = QUIETER;
    door.promise(PromiseOf::Decision(DecisionNo(3)), (who, what), (-70, -58))?;
    door.tell(OPEN_AT_EIGHT, Tidings::Done(words(OPENS.2)?), -69)?;
    door.ballots(DecisionNo(4), (26, -66), |seat| {
        stand(match (comes(seat), seat % 6) {
            (true, _) | (false, 1 | 2) => Stand::Yes,
            (false, 0) => Stand::Worried,
            (false, _) => Stand::Ok,
        })
    })?;
    door.close(DecisionNo(4), -64)?;
    door.promise(PromiseOf::Decision(DecisionNo(4)), SITS, (-62, -20))?;
    door.judge(OPEN_AT_EIGHT, (15, 2), -60)?;
    door.tell(QUIETER_HALL, Tidings::Doing(words(slow)?), -59)
}

/// By everybody's order of four things; and a sum of money, shared out.
fn corner_and_money(door: &mut Door) -> Result<(), Slip> {
    let options = OPTIONS.iter().map(|option| words(option)).collect::<Result<_, Slip>>()?;
    door.put(&CORNER, vec![said(KETTLE_FOR_ALL)], Question::Ranked { options }, (-58, -52))?;
    door.ballots(DecisionNo(5), (23, -55), order)?;
    door.close(DecisionNo(5), -52)?;
    let (who, what, _) = KETTLE;
    door.promise(PromiseOf::Decision(DecisionNo(5)), (who, what), (-50, 12))?;
    let quiet = Source::Line(AGREED, line(door, QUIET_ROOM)?);
    let from = vec![quiet, said(GLASS_STAYS), said(SECOND_TOILET)];
    door.put(&MONEY, from, budget()?, (-50, -39))?;
    door.tell(QUIETER_HALL, Tidings::Done(words(QUIETER.3)?), -44)?;
    door.ballots(DecisionNo(6), (25, -43), wants)?;
    door.judge(QUIETER_HALL, (4, 9), -40)?;
    door.close(DecisionNo(6), -39)?;
    let (who, what, _) = BOUGHT;
    door.promise(PromiseOf::Decision(DecisionNo(6)), (who, what), (-37, -5)).map(drop)
}

/// Advice: the landlord has to answer by a day, which is a promise from the start. Another promise was refused.
fn toilet(door: &mut Door) -> Result<(), Slip> {
    let question = Question::Advice { who: words(LANDLORD)?, by: door.today.plus(25) };
    door.put(&TOILET, vec![said(SECOND_TOILET)], question, (-36, -28))?;
    door.ballots(DecisionNo(7), (21, -30), |seat| stand(if seat % 5 == 0 { Stand::Ok } else { Stand::Yes }))?;
    door.close(DecisionNo(7), -28)?;
    let (_, _, name, because) = LAMP;
    let no = Tidings::WillNot { name: words(name)?, because: words(because)? };
    door.tell(LAMP_OUTSIDE, no, -25)
}

/// One waits to be counted, one can be answered; and the last promises and news.
fn still_open(door: &mut Door) -> Result<(), Slip> {
    door.put(&DOGS, vec![said(WITH_DOGS)], by(Passing::Consent), (-20, -3))?;
    door.ballots(DecisionNo(8), (18, -12), |seat| {
        stand(if seat % 3 == 0 { Stand::NotSure } else { Stand::Ok })
    })?;
    let quiet = PromiseOf::Line(AGREED, line(door, QUIET_ROOM)?);
    door.promise(quiet, QUIET, (-10, 30))?;
    door.tell(KETTLE_STANDS, Tidings::Doing(words(KETTLE.2)?), -8)?;
    door.say_who_is_not_here(DecisionNo(8), -4)?;
    door.put(&CHOOSE, vec![said(CHOOSING)], by(Passing::Vote), (-4, 10))?;
    door.tell(ALL_BOUGHT, Tidings::Done(words(BOUGHT.2)?), -3)?;
    door.ballots(DecisionNo(9), (9, -2), |_| stand(Stand::Yes))
}
