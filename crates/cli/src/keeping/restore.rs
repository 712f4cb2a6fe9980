//! `roundtable restore`: puts a backup back, without what was erased since. Either all of it is there in the end, or nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::Serialize;
use store::copy::{self, ERASURES, ISSUED, RECORD, RECOVERING};
use table::Day;

use super::backup::{BESIDE, FORM, InTable, MANIFEST, Manifest, NEEDED, SHOWN};
use super::keyring::Keyring;
use super::list::{self, Erased, Heads};
use super::{Problem, pack, places};
use crate::args::Restore;
use crate::say::{Answer, counted, grouped};

/// What a restore answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Restored {
    data: String,
    /// The day the backup was made.
    day: String,
    program: String,
    tables: Vec<InTable>,
    /// The lists that said what was erased since.
    erasures: Vec<String>,
    /// How many contents were erased again.
    erased_again: u64,
    /// Where the folder is that was there before.
    moved_to: Option<String>,
    keys_destroyed: usize,
    #[serde(skip)]
    keys: String,
}

/// Puts a backup back.
pub(crate) fn restore(asked: &Restore) -> Result<Restored, Problem> {
    let today = crate::today();
    let data = places::whole(&asked.data)?;
    let there = What::is(&data)?;
    if there == What::Something && !asked.replace {
        return Err(Problem::NotEmpty(asked.data.display().to_string()));
    }
    let _lock = copy::keep_out(&data)?;
    if !asked.keys.is_file() {
        return Err(Problem::file(&asked.keys, &"there is no keyring here; check --keys"));
    }
    let keyring = Keyring::open(&asked.keys, &data, today)?;
    let parent = places::folder(&data);
    std::fs::create_dir_all(parent).map_err(|error| Problem::file(parent, &error))?;
    let prefix = format!(".{}.restoring-", data.file_name().unwrap_or_default().to_string_lossy());
    clear(parent, &prefix)?;
    let place = tempfile::Builder::new()
        .prefix(&prefix)
        .tempdir_in(parent)
        .map_err(|error| Problem::file(parent, &error))?;
    let Unpacked { manifest, heads, own } = unpack(&asked.from, &keyring, place.path())?;
    let lists = lists(asked, &data, there, &own, &heads)?;
    let erased = merged(&lists);
    let list = list::put_back(&own, &erased, &heads);
    places::put(&place.path().join(ERASURES), list.as_bytes())?;
    copy::settle(place.path())?;
    places::put(&place.path().join(RECOVERING), b"restored")?;
    sync(place.path())?;
    let moved_to = (there == What::Something).then(|| aside(&data, today)).transpose()?;
    // On every system an empty folder may be in the way of a rename.
    if there == What::Empty {
        std::fs::remove_dir(&data).map_err(|error| Problem::file(&data, &error))?;
    }
    if let Err(error) = std::fs::rename(place.path(), &data) {
        // Then everything is as it was.
        if let Some(moved_to) = &moved_to {
            std::fs::rename(moved_to, &data).map_err(|error| Problem::file(moved_to, &error))?;
        }
        return Err(Problem::file(&data, &error));
    }
    // It has another name now, so there is nothing left to clear away.
    drop(place.keep());
    places::settle(parent);
    Ok(Restored {
        data: data.display().to_string(),
        day: manifest.day.to_string(),
        program: manifest.program,
        tables: manifest.tables,
        erasures: lists.into_iter().map(|list| list.path.display().to_string()).collect(),
        erased_again: erased.len() as u64,
        moved_to: moved_to.map(|path| path.display().to_string()),
        keys_destroyed: keyring.destroyed,
        keys: keyring.path().display().to_string(),
    })
}

/// What is where a backup is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Nothing,
    Empty,
    Something,
}

impl What {
    fn is(data: &Path) -> Result<Self, Problem> {
        match std::fs::read_dir(data) {
            Ok(mut entries) => Ok(if entries.next().is_none() { Self::Empty } else { Self::Something }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::Nothing),
            Err(error) => Err(Problem::file(data, &error)),
        }
    }
}

