//! Which issues are kept.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::OwnedMutexGuard;

use super::{Issued, Place};

/// About so much memory is kept for maps, in bytes: some thousands of small conversations, or the five largest ever held.
const MOST_BYTES: usize = 64 << 20;
/// After comparing or making a map nobody does so again for this many times as long as it took.
const REST: u32 = 10;
/// What is made within this time is waited for.
const QUICK: Duration = Duration::from_millis(50);

/// The issues that are kept.
#[derive(Default)]
pub(super) struct Shelf {
    slots: Mutex<BTreeMap<Place, Arc<Slot>>>,
    /// Counts looks, to tell which slot was looked at longest ago.
    looks: AtomicU64,
}

/// What is kept of one conversation.
#[derive(Default)]
pub(super) struct Slot {
    standing: Mutex<Option<Standing>>,
    /// Held by whoever compares or makes the next issue.
    turn: Arc<tokio::sync::Mutex<()>>,
    looked_at: AtomicU64,
}

/// The issue that stands, and when it was compared with the answers.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) issued: Arc<Issued>,
    /// How many entries the journal had then.
    compared_at: u64,
    /// How long comparing or making took.
    took: Duration,
    /// Nobody compares again before.
    rests_until: Instant,
}

impl Standing {
    /// Compared with the answers of `head` entries just now.
    pub(super) fn new(issued: Arc<Issued>, head: u64, took: Duration) -> Self {
        Self { issued, compared_at: head, took, rests_until: Instant::now() + took * REST }
    }

    /// Whether it can be shown as it is, with the journal this long.
    pub(super) fn will_do(&self, head: Option<u64>) -> bool {
        head == Some(self.compared_at) || Instant::now() < self.rests_until
    }

    /// Whether the next one is worth waiting for.
    pub(super) fn is_quick(&self) -> bool {
        self.took < QUICK
    }
}

impl Slot {
    pub(super) fn standing(&self) -> Option<Standing> {
        lock(&self.standing).clone()
    }

    pub(super) fn stands(&self, standing: Standing) {
        *lock(&self.standing) = Some(standing);
    }

    /// Waits for the turn to make the next issue.
    pub(super) async fn turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.turn).lock_owned().await
    }

    /// The turn, if nobody has it.
    pub(super) fn try_turn(&self) -> Option<OwnedMutexGuard<()>> {
        Arc::clone(&self.turn).try_lock_owned().ok()
    }

    fn bytes(&self) -> usize {
        lock(&self.standing).as_ref().map_or(0, |standing| standing.issued.bytes)
    }
}

impl Shelf {
    /// A slot that is there.
    pub(super) fn find(&self, place: Place) -> Option<Arc<Slot>> {
        let slot = lock(&self.slots).get(&place).cloned()?;
        slot.looked_at.store(self.looks.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Some(slot)
    }

    /// A slot, made if there is none.
    pub(super) fn place(&self, place: Place) -> Arc<Slot> {
        let slot = Arc::clone(lock(&self.slots).entry(place).or_default());
        slot.looked_at.store(self.looks.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        slot
    }

    /// Puts away what was looked at longest ago, until the rest fits.
    pub(super) fn tidy(&self) {
        self.keep_within(MOST_BYTES);
    }

    fn keep_within(&self, most: usize) {
        let mut slots = lock(&self.slots);
        let mut bytes: usize = slots.values().map(|slot| slot.bytes()).sum();
        while bytes > most && slots.len() > 1 {
            let oldest = slots
                .iter()
                .min_by_key(|(_, slot)| slot.looked_at.load(Ordering::Relaxed))
                .map(|(at, _)| *at);
            let Some(slot) = oldest.and_then(|place| slots.remove(&place)) else { return };
            bytes -= slot.bytes().min(bytes);
        }
    }
}

/// Nothing here is left half done by a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use table::{ConversationNo, TableId};
    use voice::ideal::Workers;
    use voice::published;
    use voice::responses::Responses;

    use super::super::issued::Evenness;
    use super::*;

    fn standing(bytes: usize) -> Standing {
        let issue = published::issue(&Responses::default(), &[], &[0; 32], Workers::ONE).standing();
        Standing::new(
            Arc::new(Issued { issue, evenness: Evenness::default(), json: Bytes::new(), at: 1, bytes }),
            5,
            Duration::ZERO,
        )
    }

    #[test]
    fn those_looked_at_longest_ago_go_first() {
        let shelf = Shelf::default();
        let place = |number| (TableId::from_number(number), ConversationNo(1));
        for number in 0..4 {
            shelf.place(place(number)).stands(standing(10));
        }
        assert!(shelf.find(place(0)).is_some());
        shelf.keep_within(40);
        assert_eq!(lock(&shelf.slots).len(), 4, "all fit");
        shelf.keep_within(25);
        let kept: Vec<Place> = lock(&shelf.slots).keys().copied().collect();
        assert_eq!(kept, [place(0), place(3)]);
        shelf.keep_within(0);
        assert_eq!(lock(&shelf.slots).len(), 1, "the last one stays, however large");
    }

    #[test]
    fn what_was_compared_with_all_there_is_will_do() {
        let fresh = standing(1);
        assert!(fresh.will_do(Some(5)) && !fresh.will_do(Some(6)));
        let long = Standing::new(fresh.issued, 5, Duration::from_mins(1));
        assert!(long.will_do(Some(6)) && !long.is_quick(), "it rests");
    }
}
