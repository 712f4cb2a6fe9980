#![expect(clippy::cast_possible_truncation, reason = "tests count little")]

use std::num::NonZeroUsize;

use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng as _;

use super::*;
use crate::{
    groups::views::Views,
    ideal::Workers,
    publish,
    responses::{Answer, Choice, Responses},
};

/// People of camps of these sizes (in tenths) come in a drawn order. The camps differ on most statements; all agree on the
/// first two. A quarter of the people answer few statements; the first is answered by all.
pub(super) fn camps(people: u32, sizes: &[u32], statements: u32, seed: u64) -> (Responses, Vec<usize>) {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut under = |limit: u32| ((u64::from(dice.next_u32()) * u64::from(limit)) >> 32) as u32;
    let whole: u32 = sizes.iter().sum();
    let leanings: Vec<u32> = (0..sizes.len() as u32 * statements)
        .map(|at| if at % statements < 2 { 95 } else { [8, 92][under(2) as usize] })
        .collect();
    let (mut responses, mut camp_of) = (Responses::default(), Vec::new());
    for person in 0..people {
        let mut rest = under(whole);
        let camp = sizes
            .iter()
            .position(|&size| {
                rest < size || {
                    rest -= size;
                    false
                }
            })
            .unwrap();
        camp_of.push(camp);
        let answers_most = person % 4 != 3;
        for statement in 0..statements {
            if statement == 0 || under(100) < if answers_most { 85 } else { 25 } {
                let lean = leanings[camp * statements as usize + statement as usize];
                let choice = match under(100) {
                    roll if roll < 5 => Choice::Pass,
                    _ if under(100) < lean => Choice::Agree,
                    _ => Choice::Disagree,
                };
                responses.set(person, statement, Answer { choice, matters: under(10) == 0 });
            }
        }
    }
    (responses, camp_of)
}

pub(super) fn live(statements: u32) -> Vec<Live> {
    (0..statements).map(|at| Live { at, number: at + 1 }).collect()
}

pub(super) fn make(responses: &Responses, statements: u32) -> Issue {
    issue(responses, &live(statements), &[7; 32], Workers::ONE)
}

fn json(issue: &Issue) -> String {
    serde_json::to_string(&issue.published).unwrap()
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let (responses, _) = camps(90, &[5, 3], 16, 1);
    let first = make(&responses, 16);
    assert_eq!(first.published.verdict, Verdict::Clear);
    assert_eq!(json(&first), json(&make(&responses, 16)));
    for threads in [2, 3, 7] {
        let workers = Workers::new(NonZeroUsize::new(threads).unwrap());
        assert_eq!(json(&first), json(&issue(&responses, &live(16), &[7; 32], workers)));
    }
    let mut answers: Vec<_> = responses.iter().collect();
    answers.reverse();
    answers.sort_by_key(|answer| answer.1 % 5);
    let mut turned: Vec<_> = live(16);
    turned.reverse();
    let other: Responses = answers.iter().copied().collect();
    assert_eq!(json(&first), json(&issue(&other, &turned, &[7; 32], Workers::ONE)));
    let back: Published = serde_json::from_str(&json(&first)).unwrap();
    assert_eq!(back, first.published);
    assert!(back.problems().is_empty(), "{:?}", back.problems());
}

#[test]
fn gaps_silence_and_what_is_not_live_change_nothing() {
    let (responses, _) = camps(60, &[5, 4], 12, 2);
    let plain = json(&make(&responses, 12));
    let mut gaps: Responses = responses
        .iter()
        .map(|(person, statement, answer)| (3 * person + 2, 2 * statement + 5, answer))
        .collect();
    for person in 0..300 {
        gaps.set(person, 4, Answer::new(Choice::Agree));
        gaps.set(person, 90, Answer::new(Choice::Disagree));
    }
    let statements: Vec<_> = (0..12).map(|at| Live { at: 2 * at + 5, number: at + 1 }).collect();
    assert_eq!(plain, json(&issue(&gaps, &statements, &[7; 32], Workers::ONE)));
    // Statements kept in another order in the matrix than the one people see.
    let turned: Responses = responses.iter().map(|(person, at, answer)| (person, 11 - at, answer)).collect();
    let statements: Vec<_> = (0..12).map(|at| Live { at, number: 12 - at }).collect();
    assert_eq!(plain, json(&issue(&turned, &statements, &[7; 32], Workers::ONE)));
    // A live statement that nobody answered is listed, and that is all.
    let more = make(&responses, 13).published;
    assert_eq!(more.statements[12], Row { statement: 13, tenths: vec![None; more.groups.len()], line: None });
    assert_eq!(more.groups, make(&responses, 12).published.groups);
}

