//! Which statement comes next, so that each gets a fair hearing.
//!
//! In open conversations the first statements take nearly all the answers: with the order of arrival the rank correlation
//! of creation and answers received is −0.7 to −0.98. Here every next statement is drawn by lot with stated chances.
//!
//! # The rule
//! The weight of a statement `j` with `S` answers so far, among those the person has not answered, is
//!
//! ```text
//! w_j = N_j · F_j        N_j = 1 + 8·2^(−S_j/5)        F_j = ((mean exposure + 1) / (S_j + 1))^½
//! ```
//!
//! newness times catching up. The mean is the same for all, so it drops out of the chances `w_j / Σw`. There is no factor
//! for what people think of a statement: the unpopular are heard like the popular.
//!
//! A statement with fewer answers than the **floor** `max(20, people/20)` goes first: with a chance of 3 in 4 the draw is
//! only among those under the floor, otherwise among all. With `B` the sum of weights under the floor and `W` that of all,
//!
//! ```text
//! π_j = ¾·w_j/B + ¼·w_j/W  under the floor        π_j = ¼·w_j/W  otherwise        π_j = w_j/W  if all or none are under
//! ```
//!
//! Nobody chooses the draw: its randomness is the `ChaCha12` stream keyed with
//! SHA-256(`"roundtable hearing 1"` ‖ conversation seed ‖ person ‖ step), numbers as 4 bytes, little end first. Who holds the
//! seed can repeat it, and π is handed back so that the bias of every percentage can be checked (Hájek weights 1/π).
//!
//! What it achieves, in a simulation of 600 people with 17 answers each while a statement is added for every three of them:
//! the most heard statement has 2.3 times the answers of the middle one and all but the last ten of 210 reach the floor
//! (by order of arrival: 600 answers for the first, none for most). Older statements still keep some of their head start.
//!
//! Weights are whole numbers (2³⁶ths, rounded down), so that the same draw comes out everywhere.
//!
//! Sources: newness as in Polis's comment priority; exposure with a floor after Salganik & Levy, "Wiki surveys" (2015), and
//! Singh & Joachims, "Fairness of exposure in rankings" (2018).
//!
//! ```
//! use voice::hearing::{next, Candidate};
//!
//! let candidates = [Candidate { statement: 0, seen: 400 }, Candidate { statement: 9, seen: 0 }];
//! let draw = next(&[1; 32], 12, 0, &candidates, 500).unwrap();
//! assert_eq!(draw.statement, 9);
//! assert!((draw.probability - 0.9986).abs() < 0.0001);
//! assert_eq!(next(&[1; 32], 12, 0, &candidates, 500), Some(draw), "the same seed, the same draw");
//! ```

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use crate::responses::Responses;

/// Out of 4: how often only statements under the floor are drawn from.
const FLOOR_FIRST: u128 = 3;
const FLOOR_OF: u128 = 4;
const FLOOR_LEAST: u32 = 20;
const FLOOR_PEOPLE: u32 = 20;
const KEY: &[u8] = b"roundtable hearing 1";

/// 2³² · 2^(−r/5) for r = 0 to 4, rounded.
const FIFTHS: [u64; 5] = [4_294_967_296, 3_738_986_199, 3_254_976_542, 2_833_621_662, 2_466_810_934];

/// Weights of the counts that come up most: looking one up is an order of magnitude faster than a root.
static WEIGHTS: [u64; 512] = {
    let mut weights = [0; 512];
    let mut seen = 0;
    while seen < 512 {
        weights[seen as usize] = computed_weight(seen);
        seen += 1;
    }
    weights
};

/// A statement that may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which statement; each at most once.
    pub statement: u32,
    /// How many people have answered it.
    pub seen: u32,
}

/// The statement drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// Which statement comes next.
    pub statement: u32,
    /// The chance π it had, over 0 and at most 1.
    pub probability: f64,
}

