//! A table's record from outside: files that any program can read, and a page that anybody can.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use std::collections::BTreeMap;
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::entry::{Entry, Fact};
use record::hash::{self, Hash};
use record::note::{Note, Verifier};
use record::tile::{Kind, Tile, read_bundle};
use record::tree::Tree;
use record::{Commitment, Salt};
use serde_json::{Value, json};
use support::http::{Client, Reply};
use support::people::Person;
use support::{Launch, Server, until};
use table::recording::eight_words;

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
/// The tables of the demonstration that anybody may read.
const TABLES: [&str; 2] = ["manyhand", "frntdesk"];
const PATIENCE: Duration = Duration::from_secs(20);

/// The record of a table, as somebody without a seat has it.
struct Log {
    client: Client,
    base: String,
    checkpoint: Checkpoint,
}

impl Log {
    /// With its checkpoint, once there is one, checked by its key.
    fn of(server: &Server, table: &str) -> Self {
        let (mut client, base) = (server.client(), format!("/t/{table}/record"));
        let note: Note = until(PATIENCE, "the record to begin", || {
            let reply = client.get(&format!("{base}/checkpoint")).send();
            (reply.status == 200).then(|| reply.text().parse().unwrap())
        });
        let key = client.get(&format!("{base}/key")).send().text();
        let key: Verifier = key.strip_suffix('\n').unwrap().parse().unwrap();
        let checkpoint = Checkpoint::open(&note, &key).unwrap();
        Self { client, base, checkpoint }
    }

    fn get(&mut self, file: &str) -> Reply {
        let reply = self.client.get(&format!("{}/{file}", self.base)).send();
        assert_eq!(reply.status, 200, "{file}: {}", reply.text());
        reply
    }

    /// Every entry, from the bundles.
    fn entries(&mut self) -> Vec<Vec<u8>> {
        let mut entries = Vec::new();
        let bundles = Tile::all(self.checkpoint.size).into_iter().filter(|tile| tile.kind == Kind::Entries);
        for tile in bundles {
            let bytes = self.get(&tile.path()).body;
            entries.extend(read_bundle(&tile, &bytes).unwrap().into_iter().map(<[u8]>::to_vec));
        }
        entries
    }
}

fn tree(entries: &[Vec<u8>]) -> Tree {
    let mut tree = Tree::default();
    for entry in entries {
        tree.push(hash::leaf(entry));
    }
    tree
}

#[test]
fn the_tree_of_the_entries_is_the_one_that_is_signed() {
    let server = Server::demo(PROGRAM);
    for table in TABLES {
        let mut log = Log::of(&server, table);
        let entries = log.entries();
        let tree = tree(&entries);
        assert_eq!((tree.size(), tree.root()), (log.checkpoint.size, log.checkpoint.root), "{table}");
        for tile in Tile::all(tree.size()).into_iter().filter(|tile| tile.kind != Kind::Entries) {
            let bytes = tile.hashes(&tree).unwrap();
            assert_eq!(log.get(&tile.path()).body, bytes, "{}", tile.path());
            // A narrower one begins the same.
            let narrow = Tile { width: tile.width.div_ceil(2), ..tile };
            assert_eq!(log.get(&narrow.path()).body, bytes[..usize::from(narrow.width) * 32]);
        }
        let mut last_day = i32::MIN;
        for entry in &entries {
            let entry = Entry::decode(entry).unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(entry)));
            if let Entry::Fact(Fact::Day(day)) = entry {
                assert!(day > last_day, "days go on");
                last_day = day;
            }
        }
        assert!(last_day > 20_000, "there is a day in it");
    }
}

