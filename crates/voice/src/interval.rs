//! How sure can we be of a share? The Wilson score interval, in whole numbers.
//!
//! When `x` of `n` people agree, the share in the whole group lies, with the stated confidence, between the two roots
//! `p` of
//!
//! ```text
//! (x − n·p)² = z²·f·n·p·(1 − p)          low, high = (x + z²f/2 ∓ z√f·√(x(n−x)/n + z²f/4)) / (n + z²f)
//! ```
//!
//! `z` is the normal quantile of the confidence, and `f = (N − a)/(N − 1)` is the finite population correction when
//! `a` of `N` people were asked: where everybody answered nothing is left to be unsure of, and the interval is the
//! share itself. Without a population, `f = 1`.
//!
//! Everything is decided on the left-hand equation with integers, so that no rounding of a square root can move a
//! statement from one list to another. `z²·f` is kept in millionths, rounded up (wider, never narrower).
//!
//! Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927),
//! 209–212; R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
//! (1998), 857–872, method 3; W. G. Cochran, *Sampling Techniques* (1977), section 2.6, for the correction.
//!
//! ```
//! use voice::interval::{Confidence, Sample, Share};
//!
//! let asked = Sample::new(81, 263 - 81);
//! assert_eq!(asked.low(Confidence::TWO_SIDED_95).to_string(), "0.255288");
//! assert_eq!(asked.high(Confidence::TWO_SIDED_95).to_string(), "0.366210");
//!
//! // 3 of 3 say little about 1,165 people; 3 of 3 say everything about 3.
//! let most = Share::new(2, 3);
//! assert!(!Sample::new(3, 0).among(3, 1_165).surely_over(Share::new(4, 5), Confidence::ONE_SIDED_90));
//! assert!(Sample::new(3, 0).among(3, 3).surely_over(most, Confidence::ONE_SIDED_90));
//! ```

use std::fmt;

const MILLION: u32 = 1_000_000;

/// A share in millionths, 0 to 1,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millionths(u32);

impl Millionths {
    /// So many millionths, a million at most.
    pub(crate) const fn new(millionths: u32) -> Self {
        Self(if millionths < MILLION { millionths } else { MILLION })
    }

    /// The whole number of millionths.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The share as a number from 0 to 1, for drawing; never decide on it.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / f64::from(MILLION)
    }
}

impl fmt::Display for Millionths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{:06}", self.0 / MILLION, self.0 % MILLION)
    }
}

/// An exact share strictly between 0 and 1 or equal to 0, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: u32,
    denominator: u32,
}

impl Share {
    /// `numerator / denominator`.
    ///
    /// # Panics
    /// If the share is 1 or more, or the denominator is over a million. In a constant that is a compile error.
    pub const fn new(numerator: u32, denominator: u32) -> Self {
        assert!(
            numerator < denominator && denominator <= MILLION,
            "a share lies under 1, in millionths at most"
        );
        Self { numerator, denominator }
    }

    /// Whether `part` of `whole` is this share or more. Nothing of nothing is not.
    pub const fn reached_by(self, part: u32, whole: u32) -> bool {
        whole > 0 && part as u64 * self.denominator as u64 >= whole as u64 * self.numerator as u64
    }
}

/// How sure: the square of a normal quantile, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confidence {
    z_squared: u32,
}

impl Confidence {
    /// 90 % that the truth is over `low`: z = 1.281552.
    pub const ONE_SIDED_90: Self = Self { z_squared: 1_642_375 };
    /// 95 % that the truth is over `low`; 90 % that it is between `low` and `high`: z = 1.644854.
    pub const ONE_SIDED_95: Self = Self { z_squared: 2_705_544 };
    /// 95 % that the truth is between `low` and `high`: z = 1.959964.
    pub const TWO_SIDED_95: Self = Self { z_squared: 3_841_459 };
}

/// Some people of a sample said yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    yes: u32,
    size: u32,
    /// People not asked, and people but one: the correction as a fraction.
    unasked: u32,
    others: u32,
}

impl Sample {
    /// `yes` people said yes and `no` people did not, out of a population without end.
    pub const fn new(yes: u32, no: u32) -> Self {
        Self { yes, size: yes + no, unasked: 1, others: 1 }
    }

