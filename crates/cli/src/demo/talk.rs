//! The demonstration's first table: three weeks of a conversation, day by day.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use table::{
    Actor, Answer, CardHash, Chance, Choice, Command, Conversation, Day, Findable, InviteCode, ReasonChange,
    SeatNo, SetTable, Starter, StatementNo,
};
use voice::hearing;

use super::dice::Dice;
use super::draft::{Draft, FIRST, Slip, words};
use super::ideas::{IDEAS, Idea};
use super::people::{OPENED, Person, everyone};
use super::words as text;

const DICE: u64 = 2;
/// People like what they said themselves.
const AUTHOR_LIKES: i32 = 200;
/// What somebody leans to counts this much less than how liked an idea is by all: low enough for crowds that a map can tell
/// apart, high enough for most people to agree with somebody outside of their own.
const SOFTNESS: i32 = 85;
/// Having said one thing makes a person this much less likely to say the next.
const SAID_ALREADY: i32 = 45;

const AGREEMENT_CHANGED: i32 = -14;
const MARKED: i32 = -12;
const OFFER_CHANGED: i32 = -10;
const ANSWER_TAKEN_BACK: i32 = -4;
/// The seats that do those four things. Any seat could.
const CHANGES_AGREEMENT: Actor = Actor::Seat(SeatNo(4));
const MARKS: Actor = Actor::Seat(SeatNo(9));
const CHANGES_OFFER: Actor = Actor::Seat(SeatNo(2));
const TAKES_BACK: SeatNo = SeatNo(5);

/// The table with everything that happened at it.
pub(super) fn draft(today: Day) -> Result<Draft, Slip> {
    let mut talk = Talk::open(today)?;
    for day in OPENED..=0 {
        talk.events_of(day)?;
        talk.arrive(day)?;
        // What is said on the first day is there to be answered; later things wait for the next day's visits.
        if day == OPENED {
            talk.say(day)?;
            talk.visit(day)?;
        } else {
            talk.visit(day)?;
            talk.say(day)?;
        }
    }
    Ok(talk.draft)
}

struct Talk {
    draft: Draft,
    dice: Dice,
    today: Day,
    people: Vec<Person>,
    /// What each statement is, and who said it.
    said: BTreeMap<StatementNo, (Idea, SeatNo)>,
    /// How many people took a side of a statement so far: reasons come with some of the first.
    sides: BTreeMap<(StatementNo, Choice), usize>,
}

impl Talk {
    fn open(today: Day) -> Result<Self, Slip> {
        let mut dice = Dice::of(DICE);
        let first = today.plus(OPENED);
        let setting = SetTable {
            id: text::TABLE.parse()?,
            name: words(text::NAME)?,
            purpose: words(text::PURPOSE)?,
            agreement: words(text::AGREEMENT)?,
            findable: Findable::Public,
            starter: Starter::Service,
            card: CardHash::from_bytes(dice.bytes()),
            invitation: text::INVITATION.parse()?,
        };
        let mut draft = Draft::set(&setting, first)?;
        let open = Command::OpenConversation { offer: text::first_offer(today)?, seed: dice.bytes() };
        draft.ask(Actor::Seat(SeatNo(0)), &open, first)?;
        let people = everyone();
        Ok(Self { draft, dice, today, people, said: BTreeMap::new(), sides: BTreeMap::new() })
    }

    fn ask(&mut self, actor: Actor, command: &Command, day: i32) -> Result<Answer, Slip> {
        self.draft.ask(actor, command, self.today.plus(day))
    }

    fn everyone(&self) -> impl Iterator<Item = (SeatNo, &Person)> {
        (0..).map(SeatNo).zip(&self.people)
    }

    fn person(&self, seat: SeatNo) -> Result<&Person, Slip> {
        self.people.get(seat.index()).ok_or(Slip::Missing("person in this seat"))
    }

    /// People take their seats and say what they like about themselves. Whoever set the table has one.
    fn arrive(&mut self, day: i32) -> Result<(), Slip> {
        let invitation: InviteCode = text::INVITATION.parse()?;
        let arriving: Vec<SeatNo> =
            self.everyone().filter(|(_, person)| person.came() == day).map(|(seat, _)| seat).collect();
        for seat in arriving {
            if seat != SeatNo(0) {
                let shown = self.person(seat)?.invited.then_some(invitation);
                self.draft.seat(shown, &mut self.dice, self.today.plus(day))?;
            }
            for command in introduction(self.person(seat)?)? {
                self.ask(Actor::Seat(seat), &command, day)?;
            }
        }
        Ok(())
    }

