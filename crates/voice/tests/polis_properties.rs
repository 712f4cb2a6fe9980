//! What must hold of the Polis method whatever the votes.
#![expect(clippy::unwrap_used, reason = "a test stops at what it can't read")]

use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use voice::{
    polis::{self, Map, Moderation, Person, Vote},
    responses::Choice,
};

const CHOICES: [Choice; 3] = [Choice::Agree, Choice::Disagree, Choice::Pass];

/// Three groups with leanings of their own, not of one size; everyone answers about two in three statements.
fn conversation(seed: u64, people: u32, statements: u32) -> Vec<Vote> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut roll = |limit: u32| dice.next_u32() % limit;
    let mut votes = Vec::new();
    for person in 0..people {
        let group = [0, 0, 0, 1, 1, 2][person as usize % 6];
        for statement in 0..statements {
            if roll(3) == 0 {
                continue;
            }
            let likes = (statement + group) % 3 != 0;
            let choice = match roll(10) {
                0 => Choice::Pass,
                1 | 2 => CHOICES[usize::from(likes)],
                _ => CHOICES[usize::from(!likes)],
            };
            votes.push(Vote { person, statement, choice });
        }
    }
    votes
}

fn plain(votes: &[Vote]) -> Map {
    polis::map(votes, &Moderation::default())
}

fn shuffled<T: Clone>(list: &[T], seed: u64) -> Vec<T> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut list = list.to_vec();
    for end in (1..list.len()).rev() {
        list.swap(end, dice.next_u32() as usize % (end + 1));
    }
    list
}

fn some_votes() -> impl Strategy<Value = Vec<Vote>> {
    let vote = (0..40_u32, 0..12_u32, 0..3_usize).prop_map(|(person, statement, choice)| Vote {
        person,
        statement,
        choice: CHOICES[choice],
    });
    prop::collection::vec(vote, 0..400)
}

