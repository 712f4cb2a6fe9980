//! The same on public conversations: the densest part of each, with its people in the order in which they came and its
//! statements when their authors came. What people did not answer is filled in by the ideal-point model. People give a
//! quarter of the answers they gave, so that there is a choice of whom to ask. Data that is absent is skipped, saying so.

use std::collections::BTreeMap;

use voice::{
    ideal::{self, Dimension, Settings, Sides},
    responses::{Answer, Choice, Responses},
};

use super::{
    measure::{Errors, Report},
    play::{Rule, play},
    real,
    world::{Dice, World},
};

const DENSEST: usize = 80;
const PART: usize = 4;
const SEEDS: u64 = 3;

/// The people's numbers in the order in which they came, and what they answered.
fn votes(name: &str) -> Option<(Vec<u32>, Responses)> {
    let text = real::text(&format!("polis/{name}/participants-votes.csv"))?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let first = reader.headers().unwrap().iter().position(|name| name == "n-disagree").unwrap() + 1;
    let (mut people, mut responses) = (Vec::new(), Responses::default());
    for (person, row) in (0..).zip(reader.records()) {
        let row = row.unwrap();
        people.push(row[0].parse().unwrap());
        for (statement, cell) in (0..).zip(row.iter().skip(first)) {
            let choice = match cell {
                "1" => Choice::Agree,
                "-1" => Choice::Disagree,
                "0" => Choice::Pass,
                _ => continue,
            };
            responses.set(person, statement, Answer::new(choice));
        }
    }
    Some((people, responses))
}

/// Each statement's author, by the statement's number.
fn authors(name: &str) -> Option<BTreeMap<usize, u32>> {
    let text = real::text(&format!("polis/{name}/comments.csv"))?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        (row[2].parse().unwrap(), row[3].parse().unwrap())
    });
    Some(rows.collect())
}

fn world(name: &str) -> Option<World> {
    let ((people, responses), authors) = (votes(name)?, authors(name)?);
    let mut most: Vec<usize> = (0..responses.statements()).filter(|at| authors.contains_key(at)).collect();
    most.sort_by_key(|&at| std::cmp::Reverse(responses.tallies()[at].seen()));
    most.truncate(DENSEST);
    most.sort_unstable();
    let model = ideal::fit(&Sides::of(&responses), Dimension::TWO, &Settings::default());
    let mut dice = Dice::of(1);
    let count = people.len();
    let mut fill = |statement: usize| {
        let tally = responses.tallies()[statement];
        let unsure = f64::from(tally.pass) / f64::from(tally.seen().max(1));
        let one = |person: usize| {
            let given = responses.get(u32::try_from(person).unwrap(), u32::try_from(statement).unwrap());
            if let Some(answer) = given {
                return answer.choice;
            }
            let agrees = dice.part() < model.chance(person, statement);
            match dice.part() < unsure {
                true => Choice::Pass,
                false if agrees => Choice::Agree,
                false => Choice::Disagree,
            }
        };
        (0..count).map(one).collect::<Vec<_>>()
    };
    let answers = most.iter().map(|&statement| fill(statement)).collect();
    let mut latest = 0;
    let born = most.iter().map(|statement| {
        latest = latest.max(people.partition_point(|&person| person < authors[statement]));
        latest.min(count - 1)
    });
    let born = born.collect();
    let each = (0..count).map(|person| {
        let given = most.iter().filter(|&&statement| {
            responses.get(u32::try_from(person).unwrap(), u32::try_from(statement).unwrap()).is_some()
        });
        given.count().div_ceil(PART)
    });
    let each = each.collect();
    Some(World::known(1, answers, born, each))
}

#[test]
fn public_conversations_would_have_been_heard_evenly() {
    for name in ["american-assembly.bowling-green", "brexit-consensus", "vtaiwan.uberx"] {
        let Some(mut world) = world(name) else { continue };
        let (mut ours, mut theirs) = (Errors::default(), Errors::default());
        for seed in 1..=SEEDS {
            world.seed = seed;
            let (fair, polis) = (play(&world, Rule::Fair), play(&world, Rule::Polis));
            ours.add(&world, &fair);
            theirs.add(&world, &polis);
            let (even, uneven) = (Report::of(&world, &fair), Report::of(&world, &polis));
            println!("{name}: {even}\n    Polis {uneven}");
            assert!(even.order.abs() < uneven.order.abs() && even.exposure.gini < uneven.exposure.gini / 2.0);
        }
        println!("  {ours}\n  Polis {theirs}");
        assert!(ours.mean_size() < theirs.mean_size());
    }
}
