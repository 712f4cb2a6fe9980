//! What clustering finds where there is nothing to find.
//!
//! A person's mean position is drawn to the middle as far as it is uncertain: its variance is the certainty times that of
//! the true position. So the cloud without groups is not one normal cloud but each person's own: `x_i = √c_i·L·z_i` with
//! the person's certainty `c_i`, `z_i` standard normal and `L·Lᵀ = Σ c_i·x_i·x_iᵀ / Σ c_i²` of the real points round their
//! mean, which gives both the same weighted covariance.

use super::{
    Settings,
    kmeans::{self, Cloud, Point},
    quality,
};
use crate::{
    ideal::scramble,
    linear::{eigen, real},
};

/// Clouds that are drawn; the mean counts.
const CLOUDS: usize = 3;

/// The silhouettes of the clusterings of these points, and the mean silhouettes of as many groups found in clouds
/// without groups.
pub(super) fn compare(
    points: &[(Point, f64)],
    clusterings: &[Vec<Point>],
    settings: &Settings,
) -> (Vec<f64>, Vec<f64>) {
    let root = spread(points);
    let scores = settings.map.workers.each((0..=CLOUDS).collect(), |turn| {
        if turn == 0 {
            return score(points, clusterings);
        }
        let drawn = draw(points, &root, scramble(settings.seed, turn, 0));
        let cloud = Cloud::new(drawn.iter().copied());
        let anew: Vec<_> = clusterings
            .iter()
            .map(|centres| kmeans::centres(&cloud, centres.len(), settings.seed, kmeans::STARTS))
            .collect();
        score(&drawn, &anew)
    });
    let means = (0..clusterings.len())
        .map(|at| scores[1..].iter().map(|cloud| cloud[at]).sum::<f64>() / real(CLOUDS))
        .collect();
    (scores[0].clone(), means)
}

fn score(points: &[(Point, f64)], clusterings: &[Vec<Point>]) -> Vec<f64> {
    let labellings: Vec<Vec<usize>> = clusterings
        .iter()
        .map(|centres| points.iter().map(|(point, _)| kmeans::nearest(point, centres).0).collect())
        .collect();
    quality::silhouettes(points, &labellings)
}

/// The principal axes of the true positions, each as long as their standard deviation along it.
fn spread(points: &[(Point, f64)]) -> [Point; 3] {
    let mass: f64 = points.iter().map(|(_, weight)| weight).sum();
    if mass <= 0.0 {
        return [[0.0; 3]; 3];
    }
    let mean: Point =
        std::array::from_fn(|k| points.iter().map(|(point, weight)| weight * point[k]).sum::<f64>() / mass);
    let shrunk: f64 = points.iter().map(|(_, weight)| weight * weight).sum();
    let covariance: [Point; 3] = std::array::from_fn(|k| {
        std::array::from_fn(|l| {
            let products =
                points.iter().map(|(point, weight)| weight * (point[k] - mean[k]) * (point[l] - mean[l]));
            products.sum::<f64>() / shrunk
        })
    });
    let (values, axes) = eigen(&covariance);
    std::array::from_fn(|k| axes[k].map(|entry| entry * values[k].max(0.0).sqrt()))
}

fn draw(points: &[(Point, f64)], axes: &[Point; 3], seed: u64) -> Vec<(Point, f64)> {
    let place = |at: usize, certainty: f64| {
        let along: Point = std::array::from_fn(|k| certainty.sqrt() * normal(seed, at, k));
        std::array::from_fn(|l| (0..3).map(|k| along[k] * axes[k][l]).sum())
    };
    points.iter().enumerate().map(|(at, (_, weight))| (place(at, *weight), *weight)).collect()
}

/// A standard normal number for this seed, point and axis (Box & Muller 1958).
fn normal(seed: u64, point: usize, axis: usize) -> f64 {
    let share = |part: usize| {
        let bits = scramble(seed ^ 0x6A55, point, 2 * axis + part) >> 32;
        (f64::from(u32::try_from(bits).unwrap_or(u32::MAX)) + 0.5) / 4_294_967_296.0
    };
    (-2.0 * libm::log(share(0))).sqrt() * libm::cos(std::f64::consts::TAU * share(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_clouds_have_the_spread_of_the_points() {
        let points: Vec<_> = (0..20_000)
            .map(|at| {
                let (x, y) = (normal(1, at, 0), normal(1, at, 1));
                ([2.0 * x, x + 0.5 * y, 0.0], 1.0)
            })
            .collect();
        let drawn = draw(&points, &spread(&points), 9);
        let product = |points: &[(Point, f64)], k: usize, l: usize| {
            points.iter().map(|(point, _)| point[k] * point[l]).sum::<f64>() / real(points.len())
        };
        for (k, l, wanted) in [(0, 0, 4.0), (1, 1, 1.25), (0, 1, 2.0), (2, 2, 0.0)] {
            let got = product(&drawn, k, l);
            assert!((got - wanted).abs() < 0.1, "{k} {l}: {got}");
        }
    }
}
