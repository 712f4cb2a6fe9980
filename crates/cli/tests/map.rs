//! Maps and accounts of files and of a data directory, through the program itself: the same answers give the same bytes,
//! whoever asks and in whatever order they come.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is a test")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use serde_json::json;
use support::people::Person;
use support::{Launch, Server};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
const PEOPLE: usize = 48;
const STATEMENTS: usize = 12;

/// Two camps, some people in between, one thing that all like, one that was set aside, and answers that are missing.
fn answer(person: usize, statement: usize) -> Option<i8> {
    let noise = (person * 7919 + statement * 104_729) % 97;
    match (statement, noise) {
        (_, 0..9) => None,
        (11, _) => Some(1),
        (_, 9..14) => Some(0),
        (_, 14..20) => Some(if (person < 30) == (statement < 6) { -1 } else { 1 }),
        _ => Some(if (person < 30) == (statement < 6) { 1 } else { -1 }),
    }
}

/// The files, with rows and columns in some order.
fn files(directory: &Path, people: &[usize], statements: &[usize]) {
    let mut comments =
        String::from("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n");
    let mut matrix = String::from("participant,group-id,n-comments,n-votes,n-agree,n-disagree");
    for statement in statements {
        let moderated = if *statement == 5 { -1 } else { 1 };
        writeln!(
            comments,
            "1500000300000,then,{statement},0,0,0,{moderated},\"Do <b>{statement}</b> & more\""
        )
        .unwrap();
        write!(matrix, ",{statement}").unwrap();
    }
    for person in people {
        write!(matrix, "\n{person},,0,0,0,0").unwrap();
        for statement in statements {
            match answer(*person, *statement) {
                Some(choice) => write!(matrix, ",{choice}").unwrap(),
                None => matrix.push(','),
            }
        }
    }
    matrix.push('\n');
    let write = |name: &str, text: &str| std::fs::write(directory.join(name), text).unwrap();
    write("summary.csv", "topic,Two camps\n");
    write("comments.csv", &comments);
    write("participants-votes.csv", &matrix);
}

fn made() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    files(directory.path(), &shuffled(PEOPLE, 1), &shuffled(STATEMENTS, 1));
    directory
}

fn run(words: &[&str]) -> Output {
    Command::new(PROGRAM).args(words).output().expect("the program starts")
}