/// Removes what a restore left that was killed halfway: it holds words.
fn clear(parent: &Path, prefix: &str) -> Result<(), Problem> {
    let entries = std::fs::read_dir(parent).map_err(|error| Problem::file(parent, &error))?;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            std::fs::remove_dir_all(entry.path()).map_err(|error| Problem::file(&entry.path(), &error))?;
        }
    }
    Ok(())
}

/// A backup that was unpacked.
struct Unpacked {
    manifest: Manifest,
    heads: Heads,
    /// Its own list of erasures.
    own: String,
}

/// Unpacks a backup and sees that it holds what it says.
fn unpack(from: &Path, keyring: &Keyring, place: &Path) -> Result<Unpacked, Problem> {
    let names: Vec<&str> = NEEDED.into_iter().chain([RECORD, SHOWN]).collect();
    let found = pack::unpack(from, keyring, place, &names)?;
    let damaged = |what: &str| Problem::Damaged { from: from.display().to_string(), what: what.to_owned() };
    if let Some(missing) = NEEDED.into_iter().find(|name| !found.iter().any(|found| found == name)) {
        return Err(damaged(&format!("{missing} is missing")));
    }
    let path = place.join(MANIFEST);
    let text = read(&path)?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|_| damaged("its manifest can't be read"))?;
    if manifest.form != FORM {
        return Err(damaged("it has another form than this program knows; use the program that made it"));
    }
    std::fs::remove_file(&path).map_err(|error| Problem::file(&path, &error))?;
    if found.iter().any(|name| name == SHOWN) && !put_shown(place)? {
        return Err(damaged("what was shown before can't be read"));
    }
    let held: Vec<InTable> = copy::holds(place)?.iter().map(InTable::of).collect();
    if held != manifest.tables {
        return Err(damaged("it does not hold what its manifest says"));
    }
    let heads = manifest.tables.iter().filter_map(|table| Some((table.id()?, table.entries))).collect();
    let own = read(&place.join(ERASURES))?;
    Ok(Unpacked { heads, own: list::cut(&own).to_owned(), manifest })
}

/// Lays out what was shown of parts of a group as it lay there. Without it something else would be shown now, and the difference
/// could tell about one person. False, where it can't be read.
fn put_shown(place: &Path) -> Result<bool, Problem> {
    let packed = place.join(SHOWN);
    let folder = place.join(ISSUED);
    let Ok(shown) = serde_json::from_str::<BTreeMap<String, String>>(&read(&packed)?) else {
        return Ok(false);
    };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    std::fs::create_dir(&folder).map_err(|error| Problem::file(&folder, &error))?;
    for (name, text) in shown {
        if !name.strip_suffix(".json").is_some_and(|name| name.chars().all(is_plain)) {
            return Ok(false);
        }
        places::put(&folder.join(name), text.as_bytes())?;
    }
    std::fs::remove_file(&packed).map_err(|error| Problem::file(&packed, &error))?;
    Ok(true)
}

/// A list that says what was erased since.
struct Newer {
    path: PathBuf,
    erased: Vec<Erased>,
}

/// All lists that can be found, of those that go on where the backup's own ends. None is needed where `--no-erasures` says so;
/// but what is known to be erased never comes back.
fn lists(asked: &Restore, data: &Path, there: What, own: &str, heads: &Heads) -> Result<Vec<Newer>, Problem> {
    let mut found = Vec::new();
    let newer = |path: &Path, text: &str| {
        list::since(own, text, heads).map(|erased| Newer { path: path.to_owned(), erased })
    };
    let other = |path: &Path| Problem::OtherList { list: path.display().to_string() };
    if let Some(path) = &asked.erasures {
        found.push(newer(path, &read(path)?).ok_or_else(|| other(path))?);
    }
    let has_said = asked.erasures.is_some() || asked.no_erasures;
    let kept = data.join(ERASURES);
    if there == What::Something && kept.is_file() {
        match newer(&kept, &read(&kept)?) {
            Some(list) => found.push(list),
            None if has_said => {}
            None => return Err(other(&kept)),
        }
    }
    let beside = places::beside(&asked.from, BESIDE);
    let is_sure = has_said || !found.is_empty();
    if beside.is_file() {
        let text = read(&beside)?;
        match newer(&beside, &text) {
            Some(_) if !is_sure && list::cut(&text).len() == own.len() => {
                return Err(Problem::OldList { list: beside.display().to_string() });
            }
            Some(list) => found.push(list),
            None if is_sure => {}
            None => return Err(other(&beside)),
        }
    }
    if found.is_empty() && !asked.no_erasures {
        return Err(Problem::NoList { beside: beside.display().to_string() });
    }
    found.retain(|list| !asked.no_erasures || !list.erased.is_empty());
    // Given by name, a list may be one of those that are looked for.
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|list| seen.insert(list.path.canonicalize().unwrap_or_else(|_| list.path.clone())));
    Ok(found)
}

