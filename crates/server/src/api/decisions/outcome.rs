//! What a decision came to, with the working: whole totals, and of smaller groups only what may be shown.

use serde::Serialize;
use table::{CameTo, Closed, Decision, Funded, FundedBy, Outcome, SideSaid, Stands};
use utoipa::ToSchema;
use voice::rule;

use super::super::kinds::{ConnectedBy, Date, OptionNumber, StandsWhere};
use super::super::request::Span;

/// How many said what.
#[derive(Serialize, ToSchema)]
struct StandCounts {
    /// "I want this."
    yes: u32,
    /// "I can live with it."
    ok: u32,
    /// "I need to know more."
    not_sure: u32,
    /// "We should talk first."
    worried: u32,
}

impl StandCounts {
    const fn of(stands: &Stands) -> Self {
        Self { yes: stands.yes, ok: stands.ok, not_sure: stands.not_sure, worried: stands.worried }
    }
}

/// What may be told of a side.
#[derive(Serialize, ToSchema)]
struct SideAnswered {
    /// Of those on it who answered, so many in ten want it or can live with it: 1 is 1 or fewer, 9 is 9 or more.
    for_it_in_ten: u8,
    /// Whether enough of those who took a side did.
    agreed: bool,
}

/// One of the sides that must agree.
#[derive(Serialize, ToSchema)]
struct SideTold {
    /// How those on it are connected to this.
    side: ConnectedBy,
    /// What they said; nothing where it, or the rest, is too small to be told apart.
    told: Option<SideAnswered>,
}

impl SideTold {
    fn of(side: SideSaid) -> Self {
        let told = side
            .told
            .map(|told| SideAnswered { for_it_in_ten: told.for_it_in_ten.get(), agreed: told.agreed });
        Self { side: ConnectedBy(side.side), told }
    }
}

/// A project that is paid for.
#[derive(Serialize, ToSchema)]
struct ProjectFunded {
    /// Its number in the question's list, from 1.
    #[schema(value_type = OptionNumber)]
    option: u16,
    /// What each of those who want it paid at most, in pence, rounded down; nothing where it was paid from what was left.
    each: Option<u64>,
}

impl ProjectFunded {
    const fn of(funded: Funded) -> Self {
        let each = match funded.by {
            FundedBy::Shares { each } => Some(each),
            FundedBy::Rest => None,
        };
        Self { option: number(funded.project), each }
    }
}

const fn number(place: u16) -> u16 {
    place.saturating_add(1)
}

/// How it was worked out.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Working {
    /// By consent, a vote, or both sides.
    Stands {
        /// How many said what.
        stands: StandCounts,
        /// What each side said, where both must agree.
        sides: Vec<SideTold>,
    },
    /// By everyone's order (Schulze).
    Ranked {
        /// The numbers of what there was to choose from, from first to last; equals together.
        #[schema(value_type = Vec<Vec<OptionNumber>>)]
        order: Vec<Vec<u16>>,
        /// In row `a` and column `b`: how many rank `a` above `b`.
        pairs: Vec<Vec<u32>>,
    },
    /// By equal shares: add1, then what is left to the most wanted that fits.
    SharedBudget {
        /// What is paid for, in the order it was.
        funded: Vec<ProjectFunded>,
        /// How many want each project, in the order of the list.
        wanted: Vec<u32>,
        /// What stays unspent, in pence.
        left: u64,
        /// By how many pence everybody's part was raised before the end.
        raised: u64,
    },
    /// Advice to somebody.
    Advice {
        /// How many said what.
        stands: StandCounts,
        /// Who decides now.
        decider: String,
        /// By when.
        decide_by: Date,
    },
}

impl Working {
    fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Stands { stands, sides, .. } => Self::Stands {
                stands: StandCounts::of(stands),
                sides: sides.iter().copied().map(SideTold::of).collect(),
            },
            Outcome::Ranked { order, pairs, .. } => {
                let options: usize = order.iter().map(Vec::len).sum();
                Self::Ranked {
                    order: order
                        .iter()
                        .map(|layer| layer.iter().map(|place| number(*place)).collect())
                        .collect(),
                    pairs: pairs.chunks(options.max(1)).map(<[u32]>::to_vec).collect(),
                }
            }
            Outcome::Budget { funded, wanted, left, raised, .. } => Self::SharedBudget {
                funded: funded.iter().copied().map(ProjectFunded::of).collect(),
                wanted: wanted.clone(),
                left: *left,
                raised: *raised,
            },
            Outcome::Advice { stands, who, by } => Self::Advice {
                stands: StandCounts::of(stands),
                decider: who.to_string(),
                decide_by: Date(*by),
            },
        }
    }
}

/// What somebody wrote beside where they stand.
#[derive(Serialize, ToSchema)]
struct WordsBeside {
    /// Where they stand.
    stand: StandsWhere,
    /// Their words.
    text: String,
}

/// What a decision came to.
#[derive(Serialize, ToSchema)]
pub(super) struct CameOut {
    /// When it was counted.
    on: Date,
    /// How many of those who could answer did.
    answered: u32,
    /// How many had to, where fewer did.
    needed: Option<u32>,
    /// The number of the one that was chosen, where one of several was.
    #[schema(value_type = Option<OptionNumber>)]
    chosen: Option<u16>,
    /// How it was worked out.
    working: Working,
    /// What people wrote beside where they stand, in an order drawn by lot.
    words: Vec<WordsBeside>,
    /// How many of these there are.
    words_in_all: u32,
}

impl CameOut {
    pub(super) fn of(decision: &Decision, closed: &Closed, span: Span) -> Self {
        let words = decision.words();
        let (part, _) = span.part(&words);
        let beside = |(stand, text): &(table::Stand, &table::Words<280>)| WordsBeside {
            stand: StandsWhere(*stand),
            text: text.to_string(),
        };
        Self {
            on: Date(closed.on),
            answered: closed.answered,
            needed: needed(&closed.outcome),
            chosen: match closed.outcome.came_to() {
                CameTo::Chosen(place) => Some(number(place)),
                _ => None,
            },
            working: Working::of(&closed.outcome),
            words: part.iter().map(beside).collect(),
            words_in_all: u32::try_from(words.len()).unwrap_or(u32::MAX),
        }
    }
}

const fn needed(outcome: &Outcome) -> Option<u32> {
    match outcome {
        Outcome::Stands { result: rule::Outcome::TooFew { needed, .. }, .. } => Some(*needed),
        Outcome::Ranked { too_few, .. } | Outcome::Budget { too_few, .. } => *too_few,
        Outcome::Stands { .. } | Outcome::Advice { .. } => None,
    }
}
