//! The journal as the recorder reads it: on a connection of its own, so that nobody waits for it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use record::entry::{Reason, public_salt};
use record::{Commitment, Salt};
use rusqlite::{Connection, OptionalExtension, params};
use table::recording::{self, Class};
use table::{About, Kind, TableId};

use super::follow::{Looked, look, select};
use super::rows::{self, Sequence};
use super::seal::Sealer;
use super::{engine, signed};
use crate::house::HouseKey;
use crate::journal::StoreError;
use crate::leaf;

/// A row of the journal that waits for the record.
pub(crate) struct Row {
    pub(crate) seq: u64,
    pub(crate) day: i32,
    pub(crate) kind: Kind,
    pub(crate) about: About,
    pub(crate) commitment: Commitment,
    pub(crate) public: Option<Commitment>,
}

/// What a row turned out to be, for whoever asks about one.
pub(crate) struct Found {
    pub(crate) day: i32,
    pub(crate) kind: Kind,
    pub(crate) about: About,
    pub(crate) is: Is,
}

/// See [`Found`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    Whole,
    Erased,
    Altered,
}

/// What may be shown of an entry, and the salt it was committed to with.
pub(crate) struct Opening {
    pub(crate) salt: Salt,
    pub(crate) shown: String,
}

/// A content that was destroyed.
pub(crate) struct Erased {
    pub(crate) seq: u64,
    pub(crate) by_host: bool,
    pub(crate) reason: Reason,
}

/// Reads the journal.
pub(crate) struct Reader {
    connection: Mutex<Connection>,
    sealer: Sealer,
}

