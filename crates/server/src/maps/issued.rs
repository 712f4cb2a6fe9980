//! One issue of a map on the server.

use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Instant;

use axum::body::Bytes;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::IntoResponse;
use metrics::{Counter, Histogram};
use record::hash;
use serde::{Deserialize, Serialize};
use voice::hearing;
use voice::ideal::Workers;
use voice::published::{self, Next, Standing};

use super::{Desk, Place};
use crate::issue::Heard;
use crate::kept::Kept;
use crate::report;

/// With fewer answers a map is made on one thread: starting others would take longer than they save.
const MANY_ANSWERS: usize = 20_000;
/// About so much memory for each person and each statement of an issue, in bytes.
const ROW_BYTES: usize = 256;

static MADE: LazyLock<Counter> = LazyLock::new(|| metrics::counter!("roundtable_maps_made_total"));
static SECONDS: LazyLock<Histogram> = LazyLock::new(|| metrics::histogram!("roundtable_map_seconds"));

/// Whether the draw of what comes next tilted any share: see [`hearing::audit`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Evenness {
    /// Weighing each answer by its chance changes no share by more than so many in 100.
    pub(crate) at_most_in_100: Option<u32>,
    /// How many shares it changes by more than luck explains.
    pub(crate) beyond_luck: usize,
}

impl Evenness {
    fn of(heard: &Heard) -> Self {
        let audit = hearing::audit(&heard.responses, heard.live.iter().map(|live| live.at));
        Self { at_most_in_100: audit.at_most_in_100(), beyond_luck: audit.beyond_luck() }
    }
}

/// One issue of the map, with its file.
#[derive(Clone)]
pub(crate) struct Issued {
    /// The map, and what it takes to tell people their own place.
    pub(crate) issue: Standing,
    /// How even the hearing was. It takes a look at every answer, so it is made with the map.
    pub(crate) evenness: Evenness,
    /// The published part as bytes: see [`report::file`].
    pub(super) json: Bytes,
    /// So far the conversation had moved when it was made: see [`table::Conversation::moved`]. How long the table's journal was
    /// stays out of it: two of those around an open decision would say how many things happened between.
    pub(crate) at: u64,
    /// About the memory it takes, in bytes.
    pub(super) bytes: usize,
}

impl Issued {
    /// Made from what was heard when the conversation had moved so far.
    pub(super) fn of(heard: &Heard, at: u64) -> Self {
        let began = Instant::now();
        let issue = heard.issue(workers(heard.responses.len())).standing();
        let made = Self::from_issue(issue, Evenness::of(heard), heard, at);
        MADE.increment(1);
        SECONDS.record(began.elapsed().as_secs_f64());
        made
    }

    fn from_issue(issue: Standing, evenness: Evenness, heard: &Heard, at: u64) -> Self {
        let json = Bytes::from(report::file(&issue.published));
        let people = usize::try_from(heard.responses.people()).unwrap_or(usize::MAX);
        let rows = people.saturating_add(heard.live.len());
        // The value that the file was written from takes about as much as the file.
        let bytes = rows.saturating_mul(ROW_BYTES).saturating_add(json.len().saturating_mul(2));
        Self { issue, evenness, json, at, bytes }
    }

    /// The file, with how far the conversation had moved: from that it can be made again.
    pub(crate) fn file(&self) -> impl IntoResponse + use<> {
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let entry = (HeaderName::from_static("roundtable-entry"), HeaderValue::from(self.at));
        ([kind, entry], self.json.clone())
    }

    /// What stands now is this one: with those in mind who have changed since, or another one, where that may be shown.
    pub(super) fn next(self: Arc<Self>, heard: &Heard) -> Option<Arc<Self>> {
        match self.issue.next(&heard.responses, &heard.live) {
            Next::Same => Some(self),
            Next::Changed(seats) => {
                let mut same = Arc::unwrap_or_clone(self);
                same.issue.note(seats);
                Some(Arc::new(same))
            }
            Next::Anew => None,
        }
    }

    /// Takes up what was written down of a conversation, if that holds together.
    pub(super) fn taken_up(kept: &Kept, place: Place, heard: &Heard) -> Option<Arc<Self>> {
        let written: Written = kept.read(&name(place))?;
        let issue = heard.taken_up(written.issue)?;
        Some(Arc::new(Self::from_issue(issue, written.evenness, heard, written.at)))
    }

