//! The OpenAPI document against the program, and every address of it against tables that are hidden.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::http::Reply;

use crate::people::*;

/// Every operation of the document: its method, its path, and its parts.
fn operations() -> Vec<(String, String, Value)> {
    let reply = server().client().get("/api/openapi.json").send();
    assert_eq!(reply.status, 200);
    let document = reply.json();
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
    });
    each.collect()
}

/// The path of an operation, with parts of a table put in.
fn filled(path: &str, table: &str, code: &str) -> String {
    let path = path.strip_prefix("/api/v1").unwrap().replace("{table}", table).replace("{code}", code);
    let numbers = ["conversation", "statement", "request", "account", "decision", "promise", "entry"];
    let path = numbers.iter().fold(path, |path, name| path.replace(&format!("{{{name}}}"), "1"));
    if path.ends_with("/asked-before") { format!("{path}?words=door") } else { path }
}

/// A body that fits an operation.
fn body_for(operation: &Value) -> Option<Value> {
    let schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str()?;
    Some(match schema.rsplit('/').next().unwrap() {
        "NewTable" => new_table("public"),
        "TakeSeat" => json!({}),
        "ComeBack" => json!({ "card": "apple apple apple apple apple" }),
        "AskForCard" => json!({ "seat_name": "quiet river" }),
        "ChooseName" => json!({ "name": "Jo" }),
        "Bring" => json!({ "strengths": [] }),
        "Connect" => json!({ "connections": [] }),
        "Invite" => json!({ "how_many": 1, "last_day": "2028-01-01" }),
        "ChangeAgreement" => json!({ "over": 1, "agreement": "New", "why": "So" }),
        "OfferSent" => offer(),
        "ChangeOffer" => json!({ "over": 1, "offer": offer(), "why": "So" }),
        "MarkOffer" => json!({ "mark": "Other" }),
        "SayUnlike" => json!({ "reason": "Other" }),
        "Say" => json!({ "statement": "Something new" }),
        "Respond" => json!({ "choice": "agree" }),
        "ChooseRules" => json!({ "over": 0, "rules": rules() }),
        "CallForAccount" => json!({ "places": 3, "last_day": "2028-01-01" }),
        "WriteAccount" => account(&[1]),
        "ReplyTold" => json!({ "reply": "yes" }),
        "SayMissing" => json!({ "missing": "The night" }),
        "OpenDecision" => decision(),
        "BallotTold" => json!({ "kind": "stand", "stand": "yes" }),
        "WhoIsNotHere" => json!({ "not_here": "Nobody" }),
        "AmendAfterTalk" => json!({ "about": about(), "met": "We talked", "closes": "2028-01-01" }),
        "MakePromise" => promise(&json!({ "kind": "statement", "conversation": 1, "statement": 1 })),
        "NewsTold" => json!({ "kind": "doing", "news": "Half of it" }),
        "JudgePromise" => json!({ "judgement": "kept" }),
        other => panic!("the test knows no body for {other}"),
    })
}

#[test]
fn the_document_describes_every_address_and_no_other() {
    // Runs as long as this is held, or else it would start anew for every request.
    let _server = server();
    let operations = operations();
    assert_eq!(
        operations.len(),
        83,
        "an address came or went: change docs/api.md, this number and the list here"
    );
    let mut names = BTreeSet::new();
    for (method, path, operation) in &operations {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{name} stands twice");
        assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{name} says nothing");
        let reply = Person::stranger().send(method, &filled(path, "22222222", "22222222"), None, None);
        assert_ne!(reply.status, 405, "{method} {path} is described and not there");
        let described = &operation["responses"][reply.status.to_string()];
        assert!(described.is_object(), "{method} {path} gave {}, which is not described", reply.status);
    }
    let paths: BTreeSet<&str> = operations.iter().map(|(_, path, _)| path.as_str()).collect();
    for path in paths {
        for method in ["GET", "PUT", "POST", "DELETE", "PATCH"] {
            let described = operations.iter().any(|(known, at, _)| known == method && at == path);
            let reply = Person::stranger().send(method, &filled(path, "22222222", "22222222"), None, None);
            assert_eq!(reply.status == 405, !described, "{method} {path}: {}", reply.status);
        }
    }
}

