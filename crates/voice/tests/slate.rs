//! Slates: what must hold of every one, against the definitions and against the plainest means.
#![expect(clippy::unwrap_used, reason = "a test stops at what it can't read")]

use num_bigint::BigUint;
use proptest::prelude::*;
use voice::{
    responses::{Answer, Choice, Responses},
    shares::Ratio,
    slate::{self, Added, Ballots, Certificate, Group, How, LeftOut, Objection, Reading, Seen},
};

const PEOPLE: u32 = 11;
const STATEMENTS: u32 = 7;
const SEED: [u8; 32] = [7; 32];

/// For each person and statement: not seen, seen, agreed; a weight; and a chance in eighths.
type Cells = Vec<(u8, u32, u16)>;

fn cells() -> impl Strategy<Value = Cells> {
    let cell = (0..3_u8, 1..4_u32, prop_oneof![Just(0), Just(8), 0..=8_u16]);
    prop::collection::vec(cell, (PEOPLE * STATEMENTS) as usize)
}

fn at(cells: &Cells, person: u32, statement: u32) -> (u8, u32, u16) {
    cells[(person * STATEMENTS + statement) as usize]
}

fn pairs() -> impl Iterator<Item = (u32, u32)> + Clone {
    (0..PEOPLE).flat_map(|person| (0..STATEMENTS).map(move |statement| (person, statement)))
}

fn everyone(cells: &Cells) -> Ballots {
    Ballots::everyone(PEOPLE, STATEMENTS, pairs().filter(|&(p, s)| at(cells, p, s).0 == 2)).unwrap()
}

fn seen_only(cells: &Cells) -> Ballots {
    let seen = pairs().filter(|&(p, s)| at(cells, p, s).0 > 0).map(|(person, statement)| {
        let (kind, weight, _) = at(cells, person, statement);
        Seen { person, statement, weight, agrees: kind == 2 }
    });
    Ballots::seen_only(PEOPLE, STATEMENTS, 3, seen).unwrap()
}

fn fractional(cells: &Cells) -> Ballots {
    let chance = |statement: u32, column: &mut [u16]| {
        for (person, chance) in (0..).zip(column) {
            *chance = at(cells, person, statement).2;
        }
    };
    Ballots::fractional(PEOPLE, STATEMENTS, 3, chance).unwrap()
}

fn all_readings(cells: &Cells) -> [Ballots; 3] {
    [everyone(cells), seen_only(cells), fractional(cells)]
}

fn supporters(ballots: &Ballots, statement: u32) -> Vec<(u32, u32, u64)> {
    let mut all = Vec::new();
    ballots.each(statement, |who, value, stands| all.push((who, value, stands)));
    all
}

/// EJR+ by its definition: over every statement that is not chosen and every subset of its supporters (a threshold on how
/// far each would be covered is enough: the subset that takes everyone below it is the strongest).
fn ejr_plus(ballots: &Ballots, chosen: &[u32], places: u32) -> bool {
    let covered = |person: u32| -> u32 {
        let of = |statement: &u32| supporters(ballots, *statement).into_iter().find(|one| one.0 == person);
        chosen.iter().filter_map(of).map(|one| one.1).sum()
    };
    (0..STATEMENTS).filter(|s| !chosen.contains(s) && ballots.out_of(*s) > 0).all(|statement| {
        (1..=places * ballots.scale()).all(|level| {
            let group =
                supporters(ballots, statement).into_iter().filter(|one| covered(one.0) + one.1 <= level);
            let weight: u64 = group.map(|(_, value, stands)| u64::from(value) * stands).sum();
            u64::from(places) * weight < u64::from(level) * ballots.out_of(statement)
        })
    })
}

/// A fraction: above, below.
type Fraction = (BigUint, BigUint);

fn compare(a: &Fraction, b: &Fraction) -> std::cmp::Ordering {
    (&a.0 * &b.1).cmp(&(&b.0 * &a.1))
}

