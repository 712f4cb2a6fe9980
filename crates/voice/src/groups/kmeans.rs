//! Seeded k-means in at most three dimensions, each point weighing as much as its place is sure.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};

/// A point on the map.
pub(super) type Point = [f64; 3];

/// Starts that are usually tried; the tightest clustering wins, the earliest of equals.
pub(super) const STARTS: u32 = 5;
const ROUNDS: usize = 50;

/// Weighted points, in an order that does not depend on how people are numbered.
#[derive(Clone, Debug, Default)]
pub(super) struct Cloud {
    pub(super) points: Vec<(Point, f64)>,
}

impl Cloud {
    /// Points of positive weight, sorted by place, so that a seeded draw means the same whoever is number one.
    pub(super) fn new(points: impl IntoIterator<Item = (Point, f64)>) -> Self {
        let mut points: Vec<_> = points.into_iter().filter(|(_, weight)| *weight > 0.0).collect();
        points.sort_by(|(p, v), (q, w)| {
            p[0].total_cmp(&q[0]).then(p[1].total_cmp(&q[1])).then(p[2].total_cmp(&q[2])).then(v.total_cmp(w))
        });
        Self { points }
    }
}

pub(super) fn squared(one: &Point, other: &Point) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|k| one[k] - other[k]);
    x * x + y * y + z * z
}

/// The nearest centre, the first of equals, and its squared distance.
pub(super) fn nearest(point: &Point, centres: &[Point]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (index, centre) in centres.iter().enumerate() {
        let distance = squared(point, centre);
        if distance < best.1 {
            best = (index, distance);
        }
    }
    best
}

/// `k` centres that make the weighted sum of squared distances small: k-means++ (Arthur & Vassilvitskii 2007) and Lloyd's
/// rounds until they rest, best of so many starts. Fewer than `k` where there are fewer distinct points.
pub(super) fn centres(cloud: &Cloud, k: usize, seed: u64, starts: u32) -> Vec<Point> {
    let mut best: (f64, Vec<Point>) = (f64::INFINITY, Vec::new());
    for start in 0..starts {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..12].copy_from_slice(&start.to_le_bytes());
        key[12..20].copy_from_slice(&(k as u64).to_le_bytes());
        let mut centres = scatter(cloud, k, &mut ChaCha12Rng::from_seed(key));
        let cost = settle(cloud, &mut centres);
        if cost < best.0 {
            best = (cost, centres);
        }
    }
    best.1
}

/// The first centres: each drawn in proportion to weight × squared distance to those before it.
fn scatter(cloud: &Cloud, k: usize, stream: &mut ChaCha12Rng) -> Vec<Point> {
    let mut mass: Vec<f64> = cloud.points.iter().map(|(_, weight)| *weight).collect();
    let mut distances = vec![f64::INFINITY; mass.len()];
    let mut centres = Vec::with_capacity(k);
    while centres.len() < k {
        let total: f64 = mass.iter().sum();
        if total <= 0.0 {
            break;
        }
        let Some(drawn) = draw(&mass, unit(stream) * total) else { break };
        let centre = cloud.points[drawn].0;
        centres.push(centre);
        for ((distance, mass), (point, weight)) in distances.iter_mut().zip(&mut mass).zip(&cloud.points) {
            *distance = distance.min(squared(point, &centre));
            *mass = weight * *distance;
        }
    }
    centres
}

/// The first place where the running sum of the masses passes the mark; the last with any mass where rounding hid it.
fn draw(mass: &[f64], mark: f64) -> Option<usize> {
    let mut sum = 0.0;
    for (index, mass) in mass.iter().enumerate() {
        sum += mass;
        if sum > mark {
            return Some(index);
        }
    }
    mass.iter().rposition(|mass| *mass > 0.0)
}

/// A number from 0 to under 1 in steps of 2⁻³².
fn unit(stream: &mut ChaCha12Rng) -> f64 {
    f64::from(stream.next_u32()) / 4_294_967_296.0
}

/// Lloyd's rounds until no point changes its centre. Returns the weighted sum of squared distances.
pub(super) fn settle(cloud: &Cloud, centres: &mut [Point]) -> f64 {
    let mut own = vec![usize::MAX; cloud.points.len()];
    let mut cost = f64::INFINITY;
    for _ in 0..ROUNDS {
        let mut sums = vec![([0.0; 3], 0.0); centres.len()];
        let mut changed = false;
        cost = 0.0;
        for ((point, weight), own) in cloud.points.iter().zip(&mut own) {
            let (centre, distance) = nearest(point, centres);
            changed |= *own != centre;
            *own = centre;
            cost += weight * distance;
            let Some((sum, mass)) = sums.get_mut(centre) else { return cost };
            for (into, from) in sum.iter_mut().zip(point) {
                *into += weight * from;
            }
            *mass += weight;
        }
        if !changed {
            break;
        }
        for (centre, (sum, mass)) in centres.iter_mut().zip(&sums) {
            if *mass > 0.0 {
                *centre = sum.map(|coordinate| coordinate / mass);
            }
        }
    }
    cost
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn blobs() -> Vec<(Point, f64)> {
        let middles = [[-3.0, 0.0, 0.0], [3.0, 0.0, 0.0], [0.0, 4.0, 0.0]];
        (0..90_u8)
            .map(|i| {
                let jitter = [f64::from(i % 7) * 0.1, f64::from(i % 5) * 0.1, 0.0];
                let middle = middles[usize::from(i % 3)];
                (std::array::from_fn(|k| middle[k] + jitter[k]), 1.0)
            })
            .collect()
    }

    #[test]
    fn clear_clusters_are_found_whatever_the_seed() {
        let cloud = Cloud::new(blobs());
        for seed in 0..20 {
            let centres = centres(&cloud, 3, seed, STARTS);
            let labels: Vec<_> = blobs().iter().map(|(point, _)| nearest(point, &centres).0).collect();
            assert!((3..90).all(|i| labels[i] == labels[i % 3]), "{labels:?}");
            assert_ne!(labels[0], labels[1]);
            assert_ne!(labels[1], labels[2]);
        }
    }

    #[test]
    fn few_points_make_few_centres() {
        assert!(centres(&Cloud::default(), 3, 0, STARTS).is_empty());
        let same = Cloud::new(vec![([1.0, 2.0, 3.0], 1.0); 9]);
        assert_eq!(centres(&same, 3, 0, STARTS), [[1.0, 2.0, 3.0]]);
    }

    proptest! {
        #[test]
        fn weightless_points_and_numbering_change_nothing(turn in 0_usize..90, seed in 0_u64..50) {
            let mut points = blobs();
            points.rotate_left(turn);
            points.push(([100.0, 100.0, 100.0], 0.0));
            prop_assert_eq!(centres(&Cloud::new(points), 3, seed, STARTS), centres(&Cloud::new(blobs()), 3, seed, STARTS));
        }
    }
}
