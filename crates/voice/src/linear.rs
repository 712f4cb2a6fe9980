//! Small dense linear algebra for matrices of at most a handful of rows: Cholesky and Jacobi, in plain loops.
//!
//! Every sum runs in a fixed order and only `+ − × ÷ √` are used, so the same input gives the same bits on every machine
//! (IEEE 754 rounds these five alike everywhere; Rust never fuses them).
//!
//! Symmetric matrices are given as full arrays of which only the lower triangle (`a[i][j]` with `j ≤ i`) is read.
//!
//! ```
//! use voice::linear::{Cholesky, eigen};
//!
//! let factor = Cholesky::new(&[[4.0, 0.0], [2.0, 3.0]]).ok_or("not positive definite")?;
//! let [x, y] = factor.solve([8.0, 7.0]);
//! assert!((x - 1.25).abs() < 1e-12 && (y - 1.5).abs() < 1e-12, "4·1.25 + 2·1.5 = 8 and 2·1.25 + 3·1.5 = 7");
//! let (values, _) = eigen(&[[2.0, 0.0], [1.0, 2.0]]);
//! assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
//! # Ok::<(), &str>(())
//! ```

#![expect(clippy::needless_range_loop, reason = "several matrices are indexed alike, as in the formulas")]

/// The factor `L` of `A = L·Lᵀ`, lower triangular, `N × N`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cholesky<const N: usize> {
    /// `L` with `1 / L[i][i]` on the diagonal: dividing once is cheaper than at each use.
    lower: [[f64; N]; N],
}

impl<const N: usize> Cholesky<N> {
    /// Factors a symmetric matrix. `None` where it is not positive definite (or holds a NaN).
    ///
    /// `L[j][j] = √(A[j][j] − Σ L[j][k]²)`, `L[i][j] = (A[i][j] − Σ L[i][k]·L[j][k]) / L[j][j]`, sums over `k < j`.
    #[inline]
    pub fn new(a: &[[f64; N]; N]) -> Option<Self> {
        let mut lower = [[0.0; N]; N];
        for j in 0..N {
            let mut pivot = a[j][j];
            for k in 0..j {
                pivot -= lower[j][k] * lower[j][k];
            }
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            let inverse = 1.0 / pivot.sqrt();
            lower[j][j] = inverse;
            for i in j + 1..N {
                let mut rest = a[i][j];
                for k in 0..j {
                    rest -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = rest * inverse;
            }
        }
        Some(Self { lower })
    }

    /// The `x` with `A·x = b`, by forward and back substitution.
    #[inline]
    pub fn solve(&self, b: [f64; N]) -> [f64; N] {
        let mut x = b;
        for i in 0..N {
            for k in 0..i {
                x[i] -= self.lower[i][k] * x[k];
            }
            x[i] *= self.lower[i][i];
        }
        for i in (0..N).rev() {
            for k in i + 1..N {
                x[i] -= self.lower[k][i] * x[k];
            }
            x[i] *= self.lower[i][i];
        }
        x
    }

    /// `A⁻¹`, both triangles, exactly symmetric.
    pub fn inverse(&self) -> [[f64; N]; N] {
        let mut inverse = [[0.0; N]; N];
        for column in 0..N {
            let mut unit = [0.0; N];
            unit[column] = 1.0;
            let solved = self.solve(unit);
            for row in column..N {
                inverse[row][column] = solved[row];
                inverse[column][row] = solved[row];
            }
        }
        inverse
    }
}

/// Rounds of Jacobi rotations; 4 × 4 is diagonal to the last bit after about six.
const ROUNDS: usize = 24;

/// The eigenvalues of a symmetric matrix, largest first, and the unit eigenvectors in the same order: `vectors[k]` belongs
/// to `values[k]`. Cyclic Jacobi (Golub & Van Loan, *Matrix Computations*, 8.5). Ties keep the order of the columns;
/// signs are as they come out.
pub fn eigen<const N: usize>(a: &[[f64; N]; N]) -> ([f64; N], [[f64; N]; N]) {
    let mut m = [[0.0; N]; N];
    let mut vectors = [[0.0; N]; N];
    for i in 0..N {
        vectors[i][i] = 1.0;
        for j in 0..=i {
            m[i][j] = a[i][j];
            m[j][i] = a[i][j];
        }
    }
    for _ in 0..ROUNDS {
        let mut turned = false;
        for p in 0..N {
            for q in p + 1..N {
                if m[p][q].abs() > f64::EPSILON * (m[p][p].abs() * m[q][q].abs()).sqrt() {
                    turn(&mut m, &mut vectors, p, q);
                    turned = true;
                }
            }
        }
        if !turned {
            break;
        }
    }
    let mut order: [usize; N] = std::array::from_fn(|k| k);
    order.sort_by(|&x, &y| m[y][y].total_cmp(&m[x][x]));
    (order.map(|k| m[k][k]), order.map(|k| vectors[k]))
}

/// One rotation that makes `m[p][q]` zero.
fn turn<const N: usize>(m: &mut [[f64; N]; N], vectors: &mut [[f64; N]; N], p: usize, q: usize) {
    let theta = (m[q][q] - m[p][p]) / (2.0 * m[p][q]);
    let sign = if theta < 0.0 { -1.0 } else { 1.0 };
    let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for row in m.iter_mut() {
        (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]);
    }
    for k in 0..N {
        (m[p][k], m[q][k]) = (cosine * m[p][k] - sine * m[q][k], sine * m[p][k] + cosine * m[q][k]);
        (vectors[p][k], vectors[q][k]) =
            (cosine * vectors[p][k] - sine * vectors[q][k], sine * vectors[p][k] + cosine * vectors[q][k]);
    }
    m[p][q] = 0.0;
    m[q][p] = 0.0;
}

