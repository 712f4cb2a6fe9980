//! The list of what was destroyed, beside the journal: tables and numbers, no words. A journal that was put back from a copy
//! forgets nothing that stands in it: the list is applied before anything is served.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use table::TableId;

use super::seal::Sealer;
use super::{engine, signed};
use crate::house::private_file;
use crate::journal::StoreError;

/// The list's name in the data directory.
pub(crate) const FILE: &str = "erasures";

/// The file of the list.
pub(super) struct Erasures(PathBuf);

impl Erasures {
    /// Applies what the list names and the journal still holds, and adds to the list what the journal destroyed while the list
    /// could not be written.
    pub(super) fn settle(
        directory: &Path,
        connection: &mut Connection,
        sealer: &Sealer,
    ) -> Result<Self, StoreError> {
        let list = Self(directory.join(FILE));
        private_file(&list.0)?;
        list.cut()?;
        let named = list.read()?;
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
        let known = known(&change)?;
        let mut destroyed = 0;
        for (table, seq) in named.iter().filter(|named| known.binary_search(named).is_err()) {
            destroyed += destroy(&change, sealer, *table, *seq)?;
        }
        change.commit().map_err(engine)?;
        if destroyed > 0 {
            super::append::empty_the_log(connection);
            tracing::warn!(destroyed, "destroyed again what a copy had brought back");
        }
        let mut sorted = named;
        sorted.sort_unstable();
        let missing: Vec<_> =
            known.into_iter().filter(|known| sorted.binary_search(known).is_err()).collect();
        list.add(&missing)?;
        Ok(list)
    }

    /// Adds to the list, durably.
    pub(super) fn add(&self, erased: &[(TableId, u64)]) -> Result<(), StoreError> {
        if erased.is_empty() {
            return Ok(());
        }
        let line = |lines, (table, seq): &(TableId, u64)| format!("{lines}{table} {seq}\n");
        let lines = erased.iter().fold(String::new(), line);
        OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.0)
            .and_then(|mut file| file.write_all(lines.as_bytes()).and_then(|()| file.sync_data()))
            .map_err(|error| self.problem(&error))
    }

    /// Takes off the half line that a crash can leave at the end. Its number would be another one's, and what comes next would
    /// stand in the same line. The journal knows what it was.
    fn cut(&self) -> Result<(), StoreError> {
        let text = std::fs::read(&self.0).map_err(|error| self.problem(&error))?;
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        if whole == text.len() {
            return Ok(());
        }
        OpenOptions::new()
            .write(true)
            .open(&self.0)
            .and_then(|file| file.set_len(whole as u64).and_then(|()| file.sync_data()))
            .map_err(|error| self.problem(&error))
    }

    fn read(&self) -> Result<Vec<(TableId, u64)>, StoreError> {
        let text = std::fs::read(&self.0).map_err(|error| self.problem(&error))?;
        // A line that was damaged is none. The journal knows what it was, and it is added again.
        let text = String::from_utf8_lossy(&text);
        let line = |line: &str| {
            let (table, seq) = line.split_once(' ')?;
            Some((table.parse().ok()?, seq.parse().ok()?))
        };
        Ok(text.lines().filter_map(line).collect())
    }

    fn problem(&self, error: &std::io::Error) -> StoreError {
        StoreError::File { path: self.0.display().to_string(), reason: error.to_string() }
    }
}

/// What the journal says was destroyed, in order.
fn known(change: &Transaction<'_>) -> Result<Vec<(TableId, u64)>, StoreError> {
    let mut select = change
        .prepare("SELECT t.id, e.seq FROM erasure e JOIN seq_table t ON t.no = e.table_no")
        .map_err(engine)?;
    let mut known: Vec<(TableId, u64)> = select
        .query_map([], |row| {
            let (id, seq): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok((TableId::from_number(u64::try_from(id).unwrap_or(0)), u64::try_from(seq).unwrap_or(0)))
        })
        .and_then(Iterator::collect)
        .map_err(engine)?;
    known.sort_unstable();
    Ok(known)
}

fn destroy(change: &Transaction<'_>, sealer: &Sealer, table: TableId, seq: u64) -> Result<usize, StoreError> {
    let place = params![signed(table.number()), signed(seq)];
    let gone = change
        .prepare_cached(
            "DELETE FROM content WHERE table_no = (SELECT no FROM seq_table WHERE id = ?1) AND seq = ?2",
        )
        .and_then(|mut delete| delete.execute(place))
        .map_err(engine)?;
    if gone > 0 {
        let seal = sealer.of_erasure(table, seq, 0);
        change
            .prepare_cached(
                "INSERT OR IGNORE INTO erasure (table_no, seq, by_seq, seal)
                 VALUES ((SELECT no FROM seq_table WHERE id = ?1), ?2, 0, ?3)",
            )
            .and_then(|mut insert| insert.execute(params![signed(table.number()), signed(seq), seal]))
            .map_err(engine)?;
    }
    Ok(gone)
}
