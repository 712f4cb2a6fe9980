//! What people can ask for about decisions.

use serde::Serialize;

use super::{Ballot, NotHere, Proposal, Question};
use crate::day::Day;
use crate::ids::{ConversationNo, DecisionNo};
use crate::words::Words;

/// A decision as somebody wants to open it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// The conversation it follows, if any.
    pub conversation: Option<ConversationNo>,
    /// What it is about.
    pub proposal: Proposal,
    /// What is asked.
    pub question: Question,
    /// The last day to answer.
    pub closes: Day,
    /// Decides lots; drawn by the caller.
    pub seed: [u8; 32],
}

/// The next round of a decision that led to a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// The decision that led to the talk.
    pub decision: DecisionNo,
    /// The proposal as it is now.
    pub proposal: Proposal,
    /// How the worries were met.
    pub met: Words<600>,
    /// The last day to answer.
    pub closes: Day,
    /// Decides lots; drawn by the caller.
    pub seed: [u8; 32],
}

/// What people can ask for about decisions.
#[derive(Debug, Clone, Serialize)]
pub enum DecisionCommand {
    /// Open a decision.
    Open(Box<Opening>),
    /// Answer. The last ballot of a seat counts.
    CastBallot {
        /// The decision.
        decision: DecisionNo,
        /// The answer.
        ballot: Ballot,
    },
    /// Take one's own ballot back. What was counted at the close stays counted.
    TakeBallotBack {
        /// The decision.
        decision: DecisionNo,
    },
    /// Ask for 14 days more. Any one seat can, once for each decision.
    AskMoreTime {
        /// The decision.
        decision: DecisionNo,
    },
    /// Answer "Who is not here?". The last answer stands.
    AnswerWhoIsNotHere {
        /// The decision.
        decision: DecisionNo,
        /// The answer.
        not_here: NotHere,
    },
    /// Close it after its last day, and count.
    Close {
        /// The decision.
        decision: DecisionNo,
    },
    /// After a talk about worries: the proposal anew, by the same rule. Everybody answers anew.
    AmendAfterTalk(Box<Amendment>),
}
