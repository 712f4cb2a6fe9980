use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::*;
use crate::responses::{Answer, Choice, Responses};

/// People on a circle of two dimensions answer by the model; about `kept` of 100 cells are answered.
fn made(people: usize, statements: usize, kept: u64, seed: u64) -> Responses {
    let share = |one: usize, two: usize, salt: u64| {
        f64::from(u32::try_from(scramble(seed ^ salt, one, two) >> 32).unwrap()) / f64::from(u32::MAX)
    };
    let mut responses = Responses::default();
    for person in 0..people {
        let angle = share(person, 0, 1) * std::f64::consts::TAU;
        for statement in 0..statements {
            let turned = angle - share(statement, 0, 2) * std::f64::consts::TAU;
            let eta = 2.5 * libm::cos(turned) + 2.0 * (share(statement, 1, 3) - 0.5);
            let agrees = share(person, statement, 4) < 1.0 / (1.0 + libm::exp(-eta));
            if scramble(seed ^ 5, person, statement) % 100 < kept {
                let choice = if share(person, statement, 6) < 0.1 {
                    Choice::Pass
                } else if agrees {
                    Choice::Agree
                } else {
                    Choice::Disagree
                };
                let (person, statement) = (u32::try_from(person).unwrap(), u32::try_from(statement).unwrap());
                responses.set(person, statement, Answer::new(choice));
            }
        }
    }
    responses
}

fn bits(model: &Model) -> Vec<u64> {
    let numbers = model.people.iter().chain(&model.statements).flatten();
    numbers.chain(model.covariances.iter().flatten()).map(|number| number.to_bits()).collect()
}

fn workers(threads: usize) -> Workers {
    Workers::new(NonZeroUsize::new(threads).unwrap())
}

/// At the fit, the gradient of the log posterior vanishes: `Σ z·(y − σ(η)) = Λ·θ` for every person and statement.
#[test]
fn the_fit_is_a_summit_of_the_posterior() {
    let sides = Sides::of(&made(60, 25, 70, 3));
    let settings = Settings { rounds: 3_000, settled: 1e-10, ..Settings::default() };
    let model = fit(&sides, Dimension::TWO, &settings);
    let mut slopes = vec![[0.0; 3]; model.statements()];
    for person in 0..sides.people() {
        let placed = model.place(sides.of_person(person));
        let at = [placed.leaning, placed.at[0], placed.at[1]];
        let mut slope = [0.0; 3];
        for (statement, agrees) in sides.of_person(person) {
            let [b, x, y, _] = model.statements[statement];
            let eta = at[0] + b + at[1] * x + at[2] * y;
            let rest = f64::from(u8::from(agrees)) - 1.0 / (1.0 + libm::exp(-eta));
            for (k, z) in [1.0, x, y].into_iter().enumerate() {
                slope[k] += rest * z;
            }
            for (k, z) in [1.0, at[1], at[2]].into_iter().enumerate() {
                slopes[statement][k] += rest * z;
            }
        }
        for k in 0..3 {
            assert!((slope[k] - at[k]).abs() < 1e-4, "person {person}: {slope:?} {at:?}");
        }
    }
    for (slope, [b, x, y, _]) in slopes.iter().zip(&model.statements) {
        let pulls = [0.3 * b, 5.0 * x, 5.0 * y];
        for k in 0..3 {
            assert!((slope[k] - pulls[k]).abs() < 1e-3, "{slope:?} {pulls:?}");
        }
    }
}

#[test]
fn the_same_bytes_on_every_run_and_any_number_of_threads() {
    let sides = Sides::of(&made(900, 120, 90, 8));
    assert!(sides.runs().len() > 2, "several runs");
    let once = fit(&sides, Dimension::THREE, &Settings::default());
    for threads in [1, 2, 3, 7] {
        let settings = Settings { workers: workers(threads), ..Settings::default() };
        assert_eq!(bits(&fit(&sides, Dimension::THREE, &settings)), bits(&once));
    }
    let few = Sides::of(&made(80, 30, 60, 8));
    let chosen = choose(&few, &Settings::default());
    assert_eq!(chosen, choose(&few, &Settings { workers: workers(4), ..Settings::default() }));
}

