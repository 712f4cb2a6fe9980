//! schemathesis against the running demo: every operation that the OpenAPI document names, with good and bad input.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::cargo::cargo;
use crate::shell::{self, Outcome, command, target};

/// How long the demo may take to print its address.
const START: Duration = Duration::from_mins(1);

/// Builds and starts the demo on fresh data, and lets schemathesis at it.
pub(crate) fn check() -> Outcome {
    let program = crate::install::schemathesis()?;
    shell::run(&mut cargo(&["build", "--package", "cli"]))?;
    let demo = Demo::start()?;
    let document = format!("{}/api/openapi.json", demo.address);
    // The same seed every time, so that a failure can be seen again.
    let arguments =
        ["run", &document, "--checks", "all", "--seed", "1", "--max-examples", "40", "--workers", "1"];
    shell::run(command(program, &arguments).current_dir(target("schemathesis")))
}

/// The demo on a free port, ended when dropped.
struct Demo {
    child: Child,
    address: String,
}

impl Demo {
    fn start() -> Result<Self, String> {
        let data = target("schemathesis").join("data");
        if data.exists() {
            fs::remove_dir_all(&data)
                .map_err(|error| format!("could not empty {}: {error}", data.display()))?;
        }
        let log = target("schemathesis").join("demo.log");
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
        let mut demo = Self { child, address: String::new() };
        demo.address = address.ok_or_else(|| {
            format!(
                "the demo ended, or ran for {} s, without printing its address; see {}",
                START.as_secs(),
                log.display()
            )
        })?;
        Ok(demo)
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
