//! The draw itself: whole numbers only.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use super::{Candidate, Draw, ratio};

/// One draw in so many is among all alike.
const ALIKE: u128 = 20;
const KEY: &[u8] = b"roundtable hearing 2";

/// 2³² · 2^(−r/6) for r = 0 to 5, rounded.
const SIXTHS: [u64; 6] =
    [4_294_967_296, 3_826_380_858, 3_408_917_802, 3_037_000_500, 2_705_659_852, 2_410_468_894];

/// Among candidates in ascending order of the statement.
pub(super) fn draw(mut stream: ChaCha12Rng, candidates: &[Candidate]) -> Option<Draw> {
    let least = candidates.iter().map(heard).min()?;
    let number = candidates.len() as u128;
    let weight =
        |(at, candidate): (u128, &Candidate)| fewer_first(heard(candidate) - least) * (2 * number + at);
    let weights = || (0..).zip(candidates).map(weight);
    let all: u128 = weights().sum();
    let at = if below(&mut stream, ALIKE) == 0 {
        usize::try_from(below(&mut stream, number)).ok()?
    } else {
        let mut left = below(&mut stream, all);
        weights().position(|weight| {
            let is_here = left < weight;
            left = left.saturating_sub(weight);
            is_here
        })?
    };
    let drawn = candidates.get(at)?;
    let of_all = ratio(weight((at as u128, drawn)), all);
    let probability = of_all * ratio(ALIKE - 1, ALIKE) + ratio(1, ALIKE * number);
    Some(Draw { statement: drawn.statement, probability })
}

pub(super) fn stream(seed: &[u8; 32], person: u32, step: u32) -> ChaCha12Rng {
    let key = Sha256::new()
        .chain_update(KEY)
        .chain_update(seed)
        .chain_update(person.to_le_bytes())
        .chain_update(step.to_le_bytes())
        .finalize();
    ChaCha12Rng::from_seed(key.into())
}

fn heard(candidate: &Candidate) -> u64 {
    candidate.need.sixths(candidate.seen)
}

/// `2^(−sixths/6)` in 2³²ths, rounded down after the first halving; 0 from 33 more people on.
fn fewer_first(sixths: u64) -> u128 {
    let halvings = u32::try_from(sixths / 6).unwrap_or(u32::MAX);
    u128::from(SIXTHS[(sixths % 6) as usize].checked_shr(halvings).unwrap_or(0))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_fewer_doubles_the_weight() {
        for sixths in 0..120_u32 {
            let wanted = (f64::from(32) - f64::from(sixths) / 6.0).exp2();
            let got = ratio(fewer_first(sixths.into()), 1);
            assert!((got - wanted).abs() <= 1.0, "{sixths}: {got} {wanted}");
        }
        assert!((0..192).all(|sixths| fewer_first(sixths) > fewer_first(sixths + 1) || sixths > 160));
        assert_eq!((fewer_first(6 * 33), fewer_first(u64::MAX)), (0, 0));
    }

    #[test]
    fn numbers_below_an_end_are_even() {
        let mut stream = stream(&[1; 32], 2, 3);
        let mut counts = [0_u32; 5];
        for _ in 0..5_000 {
            counts[usize::try_from(below(&mut stream, 5)).unwrap()] += 1;
        }
        assert!(counts.iter().all(|count| (900..1_100).contains(count)), "{counts:?}");
        assert_eq!(below(&mut stream, 1), 0);
    }
}
