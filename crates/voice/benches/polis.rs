//! How long the Polis method takes, from votes to groups and statistics, and how much memory.
//!
//! Prints the best of several runs, because the machine may be busy with other things. The public conversation is
//! measured where it is present; `ROUNDTABLE_LARGE=1` adds a million people.

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use voice::{
    polis::{self, Moderation, Vote},
    responses::Choice,
};

/// A whole number under `limit`, near enough even for a benchmark.
fn under(dice: &mut ChaCha8Rng, limit: u32) -> u32 {
    ((u64::from(dice.next_u32()) * u64::from(limit)) >> 32) as u32
}

/// Four groups with leanings of their own; each person answers `each` statements on average, early ones more often.
fn conversation(people: u32, statements: u32, each: u32) -> Vec<Vote> {
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    let leanings: Vec<u32> = (0..4 * statements).map(|_| 15 + under(&mut dice, 70)).collect();
    let mut votes = Vec::with_capacity((people * each) as usize);
    for person in 0..people {
        let group = under(&mut dice, 4);
        let chance = (1 + under(&mut dice, 2 * each)).min(statements);
        for statement in 0..statements {
            if under(&mut dice, statements) < chance {
                let lean = leanings[(group * statements + statement) as usize];
                let choice = match under(&mut dice, 100) {
                    roll if roll < 10 => Choice::Pass,
                    roll if roll < 10 + lean * 9 / 10 => Choice::Agree,
                    _ => Choice::Disagree,
                };
                votes.push(Vote { person, statement, choice });
            }
        }
    }
    votes
}

/// The votes of the public conversation of Bowling Green, where they are present.
fn bowling_green() -> Option<Vec<Vote>> {
    let folder = std::env::var_os("ROUNDTABLE_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let path = folder.join("polis/american-assembly.bowling-green/participants-votes.csv");
    let mut reader = csv::Reader::from_path(path).ok()?;
    let head = reader.headers().ok()?.clone();
    let mut votes = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        let person = row.get(0)?.parse().ok()?;
        for (name, cell) in head.iter().zip(&row) {
            let choice = match cell {
                "1" | "1.0" => Choice::Agree,
                "-1" | "-1.0" => Choice::Disagree,
                "0" | "0.0" => Choice::Pass,
                _ => continue,
            };
            if let Ok(statement) = name.parse() {
                votes.push(Vote { person, statement, choice });
            }
        }
    }
    Some(votes)
}

/// The most memory that the process has held so far, in MiB, where the system tells.
fn most_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? / 1024)
}

/// The processor time that the process has had so far, in seconds, where the system tells: on a busy machine it says
/// more than the clock.
fn processor() -> f64 {
    let status = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    status.split_whitespace().next().and_then(|time| time.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

fn measure(name: &str, votes: &[Vote], runs: u32) {
    let before = most_memory().unwrap_or_default();
    let (mut best, mut best_processor) = (f64::INFINITY, f64::INFINITY);
    let mut map = polis::Map::default();
    for _ in 0..runs {
        let (start, start_processor) = (Instant::now(), processor());
        map = black_box(polis::map(black_box(votes), &Moderation::default()));
        best = best.min(start.elapsed().as_secs_f64());
        best_processor = best_processor.min(processor() - start_processor);
    }
    println!(
        "{name}: {} x {}, {} votes, best of {runs}: {:.1} ms ({:.1} ms of the processor), {} passes, {} groups; \
         memory {} MiB, of which before {before} MiB",
        map.people.len(),
        map.statements.len(),
        votes.len(),
        best * 1e3,
        best_processor * 1e3,
        map.passes,
        map.groups.len(),
        most_memory().unwrap_or_default(),
    );
}

fn main() {
    match bowling_green() {
        Some(votes) => measure("Bowling Green", &votes, 50),
        None => println!("Bowling Green: not present, set ROUNDTABLE_SHARED_DATA"),
    }
    measure("synthetic", &conversation(10_000, 500, 48), 20);
    measure("synthetic", &conversation(33_422, 783, 60), 10);
    measure("synthetic", &conversation(100_000, 1_000, 50), 5);
    if std::env::var_os("ROUNDTABLE_LARGE").is_some() {
        measure("synthetic", &conversation(1_000_000, 2_000, 50), 2);
    }
}
