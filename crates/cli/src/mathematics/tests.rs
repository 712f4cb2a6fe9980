//! Small made-up files, and the open data where it is present.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{account, budget, map, rank};
use crate::args::{
    Account, AccountHouse, AccountPolis, Budget, Completion, ImportPolis, Map, MapFile, MapHouse,
};
use crate::args::{MapPolis, Method, Page, Pictures, Place, Rank, Reading, Which};
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

fn of_files(directory: &Path, method: Method, people: bool) -> Map {
    let (directory, pictures) = (directory.to_owned(), Pictures::default());
    Map::Polis(MapPolis { directory, method, seed: 0, people, pictures })
}

fn mapped(directory: &Path, method: Method, people: bool) -> (Value, String) {
    let asked = of_files(directory, method, people);
    let answer = map(&asked, false).unwrap();
    assert_eq!(object(&answer), object(&map(&asked, false).unwrap()), "the same bytes");
    let text = answer.sentences();
    narrow(&text);
    (json(&answer), text)
}

/// No line is too wide for a terminal, and nothing in it steers one.
#[track_caller]
fn narrow(text: &str) {
    use unicode_width::UnicodeWidthStr;
    for line in text.lines() {
        assert!(line.width() <= super::lines::WIDTH, "{line}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

fn asked(directory: &Path, places: Option<u32>, reading: Option<Reading>) -> AccountPolis {
    AccountPolis { directory: directory.to_owned(), places, reading, check: None, page: Page::default() }
}

fn chosen(asked: AccountPolis) -> Result<super::account::Account, super::Problem> {
    account(&Account::Polis(asked), false)
}

/// The made-up conversation in a data directory.
fn housed(directory: &Path) -> (tempfile::TempDir, Place) {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let asked = ImportPolis { directory: directory.to_owned(), data: data.clone(), name: None };
    let said = json(&crate::polis::import(&asked).unwrap());
    let table = said["table"].as_str().unwrap().parse().unwrap();
    (home, Place { which: Which { data, table, conversation: table::ConversationNo(1) }, at: None })
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
    let sizes: Vec<_> = map["groups"].as_array().unwrap().iter().map(|group| &group["about"]).collect();
    assert_eq!(sizes, [15, 25], "who came first is Leaf");
    assert_eq!((&map["people"], &map["answers"]), (&40.into(), &520.into()));
    let statements: Vec<_> =
        map["statements"].as_array().unwrap().iter().map(|row| &row["statement"]).collect();
    assert_eq!(
        statements,
        [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 113],
        "12 is set aside"
    );
    assert_eq!(map["all_agree"][0]["statement"], 113);
    assert_eq!((&map["topic"], &map["words"][12]["words"]), (&"Two camps".into(), &"Statement 13".into()));
    assert!(map.get("positions").is_none(), "rows of people only where they are asked for");
    assert!(
        text.contains("2 groups of people who answer alike: Leaf (about 15 people) and Wave (about 25"),
        "{text}"
    );
    assert!(
        text.contains(
            "“Statement 13”\n    At least 9 in 10 agree, in every group: Leaf 9 or more in 10 agree, Wave 9 or more in 10."
        ),
        "{text}"
    );
    let (map, _) = mapped(directory.path(), Method::Ideal, true);
    let positions = map["positions"].as_array().unwrap();
    assert_eq!(positions.len(), 40);
    assert_eq!((&positions[0]["person"], &positions[0]["group"]), (&31.into(), &"leaf".into()));
    assert_eq!((&positions[39]["person"], &positions[39]["group"]), (&70.into(), &"wave".into()));
}

#[test]
fn a_house_gives_the_file_of_the_page() {
    let directory = made();
    let (_home, place) = housed(directory.path());
    let asked = Map::House(MapHouse { place: place.clone(), pictures: Pictures::default() });
    let answer = map(&asked, true).unwrap();
    let conversation = super::house::conversation(&place).unwrap();
    let page = server::issue::Heard::of(&conversation).issue(voice::ideal::Workers::ONE);
    assert_eq!(format!("{}\n", object(&answer)).into_bytes(), server::report::file(&page.published));
    assert!(
        answer.sentences().starts_with("Two camps\n40 people, 13 statements, 520 answers."),
        "{}",
        answer.sentences()
    );
    // What the words say is known to the summary, and does not get into the file.
    assert!(answer.sentences().contains("“Statement 13”") && !object(&answer).contains("Statement"));
    let at = |at| {
        map(
            &Map::House(MapHouse { place: Place { at, ..place.clone() }, pictures: Pictures::default() }),
            true,
        )
    };
    let entries = at(Some(u64::MAX)).unwrap_err().to_string();
    let told = entries.split_once(" has ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<u64>().ok());
    let entries = told.expect(&entries);
    assert_eq!(object(&at(Some(entries)).unwrap()), object(&answer));
    assert_eq!(json(&at(Some(entries - 500)).unwrap())["verdict"], "too-few-people", "as it was");
    let elsewhere = Place { which: Which { data: directory.path().to_owned(), ..place.which }, at: None };
    let error =
        map(&Map::House(MapHouse { place: elsewhere, pictures: Pictures::default() }), true).unwrap_err();
    assert!(error.to_string().contains("no Roundtable data"), "{error}");
}

#[test]
fn a_seed_decides_the_draws_alone() {
    let directory = made();
    let with = |seed| {
        let (directory, pictures) = (directory.path().to_owned(), Pictures::default());
        let method = Method::Ideal;
        json(&map(&Map::Polis(MapPolis { directory, method, seed, people: false, pictures }), true).unwrap())
    };
    let (usual, other) = (with(0), with(7));
    assert_eq!((&usual["method"]["seed"], &other["method"]["seed"]), (&0.into(), &7.into()));
    assert_eq!(usual["method"]["answers_sha256"], other["method"]["answers_sha256"]);
    assert_eq!(usual["groups"], other["groups"], "camps as clear as these hang on no draw");
}

#[test]
fn standard_output_holds_one_thing() {
    let directory = made();
    let pictures = |svg: &str, html: Option<&str>| Pictures {
        svg: Some(svg.into()),
        page: Page { html: html.map(Into::into) },
    };
    let asked = |method, pictures| {
        let directory = directory.path().to_owned();
        Map::Polis(MapPolis { directory, method, seed: 0, people: false, pictures })
    };
    let drawn = map(&asked(Method::Ideal, pictures("-", None)), false).unwrap().sentences();
    assert!(drawn.starts_with("<svg") && drawn.ends_with("</svg>"), "{drawn}");
    for (pictures, json) in [(pictures("-", Some("-")), false), (pictures("-", None), true)] {
        let error = map(&asked(Method::Ideal, pictures), json).unwrap_err();
        assert!(error.to_string().starts_with("standard output holds one thing"), "{error}");
    }
    let error = map(&asked(Method::Polis, pictures("-", None)), false).unwrap_err();
    assert!(error.to_string().contains("leave out --method polis"), "{error}");
    let nowhere = directory.path().join("no/such/place.svg");
    let error = map(&asked(Method::Ideal, pictures(nowhere.to_str().unwrap(), None)), true).unwrap_err();
    assert!(error.to_string().contains("place.svg"), "{error}");
}

#[test]
fn a_map_in_a_file_is_read_strictly() {
    let directory = made();
    let answer = map(&of_files(directory.path(), Method::Ideal, false), true).unwrap();
    let file = directory.path().join("map.json");
    let read = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let asked = Map::File(MapFile { file: file.clone(), pictures: Pictures::default() });
        map(&asked, true)
            .map(|answer| (object(&answer), answer.sentences()))
            .map_err(|error| error.to_string())
    };
    let whole = object(&answer);
    assert_eq!(read(&whole).unwrap(), (whole.clone(), answer.sentences()));
    let mut bare: Value = serde_json::from_str(&whole).unwrap();
    let keys = bare.as_object_mut().unwrap();
    keys.remove("topic");
    keys.remove("words");
    let (_, text) = read(&bare.to_string()).unwrap();
    assert!(text.contains("  - Statement 113\n    At least 9 in 10 agree"), "{text}");
    narrow(&text);
    let people = object(&map(&of_files(directory.path(), Method::Ideal, true), true).unwrap());
    for (text, complaint) in [
        (String::new(), "map.json: this is not a map"),
        ("[]".to_owned(), "a map is one JSON object"),
        ("{}".to_owned(), "missing field `method`"),
        ("{\"error\":\"no\"}".to_owned(), "it is no map"),
        (people, "a row for each person"),
        (whole.replacen('{', "{\"colour\":1,", 1), "the key \"colour\" is not"),
        (whole.replacen("\"seed\"", "\"kind\":1,\"seed\"", 1), "the key \"kind\", in \"method\""),
        (whole.replacen("\"about\":15", "\"about\":15,\"size\":15", 1), "the key \"size\", in \"groups\""),
        (whole.replacen("\"version\":2", "\"version\":3", 1), "version 3 of the method"),
        (whole.replacen("\"name\":\"ideal\"", "\"name\":\"polis\"", 1), "the method \"polis\""),
        (whole.replacen("\"answers_sha256\":\"", "\"answers_sha256\":\"x", 1), "64 hexadecimal digits"),
        (
            whole.replacen("\"least_keen\":0", "\"least_keen\":2", 1).replacen(
                "\"least_keen\":1",
                "\"least_keen\":2",
                1,
            ),
            "A group is named",
        ),
        (whole.replacen("\"statement\":113", "\"statement\":114", 1), "A statement is named"),
        (whole.replacen("\"at_least\":", "\"at_least\":1", 1), "ten in ten"),
        (whole.replacen("\"x\":", "\"x\":9", 1), "map"),
        (whole.replacen("\"topic\":\"Two camps\",", "", 1), "both a topic and words"),
        (
            whole.replacen("\"words\":[{\"statement\":100", "\"words\":[{\"statement\":99", 1),
            "its words should be those",
        ),
        (whole.replacen("Statement 13", "Statement \\u001b[2J", 1), "control characters"),
        (whole[..whole.len() / 2].to_owned(), "EOF"),
    ] {
        assert_ne!(text, whole, "{complaint}: nothing was changed");
        let error = read(&text).expect_err(complaint);
        assert!(error.contains(complaint), "{complaint}: {error}");
    }
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
        let chosen = super::tests::chosen(asked(directory.path(), Some(3), Some(reading))).unwrap();
        let written = json(&chosen);
        assert_eq!(written["chosen"].as_array().unwrap().len(), 3);
        assert_eq!((&written["covered_people"], &written["holds"]), (&40.into(), &true.into()));
        assert!(chosen.sentences().contains("for 40 people"), "{}", chosen.sentences());
        narrow(&chosen.sentences());
        let check = |text: &str, places| {
            std::fs::write(&file, text).unwrap();
            let check = Some(file.clone());
            let answer = super::tests::chosen(AccountPolis {
                check,
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
            ("\"picks\":1000", "\"picks\":1001"),
        ] {
            assert!(text.contains(from), "{from} in {text}");
            let (is_no, why) = check(&text.replace(from, to), None).unwrap();
            assert!(is_no && why.starts_with("The certificate is not right: "), "{to}: {why}");
        }
        assert!(check("{}", None).is_err(), "no certificate at all");
        assert!(check(&text.replacen("\"seed\":\"00", "\"seed\":\"x0", 1), None).is_err());
    }
    assert!(chosen(asked(directory.path(), Some(0), None)).unwrap_err().to_string().starts_with("-k: "));
}

#[test]
fn an_account_is_compared_with_other_choices() {
    let directory = made();
    let chosen = chosen(asked(directory.path(), Some(3), None)).unwrap();
    let audit = &json(&chosen)["audit"];
    let groups: Vec<_> =
        audit["groups"].as_array().unwrap().iter().map(|row| row["group"].as_str().unwrap()).collect();
    assert_eq!(groups, ["outnumbered", "everybody", "leaf", "wave"], "those who are outnumbered come first");
    assert!(audit["groups"].as_array().unwrap().iter().all(|row| row["chosen"] == row["people"]), "{audit}");
    assert!(chosen.sentences().contains("No group is covered worse than by that."), "{}", chosen.sentences());
}

#[test]
fn an_account_of_a_house_hides_small_numbers() {
    let directory = made();
    let (home, place) = housed(directory.path());
    let html = home.path().join("account.html");
    let page = Page { html: Some(html.clone()) };
    let house =
        |places, page| AccountHouse { place: place.clone(), places, reading: Reading::Everyone, page };
    let told = account(&Account::House(house(3, page)), true).unwrap();
    let value = json(&told);
    assert_eq!(value["people"], 40);
    assert_eq!(value["covered"], Value::Null, "all are covered, so that nobody is not");
    assert_eq!(value["chosen"][0]["answers"], serde_json::json!({ "agree": 40, "disagree": 0, "pass": 0 }));
    assert!(value["chosen"][0].get("newly").is_none());
    for exact in ["covered_people", "payments", "each", "full", "better_than"] {
        assert!(value.get(exact).is_none() && !object(&told).contains(&format!("\"{exact}\"")), "{exact}");
    }
    let text = told.sentences();
    narrow(&text);
    assert!(text.contains("is not shown") && text.contains("Wrote "), "{text}");
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Statement 13"), "{page}");
    assert!(account(&Account::House(house(0, Page::default())), true).is_err());
}

#[test]
fn an_account_of_a_few_people_tells_no_number_of_them() {
    let directory = made();
    let file = directory.path().join("participants-votes.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.lines().take(7).collect::<Vec<_>>().join("\n")).unwrap();
    let (_home, place) = housed(directory.path());
    let asked = AccountHouse { place, places: 2, reading: Reading::Everyone, page: Page::default() };
    let told = account(&Account::House(asked), true).unwrap();
    let value = json(&told);
    assert_eq!(value["chosen"].as_array().unwrap().len(), 2);
    for key in ["people", "covered"] {
        assert_eq!(value[key], Value::Null, "{key}");
    }
    assert!(value["chosen"].as_array().unwrap().iter().all(|one| one["answers"].is_null()), "{value}");
    assert!(value["left_out"].is_null() || value["left_out"]["people"].is_null(), "{value}");
    assert_eq!(value["audit"], serde_json::json!([]));
    assert!(told.sentences().contains("for fewer than 8 people"), "{}", told.sentences());
    assert!(told.sentences().contains("A few have answered; most of them agree."), "{}", told.sentences());
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
