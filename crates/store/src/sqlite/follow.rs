//! Reading a table's events back, each checked against its commitment.

use record::{Commitment, Salt};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use table::{About, ConversationNo, Day, Event, Kept, Kind, StatementNo, TableId};

use super::{engine, signed};
use crate::journal::StoreError;

const EVENTS: &str = "
    SELECT j.seq, j.day, j.kind, j.conversation, j.statement, j.item, j.commitment, c.salt, c.body
    FROM journal j LEFT JOIN content c ON c.table_no = j.table_no AND c.seq = j.seq
    WHERE j.table_no = (SELECT no FROM seq_table WHERE id = ?1) AND j.seq > ?2
    ORDER BY j.seq";

pub(super) fn follow(
    connection: &Connection,
    table: TableId,
    after: u64,
    each: &mut dyn FnMut(Kept, Day),
) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(EVENTS).map_err(engine)?;
    let mut rows = statement.query(params![signed(table.number()), signed(after)]).map_err(engine)?;
    let mut head = after;
    while let Some(row) = rows.next().map_err(engine)? {
        let altered = |what| StoreError::Altered { table, seq: head + 1, what };
        let (kept, day) = read(row).map_err(altered)?;
        if number(row, 0) != Some(signed(head + 1)) {
            return Err(altered("an entry before it is missing"));
        }
        head += 1;
        each(kept, day);
    }
    Ok(head)
}

/// Reads one row, treating every oddity as a named finding: never a panic, whatever is in the cells.
fn read(row: &Row<'_>) -> Result<(Kept, Day), &'static str> {
    let day = number(row, 1).and_then(|day| i32::try_from(day).ok()).ok_or("its day is not a day")?;
    let kind = text(row, 2).and_then(Kind::from_key).ok_or("its kind is not one of the kinds")?;
    let small = |at| number(row, at).and_then(|number| u32::try_from(number).ok());
    let about = About {
        conversation: small(3).map(ConversationNo),
        statement: small(4).map(StatementNo),
        item: small(5),
    };
    let (Some(salt), Some(body)) = (blob32(row, 7), text(row, 8)) else {
        return match (value(row, 7), value(row, 8)) {
            (Some(ValueRef::Null), Some(ValueRef::Null)) => {
                Ok((Kept::Erased(kind, about), Day::from_number(day)))
            }
            _ => Err("its content is not of the right type"),
        };
    };
    let commitment = blob32(row, 6).map(Commitment::from_bytes).ok_or("its commitment is not a hash")?;
    if !commitment.opens_with(kind.key(), &Salt::from_bytes(salt), body.as_bytes()) {
        return Err("its content does not match its commitment");
    }
    let event: Event = serde_json::from_str(body).map_err(|_| "its content can't be read")?;
    if event.kind() != kind || event.about() != about {
        return Err("its content is of another kind than the sequence says");
    }
    Ok((Kept::Whole(event), Day::from_number(day)))
}

fn value<'r>(row: &'r Row<'_>, at: usize) -> Option<ValueRef<'r>> {
    row.get_ref(at).ok()
}

fn number(row: &Row<'_>, at: usize) -> Option<i64> {
    value(row, at)?.as_i64().ok()
}

fn text<'r>(row: &'r Row<'_>, at: usize) -> Option<&'r str> {
    value(row, at)?.as_str().ok()
}

fn blob32(row: &Row<'_>, at: usize) -> Option<[u8; 32]> {
    value(row, at)?.as_blob().ok()?.try_into().ok()
}
