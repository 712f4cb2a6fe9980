//! What happens to accounts.

use serde::{Deserialize, Serialize};

use super::{Certificate, LineReply, Link, Settled};
use crate::day::Day;
use crate::event::{About, Erasure, Kind};
use crate::ids::{AccountNo, ConversationNo, SeatNo, StatementNo};
use crate::rules::AccountTerms;
use crate::words::Words;

/// Something that happened to an account of what was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountEvent {
    /// The program put an account together, because somebody called for one.
    Called {
        /// Its number, from 1 in order.
        account: AccountNo,
        /// The conversation.
        conversation: ConversationNo,
        /// The last day to answer it.
        until: Day,
        /// What makes it agreed.
        terms: AccountTerms,
        /// What was chosen, and how.
        certificate: Box<Certificate>,
    },
    /// Somebody put one together. Nobody's, as it is the group's to agree with; what is the writer's is in `Linked`.
    Written {
        /// Its number, from 1 in order.
        account: AccountNo,
        /// The conversation.
        conversation: ConversationNo,
        /// The last day to answer it.
        until: Day,
        /// What makes it agreed.
        terms: AccountTerms,
        /// Its statements.
        lines: Vec<StatementNo>,
    },
    /// Whose a written account is, and how they link its lines.
    Linked {
        /// The account.
        account: AccountNo,
        /// The seat.
        seat: SeatNo,
        /// Their words.
        links: Vec<Link>,
    },
    /// A line was answered.
    Replied {
        /// The account.
        account: AccountNo,
        /// The line.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
        /// Yes, or not quite.
        reply: LineReply,
    },
    /// An answer to a line was taken back.
    ReplyTakenBack {
        /// The account.
        account: AccountNo,
        /// The line.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
    },
    /// Somebody said what is missing.
    MissingSaid {
        /// The account.
        account: AccountNo,
        /// The seat.
        seat: SeatNo,
        /// The words.
        words: Words<280>,
    },
    /// What was missing was taken back.
    MissingTakenBack {
        /// The account.
        account: AccountNo,
        /// The seat.
        seat: SeatNo,
    },
    /// What was said to it was counted.
    Settled {
        /// The account.
        account: AccountNo,
        /// What came of it.
        settled: Box<Settled>,
    },
}

impl AccountEvent {
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Called { .. } => Kind::AccountCalled,
            Self::Written { .. } => Kind::AccountWritten,
            Self::Linked { .. } => Kind::AccountLinked,
            Self::Replied { .. } => Kind::AccountReplied,
            Self::ReplyTakenBack { .. } => Kind::AccountReplyTakenBack,
            Self::MissingSaid { .. } => Kind::AccountMissingSaid,
            Self::MissingTakenBack { .. } => Kind::AccountMissingTakenBack,
            Self::Settled { .. } => Kind::AccountSettled,
        }
    }

    /// An account, and a line of it where one is meant.
    pub(crate) const fn about(&self) -> About {
        match self {
            Self::Replied { account, statement, .. } | Self::ReplyTakenBack { account, statement, .. } => {
                About { conversation: None, statement: Some(*statement), item: Some(account.0) }
            }
            Self::Called { account, .. }
            | Self::Written { account, .. }
            | Self::Linked { account, .. }
            | Self::MissingSaid { account, .. }
            | Self::MissingTakenBack { account, .. }
            | Self::Settled { account, .. } => About::item(account.0),
        }
    }

    pub(crate) const fn owner(&self) -> Option<SeatNo> {
        match self {
            Self::Linked { seat, .. }
            | Self::Replied { seat, .. }
            | Self::ReplyTakenBack { seat, .. }
            | Self::MissingSaid { seat, .. }
            | Self::MissingTakenBack { seat, .. } => Some(*seat),
            Self::Called { .. } | Self::Written { .. } | Self::Settled { .. } => None,
        }
    }

    pub(crate) fn erases(&self) -> Option<Erasure> {
        let kinds: &'static [Kind] = match self {
            Self::Replied { .. } | Self::ReplyTakenBack { .. } => &[Kind::AccountReplied],
            Self::MissingSaid { .. } | Self::MissingTakenBack { .. } => &[Kind::AccountMissingSaid],
            _ => return None,
        };
        Some(Erasure { owner: self.owner()?, kinds, about: Some(self.about()) })
    }
}
