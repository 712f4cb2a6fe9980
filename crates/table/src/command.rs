//! What people can ask for. Pages, the API, paper and the command line all send these.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::account::AccountCommand;
use crate::card::CardHash;
use crate::day::Day;
use crate::decision::DecisionCommand;
use crate::ids::{ConversationNo, InviteCode, RequestNo, SeatNo, StatementNo, TableId};
use crate::mail::MailCommand;
use crate::offer::Offer;
use crate::people::{Connection, Findable, Starter, Strength};
use crate::promise::PromiseCommand;
use crate::rules::Rules;
use crate::words::Words;

pub use voice::hearing::Chance;
pub use voice::responses::Choice;

/// Who sends a command. There is no third kind: nobody at a table has other powers than a seat's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody without a seat at this table.
    Newcomer,
    /// The holder of a seat.
    Seat(SeatNo),
}

/// Setting a new table. Randomness is handed in: deciding is pure.
#[derive(Debug, Clone, Serialize)]
pub struct SetTable {
    /// The new table's code.
    pub id: TableId,
    /// What it is called.
    pub name: Words<80>,
    /// What the group is for.
    pub purpose: Words<600>,
    /// How people work together here.
    pub agreement: Words<4000>,
    /// Who can find it.
    pub findable: Findable,
    /// What it started from.
    pub starter: Starter,
    /// The starter's own card: a seat like all others.
    pub card: CardHash,
    /// The first invitation's code.
    pub invitation: InviteCode,
}

/// What happens to the reason beside an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ReasonChange {
    /// Leave it as it is.
    Keep,
    /// These words instead.
    Set(Words<280>),
    /// Take it back.
    Remove,
}

/// What a person at a table, or in front of it, can ask for.
#[derive(Debug, Clone, Serialize)]
pub enum Command {
    /// Take a seat, with an invitation where the table needs one.
    TakeSeat {
        /// The invitation shown.
        invitation: Option<InviteCode>,
        /// The new card.
        card: CardHash,
    },
    /// A new card for one's own seat; the old one and all visits stop.
    ReplaceCard {
        /// The new card.
        card: CardHash,
    },
    /// Ask two other seats to vouch for a new card for a seat whose card is lost.
    AskForCard {
        /// The seat.
        seat: SeatNo,
        /// The new card, which works once two have vouched.
        card: CardHash,
    },
    /// Vouch that a request comes from the person whose seat it is.
    Vouch {
        /// The request.
        request: RequestNo,
    },
    /// "That was not me": the seat's own holder stops a request.
    StopCard {
        /// The request.
        request: RequestNo,
    },
    /// A name for this table, or none.
    ChooseName {
        /// The name.
        name: Option<Words<40>>,
    },
    /// What one brings.
    Bring {
        /// Those ticked.
        strengths: BTreeSet<Strength>,
        /// In one's own words.
        own: Option<Words<140>>,
    },
    /// How one is connected to this.
    Connect {
        /// Those ticked.
        connections: BTreeSet<Connection>,
    },
    /// A new invitation.
    Invite {
        /// Its code.
        code: InviteCode,
        /// How many people can use it.
        cap: u32,
        /// The last day it works.
        until: Day,
    },
    /// An invitation stops working.
    EndInvitation {
        /// Its code.
        code: InviteCode,
    },
    /// How we work together, in new words. Every version stays to be read.
    ChangeAgreement {
        /// The version that was on the screen while the new words were written, from 1.
        over: u32,
        /// The new words.
        text: Words<4000>,
        /// Why.
        why: Words<280>,
    },
    /// Open a conversation from its offer.
    OpenConversation {
        /// The offer, frozen from here on.
        offer: Offer,
        /// The seed of every draw in this conversation.
        seed: [u8; 32],
    },
    /// A new version of an offer, beside the old ones.
    ChangeOffer {
        /// The conversation.
        conversation: ConversationNo,
        /// The version that was on the screen, from 1.
        over: u32,
        /// The new offer.
        offer: Offer,
        /// Why.
        why: Words<280>,
    },
    /// "This is not what we were told."
    MarkOffer {
        /// The conversation.
        conversation: ConversationNo,
        /// What is different.
        words: Words<280>,
    },
    /// Say something.
    Say {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        text: Words<140>,
    },
    /// Take one's own statement back. A neutral placeholder stays.
    WithdrawStatement {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
    },
    /// Answer a statement. The last answer counts.
    Respond {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
        /// Agree, disagree or pass.
        #[serde(with = "crate::choice")]
        choice: Choice,
        /// "This matters a lot to me."
        matters: bool,
        /// "In my own words."
        reason: ReasonChange,
        /// The chance with which the statement was drawn for the person; none where they picked it themselves.
        #[serde(skip_serializing_if = "Option::is_none")]
        drawn: Option<Chance>,
    },
    /// Take an answer, and the reason beside it, back.
    TakeBack {
        /// The conversation.
        conversation: ConversationNo,
        /// The statement.
        statement: StatementNo,
    },
    /// "This does not sound like me": the picture of the opinion groups does not fit. It says nothing about
    /// which group anybody is in. The last words count.
    NotLikeMe {
        /// The conversation.
        conversation: ConversationNo,
        /// In one's own words; nobody has to.
        words: Option<Words<280>>,
    },
    /// Take "this does not sound like me" back.
    TakeNotLikeMeBack {
        /// The conversation.
        conversation: ConversationNo,
    },
    /// How we decide here, and what we do when we do not agree. Once a first decision has been opened, only a
    /// decision changes it.
    ChooseRules {
        /// How many versions there were on the screen, 0 where nothing was chosen yet.
        over: u32,
        /// The rules.
        rules: Rules,
        /// Why.
        why: Option<Words<280>>,
    },
    /// Something about what we heard.
    Account(AccountCommand),
    /// Something about a decision.
    Decision(DecisionCommand),
    /// Something about a promise.
    Promise(PromiseCommand),
    /// Something about news by e-mail.
    Mail(MailCommand),
    /// Leave the table: everything of one's own goes.
    Leave,
}
