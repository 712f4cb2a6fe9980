//! Purses, prices and purchases.

use std::{cmp::Ordering, collections::BTreeMap};

use num_bigint::BigUint;

use super::Ratio;

/// Who values what: the columns of a sparse matrix.
pub(crate) trait Edges {
    /// How many people there are.
    fn people(&self) -> usize;

    /// Each supporter of a column, once: the person, how they value it (`v` ≥ 1) and for how many they stand (`g` ≥ 1).
    fn each(&self, column: usize, supporter: impl FnMut(u32, u32, u64));

    /// How many people a row is, where equal ballots were merged.
    fn heads(&self, _person: u32) -> u64 {
        1
    }
}

/// A thing to buy. With [`Edges`] that say `v`, its supporters value it at `u = unit · v`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Good {
    /// What its price is, in the money in which the purse is told: at most 2⁶⁴, or [`NOT_FOR_SALE`].
    pub(crate) price: u128,
    /// How much it is worth for each `v`.
    pub(crate) unit: u64,
    /// `Σ g·v` over all of its supporters.
    pub(crate) support: u64,
    /// Of equals, the lower rank is bought. All ranks differ.
    pub(crate) rank: usize,
}

/// What was bought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Purchase {
    /// The column.
    pub(crate) column: usize,
    /// How many people paid `α·v`.
    pub(crate) full: u64,
    /// How many people had less than that, but something, and paid it.
    pub(crate) rest: u64,
}

/// A supporter with money left.
#[derive(Clone, Copy)]
struct Supporter {
    who: u32,
    value: u32,
    stands: u64,
    purse: u64,
}

/// One payment of `α_t · value`; a person's payments are a list from the last to the first.
struct Payment {
    before: u32,
    purchase: u32,
    value: u32,
}

/// How somebody values a thing, and all they have paid: the same for two people means the same money and the same ask.
type Alike = (u32, Vec<(u32, u32)>);

/// Between which numbers of coins `α = ρ · unit` lies; no `most` where it may be that it can't be bought.
#[derive(Clone, Copy)]
struct Bracket {
    least: u64,
    most: Option<u64>,
}

/// The exact `α` of a good: `above / (rich · D)`; and who of its supporters has less than `α·v`.
struct Exact {
    above: BigUint,
    rich: u128,
    poor: Vec<bool>,
}

/// The price of what can't be bought.
pub(crate) const NOT_FOR_SALE: u128 = u128::MAX;
const NOBODY: u32 = u32::MAX;
/// A purse is at most this many coins.
const COINS: u64 = 1 << 62;

/// The state between two purchases.
pub(crate) struct Market<'a, E> {
    edges: &'a E,
    goods: Vec<Good>,
    endowment: u64,
    /// A coin is 2^−shift of the money.
    shift: u32,
    /// In coins, never less than the truth, and by at most `slack` more.
    purses: Vec<u64>,
    slack: u64,
    last: Vec<u32>,
    payments: Vec<Payment>,
    /// `α_t = spent_t / whole`, exactly.
    spent: Vec<BigUint>,
    whole: BigUint,
    /// What can still be bought, and the least coins that its α may be: α only ever rises.
    open: Vec<(usize, u64)>,
    rows: Vec<Supporter>,
}

impl<'a, E: Edges> Market<'a, E> {
    /// Everyone gets `endowment`, which must be from 1 to 2⁶².
    pub(crate) fn new(edges: &'a E, goods: Vec<Good>, endowment: u64) -> Self {
        let shift = (COINS / endowment.max(1)).max(1).ilog2();
        // Were nobody's purse too small, a good would cost its price for each unit of support; it never costs less.
        let open = |(column, good): (usize, &Good)| {
            let is_for_sale = good.price != NOT_FOR_SALE && good.support > 0;
            let least = is_for_sale.then(|| (good.price << shift) / u128::from(good.support))?;
            Some((column, u64::try_from(least).unwrap_or(COINS).min(COINS)))
        };
        Self {
            edges,
            open: goods.iter().enumerate().filter_map(open).collect(),
            goods,
            endowment,
            shift,
            purses: vec![endowment << shift; edges.people()],
            slack: 0,
            last: vec![NOBODY; edges.people()],
            payments: Vec::new(),
            spent: Vec::new(),
            whole: BigUint::from(1_u32),
            rows: Vec::new(),
        }
    }

