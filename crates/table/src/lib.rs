//! The rules of a table: what may happen, what happened, and what is the case.
//!
//! `decide(state, command) → events` refuses with a sentence a person can act on, or says what happens;
//! `Table::apply` folds what happened into the state. Both are pure: no clock, no randomness that was not
//! handed in, no input or output. Paper, page, text message and API send the same commands.
//!
//! All seats have the same powers. There is no role anywhere in this crate, and there must never be one.

mod answer;
mod apply;
mod card;
mod cardwords;
mod command;
mod day;
mod decide;
mod event;
mod ids;
mod import;
mod lookout;
mod offer;
mod people;
mod refusal;
mod seatname;
mod state;
mod words;

pub mod choice;

pub use answer::Answer;
pub use card::{Card, CardHash, NotACard, WORDS as CARD_WORDS};
pub use command::{Actor, Chance, Choice, Command, ReasonChange, SetTable};
pub use day::{Day, NotADay};
pub use decide::{
    FIRST_INVITATION, INVITATION_CAP, OFFER_DAYS, REQUEST_DAYS, STATEMENTS_A_DAY, VOUCHES_NEEDED, decide, set,
};
pub use event::{About, Erasure, Event, Kept, Kind};
pub use ids::{ConversationNo, InviteCode, NotACode, RequestNo, SeatNo, StatementNo, TableId};
pub use import::{ImportedResponse, ImportedSeat, ImportedStatement, PolisConversation};
pub use lookout::{Find, look};
pub use offer::{Offer, TypedOffer};
pub use people::{Connection, Findable, Starter, Strength};
pub use refusal::{Field, Refusal};
pub use seatname::{seat_name, seat_named};
pub use state::{
    AgreementVersion, CardRequest, Conversation, Invitation, Mark, OfferVersion, Origin, Said, Seat,
    Statement, Table,
};
pub use words::{Unfit, Words, one_line};
