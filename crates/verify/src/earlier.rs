//! Checkpoints that somebody kept: the record must only have grown since.

use record::checkpoint::{Checkpoint, CheckpointError};
use record::note::{Note, NoteError};
use record::receipt::Receipt;

use crate::asked::Asked;
use crate::course::Course;
use crate::finding::Code;
use crate::found::{Found, NOWHERE, Spot};
use crate::log::{Before, Log};
use crate::names;

/// Something that somebody kept and that holds a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A checkpoint by itself.
    Checkpoint(Note),
    /// A receipt, with its checkpoint.
    Receipt(Receipt),
}

/// Reads a saved checkpoint or receipt; none for anything else.
pub fn read(bytes: &[u8]) -> Option<Kept> {
    let text = std::str::from_utf8(bytes).ok()?;
    if let Ok(receipt) = text.parse::<Receipt>() {
        receipt.checkpoint.text().parse::<Checkpoint>().ok()?;
        return Some(Kept::Receipt(receipt));
    }
    let note: Note = text.parse().ok()?;
    note.text().parse::<Checkpoint>().ok()?;
    Some(Kept::Checkpoint(note))
}

/// The name of the record a checkpoint is of.
pub(crate) fn origin(note: &Note) -> &str {
    note.text().lines().next().unwrap_or_default()
}

/// Holds everything that was kept against the record. Returns the checkpoints that are this record's.
pub(crate) fn check<'a>(log: &'a Log, asked: &'a Asked, course: &Course, found: &mut Found) -> Vec<&'a Note> {
    let mut ours = Vec::new();
    if let Some(note) = &log.witnessed {
        one(log, note, "that was witnessed", course, found);
        ours.push(note);
    }
    for note in &asked.checkpoints {
        one(log, note, "that was kept", course, found);
        ours.push(note);
    }
    for receipt in &asked.receipts {
        one(log, &receipt.checkpoint, "of the receipt", course, found);
        inclusion(log, receipt, found);
        ours.push(&receipt.checkpoint);
    }
    ours.retain(|note| origin(note) == log.origin());
    ours
}

/// A checkpoint of this record, or of the one before it. Others are told apart where all records are known.
fn one(log: &Log, note: &Note, which: &str, course: &Course, found: &mut Found) {
    let before = course.before.as_ref().filter(|before| before.origin == origin(note));
    if let Some(before) = before {
        return of_before(log, before, note, which, found);
    }
    if origin(note) != log.origin() {
        return;
    }
    match Checkpoint::open(note, &log.verifier) {
        Err(error) => unsigned(error, which, found),
        Ok(seen) => {
            if seen.size > log.size() {
                return found.add(
                    Code::Rollback,
                    NOWHERE,
                    format!(
                        "The record has {} entries, and the checkpoint {which} has {}.",
                        log.size(),
                        seen.size
                    ),
                );
            }
            if course.root_at(seen.size) != Some(seen.root) {
                found.add(
                    Code::Rewrite,
                    NOWHERE,
                    format!("The first {} entries are not those of the checkpoint {which}.", seen.size),
                );
            }
        }
    }
}

/// A checkpoint of the record that this one goes on from: the notice says where that one ended.
fn of_before(log: &Log, before: &Before, note: &Note, which: &str, found: &mut Found) {
    // A house whose key was lost has another one since: nobody can tell any more what the old one signed.
    let Some(key) = names::under(&before.origin, &log.verifier) else { return };
    match Checkpoint::open(note, &key) {
        Err(error) => unsigned(error, which, found),
        Ok(seen) if seen.size > before.size => found.add(
            Code::Rollback,
            Spot::entry(0),
            format!(
                "The notice says that the record before had {} entries, and the checkpoint {which} has {}.",
                before.size, seen.size
            ),
        ),
        Ok(seen) if seen.size == before.size && seen.root != before.root => found.add(
            Code::Rewrite,
            Spot::entry(0),
            format!("The notice has another root for the record before than the checkpoint {which}."),
        ),
        Ok(_) => {}
    }
}

fn unsigned(error: CheckpointError, which: &str, found: &mut Found) {
    let code = match error {
        // There is no signature of this key: it is another one's.
        CheckpointError::Note(NoteError::Unsigned) => Code::Rewrite,
        _ => Code::Altered,
    };
    found.add(code, NOWHERE, format!("The checkpoint {which} does not hold: {error}."));
}

/// A receipt leads from its entry to its checkpoint, and the record has that entry there.
fn inclusion(log: &Log, receipt: &Receipt, found: &mut Found) {
    if origin(&receipt.checkpoint) != log.origin() {
        return;
    }
    let here = log.entry(receipt.index);
    let Some(entry) = receipt.extra.as_deref().or(here) else { return };
    if let Err(error) = receipt.check(record::hash::leaf(entry), &log.verifier) {
        found.add(Code::Altered, Spot::entry(receipt.index), format!("The receipt does not hold: {error}."));
    } else if here.is_some_and(|here| here != entry) {
        found.add(
            Code::Rewrite,
            Spot::entry(receipt.index),
            "The record has another entry where the receipt's was.",
        );
    }
}