/// Written down from a run; debug and release must both say it.
#[test]
fn golden() {
    let model = fit(&Sides::of(&made(40, 20, 60, 1)), Dimension::TWO, &Settings::default());
    let sum = bits(&model).iter().fold(0_u64, |sum, &bits| sum.rotate_left(7) ^ bits);
    assert_eq!(sum, GOLDEN);
}
const GOLDEN: u64 = 16_397_042_726_177_862_383;

#[test]
fn the_dimension_is_that_of_the_answers() {
    let chosen = choose(&Sides::of(&made(400, 60, 60, 4)), &Settings::default());
    assert_eq!((chosen.dimension, chosen.better_than_none), (Dimension::TWO, true));
    let noise: Responses = made(300, 40, 60, 2)
        .iter()
        .map(|(person, statement, answer)| {
            let heads = scramble(9, person as usize, statement as usize).is_multiple_of(2);
            let choice = if heads { Choice::Agree } else { Choice::Disagree };
            (person, statement, if answer.choice == Choice::Pass { answer } else { Answer::new(choice) })
        })
        .collect();
    let chosen = choose(&Sides::of(&noise), &Settings::default());
    assert_eq!((chosen.dimension, chosen.better_than_none), (Dimension::ONE, false));
    let nothing = choose(&Sides::default(), &Settings::default());
    assert_eq!((nothing.dimension, nothing.better_than_none), (Dimension::ONE, false));
}

#[test]
fn nothing_is_known_of_nobody() {
    let model = fit(&Sides::default(), Dimension::TWO, &Settings::default());
    let position = model.position(7);
    assert_eq!((position.leaning, position.at), (0.0, [0.0; 3]));
    assert!((position.covariance[1][1] - 1.0).abs() < 1e-15 && position.certainty().abs() < 1e-15);
    assert!((model.chance(7, 7) - 0.5).abs() < 1e-12);
    assert!(model.agreement(&Sides::default()).is_empty());
}

#[test]
fn more_answers_make_a_place_surer() {
    let sides = Sides::of(&made(150, 60, 80, 5));
    let model = fit(&sides, Dimension::TWO, &Settings::default());
    for person in 0..10 {
        let all: Vec<_> = sides.of_person(person).collect();
        let few = model.place(all[..3].iter().copied()).certainty();
        let many = model.place(all.iter().copied()).certainty();
        assert!(0.0 < few && few < many && many < 1.0, "{few} {many}");
        let (placed, fitted) = (model.place(all), model.position(person));
        for k in 0..3 {
            assert!((placed.at[k] - fitted.at[k]).abs() < 5e-3, "{placed:?} {fitted:?}");
        }
    }
}

/// A statement is mostly shown to those who lean its way. The raw share is fooled.
#[test]
fn agreement_is_corrected_for_who_was_asked() {
    let full = made(500, 40, 100, 6);
    let model = fit(&Sides::of(&full), Dimension::TWO, &Settings::default());
    let target = (0..40).max_by(|&s, &t| model.statements[s][1].total_cmp(&model.statements[t][1])).unwrap();
    let biased: Responses = full
        .iter()
        .filter(|&(person, statement, _)| {
            let leans = model.people[person as usize][1] > 0.0;
            statement as usize != target || leans || scramble(1, person as usize, 0) % 100 < 15
        })
        .collect();
    let sides = Sides::of(&biased);
    let truth = model.agreement(&Sides::of(&full))[target].raw.unwrap();
    let seen = fit(&sides, Dimension::TWO, &Settings::default()).agreement(&sides)[target];
    let (raw, corrected) = ((seen.raw.unwrap() - truth).abs(), (seen.everybody - truth).abs());
    assert!(raw > 0.15 && corrected < raw / 3.0, "raw off by {raw}, corrected by {corrected}");
}

