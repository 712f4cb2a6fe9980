//! The same answers give the same bytes: in whatever order they come, whatever rows and columns they stand in, on any number
//! of threads, in debug and in release.
//!
//! What holds exactly: people and statements are numbered in the order of their own names (1), and then neither the order of
//! the answers nor that of rows and columns of a file shows in any figure. Give somebody *another* name, so that the order of
//! names changes, and figures change in the last digits, because sums run in another order and people fall into other samples;
//! that relabelling only relabels, up to that, is tested beside the code.
#![expect(clippy::unwrap_used, reason = "a test stops at what it can't read")]

use std::{collections::BTreeSet, fmt::Write, num::NonZeroUsize};

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use voice::{
    groups::{self, views::Views},
    ideal::{self, Sides, Workers},
    polis::{self, Moderation},
    responses::{Answer, Choice, Responses},
    slate::{self, Ballots},
};

/// (person's name, statement's name, answer), as a file would have them.
type Line = (u64, u64, Answer);

/// Three camps; names are far apart and not in the order in which people came.
fn conversation(people: u32, statements: u32) -> Vec<Line> {
    let mut dice = ChaCha8Rng::seed_from_u64(5);
    let mut roll = |limit: u32| dice.next_u32() % limit;
    let mut lines = Vec::new();
    for person in 0..people {
        let asked = 3 + roll(8);
        for statement in 0..statements {
            if roll(10) >= asked {
                continue;
            }
            let is_for = (statement + person % 3) % 3 != 0;
            let choice = match roll(10) {
                0 => Choice::Pass,
                1 | 2 => [Choice::Agree, Choice::Disagree][usize::from(is_for)],
                _ => [Choice::Disagree, Choice::Agree][usize::from(is_for)],
            };
            let (person, statement) = (u64::from(person * 7_919 % 10_007), u64::from(statement * 31 % 997));
            lines.push((person, statement, Answer::new(choice)));
        }
    }
    lines
}

fn shuffled<T: Clone>(list: &[T], seed: u64) -> Vec<T> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut list = list.to_vec();
    for end in (1..list.len()).rev() {
        list.swap(end, dice.next_u32() as usize % (end + 1));
    }
    list
}

/// Numbers names in their order (1) and keeps the answers in the order given.
fn heard(lines: &[Line]) -> Responses {
    let persons: Vec<u64> = lines.iter().map(|line| line.0).collect::<BTreeSet<_>>().into_iter().collect();
    let statements: Vec<u64> = lines.iter().map(|line| line.1).collect::<BTreeSet<_>>().into_iter().collect();
    let place = |names: &[u64], name: u64| u32::try_from(names.binary_search(&name).unwrap()).unwrap();
    lines.iter().map(|line| (place(&persons, line.0), place(&statements, line.1), line.2)).collect()
}

/// The same answers with the rows of a table (people) and its columns (statements) in other orders.
fn table_turned(lines: &[Line], seed: u64) -> Vec<Line> {
    let names =
        |of: fn(&Line) -> u64| lines.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    let rows = shuffled(&names(|line| line.0), seed);
    let columns = shuffled(&names(|line| line.1), seed + 1);
    let place = |names: &[u64], name: u64| names.iter().position(|&other| other == name).unwrap();
    let mut turned = lines.to_vec();
    turned.sort_by_cached_key(|line| (place(&rows, line.0), place(&columns, line.1)));
    turned
}

/// Everything that is said of a conversation, down to the last bit: figures are written so that they read back exactly.
fn everything(responses: &Responses, threads: usize) -> [String; 4] {
    let workers = Workers::new(NonZeroUsize::new(threads).unwrap());
    let map = ideal::Settings { workers, ..ideal::Settings::default() };
    let sides = Sides::of(responses);
    let settings = groups::Settings { map, ..groups::Settings::default() };
    let found = groups::look(&sides, &settings);
    let people = &found.grouping.people;
    assert_eq!((found.chosen.dimension.get(), found.grouping.groups.len()), (2, 3), "there is much to say");
    let views = Views::of(responses, found.grouping.groups.len(), |person| people[person as usize].group);
    let said = (views.all_agree(), views.divides(), views.minorities());
    let agreement = found.model.agreement(&sides);
    let polis = polis::map_responses(responses, &Moderation::default());
    let account = slate::choose(&Ballots::from_answers(responses), 5, &[7; 32]);
    [
        digest(&format!("{:?} {:?} {:?} {agreement:?}", found.chosen, found.model, found.grouping)),
        digest(&format!("{polis:?}")),
        digest(&format!("{account:?}")),
        digest(&format!("{said:?}")),
    ]
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// Written down from a run; debug and release must both say it. Ideal points and groups, the Polis method, the account.
const GOLDEN: [&str; 3] = [
    "a98fed7ecb4e6928a5278e2526371ad986e909c271ea093a4b0023f5ebc4f18a",
    "902bbe59b394be9b23b39209d4fca5fec0ee610ea8edf180c3c7f194002f09cc",
    "9dbb27c3edbb69525636080d476a696c84d940ba389a9a789179cf14261f1665",
];

#[test]
fn the_order_of_answers_rows_and_columns_leaves_no_trace() {
    let lines = conversation(150, 30);
    let first = everything(&heard(&lines), 1);
    assert_eq!(first[..3], GOLDEN);
    for run in 0..20 {
        let other = if run % 2 == 0 { shuffled(&lines, run) } else { table_turned(&lines, run) };
        assert_ne!(other, lines);
        let threads = [1, 2, 3, 7][usize::try_from(run % 4).unwrap()];
        assert_eq!(everything(&heard(&other), threads), first, "run {run}");
    }
}

/// Given back one by one and taken back again in any order, the answers are the same conversation.
#[test]
fn how_the_answers_came_to_be_leaves_no_trace() {
    let lines = conversation(60, 20);
    let straight = heard(&lines);
    let mut winding = Responses::default();
    for (person, statement, answer) in shuffled(&straight.iter().collect::<Vec<_>>(), 3) {
        winding.set(person, statement, Answer::new(Choice::Pass));
        winding.set(person, (statement + 1) % 20, Answer::new(Choice::Agree));
        winding.take_back(person, (statement + 1) % 20);
        winding.set(person, statement, answer);
    }
    for (person, statement, answer) in straight.iter() {
        winding.set(person, statement, answer);
    }
    assert_eq!(winding, straight);
    assert_eq!(everything(&winding, 2), everything(&straight, 1));
}
