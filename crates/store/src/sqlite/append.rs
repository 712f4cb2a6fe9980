//! Writing a group of commands' events in one transaction.

use std::collections::BTreeMap;

use record::{Commitment, Salt};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use table::{Day, Event, Kind, TableId};

use super::seal::{Sealer, Sequenced};
use super::{engine, signed};
use crate::journal::{Append, Appended, Entered, StoreError};
use crate::leaf;

/// Of these entries, the content of some kinds or all, about exactly one thing or about anything.
const ERASE: &str = "
    DELETE FROM content WHERE table_no = ?1 AND seq IN (
        SELECT j.seq FROM json_each(?2) e JOIN journal j ON j.table_no = ?1 AND j.seq = e.value
        WHERE (?3 = '[]' OR j.kind IN (SELECT value FROM json_each(?3)))
          AND (NOT ?4 OR (j.conversation IS ?5 AND j.statement IS ?6 AND j.item IS ?7)))
    RETURNING seq";

/// Where a table stands inside this transaction.
struct Place {
    no: i64,
    head: u64,
}

/// Appends a group; returns once all is durable.
pub(super) fn append(
    connection: &mut Connection,
    sealer: &Sealer,
    group: &[Append],
    progress: &mut dyn FnMut(usize),
) -> Result<Written, StoreError> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(engine)?;
    let written = Writer::new(&change, sealer, group)?.write(group, progress)?;
    change.commit().map_err(engine)?;
    if !written.erased.is_empty() {
        empty_the_log(connection);
    }
    Ok(written)
}

/// What was written.
#[derive(Default)]
pub(super) struct Written {
    /// Contents that were destroyed.
    pub(super) erased: Vec<(TableId, u64)>,
    /// Where the receipts are.
    pub(super) receipts: Vec<([u8; 32], i64)>,
    /// For each append, its entries.
    pub(super) appended: Vec<Appended>,
}

