//! How many streams are open, and when they end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use table::TableId;
use tokio::sync::watch;

use super::{BEAT, PAGES_A_SECOND};

/// So many streams can be open.
const MOST: u32 = 2000;
/// One table has at most so many of them, so that the others have room too.
const MOST_AT_TABLE: u32 = 1000;

/// The room for streams. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Streams {
    open: Arc<Mutex<Open>>,
    stopping: watch::Receiver<bool>,
}

#[derive(Default)]
struct Open {
    all: u32,
    at_table: BTreeMap<TableId, u32>,
}

impl Streams {
    /// They end as soon as `stopping` says so.
    pub(crate) fn new(stopping: watch::Receiver<bool>) -> Self {
        Self { open: Arc::default(), stopping }
    }

    /// A place for one more stream, if there is room.
    pub(super) fn enter(&self, table: TableId) -> Option<Place> {
        let mut open = self.open();
        let here = open.at_table.get(&table).copied().unwrap_or(0);
        if open.all >= MOST || here >= MOST_AT_TABLE {
            return None;
        }
        open.all += 1;
        open.at_table.insert(table, here + 1);
        drop(open);
        Some(Place { streams: self.clone(), table })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream's place. It is free again when this is dropped.
pub(super) struct Place {
    streams: Streams,
    table: TableId,
}

impl Place {
    /// Becomes true when the server stops.
    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.streams.stopping.clone()
    }

    /// How long to wait between two looks.
    pub(super) fn pace(&self) -> Duration {
        pace(self.streams.open().all)
    }
}

/// A second, or longer where there are so many that the pages they fetch would be too many.
fn pace(open: u32) -> Duration {
    (Duration::from_secs(1) * open / PAGES_A_SECOND).clamp(Duration::from_secs(1), BEAT)
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.open();
        open.all -= 1;
        if let Some(here) = open.at_table.get_mut(&self.table) {
            *here -= 1;
            if *here == 0 {
                open.at_table.remove(&self.table);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_so_many_and_places_come_back() {
        let (_says, stopping) = watch::channel(false);
        let streams = Streams::new(stopping);
        let enter = |table, many: u32| {
            (0..many).map_while(|_| streams.enter(TableId::from_number(table))).collect::<Vec<_>>()
        };
        let first = enter(1, MOST);
        assert_eq!(first.len(), MOST_AT_TABLE as usize, "one table does not take all the room");
        let second = enter(2, MOST);
        assert_eq!(second.len(), (MOST - MOST_AT_TABLE) as usize);
        assert!(enter(3, 1).is_empty());
        drop(first);
        assert_eq!(enter(3, 5).len(), 5);
        assert_eq!(streams.open().all, MOST - MOST_AT_TABLE);
        drop(second);
        assert!(streams.open().at_table.is_empty());
    }

    #[test]
    fn many_streams_look_less_often() {
        assert_eq!([1, 100, 500, MOST].map(|open| pace(open).as_secs()), [1, 1, 5, 15]);
    }
}
