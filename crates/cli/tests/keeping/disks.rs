//! Disks that lie, tear or fail: what is served is what was said, or nothing is.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::json;
use support::people::Person;
use support::{Launch, until};

use crate::PROGRAM;
use crate::clock::compile;
use crate::house::{PATIENCE, launch, said};
use crate::killed::{copy, kills};
use crate::run::verify;

/// A stream of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}

/// Tears a log as a disk may that lost its power: cut off, or with a sector of it never written.
fn tear(log: &Path, dice: &mut Dice) {
    let Ok(mut held) = std::fs::read(log) else { return };
    if held.is_empty() {
        return;
    }
    let at = dice.below(held.len());
    if dice.below(2) == 0 {
        held.truncate(at);
    } else {
        let end = held.len().min(at + 512);
        held[at..end].fill(0);
    }
    std::fs::write(log, held).unwrap();
}

// trust E 75, without the file system that is named there: the logs are torn after the server's death.
#[test]
fn a_torn_log_gives_a_state_that_was_or_a_sentence_and_never_anything_else() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut server = launch(&data).start();
    let mut people: Vec<Person> =
        (0..3).map(|number| Person::new(server.address(), &format!("torn{number}"))).collect();
    let table = people[0].set_table("A table on a torn disk", "public");
    let conversation = people[0].open(&table);
    for person in &mut people[1..] {
        person.sit(&table);
    }
    // Into the database itself, so that a torn log can't take the table away.
    assert!(server.terminate(PATIENCE).success());
    server.start_again("127.0.0.1:0".parse().unwrap());
    let mut order = Vec::new();
    for number in 0..24 {
        let person = &mut people[number % 3];
        person.reconnect(server.address());
        let words = format!("Said in order, number {number:02}");
        person.say(&conversation, &words);
        order.push(words);
    }
    server.kill();
    let mut dice = Dice(20_261_123);
    let (mut whole, mut fewer, mut refused) = (0, 0, 0);
    for turn in 0..(kills() / 2).clamp(15, 100) {
        let torn = home.path().join(format!("torn{turn}"));
        copy(&data, &torn);
        for name in ["journal.sqlite-shm", "record.sqlite-shm"] {
            let _ = std::fs::remove_file(torn.join(name));
        }
        let which = [
            &["journal.sqlite-wal"][..],
            &["record.sqlite-wal"],
            &["journal.sqlite-wal", "record.sqlite-wal"],
        ];
        for name in which[dice.below(3)] {
            tear(&torn.join(name), &mut dice);
        }
        // A start that ends at once says why; one that goes on is asked what it has.
        let tried = Command::new(PROGRAM).args(["verify", "--json"]).arg(&torn).output().unwrap();
        assert!(matches!(tried.status.code(), Some(0..=2)), "{tried:?}");
        let again = std::panic::catch_unwind(|| launch(&torn).start());
        if let Ok(mut again) = again {
            let there = said(&again, &conversation);
            let prefix: BTreeSet<String> = order[..there.len()].iter().cloned().collect();
            assert_eq!(there, prefix, "only what was said, from the beginning on");
            assert!(again.terminate(PATIENCE).success());
            assert!(!again.log().contains("panicked"), "{}", again.log());
            whole += 1;
            fewer += usize::from(there.len() < order.len());
        } else {
            let output = Command::new(PROGRAM)
                .args(["serve", "--listen", "127.0.0.1:0", "--data"])
                .arg(&torn)
                .output();
            let output = output.unwrap();
            let words = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{words}");
            assert!(!words.contains("panicked") && words.len() > 20, "{words}");
            refused += 1;
        }
        std::fs::remove_dir_all(&torn).unwrap();
    }
    println!("{whole} were served, {fewer} of them with less than was said; {refused} were refused");
    assert!(fewer > 0, "nothing was torn");
}

// trust E 76
#[test]
fn a_disk_that_can_not_sync_ends_it_and_loses_nothing_that_was_acknowledged() {
    let home = tempfile::tempdir().unwrap();
    let (library, broken, data) =
        (home.path().join("sync.so"), home.path().join("broken"), home.path().join("data"));
    compile("sync.c", &library);
    let mut server = Launch::serve(PROGRAM)
        .arg("--record-every=1")
        .env("LD_PRELOAD", library.to_str().unwrap())
        .env("ROUNDTABLE_TEST_DISK", broken.to_str().unwrap())
        .data(&data)
        .start();
    let mut person = Person::new(server.address(), "sync");
    let table = person.set_table("A table on a bad disk", "public");
    let conversation = person.open(&table);
    let mut acknowledged = BTreeSet::new();
    for number in 0..10 {
        let words = format!("Acknowledged, number {number}");
        person.say(&conversation, &words);
        acknowledged.insert(words);
    }
    std::fs::write(&broken, "").unwrap();
    let (key, body) = (person.fresh_key(), json!({ "statement": "Never acknowledged" }));
    // An answer of its own, or none if the server was gone first.
    if let Ok(reply) = person.send("POST", &format!("{conversation}/statements"), &key, Some(&body)) {
        assert_eq!(reply.status, 503, "{}", reply.text());
    }
    until(PATIENCE, "the end of a server whose disk fails", || server.client().get("/").try_send().err());
    assert_eq!(server.terminate(PATIENCE).code(), Some(2), "{}", server.log());
    assert!(!server.log().contains("panicked"), "{}", server.log());
    std::fs::remove_file(&broken).unwrap();
    let mut server = launch(&data).start();
    let there = said(&server, &conversation);
    assert!(there.is_superset(&acknowledged), "{there:?}");
    assert!(there.len() <= acknowledged.len() + 1);
    let mut later = Person::new(server.address(), "later");
    later.sit(&table);
    later.say(&conversation, "And it goes on");
    assert!(server.terminate(PATIENCE).success());
    verify(&data);
}
