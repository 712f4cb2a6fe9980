//! The command: its files, its exit codes and what it says.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser;
use record::pledge::{Until, pledge};
use record::receipt::Receipt;
use serde_json::Value;
use verify::{Arguments, Said, run};

use crate::writer::{ORIGIN, TODAY, Week, policy_text, signer, week};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    arguments: Arguments,
}

struct Desk {
    directory: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn with(&self, week: &Week) -> PathBuf {
        self.put("export.jsonl", week.writer.export())
    }
}

fn line(words: &[&str]) -> Arguments {
    Line::try_parse_from([&["verify"], words].concat()).unwrap().arguments
}

fn said(words: &[&str]) -> Said {
    run(&line(words), false)
}

fn object(words: &[&str]) -> (u8, Value) {
    let said = run(&line(words), true);
    (said.exit, serde_json::from_str(&said.text).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_clean_export_says_what_was_checked() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let said = said(&[text(&export)]);
    assert_eq!(said.exit, 0, "{}", said.text);
    for part in [ORIGIN, "26 entries", "As eight words: ", "Nothing was found.", "1 decision."] {
        assert!(said.text.contains(part), "{part}: {}", said.text);
    }
    let (exit, report) = object(&[text(&export)]);
    assert_eq!(exit, 0);
    assert_eq!((&report["ok"], &report["size"]), (&true.into(), &26.into()));
    assert_eq!(report["root"], week.writer.tree().root().to_string());
    assert_eq!(report["findings"], serde_json::json!([]));
    assert_eq!(report["records"][0]["origin"], ORIGIN);
}

#[test]
fn findings_are_named_with_their_entry() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.put("export.jsonl", week.writer.export().replace("at eight", "at nine "));
    let said = said(&[text(&export)]);
    assert_eq!(said.exit, 1);
    assert!(
        said.text.contains(&format!(
            "ALTERED, table {}, entry {}: ",
            table::TableId::from_number(7),
            week.said
        )),
        "{}",
        said.text
    );
    let (exit, report) = object(&[text(&export)]);
    assert_eq!(exit, 1);
    assert_eq!(report["ok"], false);
    assert!(
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["code"] == "ALTERED" && one["entry"] == week.said)
    );
}

#[test]
fn what_can_not_be_finished_says_why() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let empty = desk.put("empty", "");
    for words in [
        &["/no/such/place"][..],
        &[text(desk.directory.path())],
        &[text(&empty)],
        &["https://round.example/elsewhere"],
        &[text(&export), "--table", "k7m2"],
        &[text(&export), "--promise", text(&empty)],
        &[text(&export), "--checkpoint", text(&empty)],
        &[text(&export), "--receipt", text(&empty)],
        &[text(&export), "--policy", text(&empty)],
        &[text(&export), "--policy", "/no/such/place"],
    ] {
        let said = said(words);
        assert_eq!(said.exit, 2, "{words:?}: {}", said.text);
        let (exit, error) = object(words);
        assert_eq!((exit, error["error"].as_str()), (2, Some(said.text.as_str())));
    }
    assert!(Line::try_parse_from(["verify"]).is_err());
    assert!(Line::try_parse_from(["verify", "x", "--key", "none"]).is_err());
    assert!(Line::try_parse_from(["verify", "x", "--today", "soon"]).is_err());
}

#[test]
fn the_table_that_was_asked_for() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let code = table::TableId::from_number(7).to_string();
    assert_eq!(said(&[text(&export), "--table", &code]).exit, 0);
}

fn receipt(week: &Week) -> Receipt {
    let index = week.ballot;
    let proof = week.writer.tree().inclusion(index, 26).unwrap();
    let extra = Some(week.writer.entries[usize::try_from(index).unwrap()].clone());
    Receipt { index, extra, proof, checkpoint: week.writer.cosigned() }
}

