//! Where the entries of a journal stand in the record.

/// Journal entries and the entries of the record that stand for them, walked along in the journal's order.
pub(super) struct Places {
    /// In order; the same journal entry twice where the record has it twice.
    all: Vec<(u64, u64)>,
    passed: usize,
}

impl Places {
    /// From the journal entry that each entry of the record stands for; 0 stands for none.
    pub(super) fn of(seqs: &[u32]) -> Self {
        let mut all: Vec<(u64, u64)> =
            seqs.iter().map(|seq| u64::from(*seq)).zip(0..).filter(|(seq, _)| *seq > 0).collect();
        all.sort_unstable();
        Self { all, passed: 0 }
    }

    /// The entries that stand for a journal entry: one, if all is well. Goes forward only.
    pub(super) fn pass(&mut self, seq: u64) -> Vec<u64> {
        let mut here = Vec::new();
        while let Some((of, at)) = self.all.get(self.passed).copied()
            && of <= seq
        {
            self.passed += 1;
            here.extend((of == seq).then_some(at));
        }
        here
    }

    /// Those between two journal entries, both included.
    pub(super) fn between(&self, first: u64, last: u64) -> Vec<(u64, u64)> {
        let begin = self.all.partition_point(|(seq, _)| *seq < first);
        self.all.get(begin..).into_iter().flatten().copied().take_while(|(seq, _)| *seq <= last).collect()
    }

    /// Whether a journal entry stands in the record.
    pub(super) fn have(&self, seq: u64) -> bool {
        self.all.binary_search_by_key(&seq, |(of, _)| *of).is_ok()
    }

    /// The last journal entry that stands in the record.
    pub(super) fn newest(&self) -> u64 {
        self.all.last().map_or(0, |(seq, _)| *seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_walked_along_in_the_order_of_the_journal() {
        let mut places = Places::of(&[0, 3, 1, 0, 5, 3]);
        assert_eq!(places.newest(), 5);
        assert!(places.have(1) && !places.have(2));
        assert_eq!(places.between(2, 5), [(3, 1), (3, 5), (5, 4)]);
        assert_eq!(places.pass(1), [2]);
        assert!(places.pass(2).is_empty());
        assert_eq!(places.pass(3), [1, 5]);
        assert!(places.pass(9).is_empty(), "what was skipped is not here");
    }
}
