//! Whatever a host does with the data is said in public.

use std::ffi::OsStr;

use record::entry::{Act, Cause, Fact};

use crate::house::{House, did};
use crate::run::{recover, run, verify};

#[test]
fn what_a_host_does_with_a_table_is_in_its_record() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open earlier");
    house.host().backup("one.age").well();
    house.record(&house.server, |facts| did(facts, Act::Backup) == 1);
    house.stop();
    let of = ["--table", &house.table, "--conversation", "1", "--data"];
    let on = |command: &[&str]| {
        let words = command.iter().chain(&of).map(OsStr::new);
        run(words.chain([house.server.data().as_os_str()])).well()
    };
    let files = house.folder("files");
    on(&["export", "polis", files.to_str().unwrap()]);
    on(&["map", "house"]);
    on(&["account", "house", "-k", "1"]);
    house.server.start_again("127.0.0.1:0".parse().unwrap());
    house.record(&house.server, |facts| did(facts, Act::Export) == 1 && did(facts, Act::Read) == 2);
    // Brought in again: the new table's record says so, and this one's does not.
    house.stop();
    let files = files.to_str().unwrap();
    let data = house.server.data().to_owned();
    let words = ["import", "polis", files, "--json", "--data"].map(OsStr::new);
    let imported = run(words.into_iter().chain([data.as_os_str()])).json();
    house.server.start_again("127.0.0.1:0".parse().unwrap());
    let table = imported["table"].as_str().unwrap();
    crate::house::record(&house.server, table, |facts| did(facts, Act::Import) == 1);
    assert_eq!(did(&house.record(&house.server, |_| true), Act::Import), 0);
    house.stop();
    verify(&data);
}

#[test]
fn a_lost_key_is_said_in_public_and_only_where_it_is_lost() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "The door should be open earlier");
    house.stop();
    let data = house.server.data().to_owned();
    assert!(recover(&data, "key-lost").refused().contains("it is not lost"));
    assert!(!data.join("notice").exists());
    std::fs::remove_file(data.join("record.key")).unwrap();
    assert!(recover(&data, "key-lost").well().contains("the key which signed the records is lost"));
    house.server.start_again("127.0.0.1:0".parse().unwrap());
    let facts = house.record(&house.server, |facts| !facts.is_empty());
    assert!(matches!(&facts[0], Fact::Notice { cause: Cause::KeyLost, epoch: 2, .. }), "{facts:?}");
    let said = house.people[1].token().map(str::to_owned);
    house.people[1].reconnect(house.server.address());
    house.people[1].use_token(said.as_deref());
    house.people[1].say(&house.conversation, "And it goes on");
}
