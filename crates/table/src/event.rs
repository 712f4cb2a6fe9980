//! What happened. A table's state is the fold of its events; nothing else changes anything.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use voice::hearing::Chance;
use voice::responses::Choice;

use crate::account::AccountEvent;
use crate::card::CardHash;
use crate::day::Day;
use crate::decision::DecisionEvent;
use crate::ids::{ConversationNo, DecisionNo, InviteCode, RequestNo, SeatNo, StatementNo, TableId};
use crate::import::{ImportedResponse, ImportedSeat, ImportedStatement, PolisConversation};
use crate::mail::Mail;
use crate::offer::Offer;
use crate::people::{Connection, Findable, Starter, Strength, choices};
use crate::promise::PromiseEvent;
use crate::rules::Rules;
use crate::words::Words;

/// One thing that happened at a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The table was set. Always the first event, and it names nobody: a table has no owner.
    TableSet {
        /// Its code.
        id: TableId,
        /// What it is called.
        name: Words<80>,
        /// What the group is for.
        purpose: Words<600>,
        /// How people work together.
        agreement: Words<4000>,
        /// Who can find it.
        findable: Findable,
        /// What it started from.
        starter: Starter,
    },
    /// A seat was taken; seats are numbered from 0 in order.
    SeatTaken {
        /// The seat.
        seat: SeatNo,
        /// Its card; an imported seat has none.
        card: Option<CardHash>,
        /// The invitation that was used.
        invitation: Option<InviteCode>,
        /// What an imported conversation says of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        imported: Option<ImportedSeat>,
    },
    /// A seat has a new card; the old one and all visits stopped.
    CardReplaced {
        /// The seat.
        seat: SeatNo,
        /// The new card.
        card: CardHash,
    },
    /// Somebody asked for a new card for a seat.
    CardAsked {
        /// The request, numbered from 1 in order.
        request: RequestNo,
        /// The seat.
        seat: SeatNo,
        /// The card that would work.
        card: CardHash,
    },
    /// A seat vouched for a request.
    Vouched {
        /// The request.
        request: RequestNo,
        /// The seat that vouched.
        by: SeatNo,
    },
    /// A request was stopped by the seat's holder.
    CardStopped {
        /// The request.
        request: RequestNo,
    },
    /// A name was chosen, or taken back.
    NameChosen {
        /// The seat.
        seat: SeatNo,
        /// The name.
        name: Option<Words<40>>,
    },
    /// What somebody brings.
    Brought {
        /// The seat.
        seat: SeatNo,
        /// Those ticked.
        strengths: BTreeSet<Strength>,
        /// In their own words.
        own: Option<Words<140>>,
    },
    /// How somebody is connected to this.
    Connected {
        /// The seat.
        seat: SeatNo,
        /// Those ticked.
        connections: BTreeSet<Connection>,
    },
    /// An invitation was made.
    Invited {
        /// Its code.
        code: InviteCode,
        /// How many people can use it.
        cap: u32,
        /// The last day it works.
        until: Day,
    },
    /// An invitation was ended.
    InvitationEnded {
        /// Its code.
        code: InviteCode,
    },
    /// The agreement has a new version.
    AgreementChanged {
        /// The new words.
        text: Words<4000>,
        /// Why.
        why: Words<280>,
    },
    /// A conversation was opened, numbered from 1 in order.
    ConversationOpened {
        /// Its number.
        conversation: ConversationNo,
        /// Its offer.
        offer: Offer,
        /// The seed of its draws.
        seed: [u8; 32],
    },
    /// A conversation held elsewhere was brought here to be read.
    ConversationImported {
        /// Its number.
        conversation: ConversationNo,
        /// What the files say of it.
        source: PolisConversation,
        /// The seed of its draws.
        seed: [u8; 32],
    },
    /// The offer has a new version.
    OfferChanged {
        /// The conversation.
        conversation: ConversationNo,
        /// The new version.
        offer: Offer,
        /// Why.
        why: Words<280>,
    },
    /// Somebody marked "this is not what we were told".
    OfferMarked {
        /// The conversation.
        conversation: ConversationNo,
        /// The seat.
        seat: SeatNo,
        /// The version that stood, from 1.
        version: u32,
        /// What is different.
        words: Words<280>,
    },
    /// Something was said, numbered from 1 in order.
    StatementMade {
        /// The conversation.
        conversation: ConversationNo,
        /// Its number.
        statement: StatementNo,
        /// Whose it is; an imported one may be nobody's that is known.
        seat: Option<SeatNo>,
        /// The words.
        text: Words<2000>,
        /// What an imported conversation says of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        imported: Option<ImportedStatement>,
    },
    /// A statement was taken back by the person who said it.
    StatementWithdrawn {
        /// The conversation.
        conversation: ConversationNo,
        /// Its number.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
    },
    /// A statement was answered.
    ResponseGiven {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
        /// Agree, disagree or pass.
        #[serde(with = "crate::choice")]
        choice: Choice,
        /// "This matters a lot to me."
        matters: bool,
        /// The chance with which the statement was drawn for the person, as it stands with the answer from now on. A
        /// changed answer keeps that of the first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        drawn: Option<Chance>,
        /// What an imported conversation says of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        imported: Option<ImportedResponse>,
    },
    /// An answer, and the reason beside it, was taken back.
    ResponseTakenBack {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
    },
    /// A reason was given beside an answer.
    ReasonGiven {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
        /// The words.
        words: Words<280>,
    },
    /// A reason was taken back.
    ReasonTakenBack {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
        /// The seat.
        seat: SeatNo,
    },
    /// Somebody said "this does not sound like me" of the picture of the groups, or said it in other words.
    NotLikeMeSaid {
        /// The conversation.
        conversation: ConversationNo,
        /// The seat.
        seat: SeatNo,
        /// In their own words, where they wrote any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Words<280>>,
    },
    /// "This does not sound like me" was taken back.
    NotLikeMeTakenBack {
        /// The conversation.
        conversation: ConversationNo,
        /// The seat.
        seat: SeatNo,
    },
    /// How we decide was chosen, or changed.
    RulesChosen {
        /// The rules from here on.
        rules: Rules,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Words<280>>,
        /// The decision that changed them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<DecisionNo>,
    },
    /// Something happened to an account of what was heard.
    Account(AccountEvent),
    /// Something happened to a decision.
    Decision(DecisionEvent),
    /// Something happened to a promise.
    Promise(PromiseEvent),
    /// Where somebody wants news sent, or that they want none any more.
    MailSet {
        /// The seat.
        seat: SeatNo,
        /// Where and how often.
        mail: Option<Mail>,
    },
    /// Somebody left; everything of theirs went.
    SeatLeft {
        /// The seat.
        seat: SeatNo,
    },
}

