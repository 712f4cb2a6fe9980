//! Everything that somebody without a seat can have: pages, files, feeds, the record and the API's answers.

use std::collections::BTreeMap;
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::note::Note;
use record::tile::Tile;
use serde_json::Value;
use support::crawl::crawl;
use support::html::words;
use support::http::Reply;
use support::{Server, until};

use crate::PROGRAM;

/// The demonstration's tables that anybody may read: one with a long conversation, one with all that follows from one.
pub(crate) const TABLES: [&str; 2] = ["manyhand", "frntdesk"];

/// What is published, by its address.
pub(crate) struct Published {
    pub(crate) all: BTreeMap<String, Reply>,
}

/// What sort of thing an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Page,
    Json,
    Lines,
    Csv,
    Text,
    Other,
}

pub(crate) fn form(reply: &Reply) -> Form {
    let kind = reply.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default();
    match kind {
        "text/html" => Form::Page,
        "application/json" => Form::Json,
        "application/jsonl" | "application/x-ndjson" => Form::Lines,
        "text/csv" => Form::Csv,
        "text/plain" | "application/atom+xml" | "image/svg+xml" => Form::Text,
        _ => Form::Other,
    }
}

/// What can be read in an answer: a page's words, and any other text as it is. Nothing for what is no text.
pub(crate) fn read(reply: &Reply) -> Option<String> {
    match form(reply) {
        Form::Page => Some(words(&reply.text())),
        Form::Other => None,
        _ => Some(reply.text()),
    }
}

impl Published {
    /// By the demonstration: conversations that have ended and that go on, accounts, decisions of every kind, promises.
    pub(crate) fn of_the_demonstration() -> Self {
        let server = Server::demo(PROGRAM);
        let mut client = server.client();
        let mut all = BTreeMap::new();
        for table in TABLES {
            let base = format!("/t/{table}/record");
            let note: Note = until(Duration::from_secs(20), "the record to begin", || {
                let reply = client.get(&format!("{base}/checkpoint")).send();
                (reply.status == 200).then(|| reply.text().parse().unwrap())
            });
            let size = note.text().parse::<Checkpoint>().unwrap().size;
            let tiles = Tile::all(size).into_iter().map(|tile| format!("{base}/{}", tile.path()));
            let files = ["checkpoint", "key", "words", "export.jsonl"].map(|file| format!("{base}/{file}"));
            let more = ["", "/changes.atom", "/c/1/stand.csv", "/c/1/stand/map.json"];
            let more = more.map(|end| format!("/t/{table}{end}"));
            let from: Vec<String> = tiles.chain(files).chain(more).collect();
            all.extend(crawl(&mut client, &from));
        }
        let document = client.get("/api/openapi.json").send().json();
        let paths = document["paths"].as_object().unwrap();
        for (path, methods) in paths {
            if methods.get("get").is_none() {
                continue;
            }
            for address in addresses(path) {
                let reply = client.get(&address).send();
                if reply.status == 200 {
                    all.insert(address, reply);
                }
            }
        }
        all.retain(|_, reply| reply.status == 200);
        Self { all }
    }

    /// Those of one form.
    pub(crate) fn of(&self, wanted: Form) -> impl Iterator<Item = (&String, &Reply)> {
        self.all.iter().filter(move |(_, reply)| form(reply) == wanted)
    }

    /// Every JSON value that is published, whole files and lines of files.
    pub(crate) fn values(&self) -> Vec<(&String, Value)> {
        let whole = self.of(Form::Json).map(|(path, reply)| (path, reply.json()));
        let lines = self.all.iter().filter(|(path, _)| is_called(path, "jsonl"));
        let lines = lines.flat_map(|(path, reply)| {
            let text = reply.text();
            text.lines().map(|line| (path, serde_json::from_str(line).unwrap())).collect::<Vec<_>>()
        });
        whole.chain(lines).filter(|(path, _)| !path.ends_with("openapi.json")).collect()
    }
}

/// Whether the name at the end of an address ends so.
pub(crate) fn is_called(path: &str, end: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == end)
}

/// Addresses of a pattern of the API at the tables, with the first few numbers of everything else.
fn addresses(pattern: &str) -> Vec<String> {
    let mut found: Vec<String> = TABLES.iter().map(|table| pattern.replace("{table}", table)).collect();
    found.dedup();
    while found.iter().any(|address| address.contains('{')) {
        let fill = |address: &String| {
            let Some((start, rest)) = address.split_once('{') else { return vec![address.clone()] };
            let (_, end) = rest.split_once('}').unwrap();
            let last = if end.is_empty() || start.ends_with("statements/") { 12 } else { 9 };
            (1..=last).map(|number| format!("{start}{number}{end}")).collect()
        };
        found = found.iter().flat_map(fill).collect();
    }
    found
}