    /// The day's statements are each said by the person present who likes them most.
    fn say(&mut self, day: i32) -> Result<(), Slip> {
        for idea in IDEAS.iter().filter(|idea| idea.said == day) {
            let author = self
                .everyone()
                .filter(|(_, person)| person.came() <= day)
                .max_by_key(|(seat, person)| (self.keenness(idea, *seat, person), Reverse(*seat)))
                .map(|(seat, _)| seat)
                .ok_or(Slip::Missing("person to say it"))?;
            let command = Command::Say { conversation: FIRST, text: words(idea.text)? };
            match self.ask(Actor::Seat(author), &command, day)? {
                Answer::Said(_, statement) => self.said.insert(statement, (*idea, author)),
                _ => return Err(Slip::Missing("statement")),
            };
        }
        Ok(())
    }

    fn keenness(&self, idea: &Idea, seat: SeatNo, person: &Person) -> i32 {
        let said = self.said.values().filter(|(_, author)| *author == seat).count();
        leaning(idea, person) - SAID_ALREADY * i32::try_from(said).unwrap_or(i32::MAX / SAID_ALREADY)
    }

    fn visit(&mut self, day: i32) -> Result<(), Slip> {
        let visits: Vec<(SeatNo, u32)> = self
            .everyone()
            .flat_map(|(seat, person)| person.visits.iter().map(move |visit| (seat, *visit)))
            .filter(|(_, (on, _))| *on == day)
            .map(|(seat, (_, answers))| (seat, answers))
            .collect();
        for (seat, answers) in visits {
            if self.person(seat)?.came() < day && seat.0.is_multiple_of(3) {
                self.make_up_a_mind(seat, day)?;
            }
            for _ in 0..answers {
                let Some((statement, chance)) = next(self.draft.conversation()?, seat) else { break };
                self.answer(seat, statement, Some(chance), day)?;
            }
        }
        Ok(())
    }

    fn answer(
        &mut self,
        seat: SeatNo,
        statement: StatementNo,
        drawn: Option<Chance>,
        day: i32,
    ) -> Result<(), Slip> {
        let (idea, author) = *self.said.get(&statement).ok_or(Slip::Missing("statement"))?;
        let mood = if author == seat { AUTHOR_LIKES } else { self.dice.mood() };
        let person = self.person(seat)?;
        let score = leaning(&idea, person) + mood;
        let choice = choice(score, person.doubt + idea.unsure);
        let matters = self.matters(&idea, choice, score);
        let before = self.sides.entry((statement, choice)).or_default();
        *before += 1;
        let reason = match reason(&idea, choice, *before) {
            Some(reason) => ReasonChange::Set(words(reason)?),
            None => ReasonChange::Keep,
        };
        let command = Command::Respond { conversation: FIRST, statement, choice, matters, reason, drawn };
        self.ask(Actor::Seat(seat), &command, day)?;
        Ok(())
    }

    fn matters(&mut self, idea: &Idea, choice: Choice, score: i32) -> bool {
        let chance = match choice {
            Choice::Pass => 0,
            side if idea.strong == Some(side) => 88,
            _ if score.abs() > 110 => 30,
            _ => 9,
        };
        self.dice.in_100(chance)
    }

    /// Somebody comes back and is now sure of something they were not sure of.
    fn make_up_a_mind(&mut self, seat: SeatNo, day: i32) -> Result<(), Slip> {
        let unsure = self.draft.conversation()?.responses.row(seat.0).find_map(|(position, answer)| {
            (answer.choice == Choice::Pass).then(|| Conversation::at_position(position))
        });
        let Some((statement, (idea, _))) = unsure.and_then(|number| self.said.get_key_value(&number)) else {
            return Ok(());
        };
        let gone = idea.taken_back.is_some_and(|gone| gone <= day);
        let side = if leaning(idea, self.person(seat)?) < 0 { Choice::Disagree } else { Choice::Agree };
        let command = Command::Respond {
            conversation: FIRST,
            statement: *statement,
            choice: side,
            matters: false,
            reason: ReasonChange::Keep,
            drawn: None,
        };
        if !gone {
            self.ask(Actor::Seat(seat), &command, day)?;
        }
        Ok(())
    }

