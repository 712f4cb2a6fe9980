//! What one said to an account oneself.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{AccountNo, TableId};
use utoipa::ToSchema;

use super::super::Answered;
use super::super::request::{Asking, At, seated};
use super::act::ReplyTold;
use super::find;
use crate::app::App;

/// What you say to a line.
#[derive(Serialize, ToSchema)]
struct MyReply {
    /// The statement's number.
    statement: u32,
    /// What you say.
    said: ReplyTold,
}

/// What is yours in an account. Nobody else can read this.
#[derive(Serialize, ToSchema)]
pub(super) struct MyReplies {
    /// What you say to its lines, by statement.
    replies: Vec<MyReply>,
    /// What you miss.
    missing: Option<String>,
    /// Whether you wrote it.
    written_by_you: bool,
}

/// What you said to an account.
#[utoipa::path(get, path = "/api/v1/tables/{table}/accounts/{account}/mine", tag = "accounts", security(("visit" = [])),
    responses((status = 200, description = "What is yours.", body = MyReplies)))]
pub(super) async fn read_my_replies(
    State(app): State<App>,
    At((id, number)): At<(TableId, AccountNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<MyReplies> {
    let mine = seated(&app, &visitor, id, |table, seat| {
        let account = find(table, number)?;
        let replies = account.replies.iter().filter(|((_, whose), _)| *whose == seat);
        Ok(MyReplies {
            replies: replies
                .map(|((line, _), reply)| MyReply { statement: line.0, said: ReplyTold::of(reply) })
                .collect(),
            missing: account.missing.get(&seat).map(ToString::to_string),
            written_by_you: account.author.as_ref().is_some_and(|author| author.seat == seat),
        })
    });
    Ok(Json(mine.await?))
}
