//! Too much at once, too slowly, too large: others are served, nothing acknowledged is lost, memory stays.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::people::{Person, text};
use support::{Launch, Server, until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");

/// The design's own limit for connections that send too slowly.
const SLOW: Duration = Duration::from_secs(30);
/// A body has those 30 seconds from its first byte on, and the answer is on its way after them.
const SLOW_BODY: Duration = Duration::from_secs(40);

/// How many connections this machine lets a process have, up to `wanted`.
fn affordable(wanted: usize) -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()).and_then(|word| word.parse().ok());
    wanted.min(soft.unwrap_or(1024_usize).saturating_sub(200))
}

fn open(address: SocketAddr, count: usize, first: &[u8]) -> Vec<TcpStream> {
    let open = |_| {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(first).unwrap();
        stream.set_nonblocking(true).unwrap();
        stream
    };
    (0..count).map(open).collect()
}

/// Whether the other end has closed it; what it said before is thrown away.
fn is_closed(stream: &mut TcpStream) -> bool {
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock,
        }
    }
}

/// Sends one byte on each every `pause`, until all are closed or the time is up. Gives how many are left open.
fn drip(mut streams: Vec<TcpStream>, pause: Duration, limit: Duration) -> usize {
    let end = Instant::now() + limit;
    while !streams.is_empty() && Instant::now() < end {
        std::thread::sleep(pause);
        streams.retain_mut(|stream| !is_closed(stream) && stream.write_all(b"a").is_ok());
    }
    streams.retain_mut(|stream| !is_closed(stream));
    streams.len()
}

/// Reads and writes as people do, until told to stop; everything must work. Gives how often it did.
fn honest(server: &Server, stop: &std::sync::atomic::AtomicBool) -> usize {
    let mut person = Person::new(server.address(), "honest");
    let table = person.set_table("A table in a crowd", "public");
    let conversation = person.open(&table);
    let statement = person.say(&conversation, "We are still here");
    let mut times = 0;
    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
        assert_eq!(person.page(&table, &format!("/t/{table}/c/1")).status, 200);
        let choice = ["agree", "disagree"][times % 2];
        let body = json!({ "choice": choice, "matters": false });
        person.done("PUT", &format!("{conversation}/statements/{statement}/response"), &body);
        assert_eq!(server.client().get("/").send().status, 200, "a newcomer");
        times += 1;
        std::thread::sleep(Duration::from_millis(100));
    }
    times
}

