//! The rules of a table: what may happen, what happened, and what is the case.
//!
//! `decide(state, command) → events` refuses with a sentence a person can act on, or says what happens;
//! `Table::apply` folds what happened into the state. Both are pure: no clock, no randomness that was not
//! handed in, no input or output. Paper, page, text message and API send the same commands.
//!
//! All seats have the same powers. There is no role anywhere in this crate, and there must never be one.

mod account;
mod altered;
mod answer;
mod apply;
mod before;
mod card;
mod cardwords;
mod changes;
mod command;
mod day;
mod decide;
mod decision;
mod event;
mod headcount;
mod ids;
mod import;
mod lookout;
mod lot;
mod mail;
mod offer;
mod people;
mod promise;
mod refusal;
mod rules;
mod seatname;
mod state;
mod trace;
mod words;

pub mod choice;
pub mod recording;

pub use account::{
    Account, AccountCommand, AccountEvent, AccountOrigin, Author, Certificate, CertifiedLine, GroupSaid,
    LeftOut, LineReply, LineSaid, Link, MOST_LINES, Part, Settled, Shortfall, Support,
};
pub use answer::Answer;
pub use before::{Before, asked_before};
pub use card::{Card, CardHash, NotACard, WORDS as CARD_WORDS};
pub use changes::{Change, Changed};
pub use command::{Actor, Chance, Choice, Command, ReasonChange, SetTable};
pub use day::{Day, NotADay};
pub use decide::{
    FIRST_INVITATION, INVITATION_CAP, OFFER_DAYS, REQUEST_DAYS, STATEMENTS_A_DAY, VOUCHES_NEEDED, decide, set,
};
pub use decision::{
    AfterTalk, Amendment, Ballot, CameTo, Closed, Decision, DecisionCommand, DecisionEvent, Expected, Funded,
    FundedBy, MORE_TIME_DAYS, NotHere, Opened, Opening, Outcome, Passing, Project, Proposal, Question,
    SideSaid, SideTold, Source, TypedProposal,
};
pub use event::{About, Erasure, Event, Kept, Kind};
pub use headcount::{Headcount, Portion};
pub use ids::{
    AccountNo, ConversationNo, DecisionNo, InviteCode, NotACode, PromiseNo, RequestNo, SeatNo, StatementNo,
    TableId,
};
pub use import::{ImportedResponse, ImportedSeat, ImportedStatement, PolisConversation};
pub use lookout::{Find, look};
pub use lot::lot;
pub use mail::{Mail, MailAddress, MailCommand, Rhythm};
pub use offer::{Offer, TypedOffer};
pub use people::{Connection, Findable, Starter, Strength};
pub use promise::{
    Judged, Judgement, News, Promise, PromiseCommand, PromiseEvent, PromiseOf, PromiseState, Tidings,
};
pub use refusal::{Field, Refusal};
pub use rules::{AccountTerms, Rule, RuleKind, Rules, RulesVersion};
pub use seatname::{seat_name, seat_named};
pub use state::{
    AgreementVersion, CardRequest, Conversation, Invitation, Mark, OfferVersion, Origin, Said, Seat,
    Statement, Table,
};
pub use trace::{Became, SaidIn, Stage, Trace};
pub use voice::rule::{InHundred, Stand, Stands};
pub use words::{Unfit, Words, one_line};
