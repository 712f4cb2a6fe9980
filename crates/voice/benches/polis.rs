//! How long the Polis method takes, from responses to groups and statistics. The curve up to 50 million answers, with
//! memory, is `cargo xtask curve`.

mod made;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use voice::polis::{self, Moderation};

fn maps(criterion: &mut Criterion) {
    for (people, statements) in [(300, 60), (2_000, 300)] {
        let responses = made::conversation(people, statements, 4);
        criterion.bench_function(&format!("polis: map {people} × {statements}"), |b| {
            b.iter(|| polis::map_responses(black_box(&responses), &Moderation::default()));
        });
    }
}

criterion_group!(benches, maps);
criterion_main!(benches);
