//! Everybody has a copy of what is theirs: all of it, and nothing of anybody else's.

use std::sync::Mutex;

use serde_json::json;
use support::disk::marked_in;
use support::people::Person;

use crate::house::serve;

/// How many people at each table; `ROUNDTABLE_PEOPLE` says it otherwise. Their seats are numbered 1, 10, 11, 100, 101, 110, 111 and so on.
fn people() -> usize {
    std::env::var("ROUNDTABLE_PEOPLE").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

const HANDS: usize = 6;

/// What a person says: the numbers are made to be parts of each other.
fn words(table: usize, person: usize, kind: &str) -> String {
    format!("canaryq{kind}t{table}n{person}z")
}

// trust C 58
#[test]
fn everybody_downloads_all_of_their_own_and_nothing_of_anybody_elses() {
    let home = tempfile::tempdir().unwrap();
    let server = serve(&home.path().join("data"));
    let mut founder = Person::new(server.address(), "founder");
    let tables: Vec<(String, String)> = (0..2)
        .map(|_| {
            let table = founder.set_table("A large table", "public");
            let conversation = founder.open(&table);
            founder.say(&conversation, "Something to answer");
            (table, conversation)
        })
        .collect();
    let seated = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for hand in 0..HANDS {
            let (seated, tables, address) = (&seated, &tables, server.address());
            scope.spawn(move || {
                for person in (0..people()).filter(|person| person % HANDS == hand) {
                    for (at, (table, conversation)) in tables.iter().enumerate() {
                        let mut one = Person::new(address, &format!("own{at}n{person}"));
                        one.sit(table);
                        one.say(conversation, &words(at, person, "said"));
                        let response = format!("{conversation}/statements/1/response");
                        let reason = words(at, person, "reason");
                        one.done("PUT", &response, &json!({ "choice": "agree", "reason": reason }));
                        let name = words(at, person, "name");
                        one.done("PUT", &format!("/api/v1/tables/{table}/me/name"), &json!({ "name": name }));
                        seated.lock().unwrap().push((at, person, one));
                    }
                }
            });
        }
    });
    let mut seated = seated.into_inner().unwrap();
    assert_eq!(seated.len(), people() * 2);
    for (at, person, one) in &mut seated {
        let table = &tables[*at].0;
        let own = ["said", "reason", "name"].map(|kind| words(*at, *person, kind)).into();
        let copy = one.read(&format!("/api/v1/tables/{table}/me/export"));
        assert_eq!(marked_in(&copy.body, "canaryq"), own, "{}", copy.text());
        // A seat at one table is none at the other.
        let other = &tables[1 - *at].0;
        let elsewhere = one.read(&format!("/api/v1/tables/{other}/me/export"));
        assert_eq!(elsewhere.status, 401);
    }
    drop(server);
}
