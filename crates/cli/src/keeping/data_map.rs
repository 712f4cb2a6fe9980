//! `roundtable data-map`: what is kept, why, how long, and who can see it.

use std::fmt::Write as _;

use serde::Serialize;
use store::data_map::{FILES, Kept, KeptTable, NOWHERE, TABLES};

use crate::say::{Answer, Never};

/// Everything that is kept. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct DataMap {
    files: &'static [Kept],
    tables: &'static [KeptTable],
    kept_nowhere: &'static [&'static str],
}

/// Tells what is kept.
#[expect(clippy::unnecessary_wraps, reason = "as all commands")]
pub(crate) fn data_map() -> Result<DataMap, Never> {
    Ok(DataMap { files: FILES, tables: TABLES, kept_nowhere: NOWHERE })
}

impl Answer for DataMap {
    fn sentences(&self) -> String {
        let mut text = String::from("Files in the data directory\n");
        // Writing to a string can't fail.
        for file in self.files {
            tell(&mut text, file);
        }
        for table in self.tables {
            let _ = writeln!(text, "\n{}, table {}: {}", table.file, table.name, table.holds);
            for column in table.columns {
                tell(&mut text, column);
            }
        }
        let _ = write!(
            text,
            "\nThere is no place, in any file or column, for: {}.",
            self.kept_nowhere.join("; ")
        );
        text
    }
}

fn tell(text: &mut String, kept: &Kept) {
    let Kept { name, holds, why, until, seen_by, person } = kept;
    let _ = writeln!(text, "  {name}{}", if *person { " (can be about a person)" } else { "" });
    let _ = writeln!(
        text,
        "    What: {holds}\n    Why: {why}\n    How long: {until}\n    Who sees it: {seen_by}"
    );
}