#[test]
fn the_hash_is_of_what_stands_and_of_the_key() {
    let mut responses = Responses::default();
    responses.set(3, 0, Answer::new(Choice::Disagree).that_matters());
    responses.set(9, 1, Answer::new(Choice::Pass));
    responses.set(9, 0, Answer::new(Choice::Agree));
    let of = |responses: &Responses, key| {
        issue(responses, &live(2), &[key; 32], Workers::ONE).published.method.answers_sha256
    };
    let hash = of(&responses, 7);
    let bytes: Vec<u8> = [
        &b"roundtable answers 1"[..],
        &[7; 32],
        &[1, 0, 0, 0, 1, 0, 0, 0, 1, 1],
        &[2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0],
    ]
    .concat();
    let by_hand = <sha2::Sha256 as sha2::Digest>::digest(&bytes).to_vec();
    let pairs: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&hash[2 * at..2 * at + 2], 16).unwrap()).collect();
    assert_eq!((pairs, hash.len()), (by_hand, 64));
    assert_eq!(hash, hash.to_lowercase());
    assert_ne!(hash, of(&responses, 8));
    responses.set(9, 0, Answer::new(Choice::Agree).that_matters());
    assert_ne!(hash, of(&responses, 7));
}

#[test]
fn few_people_are_told_little() {
    let (responses, _) = camps(6, &[1, 1], 12, 1);
    let few = make(&responses, 12).published;
    assert_eq!((few.people, few.answers, few.verdict), (None, None, Verdict::TooFewPeople));
    assert!(few.all_agree.is_empty() && few.statements.iter().all(|row| row.line.is_none()));
    for people in [8, 15, 19] {
        let (responses, _) = camps(people, &[1, 1], 12, 1);
        let made = make(&responses, 12);
        let some = &made.published;
        assert_eq!((some.people, some.verdict), (Some(people), Verdict::TooFewPeople));
        assert_eq!(some.answers, Some(responses.len() as u64));
        assert!(some.groups.is_empty() && some.divides.is_empty() && some.minorities.is_empty());
        assert!(some.bridges.is_empty() && some.marks.is_empty() && some.placed.is_none());
        let method = &some.method;
        assert_eq!((method.dimension, method.better_than_none), (0, false));
        assert!(method.tried.is_empty() && method.held_out_loss.is_empty());
        assert_eq!(made.place(&responses, 0), None);
        for row in &some.statements {
            assert_eq!(row.line.is_some(), responses.tally(row.statement - 1).seen() >= 8, "{row:?}");
            assert!(row.tenths.is_empty());
        }
        assert!(some.all_agree.iter().all(|common| common.least_keen.is_none()));
        assert!(some.problems().is_empty());
    }
}

#[test]
fn more_people_are_told_more() {
    for people in [20, 50, 500] {
        let (responses, _) = camps(people, &[3, 2], 20, 4);
        let made = make(&responses, 20);
        let told = &made.published;
        assert!(told.problems().is_empty(), "{:?}", told.problems());
        assert_eq!(told.people, Some(people));
        assert_eq!(told.method.held_out_loss.len(), 4);
        if people >= 50 {
            assert_eq!((told.verdict, told.groups.len()), (Verdict::Clear, 2), "{:?}", told.method.tried);
            assert!(!told.divides.is_empty() && !told.marks.is_empty());
            assert_eq!(told.groups[0].ideas.len(), IDEAS);
            assert!(told.groups.iter().all(|card| card.about >= 10 && card.about % 5 == 0));
            assert!(told.all_agree.iter().any(|common| common.statement == 1 && common.side == Side::Agree));
        }
        if people == 500 {
            let across: Vec<_> = told.bridges.iter().map(|bridge| bridge.statement).collect();
            assert!(across.contains(&1) && across.contains(&2), "{across:?}");
        }
        assert!(told.placed.unwrap_or(0) <= people);
    }
}

