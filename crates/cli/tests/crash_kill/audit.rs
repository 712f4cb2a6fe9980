//! What a dead server's files hold, read from a copy so that the server itself has to recover them.

use std::collections::BTreeMap;
use std::path::Path;

use store::{House, Journal};
use table::{ConversationNo, Event, Kept, Kind, Table};

use crate::load::{Hand, What};

/// The events of a table, counted by what they are about.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    seats: usize,
    said: BTreeMap<String, usize>,
    erased: BTreeMap<u64, usize>,
    withdrawn: BTreeMap<u64, usize>,
    answers: usize,
}

/// How many writes were acknowledged, and what became of the others.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) acknowledged: usize,
    pub(crate) unknown: usize,
    pub(crate) unknown_kept: usize,
}

impl Audit {
    /// Reads a copy of the data directory of a server that does not run.
    pub(crate) fn of(data: &Path, table: &str) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for name in ["journal.sqlite", "journal.sqlite-wal", "house.key"] {
            if data.join(name).exists() {
                std::fs::copy(data.join(name), copy.path().join(name)).unwrap();
            }
        }
        let house = House::open(copy.path()).unwrap();
        let journal = house.journal().unwrap();
        let id = table.parse().unwrap();
        let mut audit = Self::default();
        let mut folded: Option<Table> = None;
        // Following checks each entry against its commitment; folding must take every one of them.
        let head = journal.follow(id, 0, &mut |kept, day| {
            match (&mut folded, &kept) {
                (Some(table), kept) => table.apply_kept(kept, day),
                (none, Kept::Whole(first)) => *none = Table::begin(first, day),
                (_, Kept::Erased(..) | Kept::Altered(..)) => {}
            }
            audit.count(&kept);
        });
        assert!(head.unwrap() > 0, "the journal is empty");
        audit.agrees_with(&folded.unwrap());
        audit
    }

    /// How many seats were ever taken.
    pub(crate) const fn seats(&self) -> usize {
        self.seats
    }

    fn count(&mut self, kept: &Kept) {
        match kept {
            Kept::Whole(Event::SeatTaken { .. }) | Kept::Erased(Kind::SeatTaken, _) => self.seats += 1,
            Kept::Whole(Event::StatementMade { text, .. }) => {
                *self.said.entry(text.to_string()).or_default() += 1;
            }
            Kept::Erased(Kind::StatementMade, about) => {
                *self.erased.entry(about.statement.unwrap().0.into()).or_default() += 1;
            }
            Kept::Whole(Event::StatementWithdrawn { statement, .. }) => {
                *self.withdrawn.entry(statement.0.into()).or_default() += 1;
            }
            Kept::Whole(Event::ResponseGiven { .. }) => self.answers += 1,
            _ => {}
        }
    }

    /// The fold says the same as the count.
    fn agrees_with(&self, table: &Table) {
        assert_eq!(table.seats_ever() as usize, self.seats);
        let conversation = table.conversation(ConversationNo(1)).unwrap();
        assert_eq!(conversation.live().count(), self.said.len());
        assert_eq!(self.erased, self.withdrawn, "what was withdrawn, and only that, was destroyed");
    }

    /// Every write that was acknowledged is there exactly once, every other at most once.
    pub(crate) fn holds(&self, hands: &[Hand], first_seats: usize, first_said: usize) -> Tally {
        let mut tally = Tally::default();
        let (mut seats, mut answers) = ((0, 0), (0, 0));
        let count = |pair: &mut (usize, usize), acknowledged: bool| {
            pair.0 += usize::from(acknowledged);
            pair.1 += 1;
        };
        let mut said = first_said;
        for write in hands.iter().flat_map(|hand| &hand.list) {
            let acknowledged = write.acknowledged.is_some();
            let there = match &write.what {
                What::Seat => {
                    count(&mut seats, acknowledged);
                    None
                }
                What::Answer(_) => {
                    count(&mut answers, acknowledged);
                    None
                }
                What::Say(words) => {
                    let times = self.said.get(words).copied().unwrap_or(0);
                    said += times;
                    // One that was withdrawn since is counted with the withdrawals.
                    let gone = write.acknowledged.as_ref().and_then(|answer| answer["statement"].as_u64());
                    let erased = gone.is_some_and(|number| self.erased.contains_key(&number));
                    Some(times + usize::from(erased))
                }
                What::Withdraw(number, words) => {
                    let times = self.withdrawn.get(number).copied().unwrap_or(0);
                    assert_eq!(times == 0, self.said.contains_key(words), "half withdrawn: {words}");
                    Some(times)
                }
            };
            if acknowledged {
                tally.acknowledged += 1;
            } else {
                tally.unknown += 1;
                tally.unknown_kept += there.unwrap_or(0);
            }
            match there {
                Some(times) if acknowledged => assert_eq!(times, 1, "{write:?}"),
                Some(times) => assert!(times <= 1, "{write:?} is there {times} times"),
                None => {}
            }
        }
        // Seats and answers bear no mark of their own; each is one event, so the sums must fit.
        let seated = self.seats - first_seats;
        assert!((seats.0..=seats.1).contains(&seated), "{seated} seats, not {seats:?}");
        assert!((answers.0..=answers.1).contains(&self.answers), "{} answers, not {answers:?}", self.answers);
        tally.unknown_kept += seated - seats.0 + self.answers - answers.0;
        assert_eq!(said, self.said.len(), "something is there that nobody said");
        tally
    }
}