/// The live statements a person has not answered. `live` is best ascending: then the cost is linear.
pub fn candidates(responses: &Responses, person: u32, live: impl IntoIterator<Item = u32>) -> Vec<Candidate> {
    let mut row = responses.row(person).map(|(statement, _)| statement).peekable();
    let mut last = 0;
    let mut is_answered = |statement: u32| {
        if statement < last {
            return responses.get(person, statement).is_some();
        }
        last = statement;
        while row.next_if(|&answered| answered < statement).is_some() {}
        row.peek() == Some(&statement)
    };
    let open = live.into_iter().filter(|&statement| !is_answered(statement));
    open.map(|statement| Candidate { statement, seen: responses.tally(statement).seen() }).collect()
}

/// Draws the statement that `person` sees next, at their `step`-th draw, in a conversation in which `people` took part.
/// `None` where there are no candidates. Their order changes nothing. O(candidates) when they ascend by statement.
pub fn next(seed: &[u8; 32], person: u32, step: u32, candidates: &[Candidate], people: u32) -> Option<Draw> {
    if !candidates.is_sorted_by_key(|candidate| candidate.statement) {
        let mut sorted = candidates.to_vec();
        sorted.sort_unstable_by_key(|candidate| candidate.statement);
        return draw(stream(seed, person, step), &sorted, floor(people));
    }
    draw(stream(seed, person, step), candidates, floor(people))
}

/// How many answers every statement is to have before others get their share: 20, or one in twenty of the people.
pub const fn floor(people: u32) -> u32 {
    let twentieth = people.div_ceil(FLOOR_PEOPLE);
    if twentieth > FLOOR_LEAST { twentieth } else { FLOOR_LEAST }
}

fn draw(mut stream: ChaCha12Rng, candidates: &[Candidate], floor: u32) -> Option<Draw> {
    let (mut all, mut under) = (0_u128, 0_u128);
    for candidate in candidates {
        let weight = weight(candidate.seen);
        all += weight;
        under += if candidate.seen < floor { weight } else { 0 };
    }
    if all == 0 {
        return None;
    }
    let divided = under > 0 && under < all;
    let floor_only = divided && below(&mut stream, FLOOR_OF) < FLOOR_FIRST;
    let mut left = below(&mut stream, if floor_only { under } else { all });
    let drawn =
        candidates.iter().filter(|candidate| !floor_only || candidate.seen < floor).find(|candidate| {
            let weight = weight(candidate.seen);
            let is_here = left < weight;
            left = left.saturating_sub(weight);
            is_here
        })?;
    let weight = weight(drawn.seen);
    let probability = match divided {
        false => ratio(weight, all),
        true if drawn.seen < floor => (ratio(weight, under) * 3.0 + ratio(weight, all)) / 4.0,
        true => ratio(weight, all) / 4.0,
    };
    Some(Draw { statement: drawn.statement, probability })
}

fn stream(seed: &[u8; 32], person: u32, step: u32) -> ChaCha12Rng {
    let key = Sha256::new()
        .chain_update(KEY)
        .chain_update(seed)
        .chain_update(person.to_le_bytes())
        .chain_update(step.to_le_bytes())
        .finalize();
    ChaCha12Rng::from_seed(key.into())
}

/// A number from 0 to `end` − 1, each with the same chance: too large ones are thrown away.
fn below(stream: &mut ChaCha12Rng, end: u128) -> u128 {
    let mask = u128::MAX >> (end - 1).leading_zeros().min(127);
    loop {
        let number = (u128::from(stream.next_u64()) << 64 | u128::from(stream.next_u64())) & mask;
        if number < end {
            return number;
        }
    }
}

fn weight(seen: u32) -> u128 {
    u128::from(WEIGHTS.get(seen as usize).copied().unwrap_or_else(|| computed_weight(seen)))
}

