//! Reads `export.jsonl`: everything of a record that may be shown, in one file.
//!
//! Whoever wrote it may have meant ill: it is read line by line, nothing in it is believed, and what is not as
//! docs/record-format.md says is told with its line.

use std::io::{BufRead, Read};

use record::Salt;
use record::hash::Hash;
use record::note::{Note, Verifier};
use record::policy::Policy;
use record::tile::MOST_BYTES;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use table::Event;

use crate::log::{Log, Opening};

/// The most bytes of a line. What is shown of an imported conversation is the longest there is, and far shorter.
const MOST_LINE: u64 = 16 << 20;
/// The most bytes that are kept of all lines.
const MOST_KEPT: usize = 4 << 30;
/// The most entries of a record that is read here.
pub(crate) const MOST_ENTRIES: u64 = 20_000_000;

/// What is wrong with an export, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ExportError {
    /// From 1.
    pub line: u64,
    /// In a sentence, without its stop.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    record: u8,
    origin: String,
    key: String,
    checkpoint: String,
    witnessed: Option<String>,
    policy: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    n: u64,
    entry: String,
    salt: Option<String>,
    shown: Option<String>,
}

/// Reads an export from memory.
///
/// # Errors
/// Where it is none.
pub fn read(bytes: &[u8]) -> Result<Log, ExportError> {
    from(bytes)
}

/// Reads an export from anywhere, line by line.
///
/// # Errors
/// Where it is none, or can't be read to its end.
pub fn from(mut source: impl BufRead) -> Result<Log, ExportError> {
    let mut buffer = Vec::new();
    let at = |line| move |what: String| ExportError { line, what };
    let head = next(&mut source, &mut buffer).map_err(at(1))?;
    let head = head.ok_or_else(|| at(1)("the file is empty".to_owned()))?;
    let mut log = begin(head).map_err(at(1))?;
    let mut kept = 0_usize;
    for line in 2.. {
        let Some(bytes) = next(&mut source, &mut buffer).map_err(at(line))? else { break };
        kept = kept.saturating_add(bytes.len());
        if log.size() >= MOST_ENTRIES || kept > MOST_KEPT {
            return Err(at(line)("there is more here than this program reads".to_owned()));
        }
        add(&mut log, bytes).map_err(at(line))?;
    }
    log.table = table(&log);
    Ok(log)
}

/// The next line, without its end; none after the last.
fn next<'b>(source: &mut impl BufRead, buffer: &'b mut Vec<u8>) -> Result<Option<&'b [u8]>, String> {
    buffer.clear();
    let read = source.by_ref().take(MOST_LINE + 1).read_until(b'\n', buffer);
    let read = read.map_err(|error| format!("it can't be read: {error}"))?;
    if read as u64 > MOST_LINE {
        return Err("the line is longer than any line of an export".to_owned());
    }
    if read == 0 {
        return Ok(None);
    }
    Ok(Some(buffer.strip_suffix(b"\n").unwrap_or(buffer)))
}

fn json<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    serde_json::from_slice(line).map_err(|error| format!("this is not as it should be: {error}"))
}

fn begin(line: &[u8]) -> Result<Log, String> {
    let head: Head = json(line)?;
    if head.record != 1 {
        return Err(format!("this is an export of form {}, and this program reads form 1", head.record));
    }
    let verifier: Verifier = head.key.parse().map_err(|error| format!("its key: {error}"))?;
    if verifier.name().as_str() != head.origin {
        return Err("its key is of another record than its origin says".to_owned());
    }
    let note = |what: &str, text: &str| -> Result<Note, String> {
        text.parse().map_err(|error| format!("its {what}: {error}"))
    };
    let policy = head.policy.as_deref().map(str::parse::<Policy>).transpose();
    Ok(Log {
        table: None,
        verifier,
        checkpoint: note("checkpoint", &head.checkpoint)?,
        witnessed: head.witnessed.as_deref().map(|text| note("witnessed checkpoint", text)).transpose()?,
        policy: policy.map_err(|error| format!("its policy, {error}"))?,
        entries: Vec::new(),
        openings: Vec::new(),
    })
}

fn add(log: &mut Log, line: &[u8]) -> Result<(), String> {
    let Line { n, entry, salt, shown } = json(line)?;
    if n != log.size() {
        return Err(format!("this is entry {n}, and entry {} should be here", log.size()));
    }
    if entry.len() > MOST_BYTES {
        return Err("the entry is longer than any entry".to_owned());
    }
    let opening = match (salt, shown) {
        (None, None) => None,
        (Some(salt), Some(shown)) => {
            let salt = Hash::from_base64(&salt).ok_or("its salt is not 32 bytes in base64")?;
            Some(Opening { salt: Salt::from_bytes(*salt.as_bytes()), shown })
        }
        _ => return Err("salt and shown come together or not at all".to_owned()),
    };
    log.entries.push(entry.into_bytes());
    log.openings.push(opening);
    Ok(())
}

/// The table's code, as the record shows it.
fn table(log: &Log) -> Option<String> {
    let of = |opening: &Opening| match serde_json::from_str(&opening.shown) {
        Ok(Event::TableSet { id, .. }) => Some(id.to_string()),
        _ => None,
    };
    // It is the first thing that ever happened; facts may stand before it, and in a later record what people did too.
    log.openings.iter().flatten().find(|opening| opening.shown.starts_with("{\"table-set\"")).and_then(of)
}
