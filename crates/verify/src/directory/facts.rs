//! What the facts of a record say that the journal has to agree with.

use std::collections::BTreeMap;

use record::entry::{Act, Fact, Shown};
use table::ConversationNo;

use super::shelf::Body;
use crate::results::Map;

/// What the facts of a record come to.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Entries whose content is gone, and the tombstones that say so.
    pub(super) tombstones: BTreeMap<u64, u64>,
    /// The last day that is named.
    pub(super) day: Option<i32>,
    /// The maps that were shown, and the entries that say so.
    pub(super) maps: Vec<(u64, Map)>,
    /// The host erased something and that waits to enter.
    pub(super) erasing: bool,
}

impl Facts {
    /// Of a record, with what waits to enter it.
    pub(super) fn of(body: &Body, wishes: &[Fact]) -> Self {
        let mut facts = Self { erasing: wishes.contains(&Fact::Host(Act::Erase)), ..Self::default() };
        for (at, fact) in body.facts() {
            match fact {
                Fact::Tombstone { entry, .. } => {
                    facts.tombstones.entry(entry).or_insert(at);
                }
                Fact::Day(day) => facts.day = facts.day.max(Some(day)),
                Fact::Published { shown: Shown::Stand, conversation, at: moved, method, sha256 } => {
                    facts.maps.push((
                        at,
                        Map { conversation: ConversationNo(conversation), moved, method, sha256 },
                    ));
                }
                Fact::Build { .. } | Fact::Host(_) | Fact::Notice { .. } => {}
            }
        }
        facts
    }
}
