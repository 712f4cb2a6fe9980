//! What happens to the accounts of a table when something happened.

use std::collections::BTreeMap;

use super::{Account, AccountEvent, AccountOrigin, Author};
use crate::altered::put;
use crate::day::Day;
use crate::ids::{AccountNo, ConversationNo, SeatNo};
use crate::state::Table;

impl Table {
    pub(crate) fn apply_account(&mut self, event: &AccountEvent, on: Day) {
        match event {
            AccountEvent::Called { account, conversation, until, terms, certificate } => {
                self.add_account(Account {
                    lines: certificate.lines.iter().map(|line| line.statement).collect(),
                    origin: AccountOrigin::Called((**certificate).clone()),
                    ..empty(*account, *conversation, on, *until, *terms)
                });
            }
            AccountEvent::Written { account, conversation, until, terms, lines } => {
                self.add_account(Account {
                    lines: lines.clone(),
                    ..empty(*account, *conversation, on, *until, *terms)
                });
            }
            AccountEvent::Linked { account, .. }
            | AccountEvent::Replied { account, .. }
            | AccountEvent::ReplyTakenBack { account, .. }
            | AccountEvent::MissingSaid { account, .. }
            | AccountEvent::MissingTakenBack { account, .. }
            | AccountEvent::Settled { account, .. } => {
                if let Some(account) = self.account_mut(*account) {
                    account.apply(event);
                }
            }
        }
    }

    fn account_mut(&mut self, number: AccountNo) -> Option<&mut Account> {
        self.accounts.get_mut(number.index().checked_sub(1)?)
    }

    fn add_account(&mut self, account: Account) {
        put(&mut self.accounts, account.number.index(), |there| there.altered.is_some(), account);
    }
}

fn empty(
    number: AccountNo,
    conversation: ConversationNo,
    on: Day,
    until: Day,
    terms: crate::rules::AccountTerms,
) -> Account {
    Account {
        number,
        conversation,
        origin: AccountOrigin::Written,
        lines: Vec::new(),
        on,
        until,
        terms,
        author: None,
        replies: BTreeMap::new(),
        missing: BTreeMap::new(),
        settled: None,
        altered: None,
        result_altered: None,
    }
}

impl Account {
    fn apply(&mut self, event: &AccountEvent) {
        match event {
            AccountEvent::Linked { seat, links, .. } => {
                self.author = Some(Author { seat: *seat, links: links.clone() });
            }
            AccountEvent::Replied { statement, seat, reply, .. } => {
                self.replies.insert((*statement, *seat), reply.clone());
            }
            AccountEvent::ReplyTakenBack { statement, seat, .. } => {
                self.replies.remove(&(*statement, *seat));
            }
            AccountEvent::MissingSaid { seat, words, .. } => {
                self.missing.insert(*seat, words.clone());
            }
            AccountEvent::MissingTakenBack { seat, .. } => {
                self.missing.remove(seat);
            }
            // What came of something that is not known can't be shown either.
            AccountEvent::Settled { settled, .. } if self.altered.is_none() => {
                self.settled = Some((**settled).clone());
            }
            AccountEvent::Called { .. } | AccountEvent::Written { .. } | AccountEvent::Settled { .. } => {}
        }
    }

    /// What is this person's goes: their linking words, answers and what they missed. The choice of lines stays, as
    /// the group may have agreed to it.
    pub(crate) fn leave(&mut self, seat: SeatNo) {
        self.author = self.author.take().filter(|author| author.seat != seat);
        self.replies.retain(|(_, whose), _| *whose != seat);
        self.missing.remove(&seat);
    }
}
