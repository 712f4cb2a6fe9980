//! Where the fit starts: statements' intercepts without any map, then the directions along which what is left varies most.

use super::{
    Priors,
    sides::{Sides, scramble},
    sweep::{self, Parameters},
    weight::Weights,
    work::Workers,
};

/// Rounds for the intercepts alone.
const PLAIN_ROUNDS: usize = 3;
/// Rounds of subspace iteration: enough to point the right way, the sweeps do the rest.
const TURNS: usize = 5;
/// Root mean square of a loading at the start.
const LENGTH: f64 = 0.45;
/// The seed of the first directions. They only have to differ from any real one.
const DIRECTIONS: u64 = 0x0D15_EA5E;

/// A start for every dimension: the first K coordinates of each statement are the start for dimension K.
pub(super) struct Start {
    pub(super) people: Vec<Parameters>,
    pub(super) statements: Vec<Parameters>,
}

/// Intercepts by a fit of dimension 0; loadings by subspace iteration on the residuals `y − σ(a + b)` of sides really taken
/// (a side not taken is no residual at all), orthonormalised by Gram–Schmidt after each turn, largest direction first.
pub(super) fn start(sides: &Sides, priors: &Priors, workers: Workers) -> Start {
    let mut people = vec![[0.0; 4]; sides.people()];
    let mut statements = vec![[0.0; 4]; sides.statements()];
    for _ in 0..PLAIN_ROUNDS {
        sweep::sweep(0, sides, priors, workers, &mut people, &mut statements);
    }
    let mut directions: Vec<[f64; 3]> = (0..sides.statements())
        .map(|statement| std::array::from_fn(|k| centred(scramble(DIRECTIONS, statement, k))))
        .collect();
    for _ in 0..TURNS {
        orthonormalise(&mut directions);
        directions = turn(sides, workers, &people, &statements, &directions);
    }
    orthonormalise(&mut directions);
    let scale = LENGTH * crate::linear::real(sides.statements()).sqrt();
    for (statement, direction) in statements.iter_mut().zip(&directions) {
        for k in 0..3 {
            statement[k + 1] = scale * direction[k];
        }
    }
    Start { people, statements }
}

/// −½ to ½.
fn centred(bits: u64) -> f64 {
    f64::from(u32::try_from(bits >> 32).unwrap_or(0)) / f64::from(u32::MAX) - 0.5
}

/// `Rᵀ·R·directions` for the residuals `R`.
fn turn(
    sides: &Sides,
    workers: Workers,
    people: &[Parameters],
    statements: &[Parameters],
    directions: &[[f64; 3]],
) -> Vec<[f64; 3]> {
    let weights = Weights::get();
    let runs = sides.runs();
    let tasks: Vec<_> = runs.windows(2).map(|bounds| bounds[0]..bounds[1]).collect();
    let sums = workers.each(tasks, |run| {
        let mut sums = vec![[0.0; 3]; directions.len()];
        let mut residuals = Vec::new();
        for person in run {
            let mut along = [0.0; 3];
            residuals.clear();
            for &cell in sides.row(person) {
                let statement = (cell >> 1) as usize;
                let eta = people[person][0] + statements[statement][0];
                let residual = sweep::side(cell) - eta * weights.at(eta);
                residuals.push(residual);
                for k in 0..3 {
                    along[k] += residual * directions[statement][k];
                }
            }
            for (&cell, residual) in sides.row(person).iter().zip(&residuals) {
                for k in 0..3 {
                    sums[(cell >> 1) as usize][k] += residual * along[k];
                }
            }
        }
        sums
    });
    let mut total = vec![[0.0; 3]; directions.len()];
    for sum in &sums {
        for (into, from) in total.iter_mut().zip(sum) {
            for k in 0..3 {
                into[k] += from[k];
            }
        }
    }
    total
}

/// Gram–Schmidt on the three columns; a column that vanishes becomes 0.
fn orthonormalise(columns: &mut [[f64; 3]]) {
    for k in 0..3 {
        for before in 0..k {
            let overlap: f64 = columns.iter().map(|row| row[k] * row[before]).sum();
            for row in columns.iter_mut() {
                row[k] -= overlap * row[before];
            }
        }
        let length = columns.iter().map(|row| row[k] * row[k]).sum::<f64>().sqrt();
        let inverse = if length > 1e-9 { 1.0 / length } else { 0.0 };
        for row in columns.iter_mut() {
            row[k] *= inverse;
        }
    }
}
