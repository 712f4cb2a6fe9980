//! Whole copies of a data directory's databases, made while a server may be writing them; and what is done to one that was put
//! back, before anything is served from it.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::entry::{Entry, Fact};
use record::hash::Hash;
use record::note::Note;
use rusqlite::{Connection, OpenFlags, params};
use table::TableId;

use crate::house::{House, RecordKey, private_file};
use crate::journal::{Journal as _, StoreError};
use crate::notary::Notary;
use crate::sqlite;

/// The journal's file in a data directory.
pub const JOURNAL: &str = "journal.sqlite";
/// The file of the records.
pub const RECORD: &str = "record.sqlite";
/// The list of what was destroyed.
pub const ERASURES: &str = "erasures";
/// Says that a directory was put back from a backup, and that nobody has said so in public yet.
pub const RECOVERING: &str = "recovering";
/// Says why the records begin anew, until they have.
pub const NOTICE: &str = "notice";
/// The folder of what was shown of parts of a group, so that it stays as it was issued.
pub const ISSUED: &str = "issued";
/// The folder in a data directory where copies lie while they are made.
pub const COPYING: &str = "copying";

/// Whoever writes at the same time is waited for so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a data directory holds of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub table: TableId,
    /// How many entries its journal has.
    pub entries: u64,
    /// Its record, if it has begun.
    pub record: Option<HeldRecord>,
}

/// The newest record of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRecord {
    /// Its name.
    pub origin: String,
    /// Which record of the table it is, from 1.
    pub epoch: u32,
    /// How many entries its checkpoint covers.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// The place where copies are made: one at a time. What is in it goes when this is dropped.
#[derive(Debug)]
pub struct Copying {
    directory: PathBuf,
    place: PathBuf,
    _lock: File,
}

impl Copying {
    /// Takes the place, and clears away what a copy left that was killed halfway.
    pub fn begin(directory: &Path) -> Result<Self, StoreError> {
        must_be_known(directory)?;
        let place = directory.join(COPYING);
        std::fs::create_dir_all(&place).map_err(|error| file_error(&place, &error))?;
        let path = place.join("lock");
        private_file(&path)?;
        let lock = File::options().write(true).open(&path).map_err(|error| file_error(&path, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let reason = "another backup is being made here; wait until it is done".into();
                return Err(StoreError::File { path: place.display().to_string(), reason });
            }
            Err(TryLockError::Error(error)) => return Err(file_error(&path, &error)),
        }
        for name in [JOURNAL, RECORD] {
            remove(&place.join(name))?;
        }
        Ok(Self { directory: directory.to_owned(), place, _lock: lock })
    }

    /// Copies both databases, each as of one moment. Nobody has to wait for it: readers and writers go on.
    ///
    /// The records are copied first and the journal after them. The journal only grows, and an entry enters a record after it is
    /// durable in the journal; so whatever the copied record holds, the copied journal has the row it stands for. The other way
    /// round, a batch could enter between the two copies, and the record would hold entries that nothing stands behind. What the
    /// journal has beyond the record is nothing unusual: it waits for its batch.
    pub fn copy(&self) -> Result<Copied, StoreError> {
        // There is none where a program kept the directory that knew of no record yet.
        let has_record = self.directory.join(RECORD).is_file();
        let record = has_record.then(|| self.copy_one(RECORD)).transpose()?;
        let journal = self.copy_one(JOURNAL)?;
        let held = held(&journal, record.as_deref())?;
        Ok(Copied {
            journal: open_and_remove(&journal)?,
            record: record.as_deref().map(open_and_remove).transpose()?,
            held,
        })
    }

    /// Only what is in use is written, so the copy holds no remains of anything that was destroyed.
    fn copy_one(&self, name: &str) -> Result<PathBuf, StoreError> {
        let to = self.place.join(name);
        // The engine writes into an empty file that is there, and leaves its permissions.
        private_file(&to)?;
        let from = open(&self.directory.join(name))?;
        from.execute("VACUUM INTO ?1", [to.to_string_lossy()]).map_err(engine)?;
        // While the copy was being read, an erasure could not empty the write-ahead log. It is done now, or by the next erasure.
        let _ = from.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(to)
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        // What can't be removed now is cleared away by the next copy.
        let _ = std::fs::remove_dir_all(&self.place);
    }
}

/// Whole copies, open for reading. Their files have no name any more: whatever becomes of this process, nothing of them stays.
#[derive(Debug)]
pub struct Copied {
    /// The journal.
    pub journal: File,
    /// The records, if there are any yet.
    pub record: Option<File>,
    /// What is in them.
    pub held: Vec<Held>,
}

fn open_and_remove(path: &Path) -> Result<File, StoreError> {
    let file = File::open(path).map_err(|error| file_error(path, &error))?;
    remove(path)?;
    Ok(file)
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(file_error(path, &error)),
        _ => Ok(()),
    }
}

/// Refuses a data directory that a later program wrote, before anything in it is changed.
///
/// # Errors
/// Where one of its databases is of a version that this program does not know.
pub fn must_be_known(directory: &Path) -> Result<(), StoreError> {
    let files = [(JOURNAL, sqlite::journal_version()), (RECORD, sqlite::record_version())];
    for (path, known) in files.map(|(name, known)| (directory.join(name), known)) {
        // One that is empty is about to be made.
        if !std::fs::metadata(&path).is_ok_and(|about| about.len() > 0) {
            continue;
        }
        let found: u32 = open(&path)?
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|error| file_error(&path, &error))?;
        if found > known {
            return Err(StoreError::TooNew { path: path.display().to_string(), found, known });
        }
    }
    Ok(())
}

