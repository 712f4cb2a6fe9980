//! Real budgets: what cities decided, by the rule they used.
#![expect(clippy::unwrap_used, reason = "a test stops at what it can't read")]

mod real;

use voice::budget::{
    self, Completion, Election, How, Project,
    pabulib::{self, File},
};

fn file(name: &str) -> Option<File> {
    real::text(&format!("pabulib/{name}.pb")).map(|text| pabulib::read(&text).unwrap())
}

fn by_shares(file: &File, completion: Completion) -> Vec<usize> {
    let outcome = budget::equal_shares(&file.election, completion, &[0; 32]);
    let mut funded: Vec<usize> = outcome.funded.iter().map(|funded| funded.project).collect();
    funded.sort_unstable();
    funded
}

#[test]
fn swiecie_and_assen_come_out_as_they_were_decided() {
    for name in ["Poland_Swiecie_2023", "Netherlands_Assen_2024"] {
        let Some(file) = file(name) else { return };
        assert_eq!(file.meta("rule"), Some("equalshares/add1"));
        assert_eq!(by_shares(&file, Completion::Add1), file.selected(), "{name}");
    }
}

/// Wieliczka compared the outcome with the greedy one afterwards, which is no part of Equal Shares: its official result has
/// 30 projects, with one in place of two of ours.
#[test]
fn wieliczka_differs_by_the_further_step_it_took() {
    let Some(file) = file("Poland_Wieliczka_2023_Green_Budget") else { return };
    let (ours, official) = (by_shares(&file, Completion::Add1), file.selected());
    assert_eq!((ours.len(), official.len()), (31, 30));
    let ids = |those: &[usize], others: &[usize]| -> Vec<String> {
        let only = those.iter().filter(|project| !others.contains(project));
        only.map(|&project| file.election.projects()[project].id.clone()).collect()
    };
    assert_eq!(ids(&official, &ours), ["46"]);
    let mut extra = ids(&ours, &official);
    extra.sort();
    assert_eq!(extra, ["66", "67"]);
}

#[test]
fn lodz_was_decided_greedily() {
    let Some(file) = file("Poland_Lodz_2022") else { return };
    let threshold = file.meta("min_project_score_threshold").unwrap().parse().unwrap();
    let mut funded = budget::greedy(&file.election, threshold, &[0; 32]);
    funded.sort_unstable();
    assert_eq!(funded, file.selected());
    assert_eq!(file.election.people(), 90_494);
}

#[test]
fn lodz_by_equal_shares_is_exact() {
    let Some(file) = file("Poland_Lodz_2022") else { return };
    let outcome = budget::equal_shares(&file.election, Completion::Add1AndGreedy, &[0; 32]);
    println!("Lodz, add1 and greedy: {} projects, raised by {}", outcome.funded.len(), outcome.raised);
    assert!(outcome.spent <= file.election.budget());
    assert_eq!(outcome.funded.len() + outcome.unfunded.len(), 160);
    // Nobody pays more than their part: all payments add up to what the bought projects cost.
    for funded in &outcome.funded {
        if let How::Bought { each, full, rest, effective } = &funded.how {
            assert!(*each <= outcome.part && full + rest <= file.election.support(funded.project));
            assert!(effective.decimal(6).parse::<f64>().unwrap() >= 1.0);
        }
    }
}

fn made(budget: u64, costs: &[u64], ballots: &[(usize, &[u32])]) -> Election {
    let project = |(at, &cost): (usize, &u64)| Project {
        id: format!("p{at}"),
        name: String::new(),
        cost,
        selected: None,
    };
    let ballots = ballots.iter().flat_map(|&(people, ballot)| vec![ballot.to_vec(); people]);
    Election::new(budget, costs.iter().enumerate().map(project).collect(), ballots).unwrap()
}

/// Worked by hand: 4 people, 40 to spend, 10 each. Project 0 costs 18 and all want it: 4.5 each. Then project 1 costs
/// 12 and two want it: they have 5.50 each, 11 together: not enough. Project 2 costs 5, one wants it: 5.
#[test]
fn an_example_by_hand() {
    let election = made(40, &[18, 12, 5], &[(1, &[0, 1]), (1, &[0, 1]), (1, &[0, 2]), (1, &[0])]);
    let outcome = budget::equal_shares(&election, Completion::None, &[0; 32]);
    let paid: Vec<(usize, String)> = outcome
        .funded
        .iter()
        .map(|funded| match &funded.how {
            How::Bought { each, full, rest, effective } => {
                (funded.project, format!("{each} {full} {rest} {effective}"))
            }
            How::Filled => (funded.project, "filled".to_owned()),
        })
        .collect();
    assert_eq!(paid, [(0, "9/2 4 0 4/1".to_owned()), (2, "5/1 1 0 1/1".to_owned())]);
    assert_eq!((outcome.spent, outcome.part.to_string()), (23, "10/1".to_owned()));
    assert_eq!(outcome.unfunded[0].left.to_string(), "11/1");
    assert_eq!(outcome.unfunded[0].more_people, 1);
    // One unit more for everyone, and the two can pay 13 for what costs 12.
    let outcome = budget::equal_shares(&election, Completion::Add1, &[0; 32]);
    assert_eq!((outcome.spent, outcome.raised), (35, 1));
    assert!(outcome.unfunded.is_empty());
}