choices! {
    /// What sort of thing happened: the closed list that stands in the journal's sequence.
    Kind {
        /// See `Event::TableSet`.
        TableSet = "table-set",
        /// See `Event::SeatTaken`.
        SeatTaken = "seat-taken",
        /// See `Event::CardReplaced`.
        CardReplaced = "card-replaced",
        /// See `Event::CardAsked`.
        CardAsked = "card-asked",
        /// See `Event::Vouched`.
        Vouched = "vouched",
        /// See `Event::CardStopped`.
        CardStopped = "card-stopped",
        /// See `Event::NameChosen`.
        NameChosen = "name-chosen",
        /// See `Event::Brought`.
        Brought = "brought",
        /// See `Event::Connected`.
        Connected = "connected",
        /// See `Event::Invited`.
        Invited = "invited",
        /// See `Event::InvitationEnded`.
        InvitationEnded = "invitation-ended",
        /// See `Event::AgreementChanged`.
        AgreementChanged = "agreement-changed",
        /// See `Event::ConversationOpened`.
        ConversationOpened = "conversation-opened",
        /// See `Event::ConversationImported`.
        ConversationImported = "conversation-imported",
        /// See `Event::OfferChanged`.
        OfferChanged = "offer-changed",
        /// See `Event::OfferMarked`.
        OfferMarked = "offer-marked",
        /// See `Event::StatementMade`.
        StatementMade = "statement-made",
        /// See `Event::StatementWithdrawn`.
        StatementWithdrawn = "statement-withdrawn",
        /// See `Event::ResponseGiven`.
        ResponseGiven = "response-given",
        /// See `Event::ResponseTakenBack`.
        ResponseTakenBack = "response-taken-back",
        /// See `Event::ReasonGiven`.
        ReasonGiven = "reason-given",
        /// See `Event::ReasonTakenBack`.
        ReasonTakenBack = "reason-taken-back",
        /// See `Event::NotLikeMeSaid`.
        NotLikeMeSaid = "not-like-me-said",
        /// See `Event::NotLikeMeTakenBack`.
        NotLikeMeTakenBack = "not-like-me-taken-back",
        /// See `Event::RulesChosen`.
        RulesChosen = "rules-chosen",
        /// See `AccountEvent::Called`.
        AccountCalled = "account-called",
        /// See `AccountEvent::Written`.
        AccountWritten = "account-written",
        /// See `AccountEvent::Linked`.
        AccountLinked = "account-linked",
        /// See `AccountEvent::Replied`.
        AccountReplied = "account-replied",
        /// See `AccountEvent::ReplyTakenBack`.
        AccountReplyTakenBack = "account-reply-taken-back",
        /// See `AccountEvent::MissingSaid`.
        AccountMissingSaid = "account-missing-said",
        /// See `AccountEvent::MissingTakenBack`.
        AccountMissingTakenBack = "account-missing-taken-back",
        /// See `AccountEvent::Settled`.
        AccountSettled = "account-settled",
        /// See `DecisionEvent::Opened`.
        DecisionOpened = "decision-opened",
        /// See `DecisionEvent::BallotCast`.
        DecisionBallotCast = "decision-ballot-cast",
        /// See `DecisionEvent::BallotTakenBack`.
        DecisionBallotTakenBack = "decision-ballot-taken-back",
        /// See `DecisionEvent::MoreTimeAsked`.
        DecisionMoreTimeAsked = "decision-more-time-asked",
        /// See `DecisionEvent::NotHereAnswered`.
        DecisionNotHereAnswered = "decision-not-here-answered",
        /// See `DecisionEvent::Closed`.
        DecisionClosed = "decision-closed",
        /// See `PromiseEvent::Made`.
        PromiseMade = "promise-made",
        /// See `PromiseEvent::Signed`.
        PromiseSigned = "promise-signed",
        /// See `PromiseEvent::Told`.
        PromiseTold = "promise-told",
        /// See `PromiseEvent::Judged`.
        PromiseJudged = "promise-judged",
        /// See `PromiseEvent::JudgementTakenBack`.
        PromiseJudgementTakenBack = "promise-judgement-taken-back",
        /// See `Event::MailSet`.
        MailSet = "mail-set",
        /// See `Event::SeatLeft`.
        SeatLeft = "seat-left",
    }
}

