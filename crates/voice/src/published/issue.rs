//! One issue of the map: made from the answers that stand, and from nothing else.

use super::{
    Live, Method, Own, Published, Standing, Tried, VERSION,
    compact::{Columns, Compact},
    named::Named,
    people::People,
    sayings::{self, Sayings},
    standing::{Places, records},
};
use crate::{
    groups::{self, Found, Settings, Step, Verdict},
    ideal::{Dimension, Sides, Workers},
    publish::{self, LEAST_COUNT, Since},
    responses::Responses,
};

/// One issue of the map as it was made: what may be shown of it, and everything that was found. All but
/// [`published`](Self::published) stays on the machine that made it. [`Standing`] is what to hold on to.
#[derive(Clone, Debug)]
pub struct Issue {
    /// What may be shown.
    pub published: Published,
    found: Found,
    /// The groups' middles, in the order of their names.
    pub(super) centres: Vec<[f64; 3]>,
    /// Those that the map knows.
    columns: Columns,
    /// Everyone the map was made from, with a fingerprint of what they answered.
    since: Since,
    /// The people-map, if there is one.
    map: Option<People>,
}

/// Makes the map from the answers to live statements. `key` is the conversation's seed: it keeps others from trying out
/// answers against [`Method::answers_sha256`]. Every draw is from seed 0, whatever the key.
///
/// Costs what [`groups::look`] costs, and a tenth more. The value does not depend on the number of `workers`, on numbers of
/// people and statements beyond their order, or on people who answered nothing.
pub fn issue(responses: &Responses, live: &[Live], key: &[u8; 32], workers: Workers) -> Issue {
    issue_with(responses, live, key, 0, workers, &mut |_| {})
}

/// The same with another seed for every draw, so that whoever wants to know can see what hangs on the draws. What is
/// published is of seed 0. `tell` hears of each step before it is taken.
pub fn issue_with(
    responses: &Responses,
    live: &[Live],
    key: &[u8; 32],
    seed: u64,
    workers: Workers,
    tell: &mut dyn FnMut(Step),
) -> Issue {
    let mut settings = Settings { seed, ..Settings::default() };
    settings.map.seed = seed;
    settings.map.workers = workers;
    let live = Columns::new(live.iter().copied());
    let Compact { responses, columns, people, sha256 } = Compact::of(responses, &live, key);
    let sides = Sides::of(&responses);
    let found = groups::look_telling(&sides, &settings, tell);
    let named = Named::of(&found.grouping);
    let has_map = has_map(&found);
    let map = if has_map { People::of(&found, &sides, live.live().len()) } else { None };
    let bridges = if has_map { sayings::bridges(&found, &responses, &columns) } else { Vec::new() };
    let sayings = Sayings::of(&responses, &named, &columns);
    let marks = |map: &People| map.marks(named.groups(), |person| named.group(person));
    let enough = responses.people() >= LEAST_COUNT;
    let published = Published {
        method: method(&found, &settings, sha256),
        people: enough.then(|| responses.people()),
        answers: enough.then_some(responses.len() as u64),
        verdict: found.grouping.verdict,
        groups: sayings.cards(),
        all_agree: sayings.all_agree(),
        divides: sayings.divides(),
        minorities: sayings.minorities(),
        bridges,
        statements: sayings.rows(&live),
        marks: map.as_ref().map(marks).unwrap_or_default(),
        placed: map.as_ref().map(|map| placed(map, responses.people())),
    };
    Issue { published, found, centres: named.centres, columns, since: Since::new(people), map }
}

/// Whether the map says anything about people: there are enough of them, and it foretells answers better than no map.
fn has_map(found: &Found) -> bool {
    found.grouping.verdict != Verdict::TooFewPeople
        && found.chosen.better_than_none
        && found.model.dimension() > Dimension::NONE
}

