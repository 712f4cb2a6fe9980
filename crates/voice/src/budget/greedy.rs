//! Most wanted first.

use super::Election;

/// Funds the project that most people want, then the next that fits into what is left, and so on; equals in the order of
/// [`Election::ranks`]. Projects that fewer than `least_support` people want, or nobody, are left out. In the order in which
/// they were funded.
pub fn greedy(election: &Election, least_support: u64, seed: &[u8; 32]) -> Vec<usize> {
    let mut funded = Vec::new();
    fill(election, &election.ranks(seed), least_support, &mut funded);
    funded
}

/// Adds to what is funded what still fits, by rank.
pub(super) fn fill(election: &Election, ranks: &[usize], least_support: u64, funded: &mut Vec<usize>) {
    let cost = |project: usize| election.projects()[project].cost;
    let spent: u64 = funded.iter().map(|&project| cost(project)).sum();
    let mut left = election.budget().saturating_sub(spent);
    let mut open: Vec<usize> = (0..ranks.len()).filter(|project| !funded.contains(project)).collect();
    open.sort_unstable_by_key(|&project| ranks[project]);
    for project in open {
        if election.support(project) >= least_support.max(1) && cost(project) <= left {
            left -= cost(project);
            funded.push(project);
        }
    }
}
