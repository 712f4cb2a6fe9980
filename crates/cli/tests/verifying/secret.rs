//! What the record does not say: who, which words, which choice, and when.

use std::collections::BTreeSet;

use record::entry::{Entry, Fact};
use record::hash::{Hash, leaf};
use record::tile::{Kind, Tile};
use record::{Commitment, Salt};
use serde_json::{Value, json};
use support::disk::marked_in;
use support::people::Person;
use table::{Ballot, DecisionEvent, DecisionNo, Event, SeatNo, Stand, TableId};

use crate::house::{DECIDED, House, decision, demonstration, file, rules, sql};
use crate::rewritten::{lines, tree};

/// Whatever somebody leaves behind begins so.
const MARK: &str = "canaryv";

// trust A 20
#[test]
fn nothing_that_anybody_leaves_behind_is_in_the_record_and_no_time_of_day() {
    let mut house = House::of(3);
    let mut left = BTreeSet::new();
    let mut mark = |what: &str| {
        left.insert(format!("{MARK}{what}"));
        format!("{MARK}{what}")
    };
    let talk = "/conversations/1";
    let said = json!({ "statement": format!("Said: {}", mark("statement")) });
    house.done(0, "POST", &format!("{talk}/statements"), &said);
    let respond = json!({ "choice": "agree", "reason": mark("reason") });
    house.done(1, "PUT", &format!("{talk}/statements/1/response"), &respond);
    house.done(1, "PUT", "/me/name", &json!({ "name": mark("name") }));
    house.done(1, "PUT", "/me/strengths", &json!({ "strengths": [], "own_strength": mark("strength") }));
    house.done(1, "PUT", &format!("{talk}/unlike"), &json!({ "reason": mark("unlike") }));
    house.done(1, "POST", &format!("{talk}/marks"), &json!({ "mark": mark("mark") }));
    let agreement = json!({ "over": 1, "agreement": mark("agreement"), "why": mark("why") });
    house.done(0, "POST", "/agreement", &agreement);
    let mut rules = rules(30);
    rules["disagreement"] = json!(mark("disagreement"));
    house.done(0, "POST", "/rules", &json!({ "over": 0, "rules": rules, "why": mark("rules") }));
    let mut decision = decision();
    decision["about"]["proposal"] = json!(mark("proposal"));
    house.done(0, "POST", "/decisions", &decision);
    let ballot = json!({ "kind": "stand", "stand": "worried", "reason": mark("ballot") });
    house.done(1, "PUT", "/decisions/1/ballot", &ballot);
    let parts = json!([{ "kind": "line", "statement": 1 }]);
    house.done(0, "POST", &format!("{talk}/accounts"), &json!({ "parts": parts, "last_day": "2028-01-01" }));
    let reply = json!({ "reply": "not-quite", "not_quite": mark("reply") });
    house.done(1, "PUT", "/accounts/1/lines/1/reply", &reply);
    house.done(1, "PUT", "/accounts/1/missing", &json!({ "missing": mark("missing") }));
    let from = json!({ "kind": "statement", "conversation": 1, "statement": 1 });
    let promise =
        json!({ "from": from, "who": mark("who"), "promise": mark("promise"), "promise_by": "2028-01-01" });
    house.done(0, "POST", "/promises", &promise);
    // What a browser says of itself, and where it is.
    let (agent, place) = (mark("agent"), mark("place"));
    let (path, token) = (house.api(""), house.people[2].token().unwrap().to_owned());
    let mut browser = house.server.client();
    let seen = browser.request("GET", &path).header("User-Agent", &agent);
    let seen = seen.header("X-Forwarded-For", &place).header("Referer", &format!("http://{place}/"));
    assert_eq!(seen.header("Authorization", &format!("Bearer {token}")).send().status, 200);
    house.settle();
    let export = lines(&house.file("export.jsonl"));
    let tree = tree(&export);
    let words: BTreeSet<String> =
        export[1..].iter().flat_map(|line| marked_in(line.to_string().as_bytes(), MARK)).collect();
    for public in ["statement", "agreement", "why", "rules", "disagreement", "proposal", "who", "promise"] {
        assert!(
            words.contains(&format!("{MARK}{public}")),
            "{public}: what may be shown is shown beside the record"
        );
    }
    let private = ["name", "strength", "unlike", "mark", "ballot", "reply", "missing", "agent", "place"];
    for one in private {
        assert!(left.contains(&format!("{MARK}{one}")) && !words.contains(&format!("{MARK}{one}")), "{one}");
    }
    let mut searched = 0;
    for tile in Tile::all(tree.size()) {
        let bytes = house.file(&tile.path());
        assert_eq!(marked_in(&bytes, MARK), BTreeSet::new(), "{}", tile.path());
        searched += usize::from(tile.kind == Kind::Entries);
    }
    for file in ["checkpoint", "key"] {
        assert_eq!(marked_in(&house.file(file), MARK), BTreeSet::new(), "{file}");
    }
    assert!(searched > 0);
    // Entries are of a closed form in which nothing but a day is a time, and a day is a number of days.
    for line in &export[1..] {
        let text = line["entry"].as_str().unwrap();
        match Entry::decode(text.as_bytes()).unwrap() {
            Entry::Fact(Fact::Day(day)) => assert!((20_000..60_000).contains(&day), "{text}"),
            Entry::Fact(_) => {}
            Entry::Sealed { .. } => {
                let entry: Value = serde_json::from_str(text).unwrap();
                let number = entry["about"].as_u64().unwrap_or(0);
                assert!(number < 10, "{text}");
            }
        }
    }
    let checkpoint = String::from_utf8(house.file("checkpoint")).unwrap();
    assert_eq!(
        checkpoint.lines().count(),
        5,
        "a name, a size, a root, nothing and a signature: {checkpoint}"
    );
}

