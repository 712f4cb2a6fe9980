//! What is decided about, and what is asked.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::ids::{AccountNo, ConversationNo, StatementNo};
use crate::people::choices;
use crate::refusal::{Field, Refusal, keep};
use crate::rules::{RuleKind, Rules};
use crate::words::Words;

/// A proposal with everything people need to know before they answer. Frozen when the decision opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The proposal in one sentence.
    pub what: Words<140>,
    /// What it would do.
    pub would_do: Words<600>,
    /// What it would cost, money and else.
    pub cost: Words<280>,
    /// Who does it.
    pub who_does: Words<280>,
    /// What would stop.
    pub would_stop: Words<280>,
    /// Who it may be bad for.
    pub bad_for: Words<280>,
    /// Who can overrule it, and that they have said so.
    pub overrule: Words<280>,
    /// When it is looked at again.
    pub review_on: Day,
    /// How it came about.
    pub from: Vec<Source>,
}

/// Words a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Something somebody said.
    Statement(ConversationNo, StatementNo),
    /// A line of an account.
    Line(AccountNo, StatementNo),
    /// All lines of an account.
    Account(AccountNo),
}

/// A proposal as typed, before it is measured.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields of a proposal, see `Proposal`")]
pub struct TypedProposal<'a> {
    pub what: &'a str,
    pub would_do: &'a str,
    pub cost: &'a str,
    pub who_does: &'a str,
    pub would_stop: &'a str,
    pub bad_for: &'a str,
    pub overrule: &'a str,
    pub review_on: Option<Day>,
    pub from: Vec<Source>,
}

impl Proposal {
    /// Every refusal at once, in the order of the fields.
    pub fn check(typed: TypedProposal<'_>) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let what = keep(&mut refusals, Words::of(Field::Proposal, &crate::words::one_line(typed.what)));
        let would_do = keep(&mut refusals, Words::of(Field::WouldDo, typed.would_do));
        let cost = keep(&mut refusals, Words::of(Field::Cost, typed.cost));
        let who_does = keep(&mut refusals, Words::of(Field::WhoDoes, typed.who_does));
        let would_stop = keep(&mut refusals, Words::of(Field::WouldStop, typed.would_stop));
        let bad_for = keep(&mut refusals, Words::of(Field::BadFor, typed.bad_for));
        let overrule = keep(&mut refusals, Words::of(Field::Overrule, typed.overrule));
        let review_on =
            keep(&mut refusals, typed.review_on.ok_or(Refusal::NotADay { field: Field::ReviewOn }));
        let whole = || {
            Some(Self {
                what: what?,
                would_do: would_do?,
                cost: cost?,
                who_does: who_does?,
                would_stop: would_stop?,
                bad_for: bad_for?,
                overrule: overrule?,
                review_on: review_on?,
                from: typed.from,
            })
        };
        whole().ok_or(refusals)
    }
}

choices! {
    /// A rule by which a single proposal goes through or does not.
    Passing {
        /// See `Rule::Consent`.
        Consent = "consent",
        /// See `Rule::Vote`.
        Vote = "vote",
        /// See `Rule::BothMustAgree`.
        BothMustAgree = "both-must-agree",
    }
}

/// What is asked, and by what sort of rule it is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Whether the proposal goes through.
    Proposal {
        /// By which rule.
        by: Passing,
    },
    /// Whether these are how we decide from then on.
    NewRules {
        /// By which rule.
        by: Passing,
        /// The new ones.
        rules: Rules,
    },
    /// Which one of several: 2 to 20.
    Ranked {
        /// What there is to choose from.
        options: Vec<Words<140>>,
    },
    /// Which projects share a sum: 1 to 50.
    SharedBudget {
        /// The sum, in pence.
        pence: u64,
        /// What could be paid for.
        projects: Vec<Project>,
    },
    /// What somebody named should decide.
    Advice {
        /// Who decides.
        who: Words<80>,
        /// By when: they have to answer, and it becomes a promise.
        by: Day,
    },
}

/// Something that could be paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// What it is.
    pub what: Words<140>,
    /// What it costs.
    pub pence: u64,
}

impl Question {
    /// The sort of rule that decides it.
    pub const fn kind(&self) -> RuleKind {
        match self {
            Self::Proposal { by } | Self::NewRules { by, .. } => match by {
                Passing::Consent => RuleKind::Consent,
                Passing::Vote => RuleKind::Vote,
                Passing::BothMustAgree => RuleKind::BothMustAgree,
            },
            Self::Ranked { .. } => RuleKind::Ranked,
            Self::SharedBudget { .. } => RuleKind::SharedBudget,
            Self::Advice { .. } => RuleKind::Advice,
        }
    }
}
