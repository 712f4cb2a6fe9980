//! Opening a decision, and opening it anew after a talk.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{
    Amendment, Answer, Command, ConversationNo, Day, DecisionCommand, DecisionNo, Field, Opening, Refusal,
    TableId, Words,
};
use utoipa::ToSchema;

use super::super::Made;
use super::super::request::{At, Body, Keyed, Writing, ask};
use super::super::shapes::{object, whole_or_null};
use super::super::trouble::Trouble;
use super::about::ProposalTold;
use super::asked::QuestionTold;
use crate::app::App;
use crate::fault::Fault;
use crate::visit::drawn;

/// A decision was opened.
#[derive(Serialize, ToSchema)]
pub(super) struct DecisionOpened {
    /// Its number.
    decision: u32,
}

fn opened(answer: &Answer) -> Made<DecisionOpened> {
    match answer {
        Answer::Decision(number) => Ok((StatusCode::CREATED, Json(DecisionOpened { decision: number.0 }))),
        _ => Err(Fault::Broken.into()),
    }
}

fn closes(text: &str) -> Result<Day, Refusal> {
    text.parse().map_err(|_| Refusal::NotADay { field: Field::Closes })
}

/// A decision somebody wants to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenDecision {
    /// The conversation it follows, if any.
    #[serde(default, deserialize_with = "whole_or_null")]
    #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
    conversation: Option<u32>,
    /// What it is about.
    #[serde(deserialize_with = "object")]
    about: ProposalTold,
    /// What is asked.
    #[serde(deserialize_with = "object")]
    question: QuestionTold,
    /// The last day to answer, as 2026-12-31.
    #[schema(format = Date)]
    closes: String,
}

/// Opens a decision by one of the table's rules. The rule holds for it, whatever the table chooses later.
#[utoipa::path(post, path = "/api/v1/tables/{table}/decisions", tag = "decisions", params(Keyed), request_body = OpenDecision,
    security(("visit" = [])), responses((status = 201, description = "The decision.", body = DecisionOpened)))]
pub(super) async fn open_decision(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(given) }: Writing<Body<OpenDecision>>,
) -> Made<DecisionOpened> {
    let seat = visitor.seat_at(&app, id)?;
    let checked = (given.about.check(), given.question.check(), closes(&given.closes));
    let (proposal, question, closes) = match checked {
        (Ok(proposal), Ok(question), Ok(closes)) => (proposal, question, closes),
        (proposal, question, closes) => {
            let refusals = [proposal.err(), question.err(), closes.err().map(|refusal| vec![refusal])];
            let refusals: Vec<_> = refusals.into_iter().flatten().flatten().collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    let opening = Opening {
        conversation: given.conversation.map(ConversationNo),
        proposal,
        question,
        closes,
        seed: drawn(&app.key, "decision", &key),
    };
    let command = Command::Decision(DecisionCommand::Open(Box::new(opening)));
    opened(&ask(&app, &visitor, key, (id, seat), command).await?)
}

/// The next round of a decision that led to a talk.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AmendAfterTalk {
    /// The proposal as it is now.
    #[serde(deserialize_with = "object")]
    about: ProposalTold,
    /// How the worries were met.
    /// At most 600 characters, counted as they are kept.
    #[schema(min_length = 1)]
    met: String,
    /// The last day to answer, as 2026-12-31.
    #[schema(format = Date)]
    closes: String,
}

/// Opens a decision anew after the talk it led to, by the same rule. Everybody answers anew.
#[utoipa::path(post, path = "/api/v1/tables/{table}/decisions/{decision}/after-talk", tag = "decisions", params(Keyed),
    request_body = AmendAfterTalk, security(("visit" = [])),
    responses((status = 201, description = "The decision that takes it up.", body = DecisionOpened)))]
pub(super) async fn amend_after_talk(
    State(app): State<App>,
    At((id, decision)): At<(TableId, DecisionNo)>,
    Writing { visitor, key, body: Body(given) }: Writing<Body<AmendAfterTalk>>,
) -> Made<DecisionOpened> {
    let seat = visitor.seat_at(&app, id)?;
    let checked = (given.about.check(), Words::of(Field::Met, &given.met), closes(&given.closes));
    let (proposal, met, closes) = match checked {
        (Ok(proposal), Ok(met), Ok(closes)) => (proposal, met, closes),
        (proposal, met, closes) => {
            let others = [met.err(), closes.err()].into_iter().flatten();
            let refusals: Vec<_> = proposal.err().into_iter().flatten().chain(others).collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    let seed = drawn(&app.key, "decision", &key);
    let amendment = Amendment { decision, proposal, met, closes, seed };
    let command = Command::Decision(DecisionCommand::AmendAfterTalk(Box::new(amendment)));
    opened(&ask(&app, &visitor, key, (id, seat), command).await?)
}
