use std::fs::File;
use std::path::Path;

use table::{Day, TableId};
use tempfile::TempDir;

use super::Problem;
use super::keyring::Keyring;
use super::list::{Heads, cut, put_back, since};
use super::pack::{Packer, unpack};

fn day(number: i32) -> Day {
    Day::from_number(20_000 + number)
}

/// A place for a keyring and a data directory beside it.
fn places() -> (TempDir, std::path::PathBuf, std::path::PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let keys = home.path().join("keys");
    (home, data, keys)
}

fn lines(keys: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(keys).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn a_key_is_used_for_seven_days_and_kept_for_thirty() {
    let (_home, data, keys) = places();
    let on = |number| {
        let mut keyring = Keyring::open(&keys, &data, day(number)).unwrap();
        let (recipient, until) = keyring.recipient(day(number)).unwrap();
        (recipient.to_string(), until, keyring.destroyed)
    };
    let (first, until, _) = on(0);
    assert_eq!(until, day(30));
    assert_eq!(on(6), (first.clone(), day(30), 0));
    let (second, until, _) = on(7);
    assert_ne!(first, second);
    assert_eq!(until, day(37));
    assert_eq!(lines(&keys).len(), 2);
    let kept = Keyring::open(&keys, &data, day(30)).unwrap();
    assert_eq!((kept.identities().count(), kept.destroyed), (2, 0));
    drop(kept);
    let secret = lines(&keys)[0].clone();
    let kept = Keyring::open(&keys, &data, day(31)).unwrap();
    assert_eq!((kept.identities().count(), kept.destroyed), (1, 1));
    assert_eq!(lines(&keys).len(), 1);
    assert!(!lines(&keys).contains(&secret));
}

#[test]
fn a_keyring_is_private_and_never_with_the_data() {
    let (_home, data, keys) = places();
    Keyring::open(&keys, &data, day(0)).unwrap().recipient(day(0)).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
    }
    for inside in [data.join("keys"), data.join("deeper/keys"), data.join("../data/keys")] {
        let opened = Keyring::open(&inside, &data, day(0));
        assert!(matches!(opened.err(), Some(Problem::Inside { .. })), "{}", inside.display());
    }
}

#[test]
fn a_line_that_is_no_key_is_named_and_nothing_is_written() {
    let (_home, data, keys) = places();
    Keyring::open(&keys, &data, day(0)).unwrap().recipient(day(0)).unwrap();
    let text = format!("{}2026-01-01 no key\n", std::fs::read_to_string(&keys).unwrap());
    std::fs::write(&keys, &text).unwrap();
    let problem = Keyring::open(&keys, &data, day(60)).err();
    assert!(matches!(problem, Some(Problem::Keyring { line: 4, .. })), "{problem:?}");
    assert_eq!(std::fs::read_to_string(&keys).unwrap(), text);
}

const NAMES: [&str; 3] = ["small", "large", "empty"];

/// A backup of three files, and its keyring.
fn packed(home: &Path) -> (Keyring, Vec<u8>) {
    let mut keyring = Keyring::open(&home.join("keys"), &home.join("data"), day(0)).unwrap();
    let (recipient, _) = keyring.recipient(day(0)).unwrap();
    // Larger than one of the pieces that are encrypted by themselves, and not to be packed any smaller.
    let mut large = vec![0; 200_000];
    getrandom::fill(&mut large).unwrap();
    std::fs::write(home.join("large"), &large).unwrap();
    let mut out = Vec::new();
    let mut packer = Packer::new(&mut out, &recipient).unwrap();
    packer.bytes("small", b"a few words").unwrap();
    packer.file("large", &File::open(home.join("large")).unwrap()).unwrap();
    packer.bytes("empty", b"").unwrap();
    packer.finish().unwrap();
    (keyring, out)
}

