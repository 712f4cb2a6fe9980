//! The checker that was written from the format alone: docs/check-record.py.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where it is.
pub(crate) fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/check-record.py")
}

/// What it says of an export and checkpoints that were kept: its exit code and its object.
pub(crate) fn check<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> (i32, Value) {
    let output = Command::new("python3").arg(program()).args(words).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

/// What was found: where, and what sort of thing.
pub(crate) fn found(report: &Value) -> BTreeSet<(Option<u64>, String)> {
    let findings = report["findings"].as_array().unwrap_or_else(|| panic!("{report}"));
    let each = findings.iter().map(|one| (one["entry"].as_u64(), one["code"].as_str().unwrap().to_owned()));
    each.collect()
}

/// Checks that both checkers say the same of something, and gives the exit code of both.
#[track_caller]
pub(crate) fn agree<S: AsRef<OsStr>>(export: &Path, kept: &[S]) -> i32 {
    let mut words: Vec<&OsStr> = vec![export.as_os_str()];
    for note in kept {
        words.extend([OsStr::new("--checkpoint"), note.as_ref()]);
    }
    let (exit, ours) = crate::house::verify(&words);
    let (code, theirs) = check([export.as_os_str()].into_iter().chain(kept.iter().map(AsRef::as_ref)));
    assert_eq!(exit, code, "{ours}\n{theirs}");
    if exit < 2 {
        assert_eq!(found(&ours), found(&theirs), "{ours}\n{theirs}");
        assert_eq!((&ours["size"], &ours["root"]), (&theirs["size"], &theirs["root"]));
    }
    exit
}
