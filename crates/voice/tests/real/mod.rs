//! Finds the open data that is kept beside the repository; what is absent is skipped, saying so.

use std::path::{Path, PathBuf};

/// Where the data is.
pub(crate) fn folder() -> PathBuf {
    match std::env::var_os("ROUNDTABLE_SHARED_DATA") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
    }
}

/// A file's text, or `None` where the data is absent.
pub(crate) fn text(name: &str) -> Option<String> {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is absent", path.display());
    }
    text
}