    /// The same sample where `asked` of `population` people were asked. A population smaller than `asked` counts as
    /// `asked`.
    #[must_use]
    pub const fn among(self, asked: u32, population: u32) -> Self {
        let unasked = population.saturating_sub(asked);
        // With one person there is nobody else; that person was asked or nobody was.
        let others = if population > 1 { population - 1 } else { 1 };
        Self { unasked: if unasked < others { unasked } else { others }, others, ..self }
    }

    /// Whether the share in the population is over `share`, as sure as `confidence` says: `low > share`.
    pub fn surely_over(&self, share: Share, confidence: Confidence) -> bool {
        let distance = self.distance(share.numerator, share.denominator);
        distance > 0 && self.beyond(distance, share.numerator, share.denominator, confidence)
    }

    /// The lower bound, rounded down to a millionth. 0 for an empty sample.
    pub fn low(&self, confidence: Confidence) -> Millionths {
        if self.size == 0 {
            return Millionths(0);
        }
        if self.z_squared(confidence) == 0 {
            return Millionths(self.plain_share());
        }
        // The equation also holds at 1 where all said yes, though the root is below: so 1 is left out.
        let (mut at_least, mut over) = (0, MILLION);
        while over - at_least > 1 {
            let middle = u32::midpoint(at_least, over);
            let distance = self.distance(middle, MILLION);
            if distance >= 0 && self.beyond(distance, middle, MILLION, confidence) {
                at_least = middle;
            } else {
                over = middle;
            }
        }
        Millionths(at_least)
    }

    /// The upper bound, rounded up to a millionth. 1 for an empty sample.
    pub fn high(&self, confidence: Confidence) -> Millionths {
        let turned = Self { yes: self.size - self.yes, ..*self };
        Millionths(MILLION - turned.low(confidence).0)
    }

    /// `denominator·x − n·numerator`: how far the count is over the share.
    fn distance(&self, numerator: u32, denominator: u32) -> i128 {
        i128::from(denominator) * i128::from(self.yes) - i128::from(numerator) * i128::from(self.size)
    }

    /// `distance² ≥ z²·f·n·p·(1 − p)` for p = numerator/denominator, both sides times denominator². At most
    /// (10⁶·2³²)²·10⁶ < 2¹²⁷, so nothing overflows.
    fn beyond(&self, distance: i128, numerator: u32, denominator: u32, confidence: Confidence) -> bool {
        let spread = i128::from(numerator) * i128::from(denominator - numerator) * i128::from(self.size);
        distance * distance * i128::from(MILLION) >= i128::from(self.z_squared(confidence)) * spread
    }

    /// z²·f in millionths, rounded up.
    fn z_squared(&self, confidence: Confidence) -> u64 {
        (u64::from(confidence.z_squared) * u64::from(self.unasked)).div_ceil(u64::from(self.others))
    }

    fn plain_share(&self) -> u32 {
        let share = u64::from(self.yes) * u64::from(MILLION) / u64::from(self.size);
        u32::try_from(share).unwrap_or(MILLION)
    }
}