/// What is printed by a command that works.
#[track_caller]
fn said(words: &[&str]) -> Vec<u8> {
    let output = run(words);
    assert!(
        output.status.success(),
        "{words:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stderr.is_empty(), "nobody watches, so nothing is shown on the way");
    output.stdout
}

/// The sentence of a command that can't.
#[track_caller]
fn complaint(words: &[&str]) -> String {
    let output = run(words);
    assert_eq!(output.status.code(), Some(2), "{words:?}");
    assert!(output.stdout.is_empty(), "nothing is answered");
    String::from_utf8(output.stderr).unwrap()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

/// The same numbers in an order that looks like none.
fn shuffled(count: usize, step: usize) -> Vec<usize> {
    (0..count).map(|at| at * step % count).collect()
}

#[test]
fn twenty_runs_give_the_same_bytes() {
    let directory = made();
    let words = ["map", "polis", path(directory.path()), "--json"];
    let first = said(&words);
    assert!((1..20).all(|_| said(&words) == first));
    assert!(String::from_utf8(first).unwrap().contains("\"verdict\":\"clear\""));
}

#[test]
fn the_order_of_rows_and_columns_leaves_no_trace() {
    let (usual, other) = (made(), tempfile::tempdir().unwrap());
    for (rows, columns) in [(5, 1), (1, 5), (7, 7), (47, 11)] {
        files(other.path(), &shuffled(PEOPLE, rows), &shuffled(STATEMENTS, columns));
        for command in [&["map", "polis"][..], &["account", "polis", "-k", "3"]] {
            let of = |directory: &Path| said(&[command, &["--json", path(directory)]].concat());
            assert!(
                of(usual.path()) == of(other.path()),
                "{command:?} with every {rows}th row, {columns}th column"
            );
        }
    }
}

#[test]
fn a_file_shows_the_same_as_what_it_was_made_from() {
    let directory = made();
    let (home, files) = (directory.path(), path(directory.path()));
    let file = home.join("map.json");
    std::fs::write(&file, said(&["map", "polis", files, "--json"])).unwrap();
    assert!(said(&["map", "file", path(&file), "--json"]) == std::fs::read(&file).unwrap());
    for form in [&["--svg", "-"][..], &["--html", "-"], &[]] {
        let from = |words: &[&str]| said(&[words, form].concat());
        assert!(from(&["map", "polis", files]) == from(&["map", "file", path(&file)]), "{form:?}");
    }
    let (svg, html) = (home.join("a.svg"), home.join("a.html"));
    let text = said(&["map", "file", path(&file), "--svg", path(&svg), "--html", path(&html)]);
    let text = String::from_utf8(text).unwrap();
    assert!(
        text.contains("There are 2 groups of people who answer alike") && text.contains("Wrote "),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "no colours where nobody watches");
    assert!(said(&["map", "file", path(&file), "--svg", "-"]) == std::fs::read(&svg).unwrap());
    assert!(said(&["map", "file", path(&file), "--html", "-"]) == std::fs::read(&html).unwrap());
}

/// Nothing in it is fetched, and nothing runs.
#[track_caller]
fn needs_nothing(page: &str) {
    let lower = page.to_lowercase();
    for wanted in [
        "<script",
        "<link",
        "<img",
        "<iframe",
        "<object",
        "<embed",
        "<base",
        "@import",
        "url(",
        "javascript:",
    ] {
        assert!(!lower.contains(wanted), "{wanted} is in the page");
    }
    for address in lower.split("href=\"").skip(1).chain(lower.split("src=\"").skip(1)) {
        assert!(address.starts_with('#'), "{}", &address[..address.len().min(60)]);
    }
    for event in [" onload=", " onclick=", " onerror="] {
        assert!(!lower.contains(event), "{event} is in the page");
    }
}

#[test]
fn pages_and_pictures_need_no_other_file() {
    let directory = made();
    let files = path(directory.path());
    let page = |words: &[&str]| String::from_utf8(said(words)).unwrap();
    let map = page(&["map", "polis", files, "--html", "-"]);
    let account = page(&["account", "polis", files, "-k", "3", "--html", "-"]);
    let picture = page(&["map", "polis", files, "--svg", "-"]);
    for text in [&map, &account, &picture] {
        needs_nothing(text);
        assert!(!text.contains("<b>0</b>"), "words are words");
    }
    for text in [&map, &account] {
        assert!(text.contains("Two camps") && text.contains("Do &lt;b&gt;11&lt;/b&gt; &amp; more"), "{text}");
        assert_eq!(text.matches("<h1").count(), 1);
    }
    assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
}

#[test]
fn what_is_no_map_is_said_and_exits_with_2() {
    let directory = made();
    let file = directory.path().join("bad.json");
    for (text, expected) in [
        ("no JSON", "bad.json: this is not a map"),
        ("{\"error\":\"the answers can't be read\"}", "it is no map"),
        ("{}", "missing field"),
    ] {
        std::fs::write(&file, text).unwrap();
        let sentence = complaint(&["map", "file", path(&file)]);
        assert!(sentence.contains(expected) && sentence.lines().count() == 1, "{text}: {sentence}");
    }
    std::fs::write(&file, [0xff, 0xfe, 0]).unwrap();
    assert!(complaint(&["map", "file", path(&file)]).contains("bad.json: "));
    assert!(complaint(&["map", "file", path(&directory.path().join("none.json"))]).contains("none.json: "));
    let files = path(directory.path());
    assert!(complaint(&["map", "polis", files, "--svg", "-", "--html", "-"]).contains("holds one thing"));
    let there = ["map", "house", "--data", files, "--table", "2345-6789-bcdf", "--conversation", "1"];
    assert!(complaint(&there).contains("--"), "a table's code, or no data there");
}

/// People at a table who answer as in the files, a day's talk.
struct Talk {
    server: Server,
    people: Vec<Person>,
    table: String,
    conversation: String,
}

impl Talk {
    fn held() -> Self {
        let server = Launch::serve(PROGRAM).start();
        let new = |number: usize| Person::new(server.address(), &format!("mapped{number}"));
        let mut people: Vec<Person> = (0..PEOPLE).map(new).collect();
        let table = people[0].set_table("A table with two camps", "public");
        let conversation = people[0].open(&table);
        for person in &mut people[1..] {
            person.sit(&table);
        }
        for statement in 0..STATEMENTS {
            people[0].say(&conversation, &format!("Idea number {statement}"));
        }
        let mut talk = Self { server, people, table, conversation };
        for person in 0..PEOPLE {
            for statement in 0..STATEMENTS {
                if let Some(choice) = answer(person, statement) {
                    talk.answer(person, statement, choice);
                }
            }
        }
        talk
    }

    fn answer(&mut self, person: usize, statement: usize, choice: i8) {
        let path = format!("{}/statements/{}/response", self.conversation, statement + 1);
        let choice = match choice {
            1 => "agree",
            -1 => "disagree",
            _ => "pass",
        };
        self.people[person].done("PUT", &path, &json!({ "choice": choice }));
    }

    /// The file of the page, and the entry it was made at.
    fn file(&self) -> (Vec<u8>, String) {
        let reply = self.server.client().get(&format!("/t/{}/c/1/stand/map.json", self.table)).send();
        assert_eq!(reply.status, 200, "{}", reply.text());
        let entry = reply.header("roundtable-entry").expect("the file says when it was made").to_owned();
        (reply.body.clone(), entry)
    }

    fn house<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let data = path(self.server.data());
        let words = ["map", "house", "--data", data, "--table", &self.table, "--conversation", "1"];
        [&words[..], more].concat()
    }
}

#[test]
fn a_data_directory_gives_the_file_of_the_page_byte_for_byte() {
    let mut talk = Talk::held();
    let (file, entry) = talk.file();
    assert!(
        String::from_utf8_lossy(&file).contains("\"verdict\":\"clear\""),
        "there is something to compare"
    );
    let sentence = complaint(&talk.house(&["--at", &entry]));
    assert!(sentence.starts_with("another Roundtable is using "), "while the server runs: {sentence}");
    // One more answer: too few people changed something for another file, so the page keeps the one it gave.
    talk.answer(3, 2, -1);
    assert_eq!(talk.file(), (file.clone(), entry.clone()));
    assert!(talk.server.terminate(Duration::from_secs(20)).success());
    let at = talk.house(&["--at", &entry, "--json"]);
    assert!(said(&at) == file, "the page's file, made again from the journal");
    assert!(said(&talk.house(&["--json"])) != file, "as it is now is not as it was");
    let saved = talk.server.home().join("map.json");
    std::fs::write(&saved, &file).unwrap();
    assert!(said(&["map", "file", path(&saved), "--json"]) == file);
    let text = String::from_utf8(said(&talk.house(&["--at", &entry]))).unwrap();
    assert!(text.contains("What should change here?") && text.contains("“Idea number 11”"), "{text}");
    let page = String::from_utf8(said(&talk.house(&["--at", &entry, "--html", "-"]))).unwrap();
    needs_nothing(&page);
}