/// Thirty-two bytes from hex.
fn bytes(hex: &Value) -> [u8; 32] {
    let hex = hex.as_str().unwrap();
    std::array::from_fn(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).unwrap())
}

// trust A 21
#[test]
fn no_choice_is_found_by_trying_all_of_them_with_everything_that_is_public() {
    let (data, export) = demonstration();
    let export = lines(&export);
    let (mut commitments, mut salts) = (BTreeSet::new(), vec![[0; 32], [255; 32]]);
    for line in &export[1..] {
        let text = line["entry"].as_str().unwrap().as_bytes();
        if let Some(salt) = line["salt"].as_str() {
            salts.push(*Hash::from_base64(salt).unwrap().as_bytes());
        }
        if let Some(Entry::Sealed { kind: record::entry::Kind::Ballot, commit, .. }) = Entry::decode(text) {
            commitments.insert(*commit.as_bytes());
            salts.push(*leaf(text).as_bytes());
            salts.push(*commit.as_bytes());
        }
    }
    salts.push(*tree(&export).root().as_bytes());
    assert!(commitments.len() > 100, "{}", commitments.len());
    // What is tried is as it was kept, and the salt is all that is missing.
    let id: TableId = DECIDED.parse().unwrap();
    let select = format!(
        "SELECT kind, salt, body FROM journal JOIN content USING (table_no, seq) WHERE kind LIKE '%ballot-cast' AND \
         item = 3 AND table_no = (SELECT no FROM seq_table WHERE id = {})",
        id.number()
    );
    let kept = sql(data.path(), "journal.sqlite", &[&select]);
    let kind = kept[0][0].as_str().unwrap().to_owned();
    let mut tried = Vec::new();
    for decision in 1..=4 {
        for seat in 0..30 {
            for stand in Stand::ALL {
                let ballot = Ballot::Stand { stand, words: None };
                let cast =
                    DecisionEvent::BallotCast { decision: DecisionNo(decision), seat: SeatNo(seat), ballot };
                tried.push(serde_json::to_string(&Event::Decision(cast)).unwrap());
            }
        }
    }
    let mut with_salt = 0;
    for row in &kept {
        let commit =
            Commitment::to(&kind, &Salt::from_bytes(bytes(&row[1])), row[2].as_str().unwrap().as_bytes());
        let is_tried = tried.iter().any(|body| row[2] == json!(body));
        with_salt += usize::from(is_tried && commitments.contains(commit.as_bytes()));
    }
    assert!(with_salt > 10, "with its salt each of these is found: {with_salt}");
    for salt in &salts {
        let salt = Salt::from_bytes(*salt);
        for body in &tried {
            let commit = Commitment::to(&kind, &salt, body.as_bytes());
            assert!(!commitments.contains(commit.as_bytes()), "{body}");
        }
    }
}

// trust A 22
#[test]
fn the_same_words_a_hundred_times_are_a_hundred_commitments() {
    let mut house = House::of(1);
    let (mut tables, mut seen) = (Vec::new(), BTreeSet::new());
    // One person at ten tables with ten conversations each: where it was said before, it can't be said again.
    for number in 0..10 {
        let mut person = Person::new(house.server.address(), &format!("same{number}"));
        let table = person.set_table("The same", "public");
        for _ in 0..10 {
            let conversation = person.open(&table);
            assert_eq!(person.say(&conversation, "The very same words"), 1);
        }
        tables.push(table);
    }
    house.settle();
    let mut many = 0;
    for table in &tables {
        let export = lines(&file(&house.server, table, "export.jsonl"));
        let is_said = |line: &&Value| line["shown"].as_str().is_some_and(|shown| shown.contains("very same"));
        for line in export[1..].iter().filter(is_said) {
            many += 1;
            let entry: Value = serde_json::from_str(line["entry"].as_str().unwrap()).unwrap();
            for one in [&entry["commit"], &entry["public"], &line["salt"]] {
                seen.insert(one.to_string());
            }
        }
    }
    assert_eq!((many, seen.len()), (100, 300));
}
