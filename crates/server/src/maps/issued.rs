//! One issue of a map on the server.

use std::num::NonZeroUsize;
use std::sync::LazyLock;
use std::thread;
use std::time::Instant;

use axum::body::Bytes;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::IntoResponse;
use metrics::{Counter, Histogram};
use voice::groups::Verdict;
use voice::hearing;
use voice::ideal::Workers;
use voice::publish;
use voice::published::{Issue, Live};
use voice::responses::Responses;

use crate::issue::Heard;
use crate::report;

/// With fewer answers a map is made on one thread: starting others would take longer than they save.
const MANY_ANSWERS: usize = 20_000;
/// About so much memory for each person and each statement of an issue, in bytes.
const ROW_BYTES: usize = 256;

static MADE: LazyLock<Counter> = LazyLock::new(|| metrics::counter!("roundtable_maps_made_total"));
static SECONDS: LazyLock<Histogram> = LazyLock::new(|| metrics::histogram!("roundtable_map_seconds"));

/// Whether the draw of what comes next tilted any share: see [`hearing::audit`].
#[derive(Debug, Clone, Copy, Default)]
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
    pub(crate) issue: Issue,
    /// How even the hearing was. It takes a look at every answer, so it is made with the map.
    pub(crate) evenness: Evenness,
    /// The published part as bytes: see [`report::file`].
    pub(super) json: Bytes,
    /// It was made from so many entries of the table's journal.
    pub(crate) at: u64,
    /// About the memory it takes, in bytes.
    pub(super) bytes: usize,
}

impl Issued {
    /// Made from what was heard when the table's journal had `at` entries.
    pub(super) fn of(heard: &Heard, at: u64) -> Self {
        let began = Instant::now();
        let issue = heard.issue(workers(heard.responses.len()));
        let json = Bytes::from(report::file(&issue.published));
        MADE.increment(1);
        SECONDS.record(began.elapsed().as_secs_f64());
        let people = usize::try_from(heard.responses.people()).unwrap_or(usize::MAX);
        let rows = people.saturating_add(heard.live.len());
        // The value that the file was written from takes about as much as the file.
        let bytes = rows.saturating_mul(ROW_BYTES).saturating_add(json.len().saturating_mul(2));
        Self { issue, evenness: Evenness::of(heard), json, at, bytes }
    }

    /// The file, with the journal entry that it can be made again from.
    pub(crate) fn file(&self) -> impl IntoResponse + use<> {
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let entry = (HeaderName::from_static("roundtable-entry"), HeaderValue::from(self.at));
        ([kind, entry], self.json.clone())
    }

    /// Whether another issue may be made from what stands now.
    pub(super) fn may_be_followed_by(&self, responses: &Responses, live: &[Live]) -> bool {
        let changed = self.issue.changed(responses, live);
        if changed == 0 {
            // A row without answers tells nothing about anybody.
            return !self.has_rows_of(live);
        }
        publish::may_reissue(changed) || self.issue.published.verdict == Verdict::TooFewPeople
    }

    fn has_rows_of(&self, live: &[Live]) -> bool {
        let known = self.issue.published.statements.iter().map(|row| row.statement);
        known.eq(live.iter().map(|statement| statement.number))
    }
}

fn workers(answers: usize) -> Workers {
    if answers < MANY_ANSWERS {
        return Workers::ONE;
    }
    Workers::new(thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}

#[cfg(test)]
mod tests {
    use voice::published;
    use voice::responses::{Answer, Choice};

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
        let issue = published::issue(responses, live, &[0; 32], Workers::ONE);
        let json = Bytes::from(report::file(&issue.published));
        Issued { issue, evenness: Evenness::default(), json, at: 1, bytes: 1 }
    }

    #[test]
    fn with_groups_to_tell_about_eight_people_must_have_changed() {
        let mut responses = halves(30);
        let first = issued(&responses, &live(STATEMENTS));
        let mut may = Vec::new();
        for person in 0..9 {
            may.push(first.may_be_followed_by(&responses, &live(STATEMENTS)));
            responses.set(person, 0, Answer::new(Choice::Pass));
        }
        assert_eq!(may, [[false; 8].as_slice(), &[true]].concat());
    }

    #[test]
    fn below_twenty_people_every_change_may_be_shown() {
        let (few, live) = (halves(19), live(STATEMENTS));
        let first = issued(&few, &live);
        assert!(!first.may_be_followed_by(&few, &live), "nothing changed");
        assert!(first.may_be_followed_by(&halves(20), &live));
        let mut changed = few;
        changed.take_back(3, 3);
        assert!(first.may_be_followed_by(&changed, &live));
        assert!(
            !issued(&halves(20), &live).may_be_followed_by(&halves(19), &live),
            "from twenty on it counts"
        );
    }

    #[test]
    fn a_statement_nobody_has_answered_may_come_and_go() {
        let responses = halves(30);
        let first = issued(&responses, &live(STATEMENTS));
        assert!(first.may_be_followed_by(&responses, &live(STATEMENTS + 1)));
        let mut answered = responses.clone();
        answered.set(0, STATEMENTS, answer(true));
        assert!(!first.may_be_followed_by(&answered, &live(STATEMENTS + 1)), "now it would tell about one");
        let longer = issued(&responses, &live(STATEMENTS + 1));
        assert!(longer.may_be_followed_by(&responses, &live(STATEMENTS)));
    }
}