    /// Has its fingerprint enter the table's record, unless it is there from before a restart. An issue without figures shows
    /// nothing.
    pub(super) fn put_in_record(&self, desk: &Desk, (table, conversation): Place) {
        if self.issue.published.people.is_none() {
            return;
        }
        let recorded = Recorded { at: self.at, sha256: hash::fingerprint(&self.json) };
        let name = format!("{table}-{conversation}-recorded");
        if desk.kept.read::<Recorded>(&name).as_ref() == Some(&recorded) {
            return;
        }
        let map = store::Map {
            conversation: conversation.0,
            at: recorded.at,
            method: self.issue.published.method.version,
            sha256: recorded.sha256.clone(),
        };
        match desk.publisher.stand(table, map) {
            Ok(()) => desk.kept.write(&name, &recorded),
            Err(error) => tracing::error!(%error, %table, "a map could not be put in the record"),
        }
    }

    /// Writes it down, so that it stands after a restart too. Where it tells of no part of the people there is no need.
    pub(super) fn keep(&self, kept: &Kept, place: Place) {
        if self.issue.has_cuts() {
            let (at, evenness, issue) = (self.at, self.evenness, self.issue.kept());
            kept.write(&name(place), &Written { at, evenness, issue });
        } else {
            kept.remove(&name(place));
        }
    }
}

/// What was put in the record last.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
struct Recorded {
    at: u64,
    sha256: String,
}

/// An issue on the disk.
#[derive(Serialize, Deserialize)]
struct Written {
    at: u64,
    evenness: Evenness,
    issue: published::Kept,
}

fn name((table, conversation): Place) -> String {
    format!("{table}-{conversation}-map")
}

fn workers(answers: usize) -> Workers {
    if answers < MANY_ANSWERS {
        return Workers::ONE;
    }
    Workers::new(thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}

#[cfg(test)]
mod tests {
    use voice::published::Live;
    use voice::responses::{Answer, Choice, Responses};

    use super::*;

    const STATEMENTS: u32 = 6;

    fn live(statements: u32) -> Vec<Live> {
        (0..statements).map(|at| Live { at, number: at + 1 }).collect()
    }

    /// Two halves that disagree about everything.
    fn halves(people: u32) -> Responses {
        let cells = (0..people * STATEMENTS).map(|cell| (cell / STATEMENTS, cell % STATEMENTS));
        cells
            .map(|(person, statement)| (person, statement, answer((person + statement).is_multiple_of(2))))
            .collect()
    }

    fn answer(agrees: bool) -> Answer {
        Answer::new(if agrees { Choice::Agree } else { Choice::Disagree })
    }

    fn issued(responses: &Responses, live: &[Live]) -> Issued {
        let issue = published::issue(responses, live, &[0; 32], Workers::ONE).standing();
        let json = Bytes::from(report::file(&issue.published));
        Issued { issue, evenness: Evenness::default(), json, at: 1, bytes: 1 }
    }

    #[test]
    fn with_groups_to_tell_about_eight_people_must_have_changed() {
        let mut responses = halves(30);
        let first = issued(&responses, &live(STATEMENTS));
        let mut may = Vec::new();
        for person in 0..9 {
            may.push(first.issue.may_be_followed(&responses, &live(STATEMENTS)));
            responses.set(person, 0, Answer::new(Choice::Pass));
        }
        assert_eq!(may, [[false; 8].as_slice(), &[true]].concat());
    }

    #[test]
    fn below_twenty_people_every_change_may_be_shown() {
        let (few, live) = (halves(19), live(STATEMENTS));
        let first = issued(&few, &live);
        assert!(!first.issue.may_be_followed(&few, &live), "nothing changed");
        assert!(first.issue.may_be_followed(&halves(20), &live));
        let mut changed = few;
        changed.take_back(3, 3);
        assert!(first.issue.may_be_followed(&changed, &live));
        assert!(
            !issued(&halves(20), &live).issue.may_be_followed(&halves(19), &live),
            "from twenty on it counts"
        );
    }

    #[test]
    fn a_statement_nobody_has_answered_may_come_and_go() {
        let responses = halves(30);
        let first = issued(&responses, &live(STATEMENTS));
        assert!(first.issue.may_be_followed(&responses, &live(STATEMENTS + 1)));
        let mut answered = responses.clone();
        answered.set(0, STATEMENTS, answer(true));
        assert!(
            !first.issue.may_be_followed(&answered, &live(STATEMENTS + 1)),
            "now it would tell about one"
        );
        let longer = issued(&responses, &live(STATEMENTS + 1));
        assert!(longer.issue.may_be_followed(&responses, &live(STATEMENTS)));
    }
}
