//! What a record says, read from its entries: what the host did, how much of each kind is in it, and where results stand.
//!
//! It is read from the record itself and nowhere else, so it says nothing that anybody could not find there: no ballot and no
//! reply of what is still open is in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use record::entry::{Act, Cause, Entry, Fact, Kind, Shown};
use record::tile::{Kind as Files, Tile, WIDTH, read_bundle};
use store::{LogView, Recorder};
use table::{Day, TableId};

use crate::fault::Fault;

/// Something the host did, or that happened to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// The record goes on where another one ended, which had so many entries.
    Notice(Cause, u64),
    /// The program changed: its name and version.
    Build(String),
    /// The host did this.
    Act(Act),
}

/// The same thing on one day, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deed {
    /// The day it entered the record; none only until the next entry is read.
    pub(super) on: Option<Day>,
    /// What.
    pub(super) told: Told,
    /// How often on that day.
    pub(super) times: u64,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) struct Digest {
    origin: String,
    size: u64,
    day: Option<Day>,
    /// Oldest first.
    pub(super) deeds: Vec<Deed>,
    kinds: BTreeMap<Kind, u64>,
    /// How many were destroyed, with a tombstone.
    pub(super) gone: u64,
    /// How many maps of where everyone stands were shown.
    pub(super) maps: u64,
    results: BTreeMap<u32, u64>,
    settled: BTreeMap<u32, u64>,
}

impl Digest {
    /// How many entries of a kind there are.
    pub(super) fn count(&self, kind: Kind) -> u64 {
        self.kinds.get(&kind).copied().unwrap_or(0)
    }

    /// How many entries there are of what has power over others: offers, rules, accounts, decisions and the like.
    pub(super) fn power(&self) -> u64 {
        let own = [Kind::Statement, Kind::Response, Kind::Reply, Kind::Ballot, Kind::Kept];
        self.kinds.iter().filter(|(kind, _)| !own.contains(kind)).map(|(_, count)| count).sum()
    }

    /// The entry with the result of a decision.
    pub(super) fn result(&self, decision: u32) -> Option<u64> {
        self.results.get(&decision).copied()
    }

    /// The entry in which what was said to an account was counted.
    pub(super) fn settled(&self, account: u32) -> Option<u64> {
        self.settled.get(&account).copied()
    }

    /// Takes in the next entry. One that is none of ours is passed over: finding those is the checker's work.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        match Entry::decode(bytes) {
            Some(Entry::Sealed { kind, about, .. }) => {
                *self.kinds.entry(kind).or_default() += 1;
                match (kind, about) {
                    (Kind::Result, Some(decision)) => _ = self.results.insert(decision, self.size),
                    (Kind::Settled, Some(account)) => _ = self.settled.insert(account, self.size),
                    _ => {}
                }
            }
            Some(Entry::Fact(fact)) => self.add_fact(fact),
            None => {}
        }
        self.size += 1;
    }

    fn add_fact(&mut self, fact: Fact) {
        match fact {
            Fact::Day(day) => {
                let day = Day::from_number(day);
                self.day = Some(day);
                // A notice stands before the first day.
                for deed in self.deeds.iter_mut().filter(|deed| deed.on.is_none()) {
                    deed.on = Some(day);
                }
            }
            Fact::Tombstone { .. } => self.gone += 1,
            Fact::Build { program, .. } => self.tell(Told::Build(program)),
            Fact::Host(act) => self.tell(Told::Act(act)),
            Fact::Notice { cause, size, .. } => self.tell(Told::Notice(cause, size)),
            Fact::Published { shown: Shown::Stand, .. } => self.maps += 1,
        }
    }

    fn tell(&mut self, told: Told) {
        let on = self.day;
        let today = self.deeds.iter_mut().rev().take_while(|deed| deed.on == on);
        for deed in today {
            if deed.told == told {
                deed.times += 1;
                return;
            }
        }
        self.deeds.push(Deed { on, told, times: 1 });
    }

    /// Reads what is new in a record; all of it where it is another record than before.
    fn read_on(&mut self, recorder: &Recorder, table: TableId, view: &LogView) -> Result<(), Fault> {
        if self.origin != view.origin {
            *self = Self { origin: view.origin.clone(), ..Self::default() };
        }
        while self.size < view.size {
            let number = self.size / WIDTH;
            let width = u16::try_from((view.size - number * WIDTH).min(WIDTH)).map_err(|_| Fault::Broken)?;
            let tile = Tile { kind: Files::Entries, number, width };
            let bytes = recorder.tile(table, &tile).map_err(unread)?.ok_or(Fault::Broken)?;
            let entries = read_bundle(&tile, &bytes).ok_or(Fault::Broken)?;
            let known = usize::try_from(self.size % WIDTH).map_err(|_| Fault::Broken)?;
            for entry in entries.into_iter().skip(known) {
                self.add(entry);
            }
        }
        Ok(())
    }
}

