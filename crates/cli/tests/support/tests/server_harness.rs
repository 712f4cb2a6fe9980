//! Tries starting, killing and starting again on a stand-in that speaks as the real program does.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use support::{Launch, must};

/// Prints its address first, says 503 until it is ready, counts its lives in its data directory, ends on SIGTERM.
const STAND_IN: &str = r#"#!/usr/bin/env python3
import http.server, os, signal, sys, time
arguments = dict(zip(sys.argv[2::2], sys.argv[3::2]))
host, port = arguments["--listen"].rsplit(":", 1)
os.makedirs(arguments["--data"], exist_ok=True)
lives = os.path.join(arguments["--data"], "lives")
with open(lives, "a") as file: file.write(sys.argv[1] + "\n")
start = time.monotonic()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ready = time.monotonic() - start > 0.2
        body = (open(lives).read() + os.environ.get("WORD", "")).encode()
        self.send_response(200 if ready or self.path != "/readyz" else 503)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.ThreadingHTTPServer((host, int(port)), Handler)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("Starting.", flush=True)
print(f"Roundtable is at http://127.0.0.1:{server.server_port}/", flush=True)
print("a line of the log", file=sys.stderr, flush=True)
server.serve_forever()
"#;

fn stand_in(home: &tempfile::TempDir) -> PathBuf {
    let path = home.path().join("stand-in");
    must(fs::write(&path, STAND_IN), "write the stand-in");
    must(fs::set_permissions(&path, fs::Permissions::from_mode(0o755)), "make it a program");
    path
}

#[test]
fn a_server_is_started_killed_and_started_again_on_the_same_data_and_address() {
    let home = must(tempfile::tempdir(), "make a directory");
    let mut server = Launch::serve(stand_in(&home)).env("WORD", "tea").start();
    let address = server.address();
    assert_eq!(server.client().get("/").send().text(), "serve\ntea");
    assert!(server.said().ends_with(&format!("{}\n", server.url("/"))), "{}", server.said());
    assert!(server.resident_kib() > 1000);
    server.crash();
    assert_eq!(server.address(), address);
    assert_eq!(server.client().get("/").send().text(), "serve\nserve\ntea");
    assert!(server.terminate(Duration::from_secs(10)).success());
    let (data, gone) = (server.data().to_owned(), server.home().to_owned());
    assert!(server.log().contains("a line of the log"));
    assert_eq!(fs::read_to_string(data.join("lives")).unwrap(), "serve\nserve\n");
    drop(server);
    assert!(!gone.exists(), "the server's own directory stays behind");
}

#[test]
fn a_frozen_server_answers_again_once_thawed() {
    let home = must(tempfile::tempdir(), "make a directory");
    let data = home.path().join("kept");
    let server = Launch::demo(stand_in(&home)).data(&data).start();
    server.freeze();
    let patience = Duration::from_millis(300);
    assert!(server.client().patience(patience).get("/").try_send().is_err());
    server.thaw();
    assert_eq!(server.client().get("/").send().text(), "demo\n");
    drop(server);
    assert!(data.exists(), "data that the caller gave are the caller's");
}

#[test]
#[should_panic(expected = "printed no http address")]
fn a_program_that_ends_at_once_is_reported() {
    Launch::serve("/bin/false").start();
}