/// What an event is about, without saying anything personal: enough to keep the numbering when the event's
/// content has been destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// The conversation.
    pub conversation: Option<ConversationNo>,
    /// The statement.
    pub statement: Option<StatementNo>,
    /// The number of the account, decision or promise; the kind says which of them.
    pub item: Option<u32>,
}

impl About {
    /// An account, a decision or a promise by its number, and nothing else.
    pub const fn item(number: u32) -> Self {
        Self { conversation: None, statement: None, item: Some(number) }
    }

    /// A conversation, and a statement of it where one is meant.
    pub const fn conversation(conversation: ConversationNo, statement: Option<StatementNo>) -> Self {
        Self { conversation: Some(conversation), statement, item: None }
    }
}

/// An event as it comes back from the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// As it happened.
    Whole(Event),
    /// Its content was destroyed; this much stays.
    Erased(Kind, About),
    /// What is kept is not as it was committed to; this much can be told of it.
    Altered(Kind, About),
}

impl Kept {
    /// Whether it is one of a conversation's own entries: see [`Conversation::moved`](crate::Conversation::moved).
    pub fn moves(&self, conversation: ConversationNo) -> bool {
        let (kind, about) = match self {
            Self::Whole(event) => (event.kind(), event.about()),
            Self::Erased(kind, about) | Self::Altered(kind, about) => (*kind, *about),
        };
        kind == Kind::SeatLeft || about.conversation == Some(conversation)
    }
}

/// What an event destroys among those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Only what belongs to this seat.
    pub owner: SeatNo,
    /// Only these kinds; none named means all.
    pub kinds: &'static [Kind],
    /// Only what is about exactly this; none means whatever it is about.
    pub about: Option<About>,
}

