//! Does the account hold, and does it cover everybody better than chance does?

use std::collections::BTreeMap;

use voice::{
    groups::{self, Verdict},
    hearing,
    ideal::Sides,
    polis::{self, Moderation},
    responses::Responses,
    slate::{self, Ballots, Certificate, Group, How, Row},
};

use super::{head, percent, real, row};
use crate::{conversation::Conversation, curve::settings};

const PLACES: [u32; 3] = [5, 10, 20];
const PICKS: u32 = 1_000;
const SEED: [u8; 32] = [3; 32];
/// Chances to agree are told in 256ths.
const BITS: u8 = 8;
const READINGS: [&str; 4] = ["everyone", "shares", "those who saw", "chances of the map"];

/// How one account did.
struct Line {
    reading: usize,
    cells: Vec<String>,
    holds: bool,
    /// Groups covered worse than by the median random pick, by what people really agreed with, and their figures.
    worse: Vec<Vec<String>>,
    /// How many are covered worse than that by the reading's own measure of agreement.
    worse_by_own: usize,
}

pub(super) fn tables(conversations: &[Conversation]) -> Result<(), String> {
    let mut lines = Vec::new();
    for conversation in conversations {
        lines.extend(of_one(conversation)?);
    }
    head(
        "Accounts by what silence means: every conversation with 5, 10 and 20 places",
        &[
            "Reading",
            "accounts",
            "EJR+ verified",
            "groups worse than the random median, by real agreements",
            "the same by the reading's own measure",
        ],
    );
    for (reading, name) in READINGS.iter().enumerate() {
        let those = || lines.iter().filter(|line| line.reading == reading);
        let sum = |part: fn(&Line) -> usize| those().map(part).sum::<usize>().to_string();
        row([
            (*name).to_owned(),
            those().count().to_string(),
            sum(|line| usize::from(line.holds)),
            sum(|line| line.worse.len()),
            sum(|line| line.worse_by_own),
        ]);
    }
    head(
        "Who is covered (reading: everyone; share of people who agree with at least one chosen statement)",
        &[
            "Conversation, places (bought)",
            "everybody: ours, random median, most liked",
            "dissenters",
            "least covered opinion group",
            "groups worse than random",
        ],
    );
    lines.iter().filter(|line| line.reading == 0).for_each(|line| row(&line.cells));
    head(
        "Groups worse covered than by the median random pick (readings: shares, those who saw)",
        &["Reading: conversation, places", "group: ours, random median, most liked"],
    );
    let made_good = lines.iter().filter(|line| (1..3).contains(&line.reading));
    made_good.flat_map(|line| &line.worse).for_each(row);
    Ok(())
}

fn of_one(conversation: &Conversation) -> Result<Vec<Line>, String> {
    let responses = &conversation.responses;
    let groups = everyone_in_groups(conversation);
    let ballots = ballots(responses)?;
    let mut lines = Vec::new();
    for (reading, of_reading) in ballots.iter().enumerate() {
        for places in PLACES {
            let wrong =
                |problem: &dyn std::fmt::Display| format!("{}, {places}: {problem}", conversation.name);
            let certificate = slate::choose(of_reading, places, &SEED).map_err(|unasked| wrong(&unasked))?;
            slate::check(of_reading, &certificate).map_err(|objection| wrong(&objection))?;
            // Whatever the reading, people are covered by what they really agreed with.
            let audit = slate::audit(&ballots[0], &certificate.statements_chosen(), &groups, PICKS, &SEED);
            let unfair = |ballots| {
                let audit = slate::audit(ballots, &certificate.statements_chosen(), &groups, PICKS, &SEED);
                audit.rows.into_iter().filter(|row| !row.is_fair()).collect::<Vec<Row>>()
            };
            let title = format!("{}: {}, {places}", READINGS[reading], conversation.name);
            let figures = |row: &Row| format!("{} ({} people): {}", row.name, row.people, three(row));
            lines.push(Line {
                reading,
                cells: cells(&conversation.name, &certificate, &audit.rows),
                holds: certificate.holds,
                worse: unfair(&ballots[0]).iter().map(|row| vec![title.clone(), figures(row)]).collect(),
                worse_by_own: unfair(of_reading).len(),
            });
        }
    }
    Ok(lines)
}

