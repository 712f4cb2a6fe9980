//! How long fair shares take: an account for a very large conversation, its check, and a city's budget.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use voice::{
    budget::{self, Completion, Election, Project},
    rank::{Ballot, Pairwise, Schulze, Strength},
    slate::{self, Ballots},
};

const SEED: [u8; 32] = [7; 32];

/// A scattered number that is the same on every machine.
const fn mixed(a: u32, b: u32) -> u32 {
    let x = a.wrapping_mul(2_654_435_761) ^ b.wrapping_mul(2_246_822_519);
    let x = (x ^ x >> 15).wrapping_mul(2_246_822_507);
    x ^ x >> 13
}

/// 100,000 people in ten opinions, 1,000 statements, about 25 agreements each.
fn large() -> Option<Ballots> {
    let agreed = (0..100_000_u32).flat_map(|person| {
        (0..1_000_u32)
            .filter(move |&statement| mixed(person, statement) % 1_000 < mixed(person % 10, statement) % 50)
            .map(move |statement| (person, statement))
    });
    Ballots::everyone(100_000, 1_000, agreed).ok()
}

fn accounts(criterion: &mut Criterion) {
    let Some(ballots) = large() else { return };
    println!("{} agreements", ballots.agreements());
    let mut group = criterion.benchmark_group("an account of 100,000 people and 1,000 statements");
    group.sample_size(10);
    for places in [5, 10, 20] {
        let Ok(certificate) = slate::choose(&ballots, places, &SEED) else { return };
        group.bench_function(format!("choose {places}"), |b| {
            b.iter(|| slate::choose(black_box(&ballots), places, &SEED));
        });
        group.bench_function(format!("check {places}"), |b| {
            b.iter(|| slate::check(black_box(&ballots), &certificate));
        });
    }
}

/// As large as a large city's: 90,000 people, 160 projects, at most five each.
fn city() -> Option<Election> {
    let project = |at: u32| Project {
        id: at.to_string(),
        name: String::new(),
        cost: 30_000 + u64::from(mixed(at, 1) % 700_000),
        selected: None,
    };
    let ballot =
        |person: u32| (0..5).map(|n| mixed(person, n) % 160 * (mixed(n, person) % 160) / 160).collect();
    Election::new(6_112_868, (0..160).map(project).collect(), (0..90_000).map(ballot)).ok()
}

fn budgets(criterion: &mut Criterion) {
    let Some(election) = city() else { return };
    let mut group = criterion.benchmark_group("a budget of 90,000 people and 160 projects");
    group.sample_size(10);
    for completion in [Completion::None, Completion::Add1AndGreedy] {
        group.bench_function(format!("{completion:?}"), |b| {
            b.iter(|| budget::equal_shares(black_box(&election), completion, &SEED));
        });
    }
}

fn ranks(criterion: &mut Criterion) {
    let ballot = |person: u32| {
        let mut order: Vec<usize> = (0..100).collect();
        order.sort_by_key(|&candidate| mixed(person, u32::try_from(candidate).unwrap_or(0)));
        Ballot::new(1, order.into_iter().map(|candidate| vec![candidate]).collect())
    };
    let ballots: Vec<Ballot> = (0..1_000).map(ballot).collect();
    let Ok(pairs) = Pairwise::count(100, &ballots) else { return };
    criterion.bench_function("Schulze, 100 candidates", |b| {
        b.iter(|| Schulze::of(black_box(&pairs), Strength::WinningVotes).layers());
    });
}

criterion_group!(benches, accounts, budgets, ranks);
criterion_main!(benches);
