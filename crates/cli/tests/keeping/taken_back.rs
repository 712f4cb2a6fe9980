//! What somebody takes back: gone wherever it was quoted, and nothing that was kept of the record is wrong for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use record::{Commitment, Salt};
use serde_json::{Value, json};
use support::crawl::crawl;
use support::disk::{files, marked, marked_in};
use support::http::Client;
use support::until;

use crate::clock::today;
use crate::house::{House, PATIENCE};
use crate::run::run;
use crate::things::{choose_rules, open_decision, promise, write_account};

const MARK: &str = "canaryq";
/// The longest that anything of it may be seen.
const GONE: Duration = Duration::from_mins(1);

/// A table where a statement was said, quoted in an account, and became a decision and a promise; all of it in the record.
fn quoted() -> House {
    let mut house = House::of(3);
    let (table, conversation) = (house.table.clone(), house.conversation.clone());
    assert_eq!(house.people[1].say(&conversation, "Quoted: canaryqgone"), 1);
    assert_eq!(house.people[2].say(&conversation, "Another's: canaryqstays"), 2);
    for number in 0..8 {
        house.people[2].say(&conversation, &format!("More to fill a batch, number {number}"));
    }
    choose_rules(&mut house.people[0], &table);
    write_account(&mut house.people[0], &conversation, &[1, 2]);
    open_decision(&mut house.people[0], &table, 1, today().plus(30));
    promise(&mut house.people[0], &table, 1);
    until(PATIENCE, "the words to be in the record's export", || {
        let export = house.server.client().get(&format!("/t/{table}/record/export.jsonl")).send();
        marked_in(&export.body, MARK).contains("canaryqgone").then_some(())
    });
    house
}

/// Where a marked word is shown, as somebody without a seat and as each person sees it.
fn shown(house: &mut House, word: &str) -> BTreeSet<String> {
    let table = house.table.clone();
    let from: Vec<String> = [
        "",
        "/c/1/stand",
        "/c/1/stand.csv",
        "/c/1/stand.json",
        "/c/1/all",
        "/changes.atom",
        "/record/export.jsonl",
        "/heard/1/answer/2",
        "/me",
        "/me/export.json",
    ]
    .map(|end| format!("/t/{table}{end}"))
    .into();
    let api: Vec<String> = [
        "/conversations/1/statements?limit=200",
        "/conversations/1/statements/1",
        "/conversations/1/standing",
        "/conversations/1/map",
        "/accounts/1",
        "/accounts/1/trace",
        "/decisions/1",
        "/decisions/1/trace",
        "/promises/1",
        "/promises/1/trace",
        "/asked-before?words=canaryqgone",
        "/changes",
        "/me/export",
    ]
    .map(|end| format!("/api/v1/tables/{table}{end}"))
    .into();
    let mut found = BTreeSet::new();
    let mut look = |client: &mut Client, from: &[String]| {
        for (path, reply) in crawl(client, from) {
            assert!(reply.status < 500, "{path}");
            if marked_in(&reply.body, MARK).contains(word) {
                found.insert(path);
            }
        }
    };
    let mut visitors = vec![house.server.client()];
    for person in &house.people[1..] {
        let mut client = house.server.client();
        client.set_cookie(&format!("seat-{table}"), person.token().unwrap());
        visitors.push(client);
    }
    for client in &mut visitors {
        look(client, &from);
    }
    for person in &mut house.people {
        for path in &api {
            let reply = person.read(path);
            assert!(reply.status < 500, "{path}");
            if marked_in(&reply.body, MARK).contains(word) {
                found.insert(path.clone());
            }
        }
    }
    found
}

