//! What people may do with accounts.

use std::collections::BTreeSet;

use super::call::certificate;
use super::settle::settle;
use super::{Account, AccountCommand, AccountEvent, LineReply, Link, MOST_LINES, Part};
use crate::day::Day;
use crate::decide::{Decided, OFFER_DAYS, find, readable, unless, within};
use crate::event::Event;
use crate::ids::{AccountNo, ConversationNo, SeatNo, StatementNo};
use crate::refusal::{Field, Refusal};
use crate::state::{Conversation, Table};
use crate::words::Words;

const MOST_ACCOUNTS: usize = 1000;

pub(crate) fn decide(table: &Table, seat: SeatNo, command: &AccountCommand, today: Day) -> Decided {
    let events = match command {
        AccountCommand::Call { conversation, places, until } => {
            call(table, *conversation, *places, *until, today)?
        }
        AccountCommand::Write { conversation, parts, until } => {
            write(table, seat, *conversation, parts, *until, today)?
        }
        AccountCommand::Reply { account, statement, reply } => {
            reply_to(table, open(table, *account, today)?, seat, *statement, reply)?
        }
        AccountCommand::TakeReplyBack { account, statement } => {
            let account = find_account(table, *account)?;
            let is_there = account.replies.contains_key(&(*statement, seat));
            unless(!is_there, || AccountEvent::ReplyTakenBack {
                account: account.number,
                statement: *statement,
                seat,
            })
        }
        AccountCommand::SayMissing { account, words } => {
            say_missing(open(table, *account, today)?, seat, words)
        }
        AccountCommand::TakeMissingBack { account } => {
            let account = find_account(table, *account)?;
            let is_there = account.missing.contains_key(&seat);
            unless(!is_there, || AccountEvent::MissingTakenBack { account: account.number, seat })
        }
        AccountCommand::Settle { account } => {
            let account = find_account(table, *account)?;
            if account.is_altered() {
                return Err(Refusal::Altered);
            }
            if account.settled.is_some() {
                return Err(Refusal::AlreadySettled);
            }
            if today <= account.until {
                return Err(Refusal::NotOverYet { on: account.until });
            }
            let settled = settle(table, account, find(table, account.conversation)?, today);
            vec![AccountEvent::Settled { account: account.number, settled: Box::new(settled) }]
        }
    };
    Ok(events.into_iter().map(Event::Account).collect())
}

fn find_account(table: &Table, number: AccountNo) -> Result<&Account, Refusal> {
    table.account(number).ok_or(Refusal::NotFound)
}

fn open(table: &Table, number: AccountNo, today: Day) -> Result<&Account, Refusal> {
    let account = find_account(table, number)?;
    if account.is_altered() {
        return Err(Refusal::Altered);
    }
    if account.is_open(today) { Ok(account) } else { Err(Refusal::AnswersClosed { on: account.until }) }
}

fn next(table: &Table, until: Day, today: Day) -> Result<AccountNo, Refusal> {
    if table.accounts.len() >= MOST_ACCOUNTS {
        return Err(Refusal::Full);
    }
    within(Field::LastDay, until, today, today.plus(OFFER_DAYS))?;
    Ok(AccountNo(u32::try_from(table.accounts.len()).unwrap_or(u32::MAX) + 1))
}

fn call(
    table: &Table,
    conversation: ConversationNo,
    places: u32,
    until: Day,
    today: Day,
) -> Result<Vec<AccountEvent>, Refusal> {
    let found = find(table, conversation)?;
    let account = next(table, until, today)?;
    if !(1..=MOST_LINES).contains(&places) {
        return Err(Refusal::OutOfRange { field: Field::Places, least: 1, most: MOST_LINES });
    }
    let certificate = Box::new(certificate(table, found, places)?);
    Ok(vec![AccountEvent::Called { account, conversation, until, terms: table.account_terms(), certificate }])
}

fn write(
    table: &Table,
    seat: SeatNo,
    conversation: ConversationNo,
    parts: &[Part],
    until: Day,
    today: Day,
) -> Result<Vec<AccountEvent>, Refusal> {
    let found = find(table, conversation)?;
    let account = next(table, until, today)?;
    let mut lines = Vec::new();
    let mut linking = Vec::new();
    for part in parts {
        match part {
            Part::Line(line) => lines.push(*line),
            Part::Linking(words) => linking
                .push(Link { before: u32::try_from(lines.len()).unwrap_or(u32::MAX), words: words.clone() }),
        }
    }
    check_lines(found, &lines)?;
    // No line has more than one piece of linking words around it on average, so that the statements speak.
    if linking.len() > lines.len() + 1 {
        return Err(Refusal::OutOfRange {
            field: Field::Linking,
            least: 0,
            most: u32::try_from(lines.len() + 1).unwrap_or(u32::MAX),
        });
    }
    let terms = table.account_terms();
    Ok(vec![
        AccountEvent::Written { account, conversation, until, terms, lines },
        AccountEvent::Linked { account, seat, links: linking },
    ])
}

fn check_lines(conversation: &Conversation, lines: &[StatementNo]) -> Result<(), Refusal> {
    if lines.is_empty() || lines.len() > MOST_LINES as usize {
        return Err(Refusal::OutOfRange { field: Field::Lines, least: 1, most: MOST_LINES });
    }
    if lines.iter().collect::<BTreeSet<_>>().len() < lines.len() {
        return Err(Refusal::SameTwice { field: Field::Lines });
    }
    for line in lines {
        readable(conversation, *line)?;
    }
    Ok(())
}

fn reply_to(
    table: &Table,
    account: &Account,
    seat: SeatNo,
    statement: StatementNo,
    reply: &LineReply,
) -> Result<Vec<AccountEvent>, Refusal> {
    if !account.lines.contains(&statement) {
        return Err(Refusal::NotFound);
    }
    readable(find(table, account.conversation)?, statement)?;
    let already = account.replies.get(&(statement, seat)) == Some(reply);
    Ok(unless(already, || AccountEvent::Replied {
        account: account.number,
        statement,
        seat,
        reply: reply.clone(),
    }))
}

fn say_missing(account: &Account, seat: SeatNo, words: &Words<280>) -> Vec<AccountEvent> {
    let already = account.missing.get(&seat) == Some(words);
    unless(already, || AccountEvent::MissingSaid { account: account.number, seat, words: words.clone() })
}
