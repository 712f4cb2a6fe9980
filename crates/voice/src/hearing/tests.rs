use proptest::prelude::*;

use super::*;
use crate::responses::{Answer, Choice};

const SEED: [u8; 32] = [42; 32];

fn of(seen: &[u32]) -> Vec<Candidate> {
    let needs = [Need::Settled, Need::Unsettled, Need::OwnGroup];
    let one = |(statement, &seen): (u32, &u32)| Candidate { statement, seen, need: needs[seen as usize % 3] };
    (0..).zip(seen).map(one).collect()
}

/// The chances by the formula in the module's words, in floating point.
fn chances(candidates: &[Candidate]) -> Vec<f64> {
    let number = f64::from(u32::try_from(candidates.len()).unwrap());
    let heard = |c: &Candidate| {
        let part = match c.need {
            Need::Settled => 1.0,
            Need::Unsettled => 2.0 / 3.0,
            Need::OwnGroup => 0.5,
        };
        f64::from(c.seen) * part
    };
    let least = candidates.iter().map(heard).fold(f64::INFINITY, f64::min);
    let weights: Vec<f64> = (0..)
        .zip(candidates)
        .map(|(i, c)| (least - heard(c)).exp2() * (2.0 * number + f64::from(i)))
        .collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| 0.95 * weight / sum + 0.05 / number).collect()
}

#[test]
fn golden_draws() {
    let candidates = of(&[12, 3, 40, 2, 9, 4, 7]);
    let drawn: Vec<_> = (0..12)
        .filter_map(|step| next(&SEED, 5, step, &candidates))
        .map(|draw| (draw.statement, draw.probability.to_bits()))
        .collect();
    assert_eq!(drawn.iter().map(|(statement, _)| *statement).collect::<Vec<_>>(), GOLDEN);
    assert_eq!(drawn[0].1, GOLDEN_BITS);
}
const GOLDEN: [u32; 12] = [1, 1, 5, 3, 3, 3, 3, 1, 3, 1, 3, 5];
const GOLDEN_BITS: u64 = 4_593_946_947_688_426_970;

#[test]
fn one_is_certain_and_none_is_none() {
    assert_eq!(next(&SEED, 0, 0, &of(&[7])), Some(Draw { statement: 0, probability: 1.0 }));
    assert_eq!(next(&SEED, 0, 0, &[]), None);
}

/// Pearson's statistic of 60,000 draws, against the 99.9 % quantile for 9 degrees of freedom (27.88). Seeded, so it
/// says the same on every run.
#[test]
fn the_stated_chance_is_the_frequency() {
    let candidates = of(&[3, 2, 5, 4, 7, 9, 6, 2, 600, 5_000]);
    let (mut counts, stated) = ([0_u32; 10], chances(&candidates));
    let draws = 60_000;
    for step in 0..draws {
        let draw = next(&SEED, 1, step, &candidates).unwrap();
        let at = draw.statement as usize;
        assert!((draw.probability - stated[at]).abs() < 1e-7);
        counts[at] += 1;
    }
    assert!((stated.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let statistic: f64 = counts
        .iter()
        .zip(stated)
        .map(|(&count, chance)| {
            let wanted = chance * f64::from(draws);
            (f64::from(count) - wanted).powi(2) / wanted
        })
        .sum();
    assert!(statistic < 27.88, "{statistic}");
}

#[test]
fn everything_keeps_a_chance() {
    let mut candidates = of(&[0; 50]);
    candidates[0].seen = u32::MAX;
    candidates[0].need = Need::Settled;
    let hit =
        (0..9_000).map(|step| next(&SEED, 2, step, &candidates).unwrap()).find(|draw| draw.statement == 0);
    assert!((hit.unwrap().probability - 1.0 / 1_000.0).abs() < 1e-12);
    assert_eq!((floor(6), floor(400), floor(401), floor(50_000)), (20, 20, 21, 2_500));
}

#[test]
fn what_a_group_has_hardly_answered_counts_as_half_heard() {
    let mut responses = Responses::default();
    for person in 0..40 {
        for statement in 0..2 {
            responses.set(person, statement, Answer::new(Choice::Agree));
        }
    }
    let group = |statement| Some(Tally { agree: 7 + statement, ..Tally::default() });
    let open = candidates_of_group(&responses, 50, [0, 1, 2], group);
    let needs: Vec<_> = open.iter().map(|candidate| candidate.need).collect();
    assert_eq!(needs, [Need::OwnGroup, Need::Settled, Need::Unsettled]);
    let settled = candidates(&responses, 50, [0, 1]);
    assert!(settled.iter().all(|candidate| candidate.need == Need::Settled && candidate.seen == 40));
}

proptest! {
    #[test]
    fn the_order_of_candidates_changes_nothing(
        seen in prop::collection::vec(0_u32..60, 1..30), turn in 0_usize..30, step in 0_u32..100,
    ) {
        let candidates = of(&seen);
        let mut turned = candidates.clone();
        turned.rotate_left(turn % seen.len());
        prop_assert_eq!(next(&SEED, 3, step, &candidates), next(&SEED, 3, step, &turned));
    }

    #[test]
    fn the_chance_is_the_formula_and_bounded(seen in prop::collection::vec(0_u32..90, 1..40), step in 0_u32..100) {
        let candidates = of(&seen);
        let draw = next(&SEED, 3, step, &candidates).unwrap();
        let number = f64::from(u32::try_from(seen.len()).unwrap());
        prop_assert!((draw.probability - chances(&candidates)[draw.statement as usize]).abs() < 1e-7);
        prop_assert!(draw.probability >= 0.05 / number - 1e-12 && draw.probability <= 1.0);
    }

    #[test]
    fn what_was_answered_is_not_asked(answered in prop::collection::btree_set(0_u32..40, 0..40), turn in 0_usize..40) {
        let responses: Responses =
            answered.iter().map(|&statement| (4, statement, Answer::new(Choice::Pass))).collect();
        let mut live: Vec<_> = (0..40).collect();
        live.rotate_left(turn);
        let open: Vec<_> = candidates(&responses, 4, live.iter().copied()).iter().map(|c| c.statement).collect();
        let wanted: Vec<_> = live.into_iter().filter(|statement| !answered.contains(statement)).collect();
        prop_assert_eq!(open, wanted);
    }
}
