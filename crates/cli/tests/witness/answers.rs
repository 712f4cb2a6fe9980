//! What a witness answers to what: every status of the specification, and whatever else somebody may send.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::note::Signer;
use record::witness::Request;
use support::http::Reply;

use crate::log::{HOUSE, Log};
use crate::process::{Witness, is_cosigned, refused};

const NAME: &str = "peers.example/witness";

fn witness() -> Witness {
    Witness::start(NAME, &Log::new(1).key())
}

fn post(witness: &Witness, body: &[u8]) -> Reply {
    witness.client().request("POST", "/add-checkpoint").body("text/plain", body.to_vec()).send()
}

/// Where the witness stands, as it says itself.
fn stands_at(reply: &Reply, size: u64) {
    assert_eq!(reply.status, 409, "{}", reply.text());
    assert_eq!(reply.header("content-type"), Some("text/x.tlog.size"));
    assert_eq!(reply.text(), format!("{size}\n"));
}

#[test]
fn it_cosigns_what_has_grown_and_says_why_not() {
    let witness = witness();
    let log = Log::new(1);
    let cosigned = |old, new| {
        let request = log.request(old, new);
        let reply = witness.ask(&request);
        assert!(
            is_cosigned(&reply, &request.checkpoint, &witness.key()),
            "{} {}",
            reply.status,
            reply.text()
        );
    };
    cosigned(0, 5);
    cosigned(5, 12);
    cosigned(12, 12);
    // 409: it saw another size last.
    stands_at(&witness.ask(&log.request(5, 13)), 12);
    stands_at(&witness.ask(&log.request(0, 20)), 12);
    stands_at(&witness.ask(&log.request(3, 4)), 12);
    // 409 as well: the size is right, the record is another.
    let other = Log::other_past(1, 4, 1);
    stands_at(&witness.ask(&other.request(12, 12)), 12);
    assert!(witness.file_of(&log.origin).with_extension("fork").exists(), "the proof of that is kept");
    // 422: it grew out of something else, or the proof is no proof.
    assert_eq!(witness.ask(&other.request(12, 20)).status, 422);
    assert_eq!(witness.ask(&Request { proof: Vec::new(), ..log.request(12, 20) }).status, 422);
    let mut longer = log.request(12, 20);
    longer.proof.push(record::hash::leaf(b"more"));
    assert_eq!(witness.ask(&longer).status, 422);
    // 400: more was seen than there is now.
    assert_eq!(witness.ask(&Request { old: 12, ..log.request(0, 5) }).status, 400);
    // 403: signed by somebody else, or changed since.
    let stranger = Signer::from_seed(&log.origin, [8; 32]).unwrap();
    let forged = Checkpoint::of(&log.origin, &log.tree(20)).sign(&stranger);
    assert_eq!(witness.ask(&Request { checkpoint: forged, ..log.request(12, 20) }).status, 403);
    let changed = log.request(12, 20).to_string().replace("\n20\n", "\n21\n");
    assert_eq!(post(&witness, changed.as_bytes()).status, 403);
    // A further signature by somebody it does not know changes nothing.
    let mut request = log.request(12, 20);
    let further = Signer::from_seed("elsewhere.example", [9; 32]).unwrap();
    request.checkpoint.add(further.sign(&request.checkpoint));
    let reply = witness.ask(&request);
    assert!(is_cosigned(&reply, &request.checkpoint, &witness.key()));
    assert_eq!(reply.text().lines().count(), 1, "only its own line");
}

#[test]
fn one_key_stands_for_all_records_of_a_house() {
    let witness = witness();
    for number in [1, 2, u64::MAX] {
        let log = Log::new(number);
        assert_eq!(witness.ask(&log.request(0, 3)).status, 200, "{}", log.origin);
    }
    // 404: records that it was not told of.
    for origin in [
        "roundtable/ffffffffffffffff/0000000000000001",
        "table.example/1",
        &format!("{HOUSE}/../escape"),
        HOUSE,
    ] {
        let signer = Signer::from_seed(origin, [7; 32]).unwrap();
        let checkpoint = Checkpoint::of(origin, &Log::new(1).tree(3)).sign(&signer);
        let request = Request { old: 0, proof: Vec::new(), checkpoint };
        assert_eq!(witness.ask(&request).status, 404, "{origin}");
    }
    // A record's checkpoint signed under another record's name is signed by nobody.
    let elsewhere = Signer::from_seed(&Log::new(2).origin, [7; 32]).unwrap();
    let checkpoint = Checkpoint::of(&Log::new(3).origin, &Log::new(3).tree(3)).sign(&elsewhere);
    assert_eq!(witness.ask(&Request { old: 0, proof: Vec::new(), checkpoint }).status, 403);
}

