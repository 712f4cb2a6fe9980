//! People to base clusters to groups.

use super::{
    kmeans::{Cluster, kmeans, silhouette},
    matrix::{ANSWERS, Matrix},
    projection::Point,
    real,
};

/// A person with this many votes (or with a vote on every statement) is clustered.
const VOTES: usize = 7;
/// Where fewer people than this qualify, those with the most votes make up the number.
const PEOPLE: usize = 15;
/// Base clusters at most.
const BASE: usize = 100;
/// Groups at most.
const GROUPS: usize = 5;
/// Base clusters for each group beyond two that is tried.
const BASE_PER_GROUP: usize = 12;
/// Rounds of k-means over people.
const BASE_ROUNDS: u32 = 100;
/// Rounds of k-means over base clusters. Polis means to allow 100, but hands them over under another name.
const GROUP_ROUNDS: u32 = 20;

/// How well a number of groups fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The number of groups asked for. Fewer are found where there are fewer distinct places, or where a group loses
    /// everybody.
    pub groups: usize,
    /// The mean silhouette over the base clusters, −1 to 1, larger is clearer; base clusters weigh alike whatever their
    /// size, and one that is a group of its own counts 0.
    pub silhouette: f64,
}

/// What [`cluster`] finds; members are places in the list of people, or of base clusters.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    pub(super) base: Vec<Cluster>,
    pub(super) fits: Vec<Fit>,
    pub(super) groups: Vec<Cluster>,
    /// Per person: the place of their group in `groups`.
    pub(super) group_of: Vec<Option<u32>>,
}

/// Clusters the people who voted enough, then their base clusters for every number of groups that is tried, and takes
/// the number with the largest silhouette (the smallest of equally good ones).
pub(super) fn cluster(matrix: &Matrix, places: &[Point]) -> Clusters {
    let people = in_conversation(matrix);
    let points: Vec<Point> = people.iter().map(|&person| places[person as usize]).collect();
    let mut base = kmeans(&points, None, BASE, BASE_ROUNDS);
    for member in base.iter_mut().flat_map(|cluster| &mut cluster.members) {
        *member = people[*member as usize];
    }
    let centres: Vec<Point> = base.iter().map(|cluster| cluster.centre).collect();
    let weights: Vec<f64> = base.iter().map(|cluster| real(cluster.members.len())).collect();
    let most = GROUPS.min(2 + base.len() / BASE_PER_GROUP);
    let mut fits = Vec::new();
    let mut best: Option<(Fit, Vec<Cluster>)> = None;
    for wanted in 2..=most {
        let groups = kmeans(&centres, Some(&weights), wanted, GROUP_ROUNDS);
        let fit = Fit { groups: wanted, silhouette: silhouette(&centres, &groups) };
        fits.push(fit);
        if best.as_ref().is_none_or(|(before, _)| fit.silhouette > before.silhouette) {
            best = Some((fit, groups));
        }
    }
    let groups = best.map(|(_, groups)| groups).unwrap_or_default();
    let group_of = group_of(places.len(), &base, &groups);
    Clusters { base, fits, groups, group_of }
}

fn group_of(people: usize, base: &[Cluster], groups: &[Cluster]) -> Vec<Option<u32>> {
    let mut group_of = vec![None; people];
    for (place, group) in (0_u32..).zip(groups) {
        for &member in &group.members {
            for &person in &base[member as usize].members {
                group_of[person as usize] = Some(place);
            }
        }
    }
    group_of
}

/// The rows of those who are clustered, ascending. Of people with equally many votes the earlier ones make up the number.
fn in_conversation(matrix: &Matrix) -> Vec<u32> {
    let enough = VOTES.min(matrix.statements().len());
    let votes: Vec<usize> = matrix.rows().map(<[u32]>::len).collect();
    let rows = || (0_u32..).zip(&votes);
    let mut inside: Vec<u32> = rows().filter(|(_, votes)| **votes >= enough).map(|(row, _)| row).collect();
    if inside.len() < PEOPLE {
        let mut others: Vec<(u32, usize)> =
            rows().filter(|(_, votes)| **votes < enough).map(|(row, &votes)| (row, votes)).collect();
        others.sort_by_key(|&(_, votes)| std::cmp::Reverse(votes));
        let missing = PEOPLE - inside.len();
        inside.extend(others.into_iter().take(missing).map(|(row, _)| row));
        inside.sort_unstable();
    }
    inside
}

/// How a group voted on a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupTally {
    /// Members who agree.
    pub agree: u32,
    /// Members who disagree.
    pub disagree: u32,
    /// Members who voted on it, passes included.
    pub seen: u32,
}

/// How each group voted: one list for each group, one tally for each statement. Moderation does not change it.
pub(super) fn group_votes(matrix: &Matrix, clusters: &Clusters) -> Vec<Vec<GroupTally>> {
    let mut counts = vec![vec![0_u32; ANSWERS * matrix.statements().len()]; clusters.groups.len()];
    for (row, group) in matrix.rows().zip(&clusters.group_of) {
        let Some(group) = group else { continue };
        let counts = &mut counts[*group as usize];
        for &cell in row {
            counts[cell as usize] += 1;
        }
    }
    let tally = |cells: &[u32; ANSWERS]| {
        let [disagree, pass, agree] = *cells;
        GroupTally { agree, disagree, seen: agree + disagree + pass }
    };
    counts.iter().map(|cells| cells.as_chunks().0.iter().map(tally).collect()).collect()
}
