//! What enters the record together, and in which order.

use std::collections::BTreeSet;

use table::recording::{self, Class};

use crate::journal::StoreError;
use crate::sqlite::reader::Row;

/// A batch of what people did for themselves holds so many things at the least, unless its day is over.
pub(super) const LEAST: usize = 8;

/// What waits for its batch, in the order it happened.
#[derive(Default)]
pub(super) struct Waiting {
    rows: Vec<Row>,
    /// What was held back until now and need not be any longer.
    released: BTreeSet<Class>,
}

impl Waiting {
    pub(super) fn new(released: BTreeSet<Class>) -> Self {
        Self { rows: Vec::new(), released }
    }

    pub(super) fn add(&mut self, rows: Vec<Row>) {
        self.released.extend(rows.iter().filter_map(|row| recording::releases(row.kind, row.about)));
        self.rows.extend(rows);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn is_held(&self, class: Class) -> bool {
        matches!(class, Class::UntilResult(_) | Class::UntilSettled(_)) && !self.released.contains(&class)
    }

    /// Whether enough wait for a batch, or something from before this day does.
    pub(super) fn is_due(&self, today: i32, an_hour_passed: bool) -> bool {
        let mut many = 0;
        let mut old = false;
        for row in &self.rows {
            let class = recording::class(row.kind, row.about);
            if class != Class::Power && !self.is_held(class) {
                many += 1;
                old |= row.day < today;
            }
        }
        old || (an_hour_passed && many >= LEAST)
    }

    /// Takes out what enters now: what people did for themselves in random order if that is due, or is let go by something that
    /// enters with it; then what has power over others in the order it happened.
    pub(super) fn take(&mut self, due: bool) -> Result<Vec<Row>, StoreError> {
        let has_power = |row: &Row| recording::class(row.kind, row.about) == Class::Power;
        let going: BTreeSet<Class> = self
            .rows
            .iter()
            .filter(|row| has_power(row))
            .filter_map(|row| recording::releases(row.kind, row.about))
            .collect();
        let (mut own, mut power, mut stay) = (Vec::new(), Vec::new(), Vec::new());
        for row in std::mem::take(&mut self.rows) {
            match recording::class(row.kind, row.about) {
                Class::Power => power.push(row),
                class if going.contains(&class) => own.push(row),
                class if due && (class == Class::Batch || self.released.contains(&class)) => own.push(row),
                _ => stay.push(row),
            }
        }
        self.rows = stay;
        shuffle(&mut own)?;
        own.append(&mut power);
        Ok(own)
    }
}

/// Puts things in an order that says nothing (Fisher and Yates), with randomness that is kept nowhere.
pub(super) fn shuffle<T>(things: &mut [T]) -> Result<(), StoreError> {
    let mut random = vec![0; things.len() * 8];
    getrandom::fill(&mut random).map_err(|error| StoreError::Engine(error.to_string()))?;
    let (draws, _) = random.as_chunks::<8>();
    for (last, draw) in (1..things.len()).rev().zip(draws) {
        // The bias of the remainder is below 2⁻³² for any batch there is.
        let with = u64::from_le_bytes(*draw) % (last as u64 + 1);
        things.swap(last, usize::try_from(with).unwrap_or(last));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use record::Commitment;
    use table::{About, ConversationNo, Kind, StatementNo};

    use super::*;

    fn row(seq: u64, kind: Kind, about: About, day: i32) -> Row {
        Row { seq, day, kind, about, commitment: Commitment::from_bytes([0; 32]), public: None }
    }

    fn answer(seq: u64, day: i32) -> Row {
        let about = About::conversation(ConversationNo(1), Some(StatementNo(1)));
        row(seq, Kind::ResponseGiven, about, day)
    }

    fn seqs(rows: &[Row]) -> Vec<u64> {
        rows.iter().map(|row| row.seq).collect()
    }

    #[test]
    fn few_things_wait_for_others_but_not_past_their_day() {
        let mut waiting = Waiting::default();
        waiting.add((1..=7).map(|seq| answer(seq, 10)).collect());
        assert!(!waiting.is_due(10, true));
        assert!(waiting.is_due(11, false), "their day is over");
        waiting.add(vec![answer(8, 10)]);
        assert!(!waiting.is_due(10, false), "the hour is not over");
        assert!(waiting.is_due(10, true));
        let mut batch = seqs(&waiting.take(true).unwrap());
        batch.sort_unstable();
        assert_eq!(batch, (1..=8).collect::<Vec<_>>());
        assert!(waiting.is_empty());
    }

    #[test]
    fn what_has_power_enters_alone_and_in_order() {
        let mut waiting = Waiting::default();
        let opened = |seq| row(seq, Kind::DecisionOpened, About::item(1), 10);
        waiting.add(vec![
            answer(1, 10),
            opened(2),
            answer(3, 10),
            row(4, Kind::RulesChosen, About::default(), 10),
        ]);
        assert_eq!(seqs(&waiting.take(false).unwrap()), [2, 4]);
        assert_eq!(seqs(&waiting.rows), [1, 3]);
    }

    #[test]
    fn ballots_enter_with_the_result_before_it_and_never_sooner() {
        let mut waiting = Waiting::default();
        let ballot = |seq, decision| row(seq, Kind::DecisionBallotCast, About::item(decision), 10);
        waiting.add((1..=20).map(|seq| ballot(seq, if seq <= 12 { 7 } else { 8 })).collect());
        assert!(!waiting.is_due(99, true), "no day and no number lets a ballot go");
        assert!(waiting.take(true).unwrap().is_empty());
        waiting.add(vec![row(21, Kind::DecisionClosed, About::item(7), 10)]);
        let batch = seqs(&waiting.take(false).unwrap());
        assert_eq!(batch.len(), 13);
        assert_eq!(batch.last(), Some(&21), "the result stands after its ballots");
        assert!(batch.iter().all(|seq| *seq <= 12 || *seq == 21));
        waiting.add(vec![row(22, Kind::DecisionBallotTakenBack, About::item(7), 10)]);
        assert!(waiting.is_due(11, false), "after the result a ballot is as anything else");
    }

    #[test]
    fn a_batch_says_nothing_of_who_came_first() {
        let mut first = [0; 10];
        for _ in 0..2_000 {
            let mut things: Vec<usize> = (0..10).collect();
            shuffle(&mut things).unwrap();
            first[things[0]] += 1;
        }
        assert!(first.iter().all(|times| (100..320).contains(times)), "{first:?}");
    }
}
