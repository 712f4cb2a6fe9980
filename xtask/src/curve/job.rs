//! One job of the curve.

use std::{hint::black_box, num::NonZeroUsize, path::Path};

use serde_json::{Value, json};
use voice::{
    groups,
    ideal::{self, Sides, Workers},
    polis::{self, Moderation},
    responses::{Answer, Choice, Responses},
    slate::{self, Ballots},
};

use super::clock::{self, Cost};
use crate::{
    conversation,
    synthetic::{self, Size},
};

pub(super) const SEED: u64 = 7;

/// Measures one method on a made-up conversation (`PEOPLE,STATEMENTS,EACH`) or on that of a folder.
pub(super) fn run(method: &str, source: &str) -> Result<Value, String> {
    let responses = match Size::parse(source) {
        Some(size) => synthetic::conversation(size, SEED).responses,
        None => conversation::read(Path::new(source))?.responses,
    };
    let name = Path::new(source).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let shape = format!(
        "{} × {}",
        super::grouped(&responses.people().to_string()),
        super::grouped(&responses.statements().to_string())
    );
    let shape = if Size::parse(source).is_some() { shape } else { format!("{shape} ({name})") };
    let mut figures = json!({ "shape": shape, "answers": responses.len() });
    match method {
        "polis" => {
            let cost = clock::best(|| polis::map_responses(black_box(&responses), &Moderation::default()));
            add(&mut figures, "", cost);
        }
        "ideal" => add(&mut figures, "", clock::best(|| look(&responses, &settings(1)))),
        "ideal-two-threads" => add(&mut figures, "", clock::best(|| look(&responses, &settings(2)))),
        "next" => next(&mut figures, responses),
        "account" => account(&mut figures, &responses)?,
        _ => return Err(format!("there is no method {method}")),
    }
    figures["memory"] = json!(clock::most_memory());
    Ok(figures)
}

fn add(figures: &mut Value, name: &str, cost: Cost) {
    let name = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}_{part}") };
    figures[name("clock")] = json!(cost.clock);
    figures[name("processor")] = json!(cost.processor);
}

pub(crate) fn settings(threads: usize) -> groups::Settings {
    let workers = Workers::new(NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN));
    groups::Settings { map: ideal::Settings { workers, ..ideal::Settings::default() }, ..Default::default() }
}

fn look(responses: &Responses, settings: &groups::Settings) -> groups::Found {
    groups::look(&Sides::of(black_box(responses)), settings)
}

/// After one more answer: the counts, the person's own place, the whole map.
fn next(figures: &mut Value, mut responses: Responses) {
    const PLACES: u32 = 1_000;
    count(figures, responses.clone());
    let settings = settings(1);
    let found = look(&responses, &settings);
    // Somebody in the middle of the table answers what they had not answered.
    let person = responses.people() / 2;
    let mut statements = 0..u32::try_from(responses.statements()).unwrap_or(u32::MAX);
    let unasked = statements.find(|&statement| responses.get(person, statement).is_none()).unwrap_or(0);
    responses.set(person, unasked, Answer::new(Choice::Agree));
    let sides = Sides::of(&responses);
    let busiest = (0..sides.people()).max_by_key(|&person| sides.taken(person)).unwrap_or(0);
    let cost = clock::best(|| {
        for _ in 0..PLACES {
            black_box(found.model.place(black_box(&sides).of_person(busiest)));
        }
    });
    add(figures, "place", one(cost, PLACES));
    add(figures, "refresh", clock::best(|| groups::refresh(&found, &Sides::of(&responses), &settings)));
}

/// Sets answers all over the table and reads the count of each.
fn count(figures: &mut Value, mut responses: Responses) {
    const TIMES: u32 = 100_000;
    let (people, statements) = (responses.people(), u32::try_from(responses.statements()).unwrap_or(1));
    let choices = [Choice::Agree, Choice::Disagree, Choice::Pass];
    let mut turn = 0_u32;
    let cost = clock::best(|| {
        let mut agree = 0_u64;
        for _ in 0..TIMES {
            turn = turn.wrapping_add(1);
            let mixed = turn.wrapping_mul(2_654_435_761) >> 4;
            let statement = mixed % statements;
            responses.set(mixed % people, statement, Answer::new(choices[(turn % 3) as usize]));
            agree += u64::from(responses.tally(statement).agree);
        }
        agree
    });
    add(figures, "counts", one(cost, TIMES));
}

/// What one of so many costs.
fn one(cost: Cost, times: u32) -> Cost {
    Cost { clock: cost.clock / f64::from(times), processor: cost.processor / f64::from(times) }
}

fn account(figures: &mut Value, responses: &Responses) -> Result<(), String> {
    let ballots = Ballots::from_answers(responses);
    figures["agreements"] = json!(ballots.agreements());
    let certificate = slate::choose(&ballots, 10, &[7; 32]).map_err(|unasked| unasked.to_string())?;
    add(figures, "choose", clock::best(|| slate::choose(black_box(&ballots), 10, &[7; 32])));
    add(figures, "check", clock::best(|| slate::check(black_box(&ballots), &certificate)));
    Ok(())
}
