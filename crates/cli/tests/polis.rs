//! Real public conversations come in and leave again, through the program itself. The data is not part of the
//! project: where it is absent these tests say so and do nothing.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use store::{House, Journal};
use table::{Kept, Table, TableId};

/// A conversation's directory, its people, statements, answers that stand, and all answers it holds.
/// The first three and the last are what its publishers' files hold; see `EMPTY`.
const CONVERSATIONS: [(&str, u64, u64, u64, u64); 8] = [
    ("american-assembly.bowling-green", 2031, 896, 225_524, 225_524),
    ("austria-climate.2vkxcncppn.2022-07-07", 1756, 1039, 130_798, 130_798),
    ("brexit-consensus", 204, 50, 5_303, 5_312),
    ("football-concussions", 1487, 298, 14_328, 14_924),
    ("london.youth.policing", 26, 39, 638, 640),
    ("scoop-hivemind.freshwater", 117, 80, 3_972, 3_979),
    ("scoop-hivemind.taxes", 334, 148, 17_335, 17_379),
    ("vtaiwan.uberx", 1921, 197, 49_443, 49_997),
];
/// One statement in all of them has no words: the conversation, its number, and how many answers it has.
const EMPTY: (&str, &str, u64) = ("football-concussions", "151", 1);
const FILES: [&str; 4] = ["summary.csv", "comments.csv", "participants-votes.csv", "votes.csv"];

fn data() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if found.join("polis").is_dir() {
        return Some(found);
    }
    eprintln!("skipped: the open data is not at {}", found.display());
    None
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roundtable")).args(words).output().expect("the program starts")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

fn answer(words: &[&str]) -> Value {
    let output = run(words);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{words:?} could not: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stderr.is_empty(), "nobody watches, so nothing is shown on the way");
    assert_eq!(said.lines().count(), 1, "one object");
    serde_json::from_str(&said).unwrap()
}

fn import(from: &Path, house: &Path) -> Value {
    answer(&["--json", "import", "polis", path(from), "--data", path(house)])
}

fn export(table: &Value, house: &Path, to: &Path) -> Value {
    let table = table.as_str().unwrap();
    let words = ["export", "polis", "--json", "--data", path(house), "--table", table, "--conversation", "1"];
    answer(&[&words[..], &[path(to)]].concat())
}

fn fold(house: &Path, id: &Value) -> Table {
    let id: TableId = id.as_str().unwrap().parse().unwrap();
    let mut table = None::<Table>;
    let house = House::open(house).unwrap();
    let journal = house.journal().unwrap();
    journal
        .follow(id, 0, &mut |kept, day| match (&mut table, &kept) {
            (Some(table), kept) => table.apply_kept(kept, day),
            (none, Kept::Whole(first)) => *none = Table::begin(first, day),
            (_, Kept::Erased(..) | Kept::Altered(..)) => {}
        })
        .unwrap();
    table.unwrap()
}

/// Every line as its cells.
fn lines(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Lines by the cells that name them.
fn by<'a>(lines: &'a [Vec<String>], names: &[usize]) -> BTreeMap<Vec<&'a str>, Vec<Vec<&'a str>>> {
    let mut found: BTreeMap<Vec<&str>, Vec<Vec<&str>>> = BTreeMap::new();
    for line in lines {
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        found.entry(names.iter().map(|name| line[*name]).collect()).or_default().push(line);
    }
    for lines in found.values_mut() {
        lines.sort_unstable();
    }
    found
}

/// The answers of `participants-votes.csv`, by person and statement, and each person's group and counts.
type Cells = (BTreeMap<(String, String), String>, BTreeMap<String, Vec<String>>);

