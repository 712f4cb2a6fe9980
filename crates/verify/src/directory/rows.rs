//! A table's journal, row by row, from three cursors that go along the keys: the sequence, the contents, and what says which
//! contents were destroyed. Each row is held against its seal and its commitment on the way.

use std::cmp::Ordering;

use record::{Commitment, Salt};
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{Connection, Row, Rows, params};
use table::{About, ConversationNo, Kind, StatementNo, TableId};

use super::cells::{self, bounded, whole, whole_or_none};
use super::keys::{Keys, Sealed};

/// Everything there is under one number of a table's journal.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) seq: i64,
    pub(super) sequence: Sequence,
    pub(super) content: Content,
    pub(super) destroyed: Destroyed,
}

/// A row of the sequence.
#[derive(Debug)]
pub(super) enum Sequence {
    Missing,
    /// A cell is of the wrong type, or too large.
    Unreadable,
    Here(Place),
}

/// What a row of the sequence says.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) day: i32,
    pub(super) kind: Kind,
    pub(super) about: About,
    pub(super) commitment: Commitment,
    /// Whether the server wrote it.
    pub(super) is_sealed: bool,
}

/// A content.
#[derive(Debug)]
pub(super) enum Content {
    None,
    /// A cell is of the wrong type, or too large.
    Unreadable,
    /// It is not what was committed to.
    Other(String),
    /// As it was committed to.
    Whole(Salt, String),
}

/// What is said of the destruction of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destroyed {
    No,
    /// A cell is of the wrong type, or it has not the server's seal.
    Unreadable,
    By(u64),
}

/// A table as the journal names it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) no: i64,
    /// The number behind its code.
    pub(super) id: u64,
    /// How many entries it should have.
    pub(super) head: Option<u64>,
}

impl Named {
    /// Its code, as it stands in its address; none where the number is behind no code.
    pub(super) fn code(&self) -> Option<String> {
        let id = TableId::from_number(self.id);
        (id.number() == self.id).then(|| id.to_string())
    }

    /// Whether this is its code, however it was written.
    pub(super) fn is_called(&self, code: &str) -> bool {
        code.parse::<TableId>().is_ok_and(|id| id.number() == self.id)
    }
}

fn sequence(from: &str) -> String {
    format!(
        "SELECT {}, {}, {}, {}, {}, {}, {}, {} FROM journal WHERE {from} ORDER BY seq",
        whole("seq"),
        whole("day"),
        bounded("kind"),
        whole_or_none("conversation"),
        whole_or_none("statement"),
        whole_or_none("item"),
        bounded("commitment"),
        bounded("seal"),
    )
}

fn contents(from: &str) -> String {
    format!(
        "SELECT {}, {}, {} FROM content WHERE {from} ORDER BY seq",
        whole("seq"),
        bounded("salt"),
        bounded("body")
    )
}

fn erasures(from: &str) -> String {
    format!(
        "SELECT {}, {}, {} FROM erasure WHERE {from} ORDER BY seq",
        whole("seq"),
        whole("by_seq"),
        bounded("seal")
    )
}

/// One of the cursors.
struct Cursor<'s> {
    rows: Rows<'s>,
    at: Option<i64>,
}

impl<'s> Cursor<'s> {
    fn of(rows: Rows<'s>) -> rusqlite::Result<Self> {
        let mut cursor = Self { rows, at: None };
        cursor.next()?;
        Ok(cursor)
    }

    /// To the next row. A number that is none comes as the lowest: there it meets nothing else.
    fn next(&mut self) -> rusqlite::Result<()> {
        self.rows.advance()?;
        self.at = self.rows.get().map(|row| cells::number(row, 0).unwrap_or(i64::MIN));
        Ok(())
    }

    /// The row, if it is of this number.
    fn row(&self, seq: i64) -> Option<&Row<'s>> {
        self.rows.get().filter(|_| self.at == Some(seq))
    }

    fn pass(&mut self, seq: i64) -> rusqlite::Result<()> {
        if self.at == Some(seq) { self.next() } else { Ok(()) }
    }
}

