//! A report in plain lines.

use std::fmt::Write as _;
use std::time::Duration;

use crate::arguments::Arguments;
use crate::finding::{Checked, Finding, Recomputed, Report};

/// The lines, without the last line break.
pub(crate) fn sentences(report: &Report, arguments: &Arguments, took: Duration) -> String {
    let mut text = String::new();
    for record in &report.records {
        one(&mut text, record);
    }
    held(&mut text, arguments);
    line(&mut text, &format!("It took {:.1} seconds.", took.as_secs_f64()));
    match report.findings.len() {
        0 => line(&mut text, "Nothing was found."),
        1 => line(&mut text, "One thing was found:"),
        many => line(&mut text, &format!("{many} things were found:")),
    }
    for finding in &report.findings {
        line(&mut text, &told(finding));
    }
    text.truncate(text.trim_end().len());
    text
}

fn line(text: &mut String, words: &str) {
    text.push_str(&plain(words));
    text.push('\n');
}

/// What is not ours to choose, such as a name in a record, breaks no line and rings no bell.
pub(crate) fn plain(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { '?' } else { letter }).collect()
}

fn one(text: &mut String, record: &Checked) {
    let table = record.table.as_ref().map(|table| format!("table {table}, ")).unwrap_or_default();
    line(text, &format!("Checked: {table}record {}, {}.", record.origin, entries(record.size)));
    line(text, &format!("Its root: {}", record.root));
    line(text, &format!("As eight words: {}", record.words));
    line(
        text,
        &match record.witnessed {
            None => "Seen by others: nothing says whose word is enough.".to_owned(),
            Some(0) => "Seen by others: nothing yet, as far as the policy asks for it.".to_owned(),
            Some(many) => format!("Seen by others, as the policy asks: the first {}.", entries(many)),
        },
    );
    if let Some(waiting) = record.waiting.filter(|waiting| *waiting > 0) {
        line(text, &format!("Waiting to enter the record: {waiting}."));
    }
    if let Some(again) = recomputed(record.recomputed) {
        line(text, &again);
    }
}

fn entries(many: u64) -> String {
    counted(many, "entry", "entries")
}

fn counted(many: u64, one: &str, more: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { more })
}

fn recomputed(done: Recomputed) -> Option<String> {
    let Recomputed { counts, maps, accounts, decisions, out_of_reach } = done;
    let parts: Vec<String> = [
        (decisions, "decision", "decisions"),
        (accounts, "account", "accounts"),
        (maps, "map", "maps"),
        (counts, "count of a statement", "counts of statements"),
    ]
    .into_iter()
    .filter(|(many, ..)| *many > 0)
    .map(|(many, one, more)| counted(many, one, more))
    .collect();
    let mut text = String::new();
    if !parts.is_empty() {
        let _ = write!(text, "Worked out again: {}.", parts.join(", "));
    }
    if out_of_reach > 0 {
        let gap = if text.is_empty() { "" } else { " " };
        let results = counted(out_of_reach, "result", "results");
        let _ = write!(text, "{gap}Could not be worked out from what is here: {results}.");
    }
    (!text.is_empty()).then_some(text)
}

/// What was handed in to be held against the record.
fn held(text: &mut String, arguments: &Arguments) {
    let parts: Vec<String> = [
        (arguments.promise.len(), "promise", "promises"),
        (arguments.checkpoint.len(), "checkpoint", "checkpoints"),
        (usize::from(arguments.receipt.is_some()), "receipt", "receipts"),
    ]
    .into_iter()
    .filter(|(many, ..)| *many > 0)
    .map(|(many, one, more)| counted(many as u64, one, more))
    .collect();
    if !parts.is_empty() {
        line(text, &format!("Held against it: {}.", parts.join(", ")));
    }
}

fn told(finding: &Finding) -> String {
    let code = serde_json::to_value(finding.code).ok();
    let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    let mut place = String::new();
    if let Some(table) = &finding.table {
        let _ = write!(place, ", table {table}");
    }
    if let Some(entry) = finding.entry {
        let _ = write!(place, ", entry {entry}");
    }
    if let Some(journal) = finding.journal {
        let _ = write!(place, ", journal entry {journal}");
    }
    format!("{code}{place}: {}", finding.text)
}
