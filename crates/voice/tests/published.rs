//! The map as it is published: names that stay while people come, and a large public conversation where it is present.

#![expect(clippy::cast_possible_truncation, reason = "tests count little")]

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    time::Instant,
};

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};
use voice::{
    groups::Name,
    ideal::Workers,
    published::{self, Issue, Live, Published},
    responses::{Answer, Choice, Responses},
};

const STATEMENTS: u32 = 24;

fn live(statements: u32) -> Vec<Live> {
    (0..statements).map(|at| Live { at, number: at }).collect()
}

/// Everyone's camp and answers, in the order in which they come.
struct Crowd {
    camps: Vec<usize>,
    answers: Vec<Vec<(u32, Answer)>>,
}

impl Crowd {
    /// Camps of these sizes, which take sides of their own on every statement. `late` are the camps of which nobody comes
    /// before the 120th person.
    fn new(people: usize, sizes: &[u32], late: &[usize], seed: u64) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut under = |limit: u32| ((u64::from(dice.next_u32()) * u64::from(limit)) >> 32) as u32;
        let leanings: Vec<Vec<u32>> =
            sizes.iter().map(|_| (0..STATEMENTS).map(|_| [10, 90][under(2) as usize]).collect()).collect();
        let (mut camps, mut answers) = (Vec::new(), Vec::new());
        while camps.len() < people {
            let mut rest = under(sizes.iter().sum());
            let mut camp = 0;
            while rest >= sizes[camp] {
                rest -= sizes[camp];
                camp += 1;
            }
            if late.contains(&camp) && camps.len() < 120 {
                continue;
            }
            let mut row = Vec::new();
            for (statement, &lean) in (0..).zip(&leanings[camp]) {
                if under(10) < 8 {
                    let agrees = under(100) < lean;
                    row.push((statement, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree })));
                }
            }
            camps.push(camp);
            answers.push(row);
        }
        Self { camps, answers }
    }

    fn first(&self, people: usize) -> Responses {
        let rows = (0..).zip(&self.answers[..people]);
        rows.flat_map(|(person, row)| row.iter().map(move |&(at, answer)| (person, at, answer))).collect()
    }

    /// What each camp's group is called, by most of those of its first people who are in a group.
    fn names(&self, issue: &Issue, responses: &Responses) -> BTreeMap<usize, Name> {
        let mut counts: BTreeMap<usize, BTreeMap<Name, usize>> = BTreeMap::new();
        for (person, &camp) in (0..).zip(&self.camps).take(responses.people() as usize) {
            let counts = counts.entry(camp).or_default();
            if counts.values().sum::<usize>() < 9 {
                let group = issue.place(responses, person).and_then(|own| own.group);
                if let Some(group) = group {
                    *counts.entry(issue.published.groups[group].name).or_default() += 1;
                }
            }
        }
        let most = |counts: BTreeMap<Name, usize>| counts.into_iter().max_by_key(|&(_, count)| count);
        counts.into_iter().filter_map(|(camp, counts)| Some((camp, most(counts)?.0))).collect()
    }
}

/// Whether names stayed: a camp with a group of its own before and after keeps its name, and no name goes from some camps
/// to others.
fn stayed(before: &BTreeMap<usize, Name>, after: &BTreeMap<usize, Name>) -> bool {
    let alone = |names: &BTreeMap<usize, Name>, camp: usize| {
        let name = names.get(&camp);
        name.is_some() && names.values().filter(|other| Some(*other) == name).count() == 1
    };
    let kept = before
        .keys()
        .filter(|&&camp| alone(before, camp) && alone(after, camp))
        .all(|camp| before.get(camp) == after.get(camp));
    let passed_on = Name::ALL.iter().all(|name| {
        let camps = |names: &BTreeMap<usize, Name>| {
            names.iter().filter(|(_, other)| *other == name).map(|(camp, _)| *camp).collect::<Vec<_>>()
        };
        let (old, new) = (camps(before), camps(after));
        old.is_empty() || new.is_empty() || old.iter().any(|camp| new.contains(camp))
    });
    kept && passed_on
}

/// What became of names while people came.
#[derive(Default)]
struct Watched {
    /// Pairs of issues that follow each other and have clear groups both.
    pairs: u32,
    /// Those in which names stayed.
    kept: u32,
    /// Whether there were more groups at some time than before.
    grew: bool,
}

/// People come `step` at a time, from the 40th on.
fn watch(crowd: &Crowd, step: usize) -> Watched {
    let mut watched = Watched::default();
    let mut last: Option<(BTreeMap<usize, Name>, usize)> = None;
    for people in (40..=crowd.camps.len()).step_by(step) {
        let responses = crowd.first(people);
        let issue = published::issue(&responses, &live(STATEMENTS), &[0; 32], Workers::ONE);
        let groups = issue.published.groups.len();
        let now = (groups > 0).then(|| (crowd.names(&issue, &responses), groups));
        if let (Some((before, old)), Some((after, _))) = (&last, &now) {
            watched.pairs += 1;
            watched.kept += u32::from(stayed(before, after));
            watched.grew |= *old < groups;
        }
        last = now;
    }
    watched
}

#[test]
fn names_stay_while_people_come() {
    let (mut pairs, mut kept) = (0, 0);
    for (sizes, late, seed) in
        [(&[6, 4][..], &[][..], 1), (&[5, 3, 2], &[], 2), (&[4, 3, 3], &[2], 3), (&[1, 1, 1], &[], 4)]
    {
        let watched = watch(&Crowd::new(216, sizes, late, seed), 16);
        assert!(watched.pairs >= 10, "{sizes:?}: clear groups are rare");
        assert!(late.is_empty() || watched.grew, "a third group came late");
        pairs += watched.pairs;
        kept += watched.kept;
    }
    assert!(kept * 100 >= pairs * 95, "{kept} of {pairs}");
}

/// The large public conversation, where it is present: people × statements, 1 agree, -1 disagree, 0 not sure.
fn bowling_green() -> Option<Responses> {
    let folder = std::env::var_os("ROUNDTABLE_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let path = folder.join("polis/american-assembly.bowling-green/participants-votes.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there is no {} (set ROUNDTABLE_SHARED_DATA)", path.display());
        return None;
    };
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

#[test]
fn a_large_conversation_is_published_whole() {
    let Some(responses) = bowling_green() else { return };
    let statements = responses.statements() as u32;
    let start = Instant::now();
    let two = Workers::new(NonZeroUsize::new(2).unwrap());
    let issue = published::issue(&responses, &live(statements), &[1; 32], two);
    let took = start.elapsed();
    let told = &issue.published;
    let start = Instant::now();
    assert_eq!(issue.changed(&responses, &live(statements)), 0);
    let compared = start.elapsed();
    eprintln!("issued in {took:?}, compared in {compared:?}");
    assert!(told.problems().is_empty(), "{:?}", told.problems());
    assert_eq!(told.people, Some(responses.people()));
    assert_eq!(told.statements.len(), statements as usize);
    assert!(!told.marks.is_empty() && !told.bridges.is_empty());
    let text = serde_json::to_string(told).unwrap();
    assert_eq!(serde_json::from_str::<Published>(&text).unwrap(), *told);
}