/// Each character of a text that was kept, changed: never again "nothing was found".
fn no_character_can_be_changed(whole: &str, words: impl Fn(&Path) -> Vec<String>) {
    let desk = Desk::new();
    let exit = |content: &[u8]| {
        let path = desk.put("kept", content);
        let words = words(&path);
        said(&words.iter().map(String::as_str).collect::<Vec<_>>()).exit
    };
    assert_eq!(exit(whole.as_bytes()), 0);
    for at in 0..whole.len() {
        let mut bytes = whole.as_bytes().to_vec();
        bytes[at] ^= 1;
        assert_ne!(exit(&bytes), 0, "at {at}: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_receipt_is_checked_alone_and_no_character_of_it_can_be_changed() {
    let week = week();
    let key = signer().verifier().to_string();
    let mut receipt = receipt(&week);
    // A cosignature is nobody's business where no policy asks for it.
    receipt.checkpoint = week.writer.checkpoint();
    no_character_can_be_changed(&receipt.to_string(), |path| {
        ["--receipt", text(path), "--key", &key].map(str::to_owned).to_vec()
    });
    let desk = Desk::new();
    let path = desk.put("kept", receipt.to_string());
    assert_eq!(said(&["--receipt", text(&path)]).exit, 2, "without the key nothing can be said");
}

#[test]
fn a_policy_says_whose_word_counts_for_a_receipt() {
    let (desk, week) = (Desk::new(), week());
    let key = signer().verifier().to_string();
    let path = desk.put("kept", receipt(&week).to_string());
    let policy = desk.put("policy", policy_text());
    let (exit, report) = object(&["--receipt", text(&path), "--key", &key, "--policy", text(&policy)]);
    assert_eq!((exit, &report["records"][0]["witnessed"]), (0, &26.into()));
}

#[test]
fn no_character_of_a_promise_can_be_changed() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let entries = week.writer.entries[usize::try_from(week.ballot).unwrap()..][..3].to_vec();
    let promise = pledge(ORIGIN, &signer(), Until::Result(1), entries).remove(1);
    no_character_can_be_changed(&promise.to_string(), |path| {
        [text(&export), "--promise", text(path)].map(str::to_owned).to_vec()
    });
}

#[test]
fn a_promise_can_be_as_the_api_gives_it() {
    use base64::Engine as _;
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let entry = week.writer.entries[usize::try_from(week.ballot).unwrap()].clone();
    let promise = pledge(ORIGIN, &signer(), Until::Result(1), vec![entry]).remove(0).to_string();
    let header = base64::engine::general_purpose::STANDARD.encode(&promise);
    let promise = desk.put("promise", format!("{header}\n"));
    assert_eq!(said(&[text(&export), "--promise", text(&promise)]).exit, 0);
}

#[test]
fn no_character_of_a_checkpoint_can_be_changed() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    no_character_can_be_changed(&week.writer.checkpoint().to_string(), |path| {
        [text(&export), "--checkpoint", text(path)].map(str::to_owned).to_vec()
    });
}

#[test]
fn a_promise_by_a_day_is_late_when_the_day_is_over() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let entry = record::entry::Entry::Fact(record::entry::Fact::Day(1)).encode();
    let promise = pledge(ORIGIN, &signer(), Until::Day(TODAY), vec![entry]).remove(0);
    let promise = desk.put("promise", promise.to_string());
    let day = |day: i32| table::Day::from_number(day).to_string();
    let on = |today: &str| object(&[text(&export), "--promise", text(&promise), "--today", today]);
    assert_eq!(on(&day(TODAY)).0, 0);
    let (exit, report) = on(&day(TODAY + 1));
    assert_eq!((exit, &report["findings"][0]["code"]), (1, &"BROKEN_PROMISE".into()));
    assert_eq!(said(&[text(&export), "--promise", text(&promise)]).exit, 0, "an export is of its day");
}

#[test]
fn what_is_of_another_record_is_told() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let other = crate::writer::Writer::new("roundtable/a/c");
    let checkpoint = desk.put("other", other.checkpoint().to_string());
    let (exit, report) = object(&[text(&export), "--checkpoint", text(&checkpoint)]);
    assert_eq!((exit, &report["findings"][0]["code"]), (1, &"REWRITE".into()));
}

/// The program itself, and somebody who stops listening.
#[test]
fn the_small_program_says_the_same() {
    let (desk, week) = (Desk::new(), week());
    let export = desk.with(&week);
    let program = env!("CARGO_BIN_EXE_roundtable-verify");
    let output = Command::new(program).arg(&export).arg("--json").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report, object(&[text(&export)]).1);
    let output = Command::new(program).arg("/no/such/place").output().unwrap();
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    assert!(String::from_utf8(output.stderr).unwrap().contains("/no/such/place"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(program).arg(&export).stdout(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
