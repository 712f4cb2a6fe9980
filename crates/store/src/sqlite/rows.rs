//! Rows of the sequence as they are read: every oddity is `None` or a named finding, never a panic, whatever is in the cells.

use record::{Commitment, Salt};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use table::{About, ConversationNo, Kind, StatementNo};

/// A table's sequence, before there were seals.
pub(super) const OLD: &str = "
    SELECT j.seq, j.day, j.kind, j.conversation, j.statement, j.item, j.commitment, NULL, c.salt, c.body, NULL
    FROM journal j LEFT JOIN content c ON c.table_no = j.table_no AND c.seq = j.seq
    WHERE j.table_no = ?1 ORDER BY j.seq";

/// A table's sequence after an entry, as far as the head, with contents and with the entry that destroyed one.
pub(super) const AFTER: &str = "
    SELECT j.seq, j.day, j.kind, j.conversation, j.statement, j.item, j.commitment, j.seal, c.salt, c.body, e.by_seq
    FROM seq_table t JOIN journal j ON j.table_no = t.no
    LEFT JOIN content c ON c.table_no = t.no AND c.seq = j.seq
    LEFT JOIN erasure e ON e.table_no = t.no AND e.seq = j.seq
    WHERE t.id = ?1 AND j.seq > ?2 AND j.seq <= t.head
    ORDER BY j.seq";

/// One row of [`AFTER`].
pub(super) const ONE: &str = "
    SELECT j.seq, j.day, j.kind, j.conversation, j.statement, j.item, j.commitment, j.seal, c.salt, c.body, e.by_seq
    FROM seq_table t JOIN journal j ON j.table_no = t.no
    LEFT JOIN content c ON c.table_no = t.no AND c.seq = j.seq
    LEFT JOIN erasure e ON e.table_no = t.no AND e.seq = j.seq
    WHERE t.id = ?1 AND j.seq = ?2 AND j.seq <= t.head";

/// What stands in the sequence.
pub(crate) struct Sequence {
    pub(crate) seq: u64,
    pub(crate) day: i32,
    pub(crate) kind: Kind,
    pub(crate) about: About,
    pub(crate) commitment: Commitment,
    /// Whether there is any content, whatever it is.
    pub(super) has_content: bool,
}

impl Sequence {
    /// Reads it, if it is one.
    pub(super) fn read(row: &Row<'_>) -> Option<Self> {
        let small = |at| number(row, at).and_then(|number| u32::try_from(number).ok());
        Some(Self {
            seq: number(row, 0).and_then(|seq| u64::try_from(seq).ok())?,
            day: number(row, 1).and_then(|day| i32::try_from(day).ok())?,
            kind: text(row, 2).and_then(Kind::from_key)?,
            about: About {
                conversation: small(3).map(ConversationNo),
                statement: small(4).map(StatementNo),
                item: small(5),
            },
            commitment: Commitment::from_bytes(blob(row, 6)?),
            has_content: !matches!(
                (value(row, 8), value(row, 9)),
                (Some(ValueRef::Null), Some(ValueRef::Null))
            ),
        })
    }
}

/// The seal of a row.
pub(super) fn seal(row: &Row<'_>) -> Option<[u8; 16]> {
    blob(row, 7)
}

/// The content of a row, if there is one of the right types.
pub(super) fn content<'r>(row: &'r Row<'_>) -> Option<(Salt, &'r str)> {
    Some((Salt::from_bytes(blob(row, 8)?), text(row, 9)?))
}

/// The entry that destroyed the content.
pub(super) fn erased_by(row: &Row<'_>) -> Option<u64> {
    number(row, 10).and_then(|by| u64::try_from(by).ok())
}

fn value<'r>(row: &'r Row<'_>, at: usize) -> Option<ValueRef<'r>> {
    row.get_ref(at).ok()
}

pub(super) fn number(row: &Row<'_>, at: usize) -> Option<i64> {
    value(row, at)?.as_i64().ok()
}

fn text<'r>(row: &'r Row<'_>, at: usize) -> Option<&'r str> {
    value(row, at)?.as_str().ok()
}

fn blob<const N: usize>(row: &Row<'_>, at: usize) -> Option<[u8; N]> {
    value(row, at)?.as_blob().ok()?.try_into().ok()
}
