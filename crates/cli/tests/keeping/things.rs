//! What people make at a table beside conversations: rules, accounts, decisions and promises.

use serde_json::{Value, json};
use support::people::{Person, number};
use table::Day;

/// Chooses how the table decides.
pub(crate) fn choose_rules(person: &mut Person, table: &str) {
    let rules = json!({
        "in_use": [{ "kind": "consent", "quorum": 10 }, { "kind": "vote", "share": 60, "quorum": 10 }],
        "disagreement": "We sleep on it, and talk again",
        "account": { "share": 60, "floor": 40 },
    });
    let path = format!("/api/v1/tables/{table}/rules");
    person.done("POST", &path, &json!({ "over": 0, "rules": rules }));
}

/// Writes an account with these lines, and gives its number.
pub(crate) fn write_account(person: &mut Person, conversation: &str, lines: &[u64]) -> u64 {
    let line = |statement: &u64| json!({ "kind": "line", "statement": statement });
    let body = json!({ "parts": lines.iter().map(line).collect::<Vec<_>>(), "last_day": "2028-01-01" });
    number(&person.done("POST", &format!("{conversation}/accounts"), &body), "account")
}

/// Opens a decision that comes from a statement, to answer up to a day, and gives its number.
pub(crate) fn open_decision(person: &mut Person, table: &str, statement: u64, closes: Day) -> u64 {
    let body = json!({
        "conversation": 1,
        "about": {
            "proposal": "Open the door at eight", "would_do": "It opens an hour sooner", "cost": "An hour a day",
            "who_does": "The morning team", "would_stop": "The late round", "bad_for": "Light sleepers",
            "overrule": "The landlord", "review_on": closes.plus(90).to_string(),
            "sources": [{ "kind": "statement", "conversation": 1, "statement": statement }],
        },
        "question": { "kind": "proposal", "by": "vote" },
        "closes": closes.to_string(),
    });
    number(&person.done("POST", &format!("/api/v1/tables/{table}/decisions"), &body), "decision")
}

/// Answers a decision.
pub(crate) fn cast(person: &mut Person, table: &str, decision: u64, stand: &str, reason: &str) {
    let path = format!("/api/v1/tables/{table}/decisions/{decision}/ballot");
    person.done("PUT", &path, &json!({ "kind": "stand", "stand": stand, "reason": reason }));
}

/// Makes a promise that answers a statement, and gives its number.
pub(crate) fn promise(person: &mut Person, table: &str, statement: u64) -> u64 {
    let body: Value = json!({
        "from": { "kind": "statement", "conversation": 1, "statement": statement },
        "who": "Sam, who runs the house", "promise": "Oil the hinge", "promise_by": "2028-01-01",
    });
    number(&person.done("POST", &format!("/api/v1/tables/{table}/promises"), &body), "promise")
}
