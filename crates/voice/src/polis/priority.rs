//! How much Polis wants a statement to be seen next.

use super::{GroupTally, significance::share};

/// Statements about the person (`is_meta`) have this importance, whatever was answered.
const META: f64 = 7.0;

/// The weight with which Polis draws a statement for somebody who has not voted on it:
///
/// `[(1 − (P + 1)/(S + 2)) · (E + 1) · (A + 1)/(S + 2) · (1 + 8·2^(−S/5))]²`, 49 for a statement about the person.
///
/// `agree` (`A`), `disagree` and `seen` (`S`) are sums over the groups, `P = S − A − D` the passes and `extremity` (`E`)
/// the statement's distance from the origin of the map. Polis's engine takes the counts of its previous update; on its
/// first it takes 0 for all of them.
///
/// ```
/// use voice::polis::{GroupTally, priority};
///
/// assert_eq!(priority(false, GroupTally::default(), 0.0), 5.0625);
/// assert_eq!(priority(true, GroupTally::default(), 0.0), 49.0);
/// ```
pub fn priority(meta: bool, votes: GroupTally, extremity: f64) -> f64 {
    let GroupTally { agree, disagree, seen } = votes;
    let pass = seen - agree - disagree;
    let importance = (1.0 - share(pass, seen)) * (extremity + 1.0) * share(agree, seen);
    let fresh = 1.0 + 8.0 * libm::exp2(-f64::from(seen) / 5.0);
    let weight = if meta { META } else { importance * fresh };
    weight * weight
}

/// The sum over groups of how they voted on the statement in a column.
pub(super) fn total(votes: &[Vec<GroupTally>], column: usize) -> GroupTally {
    votes.iter().fold(GroupTally::default(), |sum, tallies| GroupTally {
        agree: sum.agree + tallies[column].agree,
        disagree: sum.disagree + tallies[column].disagree,
        seen: sum.seen + tallies[column].seen,
    })
}
