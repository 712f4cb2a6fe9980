//! Polis's published pipeline, from votes to groups and statistics, to the letter of its source's formulas.
//!
//! For comparison: a table's own map is made in another way. What [Polis](https://pol.is) computes is taken from the
//! source of its engine (`compdemocracy/polis`, `math/src/polismath/math/*.clj`, October 2024) and checked against what
//! that engine put out for real conversations. Everything is computed from scratch in a fixed order, so that the same
//! votes give the same bytes, in whatever order they are handed over.
//!
//! # The steps
//! `n` people and `C` statements with at least one vote; agree = 1, disagree = −1, pass = 0, as in Polis's exports (its
//! engine turns the signs round, which mirrors the map and changes nothing else).
//!
//! 1. **Moderation.** A statement that was taken out counts as a pass of everybody; in the tallies of groups it keeps
//!    its votes.
//! 2. **Imputation.** What a person has not voted on counts as the mean `μ` of the votes on it. Once the means are taken
//!    away all of those are 0, so that they need not be stored: memory and time grow with the votes, not with `n·C`.
//! 3. **Components.** The two leading eigenvectors of `XᵀX`, `X` the matrix of `x − μ`.
//! 4. **Positions.** `√(C / max(v, 1)) · Σ (x − μ)·p` over the `v` statements a person voted on.
//! 5. **Base clusters.** K-means with `k = 100` over the people with 7 votes or more (or votes on everything); fewer than
//!    15 are made up to 15 by the most active. It starts from the first 100 distinct positions and stops when all centres
//!    moved less than 0.01, or after 100 rounds.
//! 6. **Groups.** Weighted k-means over the base clusters, 20 rounds, for `k` from 2 to the lesser of 5 and 2 + one for
//!    every 12 base clusters; the best by [silhouette](Fit::silhouette).
//! 7. **Statistics.** [Votes of groups](GroupTally), what [stands for a group](Representative), the
//!    [consensus](Consensus), the group-aware consensus, the [priority](fn@priority) of statements, and
//!    [where people stand](Member) in their group.
//!
//! # Where Polis's own results can't be repeated
//! Polis carries state from one update to the next, so that its results depend on when it happened to compute. Here:
//!
//! - Components start from a stated vector, not from an unseeded random one, and are followed until nothing changes
//!   in the eleventh digit, not for 100 rounds at most. Conversations of over 10,000 people are not sampled.
//! - Each component is turned so that its largest loading is positive: those who agree with the statement that makes the
//!   axis lie to the right, or up.
//! - K-means has no earlier clusters to start from, and the number of groups no earlier number to stick to. Of equally
//!   near centres the first is taken, of equally good numbers of groups the smallest; of equally active people who make
//!   up the 15 those with the lower number, and of statements with equal weight the one with the lower number.
//! - Priorities use this update's votes, not those of the one before.
//! - Groups within groups, which Polis computes and never shows, are left out; so are its limits of 100,000 people and
//!   10,000 statements.
//!
//! One thing does depend on how people are numbered, as in Polis: k-means starts from the first ones. Number them in the
//! order in which they came to do as Polis does.
//!
//! ```
//! use voice::{polis::{self, Moderation, Vote}, responses::Choice};
//!
//! // Ten people like the first five statements and turn down the rest; ten others see it the other way round.
//! let likes = |person: u32, statement: u32| (person < 10) == (statement < 5);
//! let votes: Vec<Vote> = (0..20)
//!     .flat_map(|person| (0..10).map(move |statement| (person, statement)))
//!     .filter(|(person, statement)| person % 9 != statement % 10)
//!     .map(|(person, statement)| Vote {
//!         person,
//!         statement,
//!         choice: if likes(person, statement) { Choice::Agree } else { Choice::Disagree },
//!     })
//!     .collect();
//! let map = polis::map(&votes, &Moderation::default());
//! assert_eq!(map.groups.len(), 2);
//! let group_of = |person: usize| map.people[person].member.map(|member| member.group);
//! assert_eq!(group_of(0), group_of(9));
//! assert_ne!(group_of(0), group_of(10));
//! ```

mod clusters;
mod consensus;
mod eigen;
mod index;
mod kmeans;
mod matrix;
mod members;
mod pca;
mod priority;
mod projection;
mod representative;
mod significance;