fn minus(a: &Fraction, b: &Fraction) -> Fraction {
    (&a.0 * &b.1 - &b.0 * &a.1, &a.1 * &b.1)
}

/// What each pays for a whole agreement, by fractions throughout: supporters from poor to rich for what they are asked.
fn price(ballots: &Ballots, purses: &[Fraction], places: u32, statement: u32) -> Option<Fraction> {
    let mut those = supporters(ballots, statement);
    let means = |one: &(u32, u32, u64)| {
        let purse = &purses[one.0 as usize];
        (purse.0.clone(), &purse.1 * one.1)
    };
    those.sort_by(|a, b| compare(&means(a), &means(b)));
    let mut left: Fraction = (ballots.out_of(statement).into(), BigUint::from(places) * ballots.scale());
    for (at, &(who, value, stands)) in those.iter().enumerate() {
        let rich: u64 = those[at..].iter().map(|one| u64::from(one.1) * one.2).sum();
        let each = (left.0.clone(), &left.1 * rich);
        let purse = &purses[who as usize];
        if compare(purse, &(&each.0 * value, each.1.clone())).is_ge() {
            return Some((&each.0 * ballots.scale(), each.1));
        }
        left = minus(&left, &(&purse.0 * stands, purse.1.clone()));
    }
    None
}

/// Equal Shares by fractions; at every step all that are cheapest.
fn follows_equal_shares(ballots: &Ballots, certificate: &Certificate) {
    let places = certificate.places;
    let mut purses: Vec<Fraction> = vec![(1_u32.into(), 1_u32.into()); PEOPLE as usize];
    let mut open: Vec<u32> = (0..STATEMENTS).filter(|s| ballots.out_of(*s) > 0).collect();
    let mut bought = certificate.chosen.iter();
    for _ in 0..places {
        let prices: Vec<(u32, Fraction)> =
            open.iter().filter_map(|s| price(ballots, &purses, places, *s).map(|each| (*s, each))).collect();
        let Some(least) = prices.iter().map(|one| &one.1).min_by(|a, b| compare(a, b)) else { break };
        let place = bought.next().unwrap();
        let How::Bought(payment) = &place.how else { panic!("{place:?} could be bought") };
        let each = &prices.iter().find(|one| one.0 == place.statement).unwrap().1;
        assert!(compare(each, least).is_eq());
        assert_eq!(Ratio::new(each.0.clone(), each.1.clone()).unwrap(), payment.each);
        for (who, value, _) in supporters(ballots, place.statement) {
            let purse = &mut purses[who as usize];
            let asked = (&each.0 * value, &each.1 * ballots.scale());
            *purse = if compare(purse, &asked).is_lt() {
                (0_u32.into(), 1_u32.into())
            } else {
                minus(purse, &asked)
            };
        }
        open.retain(|s| *s != place.statement);
    }
    assert!(bought.all(|place| matches!(place.how, How::Completed(_))));
}

