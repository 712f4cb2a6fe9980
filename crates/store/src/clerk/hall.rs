//! All tables in memory, each the fold of its journal, and the visits that were ended.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use table::{Kept, Table, TableId};

use crate::entries::Entries;

use crate::journal::{Journal, StoreError};

/// A table with what the clerk needs to know of it.
pub(super) struct Place {
    state: RwLock<Table>,
    /// The group that changed the table last.
    group: AtomicU64,
    /// How many entries the state is folded from. Changed under the state's lock only, so that it fits the state.
    head: AtomicU64,
    /// Which entries are whose. Only the deciding thread uses it.
    entries: Mutex<Entries>,
}

impl Place {
    pub(super) fn new(state: Table, entries: Entries, group: u64) -> Self {
        Self {
            state: RwLock::new(state),
            group: AtomicU64::new(group),
            head: AtomicU64::new(entries.head()),
            entries: Mutex::new(entries),
        }
    }

    /// Looks at the state; also says after which group what was seen is durable.
    pub(super) fn look<R>(&self, look: impl FnOnce(&Table) -> R) -> (R, u64) {
        self.look_at(|table, _| look(table))
    }

    /// As [`Place::look`], with the number of entries that what is seen is folded from.
    pub(super) fn look_at<R>(&self, look: impl FnOnce(&Table, u64) -> R) -> (R, u64) {
        // A panic while looking can't leave a half-made state: looking changes nothing, and applying an
        // event never panics on what `decide` let through.
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let seen = look(&state, self.head());
        (seen, self.group.load(Ordering::Acquire))
    }

    /// How many entries there are by now.
    pub(super) fn head(&self) -> u64 {
        self.head.load(Ordering::Acquire)
    }

    /// Changes the state, to what `head` entries come to.
    pub(super) fn change<R>(&self, group: u64, head: u64, change: impl FnOnce(&mut Table) -> R) -> R {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        self.group.store(group, Ordering::Release);
        self.head.store(head, Ordering::Release);
        change(&mut state)
    }

    pub(super) fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Default)]
struct Rooms {
    places: BTreeMap<TableId, Arc<Place>>,
    order: Vec<TableId>,
}

pub(super) struct Hall {
    rooms: RwLock<Rooms>,
    ended: RwLock<BTreeSet<[u8; 16]>>,
    damaged: Vec<TableId>,
}

impl Hall {
    /// Folds everything there is.
    pub(super) fn fold(journal: &dyn Journal) -> Result<Self, StoreError> {
        let mut rooms = Rooms::default();
        let mut damaged = Vec::new();
        for id in journal.tables()? {
            match fold(journal, id) {
                Ok(place) => {
                    rooms.places.insert(id, Arc::new(place));
                    rooms.order.push(id);
                }
                // One table that somebody tampered with does not close the others.
                Err(error @ StoreError::Altered { .. }) => {
                    tracing::error!(%error, "this table can't be shown");
                    damaged.push(id);
                }
                Err(error) => return Err(error),
            }
        }
        let ended = journal.ended_visits()?.into_iter().collect();
        Ok(Self { rooms: RwLock::new(rooms), ended: RwLock::new(ended), damaged })
    }

    pub(super) fn damaged(&self) -> &[TableId] {
        &self.damaged
    }

    pub(super) fn tables(&self) -> Vec<TableId> {
        self.rooms.read().unwrap_or_else(PoisonError::into_inner).order.clone()
    }

    pub(super) fn find(&self, id: TableId) -> Option<Arc<Place>> {
        self.rooms.read().unwrap_or_else(PoisonError::into_inner).places.get(&id).cloned()
    }

    pub(super) fn all(&self) -> Vec<Arc<Place>> {
        let rooms = self.rooms.read().unwrap_or_else(PoisonError::into_inner);
        rooms.order.iter().filter_map(|id| rooms.places.get(id).cloned()).collect()
    }

    pub(super) fn add(&self, id: TableId, place: Place) {
        let mut rooms = self.rooms.write().unwrap_or_else(PoisonError::into_inner);
        rooms.places.insert(id, Arc::new(place));
        rooms.order.push(id);
    }

    pub(super) fn visit_ended(&self, visit: &[u8; 16]) -> bool {
        self.ended.read().unwrap_or_else(PoisonError::into_inner).contains(visit)
    }

    pub(super) fn end_visit(&self, visit: [u8; 16]) {
        self.ended.write().unwrap_or_else(PoisonError::into_inner).insert(visit);
    }
}

fn fold(journal: &dyn Journal, id: TableId) -> Result<Place, StoreError> {
    let mut state: Option<Table> = None;
    let mut entries = Entries::default();
    journal.follow(id, 0, &mut |kept, day| {
        entries.add(match &kept {
            Kept::Whole(event) => event.owner(),
            Kept::Erased(..) | Kept::Altered(..) => None,
        });
        match (&mut state, &kept) {
            (Some(table), kept) => table.apply_kept(kept, day),
            (none, Kept::Whole(first)) => *none = Table::begin(first, day),
            (_, Kept::Erased(..) | Kept::Altered(..)) => {}
        }
    })?;
    let state = state.ok_or(StoreError::Altered {
        table: id,
        seq: 1,
        what: "a journal begins with the setting of the table, and this one does not",
    })?;
    Ok(Place::new(state, entries, 0))
}
