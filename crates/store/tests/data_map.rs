//! The data map says all that is kept, and nothing that is not.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use store::data_map::{FILES, NOWHERE, TABLES};
use store::{Clerk, House, RecordSettings, Recorder};
use table::Day;

/// File, table, column.
type Place = (String, String, String);

fn in_the_map() -> BTreeSet<Place> {
    TABLES
        .iter()
        .flat_map(|table| {
            table.columns.iter().map(|column| (table.file.into(), table.name.into(), column.name.into()))
        })
        .collect()
}

fn in_the_file(directory: &Path, file: &str) -> BTreeSet<Place> {
    let connection = Connection::open(directory.join(file)).unwrap();
    let mut columns = connection
        .prepare(
            "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        )
        .unwrap();
    columns
        .query_map([], |row| Ok((file.to_owned(), row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn every_column_and_every_file_is_in_the_map() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let clerk = Clerk::start(Arc::new(house.journal().unwrap()), Day::from_number(20_000)).unwrap();
    let recorder = Recorder::start(&house, &clerk, RecordSettings::default()).unwrap();
    let found: BTreeSet<Place> = ["journal.sqlite", "record.sqlite"]
        .into_iter()
        .flat_map(|file| in_the_file(directory.path(), file))
        .collect();
    assert_eq!(found, in_the_map());
    let named: BTreeSet<String> = FILES.iter().map(|file| file.name.into()).collect();
    let there: BTreeSet<String> = std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    // These come and go; whoever writes them is tested to.
    let passing = ["issued", "settings", "house.new", "record.new", "recovering", "notice", "copying"]
        .map(str::to_owned);
    assert_eq!(there, named.difference(&passing.into()).cloned().collect());
    drop((recorder, clerk));
}

#[test]
fn nothing_is_kept_that_tells_where_somebody_lives_or_what_they_use() {
    for (_, table, column) in in_the_map() {
        for word in ["address", "postcode", "street", "ip", "agent", "phone", "birth", "time"] {
            assert!(!column.split('_').any(|part| part == word), "{table}.{column}");
        }
    }
    assert!(NOWHERE.iter().any(|kept| kept.contains("postal address")));
    assert!(NOWHERE.iter().any(|kept| kept.contains("IP")));
    assert!(NOWHERE.iter().any(|kept| kept.contains("user agent")));
}
