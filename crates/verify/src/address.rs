//! A table's record at its address: fetched whole, each file against the others, and checked.

use std::io::BufReader;
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::hash;
use record::note::{Note, Verifier};
use record::tile::{Kind, Tile, WIDTH, read_bundle};
use record::tree::Tree;
use ureq::http::Uri;
use ureq::{Agent, Body};

use crate::asked::Asked;
use crate::export::{self, MOST_ENTRIES};
use crate::finding::{Code, CouldNot, Report};
use crate::found::{Found, NOWHERE, Spot};
use crate::log::{self, Log};

/// The most bytes of a key, a checkpoint or a policy.
const MOST_TEXT: u64 = 1 << 20;
/// The most bytes of a file of the tree: 256 entries with their lengths.
const MOST_TILE: u64 = 256 * 65_537;
/// The most bytes of an export.
const MOST_EXPORT: u64 = 8 << 30;
/// So often one address may lead to another.
const MOST_TURNS: usize = 5;

/// Where a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    scheme: String,
    authority: String,
    /// Up to the table's code, without a slash at the end.
    path: String,
    table: String,
}

/// Whether something looks as an address rather than as a path.
pub fn is_one(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Reads the address of a table, or of its record; none for anything else.
pub fn read(bytes: &[u8]) -> Option<Address> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    if !is_one(text) {
        return None;
    }
    let uri: Uri = text.parse().ok()?;
    let authority = uri.authority()?;
    if authority.as_str().contains('@') || uri.query().is_some() {
        return None;
    }
    let path = uri.path().trim_end_matches('/');
    let path = path.strip_suffix("/record").unwrap_or(path);
    let (before, table) = path.rsplit_once('/')?;
    let is_table = before.ends_with("/t") && !table.is_empty();
    is_table.then(|| Address {
        scheme: uri.scheme_str().unwrap_or("https").to_owned(),
        authority: authority.as_str().to_owned(),
        path: path.to_owned(),
        table: table.to_owned(),
    })
}

impl Address {
    /// The table's code.
    pub fn table(&self) -> &str {
        &self.table
    }

    fn of(&self, file: &str) -> String {
        format!("{}://{}{}/record/{file}", self.scheme, self.authority, self.path)
    }
}

/// Fetches a record and checks it.
///
/// # Errors
/// Where it can't be fetched, or is not in a form that can be read.
pub fn check(address: &Address, asked: &Asked) -> Result<Report, CouldNot> {
    let visit = Visit::to(address);
    let report = visit.check(asked)?;
    // Something may have been destroyed while it was fetched: then its tombstone is there by now.
    let is_silent = report.findings.iter().any(|finding| finding.code == Code::SilentDeletion);
    if is_silent { visit.check(asked) } else { Ok(report) }
}

struct Visit<'a> {
    address: &'a Address,
    agent: Agent,
}

