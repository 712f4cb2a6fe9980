//! What a decision is about.

use serde::{Deserialize, Serialize};
use table::{Proposal, Refusal, Source, TypedProposal};
use utoipa::ToSchema;

use super::super::refs::ComesFrom;
use super::super::shapes::objects;

/// A proposal with everything people need to know before they answer. What is read can be sent back.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalTold {
    /// The proposal in one sentence.
    /// At most 140 characters, counted as they are kept.
    #[schema(min_length = 1)]
    proposal: String,
    /// What it would do.
    /// At most 600 characters, counted as they are kept.
    #[schema(min_length = 1)]
    would_do: String,
    /// What it would cost, money and else.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    cost: String,
    /// Who does it.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    who_does: String,
    /// What would stop.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    would_stop: String,
    /// Who it may be bad for.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    bad_for: String,
    /// Who can overrule it, and that they have said so.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    overrule: String,
    /// When it is looked at again, as 2026-12-31.
    #[schema(format = Date)]
    review_on: String,
    /// The words it comes from, each once. You can leave it out.
    #[serde(default, deserialize_with = "objects")]
    #[schema(max_items = 50)]
    sources: Vec<ComesFrom>,
}

impl ProposalTold {
    pub(super) fn of(proposal: &Proposal) -> Self {
        Self {
            proposal: proposal.what.to_string(),
            would_do: proposal.would_do.to_string(),
            cost: proposal.cost.to_string(),
            who_does: proposal.who_does.to_string(),
            would_stop: proposal.would_stop.to_string(),
            bad_for: proposal.bad_for.to_string(),
            overrule: proposal.overrule.to_string(),
            review_on: proposal.review_on.to_string(),
            sources: proposal.from.iter().copied().map(ComesFrom::from).collect(),
        }
    }

    /// The proposal, or everything that needs mending.
    pub(super) fn check(&self) -> Result<Proposal, Vec<Refusal>> {
        Proposal::check(TypedProposal {
            what: &self.proposal,
            would_do: &self.would_do,
            cost: &self.cost,
            who_does: &self.who_does,
            would_stop: &self.would_stop,
            bad_for: &self.bad_for,
            overrule: &self.overrule,
            review_on: self.review_on.parse().ok(),
            from: self.sources.iter().copied().map(Source::from).collect(),
        })
    }
}