/// Keeps everybody else out of a data directory as long as what is returned lives; nothing, where nobody ever opened it.
pub fn keep_out(directory: &Path) -> Result<Option<File>, StoreError> {
    let path = directory.join("lock");
    let lock = match File::options().write(true).open(&path) {
        Ok(lock) => lock,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(file_error(&path, &error)),
    };
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(directory.display().to_string())),
        Err(TryLockError::Error(error)) => Err(file_error(&path, &error)),
    }
}

/// Lets a fact wait until it enters a table's record, or every table's: at once where a server runs, else when one is started.
/// Says whether there are records it can enter.
pub fn wish(directory: &Path, table: Option<TableId>, fact: &Fact) -> Result<bool, StoreError> {
    let path = directory.join(RECORD);
    if !path.is_file() {
        return Ok(false);
    }
    let connection = open(&path)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(engine)?;
    connection
        .execute(
            "INSERT INTO wish (table_id, fact) VALUES (?1, ?2)",
            params![table.map(number), Entry::Fact(fact.clone()).encode()],
        )
        .map_err(engine)?;
    Ok(true)
}

/// What the databases of a data directory hold, after seeing that they belong together.
pub fn holds(directory: &Path) -> Result<Vec<Held>, StoreError> {
    let record = directory.join(RECORD);
    held(&directory.join(JOURNAL), record.is_file().then_some(&*record))
}

/// Makes a directory that was put back fit to be served: what its list of erasures names is destroyed, and no byte of it stays
/// in any file.
pub fn settle(directory: &Path) -> Result<(), StoreError> {
    let house = House::open(directory)?;
    // Opening the journal brings it up to date and destroys what the list names.
    house.journal()?.tables()?;
    for path in [directory.join(JOURNAL), directory.join(RECORD)] {
        if !path.is_file() {
            continue;
        }
        let connection = open(&path)?;
        connection.pragma_update(None, "secure_delete", true).map_err(engine)?;
        connection.execute_batch("VACUUM").map_err(engine)?;
        let busy: i64 =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(engine)?;
        let found: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(engine)?;
        if busy != 0 || found != "ok" {
            return Err(StoreError::File { path: path.display().to_string(), reason: found });
        }
    }
    Ok(())
}

/// Whether a key is the one that signed the newest records of a directory; nothing, where there are none.
pub fn has_signed(directory: &Path, key: &RecordKey) -> Result<Option<bool>, StoreError> {
    let record = directory.join(RECORD);
    if !record.is_file() {
        return Ok(None);
    }
    let notary = Notary::new(key.clone());
    let fits = |table: &TableId, log: &HeldRecord| notary.origin(*table, log.epoch) == log.origin;
    Ok(logs(&record)?.iter().map(|(table, log)| fits(table, log)).reduce(|all, one| all && one))
}

fn held(journal: &Path, record: Option<&Path>) -> Result<Vec<Held>, StoreError> {
    let mut logs = record.map(logs).transpose()?.unwrap_or_default();
    let tables: Vec<(i64, i64)> = open(journal)?
        .prepare("SELECT id, head FROM seq_table ORDER BY no")
        .and_then(|mut select| {
            select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).and_then(Iterator::collect)
        })
        .map_err(engine)?;
    let held: Vec<Held> = tables
        .into_iter()
        .map(|(id, head)| {
            let table = TableId::from_number(unsigned(id));
            Held { table, entries: unsigned(head), record: logs.remove(&table) }
        })
        .collect();
    match logs.first_key_value() {
        None => Ok(held),
        Some((table, _)) => Err(StoreError::Engine(format!("table {table} has a record and no journal"))),
    }
}

/// The newest record of each table that has something in it.
fn logs(record: &Path) -> Result<BTreeMap<TableId, HeldRecord>, StoreError> {
    let rows: Vec<(i64, u32, String, String)> = open(record)?
        .prepare("SELECT table_id, epoch, origin, checkpoint FROM log WHERE size > 0 ORDER BY epoch")
        .and_then(|mut select| {
            select
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
                .and_then(Iterator::collect)
        })
        .map_err(engine)?;
    let mut logs = BTreeMap::new();
    for (id, epoch, origin, note) in rows {
        let checkpoint = note.parse::<Note>().ok().and_then(|note| note.text().parse::<Checkpoint>().ok());
        let Some(Checkpoint { size, root, .. }) = checkpoint else {
            return Err(StoreError::Engine(format!("the checkpoint of {origin} can't be read")));
        };
        logs.insert(TableId::from_number(unsigned(id)), HeldRecord { origin, epoch, size, root });
    }
    Ok(logs)
}

/// Opens a database that is there.
fn open(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| file_error(path, &error))?;
    connection.busy_timeout(PATIENCE).map_err(engine)?;
    connection.pragma_update(None, "trusted_schema", false).map_err(engine)?;
    // What is sorted on the way must not lie in a folder of the system's.
    connection.pragma_update(None, "temp_store", "MEMORY").map_err(engine)?;
    Ok(connection)
}

fn number(table: TableId) -> i64 {
    i64::try_from(table.number()).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
fn engine(error: rusqlite::Error) -> StoreError {
    StoreError::Engine(error.to_string())
}

fn file_error(path: &Path, error: &impl ToString) -> StoreError {
    StoreError::File { path: path.display().to_string(), reason: error.to_string() }
}
