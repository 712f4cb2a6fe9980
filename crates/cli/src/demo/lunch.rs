//! The demonstration's second table: six people who have lunch together. So few can't be counted without
//! being known, so the pages speak of them in words.

use std::collections::BTreeSet;

use table::{
    Actor, Answer, CardHash, Choice, Command, Day, Findable, InviteCode, ReasonChange, SeatNo, SetTable,
    Starter, StatementNo, Strength, TypedOffer,
};

use super::dice::Dice;
use super::draft::{Draft, FIRST, Slip, offer, words};

const DICE: u64 = 3;
const TABLE: &str = "tuesdays";
const INVITATION: &str = "tea4each";
const OPENED: i32 = -9;
/// The days, counted from today, on which the six take their seats and answer.
const CAME: [i32; 6] = [OPENED, -9, -8, -8, -6, -3];

const NAME: &str = "Tuesday lunch club";
const PURPOSE: &str = "Six of us cook and eat together on Tuesdays. Here we plan what comes next.\n\n\
    This is a demonstration. The people here are made up.";
const AGREEMENT: &str = "We listen before we answer.\nWhoever is tired may sit down.\nWe all wash up.";
const QUESTION: &str = "What shall we do with our Tuesdays this spring?";
const OPEN: &str = "What we cook, who we ask along, and what we do after lunch.";
const FIXED: &str = "We have the kitchen from eleven to three. After that the band has it.";
const WHO_DECIDES: &str = "The six of us.";
const WHO_SPENDS: &str = "The tin holds £45. Any two of us can spend from it and tell the rest.";
const WHO_STOPS: &str = "Any one of us can ask to stop and talk.";
const HOW_DECIDED: &str = "We go on when nobody has a strong reason against it.";

/// Each statement: the day it is said, who says it, the words, and what each of the six answers: agree,
/// disagree, `?` for not sure, `-` for no answer yet. A capital letter matters a lot to that person.
const SAID: [(i32, u32, &str, &str); 8] = [
    (-9, 0, "We should ask three more people to join us.", "aada?d"),
    (-9, 1, "Soup every week is too much soup.", "aaaaad"),
    (-9, 0, "Lunch should stay free for everyone who comes.", "aaAaaa"),
    (-8, 2, "Phones stay in coat pockets until the plates are clean.", "ddadda"),
    (-8, 3, "After lunch we could mend things that people bring.", "aaaa??"),
    (-6, 4, "Each of us should cook once, also those who never have.", "adaaD?"),
    (-3, 5, "Once a month we should eat in the park.", "--a--a"),
    (0, 2, "We could swap one Tuesday for a Friday.", "------"),
];
/// Reasons beside answers: statement, person, words.
const REASONS: [(u32, usize, &str); 3] = [
    (1, 2, "I only just feel at home with five."),
    (3, 2, "If we had to pay, I would stay away and not say why."),
    (6, 4, "I am scared of the big oven."),
];
const BRING: [&[Strength]; 6] = [
    &[Strength::Cooks, Strength::Agrees],
    &[Strength::Laughter],
    &[Strength::Listens, Strength::Questions],
    &[Strength::Hands, Strength::Cooks],
    &[Strength::Numbers],
    &[Strength::Looking],
];

/// The table with everything that happened at it.
pub(super) fn draft(today: Day) -> Result<Draft, Slip> {
    let mut dice = Dice::of(DICE);
    let mut draft = open(&mut dice, today)?;
    for on in OPENED..=0 {
        let day = today.plus(on);
        arrive(&mut draft, &mut dice, on, day)?;
        for (_, seat, text, _) in SAID.iter().filter(|(said, ..)| *said == on) {
            let command = Command::Say { conversation: FIRST, text: words(text)? };
            draft.ask(Actor::Seat(SeatNo(*seat)), &command, day)?;
        }
        for (statement, seat, letter) in answers_on(on) {
            answer(&mut draft, statement, seat, letter, day)?;
        }
    }
    Ok(draft)
}

fn open(dice: &mut Dice, today: Day) -> Result<Draft, Slip> {
    let first = today.plus(OPENED);
    let setting = SetTable {
        id: TABLE.parse()?,
        name: words(NAME)?,
        purpose: words(PURPOSE)?,
        agreement: words(AGREEMENT)?,
        findable: Findable::Invitation,
        starter: Starter::Group,
        card: CardHash::from_bytes(dice.bytes()),
        invitation: INVITATION.parse()?,
    };
    let mut draft = Draft::set(&setting, first)?;
    let offer = offer(&TypedOffer {
        question: QUESTION,
        open: OPEN,
        fixed: FIXED,
        who_decides: WHO_DECIDES,
        who_spends: WHO_SPENDS,
        who_stops: WHO_STOPS,
        how_decided: HOW_DECIDED,
        by_when: Some(today.plus(12)),
        hear_back: Some(today.plus(19)),
    })?;
    draft.ask(Actor::Seat(SeatNo(0)), &Command::OpenConversation { offer, seed: dice.bytes() }, first)?;
    Ok(draft)
}

fn arrive(draft: &mut Draft, dice: &mut Dice, on: i32, day: Day) -> Result<(), Slip> {
    let invitation: InviteCode = INVITATION.parse()?;
    for (person, bring) in BRING.iter().enumerate().filter(|(person, _)| CAME[*person] == on) {
        let seat = if person == 0 { SeatNo(0) } else { draft.seat(Some(invitation), dice, day)? };
        let strengths: BTreeSet<Strength> = bring.iter().copied().collect();
        draft.ask(Actor::Seat(seat), &Command::Bring { strengths, own: None }, day)?;
    }
    Ok(())
}

/// Who answers what on a day: when both they and the statement are there.
fn answers_on(on: i32) -> impl Iterator<Item = (u32, usize, char)> {
    (1..).zip(SAID).flat_map(move |(statement, (said, _, _, answers))| {
        let given = answers.chars().enumerate().filter(|(_, letter)| *letter != '-');
        given
            .filter(move |(person, _)| CAME[*person].max(said) == on)
            .map(move |(person, letter)| (statement, person, letter))
    })
}

fn answer(draft: &mut Draft, statement: u32, person: usize, letter: char, day: Day) -> Result<(), Slip> {
    let choice = match letter.to_ascii_lowercase() {
        'a' => Choice::Agree,
        'd' => Choice::Disagree,
        _ => Choice::Pass,
    };
    let given = REASONS.iter().find(|(of, by, _)| (*of, *by) == (statement, person));
    let reason = match given {
        Some((_, _, reason)) => ReasonChange::Set(words(reason)?),
        None => ReasonChange::Keep,
    };
    let matters = letter.is_ascii_uppercase();
    let statement = StatementNo(statement);
    let command = Command::Respond { conversation: FIRST, statement, choice, matters, reason, drawn: None };
    let seat = SeatNo(u32::try_from(person).unwrap_or(u32::MAX));
    match draft.ask(Actor::Seat(seat), &command, day)? {
        Answer::Done => Ok(()),
        _ => Err(Slip::Missing("answer")),
    }
}

/// Everything a person can read here.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    let mut all = vec![
        NAME,
        PURPOSE,
        AGREEMENT,
        QUESTION,
        OPEN,
        FIXED,
        WHO_DECIDES,
        WHO_SPENDS,
        WHO_STOPS,
        HOW_DECIDED,
    ];
    all.extend(SAID.iter().map(|(_, _, text, _)| *text));
    all.extend(REASONS.iter().map(|(_, _, reason)| *reason));
    all
}
