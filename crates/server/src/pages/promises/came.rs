//! How a promise came about: the decision and the accounts it answers, down to the words.

use std::collections::BTreeSet;

use maud::{Markup, html};
use table::{AccountNo, Became, Day, Promise, PromiseOf, SaidIn, Source, Table, Trace};

use super::shown::words_of;
use crate::pages::{links, trail};
use crate::t;
use crate::text::Tr;

/// So many words stand on the page; the accounts and decisions above them lead to the rest.
const MOST_SAID: usize = 60;

/// How a promise came about.
pub(super) struct Came {
    /// Decisions, the last one first, then accounts.
    steps: Option<Markup>,
    /// What people said, in the order they did.
    said: Vec<Words>,
    /// How many more there are.
    more: usize,
}

struct Words {
    words: String,
    address: String,
}

impl Came {
    pub(super) fn of(tr: Tr, table: &Table, promise: &Promise, today: Day) -> Self {
        let steps = on_the_way(table, promise);
        let said = Trace::of(table).behind(Became::Promise(promise.number));
        let more = said.len().saturating_sub(MOST_SAID);
        Self {
            steps: (!steps.is_empty()).then(|| trail::list(tr, table, &steps, today)),
            said: said.into_iter().take(MOST_SAID).map(|said| words(tr, table, said)).collect(),
            more,
        }
    }

    /// The whole way, each step with a link.
    pub(super) fn shown(&self, tr: Tr) -> Markup {
        html! {
            h2.govuk-heading-m { (t!(tr, "promise-came")) }
            @if let Some(steps) = &self.steps { (steps) }
            @if self.said.is_empty() { p.govuk-body { (t!(tr, "promise-came-none")) } } @else {
                h3.govuk-heading-s { (t!(tr, "promise-came-said")) }
                ul.rt-rows {
                    @for one in &self.said {
                        li { a.govuk-link href=(one.address) { bdi { (one.words) } } }
                    }
                }
                @if self.more > 0 { p.govuk-body { (t!(tr, "promise-came-more", count = self.more)) } }
            }
        }
    }
}

/// The decisions a promise answers, with those that went before after a talk, and the accounts all of them rely on.
fn on_the_way(table: &Table, promise: &Promise) -> Vec<Became> {
    let (mut steps, mut accounts) = (Vec::new(), BTreeSet::<AccountNo>::new());
    let mut next = match promise.from {
        PromiseOf::Decision(number) => table.decision(number),
        PromiseOf::Line(account, _) => {
            accounts.insert(account);
            None
        }
        PromiseOf::Statement(..) => None,
    };
    while let Some(decision) = next {
        steps.push(Became::Decision(decision.number));
        accounts.extend(decision.proposal.from.iter().filter_map(|source| match source {
            Source::Account(account) | Source::Line(account, _) => Some(*account),
            Source::Statement(..) => None,
        }));
        // A decision after a talk has a higher number than the one before, so this ends.
        next = decision.after.as_ref().and_then(|after| table.decision(after.decision));
    }
    steps.extend(accounts.into_iter().map(Became::Account));
    steps
}

fn words(tr: Tr, table: &Table, said: SaidIn) -> Words {
    Words { words: words_of(tr, table, said), address: links::statement(table.id, said.0, said.1) }
}
