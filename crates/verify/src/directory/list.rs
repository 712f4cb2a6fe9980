//! The list of what was destroyed, beside the journal: it outlives a journal that was put back from a copy.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use table::TableId;

use super::keys::unreadable;
use crate::finding::CouldNot;

/// Its name.
const FILE: &str = "erasures";
/// No line is longer: a code, and a number.
const LONGEST: u64 = 64;

/// What it names: a table, and an entry of its journal.
#[derive(Debug, Default)]
pub(super) struct List(Vec<(u64, u64)>);

impl List {
    /// Reads it. Where there is none, nothing was destroyed yet.
    ///
    /// # Errors
    /// Where it is there and can't be read.
    pub(super) fn read(directory: &Path) -> Result<Self, CouldNot> {
        let path = directory.join(FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        let trouble = |error: std::io::Error| unreadable(&path, &error.to_string());
        let mut file = BufReader::new(File::open(&path).map_err(trouble)?);
        let (mut named, mut line) = (Vec::new(), Vec::new());
        while file.by_ref().take(LONGEST).read_until(b'\n', &mut line).map_err(trouble)? > 0 {
            // A crash can leave half a line at the end.
            named.extend(read(&line));
            line.clear();
        }
        named.sort_unstable();
        Ok(Self(named))
    }

    /// Whether an entry's content was destroyed.
    pub(super) fn names(&self, table: u64, seq: u64) -> bool {
        self.0.binary_search(&(table, seq)).is_ok()
    }
}

fn read(line: &[u8]) -> Option<(u64, u64)> {
    let (table, seq) = std::str::from_utf8(line).ok()?.strip_suffix('\n')?.split_once(' ')?;
    Some((table.parse::<TableId>().ok()?.number(), seq.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_what_is_none_is_passed_over() {
        let directory = tempfile::tempdir().unwrap();
        assert!(!List::read(directory.path()).unwrap().names(7, 3));
        let table = TableId::from_number(7);
        let text = format!("{table} 3\nnothing\n{}\n{table} 12\n{table} 4", "x".repeat(500));
        std::fs::write(directory.path().join(FILE), text).unwrap();
        let list = List::read(directory.path()).unwrap();
        assert!(list.names(7, 3) && list.names(7, 12));
        assert!(!list.names(7, 4), "half a line");
        assert!(!list.names(8, 3));
    }
}
