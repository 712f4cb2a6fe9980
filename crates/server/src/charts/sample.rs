//! Maps made up for tests, without chance.

use voice::groups::{Name, Verdict};
use voice::published::{
    Bridge, Card, Common, Divide, HEIGHT, Mark, Method, Minority, Published, Row, Tried, VERSION, WIDTH,
};
use voice::standing::Side;

/// A number that looks drawn, the same every time.
fn drawn(at: u32, below: u32) -> u32 {
    let mut value = at.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
    value ^= value >> 15;
    value = value.wrapping_mul(0x2C1B_3C6D);
    value ^= value >> 12;
    value = value.wrapping_mul(0x297A_2D39);
    (value ^ (value >> 15)) % below
}

/// A small number as the type it is kept in.
fn small(value: u32) -> u8 {
    u8::try_from(value).unwrap()
}

fn method(tried: Vec<Tried>) -> Method {
    Method {
        name: "ideal".to_owned(),
        version: VERSION,
        seed: 0,
        resamples: 20,
        answers_sha256: "3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed".to_owned(),
        dimension: 2,
        better_than_none: true,
        held_out_loss: vec![0.69, 0.55, 0.51, 0.52],
        tried,
    }
}

fn tried(groups: u8, fit_to_show: bool) -> Tried {
    Tried { groups, silhouette: 0.512_345, of_one_cloud: 0.331, stability: 0.93, moved: 0.061, fit_to_show }
}

/// Nobody has answered.
pub(crate) fn empty() -> Published {
    Published {
        method: Method {
            dimension: 0,
            better_than_none: false,
            held_out_loss: Vec::new(),
            ..method(Vec::new())
        },
        people: None,
        answers: None,
        verdict: Verdict::TooFewPeople,
        groups: Vec::new(),
        all_agree: Vec::new(),
        divides: Vec::new(),
        minorities: Vec::new(),
        bridges: Vec::new(),
        statements: Vec::new(),
        marks: Vec::new(),
        placed: None,
    }
}

/// Enough people and statements, and no clear groups.
pub(crate) fn cloud(people: u32, statements: u32) -> Published {
    let mut value = clear(2, people, statements);
    value.verdict = Verdict::NoClearGroups;
    value.method.tried = vec![tried(2, false), tried(3, false)];
    value.groups.clear();
    value.divides.clear();
    value.minorities.clear();
    for row in &mut value.statements {
        row.tenths.clear();
    }
    for common in &mut value.all_agree {
        common.least_keen = None;
    }
    for mark in &mut value.marks {
        mark.group = None;
    }
    value.marks.sort_unstable();
    value.marks.dedup();
    value
}

/// So many groups, people and statements, each statement numbered from 1.
pub(crate) fn clear(groups: usize, people: u32, statements: u32) -> Published {
    let rows: Vec<Row> = (1..=statements).map(|number| row(number, groups)).collect();
    let mut cards = Vec::new();
    for (group, name) in Name::ALL.into_iter().take(groups).enumerate() {
        let start = 3 * u32::try_from(group).unwrap();
        let idea = |at: u32| 1 + (start + at) % statements;
        cards.push(Card {
            name,
            about: people / u32::try_from(groups).unwrap() / 5 * 5,
            agrees: Some(idea(0)),
            disagrees: (group != 1).then(|| idea(1)),
            ideas: vec![idea(0), idea(1), idea(2)],
        });
    }
    Published {
        method: method(vec![tried(2, groups == 2), tried(3, groups == 3), tried(4, groups > 3)]),
        people: Some(people),
        answers: Some(u64::from(people) * 20),
        verdict: Verdict::Clear,
        groups: cards,
        all_agree: vec![
            Common { statement: 2, side: Side::Agree, least_keen: Some(0), at_least: 8 },
            Common { statement: 3, side: Side::Disagree, least_keen: Some(1), at_least: 5 },
        ],
        divides: vec![
            Divide { statement: 1, keener: 0, cooler: 1, at_least: 5 },
            Divide { statement: 4, keener: 1, cooler: 0, at_least: 3 },
        ],
        minorities: vec![Minority { statement: 5, group: 1, side: Side::Agree }],
        bridges: vec![
            Bridge { statement: 2, side: Side::Agree, at_least: 6 },
            Bridge { statement: 6, side: Side::Disagree, at_least: 5 },
        ],
        statements: rows,
        marks: marks(groups, people),
        placed: Some(people / 5 * 5),
    }
}

fn row(number: u32, groups: usize) -> Row {
    let tenths: Vec<Option<[u8; 3]>> = (0..u32::try_from(groups).unwrap())
        .map(|group| {
            let seed = number * 31 + group * 7;
            let agree = match drawn(seed, 3) {
                0 => drawn(seed + 1, 11),
                _ => 5 + drawn(seed + 2, 6),
            };
            let disagree = drawn(seed + 3, 11 - agree);
            (drawn(seed + 4, 40) > 0).then(|| [agree, disagree, 10 - agree - disagree].map(small))
        })
        .collect();
    let line = tenths.iter().map(|shown| shown.map(|[agree, ..]| agree)).min().flatten();
    Row { statement: number, tenths, line }
}

/// Round clouds, one a group, with a few people between them.
fn marks(groups: usize, people: u32) -> Vec<Mark> {
    let middles = [(12, 9), (36, 10), (24, 24), (8, 25), (41, 25)];
    let mut marks: Vec<Mark> = (0..people)
        .map(|person| {
            let group = person as usize % groups;
            let (x, y) = middles[group];
            let spread = |at: u32, width: u32| drawn(at, width) + drawn(at + 1, width) + drawn(at + 2, width);
            let x = (x + spread(person * 9, 7)).saturating_sub(9).min(u32::from(WIDTH) - 1);
            let y = (y + spread(person * 9 + 4, 5)).saturating_sub(6).min(u32::from(HEIGHT) - 1);
            Mark { x: small(x), y: small(y), group: (drawn(person * 9 + 8, 9) > 0).then_some(group) }
        })
        .collect();
    marks.sort_unstable();
    marks.dedup_by_key(|mark| (mark.x, mark.y));
    marks
}
