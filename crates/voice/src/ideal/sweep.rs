//! One round of the fit: every person given the statements, then every statement given the people.
//!
//! Both halves raise the same lower bound of the posterior (Jaakkola & Jordan 2000), the one that touches it at the round's
//! first parameters, so no round can make the fit worse. People are visited once: as soon as a person is placed, what they
//! answered is added to the equations of the statements, so no second copy of the data sorted by statement is needed.

use super::{Priors, sides::Sides, weight::Weights, work::Workers};
use crate::linear::Cholesky;

/// An intercept and up to three coordinates; those beyond the dimension are 0.
pub(super) type Parameters = [f64; 4];

/// The normal equations of one ridge solve, `matrix · θ = vector`. `D` is the dimension + 1. Only the lower triangle is
/// read; rows are added in pairs of entries because the compiler can then add two numbers at once.
#[derive(Clone, Copy)]
struct Equations<const D: usize> {
    matrix: [[f64; D]; D],
    vector: [f64; D],
}

impl<const D: usize> Equations<D> {
    const EMPTY: Self = Self { matrix: [[0.0; D]; D], vector: [0.0; D] };

    /// The precision of an intercept and of the coordinates, and nothing else yet.
    fn prior(intercept: f64, coordinate: f64) -> Self {
        let mut equations = Self::EMPTY;
        for k in 0..D {
            equations.matrix[k][k] = if k == 0 { intercept } else { coordinate };
        }
        equations
    }

    /// Adds one side: `w·z·zᵀ` and `(y − ½ − w·offset)·z` with `z = (1, at₁, at₂, …)` and `offset = at₀`.
    #[expect(clippy::needless_range_loop, reason = "several matrices are indexed alike, as in the formula")]
    #[inline]
    fn add(&mut self, side: f64, weight: f64, at: &[f64; D]) {
        let rest = side - weight * at[0];
        let mut z = *at;
        z[0] = 1.0;
        for i in 0..D {
            let scaled = weight * z[i];
            // Up to the diagonal, in pairs.
            for j in 0..D.min((i + 2) & !1) {
                self.matrix[i][j] += scaled * z[j];
            }
            self.vector[i] += rest * z[i];
        }
    }

    fn join(&mut self, other: &Self) {
        for i in 0..D {
            for j in 0..=i {
                self.matrix[i][j] += other.matrix[i][j];
            }
            self.vector[i] += other.vector[i];
        }
    }

    /// The solution, or `None` where the matrix is not positive definite, which positive priors rule out.
    #[inline]
    fn solve(&self) -> Option<[f64; D]> {
        Cholesky::new(&self.matrix).map(|factor| factor.solve(self.vector))
    }
}

/// `η = a + b + u·v`.
#[inline]
pub(super) fn log_odds<const D: usize>(person: &[f64; D], statement: &[f64; D]) -> f64 {
    let mut eta = person[0] + statement[0];
    for k in 1..D {
        eta += person[k] * statement[k];
    }
    eta
}

/// +½ for agree, −½ for disagree.
#[inline]
pub(super) fn side(cell: u32) -> f64 {
    f64::from(cell & 1) - 0.5
}

#[inline]
fn narrow<const D: usize>(wide: &Parameters) -> [f64; D] {
    std::array::from_fn(|k| wide[k])
}

#[inline]
fn widen<const D: usize>(narrow: &[f64; D]) -> Parameters {
    std::array::from_fn(|k| if k < D { narrow[k] } else { 0.0 })
}

/// One round over everybody. Returns the largest change of a statement's parameter.
pub(super) fn sweep(
    dimension: usize,
    sides: &Sides,
    priors: &Priors,
    workers: Workers,
    people: &mut [Parameters],
    statements: &mut [Parameters],
) -> f64 {
    match dimension {
        0 => round::<1>(sides, priors, workers, people, statements),
        1 => round::<2>(sides, priors, workers, people, statements),
        2 => round::<3>(sides, priors, workers, people, statements),
        _ => round::<4>(sides, priors, workers, people, statements),
    }
}

