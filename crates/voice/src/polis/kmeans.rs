//! K-means as Polis runs it: from the first `k` distinct points, until all centres have all but stopped.
//!
//! Points join their nearest centre (the first of equally near ones). Most are never compared with all centres again:
//! Hamerly's bounds (*Making k-means even faster*, 2010) show that no other centre can have come nearer, and where they
//! don't, only centres around the last one are compared (Newling and Fleuret's exponion, 2016). Bounds are only trusted
//! with room to spare, so that the result is the same as that of comparing with all every time.

use super::{
    projection::{Point, between, length},
    real,
};

/// Points that are nearer to this centre than to any other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// The number of its first centre, kept while it moves; a cluster left by all its points takes its number along.
    pub(super) id: usize,
    pub(super) centre: Point,
    /// Places in the list of points, ascending.
    pub(super) members: Vec<u32>,
}

/// Centres that moved less than this have stopped.
const STOPPED: f64 = 0.01;
/// From so many points a centre on, it is worth sorting the centres by their distance from each other.
const SORT_FROM: usize = 16;
/// Rounding can't make a bound wrong by as much.
const ROOM: f64 = 1.0 + 1e-9;

/// Clusters `points` into at most `k`. `weights`, one for each point, weigh the centres only.
pub(super) fn kmeans(points: &[Point], weights: Option<&[f64]>, k: usize, rounds: u32) -> Vec<Cluster> {
    let mut centres: Vec<Option<Point>> = first_distinct(points, k).into_iter().map(Some).collect();
    let mut state = State::new(points.len());
    for round in 0.. {
        state.assign(points, &centres);
        let moved = middles(points, weights, &state.nearest, centres.len());
        if round == rounds || stopped(&centres, &moved) {
            centres = moved;
            break;
        }
        state.shift(&centres, &moved);
        centres = moved;
    }
    collect(&centres, &state.nearest)
}

fn first_distinct(points: &[Point], k: usize) -> Vec<Point> {
    let mut first: Vec<Point> = Vec::with_capacity(k);
    for point in points {
        if first.len() == k {
            break;
        }
        if !first.contains(point) {
            first.push(*point);
        }
    }
    first
}

fn collect(centres: &[Option<Point>], nearest: &[u32]) -> Vec<Cluster> {
    let mut members = vec![Vec::new(); centres.len()];
    for (point, &cluster) in (0_u32..).zip(nearest) {
        members[cluster as usize].push(point);
    }
    let clusters = centres.iter().zip(members).enumerate();
    clusters.filter_map(|(id, (&centre, members))| Some(Cluster { id, centre: centre?, members })).collect()
}

/// The weighted middle of each cluster's points; none where it has no points.
fn middles(
    points: &[Point],
    weights: Option<&[f64]>,
    nearest: &[u32],
    clusters: usize,
) -> Vec<Option<Point>> {
    let mut sums = vec![[0.0; 3]; clusters];
    for (i, (point, &cluster)) in points.iter().zip(nearest).enumerate() {
        let weight = weights.map_or(1.0, |weights| weights[i]);
        let sum = &mut sums[cluster as usize];
        sum[0] += weight * point[0];
        sum[1] += weight * point[1];
        sum[2] += weight;
    }
    sums.into_iter().map(|[x, y, weight]| (weight > 0.0).then(|| [x / weight, y / weight])).collect()
}

/// Whether each centre, both lists sorted by place, is within [`STOPPED`] of its counterpart; what one list has more
/// than the other is not compared.
fn stopped(before: &[Option<Point>], after: &[Option<Point>]) -> bool {
    let sorted = |centres: &[Option<Point>]| {
        let mut centres: Vec<Point> = centres.iter().flatten().copied().collect();
        centres.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        centres
    };
    sorted(before).into_iter().zip(sorted(after)).all(|(a, b)| length(between(a, b)) < STOPPED)
}

/// What is known of each point: its nearest centre, no farther than `upper`; every other centre is at least `lower` away.
struct State {
    nearest: Vec<u32>,
    upper: Vec<f64>,
    lower: Vec<f64>,
}

impl State {
    fn new(points: usize) -> Self {
        Self { nearest: vec![0; points], upper: vec![f64::INFINITY; points], lower: vec![0.0; points] }
    }

