//! What is taken back is gone: from every page, from every answer, and from every byte on the disk, while the
//! server runs. What others said stays.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use support::crawl::crawl;
use support::disk::{files, marked, marked_in};
use support::http::Client;
use support::people::{Person, text};
use support::{Launch, Server};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
/// Every word under test begins like this, and no other word does.
const MARK: &str = "canaryq";

/// A table where several people said many things of many lengths, so that the database moves them about.
struct House {
    server: Server,
    table: String,
    root: String,
    conversation: String,
    people: Vec<Person>,
    /// The numbers of each person's statements.
    said: Vec<Vec<u64>>,
}

const PEOPLE: usize = 6;
const EACH: usize = 12;

/// A word that is in one place only.
fn word(person: usize, kind: &str, number: usize) -> String {
    format!("{MARK}{person}{kind}{number}z")
}

/// The same word among others, as somebody may write it.
fn sentence(person: usize, kind: &str, number: usize) -> String {
    let word = word(person, kind, number);
    let shown = if number.is_multiple_of(2) { word.to_uppercase() } else { word };
    let filler = "and so on ".repeat(number % 7);
    format!("{filler}{shown} café")
}

impl House {
    fn full() -> Self {
        let server = Launch::serve(PROGRAM).start();
        let new = |number: usize| Person::new(server.address(), &format!("erase{number}"));
        let mut people: Vec<Person> = (0..PEOPLE).map(new).collect();
        let table = people[0].set_table("A table that forgets", "public");
        let conversation = people[0].open(&table);
        for person in &mut people[1..] {
            person.sit(&table);
        }
        let root = format!("/api/v1/tables/{table}");
        let mut house = Self { server, table, root, conversation, people, said: vec![Vec::new(); PEOPLE] };
        for number in 0..EACH {
            for person in 0..PEOPLE {
                let statement =
                    house.people[person].say(&house.conversation, &sentence(person, "said", number));
                house.said[person].push(statement);
            }
        }
        for person in 0..PEOPLE {
            for number in 0..EACH {
                let about = house.said[(person + 1) % PEOPLE][number];
                house.answer(person, about, &json!(sentence(person, "reason", number)));
            }
            house.tell(person, 0);
            let mark = json!({ "mark": sentence(person, "mark", 0) });
            house.people[person].done("POST", &format!("{}/marks", house.conversation), &mark);
            house.unlike(person, 0);
        }
        house
    }

    /// Answers a statement, with a reason, or with `null` to take the reason back.
    fn answer(&mut self, person: usize, statement: u64, reason: &Value) {
        let path = format!("{}/statements/{statement}/response", self.conversation);
        let body = json!({ "choice": "agree", "matters": false, "reason": reason });
        self.people[person].done("PUT", &path, &body);
    }

    /// Somebody says that the groups do not sound like them, in place of what they said of them before.
    fn unlike(&mut self, person: usize, number: usize) {
        let body = json!({ "reason": sentence(person, "unlike", number) });
        self.people[person].done("PUT", &format!("{}/unlike", self.conversation), &body);
    }

    /// What somebody tells of themselves, in place of what they told before.
    fn tell(&mut self, person: usize, number: usize) {
        let name = json!({ "name": word(person, "name", number) });
        self.people[person].done("PUT", &format!("{}/me/name", self.root), &name);
        let own = json!({ "strengths": [], "own_strength": sentence(person, "own", number) });
        self.people[person].done("PUT", &format!("{}/me/strengths", self.root), &own);
    }

    /// The marked words in all files of the data directory and in the log.
    fn on_the_disk(&self) -> BTreeSet<String> {
        let mut found = marked(self.server.data(), MARK);
        found.extend(marked_in(self.server.log().as_bytes(), MARK));
        found
    }

