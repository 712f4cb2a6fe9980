//! A table as it is now: the fold of its events. Pages are views of this.

use std::collections::{BTreeMap, BTreeSet};

use voice::published::Live;
use voice::responses::Responses;
use voice::similar::Similar;

use crate::account::Account;
use crate::before::BeforeIndex;
use crate::card::CardHash;
use crate::day::Day;
use crate::decision::Decision;
use crate::event::{About, Kind};
use crate::ids::{ConversationNo, InviteCode, RequestNo, SeatNo, StatementNo, TableId};
use crate::import::{ImportedSeat, ImportedStatement, PolisConversation};
use crate::mail::Mail;
use crate::offer::Offer;
use crate::people::{Connection, Findable, Starter, Strength};
use crate::promise::Promise;
use crate::rules::RulesVersion;
use crate::words::Words;

/// A group with a purpose and an agreement on how it works together.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its code.
    pub id: TableId,
    /// What it is called.
    pub name: Words<80>,
    /// What the group is for.
    pub purpose: Words<600>,
    /// Who can find it.
    pub findable: Findable,
    /// What it started from.
    pub starter: Starter,
    /// The day it was set.
    pub set_on: Day,
    /// How people work together: every version, the last one stands. Never empty.
    pub agreement: Vec<AgreementVersion>,
    /// Every invitation that was made.
    pub invitations: Vec<Invitation>,
    /// Every conversation; number `n` is at `n − 1`.
    pub conversations: Vec<Conversation>,
    /// How people decide: every version, the last one stands; empty until it is chosen.
    pub rules: Vec<RulesVersion>,
    /// Every account of what was heard; number `n` is at `n − 1`.
    pub accounts: Vec<Account>,
    /// Every decision; number `n` is at `n − 1`.
    pub decisions: Vec<Decision>,
    /// Every promise; number `n` is at `n − 1`.
    pub promises: Vec<Promise>,
    /// Finds decisions and promises with similar words.
    pub(crate) before: BeforeIndex,
    /// Every seat, by number.
    pub(crate) seats: Vec<Place>,
    pub(crate) cards: BTreeMap<CardHash, SeatNo>,
    pub(crate) requests: Vec<CardRequest>,
    /// How many journal entries this is the fold of.
    pub(crate) entries: u64,
    /// The day of the last entry that was not altered.
    pub(crate) reached: Day,
    /// What was altered, in order.
    pub(crate) altered: Vec<(Kind, About)>,
}

/// A seat's place in the numbering: left seats keep their number, and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Place {
    Taken(Box<Seat>),
    Left,
}

/// One person's place at the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// Its card; an imported seat has none.
    pub card: Option<CardHash>,
    /// How often the card was replaced: visits begun with an older one have ended.
    pub renewals: u32,
    /// A name chosen for this table.
    pub name: Option<Words<40>>,
    /// What its holder brings.
    pub strengths: BTreeSet<Strength>,
    /// The same in their own words.
    pub own_strength: Option<Words<140>>,
    /// How they are connected to this.
    pub connections: BTreeSet<Connection>,
    /// Where its holder wants news sent; never shown to anybody else.
    pub mail: Option<Mail>,
    /// The invitation it was taken with.
    pub invitation: Option<InviteCode>,
    /// The day it was taken.
    pub taken_on: Day,
    /// What an imported conversation says of it.
    pub imported: Option<ImportedSeat>,
}

/// One version of how people work together.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementVersion {
    /// The words.
    pub text: Words<4000>,
    /// Why it was changed; the first version has no reason.
    pub why: Option<Words<280>>,
    /// When.
    pub on: Day,
    /// The journal entry that was altered, where this one was: then nothing of it is known.
    pub altered: Option<u64>,
}

/// A way in.
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    /// Its code.
    pub code: InviteCode,
    /// How many people can use it.
    pub cap: u32,
    /// How many have.
    pub used: u32,
    /// The last day it works.
    pub until: Day,
    /// Whether somebody ended it.
    pub ended: bool,
}

impl Invitation {
    /// Whether it lets one more person in today.
    pub fn works(&self, today: Day) -> bool {
        !self.ended && self.used < self.cap && today <= self.until
    }
}

/// A request for a new card in place of a lost one.
#[derive(Debug, Clone, PartialEq)]
pub struct CardRequest {
    /// The seat.
    pub seat: SeatNo,
    /// The card that works once two seats have vouched.
    pub card: CardHash,
    /// The day it was made.
    pub on: Day,
    /// How many seats had ever been taken when it was made: only those can vouch.
    pub seats_then: u32,
    /// Who has vouched.
    pub vouched: BTreeSet<SeatNo>,
    /// Met, stopped, or its seat was left.
    pub over: bool,
}