/// How far a share may be off at worst, in people of 100, rounded up: half the width of the interval at one half,
/// `50·√(z²f/(n + z²f))` for n = `asked` of `population` people. 100 where nobody was asked.
///
/// ```
/// use voice::interval::{margin_in_100, Confidence};
/// assert_eq!(margin_in_100(8, 50, Confidence::ONE_SIDED_90), 20);
/// assert_eq!(margin_in_100(200, 50_000, Confidence::ONE_SIDED_90), 5);
/// assert_eq!(margin_in_100(6, 6, Confidence::ONE_SIDED_90), 0);
/// ```
pub fn margin_in_100(asked: u32, population: u32, confidence: Confidence) -> u32 {
    if asked == 0 {
        return 100;
    }
    let z_squared = Sample::new(asked, 0).among(asked, population).z_squared(confidence);
    let (above, below) = (2_500 * z_squared, u64::from(asked) * u64::from(MILLION) + z_squared);
    (0..=50).find(|margin: &u32| u64::from(margin * margin) * below >= above).unwrap_or(50)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Newcombe (1998), table I, method 3.
    #[test]
    fn published_values() {
        let rows = [(81, 263, 2553, 3662), (15, 148, 624, 1605), (0, 20, 0, 1611), (1, 29, 61, 1718)];
        for (yes, size, low, high) in rows {
            let sample = Sample::new(yes, size - yes);
            let of = |bound: Millionths| (bound.get() + 50) / 100;
            assert_eq!(of(sample.low(Confidence::TWO_SIDED_95)), low, "{yes}/{size}");
            assert_eq!(of(sample.high(Confidence::TWO_SIDED_95)), high, "{yes}/{size}");
        }
    }

    #[test]
    fn all_and_none() {
        // All of n: n/(n + z²). None of n: z²/(n + z²).
        let all = Sample::new(8, 0);
        assert_eq!(all.low(Confidence::ONE_SIDED_90).get(), 829_671);
        assert_eq!(all.high(Confidence::ONE_SIDED_90).get(), MILLION);
        assert_eq!(Sample::new(0, 8).high(Confidence::ONE_SIDED_90).get(), MILLION - 829_671);
        let empty = Sample::new(0, 0);
        assert_eq!(
            (empty.low(Confidence::ONE_SIDED_90).get(), empty.high(Confidence::ONE_SIDED_90).get()),
            (0, MILLION)
        );
        assert!(!empty.surely_over(Share::new(0, 1), Confidence::ONE_SIDED_90));
    }

    #[test]
    fn everyone_asked_leaves_no_doubt() {
        let sample = Sample::new(5, 1).among(6, 6);
        assert_eq!(sample.low(Confidence::TWO_SIDED_95).get(), 833_333);
        assert_eq!(sample.high(Confidence::TWO_SIDED_95).get(), 833_334);
        assert_eq!(Sample::new(6, 0).among(6, 6).low(Confidence::TWO_SIDED_95).get(), MILLION);
        assert!(!Sample::new(4, 2).among(6, 6).surely_over(Share::new(2, 3), Confidence::ONE_SIDED_90));
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let sample = Sample::new(u32::MAX - 1, 1).among(u32::MAX, u32::MAX);
        assert!(sample.surely_over(Share::new(999_998, 1_000_000), Confidence::TWO_SIDED_95));
        assert_eq!(Sample::new(u32::MAX, 0).high(Confidence::TWO_SIDED_95).get(), MILLION);
    }

    fn by_formula(yes: u32, size: u32, z_squared: f64) -> (f64, f64) {
        let (x, n) = (f64::from(yes), f64::from(size));
        let root = (z_squared * (x * (n - x) / n + z_squared / 4.0)).sqrt();
        let middle = x + z_squared / 2.0;
        ((middle - root) / (n + z_squared), (middle + root) / (n + z_squared))
    }

    proptest! {
        #[test]
        fn agrees_with_the_closed_form(yes in 0_u32..5_000, no in 0_u32..5_000, more in 0_u32..5_000) {
            prop_assume!(yes + no > 0);
            let size = yes + no;
            let population = size + more;
            let f = f64::from(more) / f64::from((population - 1).max(1));
            let sample = Sample::new(yes, no).among(size, population);
            let (low, high) = by_formula(yes, size, 1.642_375 * f.min(1.0));
            prop_assert!((sample.low(Confidence::ONE_SIDED_90).as_f64() - low).abs() < 4e-6);
            prop_assert!((sample.high(Confidence::ONE_SIDED_90).as_f64() - high).abs() < 4e-6);
        }

        #[test]
        fn surely_over_is_the_bound(yes in 0_u32..400, no in 0_u32..400, numerator in 1_u32..1_000) {
            let sample = Sample::new(yes, no);
            let low = sample.low(Confidence::ONE_SIDED_90).get();
            let over = sample.surely_over(Share::new(numerator, 1_000), Confidence::ONE_SIDED_90);
            // The bound is rounded down, so that equality may fall on either side.
            if low > numerator * 1_000 { prop_assert!(over); }
            if low < numerator * 1_000 { prop_assert!(!over); }
        }

        #[test]
        fn one_more_yes_raises_the_bounds(yes in 0_u32..3_000, no in 0_u32..3_000) {
            let (before, after) = (Sample::new(yes, no), Sample::new(yes + 1, no));
            prop_assert!(before.low(Confidence::ONE_SIDED_90) <= after.low(Confidence::ONE_SIDED_90));
            prop_assert!(before.high(Confidence::ONE_SIDED_90) <= after.high(Confidence::ONE_SIDED_90));
            prop_assert!(before.low(Confidence::ONE_SIDED_90) <= before.high(Confidence::ONE_SIDED_90));
        }
    }
}
