//! What the whole conversation holds, and what every group holds.

use super::{
    GroupTally,
    matrix::{AGREE, DISAGREE, Matrix},
    significance::{Likelihood, share, significant},
};

/// At most this many statements on each side.
const LIST: usize = 5;

/// A statement on which most of all who saw it are of one mind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// The statement.
    pub statement: u32,
    /// `s`, how many hold the view.
    pub success: u32,
    /// `n`, how many saw the statement, passes included.
    pub trials: u32,
    /// `p = (s + 1) / (n + 2)`, over ½.
    pub probability: f64,
    /// `z = 2·√(n + 1)·((s + 1)/(n + 1) − ½)`, over 1.2816.
    pub test: f64,
}

/// What the whole conversation holds: at most five statements on each side, by `p·z`, the lower number first of equal
/// ones. Everybody counts, those too who voted too little to be clustered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consensus {
    /// What people agree on.
    pub agree: Vec<Shared>,
    /// What people turn down.
    pub disagree: Vec<Shared>,
}

pub(super) fn consensus(matrix: &Matrix) -> Consensus {
    Consensus { agree: side(matrix, AGREE), disagree: side(matrix, DISAGREE) }
}

fn side(matrix: &Matrix, answer: usize) -> Vec<Shared> {
    let columns = matrix.statements().iter().zip(matrix.tallies()).zip(matrix.out());
    let shared = columns.filter(|(_, out)| !**out).filter_map(|((&statement, tally), _)| {
        let (success, trials) = (tally[answer], tally.iter().sum());
        let Likelihood { share: probability, test } = Likelihood::new(success, trials);
        let held = probability > 0.5 && significant(test);
        held.then_some(Shared { statement, success, trials, probability, test })
    });
    let mut list: Vec<Shared> = shared.collect();
    list.sort_by(|a, b| (b.probability * b.test).total_cmp(&(a.probability * a.test)));
    list.truncate(LIST);
    list
}

/// The group-aware consensus of each statement: `Π over groups of (A + 1)/(S + 2)`; 1 where there are no groups.
pub(super) fn group_aware(votes: &[Vec<GroupTally>], statements: usize) -> Vec<f64> {
    let of = |column: usize| {
        votes.iter().map(|tallies| share(tallies[column].agree, tallies[column].seen)).product()
    };
    (0..statements).map(of).collect()
}
