//! A decision that is open: nothing that anybody can read depends on a ballot, but its holder's own.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::people::*;

/// Every address to read that says something of a table, for this one.
fn addresses(table: &str) -> Vec<String> {
    let reply = server().client().get("/api/openapi.json").send();
    let document = reply.json();
    let paths = document["paths"].as_object().unwrap();
    let mut all: Vec<String> = paths
        .iter()
        .filter(|(_, item)| item["get"].is_object())
        .map(|(path, _)| path.strip_prefix("/api/v1").unwrap().replace("/tables/{table}", table))
        .filter(|path| path.starts_with(table))
        .map(|path| path.split('/').map(part).collect::<Vec<_>>().join("/"))
        .collect();
    let before = all.iter_mut().find(|path| path.ends_with("/asked-before")).unwrap();
    before.push_str("?words=door");
    assert!(all.len() > 30, "{all:?}");
    all
}

fn part(part: &str) -> &str {
    if part.starts_with('{') { "1" } else { part }
}

/// The status, what matters of the head, and the body.
type Answered = (u16, Vec<(String, String)>, Vec<u8>);

/// All that somebody can read, by address.
fn everything(person: &mut Person, addresses: &[String]) -> BTreeMap<String, Answered> {
    let each = addresses.iter().map(|path| {
        let reply = person.get(path);
        let head = reply.headers.iter().filter(|(name, _)| name != "date").cloned().collect();
        (path.clone(), (reply.status, head, reply.body))
    });
    each.collect()
}

/// A decision of every kind of question.
fn questions() -> Vec<(Value, Value)> {
    let stand = json!({ "kind": "stand", "stand": "worried", "reason": "The hinge sticks in the cold" });
    let projects = json!([{ "what": "A bench", "pence": 5000 }, { "what": "A ramp", "pence": 6000 }]);
    let mut new_rules = rules();
    new_rules["disagreement"] = json!("We toss a coin");
    vec![
        (json!({ "kind": "proposal", "by": "vote" }), stand.clone()),
        (json!({ "kind": "new-rules", "by": "consent", "rules": new_rules }), stand.clone()),
        (
            json!({ "kind": "ranked", "options": ["Red", "Blue", "Green"] }),
            json!({ "kind": "ranked", "order": [[2], [1, 3]] }),
        ),
        (
            json!({ "kind": "shared-budget", "budget": 10000, "options": projects }),
            json!({ "kind": "wants", "wants": [2] }),
        ),
        (json!({ "kind": "advice", "decider": "The landlord", "decide_by": "2028-03-01" }), stand),
    ]
}

#[test]
fn before_the_count_nobody_reads_anything_of_a_ballot_but_its_holder() {
    for (question, ballot) in questions() {
        let (mut set, table) = deciding();
        fine(&set.starter.write("POST", &format!("{table}/conversations/1/accounts"), &account(&[2, 1])));
        let from = json!({ "kind": "statement", "conversation": 1, "statement": 2 });
        fine(&set.starter.write("POST", &format!("{table}/promises"), &promise(&from)));
        let mut holders: Vec<Person> = (0..9).map(|_| sit(&set.code)).collect();
        let mut open = decision();
        open["question"] = question.clone();
        fine(&set.starter.write("POST", &format!("{table}/decisions"), &open));
        let addresses = addresses(&table);
        let before = everything(&mut set.starter, &addresses);
        let outside = everything(&mut Person::stranger(), &addresses);
        let own_before = everything(&mut holders[0], &addresses);
        let here = format!("{table}/decisions/1");
        for holder in &mut holders {
            fine(&holder.write("PUT", &format!("{here}/ballot"), &ballot));
        }
        assert_eq!(everything(&mut set.starter, &addresses), before, "{question}");
        assert_eq!(everything(&mut Person::stranger(), &addresses), outside, "{question}");
        let own_after = everything(&mut holders[0], &addresses);
        let differ: Vec<&String> =
            addresses.iter().filter(|path| own_before[*path] != own_after[*path]).collect();
        let own = [format!("{here}/mine"), format!("{table}/me/export"), format!("{table}/me/record")];
        assert_eq!(differ, own.iter().collect::<Vec<_>>(), "{question}");
        let mine = holders[0].read(&format!("{here}/mine"));
        assert_eq!(mine, json!({ "can_answer": true, "ballot": ballot }));
        for holder in &mut holders {
            fine(&holder.bare("DELETE", &format!("{here}/ballot")));
        }
        assert_eq!(everything(&mut set.starter, &addresses), before, "taken back: {question}");
        // That something was cast and taken back stays in the record, and its holder sees it there.
        let kept = format!("{table}/me/record");
        let without = |mut all: BTreeMap<String, Answered>| {
            assert!(all.remove(&kept).is_some());
            all
        };
        let own_at_last = without(everything(&mut holders[0], &addresses));
        assert_eq!(own_at_last, without(own_before), "taken back: {question}");
    }
}

