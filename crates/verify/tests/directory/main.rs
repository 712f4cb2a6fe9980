//! `roundtable verify DIR` on directories that the program wrote and somebody else wrote to since.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod flips;
mod life;
mod maps;
mod running;
mod tampered;

use std::collections::BTreeSet;
use std::path::Path;

use verify::directory::check;
use verify::{Asked, Code, CouldNot, Report};

use life::Week;

pub(crate) fn asked() -> Asked {
    Asked { today: Some(life::today().number()), ..Asked::default() }
}

pub(crate) fn look(path: &Path) -> Report {
    check(path, &asked()).unwrap()
}

pub(crate) fn codes(report: &Report) -> BTreeSet<Code> {
    report.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_week_is_in_order() {
    let week = Week::get();
    let home = week.copy();
    let before: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let report = look(home.path());
    assert_eq!(report.findings, []);
    assert!(report.ok);
    assert_eq!((report.size, report.root.clone()), (week.last.size, Some(week.last.root.to_string())));
    let [checked] = report.records.as_slice() else { panic!("one record") };
    assert_eq!(checked.table, Some(life::id().to_string()));
    assert_eq!(checked.origin, week.last.origin);
    assert_eq!(checked.words.split(' ').count(), 8);
    assert_eq!(checked.waiting, Some(0));
    let done = checked.recomputed;
    assert_eq!((done.counts, done.accounts, done.decisions, done.out_of_reach), (3, 2, 1, 0));
    let after: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(before, after, "nothing is left behind");
}

#[test]
fn what_is_no_directory_or_of_another_version_is_said_to_be_so() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(check(empty.path(), &asked()), Err(CouldNot::NotThere(_))));
    for (file, version, says) in [
        ("journal.sqlite", 4, "version 4"),
        ("journal.sqlite", 2, "version 2"),
        ("record.sqlite", 2, "version 2"),
        ("record.sqlite", 0, "version 0"),
    ] {
        let home = Week::get().copy();
        tampered::run(home.path(), file, &format!("PRAGMA user_version = {version}"));
        let error = check(home.path(), &asked()).unwrap_err().to_string();
        assert!(error.contains(file) && error.contains(says), "{error}");
    }
    for file in ["house.key", "record.key", "record.sqlite"] {
        let home = Week::get().copy();
        std::fs::remove_file(home.path().join(file)).unwrap();
        let error = check(home.path(), &asked()).unwrap_err().to_string();
        assert!(error.contains(file), "{error}");
    }
}

#[test]
fn one_table_can_be_asked_for() {
    let home = Week::get().copy();
    let of = |code: &str| check(home.path(), &Asked { table: Some(code.to_owned()), ..asked() });
    assert!(of(&life::id().to_string()).unwrap().ok);
    assert!(matches!(of("22222223"), Err(CouldNot::Unreadable { .. })));
}
