//! Where people stand relative to each other: a logistic ideal-point model of the sides really taken.
//!
//! A statement that somebody has not seen is *unknown*, not average: it enters nothing. For person `i` and statement `j`
//!
//! > `P(i agrees with j) = σ(η)`, `η = a_i + b_j + u_i·v_j`, `σ(η) = 1 / (1 + e^(−η))`
//!
//! with `a` how readily a person agrees at all, `b` how readily a statement is agreed with, `u` the person's position and `v`
//! the statement's direction in `K` dimensions (the two-parameter logistic of item response theory). All are logits, without
//! unit. Before any data `a ~ N(0, 1/λ_a)`, `b ~ N(0, 1/λ_b)`, `u ~ N(0, I/λ_u)`, `v ~ N(0, I/λ_v)` ([`Priors`]). "Not sure"
//! is not half of an agreement; it has a rate of its own in the [tally](crate::responses::Tally).
//!
//! **Fit** ([`fit`]). Expectation–maximisation with the Jaakkola–Jordan weight, which is the mean of a Pólya–Gamma variable,
//! `w(η) = tanh(η/2) / (2η)` ([`weight`]); each person and each statement is one small ridge solve:
//!
//! > `θ_i = (Λ + Σ_j w_ij·z_j·z_jᵀ)⁻¹ · Σ_j z_j·(y_ij − ½ − w_ij·b_j)`, `z_j = (1, v_j)`, `y` 1 for agree and 0 for disagree.
//!
//! The inverse matrix is the covariance of the person's position: somebody with two answers is somewhere in a large ellipse.
//! Then the map is turned to the principal axes of the statements and signs are fixed. **Dimension** ([`choose`]): 5-fold
//! held-out log-loss, the least of 1 to 3. **Agreement** ([`Model::agreement`]) is corrected for who was asked.
//!
//! Same input, same bytes: sums run in an order set by the data alone, whatever the number of [`Workers`].
//!
//! Sources: Birnbaum 1968; Jaakkola & Jordan 2000, *Bayesian parameter estimation via variational methods*; Polson, Scott &
//! Windle 2013, *Bayesian inference for logistic models using Pólya–Gamma latent variables*; Clinton, Jackman & Rivers 2004.
//!
//! ```
//! use voice::{ideal::{self, Settings, Sides}, responses::{Answer, Choice, Responses}};
//!
//! // Two camps of ten. Person 20 has answered one thing only.
//! let mut responses = Responses::default();
//! for person in 0..20 {
//!     for statement in 0..8 {
//!         let agrees = (person < 10) == (statement < 4);
//!         responses.set(person, statement, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree }));
//!     }
//! }
//! responses.set(20, 0, Answer::new(Choice::Agree));
//! let sides = Sides::of(&responses);
//! let model = ideal::fit(&sides, ideal::Dimension::ONE, &Settings::default());
//! let (one, other, quiet) = (model.position(0), model.position(19), model.position(20));
//! assert!(one.at[0] * other.at[0] < 0.0, "the camps are on different sides");
//! assert!(quiet.at[0].abs() < one.at[0].abs() && quiet.certainty() < one.certainty());
//! assert!(model.chance(20, 1) > 0.5, "who agrees with 0 probably agrees with 1");
//! ```

mod agreement;
mod axes;
mod choose;
mod sides;
mod start;
mod sweep;
pub mod weight;
mod work;

pub use agreement::Agreement;
pub use choose::{Chosen, FOLDS, HeldOut, choose};
pub use sides::Sides;
pub(crate) use sides::scramble;
use sweep::Parameters;
use weight::Weights;
pub use work::Workers;

use crate::linear::{quadratic, real};

/// How many coordinates a map has: 0 (no map at all) to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimension(usize);

impl Dimension {
    /// No map: only how readily people agree and statements are agreed with.
    pub const NONE: Self = Self(0);
    /// A line.
    pub const ONE: Self = Self(1);
    /// A plane.
    pub const TWO: Self = Self(2);
    /// A space.
    pub const THREE: Self = Self(3);
    /// All of them, ascending.
    pub const ALL: [Self; 4] = [Self::NONE, Self::ONE, Self::TWO, Self::THREE];