    /// The marked words that anybody is shown: on pages, in files to keep, in the API; each as everybody here.
    fn shown(&mut self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let table = self.table.clone();
        let from: Vec<String> = [
            "",
            "/me",
            "/me/export.json",
            "/c/1/stand",
            "/c/1/stand.csv",
            "/c/1/all",
            "/c/1/offer",
            "/c/1/stand/unlike",
        ]
        .map(|end| format!("/t/{table}{end}"))
        .into();
        let mut visitors: Vec<Client> = vec![self.server.client()];
        for person in &self.people {
            let mut client = self.server.client();
            client.set_cookie(&format!("seat-{table}"), person.token().unwrap());
            visitors.push(client);
        }
        for client in &mut visitors {
            for (path, reply) in crawl(client, &from) {
                assert!(reply.status < 500, "{path}");
                found.extend(marked_in(&reply.body, MARK));
            }
        }
        for person in &mut self.people {
            let seats = ["", "/me", "/me/export", "/conversations", "/agreement", "/card-requests"];
            let said = ["", "/offer", "/statements?limit=200", "/next", "/mine", "/standing", "/unlike"];
            let addresses = seats
                .iter()
                .map(|end| format!("{}{end}", self.root))
                .chain(said.iter().map(|end| format!("{}{end}", self.conversation)))
                .chain(
                    self.said.iter().flatten().map(|one| format!("{}/statements/{one}", self.conversation)),
                );
            for address in addresses.collect::<Vec<_>>() {
                let reply = person.read(&address);
                assert!(reply.status < 500, "{address}");
                found.extend(marked_in(&reply.body, MARK));
            }
        }
        found
    }

    /// These are nowhere any more, and all that was there besides is where it was.
    #[track_caller]
    fn gone(
        &mut self,
        gone: &BTreeSet<String>,
        disk: &BTreeSet<String>,
        shown: &BTreeSet<String>,
        what: &str,
    ) {
        let (disk_now, shown_now) = (self.on_the_disk(), self.shown());
        let left: Vec<_> = gone.intersection(&disk_now).chain(gone.intersection(&shown_now)).collect();
        assert!(left.is_empty(), "{what}, and it is still there: {left:?}");
        let missing: Vec<_> = disk.difference(&disk_now).filter(|word| !gone.contains(*word)).collect();
        assert!(missing.is_empty(), "{what}, and something else went from the disk: {missing:?}");
        let missing: Vec<_> = shown.difference(&shown_now).filter(|word| !gone.contains(*word)).collect();
        assert!(missing.is_empty(), "{what}, and something else is not shown any more: {missing:?}");
    }
}

fn set(words: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    words.into_iter().collect()
}

#[test]
fn what_is_taken_back_is_nowhere_and_everything_else_is_where_it_was() {
    let mut house = House::full();
    let (mut disk, mut shown) = (house.on_the_disk(), house.shown());
    let all = PEOPLE * (EACH * 2 + 4);
    assert_eq!((disk.len(), shown.len()), (all, all), "everything is there to begin with");
    let mut step = |house: &mut House, gone: BTreeSet<String>, what: &str| {
        house.gone(&gone, &disk, &shown, what);
        disk.retain(|word| !gone.contains(word));
        shown.retain(|word| !gone.contains(word));
    };

    // Others' reasons beside a statement are not its author's to destroy, and are theirs to see still.
    for number in [0, 3, 4, 7] {
        let statement = house.said[1][number];
        let path = format!("{}/statements/{statement}", house.conversation);
        house.people[1].done("DELETE", &path, &Value::Null);
    }
    let gone = set([0, 3, 4, 7].map(|number| word(1, "said", number)));
    step(&mut house, gone, "statements were withdrawn");

    let about = house.said[3][0];
    let path = format!("{}/statements/{about}/response", house.conversation);
    house.people[2].done("DELETE", &path, &Value::Null);
    step(&mut house, set([word(2, "reason", 0)]), "an answer was taken back");

    let about = house.said[3][1];
    house.answer(2, about, &json!("Only this"));
    step(&mut house, set([word(2, "reason", 1)]), "a reason was written anew");

    let about = house.said[3][2];
    house.answer(2, about, &Value::Null);
    step(&mut house, set([word(2, "reason", 2)]), "a reason was taken back");

    house.people[2].done("PUT", &format!("{}/me/name", house.root), &json!({ "name": null }));
    let own = json!({ "strengths": ["listens"], "own_strength": null });
    house.people[2].done("PUT", &format!("{}/me/strengths", house.root), &own);
    step(&mut house, set([word(2, "name", 0), word(2, "own", 0)]), "name and strengths were taken back");

    let other = json!({ "reason": "Only this" });
    house.people[4].done("PUT", &format!("{}/unlike", house.conversation), &other);
    step(&mut house, set([word(4, "unlike", 0)]), "not like me was said anew");

    house.people[5].done("DELETE", &format!("{}/unlike", house.conversation), &Value::Null);
    step(&mut house, set([word(5, "unlike", 0)]), "not like me was taken back");

    house.people[3].done("DELETE", &format!("{}/me", house.root), &Value::Null);
    let theirs = |kind: &'static str| (0..EACH).map(move |number| word(3, kind, number));
    let once = ["name", "own", "mark", "unlike"].map(|kind| word(3, kind, 0));
    let gone = set(theirs("said").chain(theirs("reason")).chain(once));
    step(&mut house, gone.clone(), "somebody left");
    let page = house.people[3].page(&house.table, &format!("/t/{}/me", house.table));
    assert_eq!(page.status, 401, "whoever left has no seat");

    // Neither death nor a peaceful end brings anything back.
    house.server.crash();
    let address = house.server.address();
    for person in &mut house.people {
        person.reconnect(address);
    }
    step(&mut house, gone.clone(), "the server was killed and started again");
    assert!(house.server.terminate(Duration::from_secs(10)).success());
    house.server.start_again(address);
    for person in &mut house.people {
        person.reconnect(address);
    }
    step(&mut house, gone, "the server was stopped and started again");

    placeholders_stay(&mut house);
}