pub use clusters::{Fit, GroupTally};
pub use consensus::{Consensus, Shared};
pub use members::Member;
pub use priority::priority;
pub use projection::Point;
pub use representative::{Representative, representatives};

use crate::responses::{Choice, Responses};

use clusters::Clusters;
use matrix::{AGREE, DISAGREE, Matrix, PASS};
use pca::Components;

/// One person's vote on one statement. Both are numbered as the caller likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vote {
    /// Who voted. K-means starts from those with the lowest numbers.
    pub person: u32,
    /// On which statement.
    pub statement: u32,
    /// Agree, disagree or pass.
    pub choice: Choice,
}

/// What the people in charge of a conversation decided about statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moderation {
    /// Statements that were taken out.
    pub out: Vec<u32>,
    /// Statements about the person (`is_meta`, "I am a student"): taken out of the map as well, but asked with priority.
    pub meta: Vec<u32>,
}

/// A person on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// The person's number.
    pub id: u32,
    /// How many statements they voted on, those included that moderation took out.
    pub votes: u32,
    /// Where they lie.
    pub position: Point,
    /// Where they stand in their group; none for those who voted too little to be clustered.
    pub member: Option<Member>,
}

/// A statement and what is said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement {
    /// The statement's number.
    pub id: u32,
    /// Whether moderation took it out of the map.
    pub out: bool,
    /// People who agree.
    pub agree: u32,
    /// People who disagree.
    pub disagree: u32,
    /// People who passed.
    pub pass: u32,
    /// `μ`, the mean of its votes, −1 to 1; 0 where it was taken out.
    pub mean: f64,
    /// Its entry in each component.
    pub loadings: [f64; 2],
    /// Where a person lies who agrees with it and voted on nothing else: `√C·(1 − μ)·p`.
    pub position: Point,
    /// How far that is from the origin.
    pub extremity: f64,
    /// `Π over groups of (A + 1)/(S + 2)`, 0 to 1.
    pub group_aware_consensus: f64,
    /// The weight with which Polis would draw it next; see [`priority`](fn@priority).
    pub priority: f64,
}

/// People so near each other that groups are made of them together.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseCluster {
    /// Its number, from 0; a number is missing where a cluster lost everybody.
    pub id: usize,
    /// The mean of its members' positions.
    pub centre: Point,
    /// The numbers of its members, ascending.
    pub members: Vec<u32>,
}

/// A group of people who see things alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its number, from 0; a number is missing where a group lost everybody.
    pub id: usize,
    /// The mean of its base clusters' centres, weighted by their members.
    pub centre: Point,
    /// The numbers of its base clusters, ascending.
    pub base_clusters: Vec<usize>,
    /// How many people it has.
    pub size: u32,
    /// How it voted, in the order of [`Map::statements`].
    pub votes: Vec<GroupTally>,
    /// What stands for it, at most five.
    pub representative: Vec<Representative>,
}

/// Everything that Polis says of a conversation, from scratch. See the [module](self).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// Everyone with a vote, by ascending number.
    pub people: Vec<Person>,
    /// Every statement with a vote, by ascending number.
    pub statements: Vec<Statement>,
    /// The sum of squares along each component; 0 where people do not differ in so many directions.
    pub eigenvalues: [f64; 2],
    /// How often the votes were gone through to find the components.
    pub passes: u32,
    /// The base clusters, by ascending number.
    pub base_clusters: Vec<BaseCluster>,
    /// How well each number of groups that was tried fits.
    pub fits: Vec<Fit>,
    /// The groups of the best fit, by ascending number.
    pub groups: Vec<Group>,
    /// What the whole conversation holds.
    pub consensus: Consensus,
}

/// Maps a conversation. Of several votes of a person on a statement the last one counts; apart from that, the order of
/// the votes does not matter.
///
/// Time and memory grow linearly in the votes: 4 bytes are held for each vote, some 100 for each person, and 8 for each
/// statement and vector of the search for the components, of which there are at most 96.
pub fn map(votes: &[Vote], moderation: &Moderation) -> Map {
    finish(&Matrix::new(|| votes.iter().copied(), moderation), moderation)
}

