//! What stands in the place of something that is not as it was committed to. Nothing it says is ever shown.

#[cfg(test)]
mod tests;

use std::fmt::Display;

use maud::{Markup, html};
use store::State;
use table::{
    Account, AccountNo, Conversation, Decision, DecisionNo, Promise, PromiseNo, Said, Table, TableId,
};

use crate::app::App;
use crate::fault::Fault;
use crate::pages::record;
use crate::t;
use crate::text::Tr;
use crate::ui::{NotificationBanner, warning_text};

/// The words of something said; none where they were altered. For programs, which are told so beside it.
pub(crate) fn words(said: &Said) -> Option<String> {
    said.altered.is_none().then(|| said.text.to_string())
}

/// As [`words`], for other things than statements.
pub(crate) fn kept(altered: Option<u64>, words: impl Display) -> String {
    altered.map_or_else(|| words.to_string(), |_| String::new())
}

/// Words for people: what was said, or the sentence in its place.
pub(crate) fn shown(tr: Tr, altered: Option<u64>, words: impl Display) -> String {
    altered.map_or_else(|| words.to_string(), |_| t!(tr, "tamper-words"))
}

/// What somebody said, for people.
pub(crate) fn said(tr: Tr, said: &Said) -> String {
    shown(tr, said.altered, &said.text)
}

/// What a conversation is about, for people.
pub(crate) fn question(tr: Tr, conversation: &Conversation) -> String {
    shown(tr, conversation.question_altered(), conversation.question())
}

/// What a decision is about, for people.
pub(crate) fn proposal(tr: Tr, decision: &Decision) -> String {
    shown(tr, decision.altered, &decision.proposal.what)
}

/// What is promised, for people.
pub(crate) fn promised(tr: Tr, promise: &Promise) -> String {
    shown(tr, promise.altered, &promise.what)
}

/// An account that can be shown, or why there is none.
pub(crate) fn account(table: &Table, number: AccountNo) -> Result<&Account, Fault> {
    let account = table.account(number).ok_or(Fault::NotFound)?;
    if account.altered.is_some() { Err(Fault::Altered(table.id)) } else { Ok(account) }
}

/// A decision that can be shown, or why there is none.
pub(crate) fn decision(table: &Table, number: DecisionNo) -> Result<&Decision, Fault> {
    let decision = table.decision(number).ok_or(Fault::NotFound)?;
    if decision.altered.is_some() { Err(Fault::Altered(table.id)) } else { Ok(decision) }
}

/// A promise that can be shown, or why there is none.
pub(crate) fn promise(table: &Table, number: PromiseNo) -> Result<&Promise, Fault> {
    let promise = table.promise(number).ok_or(Fault::NotFound)?;
    if promise.altered.is_some() { Err(Fault::Altered(table.id)) } else { Ok(promise) }
}

/// The record's entry of what was altered, where it is in the record.
pub(crate) async fn entry(app: &App, table: TableId, altered: u64) -> Option<u64> {
    let recorder = app.recorder.clone();
    let standing = tokio::task::spawn_blocking(move || recorder.standing(table, &[altered])).await.ok()?;
    match standing.ok()?.first()?.state {
        State::In(entry) | State::Gone(Some(entry)) | State::Altered(Some(entry)) => Some(entry),
        State::Waiting(_) | State::Gone(None) | State::Altered(None) => None,
    }
}

/// The warning in the place of the words, with the record's entry where that is known.
pub(crate) fn warning(tr: Tr, entry: Option<u64>) -> Markup {
    let words = html! {
        (t!(tr, "tamper-words"))
        @if let Some(entry) = entry { " " (t!(tr, "tamper-entry", entry = entry)) }
    };
    warning_text(t!(tr, "card-warning-sign"), words)
}

/// The warning in the place of what something came to.
pub(crate) fn result_warning(tr: Tr) -> Markup {
    warning_text(t!(tr, "card-warning-sign"), t!(tr, "tamper-result"))
}

/// At the top of a table's pages where anything was altered, with the way to its record.
pub(crate) fn banner(tr: Tr, table: TableId) -> Markup {
    let body = html! {
        p.govuk-notification-banner__heading {
            a.govuk-notification-banner__link href=(record::address(table)) { (t!(tr, "tamper-banner")) }
        }
    };
    html! { (NotificationBanner::new(t!(tr, "tamper-banner-title"), body)) }
}

/// Whether anybody was shown less than was kept: then its pages say so.
pub(crate) fn is_hurt(table: &Table) -> bool {
    !table.altered().is_empty()
}
