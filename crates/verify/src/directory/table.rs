//! One table of a data directory: its journal, its record, and its results.

use std::sync::mpsc::{self, SyncSender};

use record::entry::Fact;
use record::tree::Tree;
use rusqlite::Connection;
use table::Event;

use super::House;
use super::epochs;
use super::facts::Facts;
use super::keys::Keys;
use super::ledger::{Ledger, Outcome};
use super::rows::{self, Content, Named, Slot};
use super::shelf::{self, Body, Head};
use crate::asked::Asked;
use crate::finding::{Checked, Code, CouldNot, Finding};
use crate::found::{Found, NOWHERE};
use crate::log::{self, Log};

/// So many rows are handed over at a time.
const AT_A_TIME: usize = 512;
/// So many such heaps wait at the most.
const WAITING: usize = 8;

/// A table that is checked.
pub(super) struct One<'a> {
    pub(super) house: &'a House,
    pub(super) table: &'a Named,
    /// Its records, the newest last.
    pub(super) heads: &'a [Head],
    /// Facts that wait to enter.
    pub(super) wishes: &'a [Fact],
    pub(super) asked: &'a Asked,
}

impl One<'_> {
    pub(super) fn check(
        &self,
        journal: &mut Connection,
    ) -> Result<(Option<Checked>, Vec<Finding>), CouldNot> {
        let mut found = Found::of(self.table.code());
        let Some((head, older)) = self.heads.split_last() else {
            let body = Body { is_whole: true, ..Body::default() };
            self.journal(journal, &body, &Facts::of(&body, self.wishes), &mut found)?;
            return Ok((None, found.end()));
        };
        let body = self.on_shelf(shelf::body(&self.house.record, head, &mut found))?;
        let facts = Facts::of(&body, self.wishes);
        let (outcome, tree) = self.journal(journal, &body, &facts, &mut found)?;
        self.files(head, &tree, facts, &mut found)?;
        let mut next = epochs::before(&body);
        epochs::place(head, older.is_empty(), next.as_ref(), &mut found);
        for head in older.iter().rev() {
            let older = epochs::older(self.house, self.asked, head, next.as_ref(), &mut found);
            next = self.on_shelf(older)?;
        }
        let checked = self.record(head, body, &tree, outcome, &mut found);
        Ok((checked, found.end()))
    }

    fn on_shelf<T>(&self, read: rusqlite::Result<T>) -> Result<T, CouldNot> {
        read.map_err(|error| self.house.records.trouble(&error))
    }

    /// Goes through the journal: one thread reads and hashes, another hashes the entries of the record, and this one compares and
    /// folds.
    fn journal(
        &self,
        journal: &mut Connection,
        body: &Body,
        facts: &Facts,
        found: &mut Found,
    ) -> Result<(Outcome, Tree), CouldNot> {
        let mut ledger = Ledger::new(self.table, body, facts, &self.house.list, self.asked.today, found);
        let read = std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel::<Vec<Slot>>(WAITING);
            let (keys, table) = (&self.house.keys, self.table);
            let reading = scope.spawn(move || read(journal, keys, table, &sender));
            let growing = scope.spawn(|| epochs::tree(body));
            for slot in receiver.into_iter().flatten() {
                let event = match &slot.content {
                    Content::Whole(_, body) | Content::Other(body) => {
                        serde_json::from_str::<Event>(body).ok()
                    }
                    _ => None,
                };
                ledger.row(slot, event);
            }
            (reading.join(), growing.join())
        });
        match read {
            (Ok(Ok(())), Ok(tree)) => Ok((ledger.end(), tree)),
            (Ok(Err(error)), _) => Err(self.house.rows.trouble(&error)),
            _ => Err(self.house.rows.trouble(&rusqlite::Error::InvalidQuery)),
        }
    }

    /// What is kept beside the entries.
    fn files(&self, head: &Head, tree: &Tree, facts: Facts, found: &mut Found) -> Result<(), CouldNot> {
        let record = &self.house.record;
        self.on_shelf(shelf::tiles(record, head, tree, found))?;
        self.on_shelf(shelf::tombstones(record, head, facts.tombstones, found))?;
        self.on_shelf(shelf::cosignatures(record, head, found))
    }

    /// The public record by itself, as anybody could check it.
    fn record(
        &self,
        head: &Head,
        body: Body,
        tree: &Tree,
        outcome: Outcome,
        found: &mut Found,
    ) -> Option<Checked> {
        let Outcome { waiting, recomputed, openings, unopened } = outcome;
        let Some(verifier) = self.house.keys.verifier(&head.origin) else {
            found.add(Code::Rewrite, NOWHERE, "The name of the record is no name.");
            return None;
        };
        let log = Log {
            table: self.table.code(),
            verifier,
            checkpoint: head.checkpoint(tree, found),
            witnessed: head.witnessed(found),
            policy: None,
            entries: body.entries,
            openings,
        };
        // The journal said of each content that is missing whether that is in order.
        let checked = log::check_record(&log, self.asked, &unopened, &mut found.list);
        Some(Checked { waiting: Some(waiting), recomputed, ..checked })
    }
}

/// Reads a table's journal and hands it over in heaps.
fn read(
    journal: &mut Connection,
    keys: &Keys,
    table: &Named,
    sender: &SyncSender<Vec<Slot>>,
) -> rusqlite::Result<()> {
    let mut heap = Vec::with_capacity(AT_A_TIME);
    rows::go_through(journal, keys, table, |slot| {
        heap.push(slot);
        if heap.len() < AT_A_TIME {
            return true;
        }
        sender.send(std::mem::replace(&mut heap, Vec::with_capacity(AT_A_TIME))).is_ok()
    })?;
    // Nobody listens any more only where everything has come to an end already.
    let _ = sender.send(heap);
    Ok(())
}
