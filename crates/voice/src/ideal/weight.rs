//! The Pólya–Gamma mean weight, and the chance to agree that follows from it.
//!
//! ```
//! use voice::ideal::weight::exact;
//!
//! assert!((exact(0.0) - 0.25).abs() < 1e-15, "an answer of which nothing is known tells the most");
//! assert!(exact(4.0) < exact(1.0), "an answer that everybody foresaw tells little");
//! // η·w(η) + ½ is the chance to agree, σ(η) = 1 / (1 + e^(−η)).
//! let chance = 1.0 / (1.0 + f64::exp(-2.0));
//! assert!((2.0 * exact(2.0) + 0.5 - chance).abs() < 1e-12);
//! ```

use std::sync::LazyLock;

/// Knots a unit apart; linear between them is within 4·10⁻⁷ of the function.
const KNOTS_PER_UNIT: u32 = 128;
/// From here on `tanh(η/2)` is 1 within 3·10⁻⁷.
const END: u32 = 16;
const KNOTS: usize = (KNOTS_PER_UNIT * END) as usize;

static TABLE: LazyLock<[f64; KNOTS + 2]> = LazyLock::new(|| {
    std::array::from_fn(|knot| exact(crate::linear::real(knot) / f64::from(KNOTS_PER_UNIT)))
});

/// `w(η) = tanh(η/2) / (2η)`, `w(0) = ¼`, for log-odds `η`; from 0 to ¼, without unit. It is the mean of a Pólya–Gamma PG(1, η) variable, which is also the curvature of the
/// Jaakkola–Jordan bound (Polson, Scott & Windle 2013; Jaakkola & Jordan 2000).
pub fn exact(eta: f64) -> f64 {
    if eta.abs() < 1e-4 {
        return 0.25 - eta * eta / 48.0;
    }
    libm::tanh(eta / 2.0) / (2.0 * eta)
}

/// [`exact`] from a table, within 4·10⁻⁷; several times as fast.
#[derive(Clone, Copy)]
pub(super) struct Weights(&'static [f64; KNOTS + 2]);

impl Weights {
    pub(super) fn get() -> Self {
        Self(&TABLE)
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ knot < 2,049: larger ones took the other branch"
    )]
    pub(super) fn at(self, eta: f64) -> f64 {
        let place = eta.abs() * f64::from(KNOTS_PER_UNIT);
        if place < f64::from(KNOTS_PER_UNIT * END) {
            let knot = place as u32;
            let (before, after) = (self.0[knot as usize], self.0[knot as usize + 1]);
            before + (place - f64::from(knot)) * (after - before)
        } else {
            0.5 / eta.abs()
        }
    }

    /// `σ(η) = 1 / (1 + e^(−η)) = ½ + η·w(η)`, because `η·w(η) = tanh(η/2) / 2`; within 4·10⁻⁶ and within 0..=1.
    #[inline]
    pub(super) fn chance(self, eta: f64) -> f64 {
        (0.5 + eta * self.at(eta)).clamp(0.0, 1.0)
    }

    /// The chance to agree when `η` is only known as normal with this mean and variance:
    /// `σ(mean / √(1 + π·variance/8))` (D. J. C. `MacKay` 1992).
    #[inline]
    pub(super) fn blurred(self, mean: f64, variance: f64) -> f64 {
        self.chance(mean / (1.0 + std::f64::consts::FRAC_PI_8 * variance).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_formula() {
        let weights = Weights::get();
        for step in -40_000..40_000 {
            let eta = f64::from(step) * 0.001_07;
            let difference = (weights.at(eta) - exact(eta)).abs();
            assert!(difference < 4e-7, "{eta}: {difference}");
            let chance = 1.0 / (1.0 + libm::exp(-eta));
            assert!((weights.chance(eta) - chance).abs() < 4e-6, "{eta}");
        }
        assert!((weights.at(0.0) - 0.25).abs() < 1e-15);
        assert!(weights.at(1e9) > 0.0);
    }

    /// Against the mean of σ over a fine grid of the normal density.
    #[test]
    fn blurring_is_the_mean_chance() {
        for (mean, variance) in [(0.0, 1.0), (1.0, 0.5), (-2.0, 2.0), (3.0, 4.0)] {
            let (mut sum, mut mass) = (0.0, 0.0);
            for step in -600..=600 {
                let x = f64::from(step) / 100.0;
                let density = libm::exp(-x * x / 2.0);
                sum += density / (1.0 + libm::exp(-(mean + x * f64::sqrt(variance))));
                mass += density;
            }
            let difference = (Weights::get().blurred(mean, variance) - sum / mass).abs();
            assert!(difference < 0.01, "{mean} {variance}: {difference}");
        }
    }
}
