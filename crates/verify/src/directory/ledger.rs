//! One table: its journal held against its record, row by row.

use std::collections::{BTreeMap, BTreeSet};

use record::entry::{Entry, public_salt};
use record::{Commitment, Salt};
use table::recording::{self, Class};
use table::{About, Day, Event, Kept, Kind};

use super::erased::can_destroy;
use super::facts::Facts;
use super::list::List;
use super::places::Places;
use super::rows::{Content, Destroyed, Named, Place, Sequence, Slot};
use super::shelf::Body;
use crate::finding::{Code, Recomputed};
use crate::found::{Found, NOWHERE, Spot};
use crate::log::Opening;
use crate::results::Results;

/// What people did for themselves is in the record within so many days.
const WITHIN_DAYS: i32 = 2;

/// The journal of a table, held against its record while it goes by.
pub(super) struct Ledger<'a> {
    body: &'a Body,
    facts: &'a Facts,
    list: &'a List,
    table: u64,
    head: u64,
    /// The day it is, as far as is known.
    today: Option<i32>,
    found: &'a mut Found,
    places: Places,
    next: u64,
    /// What is held back until it is counted: journal entry, and entry of the record where it is in it.
    held: BTreeMap<Class, Vec<(u64, Option<u64>)>>,
    /// What later entries have destroyed, by those.
    graves: BTreeMap<u64, Vec<Grave>>,
    /// The last entry with power over others, where it stands.
    last_power: u64,
    results: Results,
    waiting: u64,
    /// For each entry of the record, what may be shown of it.
    openings: Vec<Option<Opening>>,
    /// Entries of which nothing can be shown, as was told where it is not in order.
    unopened: BTreeSet<u64>,
}

/// A content that was destroyed by a later entry.
struct Grave {
    seq: u64,
    entry: Option<u64>,
    kind: Kind,
    about: About,
}

/// What stands under a number of the journal.
enum Stands {
    /// What was committed to.
    Whole(Event, Salt),
    /// Something else of the same sort.
    Changed(Event),
    /// Nothing: it was destroyed.
    Gone,
    /// Nothing that can be used.
    Damaged,
}

/// What came of a table.
pub(super) struct Outcome {
    pub(super) waiting: u64,
    pub(super) recomputed: Recomputed,
    pub(super) openings: Vec<Option<Opening>>,
    pub(super) unopened: BTreeSet<u64>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(
        table: &Named,
        body: &'a Body,
        facts: &'a Facts,
        list: &'a List,
        today: Option<i32>,
        found: &'a mut Found,
    ) -> Self {
        if table.head.is_none() {
            found.add(Code::Altered, NOWHERE, "How many entries the journal has can't be read.");
        }
        Self {
            table: table.id,
            body,
            facts,
            list,
            head: table.head.unwrap_or(u64::MAX),
            today: today.max(facts.day),
            found,
            places: Places::of(&body.seqs),
            next: 1,
            held: BTreeMap::new(),
            graves: BTreeMap::new(),
            last_power: 0,
            results: Results::new(&facts.maps),
            waiting: 0,
            openings: std::iter::repeat_with(|| None).take(body.entries.len()).collect(),
            unopened: BTreeSet::new(),
        }
    }

    /// What stands under the next number. An event that was read on the way comes with it.
    pub(super) fn row(&mut self, row: Slot, event: Option<Event>) {
        let Some(seq) = u64::try_from(row.seq).ok().filter(|seq| (1..=self.head).contains(seq)) else {
            return self.outside(&row);
        };
        let entry = self.entry_of(seq);
        let spot = Spot::journal(seq, entry);
        self.gap(seq);
        self.next = seq.saturating_add(1);
        let is_sealed = matches!(&row.sequence, Sequence::Here(place) if place.is_sealed);
        self.unopened.extend(entry.filter(|_| !is_sealed));
        match row.sequence {
            Sequence::Missing => {
                self.found.add(Code::SilentDeletion, spot, "It is missing from the journal.");
                self.results.damaged();
            }
            Sequence::Unreadable => {
                self.found.add(Code::Altered, spot, "A cell of it is not of its type, or is too large.");
                self.results.damaged();
            }
            Sequence::Here(place) if !place.is_sealed => self.unsealed(seq, spot, &place, &row.content),
            Sequence::Here(place) => self.sealed(seq, spot, &place, row.content, row.destroyed, event),
        }
    }

