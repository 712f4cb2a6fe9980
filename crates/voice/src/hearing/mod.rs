//! Which statement comes next, so that each gets a fair hearing.
//!
//! In open conversations the first statements take nearly all the answers: the rank correlation of the order in which
//! statements were made and the answers they got is −0.7 to −0.98. Here every next statement is drawn by lot, with stated
//! chances, and the chance of each draw is kept with the answer.
//!
//! # The rule, in a sentence
//! Ideas that fewer people have answered come first; a little chance is left for all.
//!
//! # The rule, exactly
//! Of the `m` statements that a person could still answer, numbered `i = 0, 1, …` in the order they were made, number `i`
//! with `S` answers so far is drawn with the chance
//!
//! ```text
//! π_i = 19/20 · w_i / Σw + 1/20 · 1/m        w_i = 2^(−(h_i − least h)) · (2m + i)        h_i = S_i · (1, 2/3 or 1/2)
//! ```
//!
//! - **Fewer first.** Each answer fewer doubles the weight. Gentler weights do not do: with `1/√S` or even `1/S⁸` early
//!   statements keep the answers they had before later ones were made, and the correlation stays at −0.7 or worse.
//! - **Need.** A statement on which the group's standing is not clear counts as heard by two thirds of those who answered
//!   it, one that the person's own group has hardly answered by half of them ([`Need`]). So it ends with at most half
//!   again, or twice, the answers of others.
//! - **Newness.** `2m + i` grows from `2m` to nearly `3m`: the newest is ahead by the worth of half an answer. This is
//!   what the oldest gain from the draws in which all are alike.
//! - **A little chance for all.** One draw in 20 is among all alike, so that every chance is at least `1/(20·m)` and every
//!   share can be checked against the draw ([`audit`]).
//!
//! There is no factor for what people think of a statement: the unpopular are heard like the popular.
//!
//! Nobody chooses the draw: its randomness is the `ChaCha12` stream keyed with
//! SHA-256(`"roundtable hearing 2"` ‖ conversation seed ‖ person ‖ step), numbers as 4 bytes, little end first. Who holds the
//! seed can repeat it. Weights are whole numbers (2³²ths), so that the same draw comes out everywhere.
//!
//! # What it achieves
//! Beside Polis's rule on the same people in the same order, who give 12 answers each while 150 statements are added as
//! 1,000 people come (`tests/hearing`; four conversations from ideal points, views moving a little over time):
//!
//! | | This rule | Polis's |
//! |---|---|---|
//! | Rank correlation of order and answers, mean (from–to) | +0.08 (+0.05 to +0.14) | −0.74 (−0.72 to −0.77) |
//! | Answers: least, middle, most heard statement | 70, 73, 110 | 8, 52, 829 |
//! | Gini coefficient of answers | 0.04 | 0.45 |
//! | Counted shares are off by, in 100 | 4.7 | 6.0 |
//! | … to one side by | −0.2 | −1.2 |
//! | A view of 12 in 100, made when 8 in 10 had come: answers, middle = 1 | 1.0 | 0.2 |
//!
//! With need, 38 of these 600 statements are unsettled at the end; without it 100. The first version of this rule, with
//! the weight `(1 + 8·2^(−S/5))/√(S + 1)`, had a correlation of −0.93 to −0.96 on such conversations. Weighing each answer
//! by its chance changes no share by more than 16 to 28 in 100 (800 people, 120 statements), and none by more than luck
//! explains: 76 answers then say as much as 33.
//!
//! # What it can't do
//! Nobody can answer what was not said yet. Where statements are added until the end, as fast as people come, the last ones
//! are short of answers, and the oldest, who are alone in having been there all along, keep a few more than the rest.
//!
//! Left out on purpose: how much an answer would tell about the person who is asked. It would make the draw depend on what
//! that person thinks, and so tilt the very shares that are being counted.
//!
//! Sources: newness as in Polis's comment priority; exposure after Salganik & Levy, "Wiki surveys" (2015), and Singh &
//! Joachims, "Fairness of exposure in rankings" (2018).
//!
//! ```
//! use voice::hearing::{next, Candidate, Need};
//!
//! let heard = |statement, seen| Candidate { statement, seen, need: Need::Settled };
//! let candidates = [heard(0, 400), heard(4, 12), heard(9, 9)];
//! let draw = next(&[1; 32], 12, 0, &candidates).unwrap();
//! assert_eq!(draw.statement, 9, "three answers fewer: eight times the weight, and newer");
//! assert!((draw.probability - 0.8730).abs() < 0.0001);
//! assert_eq!(next(&[1; 32], 12, 0, &candidates), Some(draw), "the same seed, the same draw");
//! assert!((draw.chance().share() / draw.probability - 1.0).abs() < 0.009, "as it is kept with the answer");
//! ```

mod audit;
mod chance;
mod exposure;
mod need;
mod rule;

pub use audit::{Audit, Weighed, audit};
pub use chance::{Chance, NotAChance};
pub use exposure::{Exposure, exposure};
pub use need::{Need, need};

use crate::responses::{Responses, Tally};

const FLOOR_LEAST: u32 = 20;
const FLOOR_PEOPLE: u32 = 20;

/// A statement that may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which statement; each at most once. Statements are numbered in the order they were made.
    pub statement: u32,
    /// How many people have answered it.
    pub seen: u32,
    /// How much the group still needs to know about it.
    pub need: Need,
}

/// The statement drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// Which statement comes next.
    pub statement: u32,
    /// The chance π it had, over 0 and at most 1.
    pub probability: f64,
}

impl Draw {
    /// The chance as it is kept with the answer.
    pub fn chance(&self) -> Chance {
        Chance::nearest(self.probability)
    }
}

/// The live statements a person has not answered, with what the whole group needs to know about each. `live` is best
/// ascending: then the cost is linear.
pub fn candidates(responses: &Responses, person: u32, live: impl IntoIterator<Item = u32>) -> Vec<Candidate> {
    candidates_of_group(responses, person, live, |_| None)
}

/// As [`candidates`], for somebody in a clear group: `own_group` tells the group's tally of a statement, or none where that
/// is not known.
pub fn candidates_of_group(
    responses: &Responses,
    person: u32,
    live: impl IntoIterator<Item = u32>,
    own_group: impl Fn(u32) -> Option<Tally>,
) -> Vec<Candidate> {
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
    open.map(|statement| {
        let tally = responses.tally(statement);
        let need = need(&tally, responses.people(), own_group(statement));
        Candidate { statement, seen: tally.seen(), need }
    })
    .collect()
}

/// Draws the statement that `person` sees next, at their `step`-th draw. `None` where there are no candidates. Their order
/// changes nothing. O(candidates) when they ascend by statement.
pub fn next(seed: &[u8; 32], person: u32, step: u32, candidates: &[Candidate]) -> Option<Draw> {
    let stream = rule::stream(seed, person, step);
    if candidates.is_sorted_by_key(|candidate| candidate.statement) {
        return rule::draw(stream, candidates);
    }
    let mut sorted = candidates.to_vec();
    sorted.sort_unstable_by_key(|candidate| candidate.statement);
    rule::draw(stream, &sorted)
}

/// How many answers a statement needs to count as heard when `people` took part: 20, or one in twenty of the people.
pub const fn floor(people: u32) -> u32 {
    let twentieth = people.div_ceil(FLOOR_PEOPLE);
    if twentieth > FLOOR_LEAST { twentieth } else { FLOOR_LEAST }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a chance to show and to weigh with; nothing is decided on it"
)]
fn ratio(part: u128, whole: u128) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests;