fn round<const D: usize>(
    sides: &Sides,
    priors: &Priors,
    workers: Workers,
    people: &mut [Parameters],
    statements: &mut [Parameters],
) -> f64 {
    let at: Vec<[f64; D]> = statements.iter().map(narrow).collect();
    let mut rest = people;
    let runs = sides.runs();
    let tasks: Vec<_> = runs
        .windows(2)
        .map(|bounds| {
            let (own, others) = std::mem::take(&mut rest).split_at_mut(bounds[1] - bounds[0]);
            rest = others;
            (bounds[0], own)
        })
        .collect();
    let sums = workers.each(tasks, |(first, people)| run(sides, priors, first, people, &at));
    let mut most = 0.0_f64;
    for (index, (statement, before)) in statements.iter_mut().zip(&at).enumerate() {
        let mut equations = Equations::prior(priors.statement, priors.loading);
        for sum in &sums {
            equations.join(&sum[index]);
        }
        let Some(after) = equations.solve() else { continue };
        for k in 0..D {
            most = most.max((after[k] - before[k]).abs());
        }
        *statement = widen(&after);
    }
    most
}

/// Places a run of people and returns what their answers add to the equations of the statements.
fn run<const D: usize>(
    sides: &Sides,
    priors: &Priors,
    first: usize,
    people: &mut [Parameters],
    statements: &[[f64; D]],
) -> Vec<Equations<D>> {
    let weights = Weights::get();
    let mut sums = vec![Equations::EMPTY; statements.len()];
    let mut seen = Vec::new();
    for (person, place) in (first..).zip(people) {
        let row = sides.row(person);
        if row.is_empty() {
            continue;
        }
        let before = narrow::<D>(place);
        // Weights first and sums after: either loop alone keeps all it needs in registers.
        seen.clear();
        seen.extend(row.iter().map(|&cell| weights.at(log_odds(&before, &statements[(cell >> 1) as usize]))));
        let mut equations = Equations::prior(priors.person, priors.position);
        for (&cell, &weight) in row.iter().zip(&seen) {
            equations.add(side(cell), weight, &statements[(cell >> 1) as usize]);
        }
        let after = equations.solve().unwrap_or(before);
        for (&cell, &weight) in row.iter().zip(&seen) {
            sums[(cell >> 1) as usize].add(side(cell), weight, &after);
        }
        *place = widen(&after);
    }
    sums
}

/// Where one person is, given the statements, and how surely: parameters and covariance.
pub(super) struct Placed {
    pub(super) at: Parameters,
    /// Full 4 × 4; rows and columns beyond the dimension are 0.
    pub(super) covariance: [[f64; 4]; 4],
}

/// Places one person from their sides alone, starting at `from`: rounds until nothing moves by more than `until`, at most
/// `rounds`. The covariance is the inverse matrix of the last round.
pub(super) fn place(
    dimension: usize,
    row: &[u32],
    statements: &[Parameters],
    priors: &Priors,
    from: &Parameters,
    rounds: usize,
    until: f64,
) -> Placed {
    match dimension {
        0 => place_in::<1>(row, statements, priors, from, rounds, until),
        1 => place_in::<2>(row, statements, priors, from, rounds, until),
        2 => place_in::<3>(row, statements, priors, from, rounds, until),
        _ => place_in::<4>(row, statements, priors, from, rounds, until),
    }
}

fn place_in<const D: usize>(
    row: &[u32],
    statements: &[Parameters],
    priors: &Priors,
    from: &Parameters,
    rounds: usize,
    until: f64,
) -> Placed {
    let weights = Weights::get();
    // Gathered once: every round goes through them twice.
    let row: Vec<(f64, [f64; D])> =
        row.iter().map(|&cell| (side(cell), narrow(&statements[(cell >> 1) as usize]))).collect();
    let mut seen = Vec::with_capacity(row.len());
    let mut at = narrow::<D>(from);
    let mut covariance = [[0.0; 4]; 4];
    for round in 1..=rounds.max(1) {
        let mut equations = Equations::<D>::prior(priors.person, priors.position);
        seen.clear();
        seen.extend(row.iter().map(|(_, statement)| weights.at(log_odds(&at, statement))));
        for ((side, statement), &weight) in row.iter().zip(&seen) {
            equations.add(*side, weight, statement);
        }
        let Some(factor) = Cholesky::new(&equations.matrix) else { break };
        let after = factor.solve(equations.vector);
        let moved = after.iter().zip(&at).fold(0.0_f64, |most, (new, old)| most.max((new - old).abs()));
        at = after;
        if moved <= until || round == rounds.max(1) {
            for (wide, inverse) in covariance.iter_mut().zip(factor.inverse()) {
                wide[..D].copy_from_slice(&inverse);
            }
            break;
        }
    }
    Placed { at: widen(&at), covariance }
}