fn cells(name: &str, certificate: &Certificate, rows: &[Row]) -> Vec<String> {
    let bought = certificate.chosen.iter().filter(|place| matches!(place.how, How::Bought(_))).count();
    let named = |name: &str| rows.iter().find(|row| row.name == name).map_or("–".to_owned(), three);
    let least = rows.iter().find(|row| !row.dissents && row.name != EVERYBODY);
    vec![
        format!("{name}, {} ({bought})", certificate.places),
        named(EVERYBODY),
        named(DISSENTERS),
        least.map_or("–".to_owned(), |row| format!("{} ({} people): {}", row.name, row.people, three(row))),
        rows.iter().filter(|row| !row.is_fair()).count().to_string(),
    ]
}

/// The shares of a group that ours, the median random pick and the most liked statements cover.
fn three(row: &Row) -> String {
    let share = |covered: u64| percent(real(usize::try_from(covered).unwrap_or(0)) / f64::from(row.people));
    format!("{}, {}, {}", share(row.slate), share(row.random_median), share(row.most_liked))
}

/// In the order of [`READINGS`].
fn ballots(responses: &Responses) -> Result<[Ballots; 4], String> {
    let floor = hearing::floor(responses.people());
    let wrong = |unfit: slate::Unfit| unfit.to_string();
    let found = groups::look(&Sides::of(responses), &settings(2));
    let persons: Vec<u32> = responses.persons().collect();
    let (people, statements) = (responses.people(), u32::try_from(responses.statements()).unwrap_or(0));
    let chances = Ballots::fractional(people, statements, BITS, |statement, column| {
        for (chance, &person) in column.iter_mut().zip(&persons) {
            *chance = match responses.get(person, statement) {
                Some(answer) => u16::from(answer.choice == voice::responses::Choice::Agree) << BITS,
                None => in_parts(found.model.chance(person as usize, statement as usize)),
            };
        }
    });
    Ok([
        Ballots::from_answers(responses),
        Ballots::from_shares(responses, floor, BITS).map_err(wrong)?,
        Ballots::from_those_who_saw(responses, floor),
        chances.map_err(wrong)?,
    ])
}

/// A chance in 256ths, rounded down.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ chance ≤ 1")]
fn in_parts(chance: f64) -> u16 {
    (chance.clamp(0.0, 1.0) * f64::from(1_u16 << BITS)) as u16
}

const EVERYBODY: &str = "everybody";
const DISSENTERS: &str = "dissenters";

/// Polis's opinion groups (those of the file where it names them), ours where there are clear ones, dissenters, everybody.
fn everyone_in_groups(conversation: &Conversation) -> Vec<Group> {
    let responses = &conversation.responses;
    let map = polis::map_responses(responses, &Moderation::default());
    let of_map: BTreeMap<u32, usize> =
        map.people.iter().filter_map(|one| Some((one.id, one.member?.group as usize))).collect();
    let found = groups::look(&Sides::of(responses), &settings(2)).grouping;
    let are_named = conversation.groups.iter().any(|name| !name.is_empty());
    let mut members: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, person) in (0..).zip(responses.persons()) {
        let named = conversation.groups.get(person as usize).filter(|name| !name.is_empty());
        let polis = if are_named { named.cloned() } else { of_map.get(&person).map(usize::to_string) };
        if let Some(polis) = polis {
            members.entry(format!("Polis {polis}")).or_default().push(number);
        }
        let own = found.people.get(person as usize).and_then(|member| member.group);
        if let (Verdict::Clear, Some(own)) = (found.verdict, own) {
            members.entry(format!("ours {own}")).or_default().push(number);
        }
    }
    let group = |name: &str, dissents, members| Group { name: name.to_owned(), dissents, members };
    let mut groups: Vec<Group> =
        members.into_iter().map(|(name, members)| group(&name, false, members)).collect();
    groups.push(group(DISSENTERS, true, slate::dissenters(responses)));
    groups.push(group(EVERYBODY, false, (0..responses.people()).collect()));
    groups
}

#[cfg(test)]
mod tests {
    use voice::slate::Reading;

    use super::*;

    #[test]
    fn every_reading_is_measured() {
        let responses =
            crate::synthetic::conversation(crate::synthetic::Size { people: 60, statements: 12, each: 6 }, 1)
                .responses;
        let ballots = ballots(&responses).unwrap();
        assert_eq!(ballots.len(), READINGS.len());
        assert!(matches!(ballots[2].reading(), Reading::SeenOnly { .. }));
        assert!(matches!(ballots[3].reading(), Reading::Fractional { bits: BITS }));
    }
}
