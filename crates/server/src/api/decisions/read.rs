//! One decision. It reads the same for everybody.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{Day, Decision, DecisionNo, TableId};
use utoipa::ToSchema;
use voice::publish::LEAST_TABLE;

use super::super::Answered;
use super::super::kinds::Date;
use super::super::request::{Asking, At, Span, readable};
use super::super::rules::RuleTold;
use super::about::ProposalTold;
use super::asked::QuestionTold;
use super::outcome::CameOut;
use super::who::WhoIsNotHere;
use super::{DecisionListed, find};
use crate::app::App;

/// The decision whose worries were talked about before this one.
#[derive(Serialize, ToSchema)]
struct AfterThat {
    /// Its number.
    decision: u32,
    /// How the worries were met.
    met: String,
}

/// One decision.
#[derive(Serialize, ToSchema)]
pub(super) struct DecisionRead {
    /// As in the list.
    #[serde(flatten)]
    listed: DecisionListed,
    /// The conversation it follows, if any.
    conversation: Option<u32>,
    /// What it is about, as it was when people answered.
    about: ProposalTold,
    /// What is asked.
    question: QuestionTold,
    /// The rule that holds for it, with its numbers.
    by_rule: RuleTold,
    /// What we do when we do not agree.
    disagreement: String,
    /// The last day to answer, as announced.
    closes: Date,
    /// How many seats could answer when it opened.
    seats: u32,
    /// Whether so few can answer that the exact totals at the end can tell what one person said. Say so before somebody answers:
    /// if everyone says the same, everyone will know what they said.
    few_can_answer: bool,
    /// Who is not here, once that is answered.
    not_here: Option<WhoIsNotHere>,
    /// What it comes after, where it takes up another one after a talk.
    after: Option<AfterThat>,
    /// The decision that takes this one up after a talk.
    followed_by: Option<u32>,
    /// What it came to. Nothing before it is counted.
    closed: Option<CameOut>,
}

impl DecisionRead {
    fn of(decision: &Decision, today: Day, span: Span) -> Self {
        Self {
            listed: DecisionListed::of(decision, today),
            conversation: decision.conversation.map(|conversation| conversation.0),
            about: ProposalTold::of(&decision.proposal),
            question: QuestionTold::of(&decision.question),
            by_rule: RuleTold::of(&decision.rule),
            disagreement: decision.disagreement.to_string(),
            closes: Date(decision.closes),
            seats: decision.seats,
            few_can_answer: decision.seats < LEAST_TABLE,
            not_here: decision.not_here.as_ref().map(WhoIsNotHere::of),
            after: decision
                .after
                .as_ref()
                .map(|after| AfterThat { decision: after.decision.0, met: after.met.to_string() }),
            followed_by: decision.followed_by.map(|next| next.0),
            closed: decision.closed.as_ref().map(|closed| CameOut::of(decision, closed, span)),
        }
    }
}

/// One decision. `from` and `limit` choose among the words that people wrote, once it is counted. Before, nothing here
/// depends on anybody's answer.
#[utoipa::path(get, path = "/api/v1/tables/{table}/decisions/{decision}", tag = "decisions", params(Span),
    security((), ("visit" = [])), responses((status = 200, description = "The decision.", body = DecisionRead)))]
pub(super) async fn read_decision(
    State(app): State<App>,
    At((id, number)): At<(TableId, DecisionNo)>,
    Asking { visitor, question: span }: Asking<Span>,
) -> Answered<DecisionRead> {
    let read = readable(&app, &visitor, id, |table, _| {
        Ok(DecisionRead::of(find(table, number)?, visitor.today, span))
    });
    Ok(Json(read.await?))
}
