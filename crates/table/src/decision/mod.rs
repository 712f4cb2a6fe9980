//! Deciding by a rule that was chosen before: one seat, one ballot, and no count before the close.
//!
//! The rule, what happens in a disagreement and who can answer are pinned when a decision opens. While it is open nothing
//! outside this module can read a ballot but its own holder's; what it came to is worked out when it is closed, and
//! stays though ballots are erased afterwards.

mod apply;
mod budget;
mod close;
mod command;
mod decide;
mod event;
mod open;
mod outcome;
mod proposal;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use voice::rule::Stand;

pub use command::{Amendment, DecisionCommand, Opening};
pub(crate) use decide::decide;
pub use event::{DecisionEvent, Opened};
pub use outcome::{CameTo, Closed, Funded, FundedBy, Outcome, SideSaid, SideTold};
pub use proposal::{Passing, Project, Proposal, Question, Source, TypedProposal};

use crate::day::Day;
use crate::headcount::Headcount;
use crate::ids::{ConversationNo, DecisionNo, SeatNo};
use crate::lot::lot;
use crate::rules::Rule;
use crate::state::Table;
use crate::words::Words;

/// Asking for more time gives so many days.
pub const MORE_TIME_DAYS: i32 = 14;

/// A choice made by a stated rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its number.
    pub number: DecisionNo,
    /// The conversation it follows, if any.
    pub conversation: Option<ConversationNo>,
    /// What it is about, as it was when people answered.
    pub proposal: Proposal,
    /// What is asked.
    pub question: Question,
    /// The rule that holds for it.
    pub rule: Rule,
    /// What we do when we do not agree.
    pub disagreement: Words<600>,
    /// When it was opened.
    pub opened_on: Day,
    /// The last day to answer, as announced.
    pub closes: Day,
    /// The last day to answer since somebody asked for more time.
    pub more_time: Option<Day>,
    /// How many seats could answer when it opened.
    pub seats: u32,
    /// Who is not here, as the group answers it.
    pub not_here: Option<NotHere>,
    /// What it came to.
    pub closed: Option<Closed>,
    /// The decision whose worries were talked about before this one.
    pub after: Option<AfterTalk>,
    /// The decision that takes this one up after a talk.
    pub followed_by: Option<DecisionNo>,
    /// The journal entry that was altered, where the decision itself was: then nothing of it is known.
    pub altered: Option<u64>,
    /// The journal entry that was altered, where what it came to was: it is over, and not known.
    pub result_altered: Option<u64>,
    /// Decides lots.
    pub(crate) seed: [u8; 32],
    /// Seats with a number below this were there when it opened.
    pub(crate) roll: u32,
    pub(crate) ballots: BTreeMap<SeatNo, Ballot>,
}

/// What a talk about worries changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterTalk {
    /// The decision that led to the talk.
    pub decision: DecisionNo,
    /// How the worries were met.
    pub met: Words<600>,
}

/// One seat's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ballot {
    /// Where somebody stands on a proposal, and why if they like.
    Stand {
        /// Yes, OK, not sure or worried.
        stand: Stand,
        /// In their own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Words<280>>,
    },
    /// Options by their place in the list, from first choice on; equals together. Those left out come last.
    Ranked(Vec<BTreeSet<u16>>),
    /// The projects somebody wants, by their place in the list. None is an answer too.
    Wants(BTreeSet<u16>),
}

/// "Who is not here?"
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotHere {
    /// Whom we expected and heard.
    pub people: Vec<Expected>,
    /// The answer in words.
    pub words: Words<280>,
}

/// People who should be heard, as somebody counts them; never the number of ballots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Which people.
    pub who: Words<80>,
    /// How they were reached: by phone, on paper, in the room.
    pub channel: Option<Words<80>>,
    /// How many were expected.
    pub expected: Headcount,
    /// How many were heard.
    pub heard: Headcount,
}

impl Decision {
    /// The last day to answer.
    pub fn last_day(&self) -> Day {
        self.more_time.unwrap_or(self.closes)
    }

    /// Whether it can be answered.
    pub fn is_open(&self, today: Day) -> bool {
        !self.is_altered() && self.closed.is_none() && today <= self.last_day()
    }

    /// Whether it, or what it came to, was altered.
    pub const fn is_altered(&self) -> bool {
        self.altered.is_some() || self.result_altered.is_some()
    }

    /// Whether a seat could answer it: those that were taken when it opened.
    pub const fn is_for(&self, seat: SeatNo) -> bool {
        seat.0 < self.roll
    }

    /// A seat's own ballot, for its holder's eyes.
    pub fn ballot_of(&self, seat: SeatNo) -> Option<&Ballot> {
        self.ballots.get(&seat)
    }

    /// What people wrote beside where they stand, once it is closed; none before. The order is drawn by lot, and tells
    /// nothing of who they are.
    pub fn words(&self) -> Vec<(Stand, &Words<280>)> {
        if self.closed.is_none() {
            return Vec::new();
        }
        let mut words: Vec<(Stand, &Words<280>)> = self
            .ballots
            .iter()
            .filter(|(seat, _)| self.is_for(**seat))
            .filter_map(|(_, ballot)| match ballot {
                Ballot::Stand { stand, words } => Some((*stand, words.as_ref()?)),
                Ballot::Ranked(_) | Ballot::Wants(_) => None,
            })
            .collect();
        words.sort_by_cached_key(|(stand, words)| {
            (lot("roundtable words", &self.seed, words.as_str().as_bytes()), *stand)
        });
        words
    }
}

impl Table {
    /// A decision by its number.
    pub fn decision(&self, number: DecisionNo) -> Option<&Decision> {
        self.decisions.get(number.index().checked_sub(1)?)
    }
}