/// A record could not be read: the log of the server says why.
pub(super) fn unread(error: impl std::fmt::Display) -> Fault {
    tracing::error!(%error, "a record could not be read");
    Fault::Broken
}

/// The digests of all tables, each as far as it was read.
#[derive(Default)]
pub(crate) struct Digests(Mutex<BTreeMap<TableId, Arc<Mutex<Digest>>>>);

impl Digests {
    /// Looks at the digest of a record, read up to where it is now. Reads the disk.
    pub(super) fn look<R>(
        &self,
        recorder: &Recorder,
        table: TableId,
        view: &LogView,
        look: impl FnOnce(&Digest) -> R,
    ) -> Result<R, Fault> {
        let digest = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(table).or_default())
        };
        let mut digest = digest.lock().unwrap_or_else(PoisonError::into_inner);
        digest.read_on(recorder, table, view)?;
        Ok(look(&digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Commitment;
    use record::entry::{By, Reason};

    fn of(entries: &[Entry]) -> Digest {
        let mut digest = Digest::default();
        for entry in entries {
            digest.add(&entry.encode());
        }
        digest
    }

    fn sealed(kind: Kind, about: Option<u32>) -> Entry {
        Entry::Sealed { kind, about, commit: Commitment::from_bytes([7; 32]), public: None }
    }

    fn day(number: i32) -> Entry {
        Entry::Fact(Fact::Day(number))
    }

    #[test]
    fn it_counts_by_kind_and_knows_where_results_stand() {
        let digest = of(&[
            day(20_000),
            sealed(Kind::Response, None),
            sealed(Kind::Response, None),
            sealed(Kind::Ballot, None),
            sealed(Kind::Result, Some(3)),
            sealed(Kind::Settled, Some(1)),
            Entry::Fact(Fact::Tombstone { entry: 1, by: By::Author, reason: Reason::Withdrawn }),
            Entry::Fact(Fact::Published {
                shown: Shown::Stand,
                conversation: 1,
                at: 9,
                method: 2,
                sha256: "ab".into(),
            }),
        ]);
        assert_eq!((digest.size, digest.power(), digest.maps), (8, 2, 1));
        assert_eq!((digest.count(Kind::Response), digest.count(Kind::Ballot), digest.gone), (2, 1, 1));
        assert_eq!(digest.count(Kind::Statement), 0);
        assert_eq!((digest.result(3), digest.result(4), digest.settled(1)), (Some(4), None, Some(5)));
    }

    #[test]
    fn what_the_host_did_is_told_by_day_and_once_a_day() {
        let backup = || Entry::Fact(Fact::Host(Act::Backup));
        let export = || Entry::Fact(Fact::Host(Act::Export));
        let digest =
            of(&[day(20_000), backup(), export(), sealed(Kind::Kept, None), backup(), day(20_001), backup()]);
        let told: Vec<_> =
            digest.deeds.iter().map(|deed| (deed.on.unwrap().number(), &deed.told, deed.times)).collect();
        let (backup, export) = (Told::Act(Act::Backup), Told::Act(Act::Export));
        assert_eq!(told, [(20_000, &backup, 2), (20_000, &export, 1), (20_001, &backup, 1)]);
    }

    #[test]
    fn a_notice_has_the_first_day_that_follows_it() {
        let notice = Fact::Notice {
            epoch: 2,
            cause: Cause::Restored,
            origin: "before".into(),
            size: 9,
            root: record::hash::empty(),
        };
        let digest = of(&[Entry::Fact(notice), day(20_000)]);
        let told = Told::Notice(Cause::Restored, 9);
        assert_eq!(digest.deeds, [Deed { on: Some(Day::from_number(20_000)), told, times: 1 }]);
    }

    #[test]
    fn what_is_no_entry_counts_as_a_place_and_no_more() {
        let mut digest = of(&[day(20_000)]);
        digest.add(b"{\"kind\":\"response\"}");
        digest.add(&sealed(Kind::Result, Some(1)).encode());
        assert_eq!((digest.size, digest.count(Kind::Response), digest.result(1)), (3, 0, Some(2)));
    }
}
