//! Closing a decision: what the ballots of those who could answer come to.

use std::collections::BTreeSet;

use voice::publish::{self, Asked, Share};
use voice::rank::{self, Pairwise, Schulze, Strength};
use voice::rule::{self, Stands};

use super::budget::{check_money, share};
use super::decide::check_ballot;
use super::open::MOST_OPTIONS;
use super::{Ballot, CameTo, Closed, Decision, DecisionEvent, Outcome, Question, SideSaid, SideTold};
use crate::day::Day;
use crate::decide::Decided;
use crate::event::Event;
use crate::ids::{DecisionNo, SeatNo};
use crate::people::Connection;
use crate::promise::{self, PromiseOf};
use crate::refusal::Refusal;
use crate::rules::Rule;
use crate::state::{Seat, Table};

/// Any seat can close a decision whose last day has passed, once "who is not here?" is answered.
pub(super) fn close(table: &Table, decision: &Decision, today: Day) -> Decided {
    if decision.closed.is_some() {
        return Err(Refusal::AlreadySettled);
    }
    if today <= decision.last_day() {
        return Err(Refusal::NotOverYet { on: decision.last_day() });
    }
    if decision.not_here.is_none() {
        return Err(Refusal::WhoIsNotHere);
    }
    let closed = count(table, decision, today)?;
    let outcome = &closed.outcome;
    let mut events = Vec::new();
    match &decision.question {
        Question::NewRules { rules, .. } if outcome.came_to() == CameTo::Passed => {
            events.push(Event::RulesChosen {
                rules: rules.clone(),
                why: None,
                decision: Some(decision.number),
            });
        }
        // Whoever asked for advice has to answer: the duty is a promise like others, late when it is late.
        Question::Advice { who, by } => {
            let what = decision.proposal.what.clone().widen();
            events.push(promise::made(table, PromiseOf::Decision(decision.number), who.clone(), what, *by)?);
        }
        _ => {}
    }
    let closed = Box::new(closed);
    events.insert(0, Event::Decision(DecisionEvent::Closed { decision: decision.number, closed }));
    Ok(events)
}

fn count(table: &Table, decision: &Decision, today: Day) -> Result<Closed, Refusal> {
    let counted = Counted::of(table, decision);
    Ok(Closed { on: today, answered: counted.answered(), outcome: counted.outcome(decision)? })
}

impl Table {
    /// What a decision comes to by the ballots that are there, were it counted on a day: for whoever checks what it was said to
    /// come to. None where there is no such decision, or its question can't be counted.
    pub fn count_again(&self, number: DecisionNo, on: Day) -> Option<Closed> {
        let decision = self.decision(number)?;
        let is_small = match &decision.question {
            Question::SharedBudget { pence, projects } => check_money(*pence, projects).is_ok(),
            Question::Ranked { options } => options.len() <= MOST_OPTIONS as usize,
            _ => true,
        };
        if is_small { count(self, decision, on).ok() } else { None }
    }
}

/// The ballots that count: of seats that were there when it opened and are there still, that answer the question.
struct Counted<'a>(Vec<(&'a Seat, &'a Ballot)>);

impl<'a> Counted<'a> {
    fn of(table: &'a Table, decision: &'a Decision) -> Self {
        let counts = |(seat, ballot): (&SeatNo, &'a Ballot)| {
            let holder = table.seat(*seat).filter(|holder| holder.card.is_some())?;
            let fits = decision.is_for(*seat) && check_ballot(&decision.question, ballot).is_ok();
            fits.then_some((holder, ballot))
        };
        Self(decision.ballots.iter().filter_map(counts).collect())
    }

