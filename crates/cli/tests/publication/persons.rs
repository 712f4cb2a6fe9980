//! Nothing published stands for a person.

use std::collections::{BTreeMap, BTreeSet};

use record::entry::Entry;
use record::tile::read_bundle;
use serde_json::Value;
use table::{SeatNo, TableId, seat_name};

use crate::published::{Form, Published, TABLES, is_called, read};

/// What a column or a key about a person could be called.
const PERSONAL: [&str; 22] = [
    "person",
    "people_id",
    "participant",
    "participant_id",
    "author",
    "author_id",
    "voter",
    "voter_id",
    "user",
    "user_id",
    "seat",
    "seat_name",
    "seat_number",
    "member",
    "member_id",
    "xid",
    "id",
    "card",
    "token",
    "visit",
    "email",
    "name_of",
];

fn keys<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                found.insert(key);
                keys(value, found);
            }
        }
        Value::Array(array) => array.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// Words of a text that could be an identifier: long, with digits and letters, and no day.
fn identifiers(text: &str) -> BTreeSet<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "+/=_-".contains(letter);
    text.split(|letter| !is_part(letter))
        .filter(|word| word.len() >= 12)
        .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
        .filter(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()))
        .collect()
}

// trust D 59
#[test]
fn no_published_file_has_a_column_or_a_key_for_a_person_or_a_persons_name() {
    let published = Published::of_the_demonstration();
    let (mut tables, mut objects) = (0, 0);
    for (path, reply) in published.of(Form::Csv) {
        let text = reply.text();
        let head = text.trim_start_matches('\u{feff}').lines().next().unwrap().to_lowercase();
        for column in head.split(',').map(|column| column.trim_matches('"')) {
            assert!(!PERSONAL.contains(&column), "{path} has a column {column}");
        }
        tables += 1;
    }
    for (path, value) in published.values() {
        let mut found = BTreeSet::new();
        keys(&value, &mut found);
        let personal: Vec<_> = found.iter().filter(|key| PERSONAL.contains(key)).collect();
        assert!(personal.is_empty(), "{path} has {personal:?}");
        objects += 1;
    }
    assert!(tables >= 8 && objects > 150, "{tables} tables, {objects} objects");
    // Seats have names, which their holders know. None of them is anywhere.
    for table in TABLES {
        let id: TableId = table.parse().unwrap();
        let names: Vec<String> = (0..200).map(|seat| seat_name(id, SeatNo(seat)).to_lowercase()).collect();
        for (path, reply) in published.all.iter().filter(|(path, _)| path.contains(table)) {
            let Some(text) = read(reply) else { continue };
            let text = text.to_lowercase();
            let found =
                names.iter().find(|name| text.contains(*name) || text.contains(&name.replace(' ', "-")));
            assert_eq!(found, None, "{path}");
        }
    }
}

// trust D 59
#[test]
fn nothing_in_two_decisions_is_the_same_but_what_is_everybodys() {
    let published = Published::of_the_demonstration();
    let of_decision = |path: &str| {
        let (_, rest) =
            path.split_once("/frntdesk/d/").or_else(|| path.split_once("/frntdesk/decisions/"))?;
        rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse::<u32>().ok()
    };
    let evidence = |path: &str| path.contains("/papers/evidence/") && is_called(path, "csv");
    let mut seen: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let (mut read_in, mut everywhere) = (BTreeSet::new(), BTreeSet::new());
    for (path, reply) in &published.all {
        let Some(text) = read(reply) else { continue };
        match of_decision(path) {
            Some(decision) => {
                read_in.insert(decision);
                for word in identifiers(&text) {
                    seen.entry(word.to_owned()).or_default().insert(decision);
                }
            }
            None if !evidence(path) => everywhere.extend(identifiers(&text).into_iter().map(str::to_owned)),
            None => {}
        }
    }
    assert!(read_in.len() >= 9, "{read_in:?}");
    let shared: Vec<_> =
        seen.iter().filter(|(word, of)| of.len() > 1 && !everywhere.contains(*word)).collect();
    assert!(shared.is_empty(), "in more than one decision: {shared:?}");
}

// trust D 59
#[test]
fn the_entries_of_a_record_name_no_seat_and_no_two_have_anything_in_common() {
    let published = Published::of_the_demonstration();
    for table in TABLES {
        let base = format!("/t/{table}/record/");
        let mut commitments = BTreeSet::new();
        let (mut sealed, mut bundles) = (0, 0);
        for (path, reply) in published.all.iter().filter(|(path, _)| path.starts_with(&base)) {
            let Some(tile) = path.strip_prefix(&base).and_then(record::tile::Tile::from_path) else {
                continue;
            };
            let Some(entries) = read_bundle(&tile, &reply.body).filter(|_| path.contains("/entries/")) else {
                continue;
            };
            bundles += 1;
            for bytes in entries {
                // Whoever decodes an entry refuses what the format does not name.
                let Entry::Sealed { kind, about, commit, public } = Entry::decode(bytes).unwrap() else {
                    continue;
                };
                sealed += 1;
                let private = ["response", "statement", "kept"].contains(&kind.key());
                assert!(!private || about.is_none(), "{kind:?} says what it is about");
                for commitment in [Some(commit), public].into_iter().flatten() {
                    assert!(commitments.insert(*commitment.as_bytes()), "the same commitment twice");
                }
            }
        }
        assert!(bundles > 0 && sealed > 50, "{table}: {bundles}, {sealed}");
    }
}
