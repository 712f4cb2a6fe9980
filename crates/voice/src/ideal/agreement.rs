//! What everybody would say, not only those who were asked.

use super::{Model, scramble, sides::Sides};
use crate::linear::{quadratic, real};

/// Most people that a predicted share is averaged over; more are sampled.
const MOST_PEOPLE: usize = 4_000;
/// The seed of that sample.
const SAMPLE: u64 = 0xA6EE;

/// The share that agrees with a statement, of those who would take a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Of those who did take a side; `None` where nobody did.
    pub raw: Option<f64>,
    /// How many took a side.
    pub sides: u32,
    /// Of everybody, by the model. Publish it next to `raw` and `sides`, never alone.
    pub everybody: f64,
}

impl Model {
    /// For each statement, the share that agrees: as counted, and corrected for who was asked,
    ///
    /// > `Â_j = (1/n)·Σ_i E[σ(a_i + b_j + u_i·v_j)]`
    ///
    /// over the people who took any side, with the expectation over the doubt about where each is
    /// ([`chance`](Self::chance)). With more than 4,000 people, over a fixed sample of 4,000 (which adds an error of at
    /// most 0.8 in 100, one standard deviation). Give the sides the model was fitted on.
    pub fn agreement(&self, sides: &Sides) -> Vec<Agreement> {
        let mut counts = vec![(0_u32, 0_u32); self.statements.len()];
        let mut people: Vec<_> = (0..sides.people()).filter(|&person| sides.taken(person) > 0).collect();
        for &person in &people {
            for (statement, agrees) in sides.of_person(person) {
                if let Some((agree, taken)) = counts.get_mut(statement) {
                    *agree += u32::from(agrees);
                    *taken += 1;
                }
            }
        }
        if people.len() > MOST_PEOPLE {
            people.sort_by_cached_key(|&person| (scramble(SAMPLE, person, 0), person));
            people.truncate(MOST_PEOPLE);
            people.sort_unstable();
        }
        let expected = self.expected(&people);
        counts
            .iter()
            .zip(expected)
            .map(|(&(agree, sides), everybody)| Agreement {
                raw: (sides > 0).then(|| f64::from(agree) / f64::from(sides)),
                sides,
                everybody,
            })
            .collect()
    }

    /// The mean chance to agree with each statement over some people; ½ where there are none.
    pub(crate) fn expected(&self, people: &[usize]) -> Vec<f64> {
        let weights = super::Weights::get();
        let mut sums = vec![0.0; self.statements.len()];
        for &person in people {
            let position = self.position(person);
            let at = [position.leaning, position.at[0], position.at[1], position.at[2]];
            for (sum, statement) in sums.iter_mut().zip(&self.statements) {
                let z = [1.0, statement[1], statement[2], statement[3]];
                let eta = super::sweep::log_odds(&at, statement);
                *sum += weights.blurred(eta, quadratic(&position.covariance, &z));
            }
        }
        let people = real(people.len());
        sums.iter().map(|sum| if people > 0.0 { sum / people } else { 0.5 }).collect()
    }
}
