//! The Schulze method: the strongest chains of comparisons.

use std::cmp::Ordering;

use sha2::{Digest, Sha256};

use super::Pairwise;

/// What makes one comparison stronger than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// More people for the one who wins; of equals, fewer against. What Debian's constitution has, and the Schulze paper
    /// recommends.
    WinningVotes,
    /// The larger difference.
    Margins,
}

/// A comparison that somebody won: so many for, so many against. No win at all is `for_it = against = 0`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Link {
    /// How many rank the winner above.
    pub for_it: u64,
    /// How many rank the loser above.
    pub against: u64,
}

impl Strength {
    fn compare(self, a: Link, b: Link) -> Ordering {
        match self {
            Self::WinningVotes => a.for_it.cmp(&b.for_it).then(b.against.cmp(&a.against)),
            Self::Margins => (a.for_it - a.against).cmp(&(b.for_it - b.against)),
        }
    }

    fn stronger(self, a: Link, b: Link) -> Link {
        if self.compare(a, b).is_lt() { b } else { a }
    }

    fn weaker(self, a: Link, b: Link) -> Link {
        if self.compare(a, b).is_gt() { b } else { a }
    }
}

/// The strongest chain from each to each, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schulze {
    candidates: usize,
    strength: Strength,
    chains: Vec<Link>,
}

impl Schulze {
    /// Finds the strongest chains: a chain of wins is as strong as its weakest one. O(candidates³), by Floyd and Warshall.
    pub fn of(pairs: &Pairwise, strength: Strength) -> Self {
        let candidates = pairs.candidates();
        let link = |a: usize, b: usize| match (pairs.above(a, b), pairs.above(b, a)) {
            (for_it, against) if a != b && for_it > against => Link { for_it, against },
            _ => Link::default(),
        };
        let mut chains: Vec<Link> =
            (0..candidates).flat_map(|a| (0..candidates).map(move |b| link(a, b))).collect();
        for over in 0..candidates {
            for a in (0..candidates).filter(|&a| a != over) {
                for b in (0..candidates).filter(|&b| b != over && b != a) {
                    let detour =
                        strength.weaker(chains[a * candidates + over], chains[over * candidates + b]);
                    let chain = &mut chains[a * candidates + b];
                    *chain = strength.stronger(*chain, detour);
                }
            }
        }
        Self { candidates, strength, chains }
    }

    /// The weakest link of the strongest chain of wins from `a` to `b`.
    ///
    /// # Panics
    /// Where there is no such candidate.
    pub fn chain(&self, a: usize, b: usize) -> Link {
        assert!(a < self.candidates && b < self.candidates, "there are {} candidates", self.candidates);
        self.chains[a * self.candidates + b]
    }

    /// Whether `a` comes before `b`: a stronger chain leads from `a` to `b` than back. This is transitive.
    pub fn is_before(&self, a: usize, b: usize) -> bool {
        self.strength.compare(self.chain(a, b), self.chain(b, a)).is_gt()
    }

    /// Those before whom nobody comes, ascending. More than one is a tie.
    pub fn winners(&self) -> Vec<usize> {
        (0..self.candidates).filter(|&a| (0..self.candidates).all(|b| !self.is_before(b, a))).collect()
    }

    /// Everyone, from first to last: the winners, then those before whom only winners come, and so on.
    pub fn layers(&self) -> Vec<Vec<usize>> {
        let mut left: Vec<usize> = (0..self.candidates).collect();
        let mut layers = Vec::new();
        while !left.is_empty() {
            let (first, rest): (Vec<usize>, Vec<usize>) =
                left.iter().partition(|&&a| left.iter().all(|&b| !self.is_before(b, a)));
            layers.push(first);
            left = rest;
        }
        layers
    }