#[test]
fn what_is_packed_comes_out_again_and_nothing_else() {
    let (home, _, _) = places();
    let (keyring, backup) = packed(home.path());
    let from = home.path().join("backup");
    let unpacked = |bytes: &[u8], names: &[&str]| {
        std::fs::write(&from, bytes).unwrap();
        let to = tempfile::tempdir().unwrap();
        let found = unpack(&from, &keyring, to.path(), names);
        found.map(|found| (found, to))
    };
    let (found, to) = unpacked(&backup, &NAMES).unwrap();
    assert_eq!(found, NAMES);
    assert_eq!(std::fs::read(to.path().join("small")).unwrap(), b"a few words");
    assert_eq!(
        std::fs::read(to.path().join("large")).unwrap(),
        std::fs::read(home.path().join("large")).unwrap()
    );
    assert_eq!(std::fs::read(to.path().join("empty")).unwrap(), b"");
    assert!(matches!(unpacked(&backup, &NAMES[..2]).err(), Some(Problem::Damaged { .. })));
    // Cut short anywhere, also between two pieces; changed anywhere; with something behind it.
    let mut cases: Vec<Vec<u8>> =
        (0..backup.len()).step_by(4_099).map(|end| backup[..end].to_vec()).collect();
    cases.push(backup[..backup.len() - 1].to_vec());
    cases.extend((0..backup.len()).step_by(7_919).map(|at| {
        let mut changed = backup.clone();
        changed[at] ^= 1;
        changed
    }));
    cases.push([&backup[..], b"x"].concat());
    for case in cases {
        let refused = unpacked(&case, &NAMES).err();
        assert!(matches!(refused, Some(Problem::Damaged { .. } | Problem::NoKey { .. })), "{refused:?}");
    }
}

#[test]
fn another_keyring_opens_nothing() {
    let (home, _, _) = places();
    let (_, backup) = packed(home.path());
    let from = home.path().join("backup");
    std::fs::write(&from, backup).unwrap();
    let mut other = Keyring::open(&home.path().join("other"), &home.path().join("data"), day(0)).unwrap();
    other.recipient(day(0)).unwrap();
    let refused = unpack(&from, &other, home.path(), &NAMES).err();
    assert!(matches!(refused, Some(Problem::NoKey { .. })), "{refused:?}");
}

#[test]
fn a_newer_list_goes_on_where_the_older_one_ends() {
    let [one, two, later] = [3, 5, 9].map(TableId::from_number);
    let heads: Heads = [(one, 40), (two, 7)].into();
    let own = format!("{one} 4\n");
    let newer = format!("{own}{two} 7\n{one} 40\n{one} 41\n{later} 1\n{one} 12");
    // What the backup does not hold yet is left out, and so is a line that was cut in two.
    assert_eq!(since(&own, &newer, &heads), Some(vec![(two, 7), (one, 40)]));
    assert_eq!(since(&own, &own, &heads), Some(vec![]));
    assert_eq!(since(&own, "", &heads), None);
    assert_eq!(since(&own, &format!("{one} 5\n{one} 4\n"), &heads), None);
    assert_eq!(cut("a 1\nb 2"), "a 1\n");
    assert_eq!(cut("a 1"), "");
}

#[test]
fn numbers_mean_other_things_after_a_restore() {
    let table = TableId::from_number(3);
    // An early backup was put back: the journal went on from its twentieth entry.
    let early: Heads = [(table, 20)].into();
    let list = put_back("", &[(table, 2)], &early);
    let list = format!("{list}{table} 21\n{table} 3\n");
    // A later backup from before: its twenty-first entry is another one, its third is the same.
    let late: Heads = [(table, 30)].into();
    assert_eq!(since("", &list, &late), Some(vec![(table, 2), (table, 3)]));
    // A backup from after it.
    let own = put_back("", &[(table, 2)], &early);
    assert_eq!(since(&own, &list, &late), Some(vec![(table, 21), (table, 3)]));
}
