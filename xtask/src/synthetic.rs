//! Made-up conversations of any size, the same on every machine.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use voice::responses::{Answer, Choice, Responses};

/// How many opinions there are.
pub(crate) const OPINIONS: u32 = 4;
/// How many in 100 answers are "not sure".
const PASSES: u32 = 10;

/// How large a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) people: u32,
    pub(crate) statements: u32,
    /// How many statements a person answers on average; each person's number is anything from 1 to twice as many.
    pub(crate) each: u32,
}

impl Size {
    /// From "people,statements,each".
    pub(crate) fn parse(word: &str) -> Option<Self> {
        let mut numbers = word.split(',').map(|number| number.parse().ok());
        let size = Self { people: numbers.next()??, statements: numbers.next()??, each: numbers.next()?? };
        (numbers.next().is_none() && size.people > 0 && size.statements > 0 && size.each > 0).then_some(size)
    }
}

/// A made-up conversation and what everybody's opinion really is.
pub(crate) struct Made {
    pub(crate) responses: Responses,
    /// By person, from 0 to [`OPINIONS`] − 1.
    pub(crate) opinions: Vec<u8>,
}

/// Everybody holds one of four opinions, and each opinion leans its own way on each statement: of 100 who hold it and take a
/// side, from 15 to 85 agree. What a person answers is spread evenly over the statements.
pub(crate) fn conversation(size: Size, seed: u64) -> Made {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let leanings: Vec<u32> = (0..OPINIONS * size.statements).map(|_| 15 + under(&mut dice, 71)).collect();
    let mut made = Made { responses: Responses::default(), opinions: Vec::new() };
    for person in 0..size.people {
        let opinion = under(&mut dice, OPINIONS);
        made.opinions.push(u8::try_from(opinion).unwrap_or(0));
        let answers = (1 + under(&mut dice, 2 * size.each)).min(size.statements);
        // Steps of 1 to `longest` statements come to `statements / answers` on average.
        let longest = (2 * size.statements / answers).saturating_sub(1).max(1);
        let mut statement = under(&mut dice, longest);
        while statement < size.statements {
            let lean = leanings[(opinion * size.statements + statement) as usize];
            made.responses.set(person, statement, Answer::new(choice(&mut dice, lean)));
            statement += 1 + under(&mut dice, longest);
        }
    }
    made
}

fn choice(dice: &mut ChaCha8Rng, lean: u32) -> Choice {
    if under(dice, 100) < PASSES {
        Choice::Pass
    } else if under(dice, 100) < lean {
        Choice::Agree
    } else {
        Choice::Disagree
    }
}

/// A whole number under `limit`, near enough even.
pub(crate) fn under(dice: &mut ChaCha8Rng, limit: u32) -> u32 {
    u32::try_from((u64::from(dice.next_u32()) * u64::from(limit)) >> 32).unwrap_or(0)
}

/// A number under `parts` for each cell, the same whatever else is in the conversation: sorts answers into parts.
pub(crate) fn part(seed: u64, person: u32, statement: u32, parts: u64) -> u64 {
    let mut state = seed.wrapping_mul(0xD134_2543_DE82_EF95);
    for number in [person, statement] {
        state = state.wrapping_add(u64::from(number)).wrapping_add(0x9E37_79B9_7F4A_7C15);
        state = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ state >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        state ^= state >> 31;
    }
    state % parts
}

/// The conversation as a file of one row a person and one column a statement, as Polis exports it.
pub(crate) fn table(made: &Made, statements: u32) -> String {
    use std::fmt::Write;
    let mut text = "participant,group-id,n-comments,n-votes,n-agree,n-disagree".to_owned();
    for statement in 0..statements {
        let _ = write!(text, ",{statement}");
    }
    text.push('\n');
    for (person, opinion) in (0..).zip(&made.opinions) {
        let row: Vec<_> = made.responses.row(person).collect();
        let count = |choice: Choice| row.iter().filter(|(_, answer)| answer.choice == choice).count();
        let (agree, disagree) = (count(Choice::Agree), count(Choice::Disagree));
        let _ = write!(text, "{person},{opinion},0,{},{agree},{disagree}", row.len());
        let mut answers = row.iter().peekable();
        for statement in 0..statements {
            let answer = answers.next_if(|(answered, _)| *answered == statement);
            text.push_str(match answer.map(|(_, answer)| answer.choice) {
                Some(Choice::Agree) => ",1",
                Some(Choice::Disagree) => ",-1",
                Some(Choice::Pass) => ",0",
                None => ",",
            });
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_has_the_size_asked_for() {
        let size = Size { people: 2_000, statements: 100, each: 20 };
        let made = conversation(size, 1);
        let mean = made.responses.len() / 2_000;
        assert_eq!((made.opinions.len(), made.responses.statements()), (2_000, 100));
        assert!((17..=25).contains(&mean), "{mean}");
        assert_eq!(made.responses, conversation(size, 1).responses);
        assert_ne!(made.responses, conversation(size, 2).responses);
    }

    #[test]
    fn parts_are_even_and_a_size_is_three_numbers() {
        let first =
            (0..100).flat_map(|p| (0..100).map(move |s| part(3, p, s, 5))).filter(|&x| x == 0).count();
        assert!((1_850..2_150).contains(&first), "{first}");
        assert_eq!(Size::parse("20,30,4"), Some(Size { people: 20, statements: 30, each: 4 }));
        assert_eq!(
            (Size::parse("20,30"), Size::parse("20,30,4,5"), Size::parse("0,1,1")),
            (None, None, None)
        );
    }

    #[test]
    fn a_table_has_a_row_for_everybody() {
        let made = conversation(Size { people: 5, statements: 7, each: 3 }, 1);
        let text = table(&made, 7);
        assert_eq!(text.lines().count(), 6);
        assert!(text.lines().all(|line| line.split(',').count() == 13));
    }
}
