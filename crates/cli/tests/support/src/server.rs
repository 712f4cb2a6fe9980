//! The program under test, running.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

use crate::{http, must, until};

/// How long the program may take to print its address and to be ready.
const START: Duration = Duration::from_secs(30);

/// What to start, before it runs.
pub struct Launch {
    program: PathBuf,
    command: &'static str,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    data: Option<PathBuf>,
}

impl Launch {
    /// `roundtable serve`, with `program` from `env!("CARGO_BIN_EXE_roundtable")`.
    pub fn serve(program: impl Into<PathBuf>) -> Self {
        Self::new(program.into(), "serve")
    }

    /// `roundtable demo`, with `program` from `env!("CARGO_BIN_EXE_roundtable")`.
    pub fn demo(program: impl Into<PathBuf>) -> Self {
        Self::new(program.into(), "demo")
    }

    fn new(program: PathBuf, command: &'static str) -> Self {
        Self { program, command, arguments: Vec::new(), environment: Vec::new(), data: None }
    }

    /// One more argument.
    #[must_use]
    pub fn arg(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// One more environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A data directory that the caller keeps; without it the server gets a new one that goes with it.
    #[must_use]
    pub fn data(mut self, directory: impl Into<PathBuf>) -> Self {
        self.data = Some(directory.into());
        self
    }

    /// Starts the program and waits until it is ready.
    pub fn start(self) -> Server {
        let home = must(tempfile::tempdir(), "make a temporary directory");
        let data = self.data.clone().unwrap_or_else(|| home.path().join("data"));
        let log = home.path().join("stderr.log");
        let run = Run::start(&self, &data, "127.0.0.1:0", &log);
        let server = Server { launch: self, run: Some(run), data, log, home };
        server.wait_until_ready();
        server
    }
}

/// One life of the program, from start to end.
struct Run {
    child: Child,
    address: SocketAddr,
    said: String,
}

impl Run {
    fn start(launch: &Launch, data: &Path, listen: &str, log: &Path) -> Self {
        let stderr = must(fs::File::options().create(true).append(true).open(log), "open the log");
        let mut child = must(
            Command::new(&launch.program)
                .arg(launch.command)
                .args(["--listen", listen, "--data"])
                .arg(data)
                .args(&launch.arguments)
                .envs(launch.environment.iter().map(|(name, value)| (name, value)))
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(stderr)
                .spawn(),
            "start the program",
        );
        let Some(stdout) = child.stdout.take() else { panic!("the program has no standard output") };
        match first_address(stdout) {
            Ok((address, said)) => Self { child, address, said },
            Err(said) => {
                let _ = child.kill();
                let _ = child.wait();
                let log = fs::read_to_string(log).unwrap_or_default();
                panic!("the program printed no http address within {START:?}.\nIt said: {said}\nLog:\n{log}")
            }
        }
    }
}

/// Reads standard output until the first `http://…`; a thread goes on reading so that the pipe never fills.
fn first_address(stdout: ChildStdout) -> Result<(SocketAddr, String), String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // Nobody listens once the address is found.
            let _ = sender.send(line);
        }
    });
    let mut said = String::new();
    while let Ok(line) = receiver.recv_timeout(START) {
        said.push_str(&line);
        said.push('\n');
        if let Some(address) = address_in(&line) {
            return Ok((address, said));
        }
    }
    Err(said)
}

/// The socket address in the first `http://host:port…` of a line.
fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = &line[line.find("http://")? + "http://".len()..];
    let end = rest.find(|c: char| c == '/' || c.is_whitespace()).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', ',', ')']).parse().ok()
}

/// The program, running; it is killed and its own data are removed when this is dropped.
pub struct Server {
    launch: Launch,
    run: Option<Run>,
    data: PathBuf,
    log: PathBuf,
    home: TempDir,
}

impl Server {
    /// `serve` on a new data directory.
    pub fn serve(program: impl Into<PathBuf>) -> Self {
        Launch::serve(program).start()
    }

