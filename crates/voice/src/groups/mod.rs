//! Which people answer alike, and whether there are such groups at all.
//!
//! **Points.** Each person who took a side is a point at the mean of their [position](crate::ideal::Position), weighing as
//! much as it is [certain](crate::ideal::Position::certainty): a person with two answers hardly moves a group.
//!
//! **Groups.** Seeded k-means for 2 to 5 groups. For each number of groups: the silhouette (are the groups apart?), the
//! stability (are they the same groups when a fifth of the answers is left out, everything fitted anew? — the mean adjusted
//! Rand index of 8 such resamples), and the smallest group. Any round cloud can be cut into parts, and the cuts are quite
//! stable; so the silhouette is also compared with the one that the same clustering finds in a normal cloud of the same
//! spread (as in Tibshirani, Walther & Hastie's gap, 2001). A number of groups is *fit to show* when the silhouette is above
//! that by more than chance, the stability is [`STABLE`] or more and each group has [`LEAST_GROUP`] people or more who surely
//! belong to it; of those fit to show, the highest silhouette wins, the smaller number of equals. Where none is fit, or where
//! no map foretells held-out answers better than none ([`better_than_none`](crate::ideal::Chosen::better_than_none)), there
//! are **no clear groups**, which is an answer. Under [`LEAST_MAP`] people nothing is tried.
//!
//! **Who belongs.** The chance that a person's true place is nearest to a group's centre is at least
//!
//! > `1 − Σ_h Φ(−d_h / s_h)`, `d_h = (|x − c_h|² − |x − c_g|²) / (2·|c_g − c_h|)`, `s_h² = n_hᵀ·Σ·n_h`
//!
//! over the other groups `h`, with `d_h` the distance to the plane half way to `h` and `s_h` the spread across it (exact for
//! two groups, Bonferroni's bound for more). A person is placed in a group when that is [`PLACED`] or more, and in none
//! otherwise.
//!
//! **In between.** A whole look takes a while; after each further answer [`refresh`] follows it in a fraction of that. What is
//! published is always looked at from scratch.
//!
//! **Names.** Leaf, Wave, Sun, Stone, Star, kept while people come ([`given`]).
//! **What the groups say**: [`views`].
//!
//! ```
//! use voice::{groups::{self, Verdict}, ideal::{self, Dimension, Sides}, responses::{Answer, Choice, Responses}};
//!
//! let mut responses = Responses::default();
//! for person in 0..40 {
//!     for statement in 0..12 {
//!         let agrees = (person < 25) == (statement < 6);
//!         responses.set(person, statement, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree }));
//!     }
//! }
//! let sides = Sides::of(&responses);
//! let model = ideal::fit(&sides, Dimension::ONE, &ideal::Settings::default());
//! let found = groups::find(&model, &sides, &groups::Settings::default());
//! assert_eq!(found.verdict, Verdict::Clear);
//! assert_eq!(found.groups.iter().map(|group| group.size).collect::<Vec<_>>(), [25, 15]);
//! assert_eq!(found.people[3].group, Some(0));
//! ```

mod kmeans;
mod names;
mod null;
mod place;
mod quality;
mod refresh;
pub mod views;

use kmeans::{Cloud, Point};
pub use names::{Name, given};
pub use place::Member;
pub use quality::same_groups;
pub use refresh::refresh;
use serde::{Deserialize, Serialize};

use crate::{
    ideal::{self, Chosen, Model, Sides, Workers, scramble},
    linear::real,
};

/// Groups are stable from this mean adjusted Rand index on.
pub const STABLE: f64 = 0.8;
/// The fewest people surely in a group.
pub const LEAST_GROUP: u32 = 8;
/// The fewest people who took a side for a map, or groups, of people.
pub const LEAST_MAP: usize = 20;
/// A person is placed in a group when the chance that it is theirs is at least this.
pub const PLACED: f64 = 0.75;
/// How far the silhouette must be above that of one cloud: this divided by the root of the number of people compared. (The
/// silhouettes of two samples of one cloud differ by about a third of it, one standard deviation.)
pub const MARGIN: f64 = 0.6;
/// The most groups.
pub const MOST_GROUPS: usize = 5;

/// How to look for groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Starts of k-means, resamples, samples.
    pub seed: u64,
    /// How often a fifth of the answers is left out.
    pub resamples: u32,
    /// Most people that k-means starts from; everybody is then added.
    pub clustered: usize,
    /// Most people the silhouette is taken over.
    pub compared: usize,
    /// How the map was fitted; the resamples are fitted alike.
    pub map: ideal::Settings,
}

