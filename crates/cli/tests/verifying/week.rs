//! What nobody changed: everybody who checks it comes to the same.

use std::path::Path;

use serde_json::{Value, json};

use crate::house::{DECIDED, House, clean, file};
use crate::{PROGRAM, reference};

/// The size and the root of the checkpoint itself.
fn of_checkpoint(note: &[u8]) -> (Value, Value) {
    let note = String::from_utf8(note.to_vec()).unwrap();
    let lines: Vec<&str> = note.lines().collect();
    (json!(lines[1].parse::<u64>().unwrap()), json!(lines[2]))
}

// trust A 1
#[test]
fn everybody_who_checks_a_week_finds_the_same_root_and_nothing_else() {
    let mut house = House::of(5);
    house.busy();
    // While it runs, nothing is wrong either.
    clean([house.server.data()]);
    house.settle();
    let signed = of_checkpoint(&house.file("checkpoint"));
    assert!(signed.0.as_u64().unwrap() > 50, "{signed:?}");
    let export = house.keep("export.jsonl", "export.jsonl");
    let by_address = clean([house.server.url(&format!("/t/{}", house.table))]);
    let running = clean([house.server.data()]);
    let by_export = clean([&export]);
    let (exit, theirs) = reference::check([&export]);
    assert_eq!(exit, 0, "{theirs}");
    house.stop();
    let stopped = clean([house.server.data()]);
    for report in [by_address, running, by_export, theirs, stopped] {
        assert_eq!((report["size"].clone(), report["root"].clone()), signed, "{report}");
    }
}

fn shown(line: &mut Value, change: impl FnOnce(&mut Value)) {
    let mut shown: Value = serde_json::from_str(line["shown"].as_str().unwrap()).unwrap();
    change(&mut shown);
    line["shown"] = json!(shown.to_string());
}

// trust A 12
#[test]
fn somebody_with_nothing_but_the_export_works_out_every_result_that_is_published() {
    let server = support::Server::demo(PROGRAM);
    let export = file(&server, DECIDED, "export.jsonl");
    let whole = server.home().join("export.jsonl");
    std::fs::write(&whole, &export).unwrap();
    assert_eq!(reference::agree::<&Path>(&whole, &[]), 0);
    let lines: Vec<Value> =
        export.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let is_of = |line: &Value, kind: &str| line["shown"].as_str().is_some_and(|shown| shown.contains(kind));
    let mut results = 0;
    // Another number in any result, signed and committed to anew by the host: both say that it does not follow.
    for at in 1..lines.len() {
        let mut changed = lines.clone();
        if is_of(&lines[at], "{\"closed\":") {
            shown(&mut changed[at], |shown| {
                let outcome = &mut shown["decision"]["closed"]["closed"]["outcome"];
                let (name, parts) = outcome.as_object_mut().unwrap().iter_mut().next().unwrap();
                match name.as_str() {
                    "stands" => parts["result"] = json!("not-passed"),
                    "ranked" => parts["chosen"] = json!(3),
                    "budget" => parts["left"] = json!(parts["left"].as_u64().unwrap() + 1),
                    _ => parts["who"] = json!("The host"),
                }
            });
        } else if is_of(&lines[at], "{\"settled\":") {
            shown(&mut changed[at], |shown| {
                let settled = &mut shown["account"]["settled"]["settled"];
                let was = settled["short_of"].as_array().unwrap().is_empty();
                settled["short_of"] = if was { json!([{ "line": 1 }]) } else { json!([]) };
            });
        } else {
            continue;
        }
        results += 1;
        let forged = crate::rewritten::signed_anew(&changed, &server.data().join("record.key"));
        let path = server.home().join("forged.jsonl");
        std::fs::write(&path, forged).unwrap();
        assert_eq!(reference::agree::<&Path>(&path, &[]), 1);
        let (_, report) = reference::check([&path]);
        let wrong = (Some(at as u64 - 1), "WRONG_RESULT".to_owned());
        assert_eq!(reference::found(&report), [wrong].into(), "{}", lines[at]);
    }
    assert_eq!(results, 9, "seven decisions and two accounts");
}