/// The signs that turn one map into another: a component whose two largest loadings are equal may be turned either way.
fn signs(a: &Map, b: impl Fn(u32) -> [f64; 2]) -> [f64; 2] {
    [0, 1].map(|k| a.statements.iter().map(|one| one.loadings[k] * b(one.id)[k]).sum::<f64>().signum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_figure_is_finite_and_everyone_who_counts_is_in_one_group(votes in some_votes(), out in 0..14_u32) {
        let map = polis::map(&votes, &Moderation { out: vec![out], meta: vec![3] });
        for person in &map.people {
            prop_assert!(person.position.iter().all(|x| x.is_finite()));
            if let Some(member) = person.member {
                prop_assert!(member.centricness <= 1.0 && member.coreness <= 1.0 && member.extremeness.is_finite());
            }
            prop_assert!(person.member.is_some() || (person.votes as usize) < 7.min(map.statements.len()));
        }
        for one in &map.statements {
            prop_assert!(one.extremity.is_finite() && one.priority.is_finite());
            prop_assert!((0.0..=1.0).contains(&one.group_aware_consensus) && one.mean.abs() <= 1.0);
        }
        let grouped = map.people.iter().filter(|person| person.member.is_some()).count();
        prop_assert!(grouped >= map.people.len().min(15));
        prop_assert_eq!(map.groups.iter().map(|group| group.size as usize).sum::<usize>(), grouped);
        prop_assert_eq!(map.base_clusters.iter().map(|base| base.members.len()).sum::<usize>(), grouped);
        prop_assert!(map.groups.len() <= 5);
    }

    #[test]
    fn only_the_last_vote_counts(votes in some_votes()) {
        let last = |at: usize| {
            !votes[at + 1..].iter().any(|next| (next.person, next.statement) == (votes[at].person, votes[at].statement))
        };
        let kept: Vec<Vote> = (0..votes.len()).filter(|&at| last(at)).map(|at| votes[at]).collect();
        prop_assert_eq!(plain(&kept), plain(&votes));
        prop_assert_eq!(plain(&shuffled(&kept, 5)), plain(&votes), "the order of the votes does not matter");
    }

    #[test]
    fn other_numbers_in_the_same_order_are_the_same_map(votes in some_votes(), gap in 1..90_000_000_u32) {
        let renumbered: Vec<Vote> = votes
            .iter()
            .map(|vote| Vote { person: 3 + vote.person * gap, statement: vote.statement * gap, ..*vote })
            .collect();
        let (before, after) = (plain(&votes), plain(&renumbered));
        let people: Vec<Person> = before.people.iter().map(|one| Person { id: 3 + one.id * gap, ..*one }).collect();
        prop_assert_eq!(people, after.people);
        prop_assert_eq!(before.fits, after.fits);
        let ids = before.statements.iter().map(|one| one.id * gap);
        prop_assert!(ids.eq(after.statements.iter().map(|one| one.id)));
    }

    #[test]
    fn permuting_people_and_statements_permutes_the_map(seed in 0..1_000_u64) {
        let votes = conversation(seed, 60, 20);
        let people = shuffled(&(0..60).collect::<Vec<u32>>(), seed);
        let statements = shuffled(&(0..20).collect::<Vec<u32>>(), seed + 1);
        let permuted: Vec<Vote> = votes
            .iter()
            .map(|vote| Vote {
                person: people[vote.person as usize],
                statement: statements[vote.statement as usize],
                ..*vote
            })
            .collect();
        let (before, after) = (plain(&votes), plain(&permuted));
        let there = |statement: u32| &after.statements[statements[statement as usize] as usize];
        let signs = signs(&before, |statement| there(statement).loadings);
        for one in &before.statements {
            let there = there(one.id);
            prop_assert_eq!((one.agree, one.disagree, one.pass), (there.agree, there.disagree, there.pass));
            prop_assert!((one.extremity - there.extremity).abs() < 1e-6);
        }
        for one in &before.people {
            let there = &after.people[people[one.id as usize] as usize];
            for (k, sign) in signs.iter().enumerate() {
                prop_assert!((one.position[k] - sign * there.position[k]).abs() < 1e-6);
            }
        }
        for (a, b) in before.eigenvalues.iter().zip(after.eigenvalues) {
            prop_assert!((a - b).abs() < 1e-9 * a);
        }
        let names = |map: &Map| map.consensus.agree.iter().map(|one| one.success).collect::<Vec<u32>>();
        prop_assert_eq!(names(&before), names(&after));
    }

    #[test]
    fn what_moderation_takes_out_counts_as_a_pass_of_everybody(seed in 0..1_000_u64) {
        let votes = conversation(seed, 40, 12);
        let out = polis::map(&votes, &Moderation { out: vec![4], meta: vec![] });
        let passed: Vec<Vote> = (0..40)
            .map(|person| Vote { person, statement: 4, choice: Choice::Pass })
            .chain(votes.iter().copied().filter(|vote| vote.statement != 4))
            .collect();
        let passed = plain(&passed);
        for (a, b) in out.people.iter().zip(&passed.people) {
            // A sum without the terms that are 0 is added up in another order.
            prop_assert!(a.position.iter().zip(b.position).all(|(a, b)| (a - b).abs() < 1e-9));
        }
        prop_assert!(out.statements[4].loadings.iter().all(|loading| *loading == 0.0));
        prop_assert!(out.statements[4].agree > 0, "its votes are still told");
    }
}

#[test]
fn nothing_one_person_and_one_statement_have_a_map() {
    assert_eq!(plain(&[]), Map::default());
    let one = Vote { person: 7, statement: 9, choice: Choice::Agree };
    let map = plain(&[one]);
    assert_eq!((map.people.len(), map.groups.len()), (1, 1));
    assert!(map.people[0].position.iter().all(|x| *x == 0.0));
    let alike: Vec<Vote> = (0..30).map(|person| Vote { person, ..one }).collect();
    assert_eq!(plain(&alike).groups[0].size, 30);
}

#[test]
fn one_difference_is_one_direction() {
    let of = |person: u32| {
        let choice = if person < 9 { Choice::Agree } else { Choice::Disagree };
        (0..8).map(move |statement| Vote { person, statement, choice })
    };
    let votes: Vec<Vote> = (0..20).flat_map(of).collect();
    let map = plain(&votes);
    assert!(map.eigenvalues[0] > 0.0);
    assert_eq!(map.eigenvalues[1].to_bits(), 0);
    assert!(map.people.iter().all(|person| person.position[1] == 0.0));
    assert_eq!(map.groups.iter().map(|group| group.size).collect::<Vec<u32>>(), [9, 11]);
}

#[test]
fn the_planted_groups_are_found() {
    let map = plain(&conversation(1, 120, 30));
    let group = |person: usize| map.people[person].member.unwrap().group;
    assert_eq!(map.groups.len(), 3);
    let right = (0..120).filter(|&person| group(person) == group([0, 0, 0, 3, 3, 5][person % 6])).count();
    assert!(right >= 114, "{right}");
}

/// A figure of a golden file, that changes when any byte of any result does.
fn digest(map: &Map) -> String {
    use std::fmt::Write;
    let mut hex = String::new();
    for byte in Sha256::digest(format!("{map:?}")) {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}

#[test]
fn the_same_bytes_on_every_run_and_every_machine() {
    let votes = conversation(2, 300, 40);
    let moderation = Moderation { out: vec![7], meta: vec![1, 2] };
    let first = digest(&polis::map(&votes, &moderation));
    assert_eq!(first, "f7131b4a75e52efa038388fc2424d2332c251ff543520fb7ad5e6e16eeedad4e");
    for run in 0..20 {
        assert_eq!(digest(&polis::map(&shuffled(&votes, run), &moderation)), first);
    }
}