fn bought(certificate: &Certificate) -> usize {
    certificate.chosen.iter().filter(|place| matches!(place.how, How::Bought(_))).count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_slate_follows_the_method_and_holds(cells in cells(), places in 1..6_u32) {
        for ballots in all_readings(&cells) {
            let certificate = slate::choose(&ballots, places, &SEED).unwrap();
            follows_equal_shares(&ballots, &certificate);
            let chosen = certificate.statements_chosen();
            prop_assert_eq!(ejr_plus(&ballots, &chosen, places), certificate.holds);
            let may_fail = matches!(ballots.reading(), Reading::SeenOnly { .. });
            prop_assert!(certificate.holds || (may_fail && bought(&certificate) == places as usize));
            prop_assert_eq!(slate::check(&ballots, &certificate), Ok(()));
            prop_assert_eq!(certificate.covered.iter().sum::<u32>(), PEOPLE);
            if chosen.len() < places as usize {
                prop_assert_eq!(certificate.left_out, None);
            }
        }
    }

    #[test]
    fn the_order_of_ballots_never_matters(cells in cells(), places in 1..6_u32, turn in 0..PEOPLE) {
        let turned: Cells = (0..PEOPLE)
            .flat_map(|person| (0..STATEMENTS).map(move |statement| ((person + turn) % PEOPLE, statement)))
            .map(|(person, statement)| at(&cells, person, statement))
            .collect();
        for (ballots, turned) in all_readings(&cells).iter().zip(&all_readings(&turned)) {
            let certificate = slate::choose(ballots, places, &SEED).unwrap();
            prop_assert_eq!(&slate::choose(turned, places, &SEED).unwrap(), &certificate);
            prop_assert_eq!(slate::check(turned, &certificate), Ok(()));
        }
        let forth = pairs().filter(|&(p, s)| at(&cells, p, s).0 == 2);
        let back: Vec<(u32, u32)> = forth.clone().collect::<Vec<_>>().into_iter().rev().collect();
        prop_assert_eq!(Ballots::everyone(PEOPLE, STATEMENTS, forth), Ballots::everyone(PEOPLE, STATEMENTS, back));
    }

    #[test]
    fn a_changed_certificate_is_refused(cells in cells(), places in 1..6_u32, pick in any::<prop::sample::Index>()) {
        for ballots in all_readings(&cells) {
            let certificate = slate::choose(&ballots, places, &SEED).unwrap();
            let changed = changes(&certificate);
            prop_assert!(changed.iter().all(|changed| *changed != certificate));
            for changed in &changed {
                prop_assert!(slate::check(&ballots, changed).is_err(), "{:#?}\n{:#?}", certificate, changed);
            }
            // Two changes at once.
            let twice = changes(pick.get(&changed));
            for changed in twice.iter().filter(|changed| **changed != certificate) {
                prop_assert!(slate::check(&ballots, changed).is_err(), "{:#?}\n{:#?}", certificate, changed);
            }
        }
    }

    #[test]
    fn a_certificate_is_of_its_own_ballots(cells in cells(), places in 1..6_u32, person in 0..PEOPLE, statement in 0..STATEMENTS) {
        let mut other = cells.clone();
        let cell = &mut other[(person * STATEMENTS + statement) as usize];
        cell.0 = 2 - cell.0 / 2 * 2;
        cell.2 = 8 - cell.2;
        for (ballots, other) in [(everyone(&cells), everyone(&other)), (fractional(&cells), fractional(&other))] {
            let certificate = slate::choose(&ballots, places, &SEED).unwrap();
            if ballots.agreements() != other.agreements() {
                prop_assert_eq!(slate::check(&other, &certificate), Err(Objection::OtherBallots));
            }
        }
    }

    #[test]
    fn everyone_twice_is_the_same_slate(cells in cells(), places in 1..6_u32) {
        let twice: Cells = (0..2 * PEOPLE)
            .flat_map(|person| (0..STATEMENTS).map(move |statement| (person / 2, statement)))
            .map(|(person, statement)| at(&cells, person, statement))
            .collect();
        let agreed = (0..2 * PEOPLE)
            .flat_map(|p| (0..STATEMENTS).map(move |s| (p, s)))
            .filter(|&(p, s)| at(&twice, p, s).0 == 2);
        let twice = Ballots::everyone(2 * PEOPLE, STATEMENTS, agreed).unwrap();
        let (one, two) = (slate::choose(&everyone(&cells), places, &SEED), slate::choose(&twice, places, &SEED));
        let (one, two) = (one.unwrap(), two.unwrap());
        prop_assert_eq!(one.statements_chosen(), two.statements_chosen());
        prop_assert_eq!(one.covered_people() * 2, two.covered_people());
    }

    #[test]
    fn equal_weights_and_certain_chances_are_plain_approvals(cells in cells(), places in 1..6_u32) {
        let plain = slate::choose(&everyone(&cells), places, &SEED).unwrap();
        let seen = pairs().map(|(person, statement)| {
            Seen { person, statement, weight: 3, agrees: at(&cells, person, statement).0 == 2 }
        });
        let weighted = Ballots::seen_only(PEOPLE, STATEMENTS, 0, seen).unwrap();
        let certain = Ballots::fractional(PEOPLE, STATEMENTS, 12, |statement, column| {
            for (person, chance) in (0..).zip(column) {
                *chance = u16::from(at(&cells, person, statement).0 == 2) << 12;
            }
        })
        .unwrap();
        for ballots in [weighted, certain] {
            let other = slate::choose(&ballots, places, &SEED).unwrap();
            prop_assert_eq!(other.statements_chosen(), plain.statements_chosen());
            prop_assert_eq!(&other.covered, &plain.covered);
            for (a, b) in other.chosen.iter().zip(&plain.chosen) {
                let same = match (&a.how, &b.how) {
                    (How::Bought(a), How::Bought(b)) => a == b,
                    (How::Completed(a), How::Completed(b)) => a.group.people == b.group.people,
                    _ => false,
                };
                prop_assert!(same, "{a:?} {b:?}");
            }
        }
    }
}

