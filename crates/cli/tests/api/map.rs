//! The map of a conversation, and one's own place on it.

use serde_json::{Value, json};

use crate::people::*;

#[test]
fn the_map_of_a_few_tells_no_figures_of_people() {
    let (mut set, conversation) = talk();
    say(&mut set.starter, &conversation, "The door should be wide");
    let path = format!("{conversation}/map");
    let reply = Person::stranger().get(&path);
    let empty = fine(&reply);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert!(reply.header("roundtable-entry").is_some());
    assert_eq!(empty["statements"], json!([{ "statement": 1, "tenths": [], "line": null }]));
    fine(&set.starter.write(
        "PUT",
        &format!("{conversation}/statements/1/response"),
        &json!({ "choice": "agree" }),
    ));
    let map = Person::stranger().read(&path);
    assert_eq!(map["verdict"], "too-few-people");
    for few in ["people", "answers", "placed"] {
        assert_eq!(map[few], Value::Null, "{few}");
    }
    let mine = set.starter.read(&format!("{path}/me"));
    assert_eq!(mine["place"], Value::Null, "there is no map of people");
    assert!(mine["entry"].as_u64().is_some());
}

#[test]
fn the_map_is_for_those_who_may_read_and_a_place_for_its_own_person() {
    let (mut set, conversation) = talk();
    let path = format!("{conversation}/map");
    assert_eq!(refused(&Person::stranger().get(&format!("{path}/me")), 401), "no-seat");
    let nowhere = format!("/tables/{}/conversations/9/map", set.code);
    assert_eq!(refused(&set.starter.get(&nowhere), 404), "not-found");
    assert_eq!(refused(&set.starter.get(&format!("{nowhere}/me")), 404), "not-found");
    assert_eq!(refused(&set.starter.get(&format!("{path}?group=leaf")), 400), "query");
    assert_eq!(refused(&Person::stranger().write("POST", &path, &json!({})), 405), "method");
}
