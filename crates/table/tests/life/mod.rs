//! A table that lives: commands are decided and folded, and a journal is kept beside it as the store would.

use table::{
    Actor, CardHash, Command, Day, Event, Findable, InviteCode, Kept, Offer, Refusal, SetTable, Starter,
    Table, TableId, TypedOffer, Words, decide, set,
};

pub(crate) fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

pub(crate) fn hash(byte: u8) -> CardHash {
    CardHash::from_bytes([byte; 32])
}

pub(crate) fn words<const MAX: usize>(text: &str) -> Words<MAX> {
    Words::new(text).unwrap()
}

fn setting(findable: Findable) -> SetTable {
    SetTable {
        id: TableId::from_number(42),
        name: words("Mill Street"),
        purpose: words("Decide how the front door works"),
        agreement: words("One at a time"),
        findable,
        starter: Starter::Service,
        card: hash(0),
        invitation: InviteCode::from_number(7),
    }
}

pub(crate) fn offer() -> Offer {
    Offer::check(&TypedOffer {
        question: "How should the front door feel?",
        open: "Opening times",
        fixed: "The building, because we rent it",
        who_decides: "All of us",
        who_spends: "The team, up to £12,000",
        who_stops: "Nobody alone",
        how_decided: "By consent",
        by_when: Some(today().plus(14)),
        hear_back: Some(today().plus(28)),
    })
    .unwrap()
}

/// A journal as the store keeps it: events whose content an erasure has destroyed come back as `Erased`.
#[derive(Default)]
pub(crate) struct Journal(pub(crate) Vec<(Kept, Day)>);

impl Journal {
    fn append(&mut self, event: &Event, on: Day) {
        if let Some(erasure) = event.erases() {
            for (kept, _) in &mut self.0 {
                let Kept::Whole(before) = &*kept else { continue };
                let theirs = before.owner() == Some(erasure.owner);
                let kind = erasure.kinds.is_empty() || erasure.kinds.contains(&before.kind());
                let about = erasure.about.is_none_or(|about| before.about() == about);
                if theirs && kind && about {
                    *kept = Kept::Erased(before.kind(), before.about());
                }
            }
        }
        self.0.push((Kept::Whole(event.clone()), on));
    }

    pub(crate) fn fold(&self) -> Table {
        let Some((Kept::Whole(first), on)) = self.0.first() else {
            panic!("a journal begins with the table")
        };
        let mut table = Table::begin(first, *on).unwrap();
        for (kept, on) in &self.0 {
            table.apply_kept(kept, *on);
        }
        table
    }

    /// What is left of what happened.
    pub(crate) fn whole(&self) -> impl Iterator<Item = &Event> {
        self.0.iter().filter_map(|(kept, _)| match kept {
            Kept::Whole(event) => Some(event),
            Kept::Erased(..) | Kept::Altered(..) => None,
        })
    }
}

pub(crate) struct Life {
    pub(crate) table: Table,
    pub(crate) journal: Journal,
    pub(crate) today: Day,
}

impl Life {
    pub(crate) fn new(findable: Findable) -> Self {
        let events = set(&setting(findable), today());
        let table = Table::begin(&events[0], today()).unwrap();
        let mut life = Self { table, journal: Journal::default(), today: today() };
        life.keep(&events);
        life
    }

    pub(crate) fn keep(&mut self, events: &[Event]) {
        for event in events {
            self.journal.append(event, self.today);
            self.table.apply(event, self.today);
        }
    }

    pub(crate) fn does(&mut self, actor: Actor, command: &Command) -> Result<Vec<Event>, Refusal> {
        let events = decide(&self.table, actor, command, self.today)?;
        self.keep(&events);
        Ok(events)
    }

    /// Takes a seat at a public table.
    pub(crate) fn sit(&mut self, card: u8) -> Actor {
        let events = self
            .does(Actor::Newcomer, &Command::TakeSeat { invitation: None, card: hash(card) })
            .expect("a public table lets everybody sit");
        let Event::SeatTaken { seat, .. } = events[0] else { panic!("a seat") };
        Actor::Seat(seat)
    }
}
