//! How long the map of ideal points and its groups take. The curve up to 50 million answers, with memory, is
//! `cargo xtask curve`.

mod made;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use voice::{
    groups,
    ideal::{self, Dimension, Sides},
};

fn maps(criterion: &mut Criterion) {
    let settings = groups::Settings::default();
    for (people, statements) in [(300, 60), (2_000, 300)] {
        let mut group = criterion.benchmark_group(format!("ideal points of {people} × {statements}"));
        group.sample_size(10);
        let sides = Sides::of(&made::conversation(people, statements, 4));
        group.bench_function("fit", |b| {
            b.iter(|| ideal::fit(black_box(&sides), Dimension::TWO, &settings.map));
        });
        group.bench_function("choose", |b| b.iter(|| ideal::choose(black_box(&sides), &settings.map)));
        group.bench_function("look", |b| b.iter(|| groups::look(black_box(&sides), &settings)));
        let found = groups::look(&sides, &settings);
        group.bench_function("refresh", |b| {
            b.iter(|| groups::refresh(black_box(&found), black_box(&sides), &settings));
        });
        let person = found.model.position(0);
        group.bench_function("one person's place", |b| {
            b.iter(|| found.model.place(black_box(&sides).of_person(0)));
        });
        println!("{people} × {statements}: {} sides, person 0 at {:?}", sides.len(), person.at);
    }
}

criterion_group!(benches, maps);
criterion_main!(benches);
