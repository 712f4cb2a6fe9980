//! What stands in the files of a data directory.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::must;

/// All files under a directory with what is in them. One that goes while they are read is left out: a
/// database's log may.
///
/// # Panics
/// When the directory can't be listed.
pub fn files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in must(fs::read_dir(directory), "list the data directory").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if let Ok(held) = fs::read(&path) {
            found.push((path, held));
        }
    }
    found
}

/// Every word that begins with `mark` in any file, in small letters, however it is written there. Marked words
/// are letters and digits only.
pub fn marked(directory: &Path, mark: &str) -> BTreeSet<String> {
    files(directory).iter().flat_map(|(_, held)| marked_in(held, mark)).collect()
}

/// Every word that begins with `mark` in some bytes, in small letters. Text of two bytes a letter is found too.
pub fn marked_in(bytes: &[u8], mark: &str) -> BTreeSet<String> {
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    words(&bytes.to_ascii_lowercase(), mark).chain(words(&narrow.to_ascii_lowercase(), mark)).collect()
}

fn words(bytes: &[u8], mark: &str) -> impl Iterator<Item = String> {
    let mark = mark.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|byte| *byte == mark.as_bytes()[0]) {
        at += offset;
        if bytes[at..].starts_with(mark.as_bytes()) {
            let end = bytes[at..].iter().position(|byte| !byte.is_ascii_alphanumeric());
            let word = &bytes[at..end.map_or(bytes.len(), |end| at + end)];
            found.push(String::from_utf8_lossy(word).into_owned());
        }
        at += 1;
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::marked_in;

    #[test]
    fn marked_words_are_found_however_they_are_written() {
        let bytes = b"{\"text\":\"a CANARYone, canarytwo\"}c\0a\0n\0a\0r\0y\0x\0";
        let found: Vec<String> = marked_in(bytes, "Canary").into_iter().collect();
        assert_eq!(found, ["canaryone", "canarytwo", "canaryx"]);
    }
}
