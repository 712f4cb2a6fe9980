//! How many dimensions the answers bear out.

use super::{Dimension, Model, Settings, Sides, finish, scramble, settle, start};
use crate::linear::real;

/// Answers are sorted into so many parts; each is held out once.
pub const FOLDS: usize = 5;
/// Kept apart from what else is drawn from the seed.
const FOLD_SEED: u64 = 0xF01D;
/// More would tell the dimensions apart no better: the standard errors are some thousandths of a nat.
const MOST_SIDES: usize = 100_000;
/// Rounds of a fit on four fifths: enough to compare dimensions.
const ROUNDS: usize = 8;
/// The same where there are only intercepts, which the start has settled already.
const PLAIN_ROUNDS: usize = 3;

/// How well answers that were held out are foretold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeldOut {
    /// With so many dimensions.
    pub dimension: Dimension,
    /// Mean of `−ln P(what was answered)`, in nats a side; `ln 2` knows nothing.
    pub loss: f64,
    /// How much worse that is than the best dimension, and
    pub behind: f64,
    /// the standard error of that difference over the folds.
    pub error: f64,
}

/// The dimension chosen and what it was chosen on.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// That of 1 to 3 which foretells best, the smaller of equals; 1 where none foretells better than no map.
    pub dimension: Dimension,
    /// Whether that foretells answers better than no map at all (dimension 0), by more than one standard error.
    pub better_than_none: bool,
    /// For dimensions 0 to 3.
    pub held_out: [HeldOut; 4],
}

/// Chooses the dimension by 5-fold cross-validation: each side falls into a fold drawn from the seed, its person and its
/// statement; the model is fitted on four folds and foretells the fifth. `behind` and `error` compare each dimension with the
/// best fold by fold, so that folds that are harder for all do not count as doubt.
///
/// With more than 100,000 sides (or [`Settings::sample`]) this is done on a sample of people that holds so many.
///
/// ```
/// use voice::{ideal::{self, Dimension, Settings, Sides}, responses::{Answer, Choice, Responses}};
///
/// // Two camps that differ on everything: one line tells them apart.
/// let cells = (0..40).flat_map(|person| (0..12).map(move |statement| (person, statement)));
/// let responses: Responses = cells
///     .map(|(person, statement)| {
///         let agrees = (person < 25) == (statement < 6);
///         (person, statement, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree }))
///     })
///     .collect();
/// let chosen = ideal::choose(&Sides::of(&responses), &Settings::default());
/// assert!(chosen.better_than_none);
/// assert!(chosen.held_out[0].loss > chosen.held_out[chosen.dimension.get()].loss);
/// ```
pub fn choose(sides: &Sides, settings: &Settings) -> Chosen {
    let sampled;
    let most = settings.sample.min(MOST_SIDES);
    let sides = if sides.len() > most {
        sampled = sides.of_people(&sides.sample(settings.seed, most));
        &sampled
    } else {
        sides
    };
    let inner = Settings { workers: super::Workers::ONE, ..*settings };
    let losses = settings.workers.each((0..FOLDS).collect(), |fold| {
        let part = |person, statement| scramble(settings.seed ^ FOLD_SEED, person, statement) % FOLDS as u64;
        let train = sides.only(|person, statement| part(person, statement) != fold as u64);
        let test = sides.only(|person, statement| part(person, statement) == fold as u64);
        let start = start::start(&train, &inner.priors, inner.workers);
        Dimension::ALL.map(|dimension| {
            let (mut people, mut statements) = (start.people.clone(), start.statements.clone());
            super::cut(dimension, &mut statements);
            let most = if dimension == Dimension::NONE { PLAIN_ROUNDS } else { ROUNDS };
            let inner = Settings { rounds: inner.rounds.min(most), ..inner };
            let rounds = settle(&train, dimension, &inner, &mut people, &mut statements);
            loss(&finish(&train, dimension, &inner, rounds, people, statements), &test)
        })
    });
    judge(&losses)
}

/// Mean `−ln P` of what was answered; 0 where nothing was held out.
fn loss(model: &Model, test: &Sides) -> f64 {
    let mut sum = 0.0;
    for person in 0..test.people() {
        let position = model.position(person);
        for (statement, agrees) in test.of_person(person) {
            let chance = model.chance_at(&position, statement);
            sum -= libm::log((if agrees { chance } else { 1.0 - chance }).max(1e-9));
        }
    }
    if test.is_empty() { 0.0 } else { sum / real(test.len()) }
}

/// The least loss counts. (The rule that takes the simplest map within one standard error of the best one, Breiman et al. 1984,
/// 3.4.3, foretold worse on some real conversations and about as well on the others: see `docs/mathematics.md`.) Whether there is a map at all has to
/// be surer than that: by one standard error of the folds' differences.
fn judge(losses: &[[f64; 4]]) -> Chosen {
    let folds = real(losses.len());
    let mean = |k: usize| losses.iter().map(|fold| fold[k]).sum::<f64>() / folds;
    let difference = |k: usize, l: usize| {
        let behind = mean(k) - mean(l);
        let squares: f64 =
            losses.iter().map(|fold| (fold[k] - fold[l] - behind) * (fold[k] - fold[l] - behind)).sum();
        (behind, (squares / (folds * (folds - 1.0))).sqrt())
    };
    let best = [2, 3].into_iter().fold(1, |best, k| if mean(k) < mean(best) { k } else { best });
    let (behind, error) = difference(0, best);
    let better_than_none = behind > error;
    Chosen {
        dimension: if better_than_none { Dimension(best) } else { Dimension::ONE },
        better_than_none,
        held_out: std::array::from_fn(|k| {
            let (behind, error) = difference(k, best);
            HeldOut { dimension: Dimension(k), loss: mean(k), behind, error }
        }),
    }
}
