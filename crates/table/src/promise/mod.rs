//! What somebody will do by when, and what became of it.
//!
//! Anybody, on any side, can promise. The clock keeps the day: what is late shows to all. "Will not, because…" with a name
//! and a reason is an answer. Those who asked say whether it was kept; whoever promised can't.

mod apply;
mod command;
mod decide;
mod event;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use voice::publish::{LEAST_COUNT, LEAST_WORDS};

pub use command::PromiseCommand;
pub(crate) use decide::{decide, made};
pub use event::PromiseEvent;

use crate::day::Day;
use crate::ids::{AccountNo, ConversationNo, DecisionNo, PromiseNo, SeatNo, StatementNo};
use crate::people::choices;
use crate::state::Table;
use crate::words::Words;

/// What a promise answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseOf {
    /// A decision.
    Decision(DecisionNo),
    /// A line of an account.
    Line(AccountNo, StatementNo),
    /// A question, or anything else, that somebody said.
    Statement(ConversationNo, StatementNo),
}

/// Who will do what by when.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Its number.
    pub number: PromiseNo,
    /// What it answers.
    pub from: PromiseOf,
    /// Who will do it, by a name people know.
    pub who: Words<80>,
    /// What they will do.
    pub what: Words<280>,
    /// By when.
    pub by: Day,
    /// When it was made.
    pub made_on: Day,
    /// The seat that made it, while it is in use; none where a decision did. Never shown.
    pub seat: Option<SeatNo>,
    /// What became of it, oldest first.
    pub news: Vec<News>,
    /// What those who asked say of it; whose it is is never shown.
    pub judged: BTreeMap<SeatNo, Judgement>,
    /// The journal entry that was altered, where the promise itself was: then nothing of it is known.
    pub altered: Option<u64>,
}

/// Something new about a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// When.
    pub on: Day,
    /// What.
    pub tidings: Tidings,
    /// The journal entry that was altered, where this news was: then nothing of it is known.
    pub altered: Option<u64>,
}

impl News {
    /// Done, or will not. What was altered is none.
    pub(crate) const fn is_answer(&self) -> bool {
        !matches!(self.tidings, Tidings::Doing(_))
    }
}

/// What is new about a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tidings {
    /// They are doing it.
    Doing(Words<280>),
    /// They say that it is done.
    Done(Words<280>),
    /// They will not do it.
    WillNot {
        /// Who says so.
        name: Words<80>,
        /// Why.
        because: Words<280>,
    },
}

choices! {
    /// What somebody who asked says of a promise.
    Judgement {
        /// Kept.
        Kept = "kept",
        /// Partly kept.
        Partly = "partly",
        /// Not kept.
        Not = "not",
    }
}

/// What those who asked say, as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Fewer than 3 have said something.
    FewHaveSaid,
    /// 3 to 7 have: what more than half of them say, or none where they differ.
    Words(Option<Judgement>),
    /// 8 or more have: the exact numbers.
    Counts {
        /// Kept.
        kept: u32,
        /// Partly.
        partly: u32,
        /// Not.
        not: u32,
    },
}

/// Where a promise stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseState {
    /// The day has passed without an answer.
    Late,
    /// Nothing yet, and the day has not passed.
    Waiting,
    /// They are doing it, and the day has not passed.
    Doing,
    /// They say that it is done.
    SaidDone,
    /// They will not, and say why.
    WillNot,
    /// More than half of those who asked, of 3 or more, say so.
    Kept,
    /// More than half of those who asked, of 3 or more, say that it was kept in part, or they differ.
    Partly,
    /// More than half of those who asked, of 3 or more, say so.
    NotKept,
    /// The promise, or what is new about it, was altered.
    Altered,
}

impl Promise {
    /// Whether there was an answer: done, or will not.
    pub fn is_answered(&self) -> bool {
        self.news.last().is_some_and(News::is_answer)
    }

    /// Where it stands. "Will not" stands whatever people say of it: it is an answer, not a kept promise.
    pub fn state(&self, today: Day) -> PromiseState {
        // Nobody is late because the words were taken from them.
        if self.altered.is_some() || self.news.last().is_some_and(|news| news.altered.is_some()) {
            return PromiseState::Altered;
        }
        let last = self.news.last().map(|news| &news.tidings);
        if let Some(Tidings::WillNot { .. }) = last {
            return PromiseState::WillNot;
        }
        if self.tally().iter().sum::<u32>() >= LEAST_WORDS {
            return match self.majority() {
                Some(Judgement::Kept) => PromiseState::Kept,
                Some(Judgement::Not) => PromiseState::NotKept,
                Some(Judgement::Partly) | None => PromiseState::Partly,
            };
        }
        match last {
            Some(Tidings::Done(_)) => PromiseState::SaidDone,
            _ if today > self.by => PromiseState::Late,
            Some(Tidings::Doing(_)) => PromiseState::Doing,
            _ => PromiseState::Waiting,
        }
    }

