//! From the numbers that people and statements carry to rows and columns.

/// No row or column.
const ABSENT: u32 = u32::MAX;

/// The distinct numbers of one side of the matrix, ascending; a number's place among them is its row or column.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    ids: Vec<u32>,
    /// The place of each number, where they are dense enough to be looked up; empty where they are searched for.
    places: Vec<u32>,
}

impl Index {
    /// The distinct `ids`, of which there are `count` and the largest is `largest`.
    pub(super) fn of(ids: impl Iterator<Item = u32>, count: usize, largest: u32) -> Self {
        // A few numbers far apart must not cost memory for everything between them.
        if largest as usize > 16 * count + 65_536 {
            let mut ids: Vec<u32> = ids.collect();
            ids.sort_unstable();
            ids.dedup();
            return Self { ids, places: Vec::new() };
        }
        let mut places = vec![ABSENT; largest as usize + 1];
        for id in ids {
            places[id as usize] = 0;
        }
        let mut ids = Vec::new();
        let mut next = 0;
        for (id, place) in (0..=largest).zip(&mut places) {
            if *place != ABSENT {
                *place = next;
                next += 1;
                ids.push(id);
            }
        }
        Self { ids, places }
    }

    /// The row or column of a number, if it has one.
    pub(super) fn place(&self, id: u32) -> Option<usize> {
        if self.places.is_empty() {
            return self.ids.binary_search(&id).ok();
        }
        let place = self.places.get(id as usize).copied().filter(|&place| place != ABSENT)?;
        Some(place as usize)
    }

    /// The numbers, ascending.
    pub(super) fn into_ids(self) -> Vec<u32> {
        self.ids
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ids: &[u32], distinct: &[u32]) {
        let index = Index::of(ids.iter().copied(), ids.len(), ids.iter().copied().max().unwrap());
        assert_eq!(index.len(), distinct.len());
        for (place, &id) in distinct.iter().enumerate() {
            assert_eq!(index.place(id), Some(place));
        }
        assert_eq!(index.place(1_000_000), None);
        assert_eq!(index.place(4), None);
        assert_eq!(index.into_ids(), distinct);
    }

    #[test]
    fn near_numbers_and_far_ones_alike_are_placed_in_ascending_order() {
        check(&[7, 3, 3, 0, 7], &[0, 3, 7]);
        check(&[7, u32::MAX, 3, 7], &[3, 7, u32::MAX]);
    }
}
