//! What people say to an account, and having it counted.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{AccountCommand, AccountNo, Command, Field, LineReply, Refusal, StatementNo, TableId, Words};
use utoipa::ToSchema;

use super::super::checking::{Promised, ask_promised};
use super::super::request::{At, Body, Empty, Keyed, Writing, ask};
use super::super::{Answered, DONE, Done};
use crate::app::App;

/// What somebody says to a line.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(tag = "reply", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum ReplyTold {
    /// Yes, that is what we heard.
    Yes {},
    /// Not quite.
    NotQuite {
        /// How they would put it. It can be left out.
        /// At most 280 characters, counted as they are kept.
        #[serde(default)]
        not_quite: Option<String>,
    },
}

impl ReplyTold {
    pub(super) fn of(reply: &LineReply) -> Self {
        match reply {
            LineReply::Yes => Self::Yes {},
            LineReply::NotQuite(words) => {
                Self::NotQuite { not_quite: words.as_ref().map(ToString::to_string) }
            }
        }
    }

    fn check(self) -> Result<LineReply, Refusal> {
        Ok(match self {
            Self::Yes {} => LineReply::Yes,
            Self::NotQuite { not_quite } => {
                LineReply::NotQuite(Words::optional(Field::NotQuite, &not_quite.unwrap_or_default())?)
            }
        })
    }
}

/// Answers a line, in place of the answer before: "Is this what we heard?"
#[utoipa::path(put, path = "/api/v1/tables/{table}/accounts/{account}/lines/{statement}/reply", tag = "accounts",
    params(Keyed), request_body = ReplyTold, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn reply_to_line(
    State(app): State<App>,
    At((id, account, statement)): At<(TableId, AccountNo, StatementNo)>,
    Writing { visitor, key, body: Body(reply) }: Writing<Body<ReplyTold>>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let reply = reply.check()?;
    let command = AccountCommand::Reply { account, statement, reply };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), Command::Account(command)).await?;
    Ok((promise, DONE))
}

/// Takes an answer to a line back, with its words.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/accounts/{account}/lines/{statement}/reply", tag = "accounts",
    params(Keyed), security(("visit" = [])),
    responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn take_reply_back(
    State(app): State<App>,
    At((id, account, statement)): At<(TableId, AccountNo, StatementNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = AccountCommand::TakeReplyBack { account, statement };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), Command::Account(command)).await?;
    Ok((promise, DONE))
}

/// What is missing.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SayMissing {
    /// The words.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    missing: String,
}

/// Says what is missing, in place of what one said before.
#[utoipa::path(put, path = "/api/v1/tables/{table}/accounts/{account}/missing", tag = "accounts", params(Keyed),
    request_body = SayMissing, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn say_missing(
    State(app): State<App>,
    At((id, account)): At<(TableId, AccountNo)>,
    Writing { visitor, key, body: Body(SayMissing { missing }) }: Writing<Body<SayMissing>>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let words = Words::of(Field::Missing, &missing)?;
    let command = AccountCommand::SayMissing { account, words };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), Command::Account(command)).await?;
    Ok((promise, DONE))
}

/// Takes back what was missing.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/accounts/{account}/missing", tag = "accounts", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn take_missing_back(
    State(app): State<App>,
    At((id, account)): At<(TableId, AccountNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Promised<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = AccountCommand::TakeMissingBack { account };
    let (_, promise) = ask_promised(&app, &visitor, key, (id, seat), Command::Account(command)).await?;
    Ok((promise, DONE))
}

/// Has the answers counted, after the last day. Any seat can.
#[utoipa::path(post, path = "/api/v1/tables/{table}/accounts/{account}/settle", tag = "accounts", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is counted.", body = Done)))]
pub(super) async fn settle_account(
    State(app): State<App>,
    At((id, account)): At<(TableId, AccountNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    ask(&app, &visitor, key, (id, seat), Command::Account(AccountCommand::Settle { account })).await?;
    Ok(DONE)
}