impl Default for Settings {
    /// Seed 0, 8 resamples, 3,000 people clustered, 1,000 compared.
    fn default() -> Self {
        Self { seed: 0, resamples: 8, clustered: 3_000, compared: 1_000, map: ideal::Settings::default() }
    }
}

/// What can be said about groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Fewer than [`LEAST_MAP`] people took a side.
    TooFewPeople,
    /// There are no clear groups.
    NoClearGroups,
    /// There are groups.
    Clear,
}

/// A group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Where its middle is on the map.
    pub centre: [f64; 3],
    /// How many people surely belong to it.
    pub size: u32,
}

/// One number of groups and what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried {
    /// How many groups.
    pub groups: usize,
    /// How far apart, −1 to 1.
    pub silhouette: f64,
    /// The silhouette that the same clustering finds in one round cloud of the same size and spread, where there are no
    /// groups at all.
    pub of_one_cloud: f64,
    /// Whether the silhouette is higher than that by more than chance: camps, not a spectrum cut in parts.
    pub apart: bool,
    /// Mean adjusted Rand index of the resamples over people placed in a group, at most 1.
    pub stability: f64,
    /// The same over everybody who took a side, placed or not.
    pub stability_of_all: f64,
    /// The share of placed people who are nearest to another group when a fifth of the answers is left out.
    pub moved: f64,
    /// How many people surely belong to the smallest group.
    pub smallest: u32,
    /// Apart, stable, and no group too small.
    pub fit_to_show: bool,
}

/// The groups, if there are any.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    /// What can be said.
    pub verdict: Verdict,
    /// For 2 to 5 groups, as far as there were people enough.
    pub tried: Vec<Tried>,
    /// Largest first (by centre where equal); empty unless there are clear groups.
    pub groups: Vec<Group>,
    /// One for each person of the map; nobody is in a group unless there are clear groups.
    pub people: Vec<Member>,
}

/// A map with its groups: everything that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The dimension and what it was chosen on.
    pub chosen: Chosen,
    /// The map.
    pub model: Model,
    /// The groups, if there are any.
    pub grouping: Grouping,
}

/// The whole way from sides to groups: [chooses](ideal::choose) the dimension, [fits](ideal::fit) the map and
/// [looks](find) for groups. There are none where no map foretells answers better than no map.
pub fn look(sides: &Sides, settings: &Settings) -> Found {
    look_telling(sides, settings, &mut |_| {})
}

/// What [`look`] is about to do. It can take a while with many answers, and somebody may be waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Choose how many coordinates the map has.
    Dimension,
    /// Fit the map.
    Map,
    /// Look for groups, and whether they stay.
    Groups,
}

/// The same, telling each step before it is taken. Nobody who is told can change anything.
pub fn look_telling(sides: &Sides, settings: &Settings, tell: &mut dyn FnMut(Step)) -> Found {
    tell(Step::Dimension);
    let chosen = ideal::choose(sides, &settings.map);
    tell(Step::Map);
    let model = ideal::fit(sides, chosen.dimension, &settings.map);
    tell(Step::Groups);
    let mut grouping = find(&model, sides, settings);
    if grouping.verdict == Verdict::Clear && !chosen.better_than_none {
        grouping = Grouping::none(Verdict::NoClearGroups, grouping.tried, model.people());
    }
    Found { chosen, model, grouping }
}

impl Grouping {
    fn none(verdict: Verdict, tried: Vec<Tried>, people: usize) -> Self {
        Self { verdict, tried, groups: Vec::new(), people: vec![Member::NOWHERE; people] }
    }
}

/// Looks for groups on a map. `sides` are those the map was fitted on.
pub fn find(model: &Model, sides: &Sides, settings: &Settings) -> Grouping {
    let present = present(sides);
    let nobody = |verdict, tried| Grouping::none(verdict, tried, model.people());
    if present.len() < LEAST_MAP {
        return nobody(Verdict::TooFewPeople, Vec::new());
    }
    if model.dimension() == ideal::Dimension::NONE {
        return nobody(Verdict::NoClearGroups, Vec::new());
    }
    let sample = pick(&present, settings.clustered, settings.seed);
    let clusterings = clusterings(model, &present, &sample, settings);
    let tried = try_all(model, sides, &clusterings, &sample, settings);
    let mut best: Option<(&Tried, &Vec<Point>)> = None;
    for (tried, centres) in tried.iter().zip(&clusterings) {
        if tried.fit_to_show && best.is_none_or(|(best, _)| tried.silhouette > best.silhouette) {
            best = Some((tried, centres));
        }
    }
    match best {
        None => nobody(Verdict::NoClearGroups, tried),
        Some((_, centres)) => {
            let (groups, people) = assign(model, &present, centres);
            Grouping { verdict: Verdict::Clear, tried, groups, people }
        }
    }
}

