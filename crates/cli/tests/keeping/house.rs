//! A running server with people at a table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use record::entry::{Act, Entry, Fact};
use serde_json::Value;
use support::people::Person;
use support::{Launch, Server, until};

use crate::PROGRAM;
use crate::run::Host;

pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct House {
    pub(crate) server: Server,
    pub(crate) table: String,
    pub(crate) conversation: String,
    pub(crate) people: Vec<Person>,
}

/// A server whose record is brought up to date every second.
pub(crate) fn launch(data: &Path) -> Launch {
    Launch::serve(PROGRAM).arg("--record-every=1").data(data)
}

/// Starts such a server.
pub(crate) fn serve(data: &Path) -> Server {
    launch(data).start()
}

impl House {
    /// With so many people.
    pub(crate) fn of(people: usize) -> Self {
        let server = Launch::serve(PROGRAM).arg("--record-every=1").start();
        let new = |number: usize| Person::new(server.address(), &format!("keep{number}"));
        let mut people: Vec<Person> = (0..people).map(new).collect();
        let table = people[0].set_table("A table that is kept", "public");
        let conversation = people[0].open(&table);
        for person in &mut people[1..] {
            person.sit(&table);
        }
        Self { server, table, conversation, people }
    }

    pub(crate) fn host(&self) -> Host<'_> {
        Host { home: self.server.home(), data: self.server.data() }
    }

    /// A folder of this test's.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.server.home().join(name)
    }

    pub(crate) fn stop(&mut self) {
        assert!(self.server.terminate(PATIENCE).success());
    }

    /// The table's record once everything in it is there that is looked for.
    pub(crate) fn record(&self, server: &Server, holds: impl Fn(&[Fact]) -> bool) -> Vec<Fact> {
        record(server, &self.table, holds)
    }
}

/// What is said of nobody in a table's record, once it holds what is looked for.
pub(crate) fn record(server: &Server, table: &str, holds: impl Fn(&[Fact]) -> bool) -> Vec<Fact> {
    until(PATIENCE, "the record to hold it", || {
        let reply = server.client().get(&format!("/t/{table}/record/export.jsonl")).send();
        let text = (reply.status == 200).then(|| reply.text())?;
        let facts: Vec<Fact> = text
            .lines()
            .filter_map(|line| {
                serde_json::from_str::<Value>(line).unwrap()["entry"].as_str().map(str::to_owned)
            })
            .filter_map(|entry| match Entry::decode(entry.as_bytes()).unwrap() {
                Entry::Fact(fact) => Some(fact),
                Entry::Sealed { .. } => None,
            })
            .collect();
        holds(&facts).then_some(facts)
    })
}

/// How often a host is said to have done something.
pub(crate) fn did(facts: &[Fact], act: Act) -> usize {
    facts.iter().filter(|fact| **fact == Fact::Host(act)).count()
}

/// Everything that is said in a conversation and stands.
pub(crate) fn said(server: &Server, conversation: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut from = 1;
    loop {
        let list = server.client().get(&format!("{conversation}/statements?from={from}")).send().json();
        let statements = list["statements"].as_array().unwrap_or_else(|| panic!("{list}"));
        said.extend(statements.iter().filter_map(|statement| statement["text"].as_str().map(str::to_owned)));
        match list["next_from"].as_u64() {
            Some(next) => from = next,
            None => return said,
        }
    }
}
