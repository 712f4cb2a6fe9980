//! A server with two witnesses, one on each side: what is final, what goes on without them, and what an old copy of the
//! data is refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::cosignature;
use record::note::{Note, Verifier};
use record::policy::Policy;
use serde_json::json;
use support::people::{Person, offer};
use support::{Launch, Server, until};
use tempfile::TempDir;

use crate::PROGRAM;
use crate::process::Witness;

/// A round of the witnesses and what a busy machine takes beside it. They are asked again after a minute and a half at most.
const SOON: Duration = Duration::from_secs(100);

/// A server whose policy names a witness on each side.
struct Watched {
    server: Server,
    starter: Person,
    table: String,
    conversation: String,
    key: Verifier,
    peers: Witness,
    council: Witness,
    home: TempDir,
}

impl Watched {
    /// As a host does it: a server first, then its key to the witnesses, then their lines into the policy.
    fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut server = launch(&home.path().join("data"), None).start();
        let mut starter = Person::new(server.address(), "starter");
        let table = starter.set_table("Mill Street", "public");
        let key: Verifier = until(SOON, "the record's key", || {
            let reply = server.client().get(&format!("/t/{table}/record/key")).send();
            (reply.status == 200).then(|| reply.text().trim().parse().unwrap())
        });
        assert!(server.terminate(SOON).success());
        let peers = Witness::start("peers.example/witness", &key);
        let council = Witness::start("council.example/witness", &key);
        let policy = home.path().join("policy");
        fs::write(&policy, policy_of(&peers, &council)).unwrap();
        drop(server);
        let server = launch(&home.path().join("data"), Some(&policy)).start();
        starter.reconnect(server.address());
        let conversation = starter.open(&table);
        Self { server, starter, table, conversation, key, peers, council, home }
    }

    fn policy(&self) -> PathBuf {
        self.home.path().join("policy")
    }

    fn checkpoint(&self) -> (u64, Note) {
        newest(&self.server, &self.table, "checkpoint", &self.key).unwrap()
    }

    /// How many entries are final.
    fn witnessed(&self) -> u64 {
        newest(&self.server, &self.table, "witnessed", &self.key).map_or(0, |(size, note)| {
            let policy: Policy = policy_of(&self.peers, &self.council).parse().unwrap();
            assert!(policy.is_met(&note), "not what the policy asks for: {note}");
            size
        })
    }

    /// Opens a conversation, which enters at once, and waits until it is in the record. How long that is then.
    fn go_on(&mut self) -> u64 {
        let before = self.checkpoint().0;
        self.starter.open(&self.table);
        until(SOON, "it to enter the record", || {
            let now = self.checkpoint().0;
            (now > before).then_some(now)
        })
    }

    fn wait_until_final(&self) {
        until(SOON, "everything to be final", || (self.witnessed() == self.checkpoint().0).then_some(()));
    }
}

fn policy_of(peers: &Witness, council: &Witness) -> String {
    format!(
        "{}\n{}\ngroup lived any {}\ngroup inst any {}\ngroup both all lived inst\nquorum both\n",
        peers.line(),
        council.line(),
        peers.key().name(),
        council.key().name(),
    )
}

fn launch(data: &Path, policy: Option<&Path>) -> Launch {
    let launch = Launch::serve(PROGRAM).data(data).arg("--record-every").arg("1");
    match policy {
        Some(policy) => launch.arg("--witnesses").arg(policy.display().to_string()),
        None => launch,
    }
}

/// A file of a table's record that is a signed note, if it is there, with the size it is about.
fn newest(server: &Server, table: &str, file: &str, key: &Verifier) -> Option<(u64, Note)> {
    let reply = server.client().get(&format!("/t/{table}/record/{file}")).send();
    if reply.status == 404 {
        return None;
    }
    assert_eq!(reply.status, 200, "{}", reply.text());
    let note: Note = reply.text().parse().unwrap();
    Some((Checkpoint::open(&note, key).unwrap().size, note))
}

fn has_cosigned(witness: &cosignature::Witness, note: &Note) -> bool {
    witness.check(note).is_ok()
}

#[test]
fn nothing_is_final_until_both_sides_have_seen_it() {
    let mut round = Watched::start();
    round.wait_until_final();
    let before = round.witnessed();
    round.council.kill();
    let size = round.go_on();
    let peers = round.peers.key();
    until(SOON, "the peers' cosignature", || has_cosigned(&peers, &round.checkpoint().1).then_some(()));
    assert_eq!(round.witnessed(), before, "one side is not enough");
    assert!(size > before);
    round.council.start_again();
    round.wait_until_final();
    assert!(round.witnessed() >= size);
    let (_, note) = round.checkpoint();
    assert!(has_cosigned(&round.council.key(), &note) && has_cosigned(&peers, &note));
}

