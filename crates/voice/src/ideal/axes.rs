//! Which way the map is turned: principal axes of the statements, with fixed signs.

use super::sweep::Parameters;
use crate::linear::eigen;

/// The turn (orthonormal rows, one for each new coordinate) that makes `Σ_j v_j·v_jᵀ` diagonal, largest first, and the
/// largest loading on each axis positive (the first of equals).
pub(super) fn principal(dimension: usize, statements: &[Parameters]) -> [[f64; 3]; 3] {
    let mut gram = [[0.0; 3]; 3];
    for (k, row) in gram.iter_mut().enumerate() {
        for (l, entry) in row.iter_mut().enumerate().take(k + 1) {
            if k < dimension {
                *entry = statements.iter().map(|statement| statement[k + 1] * statement[l + 1]).sum();
            }
        }
    }
    let (_, mut axes) = eigen(&gram);
    for axis in axes.iter_mut().take(dimension) {
        let mut largest = 0.0_f64;
        for statement in statements {
            let loading = along(axis, statement);
            if loading.abs() > largest.abs() {
                largest = loading;
            }
        }
        if largest < 0.0 {
            *axis = axis.map(|entry| -entry);
        }
    }
    axes
}

/// The turn that makes `now` look most like `before`: for each axis of `now`, +1 or −1, so that its loadings agree in sign
/// with the same axis of `before` (by the sum of products; +1 on a tie).
pub(super) fn facing(dimension: usize, now: &[Parameters], before: &[Parameters]) -> [[f64; 3]; 3] {
    std::array::from_fn(|k| {
        let product: f64 = now.iter().zip(before).map(|(new, old)| new[k + 1] * old[k + 1]).sum();
        let sign = if k < dimension && product < 0.0 { -1.0 } else { 1.0 };
        std::array::from_fn(|l| if l == k { sign } else { 0.0 })
    })
}

/// Turns every point: `u ← T·u`.
pub(super) fn turn(turn: &[[f64; 3]; 3], points: &mut [Parameters]) {
    for point in points {
        let turned = [0, 1, 2].map(|k| along(&turn[k], point));
        point[1..].copy_from_slice(&turned);
    }
}

fn along(axis: &[f64; 3], point: &Parameters) -> f64 {
    axis[0] * point[1] + axis[1] * point[2] + axis[2] * point[3]
}
