//! What ballots come to, and that their order never matters.

use std::collections::BTreeSet;

use proptest::prelude::*;
use table::{
    Ballot, CameTo, Closed, Command, Connection, DecisionNo, Funded, FundedBy, Outcome, Passing, Project,
    Question, Stand,
};

use super::{Life, by, cast, choose, close, every_rule, gathered, open, seat, stand, words};

fn closed(life: &Life, decision: DecisionNo) -> Closed {
    life.table.decision(decision).unwrap().closed.clone().unwrap()
}

fn order(of: &str) -> Ballot {
    let place = |letter| "abcd".find(letter).and_then(|at| u16::try_from(at).ok()).unwrap();
    Ballot::Ranked(of.chars().map(|letter| BTreeSet::from([place(letter)])).collect())
}

/// The first example of Schulze's paper (section 3.1): 21 people; d, a, c, b.
#[test]
fn a_ranked_choice_is_schulzes_with_its_table() {
    let mut life = gathered(21, 0);
    choose(&mut life, every_rule()).unwrap();
    let options = ["Red", "Blue", "Green", "White"].map(words).to_vec();
    let decision = open(&mut life, Question::Ranked { options });
    let ballots = [(8, "acdb"), (2, "badc"), (4, "cdba"), (4, "dbac"), (3, "dcba")];
    let ballots = ballots.iter().flat_map(|(people, of)| std::iter::repeat_n(*of, *people));
    for (person, of) in (0..).zip(ballots) {
        cast(&mut life, person, decision, order(of)).unwrap();
    }
    close(&mut life, decision).unwrap();
    let Outcome::Ranked { chosen, order, pairs, too_few } = closed(&life, decision).outcome else { panic!() };
    assert_eq!((chosen, too_few), (Some(3), None));
    assert_eq!(order, [[3], [0], [2], [1]]);
    assert_eq!(pairs, [0, 8, 14, 10, 13, 0, 6, 2, 7, 15, 0, 12, 11, 19, 9, 0]);
}

#[test]
fn a_tie_is_said_to_be_one_and_too_few_choose_nothing() {
    let mut life = gathered(20, 0);
    choose(&mut life, every_rule()).unwrap();
    let options = || ["Red", "Blue", "Green"].map(words).to_vec();
    let tie = open(&mut life, Question::Ranked { options: options() });
    cast(&mut life, 1, tie, order("abc")).unwrap();
    cast(&mut life, 2, tie, order("bac")).unwrap();
    close(&mut life, tie).unwrap();
    let outcome = closed(&life, tie).outcome;
    assert_eq!(outcome.came_to(), CameTo::Tied);
    let Outcome::Ranked { order: layers, .. } = outcome else { panic!() };
    assert_eq!(layers, [vec![0, 1], vec![2]]);
    let few = open(&mut life, Question::Ranked { options: options() });
    cast(&mut life, 1, few, order("abc")).unwrap();
    close(&mut life, few).unwrap();
    assert_eq!(closed(&life, few).outcome.came_to(), CameTo::TooFew, "1 of 20 where 2 are needed");
}

/// Six want park and school, three want the path: a third of the people decide on a third of the money.
#[test]
fn a_sum_is_shared_in_exact_pence() {
    let mut life = gathered(9, 0);
    choose(&mut life, every_rule()).unwrap();
    let projects = [("Park", 600_000), ("School", 600_000), ("Path", 300_000)];
    let projects = projects.map(|(what, pence)| Project { what: words(what), pence }).to_vec();
    let decision = open(&mut life, Question::SharedBudget { pence: 900_050, projects });
    // 9,000.50 in steps of 50 pence.
    for person in 0..9 {
        let wants = if person < 6 { BTreeSet::from([0, 1]) } else { BTreeSet::from([2]) };
        cast(&mut life, person, decision, Ballot::Wants(wants)).unwrap();
    }
    close(&mut life, decision).unwrap();
    let Outcome::Budget { funded, wanted, left, too_few, .. } = closed(&life, decision).outcome else {
        panic!()
    };
    assert_eq!((wanted, left, too_few), (vec![6, 6, 3], 50, None));
    let paid: BTreeSet<u16> = funded.iter().map(|funded| funded.project).collect();
    assert!(paid.len() == 2 && paid.contains(&2));
    assert!(funded.contains(&Funded { project: 2, by: FundedBy::Shares { each: 100_000 } }), "{funded:?}");
}

