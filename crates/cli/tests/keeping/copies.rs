//! Backups: whole, of one moment, private.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use record::entry::Act;
use serde_json::Value;
use support::disk::marked;
use support::people::Person;
use support::until;

use crate::house::{House, PATIENCE, did, said, serve};
use crate::run::{recover, run, verify};

/// Tables of a backup or restore as they are told: code, entries, size, root.
fn told(answer: &Value) -> Vec<Value> {
    answer["tables"].as_array().unwrap().clone()
}

#[test]
fn what_was_acknowledged_before_a_backup_is_in_it_whatever_goes_on() {
    let house = House::of(1);
    let (acknowledged, over) = (Mutex::new(BTreeSet::new()), AtomicBool::new(false));
    let (before, made) = std::thread::scope(|scope| {
        for thread in 0..4 {
            let (house, acknowledged, over) = (&house, &acknowledged, &over);
            scope.spawn(move || {
                for turn in 0.. {
                    // One seat says a few things a day at most.
                    let mut person = Person::new(house.server.address(), &format!("load{thread}x{turn}"));
                    person.sit(&house.table);
                    for number in 0..10 {
                        if over.load(Ordering::Relaxed) {
                            return;
                        }
                        let words = format!("Thing {number} that person {turn} of thread {thread} says");
                        person.say(&house.conversation, &words);
                        acknowledged.lock().unwrap().insert(words);
                    }
                }
            });
        }
        let enough = || (acknowledged.lock().unwrap().len() >= 200).then_some(());
        until(PATIENCE * 3, "people to say much", enough);
        // One during which people went on.
        let under_load = |turn: u32| {
            let before = acknowledged.lock().unwrap().clone();
            let made = house.host().backup(&format!("under-load-{turn}.age")).json();
            (acknowledged.lock().unwrap().len() > before.len()).then_some((before, made))
        };
        let (before, made) = (0..20).find_map(under_load).unwrap();
        over.store(true, Ordering::Relaxed);
        (before, made)
    });
    // Restored on a machine that has nothing.
    let bare = house.folder("bare/machine/data");
    let name = std::path::PathBuf::from(made["file"].as_str().unwrap());
    let restored = house.host().restore_with_list(name.file_name().unwrap().to_str().unwrap(), &bare);
    assert_eq!(told(&restored), told(&made));
    assert_eq!(restored["day"], made["day"]);
    verify(&bare);
    let again = serve(&bare);
    let there = said(&again, &house.conversation);
    let missing: Vec<&String> = before.difference(&there).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // The root that was told is the one that is served.
    let log = again.client().get(&format!("/t/{}/record/checkpoint", house.table)).send().text();
    let record = &told(&made)[0]["record"];
    let lines: Vec<&str> = log.lines().take(3).collect();
    assert_eq!(lines[0], record["origin"]);
    assert_eq!(lines[1], record["size"].to_string());
    assert_eq!(lines[2], record["root"]);
}

#[test]
fn a_backup_that_was_put_back_goes_on_once_that_is_said_in_public() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open earlier");
    house.host().backup("one.age").well();
    house.record(&house.server, |facts| did(facts, Act::Backup) == 1);
    let data = house.folder("again");
    house.host().restore_with_list("one.age", &data);
    let mut again = serve(&data);
    let mut person = Person::new(again.address(), "after");
    let sit = format!("/api/v1/tables/{}/seats", house.table);
    let key = person.fresh_key();
    let refused = person.send("POST", &sit, &key, Some(&serde_json::json!({}))).unwrap();
    assert_eq!(refused.status, 503, "nothing can be added yet");
    // Not while the server runs.
    assert!(recover(&data, "restored").refused().contains("another Roundtable is using"));
    assert!(again.terminate(PATIENCE).success());
    assert!(recover(&data, "restored").well().contains("every table's record begins anew"));
    verify(&data);
    let mut again = serve(&data);
    person.reconnect(again.address());
    person.sit(&house.table);
    person.say(&house.conversation, "And it goes on");
    assert_eq!(said(&again, &house.conversation).len(), 2);
    let facts = house.record(&again, |facts| !facts.is_empty());
    let record::entry::Fact::Notice { epoch, cause, .. } = &facts[0] else { panic!("{facts:?}") };
    assert_eq!((*epoch, *cause), (2, record::entry::Cause::Restored));
    assert!(again.terminate(PATIENCE).success());
    assert!(!data.join("notice").exists() && !data.join("recovering").exists());
    verify(&data);
}

