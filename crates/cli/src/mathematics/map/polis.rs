//! The map as Polis publishes it, so that researchers can compare.

use serde::Serialize;
use voice::polis::{self, Map, Moderation, Representative, Shared};
use voice::standing::Side;

use super::super::lines::Lines;
use super::super::{nine, plain};
use crate::polis::Conversation;
use crate::say::counted;

/// What Polis says of a conversation. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct PolisMap {
    #[serde(flatten)]
    head: Head,
    eigenvalues: [f64; 2],
    base_clusters: usize,
    fits: Vec<Fit>,
    pub(super) groups: Vec<Group>,
    consensus: Consensus,
    /// By the share in all groups, largest first; those taken out are left out.
    group_aware_consensus: Vec<GroupAware>,
    each_statement: Vec<Statement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) positions: Option<Vec<Person>>,
}

/// What was mapped.
#[derive(Debug, Serialize)]
struct Head {
    method: &'static str,
    topic: String,
    /// Who answered something.
    people: usize,
    /// What was answered by somebody.
    statements: usize,
    answers: usize,
}

/// A statement.
#[derive(Debug, Serialize)]
struct About {
    /// Its number in the files.
    statement: i64,
    words: String,
}

impl About {
    fn of(conversation: &Conversation, at: u32) -> Self {
        let said = &conversation.statements[at as usize];
        Self { statement: said.id, words: said.words.clone() }
    }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

#[derive(Debug, Serialize)]
struct Fit {
    groups: usize,
    silhouette: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct Group {
    #[serde(rename = "group")]
    number: usize,
    pub(super) size: u32,
    centre: [f64; 2],
    representative: Vec<Stands>,
}

#[derive(Debug, Serialize)]
struct Stands {
    #[serde(flatten)]
    about: About,
    side: &'static str,
    success: u32,
    trials: u32,
    probability: f64,
    probability_test: f64,
    repness: f64,
    repness_test: f64,
    best_agree: bool,
}

#[derive(Debug, Serialize)]
struct Consensus {
    agree: Vec<Held>,
    disagree: Vec<Held>,
}

#[derive(Debug, Serialize)]
struct Held {
    #[serde(flatten)]
    about: About,
    success: u32,
    trials: u32,
    probability: f64,
    test: f64,
}

#[derive(Debug, Serialize)]
struct GroupAware {
    #[serde(flatten)]
    about: About,
    consensus: f64,
}

#[derive(Debug, Serialize)]
struct Statement {
    #[serde(flatten)]
    about: About,
    out: bool,
    agree: u32,
    disagree: u32,
    pass: u32,
    mean: f64,
    position: [f64; 2],
    extremity: f64,
    group_aware_consensus: f64,
    priority: f64,
    groups: Vec<Votes>,
}

/// Of a group, by the order of the groups.
#[derive(Debug, Serialize)]
struct Votes {
    agree: u32,
    disagree: u32,
    seen: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct Person {
    #[serde(rename = "person")]
    id: i64,
    votes: u32,
    position: [f64; 2],
    group: Option<u32>,
}

impl PolisMap {
    pub(super) fn of(conversation: &Conversation, with_people: bool) -> Self {
        let statements = (0..).zip(&conversation.statements);
        let out = statements.filter(|(_, said)| said.is_aside).map(|(at, _)| at).collect();
        let map = polis::map_responses(&conversation.responses, &Moderation { out, meta: Vec::new() });
        let about = |at: u32| About::of(conversation, at);
        let held = |shared: &Shared| held(about(shared.statement), shared);
        let group = |group: &polis::Group| Group {
            number: group.id,
            size: group.size,
            centre: group.centre.map(nine),
            representative: group
                .representative
                .iter()
                .map(|one| stands(about(one.statement), one))
                .collect(),
        };
        let fit = |fit: &polis::Fit| Fit { groups: fit.groups, silhouette: nine(fit.silhouette) };
        Self {
            head: Head {
                method: "polis",
                topic: conversation.topic.clone(),
                people: map.people.len(),
                statements: map.statements.len(),
                answers: conversation.responses.len(),
            },
            eigenvalues: map.eigenvalues.map(nine),
            base_clusters: map.base_clusters.len(),
            fits: map.fits.iter().map(fit).collect(),
            groups: map.groups.iter().map(group).collect(),
            consensus: Consensus {
                agree: map.consensus.agree.iter().map(held).collect(),
                disagree: map.consensus.disagree.iter().map(held).collect(),
            },
            group_aware_consensus: group_aware(&map, about),
            each_statement: (0..map.statements.len()).map(|at| statement(&map, at, about)).collect(),
            positions: with_people.then(|| positions(&map, conversation)),
        }
    }
}

fn stands(about: About, one: &Representative) -> Stands {
    Stands {
        about,
        side: side(one.side),
        success: one.success,
        trials: one.trials,
        probability: nine(one.probability),
        probability_test: nine(one.probability_test),
        repness: nine(one.repness),
        repness_test: nine(f64::from(one.repness_test)),
        best_agree: one.best_agree,
    }
}

fn held(about: About, shared: &Shared) -> Held {
    let (probability, test) = (nine(shared.probability), nine(shared.test));
    Held { about, success: shared.success, trials: shared.trials, probability, test }
}

/// Equals by the statement's number. Without groups nothing is group-aware.
fn group_aware(map: &Map, about: impl Fn(u32) -> About) -> Vec<GroupAware> {
    if map.groups.is_empty() {
        return Vec::new();
    }
    let mut those: Vec<&polis::Statement> = map.statements.iter().filter(|one| !one.out).collect();
    those.sort_by(|a, b| b.group_aware_consensus.total_cmp(&a.group_aware_consensus));
    those
        .iter()
        .map(|one| GroupAware { about: about(one.id), consensus: nine(one.group_aware_consensus) })
        .collect()
}

fn statement(map: &Map, at: usize, about: impl Fn(u32) -> About) -> Statement {
    let one = &map.statements[at];
    let votes = |group: &polis::Group| {
        let votes = group.votes[at];
        Votes { agree: votes.agree, disagree: votes.disagree, seen: votes.seen }
    };
    Statement {
        about: about(one.id),
        out: one.out,
        agree: one.agree,
        disagree: one.disagree,
        pass: one.pass,
        mean: nine(one.mean),
        position: one.position.map(nine),
        extremity: nine(one.extremity),
        group_aware_consensus: nine(one.group_aware_consensus),
        priority: nine(one.priority),
        groups: map.groups.iter().map(votes).collect(),
    }
}

fn positions(map: &Map, conversation: &Conversation) -> Vec<Person> {
    let one = |person: &polis::Person| Person {
        id: conversation.people[person.id as usize],
        votes: person.votes,
        position: person.position.map(nine),
        group: person.member.map(|member| member.group),
    };
    map.people.iter().map(one).collect()
}

impl PolisMap {
    pub(super) fn sentences(&self) -> String {
        let mut lines = Lines::default();
        lines.say(&plain(&self.head.topic));
        lines.say(&format!(
            "{}, {}, {}.",
            counted(self.head.people as u64, "person", "people"),
            counted(self.head.statements as u64, "statement", "statements"),
            counted(self.head.answers as u64, "answer", "answers"),
        ));
        let size = |group: &Group| {
            format!("{} with {}", group.number, counted(u64::from(group.size), "person", "people"))
        };
        let sizes: Vec<String> = self.groups.iter().map(size).collect();
        let groups = counted(self.groups.len() as u64, "group", "groups");
        lines.say(&match sizes.len() {
            0 => "There are no groups.".to_owned(),
            _ => format!("{groups}, by Polis's method: {}.", sizes.join(", ")),
        });
        lines.list("How well each number of groups fits (silhouette)", &self.fits, |lines, fit| {
            lines.row("  ", &format!("{} groups: {:.4}", fit.groups, fit.silhouette));
        });
        for group in &self.groups {
            let heading = format!("What stands for group {}", group.number);
            lines.list(&heading, &group.representative, |lines, one| {
                let Stands { side, success, trials, .. } = one;
                lines.row(&format!("  {side} ({success} of {trials}): "), &plain(&one.about.words));
            });
        }
        let heading = "What all groups agree on (group-aware consensus)";
        lines.list(heading, &self.group_aware_consensus, |lines, one| {
            lines.row(&format!("  {:.4} ", one.consensus), &plain(&one.about.words));
        });
        lines.text()
    }
}
