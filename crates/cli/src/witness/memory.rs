//! What a witness keeps: its key, and for each record the last checkpoint it cosigned.
//!
//! A record's file is the checkpoint itself, signed by the log: it says what it is, and one that was damaged does not read.
//! A new one is written whole beside it, made durable, and put in its place. Looking and keeping happen under one lock, and
//! nothing is cosigned before the new state is on the disk.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use record::checkpoint::Checkpoint;
use record::note::{Note, Verifier};
use record::witness::{Refusal, Request, Seen};
use store::private;

use super::houses::Origin;

/// No signed checkpoint with all its signatures is longer.
const MOST: u64 = 64 * 1024;

/// Why the memory can't be used. What it does not know for sure it never cosigns.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MemoryError {
    #[error("{path}: {reason}")]
    File { path: String, reason: io::Error },
    #[error("{0} is in use by another process")]
    InUse(String),
    #[error("{0}: a key has 32 bytes; this file has not. Put the right one back from a copy")]
    Key(String),
    #[error(
        "{0} is damaged. Put it back from a copy, or ask whoever keeps the record for their newest checkpoint and look \
         whether it is the one you remember"
    )]
    Damaged(String),
    #[error("the operating system gave no randomness: {0}")]
    Randomness(getrandom::Error),
}

/// An open directory. Its lock is held as long as this lives.
pub(super) struct Memory {
    directory: PathBuf,
    seed: [u8; 32],
    /// Held from looking until what is new is durable.
    turn: Mutex<()>,
    _lock: File,
}

/// What became of a question.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is on the disk, and may be cosigned.
    Kept,
    /// It must not be cosigned.
    Refused(Refusal),
    /// It must not be cosigned, and the log has signed two records of one size: both are kept.
    Forked(Refusal),
}

impl Memory {
    /// Opens a directory, making it and its key if they are not there. A second process is refused.
    pub(super) fn open(directory: &Path) -> Result<Self, MemoryError> {
        let records = directory.join("records");
        fs::create_dir_all(&records).map_err(at(&records))?;
        close_to_others(directory);
        let path = directory.join("lock");
        let lock = private().create(true).truncate(false).open(&path).map_err(at(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(MemoryError::InUse(directory.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
        }
        let seed = kept_seed(&directory.join("witness.key"))?;
        Ok(Self { directory: records, seed, turn: Mutex::new(()), _lock: lock })
    }

    /// The seed of its key, for making the key only.
    pub(super) const fn seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// Judges a question by what was seen last and, where it may be cosigned, keeps it. `log` is the key of the record.
    pub(super) fn judge(&self, request: &Request, log: &Verifier) -> Result<Verdict, MemoryError> {
        let Some(Origin { house, log: number }) = Origin::read(log.name().as_str()) else {
            return Ok(Verdict::Refused(Refusal::Form));
        };
        let path = self.directory.join(format!("{house}-{number}"));
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let last = read_note(&path)?;
        let seen = match &last {
            None => Seen::nothing(),
            Some(note) => seen(note, log).ok_or_else(|| MemoryError::Damaged(path.display().to_string()))?,
        };
        match request.judge(&seen, log) {
            Ok(now) => {
                if last.is_none() || now != seen {
                    write_durably(&path, request.checkpoint.to_string().as_bytes()).map_err(at(&path))?;
                }
                Ok(Verdict::Kept)
            }
            Err(refusal) if is_fork(request, &seen, log) => {
                let other = path.with_extension("fork");
                if !other.exists() {
                    write_durably(&other, request.checkpoint.to_string().as_bytes()).map_err(at(&other))?;
                    tracing::error!(
                        origin = %log.name(),
                        size = seen.size,
                        first = %path.display(),
                        second = %other.display(),
                        "this log has signed two different records of one size: keep both files, and tell people"
                    );
                }
                Ok(Verdict::Forked(refusal))
            }
            Err(refusal) => Ok(Verdict::Refused(refusal)),
        }
    }
}

fn seen(note: &Note, log: &Verifier) -> Option<Seen> {
    let checkpoint = Checkpoint::open(note, log).ok()?;
    Some(Seen { size: checkpoint.size, root: checkpoint.root })
}

/// Whether the log has signed two roots for one size. Only its own signature can show that.
fn is_fork(request: &Request, last: &Seen, log: &Verifier) -> bool {
    seen(&request.checkpoint, log).is_some_and(|now| now.size == last.size && now.root != last.root)
}

/// None where there is no file; an error where there is one that can't be read.
fn read_note(path: &Path) -> Result<Option<Note>, MemoryError> {
    let mut text = String::new();
    match File::open(path) {
        Ok(file) => file.take(MOST).read_to_string(&mut text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => Err(error),
    }
    .map_err(at(path))?;
    text.parse().map(Some).map_err(|_| MemoryError::Damaged(path.display().to_string()))
}

/// A crash leaves either what was there before or the whole new file. The directory is made durable too: until then the new
/// name may be forgotten.
fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = private().create(true).truncate(true).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    sync_directory_of(path)
}

#[cfg(unix)]
fn sync_directory_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}

/// Directories can't be opened there; a rename is durable with the file.
#[cfg(not(unix))]
fn sync_directory_of(_: &Path) -> io::Result<()> {
    Ok(())
}

fn kept_seed(path: &Path) -> Result<[u8; 32], MemoryError> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(33).read_to_end(&mut bytes).map_err(at(path))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return new_seed(path),
        Err(error) => return Err(at(path)(error)),
    };
    bytes.try_into().map_err(|_| MemoryError::Key(path.display().to_string()))
}

fn new_seed(path: &Path) -> Result<[u8; 32], MemoryError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(MemoryError::Randomness)?;
    write_durably(path, &seed).map_err(at(path))?;
    Ok(seed)
}

/// Best effort: a directory on a file system without permissions is still of use.
fn close_to_others(directory: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = fs::set_permissions(directory, fs::Permissions::from_mode(0o700));
    }
    #[cfg(not(unix))]
    let _ = directory;
}

fn at(path: &Path) -> impl Fn(io::Error) -> MemoryError {
    let path = path.display().to_string();
    move |reason| MemoryError::File { path: path.clone(), reason }
}

#[cfg(test)]
mod tests;
