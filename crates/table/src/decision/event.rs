//! What happens to decisions.

use serde::{Deserialize, Serialize};

use super::{AfterTalk, Ballot, Closed, NotHere, Proposal, Question};
use crate::day::Day;
use crate::event::{About, Erasure, Kind};
use crate::ids::{ConversationNo, DecisionNo, SeatNo};
use crate::rules::Rule;
use crate::words::Words;

/// A decision as it was opened. Nobody's, as it has power over others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its number, from 1 in order.
    pub decision: DecisionNo,
    /// The conversation it follows, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ConversationNo>,
    /// What it is about.
    pub proposal: Proposal,
    /// What is asked.
    pub question: Question,
    /// The rule that holds for it, whatever is chosen later.
    pub rule: Rule,
    /// What we do when we do not agree.
    pub disagreement: Words<600>,
    /// The last day to answer.
    pub closes: Day,
    /// How many seats can answer.
    pub seats: u32,
    /// Those with a number below this.
    pub roll: u32,
    /// Decides lots.
    pub seed: [u8; 32],
    /// The decision whose worries were talked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<AfterTalk>,
}

/// Something that happened to a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionEvent {
    /// A decision was opened.
    Opened(Box<Opened>),
    /// A seat answered, or answered anew.
    BallotCast {
        /// The decision.
        decision: DecisionNo,
        /// The seat.
        seat: SeatNo,
        /// The answer.
        ballot: Ballot,
    },
    /// A ballot was taken back.
    BallotTakenBack {
        /// The decision.
        decision: DecisionNo,
        /// The seat.
        seat: SeatNo,
    },
    /// Somebody asked for more time. Who is not kept.
    MoreTimeAsked {
        /// The decision.
        decision: DecisionNo,
        /// The last day now.
        until: Day,
    },
    /// "Who is not here?" was answered.
    NotHereAnswered {
        /// The decision.
        decision: DecisionNo,
        /// The answer.
        not_here: NotHere,
    },
    /// It was closed and counted.
    Closed {
        /// The decision.
        decision: DecisionNo,
        /// What it came to.
        closed: Box<Closed>,
    },
}

impl DecisionEvent {
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Opened(_) => Kind::DecisionOpened,
            Self::BallotCast { .. } => Kind::DecisionBallotCast,
            Self::BallotTakenBack { .. } => Kind::DecisionBallotTakenBack,
            Self::MoreTimeAsked { .. } => Kind::DecisionMoreTimeAsked,
            Self::NotHereAnswered { .. } => Kind::DecisionNotHereAnswered,
            Self::Closed { .. } => Kind::DecisionClosed,
        }
    }

    pub(crate) fn about(&self) -> About {
        match self {
            Self::Opened(opened) => About::item(opened.decision.0),
            Self::BallotCast { decision, .. }
            | Self::BallotTakenBack { decision, .. }
            | Self::MoreTimeAsked { decision, .. }
            | Self::NotHereAnswered { decision, .. }
            | Self::Closed { decision, .. } => About::item(decision.0),
        }
    }

    pub(crate) const fn owner(&self) -> Option<SeatNo> {
        match self {
            Self::BallotCast { seat, .. } | Self::BallotTakenBack { seat, .. } => Some(*seat),
            _ => None,
        }
    }

    pub(crate) fn erases(&self) -> Option<Erasure> {
        Some(Erasure { owner: self.owner()?, kinds: &[Kind::DecisionBallotCast], about: Some(self.about()) })
    }
}
