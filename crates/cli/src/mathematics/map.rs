//! `roundtable map`: where people stand, by the ideal-point model. As Polis has it: [`polis_map`](super::polis_map).

use std::num::NonZeroUsize;

use serde::Serialize;
use voice::{
    groups::{
        self, Found, Name, Verdict,
        views::{self, Views},
    },
    ideal::{self, Sides, Workers},
    publish::{self, Heard},
    responses::Responses,
    standing::{self, Side},
};

use super::polis_map::PolisMap;
use super::{Problem, nine, plain};
use crate::args::{MapPolis, Method};
use crate::polis::{Conversation, Order, conversation};
use crate::say::{Answer, counted};

/// So many statements of each list are shown to people; the JSON has all.
pub(super) const TOP: usize = 5;

/// What a map answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Mapped {
    Ideal(Box<IdealMap>),
    Polis(Box<PolisMap>),
}

/// Maps a conversation.
pub(crate) fn map(asked: &MapPolis) -> Result<Mapped, Problem> {
    let conversation = |order| conversation(&asked.directory, order);
    Ok(match asked.method {
        Method::Ideal => Mapped::Ideal(Box::new(IdealMap::of(&conversation(Order::Number)?, asked.people))),
        Method::Polis => Mapped::Polis(Box::new(PolisMap::of(&conversation(Order::Came)?, asked.people))),
    })
}

impl Answer for Mapped {
    fn sentences(&self) -> String {
        match self {
            Self::Ideal(map) => map.sentences(),
            Self::Polis(map) => map.sentences(),
        }
    }
}

/// What was mapped.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    pub(super) method: &'static str,
    pub(super) topic: String,
    /// Who answered something.
    pub(super) people: usize,
    /// What was answered by somebody.
    pub(super) statements: usize,
    pub(super) answers: usize,
}

impl Head {
    pub(super) fn sentences(&self) -> Vec<String> {
        let figures = format!(
            "{}, {}, {}.",
            counted(self.people as u64, "person", "people"),
            counted(self.statements as u64, "statement", "statements"),
            counted(self.answers as u64, "answer", "answers"),
        );
        vec![plain(&self.topic), figures]
    }
}

/// A statement.
#[derive(Debug, Serialize)]
pub(super) struct About {
    /// Its number in the files.
    pub(super) statement: i64,
    pub(super) words: String,
}

impl About {
    pub(super) fn of(conversation: &Conversation, at: u32) -> Self {
        let said = &conversation.statements[at as usize];
        Self { statement: said.id, words: said.words.clone() }
    }
}

