//! How evenly statements have been heard.

/// How evenly statements have been heard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exposure {
    /// Answers of the least heard statement.
    pub least: u32,
    /// Answers of the middle statement, the lower of two.
    pub median: u32,
    /// Answers of the most heard statement.
    pub most: u32,
    /// The Gini coefficient: 0 when all were heard alike, near 1 when one was heard alone.
    pub gini: f64,
}

/// Measures how evenly statements have been heard, from the answers of each, in any order. All 0 where there are none.
///
/// `gini = (2·Σ i·x_i − (n + 1)·Σ x_i) / (n·Σ x_i)` for ascending x and i from 1 to n; 0 where nobody answered.
///
/// ```
/// let exposure = voice::hearing::exposure(&[10, 30, 20]);
/// assert_eq!((exposure.least, exposure.median, exposure.most), (10, 20, 30));
/// assert!((exposure.gini - 2.0 / 9.0).abs() < 1e-12);
/// ```
pub fn exposure(seen: &[u32]) -> Exposure {
    let mut sorted = seen.to_vec();
    sorted.sort_unstable();
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else { return Exposure::default() };
    let sum: u128 = sorted.iter().map(|&count| u128::from(count)).sum();
    let ranked: u128 = (1_u128..).zip(&sorted).map(|(rank, &count)| rank * u128::from(count)).sum();
    let number = sorted.len() as u128;
    let gini = if sum == 0 { 0.0 } else { super::ratio(2 * ranked - (number + 1) * sum, number * sum) };
    Exposure { least, median: sorted[(sorted.len() - 1) / 2], most, gini }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_evenness() {
        assert_eq!(exposure(&[]), Exposure::default());
        assert_eq!(exposure(&[0, 0]).gini.to_bits(), 0.0_f64.to_bits());
        assert!(exposure(&[5, 5, 5]).gini.abs() < 1e-15);
        assert!((exposure(&[0, 0, 0, 12]).gini - 0.75).abs() < 1e-15);
        assert_eq!(exposure(&[4, 1, 3, 2]).median, 2);
    }
}
