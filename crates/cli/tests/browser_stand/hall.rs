//! A hall of people who answer in three camps, and what a browser shows of them.

use std::time::Duration;

use serde_json::{Value, json};
use support::browser::{Browser, Look};
use support::people::Person;
use support::{Server, until};

/// How many people take part before a page is opened.
pub(crate) const PEOPLE: usize = 42;
/// How long an open page may take to show what was answered: a second, and what a busy machine takes beside it.
pub(crate) const SOON: Duration = Duration::from_secs(8);

/// What is said: three things that each camp is for and the others are not, one that everybody likes, one that few
/// have made up their minds about.
const SAID: [&str; 11] = [
    "The hall should be open late on Fridays",
    "We should have music with loud drums",
    "There should be a door that anybody can open at night",
    "The hall should be a quiet place in the mornings",
    "No phones in the reading corner",
    "There should be a long table where people can draw",
    "The kitchen should be ours to cook in",
    "Food that is left over should be given away at the gate",
    "There should be a garden in the yard in place of cars",
    "There should be a ramp at the front door",
    "We should change the colour of the walls",
];
const EVERYBODY_LIKES: usize = 9;
const FEW_ARE_SURE: usize = 10;

/// The number of what everybody likes.
pub(crate) const RAMP: usize = EVERYBODY_LIKES + 1;

/// The table, with everybody who has answered; the camp of person `n` is `n % 3`.
pub(crate) struct Hall {
    pub(crate) server: Server,
    pub(crate) people: Vec<Person>,
    pub(crate) table: String,
    conversation: String,
}

impl Hall {
    /// Everybody has answered, and there are groups to speak of.
    pub(crate) fn full() -> Self {
        let server = Server::serve(env!("CARGO_BIN_EXE_roundtable"));
        let mut starter = Person::new(server.address(), "person0");
        let table = starter.set_table("Mill Street hall", "public");
        let conversation = starter.open(&table);
        for words in SAID {
            starter.say(&conversation, words);
        }
        let mut hall = Self { server, people: vec![starter], table, conversation };
        hall.answer_all(0);
        hall.fill(PEOPLE - 1);
        let map = hall.server.client().get(&format!("{}/map.json", hall.stand())).send().json();
        let groups = map["groups"].as_array().map(Vec::len);
        assert_eq!((&map["verdict"], groups), (&json!("clear"), Some(3)), "{map}");
        hall
    }

    /// So many more sit down and answer everything.
    pub(crate) fn fill(&mut self, more: usize) {
        for _ in 0..more {
            let person = self.sit();
            self.answer_all(person);
        }
    }

    /// One more sits down and says nothing yet. Gives their number.
    pub(crate) fn sit(&mut self) -> usize {
        let mut person = Person::new(self.server.address(), &format!("person{}", self.people.len()));
        person.sit(&self.table);
        self.people.push(person);
        self.people.len() - 1
    }

    fn answer_all(&mut self, person: usize) {
        for statement in 0..SAID.len() {
            if let Some(choice) = choice(person, statement) {
                self.answer(person, statement + 1, choice);
            }
        }
    }

    /// One person answers one thing, by its number.
    pub(crate) fn answer(&mut self, person: usize, number: usize, choice: &str) {
        let path = format!("{}/statements/{number}/response", self.conversation);
        self.people[person].done("PUT", &path, &json!({ "choice": choice }));
    }

    /// The path of the page.
    pub(crate) fn stand(&self) -> String {
        format!("/t/{}/c/1/stand", self.table)
    }

    /// The page, opened by somebody without a seat.
    pub(crate) fn open(&self, look: Look) -> Browser {
        let browser = Browser::open(look);
        self.look(&browser);
        browser
    }

    /// The page, opened by somebody at the table.
    pub(crate) fn open_as(&self, person: usize, look: Look) -> Browser {
        let browser = Browser::open(look);
        let cookie = format!("seat-{}", self.table);
        self.keep_cookie(&browser, &cookie, self.people[person].token().unwrap_or_default());
        self.look(&browser);
        browser
    }

    pub(crate) fn keep_cookie(&self, browser: &Browser, name: &str, value: &str) {
        let cookie = json!({ "url": self.server.url("/"), "name": name, "value": value });
        browser.devtools("Network.setCookie", &cookie);
    }

    /// Opens the page.
    pub(crate) fn look(&self, browser: &Browser) {
        browser.goto(&self.server.url(&self.stand()));
        browser.expect_words("This is not a vote and no one has won.");
    }
}

/// What somebody answers: as their camp does, but for one in eleven, and not always.
fn choice(person: usize, statement: usize) -> Option<&'static str> {
    let drawn = (person * 7919 + statement * 104_729) % 97;
    let odd = drawn.is_multiple_of(11);
    match statement {
        _ if drawn % 13 == 1 => None,
        EVERYBODY_LIKES => Some(if odd { "pass" } else { "agree" }),
        FEW_ARE_SURE => Some(if odd { "agree" } else { "pass" }),
        _ if (statement / 3 == person % 3) == odd => Some("disagree"),
        _ => Some("agree"),
    }
}

/// Waits until the first sentence says how many people took part.
#[track_caller]
pub(crate) fn expect_people(browser: &Browser, people: usize) {
    let expected = format!("{people} people took part.");
    until(SOON, &format!("the page to say {expected:?}"), || says_people(browser, people).then_some(()));
}

/// Whether the first sentence says so.
pub(crate) fn says_people(browser: &Browser, people: usize) -> bool {
    let headline = browser.text("[data-live-part=headline]");
    headline.starts_with(&format!("{people} people took part."))
}

/// Whether something is so in the page.
pub(crate) fn is(browser: &Browser, condition: &str) -> bool {
    browser.execute(&format!("return Boolean({condition})")) == true
}

/// Words on show in everything that a selector finds.
pub(crate) fn all_words(browser: &Browser, css: &str) -> Vec<String> {
    let code = format!("return [...document.querySelectorAll({})].map(e => e.innerText.trim())", json!(css));
    let words = browser.execute(&code).as_array().cloned().unwrap_or_default();
    words.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
