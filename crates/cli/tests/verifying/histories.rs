//! A hundred histories of which most were tampered with, checked by two programs that share nothing but the format.

use std::path::{Path, PathBuf};

use record::checkpoint::Checkpoint;
use record::note::Signer;
use serde_json::{Value, json};
use support::people::Person;

use crate::house::{House, decision, file, rules, stand};
use crate::reference;
use crate::rewritten::{lines, signed_anew, tree};

/// So many tables, each with a history.
const TABLES: u64 = 20;
/// So many exports of each: as it is, and tampered with.
const EXPORTS: u64 = 5;

/// A stream of numbers that is the same every time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn is(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}

/// What somebody does; whether it may be done is for the program to say.
fn act(draws: &mut Draws, table: &str) -> (&'static str, String, Value) {
    let at = |path: &str| format!("/api/v1/tables/{table}{path}");
    let talk = |path: &str| at(&format!("/conversations/1{path}"));
    let one = draws.below(4) + 1;
    let text = format!("The door is open at {}", draws.below(1_000_000));
    match draws.below(14) {
        0..=3 => ("POST", talk("/statements"), json!({ "statement": text })),
        4 | 5 => (
            "PUT",
            talk(&format!("/statements/{one}/response")),
            json!({ "choice": "agree", "reason": text }),
        ),
        6 => ("DELETE", talk(&format!("/statements/{one}/response")), Value::Null),
        7 => ("DELETE", talk(&format!("/statements/{one}")), Value::Null),
        8 => ("POST", at("/rules"), json!({ "over": draws.below(2), "rules": rules(20) })),
        9 => ("POST", at("/decisions"), decision()),
        10 => ("PUT", at("/decisions/1/ballot"), stand("ok")),
        11 => ("POST", at("/agreement"), json!({ "over": draws.below(3), "agreement": text, "why": "So" })),
        12 => {
            let parts = json!([{ "kind": "line", "statement": one }]);
            ("POST", talk("/accounts"), json!({ "parts": parts, "last_day": "2028-01-01" }))
        }
        _ => {
            let from = json!({ "kind": "statement", "conversation": 1, "statement": one });
            let promise = json!({ "from": from, "who": "Sam", "promise": text, "promise_by": "2028-01-01" });
            ("POST", at("/promises"), promise)
        }
    }
}

/// A letter of a text, changed into another that is as good there.
fn other_letter(text: &str, at: usize) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters[at] = match letters[at] {
        'A' => 'B',
        letter if letter.is_ascii_digit() => {
            if letter == '7' {
                '1'
            } else {
                '7'
            }
        }
        letter if letter.is_ascii_alphabetic() => 'A',
        letter => letter,
    };
    letters.into_iter().collect()
}

fn change(line: &mut Value, part: &str, draws: &mut Draws) {
    if let Some(text) = line[part].as_str() {
        let changed = other_letter(text, draws.below(text.chars().count()));
        line[part] = json!(changed);
    }
}

/// Does one thing to an export that nobody should.
fn tamper(lines: &mut Vec<Value>, draws: &mut Draws) {
    let (one, other) = (draws.below(lines.len() - 1) + 1, draws.below(lines.len() - 1) + 1);
    let shown = lines.iter().position(|line| line["shown"].is_string()).unwrap();
    match draws.below(9) {
        0 => drop(lines.remove(one)),
        1 => lines.swap(one, other),
        2 => lines.insert(one, lines[other].clone()),
        3 => change(&mut lines[one], "entry", draws),
        4 => change(&mut lines[shown], "shown", draws),
        5 => {
            let line = lines[shown].as_object_mut().unwrap();
            line.remove("shown");
            line.remove("salt");
        }
        6 => {
            let (salt, words) = (lines[shown]["salt"].clone(), lines[shown]["shown"].clone());
            lines[one]["salt"] = salt;
            lines[one]["shown"] = words;
        }
        7 => lines.truncate(lines.len() - 1),
        _ => {
            let tombstone = json!({
                "n": 0, "entry": format!(
                    "{{\"data\":{{\"by\":\"host\",\"entry\":{other},\"reason\":\"asked\"}},\"kind\":\"tombstone\",\"v\":1}}"
                ),
            });
            lines.push(tombstone);
        }
    }
    for (n, line) in lines[1..].iter_mut().enumerate() {
        line["n"] = json!(n);
    }
}

/// Has the end of it signed by the key of the house.
fn signed(lines: &mut [Value], key: &Path) {
    let origin = lines[0]["origin"].as_str().unwrap().to_owned();
    let seed: [u8; 32] = std::fs::read(key).unwrap().try_into().unwrap();
    let note = Checkpoint::of(&origin, &tree(lines)).sign(&Signer::from_seed(&origin, seed).unwrap());
    lines[0]["checkpoint"] = json!(note.to_string());
}

// trust A 23
#[test]
fn two_checkers_find_the_same_in_a_hundred_histories() {
    let seed: u64 =
        std::env::var("ROUNDTABLE_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(23);
    println!("ROUNDTABLE_TEST_SEED={seed}");
    let mut draws = Draws(seed);
    let mut house = House::of(1);
    let key = house.server.data().join("record.key");
    let mut tables: Vec<(String, PathBuf)> = Vec::new();
    for number in 0..TABLES {
        let mut people: Vec<Person> = (0..3)
            .map(|person| Person::new(house.server.address(), &format!("history{number}x{person}")))
            .collect();
        let table = people[0].set_table("A history", "public");
        people[0].open(&table);
        people[1].sit(&table);
        people[2].sit(&table);
        let early = house.put(&format!("early-{number}"), &file(&house.server, &table, "checkpoint"));
        for _ in 0..draws.below(25) + 5 {
            let person = draws.below(3);
            let (method, path, body) = act(&mut draws, &table);
            let key = people[person].fresh_key();
            let body = (method != "DELETE").then_some(&body);
            let status = people[person].send(method, &path, &key, body).unwrap().status;
            assert!((200..500).contains(&status), "{method} {path}: {status}");
        }
        tables.push((table, early));
    }
    house.settle();
    let mut clean = 0;
    for (table, early) in &tables {
        let export = file(&house.server, table, "export.jsonl");
        let last = house.put("last", &file(&house.server, table, "checkpoint"));
        for number in 0..EXPORTS {
            let mut changed = lines(&export);
            let (mut text, mut kept) = (export.clone(), vec![]);
            if number > 0 {
                for _ in 0..=draws.below(2) {
                    tamper(&mut changed, &mut draws);
                }
                let whole = |lines: &[Value]| {
                    lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
                };
                text = match draws.below(3) {
                    0 => whole(&changed),
                    1 => {
                        signed(&mut changed, &key);
                        whole(&changed)
                    }
                    _ => signed_anew(&changed, &key),
                };
            }
            if draws.is(2) {
                kept.push(early.clone());
            }
            if draws.is(3) {
                kept.push(last.clone());
            }
            let path = house.put("history.jsonl", &text);
            clean += u64::from(reference::agree(&path, &kept) == 0);
        }
    }
    println!("{clean} of {} were clean", TABLES * EXPORTS);
    assert!((TABLES..TABLES * EXPORTS / 2).contains(&clean), "{clean}");
}
