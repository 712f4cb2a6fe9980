//! `roundtable backup`: a whole copy of a data directory, of one moment, that only the keyring opens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use record::entry::Act;
use serde::{Deserialize, Serialize};
use store::copy::{Copied, Copying, ERASURES, Held, ISSUED, JOURNAL, RECORD};
use table::{Day, TableId};

use super::keyring::Keyring;
use super::list::cut;
use super::pack::Packer;
use super::{Problem, host_did, must_be_a_house, places};
use crate::args::Backup;
use crate::say::{Answer, counted, grouped};

/// What says in a backup what is in it.
pub(super) const MANIFEST: &str = "manifest.json";
/// The files of a backup that are there always.
pub(super) const NEEDED: [&str; 5] = [MANIFEST, "house.key", "record.key", ERASURES, JOURNAL];
/// What was shown of parts of a group, in one file: each by its name. It is not there where nothing was shown.
pub(super) const SHOWN: &str = "issued.json";
/// Ends the name of the list of erasures that lies beside a backup.
pub(super) const BESIDE: &str = ".erasures";

/// What is in a backup.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The form of the backup.
    pub(super) form: u32,
    /// The program that made it.
    pub(super) program: String,
    /// The day it was made.
    pub(super) day: Day,
    pub(super) tables: Vec<InTable>,
}

/// The form that this program writes and reads.
pub(super) const FORM: u32 = 1;

/// A table in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InTable {
    /// Its code.
    pub(super) table: String,
    /// How many entries its journal has.
    pub(super) entries: u64,
    /// Its record, if it has begun.
    pub(super) record: Option<InRecord>,
}

/// A record in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InRecord {
    pub(super) origin: String,
    pub(super) size: u64,
    /// The root, in base64.
    pub(super) root: String,
}

impl InTable {
    pub(super) fn of(held: &Held) -> Self {
        let record = held.record.as_ref().map(|record| InRecord {
            origin: record.origin.clone(),
            size: record.size,
            root: record.root.to_string(),
        });
        Self { table: held.table.to_string(), entries: held.entries, record }
    }

    /// The code, read.
    pub(super) fn id(&self) -> Option<TableId> {
        self.table.parse().ok()
    }
}

/// What a backup answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct BackedUp {
    file: String,
    bytes: u64,
    day: String,
    tables: Vec<InTable>,
    opens_until: String,
    keys: String,
    keys_are_new: bool,
    keys_destroyed: usize,
    erasures: String,
    said_in_record: bool,
    #[serde(skip)]
    is_beside_keys: bool,
}

/// Makes a backup.
pub(crate) fn backup(asked: &Backup) -> Result<BackedUp, Problem> {
    must_be_a_house(&asked.data)?;
    let today = crate::today();
    let to = places::whole(&asked.to)?;
    if to.starts_with(places::whole(&asked.data)?) {
        return Err(Problem::Inside { what: "the backup", data: asked.data.display().to_string() });
    }
    let list = places::beside(&to, BESIDE);
    if let Some(there) = [&to, &list].into_iter().find(|path| path.exists()) {
        return Err(Problem::Exists(there.display().to_string()));
    }
    let mut keyring = Keyring::open(&asked.keys, &asked.data, today)?;
    let (recipient, opens_until) = keyring.recipient(today)?;
    let copying = Copying::begin(&asked.data)?;
    // Said before it is done: so that nobody can have a backup and stop the program before it is said.
    let said_in_record = host_did(&asked.data, None, Act::Backup)?;
    let copied = copying.copy()?;
    // Read last, so that it names everything that the copies may lack.
    let erasures = read(&asked.data.join(ERASURES))?;
    let erasures = cut(&erasures);
    let manifest = Manifest {
        form: FORM,
        program: format!("roundtable {}", env!("CARGO_PKG_VERSION")),
        day: today,
        tables: copied.held.iter().map(InTable::of).collect(),
    };
    let mut fresh = places::fresh(places::folder(&to))?;
    Packer::new(fresh.as_file_mut(), &recipient)
        .and_then(|packer| pack(packer, &asked.data, &manifest, &copied, erasures))
        .and_then(|()| fresh.as_file().sync_all())
        .map_err(|error| Problem::file(&to, &error))?;
    let bytes = fresh.as_file().metadata().map_err(|error| Problem::file(&to, &error))?.len();
    fresh.persist_noclobber(&to).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => Problem::Exists(to.display().to_string()),
        _ => Problem::file(&to, &error.error),
    })?;
    places::put(&list, erasures.as_bytes())?;
    refresh(places::folder(&to), erasures)?;
    Ok(BackedUp {
        is_beside_keys: places::folder(&to) == places::folder(keyring.path()),
        file: to.display().to_string(),
        bytes,
        day: today.to_string(),
        tables: manifest.tables,
        opens_until: opens_until.to_string(),
        keys: keyring.path().display().to_string(),
        keys_are_new: keyring.is_new,
        keys_destroyed: keyring.destroyed,
        erasures: list.display().to_string(),
        said_in_record,
    })
}