fn cells(path: &Path) -> Cells {
    let lines = lines(path);
    let named: Vec<usize> = ["group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]
        .map(|name| lines[0].iter().position(|cell| cell == name).unwrap())
        .into();
    let first = named[4] + 1;
    let (mut answers, mut people) = (BTreeMap::new(), BTreeMap::new());
    for line in &lines[1..] {
        people.insert(line[0].clone(), named.iter().map(|column| line[*column].clone()).collect());
        for (name, cell) in lines[0][first..].iter().zip(&line[first..]).filter(|(_, cell)| !cell.is_empty())
        {
            answers.insert((line[0].clone(), name.clone()), cell.clone());
        }
    }
    (answers, people)
}

#[test]
fn every_conversation_comes_in_with_its_counts() {
    let Some(data) = data() else { return };
    let house = tempfile::tempdir().unwrap();
    for (name, people, statements, standing, answers) in CONVERSATIONS {
        let (wordless, unanswered) = if name == EMPTY.0 { (1, EMPTY.2) } else { (0, 0) };
        let said = import(&data.join("polis").join(name), house.path());
        assert_eq!(said["people"], people, "{name}");
        assert_eq!(said["statements"], statements - wordless, "{name}");
        assert_eq!(said["standing"], standing - unanswered, "{name}");
        assert_eq!(said["answers"], answers - unanswered, "{name}");
        assert_eq!(said["changed"], answers - standing, "{name}");
        let skipped: u64 =
            said["skipped"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
        assert_eq!(skipped, wordless + unanswered, "{name}");
        let table = fold(house.path(), &said["table"]);
        let conversation = &table.conversations[0];
        assert_eq!(conversation.responses.len() as u64, standing - unanswered, "{name}");
        assert_eq!(conversation.statements.len() as u64, statements - wordless, "{name}");
        assert_eq!(table.seats().count() as u64, people, "{name}");
        assert_eq!(conversation.question(), lines(&data.join("polis").join(name).join("summary.csv"))[0][1]);
    }
}

#[test]
fn every_conversation_leaves_as_it_came() {
    let Some(data) = data() else { return };
    let mut tidied = 0;
    for (name, ..) in CONVERSATIONS {
        let from = data.join("polis").join(name);
        let home = tempfile::tempdir().unwrap();
        let (house, out) = (home.path().join("house"), home.path().join("out"));
        let first = import(&from, &house);
        let left = export(&first["table"], &house, &out);
        let has_history = from.join("votes.csv").exists();
        assert_eq!(left["has_history"], has_history, "{name}");
        for file in FILES {
            assert_eq!(out.join(file).exists(), from.join(file).exists(), "{name}/{file}");
        }
        assert_eq!(lines(&out.join("summary.csv")), lines(&from.join("summary.csv")), "{name}");
        let in_tidied = same_comments(name, &from, &out);
        assert_eq!(first["tidied"], in_tidied, "{name}: what was tidied is counted");
        tidied += in_tidied;
        if has_history {
            same_votes(name, &from, &out);
        }
        same_matrix(name, &from, &out);

        let second = import(&out, &house);
        assert_eq!(second["tidied"], 0, "{name}");
        let (before, mut after) = (fold(&house, &first["table"]), fold(&house, &second["table"]));
        after.id = before.id;
        after.conversations[0].seed = before.conversations[0].seed;
        assert_eq!(before, after, "{name}");
    }
    assert_eq!(tidied, 18, "in all of them");
}

/// Field by field; returns in how many the white space round the words differs.
fn same_comments(name: &str, from: &Path, out: &Path) -> u64 {
    let (original, written) = (lines(&from.join("comments.csv")), lines(&out.join("comments.csv")));
    let (original, written) = (by(&original, &[2]), by(&written, &[2]));
    let mut tidied = 0;
    for (id, lines) in &original {
        if name == EMPTY.0 && id[0] == EMPTY.1 {
            assert!(!written.contains_key(id), "{name}: there are no words to keep");
            continue;
        }
        let ([before], [after]) = (&lines[..], &written[id][..]) else { panic!("{name} {id:?}: one line") };
        assert_eq!(before[..7], after[..7], "{name} {id:?}");
        assert_eq!(before[7].trim(), after[7], "{name} {id:?}");
        tidied += u64::from(before[7] != after[7]);
    }
    assert_eq!(written.len(), original.len() - usize::from(name == EMPTY.0), "{name}: and nothing else");
    tidied
}

/// Every line with every cell, times in words too.
fn same_votes(name: &str, from: &Path, out: &Path) {
    let mut original = lines(&from.join("votes.csv"));
    if name == EMPTY.0 {
        original.retain(|line| line[2] != EMPTY.1);
    }
    let written = lines(&out.join("votes.csv"));
    assert!(by(&original, &[2, 3]) == by(&written, &[2, 3]), "{name}: votes.csv");
}

fn same_matrix(name: &str, from: &Path, out: &Path) {
    let (mut original, mut people) = cells(&from.join("participants-votes.csv"));
    let (written, written_people) = cells(&out.join("participants-votes.csv"));
    if name == EMPTY.0 {
        // Its author said one statement less, and those who answered it gave one answer less, a pass.
        let silent: BTreeSet<String> =
            original.keys().filter(|(_, id)| id == EMPTY.1).map(|(person, _)| person.clone()).collect();
        original.retain(|(_, id), _| id != EMPTY.1);
        for (_, counts) in people.iter_mut().filter(|(person, _)| silent.contains(*person)) {
            for count in &mut counts[1..3] {
                *count = (count.parse::<u32>().unwrap() - 1).to_string();
            }
        }
    }
    assert!(original == written, "{name}: the answers of participants-votes.csv");
    assert_eq!(people, written_people, "{name}: its groups and counts");
    let order = |path: &Path| lines(path).into_iter().map(|line| line[0].clone()).collect::<Vec<_>>();
    assert_eq!(
        order(&from.join("participants-votes.csv")),
        order(&out.join("participants-votes.csv")),
        "{name}: people in their order"
    );
}

#[test]
fn newer_files_with_seconds_leave_with_seconds() {
    let Some(data) = data() else { return };
    let from = data.join("polis-reference/biodiversity");
    let home = tempfile::tempdir().unwrap();
    let (house, out) = (home.path().join("house"), home.path().join("out"));
    let said = import(&from, &house);
    assert_eq!(
        (&said["people"], &said["answers"], &said["standing"]),
        (&536.into(), &29_802.into(), &29_719.into())
    );
    export(&said["table"], &house, &out);
    assert_eq!(same_comments("biodiversity", &from, &out), 0);
    same_votes("biodiversity", &from, &out);
}

#[test]
fn what_can_not_be_done_is_said_and_exits_with_2() {
    let home = tempfile::tempdir().unwrap();
    let house = home.path().join("house");
    let words = ["import", "polis", path(home.path()), "--data", path(&house)];
    let plain = run(&words);
    assert_eq!(plain.status.code(), Some(2));
    assert!(plain.stdout.is_empty());
    let said = String::from_utf8(plain.stderr).unwrap();
    assert!(said.starts_with("there is no summary.csv in "), "{said}");
    let json = run(&[&words[..], &["--json"]].concat());
    assert_eq!(json.status.code(), Some(2));
    assert!(json.stderr.is_empty());
    let object: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(object["error"], said.trim_end());
    assert!(!house.exists());

    let _open = House::open(&house).unwrap();
    std::fs::write(home.path().join("summary.csv"), "topic,A\n").unwrap();
    let head = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n";
    std::fs::write(home.path().join("comments.csv"), format!("{head}1,a,0,0,0,0,1,b\n")).unwrap();
    std::fs::write(home.path().join("votes.csv"), "timestamp,datetime,comment-id,voter-id,vote\n1,a,0,0,1\n")
        .unwrap();
    let busy = run(&words);
    assert_eq!(busy.status.code(), Some(2));
    let said = String::from_utf8(busy.stderr).unwrap();
    assert!(said.starts_with("another Roundtable is using "), "{said}");
}