#[test]
fn no_groups_and_no_map_is_an_answer() {
    // Everybody tosses coins: nothing foretells anything.
    let mut dice = ChaCha8Rng::seed_from_u64(3);
    let coins: Responses = (0..120_u32)
        .flat_map(|person| (0..15_u32).map(move |statement| (person, statement)))
        .map(|(person, statement)| {
            let agrees = dice.next_u32().is_multiple_of(2);
            (person, statement, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree }))
        })
        .collect();
    let made = make(&coins, 15);
    let told = &made.published;
    assert_eq!(told.verdict, Verdict::NoClearGroups);
    assert!(told.groups.is_empty() && told.divides.is_empty() && told.minorities.is_empty());
    assert!(told.statements.iter().all(|row| row.tenths.is_empty() && row.line.is_some()));
    assert!(!told.method.better_than_none && told.marks.is_empty() && told.bridges.is_empty());
    assert_eq!(made.place(&coins, 0), None);
}

#[test]
fn everybody_finds_their_own_mark() {
    for (sizes, seed) in [(&[5, 4][..], 5), (&[4, 3, 3][..], 6)] {
        let (mut responses, _) = camps(150, sizes, 24, seed);
        let made = make(&responses, 24);
        let told = &made.published;
        assert_eq!(told.groups.len(), sizes.len(), "{:?}", told.method.tried);
        let mut marked = 0;
        for person in 0..150 {
            let own = made.place(&responses, person).unwrap();
            let sides = responses.row(person).filter(|(_, answer)| answer.choice != Choice::Pass).count();
            assert_eq!(own.at.is_some(), sides >= 7, "{sides}");
            marked += u32::from(own.at.is_some());
            let Some((x, y)) = own.at else { continue };
            assert!(told.marks.iter().any(|mark| mark.x.abs_diff(x) <= 1 && mark.y.abs_diff(y) <= 1));
            assert!(own.group.is_none() || own.group == own.nearest);
        }
        assert!(told.placed.unwrap().abs_diff(marked) <= 4, "{:?} {marked}", told.placed);
        // Somebody new has no place, and finds one by answering.
        let nobody = made.place(&responses, 999).unwrap();
        assert_eq!(nobody, Own { at: None, group: None, nearest: None, certainty: 0 });
        let like: Vec<_> = responses.row(0).collect();
        for (statement, answer) in like {
            responses.set(999, statement, answer);
        }
        let (old, new) = (made.place(&responses, 0).unwrap(), made.place(&responses, 999).unwrap());
        assert_eq!((old.group, old.certainty), (new.group, new.certainty));
        assert!(new.certainty >= 3, "{new:?}");
    }
}

#[test]
fn changes_are_counted_by_person() {
    let (responses, _) = camps(40, &[1, 1], 10, 7);
    let made = make(&responses, 10);
    assert_eq!(made.changed(&responses, &live(10)), 0);
    let mut other = responses.clone();
    other.clear_person(5);
    other.clear_person(39);
    for statement in 0..10 {
        other.set(70, statement, Answer::new(Choice::Agree));
    }
    let before = other.get(0, 0);
    let turned = if before == Some(Answer::new(Choice::Pass)) { Choice::Agree } else { Choice::Pass };
    other.set(0, 0, Answer::new(turned));
    assert_eq!(made.changed(&other, &live(10)), 4);
    other.set(1, 50, Answer::new(Choice::Agree));
    assert_eq!(made.changed(&other, &live(10)), 4, "statement 50 was not live");
    let mut more = live(10);
    more.push(Live { at: 50, number: 51 });
    assert_eq!(made.changed(&other, &more), 5, "now it is");
    assert_eq!(made.changed(&responses, &[]), 40, "nothing is left of what they answered");
}

