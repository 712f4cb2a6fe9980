//! Data that an earlier release wrote, and data that a later one wrote.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ::record::entry::Fact;
use rusqlite::Connection;
use serde_json::{Value, json};
use support::Server;
use support::disk::{files, marked};
use table::{Kept, Table};

use crate::house::{House, PATIENCE, launch as serve, record};
use crate::killed::{copy, fastest, killed_after, kills, until_both};
use crate::run::{run, verify};

/// The version of the journal's schema that this program writes.
const CURRENT: u32 = 3;

/// The journal of a release, as it wrote it.
struct Release {
    sql: &'static str,
    /// The version of its schema.
    schema: u32,
    /// Whether it knew accounts, decisions and promises.
    decides: bool,
}

const RELEASES: [Release; 3] = [
    Release { sql: include_str!("golden/release-1.sql"), schema: 1, decides: false },
    Release { sql: include_str!("golden/release-2.sql"), schema: 2, decides: false },
    Release { sql: include_str!("golden/release-3.sql"), schema: 2, decides: true },
];

impl Release {
    /// A line of the head of the file.
    fn head(&self, name: &str) -> &'static str {
        self.sql.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(name)).unwrap().trim()
    }

    fn table(&self) -> &'static str {
        self.head("table ")
    }

    /// Lays out the data directory as the release left it.
    fn lay_out(&self, data: &Path) {
        std::fs::create_dir_all(data).unwrap();
        let key = self.head("house.key ");
        let byte = |at| u8::from_str_radix(&key[at..at + 2], 16).unwrap();
        std::fs::write(data.join("house.key"), (0..key.len()).step_by(2).map(byte).collect::<Vec<_>>())
            .unwrap();
        let journal = Connection::open(data.join("journal.sqlite")).unwrap();
        journal.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        journal.execute_batch(self.sql).unwrap();
    }

    /// Everything is as that release showed it.
    fn is_all_there(&self, server: &Server) {
        let read = |path: &str| {
            let reply = server.client().get(&format!("/api/v1/tables/{}{path}", self.table())).send();
            assert_eq!(reply.status, 200, "{path}: {}", reply.text());
            reply.json()
        };
        let listed = read("/conversations/1/statements")["statements"].clone();
        let texts: Vec<&Value> = listed.as_array().unwrap().iter().map(|one| &one["text"]).collect();
        let expected = [
            json!("The door is shut until nine"),
            json!("A bell would do"),
            Value::Null,
            json!("=1+1 \"äöü\" and more"),
        ];
        assert_eq!(texts, expected.iter().collect::<Vec<_>>());
        assert_eq!(listed[2]["taken_back"], true);
        if !self.decides {
            return;
        }
        let decision = read("/decisions/1");
        assert_eq!(decision["state"], "passed");
        let closed = &decision["closed"];
        assert_eq!((&closed["on"], &closed["answered"]), (&json!("2026-11-25"), &json!(3)));
        assert_eq!(closed["working"]["stands"], json!({ "yes": 2, "ok": 1, "not_sure": 0, "worried": 0 }));
        assert_eq!(closed["words"], json!([{ "stand": "yes", "text": "So that it is light" }]));
        let account = read("/accounts/1");
        assert_eq!(
            (&account["state"], &account["settled"]["on"]),
            (&json!("not-agreed"), &json!("2026-11-25"))
        );
        let promise = read("/promises/1");
        assert_eq!((&promise["who"], &promise["what"]), (&json!("Sam"), &json!("Oil the hinge")));
    }
}

/// What the program's own rules make of a journal, which nobody uses.
fn folded(data: &Path, table: &str) -> Table {
    let mut folded: Option<Table> = None;
    let house = store::House::open(data).unwrap();
    let follow = house.journal().unwrap();
    let each = &mut |kept: Kept, day| match (&mut folded, &kept) {
        (Some(table), kept) => table.apply_kept(kept, day),
        (none, Kept::Whole(first)) => *none = Table::begin(first, day),
        (None, kept) => panic!("{kept:?}"),
    };
    store::Journal::follow(&follow, table.parse().unwrap(), 0, each).unwrap();
    folded.unwrap()
}

/// The schema of a journal that a killed program left: that of one version, with all that belongs to it.
fn schema_of(data: &Path) -> u32 {
    let place = tempfile::tempdir().unwrap();
    for name in ["journal.sqlite", "journal.sqlite-wal"] {
        if data.join(name).exists() {
            std::fs::copy(data.join(name), place.path().join(name)).unwrap();
        }
    }
    let journal = Connection::open(place.path().join("journal.sqlite")).unwrap();
    let number = |sql: &str| journal.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    let version = number("PRAGMA user_version");
    let has = |column: &str| {
        number(&format!("SELECT count(*) FROM pragma_table_info('journal') WHERE name = '{column}'"))
    };
    let lists = number("SELECT count(*) FROM sqlite_schema WHERE name = 'erasure'");
    let expected = (u32::from(version >= 2), u32::from(version >= 3), u32::from(version >= 3));
    assert_eq!((has("item"), has("seal"), lists), expected, "version {version}");
    if version >= 3 {
        assert_eq!(number("SELECT count(*) FROM journal WHERE seal IS NULL"), 0, "every row is sealed");
        let gone =
            number("SELECT count(*) FROM journal LEFT JOIN content USING (table_no, seq) WHERE salt IS NULL");
        assert!(gone > 0);
        assert_eq!(number("SELECT count(*) FROM erasure"), gone, "whatever is gone is said to be");
    }
    version
}