    /// The number of coordinates.
    pub const fn get(self) -> usize {
        self.0
    }
}

/// What is believed before any data, as precisions (one over the variance). Larger pulls harder towards 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priors {
    /// `λ_a`, of how readily a person agrees.
    person: f64,
    /// `λ_b`, of how readily a statement is agreed with.
    statement: f64,
    /// `λ_u`, of each coordinate of a person.
    position: f64,
    /// `λ_v`, of each coordinate of a statement.
    loading: f64,
}

impl Priors {
    /// `λ_a`, `λ_b`, `λ_u`, `λ_v` in this order; `None` unless each is positive and finite.
    pub fn new(person: f64, statement: f64, position: f64, loading: f64) -> Option<Self> {
        let all = [person, statement, position, loading];
        all.iter().all(|precision| precision.is_finite() && *precision > 0.0).then_some(Self {
            person,
            statement,
            position,
            loading,
        })
    }
}

impl Default for Priors {
    /// `λ_a = 1`, `λ_b = 0.3`, `λ_u = 1`, `λ_v = 5`.
    fn default() -> Self {
        Self { person: 1.0, statement: 0.3, position: 1.0, loading: 5.0 }
    }
}

/// How to fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What is believed before any data.
    pub priors: Priors,
    /// Most rounds over everybody.
    pub rounds: usize,
    /// Stop when no parameter of a statement moved by more than this in a round.
    pub settled: f64,
    /// Sorts people into samples and answers into folds.
    pub seed: u64,
    /// Threads; the result does not depend on it.
    pub workers: Workers,
    /// With more sides than this the map is found on a sample of so many and then settled on everybody.
    pub sample: usize,
}

impl Default for Settings {
    /// 25 rounds, settled within 10⁻³, seed 0, one thread, samples of 250,000 sides.
    fn default() -> Self {
        Self {
            priors: Priors::default(),
            rounds: 25,
            settled: 1e-3,
            seed: 0,
            workers: Workers::ONE,
            sample: 250_000,
        }
    }
}

/// Where somebody is on the map, and how surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// How readily this person agrees at all, `a`.
    pub leaning: f64,
    /// The coordinates, `u`; those beyond the dimension are 0.
    pub at: [f64; 3],
    /// The covariance of (leaning, coordinates); rows and columns beyond the dimension are 0.
    pub covariance: [[f64; 4]; 4],
    dimension: usize,
    prior: f64,
}

impl Position {
    /// `1 − trace(Σ_u)·λ_u / K`: the share of the doubt before any answer that the answers have removed. 0 for somebody who
    /// took no side (and on a map of dimension 0), near 1 for somebody who took a hundred.
    pub fn certainty(&self) -> f64 {
        if self.dimension == 0 {
            return 0.0;
        }
        let trace: f64 = (1..=self.dimension).map(|k| self.covariance[k][k]).sum();
        (1.0 - trace * self.prior / real(self.dimension)).clamp(0.0, 1.0)
    }

    /// The covariance of the coordinates alone.
    pub fn spread(&self) -> [[f64; 3]; 3] {
        std::array::from_fn(|k| std::array::from_fn(|l| self.covariance[k + 1][l + 1]))
    }
}

/// A fitted map. Persons and statements keep their numbers from [`Sides`].
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    dimension: Dimension,
    priors: Priors,
    rounds: usize,
    people: Vec<Parameters>,
    /// Lower triangles of 4 × 4, row by row.
    covariances: Vec<[f64; 10]>,
    statements: Vec<Parameters>,
}

/// Rounds for one person, given the statements, after the fit.
const LAST_ROUNDS: usize = 6;
/// A person is then settled this much more closely than the statements are.
const LAST_SETTLED: f64 = 0.1;
/// The same where one person is placed at leisure.
const PLACE_ROUNDS: usize = 100;
const PLACE_SETTLED: f64 = 1e-9;
/// A sample is fitted only this closely: everybody's rounds come after it.
const SAMPLE_SETTLED: f64 = 1e-2;
/// Rounds over everybody after some more answers.
const FOLLOW_ROUNDS: usize = 2;
const FOLLOW_SETTLED: f64 = 1e-2;
/// Rounds over everybody after a sample: the statements are nearly where they belong.
const ROUNDS_AFTER_SAMPLE: usize = 6;

