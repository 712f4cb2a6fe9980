//! The demonstration's third table, some months on: a conversation that ended in an account, decisions by every rule,
//! and promises that were kept, are late, or were refused. So there is something to follow from any word to what became
//! of it, and back.

mod decide;
mod heard;
mod promise;
mod story;
mod words;

use std::collections::BTreeSet;

use table::{
    Actor, Answer, CardHash, Choice, Command, Connection, Day, Findable, InviteCode, ReasonChange, SeatNo,
    SetTable, Starter, StatementNo, Strength, TypedOffer,
};

use super::dice::Dice;
use super::draft::{Draft, FIRST, Slip, offer, words};
use words::{REASONS, SAID, Said};

#[cfg(test)]
pub(super) use words::all;

const DICE: u64 = 4;
/// The days, counted from today: the table is set and people talk, and so on.
const OPENED: i32 = -150;
const ENDED: i32 = -120;
/// So many people: enough for groups to be told apart, and for both sides to have eight of their own.
const PEOPLE: u32 = 30;
/// Those with a number under this come to the place; the others work there.
const COMES: u32 = 17;

/// The table with everything that happened at it.
pub(super) fn draft(today: Day) -> Result<Draft, Slip> {
    let mut door = Door { draft: open(today)?, dice: Dice::of(DICE), today };
    door.arrive()?;
    door.talk()?;
    story::tell(&mut door)?;
    Ok(door.draft)
}

/// The table so far.
struct Door {
    draft: Draft,
    dice: Dice,
    today: Day,
}

fn open(today: Day) -> Result<Draft, Slip> {
    let mut dice = Dice::of(DICE + 1);
    let first = today.plus(OPENED);
    let setting = SetTable {
        id: words::TABLE.parse()?,
        name: words(words::NAME)?,
        purpose: words(words::PURPOSE)?,
        agreement: words(words::AGREEMENT)?,
        findable: Findable::Public,
        starter: Starter::Place,
        card: CardHash::from_bytes(dice.bytes()),
        invitation: words::INVITATION.parse()?,
    };
    let mut draft = Draft::set(&setting, first)?;
    let offer = offer(&TypedOffer {
        question: words::QUESTION,
        open: words::OPEN,
        fixed: words::FIXED,
        who_decides: words::WHO_DECIDES,
        who_spends: words::WHO_SPENDS,
        who_stops: words::WHO_STOPS,
        how_decided: words::HOW_DECIDED,
        by_when: Some(today.plus(ENDED)),
        hear_back: Some(today.plus(ENDED + 30)),
    })?;
    draft.ask(Actor::Seat(SeatNo(0)), &Command::OpenConversation { offer, seed: dice.bytes() }, first)?;
    Ok(draft)
}

impl Door {
    /// Somebody asks for something, so many days from today.
    fn ask(&mut self, seat: u32, command: &Command, day: i32) -> Result<Answer, Slip> {
        self.draft.ask(Actor::Seat(SeatNo(seat)), command, self.today.plus(day))
    }

    /// Everybody sits down on the first two days.
    fn arrive(&mut self) -> Result<(), Slip> {
        let invitation: InviteCode = words::INVITATION.parse()?;
        for seat in 0..PEOPLE {
            let day = if seat < PEOPLE / 2 { OPENED } else { OPENED + 1 };
            if seat > 0 {
                self.draft.seat(Some(invitation), &mut self.dice, self.today.plus(day))?;
            }
            let side = if comes(seat) { Connection::Comes } else { Connection::Works };
            self.ask(seat, &Command::Connect { connections: BTreeSet::from([side]) }, day)?;
            let strengths = strengths(seat);
            self.ask(seat, &Command::Bring { strengths, own: None }, day)?;
        }
        Ok(())
    }

    /// All things are said on the second day; then one person after another answers them.
    fn talk(&mut self) -> Result<(), Slip> {
        for said in &SAID {
            let command = Command::Say { conversation: FIRST, text: words(said.text)? };
            self.ask(said.by, &command, OPENED + 1)?;
        }
        for seat in 0..PEOPLE {
            let day = OPENED + 2 + i32::try_from(seat * 25 / PEOPLE).unwrap_or(0);
            for (statement, said) in (1..).zip(&SAID) {
                self.answer(seat, statement, said, day)?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, seat: u32, statement: u32, said: &Said, day: i32) -> Result<(), Slip> {
        let side = if comes(seat) { said.comes } else { -said.comes };
        let own = if said.by == seat { 300 } else { 0 };
        let score = said.liked + side + own + self.dice.mood() / 2;
        let choice = match score {
            21.. => Choice::Agree,
            -20..=20 => Choice::Pass,
            _ => Choice::Disagree,
        };
        let given = REASONS.iter().find(|(of, by, _)| (*of, *by) == (statement, seat));
        let reason = match given {
            Some((_, _, reason)) => ReasonChange::Set(words(reason)?),
            None => ReasonChange::Keep,
        };
        let command = Command::Respond {
            conversation: FIRST,
            statement: StatementNo(statement),
            choice,
            matters: score.abs() > 130,
            reason,
            drawn: None,
        };
        self.ask(seat, &command, day).map(drop)
    }
}

const fn comes(seat: u32) -> bool {
    seat < COMES
}

fn strengths(seat: u32) -> BTreeSet<Strength> {
    let seat = seat as usize;
    let of = |at: usize| Strength::ALL.get(at % Strength::ALL.len()).copied();
    [of(seat), of(seat * 5 + 2)].into_iter().flatten().collect()
}
