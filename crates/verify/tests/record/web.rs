//! A record at an address: a small server of files, right and wrong ones.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use record::entry::Kind;
use record::tile::{self, Tile, WIDTH};
use verify::{Asked, Code, CouldNot, Report, address};

use crate::writer::{Writer, export, policy_text, signer, week};

type Files = BTreeMap<String, Answer>;

#[derive(Clone)]
enum Answer {
    File(Vec<u8>),
    To(String),
    Wrong,
}

/// Everything under a record's address.
fn files(writer: &Writer) -> Files {
    let mut files = Files::new();
    let mut put =
        |name: &str, bytes: &[u8]| drop(files.insert(name.to_owned(), Answer::File(bytes.to_vec())));
    put("key", format!("{}\n", signer().verifier()).as_bytes());
    put("checkpoint", writer.cosigned().to_string().as_bytes());
    put("witnessed", writer.cosigned().to_string().as_bytes());
    put("policy", policy_text().as_bytes());
    put("export.jsonl", export(&writer.log(), Some(&policy_text())).as_bytes());
    let tree = writer.tree();
    for tile in Tile::all(writer.entries.len() as u64) {
        let bytes = tile.hashes(&tree).unwrap_or_else(|| {
            let first = usize::try_from(tile.number * WIDTH).unwrap();
            let mut bytes = Vec::new();
            for entry in &writer.entries[first..first + usize::from(tile.width)] {
                assert!(tile::bundle(&mut bytes, entry));
            }
            bytes
        });
        put(&tile.path(), &bytes);
    }
    files
}

/// Serves files until the test ends.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn of(files: Files) -> Self {
        Self::by(move |_| files.clone())
    }

    /// Files that may change with the number of exports that were fetched.
    fn by(files: impl Fn(usize) -> Files + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let exports = seen
                    .lock()
                    .unwrap()
                    .iter()
                    .filter(|path: &&String| path.ends_with("export.jsonl"))
                    .count();
                answer(stream, &files(exports), &seen);
            }
        });
        Self { port, asked }
    }

    fn check(&self, asked: &Asked) -> Result<Report, CouldNot> {
        let url = format!("http://127.0.0.1:{}/t/k7m2", self.port);
        address::check(&address::read(url.as_bytes()).unwrap(), asked)
    }

    fn codes(&self) -> Vec<Code> {
        let mut codes: Vec<Code> =
            self.check(&Asked::default()).unwrap().findings.iter().map(|one| one.code).collect();
        codes.dedup();
        codes
    }
}

fn answer(mut stream: TcpStream, files: &Files, seen: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(first)) = lines.next() else { return };
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    seen.lock().unwrap().push(path.clone());
    let file = path.strip_prefix("/t/k7m2/record/").and_then(|name| files.get(name));
    let (head, body) = match file {
        Some(Answer::File(bytes)) => ("200 OK".to_owned(), bytes.clone()),
        Some(Answer::To(to)) => (format!("302 Found\r\nlocation: {to}"), Vec::new()),
        Some(Answer::Wrong) => ("500 No".to_owned(), Vec::new()),
        None => ("404 Not Found".to_owned(), Vec::new()),
    };
    let head = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    // Whoever asked may have gone.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

#[test]
fn a_record_at_its_address_is_fetched_whole() {
    let mut writer = week().writer;
    for _ in 0..280 {
        writer.sealed(Kind::Response);
    }
    assert!(writer.entries.len() > 256);
    let server = Server::of(files(&writer));
    let report = server.check(&Asked::default()).unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(report.size, writer.entries.len() as u64);
    assert_eq!(report.records[0].witnessed, Some(report.size));
    assert_eq!(report.records[0].table.as_deref(), Some("k7m2"));
    let asked = server.asked.lock().unwrap().clone();
    for path in
        ["tile/entries/000", "tile/entries/001.p/50", "tile/0/000", "tile/0/001.p/50", "tile/1/000.p/1"]
    {
        assert!(asked.contains(&format!("/t/k7m2/record/{path}")), "{path}: {asked:?}");
    }
}

fn changed(change: impl FnOnce(&mut Files)) -> Server {
    let mut all = files(&week().writer);
    change(&mut all);
    Server::of(all)
}

