//! What is refused, with a sentence, and leaves everything as it was.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use crate::house::House;
use crate::run::run;

/// The names of everything in a folder, hidden or not.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_backup_whose_key_is_too_old_opens_for_nobody() {
    let house = House::of(1);
    house.host().backup("one.age").well();
    let keys = house.folder("keys");
    let text = std::fs::read_to_string(&keys).unwrap();
    let key = text.lines().find_map(|line| line.split_once(" AGE-SECRET-KEY-1")).unwrap().1.to_owned();
    let dated = |day: &str| std::fs::write(&keys, format!("{day} AGE-SECRET-KEY-1{key}\n")).unwrap();
    dated("2020-01-01");
    let list = house.server.data().join("erasures");
    let with_list = [OsStr::new("--erasures"), list.as_ref()];
    let data = house.folder("again");
    let refused = house.host().restore("one.age", &data, &with_list).refused();
    assert!(refused.contains("Keys are destroyed after 30 days"), "{refused}");
    assert!(!std::fs::read_to_string(&keys).unwrap().contains(&key), "it was destroyed");
    assert!(!data.exists());
    // The next backup has another key, and the first one stays closed.
    let made = house.host().backup("two.age").json();
    assert_eq!(made["keys_are_new"], false);
    house.host().restore("one.age", &data, &with_list).refused();
    house.host().restore("two.age", &data, &with_list).well();
}

#[test]
fn a_damaged_backup_leaves_nothing_behind() {
    let house = House::of(2);
    house.host().backup("one.age").well();
    let whole = std::fs::read(house.folder("backups/one.age")).unwrap();
    let middle = whole.len() / 2;
    let mut changed = whole.clone();
    changed[middle] ^= 4;
    let cases = [
        ("short.age", whole[..middle].to_vec()),
        ("shorter.age", whole[..whole.len() - 1].to_vec()),
        ("changed.age", changed),
        ("longer.age", [&whole[..], b"more"].concat()),
        ("empty.age", Vec::new()),
        ("other.age", b"not a backup".to_vec()),
    ];
    let list = house.server.data().join("erasures");
    let with_list = [OsStr::new("--erasures"), list.as_ref()];
    std::fs::create_dir(house.folder("place")).unwrap();
    for (name, held) in cases {
        std::fs::write(house.folder("backups").join(name), held).unwrap();
        let data = house.folder("place/data");
        let refused = house.host().restore(name, &data, &with_list).refused();
        assert!(refused.contains("Nothing was restored"), "{name}: {refused}");
        assert_eq!(names(&house.folder("place")), BTreeSet::new(), "{name}");
    }
}

#[test]
fn nothing_is_written_where_something_is() {
    let house = House::of(1);
    house.host().backup("one.age").well();
    let held = std::fs::read(house.folder("backups/one.age")).unwrap();
    assert!(house.host().backup("one.age").refused().contains("nothing is overwritten"));
    assert_eq!(std::fs::read(house.folder("backups/one.age")).unwrap(), held);
    let full = house.folder("full");
    std::fs::create_dir(&full).unwrap();
    std::fs::write(full.join("letter"), "to somebody").unwrap();
    let list = house.server.data().join("erasures");
    let with_list = [OsStr::new("--erasures"), list.as_ref()];
    assert!(house.host().restore("one.age", &full, &with_list).refused().contains("is not empty"));
    assert_eq!(names(&full), ["letter".to_owned()].into());
    // An empty one is as good as none.
    let empty = house.folder("empty");
    std::fs::create_dir(&empty).unwrap();
    house.host().restore("one.age", &empty, &with_list).well();
    assert!(empty.join("journal.sqlite").is_file());
}

#[test]
fn the_keyring_and_the_backup_are_never_with_the_data() {
    let house = House::of(1);
    let data = house.server.data();
    let backup = |to: &Path, keys: &Path| {
        run([
            OsStr::new("backup"),
            to.as_ref(),
            OsStr::new("--data"),
            data.as_ref(),
            OsStr::new("--keys"),
            keys.as_ref(),
        ])
        .refused()
    };
    let (outside, inside) = (house.folder("somewhere"), data.join("somewhere"));
    assert!(backup(&outside, &inside).contains("the keyring must not be inside"));
    assert!(backup(&inside, &outside).contains("the backup must not be inside"));
    assert!(!outside.exists() && !inside.exists());
    let nowhere = run([
        OsStr::new("backup"),
        outside.as_ref(),
        OsStr::new("--data"),
        house.folder("nowhere").as_ref(),
        OsStr::new("--keys"),
        house.folder("keys").as_ref(),
    ]);
    assert!(nowhere.refused().contains("there is no Roundtable data in"));
    assert!(!house.folder("keys").exists());
}
