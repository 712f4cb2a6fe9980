//! What the order of a record's entries tells: roots, days, what was counted when, and what was destroyed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use record::entry::{Entry, Fact, Kind};
use record::hash::{self, Hash};
use record::tree::Frontier;

use crate::finding::Code;
use crate::found::{Found, Spot};
use crate::log::{Before, Log, Roots};

/// A record, read once from its beginning to its end.
pub(crate) struct Course {
    roots: Roots,
    root: Hash,
    /// Each `day` entry with its number.
    pub(crate) days: Vec<(i32, u64)>,
    /// The first result of each decision.
    pub(crate) results: BTreeMap<u32, u64>,
    /// The first count of what was said to each account.
    pub(crate) settled: BTreeMap<u32, u64>,
    /// Which entries' content was destroyed.
    pub(crate) tombstones: BTreeSet<u64>,
    /// The record this one goes on from.
    pub(crate) before: Option<Before>,
    /// Ballots, and what was said to accounts: the first of each.
    first_held: BTreeMap<Kind, u64>,
    sealed: BTreeSet<u64>,
    commitments: HashSet<[u8; 32]>,
}

impl Course {
    /// Reads all entries, says what is wrong with their order, and keeps the roots at these sizes.
    pub(crate) fn of(log: &Log, sizes: &BTreeSet<u64>, found: &mut Found) -> Self {
        let mut course = Self {
            roots: Roots::new(),
            root: hash::empty(),
            days: Vec::new(),
            results: BTreeMap::new(),
            settled: BTreeMap::new(),
            tombstones: BTreeSet::new(),
            before: None,
            first_held: BTreeMap::new(),
            sealed: BTreeSet::new(),
            commitments: HashSet::new(),
        };
        let mut tree = Frontier::default();
        for (at, bytes) in (0..).zip(&log.entries) {
            if sizes.contains(&at) {
                course.roots.insert(at, tree.root());
            }
            tree.push(hash::leaf(bytes));
            match Entry::decode(bytes) {
                Some(entry) => course.step(log, at, &entry, found),
                None => found.add(
                    Code::Rewrite,
                    Spot::entry(at),
                    "This is not an entry: it can't be read, or is not written in the one way there is.",
                ),
            }
        }
        course.root = tree.root();
        course.roots.insert(tree.size(), course.root);
        course.held(found);
        course
    }

    /// The root over all entries.
    pub(crate) const fn root(&self) -> Hash {
        self.root
    }

    /// The root over the first so many, if it was asked for and there are so many.
    pub(crate) fn root_at(&self, size: u64) -> Option<Hash> {
        self.roots.get(&size).copied()
    }

    fn step(&mut self, log: &Log, at: u64, entry: &Entry, found: &mut Found) {
        match entry {
            Entry::Sealed { kind, about, commit, public } => {
                self.sealed.insert(at);
                if !Form::of(*kind).fits(about.is_some(), public.is_some()) {
                    found.add(
                        Code::Rewrite,
                        Spot::entry(at),
                        format!("An entry of the kind “{}” has another form.", kind.key()),
                    );
                }
                if !self.commitments.insert(*commit.as_bytes()) {
                    found.add(
                        Code::InsertedOutsideLog,
                        Spot::entry(at),
                        "The same commitment stands in the record before: it was entered twice.",
                    );
                }
                self.sealed(at, *kind, *about);
            }
            Entry::Fact(fact) => self.fact(log, at, fact, found),
        }
    }

    fn sealed(&mut self, at: u64, kind: Kind, about: Option<u32>) {
        match (kind, about) {
            (Kind::Result, Some(decision)) => {
                self.results.entry(decision).or_insert(at);
            }
            (Kind::Settled, Some(account)) => {
                self.settled.entry(account).or_insert(at);
            }
            (Kind::Ballot | Kind::Reply, _) => {
                self.first_held.entry(kind).or_insert(at);
            }
            _ => {}
        }
    }

    fn fact(&mut self, log: &Log, at: u64, fact: &Fact, found: &mut Found) {
        match fact {
            Fact::Day(day) => {
                if self.days.last().is_some_and(|(last, _)| last > day) {
                    found.add(
                        Code::Rewrite,
                        Spot::entry(at),
                        "The day is before the day that came before it.",
                    );
                }
                self.days.push((*day, at));
            }
            Fact::Tombstone { entry, .. } => self.tombstone(at, *entry, found),
            Fact::Notice { epoch, origin, .. } => {
                if at > 0 {
                    found.add(Code::Rewrite, Spot::entry(at), "A notice is the first entry or none.");
                } else if *epoch < 2 || origin == log.origin() {
                    found.add(Code::Rewrite, Spot::entry(at), "This notice does not name a record before.");
                }
                self.before = Before::of(fact).filter(|_| at == 0);
            }
            Fact::Build { .. } | Fact::Host(_) | Fact::Published { .. } => {}
        }
    }

    fn tombstone(&mut self, at: u64, target: u64, found: &mut Found) {
        if !self.sealed.contains(&target) {
            found.add(
                Code::Rewrite,
                Spot::entry(at),
                format!("This tombstone is of entry {target}, which is no sealed entry before it."),
            );
        } else if !self.tombstones.insert(target) {
            found.add(Code::Rewrite, Spot::entry(at), format!("Entry {target} has a tombstone already."));
        }
    }

    /// Ballots enter with a result, and what was said to accounts with its count: where nothing was counted, there are none.
    fn held(&self, found: &mut Found) {
        let counted = [
            (Kind::Ballot, self.results.is_empty(), "A ballot entered, and no decision was ever counted."),
            (Kind::Reply, self.settled.is_empty(), "A reply entered, and no account was ever counted."),
        ];
        for (kind, none, text) in counted {
            if let Some(at) = self.first_held.get(&kind).filter(|_| none) {
                found.add(Code::Rewrite, Spot::entry(*at), text);
            }
        }
    }
}

/// What entries of a kind have.
struct Form {
    about: bool,
    /// None where some have it: of what was destroyed before there was a record nothing may be shown.
    public: Option<bool>,
}

impl Form {
    const fn of(kind: Kind) -> Self {
        let (about, public) = match kind {
            Kind::Table | Kind::Agreement | Kind::Rule => (false, Some(true)),
            Kind::Conversation
            | Kind::Offer
            | Kind::Account
            | Kind::Settled
            | Kind::Decision
            | Kind::Result
            | Kind::Promise => (true, Some(true)),
            Kind::Statement => (false, None),
            Kind::Invitation | Kind::Response | Kind::Reply | Kind::Ballot | Kind::Kept => {
                (false, Some(false))
            }
        };
        Self { about, public }
    }

    fn fits(&self, about: bool, public: bool) -> bool {
        self.about == about && self.public.is_none_or(|needed| needed == public)
    }
}