    /// The entry of the record that stands for a journal entry.
    fn entry_of(&mut self, seq: u64) -> Option<u64> {
        let here = self.places.pass(seq);
        for again in here.iter().skip(1) {
            let text = "The same thing stands in the record a second time.";
            self.found.add(Code::InsertedOutsideLog, Spot::journal(seq, Some(*again)), text);
        }
        here.first().copied()
    }

    /// Something with a number that no entry has.
    fn outside(&mut self, row: &Slot) {
        let spot = Spot { entry: None, journal: u64::try_from(row.seq).ok() };
        self.found.add(
            Code::InsertedOutsideLog,
            spot,
            "It stands in the journal under a number that was not given out.",
        );
        if let Content::Whole(_, body) | Content::Other(body) = &row.content {
            self.results.stranger(spot, body, self.found);
        }
    }

    /// Nothing stands under the numbers before this one that have not come by.
    fn gap(&mut self, seq: u64) {
        if self.next >= seq {
            return;
        }
        let (first, last) = (self.next, seq.saturating_sub(1));
        let text = if first == last {
            "It is missing from the journal.".to_owned()
        } else {
            format!("The journal's entries {first} to {last} are missing.")
        };
        let gone = self.places.between(first, last);
        if gone.is_empty() {
            self.found.add(Code::SilentDeletion, Spot::journal(first, None), text.as_str());
        }
        for (stands, at) in gone {
            self.unopened.insert(at);
            self.found.add(Code::SilentDeletion, Spot::journal(stands, Some(at)), text.as_str());
        }
        self.results.damaged();
    }

    /// A row that the server did not write, or not so.
    fn unsealed(&mut self, seq: u64, spot: Spot, place: &Place, content: &Content) {
        match spot.entry {
            Some(_) => {
                self.found.add(Code::Altered, spot, "It was changed in the journal: its seal does not hold.");
            }
            None => self.found.add(
                Code::InsertedOutsideLog,
                spot,
                "It was written into the journal past the server, or changed there: its seal does not hold.",
            ),
        }
        if let Content::Whole(_, body) | Content::Other(body) = content {
            self.results.stranger(spot, body, self.found);
        }
        self.results.damaged();
        let kept = Kept::Altered(place.kind, place.about);
        self.results.step(seq, spot, &kept, Day::from_number(place.day), self.found);
    }

    fn sealed(
        &mut self,
        seq: u64,
        spot: Spot,
        place: &Place,
        content: Content,
        destroyed: Destroyed,
        event: Option<Event>,
    ) {
        self.dig(seq, place);
        let Place { kind, about, day, .. } = *place;
        let is_here = !matches!(content, Content::None);
        let (kept, salt) = match self.content(seq, spot, place, content, destroyed, event) {
            Stands::Whole(event, salt) => (Kept::Whole(event), Some(salt)),
            // Results follow from what stands there now: where that was changed, they come out otherwise.
            Stands::Changed(event) => (Kept::Whole(event), None),
            Stands::Gone => (Kept::Erased(kind, about), None),
            Stands::Damaged => {
                self.results.damaged();
                (Kept::Altered(kind, about), None)
            }
        };
        let opened = match (&kept, salt) {
            (Kept::Whole(event), Some(salt)) => Some((event, salt)),
            _ => None,
        };
        self.in_record(seq, spot, place, opened, is_here);
        self.release(seq, spot.entry, place);
        self.results.step(seq, spot, &kept, Day::from_number(day), self.found);
    }

