//! To which group somebody belongs, and how surely.

use super::{
    PLACED,
    kmeans::{self, Point, squared},
};
use crate::{ideal::Position, linear::quadratic};

/// Where a person belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// The group they surely belong to.
    pub group: Option<usize>,
    /// The group nearest to them, sure or not. Never show it.
    pub nearest: Option<usize>,
    /// A lower bound of the chance that the nearest group is theirs, 0 to 1.
    pub sure: f64,
}

impl Member {
    /// In no group.
    pub const NOWHERE: Self = Self { group: None, nearest: None, sure: 0.0 };

    /// Where somebody at this position belongs among groups with these centres: one's own group right after one's own
    /// answer.
    pub fn of(position: &Position, centres: &[[f64; 3]]) -> Self {
        if centres.is_empty() {
            return Self::NOWHERE;
        }
        let (nearest, distance) = kmeans::nearest(&position.at, centres);
        let spread = position.spread();
        let doubt: f64 = centres
            .iter()
            .enumerate()
            .filter(|(group, _)| *group != nearest)
            .map(|(_, other)| beyond(&position.at, distance, &spread, &centres[nearest], other))
            .sum();
        let sure = (1.0 - doubt).max(0.0);
        Self { group: (sure >= PLACED).then_some(nearest), nearest: Some(nearest), sure }
    }
}

/// The chance that somebody's true place is nearer to the other centre: `Φ(−d / s)`.
fn beyond(at: &Point, distance: f64, spread: &[[f64; 3]; 3], own: &Point, other: &Point) -> f64 {
    let apart = squared(own, other).sqrt();
    if apart <= 0.0 {
        return 1.0;
    }
    let direction: Point = std::array::from_fn(|k| (other[k] - own[k]) / apart);
    let margin = (squared(at, other) - distance) / (2.0 * apart);
    let deviation = quadratic(spread, &direction).max(0.0).sqrt();
    if deviation <= 0.0 {
        return if margin > 0.0 { 0.0 } else { 0.5 };
    }
    libm::erfc(margin / (deviation * std::f64::consts::SQRT_2)) / 2.0
}
