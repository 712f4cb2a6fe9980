//! Who answered what: a sparse matrix of people × statements, and the tally of each statement.
//!
//! Shape: rows are people, columns are statements, both numbered densely from 0. A cell is absent (not answered: unknown,
//! which is not the same as "not sure") or an [`Answer`], with the [`Chance`] of the draw it was given to where there was
//! one. A cell takes 4 bytes, chance and all; with the slack of a growing row and 24 bytes for each row the whole stays
//! under 8 bytes a response once people answer a dozen statements or more ([`Responses::bytes`] tells).
//!
//! Tallies are kept in step with every change, so that reading one costs nothing. Two values are equal exactly when
//! the same people hold the same answers, however they came to be.
//!
//! ```
//! use voice::responses::{Answer, Choice, Responses};
//!
//! let mut responses = Responses::default();
//! responses.set(0, 4, Answer::new(Choice::Agree).that_matters());
//! responses.set(1, 4, Answer::new(Choice::Disagree));
//! let before = responses.set(1, 4, Answer::new(Choice::Pass));
//! assert_eq!(before, Some(Answer::new(Choice::Disagree)));
//! let tally = responses.tally(4);
//! assert_eq!((tally.agree, tally.disagree, tally.pass, tally.agree_matters), (1, 0, 1, 1));
//! assert_eq!(responses.people(), 2);
//! ```

use crate::hearing::Chance;

/// What a person thinks of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// "I agree."
    Agree,
    /// "I disagree."
    Disagree,
    /// "I am not sure."
    Pass,
}

/// One person's answer to one statement; the last one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answer {
    /// Agree, disagree or not sure.
    pub choice: Choice,
    /// "This matters a lot to me."
    pub matters: bool,
}

impl Answer {
    /// An answer that was not marked "this matters a lot to me".
    pub const fn new(choice: Choice) -> Self {
        Self { choice, matters: false }
    }

    /// The same answer, marked "this matters a lot to me".
    #[must_use]
    pub const fn that_matters(self) -> Self {
        Self { matters: true, ..self }
    }
}

/// How many people gave each answer to one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// People who agree.
    pub agree: u32,
    /// People who disagree.
    pub disagree: u32,
    /// People who are not sure.
    pub pass: u32,
    /// Those among `agree` who marked "this matters a lot to me".
    pub agree_matters: u32,
    /// Those among `disagree` who marked "this matters a lot to me".
    pub disagree_matters: u32,
}

impl Tally {
    /// How many people answered: agree + disagree + pass.
    pub const fn seen(&self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// How many people took a side: agree + disagree.
    pub const fn sides(&self) -> u32 {
        self.agree + self.disagree
    }

    fn add(&mut self, answer: Answer) {
        let (count, matters) = self.places(answer.choice);
        *count += 1;
        if let Some(matters) = matters {
            *matters += u32::from(answer.matters);
        }
    }

    fn remove(&mut self, answer: Answer) {
        let (count, matters) = self.places(answer.choice);
        *count -= 1;
        if let Some(matters) = matters {
            *matters -= u32::from(answer.matters);
        }
    }

    fn places(&mut self, choice: Choice) -> (&mut u32, Option<&mut u32>) {
        match choice {
            Choice::Agree => (&mut self.agree, Some(&mut self.agree_matters)),
            Choice::Disagree => (&mut self.disagree, Some(&mut self.disagree_matters)),
            Choice::Pass => (&mut self.pass, None),
        }
    }
}

/// A statement, an answer and the chance of its draw in 32 bits: the statement in the upper 20; below it
/// (steps of the chance + 1, or 0 for none) × 6 + choice × 2 + matters. Sorting cells sorts by statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell(u32);

/// Bits below the statement: 682 ways to have been drawn or not × 6 answers are 4,092.
const BELOW: u32 = 12;
const ANSWERS: u32 = 6;
const _: () = assert!((Chance::LEAST.steps() as u32 + 2) * ANSWERS <= 1 << BELOW);

impl Cell {
    fn pack(statement: u32, answer: Answer, drawn: Option<Chance>) -> Self {
        let choice = match answer.choice {
            Choice::Agree => 0,
            Choice::Disagree => 1,
            Choice::Pass => 2,
        };
        let drawn = drawn.map_or(0, |chance| u32::from(chance.steps()) + 1);
        Self(statement << BELOW | (drawn * ANSWERS + choice * 2 + u32::from(answer.matters)))
    }