#[test]
fn the_page_the_papers_and_the_api_have_the_words_of_the_root() {
    let server = Server::demo(PROGRAM);
    for table in TABLES {
        let mut log = Log::of(&server, table);
        let words = eight_words(log.checkpoint.root.as_bytes());
        let list = log.get("words").text();
        assert!(words.iter().all(|word| list.lines().any(|line| line == *word)), "{words:?}");
        let page = log.client.get(&log.base).send();
        assert_eq!(page.status, 200);
        let large = page.text();
        let items = large.split("<span class=\"rt-code\">").skip(1);
        let shown: Vec<&str> = items.map(|item| item.split_once("</span>").unwrap().0).collect();
        assert_eq!(shown, words);
        assert!(large.contains(&format!("The words for {} entries", log.checkpoint.size)));
        let line = words.join(" ");
        for path in ["", "/promises/poster", "/papers/minutes.html"] {
            let page = log.client.get(&format!("/t/{table}{path}")).send().text();
            assert!(page.contains(&line), "/t/{table}{path}");
        }
        let told = log.client.get(&format!("/api/v1/tables/{table}/record")).send().json();
        assert_eq!(told["words"], json!(words));
        assert_eq!(told["root"], log.checkpoint.root.to_string());
    }
}

#[test]
fn the_export_is_the_record_with_all_that_may_be_shown() {
    let server = Server::demo(PROGRAM);
    let mut log = Log::of(&server, TABLES[1]);
    let entries = log.entries();
    let export = log.get("export.jsonl").text();
    let mut lines = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    assert_eq!((&head["record"], &head["origin"]), (&json!(1), &json!(log.checkpoint.origin())));
    assert_eq!(head["checkpoint"], log.get("checkpoint").text());
    assert_eq!(head["key"].as_str().unwrap(), log.get("key").text().trim_end());
    let mut shown: BTreeMap<&str, u32> = BTreeMap::new();
    let mut many = 0;
    for (n, line) in (0_u64..).zip(lines) {
        many += 1;
        assert_eq!(line["n"], n);
        let text = line["entry"].as_str().unwrap();
        assert_eq!(text.as_bytes(), entries[usize::try_from(n).unwrap()], "entry {n}");
        let Some(Entry::Sealed { kind, public: Some(public), .. }) = Entry::decode(text.as_bytes()) else {
            assert!(line["shown"].is_null(), "entry {n} shows what it did not commit to");
            continue;
        };
        let Some(words) = line["shown"].as_str() else { continue };
        let salt = Salt::from_bytes(*Hash::from_base64(line["salt"].as_str().unwrap()).unwrap().as_bytes());
        assert_eq!(Commitment::to(kind.key(), &salt, words.as_bytes()), public, "entry {n}");
        *shown.entry(kind.key()).or_default() += 1;
    }
    assert_eq!(many, entries.len());
    for kind in ["table", "conversation", "statement", "account", "settled", "decision", "result", "promise"]
    {
        assert!(shown.contains_key(kind), "{kind}: {shown:?}");
    }
}

#[test]
fn counted_things_say_where_they_stand() {
    let server = Server::demo(PROGRAM);
    let mut log = Log::of(&server, "frntdesk");
    let entries = log.entries();
    let mut client = server.client();
    let mut at = |path: &str| {
        let page = client.get(&format!("/t/frntdesk{path}")).send().text();
        let entry = page.split_once("In the record, entry ")?.1.split_once('<')?.0.parse::<usize>();
        Some((entry.unwrap(), page))
    };
    let mut results = 0;
    for number in 1..=9 {
        let Some((entry, _)) = at(&format!("/d/{number}")) else { continue };
        let text = String::from_utf8_lossy(&entries[entry]);
        assert!(
            text.contains("\"kind\":\"result\"") && text.contains(&format!("\"about\":{number},")),
            "{text}"
        );
        results += 1;
    }
    assert!(results > 3, "{results}");
    let (entry, _) = at("/heard/1").unwrap();
    let text = String::from_utf8_lossy(&entries[entry]);
    assert!(text.contains("\"kind\":\"settled\"") && text.contains("\"about\":1,"), "{text}");
}