/// The numbering stays, with a neutral placeholder where words were.
fn placeholders_stay(house: &mut House) {
    let listed = house.people[0].read(&format!("{}/statements?limit=200", house.conversation)).json();
    let listed = listed["statements"].as_array().unwrap();
    assert_eq!(listed.len(), PEOPLE * EACH);
    let withdrawn = usize::try_from(house.said[1][0]).unwrap();
    assert_eq!(listed[withdrawn - 1]["text"], Value::Null);
    assert_eq!(listed[withdrawn - 1]["taken_back"], true);
    let page = house.people[0].page(&house.table, &format!("/t/{}/c/1/s/{withdrawn}", house.table));
    assert_eq!(page.status, 200, "{}", page.words());
}

#[test]
fn no_way_of_writing_it_is_left_on_the_disk() {
    let server = Launch::serve(PROGRAM).start();
    let mut person = Person::new(server.address(), "accents");
    let table = person.set_table("A table of accents", "public");
    let conversation = person.open(&table);
    // Typed with a letter and an accent apart; kept with both in one.
    let statement = person.say(&conversation, "Zoe\u{308}s Geschichte zerfa\u{308}llt");
    let spellings = ["zoës", "zoe\u{308}s", "zerfällt", "zerfa\u{308}llt", "geschichte"];
    let there = |server: &Server| -> Vec<&str> {
        let held: Vec<u8> = files(server.data()).into_iter().flat_map(|(_, held)| held).collect();
        let held = String::from_utf8_lossy(&held).to_lowercase();
        spellings.into_iter().filter(|spelling| held.contains(spelling)).collect()
    };
    assert_eq!(there(&server), ["zoës", "zerfällt", "geschichte"]);
    person.done("DELETE", &format!("{conversation}/statements/{statement}"), &Value::Null);
    assert_eq!(there(&server), Vec::<&str>::new());
}

#[test]
fn taking_back_needs_no_reason_and_three_presses() {
    let server = Launch::serve(PROGRAM).start();
    let mut person = Person::new(server.address(), "presses");
    let table = person.set_table("A table of presses", "public");
    let conversation = person.open(&table);
    let statement = person.say(&conversation, "Words that I regret");
    let mut client = server.client();
    client.set_cookie(&format!("seat-{table}"), person.token().unwrap());
    let about = format!("/t/{table}/c/1/s/{statement}");
    // One: to the statement. Two: "take it back". Three: the button.
    assert!(client.get(&format!("/t/{table}/me/said")).send().text().contains(&about));
    let sure = format!("{about}/withdraw");
    assert!(client.get(&about).send().text().contains(&sure));
    let form = client.get(&sure).send().form(&about);
    let asked: Vec<&String> =
        form.names.iter().filter(|name| !matches!(name.as_str(), "key" | "action")).collect();
    assert!(asked.is_empty(), "nobody is asked why: {asked:?}");
    let done = client.send_form(&form.pressing("Take it back")).send();
    let page = client.follow(done);
    assert_eq!(page.status, 200, "{}", page.words());
    assert!(!page.text().contains("Words that I regret"), "{}", page.words());
    let listed = person.read(&format!("{conversation}/statements/{statement}")).json();
    assert!(listed.to_string().contains("\"taken_back\":true"), "{listed}");
    assert!(!text(&person.read(&format!("/api/v1/tables/{table}/me")).json(), "seat_name").is_empty());
}
