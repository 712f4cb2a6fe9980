//! Results, worked out again from what anybody may see: the rules a decision was opened with, and the totals it was counted to.
//!
//! What needs the ballots themselves, or people's answers, is out of reach here; a data directory has more.

mod accounts;
mod outcome;

use std::collections::{BTreeMap, BTreeSet};

use record::entry::{Entry, Fact, Kind};
use table::recording;
use table::{
    AccountEvent, CameTo, Closed, Day, DecisionEvent, DecisionNo, Event, MORE_TIME_DAYS, Opened, Question,
    Rules,
};

use crate::finding::{Code, Finding, Recomputed};
use crate::found::{Found, Spot};
use crate::log::{Log, Opening};
use accounts::Accounts;
use outcome::Weighed;

/// Works out again what follows from what a record shows.
pub fn check(log: &Log, findings: &mut Vec<Finding>) -> Recomputed {
    let mut deciding = Deciding::new(log.table.clone());
    for (at, bytes) in (0..).zip(&log.entries) {
        match Entry::decode(bytes) {
            Some(Entry::Sealed { kind, about, public, .. }) => {
                // What is not as it was committed to is named as that, and nothing follows from it.
                let is_true = |opening: &&Opening| public.is_some_and(|public| opening.opens(kind, &public));
                deciding.step(at, kind, about, log.opening(at).filter(is_true));
            }
            Some(Entry::Fact(Fact::Published { .. })) => deciding.done.out_of_reach += 1,
            _ => {}
        }
    }
    findings.append(&mut deciding.found.end());
    deciding.done
}

/// Something that is known, or of which only is known that it is there.
enum Known<T> {
    Unknown,
    Is(T),
}

/// A decision as far as it went.
struct Going {
    opened: Box<Opened>,
    more_time: Option<Day>,
    passed: Option<bool>,
}

impl Going {
    fn last_day(&self) -> Day {
        self.more_time.unwrap_or(self.opened.closes)
    }
}

struct Deciding {
    rules: Option<Known<Rules>>,
    decisions: BTreeMap<u32, Known<Going>>,
    counted: BTreeSet<u32>,
    accounts: Accounts,
    /// How many ballots entered so far, and how many of them were counted.
    ballots: u64,
    answered: u64,
    found: Found,
    done: Recomputed,
}

impl Deciding {
    fn new(table: Option<String>) -> Self {
        Self {
            rules: None,
            decisions: BTreeMap::new(),
            counted: BTreeSet::new(),
            accounts: Accounts::default(),
            ballots: 0,
            answered: 0,
            found: Found::of(table),
            done: Recomputed::default(),
        }
    }

    fn step(&mut self, at: u64, kind: Kind, about: Option<u32>, opening: Option<&Opening>) {
        match kind {
            Kind::Ballot => self.ballots += 1,
            // Of these not everything is shown, or nothing.
            Kind::Conversation
            | Kind::Statement
            | Kind::Invitation
            | Kind::Response
            | Kind::Reply
            | Kind::Kept => {}
            _ => match opening {
                Some(opening) => self.shown(at, kind, about, opening),
                None => self.hidden(kind, about),
            },
        }
    }

    /// Something with power over others whose words are not there.
    fn hidden(&mut self, kind: Kind, about: Option<u32>) {
        match (kind, about) {
            (Kind::Rule, _) => self.rules = Some(Known::Unknown),
            (Kind::Decision, Some(number)) => {
                self.decisions.entry(number).or_insert(Known::Unknown);
            }
            (Kind::Result | Kind::Settled | Kind::Account, _) => self.done.out_of_reach += 1,
            _ => {}
        }
    }

    fn shown(&mut self, at: u64, kind: Kind, about: Option<u32>, opening: &Opening) {
        let spot = Spot::entry(at);
        let Ok(event) = serde_json::from_str::<Event>(&opening.shown) else {
            self.hidden(kind, about);
            if matches!(kind, Kind::Rule | Kind::Decision | Kind::Result) {
                self.found.add(
                    Code::WrongResult,
                    spot,
                    "What is shown can't be read, so nothing can follow from it.",
                );
            }
            return;
        };
        let is_so =
            recording::kind(event.kind()) == kind && recording::number(event.kind(), event.about()) == about;
        if !is_so {
            self.hidden(kind, about);
            let text = "What is shown is about something else than the entry says.";
            self.found.add(Code::Altered, spot, text);
            return;
        }
        match event {
            Event::RulesChosen { rules, decision, .. } => self.rules_chosen(spot, rules, decision),
            Event::Decision(event) => self.decision(spot, event),
            Event::Account(event) => {
                if matches!(event, AccountEvent::Called { .. } | AccountEvent::Settled { .. }) {
                    self.done.out_of_reach += 1;
                }
                self.accounts.step(spot, &event, &mut self.found);
            }
            _ => {}
        }
    }

    fn wrong(&mut self, spot: Spot, text: String) {
        self.found.add(Code::WrongResult, spot, text);
    }

