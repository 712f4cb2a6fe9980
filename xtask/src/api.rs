//! schemathesis against the running demo: every operation that the OpenAPI document names, with good and bad input.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::cargo::cargo;
use crate::shell::{self, Outcome, command, target};

/// How long the demo may take to print its address.
const START: Duration = Duration::from_mins(1);

/// Builds and starts the demo on fresh data, and lets schemathesis at it: first as a stranger who has no
/// token and guesses addresses, then as somebody with a seat, at a table and in a conversation that exist, and at one
/// where things were heard, decided and promised.
pub(crate) fn check() -> Outcome {
    let program = crate::install::schemathesis()?;
    shell::run(&mut cargo(&["build", "--package", "cli"]))?;
    let demo = Demo::start("schemathesis")?;
    println!("As a stranger:");
    // Nearly all of the stranger's addresses lead nowhere, as they should; no need to be told.
    run(&program, &demo, &["--warnings", "off"], "")?;
    let tables = tables(&demo.address)?;
    // Looked for now: the next run may open decisions where there were none.
    let decided = tables.iter().find(|table| has_decided(&demo.address, table));
    println!("With a seat:");
    // These end the seat or the visit that all others need; the stranger's turn has tried them, and the
    // end-to-end tests carry them through.
    let enders = "^(leave_table|end_visit|replace_card)$";
    let seat = Seat::take(&demo.address, tables.first().ok_or("the demo lists no table")?)?;
    run(&program, &demo, &["--exclude-operation-id-regex", enders], &seat.settings())?;
    println!("With a seat where things were heard, decided and promised:");
    let seat = Seat::take(&demo.address, decided.ok_or("no table of the demo has decided anything")?)?;
    let later = "/(rules|accounts|decisions|promises|trace|asked-before|changes)";
    run(&program, &demo, &["--include-path-regex", later], &seat.settings())
}

/// One run. The same seed every time, so that a failure can be seen again.
fn run(program: &Path, demo: &Demo, more: &[&str], settings: &str) -> Outcome {
    let home = shell::root().join("e2e");
    let given = home.join("schemathesis.toml");
    let given =
        fs::read_to_string(&given).map_err(|error| format!("could not read {}: {error}", given.display()))?;
    let file = target("schemathesis").join("run.toml");
    fs::write(&file, given + settings)
        .map_err(|error| format!("could not write {}: {error}", file.display()))?;
    let file = file.display().to_string();
    let document = format!("{}/api/openapi.json", demo.address);
    let mut arguments = vec!["--config-file", &file, "run", &document, "--seed", "1", "--workers", "1"];
    arguments.extend(more);
    let hooks = home.join("fresh_keys.py");
    shell::run(
        command(program, &arguments)
            .current_dir(target("schemathesis"))
            .env("SCHEMATHESIS_HOOKS", hooks)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
    )
}

/// A seat at the demo's table.
struct Seat {
    table: String,
    token: String,
}

impl Seat {
    fn take(address: &str, table: &str) -> Result<Self, String> {
        let seated = exchange(address, "POST", &format!("/api/v1/tables/{table}/seats"), "{}")?;
        let token = after(&seated, "\"token\":\"").ok_or(format!("the demo gave no seat: {seated}"))?;
        Ok(Self { table: table.to_owned(), token })
    }

    /// So that most requests are about things that are there.
    fn settings(&self) -> String {
        format!(
            "\n[auth.openapi.visit]\nbearer = \"{}\"\n\n[parameters]\ntable = \"{}\"\nconversation = 1\nstatement = 3\n\
             account = 1\ndecision = 1\npromise = 1\n",
            self.token, self.table
        )
    }
}

/// The codes of the tables that the demo lists.
fn tables(address: &str) -> Result<Vec<String>, String> {
    let list = exchange(address, "GET", "/api/v1/tables", "")?;
    Ok(list
        .split("\"table\":\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect())
}

/// Whether a table that anybody can read has decided something.
fn has_decided(address: &str, table: &str) -> bool {
    exchange(address, "GET", &format!("/api/v1/tables/{table}/decisions"), "")
        .is_ok_and(|list| list.contains("\"decision\":"))
}

/// What stands between `start` and the next quotation mark.
fn after(text: &str, start: &str) -> Option<String> {
    text.split(start).nth(1)?.split('"').next().map(str::to_owned)
}

/// One request, with the plainest of clients.
fn exchange(address: &str, method: &str, path: &str, body: &str) -> Result<String, String> {
    let host = address.trim_start_matches("http://");
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Idempotency-Key: a-seat-for-schemathesis\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut answer = String::new();
    TcpStream::connect(host)
        .and_then(|mut stream| {
            stream.write_all(head.as_bytes())?;
            stream.read_to_string(&mut answer)
        })
        .map_err(|error| format!("the demo did not answer {path}: {error}"))?;
    Ok(answer)
}

/// The demo on a free port, ended when dropped.
pub(crate) struct Demo {
    child: Child,
    address: String,
    data: PathBuf,
}

impl Demo {
    /// With its data and its log in a folder of `target`.
    pub(crate) fn start(folder: &str) -> Result<Self, String> {
        let data = target(folder).join("data");
        if data.exists() {
            fs::remove_dir_all(&data)
                .map_err(|error| format!("could not empty {}: {error}", data.display()))?;
        }
        fs::create_dir_all(target(folder))
            .map_err(|error| format!("could not make target/{folder}: {error}"))?;
        let log = target(folder).join("demo.log");
        let stderr =
            File::create(&log).map_err(|error| format!("could not write {}: {error}", log.display()))?;
        let mut child =
            command(target("debug").join("roundtable"), &["demo", "--listen", "127.0.0.1:0", "--data"])
                .arg(&data)
                .stdout(Stdio::piped())
                .stderr(stderr)
                .spawn()
                .map_err(|error| format!("the demo did not start: {error}"))?;
        let address = first_address(&mut child);
        let mut demo = Self { child, address: String::new(), data };
        demo.address = address.ok_or_else(|| {
            format!(
                "the demo ended, or ran for {} s, without printing its address; see {}",
                START.as_secs(),
                log.display()
            )
        })?;
        Ok(demo)
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Where its data is.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended on its own; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first `http://…` on its standard output; a thread goes on reading so that the pipe never fills.
fn first_address(child: &mut Child) -> Option<String> {
    let stdout = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // Nobody listens once the address is found.
            let _ = sender.send(line);
        }
    });
    loop {
        let line = receiver.recv_timeout(START).ok()?;
        let word = line.split_whitespace().find(|word| word.starts_with("http://"));
        if let Some(word) = word {
            return Some(word.trim_end_matches(['/', '.', ',']).to_owned());
        }
    }
}