    /// Everyone, from first to last, ties broken by lot: the candidate with the lower SHA-256(`"roundtable rank" ‖ seed ‖
    /// number of the candidate, 8 bytes, little end first`) comes first.
    pub fn order(&self, seed: &[u8; 32]) -> Vec<usize> {
        let lot = |candidate: &usize| -> [u8; 32] {
            let number = (*candidate as u64).to_le_bytes();
            Sha256::new()
                .chain_update(b"roundtable rank")
                .chain_update(seed)
                .chain_update(number)
                .finalize()
                .into()
        };
        let drawn = |mut layer: Vec<usize>| {
            layer.sort_by_cached_key(lot);
            layer
        };
        self.layers().into_iter().flat_map(drawn).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rank::Ballot;

    fn count(candidates: &str, ballots: &[(u64, &str)]) -> Pairwise {
        let of = |&(people, order): &(u64, &str)| {
            let place = |name| vec![candidates.chars().position(|candidate| candidate == name).unwrap()];
            Ballot::new(people, order.chars().map(place).collect())
        };
        Pairwise::count(candidates.len(), &ballots.iter().map(of).collect::<Vec<_>>()).unwrap()
    }

    fn matrix(result: &Schulze) -> Vec<Vec<(u64, u64)>> {
        let cell = |a, b| (result.chain(a, b).for_it, result.chain(a, b).against);
        (0..result.candidates).map(|a| (0..result.candidates).map(|b| cell(a, b)).collect()).collect()
    }

    /// Section 3.1 of the paper: 21 people, 4 candidates.
    #[test]
    fn the_papers_first_example() {
        let pairs = count("abcd", &[(8, "acdb"), (2, "badc"), (4, "cdba"), (4, "dbac"), (3, "dcba")]);
        assert_eq!(pairs.above, [0, 8, 14, 10, 13, 0, 6, 2, 7, 15, 0, 12, 11, 19, 9, 0]);
        assert_eq!(pairs.condorcet_winner(), None);
        assert_eq!(pairs.smith(), [0, 1, 2, 3]);
        let result = Schulze::of(&pairs, Strength::WinningVotes);
        let expected = [
            [(0, 0), (14, 7), (14, 7), (12, 9)],
            [(13, 8), (0, 0), (13, 8), (12, 9)],
            [(13, 8), (15, 6), (0, 0), (12, 9)],
            [(13, 8), (19, 2), (13, 8), (0, 0)],
        ];
        assert_eq!(matrix(&result), expected);
        assert_eq!(result.winners(), [3]);
        assert_eq!(result.layers(), [[3], [0], [2], [1]], "d, a, c, b");
        assert_eq!(Schulze::of(&pairs, Strength::Margins).layers(), [[3], [0], [2], [1]]);
    }

    /// Section 3.2: nine people; b and d are tied.
    #[test]
    fn the_papers_second_example_is_a_tie() {
        let pairs = count("abcd", &[(3, "abcd"), (2, "cbda"), (2, "dabc"), (2, "dbca")]);
        assert_eq!(pairs.above, [0, 5, 5, 3, 4, 0, 7, 5, 4, 2, 0, 5, 6, 4, 4, 0]);
        let result = Schulze::of(&pairs, Strength::WinningVotes);
        assert_eq!(matrix(&result)[1], [(5, 4), (0, 0), (7, 2), (5, 4)]);
        assert_eq!(matrix(&result)[3], [(6, 3), (5, 4), (5, 4), (0, 0)]);
        assert_eq!(result.winners(), [1, 3]);
        let orders: Vec<Vec<usize>> = (0..9).map(|seed| result.order(&[seed; 32])).collect();
        assert!(orders.iter().all(|order| [1, 3].contains(&order[0]) && order.len() == 4));
        assert!(orders.iter().any(|order| order[0] == 1) && orders.iter().any(|order| order[0] == 3));
    }

    /// Section 3.5: two more ballots that put a above d make d the winner instead of a (no participation).
    #[test]
    fn the_papers_fifth_example() {
        let before = [
            (3, "adebcf"),
            (3, "bfecda"),
            (4, "cabfde"),
            (1, "dbcefa"),
            (4, "defabc"),
            (2, "ecbdfa"),
            (2, "facdbe"),
        ];
        let pairs = count("abcdef", &before);
        assert_eq!(pairs.above[..6], [0, 13, 9, 9, 9, 7]);
        let result = Schulze::of(&pairs, Strength::WinningVotes);
        assert_eq!(matrix(&result)[5], [(12, 7), (12, 7), (11, 8), (11, 8), (11, 8), (0, 0)]);
        assert_eq!(result.layers(), [[0], [1], [5], [3], [4], [2]]);
        let mut after = before.to_vec();
        after.push((2, "aefcbd"));
        let pairs = count("abcdef", &after);
        assert_eq!(pairs.above[..6], [0, 15, 11, 11, 11, 9]);
        let result = Schulze::of(&pairs, Strength::WinningVotes);
        assert_eq!(matrix(&result)[3], [(12, 9), (12, 9), (14, 7), (0, 0), (14, 7), (12, 9)]);
        assert_eq!(result.winners(), [3]);
    }

    /// The example with 45 people and 5 candidates that circulates most: E, A, C, B, D.
    #[test]
    fn forty_five_people() {
        let ballots = [
            (5, "ACBED"),
            (5, "ADECB"),
            (8, "BEDAC"),
            (3, "CABED"),
            (7, "CAEBD"),
            (2, "CBADE"),
            (7, "DCEBA"),
            (8, "EBADC"),
        ];
        let result = Schulze::of(&count("ABCDE", &ballots), Strength::WinningVotes);
        assert_eq!(result.layers(), [[4], [0], [2], [1], [3]]);
        assert_eq!(matrix(&result)[4].iter().map(|link| link.0).collect::<Vec<_>>(), [25, 28, 28, 31, 0]);
    }

    fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
        let ballot =
            (1..4_u64, Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(), 0..=5_usize, 0..3_usize)
                .prop_map(|(people, order, named, tied)| {
                    let mut order: Vec<Vec<usize>> =
                        order.into_iter().take(named).map(|one| vec![one]).collect();
                    if tied + 1 < order.len() {
                        let mut moved = order.remove(tied + 1);
                        order[tied].append(&mut moved);
                    }
                    Ballot::new(people, order)
                });
        prop::collection::vec(ballot, 0..12)
    }