#[test]
fn what_another_wrote_is_looked_at() {
    let (responses, _) = camps(80, &[1, 1], 12, 3);
    let good = make(&responses, 12).published;
    assert!(!good.groups.is_empty() && good.problems().is_empty());
    let spoilt = |spoil: fn(&mut Published)| {
        let mut bad = good.clone();
        spoil(&mut bad);
        !bad.problems().is_empty()
    };
    assert!(spoilt(|bad| bad.groups.swap(0, 1)));
    assert!(spoilt(|bad| bad.statements.swap(3, 4)));
    assert!(spoilt(|bad| bad.statements[0].tenths.push(None)));
    assert!(spoilt(|bad| bad.statements[0].line = Some(11)));
    assert!(spoilt(|bad| bad.divides[0].keener = 2));
    assert!(spoilt(|bad| bad.groups[0].ideas[0] = 77));
    assert!(spoilt(|bad| bad.all_agree[0].least_keen = None));
    assert!(spoilt(|bad| bad.marks[0].group = Some(5)));
    assert!(spoilt(|bad| bad.placed = None));
    assert!(spoilt(|bad| bad.method.version = VERSION + 1));
    assert!(spoilt(|bad| bad.groups.clear()));
}

/// For each group as published, the people surely in it.
fn members(made: &Issue) -> Vec<Vec<u32>> {
    let grouping = &made.found().grouping;
    made.centres
        .iter()
        .map(|centre| {
            let at = grouping
                .groups
                .iter()
                .position(|group| group.centre.map(f64::to_bits) == centre.map(f64::to_bits));
            (0..)
                .zip(&grouping.people)
                .filter(|(_, member)| member.group == at)
                .map(|(person, _)| person)
                .collect()
        })
        .collect()
}

