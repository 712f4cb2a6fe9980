//! An account as a JSON file. What is in it stays as it is described here; a change of meaning changes `format`.

use std::collections::BTreeMap;

use serde::Serialize;
use table::{
    Account, AccountOrigin, Conversation, Day, Headcount, Part, Portion, Shortfall, StatementNo, Support,
    Table, Words,
};
use voice::groups::Name;
use voice::publish::{self, Heard, Share};
use voice::published::Published;

/// An account with everything its page shows, and nothing else.
#[derive(Debug, Serialize)]
pub(crate) struct AccountFile<'a> {
    /// `roundtable account 1`.
    format: &'static str,
    /// The table's name.
    table: &'a str,
    /// The number of the conversation.
    conversation: u32,
    /// Its question.
    question: &'a str,
    /// The number of the account at its table.
    account: u32,
    /// `called`: the program chose its lines. `written`: somebody did.
    origin: &'static str,
    /// `open`, `waits` (to be counted), `agreed` or `not-agreed`.
    state: &'static str,
    /// The day it was put together, as 2026-12-31.
    made_on: String,
    /// The last day to answer it.
    until: String,
    /// What makes it agreed.
    terms: Terms,
    /// Lines and linking words, in order.
    parts: Vec<Piece<'a>>,
    /// How the program chose, where it did.
    certificate: Option<Chosen<'a>>,
    /// What came of it, once it was counted.
    result: Option<Came<'a>>,
}

/// Shares that are asked for, in a hundred.
#[derive(Debug, Serialize)]
struct Terms {
    /// Of those who answered a line.
    share: u8,
    /// The same within each opinion group of which 8 or more answered it.
    floor: u8,
}

/// A piece of an account.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Piece<'a> {
    /// Words of whoever wrote it, between lines.
    Linking(String),
    /// Something somebody said.
    Line(Line<'a>),
}

/// A line of an account.
#[derive(Debug, Serialize)]
struct Line<'a> {
    /// The number of the statement in its conversation.
    statement: u32,
    /// The words; null where they were taken back, and then nothing else is told.
    words: Option<&'a str>,
    /// How everybody answered the statement in the conversation; null where fewer than 8 did.
    answers: Option<Answers>,
    /// How many in ten of each opinion group agree with it, 1 for 1 or fewer and 9 for 9 or more; null where the group may not
    /// be told apart.
    agree_in_10: BTreeMap<Name, Option<u8>>,
    /// Who said yes to the line; null before it was counted, and where fewer than 8 answered.
    said: Option<Support>,
    /// How many in ten of each opinion group said yes to the line, in the same way.
    yes_in_10: BTreeMap<Name, Option<Share>>,
    /// How others would say it, once it was counted, in an order that tells nothing of who they are.
    not_quite: Vec<&'a str>,
}

/// Exact counts of the whole table.
#[derive(Debug, Serialize)]
struct Answers {
    agree: u32,
    disagree: u32,
    not_sure: u32,
}

/// How the program chose.
#[derive(Debug, Serialize)]
struct Chosen<'a> {
    /// How many lines were asked for.
    places: u32,
    /// How many people had answered something.
    people: u32,
    /// How many of them agree with a line: `not-told`, `few`, `{"about": 25}` or `nearly-all`.
    covered: Portion,
    /// Whether no group that is large enough is left out (EJR+).
    holds: bool,
    /// The strongest group that is left out.
    left_out: Option<LeftOut<'a>>,
}

/// People who agree with a statement that is not in the account.
#[derive(Debug, Serialize)]
struct LeftOut<'a> {
    statement: u32,
    words: Option<&'a str>,
    /// As `covered`.
    people: Portion,
}

/// What came of it.
#[derive(Debug, Serialize)]
struct Came<'a> {
    /// The day it was counted.
    on: String,
    /// How many answered at least one line; null where 1 to 7 did.
    replied: Headcount,
    /// What it falls short of: `too-few`, `only-its-author`, `{"line": 3}` or `{"group": ["leaf", 3]}`, by the number of
    /// the statement. Nothing where it is agreed.
    short_of: &'a [Shortfall],
    /// What is missing, in the words of those who miss it.
    missing: Vec<&'a str>,
}