/// Goes through all of a table; stops where `each` says no.
pub(super) fn go_through(
    connection: &Connection,
    keys: &Keys,
    table: &Named,
    mut each: impl FnMut(Slot) -> bool,
) -> rusqlite::Result<()> {
    let own = "table_no = ?1";
    let mut journal = connection.prepare(&sequence(own))?;
    let mut content = connection.prepare(&contents(own))?;
    let mut erasure = connection.prepare(&erasures(own))?;
    let mut journal = Cursor::of(journal.query(params![table.no])?)?;
    let mut content = Cursor::of(content.query(params![table.no])?)?;
    let mut erasure = Cursor::of(erasure.query(params![table.no])?)?;
    while let Some(seq) = [journal.at, content.at, erasure.at].into_iter().flatten().min() {
        let number = u64::try_from(seq).unwrap_or(0);
        let sequence = journal.row(seq).map_or(Sequence::Missing, |row| place(row, keys, table.id, number));
        let destroyed = erasure.row(seq).map_or(Destroyed::No, |row| destroyed(row, keys, table.id, number));
        let kept = content.row(seq).map_or(Content::None, |row| opened(row, &sequence));
        if !each(Slot { seq, sequence, content: kept, destroyed }) {
            return Ok(());
        }
        journal.pass(seq)?;
        content.pass(seq)?;
        erasure.pass(seq)?;
    }
    Ok(())
}

fn place(row: &Row<'_>, keys: &Keys, table: u64, seq: u64) -> Sequence {
    let read = || {
        let day = i32::try_from(cells::number(row, 1)?).ok()?;
        let kind = Kind::from_key(cells::text(row, 2)?)?;
        let about = About {
            conversation: cells::small_or_none(row, 3).ok()?.map(ConversationNo),
            statement: cells::small_or_none(row, 4).ok()?.map(StatementNo),
            item: cells::small_or_none(row, 5).ok()?,
        };
        let commitment: [u8; 32] = cells::exactly(row, 6)?;
        let sealed = Sealed { table, seq, day, kind: kind.key(), about, commitment: &commitment };
        let is_sealed = cells::exactly(row, 7) == Some(keys.of_row(&sealed));
        Some(Place { day, kind, about, commitment: Commitment::from_bytes(commitment), is_sealed })
    };
    read().map_or(Sequence::Unreadable, Sequence::Here)
}

fn destroyed(row: &Row<'_>, keys: &Keys, table: u64, seq: u64) -> Destroyed {
    let by =
        cells::count(row, 1).filter(|by| cells::exactly(row, 2) == Some(keys.of_erasure(table, seq, *by)));
    by.map_or(Destroyed::Unreadable, Destroyed::By)
}

fn opened(row: &Row<'_>, sequence: &Sequence) -> Content {
    let (Some(salt), Some(body)) = (cells::exactly(row, 1), cells::text(row, 2)) else {
        return Content::Unreadable;
    };
    let salt = Salt::from_bytes(salt);
    match sequence {
        Sequence::Here(place) if place.commitment.opens_with(place.kind.key(), &salt, body.as_bytes()) => {
            Content::Whole(salt, body.to_owned())
        }
        _ => Content::Other(body.to_owned()),
    }
}

/// The tables there are, in order, and how many of their names can't be read.
pub(super) fn tables(connection: &Connection) -> rusqlite::Result<(Vec<Named>, u64)> {
    let query =
        format!("SELECT {}, {}, {} FROM seq_table ORDER BY no", whole("no"), whole("id"), whole("head"));
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query([])?;
    let (mut tables, mut unreadable) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        match (cells::number(row, 0), cells::count(row, 1)) {
            (Some(no), Some(id)) => tables.push(Named { no, id, head: cells::count(row, 2) }),
            _ => unreadable += 1,
        }
    }
    Ok((tables, unreadable))
}

/// The numbers under which there are rows of no table, each with where they are.
pub(super) fn of_no_table(
    connection: &Connection,
    tables: &[Named],
) -> rusqlite::Result<Vec<(&'static str, Option<i64>)>> {
    let mut strays = Vec::new();
    for name in ["journal", "content", "erasure"] {
        let no = whole("table_no");
        let query = format!("SELECT {no} FROM {name} WHERE table_no > ?1 ORDER BY table_no LIMIT 1");
        let mut after = connection.prepare(&query)?;
        let mut last = i64::MIN;
        loop {
            let mut rows = after.query([last])?;
            let Some(row) = rows.next()? else { break };
            let here = cells::number(row, 0);
            if here.is_none_or(|here| tables.iter().all(|table| table.no != here)) {
                strays.push((name, here));
            }
            // What is no number comes after all numbers; and a damaged file could lead round in a circle.
            match here.map(|here| here.cmp(&last)) {
                Some(Ordering::Greater) if strays.len() < 100 => last = here.unwrap_or(i64::MAX),
                _ => break,
            }
        }
    }
    Ok(strays)
}
