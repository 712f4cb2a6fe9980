//! What holds for all addresses: keys, bodies, queries, and what never shows.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::http::Client;

use crate::people::*;

#[test]
fn several_refusals_come_at_once() {
    let body = json!({ "table_name": " ", "purpose": "x".repeat(601), "agreement": "We listen", "findable": "public" });
    let reply = Person::stranger().write("POST", "/tables", &body);
    assert_eq!(refused(&reply, 422), "empty");
    let json = reply.json();
    let fields: Vec<&str> =
        json["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["table_name", "purpose"]);
    let (mut set, _) = talk();
    let mut wrong = offer();
    wrong["open"] = json!("");
    wrong["by_when"] = json!("2028-02-30");
    let reply = set.starter.write("POST", &format!("/tables/{}/conversations", set.code), &wrong);
    assert_eq!(refused(&reply, 422), "empty");
    assert_eq!(reply.json()["errors"][1]["field"], "by_when");
}

#[test]
fn lists_come_in_parts_and_take_no_filters() {
    let (mut set, conversation) = talk();
    for number in 1..=5 {
        say(&mut set.starter, &conversation, &format!("This is thing number {number}"));
    }
    let statements = format!("{conversation}/statements");
    let part = Person::stranger().read(&format!("{statements}?from=2&limit=2"));
    let numbers: Vec<u64> =
        part["statements"].as_array().unwrap().iter().map(|one| one["statement"].as_u64().unwrap()).collect();
    assert_eq!((numbers, &part["next_from"]), (vec![2, 3], &json!(4)));
    assert_eq!(Person::stranger().read(&format!("{statements}?from=4"))["next_from"], Value::Null);
    for query in [
        "sort=agree",
        "seat=1",
        "from=0",
        "from=-1",
        "from=x",
        "from=+1",
        "limit=201",
        "from=1&from=2",
        "order=",
        "limit=",
    ] {
        let reply = set.starter.get(&format!("{statements}?{query}"));
        assert_eq!(refused(&reply, 400), "query", "{query}");
    }
    for path in ["/tables?name=Mill", "/about?x", &format!("{conversation}/standing?by=connection")] {
        assert_eq!(refused(&set.starter.get(path), 400), "query", "{path}");
    }
}

#[test]
fn a_hundred_sends_of_one_key_are_one_effect() {
    let (set, conversation) = talk();
    let token = set.starter.token.clone().unwrap();
    let path = format!("/api/v1{conversation}/statements");
    let key = key();
    let address = set.starter.server.address();
    let answers: BTreeSet<String> = std::thread::scope(|scope| {
        let sends: Vec<_> = (0..100)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = Client::new(address);
                    let reply = client
                        .send_json("POST", &path, &json!({ "statement": "Only once" }))
                        .header("Authorization", &format!("Bearer {token}"))
                        .header("Idempotency-Key", &key)
                        .send();
                    format!("{} {}", reply.status, reply.text())
                })
            })
            .collect();
        sends.into_iter().map(|send| send.join().unwrap()).collect()
    });
    assert_eq!(answers, BTreeSet::from(["201 {\"statement\":1}".to_owned()]));
    let mut person = Person::with(&token);
    assert_eq!(person.read(&format!("{conversation}/statements"))["statements"].as_array().unwrap().len(), 1);
    let other = person.send(
        "POST",
        &format!("{conversation}/statements"),
        Some(&key),
        Some(&json!({ "statement": "Twice" })),
    );
    assert_eq!(refused(&other, 422), "key-reused");
}

#[test]
fn every_write_needs_a_key_and_a_card_a_long_one() {
    let (mut set, conversation) = talk();
    let say = format!("{conversation}/statements");
    let body = json!({ "statement": "A bell" });
    assert_eq!(refused(&set.starter.send("POST", &say, None, Some(&body)), 400), "key-missing");
    for key in ["short", "with space in it", "with.dots.in.it", &"x".repeat(65)] {
        assert_eq!(refused(&set.starter.send("POST", &say, Some(key), Some(&body)), 400), "key-unfit");
    }
    let card = format!("/tables/{}/me/card", set.code);
    assert_eq!(
        refused(&set.starter.send("POST", &card, Some("only-21-characters-no"), None), 400),
        "key-short"
    );
    let table = Person::stranger().send("POST", "/tables", Some("guessable"), Some(&new_table("public")));
    assert_eq!(refused(&table, 400), "key-short");
}

