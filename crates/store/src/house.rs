//! A data directory: locked by one process, with the house's key beside the journal.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::journal::StoreError;
use crate::sqlite::SqliteJournal;

/// The secret with which cards and visits are made. A stolen journal without it brings nobody in.
#[derive(Clone)]
pub struct HouseKey([u8; 32]);

impl HouseKey {
    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for making hashes only.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for HouseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HouseKey(kept private)")
    }
}

/// The secret that signs the house's records: the seed of an Ed25519 key.
#[derive(Clone)]
pub struct RecordKey([u8; 32]);

impl RecordKey {
    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for signing only.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordKey(kept private)")
    }
}

/// Why a data directory could not be opened.
pub type HouseError = StoreError;

/// An open data directory. The lock is held as long as this lives.
#[derive(Debug)]
pub struct House {
    directory: PathBuf,
    key: HouseKey,
    record_key: RecordKey,
    _lock: File,
}

impl House {
    /// Opens a directory, making it if it is not there. A second process is refused, and so are the data of a later program.
    pub fn open(directory: &Path) -> Result<Self, HouseError> {
        std::fs::create_dir_all(directory).map_err(|error| file_error(directory, &error))?;
        close_to_others(directory);
        let lock_path = directory.join("lock");
        let lock = private()
            .create(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(|error| file_error(&lock_path, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse(directory.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(file_error(&lock_path, &error)),
        }
        crate::copy::must_be_known(directory)?;
        let key = kept_key(&directory.join("house.key")).map(HouseKey)?;
        let record_key = kept_key(&directory.join("record.key")).map(RecordKey)?;
        Ok(Self { directory: directory.to_owned(), key, record_key, _lock: lock })
    }

    /// Where it is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The house's key.
    pub fn key(&self) -> &HouseKey {
        &self.key
    }

    /// The key that signs its records.
    pub fn record_key(&self) -> &RecordKey {
        &self.record_key
    }

    /// Its journal.
    pub fn journal(&self) -> Result<SqliteJournal, StoreError> {
        SqliteJournal::open(&self.directory, &self.key).map_err(|error| match error {
            // Whoever has to act on it needs to know which file it is.
            StoreError::Engine(reason) => {
                let path = self.directory.join(crate::copy::JOURNAL).display().to_string();
                StoreError::File { path, reason }
            }
            other => other,
        })
    }
}

/// For files that only their owner can read: what is made with it is closed to everybody else.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a file that only its owner can read, if it is not there; closes it to others if it is.
pub(crate) fn private_file(path: &Path) -> Result<(), StoreError> {
    let file = private().create(true).truncate(false).open(path).map_err(|error| file_error(path, &error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Best effort, as for the directory.
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o600));
    }
    drop(file);
    Ok(())
}

/// Best effort: a directory on a file system without permissions is still of use.
fn close_to_others(directory: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::fs::set_permissions(directory, std::fs::Permissions::from_mode(0o700));
    }
    #[cfg(not(unix))]
    let _ = directory;
}

fn kept_key(path: &Path) -> Result<[u8; 32], StoreError> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(mut file) => file.read_to_end(&mut bytes).map_err(|error| file_error(path, &error))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return new_key(path),
        Err(error) => return Err(file_error(path, &error)),
    };
    bytes.try_into().map_err(|_| StoreError::File {
        path: path.display().to_string(),
        reason: "a key has 32 bytes; this file has not. Put the right one back from a backup".into(),
    })
}

/// Written whole under another name first, so that a crash leaves either no key or the whole key.
fn new_key(path: &Path) -> Result<[u8; 32], StoreError> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| StoreError::Engine(error.to_string()))?;
    let fresh = path.with_extension("new");
    private()
        .create(true)
        .truncate(true)
        .open(&fresh)
        .and_then(|mut file| file.write_all(&key).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&fresh, path))
        .map_err(|error| file_error(path, &error))?;
    if let Some(directory) = path.parent().and_then(|parent| File::open(parent).ok()) {
        directory.sync_all().map_err(|error| file_error(path, &error))?;
    }
    Ok(key)
}

fn file_error(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::File { path: path.display().to_string(), reason: error.to_string() }
}
