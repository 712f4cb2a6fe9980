//! A data directory that somebody wrote to past the program: each change is named, and none is shown.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::crawl::crawl;

use crate::house::{DECIDED, House, clean, demonstration, findings, number, of, sql, start, verify};
use crate::rewritten::lines;
use crate::{PROGRAM, reference};

/// The demonstration's table with decisions, as the files number it.
fn no() -> String {
    let id: table::TableId = DECIDED.parse().unwrap();
    format!("(SELECT no FROM seq_table WHERE id = {})", id.number())
}

/// The same as a condition.
fn decided() -> String {
    format!("table_no = {}", no())
}

/// The first thing of a kind that is in the journal: its number and its words.
fn first(data: &Path, kind: &str) -> (u64, String) {
    let select = format!(
        "SELECT seq, body FROM journal JOIN content USING (table_no, seq) WHERE kind = '{kind}' AND {} LIMIT 1",
        decided()
    );
    let rows = sql(data, "journal.sqlite", &[&select]);
    (number(&rows), rows[0][1].as_str().unwrap().to_owned())
}

/// Whoever reads the table is told that something was changed behind everybody's backs, and is not shown what it is now.
#[track_caller]
fn is_told_and_not_shown(data: &Path, page: &str, words: &str) {
    let server = start(data).unwrap();
    let mut client = server.client();
    let told = client.get(&format!("/t/{DECIDED}{page}")).send();
    assert!(told.text().contains("changed behind our backs"), "{page}: {}", told.words());
    let all = crawl(&mut client, &[format!("/t/{DECIDED}"), format!("/t/{DECIDED}/record/export.jsonl")]);
    assert!(all.len() > 50, "{}", all.len());
    for (path, reply) in all {
        assert!(!reply.text().contains(words), "{path}");
        assert!(reply.status < 500, "{path}: {}", reply.status);
    }
}

// trust A 2
#[test]
fn one_letter_of_a_statement_is_named_and_is_never_shown() {
    let (data, export) = demonstration();
    let (seq, body) = first(data.path(), "statement-made");
    let said: Value = serde_json::from_str(&body).unwrap();
    let words = said["statement-made"]["text"].as_str().unwrap();
    let other = format!("Xq{}", &words[2..]);
    let update = format!(
        "UPDATE content SET body = replace(body, '{}', '{}') WHERE seq = {seq} AND {}",
        words.replace('\'', "''"),
        other.replace('\'', "''"),
        decided()
    );
    sql(data.path(), "journal.sqlite", &[&update]);
    let found = findings(data.path());
    assert!(found.iter().all(|one| one["code"] == "ALTERED"), "{found:?}");
    let entry = usize::try_from(found[0]["entry"].as_u64().unwrap()).unwrap();
    let shown = lines(&export)[entry + 1]["shown"].as_str().unwrap().to_owned();
    assert!(shown.contains(words), "{shown}");
    assert!(found.iter().any(|one| one["journal"] == seq), "{found:?}");
    is_told_and_not_shown(data.path(), "/c/1/s/1", &other);
}

// trust A 3
#[test]
fn a_ballot_with_another_choice_is_named_with_the_decision_it_was_counted_in() {
    let (data, export) = demonstration();
    let ballot = format!(
        "SELECT seq FROM journal JOIN content USING (table_no, seq) WHERE kind LIKE '%ballot-cast' AND item = 3 \
         AND body LIKE '%\"stand\":\"yes\"%' AND {} LIMIT 1",
        decided()
    );
    let seq = number(&sql(data.path(), "journal.sqlite", &[&ballot]));
    let update = format!(
        "UPDATE content SET body = replace(body, '\"stand\":\"yes\"', '\"stand\":\"worried\"') WHERE seq = {seq} AND {}",
        decided()
    );
    sql(data.path(), "journal.sqlite", &[&update]);
    let found = findings(data.path());
    let altered = of(&found, "ALTERED");
    assert!(altered.iter().any(|one| one["journal"] == seq && one["entry"].is_u64()), "{found:?}");
    let kind = |one: &Value| {
        let entry = usize::try_from(one["entry"].as_u64().unwrap()).unwrap();
        let line = lines(&export)[entry + 1]["entry"].as_str().unwrap().to_owned();
        serde_json::from_str::<Value>(&line).unwrap()
    };
    assert_eq!(kind(altered[0])["kind"], "ballot");
    let wrong = of(&found, "WRONG_RESULT");
    assert!(wrong.iter().any(|one| one["text"].as_str().unwrap().contains("ecision 3")), "{found:?}");
    let result = kind(wrong[0]);
    assert_eq!((&result["kind"], &result["about"]), (&json!("result"), &json!(3)));
}

