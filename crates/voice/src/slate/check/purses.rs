//! Replays the purchases with everyone's money.

use std::cmp::Ordering;

use num_bigint::BigUint;

use super::{Candidate, Draw, Objection};
use crate::slate::{Ballots, Certificate, How, Payment, Place};

/// Replays all purchases; returns how many there were.
pub(super) fn purchases(
    ballots: &Ballots,
    certificate: &Certificate,
    candidates: &[Candidate],
    draw: &Draw<'_>,
) -> Result<usize, Objection> {
    let mut purses = Purses::new(ballots, certificate);
    let mut rivals: Vec<Rival> = candidates.iter().map(|one| Rival::new(*one, &purses)).collect();
    let mut bought: usize = 0;
    let mut last: Option<&Payment> = None;
    for place in &certificate.chosen {
        let How::Bought(payment) = &place.how else { break };
        // Purses only empty, so nothing ever gets cheaper.
        if last.is_some_and(|last| last.each > payment.each) {
            return Err(Objection::Order(place.statement));
        }
        let this = Candidate { statement: place.statement, support: place.support, out_of: place.out_of };
        rivals.retain(|rival| rival.candidate.statement != place.statement);
        for rival in &mut rivals {
            match rival.at(payment, &purses) {
                Ordering::Greater => return Err(Objection::Order(place.statement)),
                Ordering::Equal if draw.order(&this, &rival.candidate).is_gt() => {
                    return Err(Objection::Order(place.statement));
                }
                Ordering::Equal | Ordering::Less => {}
            }
        }
        if !purses.take(place, payment) {
            return Err(Objection::Payment(place.statement));
        }
        (bought, last) = (bought + 1, Some(payment));
    }
    if bought < certificate.places as usize
        && let Some(rival) = rivals.iter().find(|rival| rival.is_affordable(&purses))
    {
        return Err(Objection::Affordable(rival.candidate.statement));
    }
    Ok(bought)
}

/// Everyone's money, exactly: whole numbers of a unit in which every payment of the certificate is whole. People with the
/// same history have the same money, so it is kept once for each history.
pub(super) struct Purses<'a> {
    ballots: &'a Ballots,
    history: Vec<u32>,
    money: Vec<BigUint>,
    /// What each person has in coins of 2^shift units, cut off and one more: never less than the truth. A purse is under
    /// 2³⁷ coins.
    coins: Vec<u64>,
    shift: u64,
    /// A purse.
    unit: BigUint,
    places: u32,
}

/// People with the same history who agree alike.
struct Alike {
    history: u32,
    value: u32,
    people: u32,
    stands: u64,
}

impl<'a> Purses<'a> {
    fn new(ballots: &'a Ballots, certificate: &Certificate) -> Self {
        let mut unit = BigUint::from(ballots.scale());
        for place in &certificate.chosen {
            if let How::Bought(payment) = &place.how {
                let below = payment.each.denominator() * ballots.scale();
                let (mut a, mut b) = (unit.clone(), below.clone());
                while b > BigUint::ZERO {
                    let rest = &a % &b;
                    a = std::mem::replace(&mut b, rest);
                }
                unit = unit / a * below;
            }
        }
        let shift = unit.bits().saturating_sub(36);
        let people = ballots.people() as usize;
        Self {
            ballots,
            history: vec![0; people],
            money: vec![unit.clone()],
            coins: vec![coins(&unit, shift); people],
            shift,
            unit,
            places: certificate.places,
        }
    }

    fn price(&self, out_of: u64) -> BigUint {
        &self.unit * out_of
    }

    /// What a whole agreement pays, in units.
    fn each(&self, payment: &Payment) -> BigUint {
        payment.each.numerator() * (&self.unit / payment.each.denominator())
    }

