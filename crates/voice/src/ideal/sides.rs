//! The sides people took: what the model is fitted on.

use crate::responses::{Choice, Responses};

/// Every "agree" and every "disagree", by person and then by statement; "not sure" is left out (it has a rate of its own).
///
/// 4 bytes a side and 8 a person. Persons and statements keep their numbers from [`Responses`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// Statement × 2 + (1 for agree), ascending within a person.
    cells: Vec<u32>,
    /// Where each person's cells start, and the end of the last.
    starts: Vec<usize>,
    statements: usize,
}

impl Sides {
    /// The sides among some responses.
    pub fn of(responses: &Responses) -> Self {
        let rows = responses.persons().last().map_or(0, |last| last as usize + 1);
        let mut builder = Builder::new(rows, responses.len(), responses.statements());
        for person in 0..rows {
            let number = u32::try_from(person).unwrap_or(u32::MAX);
            for (statement, answer) in responses.row(number) {
                match answer.choice {
                    Choice::Agree => builder.push(statement << 1 | 1),
                    Choice::Disagree => builder.push(statement << 1),
                    Choice::Pass => {}
                }
            }
            builder.end_row();
        }
        builder.finish()
    }

    /// One more than the largest person that answered anything.
    pub fn people(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// One more than the largest statement that anyone answered.
    pub const fn statements(&self) -> usize {
        self.statements
    }

    /// How many sides were taken.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nobody took a side.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How many sides a person took; 0 for a person not known.
    pub fn taken(&self, person: usize) -> usize {
        self.row(person).len()
    }

    /// What a person took a side on, by ascending statement: (statement, whether they agree).
    pub fn of_person(&self, person: usize) -> impl ExactSizeIterator<Item = (usize, bool)> + '_ {
        self.row(person).iter().map(|&cell| ((cell >> 1) as usize, cell & 1 == 1))
    }

    pub(super) fn row(&self, person: usize) -> &[u32] {
        match (self.starts.get(person), self.starts.get(person + 1)) {
            (Some(&start), Some(&end)) => &self.cells[start..end],
            _ => &[],
        }
    }

    /// The sides for which `keep(person, statement)` holds; same numbers, same shape.
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize, usize) -> bool) -> Self {
        let mut builder = Builder::new(self.people(), self.len(), self.statements);
        for person in 0..self.people() {
            for &cell in self.row(person) {
                if keep(person, (cell >> 1) as usize) {
                    builder.push(cell);
                }
            }
            builder.end_row();
        }
        builder.finish()
    }

    /// Some people only, renumbered in the order given.
    #[must_use]
    pub(crate) fn of_people(&self, people: &[usize]) -> Self {
        let total = people.iter().map(|&person| self.taken(person)).sum();
        let mut builder = Builder::new(people.len(), total, self.statements);
        for &person in people {
            builder.cells.extend_from_slice(self.row(person));
            builder.end_row();
        }
        builder.finish()
    }

    /// People who took a side, in an order drawn from the seed, until they hold `most` sides; ascending. All of them where
    /// they hold no more than that.
    pub(crate) fn sample(&self, seed: u64, most: usize) -> Vec<usize> {
        let mut people: Vec<_> = (0..self.people()).filter(|&person| self.taken(person) > 0).collect();
        if self.len() <= most {
            return people;
        }
        people.sort_by_cached_key(|&person| (scramble(seed, person, 0), person));
        let mut held = 0;
        people.retain(|&person| {
            held += self.taken(person);
            held <= most
        });
        people.sort_unstable();
        people
    }

    /// Boundaries of runs of people that hold about equal numbers of sides: `0 = b₀ ≤ b₁ ≤ … = people`. They depend on the
    /// data alone, so that sums over runs do not depend on who adds them.
    pub(super) fn runs(&self) -> Vec<usize> {
        let runs = (self.len() / SIDES_IN_A_RUN).clamp(1, MOST_RUNS);
        let mut bounds: Vec<_> = (0..runs)
            .map(|run| self.starts.partition_point(|&start| start < self.len() / runs * run))
            .collect();
        bounds[0] = 0;
        bounds.push(self.people());
        bounds
    }
}

