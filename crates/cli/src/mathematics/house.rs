//! A conversation in a data directory, as the mathematics takes it.

use record::entry::Act;
use store::{House, Journal, SqliteJournal};
use table::{Kept, Table};

use super::Problem;
use crate::args::Place;
use crate::polis::{self, Conversation, Said};

/// The conversation as it was after so many of its own journal entries.
pub(super) fn conversation(place: &Place) -> Result<table::Conversation, Problem> {
    let wanted = place.which.conversation;
    let table = table(place)?;
    let found = table.conversation(wanted).cloned();
    let found = found.ok_or(polis::Problem::NoConversation(place.which.table, wanted))?;
    crate::keeping::host_did(&place.which.data, Some(place.which.table), Act::Read)
        .map_err(polis::Problem::Store)?;
    match place.at {
        Some(at) if at > found.moved => {
            Err(Problem::NoEntry { table: place.which.table, conversation: wanted, entries: found.moved })
        }
        _ => Ok(found),
    }
}

fn table(place: &Place) -> Result<Table, Problem> {
    // Opening a house makes one; a mistyped directory must not.
    if !place.which.data.join("journal.sqlite").is_file() {
        return Err(polis::Problem::NoData(place.which.data.display().to_string()).into());
    }
    // The house stays locked while it is read: nothing changes between two entries.
    let house = House::open(&place.which.data).map_err(polis::Problem::Store)?;
    let journal = house.journal().map_err(polis::Problem::Store)?;
    if !journal.tables().map_err(polis::Problem::Store)?.contains(&place.which.table) {
        return Err(polis::Problem::NoTable(place.which.table).into());
    }
    fold(&journal, place)
}

/// Everything, or what there was when the conversation had moved so far.
fn fold(journal: &SqliteJournal, place: &Place) -> Result<Table, Problem> {
    let (id, wanted) = (place.which.table, place.which.conversation);
    let last = place.at.unwrap_or(u64::MAX);
    let mut table = None::<Table>;
    let mut apply = |kept: Kept, day| match (&mut table, kept) {
        (Some(table), kept) => {
            let moved = table.conversation(wanted).map_or(0, |conversation| conversation.moved);
            if moved < last || !kept.moves(wanted) {
                table.apply_kept(&kept, day);
            }
        }
        (none, Kept::Whole(first)) => *none = Table::begin(&first, day),
        (_, Kept::Erased(..) | Kept::Altered(..)) => {}
    };
    journal.follow(id, 0, &mut apply).map_err(polis::Problem::Store)?;
    Ok(table.ok_or(polis::Problem::NoTable(id))?)
}

/// The same in the form of the mathematics on files. What can't be answered is set aside.
pub(super) fn as_files(conversation: &table::Conversation) -> Conversation {
    let said = |(statement, number): (&table::Statement, u32)| {
        let words = statement.said.as_ref().map(|said| said.text.to_string()).unwrap_or_default();
        let is_aside = conversation.said(table::StatementNo(number)).is_none();
        Said { id: number.into(), words, is_aside }
    };
    Conversation {
        topic: conversation.question().to_owned(),
        statements: conversation.statements.iter().zip(1..).map(said).collect(),
        people: conversation.responses.persons().map(i64::from).collect(),
        responses: conversation.responses.clone(),
    }
}
