//! A published map as sentences for a terminal, in the order of the page.

use voice::groups::{LEAST_MAP, MOST_GROUPS, Name, STABLE, Verdict};
use voice::publish::LEAST_COUNT;
use voice::published::{Card, Common, Divide, Minority, Published, Row, Tried};
use voice::standing::Side;

use super::super::lines::Lines;
use super::super::plain;
use super::file::Said;
use crate::say::{counted, grouped};

/// Between these many in ten agree where people see something in different ways.
const DIFFER: std::ops::RangeInclusive<u8> = 3..=7;

/// All that a person wants to know first.
pub(super) fn sentences(map: &Published, said: &Said) -> String {
    let mut text = Text { lines: Lines::default(), map, said };
    text.head();
    text.verdict();
    text.agreements();
    text.differences();
    text.groups();
    text.method();
    text.lines.text()
}

/// A group's name as people read it.
pub(in super::super) const fn called(name: Name) -> &'static str {
    match name {
        Name::Leaf => "Leaf",
        Name::Wave => "Wave",
        Name::Sun => "Sun",
        Name::Stone => "Stone",
        Name::Star => "Star",
    }
}

struct Text<'a> {
    lines: Lines,
    map: &'a Published,
    said: &'a Said,
}

impl Text<'_> {
    fn head(&mut self) {
        if !self.said.topic().is_empty() {
            self.lines.say(&plain(self.said.topic()));
        }
        let statements = counted(self.map.statements.len() as u64, "statement", "statements");
        let figures = match (self.map.people, self.map.answers) {
            (Some(people), Some(answers)) => format!(
                "{}, {statements}, {}.",
                counted(people.into(), "person", "people"),
                counted(answers, "answer", "answers")
            ),
            _ => format!("Fewer than {LEAST_COUNT} people, {statements}."),
        };
        self.lines.say(&figures);
        if self.said.is_empty() {
            self.lines.say("The words of the statements are not in this file; their numbers stand here.");
        }
        self.lines.space();
    }

    fn verdict(&mut self) {
        match self.map.verdict {
            Verdict::TooFewPeople => {
                self.lines.say(&format!("Groups of people are looked for from {LEAST_MAP} people on."));
            }
            Verdict::NoClearGroups => self.no_groups(),
            Verdict::Clear => {
                let size = |card: &Card| {
                    format!("{} (about {} people)", called(card.name), grouped(card.about.into()))
                };
                let sizes: Vec<String> = self.map.groups.iter().map(size).collect();
                self.lines.say(&format!(
                    "There are {} groups of people who answer alike: {}.",
                    sizes.len(),
                    and(&sizes)
                ));
                self.lines
                    .say("Others stand between them. The groups are not teams, and this is not a contest.");
            }
        }
    }

    /// That there are none, and why.
    fn no_groups(&mut self) {
        self.lines.say("There are no clear groups of people who answer alike. That is an answer too.");
        let method = &self.map.method;
        if method.dimension == 0 {
            self.lines.say("What one person answers does not foretell what they answer elsewhere.");
        } else if !method.better_than_none {
            self.lines.say("No map of people foretells answers that were held back better than no map does.");
        }
        if method.tried.is_empty() {
            return;
        }
        self.lines.say("What was tried:");
        for tried in &method.tried {
            self.lines.row(&format!("  {} groups: ", tried.groups), &why_not(tried));
        }
    }

    fn agreements(&mut self) {
        let Self { lines, map, said } = self;
        let everyone = map.groups.is_empty();
        let heading = if everyone { "What most people agree on" } else { "What all groups agree on" };
        lines.list(heading, &map.all_agree, |lines, one: &Common| {
            let least = at_least(one.at_least, one.side);
            let share = shares(map, one.statement, one.side);
            let share =
                if everyone { format!("{least}.") } else { format!("{least}, in every group: {share}.") };
            idea(lines, said, one.statement, &share);
        });
        lines.list("What people at both ends of the map say", &map.bridges, |lines, one| {
            let least = at_least(one.at_least, one.side);
            idea(lines, said, one.statement, &format!("{least}, at both ends."));
        });
    }

    fn differences(&mut self) {
        let Self { lines, map, said } = self;
        lines.list("What divides the groups", &map.divides, |lines, one: &Divide| {
            idea(lines, said, one.statement, &format!("{}.", shares(map, one.statement, Side::Agree)));
        });
        lines.list("What one group holds and the others do not", &map.minorities, |lines, one: &Minority| {
            idea(lines, said, one.statement, &format!("{}.", shares(map, one.statement, one.side)));
        });
        if map.groups.is_empty() {
            let agreed = |row: &Row| map.all_agree.iter().any(|one| one.statement == row.statement);
            let between = |row: &Row| row.line.filter(|line| DIFFER.contains(line) && !agreed(row));
            let mut differ: Vec<(u8, u32)> =
                map.statements.iter().filter_map(|row| Some((between(row)?, row.statement))).collect();
            differ.sort_by_key(|(line, statement)| (line.abs_diff(5), *statement));
            lines.list("What people see in different ways", &differ, |lines, (line, statement)| {
                idea(lines, said, *statement, &format!("{line} in 10 agree."));
            });
        }
    }

    fn groups(&mut self) {
        let Self { lines, map, said } = self;
        for (at, card) in map.groups.iter().enumerate() {
            lines.space();
            lines.say(&format!("{}, about {} people", called(card.name), grouped(card.about.into())));
            for (statement, how) in [(card.agrees, "agree"), (card.disagrees, "disagree")] {
                if let Some(statement) = statement {
                    lines.row("  ", &format!("mostly {how}: {}", quoted(said, statement)));
                }
            }
            if card.ideas.is_empty() {
                continue;
            }
            lines.row("  ", "What tells them apart:");
            for &statement in &card.ideas {
                lines.row("  - ", &quoted(said, statement));
                if let Some(tenths) = row(map, statement).and_then(|row| *row.tenths.get(at)?) {
                    lines.row("    ", &in_words(tenths));
                }
            }
        }
    }

    fn method(&mut self) {
        let method = &self.map.method;
        let directions = counted(u64::from(method.dimension), "direction", "directions");
        self.lines.space();
        self.lines.say(&format!(
            "Made by ideal points, version {}, with seed {}, on a map of {directions}. Up to {MOST_GROUPS} groups are looked \
             for; {} times a fifth of the answers was left out to see whether they stay.",
            method.version, method.seed, method.resamples,
        ));
        self.lines.say(&format!("Fingerprint of the answers: {}", method.answers_sha256));
    }
}

