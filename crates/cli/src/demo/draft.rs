//! A table put together command by command, so that a demonstration can't hold what the rules forbid.

use store::{Append, Entries, StoreError};
use table::{
    Actor, Answer, CardHash, Command, Conversation, ConversationNo, Day, Event, InviteCode, NotACode, Offer,
    Refusal, SeatNo, SetTable, Table, TypedOffer, Unfit, Words,
};

use super::dice::Dice;

/// Every demonstration table has one conversation.
pub(super) const FIRST: ConversationNo = ConversationNo(1);

/// Why a demonstration could not be put together.
#[derive(Debug, thiserror::Error)]
pub(super) enum Slip {
    /// Some of its words do not fit.
    #[error("some of its words do not fit: {0}")]
    Unfit(#[from] Unfit),
    /// It breaks a rule.
    #[error("it breaks a rule of the table: {0}")]
    Refused(#[from] Refusal),
    /// One of its codes can't be read.
    #[error("one of its codes can't be read: {0}")]
    Code(#[from] NotACode),
    /// Something it counts on is not there.
    #[error("it has no {0}")]
    Missing(&'static str),
}

impl From<Slip> for StoreError {
    fn from(slip: Slip) -> Self {
        Self::Engine(format!("the demonstration can't be put together: {slip}"))
    }
}

/// A table so far, and the events that led to it in runs of one day.
pub(super) struct Draft {
    table: Table,
    runs: Vec<Append>,
    entries: Entries,
}

impl Draft {
    /// Sets a table.
    pub(super) fn set(setting: &SetTable, day: Day) -> Result<Self, Slip> {
        let events = table::set(setting, day);
        let first = events.first().and_then(|event| Table::begin(event, day));
        let mut draft = Self {
            table: first.ok_or(Slip::Missing("beginning"))?,
            runs: Vec::new(),
            entries: Entries::default(),
        };
        draft.fold(events, day);
        Ok(draft)
    }

    /// Has a command decided and folded.
    pub(super) fn ask(&mut self, actor: Actor, command: &Command, day: Day) -> Result<Answer, Slip> {
        let events = table::decide(&self.table, actor, command, day)?;
        let answer = Answer::to(&events);
        self.fold(events, day);
        Ok(answer)
    }

    /// Gives somebody a seat. The card is no hash of any words, so nobody can come back to the seat.
    pub(super) fn seat(
        &mut self,
        invitation: Option<InviteCode>,
        dice: &mut Dice,
        day: Day,
    ) -> Result<SeatNo, Slip> {
        let command = Command::TakeSeat { invitation, card: CardHash::from_bytes(dice.bytes()) };
        match self.ask(Actor::Newcomer, &command, day)? {
            Answer::Seated(seat) => Ok(seat),
            _ => Err(Slip::Missing("seat")),
        }
    }

    /// The table so far.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Its conversation so far.
    pub(super) fn conversation(&self) -> Result<&Conversation, Slip> {
        self.table.conversation(FIRST).ok_or(Slip::Missing("conversation"))
    }

    /// What is to be appended.
    pub(super) fn into_runs(self) -> Vec<Append> {
        self.runs
    }

    fn fold(&mut self, events: Vec<Event>, day: Day) {
        if events.is_empty() {
            return;
        }
        for event in &events {
            self.table.apply(event, day);
        }
        let head = self.entries.head();
        let owned = self.entries.owned_by(&events);
        self.entries.add_all(&events);
        let erases = !owned.is_empty();
        match self.runs.last_mut().filter(|run| run.day == day && run.owned.is_empty() && !erases) {
            Some(run) => run.events.extend(events),
            None => self.runs.push(Append { table: self.table.id, head, day, events, owned, receipt: None }),
        }
    }
}

/// Some words, with their room measured.
pub(super) fn words<const MAX: usize>(text: &str) -> Result<Words<MAX>, Slip> {
    Ok(Words::new(text)?)
}

/// An offer, checked as one that was typed.
pub(super) fn offer(typed: &TypedOffer<'_>) -> Result<Offer, Slip> {
    Offer::check(typed).map_err(|refusals| match refusals.first() {
        Some(refusal) => Slip::Refused(*refusal),
        None => Slip::Missing("offer"),
    })
}