/// Every field changed by itself, in several ways.
fn changes(certificate: &Certificate) -> Vec<Certificate> {
    let mut all = Vec::new();
    let mut add = |change: &dyn Fn(&mut Certificate)| {
        let mut changed = certificate.clone();
        change(&mut changed);
        if changed != *certificate {
            all.push(changed);
        }
    };
    add(&|c| c.places += 1);
    add(&|c| c.people += 1);
    add(&|c| c.statements -= 1);
    add(&|c| c.agreements += 1);
    add(&|c| c.holds = !c.holds);
    add(&|c| c.left_out = None);
    add(&|c| c.covered.push(0));
    add(&|c| c.covered.rotate_left(1));
    add(&|c| {
        c.reading = match c.reading {
            Reading::Everyone => Reading::SeenOnly { least_seen: 0 },
            Reading::SeenOnly { least_seen } => Reading::SeenOnly { least_seen: least_seen + 1 },
            Reading::Fractional { bits } => Reading::Shares { least_seen: 0, bits },
            Reading::Shares { bits, .. } => Reading::Fractional { bits },
        };
    });
    for group in group_changes(certificate.left_out) {
        add(&|c| c.left_out = Some(group));
    }
    let last = certificate.chosen.len();
    for at in 0..last {
        add(&|c| drop(c.chosen.remove(at)));
        add(&|c| c.chosen.push(c.chosen[at].clone()));
        add(&|c| c.chosen.swap(at, last - 1));
        add(&|c| c.chosen.swap(at, (at + 1) % last));
        add(&|c| c.chosen[at].support += 1);
        add(&|c| c.chosen[at].out_of += 1);
        for statement in 0..=STATEMENTS {
            add(&|c| c.chosen[at].statement = statement);
        }
        match certificate.chosen[at].how.clone() {
            How::Bought(payment) => {
                let ratio = |above: BigUint, below: BigUint| Ratio::new(above, below).unwrap();
                let (above, below) = (payment.each.numerator(), payment.each.denominator());
                for each in [ratio(above + 1_u32, below.clone()), ratio(above.clone(), below + 1_u32)] {
                    let mut payment = payment.clone();
                    payment.each = each;
                    add(&|c| c.chosen[at].how = How::Bought(payment.clone()));
                }
                for (full, rest) in [(1, 0), (0, 1)] {
                    let mut payment = payment.clone();
                    (payment.full, payment.rest) = (payment.full + full, payment.rest + rest);
                    add(&|c| c.chosen[at].how = How::Bought(payment.clone()));
                }
                let (statement, support) = (certificate.chosen[at].statement, certificate.chosen[at].support);
                let group = LeftOut {
                    statement,
                    level: 1,
                    people: payment.full,
                    weight: support,
                    out_of: PEOPLE.into(),
                };
                add(&|c| c.chosen[at].how = How::Completed(Added { newly: support, group }));
            }
            How::Completed(added) => {
                add(&|c| c.chosen[at].how = How::Completed(Added { newly: added.newly + 1, ..added }));
                for group in group_changes(Some(added.group)) {
                    add(&|c| c.chosen[at].how = How::Completed(Added { group, ..added }));
                }
            }
        }
    }
    all
}

