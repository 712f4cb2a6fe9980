//! Are answers that were held out foretold? Nested cross-validation: whatever is chosen is chosen without them.

use voice::{
    ideal::{self, Dimension, Sides},
    linear::Cholesky,
    polis::{self, Moderation},
    responses::{Choice, Responses},
};

use super::{
    auc::{self, Area},
    head, mean, real, row,
};
use crate::{conversation::Conversation, curve::settings, synthetic::part};

/// Repeats, each with other folds.
const SEEDS: u64 = 5;
/// Kept apart from the folds on which the rule for the dimension was picked, which were the first.
const FIRST_SEED: u64 = 1_000;
/// Each side is held out once a repeat.
const FOLDS: u64 = 10;

/// One figure for each (person, statement); higher for those who will rather agree.
type Foretell<'a> = Box<dyn Fn(u32, u32) -> f64 + 'a>;

const METHODS: [&str; 5] =
    ["share of the statement", "Polis, as it draws", "Polis, unstretched", "Polis, regressed", "ours"];
const OURS: usize = 4;

/// The areas of each method for one repeat or conversation.
type Areas = [Area; 5];

pub(super) fn tables(conversations: &[Conversation]) {
    let mut overall = Vec::new();
    let mut within = Vec::new();
    for conversation in conversations {
        let repeats: Vec<(Areas, Vec<usize>)> =
            (0..SEEDS).map(|seed| repeat(&conversation.responses, seed)).collect();
        let name = format!("{} ({} people)", conversation.name, conversation.responses.people());
        overall.push(line(&name, &repeats, |area| area.overall));
        let mut cells = line(&name, &repeats, |area| area.within);
        cells.push(dimensions(&repeats));
        within.push(cells);
    }
    let columns: Vec<&str> =
        [&["Conversation"][..], &METHODS[..], &["least lead over Polis's best of the five repeats"][..]]
            .concat();
    head("Held-out answers: area under the ROC curve, all answers", &columns);
    overall.iter().for_each(row);
    head("The same within statements", &[&columns[..], &["dimensions chosen: 1, 2, 3"][..]].concat());
    within.iter().for_each(row);
}

fn line(name: &str, repeats: &[(Areas, Vec<usize>)], part: fn(&Area) -> f64) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    for method in 0..METHODS.len() {
        let figures: Vec<f64> = repeats.iter().map(|(areas, _)| part(&areas[method])).collect();
        cells.push(format!("{:.3}", mean(&figures)));
    }
    let lead = |areas: &Areas| {
        let best = areas[1..OURS].iter().map(part).fold(f64::NEG_INFINITY, f64::max);
        part(&areas[OURS]) - best
    };
    let least = repeats.iter().map(|(areas, _)| lead(areas)).fold(f64::INFINITY, f64::min);
    cells.push(format!("{least:+.3}"));
    cells
}

fn dimensions(repeats: &[(Areas, Vec<usize>)]) -> String {
    let all: Vec<usize> = repeats.iter().flat_map(|(_, chosen)| chosen.iter().copied()).collect();
    let count = |dimension: usize| all.iter().filter(|&&chosen| chosen == dimension).count().to_string();
    [1, 2, 3].map(count).join(", ")
}

/// Each fold in turn is held out; areas are taken within a fold, because figures of different fits do not compare.
fn repeat(responses: &Responses, seed: u64) -> (Areas, Vec<usize>) {
    let mut folds: Vec<Areas> = Vec::new();
    let mut chosen = Vec::new();
    for fold in 0..FOLDS {
        let is_held_out = |person, statement, choice| {
            choice != Choice::Pass && part(FIRST_SEED + seed, person, statement, FOLDS) == fold
        };
        let known: Responses =
            responses.iter().filter(|&(p, s, answer)| !is_held_out(p, s, answer.choice)).collect();
        let held_out: Vec<(u32, u32, bool)> = responses
            .iter()
            .filter(|&(p, s, answer)| is_held_out(p, s, answer.choice))
            .map(|(p, s, answer)| (p, s, answer.choice == Choice::Agree))
            .collect();
        let (methods, dimension) = methods(&known);
        chosen.push(dimension.get());
        folds.push(methods.map(|foretell| {
            let scored: Vec<_> = held_out.iter().map(|&(p, s, yes)| (s, (foretell(p, s), yes))).collect();
            auc::both(&scored)
        }));
    }
    let mean_of = |method: usize, part: fn(&Area) -> f64| {
        mean(
            &folds
                .iter()
                .map(|areas| part(&areas[method]))
                .filter(|area| area.is_finite())
                .collect::<Vec<_>>(),
        )
    };
    let areas = std::array::from_fn(|method| Area {
        overall: mean_of(method, |area| area.overall),
        within: mean_of(method, |area| area.within),
    });
    (areas, chosen)
}