impl Event {
    /// What sort of event this is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::TableSet { .. } => Kind::TableSet,
            Self::SeatTaken { .. } => Kind::SeatTaken,
            Self::CardReplaced { .. } => Kind::CardReplaced,
            Self::CardAsked { .. } => Kind::CardAsked,
            Self::Vouched { .. } => Kind::Vouched,
            Self::CardStopped { .. } => Kind::CardStopped,
            Self::NameChosen { .. } => Kind::NameChosen,
            Self::Brought { .. } => Kind::Brought,
            Self::Connected { .. } => Kind::Connected,
            Self::Invited { .. } => Kind::Invited,
            Self::InvitationEnded { .. } => Kind::InvitationEnded,
            Self::AgreementChanged { .. } => Kind::AgreementChanged,
            Self::ConversationOpened { .. } => Kind::ConversationOpened,
            Self::ConversationImported { .. } => Kind::ConversationImported,
            Self::OfferChanged { .. } => Kind::OfferChanged,
            Self::OfferMarked { .. } => Kind::OfferMarked,
            Self::StatementMade { .. } => Kind::StatementMade,
            Self::StatementWithdrawn { .. } => Kind::StatementWithdrawn,
            Self::ResponseGiven { .. } => Kind::ResponseGiven,
            Self::ResponseTakenBack { .. } => Kind::ResponseTakenBack,
            Self::ReasonGiven { .. } => Kind::ReasonGiven,
            Self::ReasonTakenBack { .. } => Kind::ReasonTakenBack,
            Self::NotLikeMeSaid { .. } => Kind::NotLikeMeSaid,
            Self::NotLikeMeTakenBack { .. } => Kind::NotLikeMeTakenBack,
            Self::RulesChosen { .. } => Kind::RulesChosen,
            Self::Account(event) => event.kind(),
            Self::Decision(event) => event.kind(),
            Self::Promise(event) => event.kind(),
            Self::MailSet { .. } => Kind::MailSet,
            Self::SeatLeft { .. } => Kind::SeatLeft,
        }
    }

    /// What it is about.
    pub fn about(&self) -> About {
        match self {
            Self::ConversationOpened { conversation, .. }
            | Self::ConversationImported { conversation, .. }
            | Self::OfferChanged { conversation, .. }
            | Self::OfferMarked { conversation, .. }
            | Self::NotLikeMeSaid { conversation, .. }
            | Self::NotLikeMeTakenBack { conversation, .. } => About::conversation(*conversation, None),
            Self::StatementMade { conversation, statement, .. }
            | Self::StatementWithdrawn { conversation, statement, .. }
            | Self::ResponseGiven { conversation, statement, .. }
            | Self::ResponseTakenBack { conversation, statement, .. }
            | Self::ReasonGiven { conversation, statement, .. }
            | Self::ReasonTakenBack { conversation, statement, .. } => {
                About::conversation(*conversation, Some(*statement))
            }
            Self::Account(event) => event.about(),
            Self::Decision(event) => event.about(),
            Self::Promise(event) => event.about(),
            _ => About { conversation: None, statement: None, item: None },
        }
    }

    /// Whose it is: this seat's leaving destroys it. What has power over others is nobody's.
    pub const fn owner(&self) -> Option<SeatNo> {
        match self {
            Self::SeatTaken { seat, .. }
            | Self::CardReplaced { seat, .. }
            | Self::CardAsked { seat, .. }
            | Self::Vouched { by: seat, .. }
            | Self::NameChosen { seat, .. }
            | Self::Brought { seat, .. }
            | Self::Connected { seat, .. }
            | Self::MailSet { seat, .. }
            | Self::OfferMarked { seat, .. }
            | Self::StatementWithdrawn { seat, .. }
            | Self::ResponseGiven { seat, .. }
            | Self::ResponseTakenBack { seat, .. }
            | Self::ReasonGiven { seat, .. }
            | Self::ReasonTakenBack { seat, .. }
            | Self::NotLikeMeSaid { seat, .. }
            | Self::NotLikeMeTakenBack { seat, .. } => Some(*seat),
            Self::StatementMade { seat, .. } => *seat,
            Self::Account(event) => event.owner(),
            Self::Decision(event) => event.owner(),
            Self::Promise(event) => event.owner(),
            _ => None,
        }
    }

    /// What it destroys among those before it.
    pub fn erases(&self) -> Option<Erasure> {
        match self {
            Self::StatementWithdrawn { conversation, statement, seat } => Some(Erasure {
                owner: *seat,
                kinds: &[Kind::StatementMade],
                about: Some(About::conversation(*conversation, Some(*statement))),
            }),
            Self::ResponseTakenBack { conversation, statement, seat } => Some(Erasure {
                owner: *seat,
                kinds: &[Kind::ResponseGiven, Kind::ReasonGiven],
                about: Some(About::conversation(*conversation, Some(*statement))),
            }),
            Self::ReasonTakenBack { conversation, statement, seat }
            | Self::ReasonGiven { conversation, statement, seat, .. } => Some(Erasure {
                owner: *seat,
                kinds: &[Kind::ReasonGiven],
                about: Some(About::conversation(*conversation, Some(*statement))),
            }),
            Self::NotLikeMeTakenBack { conversation, seat }
            | Self::NotLikeMeSaid { conversation, seat, .. } => Some(Erasure {
                owner: *seat,
                kinds: &[Kind::NotLikeMeSaid],
                about: Some(About::conversation(*conversation, None)),
            }),
            Self::NameChosen { seat, .. } => {
                Some(Erasure { owner: *seat, kinds: &[Kind::NameChosen], about: None })
            }
            Self::Brought { seat, .. } => {
                Some(Erasure { owner: *seat, kinds: &[Kind::Brought], about: None })
            }
            Self::Connected { seat, .. } => {
                Some(Erasure { owner: *seat, kinds: &[Kind::Connected], about: None })
            }
            Self::MailSet { seat, .. } => {
                Some(Erasure { owner: *seat, kinds: &[Kind::MailSet], about: None })
            }
            Self::SeatLeft { seat } => Some(Erasure { owner: *seat, kinds: &[], about: None }),
            Self::Account(event) => event.erases(),
            Self::Decision(event) => event.erases(),
            Self::Promise(event) => event.erases(),
            _ => None,
        }
    }
}
