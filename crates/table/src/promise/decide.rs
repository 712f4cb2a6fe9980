//! What people may do with promises.

use super::{Judgement, Promise, PromiseCommand, PromiseEvent, PromiseOf, Tidings};
use crate::day::Day;
use crate::decide::{Decided, OFFER_DAYS, find as find_conversation, readable, unless, within};
use crate::event::Event;
use crate::ids::{ConversationNo, PromiseNo, SeatNo, StatementNo};
use crate::refusal::{Field, Refusal};
use crate::state::Table;
use crate::words::Words;

const MOST_PROMISES: usize = 10_000;
const MOST_NEWS: usize = 200;

pub(crate) fn decide(table: &Table, seat: SeatNo, command: &PromiseCommand, today: Day) -> Decided {
    let events = match command {
        PromiseCommand::Make { from, who, what, by } => {
            check_from(table, *from)?;
            within(Field::PromiseBy, *by, today, today.plus(OFFER_DAYS))?;
            let promise = next(table)?;
            return Ok(vec![
                made(table, *from, who.clone(), what.clone(), *by)?,
                Event::Promise(PromiseEvent::Signed { promise, seat }),
            ]);
        }
        PromiseCommand::Tell { promise, tidings } => tell(find(table, *promise)?, tidings)?,
        PromiseCommand::Judge { promise, judgement } => {
            judge(find(table, *promise)?, seat, *judgement, today)?
        }
        PromiseCommand::TakeJudgementBack { promise } => {
            let promise = find(table, *promise)?;
            let is_there = promise.judged.contains_key(&seat);
            unless(!is_there, || PromiseEvent::JudgementTakenBack { promise: promise.number, seat })
        }
    };
    Ok(events.into_iter().map(Event::Promise).collect())
}

/// The event of a new promise, with the next number.
pub(crate) fn made(
    table: &Table,
    from: PromiseOf,
    who: Words<80>,
    what: Words<280>,
    by: Day,
) -> Result<Event, Refusal> {
    Ok(Event::Promise(PromiseEvent::Made { promise: next(table)?, from, who, what, by }))
}

fn next(table: &Table) -> Result<PromiseNo, Refusal> {
    if table.promises.len() >= MOST_PROMISES {
        return Err(Refusal::Full);
    }
    Ok(PromiseNo(u32::try_from(table.promises.len()).unwrap_or(u32::MAX) + 1))
}

fn find(table: &Table, number: PromiseNo) -> Result<&Promise, Refusal> {
    table.promise(number).ok_or(Refusal::NotFound)
}

/// What a promise answers has to be there; a decision has to be closed.
fn check_from(table: &Table, from: PromiseOf) -> Result<(), Refusal> {
    match from {
        PromiseOf::Decision(decision) => {
            let decision = table.decision(decision).ok_or(Refusal::NotFound)?;
            if decision.is_altered() {
                return Err(Refusal::Altered);
            }
            decision.closed.as_ref().map(|_| ()).ok_or(Refusal::NotDecidedYet)
        }
        PromiseOf::Line(account, statement) => {
            let account = table.account(account).ok_or(Refusal::NotFound)?;
            if !account.lines.contains(&statement) {
                return Err(Refusal::NotFound);
            }
            said(table, account.conversation, statement)
        }
        PromiseOf::Statement(conversation, statement) => said(table, conversation, statement),
    }
}

fn said(table: &Table, conversation: ConversationNo, statement: StatementNo) -> Result<(), Refusal> {
    readable(find_conversation(table, conversation)?, statement).map(|_| ())
}

fn tell(promise: &Promise, tidings: &Tidings) -> Result<Vec<PromiseEvent>, Refusal> {
    if promise.altered.is_some() {
        return Err(Refusal::Altered);
    }
    if promise.news.len() >= MOST_NEWS {
        return Err(Refusal::Full);
    }
    let already = promise.news.last().is_some_and(|news| news.tidings == *tidings);
    Ok(unless(already, || PromiseEvent::Told { promise: promise.number, tidings: tidings.clone() }))
}

/// Once there is an answer, or the day has passed: nobody can call a promise broken before.
fn judge(
    promise: &Promise,
    seat: SeatNo,
    judgement: Judgement,
    today: Day,
) -> Result<Vec<PromiseEvent>, Refusal> {
    if promise.altered.is_some() {
        return Err(Refusal::Altered);
    }
    if promise.seat == Some(seat) {
        return Err(Refusal::OwnPromise);
    }
    if !promise.is_answered() && today <= promise.by {
        return Err(Refusal::NotDueYet { on: promise.by });
    }
    let already = promise.judged.get(&seat) == Some(&judgement);
    Ok(unless(already, || PromiseEvent::Judged { promise: promise.number, seat, judgement }))
}
