//! Which entries of a journal are whose.

use table::{Event, SeatNo};

/// How many events a table has, and which of them belong to which seat: so that what is somebody's can be found
/// when they take it back, without an index on the disk that every answer would have to write to.
#[derive(Debug, Default)]
pub struct Entries {
    head: u64,
    of_seat: Vec<Vec<u32>>,
}

impl Entries {
    /// How many events the table has.
    pub fn head(&self) -> u64 {
        self.head
    }

    /// What an append must be told when its events erase something: the entries of the seat they belong to. All
    /// the erasing events of one append are of one seat.
    pub fn owned_by(&self, events: &[Event]) -> Vec<u64> {
        events.iter().find_map(Event::erases).map(|erasure| self.of(erasure.owner)).unwrap_or_default()
    }

    /// The numbers of a seat's entries.
    pub fn of(&self, seat: SeatNo) -> Vec<u64> {
        self.of_seat.get(seat.index()).into_iter().flatten().map(|seq| u64::from(*seq)).collect()
    }

    /// Some more events, in order.
    pub fn add_all(&mut self, events: &[Event]) {
        for event in events {
            self.add(event.owner());
        }
    }

    /// One more event, and whose it is.
    pub fn add(&mut self, owner: Option<SeatNo>) {
        self.head += 1;
        let Some(seat) = owner else { return };
        if self.of_seat.len() <= seat.index() {
            self.of_seat.resize_with(seat.index() + 1, Vec::new);
        }
        // Four thousand million events at one table are further than anything else here reaches.
        self.of_seat[seat.index()].push(u32::try_from(self.head).unwrap_or(u32::MAX));
    }
}
