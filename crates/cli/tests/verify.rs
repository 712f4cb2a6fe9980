//! `roundtable verify` on what a running server hands out, by somebody who trusts none of it.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use support::people::Person;
use support::{Launch, Server, until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
const PATIENCE: Duration = Duration::from_secs(20);

/// What the command answers: its exit code and its object.
fn verify(words: &[&str]) -> (i32, Value) {
    let output = Command::new(PROGRAM).args(["--json", "verify"]).args(words).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    let report = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.code().unwrap(), report)
}

fn codes(report: &Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str()).collect()
}

fn assert_clean(words: &[&str]) -> Value {
    let (exit, report) = verify(words);
    assert_eq!((exit, &report["ok"], codes(&report)), (0, &json!(true), vec![]), "{words:?}: {report}");
    report
}

/// A table where things are said, and a directory for what is kept of its record.
struct Round {
    server: Server,
    table: String,
    conversation: String,
    person: Person,
    kept: tempfile::TempDir,
}

impl Round {
    fn begin() -> Self {
        let server = Launch::serve(PROGRAM).env("ROUNDTABLE_RECORD_EVERY", "1").start();
        let mut person = Person::new(server.address(), "verify");
        let table = person.set_table("Mill Street", "public");
        let conversation = person.open(&table);
        Self { server, table, conversation, person, kept: tempfile::tempdir().unwrap() }
    }

    fn url(&self) -> String {
        self.server.url(&format!("/t/{}", self.table))
    }

    /// Says so many things; gives the last one's number and its promise.
    fn say(&mut self, many: u32) -> (u64, String) {
        let mut last = None;
        for number in 0..many {
            let key = self.person.fresh_key();
            let body = json!({ "statement": format!("{key} is what I say, number {number}") });
            let path = format!("{}/statements", self.conversation);
            let reply = self.person.send("POST", &path, &key, Some(&body)).unwrap();
            assert_eq!(reply.status, 201, "{}", reply.text());
            let promise = reply.header("roundtable-promise").unwrap().to_owned();
            last = Some((reply.json()["statement"].as_u64().unwrap(), promise));
        }
        last.unwrap()
    }

    /// The record's number for the newest of one's own that is in it, once nothing waits.
    fn entered(&mut self) -> u64 {
        let path = format!("/api/v1/tables/{}/me/record", self.table);
        until(PATIENCE, "everything to enter the record", || {
            let listed = self.person.read(&path).json();
            let entries = listed["entries"].as_array().unwrap();
            let is_over = entries.iter().all(|one| one["state"] != "waiting");
            is_over.then(|| entries.iter().filter_map(|one| one["entry"].as_u64()).max().unwrap())
        })
    }

