//! What a host can do to the data: nothing that shows nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::Command;

use record::entry::{Act, Entry, Fact};
use record::hash::Stream;
use serde_json::Value;
use support::Launch;

use crate::PROGRAM;
use crate::house::{House, PATIENCE, clean, file, number, sql};
use crate::rewritten::lines;

fn facts(export: &[u8]) -> Vec<Fact> {
    let entries = lines(export);
    let entries =
        entries[1..].iter().map(|line| Entry::decode(line["entry"].as_str().unwrap().as_bytes()).unwrap());
    entries
        .filter_map(|entry| match entry {
            Entry::Fact(fact) => Some(fact),
            Entry::Sealed { .. } => None,
        })
        .collect()
}

fn builds(export: &[u8]) -> Vec<String> {
    let of = |fact: Fact| match fact {
        Fact::Build { sha256, .. } => Some(sha256),
        _ => None,
    };
    facts(export).into_iter().filter_map(of).collect()
}

// trust A 24
#[test]
fn another_program_on_the_same_data_is_in_the_record_before_it_does_anything() {
    let mut house = House::of(2);
    let before = builds(&house.file("export.jsonl"));
    assert_eq!(before.len(), 1);
    house.stop();
    let newer = house.server.home().join("roundtable-newer");
    fs::copy(PROGRAM, &newer).unwrap();
    // Bytes after the end of a program change what it is, and not what it does.
    fs::OpenOptions::new().append(true).open(&newer).unwrap().write_all(b"newer").unwrap();
    let mut hash = Stream::default();
    std::io::copy(&mut fs::File::open(&newer).unwrap(), &mut hash).unwrap();
    let mut server = Launch::serve(&newer).data(house.server.data()).start();
    let table = house.table.clone();
    let after = support::until(PATIENCE, "the program to be in the record", || {
        let builds = builds(&file(&server, &table, "export.jsonl"));
        (builds.len() > 1).then_some(builds)
    });
    assert_eq!(after, [before[0].clone(), hash.hex()]);
    assert!(server.terminate(PATIENCE).success());
    clean([house.server.data()]);
}

/// What the host did by a table's record, the last thing last.
fn acts(server: &support::Server, table: &str) -> Vec<Act> {
    let of = |fact: Fact| match fact {
        Fact::Host(act) => Some(act),
        _ => None,
    };
    facts(&file(server, table, "export.jsonl")).into_iter().filter_map(of).collect()
}

// trust A 24
#[test]
fn who_keeps_watch_and_what_is_set_does_not_change_without_showing() {
    let mut house = House::of(2);
    let (data, table) = (house.server.data().to_owned(), house.table.clone());
    house.stop();
    let policy = house.server.home().join("policy");
    fs::write(&policy, "quorum none\n").unwrap();
    let expected = [
        ("ROUNDTABLE_LEAVE_TO", "https://example.org/elsewhere", vec![Act::Config]),
        ("ROUNDTABLE_LEAVE_TO", "https://example.org/elsewhere", vec![Act::Config]),
        ("ROUNDTABLE_WITNESSES", policy.to_str().unwrap(), vec![Act::Config, Act::Witnesses, Act::Config]),
    ];
    for (name, value, expected) in expected {
        let server = Launch::serve(PROGRAM).env("ROUNDTABLE_RECORD_EVERY", "1").env(name, value).data(&data);
        let mut server = server.start();
        support::until(PATIENCE, "the settings to be in the record", || {
            (acts(&server, &table) == expected).then_some(())
        });
        assert!(server.terminate(PATIENCE).success());
    }
    clean([data.as_path()]);
}

// trust A 25
#[test]
fn whatever_takes_something_away_leaves_a_tombstone() {
    let mut house = House::of(4);
    // Every address that takes something away, and no other.
    let document = house.server.client().get("/api/openapi.json").send().json();
    let paths = document["paths"].as_object().unwrap();
    let taking: BTreeSet<&str> = paths
        .iter()
        .filter(|(_, methods)| methods.get("delete").is_some())
        .map(|(path, _)| path.as_str())
        .collect();
    let known = [
        "/accounts/{account}/lines/{statement}/reply",
        "/accounts/{account}/missing",
        "/card-requests/{request}",
        "/conversations/{conversation}/statements/{statement}",
        "/conversations/{conversation}/statements/{statement}/response",
        "/conversations/{conversation}/unlike",
        "/decisions/{decision}/ballot",
        "/invitations/{code}",
        "/me",
        "/promises/{promise}/judgement",
        "/visits/current",
    ];
    let known: BTreeSet<String> =
        known.iter().map(|path| format!("/api/v1/tables/{{table}}{path}")).collect();
    assert_eq!(taking, known.iter().map(String::as_str).collect());
    house.busy();
    house.done(1, "PUT", "/conversations/1/unlike", &serde_json::json!({ "reason": "None of these" }));
    house.done(1, "PUT", "/accounts/1/missing", &serde_json::json!({ "missing": "The night" }));
    house.settle();
    let tombstones = |house: &House| {
        let all = facts(&house.file("export.jsonl"));
        all.iter().filter(|fact| matches!(fact, Fact::Tombstone { .. })).count()
    };
    let mut last = tombstones(&house);
    for (person, path) in [
        (1, "/conversations/1/unlike"),
        (1, "/conversations/1/statements/6"),
        (3, "/conversations/1/statements/3/response"),
        (3, "/me"),
    ] {
        house.done(person, "DELETE", path, &Value::Null);
        house.settle();
        let now = tombstones(&house);
        assert!(now > last, "{path}: {last}, then {now}");
        last = now;
    }
    // Ballots and replies have no entry before they are counted, so there is nothing yet to set a stone on: they only wait.
    for (person, path) in
        [(2, "/decisions/1/ballot"), (2, "/accounts/1/lines/1/reply"), (1, "/accounts/1/missing")]
    {
        house.done(person, "DELETE", path, &Value::Null);
    }
    house.stop();
    clean([house.server.data()]);
    let rows = |what: &str| number(&sql(house.server.data(), "journal.sqlite", &[what]));
    let gone = rows(
        "SELECT count(*) FROM journal WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.table_no = journal.table_no AND c.seq = journal.seq)",
    );
    assert_eq!(gone, rows("SELECT count(*) FROM erasure"));
    assert!(gone > 8, "{gone}");
    for name in ["journal.sqlite", "record.sqlite"] {
        let own = "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')";
        assert_eq!(
            number(&sql(house.server.data(), name, &[own])),
            0,
            "{name} has nothing that does things by itself"
        );
    }
    // The commands, each of which is tried somewhere: none of them takes anything away but `erase`.
    let help = Command::new(PROGRAM).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let names = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let commands: Vec<&str> = names.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let expected = [
        "serve", "demo", "witness", "import", "export", "map", "account", "budget", "rank", "verify",
        "backup", "restore", "recover", "erase", "data-map", "version",
    ];
    assert_eq!(commands, expected);
}