    /// What stands there, and what is wrong with it.
    fn content(
        &mut self,
        seq: u64,
        spot: Spot,
        place: &Place,
        content: Content,
        destroyed: Destroyed,
        event: Option<Event>,
    ) -> Stands {
        if matches!(content, Content::None) {
            return self.gone(seq, spot, place, destroyed);
        }
        if let Some((code, text)) = self.should_be_gone(seq, spot, destroyed) {
            self.found.add(code, spot, text);
            let by = if let Destroyed::By(by) = destroyed { by } else { 0 };
            self.results.destroyed(seq, place.kind, place.about, by);
            return Stands::Gone;
        }
        let event = event.filter(|event| event.kind() == place.kind && event.about() == place.about);
        let (stands, text) = match (content, event) {
            (Content::Whole(salt, _), Some(event)) => return Stands::Whole(event, salt),
            (Content::Other(_), Some(event)) => {
                (Stands::Changed(event), "Its content is not what was committed to.")
            }
            (Content::Other(_), None) => (Stands::Damaged, "Its content is not what was committed to."),
            (Content::Whole(..), None) => {
                (Stands::Damaged, "Its content is something else than the journal says, or can't be read.")
            }
            (Content::Unreadable | Content::None, _) => {
                (Stands::Damaged, "A cell of its content is not of its type, or is too large.")
            }
        };
        self.found.add(Code::Altered, spot, text);
        stands
    }

    /// Why a content that is there should not be.
    fn should_be_gone(&self, seq: u64, spot: Spot, destroyed: Destroyed) -> Option<(Code, &'static str)> {
        let has_tombstone = |entry| self.facts.tombstones.contains_key(&entry);
        if destroyed != Destroyed::No {
            Some((Code::InsertedOutsideLog, "Its content was destroyed, and somebody put it back."))
        } else if spot.entry.is_some_and(has_tombstone) {
            let text = "The record says that its content was destroyed, and it is still there.";
            Some((Code::Altered, text))
        } else if self.list.names(self.table, seq) {
            let text = "It is on the list of what was destroyed, and its content is there again.";
            Some((Code::InsertedOutsideLog, text))
        } else {
            None
        }
    }

    /// A content that is not there: something has to say why.
    fn gone(&mut self, seq: u64, spot: Spot, place: &Place, destroyed: Destroyed) -> Stands {
        let mut silent = |text: &str| self.found.add(Code::SilentDeletion, spot, text);
        let by = match destroyed {
            Destroyed::No => {
                silent("Its content is gone, and nothing says why.");
                return Stands::Damaged;
            }
            Destroyed::Unreadable => {
                silent("Its content is gone, and what says why was not written by the server.");
                return Stands::Damaged;
            }
            Destroyed::By(by) => by,
        };
        let Place { kind, about, .. } = *place;
        if by > seq {
            let grave = Grave { seq, entry: spot.entry, kind, about };
            self.graves.entry(by).or_default().push(grave);
        } else if by != 0 && by != seq {
            silent("Its content is gone, and is said to be so by what came before it.");
            return Stands::Damaged;
        } else if !(self.is_buried(spot.entry) || by == 0 && self.facts.erasing) {
            let text = "Its content is gone, and the record has no tombstone for it.";
            self.found.add(Code::SilentDeletion, spot, text);
        }
        self.results.destroyed(seq, kind, about, by);
        Stands::Gone
    }

    /// Whether the record says that a content is gone, or does not know of it yet.
    fn is_buried(&self, entry: Option<u64>) -> bool {
        entry.is_none_or(|entry| self.facts.tombstones.contains_key(&entry))
    }

    /// What this entry is said to have destroyed.
    fn dig(&mut self, seq: u64, place: &Place) {
        for grave in self.graves.remove(&seq).unwrap_or_default() {
            let spot = Spot::journal(grave.seq, grave.entry);
            if !can_destroy((place.kind, place.about), (grave.kind, grave.about)) {
                let text = "Its content is gone, and what is said to have destroyed it can't have done so.";
                self.found.add(Code::SilentDeletion, spot, text);
            } else if self.places.have(seq) && !self.is_buried(grave.entry) {
                let text = "Its content is gone, and the record has no tombstone for it.";
                self.found.add(Code::SilentDeletion, spot, text);
            }
        }
    }

