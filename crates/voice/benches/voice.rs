//! How long the mathematics takes on the figures of a large public conversation.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use voice::{
    hearing::{self, Candidate, Chance, Need},
    responses::{Answer, Choice, Responses},
    similar::Similar,
    standing,
};

const PEOPLE: u32 = 2_031;
const STATEMENTS: u32 = 896;

/// 225,441 answers, each person's in a scattered order.
fn answers() -> Vec<(u32, u32, Answer)> {
    let choices = [Choice::Agree, Choice::Disagree, Choice::Pass];
    let of = |person: u32| {
        (0..111).map(move |n| {
            let statement = (person * 7 + n * 355) % STATEMENTS;
            let mixed = person.wrapping_mul(2_654_435_761).wrapping_add(statement * 40_503) >> 3;
            (
                person,
                statement,
                Answer { choice: choices[mixed as usize % 3], matters: mixed.is_multiple_of(7) },
            )
        })
    };
    (0..PEOPLE).flat_map(of).collect()
}

fn texts() -> Vec<String> {
    let who = [
        "People",
        "Staff",
        "Carers",
        "Young people",
        "The council",
        "Neighbours",
        "Everyone",
        "Nurses",
        "Drivers",
        "We",
    ];
    let what = [
        "should be asked before",
        "want to decide about",
        "need more time for",
        "should pay for",
        "know most about",
        "can't get to",
        "must hear about",
        "are left out of",
        "should run",
        "have good ideas for",
    ];
    let which = [
        "the evening meetings",
        "buses with ramps",
        "the new health centre",
        "plans for our street",
        "the budget",
        "what happens at the school",
        "help at home",
        "the parks and gardens",
        "letters in plain words",
        "the waiting list",
    ];
    let each = who.iter().flat_map(|who| what.iter().map(move |what| format!("{who} {what}")));
    each.flat_map(|start| {
        which.iter().map(move |which| format!("{start} {which}, and hear back within a month"))
    })
    .collect()
}

fn bench(c: &mut Criterion) {
    let answers = answers();
    c.bench_function("responses: build from 225,441", |b| {
        b.iter(|| black_box(&answers).iter().copied().collect::<Responses>());
    });
    let responses: Responses = answers.into_iter().collect();
    println!("responses: {} in {} bytes", responses.len(), responses.bytes());

    let live: Vec<_> =
        (0..1_000).map(|statement| (statement, responses.tally(statement % STATEMENTS))).collect();
    c.bench_function("standing: 1,000 statements", |b| {
        b.iter(|| standing::stand(black_box(&live).iter().copied(), responses.people()));
    });

    let candidates: Vec<_> = (0..1_000)
        .map(|statement| Candidate { statement, seen: (statement * 37) % 700, need: Need::Settled })
        .collect();
    let mut step = 0;
    c.bench_function("hearing: draw from 1,000", |b| {
        b.iter(|| {
            step += 1;
            hearing::next(&[3; 32], 1, step, black_box(&candidates))
        });
    });

    c.bench_function("hearing: what could come next of 896", |b| {
        b.iter(|| hearing::candidates(black_box(&responses), 1, 0..STATEMENTS));
    });
    let mut drawn = Responses::default();
    for (at, (person, statement, answer)) in (0_u16..680).cycle().zip(responses.iter()) {
        drawn.set_drawn(person, statement, answer, Chance::from_steps(at));
    }
    println!("responses with chances: {} in {} bytes", drawn.len(), drawn.bytes());
    c.bench_function("hearing: audit 225,441 answers", |b| {
        b.iter(|| hearing::audit(black_box(&drawn), 0..STATEMENTS));
    });

    let mut similar = Similar::default();
    for (index, text) in (0..).zip(texts()) {
        similar.insert(index, &text);
    }
    let asked = "Carers and people who can't get to the evening meetings should hear back about the budget in a month";
    c.bench_function("similar: find among 1,000", |b| b.iter(|| similar.find(black_box(asked), 3)));
    c.bench_function("similar: insert and remove among 1,000", |b| {
        b.iter_batched_ref(
            || similar.clone(),
            |similar| {
                similar.insert(5_000, asked);
                similar.remove(5_000)
            },
            BatchSize::LargeInput,
        );
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
