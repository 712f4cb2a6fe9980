//! A clock that is wrong changes nothing that has happened.

use std::collections::BTreeSet;

use record::entry::{Fact, Kind};
use serde_json::{Value, json};
use support::Server;
use support::people::Person;

use crate::clock::{Clock, today};
use crate::house::{PATIENCE, record, said};
use crate::run::verify;
use crate::things::{cast, choose_rules, open_decision};

/// A table with a decision that three people answered and whose last day is over by the clock.
pub(crate) struct Decided {
    pub(crate) clock: Clock,
    pub(crate) server: Server,
    pub(crate) table: String,
    pub(crate) conversation: String,
    pub(crate) people: Vec<Person>,
}

impl Decided {
    pub(crate) fn new() -> Self {
        let clock = Clock::new();
        let server = clock.serve().start();
        let new = |number| Person::new(server.address(), &format!("day{number}"));
        let mut people: Vec<Person> = (0..4).map(new).collect();
        let table = people[0].set_table("A table with a clock", "public");
        let conversation = people[0].open(&table);
        for person in &mut people[1..] {
            person.sit(&table);
        }
        choose_rules(&mut people[0], &table);
        people[1].say(&conversation, "The door should be open earlier");
        open_decision(&mut people[0], &table, 1, today());
        for (person, stand) in people.iter_mut().zip(["yes", "yes", "ok"]) {
            cast(person, &table, 1, stand, "canaryqballot");
        }
        let not_here = json!({ "not_here": "The night shift" });
        people[0].done("PUT", &format!("/api/v1/tables/{table}/decisions/1/not-here"), &not_here);
        clock.off_by(2);
        let mut decided = Self { clock, server, table, conversation, people };
        let path = format!("/api/v1/tables/{}/decisions/1/close", decided.table);
        let key = decided.people[0].fresh_key();
        let closed = decided.people[0].send("POST", &path, &key, None).unwrap();
        assert_eq!(closed.status, 200, "{}", closed.text());
        decided
    }

    /// The decision as anybody sees it.
    pub(crate) fn decision(&self) -> Value {
        let reply = self.server.client().get(&format!("/api/v1/tables/{}/decisions/1", self.table)).send();
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    fn start_again(&mut self) {
        self.server.start_again("127.0.0.1:0".parse().unwrap());
        let address = self.server.address();
        for person in &mut self.people {
            person.reconnect(address);
        }
    }

    /// The days that stand in the record, and how many results.
    fn recorded(&self) -> (Vec<i32>, usize) {
        let facts = record(&self.server, &self.table, |facts| !facts.is_empty());
        let days = facts.iter().filter_map(|fact| if let Fact::Day(day) = fact { Some(*day) } else { None });
        let export =
            self.server.client().get(&format!("/t/{}/record/export.jsonl", self.table)).send().text();
        let result = format!("\\\"kind\\\":\\\"{}\\\"", Kind::Result.key());
        (days.collect(), export.matches(&result).count())
    }
}

// trust E 80
#[test]
fn a_clock_a_day_back_or_ten_years_ahead_changes_no_order_and_no_result_and_counts_nothing_twice() {
    let mut round = Decided::new();
    let result = round.decision();
    assert_eq!(result["state"], "passed", "{result}");
    let mut there: BTreeSet<String> = said(&round.server, &round.conversation);
    for (days, words) in [(1, "A day back"), (3650, "Ten years ahead"), (0, "As it was at first")] {
        round.clock.off_by(days);
        for restart in [false, true] {
            if restart {
                round.start_again();
            }
            assert_eq!(round.decision(), result, "{words}, started again: {restart}");
            let words = format!("{words}, started again: {restart}");
            // What a visit was made with lasts half a year by the clock: whoever comes later sits down anew.
            let mut person = Person::new(round.server.address(), &format!("late{days}x{restart}"));
            person.sit(&round.table);
            let close = format!("/api/v1/tables/{}/decisions/1/close", round.table);
            let key = person.fresh_key();
            let again = person.send("POST", &close, &key, None).unwrap();
            assert_eq!(again.status, 422, "it is not counted twice: {}", again.text());
            // In ten years this conversation is over.
            if days < 3650 {
                let number = person.say(&round.conversation, &words);
                there.insert(words);
                assert_eq!(usize::try_from(number).unwrap(), there.len(), "numbers go on");
            }
            assert_eq!(said(&round.server, &round.conversation), there);
        }
    }
    assert!(round.server.terminate(PATIENCE).success());
    verify(round.server.data());
    round.start_again();
    assert_eq!(round.decision(), result);
    let (days, results) = round.recorded();
    assert!(days.is_sorted(), "{days:?}");
    assert!(days.last().unwrap() - days[0] >= 3650, "{days:?}");
    assert_eq!(results, 1, "one result");
}
