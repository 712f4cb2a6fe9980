//! What we heard: the accounts of a conversation, having one chosen, and writing one.

mod act;
mod mine;
mod read;
mod told;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{
    Account, AccountCommand, AccountNo, AccountOrigin, Answer, Command, ConversationNo, Day, Field, Part,
    Refusal, StatementNo, TableId, Words,
};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::kinds::Date;
use super::request::{Asking, At, Body, Keyed, Writing, ask, readable};
use super::shapes::{objects, whole};
use super::trouble::Trouble;
use super::{Answered, Made, conversation};
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;

/// Their addresses.
pub(super) fn paths() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_accounts, write_account))
        .routes(routes!(call_for_account))
        .routes(routes!(read::read_account))
        .routes(routes!(mine::read_my_replies))
        .routes(routes!(act::reply_to_line, act::take_reply_back))
        .routes(routes!(act::say_missing, act::take_missing_back))
        .routes(routes!(act::settle_account))
}

/// How the lines of an account came together.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum ChosenBy {
    /// Somebody called for it, and the program chose.
    Program,
    /// Somebody wrote it.
    Person,
}

/// Where an account stands.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AccountStands {
    /// People can answer it.
    Open,
    /// Its last day has passed, and nobody has had it counted.
    Waiting,
    /// It is the group's own.
    Agreed,
    /// It is not.
    NotAgreed,
    /// It, or what came of it, was changed behind people's backs.
    Altered,
}

impl AccountStands {
    pub(super) fn of(account: &Account, today: Day) -> Self {
        match &account.settled {
            Some(settled) if settled.is_agreed() => Self::Agreed,
            Some(_) => Self::NotAgreed,
            None if account.is_altered() => Self::Altered,
            None if account.is_open(today) => Self::Open,
            None => Self::Waiting,
        }
    }
}

/// An account in a list.
#[derive(Serialize, ToSchema)]
struct AccountListed {
    /// Its number at the table.
    account: u32,
    /// The conversation it is of.
    conversation: u32,
    /// How its lines came together.
    by: ChosenBy,
    /// Where it stands.
    state: AccountStands,
    /// How many lines it has.
    lines: u32,
    /// When it was put together.
    on: Date,
    /// The last day to answer it.
    last_day: Date,
}

impl AccountListed {
    fn of(account: &Account, today: Day) -> Self {
        Self {
            account: account.number.0,
            conversation: account.conversation.0,
            by: match account.origin {
                AccountOrigin::Called(_) => ChosenBy::Program,
                AccountOrigin::Written => ChosenBy::Person,
            },
            state: AccountStands::of(account, today),
            lines: u32::try_from(account.lines.len()).unwrap_or(u32::MAX),
            on: Date(account.on),
            last_day: Date(account.until),
        }
    }
}

/// The accounts of a conversation.
#[derive(Serialize, ToSchema)]
struct Accounts {
    /// Newest first.
    accounts: Vec<AccountListed>,
}

/// The accounts of what was heard in a conversation.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/accounts", tag = "accounts",
    security((), ("visit" = [])), responses((status = 200, description = "The accounts.", body = Accounts)))]
async fn list_accounts(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<Accounts> {
    let accounts = readable(&app, &visitor, id, |table, _| {
        conversation(table, number)?;
        let of_it = table.accounts.iter().rev().filter(|account| account.conversation == number);
        Ok(of_it.map(|account| AccountListed::of(account, visitor.today)).collect())
    });
    Ok(Json(Accounts { accounts: accounts.await? }))
}

/// An account is there.
#[derive(Serialize, ToSchema)]
struct AccountMade {
    /// Its number at the table.
    account: u32,
}

fn made(answer: &Answer) -> Made<AccountMade> {
    match answer {
        Answer::Account(account) => Ok((StatusCode::CREATED, Json(AccountMade { account: account.0 }))),
        _ => Err(Fault::Broken.into()),
    }
}

fn last_day(text: &str) -> Result<Day, Refusal> {
    text.parse().map_err(|_| Refusal::NotADay { field: Field::LastDay })
}

/// A call for an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CallForAccount {
    /// So many lines at most.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 20)]
    places: u32,
    /// The last day to answer it, as 2026-12-31.
    #[schema(format = Date)]
    last_day: String,
}

/// Has the program choose the statements that together speak for everyone. It needs 8 people who answered something.
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations/{conversation}/accounts/call", tag = "accounts",
    params(Keyed), request_body = CallForAccount, security(("visit" = [])),
    responses((status = 201, description = "The account.", body = AccountMade)))]
async fn call_for_account(
    State(app): State<App>,
    At((id, conversation)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Body(call) }: Writing<Body<CallForAccount>>,
) -> Made<AccountMade> {
    let seat = visitor.seat_at(&app, id)?;
    let until = last_day(&call.last_day)?;
    let command = AccountCommand::Call { conversation, places: call.places, until };
    made(&ask(&app, &visitor, key, (id, seat), Command::Account(command)).await?)
}

/// A piece of an account.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum PieceSent {
    /// A statement, as it was said.
    Line {
        /// Its number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        statement: u32,
    },
    /// Words of the writer between statements. They are marked as the writer's.
    Linking {
        /// The words.
        /// At most 140 characters, counted as they are kept.
        #[schema(min_length = 1)]
        linking: String,
    },
}

impl PieceSent {
    fn check(self) -> Result<Part, Refusal> {
        match self {
            Self::Line { statement } => Ok(Part::Line(StatementNo(statement))),
            Self::Linking { linking } => Words::of(Field::Linking, &linking).map(Part::Linking),
        }
    }
}

/// An account somebody writes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WriteAccount {
    /// 1 to 20 statements, each once, and linking words, in order. There is at most one more of linking words than of statements.
    #[serde(deserialize_with = "objects")]
    #[schema(min_items = 1, max_items = 41)]
    parts: Vec<PieceSent>,
    /// The last day to answer it, as 2026-12-31.
    #[schema(format = Date)]
    last_day: String,
}

/// Writes an account, beside those that are there.
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations/{conversation}/accounts", tag = "accounts",
    params(Keyed), request_body = WriteAccount, security(("visit" = [])),
    responses((status = 201, description = "The account.", body = AccountMade)))]
async fn write_account(
    State(app): State<App>,
    At((id, conversation)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Body(given) }: Writing<Body<WriteAccount>>,
) -> Made<AccountMade> {
    let seat = visitor.seat_at(&app, id)?;
    let parts: Result<Vec<Part>, Refusal> = given.parts.into_iter().map(PieceSent::check).collect();
    let (parts, until) = match (parts, last_day(&given.last_day)) {
        (Ok(parts), Ok(until)) => (parts, until),
        (parts, until) => {
            let refusals: Vec<_> = [parts.err(), until.err()].into_iter().flatten().collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    let command = AccountCommand::Write { conversation, parts, until };
    made(&ask(&app, &visitor, key, (id, seat), Command::Account(command)).await?)
}

/// Looks at an account, as somebody who may read it.
fn find(table: &table::Table, number: AccountNo) -> Result<&Account, Fault> {
    table.account(number).ok_or(Fault::Refused(Refusal::NotFound))?;
    tamper::account(table, number)
}
