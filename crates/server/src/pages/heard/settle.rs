//! `POST /t/{table}/heard/{account}/settle`: after the last day, whoever has a seat has the answers counted.

use axum::extract::{Path, State};
use axum::response::Response;
use store::Problem;
use table::{AccountCommand, AccountNo, Actor, Command, Refusal, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::go_to;
use crate::pages::links;
use crate::visitor::Visitor;

/// See the module.
pub(super) async fn settle(
    State(app): State<App>,
    visitor: Visitor,
    Path((table, account)): Path<(TableId, AccountNo)>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, table)?;
    let key = fields.key()?;
    let command = Command::Account(AccountCommand::Settle { account });
    match app.clerk.ask(table, Actor::Seat(seat), command, key, visitor.today).await {
        // Somebody else pressed it first: what came of it is there to be read.
        Ok(_) | Err(Problem::Refused(Refusal::AlreadySettled)) => {
            Ok(go_to(&format!("{}?saved=settled", links::account(table, account)), Vec::new()))
        }
        Err(problem) => Err(problem.into()),
    }
}
