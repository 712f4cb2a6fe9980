//! Opening a decision, and opening it anew after a talk.

use std::collections::BTreeSet;

use super::budget::check_money;
use super::{AfterTalk, Amendment, CameTo, DecisionEvent, Opened, Opening, Proposal, Question, Source};
use crate::day::Day;
use crate::decide::{OFFER_DAYS, find, within};
use crate::ids::DecisionNo;
use crate::refusal::{Field, Refusal};
use crate::rules::Rule;
use crate::state::Table;
use crate::words::Words;

const MOST_DECISIONS: usize = 1000;
const MOST_SOURCES: u32 = 50;
pub(super) const MOST_OPTIONS: u32 = 20;
/// A proposal is looked at again within ten years.
const REVIEW_DAYS: i32 = 3653;

type One = Result<DecisionEvent, Refusal>;

pub(super) fn open(table: &Table, opening: &Opening, today: Day) -> One {
    let (_, version) = table.rules().ok_or(Refusal::NoRuleYet)?;
    if version.altered.is_some() {
        return Err(Refusal::Altered);
    }
    let rule = version.rules.of_kind(opening.question.kind()).ok_or(Refusal::NotOurRule)?;
    if let Some(conversation) = opening.conversation {
        find(table, conversation)?;
    }
    check_proposal(table, &opening.proposal, opening.closes, today)?;
    check_question(table, &opening.question, opening.closes, today)?;
    opened(table, opening.clone(), rule.clone(), version.rules.disagreement.clone(), None)
}

/// The next round, by the rule that was pinned to the first.
pub(super) fn amend(table: &Table, amendment: &Amendment, today: Day) -> One {
    let before = table.decision(amendment.decision).ok_or(Refusal::NotFound)?;
    let came_to = before.closed.as_ref().map(|closed| closed.outcome.came_to());
    if came_to != Some(CameTo::TalkFirst) || before.followed_by.is_some() {
        return Err(Refusal::NoTalkWaiting);
    }
    check_proposal(table, &amendment.proposal, amendment.closes, today)?;
    let opening = Opening {
        conversation: before.conversation,
        proposal: amendment.proposal.clone(),
        question: before.question.clone(),
        closes: amendment.closes,
        seed: amendment.seed,
    };
    let after = Some(AfterTalk { decision: amendment.decision, met: amendment.met.clone() });
    opened(table, opening, before.rule.clone(), before.disagreement.clone(), after)
}

fn opened(
    table: &Table,
    opening: Opening,
    rule: Rule,
    disagreement: Words<600>,
    after: Option<AfterTalk>,
) -> One {
    if table.decisions.len() >= MOST_DECISIONS {
        return Err(Refusal::Full);
    }
    Ok(DecisionEvent::Opened(Box::new(Opened {
        decision: DecisionNo(u32::try_from(table.decisions.len()).unwrap_or(u32::MAX) + 1),
        conversation: opening.conversation,
        proposal: opening.proposal,
        question: opening.question,
        rule,
        disagreement,
        closes: opening.closes,
        seats: u32::try_from(table.present().count()).unwrap_or(u32::MAX),
        roll: table.seats_ever(),
        seed: opening.seed,
        after,
    })))
}

fn check_proposal(table: &Table, proposal: &Proposal, closes: Day, today: Day) -> Result<(), Refusal> {
    within(Field::Closes, closes, today, today.plus(OFFER_DAYS))?;
    within(Field::ReviewOn, proposal.review_on, closes, today.plus(REVIEW_DAYS))?;
    if proposal.from.len() > MOST_SOURCES as usize {
        return Err(Refusal::OutOfRange { field: Field::Sources, least: 0, most: MOST_SOURCES });
    }
    if proposal.from.iter().collect::<BTreeSet<_>>().len() < proposal.from.len() {
        return Err(Refusal::SameTwice { field: Field::Sources });
    }
    proposal.from.iter().try_for_each(|source| check_source(table, *source))
}

/// What a proposal comes from has to be there. What was taken back since keeps its place in the trace, without words.
fn check_source(table: &Table, source: Source) -> Result<(), Refusal> {
    let is_there = match source {
        Source::Statement(conversation, statement) => {
            find(table, conversation)?.statement(statement).is_some()
        }
        Source::Line(account, statement) => {
            table.account(account).is_some_and(|account| account.lines.contains(&statement))
        }
        Source::Account(account) => table.account(account).is_some(),
    };
    if is_there { Ok(()) } else { Err(Refusal::NotFound) }
}

fn check_question(table: &Table, question: &Question, closes: Day, today: Day) -> Result<(), Refusal> {
    match question {
        Question::Proposal { .. } => Ok(()),
        Question::NewRules { rules, .. } => {
            rules.check()?;
            if table.rules().is_some_and(|(_, stands)| stands.rules == *rules) {
                return Err(Refusal::SameTwice { field: Field::Rules });
            }
            Ok(())
        }
        Question::Ranked { options } => {
            if !(2..=MOST_OPTIONS as usize).contains(&options.len()) {
                return Err(Refusal::OutOfRange { field: Field::Options, least: 2, most: MOST_OPTIONS });
            }
            all_differ(options.iter().map(Words::as_str))
        }
        Question::SharedBudget { pence, projects } => {
            all_differ(projects.iter().map(|project| project.what.as_str()))?;
            check_money(*pence, projects)
        }
        Question::Advice { by, .. } => within(Field::DecideBy, *by, closes, today.plus(OFFER_DAYS)),
    }
}

fn all_differ<'a>(options: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for option in options {
        if !seen.insert(option.to_lowercase()) {
            return Err(Refusal::SameTwice { field: Field::Options });
        }
    }
    Ok(())
}