/// So many of the people, drawn from the seed, ascending.
fn pick(people: &[usize], most: usize, seed: u64) -> Vec<usize> {
    let mut picked = people.to_vec();
    if picked.len() > most {
        picked.sort_by_cached_key(|&person| (scramble(seed ^ 0xC105, person, 0), person));
        picked.truncate(most);
        picked.sort_unstable();
    }
    picked
}

fn cloud(model: &Model, people: &[usize]) -> Cloud {
    Cloud::new(people.iter().map(|&person| {
        let position = model.position(person);
        (position.at, position.certainty())
    }))
}

/// The centres for each number of groups that there are distinct points enough for.
fn clusterings(model: &Model, present: &[usize], sample: &[usize], settings: &Settings) -> Vec<Vec<Point>> {
    let few = cloud(model, sample);
    let all = if sample.len() < present.len() { Some(cloud(model, present)) } else { None };
    let centres = settings.map.workers.each((2..=MOST_GROUPS).collect(), |k| {
        let mut centres = kmeans::centres(&few, k, settings.seed, kmeans::STARTS);
        if let Some(all) = &all {
            kmeans::settle(all, &mut centres);
        }
        (k, centres)
    });
    centres.into_iter().filter(|(k, centres)| centres.len() == *k).map(|(_, centres)| centres).collect()
}

/// The members and sizes of the groups round these centres, largest first.
fn assign(model: &Model, present: &[usize], centres: &[Point]) -> (Vec<Group>, Vec<Member>) {
    let (groups, mut people) = belong(model, present, centres);
    let mut order: Vec<usize> = (0..centres.len()).collect();
    order.sort_by(|&g, &h| {
        let by_place = |k: usize| centres[g][k].total_cmp(&centres[h][k]);
        groups[h].size.cmp(&groups[g].size).then(by_place(0)).then(by_place(1)).then(by_place(2))
    });
    let mut rank = vec![0; centres.len()];
    for (place, &group) in order.iter().enumerate() {
        rank[group] = place;
    }
    for member in &mut people {
        member.group = member.group.map(|group| rank[group]);
        member.nearest = member.nearest.map(|group| rank[group]);
    }
    (order.iter().map(|&group| groups[group]).collect(), people)
}

/// The same in the order of the centres.
fn belong(model: &Model, present: &[usize], centres: &[Point]) -> (Vec<Group>, Vec<Member>) {
    let mut people = vec![Member::NOWHERE; model.people()];
    let mut groups: Vec<Group> = centres.iter().map(|&centre| Group { centre, size: 0 }).collect();
    for &person in present {
        let member = Member::of(&model.position(person), centres);
        if let Some(group) = member.group {
            groups[group].size += 1;
        }
        people[person] = member;
    }
    (groups, people)
}

/// Everybody who took a side, ascending.
fn present(sides: &Sides) -> Vec<usize> {
    (0..sides.people()).filter(|&person| sides.taken(person) > 0).collect()
}

/// Silhouette, stability and smallest group for each clustering.
fn try_all(
    model: &Model,
    sides: &Sides,
    clusterings: &[Vec<Point>],
    sample: &[usize],
    settings: &Settings,
) -> Vec<Tried> {
    let compared = pick(sample, settings.compared, settings.seed);
    let points = cloud(model, &compared).points;
    let (silhouettes, clouds) = null::compare(&points, clusterings, settings);
    let margin = MARGIN / real(points.len()).sqrt();
    let shaken = shake(model, sides, clusterings, settings);
    let everybody = present(sides);
    clusterings
        .iter()
        .zip(silhouettes)
        .zip(clouds)
        .zip(shaken)
        .map(|(((centres, silhouette), of_one_cloud), shaken)| {
            let (groups, _) = assign(model, &everybody, centres);
            let smallest = groups.iter().map(|group| group.size).min().unwrap_or(0);
            let apart = silhouette - of_one_cloud > margin;
            let fit_to_show = apart && shaken.placed >= STABLE && smallest >= LEAST_GROUP;
            Tried {
                groups: centres.len(),
                silhouette,
                of_one_cloud,
                apart,
                stability: shaken.placed,
                stability_of_all: shaken.all,
                moved: shaken.moved,
                smallest,
                fit_to_show,
            }
        })
        .collect()
}

