//! "What we heard": statements that together speak for everyone, and the group's yes to them.
//!
//! The program proposes an account, or anybody writes one of their own. Nobody's words are put otherwise: an account is
//! a choice of statements in an order, and a written one has short linking words that are marked as their writer's.
//! What the group says to each line makes it agreed; its writer alone can't.

mod apply;
mod call;
mod command;
mod decide;
mod event;
mod settle;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use voice::groups::Name;
use voice::publish::Share;

pub use command::{AccountCommand, Part};
pub(crate) use decide::decide;
pub use event::AccountEvent;

use crate::day::Day;
use crate::headcount::{Headcount, Portion};
use crate::ids::{AccountNo, ConversationNo, SeatNo, StatementNo};
use crate::rules::AccountTerms;
use crate::state::Table;
use crate::words::Words;

/// An account has at most so many lines.
pub const MOST_LINES: u32 = 20;

/// What we heard in a conversation, as somebody or the program puts it together.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Its number.
    pub number: AccountNo,
    /// The conversation it is of.
    pub conversation: ConversationNo,
    /// How it came about.
    pub origin: AccountOrigin,
    /// Its statements, in order. One that was taken back since leaves a placeholder.
    pub lines: Vec<StatementNo>,
    /// When it was put together.
    pub on: Day,
    /// The last day to answer it.
    pub until: Day,
    /// What makes it agreed, as it stood when it was put together.
    pub terms: AccountTerms,
    /// Who wrote it, while they have a seat; never shown.
    pub author: Option<Author>,
    /// What each seat says to each line; whose it is is never shown.
    pub replies: BTreeMap<(StatementNo, SeatNo), LineReply>,
    /// What is missing, in the words of those who miss it; whose they are is never shown.
    pub missing: BTreeMap<SeatNo, Words<280>>,
    /// What came of it.
    pub settled: Option<Settled>,
    /// The journal entry that was altered, where the account itself was: then nothing of it is known.
    pub altered: Option<u64>,
    /// The journal entry that was altered, where what came of it was: it is over, and not known.
    pub result_altered: Option<u64>,
}

/// How an account came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountOrigin {
    /// Somebody called for it, and the program chose.
    Called(Certificate),
    /// Somebody wrote it.
    Written,
}

/// Who wrote an account, and how they link its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The seat; never shown.
    pub seat: SeatNo,
    /// The linking words, in order.
    pub links: Vec<Link>,
}

/// Linking words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// They stand before the line with this place, from 0; after all lines where there is none.
    pub before: u32,
    /// The words, marked as the writer's.
    pub words: Words<140>,
}

/// How the program chose, as far as it may be shown: see [`voice::slate`]. Silence counts as not agreeing. With the
/// conversation's seed and the answers of that day it can be worked out again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// How many lines were asked for.
    pub places: u32,
    /// How many people had answered something: 8 or more.
    pub people: u32,
    /// How many of them agree with at least one line. Not told so soon after another account of the same conversation that the
    /// two could tell about somebody.
    pub covered: Portion,
    /// Whether no group that is large enough is left out (EJR+).
    pub holds: bool,
    /// The strongest group of one mind that is left out.
    pub left_out: Option<LeftOut>,
    /// How each line came to be chosen.
    pub lines: Vec<CertifiedLine>,
}

impl Certificate {
    /// Whether it tells how many are in some part of the people.
    pub(super) fn tells_of_parts(&self) -> bool {
        let left_out = self.left_out.map(|left_out| left_out.people);
        [Some(self.covered), left_out].into_iter().flatten().any(|part| part != Portion::NotTold)
    }
}

/// A group that no line speaks for as much as for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What they agree with.
    pub statement: StatementNo,
    /// How many they are.
    pub people: Portion,
}

/// How a line came to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertifiedLine {
    /// The statement.
    pub statement: StatementNo,
    /// Whether its supporters had enough to buy the place; otherwise it was added for those for whom nothing spoke.
    pub bought: bool,
    /// Who agreed with it; none where fewer than 8 had answered it.
    pub support: Option<Support>,
}

/// So many of those who answered, of 8 or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// How many said yes.
    pub yes: u32,
    /// How many answered.
    pub answered: u32,
}