#[test]
fn it_remembers_and_keeps_its_key() {
    let mut witness = witness();
    let log = Log::new(1);
    let key = witness.key();
    assert!(witness.line().starts_with(&format!("witness {NAME} {NAME}+")), "{}", witness.line());
    assert!(witness.line().ends_with(&format!("http://{}/", witness.address)), "{}", witness.line());
    assert_eq!(witness.ask(&log.request(0, 9)).status, 200);
    assert!(witness.terminate().success());
    witness.start_again();
    assert_eq!(witness.key(), key);
    stands_at(&witness.ask(&log.request(0, 9)), 9);
    let request = log.request(9, 10);
    assert!(is_cosigned(&witness.ask(&request), &request.checkpoint, &key));
    // What it can't read it takes for no permission.
    std::fs::write(witness.file_of(&log.origin), "nothing was seen").unwrap();
    assert_eq!(witness.ask(&log.request(0, 3)).status, 500);
    assert_eq!(witness.ask(&log.request(10, 11)).status, 500);
}

#[test]
fn two_do_not_share_a_directory_and_wrong_settings_are_told() {
    let witness = witness();
    let house = Log::new(1).key().to_string();
    let says = |output: std::process::Output| {
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    assert!(says(refused(&witness.data(), NAME, &house)).contains("in use"));
    let elsewhere = tempfile::tempdir().unwrap();
    assert!(says(refused(elsewhere.path(), "two words", &house)).contains("--name"));
    assert!(says(refused(elsewhere.path(), NAME, "garbage")).contains("public key"));
    let other = Signer::from_seed(&Log::new(1).origin, [8; 32]).unwrap().verifier();
    assert!(says(refused(elsewhere.path(), NAME, &format!("{house},{other}"))).contains("two keys"));
}

#[test]
fn garbage_is_answered_and_changes_nothing() {
    let witness = witness();
    let log = Log::new(1);
    assert_eq!(witness.ask(&log.request(0, 9)).status, 200);
    let good = log.request(9, 14).to_string();
    let repeated =
        |line: &str, times: usize| good.replacen("old 9\n", &format!("old 9\n{}", line.repeat(times)), 1);
    let hash = format!("{}\n", record::hash::leaf(b""));
    for bad in [
        String::new(),
        "\n".to_owned(),
        "old 9".to_owned(),
        "old 9\n\n".to_owned(),
        good.replacen("old 9", "old 09", 1),
        good.replacen("old 9", "old -9", 1),
        good.replacen("old 9", "old 99999999999999999999999", 1),
        good.replacen("old 9", "new 9", 1),
        good.replace('\n', "\r\n"),
        good.replace("\u{2014}", "-"),
        good.replacen("\n\n", "\n", 1),
        good.trim_end().to_owned(),
        repeated("AAAA\n", 1),
        repeated(&hash, 64),
        good.replace("\n14\n", "\n14\nmore\n"),
    ] {
        assert_eq!(post(&witness, bad.as_bytes()).status, 400, "{bad:?}");
    }
    assert_eq!(post(&witness, &[0xff; 100]).status, 400);
    assert_eq!(post(&witness, &vec![b'o'; 200_000]).status, 413);
    // Every byte of a good question changed in turn: no cosignature of anything else, and it goes on.
    let mut client = witness.client();
    for at in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[at] ^= 1;
        let reply = client.request("POST", "/add-checkpoint").body("text/plain", bytes).send();
        assert!((400..500).contains(&reply.status), "byte {at}: {}", reply.status);
    }
    for (method, path, status) in [
        ("GET", "/add-checkpoint", 405),
        ("PUT", "/add-checkpoint", 405),
        ("GET", "/", 404),
        ("POST", "/elsewhere", 404),
        ("GET", "/../witness.key", 404),
    ] {
        assert_eq!(witness.client().request(method, path).send().status, status, "{method} {path}");
    }
    for raw in [
        "\0\0\0\0\r\n\r\n",
        "POST /add-checkpoint HTTP/9.9\r\n\r\n",
        "POST /add-checkpoint HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(witness.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(raw.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{raw:?}");
    }
    let request = log.request(9, 14);
    let reply = witness.ask(&request);
    assert!(is_cosigned(&reply, &request.checkpoint, &witness.key()), "{} {}", reply.status, reply.text());
}
