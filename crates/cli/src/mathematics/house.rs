//! A conversation in a data directory, as the mathematics takes it.

use store::{House, Journal, SqliteJournal};
use table::{Kept, Table, TableId};

use super::Problem;
use crate::args::Place;
use crate::polis::{self, Conversation, Said};

/// The conversation as it was at some entry of its table's journal.
pub(super) fn conversation(place: &Place) -> Result<table::Conversation, Problem> {
    let table = table(place)?;
    let found = table.conversation(place.which.conversation).cloned();
    Ok(found.ok_or(polis::Problem::NoConversation(place.which.table, place.which.conversation))?)
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
    fold(&journal, place.which.table, place.at)
}

fn fold(journal: &SqliteJournal, id: TableId, at: Option<u64>) -> Result<Table, Problem> {
    let (mut table, mut entries) = (None::<Table>, 0);
    let last = at.unwrap_or(u64::MAX);
    let mut apply = |kept, day| {
        entries += 1;
        match (&mut table, kept) {
            _ if entries > last => {}
            (Some(table), kept) => table.apply_kept(&kept, day),
            (none, Kept::Whole(first)) => *none = Table::begin(&first, day),
            (_, Kept::Erased(..)) => {}
        }
    };
    journal.follow(id, 0, &mut apply).map_err(polis::Problem::Store)?;
    if at.is_some_and(|at| at > entries) {
        return Err(Problem::NoEntry { table: id, entries });
    }
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