impl Reader {
    pub(crate) fn open(directory: &Path, key: &HouseKey) -> Result<Self, StoreError> {
        let connection = Connection::open(directory.join("journal.sqlite")).map_err(engine)?;
        connection.pragma_update(None, "query_only", true).map_err(engine)?;
        connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(engine)?;
        Ok(Self { connection: Mutex::new(connection), sealer: Sealer::new(key) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All tables, in the order they were set.
    pub(crate) fn tables(&self) -> Result<Vec<TableId>, StoreError> {
        let connection = self.connection();
        let mut ids = select(&connection, "SELECT id FROM seq_table ORDER BY no")?;
        ids.query_map([], |row| row.get::<_, i64>(0))
            .and_then(|ids| ids.map(|id| id.map(table_id)).collect())
            .map_err(engine)
    }

    /// A table's rows after one, at most so many. Those without our seal are left out: they did not come in by the door. Also says
    /// how far it came.
    pub(crate) fn after(
        &self,
        table: TableId,
        after: u64,
        most: usize,
        wanted: impl Fn(u64) -> bool,
    ) -> Result<(Vec<Row>, u64), StoreError> {
        let connection = self.connection();
        let mut statement = select(&connection, rows::AFTER)?;
        let mut found = statement.query(params![signed(table.number()), signed(after)]).map_err(engine)?;
        let (mut read, mut reached) = (Vec::new(), after);
        while read.len() < most
            && let Some(row) = found.next().map_err(engine)?
        {
            let Some(sequence) = Sequence::read(row) else { continue };
            reached = sequence.seq;
            if !wanted(sequence.seq) {
                continue;
            }
            let Sequence { seq, day, kind, about, commitment, .. } = sequence;
            if recording::is_public(kind) {
                let public = match look(row, &sequence, table, &self.sealer) {
                    Looked::Whole(event) => {
                        rows::content(row).and_then(|(salt, _)| leaf::public(&event, &salt))
                    }
                    Looked::Erased => None,
                    Looked::Altered(_) => continue,
                };
                read.push(Row { seq, day, kind, about, commitment, public });
            } else if self.is_sealed(row, &sequence, table) {
                read.push(Row { seq, day, kind, about, commitment, public: None });
            }
        }
        Ok((read, reached))
    }

    fn is_sealed(&self, row: &rusqlite::Row<'_>, sequence: &Sequence, table: TableId) -> bool {
        rows::seal(row) == Some(super::follow::seal_of(sequence, table, &self.sealer))
    }

    /// What one row is.
    pub(crate) fn find(&self, table: TableId, seq: u64) -> Result<Option<Found>, StoreError> {
        let connection = self.connection();
        let mut one = select(&connection, rows::ONE)?;
        one.query_row(params![signed(table.number()), signed(seq)], |row| {
            Ok(Sequence::read(row).map(|sequence| {
                let is = match look(row, &sequence, table, &self.sealer) {
                    Looked::Whole(_) => Is::Whole,
                    Looked::Erased => Is::Erased,
                    Looked::Altered(_) => Is::Altered,
                };
                Found { day: sequence.day, kind: sequence.kind, about: sequence.about, is }
            }))
        })
        .optional()
        .map(Option::flatten)
        .map_err(engine)
    }

    /// What may be shown of one row.
    pub(crate) fn opening(&self, table: TableId, seq: u64) -> Result<Option<Opening>, StoreError> {
        let connection = self.connection();
        let mut one = select(&connection, rows::ONE)?;
        one.query_row(params![signed(table.number()), signed(seq)], |row| {
            let Some(sequence) = Sequence::read(row) else { return Ok(None) };
            let Looked::Whole(event) = look(row, &sequence, table, &self.sealer) else { return Ok(None) };
            let opening = rows::content(row)
                .zip(recording::public(&event))
                .map(|((salt, _), shown)| Opening { salt: public_salt(&salt), shown });
            Ok(opening)
        })
        .optional()
        .map(Option::flatten)
        .map_err(engine)
    }

    /// Which results a table's journal has: what was held back until then may enter.
    pub(crate) fn released(&self, table: TableId) -> Result<BTreeSet<Class>, StoreError> {
        let connection = self.connection();
        let mut results = select(
            &connection,
            "SELECT kind, item FROM journal WHERE table_no = (SELECT no FROM seq_table WHERE id = ?1)
             AND kind IN ('decision-closed', 'account-settled')",
        )?;
        let found: Vec<(String, Option<u32>)> = results
            .query_map([signed(table.number())], |row| Ok((row.get(0)?, row.get(1)?)))
            .and_then(Iterator::collect)
            .map_err(engine)?;
        let class = |(kind, item): (String, Option<u32>)| {
            let about = About { item, ..About::default() };
            recording::releases(Kind::from_key(&kind)?, about)
        };
        Ok(found.into_iter().filter_map(class).collect())
    }

    /// What was destroyed at a table.
    pub(crate) fn erased(&self, table: TableId) -> Result<Vec<Erased>, StoreError> {
        let connection = self.connection();
        let mut gone = select(
            &connection,
            "SELECT e.seq, e.by_seq, j.kind FROM erasure e
             LEFT JOIN journal j ON j.table_no = e.table_no AND j.seq = e.by_seq
             WHERE e.table_no = (SELECT no FROM seq_table WHERE id = ?1) ORDER BY e.seq",
        )?;
        gone.query_map([signed(table.number())], |row| {
            let (seq, by): (i64, i64) = (row.get(0)?, row.get(1)?);
            let kind: Option<String> = row.get(2)?;
            let reason = match kind.as_deref().and_then(Kind::from_key) {
                _ if seq == by => Reason::Withdrawn,
                None => Reason::Asked,
                Some(Kind::SeatLeft) => Reason::Left,
                Some(kind) if kind.key().ends_with("withdrawn") || kind.key().ends_with("taken-back") => {
                    Reason::Withdrawn
                }
                Some(_) => Reason::Replaced,
            };
            Ok(Erased { seq: u64::try_from(seq).unwrap_or(0), by_host: by == 0, reason })
        })
        .and_then(Iterator::collect)
        .map_err(engine)
    }
}

fn table_id(id: i64) -> TableId {
    TableId::from_number(u64::try_from(id).unwrap_or(0))
}