    /// `demo` on a new data directory.
    pub fn demo(program: impl Into<PathBuf>) -> Self {
        Launch::demo(program).start()
    }

    fn run(&self) -> &Run {
        match &self.run {
            Some(run) => run,
            None => panic!("the server is not running: call start_again() first"),
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.run().address
    }

    /// The full address of `path`, for example `http://127.0.0.1:41234/privacy`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    /// The lines that it printed up to its address.
    pub fn said(&self) -> &str {
        &self.run().said
    }

    /// The process's number.
    pub fn pid(&self) -> u32 {
        self.run().child.id()
    }

    /// The data directory.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A directory of this test's own, removed with the server.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// All that it wrote to standard error, over all its lives.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// A new client: no cookies, no open connection.
    pub fn client(&self) -> http::Client {
        http::Client::new(self.address())
    }

    /// Resident memory in KiB, from `/proc`.
    pub fn resident_kib(&self) -> u64 {
        let path = format!("/proc/{}/status", self.pid());
        let status = must(fs::read_to_string(&path), "read the process's memory from /proc");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next()).and_then(|word| word.parse().ok());
        number.unwrap_or_else(|| panic!("{path} has no VmRSS line"))
    }

    /// Pulls the plug: SIGKILL, and waits for the end.
    pub fn kill(&mut self) {
        if let Some(mut run) = self.run.take() {
            must(run.child.kill(), "kill the program");
            must(run.child.wait(), "wait for the program's end");
        }
    }

    /// Asks it to stop (SIGTERM) and gives how it ended.
    ///
    /// # Panics
    /// When it is still there after `limit`.
    pub fn terminate(&mut self, limit: Duration) -> ExitStatus {
        let Some(mut run) = self.run.take() else { panic!("the server is not running") };
        send_signal("TERM", run.child.id());
        until(limit, "the program to stop after SIGTERM", || {
            must(run.child.try_wait(), "ask whether it ended")
        })
    }

    /// Holds it still (SIGSTOP), as a machine does that is out of memory or asleep.
    pub fn freeze(&self) {
        send_signal("STOP", self.pid());
    }

    /// Lets it go on after [`Server::freeze`].
    pub fn thaw(&self) {
        send_signal("CONT", self.pid());
    }

    /// Starts it again on the same data and the same address; kills it first if it still runs.
    pub fn start_again(&mut self, listen: SocketAddr) {
        self.kill();
        self.run = Some(Run::start(&self.launch, &self.data, &listen.to_string(), &self.log));
        self.wait_until_ready();
    }

    /// Kill -9 and start again, on the same address.
    pub fn crash(&mut self) {
        let address = self.address();
        self.start_again(address);
    }

    fn wait_until_ready(&self) {
        until(START, "/readyz to answer 200", || {
            let reply = self.client().get("/readyz").try_send().ok()?;
            (reply.status == 200).then_some(())
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut run) = self.run.take() {
            let _ = run.child.kill();
            let _ = run.child.wait();
        }
        if std::thread::panicking() {
            let log = self.log();
            let from = log.lines().count().saturating_sub(40);
            let tail: Vec<&str> = log.lines().skip(from).collect();
            eprintln!("--- the server's last lines ---\n{}", tail.join("\n"));
        }
    }
}

/// The `kill` command, since the standard library knows SIGKILL only and the house forbids `unsafe`.
fn send_signal(signal: &str, pid: u32) {
    let status = Command::new("kill").arg(format!("-{signal}")).arg(pid.to_string()).status();
    assert!(must(status, "run kill").success(), "kill -{signal} {pid} failed");
}

#[cfg(test)]
mod tests {
    use super::address_in;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let expected = Some("127.0.0.1:41234".parse().unwrap());
        assert_eq!(address_in("Roundtable is at http://127.0.0.1:41234"), expected);
        assert_eq!(address_in("Open http://127.0.0.1:41234/ in a browser."), expected);
        assert_eq!(address_in("(http://127.0.0.1:41234)."), expected);
        assert_eq!(address_in("no address here"), None);
    }
}