/// The file of an account. `map` is the one of its conversation that stands.
pub(crate) fn account_file<'a>(
    table: &'a Table,
    account: &'a Account,
    map: &Published,
    today: Day,
) -> Option<AccountFile<'a>> {
    let conversation = table.conversation(account.conversation)?;
    let piece = |part| match part {
        Part::Linking(words) => Piece::Linking(words.into()),
        Part::Line(statement) => Piece::Line(line(conversation, account, map, statement)),
    };
    let certificate = match &account.origin {
        AccountOrigin::Called(certificate) => Some(certificate),
        AccountOrigin::Written => None,
    };
    Some(AccountFile {
        format: "roundtable account 1",
        table: table.name.as_str(),
        conversation: account.conversation.0,
        question: conversation.question(),
        account: account.number.0,
        origin: if certificate.is_some() { "called" } else { "written" },
        state: state(account, today),
        made_on: account.on.to_string(),
        until: account.until.to_string(),
        terms: Terms { share: account.terms.share.get(), floor: account.terms.floor.get() },
        parts: account.parts().into_iter().map(piece).collect(),
        certificate: certificate.map(|certificate| Chosen {
            places: certificate.places,
            people: certificate.people,
            covered: certificate.covered,
            holds: certificate.holds,
            left_out: certificate.left_out.map(|left_out| LeftOut {
                statement: left_out.statement.0,
                words: words(conversation, left_out.statement),
                people: left_out.people,
            }),
        }),
        result: account.settled.as_ref().map(|settled| Came {
            on: settled.on.to_string(),
            replied: settled.replied,
            short_of: &settled.short_of,
            missing: account.missing_words().into_iter().map(Words::as_str).collect(),
        }),
    })
}

fn state(account: &Account, today: Day) -> &'static str {
    match &account.settled {
        Some(settled) if settled.is_agreed() => "agreed",
        Some(_) => "not-agreed",
        None if account.is_open(today) => "open",
        None => "waits",
    }
}

fn words(conversation: &Conversation, statement: StatementNo) -> Option<&str> {
    conversation.readable(statement).map(|said| said.text.as_str())
}

fn line<'a>(
    conversation: &'a Conversation,
    account: &'a Account,
    map: &Published,
    statement: StatementNo,
) -> Line<'a> {
    let words = words(conversation, statement);
    // What people said of words stands and falls with them.
    let settled = account.settled.as_ref().filter(|_| words.is_some());
    let at = settled.and_then(|settled| settled.lines.iter().position(|line| line.statement == statement));
    let counted = settled.zip(at);
    let row = map.statements.iter().find(|row| row.statement == statement.0).filter(|_| words.is_some());
    let tenths = row.into_iter().flat_map(|row| map.groups.iter().zip(&row.tenths));
    Line {
        statement: statement.0,
        words,
        answers: words.and_then(|_| answers(conversation, statement)),
        agree_in_10: tenths.map(|(card, shares)| (card.name, shares.map(|[agree, ..]| agree))).collect(),
        said: counted.and_then(|(settled, at)| settled.lines.get(at)?.said),
        yes_in_10: counted
            .into_iter()
            .flat_map(|(settled, at)| {
                settled
                    .groups
                    .iter()
                    .map(move |group| (group.group, group.yes_in_ten.get(at).copied().flatten()))
            })
            .collect(),
        not_quite: settled
            .into_iter()
            .flat_map(|_| account.not_quite(statement))
            .map(Words::as_str)
            .collect(),
    }
}

fn answers(conversation: &Conversation, statement: StatementNo) -> Option<Answers> {
    match publish::statement(conversation.responses.tally(Conversation::position(statement))) {
        Heard::Counts(tally) => {
            Some(Answers { agree: tally.agree, disagree: tally.disagree, not_sure: tally.pass })
        }
        Heard::FewHaveAnswered | Heard::Words(_) => None,
    }
}
