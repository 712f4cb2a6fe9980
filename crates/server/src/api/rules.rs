//! How a table decides: every version, and choosing.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{
    AccountTerms, Command, Connection, Field, InHundred, Refusal, Rule, Rules, RulesVersion, TableId, Words,
};
use utoipa::ToSchema;

use super::kinds::{ConnectedBy, Date};
use super::request::{Asking, At, Body, Keyed, Writing, ask, readable};
use super::shapes::{object, objects, share, whole};
use super::trouble::Trouble;
use super::{Answered, DONE, Done};
use crate::app::App;

/// A rule with its numbers. `quorum` in a hundred of the seats that could answer have to.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RuleTold {
    /// It goes through unless somebody is worried; then we talk first.
    Consent {
        /// So many in a hundred have to answer.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 1, maximum = 100)]
        quorum: InHundred,
    },
    /// It goes through when enough of those who take a side want it or can live with it.
    Vote {
        /// So many in a hundred of them.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 51, maximum = 100)]
        share: InHundred,
        /// So many in a hundred have to answer.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 1, maximum = 100)]
        quorum: InHundred,
    },
    /// The vote is won within each side.
    BothMustAgree {
        /// The sides: how people are connected to this, as they declare it; `rather-not` is none. Each once.
        #[schema(min_items = 2, max_items = 5)]
        sides: Vec<ConnectedBy>,
        /// So many in a hundred of those of each side who take one.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 51, maximum = 100)]
        share: InHundred,
        /// So many in a hundred have to answer.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 1, maximum = 100)]
        quorum: InHundred,
    },
    /// One of several, by everyone's order of them (Schulze).
    Ranked {
        /// So many in a hundred have to answer.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 1, maximum = 100)]
        quorum: InHundred,
    },
    /// Projects that share a sum of money (Equal Shares).
    SharedBudget {
        /// So many in a hundred have to answer.
        #[serde(deserialize_with = "share")]
        #[schema(value_type = u8, minimum = 1, maximum = 100)]
        quorum: InHundred,
    },
    /// All advise; whoever the decision names decides by a day.
    Advice {},
}

impl RuleTold {
    pub(super) fn of(rule: &Rule) -> Self {
        match *rule {
            Rule::Consent { quorum } => Self::Consent { quorum },
            Rule::Vote { share, quorum } => Self::Vote { share, quorum },
            Rule::BothMustAgree { ref sides, share, quorum } => {
                Self::BothMustAgree { sides: sides.iter().copied().map(ConnectedBy).collect(), share, quorum }
            }
            Rule::Ranked { quorum } => Self::Ranked { quorum },
            Rule::SharedBudget { quorum } => Self::SharedBudget { quorum },
            Rule::Advice => Self::Advice {},
        }
    }

    fn rule(self) -> Result<Rule, Refusal> {
        Ok(match self {
            Self::Consent { quorum } => Rule::Consent { quorum },
            Self::Vote { share, quorum } => Rule::Vote { share, quorum },
            Self::BothMustAgree { sides, share, quorum } => {
                let once: BTreeSet<Connection> = sides.iter().map(|ConnectedBy(side)| *side).collect();
                if once.len() < sides.len() {
                    return Err(Refusal::SameTwice { field: Field::Sides });
                }
                Rule::BothMustAgree { sides: once, share, quorum }
            }
            Self::Ranked { quorum } => Rule::Ranked { quorum },
            Self::SharedBudget { quorum } => Rule::SharedBudget { quorum },
            Self::Advice {} => Rule::Advice,
        })
    }
}

/// What makes an account agreed.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountShares {
    /// Each line needs so many in a hundred of those who answered it.
    #[serde(deserialize_with = "share")]
    #[schema(value_type = u8, minimum = 1, maximum = 100)]
    share: InHundred,
    /// And so many within each opinion group of which 8 or more answered it.
    #[serde(deserialize_with = "share")]
    #[schema(value_type = u8, minimum = 1, maximum = 100)]
    floor: InHundred,
}

impl AccountShares {
    pub(super) const fn of(terms: AccountTerms) -> Self {
        Self { share: terms.share, floor: terms.floor }
    }
}

