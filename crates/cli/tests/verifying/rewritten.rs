//! A host who has the keys, writes the record anew, and signs it.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use record::checkpoint::Checkpoint;
use record::entry::Entry;
use record::hash::{Hash, leaf};
use record::note::{Note, Signer};
use record::tree::Tree;
use record::witness::Request;
use record::{Commitment, Salt};
use serde_json::{Value, json};
use support::http::{Client, Reply};

use crate::house::{House, rules, verify};
use crate::{PROGRAM, reference};

/// The tree of an export's entries.
pub(crate) fn tree(lines: &[Value]) -> Tree {
    let mut tree = Tree::default();
    for line in &lines[1..] {
        tree.push(leaf(line["entry"].as_str().unwrap().as_bytes()));
    }
    tree
}

/// The lines of an export, where whatever is shown is committed to, and all of it is signed, by the key of the house.
pub(crate) fn signed_anew(lines: &[Value], key: &Path) -> Vec<u8> {
    let mut lines = lines.to_vec();
    for line in &mut lines[1..] {
        let Some(shown) = line["shown"].as_str() else { continue };
        let salt = Salt::from_bytes(*Hash::from_base64(line["salt"].as_str().unwrap()).unwrap().as_bytes());
        let entry = Entry::decode(line["entry"].as_str().unwrap().as_bytes());
        if let Some(Entry::Sealed { kind, about, commit, public: Some(_) }) = entry {
            let public = Some(Commitment::to(kind.key(), &salt, shown.as_bytes()));
            let entry = Entry::Sealed { kind, about, commit, public };
            line["entry"] = json!(String::from_utf8(entry.encode()).unwrap());
        }
    }
    let origin = lines[0]["origin"].as_str().unwrap().to_owned();
    let seed: [u8; 32] = std::fs::read(key).unwrap().try_into().unwrap();
    let note = Checkpoint::of(&origin, &tree(&lines)).sign(&Signer::from_seed(&origin, seed).unwrap());
    lines[0]["checkpoint"] = json!(note.to_string());
    lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
}

/// The lines of an export.
pub(crate) fn lines(export: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(export).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A witness of a house, killed when this is dropped.
struct Witness {
    child: Child,
    address: std::net::SocketAddr,
}

impl Witness {
    fn start(data: &Path, key: &str) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["witness", "--json", "--name", "peers.example/witness", "--house", key])
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap().trim_start_matches("http://").trim_end_matches('/');
        Self { child, address: address.parse().unwrap() }
    }

    fn ask(&self, request: &Request) -> Reply {
        let body = request.to_string().into_bytes();
        Client::new(self.address).request("POST", "/add-checkpoint").body("text/plain", body).send()
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

// trust A 6
#[test]
fn an_old_rule_that_the_host_writes_anew_shows_to_whoever_kept_a_checkpoint() {
    let mut house = House::of(3);
    house.done(0, "POST", "/rules", &json!({ "over": 0, "rules": rules(30) }));
    house.settle();
    let seen = house.keep("checkpoint", "seen");
    let key = String::from_utf8(house.file("key")).unwrap();
    let witness = Witness::start(&house.server.home().join("witness"), key.trim());
    let before: Note = String::from_utf8(house.file("checkpoint")).unwrap().parse().unwrap();
    let request = Request { old: 0, proof: Vec::new(), checkpoint: before };
    let cosigned = witness.ask(&request);
    assert_eq!(cosigned.status, 200, "{}", cosigned.text());
    let old = tree(&lines(&house.file("export.jsonl"))).size();
    house.talk();
    house.settle();
    let export = house.keep("export.jsonl", "export.jsonl");
    assert_eq!(reference::agree(&export, &[&seen]), 0);

    // It was a third of all seats; now it was always one in a hundred.
    let mut lines = lines(&house.file("export.jsonl"));
    let rule = lines.iter_mut().find(|line| line["entry"].as_str().is_some_and(|it| it.contains("\"rule\"")));
    let rule = rule.unwrap();
    let shown = rule["shown"].as_str().unwrap();
    assert!(shown.contains("\"quorum\":30"));
    rule["shown"] = json!(shown.replace("\"quorum\":30", "\"quorum\":1"));
    let forged = signed_anew(&lines, &house.server.data().join("record.key"));
    let path = house.put("forged.jsonl", &forged);
    assert_eq!(reference::agree::<&Path>(&path, &[]), 0, "nobody saw what it was");
    assert_eq!(reference::agree(&path, &[&seen]), 1);
    let (_, report) = verify([&path, Path::new("--checkpoint"), &seen]);
    assert_eq!(reference::found(&report), [(None, "REWRITE".to_owned())].into(), "{report}");
    // The witness cosigns what only grew, and not this.
    let forged = self::lines(&forged);
    let next: Note = forged[0]["checkpoint"].as_str().unwrap().parse().unwrap();
    let new = tree(&forged);
    assert!(new.size() > old);
    let proof = new.consistency(old, new.size()).unwrap();
    let refused = witness.ask(&Request { old, proof, checkpoint: next });
    assert_eq!(refused.status, 422, "{}", refused.text());
    let whole = self::lines(&house.file("export.jsonl"));
    let proof = tree(&whole).consistency(old, tree(&whole).size()).unwrap();
    let checkpoint = whole[0]["checkpoint"].as_str().unwrap().parse().unwrap();
    assert_eq!(witness.ask(&Request { old, proof, checkpoint }).status, 200);
}
