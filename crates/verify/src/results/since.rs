//! What was destroyed after results were worked out from it.

use std::collections::BTreeMap;

use table::{About, AccountNo, ConversationNo, DecisionNo, Kind};

/// The last entry that destroyed something a result could rest on. Where it is not known which it was, it may have been any.
#[derive(Debug, Default)]
pub(super) struct Since {
    ballots: BTreeMap<u32, u64>,
    replies: BTreeMap<u32, u64>,
    answers: BTreeMap<u32, u64>,
    seats: u64,
    connections: u64,
}

impl Since {
    /// The content of entry `seq` was destroyed by entry `by`; 0 and itself stand for a time that is not known.
    pub(super) fn destroyed(&mut self, seq: u64, kind: Kind, about: About, by: u64) {
        let by = if by == 0 || by == seq { u64::MAX } else { by };
        let later = |last: &mut u64| *last = by.max(*last);
        match (kind, about) {
            (Kind::DecisionBallotCast, About { item: Some(decision), .. }) => {
                later(self.ballots.entry(decision).or_default());
            }
            (Kind::AccountReplied | Kind::AccountLinked, About { item: Some(account), .. }) => {
                later(self.replies.entry(account).or_default());
            }
            (Kind::StatementMade | Kind::ResponseGiven, About { conversation: Some(conversation), .. }) => {
                later(self.answers.entry(conversation.0).or_default());
            }
            (Kind::SeatTaken, _) => later(&mut self.seats),
            (Kind::Connected, _) => later(&mut self.connections),
            _ => {}
        }
    }

    /// The last entry that destroyed a ballot of a decision.
    pub(super) fn ballots(&self, decision: DecisionNo) -> u64 {
        self.ballots.get(&decision.0).copied().unwrap_or(0)
    }

    /// The last one that destroyed what somebody said to an account, or wrote in it.
    pub(super) fn replies(&self, account: AccountNo) -> u64 {
        self.replies.get(&account.0).copied().unwrap_or(0)
    }

    /// The last one that destroyed an answer or a statement of a conversation.
    pub(super) fn answers(&self, conversation: ConversationNo) -> u64 {
        self.answers.get(&conversation.0).copied().unwrap_or(0)
    }

    /// The last one with which somebody left.
    pub(super) const fn seats(&self) -> u64 {
        self.seats
    }

    /// The last one that destroyed how somebody is connected.
    pub(super) const fn connections(&self) -> u64 {
        self.connections
    }
}
