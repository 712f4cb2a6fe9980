//! The responses as Polis sees them: sparse, by person, with what moderation took out counted as a pass of everybody.

use crate::responses::Choice;

use super::{Moderation, Vote, index::Index};

/// How many answers there are; a cell is `3 × column + answer`.
pub(super) const ANSWERS: usize = 3;
/// The answer "I disagree" in a cell.
pub(super) const DISAGREE: usize = 0;
/// The answer "I am not sure" in a cell.
pub(super) const PASS: usize = 1;
/// The answer "I agree" in a cell.
pub(super) const AGREE: usize = 2;
/// What an answer is worth: Polis's exports count agree as 1, disagree as −1 and pass as 0.
pub(super) const WORTH: [f64; ANSWERS] = [-1.0, 0.0, 1.0];

/// People × statements. A row holds its cells by ascending column; nothing is kept of what was not answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    people: Vec<u32>,
    statements: Vec<u32>,
    /// Where each row ends; it starts where the one before ends.
    ends: Vec<usize>,
    cells: Vec<u32>,
    /// Per column: how many disagree, pass, agree.
    tallies: Vec<[u32; ANSWERS]>,
    /// Per column: whether moderation took it out (or made it a question about the person).
    out: Vec<bool>,
}

impl Matrix {
    /// Goes through the votes several times, which costs less than sorting them once and holds nothing beside the cells.
    /// Of several votes of a person on a statement the last one counts.
    pub(super) fn new<I: Iterator<Item = Vote>>(votes: impl Fn() -> I, moderation: &Moderation) -> Self {
        let (mut count, mut last_person, mut last_statement) = (0, 0, 0);
        for vote in votes() {
            count += 1;
            last_person = last_person.max(vote.person);
            last_statement = last_statement.max(vote.statement);
        }
        if count == 0 {
            return Self::default();
        }
        let people = Index::of(votes().map(|vote| vote.person), count, last_person);
        let statements = Index::of(votes().map(|vote| vote.statement), count, last_statement);
        let (ends, cells) = by_person(votes, count, &people, &statements);
        let mut matrix = Self {
            people: people.into_ids(),
            tallies: vec![[0; ANSWERS]; statements.len()],
            out: vec![false; statements.len()],
            statements: statements.into_ids(),
            ends,
            cells,
        };
        matrix.order_rows();
        matrix.take_out(moderation);
        matrix
    }

    /// Puts each row in ascending order of column and drops all but the last vote on a statement, in place.
    fn order_rows(&mut self) {
        let mut last = vec![0; self.statements.len()];
        let mut answered = vec![0_u64; self.statements.len().div_ceil(64)];
        let (mut start, mut write) = (0, 0);
        for end in &mut self.ends {
            for &cell in &self.cells[start..*end] {
                let column = cell as usize / ANSWERS;
                last[column] = cell;
                answered[column / 64] |= 1 << (column % 64);
            }
            start = *end;
            for (word, bits) in answered.iter_mut().enumerate() {
                while *bits != 0 {
                    let column = word * 64 + bits.trailing_zeros() as usize;
                    *bits &= *bits - 1;
                    let cell = last[column];
                    self.tallies[column][cell as usize % ANSWERS] += 1;
                    self.cells[write] = cell;
                    write += 1;
                }
            }
            *end = write;
        }
        self.cells.truncate(write);
    }

    fn take_out(&mut self, moderation: &Moderation) {
        for id in moderation.out.iter().chain(&moderation.meta) {
            if let Ok(column) = self.statements.binary_search(id) {
                self.out[column] = true;
            }
        }
    }

    /// The people with at least one vote, ascending.
    pub(super) fn people(&self) -> &[u32] {
        &self.people
    }

    /// The statements with at least one vote, ascending.
    pub(super) fn statements(&self) -> &[u32] {
        &self.statements
    }

    /// How many disagree, pass and agree, per column, as they voted: moderation does not change it.
    pub(super) fn tallies(&self) -> &[[u32; ANSWERS]] {
        &self.tallies
    }

    /// Whether moderation took a statement out, per column.
    pub(super) fn out(&self) -> &[bool] {
        &self.out
    }

    /// The cells of each person, in the order of [`Matrix::people`].
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u32]> {
        self.ends.iter().scan(0, |start, &end| {
            let row = &self.cells[*start..end];
            *start = end;
            Some(row)
        })
    }

    /// The mean of each column over those who voted on it: `(agree − disagree) / seen`; 0 where moderation took it out.
    pub(super) fn means(&self) -> Vec<f64> {
        let mean = |(tally, out): (&[u32; ANSWERS], &bool)| {
            let seen: u32 = tally.iter().sum();
            let sum = f64::from(tally[AGREE]) - f64::from(tally[DISAGREE]);
            if *out { 0.0 } else { sum / f64::from(seen) }
        };
        self.tallies.iter().zip(&self.out).map(mean).collect()
    }

    /// What each possible cell is worth once its column's mean is taken away: `x − μ`; 0 where moderation took it out.
    /// A cell that is not there would hold the mean, so it is worth exactly 0 and need not be there.
    pub(super) fn centred(&self, means: &[f64]) -> Vec<f64> {
        let columns = means.iter().zip(&self.out);
        columns.flat_map(|(mean, &out)| WORTH.map(|worth| if out { 0.0 } else { worth - mean })).collect()
    }
}

/// The votes of each person in the order they came, and where each person's end.
fn by_person<I: Iterator<Item = Vote>>(
    votes: impl Fn() -> I,
    count: usize,
    people: &Index,
    statements: &Index,
) -> (Vec<usize>, Vec<u32>) {
    let mut ends = vec![0_usize; people.len()];
    for vote in votes() {
        if let Some(row) = people.place(vote.person) {
            ends[row] += 1;
        }
    }
    let mut start = 0;
    for end in &mut ends {
        // Until the row is written, its end is where its next vote goes.
        let length = *end;
        *end = start;
        start += length;
    }
    let mut cells = vec![0; count];
    for vote in votes() {
        if let (Some(row), Some(column)) = (people.place(vote.person), statements.place(vote.statement)) {
            cells[ends[row]] = super::count(column * ANSWERS + answer(vote.choice));
            ends[row] += 1;
        }
    }
    (ends, cells)
}

const fn answer(choice: Choice) -> usize {
    match choice {
        Choice::Agree => AGREE,
        Choice::Disagree => DISAGREE,
        Choice::Pass => PASS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(person: u32, statement: u32, choice: Choice) -> Vote {
        Vote { person, statement, choice }
    }

    #[test]
    fn rows_are_ordered_and_the_last_vote_counts() {
        let votes = [
            vote(9, 5, Choice::Agree),
            vote(2, 7, Choice::Pass),
            vote(9, 1, Choice::Disagree),
            vote(9, 5, Choice::Pass),
        ];
        let matrix = Matrix::new(|| votes.iter().copied(), &Moderation { out: vec![1], meta: vec![] });
        assert_eq!(matrix.people(), [2, 9]);
        assert_eq!(matrix.statements(), [1, 5, 7]);
        let rows: Vec<&[u32]> = matrix.rows().collect();
        assert_eq!(rows, [&[7][..], &[0, 4][..]]);
        assert_eq!(matrix.tallies(), [[1, 0, 0], [0, 1, 0], [0, 1, 0]]);
        assert_eq!(matrix.out(), [true, false, false]);
        assert_eq!(matrix.means(), [0.0, 0.0, 0.0]);
        assert_eq!(matrix.centred(&matrix.means())[..4], [0.0, 0.0, 0.0, -1.0]);
    }
}
