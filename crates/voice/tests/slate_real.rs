//! Slates of real conversations, and of a very large made-up one.
#![expect(clippy::unwrap_used, reason = "a test stops at what it can't read")]

mod real;

use std::collections::BTreeMap;

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use voice::{
    hearing,
    responses::{Answer, Choice, Responses},
    slate::{self, Ballots, Group, How, Reading},
};

const CONVERSATIONS: [&str; 8] = [
    "american-assembly.bowling-green",
    "austria-climate.2vkxcncppn.2022-07-07",
    "brexit-consensus",
    "football-concussions",
    "london.youth.policing",
    "scoop-hivemind.freshwater",
    "scoop-hivemind.taxes",
    "vtaiwan.uberx",
];
const SEED: [u8; 32] = [3; 32];

/// The answers, and the groups that the file names.
fn conversation(name: &str) -> Option<(Responses, Vec<Group>)> {
    let text = real::text(&format!("polis/{name}/participants-votes.csv"))?;
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let first = columns.iter().position(|name| *name == "n-disagree").unwrap() + 1;
    let group_at = columns.iter().position(|name| *name == "group-id").unwrap();
    let (mut responses, mut of) = (Responses::default(), Vec::new());
    for (person, line) in (0..).zip(lines) {
        let fields: Vec<&str> = line.split(',').collect();
        for (statement, field) in (0..).zip(&fields[first..]) {
            let choice = match *field {
                "1" | "1.0" => Choice::Agree,
                "-1" | "-1.0" => Choice::Disagree,
                "0" | "0.0" => Choice::Pass,
                "" => continue,
                other => panic!("{other}"),
            };
            responses.set(person, statement, Answer::new(choice));
        }
        of.push(fields[group_at].to_owned());
    }
    let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, person) in (0..).zip(responses.persons()) {
        groups.entry(&of[person as usize]).or_default().push(number);
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, members)| Group { name: name.to_owned(), dissents: false, members })
        .collect();
    groups.push(Group { name: "dissenters".into(), dissents: true, members: slate::dissenters(&responses) });
    Some((responses, groups))
}

fn all(responses: &Responses) -> Vec<Group> {
    vec![Group { name: "all".into(), dissents: false, members: (0..responses.people()).collect() }]
}

#[test]
fn no_group_is_left_out_of_any_conversation() {
    for name in CONVERSATIONS {
        let Some((responses, groups)) = conversation(name) else { return };
        let floor = hearing::floor(responses.people());
        let readings = [
            Ballots::from_answers(&responses),
            Ballots::from_shares(&responses, floor, 8).unwrap(),
            Ballots::from_those_who_saw(&responses, floor),
        ];
        for (ballots, places) in readings.iter().flat_map(|ballots| [5, 10, 20].map(|k| (ballots, k))) {
            let certificate = slate::choose(ballots, places, &SEED).unwrap();
            assert_eq!(slate::check(ballots, &certificate), Ok(()), "{name}");
            let chosen = certificate.statements_chosen();
            let bought = certificate.chosen.iter().filter(|p| matches!(p.how, How::Bought(_))).count();
            // Whatever the reading, people are covered by what they really agreed with.
            let audit = slate::audit(&readings[0], &chosen, &groups, 1_000, &SEED);
            println!(
                "{name:38} {:28} k={places:2} bought {bought:2} holds {:5} fair {:5} covered {:4}/{:4}",
                format!("{:?}", ballots.reading()),
                certificate.holds,
                audit.is_fair(),
                slate::audit(&readings[0], &chosen, &all(&responses), 0, &SEED).rows[0].slate,
                certificate.people,
            );
            for row in audit.rows.iter().filter(|row| !row.is_fair() && row.people >= 8) {
                println!("    {row:?}");
            }
            let is_seen_only = matches!(ballots.reading(), Reading::SeenOnly { .. });
            assert!(certificate.holds || is_seen_only, "{name} {places}");
            let is_fair = audit.rows.iter().all(|row| row.is_fair() || row.people < 8);
            assert!(is_fair || ballots.reading() != Reading::Everyone, "{name} {places} {:?}", audit.rows);
        }
    }
}

/// Four opinions of unequal size.
fn large(people: u32, statements: u32, each: u32) -> Responses {
    let mut dice = ChaCha12Rng::from_seed([1; 32]);
    let leaning: Vec<[u32; 4]> =
        (0..statements).map(|_| [(); 4].map(|()| dice.next_u32() % 90 + 5)).collect();
    let mut responses = Responses::default();
    for person in 0..people {
        let opinion = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3][person as usize % 10];
        let mut seen: Vec<u32> = (0..each).map(|_| dice.next_u32() % statements).collect();
        seen.sort_unstable();
        for statement in seen {
            let agrees = dice.next_u32() % 100 < leaning[statement as usize][opinion];
            let choice = if agrees { Choice::Agree } else { Choice::Disagree };
            responses.set(person, statement, Answer::new(choice));
        }
    }
    responses
}

#[test]
fn a_large_conversation_has_an_account_that_holds() {
    let responses = large(4_000, 200, 51);
    let ballots = Ballots::from_answers(&responses);
    for places in [5, 10, 20] {
        let certificate = slate::choose(&ballots, places, &SEED).unwrap();
        assert_eq!(slate::check(&ballots, &certificate), Ok(()));
        assert!(certificate.holds);
    }
}