pub(super) const fn side(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

/// The map by ideal points.
#[derive(Debug, Serialize)]
pub(crate) struct IdealMap {
    #[serde(flatten)]
    head: Head,
    pub(super) dimension: usize,
    better_than_none: bool,
    /// For 0 to 3 dimensions.
    held_out_loss: Vec<f64>,
    verdict: &'static str,
    tried: Vec<Tried>,
    groups: Vec<Group>,
    all_agree: Vec<Common>,
    divides: Vec<Divide>,
    differ: Vec<Differ>,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Vec<Position>>,
}

#[derive(Debug, Serialize)]
struct Tried {
    groups: usize,
    silhouette: f64,
    of_one_cloud: f64,
    stability: f64,
    smallest: u32,
    fit_to_show: bool,
}

#[derive(Debug, Serialize)]
struct Group {
    name: &'static str,
    size: u32,
    centre: Vec<f64>,
    tells_apart: Vec<Telling>,
}

#[derive(Debug, Serialize)]
struct Telling {
    #[serde(flatten)]
    about: About,
    side: &'static str,
    at_least: f64,
}

#[derive(Debug, Serialize)]
struct Common {
    #[serde(flatten)]
    about: About,
    side: &'static str,
    at_least: f64,
    tenths: Vec<Option<[u8; 3]>>,
}

#[derive(Debug, Serialize)]
struct Divide {
    #[serde(flatten)]
    about: About,
    keener: &'static str,
    cooler: &'static str,
    at_least: f64,
    tenths: Vec<Option<[u8; 3]>>,
}

#[derive(Debug, Serialize)]
struct Differ {
    #[serde(flatten)]
    about: About,
    agree: u32,
    disagree: u32,
    pass: u32,
}

#[derive(Debug, Serialize)]
struct Position {
    person: i64,
    at: Vec<f64>,
    leaning: f64,
    certainty: f64,
    group: Option<&'static str>,
}

impl IdealMap {
    pub(super) fn of(conversation: &Conversation, with_people: bool) -> Self {
        let responses = conversation.heard();
        let sides = Sides::of(&responses);
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let map = ideal::Settings { workers: Workers::new(threads), ..ideal::Settings::default() };
        let found = groups::look(&sides, &groups::Settings { map, ..groups::Settings::default() });
        let grouping = &found.grouping;
        let are_clear = grouping.verdict == Verdict::Clear;
        // Where there are no groups, everyone is one.
        let group = |person: u32| match grouping.people.get(person as usize) {
            Some(member) if are_clear => member.group,
            _ => Some(0),
        };
        let views = Views::of(&responses, grouping.groups.len().max(1), group);
        Self {
            head: head(conversation, &responses),
            dimension: found.model.dimension().get(),
            better_than_none: found.chosen.better_than_none,
            held_out_loss: found.chosen.held_out.iter().map(|held| nine(held.loss)).collect(),
            verdict: verdict(grouping.verdict),
            tried: grouping.tried.iter().map(tried).collect(),
            groups: group_cards(conversation, &found, &views),
            all_agree: all_agree(conversation, &views),
            divides: divides(conversation, &views),
            differ: differ(conversation, &responses),
            positions: with_people.then(|| positions(conversation, &responses, &found)),
        }
    }
}

fn head(conversation: &Conversation, responses: &Responses) -> Head {
    Head {
        method: "ideal",
        topic: conversation.topic.clone(),
        people: responses.people() as usize,
        statements: responses.tallies().iter().filter(|tally| tally.seen() > 0).count(),
        answers: responses.len(),
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TooFewPeople => "too-few-people",
        Verdict::NoClearGroups => "no-clear-groups",
        Verdict::Clear => "clear",
    }
}

fn name(group: usize) -> &'static str {
    match Name::ALL.get(group) {
        Some(Name::Leaf) => "Leaf",
        Some(Name::Wave) => "Wave",
        Some(Name::Sun) => "Sun",
        Some(Name::Stone) => "Stone",
        Some(Name::Star) | None => "Star",
    }
}

fn tried(tried: &groups::Tried) -> Tried {
    Tried {
        groups: tried.groups,
        silhouette: nine(tried.silhouette),
        of_one_cloud: nine(tried.of_one_cloud),
        stability: nine(tried.stability),
        smallest: tried.smallest,
        fit_to_show: tried.fit_to_show,
    }
}

fn group_cards(conversation: &Conversation, found: &Found, views: &Views) -> Vec<Group> {
    let dimension = found.model.dimension().get();
    let telling = |telling: views::Telling| Telling {
        about: About::of(conversation, telling.statement),
        side: side(telling.side),
        at_least: nine(telling.bound.as_f64()),
    };
    let one = |(at, group): (usize, &groups::Group)| Group {
        name: name(at),
        size: group.size,
        centre: group.centre.iter().take(dimension).map(|x| nine(*x)).collect(),
        tells_apart: views.tells_apart(at).into_iter().map(telling).collect(),
    };
    found.grouping.groups.iter().enumerate().map(one).collect()
}

fn tenths(views: &Views, statement: u32) -> Vec<Option<[u8; 3]>> {
    (0..views.groups()).map(|group| views.tenths(group, statement)).collect()
}

fn all_agree(conversation: &Conversation, views: &Views) -> Vec<Common> {
    let one = |common: views::Common| Common {
        about: About::of(conversation, common.statement),
        side: side(common.side),
        at_least: nine(common.bound.as_f64()),
        tenths: tenths(views, common.statement),
    };
    views.all_agree().into_iter().map(one).collect()
}

fn divides(conversation: &Conversation, views: &Views) -> Vec<Divide> {
    let one = |divide: views::Divide| Divide {
        about: About::of(conversation, divide.statement),
        keener: name(divide.keener),
        cooler: name(divide.cooler),
        at_least: nine(divide.bound.as_f64()),
        tenths: tenths(views, divide.statement),
    };
    views.divides().into_iter().map(one).collect()
}

