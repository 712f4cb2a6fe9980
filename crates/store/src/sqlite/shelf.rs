//! Where the records are kept: entries and tree as the files they are handed out as, in one database beside the journal.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use record::entry::{Entry, Fact};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use table::TableId;

use super::{engine, signed};
use crate::house::private_file;
use crate::journal::StoreError;

/// The database's name in the data directory.
pub(crate) const FILE: &str = "record.sqlite";

/// Step `n` takes a database from version `n` to `n + 1`.
pub(super) const STEPS: &[&str] = &["
    -- A table's records; the one of the highest epoch goes on.
    CREATE TABLE log (
        no         INTEGER PRIMARY KEY,
        table_id   INTEGER NOT NULL,
        epoch      INTEGER NOT NULL,
        origin     TEXT    NOT NULL UNIQUE,
        size       INTEGER NOT NULL,
        checkpoint TEXT    NOT NULL,
        witnessed  TEXT,
        UNIQUE (table_id, epoch)
    ) STRICT;

    -- Entries, 256 to a bundle, and (private) the journal entries they stand for: four bytes each, 0 for facts.
    CREATE TABLE bundle (
        log_no  INTEGER NOT NULL,
        number  INTEGER NOT NULL,
        entries BLOB    NOT NULL,
        seqs    BLOB    NOT NULL,
        PRIMARY KEY (log_no, number)
    ) STRICT, WITHOUT ROWID;

    -- Hashes of the tree, 256 to a tile.
    CREATE TABLE tile (
        log_no INTEGER NOT NULL,
        level  INTEGER NOT NULL,
        number INTEGER NOT NULL,
        hashes BLOB    NOT NULL,
        PRIMARY KEY (log_no, level, number)
    ) STRICT, WITHOUT ROWID;

    -- Which entries have a tombstone, and which entry that is.
    CREATE TABLE tombstone (
        log_no INTEGER NOT NULL,
        target INTEGER NOT NULL,
        entry  INTEGER NOT NULL,
        PRIMARY KEY (log_no, target)
    ) STRICT, WITHOUT ROWID;

    -- The newest cosignature of each witness.
    CREATE TABLE cosignature (
        log_no  INTEGER NOT NULL,
        witness TEXT    NOT NULL,
        size    INTEGER NOT NULL,
        line    TEXT    NOT NULL,
        PRIMARY KEY (log_no, witness)
    ) STRICT, WITHOUT ROWID;

    -- Facts that wait to enter: the entry's bytes. Without a table they enter every table's record.
    CREATE TABLE wish (
        no       INTEGER PRIMARY KEY,
        table_id INTEGER,
        fact     BLOB NOT NULL
    ) STRICT;
"];

/// A record as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) no: i64,
    pub(crate) table: TableId,
    pub(crate) epoch: u32,
    pub(crate) origin: String,
    pub(crate) size: u64,
    pub(crate) checkpoint: String,
    pub(crate) witnessed: Option<String>,
}

/// A fact that waits.
pub(crate) struct Wish {
    pub(crate) no: i64,
    pub(crate) table: Option<TableId>,
    entry: Vec<u8>,
}

impl Wish {
    /// What is to enter; nothing where it is no fact: then nothing of ours wrote it.
    pub(crate) fn fact(&self) -> Option<Fact> {
        match Entry::decode(&self.entry) {
            Some(Entry::Fact(fact)) => Some(fact),
            _ => None,
        }
    }
}

/// The entries of a bundle as a file, and the journal entries they stand for, four bytes each.
pub(crate) type Bundle = (Vec<u8>, Vec<u8>);

/// What a batch changes.
#[derive(Default)]
pub(crate) struct Changes {
    pub(crate) size: u64,
    pub(crate) checkpoint: String,
    /// Number, entries, journal entries.
    pub(crate) bundles: Vec<(u64, Vec<u8>, Vec<u8>)>,
    /// Level, number, hashes.
    pub(crate) tiles: Vec<(u8, u64, Vec<u8>)>,
    /// Target, tombstone.
    pub(crate) tombstones: Vec<(u64, u64)>,
}

