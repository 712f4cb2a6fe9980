//! An issue that stands, until enough people have changed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Live, Own, Published,
    compact::{Columns, Compact},
    people::{Grid, People, tenths},
};
use crate::{
    groups::{Member, Verdict},
    ideal::Model,
    publish::{Since, may_reissue},
    responses::{Choice, Responses},
};

/// An issue that stands: what is shown, what it takes to tell people their own place, and who has changed since. It is shown to
/// everybody for as long as [`next`](Self::next) says so.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What may be shown.
    pub published: Published,
    /// Where people stand on it, if there is a map of people.
    pub(super) places: Option<Places>,
    /// The answers it was made from.
    pub(super) since: Since,
    /// Whether somebody may have changed whom `since` does not know of: while the server was not running, say.
    pub(super) has_gap: bool,
}

/// What is to be shown now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The issue that stands.
    Same,
    /// The issue that stands. These people have changed since, too few for another one: [note](Standing::note) them and write
    /// it down, so that they count after a restart.
    Changed(BTreeSet<u32>),
    /// Another one: 8 people or more have changed, or there were too few people for any cut. Where surely nobody has changed
    /// there is another one only for other statements, which tell nothing about anybody.
    Anew,
}

/// A standing issue as it is written down: what is shown, the directions of its statements, and the seats that changed since.
/// Nobody's answers, no words and no place of anybody are in it, so nothing in it has to be destroyed with somebody's answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    published: Published,
    /// The numbers of the statements it knows, ascending, with their places in the matrix.
    columns: Vec<(u32, u32)>,
    /// Of each of them, how readily it is agreed with, and its direction; none where there is no map of people.
    directions: Option<Vec<[f64; 4]>>,
    /// The groups' middles, in the order of their names.
    centres: Vec<[f64; 3]>,
    grid: Option<Grid>,
    /// Who was seen to have changed.
    changed: BTreeSet<u32>,
}

impl Standing {
    /// Where a person stands on the map, from their own answers as they are now: see [`Issue::place`](super::Issue::place).
    pub fn place(&self, responses: &Responses, person: u32) -> Option<Own> {
        Some(self.places.as_ref()?.own(responses, person))
    }

    /// What is to be shown, by the answers as they are now to the statements that are live now.
    pub fn next(&self, responses: &Responses, live: &[Live]) -> Next {
        let records = records(responses, live);
        let changed = self.since.changed(&records);
        if changed.is_empty() && !self.has_gap {
            let known = self.published.statements.iter().map(|row| row.statement);
            let same = known.eq(live.iter().map(|statement| statement.number));
            return if same { Next::Same } else { Next::Anew };
        }
        let gave = if self.has_gap { self.gave(responses, live) } else { 0 };
        if may_reissue(self.since.at_least(&changed, &records).max(gave)) || !self.has_cuts() {
            return Next::Anew;
        }
        if changed.len() > self.since.noted().len() { Next::Changed(changed) } else { Next::Same }
    }

    /// Keeps in mind who has changed.
    pub fn note(&mut self, changed: BTreeSet<u32>) {
        self.since.note(changed);
    }

    /// Whether another issue may be shown: see [`Next::Anew`].
    pub fn may_be_followed(&self, responses: &Responses, live: &[Live]) -> bool {
        self.next(responses, live) == Next::Anew
    }

    /// How many people it takes at least to give or take back as many answers as there are more or fewer.
    fn gave(&self, responses: &Responses, live: &[Live]) -> u32 {
        let answers: u64 = live.iter().map(|one| u64::from(responses.tally(one.at).seen())).sum();
        let each = live.len().max(self.published.statements.len()).max(1) as u64;
        let more = self.published.answers.map_or(0, |before| before.abs_diff(answers));
        u32::try_from(more / each).unwrap_or(u32::MAX)
    }

    /// Whether anything in it tells of a part of the people.
    pub fn has_cuts(&self) -> bool {
        self.published.verdict != Verdict::TooFewPeople
    }

    /// What to write down, so that the same stands after a restart.
    pub fn kept(&self) -> Kept {
        let places = self.places.as_ref();
        let columns = |places: &Places| {
            places.columns.live().iter().map(|statement| (statement.number, statement.at)).collect()
        };
        Kept {
            published: self.published.clone(),
            columns: places.map(columns).unwrap_or_default(),
            directions: places.map(|places| places.model.directions()),
            centres: places.map(|places| places.centres.clone()).unwrap_or_default(),
            grid: places.and_then(|places| places.map.as_ref()).map(People::grid),
            changed: self.since.noted().clone(),
        }
    }
}

impl Kept {
    /// Takes an issue up again that was written down. Who changes from now on is counted by the answers as they are now; `key` is
    /// the one it was made with. `None` where it does not hold together, as a damaged file.
    pub fn taken_up(self, responses: &Responses, live: &[Live], key: &[u8; 32]) -> Option<Standing> {
        let numbers_fit = self.directions.as_ref().is_none_or(|all| all.len() == self.columns.len());
        if !numbers_fit || !self.published.problems().is_empty() {
            return None;
        }
        let (dimension, grid, centres) = (self.published.method.dimension, self.grid, self.centres);
        let columns = Columns::new(self.columns.iter().map(|&(number, at)| Live { at, number }));
        let places = self.directions.and_then(|directions| {
            let model = Model::of_directions(usize::from(dimension), directions)?;
            Some(Places { columns, model, centres, map: grid.map(People::again), people: Vec::new() })
        });
        let total = self.published.people.unwrap_or(0);
        let since = Since::taken_up(records(responses, live), total, self.changed);
        let now = Compact::of(responses, &Columns::new(live.iter().copied()), key).sha256;
        let has_gap = now != self.published.method.answers_sha256;
        Some(Standing { published: self.published, places, since, has_gap })
    }
}

/// Everybody who answered any of these statements, with a fingerprint of what they answered.
pub(super) fn records(responses: &Responses, live: &[Live]) -> Vec<(u32, u64)> {
    Columns::new(live.iter().copied()).fingerprints(responses).collect()
}

/// What it takes to tell people their own place on a map.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The statements that the map knows.
    pub(super) columns: Columns,
    /// The map, without its people.
    pub(super) model: Model,
    /// The groups' middles, in the order of their names.
    pub(super) centres: Vec<[f64; 3]>,
    /// The people-map, if there is one.
    pub(super) map: Option<People>,
    /// Everyone the map was made from, ascending; nobody after a restart.
    pub(super) people: Vec<u32>,
}

impl Places {
    /// A person's own place.
    pub(super) fn own(&self, responses: &Responses, person: u32) -> Own {
        let mut row = Vec::new();
        self.columns.row(responses, person, &mut row);
        row.retain(|(_, answer)| answer.choice != Choice::Pass);
        if row.is_empty() {
            return Own { at: None, group: None, nearest: None, certainty: 0 };
        }
        let sides = row.iter().map(|(column, answer)| (*column as usize, answer.choice == Choice::Agree));
        let position = self.model.place(sides);
        let member = Member::of(&position, &self.centres);
        let known = self.people.binary_search(&person).ok();
        Own {
            at: self.map.as_ref().and_then(|map| map.cell_of(known, row.len(), &position)),
            group: member.group,
            nearest: member.nearest,
            certainty: tenths(position.certainty()),
        }
    }
}