/// Fits the map. See the [module](self) for the model.
///
/// Costs `rounds × sides × (K + 1)²`; with more than [`Settings::sample`] sides the statements are first fitted on a sample
/// of people, so that a few rounds over everybody are enough. With no sides at all everything is 0.
pub fn fit(sides: &Sides, dimension: Dimension, settings: &Settings) -> Model {
    let sample = sides.sample(settings.seed, settings.sample);
    if sides.len() <= settings.sample || sample.is_empty() {
        let (people, statements, rounds) = from_scratch(sides, dimension, settings);
        return finish(sides, dimension, settings, rounds, people, statements);
    }
    let loose = Settings { settled: settings.settled.max(SAMPLE_SETTLED), ..*settings };
    let (_, mut statements, _) = from_scratch(&sides.of_people(&sample), dimension, &loose);
    let mut people = vec![[0.0; 4]; sides.people()];
    let short = Settings { rounds: settings.rounds.min(ROUNDS_AFTER_SAMPLE), ..*settings };
    let rounds = settle(sides, dimension, &short, &mut people, &mut statements);
    finish(sides, dimension, settings, rounds, people, statements)
}

/// Fits the map of these sides starting from another map of the same statements, which saves most of the rounds.
pub fn refit(sides: &Sides, from: &Model, settings: &Settings) -> Model {
    let (people, statements, rounds) = from_there(sides, from, settings);
    finish(sides, from.dimension, settings, rounds, people, statements)
}

/// The same map after some more answers, for in between: two rounds over everybody from where they were, and the axes as
/// they were, so that nobody's place turns. Statements and people the map did not know find their place from nothing.
///
/// Costs about a tenth of [`fit`]. Small steps add up: what is published is fitted from scratch.
///
/// ```
/// use voice::{ideal::{self, Dimension, Settings, Sides}, responses::{Answer, Choice, Responses}};
///
/// let likes = |person: u32, statement: u32| (person < 10) == (statement < 4);
/// let choice = |likes: bool| Answer::new(if likes { Choice::Agree } else { Choice::Disagree });
/// let mut responses: Responses =
///     (0..20).flat_map(|person| (0..8).map(move |s| (person, s, choice(likes(person, s))))).collect();
/// let model = ideal::fit(&Sides::of(&responses), Dimension::ONE, &Settings::default());
/// responses.set(20, 0, Answer::new(Choice::Agree));
/// let followed = ideal::follow(&Sides::of(&responses), &model, &Settings::default());
/// assert!(followed.position(20).at[0] * followed.position(0).at[0] > 0.0);
/// ```
pub fn follow(sides: &Sides, from: &Model, settings: &Settings) -> Model {
    let settled = settings.settled.max(FOLLOW_SETTLED);
    let few = Settings { rounds: settings.rounds.min(FOLLOW_ROUNDS), settled, ..*settings };
    let (people, statements, rounds) = from_there(sides, from, &few);
    place_all(sides, from.dimension, &few, rounds, people, statements)
}

fn from_there(sides: &Sides, from: &Model, settings: &Settings) -> (Vec<Parameters>, Vec<Parameters>, usize) {
    let mut people = from.people.clone();
    people.resize(sides.people(), [0.0; 4]);
    let mut statements = from.statements.clone();
    statements.resize(sides.statements(), [0.0; 4]);
    let rounds = settle(sides, from.dimension, settings, &mut people, &mut statements);
    (people, statements, rounds)
}

fn from_scratch(
    sides: &Sides,
    dimension: Dimension,
    settings: &Settings,
) -> (Vec<Parameters>, Vec<Parameters>, usize) {
    let start = start::start(sides, &settings.priors, settings.workers);
    let (mut people, mut statements) = (start.people, start.statements);
    cut(dimension, &mut statements);
    let rounds = settle(sides, dimension, settings, &mut people, &mut statements);
    (people, statements, rounds)
}

/// Forgets the coordinates beyond the dimension.
fn cut(dimension: Dimension, statements: &mut [Parameters]) {
    for statement in statements {
        statement[dimension.0 + 1..].fill(0.0);
    }
}