    const fn statement(self) -> u32 {
        self.0 >> BELOW
    }

    const fn below(self) -> u32 {
        self.0 & ((1 << BELOW) - 1)
    }

    const fn answer(self) -> Answer {
        let answer = self.below() % ANSWERS;
        let choice = match answer >> 1 {
            0 => Choice::Agree,
            1 => Choice::Disagree,
            _ => Choice::Pass,
        };
        Answer { choice, matters: answer & 1 == 1 }
    }

    fn drawn(self) -> Option<Chance> {
        let steps = (self.below() / ANSWERS).checked_sub(1)?;
        u16::try_from(steps).ok().and_then(Chance::from_steps)
    }
}

/// One more than the largest statement index that fits: 2²⁰.
pub const STATEMENTS_LIMIT: u32 = 1 << 20;

/// Every answer that everyone gave, with the tally of each statement. See the [module](self).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responses {
    /// Sorted by statement. Never ends with an empty row, so that equality does not depend on history.
    rows: Vec<Vec<Cell>>,
    /// Never ends with an empty tally, for the same reason.
    tallies: Vec<Tally>,
    people: u32,
    answers: usize,
}

impl Responses {
    /// Records an answer and returns the one it replaces. The chance that an answer was kept with stays when it is
    /// replaced; a new one has none: it was given to a statement that the person picked. Costs O(log answers of the person) when the statement is the
    /// person's newest or replaces an answer, O(answers of the person) otherwise.
    ///
    /// Space grows to the largest `person` and the largest `statement`: number both densely from 0.
    ///
    /// # Panics
    /// If `statement` is [`STATEMENTS_LIMIT`] or more: it would be kept as another statement's answer.
    pub fn set(&mut self, person: u32, statement: u32, answer: Answer) -> Option<Answer> {
        self.put(person, statement, answer, |before| before)
    }

    /// As [`set`](Self::set), with the chance of the draw that the answer was given to, in place of what was kept.
    ///
    /// # Panics
    /// As `set`.
    pub fn set_drawn(
        &mut self,
        person: u32,
        statement: u32,
        answer: Answer,
        drawn: Option<Chance>,
    ) -> Option<Answer> {
        self.put(person, statement, answer, |_| drawn)
    }

    fn put(
        &mut self,
        person: u32,
        statement: u32,
        answer: Answer,
        drawn: impl FnOnce(Option<Chance>) -> Option<Chance>,
    ) -> Option<Answer> {
        assert!(statement < STATEMENTS_LIMIT, "statement {statement} is out of range: at most 2^20 are kept");
        let row = grow(&mut self.rows, person);
        let before = match find(row, statement) {
            Ok(at) => {
                let cell = Cell::pack(statement, answer, drawn(row[at].drawn()));
                Some(std::mem::replace(&mut row[at], cell).answer())
            }
            Err(at) => {
                if row.len() == row.capacity() {
                    // Doubling would waste half of the memory of long rows.
                    row.reserve_exact((row.len() / 4).max(4));
                }
                row.insert(at, Cell::pack(statement, answer, drawn(None)));
                self.people += u32::from(row.len() == 1);
                self.answers += 1;
                None
            }
        };
        let tally = grow(&mut self.tallies, statement);
        if let Some(before) = before {
            tally.remove(before);
        }
        tally.add(answer);
        before
    }

