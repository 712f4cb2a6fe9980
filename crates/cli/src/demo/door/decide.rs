//! Decisions: opening one, answering it, and closing it after its last day.

use std::collections::BTreeSet;

use table::{
    Amendment, Ballot, Command, DecisionCommand, DecisionNo, Expected, Headcount, InHundred, NotHere,
    Opening, Project, Proposal, Question, Rule, Rules, Source, Stand,
};

use super::words::{DISAGREEMENT, DISSENT, NOT_HERE, NOT_HERE_WORDS, PROJECTS, Put, RULES_WHY, WORRIES};
use super::{COMES, Door, PEOPLE, comes};
use crate::demo::draft::{FIRST, Slip, words};

/// A decision is looked at again so many days after its last one.
const REVIEW: i32 = 180;

impl Door {
    fn decision(&mut self, seat: u32, command: DecisionCommand, day: i32) -> Result<(), Slip> {
        self.ask(seat, &Command::Decision(command), day).map(drop)
    }

    /// Every rule there is, chosen before anything is decided.
    pub(super) fn choose_rules(&mut self, day: i32) -> Result<(), Slip> {
        let of = |number| InHundred::new(number).ok_or(Slip::Missing("share"));
        let (share, quorum) = (of(60)?, of(30)?);
        let sides = BTreeSet::from([table::Connection::Comes, table::Connection::Works]);
        let rules = Rules {
            rules: vec![
                Rule::Consent { quorum },
                Rule::Vote { share, quorum },
                Rule::BothMustAgree { sides, share: of(51)?, quorum },
                Rule::Ranked { quorum },
                Rule::SharedBudget { quorum },
                Rule::Advice,
            ],
            disagreement: words(DISAGREEMENT)?,
            account: table::AccountTerms::default(),
        };
        let why = Some(words(RULES_WHY)?);
        self.ask(0, &Command::ChooseRules { over: 0, rules, why }, day).map(drop)
    }

    /// Opens a decision on a day, to be answered until another one.
    pub(super) fn put(
        &mut self,
        put: &Put,
        from: Vec<Source>,
        question: Question,
        (day, until): (i32, i32),
    ) -> Result<(), Slip> {
        let opening = Opening {
            conversation: Some(FIRST),
            proposal: self.proposal(put, from, until)?,
            question,
            closes: self.today.plus(until),
            seed: self.dice.bytes(),
        };
        self.decision(1, DecisionCommand::Open(Box::new(opening)), day)
    }

    /// Takes a decision up again after a talk.
    pub(super) fn put_again(
        &mut self,
        decision: DecisionNo,
        put: &Put,
        met: &str,
        from: Vec<Source>,
        (day, until): (i32, i32),
    ) -> Result<(), Slip> {
        let amendment = Amendment {
            decision,
            proposal: self.proposal(put, from, until)?,
            met: words(met)?,
            closes: self.today.plus(until),
            seed: self.dice.bytes(),
        };
        self.decision(3, DecisionCommand::AmendAfterTalk(Box::new(amendment)), day)
    }

    fn proposal(&self, put: &Put, from: Vec<Source>, until: i32) -> Result<Proposal, Slip> {
        Ok(Proposal {
            what: words(put.what)?,
            would_do: words(put.would_do)?,
            cost: words(put.cost)?,
            who_does: words(put.who_does)?,
            would_stop: words(put.would_stop)?,
            bad_for: words(put.bad_for)?,
            overrule: words(put.overrule)?,
            review_on: self.today.plus(until + REVIEW),
            from,
        })
    }

    /// So many people answer a decision, each as `ballot` says of their number.
    pub(super) fn ballots(
        &mut self,
        decision: DecisionNo,
        (people, day): (u32, i32),
        ballot: impl Fn(u32) -> Ballot,
    ) -> Result<(), Slip> {
        // A seventh of them at a time has something else to do.
        for seat in (0..PEOPLE).filter(|seat| !(seat + decision.0).is_multiple_of(7)).take(people as usize) {
            self.cast(decision, seat, ballot(seat), day)?;
        }
        for (_, seat, said) in DISSENT.iter().filter(|(of, ..)| *of == decision.0) {
            let stand = if decision.0 == 3 { Stand::Worried } else { Stand::Ok };
            self.cast(decision, *seat, Ballot::Stand { stand, words: Some(words(said)?) }, day)?;
        }
        for (_, seat, said) in WORRIES.iter().filter(|(of, ..)| *of == decision.0) {
            let worried = Ballot::Stand { stand: Stand::Worried, words: Some(words(said)?) };
            self.cast(decision, *seat, worried, day)?;
        }
        Ok(())
    }

    fn cast(&mut self, decision: DecisionNo, seat: u32, ballot: Ballot, day: i32) -> Result<(), Slip> {
        self.decision(seat, DecisionCommand::CastBallot { decision, ballot }, day)
    }

    /// Says who is not here, and counts on the day after the last.
    pub(super) fn close(&mut self, decision: DecisionNo, until: i32) -> Result<(), Slip> {
        self.say_who_is_not_here(decision, until)?;
        self.decision(6, DecisionCommand::Close { decision }, until + 1)
    }

    /// Answers "Who is not here?".
    pub(super) fn say_who_is_not_here(&mut self, decision: DecisionNo, day: i32) -> Result<(), Slip> {
        let people = NOT_HERE.iter().map(|(who, channel, expected, heard)| {
            Ok(Expected {
                who: words(who)?,
                channel: Some(words(channel)?),
                expected: Headcount::of(*expected),
                heard: Headcount::of(*heard),
            })
        });
        let not_here =
            NotHere { people: people.collect::<Result<_, Slip>>()?, words: words(NOT_HERE_WORDS)? };
        self.decision(14, DecisionCommand::AnswerWhoIsNotHere { decision, not_here }, day)
    }
}

/// Where somebody stands, without words.
pub(super) fn stand(stand: Stand) -> Ballot {
    Ballot::Stand { stand, words: None }
}

/// Everybody's order of the four options: the kettle for most of those who come, the shelf for the others.
pub(super) fn order(seat: u32) -> Ballot {
    let order: &[u16] = match (comes(seat), seat % 5) {
        (_, 0) => &[3, 0],
        (true, 1) => &[1, 0, 2],
        (true, _) => &[0, 1, 2, 3],
        (false, 2) => &[2, 0],
        (false, _) => &[1, 0, 3],
    };
    Ballot::Ranked(order.iter().map(|option| BTreeSet::from([*option])).collect())
}

/// What somebody wants to be paid for.
pub(super) fn wants(seat: u32) -> Ballot {
    let own = if comes(seat) { seat } else { seat - COMES };
    let wanted = (0u16..).zip(PROJECTS).filter(|(_, (_, _, of_comes, of_works))| {
        own.is_multiple_of(if comes(seat) { *of_comes } else { *of_works })
    });
    Ballot::Wants(wanted.map(|(project, _)| project).collect())
}

/// The money, and what could be paid for.
pub(super) fn budget() -> Result<Question, Slip> {
    let project =
        |(what, pounds, ..): &(&str, u64, u32, u32)| Ok(Project { what: words(what)?, pence: pounds * 100 });
    let projects = PROJECTS.iter().map(project).collect::<Result<_, Slip>>()?;
    Ok(Question::SharedBudget { pence: 120_000, projects })
}
