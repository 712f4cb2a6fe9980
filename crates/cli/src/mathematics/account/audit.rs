//! How a slate does beside other choices, group by group: those whom the majority outnumbers, each opinion group, those
//! between the groups, and everybody.

use serde::{Deserialize, Serialize};
use server::report::{Audited, Who};
use voice::groups::Name;
use voice::publish::{self, LEAST_COUNT};
use voice::published::Issue;
use voice::responses::Responses;
use voice::slate::{self, Ballots, Certificate, Group};

use super::super::SEED;

/// So many random choices it is compared with.
const PICKS: u32 = 1_000;
/// The keys of groups that are no opinion groups.
const OUTNUMBERED: &str = "outnumbered";
const BETWEEN: &str = "between";
const EVERYBODY: &str = "everybody";

/// The comparison with exact figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Compared {
    /// How many random choices.
    pub(super) picks: u32,
    /// A whole agreement, in the units of the figures.
    pub(super) scale: u32,
    pub(super) groups: Vec<Row>,
}

/// One group: how much of it is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    group: String,
    people: u32,
    chosen: u64,
    most_liked: u64,
    random_median: u64,
    better_than: u32,
}

impl Compared {
    /// `responses` are those the ballots were made of, and the map too.
    pub(super) fn of(
        certificate: &Certificate,
        ballots: &Ballots,
        responses: &Responses,
        issue: &Issue,
    ) -> Self {
        let groups = groups(responses, issue);
        let audit = slate::audit(ballots, &certificate.statements_chosen(), &groups, PICKS, &SEED);
        let row = |row: slate::Row| Row {
            group: row.name,
            people: row.people,
            chosen: row.slate,
            most_liked: row.most_liked,
            random_median: row.random_median,
            better_than: row.better_than,
        };
        let groups = audit.rows.into_iter().map(row).collect();
        Self { picks: audit.picks, scale: audit.scale, groups }
    }

    /// In tenths, for groups of 8 people or more.
    pub(super) fn in_tenths(&self) -> Vec<Audited> {
        self.groups.iter().filter(|row| row.people >= LEAST_COUNT).filter_map(|row| self.row(row)).collect()
    }

    /// The same where groups are of people who did not make their answers public: 1 is 1 or fewer and 9 is 9 or more, for groups
    /// that may be told apart. Everybody together is no smaller group.
    pub(super) fn in_shares(&self, people: u32) -> Vec<Audited> {
        let may_be_told = |row: &&Row| {
            publish::is_told(row.people, people) || (row.group == EVERYBODY && people >= publish::LEAST_TABLE)
        };
        let told = self.groups.iter().filter(may_be_told).filter_map(|row| self.row(row));
        let blunt = |one: Audited| {
            let [chosen, most_liked, random] =
                [one.chosen, one.most_liked, one.random].map(|tenths| tenths.clamp(1, 9));
            Audited { chosen, most_liked, random, ..one }
        };
        told.map(|one| if one.group == Who::Everybody { one } else { blunt(one) }).collect()
    }

    fn row(&self, row: &Row) -> Option<Audited> {
        let whole = u64::from(row.people) * u64::from(self.scale);
        Some(Audited {
            group: who(&row.group)?,
            chosen: tenths(row.chosen, whole),
            most_liked: tenths(row.most_liked, whole),
            random: tenths(row.random_median, whole),
            fair: row.chosen >= row.random_median,
        })
    }
}

/// Ballots number people as the responses do: in order, without those who answered nothing.
fn groups(responses: &Responses, issue: &Issue) -> Vec<Group> {
    let cards = &issue.published.groups;
    let group = |name: &str, dissents, members| Group { name: name.to_owned(), dissents, members };
    let of = |wanted: Option<usize>| -> Vec<u32> {
        (0..).zip(issue.members()).filter(|(_, (_, group))| *group == wanted).map(|(at, _)| at).collect()
    };
    let mut groups = vec![
        group(OUTNUMBERED, true, slate::dissenters(responses)),
        group(EVERYBODY, false, (0..responses.people()).collect()),
    ];
    if !cards.is_empty() {
        let opinions = cards.iter().enumerate().map(|(at, card)| group(key(card.name), false, of(Some(at))));
        groups.extend(opinions);
        groups.push(group(BETWEEN, false, of(None)));
    }
    groups
}

const fn key(name: Name) -> &'static str {
    match name {
        Name::Leaf => "leaf",
        Name::Wave => "wave",
        Name::Sun => "sun",
        Name::Stone => "stone",
        Name::Star => "star",
    }
}

fn who(group: &str) -> Option<Who> {
    match group {
        OUTNUMBERED => Some(Who::Outnumbered),
        BETWEEN => Some(Who::Between),
        EVERYBODY => Some(Who::Everybody),
        _ => Name::ALL.into_iter().find(|name| key(*name) == group).map(Who::Group),
    }
}

/// As [`publish::in_ten`](voice::publish::in_ten), of larger figures.
fn tenths(part: u64, whole: u64) -> u8 {
    match part {
        0 => 0,
        _ if part >= whole => 10,
        _ => u8::try_from((20 * u128::from(part) + u128::from(whole)) / (2 * u128::from(whole)))
            .unwrap_or(9)
            .clamp(1, 9),
    }
}
