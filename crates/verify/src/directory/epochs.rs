//! The records a table had before the one it has: each goes on where the one before ended, and says so.

use std::collections::BTreeSet;

use record::entry::{Cause, Entry, Fact};
use record::hash::{Hash, leaf};
use record::tree::Tree;

use super::House;
use super::shelf::{self, Body, Head};
use crate::asked::Asked;
use crate::finding::Code;
use crate::found::{Found, Spot};
use crate::log::{self, Log};

/// What a record says of the one before it.
pub(super) struct Before {
    epoch: u32,
    cause: Cause,
    origin: String,
    size: u64,
    root: Hash,
}

/// The tree over a record's entries.
pub(super) fn tree(body: &Body) -> Tree {
    let mut tree = Tree::default();
    body.entries.iter().for_each(|entry| tree.push(leaf(entry)));
    tree
}

/// What a record's first entry says of the one before it.
pub(super) fn before(body: &Body) -> Option<Before> {
    match Entry::decode(body.entries.first()?)? {
        Entry::Fact(Fact::Notice { epoch, cause, origin, size, root }) => {
            Some(Before { epoch, cause, origin, size, root })
        }
        _ => None,
    }
}

/// A record's place among those of its table.
pub(super) fn place(head: &Head, is_first: bool, notice: Option<&Before>, found: &mut Found) {
    let fits = match notice {
        None => is_first && head.epoch == 1,
        Some(before) => !is_first && u64::from(before.epoch) == head.epoch,
    };
    if !fits {
        let text = "It does not say which record it goes on from, or says so wrongly.";
        found.add(Code::Rewrite, Spot::entry(0), text);
    }
}

/// A record that another one goes on from: its tree, its order, its signature, and what somebody kept of it. Returns what it says of
/// the one before it.
pub(super) fn older(
    house: &House,
    asked: &Asked,
    head: &Head,
    next: Option<&Before>,
    found: &mut Found,
) -> rusqlite::Result<Option<Before>> {
    let body = shelf::body(&house.record, head, found)?;
    let before = before(&body);
    let tree = tree(&body);
    shelf::tiles(&house.record, head, &tree, found)?;
    if let Some(next) = next {
        continued(head, &tree, next, found);
    }
    // After the key was lost there is nothing left to check the signatures with.
    let is_signed = next.is_none_or(|next| next.cause != Cause::KeyLost);
    if let Some(verifier) = house.keys.verifier(&head.origin).filter(|_| is_signed) {
        // What may be shown is looked at where it stands in the newest record.
        let elsewhere: BTreeSet<u64> = (0..tree.size()).collect();
        let log = Log {
            table: None,
            verifier,
            checkpoint: head.checkpoint(&tree, found),
            witnessed: head.witnessed(found),
            policy: None,
            entries: body.entries,
            openings: Vec::new(),
        };
        log::check_record(&log, asked, &elsewhere, &mut found.list);
    }
    Ok(before)
}

/// A record has to be what the next one says it was. It may have been longer than it is here: that was said in public.
fn continued(head: &Head, tree: &Tree, next: &Before, found: &mut Found) {
    let is_same = next.origin == head.origin && tree.root_at(next.size).is_none_or(|root| root == next.root);
    if !is_same {
        let text = format!("It does not go on from the record {} as that is here.", head.origin);
        found.add(Code::Rewrite, Spot::entry(0), text);
    }
}
