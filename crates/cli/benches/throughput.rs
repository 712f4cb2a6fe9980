//! Durable responses a second through HTTP, with the load generator on the same machine.
//!
//! Closed loop: every connection is one person with a seat who answers, waits until the answer is durable, and
//! answers the next thing. `cargo bench -p cli --bench throughput -- [connections] [seconds] [--beside PROGRAM]`: beside an older
//! build of the program the two take turns, nine times each. What is answered enters the record every second meanwhile. The rate
//! shares the machine with the load; the server's own processor time for an answer says what the server costs.
#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to tell")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const STATEMENTS: usize = 200;
/// An odd number, so that there is one in the middle.
const PAIRS: usize = 9;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(program: &str, data: &std::path::Path) -> (Server, SocketAddr) {
    let mut child = Command::new(program)
        // An older program does not know this setting, and has no record.
        .env("ROUNDTABLE_RECORD_EVERY", "1")
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().trim().trim_end_matches('/').parse().unwrap();
    (Server(child), address)
}

struct Person {
    stream: TcpStream,
    buffer: Vec<u8>,
    token: String,
    sent: u64,
    number: usize,
}

impl Person {
    async fn new(address: SocketAddr, number: usize) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: vec![0; 65536], token: String::new(), sent: 0, number }
    }

    /// Sends one request and reads the whole reply: its status and its body.
    async fn ask(&mut self, method: &str, path: &str, body: &str) -> (u16, String) {
        self.sent += 1;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
             idempotency-key: bench-{:08}-{:016}\r\n{}\r\n{body}",
            body.len(),
            self.number,
            self.sent,
            if self.token.is_empty() {
                String::new()
            } else {
                format!("authorization: Bearer {}\r\n", self.token)
            },
        );
        self.stream.write_all(request.as_bytes()).await.unwrap();
        let mut have = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[have..]).await.unwrap();
            assert!(read > 0, "the server closed the connection");
            have += read;
            let text = std::str::from_utf8(&self.buffer[..have]).unwrap();
            let Some((head, rest)) = text.split_once("\r\n\r\n") else { continue };
            let status = head[9..12].parse().unwrap();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse::<usize>().unwrap());
            if rest.len() >= length {
                return (status, rest.to_owned());
            }
        }
    }

    async fn json(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let (status, text) = self.ask(method, path, &body.to_string()).await;
        assert!((200..300).contains(&status), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }
}

async fn set_up(address: SocketAddr, people: usize) -> (Vec<Person>, String) {
    let mut first = Person::new(address, 0).await;
    let set = json!({
        "table_name": "Bench", "purpose": "Measure", "agreement": "None", "findable": "public", "starter": "blank",
    });
    let table = first.json("POST", "/api/v1/tables", &set).await;
    table["token"].as_str().unwrap().clone_into(&mut first.token);
    let root = format!("/api/v1/tables/{}", table["table"].as_str().unwrap());
    let offer = json!({
        "question": "How fast?", "open": "All", "fixed": "Nothing", "who_decides": "All", "who_spends": "Nobody",
        "who_stops": "Nobody", "how_decided": "By measuring", "by_when": "2028-01-01", "hear_back": "2028-01-02",
    });
    first.json("POST", &format!("{root}/conversations"), &offer).await;
    let mut all = vec![first];
    for number in 1..people {
        let mut person = Person::new(address, number).await;
        let taken = person.json("POST", &format!("{root}/seats"), &json!({})).await;
        taken["token"].as_str().unwrap().clone_into(&mut person.token);
        all.push(person);
    }
    for statement in 0..STATEMENTS {
        let person = statement % all.len().max(STATEMENTS.div_ceil(20)).min(all.len());
        let text = json!({ "statement": format!("Statement number {statement} of the benchmark") });
        all[person].json("POST", &format!("{root}/conversations/1/statements"), &text).await;
    }
    (all, format!("{root}/conversations/1/statements"))
}

async fn answer(mut person: Person, root: String, until: Instant) -> Vec<Duration> {
    let mut took = Vec::new();
    let mut at = person.number * 7;
    while Instant::now() < until {
        at += 1;
        // Every pass over the statements gives another answer than the last, so each is a real event.
        let choice = ["agree", "disagree", "pass"][(at / STATEMENTS + person.number) % 3];
        let path = format!("{root}/{}/response", at % STATEMENTS + 1);
        let began = Instant::now();
        let (status, text) =
            person.ask("PUT", &path, &format!("{{\"choice\":\"{choice}\",\"matters\":false}}")).await;
        assert_eq!(status, 200, "{text}");
        took.push(began.elapsed());
    }
    took
}

