//! How good a grouping is: silhouette, and agreement between two groupings of the same people.

use super::kmeans::{Point, squared};
use crate::linear::real;

/// The silhouette (Rousseeuw 1987) with weights: for each point, `a` the mean distance to its own group and `b` the least
/// mean distance to another, each distance weighing as much as the other point does, `s = (b − a) / max(a, b)`, 0 for a
/// point alone in its group. Returns the weighted mean of `s`, from −1 to 1, for each labelling given; 0 without two groups.
///
/// Costs O(points² × labellings): sample before.
pub(super) fn silhouettes(points: &[(Point, f64)], labellings: &[Vec<usize>]) -> Vec<f64> {
    let groups: Vec<usize> =
        labellings.iter().map(|labels| labels.iter().max().map_or(0, |most| most + 1)).collect();
    let masses: Vec<Vec<f64>> = labellings
        .iter()
        .zip(&groups)
        .map(|(labels, &groups)| {
            let mut masses = vec![0.0; groups];
            for (&label, (_, weight)) in labels.iter().zip(points) {
                masses[label] += weight;
            }
            masses
        })
        .collect();
    let total: f64 = points.iter().map(|(_, weight)| weight).sum();
    let mut scores = vec![0.0; labellings.len()];
    let mut sums: Vec<Vec<f64>> = groups.iter().map(|&groups| vec![0.0; groups]).collect();
    for (at, (point, weight)) in points.iter().enumerate() {
        for sums in &mut sums {
            sums.fill(0.0);
        }
        for (other, (place, mass)) in points.iter().enumerate() {
            let distance = mass * squared(point, place).sqrt();
            for (sums, labels) in sums.iter_mut().zip(labellings) {
                sums[labels[other]] += distance;
            }
        }
        for (((score, sums), masses), labels) in scores.iter_mut().zip(&sums).zip(&masses).zip(labellings) {
            *score += weight * point_score(sums, masses, labels[at], *weight);
        }
    }
    scores.iter().map(|score| if total > 0.0 { score / total } else { 0.0 }).collect()
}

fn point_score(sums: &[f64], masses: &[f64], own: usize, weight: f64) -> f64 {
    let company = masses[own] - weight;
    let others = (0..sums.len()).filter(|&group| group != own && masses[group] > 0.0);
    let between = others.map(|group| sums[group] / masses[group]).fold(f64::INFINITY, f64::min);
    if company <= 1e-12 || between.is_infinite() {
        return 0.0;
    }
    let within = sums[own] / company;
    let larger = within.max(between);
    if larger > 0.0 { (between - within) / larger } else { 0.0 }
}

/// The adjusted Rand index of two groupings of the same things (Hubert & Arabie 1985): 1 for the same groups whatever they
/// are called, about 0 for groupings that have nothing to do with each other.
///
/// `(Σ C(n_gh, 2) − E) / (½·(Σ C(n_g, 2) + Σ C(n_h, 2)) − E)`, `E = Σ C(n_g, 2)·Σ C(n_h, 2) / C(n, 2)`; 1 where the
/// denominator is 0 (both put all together or all apart). Pairs are counted exactly.
///
/// ```
/// use voice::groups::same_groups;
/// assert_eq!(same_groups([(0, 1), (0, 1), (1, 0), (1, 0)]), 1.0);
/// assert!(same_groups([(0, 0), (0, 1), (1, 0), (1, 1)]) < 0.0);
/// ```
pub fn same_groups(pairs: impl IntoIterator<Item = (usize, usize)>) -> f64 {
    let mut cells: Vec<Vec<u64>> = Vec::new();
    for (one, other) in pairs {
        if cells.len() <= one {
            cells.resize(one + 1, Vec::new());
        }
        if cells[one].len() <= other {
            cells[one].resize(other + 1, 0);
        }
        cells[one][other] += 1;
    }
    let couples =
        |count: u64| real(usize::try_from(count * count.saturating_sub(1) / 2).unwrap_or(usize::MAX));
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| cells.iter().filter_map(|row| row.get(at)).sum::<u64>();
    let both: f64 = cells.iter().flatten().map(|&count| couples(count)).sum();
    let rows: f64 = cells.iter().map(|row| couples(row.iter().sum())).sum();
    let columns: f64 = (0..width).map(|at| couples(column(at))).sum();
    let all = couples(cells.iter().flatten().sum());
    if all <= 0.0 {
        return 1.0;
    }
    let chance = rows * columns / all;
    let most = f64::midpoint(rows, columns);
    if most - chance <= 0.0 { 1.0 } else { (both - chance) / (most - chance) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn far_groups_have_a_high_silhouette() {
        let points: Vec<_> =
            (0..20).map(|i| ([f64::from(i % 2) * 10.0 + f64::from(i) * 0.01, 0.0, 0.0], 1.0)).collect();
        let right: Vec<_> = (0..20).map(|i| i % 2).collect();
        let wrong: Vec<_> = (0..20).map(|i| i / 10).collect();
        let scores = silhouettes(&points, &[right, wrong, vec![0; 20]]);
        assert!(scores[0] > 0.98 && scores[1] < 0.1, "{scores:?}");
        assert!(scores[2].abs() < 1e-15, "one group has no other to compare with");
    }

    /// By hand, on a line: 0, 1 | 5. s = 4/5, 3/4 and 0 for the one alone.
    #[test]
    fn a_silhouette_by_hand() {
        let points = [0.0, 1.0, 5.0].map(|x| ([x, 0.0, 0.0], 1.0));
        let score = silhouettes(&points, &[vec![0, 0, 1]])[0];
        assert!((score - (0.8 + 0.75) / 3.0).abs() < 1e-12, "{score}");
        let doubled = silhouettes(&points.map(|(p, w)| (p, 2.0 * w)), &[vec![0, 0, 1]])[0];
        assert!((0.0..1.0).contains(&doubled));
    }

    /// From scikit-learn's documentation: `adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1])` is 0.57….
    #[test]
    fn the_index_of_a_known_example() {
        let index = same_groups([(0, 0), (0, 0), (1, 1), (2, 1)]);
        assert!((index - 4.0 / 7.0).abs() < 1e-12, "{index}");
        assert!((same_groups([]) - 1.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn names_do_not_matter(labels in prop::collection::vec((0_usize..4, 0_usize..4), 2..60)) {
            let index = same_groups(labels.iter().copied());
            let renamed = same_groups(labels.iter().map(|&(one, other)| (other, 3 - one)));
            prop_assert!((index - renamed).abs() < 1e-12);
            prop_assert!(index <= 1.0 + 1e-12);
            prop_assert!((same_groups(labels.iter().map(|&(one, _)| (one, one))) - 1.0).abs() < 1e-12);
        }
    }
}