#[test]
fn slow_senders_are_closed_and_nobody_else_notices() {
    let server = Launch::serve(PROGRAM).start();
    let address = server.address();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let crowd = affordable(2000 + 300) - 300;
    std::thread::scope(|scope| {
        let others = scope.spawn(|| honest(&server, &stop));
        // A head that goes on and on.
        let heads = open(address, 200, b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        let heads = scope.spawn(move || drip(heads, Duration::from_secs(2), SLOW));
        // Many that come and say next to nothing.
        let silent = open(address, crowd, b"G");
        let silent = scope.spawn(move || drip(silent, Duration::from_secs(10), SLOW));
        let form =
            b"POST /settings HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                     Content-Length: 1000\r\n\r\n";
        let bodies = open(address, 50, form);
        let bodies = scope.spawn(move || drip(bodies, Duration::from_secs(2), SLOW_BODY));
        let counts = [heads.join().unwrap(), silent.join().unwrap(), bodies.join().unwrap()];
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        let times = others.join().unwrap();
        assert_eq!(counts, [0, 0, 0], "slow heads, silent ones and slow bodies are still open");
        assert!(times > 20, "the others got in {times} times only");
    });
    assert!(server.resident_kib() < 256 * 1024, "{} KiB", server.resident_kib());
}

/// Sends a body in pieces until somebody answers or closes. Gives how much went out, and the answer.
fn flood(address: SocketAddr, head: &str, piece: &[u8], most: usize) -> (usize, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut reader = stream.try_clone().unwrap();
    reader.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let answer = std::thread::spawn(move || {
        let mut answer = Vec::new();
        let _ = reader.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    });
    let mut sent = 0;
    while sent < most && stream.write_all(piece).is_ok() {
        sent += piece.len();
    }
    let _ = stream.shutdown(std::net::Shutdown::Write);
    (sent, answer.join().unwrap())
}

#[test]
fn a_gigabyte_is_refused_early_and_leaves_no_trace_in_memory() {
    const GIGABYTE: usize = 1 << 30;
    let server = Launch::serve(PROGRAM).start();
    let address = server.address();
    assert_eq!(server.client().get("/").send().status, 200);
    let before = server.resident_kib();
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    let plain = "a".repeat(0x10000);
    let form = "Content-Type: application/x-www-form-urlencoded";
    let json = "Content-Type: application/json\r\nIdempotency-Key: abcdefghijklmnopqrstuvwxyz";
    for (path, kind) in [("/start/blank", form), ("/settings", form), ("/api/v1/tables", json)] {
        for (length, piece) in [
            (format!("Content-Length: {GIGABYTE}"), plain.as_bytes()),
            ("Transfer-Encoding: chunked".to_owned(), chunk.as_bytes()),
        ] {
            let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\n{kind}\r\n{length}\r\n\r\n");
            let (sent, answer) = flood(address, &head, piece, GIGABYTE);
            // What went out beyond the limit was on its way in the system's own buffers.
            assert!(sent < 32 << 20, "{path}, {length}: {sent} bytes were taken");
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413 "), "{path}, {length}: {answer}");
        }
    }
    // Where the body is no interest of anybody's it is not read either.
    let head = format!("GET / HTTP/1.1\r\nHost: {address}\r\nContent-Length: {GIGABYTE}\r\n\r\n");
    let (sent, _) = flood(address, &head, plain.as_bytes(), GIGABYTE);
    assert!(sent < 32 << 20, "{sent} bytes were taken with a GET");
    let grown = server.resident_kib().saturating_sub(before);
    assert!(grown < 16 * 1024, "memory grew by {grown} KiB");
    // Somebody who announces too much hears it before sending any of it.
    let head =
        format!("POST /settings HTTP/1.1\r\nHost: {address}\r\n{form}\r\nContent-Length: {GIGABYTE}\r\n\r\n");
    let (_, answer) = flood(address, &head, b"", 0);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[test]
fn a_full_house_says_so_and_loses_nothing() {
    // So many requests are worked on at once; one more finds no place.
    const PLACES: usize = 3000;
    if affordable(PLACES + 400) < PLACES + 400 {
        eprintln!("skipped: this machine lets a process open too few files to fill the house");
        return;
    }
    let server = Launch::serve(PROGRAM).start();
    let address = server.address();
    let mut person = Person::new(address, "crowd");
    let table = person.set_table("A full house", "public");
    let conversation = person.open(&table);
    let statement = person.say(&conversation, "Before the crowd");
    let head = b"POST /settings HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: 100\r\n\r\ntheme=";
    // A few more, for those that are slow to come in.
    let crowd = open(address, PLACES + 200, head);
    let path = format!("{conversation}/statements/{statement}/response");
    let body = json!({ "choice": "agree", "matters": true });
    let key = person.fresh_key();
    let refused = until(Duration::from_secs(10), "a request that finds no place", || {
        // A request that is turned away before its body was read takes its connection with it.
        person.reconnect(address);
        let reply = person.send("PUT", &path, &key, Some(&body)).unwrap();
        (reply.status == 503).then_some(reply)
    });
    assert_eq!(refused.header("retry-after"), Some("2"), "{refused:?}");
    assert_eq!(refused.json()["error"]["key"], "busy");
    let page = server.client().get("/").send();
    assert_eq!((page.status, page.header("retry-after")), (503, Some("2")));
    assert!(page.words().contains("It will not count twice"), "{}", page.words());
    drop(crowd);
    // Within ten seconds all is well again, and the same key brings the same thing about, once.
    let kept = until(Duration::from_secs(10), "the house to empty", || {
        person.reconnect(address);
        let reply = person.send("PUT", &path, &key, Some(&body)).unwrap();
        (reply.status == 200).then_some(reply)
    });
    assert!(kept.header("retry-after").is_none());
    let mine = person.read(&format!("{conversation}/mine")).json();
    assert_eq!(mine.to_string().matches("\"agree\"").count(), 1, "{mine}");
}

#[test]
fn guessing_codes_gets_nowhere_and_honest_people_still_get_in() {
    let server = Launch::serve(PROGRAM).start();
    let mut founder = Person::new(server.address(), "founder");
    let set = json!({
        "table_name": "Guess me", "purpose": "P", "agreement": "A", "findable": "invitation", "starter": "blank",
    });
    let set = founder.done("POST", "/api/v1/tables", &set);
    let (table, card, code) = (text(&set, "table"), text(&set, "card"), text(&set, "invitation"));
    let mut guesser = server.client();
    let mut statuses = std::collections::BTreeMap::new();
    for number in 0..1000_u32 {
        let guess: String = format!("{number:08}").replace('0', "x").replace('1', "y");
        let reply = guesser.post_form("/go", &[("code", &guess)]).send();
        *statuses.entry(reply.status).or_insert(0) += 1;
        if reply.status == 429 {
            assert_eq!(reply.header("retry-after"), Some("2"));
        }
    }
    let turned_away = statuses.get(&429).copied().unwrap_or(0);
    assert!(turned_away > 500, "{statuses:?}");
    assert_eq!(statuses.keys().filter(|status| !matches!(status, 422 | 429)).count(), 0, "{statuses:?}");
    // Whatever way somebody guesses, it is one and the same budget.
    let words =
        table::Card::from_bytes(&[9; 32]).words().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let guess = |reply: support::http::Reply| assert_eq!(reply.status, 429, "{}", reply.text());
    guess(guesser.post_form("/back", &[("code", &table), ("card", &words)]).send());
    guess(guesser.get("/j/xxxxxxxx").send());
    let visits = format!("/api/v1/tables/{table}/visits");
    guess(guesser.send_json("POST", &visits, &json!({ "card": words })).send());
    guess(guesser.get("/api/v1/invitations/xxxxxxxx").send());
    // Meanwhile, from the same address: forty people with the right code, and one with the right card.
    for number in 0..40 {
        let mut client = server.client();
        let found = client.post_form("/go", &[("code", &code)]).send();
        assert_eq!(found.status, 303, "{}", found.words());
        let form = client.follow(found).form("/t/");
        assert_eq!(client.send_form(&form).send().status, 200, "seat {number}");
    }
    let back = server.client().post_form("/back", &[("code", &table), ("card", &card)]).send();
    assert_eq!(back.status, 303, "{}", back.words());
    let back = server.client().send_json("POST", &visits, &json!({ "card": card })).send();
    assert_eq!(back.status, 201, "{}", back.text());
}

#[test]
fn odd_bodies_are_refused_in_peace() {
    let server = Launch::serve(PROGRAM).start();
    let mut person = Person::new(server.address(), "odd");
    let table = person.set_table("Odd bodies", "public");
    let conversation = person.open(&table);
    let path = format!("{conversation}/statements");
    let mut client = server.client();
    let bearer = format!("Bearer {}", person.token().unwrap());
    let mut send = |body: Vec<u8>, encoding: Option<&str>| {
        let request = client.request("POST", &path).body("application/json", body);
        let request = request.header("Idempotency-Key", "odd-body-1").header("Authorization", &bearer);
        match encoding {
            Some(encoding) => request.header("Content-Encoding", encoding).send(),
            None => request.send(),
        }
    };
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(4_000), close.repeat(4_000)).into_bytes();
    let bodies: Vec<Vec<u8>> = vec![
        deep("[", "]"),
        deep("{\"statement\":", "}"),
        format!("{{\"statement\":{}}}", "9".repeat(50_000)).into_bytes(),
        b"{\"statement\":1e99999}".to_vec(),
        b"{\"statement\":\"a\",\"statement\":\"b\"}".to_vec(),
        b"{\"statement\":\"\xff\xfe\"}".to_vec(),
        b"{\"statement\":\"\\ud800\"}".to_vec(),
        b"{\"statement\":\"a\",\"seat\":0}".to_vec(),
        b"\xef\xbb\xbf{\"statement\":\"a\"}".to_vec(),
        b"null".to_vec(),
        b"".to_vec(),
    ];
    for body in bodies {
        let reply = send(body.clone(), None);
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        assert!(matches!(reply.status, 400 | 422), "{shown}: {} {}", reply.status, reply.text());
    }
    // Nothing is unpacked, so a bomb is only bytes.
    let reply = send(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".to_vec(), Some("gzip"));
    assert!(matches!(reply.status, 400 | 415), "{} {}", reply.status, reply.text());
    // Long ways of writing little, and patterns that make careless searches slow.
    for words in ["e\u{301}".repeat(140), "\u{301}".repeat(140), "aa ".repeat(46), "🏳️\u{200d}🌈".repeat(28)]
    {
        let key = person.fresh_key();
        let body = json!({ "statement": words });
        let reply = person.send("POST", &format!("{path}/check"), &key, Some(&body)).unwrap();
        assert!(reply.status < 500, "{words}: {}", reply.text());
        let reply = person.send("POST", &path, &key, Some(&body)).unwrap();
        assert!(reply.status < 500, "{words}: {}", reply.text());
    }
    assert_eq!(server.client().get("/readyz").send().status, 200);
}

#[test]
fn one_voice_can_not_crowd_out_the_others() {
    let server = Launch::serve(PROGRAM).start();
    let mut loud = Person::new(server.address(), "loud");
    let table = loud.set_table("One at a time", "public");
    let conversation = loud.open(&table);
    let path = format!("{conversation}/statements");
    let mut statuses = Vec::new();
    for number in 0..200 {
        let key = loud.fresh_key();
        let body: Value = json!({ "statement": format!("And another thing, number {number}") });
        statuses.push(loud.send("POST", &path, &key, Some(&body)).unwrap().status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 20);
    assert!(statuses[20..].iter().all(|status| *status == 422), "{statuses:?}");
    let mut quiet = Person::new(server.address(), "quiet");
    quiet.sit(&table);
    quiet.say(&conversation, "May I say something too?");
}
