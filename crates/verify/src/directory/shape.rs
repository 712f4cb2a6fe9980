//! Whether a database has the tables this program knows, and nothing else that could act by itself.

use std::path::Path;

use rusqlite::Connection;

use super::keys::unreadable;
use super::open::Source;
use crate::finding::{Code, CouldNot};
use crate::found::{Found, NOWHERE};

/// A database as it has to be.
pub(super) struct Shape {
    /// The name of its file.
    pub(super) file: &'static str,
    version: u32,
    tables: &'static [Known],
}

/// A table, and its columns with their types.
struct Known {
    name: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

/// The private journal.
pub(super) const JOURNAL: Shape = Shape {
    file: "journal.sqlite",
    version: 3,
    tables: &[
        Known { name: "seq_table", columns: &[("no", "INTEGER"), ("id", "INTEGER"), ("head", "INTEGER")] },
        Known {
            name: "journal",
            columns: &[
                ("table_no", "INTEGER"),
                ("seq", "INTEGER"),
                ("day", "INTEGER"),
                ("kind", "TEXT"),
                ("conversation", "INTEGER"),
                ("statement", "INTEGER"),
                ("commitment", "BLOB"),
                ("item", "INTEGER"),
                ("seal", "BLOB"),
            ],
        },
        Known {
            name: "content",
            columns: &[("table_no", "INTEGER"), ("seq", "INTEGER"), ("salt", "BLOB"), ("body", "TEXT")],
        },
        Known {
            name: "erasure",
            columns: &[("table_no", "INTEGER"), ("seq", "INTEGER"), ("by_seq", "INTEGER"), ("seal", "BLOB")],
        },
    ],
};

/// The records.
pub(super) const RECORD: Shape = Shape {
    file: "record.sqlite",
    version: 1,
    tables: &[
        Known {
            name: "log",
            columns: &[
                ("no", "INTEGER"),
                ("table_id", "INTEGER"),
                ("epoch", "INTEGER"),
                ("origin", "TEXT"),
                ("size", "INTEGER"),
                ("checkpoint", "TEXT"),
                ("witnessed", "TEXT"),
            ],
        },
        Known {
            name: "bundle",
            columns: &[("log_no", "INTEGER"), ("number", "INTEGER"), ("entries", "BLOB"), ("seqs", "BLOB")],
        },
        Known {
            name: "tile",
            columns: &[
                ("log_no", "INTEGER"),
                ("level", "INTEGER"),
                ("number", "INTEGER"),
                ("hashes", "BLOB"),
            ],
        },
        Known {
            name: "tombstone",
            columns: &[("log_no", "INTEGER"), ("target", "INTEGER"), ("entry", "INTEGER")],
        },
        Known {
            name: "cosignature",
            columns: &[("log_no", "INTEGER"), ("witness", "TEXT"), ("size", "INTEGER"), ("line", "TEXT")],
        },
        Known { name: "wish", columns: &[("no", "INTEGER"), ("table_id", "INTEGER"), ("fact", "BLOB")] },
    ],
};

impl Shape {
    /// Finds the database in a directory and looks whether it is as it has to be.
    ///
    /// # Errors
    /// Where it is not there, is of another version or has not the tables.
    pub(super) fn find(&self, directory: &Path, found: &mut Found) -> Result<(Source, Connection), CouldNot> {
        let path = directory.join(self.file);
        let source = Source::of(&path)?;
        let connection = source.open()?;
        let trouble = |error| source.trouble(&error);
        let version: i64 =
            connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(trouble)?;
        let known = i64::from(self.version);
        if version > known {
            let why = format!(
                "it is of version {version}, and this program knows version {known}: use a newer one"
            );
            return Err(unreadable(&path, &why));
        }
        if version < known {
            let why = format!(
                "it is of version {version}; start the server once, which brings it to version {known}, and check then"
            );
            return Err(unreadable(&path, &why));
        }
        for table in self.tables {
            if !table.is_in(&connection).map_err(trouble)? {
                let why = format!("its table “{}” is not as this program knows it", table.name);
                return Err(unreadable(&path, &why));
            }
        }
        strangers(&connection, self.file, found).map_err(trouble)?;
        Ok((source, connection))
    }
}

impl Known {
    fn is_in(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let mut about = connection.prepare("SELECT type FROM sqlite_schema WHERE name = ?1")?;
        let is_table =
            about.query_map([self.name], |row| row.get::<_, String>(0))?.eq([Ok("table".to_owned())]);
        let mut columns = connection.prepare("SELECT name, type FROM pragma_table_info(?1)")?;
        let columns: Vec<(String, String)> = columns
            .query_map([self.name], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let fits =
            columns.iter().map(|(name, of)| (name.as_str(), of.as_str())).eq(self.columns.iter().copied());
        Ok(is_table && fits)
    }
}

/// Triggers and views change what is written or read; this program makes none.
fn strangers(connection: &Connection, file: &str, found: &mut Found) -> rusqlite::Result<()> {
    let mut strange = connection
        .prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 20")?;
    let mut rows = strange.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, name): (String, String) = (row.get(0)?, row.get(1)?);
        let name: String = name.chars().filter(|letter| !letter.is_control()).take(60).collect();
        found.add(
            Code::InsertedOutsideLog,
            NOWHERE,
            format!("{file} has a {kind} “{name}” that the server did not make."),
        );
    }
    Ok(())
}

/// What the engine says of the file's own order: nothing where all is well.
///
/// # Errors
/// Where it can't be opened.
pub(super) fn damage(source: &Source, file: &str, found: &mut Found) -> Result<(), CouldNot> {
    let connection = source.open()?;
    let mut say = |what: &str| {
        let what: String = what.chars().filter(|letter| !letter.is_control()).take(200).collect();
        found.add(Code::Altered, NOWHERE, format!("{file} is damaged: {what}"));
    };
    if let Err(error) = look_through(&connection, &mut say) {
        say(&error.to_string());
    }
    Ok(())
}

fn look_through(connection: &Connection, say: &mut impl FnMut(&str)) -> rusqlite::Result<()> {
    let mut check = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        match row.get_ref(0)?.as_str() {
            Ok("ok") => {}
            Ok(what) => say(what),
            Err(_) => say("and it does not say how"),
        }
    }
    Ok(())
}
