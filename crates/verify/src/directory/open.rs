//! Opening a database of a data directory without ever writing there: not into the database, not beside it.
//!
//! Where a server has it open, its own index of the write-ahead log is read, so that the newest data is seen and nobody waits for
//! anybody. Where nobody has, the file is read as it lies, and looked at again in the end: it must not have changed. Where there
//! is a log without an index, as in a copy of a directory, a copy of both is made elsewhere and read.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::keys::unreadable;
use super::wal;
use crate::finding::CouldNot;

/// A copy is made so often at the most, while somebody writes.
const TRIES: usize = 5;
/// Nobody takes longer to write a part of a log.
const A_MOMENT: Duration = Duration::from_millis(50);
/// Nobody holds readers up but a program that opens the data after a crash, and that takes a moment.
const PATIENCE: Duration = Duration::from_secs(2);
/// What stands beside a database, by the end of its name, and the database itself.
const PARTS: [&str; 3] = ["", "-wal", "-journal"];

/// A database that can be opened as often as needed, each time at what stands there then.
pub(super) struct Source {
    path: PathBuf,
    way: Way,
}

/// How it is opened.
enum Way {
    /// With the index that a running server keeps.
    Beside,
    /// As it lies, if that is how it lay before.
    Lying(Vec<Looks>),
    /// As a copy.
    Copied(PathBuf, #[expect(dead_code, reason = "the copy goes when this goes")] TempDir),
}

/// What a file looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Looks {
    bytes: u64,
    changed: Option<SystemTime>,
}

fn looks(path: &Path, part: &str) -> Option<Looks> {
    let about = std::fs::metadata(beside(path, part)).ok()?;
    Some(Looks { bytes: about.len(), changed: about.modified().ok() })
}

fn beside(path: &Path, part: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(part);
    PathBuf::from(name)
}

/// What would change if somebody wrote.
fn all_looks(path: &Path) -> Vec<Looks> {
    // A log that is empty is as none.
    PARTS.iter().filter_map(|part| looks(path, part)).filter(|looks| looks.bytes > 0).collect()
}

impl Source {
    /// Finds the way to read a database.
    ///
    /// # Errors
    /// Where it is not there, or can't be copied if it has to be.
    pub(super) fn of(path: &Path) -> Result<Self, CouldNot> {
        let path = path.canonicalize().map_err(|error| unreadable(path, &error.to_string()))?;
        Self::whole(&path)?;
        let has = |part| looks(&path, part).is_some_and(|looks| looks.bytes > 0);
        if beside(&path, "-shm").exists() && beside(&path, "-wal").exists() {
            let source = Self { path, way: Way::Beside };
            return match source.open() {
                Ok(_) => Ok(source),
                Err(_) => Self::copy(source.path),
            };
        }
        if has("-wal") || has("-journal") {
            return Self::copy(path);
        }
        let looks = all_looks(&path);
        Ok(Self { path, way: Way::Lying(looks) })
    }

    /// Whether the log beside it can be read to its end. A server that writes there just now can be in the middle of it.
    fn whole(path: &Path) -> Result<(), CouldNot> {
        let log = beside(path, "-wal");
        for _ in 0..TRIES {
            let before = all_looks(path);
            let is_damaged = wal::is_damaged(&log).map_err(|error| unreadable(&log, &error.to_string()))?;
            if !is_damaged {
                return Ok(());
            }
            std::thread::sleep(A_MOMENT);
            if all_looks(path) == before && wal::is_damaged(&log).unwrap_or(true) {
                break;
            }
        }
        Err(unreadable(&log, "it is damaged, and what was written last can't be read"))
    }

    fn copy(path: PathBuf) -> Result<Self, CouldNot> {
        let failed =
            |error: std::io::Error| unreadable(&path, &format!("it can't be copied to be read: {error}"));
        for _ in 0..TRIES {
            let before = all_looks(&path);
            let directory = TempDir::new().map_err(failed)?;
            let copied = directory.path().join("copy.sqlite");
            for part in PARTS {
                let from = beside(&path, part);
                if from.exists() {
                    std::fs::copy(from, beside(&copied, part)).map_err(failed)?;
                }
            }
            if all_looks(&path) == before {
                return Ok(Self { path, way: Way::Copied(copied, directory) });
            }
        }
        Err(unreadable(&path, "somebody writes there all the time; try again, or stop the server first"))
    }