fn connects(life: &mut Life, person: u32, side: Connection) {
    life.does(seat(person), &Command::Connect { connections: BTreeSet::from([side]) }).unwrap();
}

#[test]
fn both_sides_must_agree_and_a_small_side_is_not_told_apart() {
    let mut life = gathered(30, 0);
    choose(&mut life, every_rule()).unwrap();
    for person in 0..30 {
        connects(&mut life, person, if person < 20 { Connection::Comes } else { Connection::Works });
    }
    let vote = |life: &mut Life, workers_for: u32, workers: u32| {
        let decision = open(life, by(Passing::BothMustAgree));
        for person in 0..20 + workers {
            let is_for = !(20 + workers_for..).contains(&person);
            cast(life, person, decision, stand(if is_for { Stand::Ok } else { Stand::Worried })).unwrap();
        }
        close(life, decision).unwrap();
        let closed = closed(life, decision);
        let Outcome::Stands { sides, .. } = &closed.outcome else { panic!() };
        (closed.outcome.came_to(), sides.iter().map(|side| side.told).collect::<Vec<_>>())
    };
    let (came_to, told) = vote(&mut life, 6, 10);
    assert_eq!(came_to, CameTo::Passed);
    assert_eq!(told.iter().map(|told| told.unwrap().for_it_in_ten.get()).collect::<Vec<_>>(), [9, 6]);
    let (came_to, told) = vote(&mut life, 5, 10);
    assert_eq!(came_to, CameTo::NotPassed, "the large side can't carry the small one");
    assert_eq!(told.iter().map(|told| told.unwrap().agreed).collect::<Vec<_>>(), [true, false]);
    let (came_to, told) = vote(&mut life, 7, 7);
    assert_eq!((came_to, told), (CameTo::SideTooSmall, vec![None, None]));
}

fn any_stand() -> impl Strategy<Value = Ballot> {
    prop::sample::select(Stand::ALL.to_vec()).prop_map(stand)
}

fn any_order() -> impl Strategy<Value = Ballot> {
    Just(vec!['a', 'b', 'c', 'd'])
        .prop_shuffle()
        .prop_flat_map(|letters| {
            (1..=4_usize).prop_map(move |some| letters[..some].iter().collect::<String>())
        })
        .prop_map(|letters| order(&letters))
}

fn any_wish() -> impl Strategy<Value = Ballot> {
    prop::collection::btree_set(0u16..3, 0..=3).prop_map(Ballot::Wants)
}

fn question_and_ballots() -> impl Strategy<Value = (Question, Vec<Ballot>)> {
    let many = |one: BoxedStrategy<Ballot>| prop::collection::vec(one, 1..18);
    let passing = prop::sample::select(Passing::ALL.to_vec()).prop_map(by);
    let ranked = Question::Ranked { options: ["Red", "Blue", "Green", "White"].map(words).to_vec() };
    let project = |(what, pence)| Project { what: words(what), pence };
    let projects = [("Bell", 500), ("Bench", 300), ("Lamp", 700)].map(project).to_vec();
    let shared = Question::SharedBudget { pence: 1000, projects };
    prop_oneof![
        (passing, many(any_stand().boxed())),
        (Just(ranked), many(any_order().boxed())),
        (Just(shared), many(any_wish().boxed())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_ballots_and_those_before_the_last_change_nothing(
        ((question, ballots), turn, again) in
            (question_and_ballots(), any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let outcome = |casts: &[(u32, Ballot)]| {
            let mut life = gathered(18, 0);
            choose(&mut life, every_rule()).unwrap();
            for person in 0..18 {
                connects(&mut life, person, if person % 2 == 0 { Connection::Comes } else { Connection::Works });
            }
            let decision = open(&mut life, question.clone());
            for (person, ballot) in casts {
                cast(&mut life, *person, decision, ballot.clone()).unwrap();
            }
            close(&mut life, decision).unwrap();
            assert_eq!(life.journal.fold(), life.table);
            closed(&life, decision)
        };
        let plain: Vec<(u32, Ballot)> = (0..).zip(ballots).collect();
        let mut turned = plain.clone();
        turned.rotate_left(turn.index(plain.len()));
        turned.reverse();
        // Somebody had said something else before.
        let other = again.get(&plain).clone();
        let earlier = (plain[turn.index(plain.len())].0, other.1);
        turned.insert(0, earlier);
        prop_assert_eq!(outcome(&plain), outcome(&turned));
    }
}
