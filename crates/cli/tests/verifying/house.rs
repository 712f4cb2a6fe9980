//! A server whose record is brought up to date every second, people at a table of it, and its files once it stopped.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use support::http::{Client, Reply};
use support::people::Person;
use support::{Launch, Server, until};
use tempfile::TempDir;

use crate::PROGRAM;

pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// What such a server calls itself in links, wherever it listens.
const HERE: &str = "http://round.example";
/// The table of the demonstration with decisions that are counted, and accounts.
pub(crate) const DECIDED: &str = "frntdesk";

/// A server with a table.
pub(crate) struct House {
    pub(crate) server: Server,
    pub(crate) table: String,
    pub(crate) conversation: String,
    pub(crate) people: Vec<Person>,
}

impl House {
    /// With so many people, who have opened a conversation.
    pub(crate) fn of(people: usize) -> Self {
        Self::every(people, 1)
    }

    /// The same, where answers and words wait so many seconds.
    pub(crate) fn every(people: usize, seconds: u32) -> Self {
        let server = Launch::serve(PROGRAM).arg(format!("--record-every={seconds}")).start();
        let new = |number: usize| Person::new(server.address(), &format!("check{number}"));
        let mut people: Vec<Person> = (0..people).map(new).collect();
        let table = people[0].set_table("Mill Street", "public");
        let conversation = people[0].open(&table);
        for person in &mut people[1..] {
            person.sit(&table);
        }
        Self { server, table, conversation, people }
    }

    /// An address of the table in the API.
    pub(crate) fn api(&self, path: &str) -> String {
        format!("/api/v1/tables/{}{path}", self.table)
    }

    /// Has somebody do something that must work.
    #[track_caller]
    pub(crate) fn done(&mut self, person: usize, method: &str, path: &str, body: &Value) -> Value {
        let path = self.api(path);
        self.people[person].done(method, &path, body)
    }

    /// Everything that people do at a table which leaves something to check, and that needs no day to pass.
    pub(crate) fn busy(&mut self) {
        self.talk();
        self.decide();
    }

    /// Things are said, answered and taken back.
    pub(crate) fn talk(&mut self) {
        let many = self.people.len();
        for number in 0..12 {
            let words = format!("The door should be open at {number}");
            self.people[number % many].say(&self.conversation, &words);
        }
        for person in 0..many {
            for statement in 1..=6 {
                let choice = ["agree", "disagree", "pass"][(person + statement) % 3];
                let path = format!("/conversations/1/statements/{statement}/response");
                self.done(
                    person,
                    "PUT",
                    &path,
                    &json!({ "choice": choice, "reason": "Because of the rain" }),
                );
            }
        }
        self.done(1, "DELETE", "/conversations/1/statements/2", &Value::Null);
        self.done(2, "DELETE", "/conversations/1/statements/4/response", &Value::Null);
    }

    /// A decision, an account and a promise are there, and answered.
    fn decide(&mut self) {
        let many = self.people.len();
        self.done(0, "POST", "/rules", &json!({ "over": 0, "rules": rules(30) }));
        self.done(0, "POST", "/decisions", &decision());
        let parts = json!([{ "kind": "line", "statement": 1 }, { "kind": "line", "statement": 3 }]);
        let account = json!({ "parts": parts, "last_day": "2028-01-01" });
        self.done(0, "POST", "/conversations/1/accounts", &account);
        for person in 0..many {
            self.done(person, "PUT", "/decisions/1/ballot", &stand(["yes", "ok", "worried"][person % 3]));
            self.done(person, "PUT", "/accounts/1/lines/1/reply", &json!({ "reply": "yes" }));
        }
        self.done(1, "DELETE", "/decisions/1/ballot", &Value::Null);
        let promise = json!({
            "from": { "kind": "statement", "conversation": 1, "statement": 1 }, "who": "The morning team",
            "promise": "The door is open", "promise_by": "2028-01-01",
        });
        self.done(0, "POST", "/promises", &promise);
    }

    /// Stops; what waited is in the record then.
    pub(crate) fn stop(&mut self) {
        assert!(self.server.terminate(PATIENCE).success());
    }

    pub(crate) fn start_again(&mut self) {
        self.server.start_again("127.0.0.1:0".parse().unwrap());
        for person in &mut self.people {
            person.reconnect(self.server.address());
        }
    }

    /// Stops and starts again: nothing waits after that but what waits to be counted.
    pub(crate) fn settle(&mut self) {
        self.stop();
        self.start_again();
    }

    /// A file of the record, as anybody can have it.
    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        file(&self.server, &self.table, name)
    }

    /// Keeps such a file in this test's own directory.
    pub(crate) fn keep(&self, name: &str, under: &str) -> PathBuf {
        self.put(under, &self.file(name))
    }

    /// Writes a file into this test's own directory.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.server.home().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Copies the files of the server, which must not run.
    pub(crate) fn copy(&self) -> TempDir {
        copy(self.server.data())
    }
}