/// The shelf of records.
pub(crate) struct Shelf {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl Shelf {
    pub(crate) fn open(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join(FILE);
        private_file(&path)?;
        let mut writer = Connection::open(&path).map_err(engine)?;
        writer.busy_timeout(std::time::Duration::from_secs(10)).map_err(engine)?;
        writer.pragma_update(None, "journal_mode", "WAL").map_err(engine)?;
        writer.pragma_update(None, "synchronous", "FULL").map_err(engine)?;
        writer.pragma_update(None, "trusted_schema", false).map_err(engine)?;
        super::schema::migrate(&mut writer, &path, STEPS, |_, _| Ok(()))?;
        let reader = Connection::open(&path).map_err(engine)?;
        reader.busy_timeout(std::time::Duration::from_secs(10)).map_err(engine)?;
        reader.pragma_update(None, "query_only", true).map_err(engine)?;
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(reader) })
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All records, each table's newest last.
    pub(crate) fn logs(&self) -> Result<Vec<Kept>, StoreError> {
        let reader = self.reader();
        let mut logs = reader
            .prepare_cached(
                "SELECT no, table_id, epoch, origin, size, checkpoint, witnessed FROM log ORDER BY table_id, epoch",
            )
            .map_err(engine)?;
        logs.query_map([], |row| {
            Ok(Kept {
                no: row.get(0)?,
                table: TableId::from_number(u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0)),
                epoch: row.get(2)?,
                origin: row.get(3)?,
                size: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
                checkpoint: row.get(5)?,
                witnessed: row.get(6)?,
            })
        })
        .and_then(Iterator::collect)
        .map_err(engine)
    }

    /// A record with nothing in it yet; returns its number. It is there for others when its first batch is.
    pub(crate) fn begin(&self, table: TableId, epoch: u32, origin: &str) -> Result<i64, StoreError> {
        let writer = self.writer();
        writer
            .execute(
                "INSERT INTO log (table_id, epoch, origin, size, checkpoint) VALUES (?1, ?2, ?3, 0, '')
                 ON CONFLICT DO NOTHING",
                params![signed(table.number()), epoch, origin],
            )
            .map_err(engine)?;
        writer.query_row("SELECT no FROM log WHERE origin = ?1", [origin], |row| row.get(0)).map_err(engine)
    }

    /// Keeps a batch, all of it or none.
    pub(crate) fn keep(&self, log: i64, changes: &Changes) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let change = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
        {
            let mut bundle = change
                .prepare_cached(
                    "INSERT OR REPLACE INTO bundle (log_no, number, entries, seqs) VALUES (?1, ?2, ?3, ?4)",
                )
                .map_err(engine)?;
            for (number, entries, seqs) in &changes.bundles {
                bundle.execute(params![log, signed(*number), entries, seqs]).map_err(engine)?;
            }
            let mut tile = change
                .prepare_cached(
                    "INSERT OR REPLACE INTO tile (log_no, level, number, hashes) VALUES (?1, ?2, ?3, ?4)",
                )
                .map_err(engine)?;
            for (level, number, hashes) in &changes.tiles {
                tile.execute(params![log, level, signed(*number), hashes]).map_err(engine)?;
            }
            let mut tombstone = change
                .prepare_cached("INSERT INTO tombstone (log_no, target, entry) VALUES (?1, ?2, ?3)")
                .map_err(engine)?;
            for (target, entry) in &changes.tombstones {
                tombstone.execute(params![log, signed(*target), signed(*entry)]).map_err(engine)?;
            }
            change
                .prepare_cached("UPDATE log SET size = ?2, checkpoint = ?3 WHERE no = ?1")
                .and_then(|mut update| update.execute(params![log, signed(changes.size), changes.checkpoint]))
                .map_err(engine)?;
        }
        change.commit().map_err(engine)
    }

    /// A bundle and the journal entries it stands for.
    pub(crate) fn bundle(&self, log: i64, number: u64) -> Result<Option<Bundle>, StoreError> {
        let reader = self.reader();
        let mut bundle = reader
            .prepare_cached("SELECT entries, seqs FROM bundle WHERE log_no = ?1 AND number = ?2")
            .map_err(engine)?;
        bundle
            .query_row(params![log, signed(number)], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(engine)
    }

    /// A tile, as wide as it is by now.
    pub(crate) fn tile(&self, log: i64, level: u8, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let reader = self.reader();
        let mut tile = reader
            .prepare_cached("SELECT hashes FROM tile WHERE log_no = ?1 AND level = ?2 AND number = ?3")
            .map_err(engine)?;
        tile.query_row(params![log, level, signed(number)], |row| row.get(0)).optional().map_err(engine)
    }

    /// The journal entries that all entries stand for, in order.
    pub(crate) fn seqs(&self, log: i64) -> Result<Vec<u32>, StoreError> {
        let reader = self.reader();
        let mut bundles = reader
            .prepare_cached("SELECT seqs FROM bundle WHERE log_no = ?1 ORDER BY number")
            .map_err(engine)?;
        let mut all = Vec::new();
        let mut rows = bundles.query([log]).map_err(engine)?;
        while let Some(row) = rows.next().map_err(engine)? {
            let seqs: Vec<u8> = row.get(0).map_err(engine)?;
            all.extend(seqs.as_chunks::<4>().0.iter().map(|seq| u32::from_be_bytes(*seq)));
        }
        Ok(all)
    }

    /// The entries that have a tombstone.
    pub(crate) fn buried(&self, log: i64) -> Result<Vec<u64>, StoreError> {
        let reader = self.reader();
        let mut targets = reader
            .prepare_cached("SELECT target FROM tombstone WHERE log_no = ?1 ORDER BY target")
            .map_err(engine)?;
        targets
            .query_map([log], |row| Ok(u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0)))
            .and_then(Iterator::collect)
            .map_err(engine)
    }

    /// Keeps a cosignature, and the checkpoints it changes.
    pub(crate) fn cosign(
        &self,
        log: i64,
        witness: &str,
        size: u64,
        line: &str,
        checkpoint: Option<&str>,
        witnessed: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let change = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
        change
            .execute(
                "INSERT OR REPLACE INTO cosignature (log_no, witness, size, line) VALUES (?1, ?2, ?3, ?4)",
                params![log, witness, signed(size), line],
            )
            .map_err(engine)?;
        change
            .execute(
                "UPDATE log SET checkpoint = ifnull(?2, checkpoint), witnessed = ifnull(?3, witnessed) WHERE no = ?1",
                params![log, checkpoint, witnessed],
            )
            .map_err(engine)?;
        change.commit().map_err(engine)
    }

    /// How many entries a witness saw last.
    pub(crate) fn seen_by(&self, log: i64, witness: &str) -> Result<u64, StoreError> {
        let reader = self.reader();
        let mut seen = reader
            .prepare_cached("SELECT size FROM cosignature WHERE log_no = ?1 AND witness = ?2")
            .map_err(engine)?;
        let size: Option<i64> =
            seen.query_row(params![log, witness], |row| row.get(0)).optional().map_err(engine)?;
        Ok(size.and_then(|size| u64::try_from(size).ok()).unwrap_or(0))
    }

    /// Lets a fact wait.
    pub(crate) fn wish(&self, table: Option<TableId>, fact: &[u8]) -> Result<(), StoreError> {
        self.writer()
            .execute(
                "INSERT INTO wish (table_id, fact) VALUES (?1, ?2)",
                params![table.map(|table| signed(table.number())), fact],
            )
            .map(|_| ())
            .map_err(engine)
    }

    /// All facts that wait.
    pub(crate) fn wishes(&self) -> Result<Vec<Wish>, StoreError> {
        let reader = self.reader();
        let mut wishes =
            reader.prepare_cached("SELECT no, table_id, fact FROM wish ORDER BY no").map_err(engine)?;
        wishes
            .query_map([], |row| {
                let table: Option<i64> = row.get(1)?;
                let table = table.map(|id| TableId::from_number(u64::try_from(id).unwrap_or(0)));
                Ok(Wish { no: row.get(0)?, table, entry: row.get(2)? })
            })
            .and_then(Iterator::collect)
            .map_err(engine)
    }

    /// A wish came true.
    pub(crate) fn granted(&self, wish: i64) -> Result<(), StoreError> {
        self.writer().execute("DELETE FROM wish WHERE no = ?1", [wish]).map(|_| ()).map_err(engine)
    }
}
