//! Any byte of any file changed: the checker never stumbles, and never says that all is well where anybody would be shown
//! something else.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use table::Day;
use verify::Asked;

use crate::house::{House, copy, start};

const FLIPS: usize = 500;
const THREADS: usize = 2;
/// So many changes that nothing was found of are looked at together.
const TOGETHER: usize = 8;

/// A stream of numbers that is the same every time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap())
}

/// Everything of a table that anybody may see, by what is under its address and in the API.
const PAGES: [&str; 18] = [
    "",
    "/agreement",
    "/rules",
    "/c/1",
    "/c/1/all",
    "/c/1/stand",
    "/c/1/stand/map.json",
    "/d",
    "/d/1",
    "/heard/1",
    "/promises",
    "/changes",
    "/changes.atom",
    "/papers/minutes.html",
    "/record",
    "/record/checkpoint",
    "/record/export.jsonl",
    "/record/tile/0/000",
];
const API: [&str; 13] = [
    "",
    "/agreement",
    "/rules",
    "/conversations",
    "/conversations/1",
    "/conversations/1/offer",
    "/conversations/1/statements",
    "/conversations/1/accounts",
    "/accounts/1",
    "/decisions",
    "/decisions/1",
    "/promises",
    "/record",
];

/// An address, the status and the text of its answer.
type Answer = (String, u16, String);

/// A byte of a file, by its name, and what it is changed by.
#[derive(Debug)]
struct Change(OsString, usize, u8);

impl Change {
    fn make(&self, data: &Path) {
        let path = data.join(&self.0);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[self.1] ^= self.2;
        std::fs::write(path, bytes).unwrap();
    }
}

/// What a server on a copy of this directory with these changes answers to anybody, without what differs between any two answers;
/// one answer that says why where it does not start.
fn public(data: &Path, table: &str, changes: &[Change]) -> Vec<Answer> {
    let copied = copy(data);
    for change in changes {
        change.make(copied.path());
    }
    let server = match start(copied.path()) {
        Ok(server) => server,
        Err(said) => return vec![("it does not start".to_owned(), 0, said)],
    };
    let mut client = server.client();
    let pages = PAGES.iter().map(|page| format!("/t/{table}{page}"));
    let api = API.iter().map(|path| format!("/api/v1/tables/{table}{path}"));
    let all = pages.chain(api).chain(["/".to_owned(), "/api/v1/tables".to_owned()]);
    let mut answer = |path: String| {
        let reply = client.get(&path).send();
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        (path, reply.status, without_keys(&text))
    };
    all.map(&mut answer).collect()
}

/// Where two sets of answers differ first, and how.
fn difference(now: &[Answer], before: &[Answer]) -> Option<String> {
    let (now, before) = now.iter().zip(before).find(|(now, before)| now != before)?;
    let at = now.2.bytes().zip(before.2.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(40);
    let piece = |answer: &Answer| answer.2.bytes().skip(at).take(160).map(char::from).collect::<String>();
    Some(format!("{} {}: {} instead of {} {}", now.0, now.1, piece(now), before.1, piece(before)))
}

/// Forms have a new key each time.
fn without_keys(text: &str) -> String {
    let mut parts = text.split("name=\"key\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest));
    rest.fold(first, |whole, part| whole + "KEY" + part)
}

/// The files that hold something, each as often as it should be drawn.
fn files(data: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.metadata().unwrap().len() > 0);
    all.sort();
    let often = |path: &PathBuf| if path.extension().is_some_and(|end| end == "sqlite") { 8 } else { 1 };
    all.iter().flat_map(|path| std::iter::repeat_n(path.clone(), often(path))).collect()
}

/// Nobody is shown anything else because of these. All of them together first: a server takes its time to start.
fn are_harmless(data: &Path, table: &str, whole: &[Answer], changes: &[Change]) {
    if difference(&public(data, table, changes), whole).is_none() {
        return;
    }
    for change in changes {
        // The day can end meanwhile, and the program can be built anew.
        let whole = public(data, table, &[]);
        let now = public(data, table, std::slice::from_ref(change));
        assert_eq!(difference(&now, &whole), None, "{change:?} and nothing was found");
    }
}

/// Changes so many bytes, one at a time. How many were named, and how many made no difference to anybody.
fn flip(data: &Path, table: &str, seed: u64, many: usize) -> (usize, usize) {
    let whole = public(data, table, &[]);
    assert!(whole.len() > 30, "it starts");
    let files = files(data);
    let mut draws = Draws(seed);
    let (mut named, mut harmless, mut waiting) = (0, 0, Vec::new());
    for _ in 0..many {
        let path = &files[draws.below(files.len())];
        let end = usize::try_from(path.metadata().unwrap().len()).unwrap();
        let (at, by) = (draws.below(end), u8::try_from(draws.below(255) + 1).unwrap());
        let change = Change(path.file_name().unwrap().to_owned(), at, by);
        change.make(data);
        let asked = Asked { today: Some(today().number()), ..Asked::default() };
        let is_ok = verify::directory::check(data, &asked).is_ok_and(|report| report.ok);
        change.make(data);
        if is_ok {
            harmless += 1;
            waiting.push(change);
        } else {
            named += 1;
        }
        if waiting.len() == TOGETHER {
            are_harmless(data, table, &whole, &std::mem::take(&mut waiting));
        }
    }
    are_harmless(data, table, &whole, &waiting);
    (named, harmless)
}

// trust A 8
#[test]
fn five_hundred_changed_bytes_are_named_wherever_anybody_would_see_them() {
    let seed: u64 =
        std::env::var("ROUNDTABLE_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    println!("ROUNDTABLE_TEST_SEED={seed}");
    let mut house = House::of(4);
    house.busy();
    house.settle();
    house.stop();
    // A panic on a thread of the checker would look like something that could not be read.
    let panics = Arc::new(AtomicUsize::new(0));
    let (counted, usual) = (Arc::clone(&panics), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        counted.fetch_add(1, Ordering::Relaxed);
        usual(panic);
    }));
    let copies: Vec<_> = (0..THREADS).map(|_| house.copy()).collect();
    let table = house.table.as_str();
    let come: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let each = (0_u64..).zip(&copies).map(|(number, data)| {
            scope.spawn(move || flip(data.path(), table, seed.wrapping_add(number << 32), FLIPS / THREADS))
        });
        let each: Vec<_> = each.collect();
        each.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(panics.load(Ordering::Relaxed), 0);
    let (named, harmless) = come.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    println!("{named} were named, {harmless} changed nothing that anybody sees");
    assert!(named > FLIPS / 4, "{named}");
    assert_eq!(named + harmless, FLIPS);
}
