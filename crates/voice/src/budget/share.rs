//! Equal Shares with cost utilities, and its completion.

use super::{Election, greedy::fill};
use crate::shares::{Good, Market, NOT_FOR_SALE, Purchase, Ratio};

/// What to do with money that Equal Shares leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Completion {
    /// Nothing.
    None,
    /// Add1.
    Add1,
    /// Add1, then greedily.
    Add1AndGreedy,
}

/// Who got the money, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// In the order in which they were funded.
    pub funded: Vec<Funded>,
    /// All others, as listed in the election.
    pub unfunded: Vec<Unfunded>,
    /// What the funded projects cost together; at most the budget.
    pub spent: u64,
    /// By how many units of currency add1 raised everyone's part of the budget.
    pub raised: u64,
    /// Everyone's part at the end: budget / people + raised.
    pub part: Ratio,
}

/// A project that gets its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funded {
    /// Which one.
    pub project: usize,
    /// How it came to it.
    pub how: How,
}

/// How a project came to its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Its supporters bought it from equal parts.
    Bought {
        /// What each supporter who had that much paid, in units of the currency.
        each: Ratio,
        /// How many paid that.
        full: u64,
        /// How many had less, but something, and paid it.
        rest: u64,
        /// Cost / `each`: as if so many people had paid equal parts.
        effective: Ratio,
    },
    /// From what was left, because it was the most wanted that fitted.
    Filled,
}

/// A project that gets nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfunded {
    /// Which one.
    pub project: usize,
    /// What its supporters had left at the end, together.
    pub left: Ratio,
    /// With so many more supporters who had not spent anything, it could have been bought at the end.
    pub more_people: u64,
}

/// Shares the budget out. `seed` decides between equals with equal support and equal cost.
///
/// Projects that cost more than the budget take no part. One run costs little more than reading the ballots once; add1 takes
/// as many runs as units of currency were added.
pub fn equal_shares(election: &Election, completion: Completion, seed: &[u8; 32]) -> Outcome {
    let ranks = election.ranks(seed);
    let mut raised = 0;
    let (mut market, mut bought) = run(election, &ranks, raised);
    if completion != Completion::None && election.people() > 0 {
        while !is_exhausted(election, &bought) && raised < election.budget() {
            let (next_market, next) = run(election, &ranks, raised + 1);
            if cost(election, &next) > election.budget() {
                break;
            }
            (raised, market, bought) = (raised + 1, next_market, next);
        }
    }
    let mut funded: Vec<Funded> = bought
        .iter()
        .enumerate()
        .map(|(at, purchase)| Funded { project: purchase.column, how: paid(election, &market, at, purchase) })
        .collect();
    if completion == Completion::Add1AndGreedy {
        let mut all: Vec<usize> = bought.iter().map(|purchase| purchase.column).collect();
        fill(election, &ranks, 1, &mut all);
        funded.extend(all[bought.len()..].iter().map(|&project| Funded { project, how: How::Filled }));
    }
    let spent = funded.iter().map(|funded| election.projects()[funded.project].cost).sum();
    let unfunded = (0..election.projects().len())
        .filter(|project| !funded.iter().any(|funded| funded.project == *project))
        .map(|project| unfunded(election, &mut market, project, endowment(election, raised)))
        .collect();
    let part = Ratio::reduced(endowment(election, raised).into(), election.people().max(1).into());
    Outcome { funded, unfunded, spent, raised, part }
}

/// In 1/people of the currency, so that it is whole.
const fn endowment(election: &Election, raised: u64) -> u64 {
    election.budget() + raised * election.people()
}

fn run<'a>(election: &'a Election, ranks: &[usize], raised: u64) -> (Market<'a, Election>, Vec<Purchase>) {
    let goods = election.projects().iter().zip(ranks).enumerate().map(|(at, (project, &rank))| Good {
        price: if project.cost > election.budget() {
            NOT_FOR_SALE
        } else {
            u128::from(project.cost) * u128::from(election.people())
        },
        unit: project.cost,
        support: election.support(at),
        rank,
    });
    let mut market = Market::new(election, goods.collect(), endowment(election, raised));
    let mut bought = Vec::new();
    while let Some(purchase) = market.buy_next() {
        bought.push(purchase);
    }
    (market, bought)
}

fn cost(election: &Election, bought: &[Purchase]) -> u64 {
    bought.iter().map(|purchase| election.projects()[purchase.column].cost).sum()
}

/// Whether no project that somebody wants fits into what is left.
fn is_exhausted(election: &Election, bought: &[Purchase]) -> bool {
    let left = election.budget().saturating_sub(cost(election, bought));
    election.projects().iter().enumerate().all(|(at, project)| {
        project.cost > left
            || election.support(at) == 0
            || bought.iter().any(|purchase| purchase.column == at)
    })
}

fn paid(election: &Election, market: &Market<'_, Election>, at: usize, purchase: &Purchase) -> How {
    let each = market.each(at);
    let each = Ratio::reduced(each.numerator().clone(), each.denominator() * election.people());
    let cost = election.projects()[purchase.column].cost;
    let effective = Ratio::reduced(each.denominator() * cost, each.numerator().clone());
    How::Bought { each, full: purchase.full, rest: purchase.rest, effective }
}

fn unfunded(
    election: &Election,
    market: &mut Market<'_, Election>,
    project: usize,
    endowment: u64,
) -> Unfunded {
    let left = market.left(project);
    let left = Ratio::reduced(left.numerator().clone(), left.denominator() * election.people().max(1));
    let cost = left.denominator() * election.projects()[project].cost;
    let lacks = if &cost > left.numerator() { cost - left.numerator() } else { 0_u32.into() };
    // lacks / denominator units of currency, of which each new supporter brings endowment / people.
    let (above, below) = (lacks * election.people(), left.denominator() * endowment);
    let more = (above + &below - 1_u32) / below;
    Unfunded { project, left, more_people: u64::try_from(more).unwrap_or(u64::MAX) }
}
