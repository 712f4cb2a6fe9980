//! Sharing a sum of money, in exact pence.

use voice::budget::{self, Completion, Election, How};

use super::{Ballot, Funded, FundedBy, Outcome, Project};
use crate::refusal::{Field, Refusal};

const MOST_PROJECTS: u32 = 50;
/// Add1 raises everybody's part step by step; with more steps in the sum than this a count could take minutes. In whole
/// pounds it is enough for £20,000, in tens of pounds for £200,000.
const MOST_STEPS: u64 = 20_000;
/// A thousand million pounds.
const MOST_PENCE: u64 = 100_000_000_000;

/// Whether a sum and what projects cost can be shared out exactly.
pub(super) fn check_money(pence: u64, projects: &[Project]) -> Result<(), Refusal> {
    if !(1..=MOST_PROJECTS as usize).contains(&projects.len()) {
        return Err(Refusal::OutOfRange { field: Field::Options, least: 1, most: MOST_PROJECTS });
    }
    let sums = || projects.iter().map(|project| project.pence).chain([pence]);
    if sums().any(|sum| !(1..=MOST_PENCE).contains(&sum)) {
        return Err(Refusal::OutOfRange { field: Field::Budget, least: 1, most: 1_000_000_000 });
    }
    if pence / step(pence, projects) > MOST_STEPS {
        let enough = |step: &u64| pence / step <= MOST_STEPS;
        let step = std::iter::successors(Some(10), |step| Some(step * 10)).find(enough).unwrap_or(pence);
        return Err(Refusal::TooFine { step });
    }
    Ok(())
}

/// The largest sum that all others are multiples of: the unit of the count, so that nothing is rounded.
fn step(pence: u64, projects: &[Project]) -> u64 {
    projects.iter().fold(pence, |step, project| common(step, project.pence)).max(1)
}

const fn common(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Who gets the money. Nobody's ballot is none; too few answers mean that nothing is paid for.
pub(super) fn share<'a>(
    pence: u64,
    projects: &[Project],
    ballots: impl Iterator<Item = &'a Ballot>,
    seed: &[u8; 32],
    too_few: Option<u32>,
) -> Result<Outcome, Refusal> {
    let step = step(pence, projects);
    let listed = (0_u64..).zip(projects).map(|(at, project)| budget::Project {
        id: at.to_string(),
        name: project.what.to_string(),
        cost: project.pence / step,
        selected: None,
    });
    let wants = ballots.filter_map(|ballot| match ballot {
        Ballot::Wants(wanted) => Some(wanted.iter().copied().map(u32::from).collect()),
        Ballot::Stand { .. } | Ballot::Ranked(_) => None,
    });
    let election = Election::new(pence / step, listed.collect(), wants).map_err(|_| Refusal::Full)?;
    let wanted = (0..projects.len())
        .map(|project| u32::try_from(election.support(project)).unwrap_or(u32::MAX))
        .collect();
    if too_few.is_some() {
        return Ok(Outcome::Budget { funded: Vec::new(), wanted, left: pence, raised: 0, too_few });
    }
    let shared = budget::equal_shares(&election, Completion::Add1AndGreedy, seed);
    let funded = shared.funded.iter().map(|funded| Funded {
        project: u16::try_from(funded.project).unwrap_or(u16::MAX),
        by: match &funded.how {
            How::Bought { each, .. } => FundedBy::Shares {
                each: u64::try_from(each.numerator() * step / each.denominator()).unwrap_or(u64::MAX),
            },
            How::Filled => FundedBy::Rest,
        },
    });
    Ok(Outcome::Budget {
        funded: funded.collect(),
        wanted,
        left: pence - shared.spent * step,
        raised: shared.raised * step,
        too_few,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn projects(pence: &[u64]) -> Vec<Project> {
        let project = |(at, pence): (usize, &u64)| Project {
            what: Words::new(&format!("Project {at}")).unwrap(),
            pence: *pence,
        };
        pence.iter().enumerate().map(project).collect()
    }

    #[test]
    fn sums_are_shared_in_their_largest_common_step() {
        assert_eq!(step(1_200_000, &projects(&[250_000, 75_000])), 25_000);
        assert_eq!(check_money(1_200_000, &projects(&[123_400])), Ok(()), "whole pounds");
        assert_eq!(check_money(1_200_000, &projects(&[123_457])), Err(Refusal::TooFine { step: 100 }));
        assert_eq!(check_money(20_000, &projects(&[1])), Ok(()), "pence, where the sum is small");
        let out = |result| matches!(result, Err(Refusal::OutOfRange { .. }));
        assert!(out(check_money(0, &projects(&[1]))) && out(check_money(1, &[])));
        assert!(out(check_money(1, &projects(&[0]))) && out(check_money(u64::MAX, &projects(&[1]))));
    }
}
