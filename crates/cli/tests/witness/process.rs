//! A witness, running.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use record::cosignature;
use record::note::{Note, Verifier};
use record::witness::Request;
use serde_json::Value;
use support::http::{Client, Reply};
use support::until;
use tempfile::TempDir;

use crate::PROGRAM;

/// The program as a witness of one house, killed when this is dropped.
pub(crate) struct Witness {
    name: String,
    house: String,
    home: TempDir,
    child: Option<Child>,
    pub(crate) address: SocketAddr,
    /// What it printed first.
    pub(crate) said: Value,
}

impl Witness {
    pub(crate) fn start(name: &str, house: &Verifier) -> Self {
        let mut witness = Self {
            name: name.to_owned(),
            house: house.to_string(),
            home: tempfile::tempdir().unwrap(),
            child: None,
            address: "127.0.0.1:0".parse().unwrap(),
            said: Value::Null,
        };
        witness.start_again();
        witness
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("witness")
    }

    /// The file in which it keeps what it saw of a record.
    pub(crate) fn file_of(&self, origin: &str) -> PathBuf {
        self.data().join("records").join(origin.trim_start_matches("roundtable/").replace('/', "-"))
    }

    /// On the same data, at the same address if it had one.
    pub(crate) fn start_again(&mut self) {
        self.kill();
        let mut child = command(&self.data(), &self.name, &self.house)
            .args(["--listen", &self.address.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.child = Some(child);
        self.said = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let address = self.said["address"].as_str().unwrap();
        self.address = address.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
    }

    /// Its public key.
    pub(crate) fn key(&self) -> cosignature::Witness {
        self.said["key"].as_str().unwrap().parse().unwrap()
    }

    /// Its line for a policy.
    pub(crate) fn line(&self) -> &str {
        self.said["policy"].as_str().unwrap()
    }

    /// SIGKILL, and waits for the end.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// SIGTERM, and how it ended.
    pub(crate) fn terminate(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
        until(Duration::from_secs(10), "the witness to stop", || child.try_wait().unwrap())
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Asks it to cosign.
    pub(crate) fn ask(&self, request: &Request) -> Reply {
        ask(&mut self.client(), request).unwrap()
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.kill();
    }
}

fn command(data: &Path, name: &str, house: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["witness", "--json", "--name", name, "--house", house, "--data"]).arg(data);
    command
}

/// A witness that can't start, and what it says.
pub(crate) fn refused(data: &Path, name: &str, house: &str) -> Output {
    command(data, name, house).args(["--listen", "127.0.0.1:0"]).output().unwrap()
}

/// Asks a witness to cosign, as curl would.
pub(crate) fn ask(client: &mut Client, request: &Request) -> std::io::Result<Reply> {
    client.request("POST", "/add-checkpoint").body("text/plain", request.to_string().into_bytes()).try_send()
}

/// Whether an answer is this witness's cosignature of the checkpoint, in the form of the specification.
pub(crate) fn is_cosigned(reply: &Reply, checkpoint: &Note, witness: &cosignature::Witness) -> bool {
    let mut note = Note::new(checkpoint.text()).unwrap();
    let text = reply.text();
    assert!(text.ends_with('\n') && text.starts_with("\u{2014} "), "{text:?}");
    for line in text.lines() {
        note.add(line.parse().unwrap());
    }
    reply.status == 200 && witness.check(&note).is_ok()
}
