//! Where people and statements lie on the map.

use super::{
    matrix::{ANSWERS, Matrix},
    pca::{COMPONENTS, Components, gathered},
    real,
};

/// A place on the map.
pub type Point = [f64; COMPONENTS];

/// Where each person lies: `y = √(C / max(v, 1)) · Σ (x − μ)·p` over the statements they voted on, `C` statements, `v`
/// votes cast. A statement that moderation took out counts as a pass of everybody, with weight 0.
pub(super) fn people(matrix: &Matrix, centred: &[f64], components: &Components) -> Vec<Point> {
    let table: Vec<Point> = centred
        .iter()
        .enumerate()
        .map(|(cell, worth)| [0, 1].map(|k| worth * components.vectors[k][cell / ANSWERS]))
        .collect();
    let statements = real(matrix.statements().len());
    let passed = matrix.out().iter().filter(|&&out| out).count();
    let place = |row: &[u32]| {
        let votes = if passed == 0 {
            row.len()
        } else {
            passed + row.iter().filter(|&&cell| !matrix.out()[cell as usize / ANSWERS]).count()
        };
        let scale = (statements / real(votes.max(1))).sqrt();
        gathered(&table, row).map(|sum| scale * sum)
    };
    matrix.rows().map(place).collect()
}

/// Where each statement lies: the place of a person who agreed with it and voted on nothing else,
/// `√C · (1 − μ) · p`. Its distance from the origin is the statement's extremity.
pub(super) fn statements(means: &[f64], components: &Components) -> Vec<Point> {
    let scale = real(means.len()).sqrt();
    let place = |(column, mean): (usize, &f64)| {
        [0, 1].map(|k| scale * ((1.0 - mean) * components.vectors[k][column]))
    };
    means.iter().enumerate().map(place).collect()
}

/// `√(x² + y²)`.
pub(super) fn length([x, y]: Point) -> f64 {
    (x * x + y * y).sqrt()
}

/// The way from one place to another.
pub(super) fn between(from: Point, to: Point) -> Point {
    [to[0] - from[0], to[1] - from[1]]
}

/// The middle of some places, each counted alike; the origin where there are none.
pub(super) fn middle(places: impl Iterator<Item = Point>) -> Point {
    let (mut sum, mut count) = ([0.0; COMPONENTS], 0_usize);
    for place in places {
        sum[0] += place[0];
        sum[1] += place[1];
        count += 1;
    }
    sum.map(|sum| sum / real(count.max(1)))
}