/// Rounds until settled. Returns how many there were.
fn settle(
    sides: &Sides,
    dimension: Dimension,
    settings: &Settings,
    people: &mut [Parameters],
    statements: &mut [Parameters],
) -> usize {
    for round in 1..=settings.rounds {
        let moved = sweep::sweep(dimension.0, sides, &settings.priors, settings.workers, people, statements);
        if moved <= settings.settled {
            return round;
        }
    }
    settings.rounds
}

/// Turns to the principal axes and places everybody a last time, with covariances.
fn finish(
    sides: &Sides,
    dimension: Dimension,
    settings: &Settings,
    rounds: usize,
    mut people: Vec<Parameters>,
    mut statements: Vec<Parameters>,
) -> Model {
    let axes = axes::principal(dimension.0, &statements);
    axes::turn(&axes, &mut statements);
    axes::turn(&axes, &mut people);
    place_all(sides, dimension, settings, rounds, people, statements)
}

/// Places everybody a last time, with covariances, on the map as it lies.
fn place_all(
    sides: &Sides,
    dimension: Dimension,
    settings: &Settings,
    rounds: usize,
    mut people: Vec<Parameters>,
    statements: Vec<Parameters>,
) -> Model {
    let runs = sides.runs();
    let mut rest = &mut people[..];
    let tasks: Vec<_> = runs
        .windows(2)
        .map(|bounds| {
            let (own, others) = std::mem::take(&mut rest).split_at_mut(bounds[1] - bounds[0]);
            rest = others;
            (bounds[0], own)
        })
        .collect();
    let covariances = settings.workers.each(tasks, |(first, own)| {
        (first..)
            .zip(own)
            .map(|(person, place)| {
                let row = sides.row(person);
                let from = if row.is_empty() { [0.0; 4] } else { *place };
                let placed = sweep::place(
                    dimension.0,
                    row,
                    &statements,
                    &settings.priors,
                    &from,
                    LAST_ROUNDS,
                    settings.settled * LAST_SETTLED,
                );
                *place = placed.at;
                pack(&placed.covariance)
            })
            .collect::<Vec<_>>()
    });
    let covariances = covariances.concat();
    Model { dimension, priors: settings.priors, rounds, people, covariances, statements }
}

fn pack(full: &[[f64; 4]; 4]) -> [f64; 10] {
    [
        full[0][0], full[1][0], full[1][1], full[2][0], full[2][1], full[2][2], full[3][0], full[3][1],
        full[3][2], full[3][3],
    ]
}

#[expect(clippy::needless_range_loop, reason = "several matrices are indexed alike, as in the formula")]
fn unpack(packed: &[f64; 10]) -> [[f64; 4]; 4] {
    let mut full = [[0.0; 4]; 4];
    let mut entries = packed.iter();
    for i in 0..4 {
        for j in 0..=i {
            let entry = entries.next().copied().unwrap_or(0.0);
            full[i][j] = entry;
            full[j][i] = entry;
        }
    }
    full
}

impl Model {
    /// How many coordinates there are.
    pub const fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// How many rounds over everybody the fit took.
    pub const fn rounds(&self) -> usize {
        self.rounds
    }