// trust D 62
#[test]
fn what_was_shown_of_parts_of_a_group_stays_as_it_was_in_a_backup_too() {
    let mut house = House::of(40);
    let table = house.table.clone();
    let bring = |person: &mut Person, strength: &str| {
        let path = format!("/api/v1/tables/{table}/me/strengths");
        person.done("PUT", &path, &serde_json::json!({ "strengths": [strength] }));
    };
    let wall = |server: &support::Server| {
        support::html::words(&server.client().get(&format!("/t/{table}/brings")).send().text())
    };
    for (number, person) in house.people.iter_mut().enumerate() {
        bring(person, if number < 16 { "listens" } else { "cooks" });
    }
    let before = wall(&house.server);
    // Shown anew after two people, the difference would be theirs.
    bring(&mut house.people[20], "listens");
    bring(&mut house.people[21], "listens");
    assert_eq!(wall(&house.server), before);
    house.host().backup("one.age").well();
    house.stop();
    let data = house.folder("again");
    house.host().restore_with_list("one.age", &data);
    assert_eq!(wall(&serve(&data)), before);
    std::fs::remove_dir_all(data.join("issued")).unwrap();
    assert_ne!(wall(&serve(&data)), before, "it is that folder which keeps it");
}

#[test]
fn a_backup_is_private_and_leaves_nothing_lying_about() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "A canaryword that only the table sees");
    let made = house.host().backup("one.age").json();
    assert_eq!(made["said_in_record"], true);
    assert_eq!(made["keys_are_new"], true);
    let backups = house.folder("backups");
    assert!(marked(&backups, "canary").is_empty());
    assert!(!house.server.data().join("copying").exists());
    let names: BTreeSet<String> = std::fs::read_dir(&backups)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["one.age", "one.age.erasures"].map(str::to_owned).into());
    for path in [backups.join("one.age"), backups.join("one.age.erasures"), house.folder("keys")] {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    // It is in the form it says: the secret of the keyring is nowhere in it.
    assert!(std::fs::read(backups.join("one.age")).unwrap().starts_with(b"age-encryption.org/v1\n"));
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_a_killed_command_left_is_cleared_away() {
    let house = House::of(1);
    let left = house.server.data().join("copying");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("journal.sqlite"), "half a copy").unwrap();
    house.host().backup("one.age").well();
    assert!(!left.exists());
    // And what a killed restore left: it has words in it.
    let left = house.folder(".again.restoring-k1ll3d");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("journal.sqlite"), "half a house").unwrap();
    house.host().restore_with_list("one.age", &house.folder("again"));
    assert!(!left.exists());
}

#[test]
fn every_file_that_is_kept_is_in_the_data_map() {
    let mut house = House::of(8);
    for person in &mut house.people {
        let path = format!("/api/v1/tables/{}/me/strengths", house.table);
        person.done("PUT", &path, &serde_json::json!({ "strengths": ["listens"] }));
    }
    house.server.client().get(&format!("/t/{}/brings", house.table)).send();
    assert!(house.server.data().join("issued").exists());
    house.host().backup("one.age").well();
    let map = run(["data-map", "--json"]).json();
    let named: BTreeSet<&str> =
        map["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    let in_the_map = |directory: &Path| {
        for entry in std::fs::read_dir(directory).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            assert!(named.contains(&*name), "{name}");
        }
    };
    in_the_map(house.server.data());
    house.stop();
    in_the_map(house.server.data());
    let data = house.folder("again");
    house.host().restore_with_list("one.age", &data);
    assert!(data.join("recovering").exists());
    in_the_map(&data);
    recover(&data, "restored").well();
    assert!(data.join("notice").exists());
    in_the_map(&data);
    let text = run(["data-map"]).well();
    for name in &named {
        assert!(text.contains(name), "{name}");
    }
    for nowhere in ["a postal address", "(IP)", "(user agent)"] {
        assert!(text.contains(nowhere), "{nowhere}");
    }
}
