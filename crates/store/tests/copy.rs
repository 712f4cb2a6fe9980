//! Copies of a directory that is in use, and what stands in the way of making them.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::Read as _;
use std::path::Path;

use record::entry::{Act, Fact};
use rusqlite::Connection;
use store::copy::{self, Copying, JOURNAL, RECORD};
use store::{House, StoreError};
use table::TableId;

/// A house with a journal that is open, and words in its write-ahead log that were destroyed since.
fn in_use(directory: &Path) -> (House, Connection) {
    let house = House::open(directory).unwrap();
    drop(house.journal().unwrap());
    let writer = Connection::open(directory.join(JOURNAL)).unwrap();
    writer.pragma_update(None, "secure_delete", true).unwrap();
    writer
        .execute_batch(
            "INSERT INTO seq_table (id, head) VALUES (7, 2);
             INSERT INTO journal (table_no, seq, day, kind, commitment) VALUES (1, 1, 0, '', x''), (1, 2, 0, '', x'');
             INSERT INTO content VALUES (1, 1, x'01', 'these words were canaryqgone'), (1, 2, x'02', 'canaryqstays');
             DELETE FROM content WHERE seq = 1",
        )
        .unwrap();
    (house, writer)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_copy_holds_what_stands_and_leaves_nothing_of_what_was_destroyed() {
    let directory = tempfile::tempdir().unwrap();
    let (_house, _writer) = in_use(directory.path());
    let log = directory.path().join("journal.sqlite-wal");
    assert!(holds(&std::fs::read(&log).unwrap(), "canaryqgone"));
    let copying = Copying::begin(directory.path()).unwrap();
    let mut copied = copying.copy().unwrap();
    let mut bytes = Vec::new();
    copied.journal.read_to_end(&mut bytes).unwrap();
    assert!(holds(&bytes, "canaryqstays") && !holds(&bytes, "canaryqgone"));
    assert_eq!((copied.held.len(), copied.held[0].entries), (1, 2));
    assert!(copied.record.is_none(), "no record has begun");
    // The copy has no name any more, and the log was emptied.
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    assert!(!directory.path().join("copying").join(JOURNAL).exists());
    drop(copying);
    assert!(!directory.path().join("copying").exists());
}

#[test]
fn copies_are_made_one_after_another() {
    let directory = tempfile::tempdir().unwrap();
    let (_house, _writer) = in_use(directory.path());
    let first = Copying::begin(directory.path()).unwrap();
    let refused = Copying::begin(directory.path()).unwrap_err();
    assert!(refused.to_string().contains("another backup is being made"), "{refused}");
    first.copy().unwrap();
    drop(first);
    Copying::begin(directory.path()).unwrap().copy().unwrap();
}

#[test]
fn a_house_that_is_open_keeps_others_out() {
    let directory = tempfile::tempdir().unwrap();
    assert!(copy::keep_out(directory.path()).unwrap().is_none(), "nobody was ever there");
    let house = House::open(directory.path()).unwrap();
    assert!(matches!(copy::keep_out(directory.path()), Err(StoreError::InUse(_))));
    drop(house);
    let kept = copy::keep_out(directory.path()).unwrap();
    assert!(kept.is_some());
    assert!(matches!(House::open(directory.path()), Err(StoreError::InUse(_))));
}

#[test]
fn a_wish_without_records_is_not_made() {
    let directory = tempfile::tempdir().unwrap();
    let (_house, _writer) = in_use(directory.path());
    assert!(!copy::wish(directory.path(), None, &Fact::Host(Act::Backup)).unwrap());
    assert!(!directory.path().join(RECORD).exists());
}

#[test]
fn half_a_line_of_the_list_of_erasures_destroys_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let (house, writer) = in_use(directory.path());
    // The line was cut in two when it was “… 23”: what is left names something else, which stands.
    let table = TableId::from_number(7);
    let list = directory.path().join("erasures");
    std::fs::write(&list, format!("{table} 2")).unwrap();
    drop(house.journal().unwrap());
    let there: i64 = writer.query_row("SELECT count(*) FROM content", [], |row| row.get(0)).unwrap();
    assert_eq!(there, 1, "it is still there");
    assert_eq!(std::fs::read_to_string(&list).unwrap(), "", "and what comes next begins a line");
    std::fs::write(&list, format!("{table} 2\n{table} 23")).unwrap();
    drop(house.journal().unwrap());
    let there: i64 = writer.query_row("SELECT count(*) FROM content", [], |row| row.get(0)).unwrap();
    assert_eq!(there, 0, "a whole line is heeded");
}