    /// Takes an answer back, as if it had never been given, and returns it.
    pub fn take_back(&mut self, person: u32, statement: u32) -> Option<Answer> {
        let row = self.rows.get_mut(person as usize)?;
        let at = find(row, statement).ok()?;
        let before = row.remove(at).answer();
        self.people -= u32::from(row.is_empty());
        self.answers -= 1;
        self.tallies[statement as usize].remove(before);
        self.trim();
        Some(before)
    }

    /// Takes back everything a person answered.
    pub fn clear_person(&mut self, person: u32) {
        let Some(row) = self.rows.get_mut(person as usize) else { return };
        let row = std::mem::take(row);
        self.people -= u32::from(!row.is_empty());
        self.answers -= row.len();
        for cell in row {
            self.tallies[cell.statement() as usize].remove(cell.answer());
        }
        self.trim();
    }

    /// The answer of a person to a statement, if there is one.
    pub fn get(&self, person: u32, statement: u32) -> Option<Answer> {
        let row = self.rows.get(person as usize)?;
        find(row, statement).ok().map(|at| row[at].answer())
    }

    /// The chance of the draw that an answer was given to; none where the person picked the statement, where that was not
    /// kept, or where there is no answer.
    pub fn drawn(&self, person: u32, statement: u32) -> Option<Chance> {
        let row = self.rows.get(person as usize)?;
        find(row, statement).ok().and_then(|at| row[at].drawn())
    }

    /// Every answer with the chance of its draw as (person, statement, answer, chance), ascending.
    pub fn draws(&self) -> impl Iterator<Item = (u32, u32, Answer, Option<Chance>)> + '_ {
        let of = |cell: &Cell| (cell.statement(), cell.answer(), cell.drawn());
        (0_u32..).zip(&self.rows).flat_map(move |(person, row)| {
            row.iter().map(of).map(move |(statement, answer, drawn)| (person, statement, answer, drawn))
        })
    }

    /// What a person answered, by ascending statement.
    pub fn row(&self, person: u32) -> impl ExactSizeIterator<Item = (u32, Answer)> + '_ {
        let row = self.rows.get(person as usize).map_or(&[][..], Vec::as_slice);
        row.iter().map(|cell| (cell.statement(), cell.answer()))
    }

    /// Everyone with at least one answer, by ascending person.
    pub fn persons(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).zip(&self.rows).filter(|(_, row)| !row.is_empty()).map(|(person, _)| person)
    }

    /// Every answer as (person, statement, answer), ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, Answer)> + '_ {
        (0_u32..)
            .zip(&self.rows)
            .flat_map(|(person, row)| row.iter().map(move |cell| (person, cell.statement(), cell.answer())))
    }

    /// How many statements a person answered.
    pub fn answered(&self, person: u32) -> usize {
        self.rows.get(person as usize).map_or(0, Vec::len)
    }

    /// The tally of a statement; all zero where nobody answered it.
    pub fn tally(&self, statement: u32) -> Tally {
        self.tallies.get(statement as usize).copied().unwrap_or_default()
    }

    /// The tallies by statement, up to the last statement that anyone answered.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// One more than the largest statement that anyone answered; 0 where there are no answers.
    pub fn statements(&self) -> usize {
        self.tallies.len()
    }

    /// How many people gave at least one answer.
    pub const fn people(&self) -> u32 {
        self.people
    }

    /// How many answers there are.
    pub const fn len(&self) -> usize {
        self.answers
    }

    /// Whether nobody answered anything.
    pub const fn is_empty(&self) -> bool {
        self.answers == 0
    }

    /// The memory held, in bytes, without the allocator's own book-keeping.
    pub fn bytes(&self) -> usize {
        let cells: usize = self.rows.iter().map(Vec::capacity).sum();
        cells * size_of::<Cell>()
            + self.rows.capacity() * size_of::<Vec<Cell>>()
            + self.tallies.capacity() * size_of::<Tally>()
    }

    fn trim(&mut self) {
        while self.rows.pop_if(|row| row.is_empty()).is_some() {}
        while self.tallies.pop_if(|tally| tally.seen() == 0).is_some() {}
    }
}

