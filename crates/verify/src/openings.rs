//! What is shown, against what was committed to.

use std::collections::BTreeSet;

use record::Commitment;
use record::entry::{Entry, Kind};

use crate::course::Course;
use crate::finding::Code;
use crate::found::{Found, NOWHERE, Spot};
use crate::log::{Log, Opening};

/// What is shown of each entry is as it was committed to; what is not shown was destroyed openly.
pub(crate) fn check(log: &Log, course: &Course, destroyed: &BTreeSet<u64>, found: &mut Found) {
    for (at, bytes) in (0..).zip(&log.entries) {
        let (kind, public) = match Entry::decode(bytes) {
            Some(Entry::Sealed { kind, public, .. }) => (Some(kind), public),
            _ => (None, None),
        };
        let opening = log.opening(at);
        let is_gone = course.tombstones.contains(&at);
        let spot = Spot::entry(at);
        match (kind, public, opening) {
            (Some(kind), Some(public), Some(opening)) => {
                if !opening.opens(kind, &public) {
                    found.add(Code::Altered, spot, "What is shown is not what was committed to.");
                } else if is_gone {
                    found.add(
                        Code::InsertedOutsideLog,
                        spot,
                        "A tombstone says that this was destroyed, and it is shown.",
                    );
                }
            }
            (_, Some(_), None) if !is_gone && !destroyed.contains(&at) => {
                found.add(
                    Code::SilentDeletion,
                    spot,
                    "This is not shown any more, and no tombstone says why.",
                );
            }
            (_, None, Some(_)) => {
                found.add(Code::Altered, spot, "Something is shown that this entry never committed to.");
            }
            _ => {}
        }
    }
    let extra = log.openings.iter().skip(log.entries.len()).flatten().count();
    if extra > 0 {
        found.add(
            Code::InsertedOutsideLog,
            NOWHERE,
            format!("{extra} things are shown for which there is no entry."),
        );
    }
}

impl Opening {
    /// Whether this is what was committed to.
    pub(crate) fn opens(&self, kind: Kind, public: &Commitment) -> bool {
        public.opens_with(kind.key(), &self.salt, self.shown.as_bytes())
    }
}