#[test]
fn files_that_do_not_agree_are_told() {
    let flip = |name: &'static str, at: usize| {
        changed(move |files| {
            let Some(Answer::File(bytes)) = files.get_mut(name) else { panic!("{name}") };
            bytes[at] ^= 1;
        })
    };
    assert_eq!(changed(|_| {}).codes(), []);
    assert_eq!(flip("tile/0/000.p/26", 40).codes(), [Code::Rewrite]);
    assert_eq!(flip("tile/entries/000.p/26", 40).codes(), [Code::Rewrite]);
    assert_eq!(flip("tile/entries/000.p/26", 0).codes(), [Code::Rewrite]);
    let short = changed(|files| {
        let Some(Answer::File(bytes)) = files.get_mut("tile/0/000.p/26") else { panic!() };
        bytes.truncate(32);
    });
    assert_eq!(short.codes(), [Code::Rewrite]);
}

#[test]
fn an_export_behind_the_checkpoint_is_a_rollback() {
    let mut longer = week().writer;
    longer.sealed(Kind::Kept);
    let server = changed(|files| {
        files.insert("checkpoint".into(), Answer::File(longer.checkpoint().to_string().into_bytes()));
    });
    assert_eq!(server.codes(), [Code::Rollback]);
    let server = changed(|files| {
        files.insert("witnessed".into(), Answer::File(longer.cosigned().to_string().into_bytes()));
    });
    assert_eq!(server.codes(), [Code::Rollback]);
    let mut other = week().writer;
    other.origin = "roundtable/a/c".into();
    let server = changed(|files| {
        files.insert("checkpoint".into(), Answer::File(other.checkpoint().to_string().into_bytes()));
    });
    assert_eq!(server.codes(), [Code::Rewrite], "it is of another record");
}

#[test]
fn what_is_not_there_is_said_plainly() {
    for name in ["key", "checkpoint", "export.jsonl", "tile/0/000.p/26"] {
        let error = changed(|files| drop(files.remove(name))).check(&Asked::default()).unwrap_err();
        assert!(error.to_string().contains("nothing is there"), "{error}");
    }
    assert_eq!(
        changed(|files| {
            files.remove("witnessed");
            files.remove("policy");
        })
        .codes(),
        []
    );
    let error = changed(|files| drop(files.insert("key".into(), Answer::Wrong))).check(&Asked::default());
    assert!(error.unwrap_err().to_string().contains("500"));
    let nobody = format!("http://127.0.0.1:{}/t/k7m2", {
        TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
    });
    assert!(address::check(&address::read(nobody.as_bytes()).unwrap(), &Asked::default()).is_err());
}

#[test]
fn it_goes_where_it_is_led_on_the_same_host_only() {
    let elsewhere = Server::of(files(&week().writer));
    let server = changed(|files| {
        let key = files.remove("key").unwrap();
        files.insert("key".into(), Answer::To("/t/k7m2/record/real".into()));
        files.insert("real".into(), key);
    });
    assert_eq!(server.codes(), []);
    let away = format!("http://localhost:{}/t/k7m2/record/key", elsewhere.port);
    for to in [away.as_str(), "//localhost/t", "ftp://127.0.0.1/key", "key"] {
        let server = changed(|files| drop(files.insert("key".into(), Answer::To(to.into()))));
        let error = server.check(&Asked::default()).unwrap_err().to_string();
        assert!(error.contains("away from this server"), "{error}");
    }
    assert!(elsewhere.asked.lock().unwrap().is_empty());
    let server = changed(|files| drop(files.insert("key".into(), Answer::To("/t/k7m2/record/key".into()))));
    assert!(server.check(&Asked::default()).is_err(), "round and round");
}

/// What is destroyed between two fetches is looked at once more.
#[test]
fn something_destroyed_meanwhile_is_no_finding() {
    let week = week();
    let (said, mut during, mut after) = (week.said, week.writer.clone(), week.writer.clone());
    let at = usize::try_from(said).unwrap();
    during.openings[at] = None;
    after.openings[at] = None;
    after.tombstone(said);
    let server = Server::by(move |exports| {
        let mut all = files(&during);
        if exports > 0 {
            all.extend(files(&after));
        }
        all
    });
    assert_eq!(server.codes(), []);
    let mut silent = week.writer;
    silent.openings[at] = None;
    assert_eq!(Server::of(files(&silent)).codes(), [Code::SilentDeletion]);
}
