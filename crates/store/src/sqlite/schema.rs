//! The tables of the database, and how older ones become newer ones. Steps are never edited once released.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::engine;
use crate::journal::StoreError;

/// Step `n` takes a database from version `n` to `n + 1`.
const STEPS: &[&str] = &["
    -- A table's place and head: how many events it has.
    CREATE TABLE seq_table (
        no   INTEGER PRIMARY KEY,
        id   INTEGER NOT NULL UNIQUE,
        head INTEGER NOT NULL
    ) STRICT;

    -- The sequence: nothing personal. The commitment stays when the content is destroyed.
    CREATE TABLE journal (
        table_no     INTEGER NOT NULL REFERENCES seq_table (no),
        seq          INTEGER NOT NULL,
        day          INTEGER NOT NULL,
        kind         TEXT    NOT NULL,
        conversation INTEGER,
        statement    INTEGER,
        commitment   BLOB    NOT NULL,
        PRIMARY KEY (table_no, seq)
    ) STRICT, WITHOUT ROWID;

    -- The content, apart from the sequence so that it can be destroyed.
    CREATE TABLE content (
        table_no INTEGER NOT NULL,
        seq      INTEGER NOT NULL,
        salt     BLOB    NOT NULL,
        body     TEXT    NOT NULL,
        PRIMARY KEY (table_no, seq),
        FOREIGN KEY (table_no, seq) REFERENCES journal (table_no, seq)
    ) STRICT, WITHOUT ROWID;

    -- Commands that happened, under the hash of their key. There is no index of the keys here: they are random,
    -- and an index would write a page for each command. The index is in memory, made when the file is opened.
    CREATE TABLE receipt (
        no     INTEGER PRIMARY KEY,
        key    BLOB    NOT NULL,
        day    INTEGER NOT NULL,
        body   BLOB    NOT NULL,
        answer TEXT    NOT NULL
    ) STRICT;

    -- Visits that were ended by leaving the site, until they would have run out anyway.
    CREATE TABLE ended_visit (
        id  BLOB    NOT NULL PRIMARY KEY,
        day INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
"];

/// Sets what must hold on every connection that writes, and brings the tables up to date.
pub(super) fn prepare(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL").map_err(engine)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(engine)?;
    connection.pragma_update(None, "secure_delete", true).map_err(engine)?;
    connection.pragma_update(None, "trusted_schema", false).map_err(engine)?;
    // Foreign keys are checked by the tests, not on every insert: rows are written by one function, in order.
    connection.pragma_update(None, "foreign_keys", false).map_err(engine)?;
    connection.pragma_update(None, "cache_size", -16_000).map_err(engine)?;
    migrate(connection, path)
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(engine)?;
    if found > known {
        return Err(StoreError::TooNew { path: path.display().to_string(), found, known });
    }
    for (step, version) in STEPS.iter().zip(1u32..).skip(found as usize) {
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
        change.execute_batch(step).map_err(engine)?;
        change.pragma_update(None, "user_version", version).map_err(engine)?;
        change.commit().map_err(engine)?;
    }
    Ok(())
}
