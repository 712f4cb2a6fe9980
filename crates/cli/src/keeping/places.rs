//! Where files are, and files that are there whole or not at all.

use std::ffi::OsString;
use std::fs::File;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

use super::Problem;

/// A path as it is, also where its last parts are not there yet.
pub(super) fn whole(path: &Path) -> Result<PathBuf, Problem> {
    if let Ok(whole) = path.canonicalize() {
        return Ok(whole);
    }
    let Some(Component::Normal(name)) = path.components().next_back() else {
        return std::path::absolute(path).map_err(|error| Problem::file(path, &error));
    };
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    Ok(whole(parent.unwrap_or(Path::new(".")))?.join(name))
}

/// The folder that a file is in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path with something added to its name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// A new file without a name that others know, which only its owner can read.
pub(super) fn fresh(folder: &Path) -> Result<NamedTempFile, Problem> {
    tempfile::Builder::new()
        .prefix(".roundtable-")
        .tempfile_in(folder)
        .map_err(|error| Problem::file(folder, &error))
}

/// Writes a small file that only its owner can read: all of it or nothing, in place of what was there.
pub(super) fn put(path: &Path, held: &[u8]) -> Result<(), Problem> {
    let mut fresh = fresh(folder(path))?;
    fresh
        .write_all(held)
        .and_then(|()| fresh.as_file().sync_all())
        .map_err(|error| Problem::file(path, &error))?;
    fresh.persist(path).map_err(|error| Problem::file(path, &error.error))?;
    settle(folder(path));
    Ok(())
}

/// Has the names in a folder on the disk, where the system can do that.
pub(super) fn settle(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Not every file system can.
        let _ = folder.sync_all();
    }
}
