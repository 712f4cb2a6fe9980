//! "Check my words", by somebody with a phone and no script: from the table's page three taps at most, in plain words.

use std::fs;
use std::path::Path;
use std::time::Duration;

use record::entry::{Entry, Kind};
use record::note::Verifier;
use record::receipt::Receipt;
use serde_json::json;
use support::browser::{Browser, Look};
use support::people::Person;
use support::{Launch, Server, must, until};

/// Finger-sized, in CSS pixels.
const LEAST_TARGET: u64 = 44;
const MINE: &str = "A bench in the sun would bring me here";
const TITLE: &str = "Check my words";
const UNCHANGED: &str = "Your words are in the record, unchanged.";

/// A table with a conversation, where one person has said so many things, and the other this one.
struct Round {
    server: Server,
    table: String,
    conversation: String,
    ben: Person,
}

impl Round {
    fn begin(launch: Launch, said: u64) -> Self {
        let server = launch.start();
        let mut starter = Person::new(server.address(), "starter");
        let table = starter.set_table("Mill Street", "public");
        let conversation = starter.open(&table);
        for number in 1..=said {
            starter.say(&conversation, &format!("This is thing number {number}"));
        }
        let mut ben = Person::new(server.address(), "ben");
        ben.sit(&table);
        Self { server, table, conversation, ben }
    }

    /// Ben's phone: 360 pixels wide, scripts off, with what his browser keeps of his visit.
    fn phone(&self) -> Browser {
        let phone = Browser::open(Look::WIDER_PHONE.without_scripts());
        let kept = json!({
            "url": self.server.url("/"), "name": format!("seat-{}", self.table), "value": self.ben.token(),
        });
        phone.devtools("Network.setCookie", &kept);
        phone.goto(&self.server.url(&format!("/t/{}", self.table)));
        phone
    }

    /// How everything of Ben's stands in the record.
    fn states(&mut self) -> Vec<String> {
        let listed = self.ben.read(&format!("/api/v1/tables/{}/me/record", self.table)).json();
        let entries = listed["entries"].as_array().cloned().unwrap_or_default();
        entries.iter().map(|one| one["state"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

fn serve() -> Launch {
    Launch::serve(env!("CARGO_BIN_EXE_roundtable"))
}

/// What every page of the way must be.
fn is_fit(phone: &Browser) {
    phone.assert_accessible();
    assert_eq!(phone.small_targets(LEAST_TARGET), []);
    let fits = |how: &str| {
        assert_eq!(phone.sideways(), Vec::<String>::new(), "{how}");
        assert_eq!(phone.clipped(), Vec::<String>::new(), "{how}");
    };
    fits("as it is");
    phone.enlarge_text(200);
    fits("with text twice as large");
    phone.execute("document.documentElement.style.fontSize = ''");
    phone.space_text();
    fits("with spaced text");
    phone.execute("document.adoptedStyleSheets = []");
    assert_eq!(phone.count("h1"), 1);
    assert_eq!(phone.complaints(), Vec::<String>::new());
}

/// The first file that lands there whole.
fn arrived(files: &Path) -> String {
    let file = until(Duration::from_secs(10), "the proof to arrive", || {
        let there = must(fs::read_dir(files), "look at what was downloaded");
        let mut there = there.flatten().map(|file| file.path());
        there.find(|file| file.extension().is_some_and(|end| end == "tlog-proof"))
    });
    must(fs::read_to_string(file), "read the proof")
}

#[test]
fn in_three_taps_somebody_sees_that_their_words_are_in_the_record_and_keeps_the_proof() {
    let mut round = Round::begin(serve().arg("--record-every").arg("1"), 4);
    round.ben.say(&round.conversation, MINE);
    for number in 1..=4 {
        let path = format!("{}/statements/{number}/response", round.conversation);
        round.ben.done("PUT", &path, &json!({ "choice": "disagree" }));
    }
    until(Duration::from_secs(30), "it to enter the record", || {
        let states = round.states();
        (states.len() == 6 && states.iter().all(|state| state == "in")).then_some(())
    });

    let phone = round.phone();
    phone.press("My page");
    phone.expect_words("Your seat is called");
    is_fit(&phone);
    phone.press(TITLE);
    phone.expect_words(UNCHANGED);
    assert_eq!(phone.text("h1"), UNCHANGED);
    let words = phone.words();
    for needed in [MINE, "All 4 of your answers are in the record, unchanged.", "Keep the proof"] {
        assert!(words.contains(needed), "{needed}: {words}");
    }
    assert!(
        !words.to_lowercase().contains("disagree"),
        "which way somebody answered stands nowhere: {words}"
    );
    is_fit(&phone);

    let files = round.server.home().join("ben");
    must(fs::create_dir_all(&files), "make a place for the proof");
    phone.devtools("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": files }));
    phone.click("a[href$='/proof']");
    let proof: Receipt = must(arrived(&files).parse(), "read the proof");
    let key = round.ben.read(&format!("/t/{}/record/key", round.table)).text();
    let key: Verifier = must(key.trim().parse(), "read the record's key");
    let entry = proof.extra.clone().unwrap_or_default();
    assert!(matches!(Entry::decode(&entry), Some(Entry::Sealed { kind: Kind::Statement, .. })));
    must(proof.check(record::hash::leaf(&entry), &key), "check the proof");
}

#[test]
fn words_that_were_just_sent_say_when_they_will_be_there() {
    let round = Round::begin(serve(), 0);
    let phone = round.phone();
    let add = round.server.url(&format!("/t/{}/c/1/add", round.table));
    phone.goto(&add);
    phone.fill("What you want to say", MINE);
    phone.press("See how it will look");
    phone.press("Send it");
    phone.expect_words("It will be in the record by");
    is_fit(&phone);
    phone.press(TITLE);
    phone.expect_words("2 of your things wait for the record.");
    let words = phone.words();
    assert!(words.contains(MINE) && words.contains("Waits for the record."), "{words}");
    assert!(!words.contains("Keep the proof"), "there is none yet: {words}");
    is_fit(&phone);
}
