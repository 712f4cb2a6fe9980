//! The eigenvalues and eigenvectors of a small symmetric matrix.
//!
//! Householder's reduction to tridiagonal form, then implicit QR steps with Wilkinson's shift: Golub and Van Loan,
//! *Matrix Computations*, algorithms 8.3.1 to 8.3.3. It serves matrices of up to a hundred rows.

/// An eigenvalue and its unit eigenvector.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) value: f64,
    pub(super) vector: Vec<f64>,
}

/// All pairs of the symmetric matrix whose rows are `rows`, the largest eigenvalue first; equal ones in the order in
/// which the reduction left them.
pub(super) fn symmetric(mut rows: Vec<Vec<f64>>) -> Vec<Pair> {
    let size = rows.len();
    let mut vectors: Vec<Vec<f64>> = (0..size).map(|i| unit(size, i)).collect();
    reduce(&mut rows, &mut vectors);
    let mut diagonal: Vec<f64> = (0..size).map(|i| rows[i][i]).collect();
    let mut beside: Vec<f64> = (1..size).map(|i| rows[i][i - 1]).collect();
    iterate(&mut diagonal, &mut beside, &mut vectors);
    let mut pairs: Vec<Pair> =
        diagonal.into_iter().zip(vectors).map(|(value, vector)| Pair { value, vector }).collect();
    pairs.sort_by(|a, b| b.value.total_cmp(&a.value));
    pairs
}

fn unit(size: usize, at: usize) -> Vec<f64> {
    let mut vector = vec![0.0; size];
    vector[at] = 1.0;
    vector
}

/// Reflects `a` to tridiagonal form. `vectors` holds the transposed product of the reflections, so that its rows become
/// the eigenvectors.
fn reduce(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>]) {
    let size = a.len();
    for k in 0..size.saturating_sub(2) {
        let below: f64 = (k + 2..size).map(|i| a[i][k] * a[i][k]).sum();
        if below == 0.0 {
            continue;
        }
        let head = a[k + 1][k];
        let length = (head * head + below).sqrt();
        let mut v = vec![0.0; size];
        for i in k + 1..size {
            v[i] = a[i][k];
        }
        v[k + 1] += length.copysign(head);
        let scale = 2.0 / v.iter().map(|x| x * x).sum::<f64>();
        reflect_both_sides(a, &v, scale, k);
        reflect(vectors, &v, scale, k + 1);
    }
}

/// `a ← H a H` with `H = 1 − scale·v·vᵀ`, as the symmetric update `a − v·wᵀ − w·vᵀ`.
fn reflect_both_sides(a: &mut [Vec<f64>], v: &[f64], scale: f64, from: usize) {
    let mut w: Vec<f64> = a.iter().map(|row| scale * dot(&row[from..], &v[from..])).collect();
    let half = 0.5 * scale * dot(&w, v);
    for (w, v) in w.iter_mut().zip(v) {
        *w -= half * v;
    }
    for (i, row) in a.iter_mut().enumerate().skip(from) {
        for (j, cell) in row.iter_mut().enumerate().skip(from) {
            *cell -= v[i] * w[j] + w[i] * v[j];
        }
    }
}

