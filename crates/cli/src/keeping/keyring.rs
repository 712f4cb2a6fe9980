//! The keyring: what opens backups, in a file of its own, apart from the data and from the backups.
//!
//! One line a key, after the day it was made on. A fresh key is made every seven days, so that a key opens few backups; keys of
//! more than thirty days are destroyed whenever the keyring is opened, so that older backups can't be opened by anybody. That is
//! how something that was erased goes from backups too.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use table::Day;

use super::{Problem, places};

/// A key is used for so many days.
const USED_DAYS: i32 = 7;
/// And is destroyed after so many.
pub(super) const KEPT_DAYS: i32 = 30;

const HEAD: &str = "# These keys open the backups of a Roundtable. Keep this file apart from the data and from the backups.\n\
                    # A key is destroyed after 30 days; backups made with it can't be opened by anybody then.\n";

/// A key and the day it was made on.
struct Key {
    made: Day,
    identity: Identity,
}

/// An open keyring.
pub(super) struct Keyring {
    path: PathBuf,
    keys: Vec<Key>,
    /// Whether the file was made now.
    pub(super) is_new: bool,
    /// How many keys were too old.
    pub(super) destroyed: usize,
    _lock: Option<File>,
}

impl Keyring {
    /// Opens a keyring and destroys its old keys.
    pub(super) fn open(path: &Path, data: &Path, today: Day) -> Result<Self, Problem> {
        let path = places::whole(path)?;
        if path.starts_with(places::whole(data)?) {
            return Err(Problem::Inside { what: "the keyring", data: data.display().to_string() });
        }
        // Two backups at once must not lose each other's new key. Where a folder can't be locked, they have to be made in turn.
        let lock = File::open(places::folder(&path)).ok().filter(|folder| folder.lock().is_ok());
        let (text, is_new) = match std::fs::read_to_string(&path) {
            Ok(text) => (text, false),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (String::new(), true),
            Err(error) => return Err(Problem::file(&path, &error)),
        };
        let mut keys = Vec::new();
        for (line, at) in text.lines().zip(1..) {
            if !line.trim().is_empty() && !line.starts_with('#') {
                let wrong = || Problem::Keyring { path: path.display().to_string(), line: at };
                keys.push(key(line).ok_or_else(wrong)?);
            }
        }
        let all = keys.len();
        keys.retain(|key| today.number() - key.made.number() <= KEPT_DAYS);
        let destroyed = all - keys.len();
        let keyring = Self { path, keys, is_new, destroyed, _lock: lock };
        if destroyed > 0 {
            keyring.keep()?;
        }
        Ok(keyring)
    }

    /// What a backup is made for today, and the last day on which it can be opened for sure; makes a fresh key where one is due.
    pub(super) fn recipient(&mut self, today: Day) -> Result<(Recipient, Day), Problem> {
        let in_use = |key: &&Key| (0..USED_DAYS).contains(&(today.number() - key.made.number()));
        if let Some(key) = self.keys.iter().filter(in_use).max_by_key(|key| key.made) {
            return Ok((key.identity.to_public(), key.made.plus(KEPT_DAYS)));
        }
        let identity = Identity::generate();
        let recipient = identity.to_public();
        self.keys.push(Key { made: today, identity });
        self.keep()?;
        Ok((recipient, today.plus(KEPT_DAYS)))
    }

    /// All keys there are.
    pub(super) fn identities(&self) -> impl Iterator<Item = &dyn age::Identity> {
        self.keys.iter().map(|key| &key.identity as &dyn age::Identity)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the keyring anew, and then overwrites what was there before.
    fn keep(&self) -> Result<(), Problem> {
        let mut text = String::from(HEAD);
        for Key { made, identity } in &self.keys {
            text.push_str(&made.to_string());
            text.push(' ');
            text.push_str(identity.to_string().expose_secret());
            text.push('\n');
        }
        let before = OpenOptions::new().write(true).open(&self.path).ok();
        places::put(&self.path, text.as_bytes())?;
        if let Some(mut before) = before {
            let length = before.metadata().map_or(0, |about| about.len());
            let length = usize::try_from(length).unwrap_or(0);
            before
                .write_all(&vec![0; length])
                .and_then(|()| before.sync_all())
                .map_err(|error| Problem::file(&self.path, &error))?;
        }
        Ok(())
    }
}

fn key(line: &str) -> Option<Key> {
    let (made, identity) = line.trim().split_once(' ')?;
    Some(Key { made: made.parse().ok()?, identity: identity.trim().parse().ok()? })
}