    /// Buys the next thing. `None` when nothing can be bought.
    pub(crate) fn buy_next(&mut self) -> Option<Purchase> {
        let (column, bracket) = self.cheapest()?;
        self.gather(column);
        let exact = self.exact(column, bracket)?;
        self.open.retain(|&(open, _)| open != column);
        Some(self.pay(column, exact))
    }

    /// What each unit of value cost (`α`) in the `purchase`-th purchase, from 0.
    pub(crate) fn each(&self, purchase: usize) -> Ratio {
        Ratio::reduced(self.spent[purchase].clone(), self.whole.clone())
    }

    /// What the supporters of a column have left together, exactly.
    pub(crate) fn left(&mut self, column: usize) -> Ratio {
        self.gather(column);
        let mut money = Money::default();
        for row in &self.rows {
            self.add(&mut money, row);
        }
        Ratio::reduced(self.exactly(&money), self.whole.clone())
    }

    /// The column to buy next, with its bracket.
    fn cheapest(&mut self) -> Option<(usize, Bracket)> {
        let goods = &self.goods;
        let per_unit = |a: (usize, u64), b: (usize, u64)| compare((a.1, &goods[a.0]), (b.1, &goods[b.0]));
        self.open.sort_by(|&a, &b| per_unit(a, b).then(a.0.cmp(&b.0)));
        let mut open = std::mem::take(&mut self.open);
        let mut found: Vec<(usize, Bracket)> = Vec::new();
        let mut best: Option<(usize, u64)> = None;
        let within = |goods: &[Good], a: (usize, u64), best: Option<(usize, u64)>| {
            best.is_none_or(|b| compare((a.1, &goods[a.0]), (b.1, &goods[b.0])).is_le())
        };
        open.retain_mut(|entry| {
            if !within(&self.goods, *entry, best) {
                return true;
            }
            self.gather(entry.0);
            let price = self.goods[entry.0].price << self.shift;
            // Most are dearer than the best so far, which one look at the best's price tells.
            let from = best.map_or(entry.1, |best| self.as_dear_as(entry.0, best).max(entry.1));
            match Paid::at(&self.rows, from, 0).step(price, from) {
                Step::TooDear => return false,
                Step::Above(least) => {
                    entry.1 = least;
                    if !within(&self.goods, *entry, best) {
                        return true;
                    }
                }
                Step::Reached => {}
            }
            let Some(least) = lower(&self.rows, price, entry.1) else { return false };
            entry.1 = least;
            if within(&self.goods, *entry, best) {
                let most = upper(&self.rows, price, least, self.slack);
                if let Some(most) = most.filter(|&most| within(&self.goods, (entry.0, most), best)) {
                    best = Some((entry.0, most));
                }
                found.push((entry.0, Bracket { least, most }));
            }
            true
        });
        self.open = open;
        found.retain(|&(column, bracket)| within(&self.goods, (column, bracket.least), best));
        self.settle(found)
    }

    /// The α at which a column is as dear as another one, rounded down.
    fn as_dear_as(&self, column: usize, (other, coins): (usize, u64)) -> u64 {
        let alpha = wide(coins) * wide(self.goods[column].unit) / wide(self.goods[other].unit);
        u64::try_from(alpha).unwrap_or(COINS).min(COINS)
    }

    /// Of those whose brackets touch, the cheapest by exact arithmetic, then by rank.
    fn settle(&mut self, found: Vec<(usize, Bracket)>) -> Option<(usize, Bracket)> {
        if let [(column, bracket)] = found[..]
            && bracket.most.is_some()
        {
            return Some((column, bracket));
        }
        let mut best: Option<(usize, Bracket, BigUint, BigUint)> = None;
        for (column, bracket) in found {
            self.gather(column);
            let Some(Exact { above, rich, .. }) = self.exact(column, bracket) else {
                self.open.retain(|&(open, _)| open != column);
                continue;
            };
            let below = BigUint::from(rich) * self.goods[column].unit;
            let is_better = best.as_ref().is_none_or(|(other, _, other_above, other_below)| {
                let order = (&above * other_below).cmp(&(other_above * &below));
                order.then(self.goods[column].rank.cmp(&self.goods[*other].rank)).is_lt()
            });
            if is_better {
                best = Some((column, bracket, above, below));
            }
        }
        best.map(|(column, bracket, ..)| (column, bracket))
    }