/// Maps the responses of a table as if they were votes in Polis; see [`map`].
///
/// ```
/// use voice::{polis::{self, Moderation}, responses::{Answer, Choice, Responses}};
///
/// let responses: Responses = (0..30).map(|n| (n / 3, n % 3, Answer::new(Choice::Agree))).collect();
/// let map = polis::map_responses(&responses, &Moderation::default());
/// assert_eq!((map.people.len(), map.statements.len()), (10, 3));
/// ```
pub fn map_responses(responses: &Responses, moderation: &Moderation) -> Map {
    let vote = |(person, statement, answer): (u32, u32, crate::responses::Answer)| Vote {
        person,
        statement,
        choice: answer.choice,
    };
    finish(&Matrix::new(|| responses.iter().map(vote), moderation), moderation)
}

fn finish(matrix: &Matrix, moderation: &Moderation) -> Map {
    if matrix.people().is_empty() {
        return Map::default();
    }
    let means = matrix.means();
    let centred = matrix.centred(&means);
    let components = pca::components(matrix, &centred);
    let places = projection::people(matrix, &centred, &components);
    let clusters = clusters::cluster(matrix, &places);
    let votes = clusters::group_votes(matrix, &clusters);
    Map {
        people: people(matrix, &places, &clusters),
        statements: statements(matrix, moderation, &means, &components, &votes),
        eigenvalues: components.values,
        passes: components.passes,
        groups: groups(matrix, &clusters, votes),
        base_clusters: base_clusters(matrix, clusters.base),
        fits: clusters.fits,
        consensus: consensus::consensus(matrix),
    }
}

fn people(matrix: &Matrix, places: &[Point], clusters: &Clusters) -> Vec<Person> {
    let members = members::members(places, clusters);
    let rows = matrix.people().iter().zip(matrix.rows()).zip(places.iter().zip(members));
    rows.map(|((&id, row), (&position, member))| Person { id, votes: count(row.len()), position, member })
        .collect()
}

fn statements(
    matrix: &Matrix,
    moderation: &Moderation,
    means: &[f64],
    components: &Components,
    votes: &[Vec<GroupTally>],
) -> Vec<Statement> {
    let places = projection::statements(means, components);
    let group_aware = consensus::group_aware(votes, means.len());
    let one = |(column, &id): (usize, &u32)| {
        let tally = matrix.tallies()[column];
        let extremity = projection::length(places[column]);
        Statement {
            id,
            out: matrix.out()[column],
            agree: tally[AGREE],
            disagree: tally[DISAGREE],
            pass: tally[PASS],
            mean: means[column],
            loadings: [0, 1].map(|k: usize| components.vectors[k][column]),
            position: places[column],
            extremity,
            group_aware_consensus: group_aware[column],
            priority: priority(moderation.meta.contains(&id), priority::total(votes, column), extremity),
        }
    };
    matrix.statements().iter().enumerate().map(one).collect()
}

fn base_clusters(matrix: &Matrix, base: Vec<kmeans::Cluster>) -> Vec<BaseCluster> {
    let one = |mut cluster: kmeans::Cluster| {
        for member in &mut cluster.members {
            *member = matrix.people()[*member as usize];
        }
        BaseCluster { id: cluster.id, centre: cluster.centre, members: cluster.members }
    };
    base.into_iter().map(one).collect()
}

fn groups(matrix: &Matrix, clusters: &Clusters, votes: Vec<Vec<GroupTally>>) -> Vec<Group> {
    let named: Vec<(u32, bool)> =
        matrix.statements().iter().copied().zip(matrix.out().iter().copied()).collect();
    let representative = representative::representatives(&votes, &named);
    let found = clusters.groups.iter().zip(votes).zip(representative);
    found
        .map(|((cluster, votes), representative)| {
            let base = || cluster.members.iter().map(|&member| &clusters.base[member as usize]);
            Group {
                id: cluster.id,
                centre: cluster.centre,
                base_clusters: base().map(|base| base.id).collect(),
                size: base().map(|base| count(base.members.len())).sum(),
                votes,
                representative,
            }
        })
        .collect()
}

/// A count as a number to reckon with; exact up to 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "counts of people, statements and votes are far below 2^53")]
const fn real(count: usize) -> f64 {
    count as f64
}

/// A count of people or statements, which are numbered in 32 bits.
#[expect(clippy::cast_possible_truncation, reason = "rows and columns are numbered in 32 bits")]
const fn count(count: usize) -> u32 {
    count as u32
}