/// How a table decides. What is read can be sent back.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesTold {
    /// The rules in use, one of each kind at most. One of them is consent, a vote or both sides: by that rules can be changed.
    #[serde(deserialize_with = "objects")]
    #[schema(min_items = 1, max_items = 6)]
    in_use: Vec<RuleTold>,
    /// What we do when we do not agree.
    /// At most 600 characters, counted as they are kept.
    #[schema(min_length = 1)]
    disagreement: String,
    /// What makes an account agreed.
    #[serde(deserialize_with = "object")]
    account: AccountShares,
}

impl RulesTold {
    pub(super) fn of(rules: &Rules) -> Self {
        Self {
            in_use: rules.rules.iter().map(RuleTold::of).collect(),
            disagreement: rules.disagreement.to_string(),
            account: AccountShares::of(rules.account),
        }
    }

    /// The rules, or everything that needs mending.
    pub(super) fn check(self) -> Result<Rules, Vec<Refusal>> {
        let rules: Result<Vec<Rule>, Refusal> = self.in_use.into_iter().map(RuleTold::rule).collect();
        let disagreement = Words::of(Field::Disagreement, &self.disagreement);
        match (rules, disagreement) {
            (Ok(rules), Ok(disagreement)) => {
                let account = AccountTerms { share: self.account.share, floor: self.account.floor };
                Ok(Rules { rules, disagreement, account })
            }
            (rules, disagreement) => Err([rules.err(), disagreement.err()].into_iter().flatten().collect()),
        }
    }
}

/// One version of how a table decides.
#[derive(Serialize, ToSchema)]
pub(super) struct RulesChosen {
    /// Its number, from 1.
    version: u32,
    /// The rules; nothing, if they were changed behind people's backs. Then nothing can be decided by them.
    rules: Option<RulesTold>,
    /// Whether they were.
    altered: bool,
    /// Why.
    why: Option<String>,
    /// The decision that changed them; nothing where they were chosen.
    decision: Option<u32>,
    /// When.
    on: Date,
}

impl RulesChosen {
    fn of(version: u32, one: &RulesVersion) -> Self {
        Self {
            version,
            rules: one.altered.is_none().then(|| RulesTold::of(&one.rules)),
            altered: one.altered.is_some(),
            why: one.why.as_ref().map(ToString::to_string),
            decision: one.decision.map(|decision| decision.0),
            on: Date(one.on),
        }
    }
}

/// All versions of how a table decides.
#[derive(Serialize, ToSchema)]
pub(super) struct AllRules {
    /// In order: the last one stands. None while nothing is chosen.
    versions: Vec<RulesChosen>,
    /// Whether only a decision can change them now: once one was opened, it relies on them.
    fixed: bool,
}

/// How a table decides: every version.
#[utoipa::path(get, path = "/api/v1/tables/{table}/rules", tag = "rules", security((), ("visit" = [])),
    responses((status = 200, description = "The versions.", body = AllRules)))]
pub(super) async fn read_rules(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<AllRules> {
    let rules = readable(&app, &visitor, id, |table, _| {
        let versions = table.rules.iter().zip(1u32..).map(|(one, version)| RulesChosen::of(version, one));
        Ok(AllRules { versions: versions.collect(), fixed: !table.decisions.is_empty() })
    });
    Ok(Json(rules.await?))
}

/// How a table is to decide.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChooseRules {
    /// How many versions there were when you wrote this, 0 where nothing was chosen: if there are more by now, yours is refused.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 0, maximum = 4_294_967_295_u32)]
    over: u32,
    /// The rules.
    #[serde(deserialize_with = "object")]
    rules: RulesTold,
    /// Why. You can leave it out.
    /// At most 280 characters, counted as they are kept.
    #[serde(default)]
    why: Option<String>,
}

/// Chooses how we decide, and what we do when we do not agree. Once a first decision is opened, only a decision changes it.
#[utoipa::path(post, path = "/api/v1/tables/{table}/rules", tag = "rules", params(Keyed), request_body = ChooseRules,
    security(("visit" = [])), responses((status = 200, description = "It is chosen.", body = Done)))]
pub(super) async fn choose_rules(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(ChooseRules { over, rules, why }) }: Writing<Body<ChooseRules>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let why = Words::optional(Field::Why, &why.unwrap_or_default());
    let (rules, why) = match (rules.check(), why) {
        (Ok(rules), Ok(why)) => (rules, why),
        (rules, why) => {
            let refusals: Vec<_> = rules.err().into_iter().flatten().chain(why.err()).collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    ask(&app, &visitor, key, (id, seat), Command::ChooseRules { over, rules, why }).await?;
    Ok(DONE)
}
