//! What happens to the decisions of a table when something happened.

use std::collections::BTreeMap;

use super::{Decision, DecisionEvent, Opened};
use crate::altered::put;
use crate::day::Day;
use crate::ids::{DecisionNo, SeatNo};
use crate::state::Table;

impl Table {
    pub(crate) fn apply_decision(&mut self, event: &DecisionEvent, on: Day) {
        match event {
            DecisionEvent::Opened(opened) => self.add_decision(opened, on),
            DecisionEvent::BallotCast { decision, seat, ballot } => {
                self.change_decision(*decision, |it| {
                    it.ballots.insert(*seat, ballot.clone());
                });
            }
            DecisionEvent::BallotTakenBack { decision, seat } => {
                self.change_decision(*decision, |it| {
                    it.ballots.remove(seat);
                });
            }
            DecisionEvent::MoreTimeAsked { decision, until } => {
                self.change_decision(*decision, |it| it.more_time = Some(*until));
            }
            DecisionEvent::NotHereAnswered { decision, not_here } => {
                self.change_decision(*decision, |it| it.not_here = Some(not_here.clone()));
            }
            DecisionEvent::Closed { decision, closed } => {
                // What something came to that is not known can't be shown either.
                self.change_decision(*decision, |it| {
                    it.closed = it.altered.is_none().then(|| (**closed).clone());
                });
            }
        }
    }

    fn change_decision(&mut self, number: DecisionNo, change: impl FnOnce(&mut Decision)) {
        let found = number.index().checked_sub(1).and_then(|at| self.decisions.get_mut(at));
        if let Some(decision) = found {
            change(decision);
        }
    }

    fn add_decision(&mut self, opened: &Opened, on: Day) {
        let number = opened.decision;
        if let Some(after) = &opened.after {
            self.change_decision(after.decision, |before| before.followed_by = Some(number));
        }
        self.before.decisions.0.insert(number.0, opened.proposal.what.as_str());
        let decision = Decision {
            number,
            conversation: opened.conversation,
            proposal: opened.proposal.clone(),
            question: opened.question.clone(),
            rule: opened.rule.clone(),
            disagreement: opened.disagreement.clone(),
            opened_on: on,
            closes: opened.closes,
            more_time: None,
            seats: opened.seats,
            not_here: None,
            closed: None,
            after: opened.after.clone(),
            followed_by: None,
            altered: None,
            result_altered: None,
            seed: opened.seed,
            roll: opened.roll,
            ballots: BTreeMap::new(),
        };
        put(&mut self.decisions, number.index(), |there| there.altered.is_some(), decision);
    }
}

impl Decision {
    /// A ballot goes with its seat. What was counted stays counted.
    pub(crate) fn leave(&mut self, seat: SeatNo) {
        self.ballots.remove(&seat);
    }
}
