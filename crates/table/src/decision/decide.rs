//! What people may do with decisions.

use std::collections::BTreeSet;

use super::{
    Ballot, Decision, DecisionCommand, DecisionEvent, MORE_TIME_DAYS, NotHere, Question, close, open,
};
use crate::day::Day;
use crate::decide::{Decided, unless};
use crate::event::Event;
use crate::ids::{DecisionNo, SeatNo};
use crate::refusal::{Field, Refusal};
use crate::state::Table;

/// "Who is not here?" names at most so many groups of people.
const MOST_EXPECTED: u32 = 20;

pub(crate) fn decide(table: &Table, seat: SeatNo, command: &DecisionCommand, today: Day) -> Decided {
    let events = match command {
        DecisionCommand::Open(opening) => vec![open::open(table, opening, today)?],
        DecisionCommand::CastBallot { decision, ballot } => {
            cast(open_today(table, *decision, today)?, seat, ballot)?
        }
        DecisionCommand::TakeBallotBack { decision } => {
            let decision = find(table, *decision)?;
            let is_there = decision.ballots.contains_key(&seat);
            unless(!is_there, || DecisionEvent::BallotTakenBack { decision: decision.number, seat })
        }
        DecisionCommand::AskMoreTime { decision } => {
            let decision = open_today(table, *decision, today)?;
            if let Some(on) = decision.more_time {
                return Err(Refusal::MoreTimeGiven { on });
            }
            let until = decision.closes.plus(MORE_TIME_DAYS);
            vec![DecisionEvent::MoreTimeAsked { decision: decision.number, until }]
        }
        DecisionCommand::AnswerWhoIsNotHere { decision, not_here } => {
            who_is_not_here(whole(table, *decision)?, not_here)?
        }
        DecisionCommand::Close { decision } => {
            return close::close(table, whole(table, *decision)?, today);
        }
        DecisionCommand::AmendAfterTalk(amendment) => vec![open::amend(table, amendment, today)?],
    };
    Ok(events.into_iter().map(Event::Decision).collect())
}

fn find(table: &Table, number: DecisionNo) -> Result<&Decision, Refusal> {
    table.decision(number).ok_or(Refusal::NotFound)
}

fn whole(table: &Table, number: DecisionNo) -> Result<&Decision, Refusal> {
    let decision = find(table, number)?;
    if decision.is_altered() { Err(Refusal::Altered) } else { Ok(decision) }
}

fn open_today(table: &Table, number: DecisionNo, today: Day) -> Result<&Decision, Refusal> {
    let decision = whole(table, number)?;
    if decision.is_open(today) {
        Ok(decision)
    } else {
        Err(Refusal::AnswersClosed { on: decision.last_day() })
    }
}

fn cast(decision: &Decision, seat: SeatNo, ballot: &Ballot) -> Result<Vec<DecisionEvent>, Refusal> {
    if !decision.is_for(seat) {
        return Err(Refusal::SatDownSince);
    }
    check_ballot(&decision.question, ballot)?;
    let already = decision.ballots.get(&seat) == Some(ballot);
    Ok(unless(already, || DecisionEvent::BallotCast {
        decision: decision.number,
        seat,
        ballot: ballot.clone(),
    }))
}

/// Whether a ballot answers the question, and names only what can be chosen.
pub(super) fn check_ballot(question: &Question, ballot: &Ballot) -> Result<(), Refusal> {
    match (question, ballot) {
        (
            Question::Proposal { .. } | Question::NewRules { .. } | Question::Advice { .. },
            Ballot::Stand { .. },
        ) => Ok(()),
        (Question::Ranked { options }, Ballot::Ranked(order)) => {
            let named: Vec<u16> = order.iter().flatten().copied().collect();
            if named.is_empty() || order.iter().any(BTreeSet::is_empty) {
                return Err(Refusal::Empty { field: Field::Options });
            }
            if named.iter().collect::<BTreeSet<_>>().len() < named.len() {
                return Err(Refusal::SameTwice { field: Field::Options });
            }
            all_there(named.iter().copied(), options.len())
        }
        (Question::SharedBudget { projects, .. }, Ballot::Wants(wanted)) => {
            all_there(wanted.iter().copied(), projects.len())
        }
        _ => Err(Refusal::AnotherKind),
    }
}

fn all_there(mut named: impl Iterator<Item = u16>, options: usize) -> Result<(), Refusal> {
    if named.all(|option| usize::from(option) < options) { Ok(()) } else { Err(Refusal::NotFound) }
}

fn who_is_not_here(decision: &Decision, not_here: &NotHere) -> Result<Vec<DecisionEvent>, Refusal> {
    if decision.closed.is_some() {
        return Err(Refusal::AlreadySettled);
    }
    if not_here.people.len() > MOST_EXPECTED as usize {
        return Err(Refusal::OutOfRange { field: Field::NotHere, least: 0, most: MOST_EXPECTED });
    }
    let already = decision.not_here.as_ref() == Some(not_here);
    Ok(unless(already, || DecisionEvent::NotHereAnswered {
        decision: decision.number,
        not_here: not_here.clone(),
    }))
}