// trust C 45, 54
#[test]
fn what_is_taken_back_is_gone_within_a_minute_wherever_it_was_quoted() {
    let mut house = quoted();
    let (table, root) = (house.table.clone(), format!("/api/v1/tables/{}", house.table));
    let before = shown(&mut house, "canaryqgone");
    let pages =
        ["/c/1/all", "/c/1/stand.csv", "/record/export.jsonl", "/heard/1", "/d/1", "/p/1", "/me/export.json"];
    let answers = ["/conversations/1/statements/1", "/accounts/1", "/decisions/1/trace", "/promises/1/trace"];
    let expected = pages
        .map(|end| format!("/t/{table}{end}"))
        .into_iter()
        .chain(answers.map(|end| format!("{root}{end}")))
        .chain([format!("{root}/asked-before?words=canaryqgone")]);
    let missing: Vec<String> = expected.filter(|path| !before.contains(path)).collect();
    assert!(missing.is_empty(), "it was never shown at {missing:?}, but at {before:?}");
    let others = shown(&mut house, "canaryqstays");

    let path = format!("{}/statements/1", house.conversation);
    house.people[1].done("DELETE", &path, &Value::Null);
    let began = Instant::now();
    until(GONE, "it to be gone everywhere", || shown(&mut house, "canaryqgone").is_empty().then_some(()));
    println!("gone everywhere after {:.1} s, most of which was looking", began.elapsed().as_secs_f64());
    assert_eq!(shown(&mut house, "canaryqstays"), others, "what somebody else said is where it was");
    assert_eq!(marked(house.server.data(), MARK), ["canaryqstays".to_owned()].into());
    assert!(marked_in(house.server.log().as_bytes(), MARK).is_empty(), "{}", house.server.log());
    // A neutral line where it stood.
    let one = house.people[0].read(&path).json();
    assert_eq!((&one["text"], &one["taken_back"]), (&Value::Null, &json!(true)), "{one}");
}