    fn answered(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    fn ballots(&self) -> impl Iterator<Item = &'a Ballot> + '_ {
        self.0.iter().map(|(_, ballot)| *ballot)
    }

    /// How many of those for whom it is true said what.
    fn stands(&self, is_one: impl Fn(&Seat) -> bool) -> Stands {
        let stand = |(seat, ballot): &(&Seat, &Ballot)| match ballot {
            Ballot::Stand { stand, .. } if is_one(seat) => Some(*stand),
            _ => None,
        };
        self.0.iter().filter_map(stand).collect()
    }

    fn outcome(&self, decision: &Decision) -> Result<Outcome, Refusal> {
        let too_few = self.too_few(decision);
        match &decision.question {
            Question::Proposal { .. } | Question::NewRules { .. } => Ok(self.passing(decision)),
            Question::Ranked { options } => self.ranked(options.len(), too_few),
            Question::SharedBudget { pence, projects } => {
                share(*pence, projects, self.ballots(), &decision.seed, too_few)
            }
            Question::Advice { who, by } => {
                Ok(Outcome::Advice { stands: self.stands(|_| true), who: who.clone(), by: *by })
            }
        }
    }

    /// How many had to answer, where fewer did. Somebody has to, whatever the rule.
    fn too_few(&self, decision: &Decision) -> Option<u32> {
        let needed = decision.rule.quorum()?.of(decision.seats).max(1);
        (self.answered() < needed).then_some(needed)
    }

    fn passing(&self, decision: &Decision) -> Outcome {
        let (all, seats) = (self.stands(|_| true), decision.seats);
        let (result, sides) = match &decision.rule {
            Rule::Consent { quorum } => (rule::consent(all, seats, *quorum), Vec::new()),
            Rule::Vote { share, quorum } => (rule::vote(all, seats, *share, *quorum), Vec::new()),
            Rule::BothMustAgree { sides, share, quorum } => {
                let of = |side: &Connection| self.stands(|seat| seat.connections.contains(side));
                let stands: Vec<Stands> = sides.iter().map(of).collect();
                let result = rule::both(&stands, all, seats, *share, *quorum);
                let is_told = matches!(result, rule::Outcome::Passed | rule::Outcome::NotPassed);
                let said = |((side, stands), told): ((&Connection, &Stands), Option<Share>)| SideSaid {
                    side: *side,
                    told: told.filter(|_| is_told).map(|for_it_in_ten| SideTold {
                        for_it_in_ten,
                        agreed: share.reached_by(stands.for_it(), stands.for_it() + stands.worried),
                    }),
                };
                let told = shares(&stands, all);
                (result, sides.iter().zip(&stands).zip(told).map(said).collect())
            }
            // A question about one proposal is opened with one of the three rules above.
            Rule::Ranked { .. } | Rule::SharedBudget { .. } | Rule::Advice => {
                (rule::Outcome::NotPassed, Vec::new())
            }
        };
        Outcome::Stands { result, stands: all, sides }
    }

    fn ranked(&self, options: usize, too_few: Option<u32>) -> Result<Outcome, Refusal> {
        let orders: Vec<rank::Ballot> = self
            .ballots()
            .filter_map(|ballot| match ballot {
                Ballot::Ranked(order) => {
                    let equals = |places: &BTreeSet<u16>| places.iter().copied().map(usize::from).collect();
                    Some(rank::Ballot::new(1, order.iter().map(equals).collect()))
                }
                Ballot::Stand { .. } | Ballot::Wants(_) => None,
            })
            .collect();
        let pairs = Pairwise::count(options, &orders).map_err(|_| Refusal::AnotherKind)?;
        let found = Schulze::of(&pairs, Strength::WinningVotes);
        let small = |option: usize| u16::try_from(option).unwrap_or(u16::MAX);
        let chosen = match found.winners()[..] {
            [only] if too_few.is_none() => Some(small(only)),
            _ => None,
        };
        let cells = (0..options).flat_map(|above| (0..options).map(move |below| (above, below)));
        Ok(Outcome::Ranked {
            chosen,
            order: found.layers().into_iter().map(|layer| layer.into_iter().map(small).collect()).collect(),
            pairs: cells
                .map(|(above, below)| u32::try_from(pairs.above(above, below)).unwrap_or(u32::MAX))
                .collect(),
            too_few,
        })
    }
}

/// What may be told of the sides: nothing of one where it or the rest is small, or few answered in all, and of two sides nothing
/// where what is told of both would tell more.
fn shares(sides: &[Stands], all: Stands) -> Vec<Option<Share>> {
    let asked = |side: Stands| Asked { yes: side.for_it(), answered: side.answered() };
    match sides {
        [first, second] => publish::of_sides([asked(*first), asked(*second)], asked(all)).to_vec(),
        sides => sides.iter().map(|side| Share::of(side.for_it(), side.answered(), all.answered())).collect(),
    }
}
