//! Reads the public conversations and the engine's outputs that the tests compare with, where they are present.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::Value;
use voice::{polis::Vote, responses::Choice};

/// The folder with the data, or nothing (and a word why) where it is absent.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ROUNDTABLE_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let there = folder.join("polis-reference").is_dir();
    if !there {
        eprintln!("skipped: there is no {} (set ROUNDTABLE_SHARED_DATA)", folder.display());
    }
    there.then_some(folder)
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn table(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (head, rows)
}

pub(crate) fn choice(vote: i64) -> Choice {
    match vote {
        1 => Choice::Agree,
        -1 => Choice::Disagree,
        0 => Choice::Pass,
        other => panic!("{other} is no vote"),
    }
}

/// The votes of `votes.csv` in the order of their times; `agree` is the figure that means agree there.
pub(crate) fn votes_of_journal(path: &Path, agree: i64) -> Vec<Vote> {
    let (head, rows) = table(path);
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    let [time, person, statement, vote] = ["timestamp", "voter-id", "comment-id", "vote"].map(at);
    let mut votes: Vec<(i64, Vote)> = rows
        .iter()
        .map(|row| {
            let figure: i64 = row[vote].parse().unwrap();
            let (person, statement) = (row[person].parse().unwrap(), row[statement].parse().unwrap());
            (row[time].parse().unwrap(), Vote { person, statement, choice: choice(figure * agree) })
        })
        .collect();
    votes.sort_by_key(|(time, _)| *time);
    votes.into_iter().map(|(_, vote)| vote).collect()
}

/// The votes of `participants-votes.csv`, row by row.
pub(crate) fn votes_of_matrix(path: &Path) -> Vec<Vote> {
    let (head, rows) = table(path);
    let statements: Vec<(usize, u32)> =
        head.iter().enumerate().filter_map(|(at, name)| Some((at, name.parse().ok()?))).collect();
    let cells =
        rows.iter().flat_map(|row| statements.iter().map(move |&(at, statement)| (row, at, statement)));
    cells
        .filter(|(row, at, _)| !row[*at].is_empty())
        .map(|(row, at, statement)| Vote {
            person: row[0].parse().unwrap(),
            statement,
            choice: choice(row[at].parse::<f64>().unwrap() as i64),
        })
        .collect()
}

/// The votes of a dump of the public interface, where agree is 1.
pub(crate) fn votes_of_dump(path: &Path) -> Vec<Vote> {
    let of = |vote: &Value| {
        let number = |field: &str| vote[field].as_i64().unwrap();
        Vote {
            person: u32::try_from(number("participant_id")).unwrap(),
            statement: u32::try_from(number("statement_id")).unwrap(),
            choice: choice(number("vote")),
        }
    };
    json(path).as_array().unwrap().iter().map(of).collect()
}

/// Numbers people by their place in `order`.
pub(crate) fn renumber(votes: &mut [Vote], order: &[u32]) {
    let places: BTreeMap<u32, u32> = order.iter().copied().zip(0..).collect();
    for vote in votes {
        vote.person = places[&vote.person];
    }
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

pub(crate) fn ids(value: &Value) -> Vec<u32> {
    value.as_array().unwrap().iter().map(|x| x.as_u64().unwrap() as u32).collect()
}
