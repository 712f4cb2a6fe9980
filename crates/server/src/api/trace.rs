//! Both ways: what words became part of, and which words are behind an account, a decision or a promise.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{
    AccountNo, Became, ConversationNo, Day, DecisionNo, PromiseNo, PromiseOf, Refusal, SaidIn, Source,
    StatementNo, Table, TableId, Trace,
};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::AccountStands;
use super::decisions::DecisionStands;
use super::kinds::PromiseStands;
use super::request::{Asking, At, readable};
use super::{Answered, conversation};
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;
use crate::visitor::Visitor;

/// Their addresses.
pub(super) fn paths() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(trace_statement))
        .routes(routes!(trace_account))
        .routes(routes!(trace_decision))
        .routes(routes!(trace_promise))
}

/// Something that words became part of, and where it stands.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part {
    /// An account.
    Account {
        /// Its number.
        account: u32,
        /// Where it stands.
        state: AccountStands,
    },
    /// A decision.
    Decision {
        /// Its number.
        decision: u32,
        /// The proposal in one sentence.
        proposal: String,
        /// Where it stands.
        state: DecisionStands,
    },
    /// A promise.
    Promise {
        /// Its number.
        promise: u32,
        /// What is promised.
        what: String,
        /// Where it stands.
        state: PromiseStands,
    },
}

impl Part {
    /// None where there is no such thing at this table.
    fn of(table: &Table, became: Became, today: Day) -> Option<Self> {
        Some(match became {
            Became::Account(number) => {
                Self::Account { account: number.0, state: AccountStands::of(table.account(number)?, today) }
            }
            Became::Decision(number) => {
                let decision = table.decision(number)?;
                let state = DecisionStands::of(decision, today);
                let proposal = tamper::kept(decision.altered, &decision.proposal.what);
                Self::Decision { decision: number.0, proposal, state }
            }
            Became::Promise(number) => {
                let promise = table.promise(number)?;
                let state = PromiseStands(promise.state(today));
                Self::Promise { promise: number.0, what: tamper::kept(promise.altered, &promise.what), state }
            }
        })
    }
}

/// What something became part of.
#[derive(Serialize, ToSchema)]
struct BecamePart {
    /// Accounts, then decisions, then promises.
    became: Vec<Part>,
}

/// Something that was said.
#[derive(Serialize, ToSchema)]
struct WordsBehind {
    /// The conversation's number.
    conversation: u32,
    /// The statement's number.
    statement: u32,
    /// The words; nothing, if they were taken back or altered.
    text: Option<String>,
    /// Whether the words were changed behind people's backs.
    altered: bool,
}

impl WordsBehind {
    fn of(table: &Table, (conversation, statement): SaidIn) -> Self {
        let said = table.conversation(conversation).and_then(|conversation| conversation.said(statement));
        Self {
            conversation: conversation.0,
            statement: statement.0,
            text: said.and_then(tamper::words),
            altered: said.is_some_and(|said| said.altered.is_some()),
        }
    }
}

/// Both ways from something.
#[derive(Serialize, ToSchema)]
struct BothWays {
    /// The words behind it, in the order they were said.
    behind: Vec<WordsBehind>,
    /// What it became part of: decisions, then promises.
    became: Vec<Part>,
}

fn parts(table: &Table, became: Vec<Became>, today: Day) -> Vec<Part> {
    became.into_iter().filter_map(|became| Part::of(table, became, today)).collect()
}

/// Everything a statement became part of.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/statements/{statement}/trace", tag = "trace",
    security((), ("visit" = [])), responses((status = 200, description = "What it became.", body = BecamePart)))]
async fn trace_statement(
    State(app): State<App>,
    At((id, number, statement)): At<(TableId, ConversationNo, StatementNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<BecamePart> {
    let became = readable(&app, &visitor, id, |table, _| {
        conversation(table, number)?.statement(statement).ok_or(Fault::Refused(Refusal::NotFound))?;
        Ok(parts(table, Trace::of(table).became(number, statement), visitor.today))
    });
    Ok(Json(BecamePart { became: became.await? }))
}

/// Both ways from something, where it is there.
async fn both(app: &App, visitor: &Visitor, id: TableId, what: Became) -> Answered<BothWays> {
    let ways = readable(app, visitor, id, |table, _| {
        Part::of(table, what, visitor.today).ok_or(Fault::Refused(Refusal::NotFound))?;
        let behind = Trace::of(table).behind(what);
        Ok(BothWays {
            behind: behind.into_iter().map(|said| WordsBehind::of(table, said)).collect(),
            became: parts(table, follows(table, what), visitor.today),
        })
    });
    Ok(Json(ways.await?))
}

/// What names something as that which it comes from.
fn follows(table: &Table, what: Became) -> Vec<Became> {
    match what {
        Became::Account(number) => {
            let is_from = |source: &Source| match source {
                Source::Account(of) | Source::Line(of, _) => *of == number,
                Source::Statement(..) => false,
            };
            let decisions = table.decisions.iter().filter(|one| one.proposal.from.iter().any(is_from));
            let is_for = |from: PromiseOf| matches!(from, PromiseOf::Line(of, _) if of == number);
            let promises = table.promises.iter().filter(|promise| is_for(promise.from));
            let decisions = decisions.map(|one| Became::Decision(one.number));
            decisions.chain(promises.map(|promise| Became::Promise(promise.number))).collect()
        }
        Became::Decision(number) => {
            let next = table.decision(number).and_then(|decision| decision.followed_by);
            let promises = table.promises_from(PromiseOf::Decision(number));
            next.map(Became::Decision)
                .into_iter()
                .chain(promises.map(|promise| Became::Promise(promise.number)))
                .collect()
        }
        Became::Promise(_) => Vec::new(),
    }
}

/// The words behind an account, and what became of it.
#[utoipa::path(get, path = "/api/v1/tables/{table}/accounts/{account}/trace", tag = "trace", security((), ("visit" = [])),
    responses((status = 200, description = "Both ways.", body = BothWays)))]
async fn trace_account(
    State(app): State<App>,
    At((id, number)): At<(TableId, AccountNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<BothWays> {
    both(&app, &visitor, id, Became::Account(number)).await
}

/// The words behind a decision, and what became of it.
#[utoipa::path(get, path = "/api/v1/tables/{table}/decisions/{decision}/trace", tag = "trace", security((), ("visit" = [])),
    responses((status = 200, description = "Both ways.", body = BothWays)))]
async fn trace_decision(
    State(app): State<App>,
    At((id, number)): At<(TableId, DecisionNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<BothWays> {
    both(&app, &visitor, id, Became::Decision(number)).await
}

/// The words behind a promise.
#[utoipa::path(get, path = "/api/v1/tables/{table}/promises/{promise}/trace", tag = "trace", security((), ("visit" = [])),
    responses((status = 200, description = "Both ways.", body = BothWays)))]
async fn trace_promise(
    State(app): State<App>,
    At((id, number)): At<(TableId, PromiseNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<BothWays> {
    both(&app, &visitor, id, Became::Promise(number)).await
}