    fn assign(&mut self, points: &[Point], centres: &[Option<Point>]) {
        let mut scan = Scan::new(centres);
        let sorts = points.len() >= SORT_FROM * centres.len();
        for (i, &point) in points.iter().enumerate() {
            let nearest = self.nearest[i] as usize;
            let safe = self.lower[i].max(scan.half_way[nearest]);
            if self.upper[i] * ROOM < safe {
                continue;
            }
            let known = self.upper[i] < f64::INFINITY;
            if known {
                self.upper[i] = scan.distance(point, nearest);
                if self.upper[i] * ROOM < safe {
                    continue;
                }
            }
            let found = if known && sorts {
                scan.nearest_from(point, nearest, self.upper[i])
            } else {
                scan.nearest(point)
            };
            (self.nearest[i], self.upper[i], self.lower[i]) = found;
        }
    }

    /// Loosens the bounds by as much as the centres moved.
    fn shift(&mut self, before: &[Option<Point>], after: &[Option<Point>]) {
        let moved: Vec<f64> = before
            .iter()
            .zip(after)
            .map(|(a, b)| a.zip(*b).map_or(0.0, |(a, b)| length(between(a, b))))
            .collect();
        let most = moved.iter().copied().fold(0.0, f64::max);
        for ((nearest, upper), lower) in self.nearest.iter().zip(&mut self.upper).zip(&mut self.lower) {
            *upper += moved[*nearest as usize];
            *lower -= most;
        }
    }
}

/// The centres laid out for comparing one point with all of them.
struct Scan {
    x: Vec<f64>,
    y: Vec<f64>,
    squares: Vec<f64>,
    /// Half of the way from each centre to the one nearest to it: a point nearer than that has no nearer centre.
    half_way: Vec<f64>,
    /// For a centre: all centres and their distances from it, the nearest first; empty until somebody asks.
    around: Vec<Vec<(f64, u32)>>,
}

impl Scan {
    fn new(centres: &[Option<Point>]) -> Self {
        // A cluster without points has no centre and is infinitely far from everything.
        let along = |k: usize| {
            centres.iter().map(|centre| centre.map_or(f64::INFINITY, |centre| centre[k])).collect()
        };
        let (x, y): (Vec<f64>, Vec<f64>) = (along(0), along(1));
        let half_way = |a: usize| {
            let others = (0..x.len()).filter(|&b| b != a);
            let nearest =
                others.map(|b| length(between([x[a], y[a]], [x[b], y[b]]))).fold(f64::INFINITY, f64::min);
            if x[a] < f64::INFINITY { 0.5 * nearest } else { 0.0 }
        };
        let half_way = (0..x.len()).map(half_way).collect();
        Self { squares: vec![0.0; x.len()], around: vec![Vec::new(); x.len()], x, y, half_way }
    }

    fn distance(&self, point: Point, centre: usize) -> f64 {
        length(between(point, [self.x[centre], self.y[centre]]))
    }

    /// The nearest centre, its distance, and the distance of the next.
    fn nearest(&mut self, point: Point) -> (u32, f64, f64) {
        for ((square, x), y) in self.squares.iter_mut().zip(&self.x).zip(&self.y) {
            let (dx, dy) = (point[0] - x, point[1] - y);
            *square = dx * dx + dy * dy;
        }
        let (mut nearest, mut best, mut next) = (0, f64::INFINITY, f64::INFINITY);
        for (centre, &square) in (0..).zip(&self.squares) {
            if square < best {
                (nearest, next, best) = (centre, best, square);
            } else if square < next {
                next = square;
            }
        }
        (nearest, best.sqrt(), next.sqrt())
    }

    /// The same, looking around `from`, a centre at the distance `away`, only as far as the next can be.
    fn nearest_from(&mut self, point: Point, from: usize, away: f64) -> (u32, f64, f64) {
        if self.around[from].is_empty() {
            self.around[from] = self.sorted_around(from);
        }
        let (mut nearest, mut best, mut next) = (0, f64::INFINITY, f64::INFINITY);
        for &(between, centre) in &self.around[from] {
            // By the triangle inequality, this centre and all that follow are at least so far from the point.
            let at_least = between / ROOM - away;
            if at_least > 0.0 && at_least * at_least > next {
                break;
            }
            let (dx, dy) = (point[0] - self.x[centre as usize], point[1] - self.y[centre as usize]);
            let square = dx * dx + dy * dy;
            if square < best || (square <= best && centre < nearest) {
                (nearest, next, best) = (centre, best, square);
            } else if square < next {
                next = square;
            }
        }
        (nearest, best.sqrt(), next.sqrt())
    }