#[test]
fn a_ballot_answers_the_question_or_is_refused() {
    let (mut set, table) = deciding();
    let mut open = decision();
    open["question"] = questions()[2].0.clone();
    fine(&set.starter.write("POST", &format!("{table}/decisions"), &open));
    let ballot = format!("{table}/decisions/1/ballot");
    for (body, status, key) in [
        (json!({ "kind": "stand", "stand": "yes" }), 422, "another-kind"),
        (json!({ "kind": "wants", "wants": [1] }), 422, "another-kind"),
        (json!({ "kind": "ranked", "order": [[1], [1]] }), 422, "same-twice"),
        (json!({ "kind": "ranked", "order": [[1, 1]] }), 422, "same-twice"),
        (json!({ "kind": "ranked", "order": [] }), 422, "empty"),
        (json!({ "kind": "ranked", "order": [[1], []] }), 422, "empty"),
        (json!({ "kind": "ranked", "order": [[0]] }), 404, "not-found"),
        (json!({ "kind": "ranked", "order": [[4]] }), 404, "not-found"),
        (json!({ "kind": "ranked", "order": [1] }), 400, "body"),
        (json!({ "kind": "ranked", "order": [[1]], "seat": 2 }), 400, "body"),
        (json!({ "kind": "stand", "stand": { "yes": null } }), 400, "body"),
    ] {
        assert_eq!(refused(&set.starter.write("PUT", &ballot, &body), status), key, "{body}");
    }
    let late = &mut sit(&set.code);
    let body = json!({ "kind": "ranked", "order": [[1]] });
    assert_eq!(refused(&late.write("PUT", &ballot, &body), 422), "sat-down-since");
    assert_eq!(refused(&Person::stranger().write("PUT", &ballot, &body), 401), "no-seat");
    assert_eq!(late.read(&format!("{table}/decisions/1/mine"))["can_answer"], false);
}

#[test]
fn a_decision_is_given_more_time_once_and_counted_only_when_it_is_over() {
    let (mut set, table) = deciding();
    fine(&set.starter.write("POST", &format!("{table}/decisions"), &decision()));
    let here = format!("{table}/decisions/1");
    fine(&set.starter.bare("POST", &format!("{here}/more-time")));
    let read = Person::stranger().read(&here);
    assert_eq!((&read["closes"], &read["last_day"]), (&json!("2028-01-01"), &json!("2028-01-15")));
    assert_eq!(refused(&set.starter.bare("POST", &format!("{here}/more-time")), 422), "more-time-given");
    let not_here = json!({ "not_here": "We rang twice", "people": [
        { "who": "Night staff", "channel": "By phone", "expected": 12, "heard": 3 },
        { "who": "People outside", "channel": null, "expected": null, "heard": 0 }] });
    fine(&set.starter.write("PUT", &format!("{here}/not-here"), &not_here));
    let kept = Person::stranger().read(&here)["not_here"].clone();
    assert_eq!(
        kept["people"][0],
        json!({ "who": "Night staff", "channel": "By phone", "expected": 12, "heard": null })
    );
    fine(&set.starter.write("PUT", &format!("{here}/not-here"), &kept));
    assert_eq!(Person::stranger().read(&here)["not_here"], kept, "what is read can be body back");
    assert_eq!(refused(&set.starter.bare("POST", &format!("{here}/close")), 422), "not-over-yet");
    let again = json!({ "about": about(), "met": "We talked", "closes": "2028-02-01" });
    let reply = set.starter.write("POST", &format!("{here}/after-talk"), &again);
    assert_eq!(refused(&reply, 422), "no-talk-waiting");
    let from = json!({ "kind": "decision", "decision": 1 });
    let reply = set.starter.write("POST", &format!("{table}/promises"), &promise(&from));
    assert_eq!(refused(&reply, 422), "not-decided-yet");
}
