//! A conversation held here, in Polis's form: only what stands, with days for times and fresh numbers for people.

use std::collections::{BTreeMap, BTreeSet};

use table::{Choice, Day, Offer, SeatNo, StatementNo};

use super::clock::Clock;
use super::export::LeftOut;
use super::journal::Gathered;
use super::{Given, Person, Polis, Problem, Statement, random};

/// The conversation, and what the form can't hold.
pub(super) fn polis(gathered: &Gathered, offer: &Offer) -> Result<(Polis, LeftOut), Problem> {
    let standing = Standing::of(gathered);
    let authors = gathered.said.values().filter_map(|said| said.seat);
    let seats: BTreeSet<SeatNo> = standing.answers.keys().map(|(_, seat)| *seat).chain(authors).collect();
    let numbers = fresh_numbers(&seats)?;
    let statements = standing.statements(gathered, &numbers);
    let mut answers = standing.given(gathered, &numbers);
    // Days in order, and within a day nothing of the order in which people came.
    answers.sort_by_key(|given| (given.at, given.statement, given.person));
    let people = (0i64..).take(numbers.len()).map(|id| Person { id, group: None }).collect();
    let polis = Polis { summary: Vec::new(), statements, people, answers, has_history: true };
    Ok((Polis { summary: summary(&polis, offer), ..polis }, standing.left_out))
}

/// The answers that stand.
struct Standing {
    answers: BTreeMap<(StatementNo, SeatNo), (Choice, Day)>,
    left_out: LeftOut,
}

impl Standing {
    fn of(gathered: &Gathered) -> Self {
        let mut answers = BTreeMap::new();
        let mut matters = BTreeSet::new();
        let mut left_out = LeftOut {
            statements_taken_back: gathered.withdrawn,
            reasons: gathered.reasons,
            ..LeftOut::default()
        };
        for response in &gathered.given {
            let place = (response.statement, response.seat);
            if !gathered.said.contains_key(&response.statement) {
                left_out.answers_to_statements_taken_back += 1;
                continue;
            }
            if answers.insert(place, (response.choice, response.day)).is_some() {
                left_out.earlier_answers += 1;
            }
            if response.matters {
                matters.insert(place);
            } else {
                matters.remove(&place);
            }
        }
        left_out.matters = matters.len() as u64;
        Self { answers, left_out }
    }

    fn statements(&self, gathered: &Gathered, numbers: &BTreeMap<SeatNo, u32>) -> Vec<Statement> {
        let mut counts: BTreeMap<StatementNo, [u32; 2]> = BTreeMap::new();
        for ((statement, _), (choice, _)) in &self.answers {
            let [agrees, disagrees] = counts.entry(*statement).or_default();
            *agrees += u32::from(*choice == Choice::Agree);
            *disagrees += u32::from(*choice == Choice::Disagree);
        }
        let statement = |(number, said): (&StatementNo, &super::journal::Said)| {
            let at = said.day.unix_millis();
            let [agrees, disagrees] = counts.get(number).copied().unwrap_or_default();
            // Somebody said it, so somebody has a number: what is nobody's is never made here.
            let author =
                said.seat.and_then(|seat| numbers.get(&seat)).map_or(-1, |number| i64::from(*number));
            Statement {
                id: i64::from(number.0),
                author,
                at,
                at_text: Clock::utc().words(at),
                agrees,
                disagrees,
                moderated: 0,
                text: said.text.clone(),
            }
        };
        gathered.said.iter().map(statement).collect()
    }

    fn given(&self, gathered: &Gathered, numbers: &BTreeMap<SeatNo, u32>) -> Vec<Given> {
        let positions: BTreeMap<StatementNo, u32> = gathered.said.keys().copied().zip(0u32..).collect();
        let given = |((statement, seat), (choice, day)): (&(StatementNo, SeatNo), &(Choice, Day))| {
            Some(Given {
                person: *numbers.get(seat)?,
                statement: *positions.get(statement)?,
                at: Some(day.unix_millis()),
                choice: *choice,
            })
        };
        self.answers.iter().filter_map(given).collect()
    }
}

/// Numbers from 0 in an order drawn anew, so that they say nothing of who took a seat when, and so that two
/// exports can't be laid side by side by number. (Fisher and Yates; the remainder's bias is below 2⁻³².)
fn fresh_numbers(seats: &BTreeSet<SeatNo>) -> Result<BTreeMap<SeatNo, u32>, Problem> {
    let mut order: Vec<SeatNo> = seats.iter().copied().collect();
    for at in (1..order.len()).rev() {
        let drawn = u64::from_le_bytes(random()?) % (at as u64 + 1);
        order.swap(at, usize::try_from(drawn).unwrap_or(at));
    }
    Ok(order.into_iter().zip(0u32..).collect())
}

/// Only what is known here: nobody counts visits.
fn summary(polis: &Polis, offer: &Offer) -> Vec<(String, String)> {
    let voters = polis.standing().iter().filter(|row| !row.is_empty()).count();
    let authors: BTreeSet<i64> = polis.statements.iter().map(|said| said.author).collect();
    [
        ("topic", offer.question.to_string()),
        ("url", String::new()),
        ("voters", voters.to_string()),
        ("commenters", authors.len().to_string()),
        ("comments", polis.statements.len().to_string()),
        ("conversation-description", offer.open.to_string()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}
