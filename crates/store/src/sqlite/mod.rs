//! The journal on SQLite: one file and its write-ahead log.
//!
//! `STRICT` tables, WAL, `synchronous=FULL`: when a commit returns, the data is on the disk. One connection
//! writes, another reads. `secure_delete` overwrites what is deleted, and a truncating checkpoint after an
//! erasure empties the log of it.

mod append;
mod erasures;
mod follow;
mod keys;
pub(crate) mod reader;
pub(crate) mod rows;
mod schema;
mod seal;
pub(crate) mod shelf;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};
use table::{Day, Kept, TableId};

use crate::house::{HouseKey, private_file};
use crate::journal::{Append, Appended, Journal, Receipt, StoreError};
use erasures::Erasures;
use keys::Keys;
use seal::Sealer;

/// The journal in `journal.sqlite` of a data directory.
pub struct SqliteJournal {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    keys: Mutex<Keys>,
    sealer: Sealer,
    erasures: Erasures,
}

impl SqliteJournal {
    /// Opens the journal of a directory, making or migrating it first. What the list of erasures names and a copy brought back
    /// is destroyed before anybody can read it.
    pub fn open(directory: &Path, key: &HouseKey) -> Result<Self, StoreError> {
        let path = directory.join("journal.sqlite");
        // The engine gives its other files the permissions of this one.
        private_file(&path)?;
        let mut writer = Connection::open(&path).map_err(engine)?;
        let sealer = Sealer::new(key);
        schema::prepare(&mut writer, &path, &sealer)?;
        // A process that died between an erasure and the emptying of the log left the words in the log.
        append::empty_the_log(&writer);
        let erasures = Erasures::settle(directory, &mut writer, &sealer)?;
        let reader = Connection::open(&path).map_err(engine)?;
        reader.pragma_update(None, "query_only", true).map_err(engine)?;
        writer.set_prepared_statement_cache_capacity(64);
        let keys = Keys::read(&reader)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            keys: Mutex::new(keys),
            sealer,
            erasures,
        })
    }

    /// A panic while holding a connection leaves no half-made transaction: dropping it rolls it back.
    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The newest version of the journal's schema that is known here.
pub(crate) const fn journal_version() -> u32 {
    schema::version(schema::STEPS)
}

/// The same of the records'.
pub(crate) const fn record_version() -> u32 {
    schema::version(shelf::STEPS)
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
fn engine(error: rusqlite::Error) -> StoreError {
    StoreError::Engine(error.to_string())
}

/// SQLite keeps signed 64-bit numbers; ours stay far below.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Journal for SqliteJournal {
    fn tables(&self) -> Result<Vec<TableId>, StoreError> {
        let reader = self.reader();
        let mut statement = reader.prepare_cached("SELECT id FROM seq_table ORDER BY no").map_err(engine)?;
        statement
            .query_map([], |row| row.get::<_, i64>(0))
            .map_err(engine)?
            .map(|id| id.map(|id| TableId::from_number(u64::try_from(id).unwrap_or(0))).map_err(engine))
            .collect()
    }

    fn follow(&self, table: TableId, after: u64, each: &mut dyn FnMut(Kept, Day)) -> Result<u64, StoreError> {
        follow::follow(&self.reader(), &self.sealer, table, after, each)
    }

    fn receipt(&self, key: &[u8; 32]) -> Result<Option<Receipt>, StoreError> {
        let Some(no) = self.keys().find(key) else { return Ok(None) };
        let reader = self.reader();
        let mut statement = reader
            .prepare_cached("SELECT body, answer FROM receipt WHERE no = ?1 AND key = ?2")
            .map_err(engine)?;
        statement
            .query_row(params![no, key], |row| {
                Ok(Receipt { key: *key, body: row.get(0)?, answer: row.get(1)? })
            })
            .optional()
            .map_err(engine)
    }

    fn append(&self, group: &[Append], progress: &mut dyn FnMut(usize)) -> Result<Vec<Appended>, StoreError> {
        let mut writer = self.writer();
        let written = append::append(&mut writer, &self.sealer, group, progress)?;
        self.erasures.add(&written.erased)?;
        let mut keys = self.keys();
        keys.add(&written.receipts);
        keys.trim(&writer)?;
        Ok(written.appended)
    }

    fn end_visit(&self, visit: &[u8; 16], day: Day) -> Result<(), StoreError> {
        self.writer()
            .execute(
                "INSERT INTO ended_visit (id, day) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                params![visit, day.number()],
            )
            .map(|_| ())
            .map_err(engine)
    }

    fn ended_visits(&self) -> Result<Vec<[u8; 16]>, StoreError> {
        let reader = self.reader();
        let mut statement = reader.prepare_cached("SELECT id FROM ended_visit").map_err(engine)?;
        statement.query_map([], |row| row.get(0)).map_err(engine)?.map(|id| id.map_err(engine)).collect()
    }

    fn forget(&self, receipts_before: Day, visits_before: Day) -> Result<(), StoreError> {
        let writer = self.writer();
        self.keys().forget(&writer, receipts_before)?;
        writer
            .execute("DELETE FROM ended_visit WHERE day < ?1", params![visits_before.number()])
            .map(|_| ())
            .map_err(engine)
    }
}
