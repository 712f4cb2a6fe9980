//! `/t/{table}/heard/{account}`: one account, what it takes to be the group's, and what came of it.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::Markup;
use serde::Deserialize;
use table::{
    Account, AccountNo, AccountOrigin, AccountTerms, Became, Certificate, Day, PromiseOf, SeatNo, Settled,
    Source, Table, TableId,
};
use voice::published::Published;

use super::all::how;
use super::answer::unanswered;
use super::lines::{Piece, pieces};
use super::one_page::page;
use super::place::{Seen, look_at};
use super::{came, shown};
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::maps;
use crate::pages::record::Counted;
use crate::pages::{record, trail};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::visitor::Visitor;

/// An account and all that is known of it, for whoever looks.
pub(super) struct View {
    pub account: AccountNo,
    pub title: String,
    pub tag: Markup,
    /// Who chose the lines, and when.
    pub how: String,
    pub phase: Phase,
    pub pieces: Vec<Piece>,
    /// How the program chose, and the words of the strongest group it left out.
    pub certificate: Option<(Certificate, String)>,
    pub terms: AccountTerms,
    /// What is missing, in people's own words, once it is settled.
    pub missing: Vec<String>,
    /// What this person did here.
    pub mine: Option<Mine>,
    /// What it became part of; nothing where that is nothing.
    pub became: Option<Markup>,
    /// How many other accounts of the conversation there are.
    pub others: usize,
    /// The command with which the host makes the program's choice again.
    pub command: String,
    /// Where what came of it stands in the record, and who has seen it.
    pub record: Option<Markup>,
}

/// Where an account stands.
pub(super) enum Phase {
    /// It can be answered until a day.
    Open(Day),
    /// Its last day has passed; nobody has had it counted.
    Waits,
    /// It was counted.
    Settled {
        settled: Settled,
        /// Why it is not agreed; nothing means that it is.
        short_of: Vec<String>,
    },
    /// It was counted, and what came of it is not as it was kept.
    Altered,
}

/// What somebody did with an account.
pub(super) struct Mine {
    /// How many lines they answered, and how many there are to answer.
    pub answered: usize,
    pub of: usize,
    /// Whether a line waits for them.
    pub is_asked: bool,
    /// What they miss.
    pub missing: Option<String>,
}

impl View {
    fn of(visitor: &Visitor, seen: Seen<'_>, account: &Account, map: &Published) -> Self {
        let (tr, today) = (visitor.tr, visitor.today);
        let missing = account.settled.as_ref().map(|_| account.missing_words()).unwrap_or_default();
        let conversation = seen.conversation.number;
        let others = seen.table.accounts.iter().filter(|one| one.conversation == conversation).count();
        Self {
            account: account.number,
            title: shown::title(tr, account),
            tag: shown::tag(tr, account, today),
            how: how(tr, account),
            phase: Phase::of(tr, account, today),
            pieces: pieces(tr, seen, account, map),
            certificate: certificate(tr, seen, account),
            terms: account.terms,
            missing: missing.into_iter().map(ToString::to_string).collect(),
            mine: seen.seat.map(|seat| Mine::of(seen, account, seat)),
            became: became(tr, seen.table, account, today),
            others: others.saturating_sub(1),
            command: command(seen, account),
            record: None,
        }
    }
}

impl Phase {
    fn of(tr: Tr, account: &Account, today: Day) -> Self {
        match &account.settled {
            None if account.result_altered.is_some() => Self::Altered,
            None if account.is_open(today) => Self::Open(account.until),
            None => Self::Waits,
            Some(settled) => Self::Settled {
                settled: settled.clone(),
                short_of: settled.short_of.iter().map(|short| came::shortfall(tr, account, *short)).collect(),
            },
        }
    }
}

impl Mine {
    fn of(seen: Seen<'_>, account: &Account, seat: SeatNo) -> Self {
        let lines = || account.lines.iter().filter(|line| seen.conversation.said(**line).is_some());
        Self {
            answered: lines().filter(|line| account.replies.contains_key(&(**line, seat))).count(),
            of: lines().count(),
            is_asked: unanswered(seen.conversation, account, seat).is_some(),
            missing: account.missing.get(&seat).map(ToString::to_string),
        }
    }
}

fn certificate(tr: Tr, seen: Seen<'_>, account: &Account) -> Option<(Certificate, String)> {
    let AccountOrigin::Called(certificate) = &account.origin else { return None };
    let left_out = certificate.left_out.as_ref().map(|group| {
        let said = seen.conversation.said(group.statement);
        said.map_or_else(|| t!(tr, "statement-gone"), |said| tamper::said(tr, said))
    });
    Some((certificate.clone(), left_out.unwrap_or_default()))
}

/// The decisions that came about by it, and the promises that answer its lines.
fn became(tr: Tr, table: &Table, account: &Account, today: Day) -> Option<Markup> {
    let number = account.number;
    let is_from = |source: &Source| match source {
        Source::Account(of) | Source::Line(of, _) => *of == number,
        Source::Statement(..) => false,
    };
    let decisions = table.decisions.iter().filter(|one| one.proposal.from.iter().any(is_from));
    let promises = table
        .promises
        .iter()
        .filter(|promise| matches!(promise.from, PromiseOf::Line(of, _) if of == number));
    let mut became: Vec<Became> = decisions.map(|one| Became::Decision(one.number)).collect();
    became.extend(promises.map(|one| Became::Promise(one.number)));
    (!became.is_empty()).then(|| trail::list(tr, table, &became, today))
}

fn command(seen: Seen<'_>, account: &Account) -> String {
    let places = match &account.origin {
        AccountOrigin::Called(certificate) => certificate.places,
        AccountOrigin::Written => 0,
    };
    format!(
        "roundtable account house --data DIR --table {} --conversation {} --places {places}",
        seen.table.id, account.conversation
    )
}

/// What can stand behind the question mark.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

/// `GET /t/{table}/heard/{account}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, AccountNo)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let found = app.clerk.read(id.0, |table| {
        reading(&app, &visitor, table)?;
        tamper::account(table, id.1).map(|account| account.conversation)
    });
    let conversation = found.await??;
    let issued = maps::map(&app, &visitor, (id.0, conversation)).await?;
    let (place, mut view) = look_at(&app, &visitor, id, |seen, account| {
        Ok(View::of(&visitor, seen, account, &issued.issue.published))
    })
    .await?;
    if let Phase::Settled { .. } = view.phase {
        view.record = record::finality(&app, visitor.tr, id.0, Counted::Account(id.1)).await;
    }
    let notice = notice(visitor.tr, &asked.saved, &view);
    Ok(page(&app, &visitor, place, &view, notice))
}

/// What was just done, if it stands.
fn notice(tr: Tr, saved: &str, view: &View) -> Option<String> {
    let mine = view.mine.as_ref()?;
    match saved {
        "called" => Some(t!(tr, "heard-called")),
        "written" => Some(t!(tr, "heard-written")),
        "reply" | "answered" if mine.answered > 0 => Some(t!(tr, "heard-answered")),
        "taken-back" => Some(t!(tr, "statement-answer-gone")),
        "missing" if mine.missing.is_some() => Some(t!(tr, "heard-missing-saved")),
        "not-missing" if mine.missing.is_none() => Some(t!(tr, "heard-missing-gone")),
        "settled" if matches!(view.phase, Phase::Settled { .. }) => Some(t!(tr, "heard-settled")),
        _ => None,
    }
}