fn group_changes(group: Option<LeftOut>) -> Vec<LeftOut> {
    let Some(group) = group else {
        return vec![LeftOut { statement: 0, level: 1, people: 1, weight: 1, out_of: PEOPLE.into() }];
    };
    vec![
        LeftOut { statement: (group.statement + 1) % STATEMENTS, ..group },
        LeftOut { level: group.level + 1, ..group },
        LeftOut { people: group.people + 1, ..group },
        LeftOut { weight: group.weight + 1, ..group },
        LeftOut { out_of: group.out_of + 1, ..group },
    ]
}

fn answers(rows: &[&[Choice]]) -> Responses {
    let row = |(person, row): (u32, &&[Choice])| -> Vec<(u32, u32, Answer)> {
        (0..).zip(*row).map(|(statement, &choice)| (person, statement, Answer::new(choice))).collect()
    };
    (0..).zip(rows).flat_map(row).collect()
}

#[test]
fn a_statement_that_everyone_agrees_on_covers_everyone() {
    use Choice::{Agree, Disagree, Pass};
    let responses = answers(&[
        &[Agree, Agree, Disagree],
        &[Agree, Agree, Pass],
        &[Agree, Agree, Disagree],
        &[Agree, Disagree, Agree],
    ]);
    let ballots = Ballots::from_answers(&responses);
    let certificate = slate::choose(&ballots, 1, &SEED).unwrap();
    assert_eq!(certificate.statements_chosen(), [0]);
    assert_eq!(certificate.covered, [0, 4]);
    let How::Bought(payment) = &certificate.chosen[0].how else { panic!("{certificate:?}") };
    assert_eq!((payment.each.to_string().as_str(), payment.full, payment.rest), ("1/1", 4, 0));
    assert_eq!(slate::dissenters(&responses), [3]);
    // Someone far away in the numbering who answered nothing is nobody.
    let mut with_gap = responses.clone();
    with_gap.set(9, 0, Answer::new(Agree));
    with_gap.take_back(9, 0);
    assert_eq!(Ballots::from_answers(&with_gap), ballots);
}

/// Two of ten are of one mind on statement 2 and agree with nothing else; the eight agree with statements 0, 1 and 3.
#[test]
fn a_fifth_of_the_people_has_a_fifth_of_the_places() {
    let many = (0..8).flat_map(|person| [0, 1, 3, 4, 5, 6].map(|statement| (person, statement)));
    let ballots = Ballots::everyone(10, 7, many.chain([(8, 2), (9, 2)])).unwrap();
    let certificate = slate::choose(&ballots, 5, &SEED).unwrap();
    assert!(certificate.statements_chosen().contains(&2) && certificate.holds);
    assert_eq!(slate::most_liked(&ballots, 5), [0, 1, 3, 4, 5], "most-liked-first leaves the two out");
    let groups = [
        Group { name: "many".into(), dissents: false, members: (0..8).collect() },
        Group { name: "few".into(), dissents: true, members: vec![9, 8, 8, 77] },
        Group { name: "none".into(), dissents: false, members: vec![] },
    ];
    let audit = slate::audit(&ballots, &certificate.statements_chosen(), &groups, 101, &SEED);
    let rows: Vec<(&str, u32, u64, u64)> =
        audit.rows.iter().map(|row| (row.name.as_str(), row.people, row.slate, row.most_liked)).collect();
    assert_eq!(rows, [("few", 2, 2, 0), ("many", 8, 8, 8)]);
    assert!(audit.is_fair());
    // By most-liked-first the few are covered worse than by five of seven at random.
    let liked = slate::audit(&ballots, &slate::most_liked(&ballots, 5), &groups, 101, &SEED);
    assert!(!liked.is_fair());
    assert_eq!(liked.rows[0].random_median, 2);
}

