//! Small made-up files, and the open data where it is present.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{account, budget, map, rank};
use crate::args::{AccountPolis, Budget, Completion, MapPolis, Method, Rank, Reading};
use crate::say::{Answer, object};

/// Forty people and twelve statements: 25 like the first six, 15 the others; all like the last one, and the one
/// before it was set aside.
fn made() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let mut comments =
        String::from("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n");
    let mut matrix = String::from("participant,group-id,n-comments,n-votes,n-agree,n-disagree");
    for at in 0..14 {
        let moderated = if at == 12 { -1 } else { 1 };
        writeln!(comments, "1500000300000,then,{},0,0,0,{moderated},Statement {at}", at + 100).unwrap();
        write!(matrix, ",{}", at + 100).unwrap();
    }
    matrix.push('\n');
    for person in 0..40 {
        write!(matrix, "{},,0,14,0,0", 70 - person).unwrap();
        for at in 0..14 {
            let agrees = at >= 12 || (person < 25) == (at < 6);
            write!(matrix, ",{}", if agrees { 1 } else { -1 }).unwrap();
        }
        matrix.push('\n');
    }
    let write = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
    write("summary.csv", "topic,Two camps\n");
    write("comments.csv", &comments);
    write("participants-votes.csv", &matrix);
    directory
}

fn json(answer: &impl Answer) -> Value {
    serde_json::from_str(&object(answer)).unwrap()
}

fn mapped(directory: &Path, method: Method, people: bool) -> (Value, String) {
    let answer = map(&MapPolis { directory: directory.to_owned(), method, people }).unwrap();
    assert_eq!(
        object(&answer),
        object(&map(&MapPolis { directory: directory.to_owned(), method, people }).unwrap()),
        "the same bytes"
    );
    (json(&answer), answer.sentences())
}

fn asked(directory: &Path, places: Option<u32>, reading: Option<Reading>) -> AccountPolis {
    AccountPolis { directory: directory.to_owned(), places, reading, check: None }
}

fn data(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ROUNDTABLE_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let path = folder.join(name);
    if !path.exists() {
        eprintln!("skipped: there is no {}", path.display());
    }
    path.exists().then_some(path)
}

#[test]
fn two_camps_are_found_and_told_in_words() {
    let directory = made();
    let (map, text) = mapped(directory.path(), Method::Ideal, false);
    assert_eq!(map["verdict"], "clear");
    let sizes: Vec<_> = map["groups"].as_array().unwrap().iter().map(|group| &group["size"]).collect();
    assert_eq!(sizes, [25, 15]);
    assert_eq!((&map["people"], &map["statements"], &map["answers"]), (&40.into(), &13.into(), &520.into()));
    assert_eq!(map["all_agree"][0]["statement"], 113, "what was set aside is not heard");
    assert!(map.get("positions").is_none(), "rows of people only where they are asked for");
    assert!(text.contains("Leaf 25 people, Wave 15 people"), "{text}");
    assert!(text.contains("agree: Statement 13 (agree: Leaf 10 in 10, Wave 10 in 10)"), "{text}");
    let (map, _) = mapped(directory.path(), Method::Ideal, true);
    let positions = map["positions"].as_array().unwrap();
    assert_eq!(positions.len(), 40);
    assert_eq!((&positions[0]["person"], &positions[0]["group"]), (&31.into(), &"Wave".into()));
    // The same lines the other way round give the same bytes.
    let file = directory.path().join("participants-votes.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let (head, lines) = text.split_once('\n').unwrap();
    let turned: Vec<&str> = lines.lines().rev().collect();
    std::fs::write(&file, format!("{head}\n{}\n", turned.join("\n"))).unwrap();
    assert_eq!(mapped(directory.path(), Method::Ideal, true).0, map);
}

#[test]
fn the_map_of_polis_has_what_polis_publishes() {
    let directory = made();
    let (map, text) = mapped(directory.path(), Method::Polis, true);
    assert_eq!(map["groups"].as_array().unwrap().len(), 2);
    assert_eq!(map["group_aware_consensus"][0]["statement"], 113);
    assert_eq!(map["each_statement"][12]["out"], true);
    assert_eq!(map["positions"].as_array().unwrap().len(), 40);
    assert!(text.contains("2 groups, by Polis's method"), "{text}");
    assert!(mapped(directory.path(), Method::Polis, false).0.get("positions").is_none());
}

#[test]
fn an_account_is_chosen_and_its_certificate_checked() {
    let directory = made();
    let file = directory.path().join("certificate.json");
    for reading in [Reading::Everyone, Reading::Shares] {
        let chosen = account(&asked(directory.path(), Some(3), Some(reading))).unwrap();
        let written = json(&chosen);
        assert_eq!(written["chosen"].as_array().unwrap().len(), 3);
        assert_eq!((&written["covered_people"], &written["holds"]), (&40.into(), &true.into()));
        assert!(chosen.sentences().contains("for 40 people"), "{}", chosen.sentences());
        let check = |text: &str, places| {
            std::fs::write(&file, text).unwrap();
            let answer = account(&AccountPolis {
                check: Some(file.clone()),
                ..asked(directory.path(), places, Some(reading))
            })?;
            Ok::<_, super::Problem>((answer.is_no(), answer.sentences()))
        };
        let text = object(&chosen);
        assert!(!check(&text, None).unwrap().0, "{}", check(&text, None).unwrap().1);
        assert!(check(&text, Some(4)).unwrap().0, "it is for other places");
        for (from, to) in [
            ("\"covered_people\":40", "\"covered_people\":39"),
            ("\"holds\":true", "\"holds\":false"),
            ("Statement 13", "Statement XIII"),
            ("\"statement\":113", "\"statement\":112"),
            ("\"statement\":113", "\"statement\":99"),
        ] {
            assert!(text.contains(from), "{from} in {text}");
            let (is_no, why) = check(&text.replace(from, to), None).unwrap();
            assert!(is_no && why.starts_with("The certificate is not right: "), "{to}: {why}");
        }
        assert!(check("{}", None).is_err(), "no certificate at all");
        assert!(check(&text.replacen("\"seed\":\"00", "\"seed\":\"x0", 1), None).is_err());
    }
    assert!(account(&asked(directory.path(), Some(0), None)).unwrap_err().to_string().starts_with("-k: "));
}

#[test]
fn a_budget_is_shared_out() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("made.pb");
    let text = "META\nkey;value\nbudget;40\nvote_type;approval\nPROJECTS\nproject_id;cost;name;selected\n\
        a;18;Park;1\nb;12;Path;1\nc;5;Bench;0\nVOTES\nvoter_id;vote\n1;a,b\n2;a,b\n3;a,c\n4;a\n";
    std::fs::write(&file, text).unwrap();
    let share = |completion| budget(&Budget { file: file.clone(), completion }).unwrap();
    let none = json(&share(Completion::None));
    assert_eq!((&none["spent"], &none["funded"][0]["each"]), (&23.into(), &4.5.into()));
    assert_eq!(none["unfunded"][0]["left"], 11.0);
    assert_eq!(none["official"]["only_there"], serde_json::json!(["b"]));
    let all = share(Completion::Add1);
    assert_eq!((&json(&all)["spent"], &json(&all)["raised"]), (&35.into(), &1.into()));
    assert!(all.sentences().contains("a Park: costs 18, 4 supporters"), "{}", all.sentences());
    std::fs::write(&file, "nothing of the kind").unwrap();
    let error = budget(&Budget { file: file.clone(), completion: Completion::None }).unwrap_err();
    assert!(error.to_string().contains("made.pb: line 1"), "{error}");
}

