//! The people of the demonstration, all made up: what they lean to, when they come, what they bring.

use std::collections::BTreeSet;

use table::{Connection, Strength};

use super::dice::Dice;

/// How many days before today the conversation was opened.
pub(super) const OPENED: i32 = -20;
/// How many take a seat on each day from the opening to today.
const ARRIVALS: [u32; 21] = [7, 6, 5, 4, 4, 3, 3, 3, 2, 3, 2, 4, 3, 2, 3, 2, 2, 2, 1, 2, 1];
/// Nobody comes back after this day, so that what is said last is still waiting for answers.
const LAST_RETURN: i32 = -2;
/// Where three loose crowds stand on the two questions behind the answers, and how many of 16 are in each.
const CROWDS: [(i32, i32, usize); 3] = [(70, 40, 6), (-75, 25, 5), (5, -75, 5)];
const DICE: u64 = 1;

const NAMES: [&str; 10] = [
    "Big Teapot",
    "Window Seat",
    "Two Left Feet",
    "Early Bus",
    "Crossword",
    "Blue Scarf",
    "Sunday Soup",
    "Odd Socks",
    "Long Way Round",
    "Night Owl",
];

const OWN: [&str; 8] = [
    "I can mend bikes.",
    "I know who to ring when nobody picks up.",
    "I remember what we said last year.",
    "I can make a poster that people read.",
    "I bring a dog that calms people down.",
    "I stay to stack the chairs.",
    "I can say hard things kindly.",
    "I know every bus route in town.",
];

/// So many in 100 tick each, in the order of the lists.
const STRENGTHS: [u32; 12] = [38, 44, 22, 24, 16, 28, 12, 17, 20, 32, 36, 15];
const CONNECTIONS: [u32; 6] = [48, 28, 20, 26, 30, 0];

/// One made-up person.
pub(super) struct Person {
    /// From −100 "somebody must lead, rules help" to 100 "share all power".
    pub(super) power: i32,
    /// From −100 "do something now" to 100 "wait until everyone is here".
    pub(super) pace: i32,
    /// How easily this person is not sure.
    pub(super) doubt: i32,
    /// The days of their visits, counted from today, and how much they answer then.
    pub(super) visits: Vec<(i32, u32)>,
    /// Whether they came with an invitation.
    pub(super) invited: bool,
    /// A name for this table.
    pub(super) name: Option<&'static str>,
    /// What they bring.
    pub(super) strengths: BTreeSet<Strength>,
    /// The same in their own words.
    pub(super) own: Option<&'static str>,
    /// How they are connected to this.
    pub(super) connections: BTreeSet<Connection>,
}

impl Person {
    /// The day they took their seat.
    pub(super) fn came(&self) -> i32 {
        self.visits.first().map_or(OPENED, |(day, _)| *day)
    }
}

/// Everybody, in the order they take their seats.
pub(super) fn everyone() -> Vec<Person> {
    let mut dice = Dice::of(DICE);
    let days = (OPENED..).zip(ARRIVALS).flat_map(|(day, number)| (0..number).map(move |_| day));
    days.zip(0..).map(|(day, number)| person(&mut dice, day, number)).collect()
}

fn person(dice: &mut Dice, day: i32, number: usize) -> Person {
    // Seven is odd, so each 16 people in a row hold every crowd's share, mixed.
    let (power, pace) = crowd(number * 7 % 16);
    Person {
        power: power + dice.between(-18, 18),
        pace: pace + dice.between(-18, 18),
        doubt: dice.between(8, 22),
        visits: visits(dice, day),
        invited: dice.in_100(40),
        name: every(&NAMES, number, 6),
        strengths: ticked(dice, Strength::ALL, &STRENGTHS),
        own: every(&OWN, number + 3, 8),
        connections: connections(dice),
    }
}

/// The crowd that the `one`th of 16 people is in.
fn crowd(one: usize) -> (i32, i32) {
    let mut before = 0;
    for (power, pace, share) in CROWDS {
        before += share;
        if one < before {
            return (power, pace);
        }
    }
    (0, 0)
}

fn visits(dice: &mut Dice, first: i32) -> Vec<(i32, u32)> {
    let mut visits = vec![(first, 24 + dice.below(12))];
    let again = first + dice.between(3, 8);
    if dice.in_100(55) && again <= LAST_RETURN {
        visits.push((again, 7 + dice.below(10)));
    }
    visits
}

/// The list's items in turn, one for every `step`th person.
fn every(list: &[&'static str], number: usize, step: usize) -> Option<&'static str> {
    (number % step == step - 1).then(|| list.get(number / step).copied()).flatten()
}

fn ticked<T: Copy + Ord>(dice: &mut Dice, all: &[T], shares: &[u32]) -> BTreeSet<T> {
    all.iter().zip(shares).filter(|(_, share)| dice.in_100(**share)).map(|(one, _)| *one).collect()
}

fn connections(dice: &mut Dice) -> BTreeSet<Connection> {
    match dice.below(16) {
        0 => BTreeSet::new(),
        1 | 2 => BTreeSet::from([Connection::RatherNot]),
        _ => ticked(dice, Connection::ALL, &CONNECTIONS),
    }
}

/// Everything a person can read here.
#[cfg(test)]
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(OWN)
}