/// Where few saw a statement, silence is not disagreement: 4 of the 5 who saw statement 1 agree with it.
#[test]
fn readings_differ_where_little_was_seen() {
    let mut responses = Responses::default();
    for person in 0..20 {
        let choice = if person < 9 { Choice::Agree } else { Choice::Disagree };
        responses.set(person, 0, Answer::new(choice));
    }
    for person in 0..5 {
        let choice = if person < 4 { Choice::Agree } else { Choice::Disagree };
        responses.set(person, 1, Answer::new(choice));
    }
    responses.set(3, 2, Answer::new(Choice::Agree));
    let first = |ballots: &Ballots| {
        let certificate = slate::choose(ballots, 2, &SEED).unwrap();
        assert_eq!(slate::check(ballots, &certificate), Ok(()));
        certificate.statements_chosen()[0]
    };
    assert_eq!(first(&Ballots::from_answers(&responses)), 0, "9 of 20 before 4 of 20");
    assert_eq!(first(&Ballots::from_those_who_saw(&responses, 5)), 1, "4 of 5 before 9 of 20");
    assert_eq!(
        first(&Ballots::from_those_who_saw(&responses, 1)),
        2,
        "1 of 1: that is why there is a least number"
    );
    assert_eq!(
        first(&Ballots::from_shares(&responses, 5, 8).unwrap()),
        1,
        "5 in 7 of those who did not see it"
    );
    assert_eq!(first(&Ballots::from_shares(&responses, 6, 8).unwrap()), 0, "too few saw it");
}

#[test]
fn ballots_that_make_no_sense_are_refused() {
    use slate::{Unasked, Unfit};
    let seen = |person, statement, weight| Seen { person, statement, weight, agrees: person % 2 == 0 };
    let read = |those: &[Seen]| Ballots::seen_only(3, 2, 0, those.iter().copied()).map(|_| ());
    assert_eq!(Ballots::everyone(1, 1, [(1, 0)]), Err(Unfit::Person(1)));
    assert_eq!(Ballots::everyone(1, 1, [(0, 1)]), Err(Unfit::Statement(1)));
    assert_eq!(Ballots::everyone(1, 1, [(0, 0), (0, 0)]), Err(Unfit::Twice { person: 0, statement: 0 }));
    assert_eq!(read(&[seen(0, 2, 1)]), Err(Unfit::Statement(2)));
    assert_eq!(read(&[seen(4, 1, 1)]), Err(Unfit::Person(4)));
    assert_eq!(read(&[seen(1, 1, 0)]), Err(Unfit::NoWeight { person: 1, statement: 1 }));
    let both = [seen(0, 1, 1), Seen { agrees: false, ..seen(0, 1, 2) }];
    assert_eq!(read(&both), Err(Unfit::Twice { person: 0, statement: 1 }));
    assert_eq!(Ballots::fractional(1, 1, 13, |_, _| {}), Err(Unfit::Bits(13)));
    let above = Ballots::fractional(2, 1, 3, |_, column| column[1] = 9);
    assert_eq!(above, Err(Unfit::AboveOne { person: 1, statement: 0 }));
    let nobody = Ballots::everyone(0, 3, []).unwrap();
    assert_eq!(slate::choose(&nobody, 0, &SEED), Err(Unasked::Places(0)));
    let certificate = slate::choose(&nobody, 2, &SEED).unwrap();
    assert!(certificate.chosen.is_empty() && certificate.holds);
    assert_eq!(slate::check(&nobody, &certificate), Ok(()));
    assert_eq!(slate::dissenters(&Responses::default()), Vec::<u32>::new());
}