    /// A row against the entry of the record that stands for it.
    fn in_record(
        &mut self,
        seq: u64,
        spot: Spot,
        place: &Place,
        opened: Option<(&Event, Salt)>,
        is_here: bool,
    ) {
        let Some(at) = spot.entry else { return self.waits(seq, spot, place) };
        let index = usize::try_from(at).unwrap_or(usize::MAX);
        let Some(bytes) = self.body.entries.get(index) else { return };
        let Place { kind, about, commitment, .. } = place.clone();
        let of = recording::kind(kind);
        let is_sure = opened.is_some() || !recording::is_public(kind);
        let shown = opened.and_then(|(event, salt)| Some((recording::public(event)?, public_salt(&salt))));
        let public = shown.as_ref().map(|(shown, salt)| Commitment::to(of.key(), salt, shown.as_bytes()));
        let number = recording::number(kind, about);
        let fits = if is_sure {
            Entry::Sealed { kind: of, about: number, commit: commitment, public }.encode() == *bytes
        } else {
            // What could be shown is gone, and with it what its commitment was. Where it went before it entered, there is none.
            matches!(
                Entry::decode(bytes),
                Some(Entry::Sealed { kind, about, commit, .. }) if kind == of && about == number && commit == commitment
            )
        };
        if !fits {
            let text = if is_here {
                "It is not what stands in the record for it."
            } else {
                "What is left of it is not what stands in the record for it."
            };
            self.found.add(Code::Altered, spot, text);
        }
        if shown.is_none() && recording::is_public(kind) {
            self.unopened.insert(at);
        }
        if let (Some((shown, salt)), Some(opening)) = (shown, self.openings.get_mut(index)) {
            *opening = Some(Opening { salt, shown });
        }
        if recording::class(kind, about) == Class::Power {
            if at < self.last_power {
                self.found.add(
                    Code::Rewrite,
                    spot,
                    "It stands in the record before what happened before it.",
                );
            }
            self.last_power = self.last_power.max(at);
        }
    }

    /// A row that is not in the record yet.
    fn waits(&mut self, seq: u64, spot: Spot, place: &Place) {
        if !self.body.is_whole {
            return;
        }
        self.waiting += 1;
        let late = self.today.is_some_and(|today| place.day.saturating_add(WITHIN_DAYS) < today);
        let text = match recording::class(place.kind, place.about) {
            Class::Power if seq < self.places.newest() => {
                "It has power over others and is not in the record, though later things are."
            }
            Class::Power | Class::Batch if late => "It should have been in the record by now, and is not.",
            _ => return,
        };
        self.found.add(Code::BrokenPromise, spot, text);
    }

    /// What is held back until this entry, and what this one lets go.
    fn release(&mut self, seq: u64, entry: Option<u64>, place: &Place) {
        let class = recording::class(place.kind, place.about);
        if matches!(class, Class::UntilResult(_) | Class::UntilSettled(_)) {
            self.held.entry(class).or_default().push((seq, entry));
        }
        let Some(released) = recording::releases(place.kind, place.about) else { return };
        let held = self.held.remove(&released).unwrap_or_default();
        let Some(counted) = entry else { return };
        for (seq, entry) in held {
            let text = match entry {
                Some(entry) if entry < counted => continue,
                Some(_) => "It entered the record after it was counted.",
                None if !self.body.is_whole => continue,
                None => "It was counted, and is not in the record.",
            };
            self.found.add(Code::BrokenPromise, Spot::journal(seq, entry), text);
        }
    }

    /// After the last row.
    pub(super) fn end(mut self) -> Outcome {
        // Where the head can't be read, the journal ends where it ends.
        let head = if self.head < u64::MAX { self.head } else { self.next.saturating_sub(1) };
        self.gap(head.saturating_add(1));
        for (seq, at) in self.places.between(head.saturating_add(1), u64::MAX) {
            self.unopened.insert(at);
            let text = "It stands in the record, and is missing from the journal.";
            self.found.add(Code::SilentDeletion, Spot::journal(seq, Some(at)), text);
        }
        for grave in std::mem::take(&mut self.graves).into_values().flatten() {
            let text = "Its content is gone, and what is said to have destroyed it is not there.";
            self.found.add(Code::SilentDeletion, Spot::journal(grave.seq, grave.entry), text);
        }
        for (at, (entry, seq)) in (0_u64..).zip(self.body.entries.iter().zip(&self.body.seqs)) {
            // Facts begin with their data; whether they are well-formed is seen with the record.
            let is_fact = entry.starts_with(b"{\"data\"");
            if is_fact != (*seq == 0) {
                self.found.add(
                    Code::InsertedOutsideLog,
                    Spot::entry(at),
                    "It stands for nothing in the journal.",
                );
            }
        }
        let recomputed = self.results.end(self.found);
        Outcome { waiting: self.waiting, recomputed, openings: self.openings, unopened: self.unopened }
    }
}
