//! What is sent with one press: taking an answer back, asking for more time, counting.

use axum::extract::{Path, State};
use axum::response::Response;
use store::Problem;
use table::{Actor, Command, DecisionCommand, Refusal};

use super::one::{Id, look};
use super::one_page::page;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::go_to;
use crate::pages::links;
use crate::visitor::Visitor;

/// `POST /t/{table}/d/{decision}/back`.
pub(super) async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    send(&app, &visitor, id, &fields, DecisionCommand::TakeBallotBack { decision: id.1 }, "back").await
}

/// `POST /t/{table}/d/{decision}/time`.
pub(super) async fn ask_more_time(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    send(&app, &visitor, id, &fields, DecisionCommand::AskMoreTime { decision: id.1 }, "time").await
}

/// `POST /t/{table}/d/{decision}/close`.
pub(super) async fn close(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    send(&app, &visitor, id, &fields, DecisionCommand::Close { decision: id.1 }, "counted").await
}

/// Where it is refused, the page says why, first.
async fn send(
    app: &App,
    visitor: &Visitor,
    id: Id,
    fields: &Fields,
    command: DecisionCommand,
    saved: &str,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(app, id.0)?;
    let key = fields.key()?;
    match app.clerk.ask(id.0, Actor::Seat(seat), Command::Decision(command), key, visitor.today).await {
        // Where somebody else was faster, what both wanted is there.
        Ok(_) | Err(Problem::Refused(Refusal::AlreadySettled)) => Ok(done(id, saved)),
        Err(Problem::Refused(refusal)) if is_told(refusal) => {
            let view = look(app, visitor, id, &Fields::default()).await?;
            Ok(page(app, visitor, view, None, None, &Wrong::of(visitor.tr, &[refusal])))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Whether a refusal belongs on the decision's page; the others have pages of their own.
pub(super) const fn is_told(refusal: Refusal) -> bool {
    !matches!(refusal, Refusal::NotFound | Refusal::NoSeat | Refusal::SeatGone)
}

/// To the decision's page, which says what was done.
pub(super) fn done((table, decision): Id, saved: &str) -> Response {
    go_to(&format!("{}?saved={saved}", links::decision(table, decision)), Vec::new())
}