/// What divides the whole table, whether or not there are groups.
fn differ(conversation: &Conversation, responses: &Responses) -> Vec<Differ> {
    let standing = standing::stand((0..).zip(responses.tallies().iter().copied()), responses.people());
    let one = |place: standing::Place| match publish::statement(place.tally) {
        Heard::Counts(tally) => Some(Differ {
            about: About::of(conversation, place.statement),
            agree: tally.agree,
            disagree: tally.disagree,
            pass: tally.pass,
        }),
        Heard::FewHaveAnswered | Heard::Words(_) => None,
    };
    standing.differ.into_iter().filter_map(one).collect()
}

/// Nobody is placed where there are too few people for a map.
fn positions(conversation: &Conversation, responses: &Responses, found: &Found) -> Vec<Position> {
    if found.grouping.verdict == Verdict::TooFewPeople {
        return Vec::new();
    }
    let dimension = found.model.dimension().get();
    let one = |person: u32| {
        let position = found.model.position(person as usize);
        let member = found.grouping.people.get(person as usize);
        Position {
            person: conversation.people[person as usize],
            at: position.at.iter().take(dimension).map(|x| nine(*x)).collect(),
            leaning: nine(position.leaning),
            certainty: nine(position.certainty()),
            group: member.and_then(|member| member.group).map(name),
        }
    };
    responses.persons().map(one).collect()
}

impl IdealMap {
    fn sentences(&self) -> String {
        let mut lines = self.head.sentences();
        lines.push(self.groups_sentence());
        let common =
            if self.groups.is_empty() { "What most people agree on" } else { "What all groups agree on" };
        let row = |common: &Common| {
            format!("  {}: {}{}", common.side, plain(&common.about.words), self.shares(&common.tenths))
        };
        list(&mut lines, common, self.all_agree.iter().map(row));
        if self.groups.is_empty() {
            list(&mut lines, "What divides people", self.differ.iter().map(Differ::line));
        } else {
            let row =
                |divide: &Divide| format!("  {}{}", plain(&divide.about.words), self.shares(&divide.tenths));
            list(&mut lines, "What divides the groups", self.divides.iter().map(row));
        }
        for group in &self.groups {
            let row = |telling: &Telling| format!("  more {}: {}", telling.side, plain(&telling.about.words));
            list(&mut lines, &format!("What tells {} apart", group.name), group.tells_apart.iter().map(row));
        }
        lines.join("\n")
    }

    fn groups_sentence(&self) -> String {
        let dimension = counted(self.dimension as u64, "dimension", "dimensions");
        if self.verdict == "too-few-people" {
            let least = groups::LEAST_MAP;
            return format!("Fewer than {least} people took a side: no groups are looked for.");
        }
        if self.groups.is_empty() {
            return format!("There are no clear groups (a map of {dimension}).");
        }
        let size =
            |group: &Group| format!("{} {}", group.name, counted(u64::from(group.size), "person", "people"));
        let sizes: Vec<String> = self.groups.iter().map(size).collect();
        format!(
            "{} groups on a map of {dimension}: {}. The others stand between them.",
            sizes.len(),
            sizes.join(", ")
        )
    }

    /// How many in ten agree in each group.
    fn shares(&self, tenths: &[Option<[u8; 3]>]) -> String {
        let share = |(group, tenths): (&Group, &Option<[u8; 3]>)| {
            Some(format!("{} {} in 10", group.name, tenths.as_ref()?[0]))
        };
        let shares: Vec<String> = self.groups.iter().zip(tenths).filter_map(share).collect();
        if shares.is_empty() { String::new() } else { format!(" (agree: {})", shares.join(", ")) }
    }
}

impl Differ {
    fn line(&self) -> String {
        let Self { agree, disagree, pass, .. } = self;
        format!("  {} ({agree} agree, {disagree} disagree, {pass} not sure)", plain(&self.about.words))
    }
}

/// A heading and the first rows under it.
pub(super) fn list(lines: &mut Vec<String>, heading: &str, rows: impl Iterator<Item = String>) {
    lines.push(format!("\n{heading}:"));
    let before = lines.len();
    lines.extend(rows.take(TOP));
    if lines.len() == before {
        lines.push("  nothing".to_owned());
    }
}
