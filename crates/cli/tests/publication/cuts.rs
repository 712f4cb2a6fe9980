//! What is shown of parts of a group stays as it was issued, until eight people have changed.

use std::time::Duration;

use serde_json::{Value, json};
use support::html::words;
use support::people::Person;
use support::{Launch, Server, until};

use crate::PROGRAM;

const SOON: Duration = Duration::from_secs(10);
const THINGS: usize = 6;

/// A table with a conversation of a few things to answer.
struct Round {
    server: Server,
    table: String,
    conversation: String,
    people: Vec<Person>,
}

impl Round {
    fn begin() -> Self {
        let server = Launch::serve(PROGRAM).start();
        let mut starter = Person::new(server.address(), "starter");
        let table = starter.set_table("A table with parts", "public");
        let conversation = starter.open(&table);
        for thing in 0..THINGS {
            starter.say(&conversation, &format!("This is thing number {thing}"));
        }
        Self { server, table, conversation, people: Vec::new() }
    }

    fn sit(&mut self) -> &mut Person {
        let mut person = Person::new(self.server.address(), &format!("cut{}", self.people.len()));
        person.sit(&self.table);
        self.people.push(person);
        self.people.last_mut().unwrap()
    }

    /// Somebody new, who agrees with every second thing: one of two halves.
    fn answers(&mut self) {
        let (conversation, half) = (self.conversation.clone(), self.people.len());
        let person = self.sit();
        for thing in 1..=THINGS {
            let choice = if (thing + half).is_multiple_of(2) { "agree" } else { "disagree" };
            person.done(
                "PUT",
                &format!("{conversation}/statements/{thing}/response"),
                &json!({ "choice": choice }),
            );
        }
    }

    fn leaves(&mut self, person: usize) {
        let path = format!("/api/v1/tables/{}/me", self.table);
        self.people[person].done("DELETE", &path, &Value::Null);
    }

    fn brings(&mut self, person: usize, strength: &str) {
        let path = format!("/api/v1/tables/{}/me/strengths", self.table);
        self.people[person].done("PUT", &path, &json!({ "strengths": [strength] }));
    }

    fn start_again(&mut self) {
        assert!(self.server.terminate(SOON).success());
        self.server.start_again("127.0.0.1:0".parse().unwrap());
        let address = self.server.address();
        self.people.iter_mut().for_each(|person| person.reconnect(address));
    }

    fn get(&self, path: &str) -> String {
        let reply = self.server.client().get(path).send();
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.text()
    }

    /// What is said of groups: the map, as a file and in the API, and the groups' columns of the table of numbers.
    fn groups(&self) -> (String, String, Vec<String>) {
        let csv = self.get(&format!("/t/{}/c/1/stand.csv", self.table));
        // Six columns are of everybody; the words in them have no commas.
        let columns =
            csv.lines().map(|line| line.splitn(7, ',').nth(6).unwrap_or_default().to_owned()).collect();
        let map = self.get(&format!("/t/{}/c/1/stand/map.json", self.table));
        (map, self.get(&format!("{}/map", self.conversation)), columns)
    }

    fn wall(&self) -> String {
        words(&self.get(&format!("/t/{}/brings", self.table)))
    }
}

// trust D 62
#[test]
fn what_is_said_of_groups_stays_until_eight_have_come_gone_or_changed() {
    let mut round = Round::begin();
    for _ in 0..30 {
        round.answers();
    }
    let is_whole = |round: &Round| {
        let map: Value = serde_json::from_str(&round.groups().0).unwrap();
        (map["people"] == 30 && map["verdict"] == "clear").then_some(())
    };
    until(SOON, "everybody on the map, in clear groups", || is_whole(&round));
    let before = round.groups();
    assert_eq!(before.0, before.1);
    assert!(before.2[0].contains("_in_10") && before.2.len() == THINGS + 1, "{:?}", before.2);
    for change in 0..7 {
        match change {
            0 | 3 => round.answers(),
            1 | 4 => round.leaves(change),
            _ => {
                let path = format!("{}/statements/1/response", round.conversation);
                let choice = if change % 2 == 0 { "agree" } else { "disagree" };
                round.people[change + 10].done("PUT", &path, &json!({ "choice": choice }));
                round.people[change + 10].done("PUT", &path, &json!({ "choice": "pass" }));
            }
        }
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(round.groups(), before, "after {} changes", change + 1);
        if change == 4 {
            round.start_again();
            assert_eq!(round.groups(), before, "after {} changes, and the server started again", change + 1);
        }
    }
    for _ in 0..2 {
        round.answers();
    }
    until(SOON, "another issue", || (round.groups() != before).then_some(()));
}

// trust D 62
#[test]
fn what_is_said_of_what_people_bring_stays_until_eight_have_come_gone_or_changed() {
    let mut round = Round::begin();
    for person in 0..40 {
        round.sit();
        round.brings(person, if person < 16 { "listens" } else { "cooks" });
    }
    let before = round.wall();
    for change in 0..7 {
        match change {
            2 => round.leaves(0),
            5 => {
                round.sit();
                let newest = round.people.len() - 1;
                round.brings(newest, "listens");
            }
            _ => round.brings(39 - change, "listens"),
        }
        assert_eq!(round.wall(), before, "after {} changes", change + 1);
        if change == 3 {
            round.start_again();
            assert_eq!(round.wall(), before, "after {} changes, and the server started again", change + 1);
        }
    }
    for more in 20..30 {
        round.brings(more, "listens");
    }
    assert_ne!(round.wall(), before, "and then it is issued anew");
}