/// How a clustering fares when a fifth of the answers is left out.
#[derive(Clone, Copy, Default)]
struct Shaken {
    placed: f64,
    all: f64,
    moved: f64,
}

/// Refits the map on four fifths of the answers of a sample of people, clusters anew, and compares.
fn shake(model: &Model, sides: &Sides, clusterings: &[Vec<Point>], settings: &Settings) -> Vec<Shaken> {
    let people = sides.sample(settings.seed ^ 0x5AFE, settings.map.sample);
    let few = sides.of_people(&people);
    let start = model.of_people(&people);
    let refit = ideal::Settings {
        rounds: REFIT_ROUNDS,
        settled: REFIT_SETTLED,
        workers: Workers::ONE,
        ..settings.map
    };
    let each = settings.map.workers.each((0..settings.resamples).collect(), |resample| {
        let seed = scramble(settings.seed ^ 0x0FF5_E7ED, resample as usize, 0);
        let thinned =
            few.only(|person, statement| !scramble(seed, people[person], statement).is_multiple_of(5));
        let shaken = ideal::refit(&thinned, &start, &refit);
        let present = present(&thinned);
        let cloud = cloud(&shaken, &pick(&present, settings.clustered.min(SHAKEN_PEOPLE), seed));
        clusterings
            .iter()
            .map(|centres| {
                let anew = kmeans::centres(&cloud, centres.len(), seed, SHAKEN_STARTS);
                compare(&start, &shaken, &present, centres, &anew)
            })
            .collect::<Vec<_>>()
    });
    let resamples = real(each.len()).max(1.0);
    (0..clusterings.len())
        .map(|clustering| {
            let mean = |part: fn(&Shaken) -> f64| {
                each.iter().map(|one| part(&one[clustering])).sum::<f64>() / resamples
            };
            Shaken { placed: mean(|one| one.placed), all: mean(|one| one.all), moved: mean(|one| one.moved) }
        })
        .collect()
}

/// Rounds of a refit: it starts from the whole map and only has to follow the answers that are gone.
const REFIT_ROUNDS: usize = 5;
const REFIT_SETTLED: f64 = 1e-2;
/// Starts of k-means on a resample.
const SHAKEN_STARTS: u32 = 3;
/// Most people a resample clusters.
const SHAKEN_PEOPLE: usize = 1_500;

fn compare(before: &Model, after: &Model, present: &[usize], centres: &[Point], anew: &[Point]) -> Shaken {
    let (mut placed, mut all) = (Vec::new(), Vec::new());
    for &person in present {
        let member = Member::of(&before.position(person), centres);
        let now = kmeans::nearest(&after.position(person).at, anew).0;
        let Some(nearest) = member.nearest else { continue };
        all.push((nearest, now));
        if let Some(group) = member.group {
            placed.push((group, now));
        }
    }
    let moved = moved(&placed, centres.len().max(anew.len()));
    Shaken { placed: same_groups(placed), all: same_groups(all), moved }
}

/// The share of people outside the group that theirs has become, under the best one-to-one match of groups.
fn moved(pairs: &[(usize, usize)], groups: usize) -> f64 {
    let mut shared = vec![vec![0_u32; groups]; groups];
    for &(before, now) in pairs {
        shared[before][now] += 1;
    }
    let stay = most_kept(&shared, 0, &mut vec![false; groups]);
    if pairs.is_empty() { 0.0 } else { 1.0 - f64::from(stay) / real(pairs.len()) }
}

fn most_kept(shared: &[Vec<u32>], row: usize, taken: &mut [bool]) -> u32 {
    let Some(counts) = shared.get(row) else { return 0 };
    let mut most = 0;
    for column in 0..taken.len() {
        if !taken[column] {
            taken[column] = true;
            most = most.max(counts[column] + most_kept(shared, row + 1, taken));
            taken[column] = false;
        }
    }
    most
}

#[cfg(test)]
mod tests;
