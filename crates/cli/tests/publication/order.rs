//! The order of what is published says nothing of who came first.

use serde_json::{Value, json};
use support::Server;
use support::http::Reply;
use support::people::{Person, number};
use table::Day;

use crate::clock::{Clock, today};

const PEOPLE: usize = 12;

/// A table where people sat down in one order, and answered in another.
struct Round {
    clock: Clock,
    server: Server,
    table: String,
    conversation: String,
    people: Vec<Person>,
}

/// In which order people do something: a fixed shuffle.
fn turns() -> impl Iterator<Item = usize> {
    (0..PEOPLE).map(|turn| turn * 5 % PEOPLE)
}

impl Round {
    fn begin() -> Self {
        let clock = Clock::new();
        let server = clock.serve().start();
        let new = |person| Person::new(server.address(), &format!("order{person}"));
        let mut people: Vec<Person> = (0..PEOPLE).map(new).collect();
        let table = people[0].set_table("A table in no order", "public");
        let conversation = people[0].open(&table);
        for person in &mut people[1..] {
            person.sit(&table);
        }
        for thing in 0..3 {
            people[0].say(&conversation, &format!("Thing number {thing}"));
        }
        Self { clock, server, table, conversation, people }
    }

    fn get(&self, path: &str) -> Reply {
        let reply = self.server.client().get(path).send();
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply
    }

    fn at(&self, path: &str) -> String {
        format!("/api/v1/tables/{}{path}", self.table)
    }
}

/// The people whose words these are, in the order in which they are shown.
fn shown(list: &Value, key: &str) -> Vec<usize> {
    let texts = list.as_array().unwrap().iter().map(|one| if key.is_empty() { one } else { &one[key] });
    texts.map(|text| text.as_str().unwrap().rsplit(' ').next().unwrap().parse().unwrap()).collect()
}

#[track_caller]
fn is_in_no_order(shown: &[usize], what: &str) {
    assert_eq!(shown.len(), PEOPLE, "{what}: {shown:?}");
    let seats: Vec<usize> = (0..PEOPLE).collect();
    let came: Vec<usize> = turns().collect();
    for (order, name) in [(&seats, "that of the seats"), (&came, "that in which they came")] {
        let back: Vec<usize> = order.iter().rev().copied().collect();
        assert!(shown != &order[..] && shown != &back[..], "{what} stand in an order, {name}: {shown:?}");
    }
}

// trust D 59
#[test]
fn words_that_are_shown_together_stand_in_no_order_that_tells_who_came_first() {
    let mut round = Round::begin();
    let last: Day = today();
    let rules = json!({
        "in_use": [{ "kind": "vote", "share": 60, "quorum": 10 }], "disagreement": "We talk again",
        "account": { "share": 60, "floor": 40 },
    });
    let (rules_at, decisions) = (round.at("/rules"), round.at("/decisions"));
    round.people[0].done("POST", &rules_at, &json!({ "over": 0, "rules": rules }));
    let decision = json!({
        "about": { "proposal": "Open at eight", "would_do": "It opens", "cost": "An hour", "who_does": "The team",
            "would_stop": "Nothing", "bad_for": "Sleepers", "overrule": "Nobody", "review_on": last.plus(90).to_string() },
        "question": { "kind": "proposal", "by": "vote" }, "closes": last.to_string(),
    });
    let decision = number(&round.people[0].done("POST", &decisions, &decision), "decision");
    let accounts = format!("{}/accounts", round.conversation);
    let account = json!({ "parts": [{ "kind": "line", "statement": 1 }], "last_day": last.to_string() });
    let account = number(&round.people[0].done("POST", &accounts, &account), "account");
    let (decision, account) =
        (round.at(&format!("/decisions/{decision}")), round.at(&format!("/accounts/{account}")));
    for person in turns() {
        let one = &mut round.people[person];
        let ballot = json!({ "kind": "stand", "stand": "yes", "reason": format!("Said by {person}") });
        one.done("PUT", &format!("{decision}/ballot"), &ballot);
        let reply = json!({ "reply": "not-quite", "not_quite": format!("Not quite, said {person}") });
        one.done("PUT", &format!("{account}/lines/1/reply"), &reply);
        one.done("PUT", &format!("{account}/missing"), &json!({ "missing": format!("Missed by {person}") }));
        let unlike = json!({ "reason": format!("Not like {person}") });
        one.done("PUT", &format!("{}/unlike", round.conversation), &unlike);
        let brings = json!({ "strengths": [], "own_strength": format!("Brought by {person}") });
        one.done("PUT", &format!("/api/v1/tables/{}/me/strengths", round.table), &brings);
    }
    round.people[0].done("PUT", &format!("{decision}/not-here"), &json!({ "not_here": "The night shift" }));
    round.clock.off_by(2);
    for path in [format!("{decision}/close"), format!("{account}/settle")] {
        let key = round.people[0].fresh_key();
        let reply = round.people[0].send("POST", &path, &key, None).unwrap();
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let closed = round.get(&decision).json()["closed"].clone();
    is_in_no_order(&shown(&closed["words"], "text"), "words beside a decision");
    let settled = round.get(&account).json();
    is_in_no_order(&shown(&settled["parts"][0]["not_quite"], ""), "words beside a line of an account");
    is_in_no_order(&shown(&settled["missing"], ""), "what was missed in an account");
    let unlike = round.get(&format!("{}/unlike", round.conversation)).json();
    is_in_no_order(&shown(&unlike["reasons"], ""), "reasons why groups do not sound like somebody");
    let brings = support::html::words(&round.get(&format!("/t/{}/brings", round.table)).text());
    let brought: Vec<usize> = brings
        .split("Brought by ")
        .skip(1)
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next().unwrap().parse().unwrap())
        .collect();
    // They come onto the wall eight at a time.
    assert_eq!(brought.len(), 8, "{brings}");
    assert!(!brought.is_sorted() && !brought.iter().rev().is_sorted(), "{brought:?}");
}

// trust D 59
#[test]
fn the_same_answers_in_another_order_make_the_same_files() {
    let answered = |backwards: bool| {
        let mut round = Round::begin();
        let order: Vec<usize> = if backwards { (0..PEOPLE).rev().collect() } else { turns().collect() };
        for person in order {
            for thing in 1..=3 {
                let choice = ["agree", "disagree", "pass"][(person + thing) * thing % 3];
                let path = format!("{}/statements/{thing}/response", round.conversation);
                round.people[person].done("PUT", &path, &json!({ "choice": choice }));
            }
        }
        let csv = round.get(&format!("/t/{}/c/1/stand.csv", round.table)).text();
        let standing = round.get(&format!("{}/standing", round.conversation)).text();
        (csv, standing)
    };
    let (one, other) = (answered(false), answered(true));
    assert!(one.0.lines().count() == 4 && one.0.contains(",4,4,4,"), "{}", one.0);
    assert_eq!(one, other);
}
