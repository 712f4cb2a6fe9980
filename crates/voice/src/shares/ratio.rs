//! An exact fraction, as an amount of money in a certificate.

use std::{cmp::Ordering, fmt, str::FromStr};

use num_bigint::BigUint;

/// An exact fraction, 0 or more, in lowest terms. Written and read as `numerator/denominator` in decimal digits.
///
/// ```
/// use voice::shares::Ratio;
///
/// let third: Ratio = "2/6".parse()?;
/// assert_eq!(third.to_string(), "1/3");
/// assert!(third < Ratio::new(1_u32, 2_u32)?);
/// # Ok::<(), voice::shares::NotARatio>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: BigUint,
    denominator: BigUint,
}

/// What was read is no fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fraction is written like 3/40: two whole numbers, of which the second is not 0")]
pub struct NotARatio;

impl Ratio {
    /// `numerator / denominator`, in lowest terms.
    ///
    /// # Errors
    /// Where the denominator is 0.
    pub fn new(numerator: impl Into<BigUint>, denominator: impl Into<BigUint>) -> Result<Self, NotARatio> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        if denominator == BigUint::ZERO { Err(NotARatio) } else { Ok(Self::reduced(numerator, denominator)) }
    }

    /// The denominator must not be 0.
    pub(crate) fn reduced(numerator: BigUint, denominator: BigUint) -> Self {
        let divisor = common(numerator.clone(), denominator.clone());
        Self { numerator: numerator / &divisor, denominator: denominator / divisor }
    }

    /// The number above the line.
    pub const fn numerator(&self) -> &BigUint {
        &self.numerator
    }

    /// The number below the line, 1 or more.
    pub const fn denominator(&self) -> &BigUint {
        &self.denominator
    }

    /// As a decimal with `digits` digits after the point, cut off, not rounded: to be read by people.
    pub fn decimal(&self, digits: u32) -> String {
        let scale = BigUint::from(10_u32).pow(digits);
        let all = &self.numerator * &scale / &self.denominator;
        let (whole, part) = (&all / &scale, (all % scale).to_string());
        if digits == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{part:0>width$}", width = digits as usize)
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Ratio {
    type Err = NotARatio;

    fn from_str(text: &str) -> Result<Self, NotARatio> {
        let (above, below) = text.split_once('/').ok_or(NotARatio)?;
        let number = |digits: &str| digits.parse::<BigUint>().map_err(|_| NotARatio);
        Self::new(number(above)?, number(below)?)
    }
}

/// The greatest common divisor, by Euclid.
pub(crate) fn common(mut a: BigUint, mut b: BigUint) -> BigUint {
    while b != BigUint::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_kept_in_lowest_terms() {
        let read = |text: &str| text.parse::<Ratio>();
        assert_eq!(read("10/40").unwrap().to_string(), "1/4");
        assert_eq!(read("0/7").unwrap(), Ratio::new(0_u32, 1_u32).unwrap());
        assert_eq!(read("22/7").unwrap().decimal(4), "3.1428");
        assert_eq!(read("21/2").unwrap().decimal(0), "10");
        assert_eq!(read("1/50").unwrap().decimal(3), "0.020");
        for wrong in ["", "3", "1/0", "-1/2", "a/b", "1/2/3"] {
            assert_eq!(read(wrong), Err(NotARatio), "{wrong}");
        }
        assert!(read("1/3").unwrap() < read("34/100").unwrap());
    }
}