    fn gather(&mut self, column: usize) {
        let (rows, purses) = (&mut self.rows, &self.purses);
        rows.clear();
        self.edges.each(column, |who, value, stands| {
            let purse = purses[who as usize];
            if purse > 0 {
                rows.push(Supporter { who, value, stands, purse });
            }
        });
    }

    /// For the gathered supporters of a column; `None` where their money does not reach.
    fn exact(&self, column: usize, bracket: Bracket) -> Option<Exact> {
        let mut poor = vec![false; self.rows.len()];
        let mut money = Money::default();
        let mut rich = 0_u128;
        let mut unsure: BTreeMap<Alike, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if wide(row.purse) < wide(bracket.least) * u128::from(row.value) {
                poor[at] = true;
                self.add(&mut money, row);
                continue;
            }
            rich += u128::from(row.stands) * u128::from(row.value);
            let surely = wide(row.purse.saturating_sub(self.slack));
            if bracket.most.is_none_or(|most| surely < wide(most) * u128::from(row.value)) {
                unsure.entry((row.value, self.history(row.who).collect())).or_default().push(at);
            }
        }
        let price = BigUint::from(self.goods[column].price) * &self.whole;
        let mut above = &price - self.exactly(&money);
        loop {
            let (mut moved, all_rich) = (false, rich);
            unsure.retain(|(value, _), those| {
                let mut one = Money::default();
                self.add(&mut one, &Supporter { stands: 1, ..self.rows[those[0]] });
                if self.exactly(&one) * all_rich >= &above * *value {
                    return true;
                }
                moved = true;
                for &at in those.iter() {
                    poor[at] = true;
                    self.add(&mut money, &self.rows[at]);
                    rich -= u128::from(self.rows[at].stands) * u128::from(self.rows[at].value);
                }
                false
            });
            if rich == 0 {
                return None;
            }
            above = &price - self.exactly(&money);
            if !moved {
                return Some(Exact { above, rich, poor });
            }
        }
    }

    /// Takes the money of the gathered supporters.
    fn pay(&mut self, column: usize, exact: Exact) -> Purchase {
        let (full, rest) = self.payers(&exact);
        let Exact { above, rich, poor } = exact;
        let remainder = u128::try_from(&above % rich).unwrap_or(0);
        let divisor = euclid(rich, remainder);
        let factor = rich / divisor;
        self.whole *= factor;
        for spent in &mut self.spent {
            *spent *= factor;
        }
        let spent = above / divisor;
        let coins = (&spent << self.shift) / &self.whole;
        let is_whole = &coins * &self.whole == &spent << self.shift;
        let coins = u64::try_from(coins).unwrap_or(COINS);
        let purchase = u32::try_from(self.spent.len()).unwrap_or(NOBODY);
        self.spent.push(spent);
        let mut largest = 0;
        for (row, poor) in self.rows.iter().zip(poor) {
            let who = row.who as usize;
            if poor {
                self.purses[who] = 0;
                continue;
            }
            largest = largest.max(row.value);
            self.purses[who] = row.purse.saturating_sub(coins.saturating_mul(u64::from(row.value)));
            let before =
                std::mem::replace(&mut self.last[who], u32::try_from(self.payments.len()).unwrap_or(NOBODY));
            self.payments.push(Payment { before, purchase, value: row.value });
        }
        self.slack += if is_whole { 0 } else { u64::from(largest) };
        Purchase { column, full, rest }
    }

    /// How many people pay in full, and how many pay what they have left.
    fn payers(&self, exact: &Exact) -> (u64, u64) {
        let (mut full, mut rest) = (0, 0);
        for (row, &poor) in self.rows.iter().zip(&exact.poor) {
            let heads = self.edges.heads(row.who);
            if !poor {
                full += heads;
            } else if row.purse > self.slack || self.has_something(row) {
                rest += heads;
            }
        }
        (full, rest)
    }

    fn has_something(&self, row: &Supporter) -> bool {
        let mut money = Money::default();
        self.add(&mut money, row);
        self.exactly(&money) > BigUint::ZERO
    }

    /// What a person with money left has paid: (purchase, value), from the last to the first.
    fn history(&self, who: u32) -> impl Iterator<Item = (u32, u32)> {
        let mut at = self.last[who as usize];
        std::iter::from_fn(move || {
            let paid = self.payments.get(at as usize)?;
            at = paid.before;
            Some((paid.purchase, paid.value))
        })
    }

    fn add(&self, money: &mut Money, row: &Supporter) {
        money.purses += u128::from(row.stands);
        money.paid.resize(self.spent.len(), 0);
        for (purchase, value) in self.history(row.who) {
            money.paid[purchase as usize] += u128::from(row.stands) * u128::from(value);
        }
    }

    /// In units of 1 / `whole`.
    fn exactly(&self, money: &Money) -> BigUint {
        let had = BigUint::from(money.purses) * self.endowment * &self.whole;
        let paid = money.paid.iter().zip(&self.spent).filter(|(times, _)| **times > 0);
        had - paid.map(|(&times, spent)| spent * times).sum::<BigUint>()
    }
}

