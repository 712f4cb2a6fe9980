//! Somebody leaves with everything of theirs: what was decided stands, and nobody is ever called as they were.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::disk::{marked, marked_in};
use support::people::{Person, text};
use support::until;

use crate::days::Decided;
use crate::house::{PATIENCE, record};
use crate::run::verify;

fn seat_name(person: &mut Person, table: &str) -> String {
    text(&person.read(&format!("/api/v1/tables/{table}/me")).json(), "seat_name")
}

// trust C 51
#[test]
fn who_leaves_changes_no_result_and_their_seat_is_never_anybodys_again() {
    let mut round = Decided::new();
    let table = round.table.clone();
    let (mut before, names): (Value, BTreeSet<String>) = {
        let names = round.people.iter_mut().map(|person| seat_name(person, &table)).collect();
        (round.decision(), names)
    };
    let gone = seat_name(&mut round.people[1], &table);
    round.people[1].say(&round.conversation, "Also said: canaryqsaid");
    let token = round.people[1].token().unwrap().to_owned();
    round.people[1].done("DELETE", &format!("/api/v1/tables/{table}/me"), &Value::Null);
    // What was counted stays as it was counted; what they said of it goes.
    let mut after = round.decision();
    let words = |decision: &mut Value| decision["closed"]["words"].take().as_array().unwrap().len();
    assert_eq!((words(&mut before), words(&mut after)), (3, 2));
    let (in_all, seats) = (before["closed"]["words_in_all"].take(), before["seats"].take());
    assert_eq!((&in_all, &seats), (&json!(3), &json!(4)));
    assert_eq!((after["closed"]["words_in_all"].take(), after["seats"].take()), (json!(2), json!(4)));
    assert_eq!(after, before, "what was decided stands");
    let read = round.people[0].read(&format!("{}/statements?limit=200", round.conversation));
    assert!(!read.text().contains("canaryqsaid"));
    assert!(!marked(round.server.data(), "canaryq").contains("canaryqsaid"));
    // Whoever had the seat is nobody here; whoever comes has another.
    round.people[1].use_token(Some(&token));
    assert_eq!(round.people[1].read(&format!("/api/v1/tables/{table}/me")).status, 401);
    for turn in 0..40 {
        if turn == 20 {
            round.server.crash();
        }
        let mut newcomer = Person::new(round.server.address(), &format!("new{turn}"));
        newcomer.sit(&table);
        let name = seat_name(&mut newcomer, &table);
        assert!(!names.contains(&name), "{name} was somebody's, {gone} has left");
    }
    until(PATIENCE, "the record to say that something was erased", || {
        let facts = record(&round.server, &table, |_| true);
        facts.iter().any(|fact| matches!(fact, record::entry::Fact::Tombstone { .. })).then_some(())
    });
    let export = round.server.client().get(&format!("/t/{table}/record/export.jsonl")).send();
    assert!(!marked_in(&export.body, "canaryq").contains("canaryqsaid"));
    assert!(round.server.terminate(PATIENCE).success());
    verify(round.server.data());
}
