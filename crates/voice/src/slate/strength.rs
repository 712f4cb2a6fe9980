//! How strong is the group that a statement leaves out? (EJR+ after Brill and Peters 2023)

use std::cmp::Ordering;

use super::{Added, Ballots, LeftOut};

/// How much of the slate each person agrees with, and room to count by it.
pub(super) struct Covered {
    /// `u_i`, in units of [`Ballots::scale`].
    pub(super) times: Vec<u32>,
    weights: Vec<u64>,
    heads: Vec<u32>,
}

impl Covered {
    pub(super) fn nobody(ballots: &Ballots) -> Self {
        Self { times: vec![0; ballots.people() as usize], weights: Vec::new(), heads: Vec::new() }
    }

    pub(super) fn add(&mut self, ballots: &Ballots, statement: u32) {
        ballots.each(statement, |who, value, _| self.times[who as usize] += value);
    }

    /// What choosing a statement would cover newly, and the group with the largest weight for its level among those that not
    /// choosing it leaves out; of equals the one with the lowest level. O(supporters + levels).
    pub(super) fn by_adding(&mut self, ballots: &Ballots, statement: u32) -> Option<Added> {
        let (out_of, scale) = (ballots.out_of(statement), ballots.scale());
        if out_of == 0 {
            return None;
        }
        let (weights, heads, times) = (&mut self.weights, &mut self.heads, &self.times);
        let mut newly = 0;
        ballots.each(statement, |who, value, stands| {
            let before = times[who as usize];
            let level = (before + value) as usize;
            if level >= weights.len() {
                weights.resize(level + 1, 0);
                heads.resize(level + 1, 0);
            }
            weights[level] += stands * u64::from(value);
            heads[level] += 1;
            newly += stands * u64::from(value.min(scale.saturating_sub(before)));
        });
        let mut best: Option<LeftOut> = None;
        let (mut weight, mut people) = (0, 0);
        for (level, (more, heads)) in (0_u32..).zip(self.weights.iter_mut().zip(&mut self.heads)) {
            let is_more = *more > 0;
            weight += std::mem::take(more);
            people += std::mem::take(heads);
            let group = LeftOut { statement, level, people, weight, out_of };
            if is_more && best.is_none_or(|best| stronger(&group, &best).is_gt()) {
                best = Some(group);
            }
        }
        best.map(|group| Added { newly, group })
    }
}

/// The order of what is covered newly, as a share, then of the groups.
pub(super) fn better(a: &Added, b: &Added) -> Ordering {
    let share = |one: &Added, other: &Added| u128::from(one.newly) * u128::from(other.group.out_of);
    share(a, b).cmp(&share(b, a)).then_with(|| stronger(&a.group, &b.group))
}

/// The order of `weight / (level · out_of)`.
pub(super) fn stronger(a: &LeftOut, b: &LeftOut) -> Ordering {
    let whole = |group: &LeftOut| u128::from(group.level) * u128::from(group.out_of);
    match (u128::from(a.weight).checked_mul(whole(b)), u128::from(b.weight).checked_mul(whole(a))) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => long_compare(u128::from(a.weight), whole(a), u128::from(b.weight), whole(b)),
    }
}

/// The order of a/b and c/d by their continued fractions, for products that outgrow 128 bits.
fn long_compare(a: u128, b: u128, c: u128, d: u128) -> Ordering {
    match (a / b).cmp(&(c / d)) {
        Ordering::Equal => match (a % b, c % d) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            (left, right) => long_compare(d, right, b, left),
        },
        order => order,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_fractions_are_compared_exactly() {
        let big = u128::MAX / 3;
        assert_eq!(long_compare(big, big - 1, big - 1, big - 2), Ordering::Less);
        assert_eq!(long_compare(2, 4, big, 2 * big), Ordering::Equal);
        assert_eq!(long_compare(3, 4, 2, 4), Ordering::Greater);
        assert_eq!(long_compare(1, 1, 3, 4), Ordering::Greater);
    }
}
