//! Made-up conversations, where everybody's opinion is known: are people put with those who share it?

use voice::{
    groups::{self, same_groups},
    ideal::Sides,
    polis::{self, Moderation},
};

use super::{head, mean, row};
use crate::{
    curve::settings,
    synthetic::{self, OPINIONS, Size},
};

const SEEDS: u64 = 5;
const SIZES: [Size; 2] =
    [Size { people: 2_000, statements: 200, each: 40 }, Size { people: 10_000, statements: 500, each: 40 }];
/// By how much people said.
const QUIET: [(&str, usize, usize); 4] =
    [("1 to 6", 1, 6), ("7 to 14", 7, 14), ("15 to 59", 15, 59), ("60 and more", 60, usize::MAX)];

/// Person, true opinion, Polis's group, our nearest group, the one we show.
type Person = (usize, usize, Option<usize>, Option<usize>, Option<usize>);

pub(super) fn tables() {
    head(
        "Made-up conversations of four opinions: adjusted Rand index with the truth (mean of 5)",
        &[
            "People × statements, answers each",
            "Polis",
            "ours, nearest group",
            "ours, as shown",
            "share shown",
            "groups found",
        ],
    );
    for size in SIZES {
        let made: Vec<(Vec<Person>, usize)> = (0..SEEDS).map(|seed| one(size, seed + 1)).collect();
        let counts: Vec<String> = made.iter().map(|(_, groups)| groups.to_string()).collect();
        for (name, least, most) in QUIET {
            let index = |pick: fn(&Person) -> Option<usize>| {
                let of = |(people, _): &(Vec<Person>, usize)| {
                    let those = people.iter().filter(|person| (least..=most).contains(&person.0));
                    same_groups(those.filter_map(|person| Some((person.1, pick(person)?))))
                };
                mean(&made.iter().map(of).collect::<Vec<f64>>())
            };
            let shown = |(people, _): &(Vec<Person>, usize)| {
                let those: Vec<_> =
                    people.iter().filter(|person| (least..=most).contains(&person.0)).collect();
                super::real(those.iter().filter(|person| person.4.is_some()).count())
                    / super::real(those.len())
            };
            let polis = if least < 7 { "–".to_owned() } else { format!("{:.2}", index(|person| person.2)) };
            row([
                format!("{} × {}, {name}", size.people, size.statements),
                polis,
                format!("{:.2}", index(|person| person.3)),
                format!("{:.2}", index(|person| person.4)),
                super::percent(mean(&made.iter().map(shown).collect::<Vec<f64>>())),
                counts.join(" "),
            ]);
        }
    }
    println!("\nThe truth is {OPINIONS} groups.");
}

fn one(size: Size, seed: u64) -> (Vec<Person>, usize) {
    let made = synthetic::conversation(size, seed);
    let map = polis::map_responses(&made.responses, &Moderation::default());
    let grouping = groups::look(&Sides::of(&made.responses), &settings(2)).grouping;
    let mut people: Vec<Person> = Vec::new();
    for ((number, opinion), member) in (0..).zip(&made.opinions).zip(&grouping.people) {
        let answers = made.responses.answered(number);
        people.push((answers, usize::from(*opinion), None, member.nearest, member.group));
    }
    for person in &map.people {
        people[person.id as usize].2 = person.member.map(|member| member.group as usize);
    }
    (people, grouping.groups.len())
}
