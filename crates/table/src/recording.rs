//! How what happens at a table stands in the record: under which kind, when it may enter, and what of it anybody may see.
//!
//! What has power over others enters at once. What people do for themselves enters in shuffled batches. Ballots, and what is
//! said to an account, are held back until they are counted, so that the record's length never tells how many answered.

use record::entry;
use serde::Serialize;

use crate::account::AccountEvent;
use crate::cardwords;
use crate::decision::DecisionEvent;
use crate::event::{About, Event, Kind};
use crate::ids::{ConversationNo, StatementNo};
use crate::import::PolisConversation;
use crate::offer::Offer;
use crate::promise::PromiseEvent;
use crate::words::Words;

/// When an entry may enter the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// At once: it has power over others.
    Power,
    /// In the next shuffled batch.
    Batch,
    /// In the batch before the result of this decision.
    UntilResult(u32),
    /// In the batch before what was said to this account is counted.
    UntilSettled(u32),
}

/// The kind under which an entry stands in the record.
pub const fn kind(kind: Kind) -> entry::Kind {
    match kind {
        Kind::TableSet => entry::Kind::Table,
        Kind::AgreementChanged => entry::Kind::Agreement,
        Kind::Invited | Kind::InvitationEnded => entry::Kind::Invitation,
        Kind::ConversationOpened | Kind::ConversationImported => entry::Kind::Conversation,
        Kind::OfferChanged => entry::Kind::Offer,
        Kind::RulesChosen => entry::Kind::Rule,
        Kind::AccountCalled | Kind::AccountWritten => entry::Kind::Account,
        Kind::AccountSettled => entry::Kind::Settled,
        Kind::DecisionOpened | Kind::DecisionMoreTimeAsked | Kind::DecisionNotHereAnswered => {
            entry::Kind::Decision
        }
        Kind::DecisionClosed => entry::Kind::Result,
        Kind::PromiseMade | Kind::PromiseTold => entry::Kind::Promise,
        Kind::StatementMade => entry::Kind::Statement,
        Kind::ResponseGiven | Kind::ResponseTakenBack => entry::Kind::Response,
        Kind::AccountReplied
        | Kind::AccountReplyTakenBack
        | Kind::AccountMissingSaid
        | Kind::AccountMissingTakenBack => entry::Kind::Reply,
        Kind::DecisionBallotCast | Kind::DecisionBallotTakenBack => entry::Kind::Ballot,
        Kind::SeatTaken
        | Kind::CardReplaced
        | Kind::CardAsked
        | Kind::Vouched
        | Kind::CardStopped
        | Kind::NameChosen
        | Kind::Brought
        | Kind::Connected
        | Kind::OfferMarked
        | Kind::StatementWithdrawn
        | Kind::ReasonGiven
        | Kind::ReasonTakenBack
        | Kind::NotLikeMeSaid
        | Kind::NotLikeMeTakenBack
        | Kind::AccountLinked
        | Kind::PromiseSigned
        | Kind::PromiseJudged
        | Kind::PromiseJudgementTakenBack
        | Kind::MailSet
        | Kind::SeatLeft => entry::Kind::Kept,
    }
}

/// When it may enter the record.
pub fn class(of: Kind, about: About) -> Class {
    match (kind(of), about.item) {
        (entry::Kind::Ballot, Some(decision)) => Class::UntilResult(decision),
        (entry::Kind::Reply, Some(account)) => Class::UntilSettled(account),
        (
            entry::Kind::Ballot
            | entry::Kind::Reply
            | entry::Kind::Statement
            | entry::Kind::Response
            | entry::Kind::Kept,
            _,
        ) => Class::Batch,
        _ => Class::Power,
    }
}

/// What an entry lets go that was held back until it happened.
pub const fn releases(of: Kind, about: About) -> Option<Class> {
    match (of, about.item) {
        (Kind::DecisionClosed, Some(decision)) => Some(Class::UntilResult(decision)),
        (Kind::AccountSettled, Some(account)) => Some(Class::UntilSettled(account)),
        _ => None,
    }
}

/// The number that stands in the entry itself: of the conversation, account, decision or promise, for what has power over
/// others; none for what people do for themselves.
pub fn number(of: Kind, about: About) -> Option<u32> {
    match class(of, about) {
        Class::Power => about.item.or(about.conversation.map(|conversation| conversation.0)),
        _ => None,
    }
}

/// Whether anybody may see something of such an entry: [`public`] is `Some` for exactly these.
pub const fn is_public(of: Kind) -> bool {
    matches!(
        of,
        Kind::TableSet
            | Kind::AgreementChanged
            | Kind::ConversationOpened
            | Kind::ConversationImported
            | Kind::OfferChanged
            | Kind::RulesChosen
            | Kind::AccountCalled
            | Kind::AccountWritten
            | Kind::AccountSettled
            | Kind::DecisionOpened
            | Kind::DecisionMoreTimeAsked
            | Kind::DecisionNotHereAnswered
            | Kind::DecisionClosed
            | Kind::PromiseMade
            | Kind::PromiseTold
            | Kind::StatementMade
    )
}

/// What anybody who may read the table may see of an entry, as JSON: no seat, no code, no seed of draws that are still to come.
pub fn public(event: &Event) -> Option<String> {
    let shown = match event {
        Event::TableSet { .. }
        | Event::AgreementChanged { .. }
        | Event::OfferChanged { .. }
        | Event::RulesChosen { .. }
        | Event::Account(
            AccountEvent::Called { .. } | AccountEvent::Written { .. } | AccountEvent::Settled { .. },
        )
        | Event::Decision(
            DecisionEvent::Opened(_)
            | DecisionEvent::MoreTimeAsked { .. }
            | DecisionEvent::NotHereAnswered { .. }
            | DecisionEvent::Closed { .. },
        )
        | Event::Promise(PromiseEvent::Made { .. } | PromiseEvent::Told { .. }) => {
            return serde_json::to_string(event).ok();
        }
        Event::ConversationOpened { conversation, offer, .. } => {
            Shown::ConversationOpened { conversation: *conversation, offer }
        }
        Event::ConversationImported { conversation, source, .. } => {
            Shown::ConversationImported { conversation: *conversation, source }
        }
        Event::StatementMade { conversation, statement, text, .. } => {
            Shown::StatementMade { conversation: *conversation, statement: *statement, text }
        }
        _ => return None,
    };
    serde_json::to_string(&shown).ok()
}

/// What is shown of an event that also holds something private. Written in this order.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Shown<'a> {
    ConversationOpened { conversation: ConversationNo, offer: &'a Offer },
    ConversationImported { conversation: ConversationNo, source: &'a PolisConversation },
    StatementMade { conversation: ConversationNo, statement: StatementNo, text: &'a Words<2000> },
}

/// A root as eight words, for paper: somebody without a computer can compare last month's poster with today's page. They are
/// the remainders of the root's first sixteen bytes, read as one number with its high byte first, by the number of words,
/// from the last word to the first: 87 bits.
pub fn eight_words(root: &[u8; 32]) -> [&'static str; 8] {
    let list = cardwords::list();
    let mut number = root.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let many = list.len() as u128;
    let mut words = [""; 8];
    for word in words.iter_mut().rev() {
        let at = usize::try_from(number % many).unwrap_or(0);
        *word = list.get(at).copied().unwrap_or_default();
        number /= many;
    }
    words
}

/// Every word that [`eight_words`] draws from, in order.
pub fn words() -> &'static [&'static str] {
    cardwords::list()
}