impl FromIterator<(u32, u32, Answer)> for Responses {
    /// From (person, statement, answer); the last answer of a person to a statement counts.
    fn from_iter<I: IntoIterator<Item = (u32, u32, Answer)>>(answers: I) -> Self {
        let mut responses = Self::default();
        for (person, statement, answer) in answers {
            responses.set(person, statement, answer);
        }
        responses
    }
}

/// Where a statement is in a row (`Ok`) or belongs (`Err`). Most answers are appended, so the end is tried first.
fn find(row: &[Cell], statement: u32) -> Result<usize, usize> {
    match row.last() {
        Some(last) if last.statement() >= statement => {
            row.binary_search_by_key(&statement, |cell| cell.statement())
        }
        _ => Err(row.len()),
    }
}

fn grow<T: Default>(list: &mut Vec<T>, index: u32) -> &mut T {
    let index = index as usize;
    if list.len() <= index {
        list.resize_with(index + 1, T::default);
    }
    &mut list[index]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Step {
        Set(u32, u32, Answer),
        Drawn(u32, u32, Answer, Option<Chance>),
        TakeBack(u32, u32),
        Clear(u32),
    }

    fn answer() -> impl Strategy<Value = Answer> {
        let choice = prop_oneof![Just(Choice::Agree), Just(Choice::Disagree), Just(Choice::Pass)];
        (choice, any::<bool>()).prop_map(|(choice, matters)| Answer { choice, matters })
    }

    fn chance() -> impl Strategy<Value = Option<Chance>> {
        prop::option::of((0_u16..=680).prop_map(|steps| Chance::from_steps(steps).unwrap()))
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            3 => (0..9_u32, 0..12_u32, answer()).prop_map(|(p, s, a)| Step::Set(p, s, a)),
            3 => (0..9_u32, 0..12_u32, answer(), chance()).prop_map(|(p, s, a, c)| Step::Drawn(p, s, a, c)),
            3 => (0..9_u32, 0..12_u32).prop_map(|(p, s)| Step::TakeBack(p, s)),
            1 => (0..9_u32).prop_map(Step::Clear),
        ];
        prop::collection::vec(step, 0..120)
    }

    type Plain = BTreeMap<(u32, u32), (Answer, Option<Chance>)>;

    /// The same by the plainest means, checking every returned value on the way.
    fn replay(steps: &[Step]) -> (Responses, Plain) {
        let (mut responses, mut plain) = (Responses::default(), BTreeMap::new());
        for step in steps {
            match *step {
                Step::Set(p, s, a) => {
                    let kept = plain.get(&(p, s)).and_then(|&(_, chance)| chance);
                    let before = plain.insert((p, s), (a, kept)).map(|(answer, _)| answer);
                    assert_eq!(responses.set(p, s, a), before);
                }
                Step::Drawn(p, s, a, c) => {
                    let before = plain.insert((p, s), (a, c)).map(|(answer, _)| answer);
                    assert_eq!(responses.set_drawn(p, s, a, c), before);
                }
                Step::TakeBack(p, s) => {
                    let before = plain.remove(&(p, s)).map(|(answer, _)| answer);
                    assert_eq!(responses.take_back(p, s), before);
                }
                Step::Clear(p) => {
                    responses.clear_person(p);
                    plain.retain(|key, _| key.0 != p);
                }
            }
        }
        (responses, plain)
    }

    proptest! {
        #[test]
        fn history_leaves_no_trace(steps in steps()) {
            let (responses, plain) = replay(&steps);
            let mut rebuilt = Responses::default();
            for (&(p, s), &(a, chance)) in plain.iter().rev() {
                rebuilt.set_drawn(p, s, a, chance);
            }
            prop_assert_eq!(&responses, &rebuilt);
            let listed: Vec<_> = plain.iter().map(|(&(p, s), &(a, _))| (p, s, a)).collect();
            prop_assert_eq!(responses.iter().collect::<Vec<_>>(), listed);
            let listed: Vec<_> = plain.iter().map(|(&(p, s), &(a, chance))| (p, s, a, chance)).collect();
            prop_assert_eq!(responses.draws().collect::<Vec<_>>(), listed);
            prop_assert_eq!(responses.len(), plain.len());
        }

        #[test]
        fn every_reading_agrees_with_the_plain_map(steps in steps()) {
            let (responses, plain) = replay(&steps);
            for statement in 0..13 {
                let of = |choice: Choice, only: bool| {
                    let those = plain.iter().filter(|(key, (a, _))| key.1 == statement && a.choice == choice);
                    u32::try_from(those.filter(|(_, (a, _))| a.matters || !only).count()).unwrap()
                };
                prop_assert_eq!(responses.tally(statement), Tally {
                    agree: of(Choice::Agree, false),
                    disagree: of(Choice::Disagree, false),
                    pass: of(Choice::Pass, false),
                    agree_matters: of(Choice::Agree, true),
                    disagree_matters: of(Choice::Disagree, true),
                });
            }
            let mut people = 0;
            for person in 0..10 {
                let row: Vec<_> =
                    plain.iter().filter(|(key, _)| key.0 == person).map(|(key, (a, _))| (key.1, *a)).collect();
                people += u32::from(!row.is_empty());
                prop_assert_eq!(responses.answered(person), row.len());
                prop_assert_eq!(responses.row(person).collect::<Vec<_>>(), row);
                for statement in 0..13 {
                    let kept = plain.get(&(person, statement)).copied();
                    prop_assert_eq!(responses.get(person, statement), kept.map(|(answer, _)| answer));
                    prop_assert_eq!(responses.drawn(person, statement), kept.and_then(|(_, chance)| chance));
                }
            }
            prop_assert_eq!(responses.people(), people);
            prop_assert_eq!(responses.persons().count(), people as usize);
            prop_assert_eq!(responses.is_empty(), plain.is_empty());
        }
    }

    #[test]
    fn a_cell_keeps_what_it_is_given() {
        for statement in [0, 1, 783, STATEMENTS_LIMIT - 1] {
            for choice in [Choice::Agree, Choice::Disagree, Choice::Pass] {
                for matters in [false, true] {
                    let answer = Answer { choice, matters };
                    for drawn in [None, Some(Chance::CERTAIN), Chance::from_steps(300), Some(Chance::LEAST)] {
                        let cell = Cell::pack(statement, answer, drawn);
                        let read = (cell.statement(), cell.answer(), cell.drawn());
                        assert_eq!(read, (statement, answer, drawn));
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "out of range")]
    fn a_statement_out_of_range_is_refused() {
        Responses::default().set(0, STATEMENTS_LIMIT, Answer::new(Choice::Agree));
    }

    #[test]
    fn a_response_takes_under_eight_bytes() {
        // As many as in a large public conversation: 2,031 people with 111 answers each, out of 896 statements.
        let mut responses = Responses::default();
        for (person, n) in (0..2_031_u32).flat_map(|person| (0..111_u32).map(move |n| (person, n))) {
            let drawn = Chance::from_steps(u16::try_from(n * 6).unwrap());
            responses.set_drawn(person, (person * 7 + n * 8) % 896, Answer::new(Choice::Agree), drawn);
        }
        let bytes = responses.bytes();
        assert_eq!(responses.len(), 2_031 * 111);
        println!("{bytes} bytes for {} responses, each with its chance", responses.len());
        assert!(bytes < 5 * responses.len(), "{bytes} bytes for {} responses", responses.len());
    }

    #[test]
    fn nothing_is_something_to_read() {
        let mut responses = Responses::default();
        assert_eq!(responses.take_back(5, 5), None);
        responses.clear_person(9);
        assert_eq!(responses.tally(3), Tally::default());
        assert_eq!(responses.row(3).len(), 0);
        assert_eq!((responses.statements(), responses.people(), responses.len()), (0, 0, 0));
    }
}