    fn sorted_around(&self, from: usize) -> Vec<(f64, u32)> {
        let centres = (0_u32..).zip(self.x.iter().zip(&self.y)).filter(|(_, (x, _))| x.is_finite());
        let mut around: Vec<(f64, u32)> =
            centres.map(|(centre, (&x, &y))| (self.distance([x, y], from), centre)).collect();
        around.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        around
    }
}

/// The silhouette of a clustering (Rousseeuw 1987): over the points, the mean of `(b − a) / max(a, b)`, `a` the mean
/// distance to the others of one's own cluster, `b` that to the points of the nearest other cluster; 0 for a point alone
/// in its cluster, and for everything where there is one cluster.
pub(super) fn silhouette(points: &[Point], clusters: &[Cluster]) -> f64 {
    let mean_to = |point: u32, cluster: &Cluster| {
        let others = cluster.members.iter().filter(|&&other| other != point);
        let mut sum = 0.0;
        for &other in others.clone() {
            sum += length(between(points[point as usize], points[other as usize]));
        }
        sum / real(others.count())
    };
    let of = |point: u32, own: &Cluster| {
        if own.members.len() < 2 || clusters.len() < 2 {
            return 0.0;
        }
        let a = mean_to(point, own);
        let others = clusters.iter().filter(|cluster| cluster.id != own.id);
        let b = others.map(|cluster| mean_to(point, cluster)).fold(f64::INFINITY, f64::min);
        if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 }
    };
    let members = clusters.iter().flat_map(|own| own.members.iter().map(move |&point| of(point, own)));
    let (sum, count) = members.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / real(count.max(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, comparing every point with every centre every time.
    fn plainly(points: &[Point], weights: Option<&[f64]>, k: usize, rounds: u32) -> Vec<Cluster> {
        let mut centres: Vec<Option<Point>> = first_distinct(points, k).into_iter().map(Some).collect();
        let mut nearest = Vec::new();
        for round in 0.. {
            let mut scan = Scan::new(&centres);
            nearest = points.iter().map(|&point| scan.nearest(point).0).collect();
            let moved = middles(points, weights, &nearest, centres.len());
            let over = round == rounds || stopped(&centres, &moved);
            centres = moved;
            if over {
                break;
            }
        }
        collect(&centres, &nearest)
    }

    proptest! {
        #[test]
        fn bounds_change_nothing(
            points in prop::collection::vec([-4.0..4.0_f64, -4.0..4.0_f64], 0..200),
            heavy in prop::collection::vec(1..9_u32, 200),
            k in 1..12_usize,
            rounds in 0..30_u32,
        ) {
            let weights: Vec<f64> = heavy[..points.len()].iter().map(|&w| f64::from(w)).collect();
            prop_assert_eq!(kmeans(&points, None, k, rounds), plainly(&points, None, k, rounds));
            let weights = Some(&weights[..]);
            prop_assert_eq!(kmeans(&points, weights, k, rounds), plainly(&points, weights, k, rounds));
        }

        #[test]
        fn everyone_is_in_exactly_one_cluster(
            points in prop::collection::vec([0.0..2.0_f64, 0.0..2.0_f64], 1..60),
            k in 1..9_usize,
        ) {
            let clusters = kmeans(&points, None, k, 20);
            let mut members: Vec<u32> = clusters.iter().flat_map(|cluster| cluster.members.clone()).collect();
            members.sort_unstable();
            prop_assert!(members.iter().map(|&member| member as usize).eq(0..points.len()));
            let width = silhouette(&points, &clusters);
            prop_assert!((-1.0..=1.0).contains(&width));
        }
    }

    #[test]
    fn two_heaps_are_two_clusters() {
        let points = [[0.0, 0.0], [9.0, 9.0], [0.5, 0.0], [9.0, 9.5]];
        let clusters = kmeans(&points, None, 2, 20);
        assert_eq!(clusters[0].members, [0, 2]);
        assert_eq!(clusters[1], Cluster { id: 1, centre: [9.0, 9.25], members: vec![1, 3] });
        assert!(silhouette(&points, &clusters) > 0.9);
    }
}
