//! How the server was set up last, so that a change shows in every record.
//!
//! Who keeps watch, and where letters and people who leave are sent to, is in the hands of the host alone. Fingerprints of it are kept
//! in the data directory; where they differ at a start, the records say what was changed, not how. Where the server listens
//! and how it logs is left out: it changes nothing for those at a table.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use record::entry::Act;
use record::hash;
use serde::{Deserialize, Serialize};
use server::Config;

use crate::keeping::host_did;
use crate::serve::Stopped;

const FILE: &str = "settings";

/// Fingerprints of the settings.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Settings {
    /// Of the policy.
    witnesses: String,
    /// Of everything else.
    config: String,
}

impl Settings {
    fn of(config: &Config) -> Self {
        let Config { listen: _, public_url, leave_to, demo: _, mail, record } = config;
        let mail = mail.as_ref().map(|mail| (&mail.server, &mail.from));
        let others = serde_json::to_vec(&(public_url, leave_to, mail, record.every.as_secs()));
        let policy = record.policy_text.as_deref().unwrap_or_default();
        Self {
            witnesses: hash::fingerprint(policy.as_bytes()),
            config: hash::fingerprint(&others.unwrap_or_default()),
        }
    }
}

/// Says in the records what is set otherwise than when the server started last. A first start changes nothing.
pub(crate) fn tell_of_changes(data: &Path, config: &Config) -> Result<(), Stopped> {
    let (path, now) = (data.join(FILE), Settings::of(config));
    let before = match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if let Some(bytes) = before {
        // What can't be read is as good as something else.
        let before: Option<Settings> = serde_json::from_slice(&bytes).ok();
        if before.as_ref() == Some(&now) {
            return Ok(());
        }
        if before.as_ref().is_none_or(|before| before.witnesses != now.witnesses) {
            host_did(data, None, Act::Witnesses)?;
        }
        if before.is_none_or(|before| before.config != now.config) {
            host_did(data, None, Act::Config)?;
        }
    }
    keep(&path, &now)?;
    Ok(())
}

/// Whole or not at all: where it is cut short, the next start says the same once more.
fn keep(path: &Path, settings: &Settings) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = store::private().create(true).truncate(true).open(&beside)?;
    file.write_all(&serde_json::to_vec(settings)?)?;
    fs::rename(beside, path)
}
