//! Who beats whom one to one.

/// What some people answered, all alike: who comes first, second, and so on, equals together. Whoever is not named comes
/// after all who are, equal with the others who are not named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// How many people answered so.
    pub people: u64,
    /// From first to last, each a set of equals; candidates are numbered from 0.
    pub order: Vec<Vec<usize>>,
}

impl Ballot {
    /// `people` ballots with this order.
    pub const fn new(people: u64, order: Vec<Vec<usize>>) -> Self {
        Self { people, order }
    }
}

/// Why ballots can't be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unranked {
    /// A number that is no candidate's.
    #[error("a ballot names candidate {0}, but there is none with that number")]
    Candidate(usize),
    /// A ballot names a candidate twice.
    #[error("a ballot names candidate {0} twice")]
    Twice(usize),
    /// More people than can be counted.
    #[error("there are too many ballots to count")]
    TooMany,
}

/// How many people rank one above the other, for every pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairwise {
    candidates: usize,
    pub(super) above: Vec<u64>,
}

impl Pairwise {
    /// Counts ballots. The order of ballots changes nothing. O(ballots · candidates²).
    ///
    /// # Errors
    /// Where a ballot names somebody who is no candidate, or somebody twice.
    pub fn count(candidates: usize, ballots: &[Ballot]) -> Result<Self, Unranked> {
        let mut above = vec![0_u64; candidates * candidates];
        let mut all = 0_u64;
        for ballot in ballots {
            all = all.checked_add(ballot.people).ok_or(Unranked::TooMany)?;
            let ranks = ranks(candidates, ballot)?;
            for (a, row) in ranks.iter().zip(above.chunks_exact_mut(candidates)) {
                for (b, cell) in ranks.iter().zip(row) {
                    *cell += if a < b { ballot.people } else { 0 };
                }
            }
        }
        Ok(Self { candidates, above })
    }

    /// From the numbers themselves: `above[a · candidates + b]` people rank `a` above `b`. `None` where there are not
    /// `candidates²` of them.
    pub fn from_matrix(candidates: usize, above: Vec<u64>) -> Option<Self> {
        (candidates.checked_mul(candidates) == Some(above.len())).then_some(Self { candidates, above })
    }

    /// How many candidates there are.
    pub const fn candidates(&self) -> usize {
        self.candidates
    }

    /// How many people rank `a` above `b`.
    ///
    /// # Panics
    /// Where there is no such candidate.
    pub fn above(&self, a: usize, b: usize) -> u64 {
        assert!(a < self.candidates && b < self.candidates, "there are {} candidates", self.candidates);
        self.above[a * self.candidates + b]
    }

    /// Whether more people rank `a` above `b` than `b` above `a`.
    pub fn beats(&self, a: usize, b: usize) -> bool {
        self.above(a, b) > self.above(b, a)
    }

    /// The one who beats each other one, if there is one.
    pub fn condorcet_winner(&self) -> Option<usize> {
        (0..self.candidates).find(|&a| (0..self.candidates).all(|b| a == b || self.beats(a, b)))
    }

    /// The Smith set, ascending: the smallest set, not empty, each of whose members beats everyone outside it.
    ///
    /// Grown from those who win most comparisons (they are always in it): whoever is not beaten by a member joins.
    pub fn smith(&self) -> Vec<usize> {
        let wins = |a: usize| (0..self.candidates).filter(|&b| self.beats(a, b)).count();
        let most = (0..self.candidates).map(wins).max();
        let mut members: Vec<usize> = (0..self.candidates).filter(|&a| Some(wins(a)) == most).collect();
        let mut at = 0;
        while let Some(&member) = members.get(at) {
            for other in 0..self.candidates {
                if !self.beats(member, other) && !members.contains(&other) {
                    members.push(other);
                }
            }
            at += 1;
        }
        members.sort_unstable();
        members
    }
}

fn ranks(candidates: usize, ballot: &Ballot) -> Result<Vec<usize>, Unranked> {
    let mut ranks = vec![usize::MAX; candidates];
    for (rank, equals) in ballot.order.iter().enumerate() {
        for &candidate in equals {
            match ranks.get_mut(candidate) {
                None => return Err(Unranked::Candidate(candidate)),
                Some(place) if *place != usize::MAX => return Err(Unranked::Twice(candidate)),
                Some(place) => *place = rank,
            }
        }
    }
    Ok(ranks)
}
