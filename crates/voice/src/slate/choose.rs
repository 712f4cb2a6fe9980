//! The choice itself.

use std::cmp::Ordering;

use sha2::{Digest, Sha256};

use super::{
    Added, Ballots, Certificate, How, LeftOut, Payment, Place,
    strength::{Covered, better, stronger},
};
use crate::shares::{Edges, Good, Market, NOT_FOR_SALE, Purchase, Ratio};

/// Why no slate was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// `k` is 0, or so large that money can't be told in 64 bits.
    #[error("{0} places: ask for at least 1 and at most 65,536")]
    Places(u32),
}

/// Chooses at most `places` statements; fewer only where nobody agrees with any other. `seed` decides between equals that
/// have equal support (see [`Certificate::seed`]).
///
/// Costs O(agreements) for the first purchase and far less for each further one; the final EJR+ check is one more pass.
///
/// # Errors
/// Where `places` is 0 or above 65,536.
pub fn choose(ballots: &Ballots, places: u32, seed: &[u8; 32]) -> Result<Certificate, Unasked> {
    if !(1..=1 << 16).contains(&places) {
        return Err(Unasked::Places(places));
    }
    let supports: Vec<u64> = (0..ballots.statements()).map(|statement| ballots.support(statement)).collect();
    let ranks = ranks(ballots, &supports, seed);
    let mut chosen = buy(ballots, places, &supports, &ranks);
    let mut covered = Covered::nobody(ballots);
    for place in &chosen {
        covered.add(ballots, place.statement);
    }
    let left_out = complete(ballots, places, &ranks, &mut chosen, &mut covered);
    Ok(Certificate {
        reading: ballots.reading(),
        places,
        people: ballots.people(),
        statements: ballots.statements(),
        agreements: ballots.agreements(),
        seed: *seed,
        covered: histogram(ballots, &covered.times, chosen.len()),
        chosen,
        holds: left_out.is_none_or(|group| !group.is_wronged(places)),
        left_out,
    })
}

impl Edges for Ballots {
    fn people(&self) -> usize {
        self.people() as usize
    }

    fn each(&self, column: usize, supporter: impl FnMut(u32, u32, u64)) {
        if let Ok(statement) = u32::try_from(column) {
            self.each(statement, supporter);
        }
    }
}

/// Who comes first among equals: the larger share of support, then the lot.
fn ranks(ballots: &Ballots, supports: &[u64], seed: &[u8; 32]) -> Vec<usize> {
    let entry = |(statement, &support)| (statement, support, ballots.out_of(statement), lot(seed, statement));
    let mut order: Vec<(u32, u64, u64, [u8; 32])> = (0_u32..).zip(supports).map(entry).collect();
    order.sort_by(|a, b| {
        let share = (u128::from(b.1) * u128::from(a.2)).cmp(&(u128::from(a.1) * u128::from(b.2)));
        // Statements that can't be chosen have no share; they come last.
        (a.2 == 0).cmp(&(b.2 == 0)).then(share).then(a.3.cmp(&b.3))
    });
    let mut ranks = vec![0; order.len()];
    for (rank, entry) in order.iter().enumerate() {
        ranks[entry.0 as usize] = rank;
    }
    ranks
}

fn lot(seed: &[u8; 32], statement: u32) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"roundtable slate")
        .chain_update(seed)
        .chain_update(statement.to_le_bytes())
        .finalize()
        .into()
}

/// The Method of Equal Shares. Everyone has `k` coins, and a place costs as many as there are to agree with it.
fn buy(ballots: &Ballots, places: u32, supports: &[u64], ranks: &[usize]) -> Vec<Place> {
    let good = |statement: u32| Good {
        price: match ballots.out_of(statement) {
            0 => NOT_FOR_SALE,
            out_of => u128::from(out_of) / u128::from(ballots.scale()),
        },
        unit: 1,
        support: supports[statement as usize],
        rank: ranks[statement as usize],
    };
    let goods = (0..ballots.statements()).map(good).collect();
    let mut market = Market::new(ballots, goods, u64::from(places));
    let mut bought = Vec::new();
    while bought.len() < places as usize
        && let Some(purchase) = market.buy_next()
    {
        bought.push(purchase);
    }
    let place = |(at, purchase): (usize, &Purchase)| {
        let statement = u32::try_from(purchase.column).unwrap_or(u32::MAX);
        let each = market.each(at);
        let (above, below) = (each.numerator() * ballots.scale(), each.denominator() * places);
        let count = |people: u64| u32::try_from(people).unwrap_or(u32::MAX);
        let payment = Payment {
            each: Ratio::reduced(above, below),
            full: count(purchase.full),
            rest: count(purchase.rest),
        };
        self::place(ballots, statement, How::Bought(payment))
    };
    bought.iter().enumerate().map(place).collect()
}

fn place(ballots: &Ballots, statement: u32, how: How) -> Place {
    Place { statement, support: ballots.support(statement), out_of: ballots.out_of(statement), how }
}

/// Gives the places that are left to those who are not covered, one at a time, and returns the strongest group that is left
/// out in the end. What a statement would add only shrinks as others are chosen, so few need to be looked at again.
fn complete(
    ballots: &Ballots,
    places: u32,
    ranks: &[usize],
    chosen: &mut Vec<Place>,
    covered: &mut Covered,
) -> Option<LeftOut> {
    let is_open = |statement: &u32| !chosen.iter().any(|place| place.statement == *statement);
    let open: Vec<u32> = (0..ballots.statements()).filter(is_open).collect();
    let mut rest: Vec<Added> =
        open.into_iter().filter_map(|statement| covered.by_adding(ballots, statement)).collect();
    while chosen.len() < places as usize {
        let Some(added) = first(ballots, &mut rest, covered, ranks, better) else { break };
        let statement = added.group.statement;
        rest.retain(|other| other.group.statement != statement);
        chosen.push(place(ballots, statement, How::Completed(added)));
        covered.add(ballots, statement);
    }
    let strength = |a: &Added, b: &Added| stronger(&a.group, &b.group);
    first(ballots, &mut rest, covered, ranks, strength).map(|added| added.group)
}

/// The greatest in an order in which everything only ever falls, then by rank.
fn first(
    ballots: &Ballots,
    rest: &mut [Added],
    covered: &mut Covered,
    ranks: &[usize],
    order: impl Fn(&Added, &Added) -> Ordering,
) -> Option<Added> {
    let rank = |added: &Added| ranks[added.group.statement as usize];
    let down = |a: &Added, b: &Added| order(b, a).then(rank(a).cmp(&rank(b)));
    rest.sort_by(down);
    let mut best: Option<Added> = None;
    for added in rest {
        if best.is_some_and(|best| down(&best, added).is_lt()) {
            break;
        }
        if let Some(now) = covered.by_adding(ballots, added.group.statement) {
            *added = now;
            best = Some(best.map_or(now, |best| if down(&now, &best).is_lt() { now } else { best }));
        }
    }
    best
}

/// How many people agree with 0, 1, … of the chosen statements.
fn histogram(ballots: &Ballots, times: &[u32], chosen: usize) -> Vec<u32> {
    let mut covered = vec![0; chosen + 1];
    for times in times {
        covered[(times / ballots.scale()) as usize] += 1;
    }
    covered
}
