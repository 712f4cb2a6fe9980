//! Who can change how a table decides: a decision, and nobody else.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::people::Person;

use crate::house::{House, clean, rules};

/// Whether a part of the document leads to another, however far.
fn leads(document: &Value, from: &Value, to: &str, seen: &mut BTreeSet<String>) -> bool {
    match from {
        Value::Object(members) => members.iter().any(|(name, value)| {
            let Some(place) = value.as_str().filter(|_| name == "$ref") else {
                return leads(document, value, to, seen);
            };
            let schema = place.rsplit('/').next().unwrap().to_owned();
            schema == to
                || seen.insert(schema.clone())
                    && leads(document, &document["components"]["schemas"][&schema], to, seen)
        }),
        Value::Array(all) => all.iter().any(|value| leads(document, value, to, seen)),
        _ => false,
    }
}

// trust A 10
#[test]
fn nobody_changes_the_rules_but_by_a_decision() {
    let mut house = House::of(3);
    house.busy();
    let (here, page) = (house.api("/rules"), format!("/t/{}/rules/choose", house.table));
    let before = house.people[0].read(&here).json();
    // Two writes take rules: choosing them, and opening a decision about them.
    let document = house.server.client().get("/api/openapi.json").send().json();
    let mut takes = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if leads(&document, &operation["requestBody"], "RulesTold", &mut BTreeSet::new()) {
                takes.insert(format!("{method} {path}"));
            }
        }
    }
    let expected = ["post /api/v1/tables/{table}/decisions", "post /api/v1/tables/{table}/rules"];
    assert_eq!(takes, expected.map(str::to_owned).into());
    let mut elsewhere = Person::new(house.server.address(), "elsewhere");
    elsewhere.set_table("Another", "public");
    let mut everybody = vec![Person::new(house.server.address(), "stranger"), elsewhere];
    everybody.append(&mut house.people);
    for person in &mut everybody {
        for over in [0, 1, 2] {
            let key = person.fresh_key();
            let body = json!({ "over": over, "rules": rules(1), "why": "I say so" });
            let reply = person.send("POST", &here, &key, Some(&body)).unwrap();
            assert!((400..500).contains(&reply.status), "{} {}", reply.status, reply.text());
        }
        let shown = person.page(&house.table, &page);
        assert!(!shown.text().contains("name=\"rules\""), "{}", shown.words());
        let mut client = house.server.client();
        if let Some(token) = person.token() {
            client.set_cookie(&format!("seat-{}", house.table), token);
        }
        let fields = [
            ("over", "1"),
            ("rules", "vote"),
            ("vote-share", "51"),
            ("vote-quorum", "1"),
            ("key", "0123456789abcdef0123456789abcdef"),
        ];
        let sent = client.post_form(&page, &fields).send();
        assert!((400..500).contains(&sent.status), "{} {}", sent.status, sent.words());
    }
    assert_eq!(everybody[2].read(&here).json(), before);
    house.people = everybody.split_off(2);
    house.settle();
    clean([house.server.data()]);
    let export = String::from_utf8(house.file("export.jsonl")).unwrap();
    assert_eq!(export.matches("\\\"kind\\\":\\\"rule\\\"").count(), 1, "the rules were chosen once");
}
