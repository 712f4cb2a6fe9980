//! What a decision came to: whole totals, and of smaller groups only what may be shown.

use serde::{Deserialize, Serialize};
use voice::publish::Share;
use voice::rule::{self, Stands};

use crate::day::Day;
use crate::people::Connection;
use crate::words::Words;

/// A decision's end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When it was counted.
    pub on: Day,
    /// How many of the seats that could answer did.
    pub answered: u32,
    /// What it came to.
    pub outcome: Outcome,
}

/// What the ballots came to, with the working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// By consent, a vote, or both sides.
    Stands {
        /// What it came to.
        result: rule::Outcome,
        /// How many said what.
        stands: Stands,
        /// What each side said, where both must agree.
        sides: Vec<SideSaid>,
    },
    /// By everyone's order.
    Ranked {
        /// The one before whom nobody comes. None where several are, or too few answered.
        chosen: Option<u16>,
        /// From first to last; equals together.
        order: Vec<Vec<u16>>,
        /// Row by row: how many rank the one of the row above the one of the column.
        pairs: Vec<u32>,
        /// How many had to answer, where fewer did.
        too_few: Option<u32>,
    },
    /// By equal shares: add1, then what is left to the most wanted that fits.
    Budget {
        /// What is paid for, in the order it was; nothing where too few answered.
        funded: Vec<Funded>,
        /// How many want each project, in the order of the list.
        wanted: Vec<u32>,
        /// What stays unspent, in pence.
        left: u64,
        /// By how many pence everybody's part was raised before the end.
        raised: u64,
        /// How many had to answer, where fewer did.
        too_few: Option<u32>,
    },
    /// Advice to somebody.
    Advice {
        /// How many said what.
        stands: Stands,
        /// Who decides now.
        who: Words<80>,
        /// By when.
        by: Day,
    },
}

/// One of the sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideSaid {
    /// Which.
    pub side: Connection,
    /// None where it may not be told apart: fewer than 8 on it answered, fewer than 8 of the rest, or fewer than 20 in all.
    pub told: Option<SideTold>,
}

/// What may be told of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideTold {
    /// Of those on it who answered, so many in ten want it or can live with it.
    pub for_it_in_ten: Share,
    /// Whether it agreed: whether enough of those who took a side did.
    pub agreed: bool,
}

/// A project that is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funded {
    /// Its place in the list.
    pub project: u16,
    /// How it came to its money.
    pub by: FundedBy,
}

/// How a project came to its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FundedBy {
    /// Those who want it paid from equal parts: each so many pence, rounded down, or what they had left.
    Shares {
        /// Pence.
        each: u64,
    },
    /// From what was left, as the most wanted that fitted.
    Rest,
}

/// An outcome in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CameTo {
    /// It goes through.
    Passed,
    /// It does not.
    NotPassed,
    /// Worries are talked about first.
    TalkFirst,
    /// Too few answered.
    TooFew,
    /// A side is too small to be told apart, so nothing goes through by this rule.
    SideTooSmall,
    /// One of several.
    Chosen(u16),
    /// Several come first together.
    Tied,
    /// The money was shared out.
    Shared,
    /// Somebody decides now.
    Advised,
}

impl Outcome {
    /// In one word.
    pub fn came_to(&self) -> CameTo {
        match self {
            Self::Stands { result, .. } => match result {
                rule::Outcome::Passed => CameTo::Passed,
                rule::Outcome::NotPassed => CameTo::NotPassed,
                rule::Outcome::TalkFirst { .. } => CameTo::TalkFirst,
                rule::Outcome::TooFew { .. } => CameTo::TooFew,
                rule::Outcome::SideTooSmall => CameTo::SideTooSmall,
            },
            Self::Ranked { too_few: Some(_), .. } | Self::Budget { too_few: Some(_), .. } => CameTo::TooFew,
            Self::Ranked { chosen, .. } => chosen.map_or(CameTo::Tied, CameTo::Chosen),
            Self::Budget { .. } => CameTo::Shared,
            Self::Advice { .. } => CameTo::Advised,
        }
    }
}
