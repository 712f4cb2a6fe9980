//! What a command that happened answers: the same the second time it is sent.

use serde::{Deserialize, Serialize};

use crate::account::AccountEvent;
use crate::decision::DecisionEvent;
use crate::event::Event;
use crate::ids::{
    AccountNo, ConversationNo, DecisionNo, InviteCode, PromiseNo, RequestNo, SeatNo, StatementNo, TableId,
};
use crate::promise::PromiseEvent;

/// The outcome of a command, without anything personal in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is done, or was so already.
    Done,
    /// A table was set; whoever set it has seat 0.
    Set(TableId),
    /// A seat was taken.
    Seated(SeatNo),
    /// A request for a new card waits.
    Asked(RequestNo),
    /// An invitation was made.
    Invited(InviteCode),
    /// A conversation was opened.
    Opened(ConversationNo),
    /// Something was said.
    Said(ConversationNo, StatementNo),
    /// An account was called for or written.
    Account(AccountNo),
    /// A decision was opened.
    Decision(DecisionNo),
    /// A promise was made.
    Promise(PromiseNo),
}

impl Answer {
    /// What these events answer.
    pub fn to(events: &[Event]) -> Self {
        match events.first() {
            Some(Event::TableSet { id, .. }) => Self::Set(*id),
            Some(Event::SeatTaken { seat, .. }) => Self::Seated(*seat),
            Some(Event::CardAsked { request, .. }) => Self::Asked(*request),
            Some(Event::Invited { code, .. }) => Self::Invited(*code),
            Some(Event::ConversationOpened { conversation, .. }) => Self::Opened(*conversation),
            Some(Event::StatementMade { conversation, statement, .. }) => {
                Self::Said(*conversation, *statement)
            }
            Some(Event::Account(
                AccountEvent::Called { account, .. } | AccountEvent::Written { account, .. },
            )) => Self::Account(*account),
            Some(Event::Decision(DecisionEvent::Opened(opened))) => Self::Decision(opened.decision),
            Some(Event::Promise(PromiseEvent::Made { promise, .. })) => Self::Promise(*promise),
            _ => Self::Done,
        }
    }
}
