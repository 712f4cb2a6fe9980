//! Reading a table's events back, each checked against its commitment and its seal.

use rusqlite::{CachedStatement, Connection, Row, params};
use table::{Day, Event, Kept, TableId};

use super::rows::{self, Sequence};
use super::seal::{Seal, Sealer, Sequenced};
use super::{engine, signed};
use crate::journal::StoreError;

pub(super) fn follow(
    connection: &Connection,
    sealer: &Sealer,
    table: TableId,
    after: u64,
    each: &mut dyn FnMut(Kept, Day),
) -> Result<u64, StoreError> {
    let mut statement = select(connection, rows::AFTER)?;
    let mut found = statement.query(params![signed(table.number()), signed(after)]).map_err(engine)?;
    let mut head = after;
    while let Some(row) = found.next().map_err(engine)? {
        let altered = |what| StoreError::Altered { table, seq: head + 1, what };
        if rows::number(row, 0) != Some(signed(head + 1)) {
            return Err(altered("an entry before it is missing"));
        }
        let sequence =
            Sequence::read(row).ok_or_else(|| altered("its place in the sequence can't be read"))?;
        head += 1;
        let kept = match look(row, &sequence, table, sealer) {
            Looked::Whole(event) => Kept::Whole(*event),
            Looked::Erased => Kept::Erased(sequence.kind, sequence.about),
            Looked::Altered(what) => {
                tracing::error!(%table, seq = head, what, "an entry was altered; it will not be shown");
                Kept::Altered(sequence.kind, sequence.about)
            }
        };
        each(kept, Day::from_number(sequence.day));
    }
    Ok(head)
}

/// A statement that is kept ready.
pub(super) fn select<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, StoreError> {
    connection.prepare_cached(sql).map_err(engine)
}

/// What a row turned out to be.
pub(super) enum Looked {
    /// As it was committed to.
    Whole(Box<Event>),
    /// Its content was destroyed, and it says by what.
    Erased,
    /// Anything else.
    Altered(&'static str),
}

/// The seal that a row should have.
pub(super) fn seal_of(sequence: &Sequence, table: TableId, sealer: &Sealer) -> Seal {
    sealer.of(&Sequenced {
        table,
        seq: sequence.seq,
        day: sequence.day,
        kind: sequence.kind.key(),
        about: sequence.about,
        commitment: sequence.commitment.as_bytes(),
    })
}

/// Holds a row against its seal, and its content against its commitment.
pub(super) fn look(row: &Row<'_>, sequence: &Sequence, table: TableId, sealer: &Sealer) -> Looked {
    let Sequence { kind, about, commitment, has_content, .. } = sequence;
    if rows::seal(row) != Some(seal_of(sequence, table, sealer)) {
        return Looked::Altered("its seal is not ours");
    }
    if !has_content {
        return match rows::erased_by(row) {
            Some(_) => Looked::Erased,
            None => Looked::Altered("its content is gone, and nothing says why"),
        };
    }
    let Some((salt, body)) = rows::content(row) else {
        return Looked::Altered("its content is not of the right type");
    };
    if !commitment.opens_with(kind.key(), &salt, body.as_bytes()) {
        return Looked::Altered("its content does not match its commitment");
    }
    match serde_json::from_str::<Event>(body) {
        Ok(event) if event.kind() == *kind && event.about() == *about => Looked::Whole(Box::new(event)),
        Ok(_) => Looked::Altered("its content is of another kind than the sequence says"),
        Err(_) => Looked::Altered("its content can't be read"),
    }
}