/// Why so many groups are not shown.
fn why_not(tried: &Tried) -> String {
    let Tried { silhouette, of_one_cloud, stability, moved, .. } = *tried;
    let why = if stability < STABLE {
        "other groups come out when a fifth of the answers is left out"
    } else if silhouette <= of_one_cloud {
        "no further apart than one cloud of people without groups"
    } else if tried.fit_to_show {
        "fit to show, but no map foretells better than none"
    } else {
        "hardly further apart than one cloud of people, or one group is under 8 people"
    };
    format!(
        "{why} (apart {silhouette:.2}, one cloud {of_one_cloud:.2}, the same again {stability:.2}, {:.0} in 100 change group)",
        100.0 * moved
    )
}

fn at_least(tenths: u8, side: Side) -> String {
    let verb = verb(side);
    match tenths {
        0..5 => format!("Most {verb}"),
        10 => format!("All {verb}"),
        _ => format!("At least {tenths} in 10 {verb}"),
    }
}

const fn verb(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

fn row(map: &Published, statement: u32) -> Option<&Row> {
    let at = map.statements.binary_search_by_key(&statement, |row| row.statement).ok()?;
    map.statements.get(at)
}

/// How many in ten of each group are on this side: "Leaf 9 in 10 agree, Wave 2 in 10".
fn shares(map: &Published, statement: u32, side: Side) -> String {
    let Some(row) = row(map, statement) else { return String::new() };
    let of = |tenths: [u8; 3]| if side == Side::Agree { tenths[0] } else { tenths[1] };
    let share = |(card, tenths): (&Card, &Option<[u8; 3]>)| Some((called(card.name), of((*tenths)?)));
    let shares: Vec<_> = map.groups.iter().zip(&row.tenths).filter_map(share).collect();
    let text = |(at, (name, tenths)): (usize, &(&str, u8))| {
        let verb = if at == 0 { format!(" {}", verb(side)) } else { String::new() };
        format!("{name} {}{verb}", in_ten(*tenths))
    };
    shares.iter().enumerate().map(text).collect::<Vec<_>>().join(", ")
}

/// The ends stand for all and nobody too.
fn in_ten(tenths: u8) -> String {
    match tenths {
        1 => "1 or fewer in 10".to_owned(),
        9 => "9 or more in 10".to_owned(),
        _ => format!("{tenths} in 10"),
    }
}

fn in_words([agree, disagree, pass]: [u8; 3]) -> String {
    let [agree, disagree, pass] = [agree, disagree, pass].map(in_ten);
    format!("{agree} agree, {disagree} disagree, {pass} are not sure.")
}

/// A statement, and what is said to it beneath.
fn idea(lines: &mut Lines, said: &Said, statement: u32, share: &str) {
    lines.row("  - ", &quoted(said, statement));
    lines.row("    ", share);
}

/// Somebody's words in quotation marks, or the statement's number.
fn quoted(said: &Said, statement: u32) -> String {
    let words = plain(&said.of(statement));
    if said.is_empty() { words } else { format!("\u{201c}{words}\u{201d}") }
}

fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