fn pack(
    mut packer: Packer<&mut std::fs::File>,
    data: &Path,
    manifest: &Manifest,
    copied: &Copied,
    erasures: &str,
) -> std::io::Result<()> {
    packer.bytes(MANIFEST, &serde_json::to_vec(manifest)?)?;
    for name in ["house.key", "record.key"] {
        packer.bytes(name, &std::fs::read(data.join(name))?)?;
    }
    packer.bytes(ERASURES, erasures.as_bytes())?;
    let shown = shown(&data.join(ISSUED))?;
    if !shown.is_empty() {
        packer.bytes(SHOWN, &serde_json::to_vec(&shown)?)?;
    }
    packer.file(JOURNAL, &copied.journal)?;
    if let Some(record) = &copied.record {
        packer.file(RECORD, record)?;
    }
    packer.finish()
}

/// What was shown of parts of a group, by the names of the files.
fn shown(folder: &Path) -> std::io::Result<BTreeMap<String, String>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        entries => entries?,
    };
    let mut shown = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        // The server puts new ones in the place of old ones meanwhile.
        if path.extension().is_some_and(|end| end == "json")
            && let (Some(name), Ok(text)) = (path.file_name(), std::fs::read_to_string(&path))
        {
            shown.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    Ok(shown)
}

/// A list of erasures; an empty one where nothing was ever erased.
fn read(list: &Path) -> Result<String, Problem> {
    match std::fs::read_to_string(list) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| Problem::file(list, &error)),
    }
}

/// Brings the lists beside older backups up to date. One that is empty may be another house's: it is left as it is.
fn refresh(folder: &Path, newest: &str) -> Result<(), Problem> {
    let entries = std::fs::read_dir(folder).map_err(|error| Problem::file(folder, &error))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let lists: Vec<PathBuf> = paths.filter(|path| path.to_string_lossy().ends_with(BESIDE)).collect();
    for list in lists {
        let Ok(older) = std::fs::read_to_string(&list) else { continue };
        if !older.is_empty() && older.len() < newest.len() && newest.starts_with(&older) {
            places::put(&list, newest.as_bytes())?;
        }
    }
    Ok(())
}

impl Answer for BackedUp {
    fn sentences(&self) -> String {
        let entries: u64 = self.tables.iter().map(|table| table.entries).sum();
        let tables = self.tables.len() as u64;
        let mut lines = vec![format!(
            "Backed up {} with {} to {} ({} KB).",
            counted(tables, "table", "tables"),
            counted(entries, "entry", "entries"),
            self.file,
            grouped(self.bytes.div_ceil(1000)),
        )];
        if self.keys_are_new {
            lines.push(format!("A new keyring was made: {}.", self.keys));
        }
        lines.push(format!(
            "Its key is in {}. After {} that key is destroyed as soon as the keyring is used again, and then nobody can open this \
             backup any more, you neither.",
            self.keys, self.opens_until,
        ));
        if self.keys_destroyed > 0 {
            lines.push(format!(
                "{} older than {} days: backups made with them can't be opened by anybody any more.",
                counted(
                    self.keys_destroyed as u64,
                    "key was destroyed that was",
                    "keys were destroyed that were"
                ),
                super::keyring::KEPT_DAYS,
            ));
        }
        lines.push(if self.is_beside_keys {
            "The keyring lies beside the backup: whoever takes one has both. Keep them apart.".into()
        } else {
            "Keep the keyring apart from the data and from the backups.".into()
        });
        lines.push(
            "To put it back you need the list of what is erased from now on. Copy the file “erasures” of the data directory off \
             this machine often; it holds no words."
                .into(),
        );
        lines.push(if self.said_in_record {
            "Every table's record says that a backup was made.".into()
        } else {
            "There are no records yet, so none says that a backup was made.".into()
        });
        lines.join("\n")
    }
}