// trust A 4
#[test]
fn a_statement_that_was_deleted_is_named_as_gone_in_silence() {
    let (data, export) = demonstration();
    let (seq, body) = first(data.path(), "statement-made");
    for table in ["content", "journal"] {
        let delete = format!("DELETE FROM {table} WHERE seq = {seq} AND {}", decided());
        sql(data.path(), "journal.sqlite", &[&delete]);
        let found = findings(data.path());
        let gone = of(&found, "SILENT_DELETION");
        let one = gone.iter().find(|one| one["journal"] == seq);
        let one = one.unwrap_or_else(|| panic!("{table}: {found:?}"));
        let entry = usize::try_from(one["entry"].as_u64().unwrap()).unwrap();
        let shown = lines(&export)[entry + 1]["shown"].as_str().unwrap().to_owned();
        let said: Value = serde_json::from_str(&body).unwrap();
        assert!(shown.contains(said["statement-made"]["text"].as_str().unwrap()), "{shown}");
    }
}

// trust A 5
#[test]
fn a_record_that_was_cut_short_shows_to_whoever_kept_a_checkpoint() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open");
    house.stop();
    let before = house.copy();
    house.start_again();
    let short = lines(&house.file("export.jsonl")).len() - 1;
    let old = house.keep("export.jsonl", "old.jsonl");
    house.people[1].open(&house.table);
    house.settle();
    let long = lines(&house.file("export.jsonl")).len() - 1;
    let newer = house.keep("checkpoint", "newer");
    clean([house.server.data(), Path::new("--checkpoint"), &newer]);
    clean([before.path()]);
    let (exit, report) = verify([before.path(), Path::new("--checkpoint"), &newer]);
    assert_eq!(exit, 1, "{report}");
    assert_eq!(report["findings"][0]["code"], "ROLLBACK", "{report}");
    let text = report["findings"][0]["text"].as_str().unwrap();
    assert!(text.contains(&short.to_string()) && text.contains(&long.to_string()), "{text}");
    assert_eq!(reference::agree(&old, &[&newer]), 1);
}

// trust A 7
#[test]
fn a_statement_that_was_put_in_past_the_program_is_named_and_is_never_shown() {
    let (data, _) = demonstration();
    let (seq, body) = first(data.path(), "statement-made");
    let said: Value = serde_json::from_str(&body).unwrap();
    let words = said["statement-made"]["text"].as_str().unwrap().replace('\'', "''");
    let new = format!("(SELECT head + 1 FROM seq_table WHERE no = {})", no());
    let from = format!("seq = {seq} AND {}", decided());
    let content = format!(
        "INSERT INTO content SELECT table_no, {new}, salt, replace(body, '{words}', 'weaselwort was here') \
         FROM content WHERE {from}"
    );
    let journal = format!(
        "INSERT INTO journal (table_no, seq, day, kind, conversation, statement, commitment, item, seal) \
         SELECT table_no, {new}, day, kind, conversation, statement + 1000, commitment, item, seal \
         FROM journal WHERE {from}"
    );
    sql(data.path(), "journal.sqlite", &[&content, &journal]);
    for head in [0, 1] {
        let update = format!("UPDATE seq_table SET head = head + {head} WHERE no = {}", no());
        sql(data.path(), "journal.sqlite", &[&update]);
        let found = findings(data.path());
        assert!(!of(&found, "INSERTED_OUTSIDE_LOG").is_empty(), "{found:?}");
    }
    let server = start(data.path()).unwrap();
    let all =
        crawl(&mut server.client(), &[format!("/t/{DECIDED}"), format!("/t/{DECIDED}/record/export.jsonl")]);
    for (path, reply) in all {
        assert!(!reply.text().contains("weaselwort"), "{path}");
    }
}

