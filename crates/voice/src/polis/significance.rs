//! The shares and significance tests of Polis's statistics.

/// The one-sided 90 % point of the normal distribution, as Polis rounds it.
const Z90: f64 = 1.2816;

/// `(s + 1) / (n + 2)`: the share of `s` in `n`, drawn towards a half (Laplace's rule of succession).
pub(super) fn share(s: u32, n: u32) -> f64 {
    (f64::from(s) + 1.0) / (f64::from(n) + 2.0)
}

/// Whether a test surpasses the one-sided 90 % point.
pub(super) fn significant(test: f64) -> bool {
    test > Z90
}

/// A share and whether it is more than half.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likelihood {
    /// `(s + 1) / (n + 2)`.
    pub(super) share: f64,
    /// `z = 2·√(n + 1)·((s + 1)/(n + 1) − ½)`.
    pub(super) test: f64,
}

impl Likelihood {
    pub(super) fn new(s: u32, n: u32) -> Self {
        let (s_one, n_one) = (f64::from(s) + 1.0, f64::from(n) + 1.0);
        Self { share: share(s, n), test: 2.0 * n_one.sqrt() * (s_one / n_one - 0.5) }
    }
}

/// The two-proportion test with one added to all four counts:
/// `(π₁ − π₂) / √(π(1 − π)(1/n₁ + 1/n₂))`, `π` the common share; 0 where that is 1.
pub(super) fn two_shares((s_in, n_in): (u32, u32), (s_out, n_out): (u32, u32)) -> f64 {
    let [s_in, n_in, s_out, n_out] = [s_in, n_in, s_out, n_out].map(|count| f64::from(count) + 1.0);
    let (s, n) = (s_in + s_out, n_in + n_out);
    // Whole numbers, so the comparison is exact.
    #[expect(clippy::float_cmp, reason = "sums of whole numbers are exact")]
    if s == n {
        return 0.0;
    }
    let common = s / n;
    (s_in / n_in - s_out / n_out) / (common * (1.0 - common) * (1.0 / n_in + 1.0 / n_out)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        assert!((share(0, 42) - 1.0 / 44.0).abs() < 1e-15);
        assert!((Likelihood::new(0, 42).test + 6.252_441_383_636_791).abs() < 1e-12);
        assert!((Likelihood::new(0, 0).test - 1.0).abs() < 1e-15);
        assert!(two_shares((4, 4), (9, 9)).abs() < 1e-15);
        assert!((two_shares((0, 0), (0, 3)) - 0.75 / (0.4_f64 * 0.6 * 1.25).sqrt()).abs() < 1e-15);
        assert!(significant(1.2817) && !significant(1.2816));
    }
}
