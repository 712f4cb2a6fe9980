//! Decisions: the list, one of them, and opening one.
//!
//! Until a decision is counted, nothing here depends on anybody's ballot. One's own is at an address of its own.

mod about;
mod act;
mod asked;
mod ballot;
mod opening;
mod outcome;
mod read;
mod who;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{CameTo, Day, Decision, DecisionNo, Refusal, Table, TableId};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Answered;
use super::kinds::{Date, SortOfRule};
use super::request::{Asking, At, readable};
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;

/// Their addresses.
pub(super) fn paths() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_decisions, opening::open_decision))
        .routes(routes!(read::read_decision))
        .routes(routes!(ballot::cast_ballot, ballot::take_ballot_back))
        .routes(routes!(ballot::read_my_ballot))
        .routes(routes!(act::ask_more_time))
        .routes(routes!(who::answer_who_is_not_here))
        .routes(routes!(act::close_decision))
        .routes(routes!(opening::amend_after_talk))
}

/// Where a decision stands.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DecisionStands {
    /// People can answer.
    Open,
    /// Its last day has passed, and nobody has had it counted.
    Waiting,
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
    /// One of several was chosen.
    Chosen,
    /// Several come first together.
    Tied,
    /// The money was shared out.
    Shared,
    /// Somebody decides now.
    Advised,
    /// It, or what it came to, was changed behind people's backs.
    Altered,
}

impl DecisionStands {
    pub(super) fn of(decision: &Decision, today: Day) -> Self {
        match decision.closed.as_ref().map(|closed| closed.outcome.came_to()) {
            None if decision.is_altered() => Self::Altered,
            None if decision.is_open(today) => Self::Open,
            None => Self::Waiting,
            Some(CameTo::Passed) => Self::Passed,
            Some(CameTo::NotPassed) => Self::NotPassed,
            Some(CameTo::TalkFirst) => Self::TalkFirst,
            Some(CameTo::TooFew) => Self::TooFew,
            Some(CameTo::SideTooSmall) => Self::SideTooSmall,
            Some(CameTo::Chosen(_)) => Self::Chosen,
            Some(CameTo::Tied) => Self::Tied,
            Some(CameTo::Shared) => Self::Shared,
            Some(CameTo::Advised) => Self::Advised,
        }
    }
}

/// A decision in a list.
#[derive(Serialize, ToSchema)]
struct DecisionListed {
    /// Its number.
    decision: u32,
    /// The proposal in one sentence.
    proposal: String,
    /// The sort of rule that decides it.
    rule: SortOfRule,
    /// Where it stands.
    state: DecisionStands,
    /// When it was opened.
    opened_on: Date,
    /// The last day to answer, with the time that was asked for.
    last_day: Date,
}

impl DecisionListed {
    fn of(decision: &Decision, today: Day) -> Self {
        Self {
            decision: decision.number.0,
            proposal: tamper::kept(decision.altered, &decision.proposal.what),
            rule: SortOfRule(decision.rule.kind()),
            state: DecisionStands::of(decision, today),
            opened_on: Date(decision.opened_on),
            last_day: Date(decision.last_day()),
        }
    }
}

/// The decisions of a table.
#[derive(Serialize, ToSchema)]
struct Decisions {
    /// Newest first.
    decisions: Vec<DecisionListed>,
}

/// The decisions of a table.
#[utoipa::path(get, path = "/api/v1/tables/{table}/decisions", tag = "decisions", security((), ("visit" = [])),
    responses((status = 200, description = "The decisions.", body = Decisions)))]
async fn list_decisions(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<Decisions> {
    let decisions = readable(&app, &visitor, id, |table, _| {
        Ok(table.decisions.iter().rev().map(|one| DecisionListed::of(one, visitor.today)).collect())
    });
    Ok(Json(Decisions { decisions: decisions.await? }))
}

fn find(table: &Table, number: DecisionNo) -> Result<&Decision, Fault> {
    table.decision(number).ok_or(Fault::Refused(Refusal::NotFound))?;
    tamper::decision(table, number)
}