/// A sum of purses: so many endowments, less so many times each α.
#[derive(Default)]
struct Money {
    purses: u128,
    paid: Vec<u128>,
}

/// The order of α/unit.
fn compare(a: (u64, &Good), b: (u64, &Good)) -> Ordering {
    (wide(a.0) * wide(b.1.unit)).cmp(&(wide(b.0) * wide(a.1.unit)))
}

/// What is paid at some α, split: by those who give all they have, and for each coin of α by the others.
struct Paid {
    poor: u128,
    rich: u128,
}

enum Step {
    /// This α is not too low.
    Reached,
    /// The true α is not below this.
    Above(u64),
    /// No α is enough.
    TooDear,
}

impl Paid {
    fn at(rows: &[Supporter], alpha: u64, slack: u64) -> Self {
        let (mut poor, mut rich) = (0_u128, 0_u128);
        for row in rows {
            let purse = row.purse.saturating_sub(slack);
            if wide(purse) < wide(alpha) * u128::from(row.value) {
                poor += u128::from(row.stands) * wide(purse);
            } else {
                rich += u128::from(row.stands) * u128::from(row.value);
            }
        }
        Self { poor, rich }
    }

    /// A step of Newton's: what is paid is concave in α, so from below it stays below.
    fn step(&self, price: u128, alpha: u64) -> Step {
        if self.poor + self.rich * wide(alpha) >= price {
            return Step::Reached;
        }
        if self.rich == 0 {
            return Step::TooDear;
        }
        let next = (price - self.poor) / self.rich;
        Step::Above(u64::try_from(next).unwrap_or(COINS + 1).min(COINS + 1))
    }
}

/// A number of coins that α is not below, from one that it is not below; `None` where the money surely does not reach.
fn lower(rows: &[Supporter], price: u128, mut alpha: u64) -> Option<u64> {
    loop {
        match Paid::at(rows, alpha, 0).step(price, alpha) {
            Step::Above(next) if next > alpha => alpha = next,
            Step::TooDear => return None,
            Step::Reached | Step::Above(_) => return Some(alpha),
        }
    }
}

/// A number of coins that α is not above; `None` where it may be that the money does not reach.
fn upper(rows: &[Supporter], price: u128, mut alpha: u64, slack: u64) -> Option<u64> {
    loop {
        match Paid::at(rows, alpha, slack).step(price, alpha) {
            Step::Above(next) => alpha = next.max(alpha + 1),
            Step::TooDear => return None,
            Step::Reached => return Some(alpha),
        }
    }
}

const fn euclid(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

const fn wide(number: u64) -> u128 {
    number as u128
}