    /// What happens on this day apart from saying and answering things.
    fn events_of(&mut self, day: i32) -> Result<(), Slip> {
        let gone: Vec<(StatementNo, SeatNo)> = self
            .said
            .iter()
            .filter(|(_, (idea, _))| idea.taken_back == Some(day))
            .map(|(statement, (_, author))| (*statement, *author))
            .collect();
        for (statement, author) in gone {
            let command = Command::WithdrawStatement { conversation: FIRST, statement };
            self.ask(Actor::Seat(author), &command, day)?;
        }
        match day {
            AGREEMENT_CHANGED => self.change_agreement(),
            MARKED => {
                let command = Command::MarkOffer { conversation: FIRST, words: words(text::MARK)? };
                self.ask(MARKS, &command, day).map(drop)
            }
            OFFER_CHANGED => self.change_offer(),
            ANSWER_TAKEN_BACK => self.take_back(),
            _ => Ok(()),
        }
    }

    fn change_agreement(&mut self) -> Result<(), Slip> {
        let command = Command::ChangeAgreement {
            over: self.draft.table().agreement().0,
            text: words(text::AGREEMENT_AGAIN)?,
            why: words(text::AGREEMENT_WHY)?,
        };
        self.ask(CHANGES_AGREEMENT, &command, AGREEMENT_CHANGED).map(drop)
    }

    fn change_offer(&mut self) -> Result<(), Slip> {
        let command = Command::ChangeOffer {
            conversation: FIRST,
            over: self.draft.conversation()?.offer().map_or(0, |(version, _)| version),
            offer: text::second_offer(self.today)?,
            why: words(text::OFFER_WHY)?,
        };
        self.ask(CHANGES_OFFER, &command, OFFER_CHANGED).map(drop)
    }

    fn take_back(&mut self) -> Result<(), Slip> {
        let first = self.draft.conversation()?.responses.row(TAKES_BACK.0).next();
        let (position, _) = first.ok_or(Slip::Missing("answer to take back"))?;
        let statement = Conversation::at_position(position);
        let command = Command::TakeBack { conversation: FIRST, statement };
        self.ask(Actor::Seat(TAKES_BACK), &command, ANSWER_TAKEN_BACK).map(drop)
    }
}

fn introduction(person: &Person) -> Result<Vec<Command>, Slip> {
    let own = person.own.map(words).transpose()?;
    let name = person.name.map(words).transpose()?;
    Ok(vec![
        Command::ChooseName { name },
        Command::Bring { strengths: person.strengths.clone(), own },
        Command::Connect { connections: person.connections.clone() },
    ])
}

/// How far a person leans towards an idea, before the mood of the day.
fn leaning(idea: &Idea, person: &Person) -> i32 {
    idea.liked + (idea.power * person.power + idea.pace * person.pace) / SOFTNESS
}

const fn choice(score: i32, doubt: i32) -> Choice {
    if score > doubt {
        Choice::Agree
    } else if score < -doubt {
        Choice::Disagree
    } else {
        Choice::Pass
    }
}

/// The reason given beside the `before`th answer on this side, if any: the second, the fourth, and so on.
fn reason(idea: &Idea, side: Choice, before: usize) -> Option<&'static str> {
    let mut reasons = idea.because.iter().filter(|(of, _)| *of == side);
    let wanted = if before.is_multiple_of(2) { (before / 2).checked_sub(1)? } else { return None };
    reasons.nth(wanted).map(|(_, reason)| *reason)
}

/// The statement this person is shown next, and its chance: the same fair draw that everybody gets.
fn next(conversation: &Conversation, seat: SeatNo) -> Option<(StatementNo, Chance)> {
    let live = conversation.live().map(|(number, _)| Conversation::position(number));
    let open = hearing::candidates(&conversation.responses, seat.0, live);
    let step = u32::try_from(conversation.responses.row(seat.0).count()).unwrap_or(u32::MAX);
    let draw = hearing::next(&conversation.seed, seat.0, step, &open)?;
    Some((Conversation::at_position(draw.statement), draw.chance()))
}