#[test]
fn candidates_are_ranked() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("made.toc");
    let cycle = "# TITLE: Lunch\n# NUMBER ALTERNATIVES: 4\n# ALTERNATIVE NAME 1: Soup\n\
        4: 1,2,3,4\n3: 2,3,1,4\n2: 3,1,2,4\n";
    std::fs::write(&file, cycle).unwrap();
    let ranked = rank(&Rank { file: file.clone() }).unwrap();
    let value = json(&ranked);
    assert!(value["condorcet_winner"].is_null());
    assert_eq!(value["smith"].as_array().unwrap().len(), 3);
    assert_eq!(value["order"][0], serde_json::json!({ "number": 1, "name": "Soup" }));
    assert_eq!((&value["people"], &value["pairs"][0][1]), (&9.into(), &6.into()));
    assert!(ranked.sentences().contains("Nobody beats everyone else"), "{}", ranked.sentences());
    std::fs::write(&file, "# NUMBER ALTERNATIVES: 2\nfive").unwrap();
    assert!(rank(&Rank { file: file.clone() }).is_err());
    std::fs::remove_file(&file).unwrap();
    assert!(rank(&Rank { file }).is_err());
}

#[test]
fn words_can_not_steer_a_terminal() {
    assert_eq!(super::plain("a\u{1b}[2J\u{202e}b\n c"), "a[2Jb c");
    assert_eq!(
        (super::nine(0.123_456_789_4), super::nine(-1e-12).is_sign_negative()),
        (0.123_456_789, false)
    );
}

#[test]
fn bowling_green_has_two_groups_by_the_method_of_polis() {
    let Some(directory) = data("polis/american-assembly.bowling-green") else { return };
    let (map, _) = mapped(&directory, Method::Polis, false);
    assert_eq!(map["groups"].as_array().unwrap().len(), 2);
    assert_eq!(map["people"], 2031);
    assert_eq!(map["groups"][0]["size"], 949);
}

#[test]
fn swiecie_comes_out_as_it_was_decided() {
    let Some(file) = data("pabulib/Poland_Swiecie_2023.pb") else { return };
    let shared = budget(&Budget { file, completion: Completion::Add1 }).unwrap();
    assert_eq!(json(&shared)["official"]["same"], true);
}

#[test]
fn debian_chose_its_leader_so() {
    let Some(file) = data("preflib/debian/00002-00000007.toc") else { return };
    let value = json(&rank(&Rank { file }).unwrap());
    assert_eq!(value["title"], "Debian 2012 Leader");
    assert_eq!(value["order"][0]["name"], "Stefano Zacchiroli");
}