/// To the nearest 5, but not over the last multiple of 5 that there are people for: "65 of 64 people" would be odd.
fn placed(map: &People, people: u32) -> u32 {
    let most = people / 5 * 5;
    publish::about(u32::try_from(map.placed).unwrap_or(u32::MAX).min(people)).min(most)
}

/// Of fewer than 20 people no figure of the map is told.
fn method(found: &Found, settings: &Settings, answers_sha256: String) -> Method {
    let enough = found.grouping.verdict != Verdict::TooFewPeople;
    let losses = found.chosen.held_out.iter().map(|held_out| millionth(held_out.loss));
    let dimension = if enough { found.model.dimension().get() } else { 0 };
    Method {
        name: "ideal".to_owned(),
        version: VERSION,
        seed: settings.seed,
        resamples: settings.resamples,
        answers_sha256,
        dimension: u8::try_from(dimension).unwrap_or(0),
        better_than_none: enough && found.chosen.better_than_none,
        held_out_loss: if enough { losses.collect() } else { Vec::new() },
        tried: found.grouping.tried.iter().map(tried).collect(),
    }
}

fn tried(tried: &groups::Tried) -> Tried {
    Tried {
        groups: u8::try_from(tried.groups).unwrap_or(u8::MAX),
        silhouette: millionth(tried.silhouette),
        of_one_cloud: millionth(tried.of_one_cloud),
        stability: millionth(tried.stability),
        moved: millionth(tried.moved),
        fit_to_show: tried.fit_to_show,
    }
}

/// The nearest millionth. Adding 0 turns −0 into 0; what is no number is 0, for JSON has no word for it.
fn millionth(figure: f64) -> f64 {
    if figure.is_finite() { (figure * 1e6).round() / 1e6 + 0.0 } else { 0.0 }
}

impl Issue {
    /// What it takes to show it for as long as it stands.
    pub fn standing(&self) -> Standing {
        let (published, places, since) = (self.published.clone(), self.places(), self.since.clone());
        Standing { published, places, since, has_gap: false }
    }

    /// Where people stand on it: `None` where there is no map of people.
    fn places(&self) -> Option<Places> {
        has_map(&self.found).then(|| Places {
            columns: self.columns.clone(),
            model: self.found.model.without_people(),
            centres: self.centres.clone(),
            map: self.map.clone(),
            people: self.since.people().collect(),
        })
    }

    /// Where a person stands on this map, from their own answers as they are now (some 50 µs for 100 answers); statements
    /// that nobody had answered when it was made say nothing yet. `None` where there is no map of people: fewer than 20 took
    /// a side, or it foretells answers no better than no map.
    pub fn place(&self, responses: &Responses, person: u32) -> Option<Own> {
        Some(self.places()?.own(responses, person))
    }

    /// How many people's answers, to the statements that are live now, differ from those this was made from. People who
    /// came and people who left count.
    pub fn changed(&self, responses: &Responses, live: &[Live]) -> u32 {
        u32::try_from(self.since.changed(&records(responses, live)).len()).unwrap_or(u32::MAX)
    }

    /// Everyone the map was made from, ascending, and the group they surely belong to, by its place in
    /// [`Published::groups`]. Rows of persons: not for showing.
    pub fn members(&self) -> impl Iterator<Item = (u32, Option<usize>)> {
        let grouping = &self.found.grouping;
        let bits = |centre: &[f64; 3]| centre.map(f64::to_bits);
        let place = move |group: usize| {
            let centre = bits(&grouping.groups.get(group)?.centre);
            self.centres.iter().position(|other| bits(other) == centre)
        };
        let member = move |at: usize| grouping.people.get(at)?.group.and_then(place);
        self.since.people().enumerate().map(move |(at, person)| (person, member(at)))
    }

    /// Everything that was found: the map, the choice of its dimension and the groups, largest first. People and statements
    /// are numbered without gaps: only those with an answer to a live statement, in the order of their numbers. Not for
    /// showing.
    pub const fn found(&self) -> &Found {
        &self.found
    }
}
