//! What somebody gave to accounts, decisions and promises.

use serde::Serialize;
use table::{Account, Ballot, Decision, Judgement, LineReply, Part, Promise, SeatNo, Table};
use utoipa::ToSchema;

use crate::api::stand_word;
use crate::pages::decisions::shown::option;
use crate::tamper;

/// An account they wrote of what was heard.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnAccount {
    /// The account's number.
    account: u32,
    /// The conversation's number.
    conversation: u32,
    /// Lines and linking words, in order.
    parts: Vec<OwnPart>,
    /// The day it was written.
    written_on: String,
}

/// A piece of an account they wrote: a line, or linking words.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnPart {
    /// The number of the statement that is a line; nothing for linking words.
    statement: Option<u32>,
    /// The words; nothing, if a line's were taken back.
    text: Option<String>,
}

/// What they said to a line of an account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnReply {
    /// The account's number.
    account: u32,
    /// The number of the statement that is the line.
    statement: u32,
    /// The line's words; nothing, if they were taken back.
    text: Option<String>,
    /// `yes` or `not-quite`.
    reply: &'static str,
    /// How they would put it, if they said.
    words: Option<String>,
}

/// What they missed in an account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnMissing {
    /// The account's number.
    account: u32,
    /// What is missing.
    words: String,
}

/// How they answered a decision. Which of the last four is there depends on what was asked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnBallot {
    /// The decision's number.
    decision: u32,
    /// The proposal in one sentence.
    proposal: String,
    /// `yes`, `ok`, `not-sure` or `worried`.
    stand: Option<&'static str>,
    /// "In my own words."
    words: Option<String>,
    /// What they would choose, from first to last; equals together.
    order: Option<Vec<Vec<String>>>,
    /// What they wanted paid for.
    wants: Option<Vec<String>>,
}

/// A promise they made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnPromise {
    /// The promise's number.
    promise: u32,
    /// Who will do it.
    who: String,
    /// What they will do.
    what: String,
    /// By when.
    by: String,
    /// The day it was made.
    made_on: String,
}

/// Whether a promise was kept, as they said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnJudgement {
    /// The promise's number.
    promise: u32,
    /// What was promised.
    what: String,
    /// `kept`, `partly` or `not`.
    judgement: &'static str,
}

fn text_of(table: &Table, account: &Account, line: table::StatementNo) -> Option<String> {
    table.conversation(account.conversation)?.said(line).and_then(tamper::words)
}

pub(super) fn accounts(table: &Table, seat: SeatNo) -> Vec<OwnAccount> {
    let is_own = |account: &&Account| account.author.as_ref().is_some_and(|author| author.seat == seat);
    let part = |account: &Account, part: Part| match part {
        Part::Line(line) => OwnPart { statement: Some(line.0), text: text_of(table, account, line) },
        Part::Linking(words) => OwnPart { statement: None, text: Some(words.into()) },
    };
    let own = table.accounts.iter().filter(is_own).map(|account| OwnAccount {
        account: account.number.0,
        conversation: account.conversation.0,
        parts: account.parts().into_iter().map(|one| part(account, one)).collect(),
        written_on: account.on.to_string(),
    });
    own.collect()
}

pub(super) fn replies(table: &Table, seat: SeatNo) -> Vec<OwnReply> {
    let accounts = table.accounts.iter();
    accounts
        .flat_map(|account| {
            let own = account.replies.iter().filter(move |((_, whose), _)| *whose == seat);
            own.map(move |((line, _), reply)| {
                let (reply, words) = match reply {
                    LineReply::Yes => ("yes", None),
                    LineReply::NotQuite(words) => ("not-quite", words.as_ref().map(ToString::to_string)),
                };
                let text = text_of(table, account, *line);
                OwnReply { account: account.number.0, statement: line.0, text, reply, words }
            })
        })
        .collect()
}

pub(super) fn missing(table: &Table, seat: SeatNo) -> Vec<OwnMissing> {
    let own = table.accounts.iter().filter_map(|account| {
        let words = account.missing.get(&seat)?.to_string();
        Some(OwnMissing { account: account.number.0, words })
    });
    own.collect()
}

pub(super) fn ballots(table: &Table, seat: SeatNo) -> Vec<OwnBallot> {
    let own = table.decisions.iter().filter_map(|decision| {
        let ballot = decision.ballot_of(seat)?;
        Some(OwnBallot::of(decision, ballot))
    });
    own.collect()
}

impl OwnBallot {
    fn of(decision: &Decision, ballot: &Ballot) -> Self {
        let name = |place: &u16| option(&decision.question, *place).to_owned();
        let mut own = Self {
            decision: decision.number.0,
            proposal: decision.proposal.what.to_string(),
            stand: None,
            words: None,
            order: None,
            wants: None,
        };
        match ballot {
            Ballot::Stand { stand, words } => {
                own.stand = Some(stand_word(*stand));
                own.words = words.as_ref().map(ToString::to_string);
            }
            Ballot::Ranked(order) => {
                own.order = Some(order.iter().map(|equals| equals.iter().map(name).collect()).collect());
            }
            Ballot::Wants(wants) => own.wants = Some(wants.iter().map(name).collect()),
        }
        own
    }
}

pub(super) fn promises(table: &Table, seat: SeatNo) -> Vec<OwnPromise> {
    let is_own = |promise: &&Promise| promise.seat == Some(seat);
    let own = table.promises.iter().filter(is_own).map(|promise| OwnPromise {
        promise: promise.number.0,
        who: promise.who.to_string(),
        what: promise.what.to_string(),
        by: promise.by.to_string(),
        made_on: promise.made_on.to_string(),
    });
    own.collect()
}

pub(super) fn judgements(table: &Table, seat: SeatNo) -> Vec<OwnJudgement> {
    let own = table.promises.iter().filter_map(|promise| {
        let judgement = promise.judged.get(&seat).copied().map(Judgement::key)?;
        Some(OwnJudgement { promise: promise.number.0, what: promise.what.to_string(), judgement })
    });
    own.collect()
}