/// What any list names, in order, each once.
fn merged(lists: &[Newer]) -> Vec<Erased> {
    let mut seen = std::collections::BTreeSet::new();
    lists.iter().flat_map(|list| &list.erased).copied().filter(|erased| seen.insert(*erased)).collect()
}

fn read(path: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(path).map_err(|error| Problem::file(path, &error))
}

/// Everything in the folder is on the disk before the folder gets its name.
fn sync(folder: &Path) -> Result<(), Problem> {
    let entries = std::fs::read_dir(folder).map_err(|error| Problem::file(folder, &error))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            // Each file in it is on the disk already.
            places::settle(&path);
            continue;
        }
        File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.sync_all())
            .map_err(|error| Problem::file(&path, &error))?;
    }
    places::settle(folder);
    Ok(())
}

/// Moves the folder that is there aside; returns where it is now.
fn aside(data: &Path, today: Day) -> Result<PathBuf, Problem> {
    let first = places::beside(data, &format!(".before-{today}"));
    let others = (2..).map(|again| places::beside(data, &format!(".before-{today}-{again}")));
    let Some(free) = std::iter::once(first).chain(others).take(1000).find(|path| !path.exists()) else {
        return Err(Problem::Exists(data.display().to_string()));
    };
    std::fs::rename(data, &free).map_err(|error| Problem::file(data, &error))?;
    Ok(free)
}

impl Answer for Restored {
    fn sentences(&self) -> String {
        let tables = self.tables.len() as u64;
        let mut lines = vec![format!(
            "Put back into {}: the backup of {}, made by {}, with {}.",
            self.data,
            self.day,
            self.program,
            counted(tables, "table", "tables"),
        )];
        for InTable { table, entries, record } in &self.tables {
            let entries = counted(*entries, "entry", "entries");
            lines.push(match record {
                Some(record) => format!(
                    "  {table}: {entries}. Its record had {}, with the root {}.",
                    counted(record.size, "entry", "entries"),
                    record.root,
                ),
                None => format!("  {table}: {entries}. It had no record yet."),
            });
        }
        lines.push(match self.erasures.as_slice() {
            [] => "No list said what was erased after that day. Everything that people took back since then, and everything of \
                   those who left since then, is here again. Find out what it was, erase it with “roundtable erase”, and tell \
                   them."
                .into(),
            lists => format!(
                "Erased again, as it was erased after the backup: {}, named in {}.",
                counted(self.erased_again, "thing", "things"),
                lists.join(" and "),
            ),
        });
        if let Some(moved_to) = &self.moved_to {
            lines.push(format!(
                "The folder that was there is {moved_to} now, with everything in it, and what is erased from now on is not erased \
                 in it: remove it when you are sure that you don't need it."
            ));
        }
        if self.keys_destroyed > 0 {
            lines.push(format!(
                "{} keys in {} were older than {} days and were destroyed.",
                grouped(self.keys_destroyed as u64),
                self.keys,
                super::keyring::KEPT_DAYS,
            ));
        }
        lines.push(format!(
            "A server on it shows everything and adds nothing, until you say in public that it was put back: roundtable recover \
             --data {} --cause restored",
            self.data,
        ));
        lines.push(
            "What was acknowledged after the backup is lost. Whoever has a promise for it can show that."
                .into(),
        );
        lines.join("\n")
    }
}
