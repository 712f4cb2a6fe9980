//! The map and the groups on real conversations, against what is simpler. Data that is absent is skipped, saying so.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use voice::{
    groups::{self, Verdict},
    ideal::{self, Dimension, Settings, Sides},
    responses::{Answer, Choice, Responses},
};

fn conversations() -> Vec<(String, Responses)> {
    let shared = std::env::var_os("ROUNDTABLE_SHARED_DATA")
        .map_or_else(|| PathBuf::from("../../../shared/data"), PathBuf::from);
    let names = [
        "american-assembly.bowling-green",
        "austria-climate.2vkxcncppn.2022-07-07",
        "brexit-consensus",
        "football-concussions",
        "scoop-hivemind.taxes",
        "vtaiwan.uberx",
    ];
    let read = |name: &str| {
        let found = read(&shared.join("polis").join(name).join("participants-votes.csv"));
        if found.is_none() {
            eprintln!("skipped: {name} is not in {}", shared.display());
        }
        found.map(|responses| (name.to_owned(), responses))
    };
    names.into_iter().filter_map(read).collect()
}

/// Rows are people; the columns after `n-disagree` are statements: 1 agree, -1 disagree, 0 not sure, empty not answered.
fn read(path: &Path) -> Option<Responses> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let first = lines.next()?.split(',').position(|name| name == "n-disagree")? + 1;
    let mut responses = Responses::default();
    for (person, line) in (0..).zip(lines) {
        for (statement, value) in (0..).zip(line.split(',').skip(first)) {
            let choice = match value {
                "1" => Choice::Agree,
                "-1" => Choice::Disagree,
                "0" => Choice::Pass,
                _ => continue,
            };
            responses.set(person, statement, Answer::new(choice));
        }
    }
    Some(responses)
}

/// A number from 0 to 9 for each cell and seed.
fn tenth(seed: u64, person: usize, statement: usize) -> u64 {
    let mut state = seed ^ (person as u64) << 32 ^ statement as u64;
    for _ in 0..3 {
        state = (state ^ state >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9).wrapping_add(0x9E37_79B9_7F4A_7C15);
    }
    (state ^ state >> 32) % 10
}

/// The area under the ROC curve, ties counting half; `None` without both sides.
fn area(scored: &mut [(f64, bool)]) -> Option<f64> {
    scored.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut ranks, mut agree, mut at) = (0.0, 0_u32, 0_u32);
    for tied in scored.chunk_by(|one, other| one.0 >= other.0) {
        let size = u32::try_from(tied.len()).unwrap();
        let yes = u32::try_from(tied.iter().filter(|(_, yes)| *yes).count()).unwrap();
        ranks += f64::from(yes) * (f64::from(at) + f64::midpoint(f64::from(size), 1.0));
        agree += yes;
        at += size;
    }
    let (yes, no) = (f64::from(agree), f64::from(at - agree));
    (yes > 0.0 && no > 0.0).then(|| (ranks - yes * (yes + 1.0) / 2.0) / (yes * no))
}

/// AUC over all held-out answers, and within statements (weighted by pairs): does it know *who* agrees?
fn score(test: &Sides, foretell: impl Fn(usize, usize) -> f64) -> (f64, f64) {
    let mut all = Vec::new();
    let mut by_statement = vec![Vec::new(); test.statements()];
    for person in 0..test.people() {
        for (statement, agrees) in test.of_person(person) {
            let scored = (foretell(person, statement), agrees);
            all.push(scored);
            by_statement[statement].push(scored);
        }
    }
    let (mut sum, mut pairs) = (0.0, 0.0);
    for scored in &mut by_statement {
        let yes = scored.iter().filter(|(_, yes)| *yes).count();
        let weight = f64::from(u32::try_from(yes * (scored.len() - yes)).unwrap());
        sum += weight * area(scored).unwrap_or(0.0);
        pairs += weight;
    }
    (area(&mut all).unwrap(), sum / pairs)
}