fn counter(metrics: &str, name: &str) -> f64 {
    metrics
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .map_or(0.0, |value| value.trim().parse().unwrap())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let numbers: Vec<u64> = arguments.iter().filter_map(|arg| arg.parse().ok()).collect();
    let people = usize::try_from(*numbers.first().unwrap_or(&128)).unwrap();
    let seconds = *numbers.get(1).unwrap_or(&10);
    let this = env!("CARGO_BIN_EXE_roundtable");
    let beside = arguments.iter().position(|arg| arg == "--beside").and_then(|at| arguments.get(at + 1));
    let Some(other) = beside else {
        round("this", this, people, seconds).await;
        return;
    };
    // The machine has neighbours: what is compared ran one right after the other, now this one first and
    // now that one, and of many such pairs the middle one counts.
    let mut pairs = Vec::new();
    for pair in 0..PAIRS {
        let ours_first = pair % 2 == 1;
        let first = turn(ours_first, this, other, people, seconds).await;
        let second = turn(!ours_first, this, other, people, seconds).await;
        pairs.push(if ours_first { (first, second) } else { (second, first) });
    }
    let compare = |what: fn(&Round) -> f64| {
        let mut all: Vec<f64> =
            pairs.iter().map(|(ours, theirs)| (what(ours) / what(theirs) - 1.0) * 100.0).collect();
        all.sort_by(f64::total_cmp);
        format!("{:+.1} % ({:+.1} to {:+.1})", all[PAIRS / 2], all[0], all[PAIRS - 1])
    };
    println!("durable responses/s against the other: {}", compare(|round| round.rate));
    println!("the server's processor time for each: {}", compare(|round| round.processor));
}

/// A round of this program, or else of the other.
async fn turn(ours: bool, this: &str, other: &str, people: usize, seconds: u64) -> Round {
    let (name, program) = if ours { ("this", this) } else { ("beside", other) };
    round(name, program, people, seconds).await
}

/// What came of a round.
struct Round {
    /// Durable responses a second.
    rate: f64,
    /// Processor time of the server for each, in microseconds.
    processor: f64,
}

/// The processor time that a process had until now, in seconds: fields 14 and 15 of `/proc/PID/stat`, in hundredths.
fn processor_time(process: &Server) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", process.0.id())).unwrap();
    let fields = stat.rsplit_once(") ").unwrap().1.split(' ');
    fields.skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap() / 100.0).sum()
}

/// One server, one crowd.
async fn round(name: &str, program: &str, people: usize, seconds: u64) -> Round {
    let data = tempfile::tempdir().unwrap();
    let (server, address) = start(program, data.path());
    let (all, root) = set_up(address, people).await;
    let mut watcher = Person::new(address, 999_999).await;
    let before = watcher.ask("GET", "/metrics", "").await.1;
    let used = processor_time(&server);
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let running: Vec<_> =
        all.into_iter().map(|person| tokio::spawn(answer(person, root.clone(), until))).collect();
    let mut took = Vec::new();
    for one in running {
        took.extend(one.await.unwrap());
    }
    let elapsed = began.elapsed().as_secs_f64();
    let used = processor_time(&server) - used;
    // The first connection may have been closed while it had nothing to do.
    let after = Person::new(address, 999_998).await.ask("GET", "/metrics", "").await.1;
    let groups = counter(&after, GROUPS) - counter(&before, GROUPS);
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    let rate = took.len() as f64 / elapsed;
    let processor = used * 1e6 / took.len() as f64;
    println!(
        "{name}: {people} connections, {elapsed:.1} s: {rate:.0} durable responses/s; p50 {:.1} ms, p99 {:.1} ms, most \
         {:.1} ms; {groups:.0} groups of {:.0}; {processor:.1} µs of the server's processor time each",
        at(50),
        at(99),
        at(100),
        took.len() as f64 / groups,
    );
    drop(server);
    Round { rate, processor }
}

const GROUPS: &str = "roundtable_groups_committed_total";