impl<'a> Visit<'a> {
    fn to(address: &'a Address) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // Where it leads is looked at here.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_recv_response(Some(Duration::from_mins(1)))
            .timeout_recv_body(Some(Duration::from_mins(20)))
            .user_agent(concat!("roundtable-verify/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self { address, agent }
    }

    fn check(&self, asked: &Asked) -> Result<Report, CouldNot> {
        let mut found = Found::of(Some(self.address.table.clone()));
        let key: Verifier = self.text("key")?.trim_end().parse().map_err(|error| self.odd("key", &error))?;
        let checkpoint = self.note("checkpoint")?;
        let size = self.size(&checkpoint)?;
        let witnessed = match self.get("witnessed")? {
            Some(body) => Some(self.read_note("witnessed", body)?),
            None => None,
        };
        let policy = match self.get("policy")? {
            Some(body) => {
                let text = self.read_text("policy", body)?;
                Some(text.parse().map_err(|error| self.odd("policy", &error))?)
            }
            None => None,
        };
        // The export comes last: it holds at least what was signed before.
        let mut log = self.export()?;
        if log.verifier != key {
            found.add(Code::Rewrite, NOWHERE, "The export is signed with another key than the record's.");
        }
        log.table = Some(self.address.table.clone());
        log.policy = policy;
        self.tiles(&log, size, &mut found)?;
        let mut asked = asked.clone();
        asked.checkpoints.push(checkpoint);
        asked.checkpoints.extend(witnessed);
        let Report { records, mut findings, .. } = log::report(&log, &asked);
        findings.extend(found.end());
        Ok(Report::of(records, findings))
    }

    /// How many entries a checkpoint speaks of.
    fn size(&self, checkpoint: &Note) -> Result<u64, CouldNot> {
        let parsed = checkpoint.text().parse::<Checkpoint>();
        let size = parsed.map_err(|error| self.odd("checkpoint", &error))?.size;
        if size > MOST_ENTRIES {
            return Err(self.odd("checkpoint", &"the record is longer than this program reads"));
        }
        Ok(size)
    }

    fn export(&self) -> Result<Log, CouldNot> {
        const FILE: &str = "export.jsonl";
        let body = self.get(FILE)?.ok_or_else(|| self.missing(FILE))?;
        let reader = body.into_with_config().limit(MOST_EXPORT).reader();
        export::from(BufReader::new(reader)).map_err(|error| self.odd(FILE, &error))
    }

    /// Every file of the tree, against the entries of the export.
    fn tiles(&self, log: &Log, size: u64, found: &mut Found) -> Result<(), CouldNot> {
        let mut tree = Tree::default();
        log.entries.iter().for_each(|entry| tree.push(hash::leaf(entry)));
        // What the export lacks is told as a record that is shorter than it was.
        for tile in Tile::all(size.min(log.size())) {
            let path = tile.path();
            let body = self.get(&path)?.ok_or_else(|| self.missing(&path))?;
            let bytes = self.bytes(&path, body, MOST_TILE)?;
            let first = tile.number.saturating_mul(WIDTH);
            let spot = if tile.kind == Kind::Entries { Spot::entry(first) } else { NOWHERE };
            if !is_of(&tile, &bytes, log, &tree) {
                found.add(
                    Code::Rewrite,
                    spot,
                    format!("The file {path} is not of the entries in the export."),
                );
            }
        }
        Ok(())
    }

    fn text(&self, file: &str) -> Result<String, CouldNot> {
        let body = self.get(file)?.ok_or_else(|| self.missing(file))?;
        self.read_text(file, body)
    }

    fn note(&self, file: &str) -> Result<Note, CouldNot> {
        let body = self.get(file)?.ok_or_else(|| self.missing(file))?;
        self.read_note(file, body)
    }

    fn read_note(&self, file: &str, body: Body) -> Result<Note, CouldNot> {
        self.read_text(file, body)?.parse().map_err(|error| self.odd(file, &error))
    }

    fn read_text(&self, file: &str, body: Body) -> Result<String, CouldNot> {
        let bytes = self.bytes(file, body, MOST_TEXT)?;
        String::from_utf8(bytes).map_err(|_| self.odd(file, &"this is not text"))
    }

    fn bytes(&self, file: &str, body: Body, most: u64) -> Result<Vec<u8>, CouldNot> {
        let read = body.into_with_config().limit(most).read_to_vec();
        read.map_err(|error| self.odd(file, &error))
    }

    /// A file of the record; none where there is no such thing.
    fn get(&self, file: &str) -> Result<Option<Body>, CouldNot> {
        let mut url = self.address.of(file);
        for _ in 0..MOST_TURNS {
            let response = self.agent.get(&url).call().map_err(|error| self.odd(file, &error))?;
            let status = response.status();
            match status.as_u16() {
                200 => return Ok(Some(response.into_body())),
                404 => return Ok(None),
                401 | 403 => return Err(self.missing(file)),
                301 | 302 | 303 | 307 | 308 => {
                    let to = response.headers().get("location").and_then(|to| to.to_str().ok());
                    url = to
                        .and_then(|to| turn(&url, to))
                        .ok_or_else(|| self.odd(file, &"it leads away from this server"))?;
                }
                _ => return Err(self.odd(file, &format!("the server answered {status}"))),
            }
        }
        Err(self.odd(file, &"it leads from one address to the next"))
    }

    fn odd(&self, file: &str, why: &impl std::fmt::Display) -> CouldNot {
        CouldNot::Unreadable { what: self.address.of(file), why: why.to_string() }
    }

    fn missing(&self, file: &str) -> CouldNot {
        let why =
            "nothing is there. The address may be mistyped, or only people at the table may read its record";
        self.odd(file, &why)
    }
}

/// Whether a file of the tree is as these entries make it.
fn is_of(tile: &Tile, bytes: &[u8], log: &Log, tree: &Tree) -> bool {
    match tile.kind {
        Kind::Hashes(_) => tile.hashes(tree).as_deref() == Some(bytes),
        Kind::Entries => read_bundle(tile, bytes).is_some_and(|entries| {
            let first = tile.number.saturating_mul(WIDTH);
            (first..).zip(entries).all(|(at, entry)| log.entry(at) == Some(entry))
        }),
    }
}

/// Where an address leads: to the same host, and never from https to http.
fn turn(from: &str, to: &str) -> Option<String> {
    let here: Uri = from.parse().ok()?;
    if to.starts_with('/') && !to.starts_with("//") {
        return Some(format!("{}://{}{to}", here.scheme_str()?, here.authority()?));
    }
    let there: Uri = to.parse().ok()?;
    let is_same = there.host()?.eq_ignore_ascii_case(here.host()?);
    let is_as_safe = matches!((here.scheme_str()?, there.scheme_str()?), (_, "https") | ("http", "http"));
    (is_same && is_as_safe && !there.authority()?.as_str().contains('@')).then(|| to.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_tables() {
        for (text, expected) in [
            ("https://round.example/t/k7m2", Some("https://round.example/t/k7m2/record/key")),
            ("https://round.example/t/k7m2/", Some("https://round.example/t/k7m2/record/key")),
            ("http://127.0.0.1:8080/t/k7m2/record", Some("http://127.0.0.1:8080/t/k7m2/record/key")),
            ("http://h/here/t/k7m2/record/", Some("http://h/here/t/k7m2/record/key")),
            ("https://round.example/", None),
            ("https://round.example/k7m2", None),
            ("https://name:word@round.example/t/k7m2", None),
            ("https://round.example/t/k7m2?x=1", None),
            ("/t/k7m2", None),
            ("https://", None),
        ] {
            let read = read(text.as_bytes()).map(|address| address.of("key"));
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn nothing_leads_away() {
        let from = "https://round.example/t/k7m2/record/key";
        for (to, expected) in [
            ("/t/x/record/key", Some("https://round.example/t/x/record/key")),
            ("https://ROUND.example/t/x", Some("https://ROUND.example/t/x")),
            ("http://round.example/t/x", None),
            ("//elsewhere.example/t/x", None),
            ("https://elsewhere.example/t/x", None),
            ("https://round.example@elsewhere.example/", None),
            ("t/x", None),
            ("", None),
        ] {
            assert_eq!(turn(from, to).as_deref(), expected, "{to}");
        }
        assert_eq!(turn("http://a.example/", "https://a.example/t").as_deref(), Some("https://a.example/t"));
    }
}