/// What somebody says to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineReply {
    /// Yes, that is what we heard.
    Yes,
    /// Not quite, and how they would say it.
    NotQuite(Option<Words<280>>),
}

/// What came of an account, with numbers that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When.
    pub on: Day,
    /// How many answered at least one line.
    pub replied: Headcount,
    /// What was said to each line that still stood.
    pub lines: Vec<LineSaid>,
    /// The same within each clear opinion group.
    pub groups: Vec<GroupSaid>,
    /// What it falls short of; nothing means that it is agreed.
    pub short_of: Vec<Shortfall>,
}

impl Settled {
    /// Whether it is the group's account.
    pub fn is_agreed(&self) -> bool {
        self.short_of.is_empty()
    }
}

/// What was said to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineSaid {
    /// The line.
    pub statement: StatementNo,
    /// Who said yes; none where fewer than 8 answered.
    pub said: Option<Support>,
}

/// What an opinion group said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSaid {
    /// The group.
    pub group: Name,
    /// For each line, in the order of [`Settled::lines`], how many in ten said yes; none where the group may not be told apart.
    pub yes_in_ten: Vec<Option<Share>>,
}

/// Why an account is not agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shortfall {
    /// Fewer than 8 people answered, and fewer than half of the seats.
    TooFew,
    /// Nobody but its writer said yes.
    OnlyItsAuthor,
    /// Too few said yes to a line.
    Line(StatementNo),
    /// Too few of an opinion group said yes to a line.
    Group(Name, StatementNo),
}

impl Account {
    /// Whether lines can be answered.
    pub fn is_open(&self, today: Day) -> bool {
        !self.is_altered() && self.settled.is_none() && today <= self.until
    }

    /// Whether it, or what came of it, was altered.
    pub const fn is_altered(&self) -> bool {
        self.altered.is_some() || self.result_altered.is_some()
    }

    /// Whether it was settled as the group's own.
    pub fn is_agreed(&self) -> bool {
        self.settled.as_ref().is_some_and(Settled::is_agreed)
    }

    /// Lines and linking words, in order.
    pub fn parts(&self) -> Vec<Part> {
        let links = self.author.as_ref().map_or(&[][..], |author| &author.links);
        let before = |at: u32| links.iter().filter(move |link| link.before == at);
        let mut parts = Vec::new();
        for (at, line) in (0..).zip(&self.lines) {
            parts.extend(before(at).map(|link| Part::Linking(link.words.clone())));
            parts.push(Part::Line(*line));
        }
        let end = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        parts.extend(before(end).map(|link| Part::Linking(link.words.clone())));
        parts
    }

    /// How people would put a line instead, in an order that tells nothing of who they are.
    pub fn not_quite(&self, line: StatementNo) -> Vec<&Words<280>> {
        let of_line = self.replies.range((line, SeatNo(0))..=(line, SeatNo(u32::MAX)));
        let mut words: Vec<_> = of_line
            .filter_map(|(_, reply)| match reply {
                LineReply::NotQuite(words) => words.as_ref(),
                LineReply::Yes => None,
            })
            .collect();
        words.sort_unstable();
        words
    }

    /// What is missing, in an order that tells nothing of who misses it.
    pub fn missing_words(&self) -> Vec<&Words<280>> {
        let mut words: Vec<_> = self.missing.values().collect();
        words.sort_unstable();
        words
    }
}

impl Table {
    /// An account by its number.
    pub fn account(&self, number: AccountNo) -> Option<&Account> {
        self.accounts.get(number.index().checked_sub(1)?)
    }

    /// What the program would choose now: for whoever checks what it was said to have chosen. None where there is nothing to
    /// choose from.
    pub fn choose_again(&self, conversation: ConversationNo, places: u32) -> Option<Certificate> {
        if !(1..=MOST_LINES).contains(&places) {
            return None;
        }
        call::certificate(self, self.conversation(conversation)?, places).ok()
    }

    /// What an account comes to by what is said to it now, were it counted on a day: for whoever checks what it was said to come
    /// to. None where there is no such account.
    pub fn settle_again(&self, number: AccountNo, on: Day) -> Option<Settled> {
        let account = self.account(number)?;
        Some(settle::settle(self, account, self.conversation(account.conversation)?, on))
    }
}
