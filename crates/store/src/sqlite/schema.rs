//! The tables of the database, and how older ones become newer ones. Steps are never edited once released.

use std::path::Path;

use record::Commitment;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use table::TableId;

use super::rows;
use super::seal::{Sealer, Sequenced};
use super::{engine, signed};
use crate::journal::StoreError;

/// Step `n` takes a database from version `n` to `n + 1`.
pub(super) const STEPS: &[&str] = &["
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
", "
    -- The number of the account, decision or promise that an entry is about, so that erasing is exact. Entries from
    -- before there were any are about none.
    ALTER TABLE journal ADD COLUMN item INTEGER;
", "
    -- What was written by this program carries its seal: a row that was added or changed past it does not. Rows from before are
    -- sealed by the step that adds the column, in `seal_all`.
    ALTER TABLE journal ADD COLUMN seal BLOB;

    -- Contents that were destroyed, and the entry that did it: 0 is the host, asked outside the table; the number itself stands
    -- for something from before there was a record. A content that is missing without a row here was taken away in silence.
    CREATE TABLE erasure (
        table_no INTEGER NOT NULL,
        seq      INTEGER NOT NULL,
        by_seq   INTEGER NOT NULL,
        seal     BLOB    NOT NULL,
        PRIMARY KEY (table_no, seq)
    ) STRICT, WITHOUT ROWID;
"];

/// The version of the schema that has seals.
const SEALED: u32 = 3;

/// The version that so many steps lead to.
#[expect(clippy::cast_possible_truncation, reason = "there are a few steps")]
pub(super) const fn version(steps: &[&str]) -> u32 {
    steps.len() as u32
}

/// Sets what must hold on every connection that writes, and brings the tables up to date.
pub(super) fn prepare(connection: &mut Connection, path: &Path, sealer: &Sealer) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL").map_err(engine)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(engine)?;
    connection.pragma_update(None, "secure_delete", true).map_err(engine)?;
    connection.pragma_update(None, "trusted_schema", false).map_err(engine)?;
    // Foreign keys are checked by the tests, not on every insert: rows are written by one function, in order.
    connection.pragma_update(None, "foreign_keys", false).map_err(engine)?;
    connection.pragma_update(None, "cache_size", -16_000).map_err(engine)?;
    migrate(
        connection,
        path,
        STEPS,
        |change, version| {
            if version == SEALED { seal_all(change, sealer) } else { Ok(()) }
        },
    )
}

/// Takes a database through the steps it has not seen; `finish` does what SQL can't, in the same transaction.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
    steps: &[&str],
    finish: impl Fn(&Transaction<'_>, u32) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let known = version(steps);
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(engine)?;
    if found > known {
        return Err(StoreError::TooNew { path: path.display().to_string(), found, known });
    }
    for (step, version) in steps.iter().zip(1u32..).skip(found as usize) {
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
        change.execute_batch(step).map_err(engine)?;
        finish(&change, version)?;
        change.pragma_update(None, "user_version", version).map_err(engine)?;
        change.commit().map_err(engine)?;
    }
    Ok(())
}

/// Seals every row there is, and says of each content that is missing that it was destroyed before there was a record.
fn seal_all(change: &Transaction<'_>, sealer: &Sealer) -> Result<(), StoreError> {
    let mut set =
        change.prepare("UPDATE journal SET seal = ?3 WHERE table_no = ?1 AND seq = ?2").map_err(engine)?;
    let mut gone = change
        .prepare("INSERT INTO erasure (table_no, seq, by_seq, seal) VALUES (?1, ?2, ?2, ?3)")
        .map_err(engine)?;
    let mut tables = change.prepare("SELECT no, id FROM seq_table ORDER BY no").map_err(engine)?;
    let tables: Vec<(i64, i64)> = tables
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .map_err(engine)?;
    for (no, id) in tables {
        let table = TableId::from_number(u64::try_from(id).unwrap_or(0));
        let mut select = change.prepare(rows::OLD).map_err(engine)?;
        let mut found = select.query([no]).map_err(engine)?;
        while let Some(row) = found.next().map_err(engine)? {
            // What can't be read gets no seal, and is named by whoever checks.
            let Some(row) = rows::Sequence::read(row) else { continue };
            let seal = sealer.of(&Sequenced {
                table,
                seq: row.seq,
                day: row.day,
                kind: row.kind.key(),
                about: row.about,
                commitment: Commitment::as_bytes(&row.commitment),
            });
            set.execute(params![no, signed(row.seq), seal]).map_err(engine)?;
            if !row.has_content {
                let seal = sealer.of_erasure(table, row.seq, row.seq);
                gone.execute(params![no, signed(row.seq), seal]).map_err(engine)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use record::Salt;
    use table::{Day, Event, InviteCode, Kept, SetTable, Words};

    use super::*;
    use crate::house::HouseKey;
    use crate::journal::Journal;
    use crate::sqlite::SqliteJournal;

    fn events() -> Vec<Event> {
        let words = "Mill Street";
        table::set(
            &SetTable {
                id: TableId::from_number(7),
                name: Words::new(words).unwrap(),
                purpose: Words::new(words).unwrap(),
                agreement: Words::new(words).unwrap(),
                findable: table::Findable::Public,
                starter: table::Starter::Blank,
                card: table::CardHash::from_bytes([1; 32]),
                invitation: InviteCode::from_number(3),
            },
            Day::from_number(20_000),
        )
    }

    /// Writes as the first version of the program did: one step of the schema, no column for an item.
    fn write_first_version(path: &Path, events: &[Event]) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
            .execute(
                "INSERT INTO seq_table (id, head) VALUES (7, ?1)",
                [i64::try_from(events.len()).unwrap()],
            )
            .unwrap();
        for (seq, event) in (1_i64..).zip(events) {
            let body = serde_json::to_string(event).unwrap();
            let salt = [9; 32];
            let commitment = Commitment::to(event.kind().key(), &Salt::from_bytes(salt), body.as_bytes());
            connection
                .execute(
                    "INSERT INTO journal (table_no, seq, day, kind, conversation, statement, commitment)
                     VALUES (1, ?1, 20000, ?2, NULL, NULL, ?3)",
                    params![seq, event.kind().key(), commitment.as_bytes()],
                )
                .unwrap();
            connection
                .execute(
                    "INSERT INTO content (table_no, seq, salt, body) VALUES (1, ?1, ?2, ?3)",
                    params![seq, salt, body],
                )
                .unwrap();
        }
    }

    #[test]
    fn a_journal_of_the_first_version_reads_as_it_did() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("journal.sqlite");
        let events = events();
        write_first_version(&path, &events);
        let journal = SqliteJournal::open(directory.path(), &HouseKey::from_bytes([4; 32])).unwrap();
        let mut read = Vec::new();
        let head =
            journal.follow(TableId::from_number(7), 0, &mut |kept, day| read.push((kept, day))).unwrap();
        assert_eq!(head, events.len() as u64);
        let kept: Vec<_> =
            events.into_iter().map(|event| (Kept::Whole(event), Day::from_number(20_000))).collect();
        assert_eq!(read, kept);
        drop(journal);
        let version: u32 = Connection::open(&path)
            .unwrap()
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version as usize, STEPS.len());
    }
}