/// By the plainest means: of these people, how many agree, disagree and are not sure.
fn count(responses: &Responses, people: &[u32], statement: u32) -> [u32; 3] {
    let mut counts = [0; 3];
    for answer in people.iter().filter_map(|&person| responses.get(person, statement)) {
        counts[answer.choice as usize] += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_tells_of_fewer_than_eight(
        people in 20_u32..130, small in 1_u32..9, three in any::<bool>(), seed in 0_u64..10_000,
    ) {
        let sizes = if three { vec![10, small, 4] } else { vec![10, small] };
        let (responses, _) = camps(people, &sizes, 14, seed);
        let made = make(&responses, 14);
        let told = &made.published;
        prop_assert!(told.problems().is_empty());
        let members = members(&made);
        prop_assert_eq!(members.len(), told.groups.len());
        let sizes: Vec<u32> = members.iter().map(|members| members.len() as u32).collect();
        if let publish::Cut::Cells(cells) = publish::choices(people, &sizes) {
            let shown: Vec<_> = told.groups.iter().map(|card| card.about).collect();
            let about = |cell| if let publish::Cell::Rounded(about) = cell { about.get() } else { 0 };
            prop_assert_eq!(shown, cells.into_iter().map(about).collect::<Vec<_>>());
        } else {
            prop_assert!(told.groups.is_empty());
        }
        for row in &told.statements {
            let statement = row.statement - 1;
            let counts: Vec<_> = members.iter().map(|members| count(&responses, members, statement)).collect();
            for (tenths, counts) in row.tenths.iter().zip(&counts) {
                let (seen, whole): (u32, u32) = (counts.iter().sum(), responses.tally(statement).seen());
                let is_told = whole >= 20 && seen >= 8 && whole - seen >= 8;
                let told = |part| publish::in_ten(part, seen).unwrap().clamp(1, 9);
                prop_assert_eq!(*tenths, is_told.then(|| counts.map(told)));
            }
            let tally = responses.tally(statement);
            let least = if members.is_empty() {
                (tally.seen() >= 8).then(|| publish::in_ten(tally.agree, tally.seen()).unwrap())
            } else if row.tenths.iter().all(Option::is_some) {
                row.tenths.iter().flatten().map(|tenths| tenths[0]).min()
            } else {
                None
            };
            prop_assert_eq!(row.line, least);
        }
        let heard = |group: usize, number: u32| told.statements[number as usize - 1].tenths[group].is_some();
        for (group, card) in told.groups.iter().enumerate() {
            prop_assert!(sizes[group] >= 8);
            prop_assert!(card.ideas.iter().chain(&card.agrees).chain(&card.disagrees).all(|&number| heard(group, number)));
        }
        for divide in &told.divides {
            prop_assert!(heard(divide.keener, divide.statement) && heard(divide.cooler, divide.statement));
        }
        prop_assert!(told.minorities.iter().all(|minority| heard(minority.group, minority.statement)));
        for bridge in &told.bridges {
            prop_assert!(responses.tally(bridge.statement - 1).seen() >= 16, "8 at each end");
        }
        if let Some(placed) = told.placed {
            prop_assert!(placed >= 20 && placed % 5 == 0 && placed <= people);
        }
    }

    #[test]
    fn a_bridge_reaches_both_ends_of_every_axis(people in 40_u32..150, seed in 0_u64..10_000) {
        let (responses, _) = camps(people, &[3, 2], 14, seed);
        let made = make(&responses, 14);
        let model = &made.found().model;
        let ends = |axis: usize, sign: f64| -> Vec<u32> {
            (0..people)
                .filter(|&person| {
                    let position = model.position(person as usize);
                    sign * position.at[axis] > position.spread()[axis][axis].sqrt()
                })
                .collect()
        };
        for bridge in &made.published.bridges {
            for axis in 0..model.dimension().get() {
                for sign in [-1.0, 1.0] {
                    let [agree, disagree, pass] = count(&responses, &ends(axis, sign), bridge.statement - 1);
                    let side = if bridge.side == Side::Agree { agree } else { disagree };
                    let seen = agree + disagree + pass;
                    prop_assert!(seen >= 8 && 2 * side > seen && 10 * side >= u32::from(bridge.at_least) * seen);
                }
            }
        }
    }

    #[test]
    fn a_mark_has_the_group_of_most(people in 60_u32..200, seed in 0_u64..10_000) {
        let (responses, _) = camps(people, &[3, 2], 14, seed);
        let made = make(&responses, 14);
        let marks = &made.published.marks;
        prop_assert!(marks.windows(2).all(|pair| (pair[0].x, pair[0].y) < (pair[1].x, pair[1].y)));
        let again = make(&responses, 14);
        prop_assert_eq!(marks, &again.published.marks);
        if made.published.method.dimension == 1 && !marks.is_empty() {
            let middle: Vec<_> = marks.iter().filter(|mark| mark.y == 15).map(|mark| mark.x).collect();
            prop_assert!(marks.iter().all(|mark| middle.contains(&mark.x)), "stacks start in the middle");
        }
    }
}

#[test]
fn views_of_everybody_and_of_groups_agree_on_the_least_keen() {
    let (responses, camp_of) = camps(100, &[3, 2], 10, 9);
    let views = Views::of(&responses, 2, |person| Some(camp_of[person as usize]));
    for statement in 0..10 {
        let least = (0..2).filter_map(|group| Some(views.tenths(group, statement)?[0])).min();
        assert_eq!(views.least_keen(statement), least);
        for group in 0..2 {
            let tally = views.tally(group, statement);
            assert_eq!(views.mostly(group, statement, Side::Agree), 2 * tally.agree > tally.seen());
        }
    }
    for group in 0..2 {
        let surest = views.most_surely(group, Side::Agree).unwrap();
        let share = |statement| {
            let tally = views.tally(group, statement);
            f64::from(tally.agree) / f64::from(tally.seen())
        };
        assert!((0..10).all(|other| share(other) <= share(surest) + 0.1));
    }
}