/// Moves everything from the write-ahead log into the database and empties the log, so that what was just
/// destroyed is in no file. A reader may be in the way for a moment; then the next erasure, or the next
/// ordinary checkpoint and restart of the log, does it.
pub(super) fn empty_the_log(connection: &Connection) {
    for _ in 0..50 {
        let busy: Result<i64, _> =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        if matches!(busy, Ok(0)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    tracing::warn!("the write-ahead log could not be emptied after an erasure; it will be at the next one");
}

struct Writer<'a> {
    change: &'a Transaction<'a>,
    places: BTreeMap<TableId, Place>,
    sequence: CachedStatement<'a>,
    content: CachedStatement<'a>,
    receipts: CachedStatement<'a>,
    erasures: CachedStatement<'a>,
    sealer: &'a Sealer,
    salts: Vec<u8>,
}

impl<'a> Writer<'a> {
    fn new(change: &'a Transaction<'a>, sealer: &'a Sealer, group: &[Append]) -> Result<Self, StoreError> {
        let events: usize = group.iter().map(|append| append.events.len()).sum();
        // One request to the operating system for all salts of the group.
        let mut salts = vec![0; events * 32];
        getrandom::fill(&mut salts).map_err(|error| StoreError::Engine(error.to_string()))?;
        Ok(Self {
            change,
            places: BTreeMap::new(),
            sequence: change
                .prepare_cached(
                    "INSERT INTO journal (table_no, seq, day, kind, conversation, statement, item, commitment, seal)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )
                .map_err(engine)?,
            content: change
                .prepare_cached("INSERT INTO content (table_no, seq, salt, body) VALUES (?1, ?2, ?3, ?4)")
                .map_err(engine)?,
            receipts: change
                .prepare_cached("INSERT INTO receipt (key, day, body, answer) VALUES (?1, ?2, ?3, ?4)")
                .map_err(engine)?,
            erasures: change
                .prepare_cached("INSERT INTO erasure (table_no, seq, by_seq, seal) VALUES (?1, ?2, ?3, ?4)")
                .map_err(engine)?,
            sealer,
            salts,
        })
    }

    fn write(mut self, group: &[Append], progress: &mut dyn FnMut(usize)) -> Result<Written, StoreError> {
        let mut done = Written::default();
        let mut written = 0;
        for append in group {
            let place = self.place(append)?;
            let (no, mut seq) = (place.no, place.head);
            let entries = Vec::with_capacity(append.events.len());
            let mut appended = Appended { first: seq + 1, entries, erased: false };
            for event in &append.events {
                seq += 1;
                let by = At { table: append.table, no, seq };
                for erased in self.erase(by, event, &append.owned)? {
                    appended.erased = true;
                    done.erased.push((append.table, erased));
                }
                let salt = &self.salts[written * 32..(written + 1) * 32];
                let salt = Salt::from_bytes(salt.try_into().unwrap_or([0; 32]));
                written += 1;
                appended.entries.push(self.insert(by, append.day, event, &salt)?);
                progress(written);
            }
            done.appended.push(appended);
            if let Some(place) = self.places.get_mut(&append.table) {
                place.head = seq;
            }
            if let Some(receipt) = &append.receipt {
                let no = self
                    .receipts
                    .insert(params![receipt.key, append.day.number(), receipt.body, receipt.answer])
                    .map_err(engine)?;
                done.receipts.push((receipt.key, no));
            }
        }
        for place in self.places.values() {
            self.change
                .prepare_cached("UPDATE seq_table SET head = ?2 WHERE no = ?1")
                .and_then(|mut update| update.execute(params![place.no, signed(place.head)]))
                .map_err(engine)?;
        }
        Ok(done)
    }

    /// The table's place, after checking that its head is where the events were decided.
    fn place(&mut self, append: &Append) -> Result<&Place, StoreError> {
        let id = append.table;
        if !self.places.contains_key(&id) {
            let place = match self.find(id)? {
                Some(place) => place,
                None if append.head == 0 => self.set(id)?,
                None => return Err(StoreError::Conflict(id)),
            };
            self.places.insert(id, place);
        }
        match self.places.get(&id) {
            Some(place) if place.head == append.head => Ok(place),
            _ => Err(StoreError::Conflict(id)),
        }
    }

    fn find(&self, id: TableId) -> Result<Option<Place>, StoreError> {
        self.change
            .prepare_cached("SELECT no, head FROM seq_table WHERE id = ?1")
            .and_then(|mut select| {
                select
                    .query_row(params![signed(id.number())], |row| {
                        let head: i64 = row.get(1)?;
                        Ok(Place { no: row.get(0)?, head: u64::try_from(head).unwrap_or(0) })
                    })
                    .optional()
            })
            .map_err(engine)
    }

    fn set(&self, id: TableId) -> Result<Place, StoreError> {
        self.change
            .execute("INSERT INTO seq_table (id, head) VALUES (?1, 0)", params![signed(id.number())])
            .map_err(engine)?;
        Ok(Place { no: self.change.last_insert_rowid(), head: 0 })
    }

    /// Destroys what an event destroys; returns the entries it was the content of.
    fn erase(&mut self, by: At, event: &Event, owned: &[u64]) -> Result<Vec<u64>, StoreError> {
        let Some(erasure) = event.erases() else { return Ok(Vec::new()) };
        let owned = serde_json::to_string(owned).unwrap_or_default();
        let kinds: Vec<&str> = erasure.kinds.iter().map(|kind| kind.key()).collect();
        let kinds = serde_json::to_string(&kinds).unwrap_or_default();
        let about = erasure.about.unwrap_or_default();
        let mut delete = self.change.prepare_cached(ERASE).map_err(engine)?;
        let erased: Vec<i64> = delete
            .query_map(
                params![
                    by.no,
                    owned,
                    kinds,
                    erasure.about.is_some(),
                    about.conversation.map(|conversation| conversation.0),
                    about.statement.map(|statement| statement.0),
                    about.item,
                ],
                |row| row.get(0),
            )
            .and_then(Iterator::collect)
            .map_err(engine)?;
        let mut numbers = Vec::with_capacity(erased.len());
        for seq in erased {
            let number = u64::try_from(seq).unwrap_or(0);
            let seal = self.sealer.of_erasure(by.table, number, by.seq);
            self.erasures.execute(params![by.no, seq, signed(by.seq), seal]).map_err(engine)?;
            numbers.push(number);
        }
        Ok(numbers)
    }

    fn insert(&mut self, at: At, day: Day, event: &Event, salt: &Salt) -> Result<Entered, StoreError> {
        let body = serde_json::to_string(event).map_err(|error| StoreError::Engine(error.to_string()))?;
        let (kind, about) = (event.kind(), event.about());
        let commitment = Commitment::to(kind.key(), salt, body.as_bytes());
        let seal = self.sealer.of(&Sequenced {
            table: at.table,
            seq: at.seq,
            day: day.number(),
            kind: kind.key(),
            about,
            commitment: commitment.as_bytes(),
        });
        self.sequence
            .execute(params![
                at.no,
                signed(at.seq),
                day.number(),
                kind.key(),
                about.conversation.map(|conversation| conversation.0),
                about.statement.map(|statement| statement.0),
                about.item,
                commitment.as_bytes(),
                seal,
            ])
            .map_err(engine)?;
        self.content.execute(params![at.no, signed(at.seq), salt.as_bytes(), body]).map_err(engine)?;
        let public = match kind {
            // Only what is promised needs it now.
            Kind::StatementMade => leaf::public(event, salt),
            _ => None,
        };
        Ok(Entered { kind, about, commitment, public })
    }
}

/// A place in a table's sequence.
#[derive(Clone, Copy)]
struct At {
    table: TableId,
    no: i64,
    seq: u64,
}