    /// Opens it, at what stands there now: everything that is read over this connection is of one moment.
    ///
    /// # Errors
    /// Where it can't be read.
    pub(super) fn open(&self) -> Result<Connection, CouldNot> {
        self.connect().map_err(|error| self.trouble(&error))
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let reading = flags | OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = match &self.way {
            Way::Beside => Connection::open_with_flags(uri(&self.path, "mode=ro&readonly_shm=1"), reading),
            Way::Lying(_) => Connection::open_with_flags(uri(&self.path, "mode=ro&immutable=1"), reading),
            Way::Copied(copy, _) => {
                Connection::open_with_flags(uri(copy, "mode=rw"), flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
            }
        }?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "query_only", true)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "cache_size", -16_000)?;
        connection.execute_batch("BEGIN")?;
        // The moment is that of the first look.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    }

    /// Whether it was written to since, in a way that could have been read halfway.
    pub(super) fn has_changed(&self) -> bool {
        matches!(&self.way, Way::Lying(before) if all_looks(&self.path) != *before)
    }

    /// It can't be read, and why.
    pub(super) fn trouble(&self, error: &rusqlite::Error) -> CouldNot {
        unreadable(&self.path, &error.to_string())
    }
}

/// An address in the form in which the engine takes settings.
fn uri(path: &Path, settings: &str) -> String {
    let mut uri = "file:".to_owned();
    let name = path.to_string_lossy().replace('\\', "/");
    if !name.starts_with('/') {
        uri.push('/');
    }
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => {
                uri.push(byte.into());
            }
            // Writing to a string can't fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri.push('?');
    uri.push_str(settings);
    uri
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn files(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let read = |path: PathBuf| {
            let bytes = std::fs::read(&path).unwrap();
            (path, bytes)
        };
        std::fs::read_dir(directory).unwrap().map(|entry| read(entry.unwrap().path())).collect()
    }

    fn begin(path: &Path) -> Connection {
        let writer = Connection::open(path).unwrap();
        writer.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE a (b INTEGER) STRICT").unwrap();
        writer
    }

    fn sum(source: &Source) -> i64 {
        source.open().unwrap().query_row("SELECT sum(b) FROM a", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn what_lies_there_is_read_and_nothing_is_left_behind() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("of a house #1?.sqlite");
        begin(&path).execute("INSERT INTO a VALUES (1), (2)", []).unwrap();
        let before = files(directory.path());
        let source = Source::of(&path).unwrap();
        assert!(matches!(source.way, Way::Lying(_)));
        assert_eq!(sum(&source), 3);
        assert!(!source.has_changed());
        assert_eq!(files(directory.path()), before);
        Connection::open(&path).unwrap().execute("INSERT INTO a VALUES (4)", []).unwrap();
        assert!(source.has_changed());
    }

    #[test]
    fn what_a_server_has_open_is_read_at_its_newest() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.sqlite");
        let writer = begin(&path);
        writer.execute("INSERT INTO a VALUES (1), (2)", []).unwrap();
        let source = Source::of(&path).unwrap();
        assert!(matches!(source.way, Way::Beside));
        assert_eq!(sum(&source), 3);
        let reader = source.open().unwrap();
        writer.execute("INSERT INTO a VALUES (4)", []).unwrap();
        assert_eq!(sum(&source), 7);
        let still: i64 = reader.query_row("SELECT sum(b) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(still, 3, "one moment");
        assert!(reader.execute("DELETE FROM a", []).is_err());
    }

    #[test]
    fn a_copied_directory_is_read_with_its_log_and_not_written_to() {
        let (directory, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = directory.path().join("a.sqlite");
        let writer = begin(&path);
        writer.execute("INSERT INTO a VALUES (1), (2)", []).unwrap();
        for name in ["a.sqlite", "a.sqlite-wal"] {
            std::fs::copy(directory.path().join(name), copy.path().join(name)).unwrap();
        }
        let before = files(copy.path());
        let source = Source::of(&copy.path().join("a.sqlite")).unwrap();
        assert!(matches!(source.way, Way::Copied(..)));
        assert_eq!(sum(&source), 3);
        assert_eq!(files(copy.path()), before);
    }
}