    /// Keeps a file of the record, as anybody can have it.
    fn keep(&self, file: &str, name: &str) -> PathBuf {
        let reply = self.server.client().get(&format!("/t/{}/record/{file}", self.table)).send();
        assert_eq!(reply.status, 200, "{file}");
        self.put(name, &reply.body)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.kept.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_demonstration_is_as_it_says() {
    let server = Server::demo(PROGRAM);
    for table in ["manyhand", "frntdesk"] {
        let url = server.url(&format!("/t/{table}"));
        until(PATIENCE, "the record to begin", || {
            let status = server.client().get(&format!("/t/{table}/record/checkpoint")).send().status;
            (status == 200).then_some(())
        });
        let report = assert_clean(&[&url]);
        assert!(report["size"].as_u64().unwrap() > 50, "{report}");
        assert_eq!(report["records"][0]["table"], table);
        if table == "frntdesk" {
            assert!(report["records"][0]["recomputed"]["decisions"].as_u64().unwrap() > 0, "{report}");
        }
    }
}

#[test]
fn the_map_that_is_shown_is_in_the_record() {
    let server = Server::demo(PROGRAM);
    let mut client = server.client();
    let shown = client.get("/t/manyhand/c/1/stand/map.json").send().body;
    let sha256 = record::hash::fingerprint(&shown);
    until(PATIENCE, "the map to enter the record", || {
        let exported = client.get("/t/manyhand/record/export.jsonl").send().text();
        exported.contains(&sha256).then_some(())
    });
    let report = assert_clean(&[server.data().to_str().unwrap()]);
    let made_again = report["records"].as_array().unwrap().iter().map(|one| &one["recomputed"]["maps"]);
    assert!(made_again.filter_map(Value::as_u64).sum::<u64>() > 0, "{report}");
}

#[test]
fn what_people_keep_holds() {
    let mut round = Round::begin();
    let url = round.url();
    let (_, promise) = round.say(9);
    let promise = round.put("promise", promise.as_bytes());
    let entry = round.entered();
    let earlier = round.keep("checkpoint", "earlier");
    let old = round.keep("export.jsonl", "old.jsonl");
    let key =
        String::from_utf8(round.server.client().get(&format!("/t/{}/record/key", round.table)).send().body);
    let key = key.unwrap().trim_end().to_owned();
    assert_clean(&[&url, "--promise", text(&promise), "--checkpoint", text(&earlier), "--key", &key]);
    assert_clean(&[text(&old), "--promise", text(&promise), "--checkpoint", text(&earlier)]);

    let receipt = round.person.page(&round.table, &format!("/t/{}/checking/{entry}/proof", round.table));
    assert_eq!(receipt.status, 200);
    let receipt = round.put("receipt", &receipt.body);
    assert_clean(&["--receipt", text(&receipt), "--key", &key]);
    assert_clean(&[&url, "--checkpoint", text(&receipt)]);

    round.say(9);
    round.entered();
    assert_clean(&[&url, "--checkpoint", text(&earlier), "--checkpoint", text(&receipt)]);
    let newer = round.keep("checkpoint", "newer");
    let (exit, report) = verify(&[text(&old), "--checkpoint", text(&newer)]);
    assert_eq!((exit, codes(&report)), (1, vec!["ROLLBACK"]), "{report}");
}

#[test]
fn what_was_taken_back_leaves_no_finding() {
    let mut round = Round::begin();
    let (statement, _) = round.say(9);
    round.entered();
    let key = round.person.fresh_key();
    let path = format!("{}/statements/{statement}", round.conversation);
    let reply = round.person.send("DELETE", &path, &key, None).unwrap();
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_clean(&[&round.url()]);
    let export = round.keep("export.jsonl", "export.jsonl");
    assert_clean(&[text(&export)]);
    assert!(std::fs::read_to_string(&export).unwrap().contains("tombstone"));
}

#[test]
fn a_changed_export_is_named() {
    let mut round = Round::begin();
    round.say(9);
    round.entered();
    let export = round.keep("export.jsonl", "export.jsonl");
    let whole = std::fs::read_to_string(&export).unwrap();
    let changed =
        round.put("changed.jsonl", whole.replacen("is what I say", "is not what I say", 1).as_bytes());
    let (exit, report) = verify(&[text(&changed)]);
    assert_eq!((exit, codes(&report)), (1, vec!["ALTERED"]), "{report}");
    assert!(report["findings"][0]["entry"].is_u64());
    let shorter: Vec<&str> = whole.lines().collect();
    let shorter = round.put("shorter.jsonl", shorter[..shorter.len() - 1].join("\n").as_bytes());
    assert_eq!(verify(&[text(&shorter)]).0, 1);
    let cut = round.put("cut.jsonl", &whole.as_bytes()[..whole.len() - 9]);
    let (exit, report) = verify(&[text(&cut)]);
    assert_eq!(exit, 2);
    assert!(report["error"].as_str().unwrap().contains("line"), "{report}");
}

#[test]
fn a_record_that_not_everybody_may_read_is_not_read() {
    let server = Server::serve(PROGRAM);
    let mut person = Person::new(server.address(), "closed");
    for findable in ["invitation", "hidden"] {
        let table = person.set_table("Mill Street", findable);
        let (exit, report) = verify(&[&server.url(&format!("/t/{table}"))]);
        assert_eq!(exit, 2);
        assert!(report["error"].as_str().unwrap().contains("only people at the table"), "{report}");
    }
}