    /// How many people there are on the map, those who took no side included.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.statements.len()
    }

    /// Where a person is; where nobody is known to be for a person the fit has not seen.
    pub fn position(&self, person: usize) -> Position {
        match (self.people.get(person), self.covariances.get(person)) {
            (Some(at), Some(covariance)) => self.at(at, unpack(covariance)),
            _ => self.place([]),
        }
    }

    /// How readily a statement is agreed with (`b`) and its direction (`v`); all 0 for one the fit has not seen.
    pub fn statement(&self, statement: usize) -> (f64, [f64; 3]) {
        let [intercept, x, y, z] = self.statements.get(statement).copied().unwrap_or_default();
        (intercept, [x, y, z])
    }

    /// Where somebody with these sides, (statement, whether they agree), is on this map; statements the fit has not seen
    /// say nothing. This is how one's own position follows one's own answer at once: 100 answers take some 50 µs.
    ///
    /// The position of a person of the fit agrees with [`position`](Self::position) within some 10⁻⁴.
    pub fn place(&self, sides: impl IntoIterator<Item = (usize, bool)>) -> Position {
        let row: Vec<u32> = sides
            .into_iter()
            .filter(|&(statement, _)| statement < self.statements.len())
            .filter_map(|(statement, agrees)| u32::try_from(statement << 1 | usize::from(agrees)).ok())
            .collect();
        let placed = sweep::place(
            self.dimension.0,
            &row,
            &self.statements,
            &self.priors,
            &[0.0; 4],
            PLACE_ROUNDS,
            PLACE_SETTLED,
        );
        self.at(&placed.at, placed.covariance)
    }

    fn at(&self, at: &Parameters, covariance: [[f64; 4]; 4]) -> Position {
        Position {
            leaning: at[0],
            at: [at[1], at[2], at[3]],
            covariance,
            dimension: self.dimension.0,
            prior: self.priors.position,
        }
    }

    /// The chance that a person agrees with a statement, given that they take a side, averaged over the doubt about where
    /// the person is: `σ(η / √(1 + π·zᵀΣz/8))`, `z = (1, v)`. From 0 to 1.
    pub fn chance(&self, person: usize, statement: usize) -> f64 {
        self.chance_at(&self.position(person), statement)
    }

    /// The same for somebody at a position of this map.
    pub fn chance_at(&self, position: &Position, statement: usize) -> f64 {
        let statement = self.statements.get(statement).copied().unwrap_or_default();
        let at = [position.leaning, position.at[0], position.at[1], position.at[2]];
        let z = [1.0, statement[1], statement[2], statement[3]];
        Weights::get().blurred(sweep::log_odds(&at, &statement), quadratic(&position.covariance, &z))
    }

    /// The same map without anybody on it: it can still [`place`](Self::place) somebody.
    pub(crate) fn without_people(&self) -> Self {
        Self { people: Vec::new(), covariances: Vec::new(), statements: self.statements.clone(), ..*self }
    }

    /// Of each statement `b` and `v`, in order.
    pub(crate) fn directions(&self) -> Vec<[f64; 4]> {
        self.statements.clone()
    }

    /// A map without anybody on it, from the directions of its statements, with what is [usually](Priors::default) believed
    /// before any data. `None` beyond 3 dimensions, and where a figure is none.
    pub(crate) fn of_directions(dimension: usize, statements: Vec<[f64; 4]>) -> Option<Self> {
        let dimension = Dimension::ALL.into_iter().find(|one| one.get() == dimension)?;
        let is_fine = statements.iter().flatten().all(|figure| figure.is_finite());
        let (priors, people, covariances) = (Priors::default(), Vec::new(), Vec::new());
        is_fine.then_some(Self { dimension, priors, rounds: 0, people, covariances, statements })
    }

    /// The same map with some of its people only, renumbered in the order given.
    pub(crate) fn of_people(&self, people: &[usize]) -> Self {
        let pick = |list: &[Parameters]| {
            people.iter().map(|&person| list.get(person).copied().unwrap_or_default()).collect::<Vec<_>>()
        };
        let nowhere = pack(&self.place([]).covariance);
        let covariances =
            people.iter().map(|&person| self.covariances.get(person).copied().unwrap_or(nowhere)).collect();
        Self { people: pick(&self.people), covariances, statements: self.statements.clone(), ..*self }
    }

    /// The same map with each axis turned round, or not, so that it faces the way an earlier map did: nobody should find
    /// themselves on the other side because somebody else answered. A map of another dimension gives no lead.
    #[must_use]
    pub fn facing(mut self, earlier: &Self) -> Self {
        if self.dimension == earlier.dimension {
            let turn = axes::facing(self.dimension.0, &self.statements, &earlier.statements);
            axes::turn(&turn, &mut self.statements);
            axes::turn(&turn, &mut self.people);
            for packed in &mut self.covariances {
                let sign = |k: usize| if k == 0 { 1.0 } else { turn[k - 1][k - 1] };
                let full = unpack(packed);
                let full = std::array::from_fn(|i| std::array::from_fn(|j| full[i][j] * sign(i) * sign(j)));
                *packed = pack(&full);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests;
