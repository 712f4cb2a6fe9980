//! One's own ballot.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{Ballot, Command, DecisionCommand, DecisionNo, Field, Refusal, TableId, Words};
use utoipa::ToSchema;

use super::super::checking::{Promised, ask_promised};
use super::super::kinds::{OptionNumber, StandsWhere};
use super::super::request::{Asking, At, Body, Empty, Keyed, Writing, seated};
use super::super::shapes::{layers, wholes};
use super::super::{Answered, DONE, Done};
use super::find;
use crate::app::App;

/// An answer. What there is to choose from is numbered from 1, in the order of the question's list.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum BallotTold {
    /// Where somebody stands on a proposal, on new rules, or on what somebody is to decide.
    Stand {
        /// "I want this", "I can live with it", "I need to know more", or "we should talk first".
        stand: StandsWhere,
        /// "In my own words." It can be left out.
        /// At most 280 characters, counted as they are kept.
        #[serde(default)]
        reason: Option<String>,
    },
    /// What somebody would choose, from first to last; equals together. What is left out comes last.
    Ranked {
        /// Places with the numbers of those on them, each number once.
        #[serde(deserialize_with = "layers")]
        #[schema(value_type = Vec<Vec<OptionNumber>>, min_items = 1, max_items = 20)]
        order: Vec<Vec<u16>>,
    },
    /// What somebody wants paid for. Nothing is an answer too.
    Wants {
        /// The numbers of the projects, each once.
        #[serde(deserialize_with = "wholes")]
        #[schema(value_type = Vec<OptionNumber>, max_items = 50)]
        wants: Vec<u16>,
    },
}

/// The place in the list of what is numbered so.
fn place(number: u16) -> Result<u16, Refusal> {
    number.checked_sub(1).ok_or(Refusal::NotFound)
}

/// Places in the list of what is numbered so, each once.
fn places(numbers: &[u16]) -> Result<BTreeSet<u16>, Refusal> {
    let once: BTreeSet<u16> = numbers.iter().map(|number| place(*number)).collect::<Result<_, _>>()?;
    if once.len() == numbers.len() { Ok(once) } else { Err(Refusal::SameTwice { field: Field::Options }) }
}

fn numbers(places: &BTreeSet<u16>) -> Vec<u16> {
    places.iter().map(|place| place.saturating_add(1)).collect()
}

impl BallotTold {
    pub(super) fn of(ballot: &Ballot) -> Self {
        match ballot {
            Ballot::Stand { stand, words } => {
                Self::Stand { stand: StandsWhere(*stand), reason: words.as_ref().map(ToString::to_string) }
            }
            Ballot::Ranked(order) => Self::Ranked { order: order.iter().map(numbers).collect() },
            Ballot::Wants(wants) => Self::Wants { wants: numbers(wants) },
        }
    }

    fn check(self) -> Result<Ballot, Refusal> {
        Ok(match self {
            Self::Stand { stand, reason } => {
                let words = Words::optional(Field::Reason, &reason.unwrap_or_default())?;
                Ballot::Stand { stand: stand.0, words }
            }
            Self::Ranked { order } => {
                Ballot::Ranked(order.iter().map(|layer| places(layer)).collect::<Result<_, _>>()?)
            }
            Self::Wants { wants } => Ballot::Wants(places(&wants)?),
        })
    }
}

/// Answers, in place of the answer before. Nobody sees how many have before the decision is counted.
#[utoipa::path(put, path = "/api/v1/tables/{table}/decisions/{decision}/ballot", tag = "decisions", params(Keyed),
    request_body = BallotTold, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn cast_ballot(
    State(app): State<App>,
    At((id, decision)): At<(TableId, DecisionNo)>,
    Writing { visitor, key, body: Body(ballot) }: Writing<Body<BallotTold>>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = DecisionCommand::CastBallot { decision, ballot: ballot.check()? };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), Command::Decision(command)).await?;
    Ok((promise, DONE))
}

/// Takes one's answer back, with its words. What was counted stays counted.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/decisions/{decision}/ballot", tag = "decisions", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn take_ballot_back(
    State(app): State<App>,
    At((id, decision)): At<(TableId, DecisionNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = DecisionCommand::TakeBallotBack { decision };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), Command::Decision(command)).await?;
    Ok((promise, DONE))
}

/// What is yours in a decision. Nobody else can read this.
#[derive(Serialize, ToSchema)]
pub(super) struct MyBallot {
    /// Whether you can answer now: it is open, and you had your seat when it opened.
    can_answer: bool,
    /// Your answer.
    ballot: Option<BallotTold>,
}

/// Your answer to a decision.
#[utoipa::path(get, path = "/api/v1/tables/{table}/decisions/{decision}/mine", tag = "decisions", security(("visit" = [])),
    responses((status = 200, description = "What is yours.", body = MyBallot)))]
pub(super) async fn read_my_ballot(
    State(app): State<App>,
    At((id, number)): At<(TableId, DecisionNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<MyBallot> {
    let mine = seated(&app, &visitor, id, |table, seat| {
        let decision = find(table, number)?;
        Ok(MyBallot {
            can_answer: decision.is_open(visitor.today) && decision.is_for(seat),
            ballot: decision.ballot_of(seat).map(BallotTold::of),
        })
    });
    Ok(Json(mine.await?))
}
