//! Walking through all pages that links lead to.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::html::tags;
use crate::http::{Client, Reply};

/// More pages than any test's tables have.
const MOST: usize = 2000;

/// Every address that links lead to from these, with what it answered, as this client sees it. The way out
/// (`/leave`) and files under `/assets/` are left aside.
///
/// # Panics
/// When there seems to be no end to them.
pub fn crawl(client: &mut Client, from: &[String]) -> BTreeMap<String, Reply> {
    let mut seen = BTreeMap::new();
    let mut waiting: VecDeque<String> = from.iter().cloned().collect();
    let mut known: BTreeSet<String> = from.iter().cloned().collect();
    while let Some(path) = waiting.pop_front() {
        let reply = client.get(&path).send();
        for link in links(&reply) {
            if known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        seen.insert(path, reply);
        assert!(seen.len() <= MOST, "the pages never end");
    }
    seen
}

fn links(reply: &Reply) -> Vec<String> {
    let onward = reply.header("location").map(str::to_owned);
    let is_page = reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    let tags = if is_page { tags(&reply.text()) } else { Vec::new() };
    let linked = tags.iter().filter_map(|tag| tag.attribute("href")).map(str::to_owned);
    onward
        .into_iter()
        .chain(linked)
        .map(|link| link.split('#').next().unwrap_or_default().to_owned())
        .filter(|link| link.starts_with('/') && !link.starts_with("/leave") && !link.starts_with("/assets/"))
        .collect()
}
