//! Somebody lost their card and asks the host to erase what is theirs.

use std::ffi::OsStr;

use record::entry::{Act, Fact};
use serde_json::Value;
use support::disk::marked;
use support::people::text;

use crate::house::{House, did, said};
use crate::run::{Ended, run, verify};

const MARK: &str = "canaryq";

fn erase(house: &House, seat: &str, more: &[&str]) -> Ended {
    let mut arguments: Vec<&OsStr> = ["erase", "--data"].map(OsStr::new).into();
    arguments.push(house.server.data().as_ref());
    arguments.extend(["--table", &house.table, "--seat", seat].map(OsStr::new));
    arguments.extend(more.iter().map(OsStr::new));
    run(arguments)
}

#[test]
fn everything_of_a_seat_goes_and_the_record_says_so() {
    let mut house = House::of(3);
    house.people[1].say(&house.conversation, "Mine: canaryqmine");
    house.people[2].say(&house.conversation, "Another's: canaryqother");
    let me = house.people[1].read(&format!("/api/v1/tables/{}/me", house.table)).json();
    let seat = text(&me, "seat_name");
    assert!(erase(&house, &seat, &["--yes"]).refused().contains("another Roundtable is using"));
    house.host().backup("before.age").well();
    house.stop();
    assert!(erase(&house, "no such", &["--yes"]).refused().contains("no seat at table"));
    // It shows first what goes, and does nothing.
    let asked = erase(&house, &seat.to_uppercase(), &["--json"]);
    assert_eq!(asked.code, 1);
    let asked: Value = serde_json::from_str(&asked.said).unwrap();
    assert_eq!((asked["done"].as_bool(), asked["statements"].as_u64()), (Some(false), Some(1)));
    assert!(erase(&house, &seat, &[]).said.contains("say the same again with --yes"));
    assert_eq!(marked(house.server.data(), MARK).len(), 2);
    let done = erase(&house, &seat, &["--yes", "--json"]).json();
    assert_eq!((done["done"].as_bool(), done["statements"].as_u64()), (Some(true), Some(1)));
    assert_eq!(marked(house.server.data(), MARK), ["canaryqother".to_owned()].into());
    // The seat is nobody's now.
    assert!(erase(&house, &seat, &["--yes"]).refused().contains("no seat at table"));
    verify(house.server.data());
    house.server.start_again("127.0.0.1:0".parse().unwrap());
    assert_eq!(said(&house.server, &house.conversation), ["Another's: canaryqother".to_owned()].into());
    let facts = house.record(&house.server, |facts| did(facts, Act::Erase) == 1);
    assert!(facts.iter().any(|fact| matches!(fact, Fact::Tombstone { .. })), "{facts:?}");
    let again = house.folder("again");
    house.host().restore_with_list("before.age", &again);
    assert_eq!(marked(&again, MARK), ["canaryqother".to_owned()].into());
    house.stop();
    verify(house.server.data());
}
