//! What was said to accounts, as far as it is published: a line that too few agreed with is named, and no other.

use std::collections::{BTreeMap, BTreeSet};

use table::{AccountEvent, AccountTerms, Day, Settled, Shortfall, StatementNo};

use crate::finding::Code;
use crate::found::{Found, Spot};

/// The accounts there are so far.
#[derive(Default)]
pub(super) struct Accounts {
    open: BTreeMap<u32, (Day, AccountTerms)>,
    settled: BTreeSet<u32>,
}

impl Accounts {
    /// What happened to an account, in order.
    pub(super) fn step(&mut self, spot: Spot, event: &AccountEvent, found: &mut Found) {
        match event {
            AccountEvent::Called { account, until, terms, .. }
            | AccountEvent::Written { account, until, terms, .. } => {
                let before = self.open.insert(account.0, (*until, *terms));
                if before.is_some() {
                    found.add(Code::WrongResult, spot, format!("Account {account} was made a second time."));
                }
            }
            AccountEvent::Settled { account, settled } => {
                if !self.settled.insert(account.0) {
                    found.add(
                        Code::WrongResult,
                        spot,
                        format!("Account {account} was counted a second time."),
                    );
                }
                // Where its beginning is not shown, nothing follows.
                if let Some((until, terms)) = self.open.get(&account.0)
                    && (settled.on <= *until || !is_so(settled, *terms))
                {
                    let text =
                        format!("What account {account} came to does not follow from what was said to it.");
                    found.add(Code::WrongResult, spot, text);
                }
            }
            _ => {}
        }
    }
}

fn is_so(settled: &Settled, terms: AccountTerms) -> bool {
    let short: BTreeSet<StatementNo> = settled
        .short_of
        .iter()
        .filter_map(|short| match short {
            Shortfall::Line(line) => Some(*line),
            _ => None,
        })
        .collect();
    settled.lines.iter().all(|line| {
        line.said.is_none_or(|said| {
            said.yes <= said.answered
                && terms.share.reached_by(said.yes, said.answered) != short.contains(&line.statement)
        })
    })
}
