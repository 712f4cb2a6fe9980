//! Both ways: from an account, a decision or a promise to the words behind it, and from words to all they became part of.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::day::Day;
use crate::decision::{CameTo, Decision, Source};
use crate::ids::{AccountNo, ConversationNo, DecisionNo, PromiseNo, StatementNo};
use crate::promise::{Promise, PromiseOf, PromiseState};
use crate::state::Table;

/// A statement of a table, in its conversation.
pub type SaidIn = (ConversationNo, StatementNo);

/// Something that words became part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// A line of an account.
    Account(AccountNo),
    /// A decision that came about by them.
    Decision(DecisionNo),
    /// A promise that answers them.
    Promise(PromiseNo),
}

/// Where something that words became part of stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// An account that people can still answer, or that was not settled yet.
    AccountOpen,
    /// An account that is the group's.
    AccountAgreed,
    /// An account that is not.
    AccountNotAgreed,
    /// A decision that is open, or not counted yet.
    DecisionOpen,
    /// A decision that came to this.
    Decided(CameTo),
    /// A promise.
    Promised(PromiseState),
    /// An account or a decision that was altered, or what it came to was.
    Altered,
}

impl Became {
    /// Where it stands today; none where there is no such thing at this table.
    pub fn stage(self, table: &Table, today: Day) -> Option<Stage> {
        Some(match self {
            Self::Account(number) if table.account(number)?.is_altered() => Stage::Altered,
            Self::Account(number) => match &table.account(number)?.settled {
                None => Stage::AccountOpen,
                Some(settled) if settled.is_agreed() => Stage::AccountAgreed,
                Some(_) => Stage::AccountNotAgreed,
            },
            Self::Decision(number) if table.decision(number)?.is_altered() => Stage::Altered,
            Self::Decision(number) => match &table.decision(number)?.closed {
                None => Stage::DecisionOpen,
                Some(closed) => Stage::Decided(closed.outcome.came_to()),
            },
            Self::Promise(number) => Stage::Promised(table.promise(number)?.state(today)),
        })
    }
}

/// All links of a table between words and what they became, worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    behind: BTreeMap<Became, BTreeSet<SaidIn>>,
    became: BTreeMap<SaidIn, BTreeSet<Became>>,
}

impl Trace {
    /// Follows every link. The same links are read in both directions, so neither can lack what the other has.
    pub fn of(table: &Table) -> Self {
        let mut trace = Self { behind: BTreeMap::new(), became: BTreeMap::new() };
        for account in &table.accounts {
            let lines = account.lines.iter().map(|line| (account.conversation, *line)).collect();
            trace.add(Became::Account(account.number), lines);
        }
        // A decision after a talk comes after the one that led to it, so that one is there already.
        for decision in &table.decisions {
            let behind = trace.behind_decision(table, decision);
            trace.add(Became::Decision(decision.number), behind);
        }
        for promise in &table.promises {
            let behind = trace.behind_promise(table, promise);
            trace.add(Became::Promise(promise.number), behind);
        }
        trace
    }

    /// What some words became part of: accounts, then decisions, then promises.
    pub fn became(&self, conversation: ConversationNo, statement: StatementNo) -> Vec<Became> {
        self.became.get(&(conversation, statement)).into_iter().flatten().copied().collect()
    }

    /// The words behind something, in the order they were said. Those that were taken back since are among them.
    pub fn behind(&self, what: Became) -> Vec<SaidIn> {
        self.behind.get(&what).into_iter().flatten().copied().collect()
    }

    fn add(&mut self, what: Became, words: BTreeSet<SaidIn>) {
        for said in &words {
            self.became.entry(*said).or_default().insert(what);
        }
        self.behind.insert(what, words);
    }

    fn known(&self, what: Became) -> BTreeSet<SaidIn> {
        self.behind.get(&what).cloned().unwrap_or_default()
    }

    fn behind_decision(&self, table: &Table, decision: &Decision) -> BTreeSet<SaidIn> {
        let before = decision.after.as_ref().map(|after| self.known(Became::Decision(after.decision)));
        let mut words = before.unwrap_or_default();
        for source in &decision.proposal.from {
            match source {
                Source::Statement(conversation, statement) => {
                    words.insert((*conversation, *statement));
                }
                Source::Line(account, statement) => words.extend(line(table, *account, *statement)),
                Source::Account(account) => words.append(&mut self.known(Became::Account(*account))),
            }
        }
        words
    }

    fn behind_promise(&self, table: &Table, promise: &Promise) -> BTreeSet<SaidIn> {
        match promise.from {
            PromiseOf::Decision(decision) => self.known(Became::Decision(decision)),
            PromiseOf::Line(account, statement) => line(table, account, statement).into_iter().collect(),
            PromiseOf::Statement(conversation, statement) => BTreeSet::from([(conversation, statement)]),
        }
    }
}

fn line(table: &Table, account: AccountNo, statement: StatementNo) -> Option<SaidIn> {
    table.account(account).map(|account| (account.conversation, statement))
}

impl Table {
    /// The promises that answer a decision, a line or something said, in order.
    pub fn promises_from(&self, from: PromiseOf) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(move |promise| promise.from == from)
    }
}