    proptest! {
        #[test]
        fn the_order_of_ballots_never_matters(ballots in ballots()) {
            let turned: Vec<Ballot> = ballots.iter().rev().cloned().collect();
            prop_assert_eq!(Pairwise::count(5, &ballots), Pairwise::count(5, &turned));
        }

        #[test]
        fn winners_are_in_the_smith_set_and_before_is_transitive(ballots in ballots()) {
            let pairs = Pairwise::count(5, &ballots).unwrap();
            let smith = pairs.smith();
            for &member in &smith {
                prop_assert!((0..5).all(|other| smith.contains(&other) || pairs.beats(member, other)));
            }
            // No smaller set dominates: every set of those that dominate contains this one.
            for set in 1..32_usize {
                let holds = |a: usize| set >> a & 1 == 1;
                let dominates = (0..5).all(|a| !holds(a) || (0..5).all(|b| holds(b) || pairs.beats(a, b)));
                prop_assert!(!dominates || smith.iter().all(|&member| holds(member)));
            }
            for strength in [Strength::WinningVotes, Strength::Margins] {
                let result = Schulze::of(&pairs, strength);
                prop_assert!(!result.winners().is_empty());
                prop_assert!(result.winners().iter().all(|winner| smith.contains(winner)));
                if let Some(winner) = pairs.condorcet_winner() {
                    prop_assert_eq!(result.winners(), vec![winner]);
                    prop_assert_eq!(&smith, &[winner]);
                }
                for a in 0..5 {
                    for b in 0..5 {
                        for c in 0..5 {
                            let chain = result.is_before(a, b) && result.is_before(b, c);
                            prop_assert!(!chain || result.is_before(a, c));
                        }
                    }
                }
                let mut all = result.order(&[1; 32]);
                all.sort_unstable();
                prop_assert_eq!(all, vec![0, 1, 2, 3, 4]);
            }
        }

        #[test]
        fn turning_every_ballot_round_never_keeps_a_sole_winner(ballots in ballots()) {
            // Only full orders turn round without losing what is at the end.
            let full = |ballot: &Ballot| {
                let mut order = ballot.order.clone();
                let rest: Vec<usize> = (0..5).filter(|a| !order.iter().flatten().any(|b| a == b)).collect();
                if !rest.is_empty() {
                    order.push(rest);
                }
                Ballot::new(ballot.people, order)
            };
            let turn = |ballot: Ballot| {
                Ballot::new(ballot.people, ballot.order.into_iter().rev().collect())
            };
            let ahead: Vec<Ballot> = ballots.iter().map(full).collect();
            let back: Vec<Ballot> = ahead.iter().cloned().map(turn).collect();
            let winners = |ballots: &[Ballot]| {
                Schulze::of(&Pairwise::count(5, ballots).unwrap(), Strength::Margins).winners()
            };
            let (first, last) = (winners(&ahead), winners(&back));
            prop_assert!(first.len() != 1 || last.len() != 1 || first != last);
        }
    }

    #[test]
    fn ballots_that_make_no_sense_are_refused() {
        use crate::rank::Unranked;
        let one = |order| Pairwise::count(2, &[Ballot::new(1, order)]);
        assert_eq!(one(vec![vec![2]]), Err(Unranked::Candidate(2)));
        assert_eq!(one(vec![vec![0], vec![1, 0]]), Err(Unranked::Twice(0)));
        let many = [Ballot::new(u64::MAX, vec![]), Ballot::new(1, vec![])];
        assert_eq!(Pairwise::count(2, &many), Err(Unranked::TooMany));
        assert_eq!(Pairwise::from_matrix(2, vec![0; 3]), None);
        let nobody = Pairwise::count(0, &[]).unwrap();
        assert_eq!(Schulze::of(&nobody, Strength::Margins).layers(), Vec::<Vec<usize>>::new());
        assert_eq!(nobody.smith(), Vec::<usize>::new());
    }
}