#[test]
fn without_witnesses_everything_goes_on_and_they_catch_up() {
    let mut round = Watched::start();
    round.wait_until_final();
    let before = round.witnessed();
    round.peers.kill();
    round.council.kill();
    for _ in 0..3 {
        round.go_on();
    }
    let said = round.starter.say(&round.conversation, "Nobody is looking");
    let answer = format!("{}/statements/{said}/response", round.conversation);
    let mut other = Person::new(round.server.address(), "other");
    other.sit(&round.table);
    other.done("PUT", &answer, &json!({ "choice": "agree" }));
    assert_eq!(round.witnessed(), before, "nothing is final meanwhile");
    // Stopped and started, it still does not mind.
    let address = round.server.address();
    assert!(round.server.terminate(SOON).success());
    round.server.start_again(address);
    round.starter.reconnect(address);
    let size = round.go_on();
    assert_eq!(round.witnessed(), before);
    let warnings = round.server.log().matches("a witness did not cosign").count();
    assert!((2..=8).contains(&warnings), "one warning at a time, not {warnings}:\n{}", round.server.log());
    round.peers.start_again();
    round.council.start_again();
    round.wait_until_final();
    assert!(round.witnessed() >= size);
    round.go_on();
    round.wait_until_final();
}

/// Two servers on copies of one directory, which then say different things.
#[test]
fn a_second_server_on_a_copy_is_refused_and_says_so() {
    let mut round = Watched::start();
    round.go_on();
    round.wait_until_final();
    let address = round.server.address();
    assert!(round.server.terminate(SOON).success());
    let copy = round.home.path().join("copy");
    copy_directory(round.server.data(), &copy);
    round.server.start_again(address);
    round.starter.reconnect(address);
    let second = launch(&copy, Some(&round.policy())).start();
    let mut there = Person::new(second.address(), "there");
    there.use_token(round.starter.token());
    let first = round.go_on();
    round.wait_until_final();
    let path = format!("/api/v1/tables/{}/conversations", round.table);
    let open = |there: &mut Person, question: &str| {
        let key = there.fresh_key();
        there.send("POST", &path, &key, Some(&offer(question))).unwrap()
    };
    let mut number = 0;
    let refused = until(SOON, "the second server to be refused", || {
        number += 1;
        let reply = open(&mut there, &format!("Something else was asked {number}"));
        (reply.status == 503).then_some(reply)
    });
    assert!(refused.text().contains("read-only"), "{}", refused.text());
    assert!(second.log().contains("a witness saw a longer or another record"), "{}", second.log());
    // What is there can be read, nothing more is signed, and nobody has cosigned it.
    let stands = newest(&second, &round.table, "checkpoint", &round.key).unwrap();
    assert_eq!(open(&mut there, "And again").status, 503);
    assert_eq!(there.read(&format!("/api/v1/tables/{}", round.table)).status, 200);
    assert_eq!(newest(&second, &round.table, "checkpoint", &round.key).unwrap().0, stands.0);
    let page = second.client().get(&format!("/t/{}/record", round.table)).send();
    assert_eq!(page.status, 200);
    // The first one goes on, and all of it is final.
    assert!(round.go_on() > first);
    round.wait_until_final();
}

/// An old copy of the directory, put back as if nothing had happened since.
#[test]
fn a_server_that_was_rolled_back_finds_out_before_it_signs() {
    let mut round = Watched::start();
    round.wait_until_final();
    let address = round.server.address();
    // It waits for its batch, so there is something to sign.
    round.starter.say(&round.conversation, "This waits");
    round.server.kill();
    let copy = round.home.path().join("copy");
    copy_directory(round.server.data(), &copy);
    round.server.start_again(address);
    round.starter.reconnect(address);
    round.go_on();
    round.wait_until_final();
    let seen = round.witnessed();
    assert!(round.server.terminate(SOON).success());
    let mut old = launch(&copy, Some(&round.policy())).start();
    let here = newest(&old, &round.table, "checkpoint", &round.key).unwrap().0;
    assert!(here < seen);
    let log = old.log();
    assert!(log.contains("a witness saw a longer or another record"), "{log}");
    assert!(log.contains(&format!("seen={seen}")) && log.contains(&format!("here={here}")), "{log}");
    let mut somebody = Person::new(old.address(), "somebody");
    let key = somebody.fresh_key();
    let seat =
        somebody.send("POST", &format!("/api/v1/tables/{}/seats", round.table), &key, Some(&json!({})));
    assert_eq!(seat.unwrap().status, 503, "the first thing anybody asks for is refused");
    // It signs nothing at all, not even what waits when it ends.
    let address = old.address();
    assert!(old.terminate(SOON).success());
    old.start_again(address);
    assert_eq!(newest(&old, &round.table, "checkpoint", &round.key).unwrap().0, here);
}

fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        assert!(entry.file_type().unwrap().is_file(), "{}", entry.path().display());
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
