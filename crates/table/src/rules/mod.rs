//! How a table decides: chosen before the first decision, and pinned to each decision when it opens.

mod decide;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use voice::rule::InHundred;

pub(crate) use decide::choose;

use crate::day::Day;
use crate::ids::DecisionNo;
use crate::people::{Connection, choices};
use crate::refusal::{Field, Refusal};
use crate::state::Table;
use crate::words::Words;

choices! {
    /// A sort of rule.
    RuleKind {
        /// Nobody is worried.
        Consent = "consent",
        /// A stated share of those who take a side.
        Vote = "vote",
        /// A stated share within each of the sides.
        BothMustAgree = "both-must-agree",
        /// One of several, by everyone's order of them (Schulze).
        Ranked = "ranked",
        /// Which projects share a sum of money (Equal Shares).
        SharedBudget = "shared-budget",
        /// All advise, then somebody named decides by a day.
        Advice = "advice",
    }
}

/// A rule with its numbers. `quorum` of the seats that could answer have to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// It goes through unless somebody is worried; then we talk first.
    Consent {
        /// So many have to answer.
        quorum: InHundred,
    },
    /// It goes through when enough of those who take a side want it or can live with it.
    Vote {
        /// So many: 51 or more.
        share: InHundred,
        /// So many have to answer.
        quorum: InHundred,
    },
    /// The vote is won within each side.
    BothMustAgree {
        /// The sides: how people are connected to this, as they declare it. Two or more.
        sides: BTreeSet<Connection>,
        /// So many of each: 51 or more.
        share: InHundred,
        /// So many have to answer.
        quorum: InHundred,
    },
    /// One of several, by the Schulze method.
    Ranked {
        /// So many have to answer.
        quorum: InHundred,
    },
    /// Projects that share a sum, by the Method of Equal Shares.
    SharedBudget {
        /// So many have to answer.
        quorum: InHundred,
    },
    /// All advise; whoever the decision names decides by a day, and has to answer.
    Advice,
}

impl Rule {
    /// What sort of rule it is.
    pub const fn kind(&self) -> RuleKind {
        match self {
            Self::Consent { .. } => RuleKind::Consent,
            Self::Vote { .. } => RuleKind::Vote,
            Self::BothMustAgree { .. } => RuleKind::BothMustAgree,
            Self::Ranked { .. } => RuleKind::Ranked,
            Self::SharedBudget { .. } => RuleKind::SharedBudget,
            Self::Advice => RuleKind::Advice,
        }
    }

    /// The share of the seats that has to answer; advice needs nobody's.
    pub const fn quorum(&self) -> Option<InHundred> {
        match self {
            Self::Consent { quorum }
            | Self::Vote { quorum, .. }
            | Self::BothMustAgree { quorum, .. }
            | Self::Ranked { quorum }
            | Self::SharedBudget { quorum } => Some(*quorum),
            Self::Advice => None,
        }
    }

    fn check(&self) -> Result<(), Refusal> {
        if let Self::Vote { share, .. } | Self::BothMustAgree { share, .. } = self
            && share.get() <= 50
        {
            return Err(Refusal::OutOfRange { field: Field::Share, least: 51, most: 100 });
        }
        match self {
            Self::BothMustAgree { sides, .. }
                if sides.contains(&Connection::RatherNot) || sides.len() < 2 =>
            {
                let most = u32::try_from(Connection::ALL.len()).unwrap_or(u32::MAX) - 1;
                Err(Refusal::OutOfRange { field: Field::Sides, least: 2, most })
            }
            _ => Ok(()),
        }
    }
}

/// What makes an account agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountTerms {
    /// Each line needs so many of those who answered it.
    pub share: InHundred,
    /// And so many within each opinion group of which 8 or more answered it.
    pub floor: InHundred,
}

impl Default for AccountTerms {
    fn default() -> Self {
        const fn in_hundred(number: u8) -> InHundred {
            match InHundred::new(number) {
                Some(share) => share,
                None => unreachable!(),
            }
        }
        const { Self { share: in_hundred(60), floor: in_hundred(40) } }
    }
}

/// How a table decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The rules in use, each of another kind; a decision names one of them.
    pub rules: Vec<Rule>,
    /// What we do when we do not agree.
    pub disagreement: Words<600>,
    /// What makes an account agreed.
    pub account: AccountTerms,
}

impl Rules {
    /// The rule of a kind, where it is one of ours.
    pub fn of_kind(&self, kind: RuleKind) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.kind() == kind)
    }

    /// Whether these can be kept: one of each kind at most, and one among them by which rules can be changed.
    pub fn check(&self) -> Result<(), Refusal> {
        let kinds: BTreeSet<RuleKind> = self.rules.iter().map(Rule::kind).collect();
        if kinds.len() < self.rules.len() {
            return Err(Refusal::SameTwice { field: Field::Rules });
        }
        let passing = [RuleKind::Consent, RuleKind::Vote, RuleKind::BothMustAgree];
        if !passing.iter().any(|kind| kinds.contains(kind)) {
            return Err(Refusal::NoWayToChange);
        }
        self.rules.iter().try_for_each(Rule::check)
    }
}

/// One version of how a table decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesVersion {
    /// The rules.
    pub rules: Rules,
    /// Why.
    pub why: Option<Words<280>>,
    /// The decision that changed them; the first ones have none.
    pub decision: Option<DecisionNo>,
    /// When.
    pub on: Day,
    /// The journal entry that was altered, where this one was: then no rule of it is known, and nothing can be decided by it.
    pub altered: Option<u64>,
}

impl Table {
    /// How we decide, and its version from 1; none while nothing is chosen.
    pub fn rules(&self) -> Option<(u32, &RulesVersion)> {
        let version = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        self.rules.last().map(|last| (version, last))
    }

    /// What makes an account agreed here today: as chosen, or else 60 and 40 in a hundred.
    pub fn account_terms(&self) -> AccountTerms {
        self.rules().map_or_else(AccountTerms::default, |(_, version)| version.rules.account)
    }
}