/// `(1 + 8·2^(−S/5)) / √(S + 1)` in 2³⁶ths, rounded down.
const fn computed_weight(seen: u32) -> u64 {
    let halvings = seen / 5;
    let newness = if halvings < 64 { (8 * FIFTHS[(seen % 5) as usize]) >> halvings } else { 0 };
    let catching_up = ((1_u64 << 56) / (seen as u64 + 1)).isqrt();
    // At most 9·2³² · 2²⁸, which is under 2⁶⁴.
    ((FIFTHS[0] + newness) * catching_up) >> 24
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a chance to show and to weigh with; nothing is decided on it"
)]
fn ratio(part: u128, whole: u128) -> f64 {
    part as f64 / whole as f64
}

/// How evenly statements have been heard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exposure {
    /// Answers of the least heard statement.
    pub least: u32,
    /// Answers of the middle statement, the lower of two.
    pub median: u32,
    /// Answers of the most heard statement.
    pub most: u32,
    /// The Gini coefficient: 0 when all were heard alike, near 1 when one was heard alone.
    pub gini: f64,
}

/// Measures how evenly statements have been heard, from the answers of each, in any order. All 0 where there are none.
///
/// `gini = (2·Σ i·x_i − (n + 1)·Σ x_i) / (n·Σ x_i)` for ascending x and i from 1 to n; 0 where nobody answered.
///
/// ```
/// let exposure = voice::hearing::exposure(&[10, 30, 20]);
/// assert_eq!((exposure.least, exposure.median, exposure.most), (10, 20, 30));
/// assert!((exposure.gini - 2.0 / 9.0).abs() < 1e-12);
/// ```
pub fn exposure(seen: &[u32]) -> Exposure {
    let mut sorted = seen.to_vec();
    sorted.sort_unstable();
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else { return Exposure::default() };
    let sum: u128 = sorted.iter().map(|&count| u128::from(count)).sum();
    let ranked: u128 = (1_u128..).zip(&sorted).map(|(rank, &count)| rank * u128::from(count)).sum();
    let number = sorted.len() as u128;
    let gini = if sum == 0 { 0.0 } else { ratio(2 * ranked - (number + 1) * sum, number * sum) };
    Exposure { least, median: sorted[(sorted.len() - 1) / 2], most, gini }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::responses::{Answer, Choice};

    const SEED: [u8; 32] = [42; 32];

    fn of(seen: &[u32]) -> Vec<Candidate> {
        (0..).zip(seen).map(|(statement, &seen)| Candidate { statement, seen }).collect()
    }

    #[test]
    fn weights_follow_the_formula() {
        for seen in [0, 1, 2, 3, 4, 5, 17, 100, 511, 512, 10_000, 1_000_000] {
            let s = f64::from(seen);
            let wanted = (1.0 + 8.0 * (-s / 5.0).exp2()) / (s + 1.0).sqrt();
            let got = ratio(weight(seen), 1 << 36);
            assert!((got / wanted - 1.0).abs() < 1e-5, "{seen}: {got} {wanted}");
        }
        assert!((0..2_000).all(|seen| weight(seen) > weight(seen + 1)));
        assert!(weight(u32::MAX) > 0);
    }

    #[test]
    fn golden_draws() {
        let candidates = of(&[120, 3, 40, 0, 19, 20, 77]);
        let drawn: Vec<_> = (0..12)
            .filter_map(|step| next(&SEED, 5, step, &candidates, 300))
            .map(|draw| draw.statement)
            .collect();
        assert_eq!(drawn, GOLDEN);
        let bits = next(&SEED, 5, 0, &candidates, 300).map(|draw| draw.probability.to_bits());
        assert_eq!(bits, Some(GOLDEN_BITS));
    }
    const GOLDEN: [u32; 12] = [3, 3, 3, 3, 3, 1, 3, 5, 3, 4, 3, 3];
    const GOLDEN_BITS: u64 = 4_604_579_820_927_051_577;

    #[test]
    fn one_is_certain_and_none_is_none() {
        assert_eq!(next(&SEED, 0, 0, &of(&[7]), 10), Some(Draw { statement: 0, probability: 1.0 }));
        assert_eq!(next(&SEED, 0, 0, &[], 10), None);
    }

    /// Pearson's statistic of 60,000 draws, against the 99.9 % quantile for 9 degrees of freedom (27.88). Seeded, so it
    /// says the same on every run.
    #[test]
    fn the_stated_chance_is_the_frequency() {
        let candidates = of(&[0, 2, 5, 19, 20, 45, 90, 200, 600, 5_000]);
        let (mut counts, mut chances) = ([0_u32; 10], [0.0; 10]);
        let draws = 60_000;
        for step in 0..draws {
            let draw = next(&SEED, 1, step, &candidates, 100).unwrap();
            counts[draw.statement as usize] += 1;
            chances[draw.statement as usize] = draw.probability;
        }
        assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let statistic: f64 = counts
            .iter()
            .zip(chances)
            .map(|(&count, chance)| {
                let wanted = chance * f64::from(draws);
                (f64::from(count) - wanted).powi(2) / wanted
            })
            .sum();
        assert!(statistic < 27.88, "{statistic}");
    }

    #[test]
    fn under_the_floor_goes_first() {
        let candidates = of(&[500, 500, 500, 500, 500, 19, 500, 500]);
        let hits =
            (0..4_000).filter(|&step| next(&SEED, 2, step, &candidates, 100).unwrap().statement == 5).count();
        assert!(hits > 3_000, "{hits} of 4,000");
        assert_eq!((floor(6), floor(400), floor(401), floor(50_000)), (20, 20, 21, 2_500));
    }

    /// People come one by one; a statement is added for every three of them. Returns answers by statement.
    fn simulate(pick: impl Fn(u32, u32, &[Candidate]) -> u32) -> Vec<u32> {
        let mut responses = Responses::default();
        for person in 0..600 {
            let live = 10 + person / 3;
            for step in 0..(10 + person % 16).min(live) {
                let open = candidates(&responses, person, 0..live);
                responses.set(person, pick(person, step, &open), Answer::new(Choice::Agree));
            }
        }
        (0..210).map(|statement| responses.tally(statement).seen()).collect()
    }

    #[test]
    fn late_statements_catch_up() {
        let fair =
            simulate(|person, step, open| next(&SEED, person, step, open, person.max(1)).unwrap().statement);
        let first_come = simulate(|_, _, open| open[0].statement);
        let (even, uneven) = (exposure(&fair), exposure(&first_come));
        assert_eq!(uneven.least, 0, "by order of arrival, late statements are never heard");
        assert!(
            fair[..200].iter().all(|&seen| seen >= floor(600)),
            "all but the last ten reach the floor: {fair:?}"
        );
        assert!(even.most < 3 * even.median && uneven.most == 600, "{even:?} {uneven:?}");
        assert!(even.gini < 0.3 && uneven.gini > 0.8, "{even:?} {uneven:?}");
    }

    #[test]
    fn measures_of_evenness() {
        assert_eq!(exposure(&[]), Exposure::default());
        assert_eq!(exposure(&[0, 0]).gini.to_bits(), 0.0_f64.to_bits());
        assert!(exposure(&[5, 5, 5]).gini.abs() < 1e-15);
        assert!((exposure(&[0, 0, 0, 12]).gini - 0.75).abs() < 1e-15);
        assert_eq!(exposure(&[4, 1, 3, 2]).median, 2);
    }

    proptest! {
        #[test]
        fn the_order_of_candidates_changes_nothing(
            seen in prop::collection::vec(0_u32..60, 1..30), turn in 0_usize..30, step in 0_u32..100,
        ) {
            let candidates = of(&seen);
            let mut turned = candidates.clone();
            turned.rotate_left(turn % seen.len());
            prop_assert_eq!(next(&SEED, 3, step, &candidates, 90), next(&SEED, 3, step, &turned, 90));
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
}
