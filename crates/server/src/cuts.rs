//! Totals of parts of a group, as they were issued: how those who took part are connected to something, and what people bring.
//!
//! A cut is issued once, when it is first asked for, and shown as it was issued until 8 people or more have changed what it counts
//! ([`voice::publish::Since`]), also after a restart ([`Kept`]). What may be shown of it at all is for [`voice::publish`] to say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use table::{ConversationNo, TableId};
use voice::publish::{Cut, Since};

use crate::kept::Kept;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// What people at the table bring.
    Strengths,
    /// How those who took part in a conversation are connected to it.
    Connections(ConversationNo),
}

impl fmt::Display for Of {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Strengths => to.write_str("strengths"),
            Self::Connections(conversation) => write!(to, "{conversation}-connections"),
        }
    }
}

/// What is shown of a cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shown {
    /// The numbers, or none.
    pub(crate) cut: Cut,
    /// Which cells are named, also where their numbers are not shown.
    pub(crate) named: BTreeSet<usize>,
}

/// What is counted of each person, as a fingerprint, ascending by seat.
pub(crate) type Records = Vec<(u32, u64)>;

/// Which of the boxes somebody ticked, a bit for each.
pub(crate) fn ticked<T: Ord>(boxes: &BTreeSet<T>, all: &[T]) -> u64 {
    (0..u64::BITS).zip(all).filter(|(_, one)| boxes.contains(one)).map(|(at, _)| 1 << at).sum()
}

/// How many people ticked each of so many boxes.
pub(crate) fn count(records: &Records, boxes: usize) -> Vec<u32> {
    let of = |at: u32| records.iter().map(|(_, ticked)| u32::from(ticked >> at & 1 == 1)).sum();
    (0..u64::BITS).take(boxes).map(of).collect()
}

/// The cuts that stand.
pub(crate) struct Cuts {
    kept: Kept,
    standing: Mutex<BTreeMap<(TableId, Of), Standing>>,
}

struct Standing {
    shown: Shown,
    since: Since,
}

/// As it is on the disk.
#[derive(Serialize, Deserialize)]
struct Written {
    shown: Shown,
    people: u32,
    changed: BTreeSet<u32>,
}

impl Cuts {
    /// Kept there.
    pub(crate) fn new(kept: Kept) -> Self {
        Self { kept, standing: Mutex::default() }
    }

    /// What to show. `records` is what is counted now, and `make` makes the cut of it, if another may be issued.
    pub(crate) fn show(
        &self,
        table: TableId,
        of: Of,
        records: &Records,
        make: impl FnOnce() -> Shown,
    ) -> Shown {
        let name = format!("{table}-{of}");
        let mut all = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = all.remove(&(table, of)).or_else(|| self.taken_up(&name, records));
        let standing = match before {
            Some(standing) if !standing.since.may_reissue(records) => {
                self.with_changes(&name, standing, records)
            }
            _ => {
                let issued = Standing { shown: make(), since: Since::new(records.iter().copied()) };
                self.write(&name, &issued);
                issued
            }
        };
        let shown = standing.shown.clone();
        all.insert((table, of), standing);
        shown
    }

    fn taken_up(&self, name: &str, records: &Records) -> Option<Standing> {
        let written: Written = self.kept.read(name)?;
        let since = Since::taken_up(records.iter().copied(), written.people, written.changed);
        Some(Standing { shown: written.shown, since })
    }

    /// The same, with those in mind who have changed.
    fn with_changes(&self, name: &str, mut standing: Standing, records: &Records) -> Standing {
        let changed = standing.since.changed(records);
        if changed.len() > standing.since.noted().len() {
            standing.since.note(changed);
            self.write(name, &standing);
        }
        standing
    }

    fn write(&self, name: &str, standing: &Standing) {
        let (people, changed) = (standing.since.total(), standing.since.noted().clone());
        self.kept.write(name, &Written { shown: standing.shown.clone(), people, changed });
    }
}

#[cfg(test)]
mod tests {
    use voice::publish;

    use super::*;

    /// Of `people`, the first `some` are in the one cell, and all others in the other.
    fn records(people: u32, some: u32) -> Records {
        (0..people).map(|person| (person, u64::from(person < some))).collect()
    }

    fn shown(records: &Records) -> Shown {
        Shown {
            cut: publish::choices(u32::try_from(records.len()).unwrap(), &count(records, 1)),
            named: BTreeSet::from([0]),
        }
    }

    #[test]
    fn a_cut_stays_until_eight_people_have_changed_also_over_restarts() {
        let house = tempfile::tempdir().unwrap();
        let table = TableId::from_number(3);
        let look = |cuts: &Cuts, records: Records| {
            cuts.show(table, Of::Connections(ConversationNo(1)), &records, || shown(&records))
        };
        let mut cuts = Cuts::new(Kept::beside(house.path()));
        let first = look(&cuts, records(40, 16));
        assert_eq!(first, shown(&records(40, 16)));
        for more in 1..8 {
            assert_eq!(look(&cuts, records(40, 16 + more)), first, "{more}");
            cuts = Cuts::new(Kept::beside(house.path()));
            assert_eq!(look(&cuts, records(40, 16 + more)), first, "{more}, and the server started again");
        }
        assert_ne!(shown(&records(40, 23)), first, "it would have told");
        assert_eq!(look(&cuts, records(40, 24)), shown(&records(40, 24)));
        assert_eq!(look(&cuts, records(40, 16)), first, "eight went back");
    }

    #[test]
    fn nobody_is_counted_in_another_place() {
        let house = tempfile::tempdir().unwrap();
        let cuts = Cuts::new(Kept::beside(house.path()));
        let places = [(1, Of::Strengths), (2, Of::Strengths), (1, Of::Connections(ConversationNo(1)))];
        for (at, (table, of)) in (10..).zip(places) {
            let these = records(40, at);
            let seen = cuts.show(TableId::from_number(table), of, &these, || shown(&these));
            assert_eq!(seen, shown(&these));
        }
    }
}
