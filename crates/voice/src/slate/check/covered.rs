//! Replays the completed places, and looks for groups left out.

use std::cmp::Ordering;

use num_bigint::BigUint;

use super::{Candidate, Draw, Objection};
use crate::slate::{Added, Ballots, Certificate, How, LeftOut, Place};

/// How often each person is covered.
pub(super) struct Covered<'a> {
    ballots: &'a Ballots,
    pub(super) times: Vec<u32>,
    room: Vec<(u64, u32)>,
}

/// A statement that is not chosen, and what was last found of it. Both what it would add and the group it leaves out only
/// ever shrink.
pub(super) struct Left {
    candidate: Candidate,
    found: Added,
}

impl<'a> Covered<'a> {
    pub(super) fn new(ballots: &'a Ballots) -> Self {
        Self { ballots, times: vec![0; ballots.people() as usize], room: Vec::new() }
    }

    pub(super) fn add(&mut self, statement: u32) {
        let times = &mut self.times;
        self.ballots.each(statement, |who, value, _| times[who as usize] += value);
    }

    /// What a statement that is not chosen would add, and the group with most weight for its level that it leaves out; of
    /// equals that with the lowest level. `None` where nobody agrees with it.
    fn look(&mut self, statement: u32) -> Option<Added> {
        let one = self.ballots.scale();
        self.room.fill((0, 0));
        let (times, room) = (&self.times, &mut self.room);
        let mut newly = 0;
        self.ballots.each(statement, |who, value, stands| {
            let had = times[who as usize];
            let has = had + value;
            newly += stands * u64::from(has.min(one) - had.min(one));
            if room.len() <= has as usize {
                room.resize(has as usize + 1, (0, 0));
            }
            let at = &mut room[has as usize];
            *at = (at.0 + stands * u64::from(value), at.1 + 1);
        });
        let out_of = self.ballots.out_of(statement);
        let (mut weight, mut people, mut best) = (0_u64, 0_u32, None::<LeftOut>);
        for (level, at) in (0_u32..).zip(&self.room) {
            if at.1 == 0 {
                continue;
            }
            (weight, people) = (weight + at.0, people + at.1);
            let is_better = best.is_none_or(|best| {
                u128::from(weight) * u128::from(best.level) > u128::from(best.weight) * u128::from(level)
            });
            if is_better {
                best = Some(LeftOut { statement, level, people, weight, out_of });
            }
        }
        best.map(|group| Added { newly, group })
    }
}

/// From strong to weak: by weight for the level, as a share of those who count.
fn by_strength(a: &Added, b: &Added) -> Ordering {
    let (a, b) = (a.group, b.group);
    let wide = |weight: u64, level: u32, out_of: u64| BigUint::from(weight) * level * out_of;
    wide(b.weight, a.level, a.out_of).cmp(&wide(a.weight, b.level, b.out_of))
}

/// From much to little added, as a share of those who count.
fn by_newly(a: &Added, b: &Added) -> Ordering {
    let share = |one: &Added, other: &Added| u128::from(one.newly) * u128::from(other.group.out_of);
    share(b, a).cmp(&share(a, b)).then_with(|| by_strength(a, b))
}

/// Whether one of the others comes before this one.
fn is_passed_over(
    this: &Left,
    others: &mut [Left],
    covered: &mut Covered<'_>,
    order: impl Fn(&Added, &Added) -> Ordering,
    draw: &Draw<'_>,
) -> bool {
    let is_before = |other: &Left| {
        let order = order(&other.found, &this.found);
        order.then_with(|| draw.order(&other.candidate, &this.candidate)).is_lt()
    };
    let mut others = others.iter_mut().filter(|other| other.candidate.statement != this.candidate.statement);
    others.any(|other| {
        if !is_before(other) {
            return false;
        }
        if let Some(now) = covered.look(other.candidate.statement) {
            other.found = now;
        }
        is_before(other)
    })
}

/// Replays the completed places; returns the statements that are not chosen.
pub(super) fn completions(
    chosen: &[Place],
    bought: usize,
    candidates: &[Candidate],
    covered: &mut Covered<'_>,
    draw: &Draw<'_>,
) -> Result<Vec<Left>, Objection> {
    let is_bought = |one: &&Candidate| chosen[..bought].iter().any(|place| place.statement == one.statement);
    let mut left: Vec<Left> = candidates
        .iter()
        .filter(|one| !is_bought(one))
        .filter_map(|one| covered.look(one.statement).map(|found| Left { candidate: *one, found }))
        .collect();
    for place in &chosen[bought..] {
        let How::Completed(added) = &place.how else { return Err(Objection::Places) };
        let candidate =
            Candidate { statement: place.statement, support: place.support, out_of: place.out_of };
        if covered.look(place.statement).as_ref() != Some(added) {
            return Err(Objection::Completion(place.statement));
        }
        if is_passed_over(&Left { candidate, found: *added }, &mut left, covered, by_newly, draw) {
            return Err(Objection::Order(place.statement));
        }
        left.retain(|other| other.candidate.statement != place.statement);
        covered.add(place.statement);
    }
    Ok(left)
}

/// EJR+, over every statement that is not chosen.
pub(super) fn guarantee(
    certificate: &Certificate,
    mut left: Vec<Left>,
    covered: &mut Covered<'_>,
    draw: &Draw<'_>,
) -> Result<(), Objection> {
    let Some(group) = certificate.left_out else {
        let holds = if certificate.holds { Ok(()) } else { Err(Objection::Verdict) };
        return if left.is_empty() { holds } else { Err(Objection::LeftOut) };
    };
    if certificate.chosen.len() < certificate.places as usize {
        return Err(Objection::EmptyPlace);
    }
    let this = left.iter().find(|one| one.candidate.statement == group.statement).map(|one| one.candidate);
    let Some((candidate, found)) = this.zip(covered.look(group.statement)) else {
        return Err(Objection::LeftOut);
    };
    if found.group != group
        || is_passed_over(&Left { candidate, found }, &mut left, covered, by_strength, draw)
    {
        return Err(Objection::LeftOut);
    }
    let is_wronged = u128::from(certificate.places) * u128::from(group.weight)
        >= u128::from(group.level) * u128::from(group.out_of);
    if certificate.holds == is_wronged { Err(Objection::Verdict) } else { Ok(()) }
}