/// Makes tables take anything in any cell, whatever the engine would say.
const LOOSE: [&str; 3] = [
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT, WITHOUT ROWID', 'WITHOUT ROWID'), 'NOT NULL', '') \
     WHERE name IN ('journal', 'content')",
    "PRAGMA writable_schema = RESET",
];
/// How much memory the program may ask for, in KiB: less than what it is given to read.
const MEMORY: u64 = 400_000;
/// A cell larger than that.
const HUGE: u64 = 450_000_000;

/// What `roundtable verify` says when it has that much memory: its exit code and its object.
fn verify_with_little_memory(data: &Path) -> (i32, Value) {
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" --json verify \"$1\""), PROGRAM])
        .arg(data)
        .output()
        .unwrap();
    let report = serde_json::from_slice(&output.stdout);
    let report =
        report.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), report)
}

// trust A 9
#[test]
fn cells_of_any_kind_and_size_are_named_without_being_taken_into_memory() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open");
    house.stop();
    let data = house.copy();
    let (exit, report) = verify_with_little_memory(data.path());
    assert_eq!(exit, 0, "so much memory is enough: {report}");
    sql(data.path(), "journal.sqlite", &LOOSE);
    let loose = std::fs::read(data.path().join("journal.sqlite")).unwrap();
    let huge = format!("zeroblob({HUGE})");
    for (table, column) in
        [("content", "body"), ("content", "salt"), ("journal", "commitment"), ("journal", "day")]
    {
        for value in ["NULL", "'text'", "x'00ff'", "9223372036854775807", "9.3e18", &huge] {
            // Once is enough to fill a disk.
            if value == huge && column != "body" {
                continue;
            }
            std::fs::write(data.path().join("journal.sqlite"), &loose).unwrap();
            sql(
                data.path(),
                "journal.sqlite",
                &[&format!("UPDATE {table} SET {column} = {value} WHERE seq = 3")],
            );
            let (exit, report) = verify_with_little_memory(data.path());
            match exit {
                1 => assert!(!report["findings"].as_array().unwrap().is_empty(), "{report}"),
                2 => assert!(report["error"].as_str().unwrap().contains("journal.sqlite"), "{report}"),
                _ => panic!("{table}.{column} = {value}: {exit} {report}"),
            }
        }
    }
}

// trust A 10
#[test]
fn a_rule_that_was_changed_in_the_file_is_named() {
    let (data, export) = demonstration();
    let (seq, body) = first(data.path(), "rules-chosen");
    assert!(body.contains("\"quorum\":30"));
    let update = format!(
        "UPDATE content SET body = replace(body, '\"quorum\":30', '\"quorum\":1') WHERE seq = {seq} AND {}",
        decided()
    );
    sql(data.path(), "journal.sqlite", &[&update]);
    let found = findings(data.path());
    let one = found.iter().find(|one| one["code"] == "ALTERED" && one["journal"] == seq);
    let entry = one.unwrap_or_else(|| panic!("{found:?}"))["entry"].as_u64().unwrap();
    let line = &lines(&export)[usize::try_from(entry).unwrap() + 1];
    assert!(line["entry"].as_str().unwrap().contains("\"kind\":\"rule\""), "{line}");
    is_told_and_not_shown(data.path(), "/rules", "1 in a hundred");
}

#[test]
fn a_damaged_line_of_what_was_destroyed_keeps_nobody_out_and_is_written_again() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open");
    house.done(1, "DELETE", "/conversations/1/statements/1", &Value::Null);
    house.stop();
    let path = house.server.data().join("erasures");
    let whole = std::fs::read(&path).unwrap();
    let mut damaged = whole.clone();
    damaged[2] = 0xff;
    std::fs::write(&path, &damaged).unwrap();
    drop(start(house.server.data()).unwrap());
    let now = std::fs::read(&path).unwrap();
    assert_eq!(now, [damaged, whole].concat());
    clean([house.server.data()]);
}
