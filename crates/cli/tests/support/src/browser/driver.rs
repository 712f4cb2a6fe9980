//! The process `chromedriver` and what it is asked for.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// Without a screen, without calls home, and as root, which has no sandbox of its own.
const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A running `chromedriver`, ended when dropped.
pub(super) struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// Starts it on a free port of its own choice.
    pub(super) fn start() -> Self {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = started else {
            panic!("chromedriver and Chromium are not installed: `cargo xtask test` installs them")
        };
        let Some(port) = read_port(&mut child) else {
            let _ = child.kill();
            let _ = child.wait();
            panic!(
                "chromedriver said no port: run it by hand to see why, or `cargo xtask test` to install it"
            )
        };
        Self { child, address: format!("http://127.0.0.1:{port}") }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its line "`ChromeDriver` was started successfully on port 12345."
fn read_port(child: &mut Child) -> Option<u16> {
    let mut lines = BufReader::new(child.stdout.take()?).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
    })?;
    // A thread goes on reading so that the pipe never fills.
    std::thread::spawn(move || lines.for_each(drop));
    Some(port)
}

/// What the session asks for: Chromium with a new profile that keeps a log of its complaints.
pub(super) fn capabilities(profile: &Path) -> Capabilities {
    let mut arguments: Vec<String> = ARGUMENTS.iter().map(|argument| (*argument).to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".to_owned(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), json!({ "args": arguments }));
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    capabilities.insert("timeouts".to_owned(), json!({ "script": 20_000, "pageLoad": 30_000 }));
    capabilities
}

/// A command of `chromedriver`'s own, beyond the standard.
#[derive(Debug)]
pub(super) struct Vendor {
    pub(super) path: &'static str,
    pub(super) body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base_url: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