    /// Once there was a decision, only a decision changes how the table decides.
    fn rules_chosen(&mut self, spot: Spot, rules: Rules, decision: Option<DecisionNo>) {
        let follows = match decision {
            None => self.decisions.is_empty(),
            Some(number) => match self.decisions.get(&number.0) {
                None => false,
                Some(Known::Unknown) => true,
                Some(Known::Is(decision)) => {
                    let asks = matches!(&decision.opened.question, Question::NewRules { rules: new, .. } if *new == rules);
                    // Where the result is not shown, nobody can tell.
                    asks && decision.passed.unwrap_or_else(|| self.counted.contains(&number.0))
                }
            },
        };
        if !follows {
            self.wrong(spot, "How the table decides was changed, and no decision says so.".into());
        }
        self.rules = Some(Known::Is(rules));
    }

    fn decision(&mut self, spot: Spot, event: DecisionEvent) {
        match event {
            DecisionEvent::Opened(opened) => self.opened(spot, opened),
            DecisionEvent::MoreTimeAsked { decision, until } => self.more_time(spot, decision, until),
            DecisionEvent::Closed { decision, closed } => self.closed(spot, decision, &closed),
            DecisionEvent::NotHereAnswered { .. }
            | DecisionEvent::BallotCast { .. }
            | DecisionEvent::BallotTakenBack { .. } => {}
        }
    }

    fn opened(&mut self, spot: Spot, opened: Box<Opened>) {
        let number = opened.decision;
        if self.decisions.contains_key(&number.0) {
            return self.wrong(spot, format!("Decision {number} was opened a second time."));
        }
        if self.is_foreign_rule(&opened) || opened.question.kind() != opened.rule.kind() {
            self.wrong(spot, format!("Decision {number} was opened with a rule that was not the table's."));
        }
        if opened.seats > opened.roll {
            self.found.add(
                Code::BallotStuffing,
                spot,
                format!(
                    "Decision {number} was opened for {} seats, and {} had ever been taken.",
                    opened.seats, opened.roll
                ),
            );
        }
        self.decisions.insert(number.0, Known::Is(Going { opened, more_time: None, passed: None }));
    }

    /// A decision is opened with the table's rule of its kind, or with that of the decision it goes on from after a talk.
    fn is_foreign_rule(&self, opened: &Opened) -> bool {
        if let Some(after) = &opened.after {
            return match self.decisions.get(&after.decision.0) {
                None => true,
                Some(Known::Unknown) => false,
                Some(Known::Is(before)) => before.opened.rule != opened.rule,
            };
        }
        match &self.rules {
            None => true,
            Some(Known::Unknown) => false,
            Some(Known::Is(rules)) => rules.of_kind(opened.question.kind()) != Some(&opened.rule),
        }
    }

    fn more_time(&mut self, spot: Spot, number: DecisionNo, until: Day) {
        let is_so = match self.decisions.get_mut(&number.0) {
            None => false,
            Some(Known::Unknown) => true,
            Some(Known::Is(going)) => {
                let is_first = going.more_time.is_none() && going.opened.closes.plus(MORE_TIME_DAYS) == until;
                going.more_time = Some(until);
                is_first
            }
        };
        if !is_so {
            self.wrong(spot, format!("Decision {number} got more time than there is."));
        }
    }

    fn closed(&mut self, spot: Spot, number: DecisionNo, closed: &Closed) {
        if !self.counted.insert(number.0) {
            return self.wrong(spot, format!("Decision {number} was counted a second time."));
        }
        self.answered = self.answered.saturating_add(closed.answered.into());
        if self.answered > self.ballots {
            self.found.add(
                Code::BallotStuffing,
                spot,
                format!(
                    "With decision {number}, {} ballots were counted in all, and {} had entered the record.",
                    self.answered, self.ballots
                ),
            );
        }
        let going = match self.decisions.get_mut(&number.0) {
            None => {
                return self.wrong(spot, format!("Decision {number} was counted, and was never opened."));
            }
            Some(Known::Unknown) => {
                self.done.out_of_reach += 1;
                return;
            }
            Some(Known::Is(going)) => going,
        };
        going.passed = Some(closed.outcome.came_to() == CameTo::Passed);
        let (seats, last) = (going.opened.seats, going.last_day());
        let weighed = outcome::weigh(&going.opened, closed);
        if closed.on <= last {
            self.wrong(spot, format!("Decision {number} was counted before its last day was over."));
        }
        if closed.answered > seats {
            let text =
                format!("Decision {number} was answered {} times, and {seats} seats could.", closed.answered);
            self.found.add(Code::BallotStuffing, spot, text);
        }
        match weighed {
            Weighed::Follows => self.done.decisions += 1,
            Weighed::OutOfReach => self.done.out_of_reach += 1,
            Weighed::Wrong(why) => {
                self.wrong(spot, format!("The result of decision {number} is wrong: {why}."));
            }
        }
    }
}