const SIDES_IN_A_RUN: usize = 32_768;
const MOST_RUNS: usize = 16;

/// A number that looks random and depends on the seed and the two numbers alone (the finaliser of `SplitMix64`, Steele, Lea &
/// Flood 2014). It sorts people into samples, folds and resamples: each the same whatever else is in the data.
pub(crate) fn scramble(seed: u64, one: usize, two: usize) -> u64 {
    let mut state = seed;
    for part in [one as u64, two as u64] {
        state = finish(
            state.wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_add(part.wrapping_mul(0xD134_2543_DE82_EF95)),
        );
    }
    state
}

const fn finish(mut state: u64) -> u64 {
    state = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ state >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ state >> 31
}

struct Builder {
    cells: Vec<u32>,
    starts: Vec<usize>,
    statements: usize,
}

impl Builder {
    fn new(rows: usize, cells: usize, statements: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self { cells: Vec::with_capacity(cells), starts, statements }
    }

    fn push(&mut self, cell: u32) {
        self.cells.push(cell);
    }

    fn end_row(&mut self) {
        self.starts.push(self.cells.len());
    }

    fn finish(self) -> Sides {
        Sides { cells: self.cells, starts: self.starts, statements: self.statements }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::responses::Answer;

    fn sides(people: u32, statements: u32) -> Sides {
        let each = (0..people).flat_map(|p| (0..statements).map(move |s| (p, s)));
        Sides::of(
            &each
                .map(|(p, s)| {
                    (
                        p,
                        s,
                        Answer::new([Choice::Agree, Choice::Disagree, Choice::Pass][((p + s) % 3) as usize]),
                    )
                })
                .collect(),
        )
    }

    #[test]
    fn passes_are_left_out() {
        let sides = sides(3, 3);
        assert_eq!(sides.of_person(1).collect::<Vec<_>>(), [(0, false), (2, true)]);
        assert_eq!((sides.len(), sides.people(), sides.statements()), (6, 3, 3));
        assert_eq!(sides.of_person(9).count(), 0);
        let one = sides.only(|person, statement| person == 1 && statement == 2);
        assert_eq!((one.len(), one.people(), one.taken(1)), (1, 3, 1));
        assert_eq!(
            sides.of_people(&[2, 1]).of_person(1).collect::<Vec<_>>(),
            sides.of_person(1).collect::<Vec<_>>()
        );
    }

    #[test]
    fn runs_cover_everybody_once() {
        for sides in [Sides::default(), sides(2, 2), sides(3_000, 60)] {
            let runs = sides.runs();
            assert_eq!((runs.first(), runs.last()), (Some(&0), Some(&sides.people())));
            assert!(runs.windows(2).all(|pair| pair[0] <= pair[1]), "{runs:?}");
        }
        assert!(sides(3_000, 60).runs().len() > 3);
    }

    #[test]
    fn a_sample_keeps_to_its_size_and_its_seed() {
        let sides = sides(500, 30);
        let sample = sides.sample(7, 3_000);
        assert_eq!(sample, sides.sample(7, 3_000));
        assert_ne!(sample, sides.sample(8, 3_000));
        assert!(sides.of_people(&sample).len() <= 3_000 && sample.len() > 140, "{}", sample.len());
        assert!(sample.is_sorted());
        assert_eq!(sides.sample(7, 1_000_000).len(), 500);
    }

    #[test]
    fn scrambling_spreads_evenly() {
        let mut fifths = [0; 5];
        for person in 0..100 {
            for statement in 0..100 {
                fifths[usize::try_from(scramble(3, person, statement) % 5).unwrap()] += 1;
            }
        }
        assert!(fifths.iter().all(|count| (1_850..2_150).contains(count)), "{fifths:?}");
    }
}