// trust C 47
#[test]
fn old_checkpoints_and_others_receipts_hold_after_something_was_taken_back() {
    let mut house = House::of(3);
    let (table, conversation) = (house.table.clone(), house.conversation.clone());
    let keep = |house: &House, name: &str, bytes: &[u8]| {
        let path = house.folder(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let checkpoint =
        |house: &House| house.server.client().get(&format!("/t/{table}/record/checkpoint")).send().body;
    house.people[1].say(&conversation, "To be taken back: canaryqgone");
    for number in 0..8 {
        house.people[2].say(&conversation, &format!("What stays, number {number}"));
    }
    let mut kept: BTreeMap<Vec<u8>, _> = BTreeMap::new();
    until(PATIENCE * 2, "ten different checkpoints", || {
        // It enters at once.
        house.people[0].open(&table);
        let bytes = checkpoint(&house);
        let path = keep(&house, &format!("checkpoint{}", kept.len()), &bytes);
        kept.entry(bytes).or_insert(path);
        (kept.len() >= 10).then_some(())
    });
    let own = format!("/api/v1/tables/{table}/me/record");
    let entries = until(PATIENCE, "all that was said to be in the record", || {
        let listed = house.people[2].read(&own).json();
        let entries: Vec<u64> =
            listed["entries"].as_array().unwrap().iter().filter_map(|one| one["entry"].as_u64()).collect();
        (entries.len() >= 8).then_some(entries)
    });
    let key = house.server.client().get(&format!("/t/{table}/record/key")).send().text();
    let receipts: Vec<_> = entries
        .iter()
        .map(|entry| {
            let reply = house.people[2].page(&table, &format!("/t/{table}/checking/{entry}/proof"));
            assert_eq!(reply.status, 200);
            keep(&house, &format!("receipt{entry}"), &reply.body)
        })
        .collect();

    house.people[1].done("DELETE", &format!("{conversation}/statements/1"), &Value::Null);
    crate::house::record(&house.server, &table, |facts| {
        facts.iter().any(|fact| matches!(fact, record::entry::Fact::Tombstone { .. }))
    });
    let well = |words: &[&str]| {
        let ended = run(["verify", "--json"].iter().chain(words));
        assert_eq!(ended.code, 0, "{}", ended.said);
    };
    let url = house.server.url(&format!("/t/{table}"));
    let mut words = vec![url.as_str()];
    for path in kept.values().chain(&receipts) {
        words.extend(["--checkpoint", path.to_str().unwrap()]);
    }
    well(&words);
    for receipt in &receipts {
        well(&["--receipt", receipt.to_str().unwrap(), "--key", key.trim()]);
    }
    house.stop();
    words[0] = house.server.data().to_str().unwrap();
    well(&words);
}

/// The commitment to a statement that holds a word, and what was committed to.
fn committed(data: &Path, word: &str) -> (Commitment, String, Vec<u8>) {
    let journal = rusqlite::Connection::open(data.join("journal.sqlite")).unwrap();
    let select = "SELECT j.commitment, j.kind, c.body FROM journal j JOIN content c USING (table_no, seq)
                  WHERE instr(c.body, ?1) > 0";
    journal
        .query_row(select, [word], |row| {
            let commitment: [u8; 32] = row.get(0)?;
            Ok((Commitment::from_bytes(commitment), row.get(1)?, row.get::<_, String>(2)?.into_bytes()))
        })
        .unwrap()
}

/// Whether any 32 bytes in any file open the commitment.
fn can_be_opened(data: &Path, (commitment, kind, body): &(Commitment, String, Vec<u8>)) -> bool {
    let tried: BTreeSet<[u8; 32]> = files(data)
        .iter()
        .flat_map(|(_, held)| held.windows(32).map(|bytes| bytes.try_into().unwrap()).collect::<Vec<_>>())
        .collect();
    assert!(tried.len() > 1_000);
    tried.into_iter().any(|bytes| commitment.opens_with(kind, &Salt::from_bytes(bytes), body))
}

// trust C 48
#[test]
fn who_knows_the_words_still_can_not_show_that_they_were_said_here() {
    let mut house = House::of(2);
    house.people[1].say(&house.conversation, "Somebody copied this: canaryqgone");
    house.stop();
    let data = house.server.data().to_owned();
    let known = committed(&data, "canaryqgone");
    assert!(can_be_opened(&data, &known), "while it stands, its salt is there");
    house.server.start_again("127.0.0.1:0".parse().unwrap());
    let address = house.server.address();
    house.people[1].reconnect(address);
    house.people[1].done("DELETE", &format!("{}/statements/1", house.conversation), &Value::Null);
    assert!(!can_be_opened(&data, &known), "at once");
    house.stop();
    assert!(!can_be_opened(&data, &known), "and when the server has ended");
}

// trust C 56
#[test]
fn the_address_of_ones_own_copy_is_of_no_use_to_anybody_else_nor_after_leaving() {
    let mut house = House::of(3);
    house.people[1].say(&house.conversation, "Mine: canaryqmine");
    house.people[2].say(&house.conversation, "Another's: canaryqother");
    let hidden = {
        let person = &mut house.people[0];
        let seat = person.token().map(str::to_owned);
        let hidden = person.set_table("A hidden table", "hidden");
        person.use_token(seat.as_deref());
        hidden
    };
    let table = house.table.clone();
    let copies = [format!("/t/{table}/me/export.json"), format!("/api/v1/tables/{table}/me/export")];
    for path in &copies {
        let mine = if path.starts_with("/api") {
            house.people[1].read(path)
        } else {
            house.people[1].page(&table, path)
        };
        assert_eq!(mine.status, 200);
        assert_eq!(marked_in(&mine.body, MARK), ["canaryqmine".to_owned()].into());
        assert_eq!(mine.header("cache-control"), Some("no-store"));
        assert!(mine.header("etag").is_none() && mine.header("last-modified").is_none());
    }
    let refused = |house: &House, token: Option<&str>, status: u16| {
        for path in &copies {
            let mut client = house.server.client();
            let bearer = format!("Bearer {}", token.unwrap_or_default());
            if let Some(token) = token {
                client.set_cookie(&format!("seat-{table}"), token);
            }
            let reply = client.get(path).header("Authorization", &bearer).send();
            assert_eq!(reply.status, status, "{path}");
            assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
            assert!(marked_in(&reply.body, MARK).is_empty(), "{path}");
        }
    };
    // The table is public, so that there is one is no secret; of a hidden one not even that is told.
    refused(&house, None, 401);
    for path in [format!("/t/{hidden}/me/export.json"), format!("/api/v1/tables/{hidden}/me/export")] {
        let reply = house.server.client().get(&path).send();
        assert_eq!((reply.status, reply.header("cache-control")), (404, Some("no-store")), "{path}");
    }
    let token = house.people[1].token().unwrap().to_owned();
    house.people[1].done("DELETE", &format!("/api/v1/tables/{table}/me"), &Value::Null);
    refused(&house, Some(&token), 401);
}