/// `xᵀ·A·x` for a symmetric matrix, reading the lower triangle.
#[inline]
pub fn quadratic<const N: usize>(a: &[[f64; N]; N], x: &[f64; N]) -> f64 {
    let mut sum = 0.0;
    for i in 0..N {
        let mut off = 0.0;
        for j in 0..i {
            off += a[i][j] * x[j];
        }
        sum += x[i] * (2.0 * off + a[i][i] * x[i]);
    }
    sum
}

/// A count as a number to calculate with; exact below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "no count here reaches 2^53")]
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `B·Bᵀ + ½·I`, which is positive definite.
    fn positive(b: [[f64; 4]; 4]) -> [[f64; 4]; 4] {
        let mut a = [[0.0; 4]; 4];
        for i in 0..4 {
            for j in 0..4 {
                a[i][j] = (0..4).map(|k| b[i][k] * b[j][k]).sum::<f64>() + if i == j { 0.5 } else { 0.0 };
            }
        }
        a
    }

    fn times(a: &[[f64; 4]; 4], x: &[f64; 4]) -> [f64; 4] {
        a.map(|row| row.iter().zip(x).map(|(entry, value)| entry * value).sum())
    }

    proptest! {
        #[test]
        fn solving_undoes_multiplying(b in prop::array::uniform4(prop::array::uniform4(-3.0..3.0_f64)), x in prop::array::uniform4(-5.0..5.0_f64)) {
            let a = positive(b);
            let factor = Cholesky::new(&a).unwrap();
            for (got, wanted) in factor.solve(times(&a, &x)).iter().zip(x) {
                prop_assert!((got - wanted).abs() < 1e-9, "{got} {wanted}");
            }
            let inverse = factor.inverse();
            for i in 0..4 {
                let back = times(&a, &inverse[i]);
                for (j, value) in back.iter().enumerate() {
                    prop_assert!((value - f64::from(u8::from(i == j))).abs() < 1e-9);
                }
            }
            prop_assert!((quadratic(&a, &x) - x.iter().zip(times(&a, &x)).map(|(p, q)| p * q).sum::<f64>()).abs() < 1e-8);
        }

        #[test]
        fn eigenvectors_are_stretched_by_their_eigenvalues(b in prop::array::uniform4(prop::array::uniform4(-3.0..3.0_f64))) {
            let a = positive(b);
            let (values, vectors) = eigen(&a);
            prop_assert!(values.windows(2).all(|pair| pair[0] >= pair[1]));
            for (value, vector) in values.iter().zip(&vectors) {
                for (got, x) in times(&a, vector).iter().zip(vector) {
                    prop_assert!((got - value * x).abs() < 1e-9);
                }
                prop_assert!((vector.iter().map(|x| x * x).sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        assert_eq!(Cholesky::new(&[[1.0, 0.0], [2.0, 1.0]]), None);
        assert_eq!(Cholesky::new(&[[f64::NAN]]), None);
        assert_eq!(Cholesky::new(&[[0.0]]), None);
    }
}