/// `rows ← H rows`.
fn reflect(rows: &mut [Vec<f64>], v: &[f64], scale: f64, from: usize) {
    let mut sums = vec![0.0; v.len()];
    for (row, v) in rows.iter().zip(v).skip(from) {
        add(&mut sums, *v, row);
    }
    for (row, v) in rows.iter_mut().zip(v).skip(from) {
        add(row, -scale * v, &sums);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}

/// QR steps until nothing stands beside the diagonal. Two or three a row are usual; 30 are the limit, which bounds the
/// work on any input.
fn iterate(diagonal: &mut [f64], beside: &mut [f64], vectors: &mut [Vec<f64>]) {
    for _ in 0..30 * diagonal.len() {
        for i in 0..beside.len() {
            if beside[i].abs() <= f64::EPSILON * (diagonal[i].abs() + diagonal[i + 1].abs()) {
                beside[i] = 0.0;
            }
        }
        let Some(last) = beside.iter().rposition(|&x| x != 0.0) else { return };
        let first = beside[..last].iter().rposition(|&x| x == 0.0).map_or(0, |i| i + 1);
        step(diagonal, beside, vectors, first, last + 1);
    }
}

/// One implicit QR step on the block `first..=last`.
fn step(diagonal: &mut [f64], beside: &mut [f64], vectors: &mut [Vec<f64>], first: usize, last: usize) {
    let half = 0.5 * (diagonal[last - 1] - diagonal[last]);
    let edge = beside[last - 1];
    let shift = diagonal[last] - edge * edge / (half + half.hypot_with(edge).copysign(half));
    // What stands out of the tridiagonal form, and is chased down the diagonal.
    let (mut at, mut bulge) = (diagonal[first] - shift, beside[first]);
    for k in first..last {
        let length = at.hypot_with(bulge);
        let (cos, sin) = if length == 0.0 { (1.0, 0.0) } else { (at / length, bulge / length) };
        if k > first {
            beside[k - 1] = length;
        }
        let (upper, lower, edge) = (diagonal[k], diagonal[k + 1], beside[k]);
        diagonal[k] = cos * cos * upper + 2.0 * cos * sin * edge + sin * sin * lower;
        diagonal[k + 1] = sin * sin * upper - 2.0 * cos * sin * edge + cos * cos * lower;
        beside[k] = cos * sin * (lower - upper) + (cos * cos - sin * sin) * edge;
        at = beside[k];
        if k + 1 < last {
            bulge = sin * beside[k + 1];
            beside[k + 1] *= cos;
        }
        let (above, below) = vectors.split_at_mut(k + 1);
        turn(&mut above[k], &mut below[0], cos, sin);
    }
}

fn turn(above: &mut [f64], below: &mut [f64], cos: f64, sin: f64) {
    for (above, below) in above.iter_mut().zip(below) {
        (*above, *below) = (cos * *above + sin * *below, cos * *below - sin * *above);
    }
}

trait Hypotenuse {
    fn hypot_with(self, other: f64) -> f64;
}

impl Hypotenuse for f64 {
    /// `√(a² + b²)` from operations that round alike everywhere; `f64::hypot` is the platform's.
    fn hypot_with(self, other: f64) -> f64 {
        let (large, small) = if self.abs() < other.abs() { (other, self) } else { (self, other) };
        if large == 0.0 {
            return 0.0;
        }
        let ratio = small / large;
        large.abs() * (1.0 + ratio * ratio).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn symmetric_matrix() -> impl Strategy<Value = Vec<Vec<f64>>> {
        (1..24_usize).prop_flat_map(|size| {
            prop::collection::vec(prop::sample::select(vec![0.0, 1.0, -2.0, 0.3, 7.0, 1e-9]), size * size)
                .prop_map(move |cells| {
                    (0..size)
                        .map(|i| (0..size).map(|j| cells[i.min(j) * size + i.max(j)]).collect())
                        .collect()
                })
        })
    }

    proptest! {
        #[test]
        fn every_pair_solves_the_matrix_and_the_vectors_are_orthonormal(rows in symmetric_matrix()) {
            let pairs = symmetric(rows.clone());
            prop_assert_eq!(pairs.len(), rows.len());
            prop_assert!(pairs.is_sorted_by(|a, b| a.value >= b.value));
            for (i, pair) in pairs.iter().enumerate() {
                for (row, x) in rows.iter().zip(&pair.vector) {
                    prop_assert!((dot(row, &pair.vector) - pair.value * x).abs() < 1e-11);
                }
                for (j, other) in pairs.iter().enumerate() {
                    let expected = if i == j { 1.0 } else { 0.0 };
                    prop_assert!((dot(&pair.vector, &other.vector) - expected).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn a_matrix_known_by_heart() {
        let pairs = symmetric(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
        assert!((pairs[0].value - 3.0).abs() < 1e-15 && (pairs[1].value - 1.0).abs() < 1e-15);
        assert!(symmetric(Vec::new()).is_empty());
    }
}
