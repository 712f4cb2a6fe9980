//! What became of words: the accounts, decisions and promises they are part of, as a list and in a sentence.

use maud::{Markup, html};
use table::{Account, AccountNo, Became, Day, DecisionNo, PromiseNo, SaidIn, Table, Trace};

use super::{decisions, heard, links, promises};
use crate::t;
use crate::tamper;
use crate::text::{Tr, stop};

/// Everything some words became part of, each with where it stands and a link.
pub(crate) fn became(tr: Tr, table: &Table, trace: &Trace, said: SaidIn, today: Day) -> Markup {
    let became = trace.became(said.0, said.1);
    html! {
        @if became.is_empty() { p.govuk-body { (t!(tr, "trail-nothing")) } }
        @else { (list(tr, table, &became, today)) }
    }
}

/// Accounts, decisions and promises, each with where it stands and a link.
pub(crate) fn list(tr: Tr, table: &Table, all: &[Became], today: Day) -> Markup {
    html! {
        ul.rt-rows {
            @for entry in all.iter().filter_map(|what| entry(tr, table, *what, today)) {
                li {
                    p.rt-rows__words dir="auto" { a.govuk-link href=(entry.address) { (entry.words) } }
                    p.govuk-body { (entry.name) ": " (entry.state) }
                }
            }
        }
    }
}

struct Entry {
    name: String,
    state: Markup,
    /// What it is about.
    words: String,
    address: String,
}

fn entry(tr: Tr, table: &Table, what: Became, today: Day) -> Option<Entry> {
    Some(match what {
        Became::Account(number) => {
            let account = table.account(number)?;
            let state = heard::shown::state(tr, account, today);
            Entry {
                name: t!(tr, "trail-account", number = number.0),
                state: html! { (state) },
                words: tamper::question(tr, table.conversation(account.conversation)?),
                address: links::account(table.id, number),
            }
        }
        Became::Decision(number) => {
            let decision = table.decision(number)?;
            Entry {
                name: t!(tr, "trail-decision", number = number.0),
                state: decisions::shown::tag(tr, decision, today),
                words: tamper::proposal(tr, decision),
                address: links::decision(table.id, number),
            }
        }
        Became::Promise(number) => {
            let promise = table.promise(number)?;
            Entry {
                name: t!(tr, "trail-promise", number = number.0),
                state: promises::shown::tag(tr, promise.state(today)),
                words: tamper::promised(tr, promise),
                address: links::promise(table.id, number),
            }
        }
    })
}

/// The same for whoever said the words, in a sentence or two.
pub(crate) fn in_a_sentence(tr: Tr, table: &Table, trace: &Trace, said: SaidIn, today: Day) -> String {
    let parts = Parts::of(&trace.became(said.0, said.1));
    let account = parts.account(table);
    let decision = parts.decisions.last().and_then(|number| table.decision(*number));
    let mut sentences = Vec::new();
    match (account, decision) {
        (Some(account), Some(decision)) => sentences.push(t!(
            tr,
            "trail-in-both",
            account = account.number.0,
            stage = stage(account, today),
            decision = decision.number.0
        )),
        (Some(account), None) => sentences.push(t!(
            tr,
            "trail-in-account",
            account = account.number.0,
            stage = stage(account, today)
        )),
        (None, Some(decision)) => {
            sentences.push(t!(tr, "trail-in-decision", decision = decision.number.0));
        }
        (None, None) => {}
    }
    if let Some(decision) = decision {
        let state = decisions::shown::state(tr, decision, today);
        sentences.push(format!("{state}{}", stop(&state)));
    }
    let more = parts.accounts.len().saturating_sub(1) + parts.decisions.len().saturating_sub(1);
    if more > 0 {
        sentences.push(t!(tr, "trail-more", count = more));
    }
    sentences.extend(promised(tr, table, &parts, today));
    if sentences.is_empty() { t!(tr, "trail-nothing") } else { sentences.join(" ") }
}

/// Whether words became part of anything.
pub(crate) fn is_any(trace: &Trace, said: SaidIn) -> bool {
    !trace.became(said.0, said.1).is_empty()
}

/// What words became part of, by kind.
#[derive(Default)]
struct Parts {
    accounts: Vec<AccountNo>,
    decisions: Vec<DecisionNo>,
    promises: Vec<PromiseNo>,
}

impl Parts {
    fn of(became: &[Became]) -> Self {
        let mut parts = Self::default();
        for one in became {
            match one {
                Became::Account(number) => parts.accounts.push(*number),
                Became::Decision(number) => parts.decisions.push(*number),
                Became::Promise(number) => parts.promises.push(*number),
            }
        }
        parts
    }

    /// The one to name: the newest that is the group's, or else the newest.
    fn account<'a>(&self, table: &'a Table) -> Option<&'a Account> {
        let newest = || self.accounts.iter().rev().filter_map(|number| table.account(*number));
        newest().find(|account| account.is_agreed()).or_else(|| newest().next())
    }
}

/// Where an account stands, as the message files name it.
fn stage(account: &Account, today: Day) -> &'static str {
    match &account.settled {
        Some(settled) if settled.is_agreed() => "agreed",
        Some(_) => "not",
        None if account.is_open(today) => "open",
        None => "waits",
    }
}

/// The promises, with where they stand: each state once, what needs somebody first.
fn promised(tr: Tr, table: &Table, parts: &Parts, today: Day) -> Option<String> {
    let promises = parts.promises.iter().filter_map(|number| table.promise(*number));
    let mut states: Vec<_> = promises.map(|promise| promise.state(today)).collect();
    let count = states.len();
    states.sort_unstable();
    states.dedup();
    let states: Vec<String> =
        states.into_iter().map(|state| small(&promises::shown::state(tr, state))).collect();
    let states = states.join(", ");
    let alone = parts.accounts.is_empty() && parts.decisions.is_empty();
    (count > 0).then(|| {
        if alone {
            t!(tr, "trail-promised-alone", count = count, states = states)
        } else {
            t!(tr, "trail-promised", count = count, states = states)
        }
    })
}

/// With a small first letter, for the middle of a sentence.
fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
