//! Does what was asked, and puts what came of it into words.

use std::fmt::Display;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use table::Day;

use crate::arguments::Arguments;
use crate::asked::Asked;
use crate::earlier::{self, Kept};
use crate::finding::{CouldNot, Report};
use crate::{address, directory, export, log, promise, receipt, words};

/// Nothing was found.
const CLEAN: u8 = 0;
/// Something was.
const FOUND: u8 = 1;
/// It could not be finished.
const COULD_NOT: u8 = 2;
/// Promises, receipts, checkpoints and policies are far shorter.
const MOST_FILE: u64 = 1 << 20;

/// What there is to say at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// 0: nothing was found. 1: something was. 2: it could not be finished.
    pub exit: u8,
    /// The sentences, or one JSON object, without the last line break.
    pub text: String,
}

#[derive(Serialize)]
struct Failed {
    error: String,
}

/// Checks what was asked for.
pub fn run(arguments: &Arguments, json: bool) -> Said {
    let begun = Instant::now();
    match check(arguments) {
        Ok(report) => {
            let text =
                if json { object(&report) } else { words::sentences(&report, arguments, begun.elapsed()) };
            Said { exit: if report.ok { CLEAN } else { FOUND }, text }
        }
        Err(error) => {
            let error = words::plain(&error.to_string());
            Said { exit: COULD_NOT, text: if json { object(&Failed { error }) } else { error } }
        }
    }
}

impl Said {
    /// Says it: on standard output, or on standard error where it could not be finished and nobody asked for JSON.
    pub fn say(&self, json: bool) -> ExitCode {
        if self.exit == COULD_NOT && !json {
            // Nothing is left to be told when standard error is closed too.
            let _ = writeln!(std::io::stderr(), "{}", self.text);
            return ExitCode::from(self.exit);
        }
        let mut out = std::io::stdout().lock();
        let is_said = writeln!(out, "{}", self.text).and_then(|()| out.flush()).is_ok();
        ExitCode::from(if is_said { self.exit } else { COULD_NOT })
    }
}

fn object(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
}

fn check(arguments: &Arguments) -> Result<Report, CouldNot> {
    let mut asked = asked(arguments)?;
    let Some(what) = arguments.what.as_deref() else { return alone(&asked) };
    if address::is_one(what) {
        asked.today = asked.today.or_else(today);
        return at(what, &asked);
    }
    let path = Path::new(what);
    if path.is_dir() {
        asked.today = asked.today.or_else(today);
        return directory::check(path, &asked);
    }
    if path.is_file() { file(path, &asked) } else { Err(CouldNot::NotThere(what.to_owned())) }
}

/// A receipt by itself.
fn alone(asked: &Asked) -> Result<Report, CouldNot> {
    match (asked.receipts.as_slice(), &asked.key) {
        ([one], Some(key)) => receipt::check(one, key, asked.policy.as_ref()),
        _ => Err(unreadable("the receipt", "to check it by itself, give the record's key with --key")),
    }
}

fn at(url: &str, asked: &Asked) -> Result<Report, CouldNot> {
    let found = address::read(url.as_bytes()).ok_or_else(|| CouldNot::NotThere(url.to_owned()))?;
    one_table(url, Some(found.table()), asked)?;
    address::check(&found, asked)
}

fn file(path: &Path, asked: &Asked) -> Result<Report, CouldNot> {
    let shown = path.display().to_string();
    let file = File::open(path).map_err(|error| unreadable(&shown, error))?;
    let log = export::from(BufReader::new(file)).map_err(|error| unreadable(&shown, error))?;
    one_table(&shown, log.table.as_deref(), asked)?;
    Ok(log::report(&log, asked))
}

/// Whether this is the table that was asked for.
fn one_table(what: &str, here: Option<&str>, asked: &Asked) -> Result<(), CouldNot> {
    match (&asked.table, here) {
        (Some(wanted), Some(here)) if wanted != here => {
            Err(unreadable(what, format!("this is table {here}, not {wanted}")))
        }
        _ => Ok(()),
    }
}

fn asked(arguments: &Arguments) -> Result<Asked, CouldNot> {
    let mut asked = Asked {
        table: arguments.table.clone(),
        today: arguments.today.map(Day::number),
        key: arguments.key.clone(),
        ..Asked::default()
    };
    for path in &arguments.promise {
        asked.pledges.push(part(path, "a promise", promise::read)?);
    }
    for path in &arguments.checkpoint {
        match part(path, "a checkpoint or a receipt", earlier::read)? {
            Kept::Checkpoint(note) => asked.checkpoints.push(note),
            Kept::Receipt(receipt) => asked.receipts.push(receipt),
        }
    }
    if let Some(path) = &arguments.receipt {
        asked.receipts.push(part(path, "a receipt", receipt::read)?);
    }
    if let Some(path) = &arguments.policy {
        let bytes = small(path)?;
        let text = String::from_utf8(bytes).map_err(|_| unreadable(path.display(), "it is not text"))?;
        asked.policy = Some(text.parse().map_err(|error| unreadable(path.display(), error))?);
    }
    Ok(asked)
}

/// A file that was kept.
fn part<T>(path: &PathBuf, what: &str, read: impl Fn(&[u8]) -> Option<T>) -> Result<T, CouldNot> {
    read(&small(path)?).ok_or_else(|| unreadable(path.display(), format!("this is not {what}")))
}

fn small(path: &PathBuf) -> Result<Vec<u8>, CouldNot> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path.display(), error))?;
    let read = file.take(MOST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path.display(), error))?;
    if bytes.len() as u64 > MOST_FILE {
        return Err(unreadable(path.display(), "it is too large for what it should be"));
    }
    Ok(bytes)
}

fn unreadable(what: impl Display, why: impl Display) -> CouldNot {
    CouldNot::Unreadable { what: what.to_string(), why: why.to_string() }
}

/// The day it is (UTC).
fn today() -> Option<i32> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(Day::from_unix_millis(i64::try_from(since.as_millis()).ok()?).number())
}
