//! What is asked of a decision without a word: more time, and counting it.

use axum::extract::State;
use table::{Command, DecisionCommand, DecisionNo, TableId};

use super::super::request::{At, Empty, Keyed, Writing, ask};
use super::super::{Answered, DONE, Done};
use crate::app::App;

/// Asks for 14 days more. Any one seat can, once for each decision.
#[utoipa::path(post, path = "/api/v1/tables/{table}/decisions/{decision}/more-time", tag = "decisions", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "There is more time.", body = Done)))]
pub(super) async fn ask_more_time(
    State(app): State<App>,
    At((id, decision)): At<(TableId, DecisionNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = Command::Decision(DecisionCommand::AskMoreTime { decision });
    ask(&app, &visitor, key, (id, seat), command).await?;
    Ok(DONE)
}

/// Has a decision counted, after its last day and once "who is not here?" is answered. Any seat can.
#[utoipa::path(post, path = "/api/v1/tables/{table}/decisions/{decision}/close", tag = "decisions", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is counted.", body = Done)))]
pub(super) async fn close_decision(
    State(app): State<App>,
    At((id, decision)): At<(TableId, DecisionNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = Command::Decision(DecisionCommand::Close { decision });
    ask(&app, &visitor, key, (id, seat), command).await?;
    Ok(DONE)
}