/// Where a conversation comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// Opened here, from an offer: every version, the last one stands. Never empty.
    Offered(Vec<OfferVersion>),
    /// Held elsewhere, brought here to be read.
    Imported(Box<PolisConversation>),
}

/// One version of an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferVersion {
    /// The offer.
    pub offer: Offer,
    /// Why it was changed; the first version has no reason.
    pub why: Option<Words<280>>,
    /// When.
    pub on: Day,
    /// The journal entry that was altered, where this one was: then nothing of it is known.
    pub altered: Option<u64>,
}

/// "This is not what we were told."
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Whose it is; never shown.
    pub seat: SeatNo,
    /// The version that stood, from 1.
    pub version: u32,
    /// What is different.
    pub words: Words<280>,
    /// When.
    pub on: Day,
}

/// One question at a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversation {
    /// Where it comes from.
    pub origin: Origin,
    /// Its number.
    pub number: ConversationNo,
    /// When it was opened or brought here.
    pub opened_on: Day,
    /// The journal entry that was altered, where its opening was.
    pub altered: Option<u64>,
    /// How many journal entries are about it, with those by which somebody left. No ballot and no reply is among them, so it
    /// tells nothing of what is still open.
    pub moved: u64,
    /// The seed of its draws.
    pub seed: [u8; 32],
    /// Marks on the offer, in order.
    pub marks: Vec<Mark>,
    /// Every statement; number `n` is at `n − 1`.
    pub statements: Vec<Statement>,
    /// Every answer: people are seats, statements are positions in `statements`.
    pub responses: Responses,
    /// Reasons beside answers.
    pub reasons: BTreeMap<(StatementNo, SeatNo), Words<280>>,
    /// Who says that the picture of the groups does not sound like them, and in which words. Whose they are is
    /// never shown.
    pub unlike: BTreeMap<SeatNo, Option<Words<280>>>,
    /// Finds statements with similar words.
    pub(crate) similar: Index,
}

/// One thing somebody said.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The words, unless they were taken back.
    pub said: Option<Said>,
    /// When.
    pub on: Day,
}

/// The words of a statement and whose they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The words.
    pub text: Words<2000>,
    /// Whose they are; never shown.
    pub seat: Option<SeatNo>,
    /// What an imported conversation says of it.
    pub imported: Option<Box<ImportedStatement>>,
    /// The journal entry that was altered, where this one was. Its words and whose they are are not known then; it counts as
    /// it did, and nobody can be asked about it.
    pub altered: Option<u64>,
}

/// An index of the statements' words. It is derived from them, so it takes no part in comparing states.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index(pub(crate) Similar);

impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Said {
    /// Whether those who ran an imported conversation had set it aside.
    pub fn set_aside(&self) -> bool {
        self.imported.as_ref().is_some_and(|imported| imported.moderated < 0)
    }
}

impl Table {
    /// The agreement that stands, and its version from 1.
    pub fn agreement(&self) -> (u32, &AgreementVersion) {
        last(&self.agreement)
    }

    /// A seat that is in use.
    pub fn seat(&self, seat: SeatNo) -> Option<&Seat> {
        match self.seats.get(seat.index()) {
            Some(Place::Taken(seat)) => Some(seat),
            _ => None,
        }
    }

    pub(crate) fn seat_mut(&mut self, seat: SeatNo) -> Option<&mut Seat> {
        match self.seats.get_mut(seat.index()) {
            Some(Place::Taken(seat)) => Some(seat),
            _ => None,
        }
    }

    /// All seats in use, in order.
    pub fn seats(&self) -> impl Iterator<Item = (SeatNo, &Seat)> {
        self.seats.iter().zip(0u32..).filter_map(|(place, number)| match place {
            Place::Taken(seat) => Some((SeatNo(number), &**seat)),
            Place::Left => None,
        })
    }

    /// All seats with a card, in order: those whose holders can take part here. Imported seats have none.
    pub fn present(&self) -> impl Iterator<Item = (SeatNo, &Seat)> {
        self.seats().filter(|(_, seat)| seat.card.is_some())
    }

    /// How many seats were ever taken: the next one's number.
    pub fn seats_ever(&self) -> u32 {
        u32::try_from(self.seats.len()).unwrap_or(u32::MAX)
    }

    /// The seat that a card brings back.
    pub fn seat_of_card(&self, card: &CardHash) -> Option<SeatNo> {
        self.cards.get(card).copied()
    }

    /// A request for a new card that a card waits on: its number and how many have vouched.
    pub fn request_of_card(&self, card: &CardHash) -> Option<(RequestNo, usize)> {
        self.open_requests().find(|(_, request)| request.card == *card).map(|(no, r)| (no, r.vouched.len()))
    }

