//! Every address of the program, read from its source and from its own description of its API, so that a new
//! one is under test on the day it is written.

use std::collections::BTreeSet;
use std::path::Path;

use support::http::Client;

/// Methods an address may or may not know.
pub(crate) const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The patterns of all pages and files, such as `/t/{table}`.
pub(crate) fn pages() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src"), &mut found);
    assert!(found.len() > 40, "the addresses are no longer written as .route(\"…\": {found:?}");
    found
}

fn gather(directory: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let patterns =
                source.split(".route(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            found.extend(
                patterns.filter_map(|rest| rest.split_once('"')).map(|(pattern, _)| pattern.to_owned()),
            );
        }
    }
}

/// The patterns of the API, as it describes itself.
pub(crate) fn api(client: &mut Client) -> BTreeSet<String> {
    let document = client.get("/api/openapi.json").send().json();
    let paths: BTreeSet<String> = document["paths"].as_object().unwrap().keys().cloned().collect();
    assert!(paths.len() > 20, "{paths:?}");
    paths
}

/// All of them.
pub(crate) fn all(client: &mut Client) -> BTreeSet<String> {
    pages().into_iter().chain(api(client)).collect()
}

/// An address of a pattern at a table; what else stands in braces gets something that fits.
pub(crate) fn at(pattern: &str, table: &str) -> String {
    let words = table::Card::from_bytes(&[7; 32]).dashed();
    let starter = if pattern.contains("/start") { "blank" } else { "1" };
    let file = if pattern.contains("/evidence") { "1.html" } else { "minutes.html" };
    let filled = pattern
        .replace("{table}", table)
        .replace("{conversation}", "1")
        .replace("{statement}", "1")
        .replace("{request}", "1")
        .replace("{version}", "1")
        .replace("{code}", "22222222")
        .replace("{starter}", starter)
        .replace("{words}", &words)
        .replace("{name}", "nothing.css")
        .replace("{account}", "1")
        .replace("{line}", "1")
        .replace("{decision}", "1")
        .replace("{kind}", "vote")
        .replace("{promise}", "1")
        .replace("{entry}", "1")
        .replace("{file}", file)
        .replace("{token}", "1")
        .replace("{*tile}", "entries/000.p/1");
    assert!(!filled.contains('{'), "the test does not know what to put into {pattern}");
    filled
}

/// Getting out ends the visit of whoever asks, even by a link: the one address where reading does something.
pub(crate) fn is_the_way_out(pattern: &str) -> bool {
    pattern == "/leave"
}