#[test]
fn the_document_says_which_writes_need_a_key() {
    // Runs as long as this is held, or else it would start anew for every request.
    let _server = server();
    for (method, path, operation) in operations() {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let described = parameters.iter().find(|one| one["name"] == "Idempotency-Key");
        let path = filled(&path, "22222222", "22222222");
        let body = body_for(&operation);
        let reply = Person::stranger().send(&method, &path, None, body.as_ref());
        let missing = reply.status == 400 && reply.json()["error"]["key"] == "key-missing";
        assert_eq!(described.is_some(), missing, "{method} {path}: {}", reply.text());
        if let Some(header) = described {
            let least = header["schema"]["minLength"].as_u64().unwrap();
            let short = Person::stranger().send(&method, &path, Some("twelve-chars"), body.as_ref());
            let refused = short.status == 400 && short.json()["error"]["key"] == "key-short";
            assert_eq!(least == 22, refused, "{method} {path}: {}", short.text());
        }
    }
}

/// A reply without what differs between any two.
fn bare(reply: &Reply) -> (u16, String, Vec<(String, String)>) {
    let headers = reply.headers.iter().filter(|(name, _)| name != "date").cloned().collect();
    (reply.status, reply.text(), headers)
}

#[test]
fn a_hidden_table_is_not_to_be_told_from_one_that_is_not_there() {
    let Set { code, mut starter, invitation, .. } = set("hidden");
    fine(&starter.write("POST", &format!("/tables/{code}/conversations"), &offer()));
    say(&mut starter, &format!("/tables/{code}/conversations/1"), "Something quiet");
    for (path, body) in [
        ("rules", json!({ "over": 0, "rules": rules() })),
        ("conversations/1/accounts", account(&[1])),
        ("decisions", decision()),
        ("promises", promise(&json!({ "kind": "line", "account": 1, "statement": 1 }))),
    ] {
        fine(&starter.write("POST", &format!("/tables/{code}/{path}"), &body));
    }
    let other = set("public").starter.token.clone();
    let list = Person::stranger().read("/tables").to_string();
    assert!(!list.contains(&code), "it is not listed");
    for token in [None, Some("nonsense".to_owned()), other] {
        for (method, path, operation) in operations() {
            if !path.contains("{table}") {
                continue;
            }
            let body = body_for(&operation);
            for sent in [body.as_ref(), None, Some(&json!({ "unknown": 1 }))] {
                let send = |table: &str| {
                    let mut person = Person::who(token.clone());
                    let path = filled(&path, table, "33333333");
                    bare(&person.send(&method, &path, Some("the-same-key-for-both-of-them"), sent))
                };
                assert_eq!(send(&code), send("22222222"), "{method} {path}");
            }
        }
    }
    let invited = Person::stranger().read(&format!("/invitations/{invitation}"));
    assert_eq!(invited["name"], "Mill Street", "an invitation opens the door");
    let seat = json!({ "invitation": invitation });
    fine(&Person::stranger().write("POST", &format!("/tables/{code}/seats"), &seat));
}

#[test]
fn a_token_of_one_table_is_nothing_at_another() {
    let (here, _) = talk();
    let (there, conversation) = talk();
    let mut person = here.starter;
    let mut tried = 0;
    for (method, path, operation) in operations() {
        let needs_seat = operation["security"].as_array().is_some_and(|all| !all.contains(&json!({})));
        if !needs_seat {
            continue;
        }
        tried += 1;
        let path = filled(&path, &there.code, "33333333");
        let reply = person.send(&method, &path, Some(&key()), body_for(&operation).as_ref());
        assert_eq!(refused(&reply, 401), "no-seat", "{method} {path}");
    }
    assert!(tried > 20, "{tried} operations need a seat");
    assert_eq!(Person::stranger().read(&format!("{conversation}/statements"))["statements"], json!([]));
}