/// How each cell would be foretold by two principal components of the answers with gaps filled by the statement's mean, as
/// Polis does, its stretching of quiet people by √(statements / answers) included.
fn two_components(train: &Sides) -> impl Fn(usize, usize) -> f64 {
    let value = |agrees: bool| if agrees { 1.0 } else { -1.0 };
    let (people, statements) = (train.people(), train.statements());
    let mut sums = vec![(0.0, 0.0); statements];
    for (statement, agrees) in (0..people).flat_map(|person| train.of_person(person)) {
        sums[statement] = (sums[statement].0 + value(agrees), sums[statement].1 + 1.0);
    }
    let centre: Vec<f64> =
        sums.iter().map(|&(sum, count)| if count > 0.0 { sum / count } else { 0.0 }).collect();
    let project = |axes: &[[f64; 2]], person: usize| {
        let mut along = [0.0; 2];
        for (statement, agrees) in train.of_person(person) {
            along[0] += (value(agrees) - centre[statement]) * axes[statement][0];
            along[1] += (value(agrees) - centre[statement]) * axes[statement][1];
        }
        along
    };
    let start = |statement, k| f64::from(u32::try_from(tenth(k, statement, 7)).unwrap()) - 4.5;
    let mut axes: Vec<[f64; 2]> =
        (0..statements).map(|statement| [start(statement, 1), start(statement, 2)]).collect();
    for _ in 0..100 {
        orthonormal(&mut axes);
        let mut next = vec![[0.0; 2]; statements];
        for person in 0..people {
            let along = project(&axes, person);
            for (statement, agrees) in train.of_person(person) {
                next[statement][0] += (value(agrees) - centre[statement]) * along[0];
                next[statement][1] += (value(agrees) - centre[statement]) * along[1];
            }
        }
        axes = next;
    }
    orthonormal(&mut axes);
    let places: Vec<[f64; 2]> = (0..people)
        .map(|person| {
            let answers = f64::from(u32::try_from(train.taken(person).max(1)).unwrap());
            let stretch = (f64::from(u32::try_from(statements).unwrap()) / answers).sqrt();
            project(&axes, person).map(|along| along * stretch)
        })
        .collect();
    move |person, statement| {
        centre[statement] + places[person][0] * axes[statement][0] + places[person][1] * axes[statement][1]
    }
}

fn orthonormal(axes: &mut [[f64; 2]]) {
    for k in 0..2 {
        if k == 1 {
            let overlap: f64 = axes.iter().map(|row| row[0] * row[1]).sum();
            for row in axes.iter_mut() {
                row[1] -= overlap * row[0];
            }
        }
        let length = axes.iter().map(|row| row[k] * row[k]).sum::<f64>().sqrt();
        for row in axes.iter_mut() {
            row[k] /= length;
        }
    }
}

/// A tenth of the answers is held out, the dimension chosen on the rest (nested). The map must foretell who agrees better than
/// Polis's map wherever 300 people or more took part.
#[test]
fn held_out_answers_are_foretold_better_than_by_two_components() {
    let seeds = if cfg!(debug_assertions) { 1 } else { 5 };
    for (name, responses) in conversations() {
        if cfg!(debug_assertions) && responses.len() > 60_000 {
            eprintln!("{name}: only with --release");
            continue;
        }
        let sides = Sides::of(&responses);
        let mut averages = [(0.0, 0.0); 3];
        for seed in 0..seeds {
            let train = sides.only(|person, statement| tenth(seed, person, statement) != 0);
            let test = sides.only(|person, statement| tenth(seed, person, statement) == 0);
            let plain = ideal::fit(&train, Dimension::NONE, &Settings::default());
            let item = |_: usize, statement: usize| plain.statement(statement).0;
            let chosen = ideal::choose(&train, &Settings::default()).dimension;
            let model = ideal::fit(&train, chosen, &Settings::default());
            let scores = [
                score(&test, item),
                score(&test, two_components(&train)),
                score(&test, |p, s| model.chance(p, s)),
            ];
            for (mean, score) in averages.iter_mut().zip(scores) {
                let share = f64::from(u32::try_from(seeds).unwrap());
                *mean = (mean.0 + score.0 / share, mean.1 + score.1 / share);
            }
            eprintln!("{name}, seed {seed}: {} dimensions", chosen.get());
        }
        let [item, two, map] = averages;
        eprintln!(
            "{name}: AUC / within statements: mean {item:.3?}, two components {two:.3?}, map {map:.3?}"
        );
        assert!(map.0 > item.0, "{name}");
        assert!(map.0 > two.0 || responses.people() < 300, "{name}: {map:?} {two:?}");
    }
}

/// What the whole way finds on real conversations, and that it keeps its own rules.
#[test]
fn groups_of_real_conversations() {
    for (name, responses) in conversations() {
        if cfg!(debug_assertions) && responses.len() > 20_000 {
            eprintln!("{name}: only with --release");
            continue;
        }
        let sides = Sides::of(&responses);
        let found = groups::look(&sides, &groups::Settings::default());
        let members: Vec<_> = found.grouping.groups.iter().map(|group| group.size).collect();
        eprintln!(
            "{name}: {} dimensions, {:?} {members:?}",
            found.chosen.dimension.get(),
            found.grouping.verdict
        );
        for tried in &found.grouping.tried {
            eprintln!("  {tried:?}");
            assert!(
                tried.stability >= tried.stability_of_all - 0.15,
                "who is surely placed is placed more stably"
            );
        }
        assert!(members.iter().all(|&size| size >= groups::LEAST_GROUP));
        if found.grouping.verdict == Verdict::Clear {
            let people = &found.grouping.people;
            let views =
                groups::views::Views::of(&responses, members.len(), |person| people[person as usize].group);
            assert!(
                !views.divides().is_empty()
                    && (0..members.len()).all(|group| !views.tells_apart(group).is_empty())
            );
            let total: u32 = (0..members.len()).map(|group| views.size(group)).sum();
            assert_eq!(total, members.iter().sum::<u32>());
        }
    }
}
