//! Promises that somebody kept: what was promised is in the record, and in time.

use std::collections::{HashMap, HashSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::entry::Entry;
use record::note::{NoteError, Verifier};
use record::pledge::{Pledge, PledgeError, Until};

use crate::asked::Asked;
use crate::course::Course;
use crate::finding::Code;
use crate::found::{Found, NOWHERE, Spot};
use crate::log::Log;
use crate::names;

/// Reads a promise, as text or as the base64 in which the API's header has it; none for anything else. Whether it holds is
/// another question.
pub fn read(bytes: &[u8]) -> Option<Pledge> {
    let text = std::str::from_utf8(bytes).ok()?;
    if let Ok(pledge) = text.parse() {
        return Some(pledge);
    }
    let decoded = STANDARD.decode(text.trim_end()).ok()?;
    std::str::from_utf8(&decoded).ok()?.parse().ok()
}

/// Holds every promise that is this record's, or of the one it goes on from, against the record.
pub(crate) fn check(log: &Log, asked: &Asked, course: &Course, found: &mut Found) {
    let before = course
        .before
        .as_ref()
        .and_then(|before| Some((before.origin.as_str(), names::under(&before.origin, &log.verifier)?)));
    let wanted: HashSet<&[u8]> = asked.pledges.iter().map(|pledge| pledge.entry.as_slice()).collect();
    let places = places(log, &wanted);
    for pledge in &asked.pledges {
        let of = pledge.origin();
        let at = places.get(pledge.entry.as_slice()).copied();
        let deadline = |until| Deadline::of(until, course, log.size(), asked.today);
        match &before {
            Some((name, key)) if *name == of => {
                // Everything entered a second time when this record began, so only whether it is there can be told.
                let due = |until| match deadline(until) {
                    Deadline::Open => Deadline::Open,
                    Deadline::Before(_) => Deadline::Before(log.size()),
                };
                one(key, pledge, at, due, found);
            }
            _ if of == log.origin() => one(&log.verifier, pledge, at, deadline, found),
            _ => {}
        }
    }
}

/// Where those entries stand.
fn places<'a>(log: &'a Log, wanted: &HashSet<&[u8]>) -> HashMap<&'a [u8], u64> {
    let mut places = HashMap::new();
    if wanted.is_empty() {
        return places;
    }
    for (at, entry) in (0..).zip(&log.entries) {
        if wanted.contains(entry.as_slice()) {
            places.entry(entry.as_slice()).or_insert(at);
        }
    }
    places
}

/// By when something has to be in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deadline {
    /// It is not known to be over.
    Open,
    /// Before the entry with this number.
    Before(u64),
}

impl Deadline {
    fn of(until: Until, course: &Course, size: u64, today: Option<i32>) -> Self {
        let entry = match until {
            Until::Day(day) => {
                let later = course.days.iter().find(|(entered, _)| *entered > day).map(|(_, at)| *at);
                // The day is over, and nothing has entered since.
                later.or_else(|| today.is_some_and(|today| today > day).then_some(size))
            }
            Until::Result(decision) => course.results.get(&decision).copied(),
            Until::Settled(account) => course.settled.get(&account).copied(),
        };
        entry.map_or(Self::Open, Self::Before)
    }
}

fn one(key: &Verifier, pledge: &Pledge, at: Option<u64>, due: impl Fn(Until) -> Deadline, found: &mut Found) {
    let (entry, until) = match pledge.check(key) {
        Ok(promised) => promised,
        Err(error) => {
            let code = match error {
                PledgeError::Note(NoteError::Unsigned) => Code::Rewrite,
                _ => Code::Altered,
            };
            return found.add(code, NOWHERE, format!("A promise that was handed in does not hold: {error}."));
        }
    };
    match (at, due(until)) {
        (None, Deadline::Before(_)) => found.add(
            Code::BrokenPromise,
            NOWHERE,
            format!("{} was promised {}, and it is not in the record.", a(&entry), by(until)),
        ),
        (Some(at), Deadline::Before(limit)) if at >= limit => found.add(
            Code::BrokenPromise,
            Spot::entry(at),
            format!("{} was promised {}, and it entered later.", a(&entry), by(until)),
        ),
        _ => {}
    }
}

fn a(entry: &Entry) -> String {
    format!("An entry of the kind “{}”", entry.kind())
}

fn by(until: Until) -> String {
    match until {
        Until::Day(day) => format!("by the end of {}", date(day)),
        Until::Result(decision) => format!("before the result of decision {decision}"),
        Until::Settled(account) => format!("before account {account} was counted"),
    }
}

/// A day as a date, where it is one of the last or next thousand years.
fn date(day: i32) -> String {
    const YEARS: i32 = 365_250;
    if (-YEARS..=YEARS).contains(&day) {
        table::Day::from_number(day).to_string()
    } else {
        format!("day {day}")
    }
}