#[test]
fn a_large_table_is_found_through_a_sample() {
    let sides = Sides::of(&made(600, 50, 80, 11));
    let whole = fit(&sides, Dimension::TWO, &Settings { rounds: 60, ..Settings::default() });
    let through = fit(&sides, Dimension::TWO, &Settings { sample: 5_000, rounds: 60, ..Settings::default() });
    for person in 0..600 {
        for statement in [0, 20, 49] {
            let (one, other) = (whole.chance(person, statement), through.chance(person, statement));
            assert!((one - other).abs() < 0.03, "{one} {other}");
        }
    }
}

#[test]
fn a_map_keeps_facing_the_same_way() {
    let sides = Sides::of(&made(120, 40, 80, 12));
    let model = fit(&sides, Dimension::TWO, &Settings::default());
    let mut turned = model.clone();
    axes::turn(&[[-1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], &mut turned.people);
    axes::turn(&[[-1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], &mut turned.statements);
    for packed in &mut turned.covariances {
        // The covariances of the first coordinate with the intercept and with the others.
        for at in [1, 4, 7] {
            packed[at] = -packed[at];
        }
    }
    let back = turned.clone().facing(&model);
    assert_eq!(back, model);
    assert_ne!(turned, model);
    assert_eq!(model.clone().facing(&model), model);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn who_answered_nothing_changes_nothing(seed in 0_u64..1_000) {
        let responses = made(30, 12, 60, seed);
        let mut more = responses.clone();
        more.set(31, 3, Answer::new(Choice::Pass));
        let (model, other) = (
            fit(&Sides::of(&responses), Dimension::TWO, &Settings::default()),
            fit(&Sides::of(&more), Dimension::TWO, &Settings::default()),
        );
        prop_assert_eq!(&model.statements, &other.statements);
        prop_assert_eq!(&model.people[..], &other.people[..model.people.len()]);
        prop_assert!(other.position(31).at.iter().all(|coordinate| coordinate.abs() < 1e-15));
    }

    #[test]
    fn numbering_people_otherwise_only_renumbers(seed in 0_u64..1_000, turn in 1_u32..29) {
        let responses = made(30, 12, 80, seed);
        let turned: Responses = responses.iter().map(|(person, s, answer)| ((person + turn) % 30, s, answer)).collect();
        let settings = Settings { rounds: 400, settled: 1e-9, ..Settings::default() };
        let (model, other) =
            (fit(&Sides::of(&responses), Dimension::ONE, &settings), fit(&Sides::of(&turned), Dimension::ONE, &settings));
        for person in 0..30 {
            let there = ((person + turn) % 30) as usize;
            for statement in 0..12 {
                let (one, same) = (model.chance(person as usize, statement), other.chance(there, statement));
                prop_assert!((one - same).abs() < 1e-4, "{one} {same}");
            }
        }
    }

    #[test]
    fn turning_all_answers_round_turns_the_chances(seed in 0_u64..1_000) {
        let responses = made(30, 12, 80, seed);
        let turned: Responses = responses
            .iter()
            .map(|(person, statement, answer)| {
                let choice = match answer.choice {
                    Choice::Agree => Choice::Disagree,
                    Choice::Disagree => Choice::Agree,
                    Choice::Pass => Choice::Pass,
                };
                (person, statement, Answer::new(choice))
            })
            .collect();
        let (model, other) = (
            fit(&Sides::of(&responses), Dimension::TWO, &Settings::default()),
            fit(&Sides::of(&turned), Dimension::TWO, &Settings::default()),
        );
        for person in 0..30 {
            for statement in 0..12 {
                prop_assert!((model.chance(person, statement) + other.chance(person, statement) - 1.0).abs() < 1e-6);
            }
        }
    }
}