/// Every way to foretell, from the same answers.
fn methods(known: &Responses) -> ([Foretell<'static>; 5], Dimension) {
    let settings = settings(2).map;
    let sides = Sides::of(known);
    let plain = ideal::fit(&sides, Dimension::NONE, &settings);
    let dimension = ideal::choose(&sides, &settings).dimension;
    let model = ideal::fit(&sides, dimension, &settings);
    let [drawn, unstretched, regressed] = of_polis(known, &sides);
    let methods: [Foretell<'static>; 5] = [
        Box::new(move |_, statement| plain.statement(statement as usize).0),
        drawn,
        unstretched,
        regressed,
        Box::new(move |person, statement| model.chance(person as usize, statement as usize)),
    ];
    (methods, dimension)
}

/// Polis's map as it is computed (passes are 0, gaps the mean, two components, `√(C/v)`), read in three ways:
///
/// 1. as it draws people: `μ_j + y_i·p_j` with the drawn position `y_i` and the statement's loadings `p_j`;
/// 2. the same without the stretching: `μ_j + y_i·p_j·√(v_i/C)`, the plain reconstruction of the filled matrix;
/// 3. a ridge regression of each statement's sides (agree 1, disagree −1) on `y_i`, both coordinates scaled to a mean square
///    of 1, with the penalty 1 on slopes and 0.1 on the intercept.
fn of_polis(known: &Responses, sides: &Sides) -> [Foretell<'static>; 3] {
    let map = polis::map_responses(known, &Moderation::default());
    let statements = known.statements();
    let mut places = vec![([0.0; 2], 0.0); sides.people()];
    let columns = real(map.statements.len());
    for person in &map.people {
        let squeeze = (f64::from(person.votes.max(1)) / columns).sqrt();
        if let Some(place) = places.get_mut(person.id as usize) {
            *place = (person.position, squeeze);
        }
    }
    let mut loadings = vec![(0.0, [0.0; 2]); statements];
    for statement in &map.statements {
        loadings[statement.id as usize] = (statement.mean, statement.loadings);
    }
    let slopes = regressed(&places, sides, statements);
    let read = |stretched: bool| -> Foretell<'static> {
        let (places, loadings) = (places.clone(), loadings.clone());
        Box::new(move |person, statement| {
            let (at, squeeze) = places.get(person as usize).copied().unwrap_or(([0.0; 2], 0.0));
            let (mean, along) = loadings.get(statement as usize).copied().unwrap_or_default();
            mean + (at[0] * along[0] + at[1] * along[1]) * if stretched { 1.0 } else { squeeze }
        })
    };
    let (drawn, unstretched) = (read(true), read(false));
    let regressed = move |person: u32, statement: u32| {
        let at = places.get(person as usize).copied().unwrap_or(([0.0; 2], 0.0)).0;
        let slope = slopes.get(statement as usize).copied().unwrap_or([0.0; 3]);
        slope[0] + slope[1] * at[0] + slope[2] * at[1]
    };
    [drawn, unstretched, Box::new(regressed)]
}

/// Intercept and slopes of each statement's sides on people's places.
fn regressed(places: &[([f64; 2], f64)], sides: &Sides, statements: usize) -> Vec<[f64; 3]> {
    let scale = [0, 1].map(|k: usize| {
        let squares: f64 = places.iter().map(|(at, _)| at[k] * at[k]).sum();
        (squares / real(places.len())).sqrt().max(1e-9)
    });
    let penalty = [[0.1, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let mut equations = vec![(penalty, [0.0; 3]); statements];
    for (person, (at, _)) in places.iter().enumerate() {
        let x = [1.0, at[0] / scale[0], at[1] / scale[1]];
        for (statement, agrees) in sides.of_person(person) {
            let (matrix, vector) = &mut equations[statement];
            for k in 0..3 {
                for l in 0..3 {
                    matrix[k][l] += x[k] * x[l];
                }
                vector[k] += if agrees { x[k] } else { -x[k] };
            }
        }
    }
    let solve = |(matrix, vector): &([[f64; 3]; 3], [f64; 3])| {
        let [intercept, x, y] = Cholesky::new(matrix).map_or([0.0; 3], |factor| factor.solve(*vector));
        [intercept, x / scale[0], y / scale[1]]
    };
    equations.iter().map(solve).collect()
}
