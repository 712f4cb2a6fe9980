//! `roundtable map`: where people stand. By ideal points it is a [`Published`] map, the same value that the page "Where we
//! stand" shows, wherever the answers come from. As Polis has it: [`polis`].

mod file;
mod polis;
mod summary;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use serde::Serialize;
use server::issue::Heard;
use voice::groups::{Name, Step, Verdict};
use voice::ideal::Workers;
use voice::published::{self, Issue, Live, Published};

use self::file::Said;
use self::polis::PolisMap;
pub(super) use self::summary::called;
use super::pictures::Drawn;
use super::{Problem, house, nine};
use crate::args::{Map, MapFile, MapHouse, MapPolis, Method};
use crate::polis::{Conversation, Order, conversation};
use crate::progress::Phases;
use crate::say::Answer;

/// Keys the fingerprint of answers that are public already.
const PUBLIC: [u8; 32] = [0; 32];

/// What a map answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Mapped {
    Ideal(Box<Shown>),
    Polis(Box<PolisMap>),
}

/// A published map, with what is said of it and what was drawn.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    published: Published,
    #[serde(flatten, skip_serializing_if = "Known::is_beside")]
    said: Known,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Vec<Position>>,
    #[serde(skip)]
    drawn: Drawn,
}

/// What is known of the topic and the statements' words.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Known {
    /// They stand in the JSON.
    In(Said),
    /// They are known, and stand elsewhere: the JSON is the published map alone.
    Beside(Said),
}

impl Known {
    const fn is_beside(&self) -> bool {
        matches!(self, Self::Beside(_))
    }

    const fn said(&self) -> &Said {
        match self {
            Self::In(said) | Self::Beside(said) => said,
        }
    }
}

/// One person of a public file.
#[derive(Debug, Serialize)]
struct Position {
    person: i64,
    at: Vec<f64>,
    leaning: f64,
    certainty: f64,
    group: Option<Name>,
}

/// Maps a conversation, or shows a map that was made.
pub(crate) fn map(asked: &Map, json: bool) -> Result<Mapped, Problem> {
    Ok(match asked {
        Map::Polis(asked) if asked.method == Method::Polis => Mapped::Polis(Box::new(as_polis(asked)?)),
        Map::Polis(asked) => Mapped::Ideal(Box::new(of_files(asked, json)?)),
        Map::House(asked) => Mapped::Ideal(Box::new(of_house(asked, json)?)),
        Map::File(asked) => Mapped::Ideal(Box::new(of_file(asked, json)?)),
    })
}

/// So many threads as there are; how many never shows.
pub(super) fn workers() -> Workers {
    Workers::new(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}

fn as_polis(asked: &MapPolis) -> Result<PolisMap, Problem> {
    if asked.pictures.any() {
        return Err(Problem::NoPictures);
    }
    let phases = Phases::begin("Reading the files");
    let conversation = conversation(&asked.directory, Order::Came)?;
    phases.next("Working out the map");
    Ok(PolisMap::of(&conversation, asked.people))
}

fn of_files(asked: &MapPolis, json: bool) -> Result<Shown, Problem> {
    asked.pictures.check(json)?;
    let phases = Phases::begin("Reading the files");
    let conversation = conversation(&asked.directory, Order::Number)?;
    let live = live(&conversation)?;
    let issue = issue(&conversation, &live, asked.seed, &phases);
    let number_at: BTreeMap<u32, u32> = live.iter().map(|live| (live.at, live.number)).collect();
    let words = (0..)
        .zip(&conversation.statements)
        .filter_map(|(at, said)| Some((*number_at.get(&at)?, said.words.clone())));
    let said = Said::new(conversation.topic.clone(), words);
    let positions = asked.people.then(|| positions(&conversation, &issue));
    phases.next("Drawing");
    shown(issue.published, Known::In(said), positions, &asked.pictures)
}

fn of_house(asked: &MapHouse, json: bool) -> Result<Shown, Problem> {
    asked.pictures.check(json)?;
    let phases = Phases::begin("Reading the journal");
    let conversation = house::conversation(&asked.place)?;
    let issue = Heard::of(&conversation).issue_telling(workers(), &mut |step| phases.next(what(step)));
    let words = conversation.live().map(|(number, said)| (number.0, said.text.to_string()));
    let said = Said::new(conversation.question().to_owned(), words);
    phases.next("Drawing");
    shown(issue.published, Known::Beside(said), None, &asked.pictures)
}

fn of_file(asked: &MapFile, json: bool) -> Result<Shown, Problem> {
    asked.pictures.check(json)?;
    let (published, said) =
        file::read(&super::text(&asked.file)?).map_err(|what| Problem::malformed(&asked.file, &what))?;
    let said = said.map_or_else(|| Known::Beside(Said::default()), Known::In);
    shown(published, said, None, &asked.pictures)
}

fn shown(
    published: Published,
    said: Known,
    positions: Option<Vec<Position>>,
    pictures: &crate::args::Pictures,
) -> Result<Shown, Problem> {
    let of = |number| said.said().of(number);
    let topic = said.said().topic();
    let drawn = pictures.put(
        || server::report::svg(&published, &of, topic),
        || server::report::html(&published, &of, topic),
    )?;
    Ok(Shown { published, said, positions, drawn })
}

/// The statements that were not set aside.
pub(super) fn live(conversation: &Conversation) -> Result<Vec<Live>, Problem> {
    let one = |(at, said): (u32, &crate::polis::Said)| {
        u32::try_from(said.id).map(|number| Live { at, number }).map_err(|_| Problem::Number(said.id))
    };
    (0..).zip(&conversation.statements).filter(|(_, said)| !said.is_aside).map(one).collect()
}

/// The map of public files.
pub(super) fn issue(conversation: &Conversation, live: &[Live], seed: u64, phases: &Phases) -> Issue {
    let tell = &mut |step| phases.next(what(step));
    published::issue_with(&conversation.responses, live, &PUBLIC, seed, workers(), tell)
}

const fn what(step: Step) -> &'static str {
    match step {
        Step::Dimension => "Choosing how many directions the map has",
        Step::Map => "Placing people on the map",
        Step::Groups => "Looking for groups, and whether they stay",
    }
}

/// Nobody is placed where there are too few people for a map.
fn positions(conversation: &Conversation, issue: &Issue) -> Vec<Position> {
    let found = issue.found();
    if found.grouping.verdict == Verdict::TooFewPeople {
        return Vec::new();
    }
    let dimension = found.model.dimension().get();
    let one = |(at, (person, group)): (usize, (u32, Option<usize>))| {
        let position = found.model.position(at);
        let group = group.and_then(|group| issue.published.groups.get(group)).map(|card| card.name);
        Position {
            person: conversation.people[person as usize],
            at: position.at.iter().take(dimension).map(|x| nine(*x)).collect(),
            leaning: nine(position.leaning),
            certainty: nine(position.certainty()),
            group,
        }
    };
    issue.members().enumerate().map(one).collect()
}

impl Answer for Mapped {
    fn sentences(&self) -> String {
        match self {
            Self::Ideal(shown) => shown.drawn.or(|| summary::sentences(&shown.published, shown.said.said())),
            Self::Polis(map) => map.sentences(),
        }
    }
}