    /// What those who asked say, as it may be shown.
    pub fn judged(&self) -> Judged {
        let [kept, partly, not] = self.tally();
        match kept + partly + not {
            0..LEAST_WORDS => Judged::FewHaveSaid,
            LEAST_WORDS..LEAST_COUNT => Judged::Words(self.majority()),
            _ => Judged::Counts { kept, partly, not },
        }
    }

    fn tally(&self) -> [u32; 3] {
        let count = |one: Judgement| {
            let said = self.judged.values().filter(|judgement| **judgement == one).count();
            u32::try_from(said).unwrap_or(u32::MAX)
        };
        [Judgement::Kept, Judgement::Partly, Judgement::Not].map(count)
    }

    /// What more than half of those who said something say.
    fn majority(&self) -> Option<Judgement> {
        let tally = self.tally();
        let all: u32 = tally.iter().sum();
        let mut said = Judgement::ALL.iter().zip(tally);
        said.find(|(_, count)| 2 * count > all).map(|(judgement, _)| *judgement)
    }
}

impl Table {
    /// A promise by its number.
    pub fn promise(&self, number: PromiseNo) -> Option<&Promise> {
        self.promises.get(number.index().checked_sub(1)?)
    }

    /// All promises, late ones first, each with where it stands; equals by their day, then by number.
    pub fn promises_by_state(&self, today: Day) -> Vec<(PromiseState, &Promise)> {
        let mut all: Vec<_> = self.promises.iter().map(|promise| (promise.state(today), promise)).collect();
        all.sort_by_key(|(state, promise)| (*state, promise.by, promise.number));
        all
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    fn promise(judged: &[Judgement], tidings: &[Tidings]) -> Promise {
        Promise {
            number: PromiseNo(1),
            from: PromiseOf::Decision(DecisionNo(1)),
            who: Words::new("Sam, who runs the house").unwrap(),
            what: Words::new("Open at eight").unwrap(),
            by: Day::from_number(100),
            made_on: Day::from_number(50),
            seat: None,
            news: tidings
                .iter()
                .map(|tidings| News { on: Day::from_number(60), tidings: tidings.clone(), altered: None })
                .collect(),
            judged: (0..).map(SeatNo).zip(judged.iter().copied()).collect(),
            altered: None,
        }
    }

    #[test]
    fn the_clock_and_those_who_asked_say_where_it_stands() {
        use Judgement::{Kept, Not, Partly};
        let words = || Words::new("We opened").unwrap();
        let (doing, done) = (Tidings::Doing(words()), Tidings::Done(words()));
        let will_not = Tidings::WillNot { name: Words::new("Sam").unwrap(), because: words() };
        let on = |judged: &[Judgement], tidings: &[Tidings], day| {
            promise(judged, tidings).state(Day::from_number(day))
        };
        assert_eq!(on(&[], &[], 100), PromiseState::Waiting, "the day itself is in time");
        assert_eq!(on(&[], &[], 101), PromiseState::Late);
        assert_eq!(on(&[], from_ref(&doing), 100), PromiseState::Doing);
        assert_eq!(on(&[], from_ref(&doing), 101), PromiseState::Late, "doing is no answer");
        assert_eq!(on(&[Not, Not], from_ref(&done), 101), PromiseState::SaidDone, "two say nothing for all");
        assert_eq!(on(&[Not, Not, Kept], from_ref(&done), 101), PromiseState::NotKept);
        assert_eq!(on(&[Kept, Kept, Kept], &[], 90), PromiseState::Kept);
        assert_eq!(on(&[Kept, Not, Partly], from_ref(&done), 101), PromiseState::Partly, "they differ");
        assert_eq!(on(&[Kept, Kept, Kept], &[done, will_not], 300), PromiseState::WillNot);
    }

    #[test]
    fn few_are_told_in_words() {
        use Judgement::{Kept, Not};
        assert_eq!(promise(&[Kept, Kept], &[]).judged(), Judged::FewHaveSaid);
        assert_eq!(promise(&[Kept, Kept, Not], &[]).judged(), Judged::Words(Some(Kept)));
        assert_eq!(promise(&[Kept, Kept, Not, Not], &[]).judged(), Judged::Words(None));
        let eight = [Kept, Kept, Kept, Kept, Kept, Kept, Not, Not];
        assert_eq!(promise(&eight, &[]).judged(), Judged::Counts { kept: 6, partly: 0, not: 2 });
    }
}
