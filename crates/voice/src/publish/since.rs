//! Who has changed since something was published.

use std::collections::BTreeSet;

use super::may_reissue;

/// The records that something was published from, a fingerprint for each person, and who has changed since. It tells when the
/// same may be published anew: when 8 people or more have changed, those counted who came and those who left.
///
/// Whoever was seen to have changed counts as changed from then on, also if they go back. So the changes can outlive the
/// fingerprints: after a restart [`Since::taken_up`] goes on from the records as they are then, the people known to have changed
/// and how many people there were. At most that delays the next issue by what nobody looked at in between. Fingerprints are
/// never written down: they would stay when somebody's answers are destroyed.
///
/// ```
/// use voice::publish::Since;
///
/// let records = |answers: &[u64]| (0..).zip(answers.to_vec()).collect::<Vec<_>>();
/// let mut since = Since::new(records(&[7, 7, 7, 7, 7, 7, 7, 7, 7, 7]));
/// let now = records(&[8, 8, 8, 8, 8, 8, 8, 7, 7, 7]);
/// assert!(!since.may_reissue(&now), "seven have changed");
/// since.note(since.changed(&now));
/// let after_a_restart = Since::taken_up(now, since.total(), since.noted().clone());
/// assert!(after_a_restart.may_reissue(&records(&[8, 8, 8, 8, 8, 8, 8, 7, 7])), "and one has left");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// By person, ascending.
    then: Vec<(u32, u64)>,
    /// How many people it was published from.
    total: u32,
    changed: BTreeSet<u32>,
}

impl Since {
    /// Nobody has changed yet.
    pub fn new(records: impl IntoIterator<Item = (u32, u64)>) -> Self {
        let mut since = Self::taken_up(records, 0, BTreeSet::new());
        since.total = number(since.then.len());
        since
    }

    /// It was published from `total` people, of whom these are known to have changed, and others may from `records` on.
    pub fn taken_up(
        records: impl IntoIterator<Item = (u32, u64)>,
        total: u32,
        changed: BTreeSet<u32>,
    ) -> Self {
        let mut then: Vec<_> = records.into_iter().collect();
        then.sort_unstable();
        then.dedup_by_key(|record| record.0);
        Self { then, total, changed }
    }

    /// Everybody who has changed, by the records as they are now, in the order of their numbers.
    pub fn changed(&self, now: &[(u32, u64)]) -> BTreeSet<u32> {
        let mut changed = self.changed.clone();
        let mut before = self.then.iter().copied().peekable();
        for &(person, record) in now {
            while let Some(gone) = before.next_if(|one| one.0 < person) {
                changed.insert(gone.0);
            }
            if before.next_if(|one| one.0 == person).is_none_or(|one| one.1 != record) {
                changed.insert(person);
            }
        }
        changed.extend(before.map(|gone| gone.0));
        changed
    }

    /// Keeps in mind who has changed.
    pub fn note(&mut self, changed: BTreeSet<u32>) {
        self.changed.extend(changed);
    }

    /// Those who were noted so far.
    pub const fn noted(&self) -> &BTreeSet<u32> {
        &self.changed
    }

    /// How many people it was published from.
    pub const fn total(&self) -> u32 {
        self.total
    }

    /// Everybody who can still be compared, ascending.
    pub fn people(&self) -> impl Iterator<Item = u32> {
        self.then.iter().map(|record| record.0)
    }

    /// How many people have changed at least: those in `changed`, or by how many there are more or fewer.
    pub fn at_least(&self, changed: &BTreeSet<u32>, now: &[(u32, u64)]) -> u32 {
        number(changed.len()).max(self.total.abs_diff(number(now.len())))
    }

    /// Whether enough have changed to publish anew.
    pub fn may_reissue(&self, now: &[(u32, u64)]) -> bool {
        may_reissue(self.at_least(&self.changed(now), now))
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(changed: &BTreeSet<u32>) -> Vec<u32> {
        changed.iter().copied().collect()
    }

    #[test]
    fn those_who_came_left_and_answered_otherwise_have_changed() {
        let since = Since::new([(3, 1), (1, 1), (5, 1)]);
        assert!(since.changed(&[(1, 1), (3, 1), (5, 1)]).is_empty());
        assert_eq!(numbers(&since.changed(&[(1, 1), (3, 1), (5, 2)])), [5]);
        assert_eq!(numbers(&since.changed(&[(0, 1), (3, 1), (9, 1)])), [0, 1, 5, 9]);
        assert_eq!(numbers(&since.changed(&[])), [1, 3, 5]);
    }

    #[test]
    fn who_was_seen_to_change_stays_changed() {
        let mut since = Since::new([(1, 1), (2, 1)]);
        since.note(since.changed(&[(1, 7), (2, 1)]));
        assert_eq!(numbers(&since.changed(&[(1, 1), (2, 1)])), [1], "also when they go back");
        let again = Since::taken_up([(1, 1), (2, 3)], since.total(), since.noted().clone());
        let now = [(1, 1), (2, 3), (4, 1)];
        assert_eq!(numbers(&again.changed(&now)), [1, 4], "one change unseen is one not counted");
    }

    #[test]
    fn eight_more_or_fewer_people_have_changed_whoever_they_are() {
        let people = |range: std::ops::Range<u32>| range.map(|person| (person, 1)).collect::<Vec<_>>();
        for now in 0..60 {
            let again = Since::taken_up(people(0..now), 30, BTreeSet::new());
            assert_eq!(again.may_reissue(&people(0..now)), now.abs_diff(30) >= 8, "{now}");
        }
    }
}