#[test]
fn files_are_kept_on_the_way_only_where_everybody_may_read() {
    let server = Server::serve(PROGRAM);
    let mut person = Person::new(server.address(), "files");
    for (findable, stranger) in [("public", 200), ("invitation", 401), ("hidden", 404)] {
        let table = person.set_table("Mill Street", findable);
        let seen = until(PATIENCE, "the record to begin", || {
            let reply = person.page(&table, &format!("/t/{table}/record/checkpoint"));
            (reply.status == 200).then_some(reply)
        });
        let keep = if findable == "public" { "public, max-age=5" } else { "no-store" };
        assert_eq!(seen.header("cache-control"), Some(keep), "{findable}");
        assert_eq!(seen.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(seen.header("x-content-type-options"), Some("nosniff"));
        let tile = person.page(&table, &format!("/t/{table}/record/tile/entries/000.p/1"));
        assert_eq!((tile.status, tile.header("content-type")), (200, Some("application/octet-stream")));
        assert_eq!(tile.header("cache-control"), Some(keep), "{findable}");
        let mut nobody = server.client();
        for file in ["", "/checkpoint", "/key", "/words", "/tile/0/000.p/1", "/export.jsonl"] {
            let reply = nobody.get(&format!("/t/{table}/record{file}")).send();
            assert_eq!(reply.status, stranger, "{findable} {file}");
            if stranger != 200 {
                assert_eq!(reply.header("cache-control"), Some("no-store"), "{findable} {file}");
                let nowhere = nobody.get(&format!("/t/zzzzzzzz/record{file}")).send();
                let alike = reply.text().replace(&table, "zzzzzzzz") == nowhere.text();
                assert_eq!(alike, findable == "hidden", "{findable} {file}");
            }
        }
    }
}

#[test]
fn a_house_that_was_put_back_says_so_and_takes_nothing_in() {
    let mut server = Server::serve(PROGRAM);
    let mut person = Person::new(server.address(), "restored");
    let table = person.set_table("Mill Street", "public");
    let conversation = person.open(&table);
    let statement = person.say(&conversation, "The door should be open earlier");
    assert!(server.terminate(PATIENCE).success());
    std::fs::write(server.data().join("recovering"), "restored").unwrap();
    server.start_again("127.0.0.1:0".parse().unwrap());
    person.reconnect(server.address());

    let mut client = server.client();
    let page = client.get(&format!("/t/{table}/record")).send();
    assert_eq!(page.status, 200);
    assert!(page.words().contains("Everything here was put back from a copy."), "{}", page.words());
    let read = client.get(&format!("{conversation}/statements/{statement}")).send();
    assert_eq!(read.status, 200, "things can still be read");
    let form = client.get("/start/blank").send().form("/start/");
    let form = form.with("table-name", "Another").with("purpose", "Talk.").with("agreement", "We listen.");
    let refused = client.send_form(&form).send();
    assert_eq!(refused.status, 503);
    assert!(refused.words().contains("Nothing can be added here for now"), "{}", refused.words());
    let key = person.fresh_key();
    let said = person.send(
        "POST",
        &format!("{conversation}/statements"),
        &key,
        Some(&json!({ "statement": "More" })),
    );
    let said = said.unwrap();
    assert_eq!((said.status, &said.json()["error"]["key"]), (503, &json!("read-only")));
    let told = client.get(&format!("/api/v1/tables/{table}/record")).send().json();
    assert_eq!(told["condition"], "restored");
    // Leaving the site works whatever the record does.
    assert_eq!(client.post_form("/leave", &[]).send().status, 303);
}

#[test]
fn a_record_goes_on_after_the_server_was_stopped() {
    let mut server = Launch::serve(PROGRAM).start();
    let mut person = Person::new(server.address(), "goes-on");
    let table = person.set_table("Mill Street", "public");
    let conversation = person.open(&table);
    let before = Log::of(&server, &table);
    person.say(&conversation, "The door should be open earlier");
    assert!(server.terminate(PATIENCE).success());
    server.start_again("127.0.0.1:0".parse().unwrap());
    let mut log = Log::of(&server, &table);
    assert!(log.checkpoint.size > before.checkpoint.size, "what waited went in when the server stopped");
    let tree = tree(&log.entries());
    assert_eq!(tree.root_at(before.checkpoint.size), Some(before.checkpoint.root), "it only grew");
    // The page finds the words of a paper from before.
    let then = log.client.get(&format!("{}?entries={}", log.base, before.checkpoint.size)).send().text();
    let (now, old) = then.split_once("the words were:").unwrap();
    for (part, root) in [(now, log.checkpoint.root), (old, before.checkpoint.root)] {
        let items: Vec<&str> = part.split("<span class=\"rt-code\">").skip(1).collect();
        let shown: Vec<&str> = items.iter().map(|item| item.split_once("</span>").unwrap().0).collect();
        assert_eq!(shown, eight_words(root.as_bytes()));
    }
}
