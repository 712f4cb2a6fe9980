//! What people keep: receipts, checkpoints and promises.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use record::checkpoint::Checkpoint;
use record::note::{Note, Verifier};
use record::tree::has_grown;
use serde_json::{Value, json};
use support::until;
use table::Day;

use crate::house::{House, PATIENCE, clean, sql, verify};
use crate::reference;
use crate::rewritten::{lines, tree};

fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap())
}

// trust A 14
#[test]
fn a_receipt_holds_alone_and_with_one_character_changed_it_does_not() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open");
    house.settle();
    let mine = house.api("/me/record");
    let listed = house.people[1].read(&mine).json();
    let entries = listed["entries"].as_array().unwrap().iter();
    let entry = entries.filter_map(|one| one["entry"].as_u64()).max().unwrap();
    let page = format!("/t/{}/checking/{entry}/proof", house.table);
    let receipt = house.people[1].page(&house.table, &page).text();
    let key = String::from_utf8(house.file("key")).unwrap().trim_end().to_owned();
    house.stop();
    let check = |text: &str| {
        let path = house.put("receipt", text.as_bytes());
        verify([OsStr::new("--receipt"), path.as_ref(), "--key".as_ref(), key.as_ref()])
    };
    let (exit, report) = check(&receipt);
    assert_eq!((exit, &report["ok"]), (0, &json!(true)), "{report}");
    let letters: Vec<char> = receipt.chars().collect();
    for at in (0..letters.len()).step_by(23) {
        let mut changed = letters.clone();
        changed[at] = if changed[at] == 'A' { 'B' } else { 'A' };
        let (exit, report) = check(&changed.into_iter().collect::<String>());
        assert!(exit > 0 && report["ok"] != true, "character {at}: {report}");
    }
}

// trust A 15
#[test]
fn fifty_checkpoints_of_a_day_are_all_beginnings_of_each_other() {
    let mut house = House::of(1);
    let key: Verifier = String::from_utf8(house.file("key")).unwrap().trim().parse().unwrap();
    let mut notes: Vec<(Checkpoint, PathBuf)> = Vec::new();
    for number in 0..50 {
        if number > 0 {
            let change = json!({ "over": number, "agreement": format!("We listen {number}"), "why": "So" });
            house.done(0, "POST", "/agreement", &change);
        }
        let last = notes.last().map_or(0, |(checkpoint, _)| checkpoint.size);
        let (checkpoint, text) = until(PATIENCE, "the record to grow", || {
            let text = String::from_utf8(house.file("checkpoint")).unwrap();
            let checkpoint = Checkpoint::open(&text.parse::<Note>().unwrap(), &key).unwrap();
            (checkpoint.size > last).then_some((checkpoint, text))
        });
        notes.push((checkpoint, house.put(&format!("checkpoint-{number}"), text.as_bytes())));
    }
    let export = house.keep("export.jsonl", "export.jsonl");
    let tree = tree(&lines(&std::fs::read(&export).unwrap()));
    for (later, (now, _)) in notes.iter().enumerate() {
        assert_eq!(tree.root_at(now.size), Some(now.root));
        for (then, _) in &notes[..later] {
            let proof = tree.consistency(then.size, now.size).unwrap();
            assert!(has_grown(then.size, &then.root, now.size, &now.root, &proof), "{then:?} {now:?}");
        }
    }
    let kept: Vec<PathBuf> = notes.into_iter().map(|(_, path)| path).collect();
    assert_eq!(reference::agree(&export, &kept), 0);
    let address = house.server.url(&format!("/t/{}", house.table));
    let flags = kept.iter().flat_map(|path| [OsStr::new("--checkpoint"), path.as_ref()]);
    clean([OsStr::new(&address)].into_iter().chain(flags));
}

// trust A 19
#[test]
fn what_is_taken_out_of_the_queue_is_a_broken_promise_once_its_day_is_over() {
    let mut house = House::every(2, 3600);
    house.people[1].say(&house.conversation, "The door should be open");
    let path = house.api("/conversations/1/statements/1/response");
    let key = house.people[0].fresh_key();
    let reply = house.people[0].send("PUT", &path, &key, Some(&json!({ "choice": "agree" }))).unwrap();
    let promise = house.put("promise", reply.header("roundtable-promise").unwrap().as_bytes());
    // What waits would enter if it were told to stop.
    house.server.kill();
    let data = house.copy();
    let on = |days: i32, data: &Path| {
        let day = today().plus(days).to_string();
        verify([data.as_os_str(), "--promise".as_ref(), promise.as_ref(), "--today".as_ref(), day.as_ref()])
    };
    let (exit, report) = on(0, data.path());
    assert_eq!((exit, &report["ok"]), (0, &json!(true)), "{report}");
    let last = "(SELECT max(seq) FROM journal WHERE kind = 'response-given')";
    let delete = [
        format!("DELETE FROM content WHERE seq = {last}"),
        format!("DELETE FROM journal WHERE seq = {last}"),
        "UPDATE seq_table SET head = (SELECT max(seq) FROM journal)".to_owned(),
    ];
    sql(data.path(), "journal.sqlite", &delete.each_ref().map(String::as_str));
    let (_, report) = on(0, data.path());
    assert_eq!(report["findings"], json!([]), "its day is not over");
    let (exit, report) = on(3, data.path());
    let codes: Vec<&Value> = report["findings"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(exit, 1, "{report}");
    assert!(codes.contains(&&json!("BROKEN_PROMISE")), "{report}");
}