// trust E 87
#[test]
fn the_data_of_every_release_become_those_of_this_one_whenever_it_is_killed_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let (mut old, mut new) = (0, 0);
    for (number, release) in RELEASES.iter().enumerate() {
        let place = home.path().join(number.to_string());
        let golden = place.join("golden");
        release.lay_out(&golden);
        assert_eq!(schema_of(&golden), release.schema);
        let mut tries = 0;
        let mut fresh = || -> PathBuf {
            tries += 1;
            let data = place.join(tries.to_string());
            copy(&golden, &data);
            data
        };
        let whole = fastest(|| drop(serve(&fresh()).start()));
        let unharmed = fresh();
        let expected = folded(&unharmed, release.table());
        // More than fifty in all; fifty for each release where many are asked for.
        let data = fresh();
        let (before, after) = until_both((kills() / 2).clamp(17, 50), whole, |moment| {
            let again = fresh();
            let words = ["serve", "--listen", "127.0.0.1:0", "--record-every", "1", "--data"];
            let arguments: Vec<OsString> =
                words.iter().map(Into::into).chain([again.clone().into()]).collect();
            killed_after(arguments, moment);
            let version = schema_of(&again);
            assert!(version == CURRENT || (release.schema..CURRENT).contains(&version));
            let mut server = serve(&again).start();
            release.is_all_there(&server);
            assert!(server.terminate(PATIENCE).success());
            assert_eq!(schema_of(&again), CURRENT);
            assert_eq!(folded(&again, release.table()), expected, "after {moment:?}");
            verify(&again);
            std::fs::remove_dir_all(&again).unwrap();
            version == CURRENT
        });
        (old, new) = (old + before, new + after);
        // Nothing of what was taken back before comes back, and the record says that it is gone.
        let mut server = serve(&data).start();
        record(&server, release.table(), |facts| {
            facts.iter().any(|fact| matches!(fact, Fact::Tombstone { .. }))
        });
        assert!(server.terminate(PATIENCE).success());
        assert!(marked(&data, "canaryq").is_empty());
    }
    println!("killed meanwhile: {old} times the data were old, {new} times new");
}

/// Every byte of a directory, and what is left when it is closed.
fn bytes(data: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(data).into_iter().filter(|(path, _)| !path.ends_with("lock")).collect()
}

// trust E 88
#[test]
fn no_command_touches_the_data_of_a_later_release() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open earlier");
    house.stop();
    let files: [(&str, &str); 2] = [("journal.sqlite", "the journal"), ("record.sqlite", "the records")];
    for (file, what) in files {
        let data = house.folder(file);
        copy(house.server.data(), &data);
        for (name, _) in files {
            // Both are opened and closed: whoever is the last to close one empties the log that another life left.
            let engine = Connection::open(data.join(name)).unwrap();
            let version: u32 = engine.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
            engine.pragma_update(None, "user_version", version + u32::from(name == file)).unwrap();
            engine.close().unwrap();
        }
        let before = bytes(&data);
        let at: [&str; 4] = ["--table", &house.table, "--conversation", "1"];
        let (backup, export) =
            (house.folder(&format!("{file}.age")), house.folder(&format!("{file}.export")));
        let keys = house.folder("keys");
        let commands: [Vec<&str>; 6] = [
            vec!["recover", "--cause", "restored"],
            vec!["serve", "--listen", "127.0.0.1:0"],
            vec!["erase", "--table", &house.table, "--seat", "quiet river", "--yes"],
            vec!["backup", backup.to_str().unwrap(), "--keys", keys.to_str().unwrap()],
            [&["export", "polis", export.to_str().unwrap()][..], &at].concat(),
            [&["map", "house"][..], &at].concat(),
        ];
        for command in commands {
            let words = command.iter().copied().chain(["--data", data.to_str().unwrap()]);
            let said = run(words).refused();
            assert!(said.contains("use a newer program"), "{what}, {command:?}: {said}");
            let now = bytes(&data);
            let changed: Vec<_> = now
                .iter()
                .filter(|(path, held)| before.get(*path) != Some(held))
                .map(|(path, _)| path)
                .collect();
            assert!(
                changed.is_empty() && now.len() == before.len(),
                "{what}, {command:?} changes {changed:?}"
            );
            assert!(!backup.exists() && !export.exists(), "{what}, {command:?}");
        }
    }
}

// trust E 89, but for a second kind of processor
#[test]
fn read_again_and_again_the_data_are_the_same_and_so_is_the_record() {
    for release in &RELEASES {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        release.lay_out(&data);
        let mut server = serve(&data).start();
        record(&server, release.table(), |facts| !facts.is_empty());
        assert!(server.terminate(Duration::from_secs(10)).success());
        let (state, report) = (folded(&data, release.table()), verify(&data));
        assert!(report["size"].as_u64().unwrap() > 10, "{report}");
        for turn in 0..2 {
            let other = home.path().join(format!("copy{turn}"));
            copy(&data, &other);
            assert_eq!(folded(&other, release.table()), state);
            let again = verify(&other);
            assert_eq!((&again["root"], &again["size"]), (&report["root"], &report["size"]));
            // Started and stopped, nothing is added to it either.
            let mut server = serve(&other).start();
            release.is_all_there(&server);
            assert!(server.terminate(PATIENCE).success());
            assert_eq!(folded(&other, release.table()), state);
            assert_eq!(verify(&other)["root"], report["root"]);
        }
    }
}
