//! One account, with everything that is known of it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{Account, AccountNo, AccountOrigin, Conversation, Day, Part, StatementNo, TableId, Words};
use utoipa::ToSchema;
use voice::groups::Name;
use voice::publish;
use voice::published::Published;

use super::super::map_schema::GroupName;
use super::super::request::{Asking, At, Span, readable};
use super::super::rules::AccountShares;
use super::super::standing::Answers;
use super::super::{Answered, conversation};
use super::told::{Came, HowChosen};
use super::{AccountListed, find};
use crate::app::App;
use crate::maps;
use crate::pages::heard::lines::groups;
use crate::tamper;

/// How many of an opinion group agree.
#[derive(Serialize, ToSchema)]
struct GroupAgrees {
    /// The group.
    #[schema(value_type = GroupName)]
    group: Name,
    /// How many in ten of it agree: 1 is 1 or fewer, 9 is 9 or more.
    #[schema(minimum = 0, maximum = 10)]
    agree_in_ten: u8,
}

/// A piece of an account.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Piece {
    /// A statement, as it was said.
    Line {
        /// Its number.
        statement: u32,
        /// The words; nothing, if they were taken back or altered.
        text: Option<String>,
        /// Whether they were changed behind people's backs.
        altered: bool,
        /// What may be shown of its answers in the conversation; nothing, if the words were taken back.
        answers: Option<Answers>,
        /// The opinion groups of which 8 or more answered it; none where there are no clear groups.
        groups: Vec<GroupAgrees>,
        /// How people would put it instead, once the account is counted, in the order of the alphabet.
        not_quite: Vec<String>,
        /// How many of these there are.
        not_quite_in_all: u32,
    },
    /// Words of whoever wrote the account.
    Linking {
        /// The words.
        linking: String,
    },
}

/// One account.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountRead {
    /// As in the list.
    #[serde(flatten)]
    listed: AccountListed,
    /// What makes it agreed, as it stood when it was put together.
    terms: AccountShares,
    /// Lines and linking words, in order.
    parts: Vec<Piece>,
    /// How the program chose, where it did.
    chosen: Option<HowChosen>,
    /// What came of it, once it is counted.
    settled: Option<Came>,
    /// What is missing, in people's own words, once it is counted, in the order of the alphabet.
    missing: Vec<String>,
    /// How many of these there are.
    missing_in_all: u32,
}

/// What an account is read with.
struct Reading<'a> {
    conversation: &'a Conversation,
    account: &'a Account,
    map: &'a Published,
    span: Span,
}

impl Reading<'_> {
    fn read(&self, today: Day) -> AccountRead {
        let account = self.account;
        let (missing, missing_in_all) = match &account.settled {
            Some(_) => self.part(&account.missing_words()),
            None => (Vec::new(), 0),
        };
        AccountRead {
            listed: AccountListed::of(account, today),
            terms: AccountShares::of(account.terms),
            parts: account.parts().into_iter().map(|part| self.piece(part)).collect(),
            chosen: match &account.origin {
                AccountOrigin::Called(certificate) => Some(HowChosen::of(certificate)),
                AccountOrigin::Written => None,
            },
            settled: account.settled.as_ref().map(Came::of),
            missing,
            missing_in_all,
        }
    }

    fn piece(&self, part: Part) -> Piece {
        match part {
            Part::Line(statement) => self.line(statement),
            Part::Linking(words) => Piece::Linking { linking: words.into() },
        }
    }

    fn line(&self, statement: StatementNo) -> Piece {
        let said = self.conversation.said(statement);
        let tally = self.conversation.responses.tally(Conversation::position(statement));
        // What people put in its place stands and falls with the words it was about.
        let (not_quite, not_quite_in_all) = match (&self.account.settled, said) {
            (Some(_), Some(_)) => self.part(&self.account.not_quite(statement)),
            _ => (Vec::new(), 0),
        };
        let shares = if said.is_some() { groups(self.map, statement) } else { Vec::new() };
        Piece::Line {
            statement: statement.0,
            text: said.and_then(tamper::words),
            altered: said.is_some_and(|said| said.altered.is_some()),
            answers: said.map(|_| Answers::of(publish::statement(tally))),
            groups: shares
                .into_iter()
                .map(|(group, agree_in_ten)| GroupAgrees { group, agree_in_ten })
                .collect(),
            not_quite,
            not_quite_in_all,
        }
    }

    fn part(&self, words: &[&Words<280>]) -> (Vec<String>, u32) {
        let (part, _) = self.span.part(words);
        (part.iter().map(ToString::to_string).collect(), u32::try_from(words.len()).unwrap_or(u32::MAX))
    }
}

/// One account. `from` and `limit` choose among the words that people put instead of each line, and among those that say what
/// is missing. Nothing of what people answered shows before it is counted.
#[utoipa::path(get, path = "/api/v1/tables/{table}/accounts/{account}", tag = "accounts", params(Span),
    security((), ("visit" = [])), responses((status = 200, description = "The account.", body = AccountRead)))]
pub(super) async fn read_account(
    State(app): State<App>,
    At((id, number)): At<(TableId, AccountNo)>,
    Asking { visitor, question: span }: Asking<Span>,
) -> Answered<AccountRead> {
    let of = readable(&app, &visitor, id, |table, _| Ok(find(table, number)?.conversation)).await?;
    let issued = maps::map(&app, &visitor, (id, of)).await?;
    let read = readable(&app, &visitor, id, |table, _| {
        let account = find(table, number)?;
        let conversation = conversation(table, account.conversation)?;
        let reading = Reading { conversation, account, map: &issued.issue.published, span };
        Ok(reading.read(visitor.today))
    });
    Ok(Json(read.await?))
}