/// How a table decides.
pub(crate) fn rules(quorum: u32) -> Value {
    json!({
        "in_use": [{ "kind": "consent", "quorum": quorum }, { "kind": "vote", "share": 60, "quorum": quorum }],
        "disagreement": "We talk again", "account": { "share": 60, "floor": 40 },
    })
}

/// A decision by a vote.
pub(crate) fn decision() -> Value {
    json!({
        "about": {
            "proposal": "Open at eight", "would_do": "An hour sooner", "cost": "An hour", "who_does": "The team",
            "would_stop": "The late round", "bad_for": "Light sleepers", "overrule": "Nobody", "review_on": "2028-06-01",
        },
        "question": { "kind": "proposal", "by": "vote" }, "closes": "2028-01-01",
    })
}

/// A ballot.
pub(crate) fn stand(stand: &str) -> Value {
    json!({ "kind": "stand", "stand": stand })
}

/// A file of a table's record, once there is one.
pub(crate) fn file(server: &Server, table: &str, name: &str) -> Vec<u8> {
    until(PATIENCE, "the record to begin", || {
        let reply: Reply = server.client().get(&format!("/t/{table}/record/{name}")).send();
        (reply.status == 200).then_some(reply.body)
    })
}

/// Copies all files of a directory. Those of a server that stopped stand for themselves.
pub(crate) fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.path().join(entry.file_name())).unwrap();
    }
    to
}

/// The demonstration's data directory, with everything in its record, and the export of the table that decided.
pub(crate) fn demonstration() -> (TempDir, Vec<u8>) {
    let mut server = Server::demo(PROGRAM);
    let export = file(&server, DECIDED, "export.jsonl");
    // The folder of a demonstration goes when it stops, unless somebody says where it is.
    assert!(server.terminate(PATIENCE).success());
    (copy(server.data()), export)
}

/// What `roundtable verify` says: its exit code and its object.
pub(crate) fn verify<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> (i32, Value) {
    let output = Command::new(PROGRAM).args(["--json", "verify"]).args(words).output().unwrap();
    let report = serde_json::from_slice(&output.stdout);
    let report =
        report.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), report)
}

/// What it finds in a directory, which must be something.
#[track_caller]
pub(crate) fn findings(directory: &Path) -> Vec<Value> {
    let (exit, report) = verify([directory]);
    assert_eq!((exit, &report["ok"]), (1, &json!(false)), "{report}");
    report["findings"].as_array().unwrap().clone()
}

/// Checks something in which nothing must be found, and gives the report.
#[track_caller]
pub(crate) fn clean<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Value {
    let (exit, report) = verify(words);
    assert_eq!((exit, &report["findings"]), (0, &json!([])), "{report}");
    report
}

/// Those with a code.
pub(crate) fn of<'f>(findings: &'f [Value], code: &str) -> Vec<&'f Value> {
    findings.iter().filter(|finding| finding["code"] == code).collect()
}

/// Runs SQL on a file past the program, as anybody with the file can, and gives the rows of the last statement.
#[track_caller]
pub(crate) fn sql(directory: &Path, file: &str, statements: &[&str]) -> Vec<Vec<Value>> {
    const SCRIPT: &str = "import json, sqlite3, sys\n\
        base = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
        for statement in sys.argv[2:]: rows = base.execute(statement).fetchall()\n\
        print(json.dumps([[cell.hex() if isinstance(cell, bytes) else cell for cell in row] for row in rows]))";
    let mut command = Command::new("python3");
    let output = command.args(["-c", SCRIPT]).arg(directory.join(file)).args(statements).output().unwrap();
    assert!(output.status.success(), "{statements:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The number in the first cell.
#[track_caller]
pub(crate) fn number(rows: &[Vec<Value>]) -> u64 {
    rows[0][0].as_u64().unwrap()
}

/// A server on a directory that somebody wrote to, killed when this is dropped.
pub(crate) struct Running {
    child: Child,
    address: SocketAddr,
}

impl Running {
    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a server on a directory that somebody wrote to.
///
/// # Errors
/// Where it does not start, what it says instead.
pub(crate) fn start(data: &Path) -> Result<Running, String> {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--json", "--listen", "127.0.0.1:0", "--public-url", HERE, "--data"])
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: Value = serde_json::from_str(&line).unwrap_or_default();
    let Some(address) = said["address"].as_str() else {
        let output = child.wait_with_output().unwrap();
        assert!(!output.status.success(), "it ended without an address");
        return Err(format!("{line}{}", String::from_utf8_lossy(&output.stderr)));
    };
    let address = address.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
    Ok(Running { child, address })
}
