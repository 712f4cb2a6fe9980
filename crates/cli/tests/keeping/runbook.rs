//! The runbook of `docs/hosting.md`, as it is written: its own lines are run.

use std::ffi::OsString;
use std::path::PathBuf;

use serde_json::json;

use crate::house::{House, PATIENCE, record, said, serve};
use crate::run::{run, verify};

const DOCS: &str = include_str!("../../../../docs/hosting.md");

/// The lines of a section that are commands of this program, with other places in them.
fn commands(section: &str, places: &[(&str, PathBuf)]) -> Vec<Vec<OsString>> {
    let (_, rest) = DOCS.split_once(&format!("\n## {section}\n")).unwrap();
    let text = rest.split("\n## ").next().unwrap();
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("roundtable "));
    let word = |word: &str| -> OsString {
        let place = places.iter().find(|(written, _)| *written == word);
        place.map_or_else(|| word.into(), |(_, place)| place.into())
    };
    lines.map(|line| line.split_whitespace().map(word).collect()).collect()
}

/// The places that the runbook names, on another machine.
fn places(house: &House, data: PathBuf, list: PathBuf) -> [(&'static str, PathBuf); 4] {
    [
        ("/var/lib/roundtable", data),
        ("/root/roundtable.keys", house.folder("keys")),
        ("/mnt/backups/round-2026-09-29.age", house.folder("backups/one.age")),
        ("/mnt/backups/roundtable-erasures", list),
    ]
}

/// A house of which there is a backup, where something was taken back and something was said since.
fn backed_up() -> (House, PathBuf) {
    let mut house = House::of(3);
    house.people[1].say(&house.conversation, "Taken back: canaryqgone");
    house.people[2].say(&house.conversation, "Before the backup");
    std::fs::create_dir_all(house.folder("backups")).unwrap();
    let list = house.folder("elsewhere-erasures");
    let here = places(&house, house.server.data().to_owned(), list.clone());
    let [backup] = &commands("Backups", &here)[..] else { panic!("one command makes a backup") };
    run(backup).well();
    house.people[1].done("DELETE", &format!("{}/statements/1", house.conversation), &json!(null));
    house.people[2].say(&house.conversation, "After the backup");
    // As the line for cron does.
    std::fs::copy(house.server.data().join("erasures"), &list).unwrap();
    (house, list)
}

// trust E 86
#[test]
fn a_machine_that_is_gone_is_rebuilt_with_the_lines_of_the_runbook() {
    let (mut house, list) = backed_up();
    house.server.kill();
    std::fs::remove_dir_all(house.server.data()).unwrap();
    let data = house.folder("new/machine");
    let lines = commands("Putting a backup back", &places(&house, data.clone(), list));
    let verbs: Vec<_> = lines.iter().map(|line| line[0].to_str().unwrap()).collect();
    assert_eq!(verbs, ["restore", "verify", "recover"]);
    let told: Vec<String> = lines.iter().map(|line| run(line).well()).collect();
    assert!(told[0].contains("Erased again, as it was erased after the backup: 1 thing"), "{}", told[0]);
    assert!(told[1].contains("Nothing was found"), "{}", told[1]);
    let mut again = serve(&data);
    assert_eq!(said(&again, &house.conversation), ["Before the backup".to_owned()].into());
    let facts = record(&again, &house.table, |facts| !facts.is_empty());
    let record::entry::Fact::Notice { epoch: 2, cause, size, .. } = &facts[0] else { panic!("{facts:?}") };
    assert_eq!(cause.key(), "restored");
    assert!(*size > 0, "how long the record before was");
    house.people[0].reconnect(again.address());
    house.people[0].say(&house.conversation, "And it goes on, with the card from before");
    assert!(again.terminate(PATIENCE).success());
    verify(&data);
}

// trust E 79
#[test]
fn noise_over_a_page_is_found_and_the_lines_of_the_runbook_bring_everything_back() {
    let (mut house, list) = backed_up();
    house.stop();
    let data = house.server.data().to_owned();
    let path = data.join("journal.sqlite");
    // Everything into the database itself: what its log holds, noise in the database does not reach.
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut held = std::fs::read(&path).unwrap();
    let pages = held.len() / 4096;
    assert!(pages > 4);
    let found: Vec<usize> = (1..pages)
        .filter(|page| {
            let mut noisy = held.clone();
            noisy[page * 4096..(page + 1) * 4096].fill(0x5a);
            std::fs::write(&path, &noisy).unwrap();
            let ended = run([OsString::from("verify"), data.clone().into()]);
            assert!(ended.code <= 2 && !ended.said.contains("panicked"), "{}", ended.said);
            ended.code != 0
        })
        .collect();
    // The others hold nothing, or what only the program's start reads: keys of commands and ended visits.
    assert!(found.len() >= pages - 3, "noise in {found:?} was found, of {pages} pages");
    held[4096..].fill(0x5a);
    std::fs::write(&path, &held).unwrap();
    let serving = run([
        OsString::from("serve"),
        "--listen".into(),
        "127.0.0.1:0".into(),
        "--data".into(),
        data.clone().into(),
    ]);
    let why = serving.refused();
    assert!(why.contains("journal.sqlite") && !why.contains("panicked"), "{why}");
    // The runbook's own words for a folder that is there: --replace.
    let mut lines = commands("Putting a backup back", &places(&house, data.clone(), list));
    lines[0].push("--replace".into());
    for line in &lines {
        run(line).well();
    }
    assert_eq!(said(&serve(&data), &house.conversation), ["Before the backup".to_owned()].into());
}
