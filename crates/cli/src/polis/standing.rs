//! A conversation as the mathematics takes it: the answers that stand.

use std::collections::BTreeMap;
use std::path::Path;

use voice::responses::{Answer, Responses};

use super::{Polis, Problem, read};

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    /// Its number in the files.
    pub(crate) id: i64,
    pub(crate) words: String,
    /// Whether those who led the conversation set it aside.
    pub(crate) is_aside: bool,
}

/// What was said and answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conversation {
    pub(crate) topic: String,
    /// By ascending number.
    pub(crate) statements: Vec<Said>,
    /// The number in the files of everyone who answered something.
    pub(crate) people: Vec<i64>,
    /// By the places of people and statements in these lists.
    pub(crate) responses: Responses,
}

/// The order of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// By their number in the files, so that the order of lines leaves no trace.
    Number,
    /// By their first answer. Where no times are known, as their lines are, so that a run of Polis's engine on
    /// the same lines can be compared.
    Came,
}

/// Reads the files of a directory.
pub(crate) fn conversation(directory: &Path, order: Order) -> Result<Conversation, Problem> {
    Ok(Conversation::of(&read::read(directory)?.0, order))
}

impl Conversation {
    pub(super) fn of(polis: &Polis, by: Order) -> Self {
        let said = |said: &super::Statement| Said {
            id: said.id,
            words: said.text.as_str().to_owned(),
            is_aside: said.moderated == -1,
        };
        let order = order(polis, by);
        let places: BTreeMap<u32, u32> = order.iter().copied().zip(0..).collect();
        let answer = |given: &super::Given| {
            let person = places.get(&given.person)?;
            Some((*person, given.statement, Answer::new(given.choice)))
        };
        Self {
            topic: polis.value("topic").to_owned(),
            statements: polis.statements.iter().map(said).collect(),
            people: order.iter().map(|person| polis.people[*person as usize].id).collect(),
            responses: polis.answers.iter().filter_map(answer).collect(),
        }
    }

    /// The answers to statements that were not set aside.
    pub(crate) fn heard(&self) -> Responses {
        let is_heard = |statement: u32| !self.statements[statement as usize].is_aside;
        self.responses.iter().filter(|(_, statement, _)| is_heard(*statement)).collect()
    }
}

/// Positions of people who answered.
fn order(polis: &Polis, by: Order) -> Vec<u32> {
    let mut seen = vec![false; polis.people.len()];
    let mut order = Vec::new();
    for given in &polis.answers {
        if !std::mem::replace(&mut seen[given.person as usize], true) {
            order.push(given.person);
        }
    }
    if by == Order::Number {
        order.sort_by_key(|person| polis.people[*person as usize].id);
    }
    order
}
