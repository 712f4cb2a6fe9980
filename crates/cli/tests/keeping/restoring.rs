//! What was taken back since a backup does not come back with it.

use std::ffi::OsStr;

use record::entry::{By, Fact, Reason};
use serde_json::json;
use support::disk::marked;

use crate::house::{House, PATIENCE, said, serve};
use crate::run::{recover, verify};

const MARK: &str = "canaryq";

/// A house where somebody said something, a backup was made, they took it back, and another backup was made.
fn forgetful() -> House {
    let mut house = House::of(3);
    house.people[1].say(&house.conversation, "Before: canaryqgone");
    let statement = house.people[2].say(&house.conversation, "In both: CANARYQtaken and Café");
    house.people[2].say(&house.conversation, "This stays: canaryqstays");
    let first = format!("{}/statements/1", house.conversation);
    house.people[1].done("DELETE", &first, &json!(null));
    house.host().backup("one.age").well();
    assert_eq!(marked(house.server.data(), MARK), ["canaryqstays", "canaryqtaken"].map(str::to_owned).into());
    let path = format!("{}/statements/{statement}", house.conversation);
    house.people[2].done("DELETE", &path, &json!(null));
    assert_eq!(marked(house.server.data(), MARK), ["canaryqstays".to_owned()].into());
    house
}

#[test]
fn what_was_taken_back_since_is_in_no_byte_of_what_is_put_back() {
    let mut house = forgetful();
    house.stop();
    let data = house.folder("again");
    let restored = house.host().restore_with_list("one.age", &data);
    assert_eq!(restored["erased_again"], 1);
    assert_eq!(marked(&data, MARK), ["canaryqstays".to_owned()].into());
    verify(&data);
    {
        let server = serve(&data);
        let there = said(&server, &house.conversation);
        assert_eq!(there, ["This stays: canaryqstays".to_owned()].into());
    }
    recover(&data, "restored").well();
    let mut server = serve(&data);
    // Whatever waits enters when it stops. A tombstone says that the words are gone, and that it was the host who had them erased.
    assert!(server.terminate(PATIENCE).success());
    server.start_again("127.0.0.1:0".parse().unwrap());
    let by_host = |fact: &Fact| matches!(fact, Fact::Tombstone { by: By::Host, reason: Reason::Asked, .. });
    let facts = house.record(&server, |facts| !facts.is_empty());
    assert_eq!(facts.iter().filter(|fact| by_host(fact)).count(), 1, "{facts:?}");
    assert!(server.terminate(PATIENCE).success());
    assert_eq!(marked(&data, MARK), ["canaryqstays".to_owned()].into());
    verify(&data);
}

#[test]
fn without_a_list_nothing_is_put_back_unless_the_host_says_so() {
    let mut house = forgetful();
    house.stop();
    let (host, data) = (house.host(), house.folder("again"));
    // The list that was written with the backup can't know.
    assert!(host.restore("one.age", &data, &[]).refused().contains("as old as the backup itself"));
    assert!(!data.exists());
    let list = house.folder("backups/one.age.erasures");
    let old = std::fs::read_to_string(&list).unwrap();
    assert_eq!(old.lines().count(), 1);
    std::fs::remove_file(&list).unwrap();
    assert!(host.restore("one.age", &data, &[]).refused().contains("there is no list"));
    assert!(!data.exists());
    // A list of another house, or one from before.
    let other = house.folder("other");
    for text in ["", "abcdefgh 3\n"] {
        std::fs::write(&other, text).unwrap();
        let refused = host.restore("one.age", &data, &[OsStr::new("--erasures"), other.as_ref()]).refused();
        assert!(refused.contains("does not go on where the backup's own list ends"), "{refused}");
        assert!(!data.exists());
    }
    // A newer one beside the backup is found, also where its last line is cut in two.
    let newest = std::fs::read_to_string(house.server.data().join("erasures")).unwrap();
    std::fs::write(&list, format!("{newest}{}", house.table)).unwrap();
    let restored = host.restore("one.age", &data, &[]).json();
    assert_eq!(restored["erased_again"], 1);
    assert_eq!(marked(&data, MARK), ["canaryqstays".to_owned()].into());
    // There is none: then it comes back, and the host is told.
    std::fs::remove_file(&list).unwrap();
    let all = house.folder("all");
    let restored = host.restore("one.age", &all, &[OsStr::new("--no-erasures")]).json();
    assert_eq!(restored["erasures"], json!([]));
    assert_eq!(marked(&all, MARK), ["canaryqstays", "canaryqtaken"].map(str::to_owned).into());
    verify(&all);
}

#[test]
fn a_folder_that_is_replaced_is_kept_and_its_list_is_heeded() {
    let mut house = forgetful();
    let data = house.server.data().to_owned();
    let replace = [OsStr::new("--replace")];
    // Not while it is used.
    assert!(
        house.host().restore("one.age", &data, &replace).refused().contains("another Roundtable is using")
    );
    house.stop();
    assert!(house.host().restore("one.age", &data, &[]).refused().contains("is not empty"));
    let before = std::fs::read(data.join("journal.sqlite")).unwrap();
    let restored = house.host().restore("one.age", &data, &replace).json();
    let aside = std::path::PathBuf::from(restored["moved_to"].as_str().unwrap());
    assert_eq!(std::fs::read(aside.join("journal.sqlite")).unwrap(), before);
    assert!(aside.join("erasures").is_file() && aside.join("house.key").is_file());
    assert_eq!(restored["erased_again"], 1);
    assert_eq!(marked(&data, MARK), ["canaryqstays".to_owned()].into());
    // Also once more, and where no list is asked for: what is known to be erased never comes back.
    let again = [OsStr::new("--replace"), OsStr::new("--no-erasures")];
    let restored = house.host().restore("one.age", &data, &again).json();
    assert_eq!(restored["erased_again"], 1);
    assert_ne!(restored["moved_to"].as_str().unwrap(), aside.to_str().unwrap());
    assert_eq!(marked(&data, MARK), ["canaryqstays".to_owned()].into());
}

#[test]
fn numbers_that_are_used_again_after_a_restore_erase_nothing_new() {
    let mut house = forgetful();
    house.people[0].say(&house.conversation, "Lost: canaryqlost");
    let path = format!("{}/statements/4", house.conversation);
    house.people[0].done("DELETE", &path, &json!(null));
    house.stop();
    let data = house.folder("again");
    house.host().restore_with_list("one.age", &data);
    recover(&data, "restored").well();
    let mut server = serve(&data);
    // These have the journal's numbers that the lost ones had.
    let mut person = support::people::Person::new(server.address(), "later");
    person.sit(&house.table);
    for number in 0..4 {
        person.say(&house.conversation, &format!("New: canaryqnew{number}"));
    }
    // The list is applied whenever a server is started.
    server.crash();
    let there = said(&server, &house.conversation);
    assert_eq!(there.iter().filter(|words| words.starts_with("New")).count(), 4, "{there:?}");
    assert!(server.terminate(PATIENCE).success());
    verify(&data);
}

#[test]
fn lists_beside_older_backups_are_brought_up_to_date() {
    let house = forgetful();
    house.host().backup("two.age").well();
    let newest = std::fs::read_to_string(house.server.data().join("erasures")).unwrap();
    for name in ["one.age.erasures", "two.age.erasures"] {
        assert_eq!(std::fs::read_to_string(house.folder("backups").join(name)).unwrap(), newest, "{name}");
    }
    let data = house.folder("again");
    assert_eq!(house.host().restore("one.age", &data, &[]).json()["erased_again"], 1);
}