#[test]
fn bodies_are_read_strictly() {
    let (set, conversation) = talk();
    let path = format!("/api/v1{conversation}/statements");
    let token = set.starter.token.clone().unwrap();
    let send = |kind: &str, body: &[u8]| {
        let mut client = set.starter.server.client();
        let request = client.request("POST", &path).header("Authorization", &format!("Bearer {token}"));
        request.header("Idempotency-Key", &key()).body(kind, body.to_vec()).send()
    };
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 11] = [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{\"statement\":1}",
        b"{\"statement\":\"a\",\"statement\":\"b\"}",
        b"{\"statement\":\"a\",\"seat\":1}",
        b"{\"statement\":\"a\"} x",
        b"{\"statement\":\"\xff\"}",
        b"{\"statement\":1e999}",
        &deep.as_bytes()[..60_000],
    ];
    for body in bodies {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        assert_eq!(refused(&send("application/json", body), 400), "body", "{shown}");
    }
    assert_eq!(refused(&send("text/plain", b"{\"statement\":\"a\"}"), 415), "kind");
    assert_eq!(refused(&send("application/x-www-form-urlencoded", b"statement=a"), 415), "kind");
    let large = format!("{{\"statement\":\"{}\"}}", "x".repeat(70_000));
    assert_eq!(refused(&send("application/json", large.as_bytes()), 413), "too-large");
    fine(&send("application/json; charset=utf-8", b"{\"statement\":\"A bell\"}"));
    let said: String = "= + - @ <script>alert(1)</script>".into();
    say(&mut Person::with(&token), &conversation, &said);
    assert_eq!(Person::stranger().read(&format!("{conversation}/statements/2"))["text"], said.as_str());
}

#[test]
fn what_is_not_there_is_said_in_the_same_shape() {
    let mut person = Person::stranger();
    for path in
        ["/nothing", "/tables/22222222", "/tables/not-a-code!", "/tables/%ff", "/invitations/22222222"]
    {
        assert_eq!(refused(&person.get(path), 404), "not-found", "{path}");
    }
    let (set, conversation) = talk();
    for path in ["/0", "/x", "/99", "/4294967296"] {
        let path = format!("/tables/{}/conversations{path}", set.code);
        assert_eq!(refused(&person.get(&path), 404), "not-found", "{path}");
    }
    let wrong = person.send("PATCH", &conversation, None, None);
    assert_eq!(refused(&wrong, 405), "method");
    assert!(wrong.header("allow").is_some_and(|allow| allow.contains("GET")), "{:?}", wrong.headers);
    let none = person.get(&format!("/tables/{}/me", set.code));
    assert_eq!(refused(&none, 401), "no-seat");
    assert_eq!(none.header("www-authenticate"), Some("Bearer"));
}

#[test]
fn nothing_says_who_said_what() {
    let (mut set, conversation) = talk();
    let mut person = sit(&set.code);
    fine(&person.write("PUT", &format!("/tables/{}/me/name", set.code), &json!({ "name": "Zebedee" })));
    let seat_name =
        person.read(&format!("/tables/{}/me", set.code))["seat_name"].as_str().unwrap().to_owned();
    let number = say(&mut person, &conversation, "Open the door early");
    let answer = json!({ "choice": "agree", "reason": "It is cold" });
    fine(&person.write("PUT", &format!("{conversation}/statements/{number}/response"), &answer));
    fine(&person.write("POST", &format!("{conversation}/marks"), &json!({ "mark": "Not so" })));
    fine(&person.write("PUT", &format!("{conversation}/unlike"), &json!({ "reason": "I am in between" })));
    for path in [
        "",
        "/statements",
        "/statements/1",
        "/standing",
        "/offer",
        "/unlike",
        "/map",
        "/map/me",
        "/mine",
        "/next",
    ] {
        let shown = set.starter.read(&format!("{conversation}{path}")).to_string();
        for secret in ["Zebedee", seat_name.as_str(), "\"seat\"", "seat_name", "T00:", "probabilities"] {
            assert!(!shown.contains(secret), "{path} shows {secret}: {shown}");
        }
    }
}

#[test]
fn the_same_cookie_as_on_pages_will_do() {
    let Set { code, starter, .. } = set("public");
    let mut client = starter.server.client();
    client.set_cookie(&format!("seat-{code}"), starter.token.as_deref().unwrap());
    let reply = client.request("GET", &format!("/api/v1/tables/{code}/me")).send();
    assert_eq!(reply.status, 200, "{}", reply.text());
    let foreign = client
        .send_json("PUT", &format!("/api/v1/tables/{code}/me/name"), &json!({ "name": "Jo" }))
        .header("Origin", "https://elsewhere.example")
        .header("Sec-Fetch-Site", "cross-site")
        .header("Idempotency-Key", &key())
        .send();
    assert_eq!(refused(&foreign, 403), "foreign");
}

#[test]
fn a_list_is_not_taken_for_an_object() {
    let (mut set, conversation) = talk();
    for body in [json!([null]), json!([]), json!(null), json!("words")] {
        let reply = set.starter.write("PUT", &format!("{conversation}/unlike"), &body);
        assert_eq!(refused(&reply, 400), "body", "{body}");
    }
}
