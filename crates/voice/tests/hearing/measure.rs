//! What became of a conversation.

use std::fmt;

use voice::{
    hearing::{Exposure, exposure},
    responses::Responses,
};

use super::world::World;

/// How evenly statements were heard.
pub(crate) struct Report {
    /// Spearman's rank correlation of the order in which statements were made and the answers they got.
    pub order: f64,
    pub exposure: Exposure,
    /// The least heard of those made before the last tenth of people came.
    pub least_early: u32,
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exposure { least, median, most, gini } = self.exposure;
        let (order, early) = (self.order, self.least_early);
        write!(to, "order {order:.3}, answers {least} (early {early}) / {median} / {most}, Gini {gini:.3}")
    }
}

impl Report {
    pub(crate) fn of(world: &World, responses: &Responses) -> Self {
        let seen: Vec<u32> =
            (0..).take(world.statements()).map(|statement| responses.tally(statement).seen()).collect();
        let early = world.born.partition_point(|&born| born < world.people() * 9 / 10);
        let numbers: Vec<f64> = seen.iter().map(|&seen| seen.into()).collect();
        Self {
            order: spearman(&numbers),
            exposure: exposure(&seen),
            least_early: seen[..early].iter().copied().min().unwrap_or(0),
        }
    }
}

/// Of numbers and their places, ties sharing their ranks.
pub(crate) fn spearman(numbers: &[f64]) -> f64 {
    let places: Vec<f64> = (0..numbers.len()).map(|at| at as f64).collect();
    correlation(&ranks(numbers), &places)
}

fn ranks(numbers: &[f64]) -> Vec<f64> {
    let rank = |number: &f64| {
        let less = numbers.iter().filter(|other| *other < number).count();
        let same = numbers.iter().filter(|other| other.total_cmp(number).is_eq()).count();
        less as f64 + (same as f64 - 1.0) / 2.0
    };
    numbers.iter().map(rank).collect()
}

pub(crate) fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let (mean_one, mean_other) = (mean(one), mean(other));
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (x, y) in one.iter().zip(other) {
        both += (x - mean_one) * (y - mean_other);
        first += (x - mean_one) * (x - mean_one);
        second += (y - mean_other) * (y - mean_other);
    }
    both / libm::sqrt(first * second)
}

/// How far counted shares are from the true ones. A share of no answers is taken for one half.
#[derive(Default)]
pub(crate) struct Errors {
    truth: Vec<f64>,
    error: Vec<f64>,
}

impl Errors {
    pub(crate) fn add(&mut self, world: &World, responses: &Responses) {
        for (at, statement) in (0..world.statements()).zip(0..) {
            let tally = responses.tally(statement);
            let share =
                if tally.seen() == 0 { 0.5 } else { f64::from(tally.agree) / f64::from(tally.seen()) };
            self.truth.push(world.truth(at));
            self.error.push(share - world.truth(at));
        }
    }

    pub(crate) fn mean(&self) -> f64 {
        mean(&self.error)
    }

    pub(crate) fn mean_size(&self) -> f64 {
        mean(&self.error.iter().map(|error| error.abs()).collect::<Vec<_>>())
    }

    /// The correlation of the error with how many really agree.
    pub(crate) fn with_agreeableness(&self) -> f64 {
        correlation(&self.error, &self.truth)
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "off by {:.2} in 100 on average, to one side by {:.2}, correlation with agreeableness {:.3}",
            100.0 * self.mean_size(),
            100.0 * self.mean(),
            self.with_agreeableness()
        )
    }
}