    /// Supporters by what they have and how they agree, and for each supporter in turn which of these they are.
    fn alike(&self, statement: u32) -> (Vec<Alike>, Vec<u32>) {
        let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.money.len()];
        let (mut all, mut which): (Vec<Alike>, Vec<u32>) = (Vec::new(), Vec::new());
        self.ballots.each(statement, |who, value, stands| {
            let history = self.history[who as usize];
            let known = &mut places[history as usize];
            let found = known.iter().find(|one| one.0 == value).map(|one| one.1);
            // No more of them than people, who are numbered with 32 bits.
            let at = found.unwrap_or_else(|| u32::try_from(all.len()).unwrap_or(u32::MAX));
            if found.is_none() {
                known.push((value, at));
                all.push(Alike { history, value, people: 0, stands: 0 });
            }
            let alike = &mut all[at as usize];
            (alike.people, alike.stands) = (alike.people + 1, alike.stands + stands);
            which.push(at);
        });
        (all, which)
    }

    /// What supporters pay together where a whole agreement pays `each`, times places and scale, to be compared with
    /// [`Purses::price`].
    fn raised(&self, statement: u32, each: Option<&BigUint>) -> BigUint {
        let paid = |one: &Alike| {
            let has = &self.money[one.history as usize];
            let asked = each.map(|each| each * one.value / self.ballots.scale());
            asked.filter(|asked| asked < has).unwrap_or_else(|| has.clone()) * one.stands
        };
        let sum: BigUint = self.alike(statement).0.iter().map(paid).sum();
        sum * self.places * self.ballots.scale()
    }

    /// Takes a payment; whether it is right.
    fn take(&mut self, place: &Place, payment: &Payment) -> bool {
        let each = self.each(payment);
        let (alike, which) = self.alike(place.statement);
        let Ok(first) = u32::try_from(self.money.len()) else { return false };
        let (mut full, mut rest, mut paid) = (0, 0, BigUint::ZERO);
        let mut left = Vec::with_capacity(alike.len());
        for Alike { history, value, people, stands } in alike {
            let has = self.money[history as usize].clone();
            let asked = &each * value / self.ballots.scale();
            if has >= asked {
                full += people;
                paid += &asked * stands;
                left.push(has - asked);
            } else {
                rest += if has > BigUint::ZERO { people } else { 0 };
                paid += has * stands;
                left.push(BigUint::ZERO);
            }
        }
        let left_coins: Vec<u64> = left.iter().map(|money| coins(money, self.shift)).collect();
        let (history, has, mut which) = (&mut self.history, &mut self.coins, which.into_iter());
        self.ballots.each(place.statement, |who, _, _| {
            if let Some(which) = which.next() {
                history[who as usize] = first + which;
                has[who as usize] = left_coins[which as usize];
            }
        });
        self.money.append(&mut left);
        let price = self.price(place.out_of);
        full == payment.full && rest == payment.rest && paid * self.places * self.ballots.scale() == price
    }
}

fn coins(money: &BigUint, shift: u64) -> u64 {
    u64::try_from(money >> shift).unwrap_or(u64::MAX - 1) + 1
}

const MOST: u64 = 1 << 49;

/// A statement that might have been bought instead. What its supporters pay is concave in what each is asked and falls with
/// their purses, so what was found once bounds what will be found later.
struct Rival {
    candidate: Candidate,
    /// The price in coins, cut off.
    price: u128,
    /// When a whole agreement was asked this many coins…
    asked: u64,
    /// …so many were paid, at most,
    paid: u128,
    /// and for each coin more, so many more: this, divided by the scale.
    more: u128,
}

impl Rival {
    fn new(candidate: Candidate, purses: &Purses<'_>) -> Self {
        let price =
            purses.price(candidate.out_of) / (u64::from(purses.places) * u64::from(purses.ballots.scale()));
        Self {
            candidate,
            price: u128::try_from(price >> purses.shift).unwrap_or(u128::MAX),
            asked: 0,
            paid: 0,
            more: u128::from(candidate.support),
        }
    }

    /// What its supporters would pay for a payment, compared with its price.
    fn at(&mut self, payment: &Payment, purses: &Purses<'_>) -> Ordering {
        let each = purses.each(payment);
        // 2⁴⁹ coins for a whole agreement are more than a purse for the smallest part of one.
        let asked = u64::try_from(&each >> purses.shift).unwrap_or(MOST).min(MOST) + 1;
        let scale = u64::from(purses.ballots.scale());
        let more = (self.more * u128::from(asked.saturating_sub(self.asked))).div_ceil(u128::from(scale));
        if self.paid + more < self.price {
            return Ordering::Less;
        }
        (self.asked, self.paid, self.more) = (asked, 0, 0);
        purses.ballots.each(self.candidate.statement, |who, value, stands| {
            let coins = purses.coins[who as usize];
            let asked = if scale == 1 { asked } else { (asked * u64::from(value)).div_ceil(scale) };
            if coins < asked {
                self.paid += u128::from(coins) * u128::from(stands);
            } else {
                self.paid += u128::from(asked) * u128::from(stands);
                self.more += u128::from(value) * u128::from(stands);
            }
        });
        if self.paid < self.price {
            return Ordering::Less;
        }
        purses.raised(self.candidate.statement, Some(&each)).cmp(&purses.price(self.candidate.out_of))
    }

    /// Whether its supporters have enough together.
    fn is_affordable(&self, purses: &Purses<'_>) -> bool {
        let mut coins = 0_u128;
        purses.ballots.each(self.candidate.statement, |who, _, stands| {
            coins += u128::from(purses.coins[who as usize]) * u128::from(stands);
        });
        let statement = self.candidate.statement;
        coins >= self.price && purses.raised(statement, None) >= purses.price(self.candidate.out_of)
    }
}
