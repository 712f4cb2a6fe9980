//! Witnesses that do not do what they should: the server believes none of them, and goes on.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::cosignature::Cosigner;
use record::note::Note;
use record::witness::Request;
use support::http::Client;
use support::people::Person;
use support::{Launch, until};

use crate::PROGRAM;

/// Something that listens like a witness and answers whatever it likes.
struct Unfit {
    address: SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Unfit {
    fn start(answer: impl Fn(&Request) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let (counts, answer) = (Arc::clone(&asked), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (counts, answer) = (Arc::clone(&counts), Arc::clone(&answer));
                std::thread::spawn(move || {
                    let stream = stream.unwrap();
                    if let Some(request) = question(&stream) {
                        counts.fetch_add(1, Ordering::SeqCst);
                        match answer(&request) {
                            Some(bytes) => drop((&stream).write_all(&bytes)),
                            // It never answers.
                            None => std::thread::sleep(Duration::from_mins(5)),
                        }
                    }
                });
            }
        });
        Self { address, asked }
    }
}

fn question(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if let Some(found) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = found.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(std::str::from_utf8(&body).unwrap().parse().unwrap())
}

fn reply(status: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[test]
fn none_of_them_is_believed_and_none_stops_anything() {
    let cosigner = |seed| Cosigner::from_seed(&format!("w{seed}.example"), [seed; 32]).unwrap();
    let stranger = Arc::new(cosigner(99));
    let unfit = [
        Unfit::start(|_| None),
        Unfit::start(|_| Some(reply("500 Oh", b""))),
        Unfit::start(|_| Some(reply("200 OK", &vec![0xff; 100_000]))),
        Unfit::start(|_| Some(b"\0\0\0not http\r\n\r\n".to_vec())),
        Unfit::start(|_| Some(reply("302 Found\r\nLocation: http://127.0.0.1:1/", b""))),
        Unfit::start(|_| Some(reply("409 Conflict", b"many"))),
        // Each time it stands somewhere else, behind what it is shown.
        Unfit::start(|request| {
            Some(reply("409 Conflict", format!("{}\n", u64::from(request.old == 0)).as_bytes()))
        }),
        // It gives another's word for its own.
        Unfit::start(move |request| {
            let line = format!("{}\n", stranger.cosign(&request.checkpoint, 1_700_000_000));
            Some(reply("200 OK", line.as_bytes()))
        }),
        Unfit::start(|_| Some(reply("404 Not Found", b"not yours"))),
    ];
    let mut policy = String::new();
    for (seed, one) in (1..).zip(&unfit) {
        writeln!(policy, "witness w{seed} {} http://{}/", cosigner(seed).witness(), one.address).unwrap();
    }
    policy += "group one any w1 w2 w3 w4 w5 w6 w7 w8 w9\nquorum one\n";
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("policy");
    std::fs::write(&file, policy).unwrap();
    let mut server = Launch::serve(PROGRAM)
        .arg("--record-every")
        .arg("1")
        .arg("--witnesses")
        .arg(file.display().to_string())
        .start();
    let mut starter = Person::new(server.address(), "starter");
    let table = starter.set_table("Mill Street", "public");
    until(Duration::from_mins(1), "each of them to be asked", || {
        unfit.iter().all(|one| one.asked.load(Ordering::SeqCst) > 0).then_some(())
    });
    let conversation = starter.open(&table);
    for number in 0..20 {
        starter.say(&conversation, &format!("This is thing number {number}"));
    }
    until(Duration::from_mins(1), "each of them to be asked again", || {
        // The one that never answers is still being waited for.
        unfit[1..].iter().all(|one| one.asked.load(Ordering::SeqCst) > 1).then_some(())
    });
    assert_eq!(server.client().get(&format!("/t/{table}/record/witnessed")).send().status, 404);
    let checkpoint = server.client().get(&format!("/t/{table}/record/checkpoint")).send();
    assert_eq!(
        checkpoint.text().lines().filter(|line| line.starts_with('\u{2014}')).count(),
        1,
        "only its own"
    );
    assert!(!server.log().contains("longer or another record"), "{}", server.log());
    // The one that never answers does not hold up the end either.
    assert!(server.terminate(Duration::from_secs(12)).success());
}

#[test]
fn an_address_that_is_none_is_told_at_the_start() {
    let home = tempfile::tempdir().unwrap();
    let witness = Cosigner::from_seed("w.example", [1; 32]).unwrap().witness();
    let file = home.path().join("policy");
    std::fs::write(&file, format!("witness w {witness} w.example\nquorum w\n")).unwrap();
    let output = std::process::Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(home.path().join("data"))
        .arg("--witnesses")
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("https:// or http://"), "{said}");
}

/// Anybody may show a witness the newest checkpoint, before the server does. That is no sign of a second server.
#[test]
fn a_witness_that_somebody_else_was_faster_with_is_no_alarm() {
    let place: Arc<OnceLock<(SocketAddr, String)>> = Arc::default();
    let (at, faster) = (Arc::clone(&place), Arc::new(AtomicUsize::new(0)));
    let counts = Arc::clone(&faster);
    let witness = Unfit::start(move |request| {
        let Some((address, table)) = at.get() else { return Some(reply("503 Later", b"")) };
        let shown: Checkpoint = request.checkpoint.text().parse().unwrap();
        let newer = until(Duration::from_mins(1), "the record to grow meanwhile", || {
            let reply = Client::new(*address).get(&format!("/t/{table}/record/checkpoint")).send();
            let note: Note = reply.text().parse().unwrap();
            let now: Checkpoint = note.text().parse().unwrap();
            (now.size > shown.size).then_some(now.size)
        });
        counts.fetch_add(1, Ordering::SeqCst);
        Some(reply("409 Conflict", format!("{newer}\n").as_bytes()))
    });
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("policy");
    let key = Cosigner::from_seed("w.example", [1; 32]).unwrap().witness();
    std::fs::write(&file, format!("witness w {key} http://{}\nquorum w\n", witness.address)).unwrap();
    let server = Launch::serve(PROGRAM)
        .arg("--record-every")
        .arg("1")
        .arg("--witnesses")
        .arg(file.display().to_string())
        .start();
    let mut starter = Person::new(server.address(), "starter");
    let table = starter.set_table("Mill Street", "public");
    until(Duration::from_mins(1), "the record", || {
        let reply = server.client().get(&format!("/t/{table}/record/checkpoint")).send();
        (reply.status == 200).then_some(())
    });
    place.set((server.address(), table.clone())).unwrap();
    until(Duration::from_mins(2), "somebody to be faster, again and again", || {
        // It enters at once.
        starter.open(&table);
        (faster.load(Ordering::SeqCst) > 4).then_some(())
    });
    starter.open(&table);
    assert!(!server.log().contains("longer or another record"), "{}", server.log());
}