    /// Requests for new cards that wait, oldest first.
    pub fn open_requests(&self) -> impl Iterator<Item = (RequestNo, &CardRequest)> {
        self.requests
            .iter()
            .zip(1u32..)
            .filter(|(request, _)| !request.over)
            .map(|(request, number)| (RequestNo(number), request))
    }

    /// A request by its number, waiting or over.
    pub fn request(&self, number: RequestNo) -> Option<&CardRequest> {
        self.requests.get(number.index().checked_sub(1)?)
    }

    /// A conversation by its number.
    pub fn conversation(&self, number: ConversationNo) -> Option<&Conversation> {
        self.conversations.get(number.index().checked_sub(1)?)
    }

    pub(crate) fn conversation_mut(&mut self, number: ConversationNo) -> Option<&mut Conversation> {
        self.conversations.get_mut(number.index().checked_sub(1)?)
    }

    /// An invitation by its code.
    pub fn invitation(&self, code: InviteCode) -> Option<&Invitation> {
        self.invitations.iter().find(|invitation| invitation.code == code)
    }

    /// Whether everybody may read what is said here without a seat.
    pub fn open_to_read(&self) -> bool {
        self.findable == Findable::Public
    }

    /// What was altered since it was kept, in the order it was kept: what happened, and to what.
    pub fn altered(&self) -> &[(Kind, About)] {
        &self.altered
    }
}

/// The last of the versions, and its number from 1. The lists are never empty: they begin with what opened
/// them.
fn last<T>(versions: &[T]) -> (u32, &T) {
    let number = u32::try_from(versions.len()).unwrap_or(u32::MAX);
    (number, &versions[versions.len() - 1])
}

impl Conversation {
    /// The offer that stands, and its version from 1. Imported conversations have none.
    pub fn offer(&self) -> Option<(u32, &OfferVersion)> {
        match &self.origin {
            Origin::Offered(versions) => Some(last(versions)),
            Origin::Imported(_) => None,
        }
    }

    /// The question, or the topic of an imported conversation.
    pub fn question(&self) -> &str {
        match &self.origin {
            Origin::Offered(versions) => last(versions).1.offer.question.as_str(),
            Origin::Imported(source) => &source.topic,
        }
    }

    /// The journal entry that was altered, where what [`Conversation::question`] comes from was: then it is not known.
    pub fn question_altered(&self) -> Option<u64> {
        match &self.origin {
            Origin::Offered(versions) => last(versions).1.altered,
            Origin::Imported(_) => self.altered,
        }
    }

    /// Whether things can be said and answered today.
    pub fn is_open(&self, today: Day) -> bool {
        self.offer().is_some_and(|(_, version)| today <= version.offer.by_when)
    }

    /// A statement by its number.
    pub fn statement(&self, number: StatementNo) -> Option<&Statement> {
        self.statements.get(number.index().checked_sub(1)?)
    }

    /// A statement that stands: not taken back, not set aside. Its words may have been altered, see [`Said::altered`].
    pub fn said(&self, number: StatementNo) -> Option<&Said> {
        self.statement(number)?.said.as_ref().filter(|said| !said.set_aside())
    }

    /// As [`Conversation::said`], where its words can be shown, so that people can be asked about it.
    pub fn readable(&self, number: StatementNo) -> Option<&Said> {
        self.said(number).filter(|said| said.altered.is_none())
    }

    /// All statements that stand, in the order they were said. These are counted.
    pub fn live(&self) -> impl Iterator<Item = (StatementNo, &Said)> {
        self.statements.iter().zip(1u32..).filter_map(|(statement, number)| {
            let said = statement.said.as_ref().filter(|said| !said.set_aside())?;
            Some((StatementNo(number), said))
        })
    }

    /// [`Conversation::live`], as the mathematics takes them.
    pub fn places(&self) -> Vec<Live> {
        self.live().map(|(number, _)| Live { at: Self::position(number), number: number.0 }).collect()
    }

    /// Those of [`Conversation::live`] that people can be asked about: their words were not altered.
    pub fn askable(&self) -> impl Iterator<Item = (StatementNo, &Said)> {
        self.live().filter(|(_, said)| said.altered.is_none())
    }

    /// The position of a statement in `responses` and in the mathematics.
    pub const fn position(number: StatementNo) -> u32 {
        number.0 - 1
    }

    /// The statement at a position of the mathematics.
    pub const fn at_position(position: u32) -> StatementNo {
        StatementNo(position + 1)
    }

    /// Statements with similar words, most similar first, at most `most`.
    pub fn similar_to(&self, words: &str, most: usize) -> Vec<StatementNo> {
        self.similar.0.find(words, most).into_iter().map(|found| Self::at_position(found.index)).collect()
    }
}
