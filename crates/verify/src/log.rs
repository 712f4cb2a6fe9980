//! One record, and everything that can be told from it alone.

use std::collections::{BTreeMap, BTreeSet};

use record::Salt;
use record::checkpoint::Checkpoint;
use record::entry::{Entry, Fact};
use record::hash::Hash;
use record::note::{Note, Verifier};
use record::policy::Policy;
use table::recording::eight_words;

use crate::asked::Asked;
use crate::course::Course;
use crate::finding::{Checked, Code, Finding, Recomputed, Report};
use crate::found::{Found, NOWHERE};
use crate::{earlier, openings, promise, public_results, strangers};

/// A table's record as it was handed out.
#[derive(Debug, Clone)]
pub struct Log {
    /// The table's code, where it is known.
    pub table: Option<String>,
    /// The key that signs it; its name is the record's.
    pub verifier: Verifier,
    /// The newest checkpoint.
    pub checkpoint: Note,
    /// The newest checkpoint that is said to have met the policy.
    pub witnessed: Option<Note>,
    /// Whose word makes a result final.
    pub policy: Option<Policy>,
    /// Every entry's bytes, in order.
    pub entries: Vec<Vec<u8>>,
    /// What may be shown of each entry. As many as there are entries; what is missing at the end counts as none.
    pub openings: Vec<Option<Opening>>,
}

/// What may be shown of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The salt of what may be shown: [`record::entry::public_salt`], never the entry's own.
    pub salt: Salt,
    /// What may be shown, as JSON, byte for byte.
    pub shown: String,
}

impl Log {
    /// The record's name.
    pub fn origin(&self) -> &str {
        self.verifier.name().as_str()
    }

    /// What may be shown of an entry.
    pub(crate) fn opening(&self, at: u64) -> Option<&Opening> {
        usize::try_from(at).ok().and_then(|at| self.openings.get(at)).and_then(Option::as_ref)
    }

    /// The bytes of an entry.
    pub(crate) fn entry(&self, at: u64) -> Option<&[u8]> {
        usize::try_from(at).ok().and_then(|at| self.entries.get(at)).map(Vec::as_slice)
    }

    /// How many entries there are.
    pub(crate) const fn size(&self) -> u64 {
        self.entries.len() as u64
    }
}

/// Checks a record as anybody can who may read it: docs/record-format.md, "What a checker does".
pub fn check(log: &Log, asked: &Asked, findings: &mut Vec<Finding>) -> Checked {
    let mut checked = check_record(log, asked, &BTreeSet::new(), findings);
    checked.recomputed = public_results::check(log, findings);
    checked
}

/// As [`check`], without working results out again. `destroyed` are entries whose content is known to be destroyed although their
/// tombstones still wait to enter.
pub fn check_record(
    log: &Log,
    asked: &Asked,
    destroyed: &BTreeSet<u64>,
    findings: &mut Vec<Finding>,
) -> Checked {
    let mut found = Found::of(log.table.clone());
    let course = Course::of(log, &sizes_of_interest(log, asked), &mut found);
    key(log, asked, &mut found);
    checkpoint(log, &course, &mut found);
    openings::check(log, &course, destroyed, &mut found);
    let mut seen = earlier::check(log, asked, &course, &mut found);
    promise::check(log, asked, &course, &mut found);
    findings.append(&mut found.end());
    seen.push(&log.checkpoint);
    let root = course.root();
    Checked {
        table: log.table.clone(),
        origin: log.origin().to_owned(),
        size: log.size(),
        root: root.to_string(),
        words: eight_words(root.as_bytes()).join(" "),
        witnessed: asked
            .policy
            .as_ref()
            .or(log.policy.as_ref())
            .map(|policy| covered(policy, log, &course, &seen)),
        waiting: None,
        recomputed: Recomputed::default(),
    }
}

/// The sizes at which somebody knows a root.
fn sizes_of_interest(log: &Log, asked: &Asked) -> BTreeSet<u64> {
    let notes = asked.checkpoints.iter().chain(asked.receipts.iter().map(|receipt| &receipt.checkpoint));
    notes
        .chain([&log.checkpoint])
        .chain(&log.witnessed)
        .filter_map(|note| note.text().parse::<Checkpoint>().ok())
        .map(|checkpoint| checkpoint.size)
        .collect()
}

/// Whether the record is signed with the key that somebody knows for it.
fn key(log: &Log, asked: &Asked, found: &mut Found) {
    let known = asked.key.as_ref().filter(|known| known.name() == log.verifier.name());
    if known.is_some_and(|known| *known != log.verifier) {
        found.add(Code::Rewrite, NOWHERE, "The record has another key than the one that was given.");
    }
}

/// The newest checkpoint: signed, and of these entries.
fn checkpoint(log: &Log, course: &Course, found: &mut Found) {
    if let Err(error) = Checkpoint::open(&log.checkpoint, &log.verifier) {
        found.add(Code::Rewrite, NOWHERE, format!("The checkpoint does not hold: {error}."));
    }
    let Ok(checkpoint) = log.checkpoint.text().parse::<Checkpoint>() else { return };
    let here = log.size();
    if checkpoint.size != here {
        found.add(
            Code::Rewrite,
            NOWHERE,
            format!("The checkpoint is of {} entries, and there are {here}.", checkpoint.size),
        );
    }
    if course.root_at(checkpoint.size).is_some_and(|root| root != checkpoint.root) {
        found.add(Code::Rewrite, NOWHERE, "The entries do not lead to the root that was signed.");
    }
}

/// The whole report on one record, with what was handed in that is of another one.
pub fn report(log: &Log, asked: &Asked) -> Report {
    let mut findings = Vec::new();
    let checked = check(log, asked, &mut findings);
    let before = log.entries.first().and_then(|first| Before::read(first));
    let origins = before.iter().map(|before| before.origin.as_str()).chain([log.origin()]).collect();
    findings.extend(strangers::find(asked, &origins));
    Report::of(vec![checked], findings)
}

/// How many entries the best of the checkpoints covers that meet the policy and are of this record.
fn covered(policy: &Policy, log: &Log, course: &Course, seen: &[&Note]) -> u64 {
    let covers = |note: &&Note| {
        let checkpoint = Checkpoint::open(note, &log.verifier).ok()?;
        let is_ours = course.root_at(checkpoint.size) == Some(checkpoint.root);
        (is_ours && policy.is_met(note)).then_some(checkpoint.size)
    };
    seen.iter().filter_map(covers).max().unwrap_or(0)
}

/// The record that one goes on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) origin: String,
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

impl Before {
    /// Reads a record's first entry.
    fn read(first: &[u8]) -> Option<Self> {
        match Entry::decode(first)? {
            Entry::Fact(fact) => Self::of(&fact),
            Entry::Sealed { .. } => None,
        }
    }

    pub(crate) fn of(fact: &Fact) -> Option<Self> {
        match fact {
            Fact::Notice { origin, size, root, .. } => {
                Some(Self { origin: origin.clone(), size: *size, root: *root })
            }
            _ => None,
        }
    }
}

/// Roots at some sizes.
pub(crate) type Roots = BTreeMap<u64, Hash>;