#[test]
fn equals_go_by_support_then_cost_then_lot() {
    // Effective support is 2 for each of 0 and 1 (one has more supporters in neither): equal; only one fits.
    let election = made(12, &[6, 6, 6], &[(2, &[0, 1]), (2, &[2])]);
    let first = |seed: u8| budget::equal_shares(&election, Completion::None, &[seed; 32]).funded[0].project;
    let firsts: std::collections::BTreeSet<usize> = (0..40).map(first).collect();
    assert_eq!(firsts.into_iter().collect::<Vec<_>>(), [0, 1, 2], "the lot decides, and the seed the lot");
    let cheap = made(12, &[6, 4, 4], &[(2, &[0, 1, 2])]);
    assert_eq!(cheap.ranks(&[0; 32])[0], 2, "of equal support the dearer comes last");
    let liked = made(12, &[6, 4, 4], &[(1, &[0, 1, 2]), (1, &[0])]);
    assert_eq!(liked.ranks(&[0; 32])[0], 0);
}

#[test]
fn nobody_and_nothing_are_no_trouble() {
    let empty = made(5, &[3], &[]);
    let outcome = budget::equal_shares(&empty, Completion::Add1AndGreedy, &[0; 32]);
    assert_eq!((outcome.spent, outcome.unfunded.len()), (0, 1));
    let dear = made(5, &[9], &[(3, &[0])]);
    assert_eq!(budget::equal_shares(&dear, Completion::Add1AndGreedy, &[0; 32]).spent, 0);
    let none = made(5, &[], &[(3, &[])]);
    assert_eq!(budget::equal_shares(&none, Completion::Add1AndGreedy, &[0; 32]).raised, 0);
}

mod plain {
    //! Equal Shares by the plainest exact means, to compare with.

    use num_bigint::BigUint;
    use proptest::prelude::*;
    use voice::budget::{self, Completion, How};

    /// (above, below)
    type Fraction = (BigUint, BigUint);

    fn less(a: &Fraction, b: &Fraction) -> bool {
        &a.0 * &b.1 < &b.0 * &a.1
    }

    /// The payment α for a project: purses ascending, each in turn too small.
    fn payment(mut purses: Vec<Fraction>, cost: u64) -> Option<Fraction> {
        purses.sort_by(|a, b| (&a.0 * &b.1).cmp(&(&b.0 * &a.1)));
        let mut left: Fraction = (cost.into(), 1_u32.into());
        for (at, purse) in purses.iter().enumerate() {
            let each = (left.0.clone(), &left.1 * (purses.len() - at));
            if !less(purse, &each) {
                return Some(each);
            }
            left = (&left.0 * &purse.1 - &purse.0 * &left.1, left.1 * &purse.1);
        }
        None
    }

    fn plain(budget: u64, costs: &[u64], ballots: &[Vec<u32>], ranks: &[usize]) -> Vec<usize> {
        let mut purses: Vec<Fraction> =
            ballots.iter().map(|_| (budget.into(), ballots.len().into())).collect();
        let mut bought = Vec::new();
        loop {
            let mut best: Option<(usize, Fraction, Fraction)> = None;
            for (project, &cost) in costs.iter().enumerate() {
                let number = u32::try_from(project).unwrap();
                let those = purses.iter().zip(ballots).filter(|(_, ballot)| ballot.contains(&number));
                if bought.contains(&project) || cost > budget {
                    continue;
                }
                let Some(each) = payment(those.map(|(purse, _)| purse.clone()).collect(), cost) else {
                    continue;
                };
                let rho = (each.0.clone(), &each.1 * cost);
                let is_better = best.as_ref().is_none_or(|(other, _, least)| {
                    less(&rho, least) || (!less(least, &rho) && ranks[project] < ranks[*other])
                });
                if is_better {
                    best = Some((project, each, rho));
                }
            }
            let Some((project, each, _)) = best else { return bought };
            for (purse, ballot) in purses.iter_mut().zip(ballots) {
                if ballot.contains(&u32::try_from(project).unwrap()) {
                    *purse = if less(purse, &each) {
                        (0_u32.into(), 1_u32.into())
                    } else {
                        (&purse.0 * &each.1 - &each.0 * &purse.1, &purse.1 * &each.1)
                    };
                }
            }
            bought.push(project);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_market_is_exact(
            budget in 1..60_u64,
            costs in prop::collection::vec(1..20_u64, 1..7),
            ballots in prop::collection::vec(prop::collection::btree_set(0..7_u32, 0..5), 0..12),
            seed in any::<u8>(),
        ) {
            let ballots: Vec<Vec<u32>> = ballots
                .into_iter()
                .map(|ballot| ballot.into_iter().filter(|&project| (project as usize) < costs.len()).collect())
                .collect();
            let sized: Vec<(usize, &[u32])> = ballots.iter().map(|ballot| (1, ballot.as_slice())).collect();
            let election = super::made(budget, &costs, &sized);
            let outcome = budget::equal_shares(&election, Completion::None, &[seed; 32]);
            let ours: Vec<usize> = outcome.funded.iter().map(|funded| funded.project).collect();
            prop_assert_eq!(&ours, &plain(budget, &costs, &ballots, &election.ranks(&[seed; 32])));

            let turned: Vec<(usize, &[u32])> = sized.iter().rev().copied().collect();
            let turned = super::made(budget, &costs, &turned);
            for completion in [Completion::None, Completion::Add1, Completion::Add1AndGreedy] {
                let outcome = budget::equal_shares(&election, completion, &[seed; 32]);
                prop_assert_eq!(&budget::equal_shares(&turned, completion, &[seed; 32]), &outcome);
                prop_assert!(outcome.spent <= budget);
                for funded in &outcome.funded {
                    if let How::Bought { each, full, rest, .. } = &funded.how {
                        prop_assert!(*each <= outcome.part);
                        prop_assert!(full + rest <= election.support(funded.project));
                    }
                }
            }
        }
    }
}
