//! One client under load: it writes down what it is about to send before it sends it, and what was acknowledged.

use std::net::SocketAddr;

use serde_json::{Value, json};
use support::people::{Person, number, text};

use crate::Dice;

/// The statements that are there from the start, for all to answer.
pub(crate) const STATEMENTS: u32 = 20;
/// One seat can say this many things in a day; then a client takes another seat.
const SAYS: u32 = 20;

/// What one write does.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// Takes a seat.
    Seat,
    /// Says something that nobody else says.
    Say(String),
    /// Answers one of the first statements, which no seat answers twice.
    Answer(u32),
    /// Takes a statement of one's own back: its number and its words.
    Withdraw(u64, String),
}

/// One line of a client's own list.
#[derive(Debug, Clone)]
pub(crate) struct Write {
    pub(crate) key: String,
    pub(crate) what: What,
    /// The token it is sent with.
    token: Option<String>,
    pub(crate) acknowledged: Option<Value>,
}

/// Where the load goes.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) table: String,
    pub(crate) conversation: String,
}

impl Target {
    /// A table with a conversation and the first statements.
    pub(crate) fn prepare(address: SocketAddr, round: usize) -> Self {
        let mut founder = Person::new(address, &format!("f{round}"));
        let table = founder.set_table("A table under load", "public");
        let conversation = founder.open(&table);
        for number in 1..=STATEMENTS {
            founder.say(&conversation, &format!("Something to answer, number {number}"));
        }
        Self { table, conversation }
    }
}

/// A client: it keeps its list over all the server's lives.
pub(crate) struct Hand {
    person: Person,
    name: String,
    dice: Dice,
    said: u32,
    answered: u32,
    /// Own statements that stand, of the seat it has now.
    own: Vec<(u64, String)>,
    pub(crate) list: Vec<Write>,
}

impl Hand {
    pub(crate) fn new(address: SocketAddr, name: String, seed: u64) -> Self {
        let person = Person::new(address, &name);
        let dice = Dice::new(seed);
        Self { person, name, dice, said: 0, answered: 0, own: Vec::new(), list: Vec::new() }
    }

    /// Writes one thing after another until the server is gone.
    pub(crate) fn work(&mut self, address: SocketAddr, target: &Target) {
        self.person.reconnect(address);
        loop {
            let write = self.next();
            self.list.push(write.clone());
            let Some(answer) = self.send(&write, target) else { return };
            if let Some(last) = self.list.last_mut() {
                last.acknowledged = Some(answer.clone());
            }
            self.learn(&write, &answer);
        }
    }

    /// Sends everything from line `from` on once more, under the same keys. What was acknowledged before must
    /// be answered in the same words; what was not must work now.
    pub(crate) fn send_again(&mut self, address: SocketAddr, target: &Target, from: usize) {
        self.person.reconnect(address);
        for at in from..self.list.len() {
            let write = self.list[at].clone();
            let Some(answer) = self.send(&write, target) else {
                panic!("{:?} got no answer after the restart", write.what)
            };
            if let Some(before) = &write.acknowledged {
                assert_eq!(*before, answer, "{write:?} was answered otherwise before");
            } else {
                self.learn(&write, &answer);
                self.list[at].acknowledged = Some(answer);
            }
        }
    }

    fn next(&mut self) -> Write {
        let key = self.person.fresh_key();
        let token = self.person.token().map(str::to_owned);
        let what = match self.dice.below(10) {
            _ if token.is_none() => What::Seat,
            0..4 if self.said < SAYS => {
                self.said += 1;
                What::Say(format!("Something heard{}n{}z", self.name, self.list.len()))
            }
            4 if !self.own.is_empty() => {
                let (number, words) = self.own.swap_remove(0);
                What::Withdraw(number, words)
            }
            _ if self.answered < STATEMENTS => {
                self.answered += 1;
                What::Answer(self.answered)
            }
            _ => What::Seat,
        };
        let token = if matches!(what, What::Seat) { None } else { token };
        Write { key, what, token, acknowledged: None }
    }

    /// The answer, or nothing if none came because the server went away.
    fn send(&mut self, write: &Write, target: &Target) -> Option<Value> {
        let Target { table, conversation } = target;
        let (method, path, body) = match &write.what {
            What::Seat => ("POST", format!("/api/v1/tables/{table}/seats"), Some(json!({}))),
            What::Say(words) => {
                ("POST", format!("{conversation}/statements"), Some(json!({ "statement": words })))
            }
            What::Answer(statement) => {
                let choice = ["agree", "disagree", "pass"][*statement as usize % 3];
                let body = json!({ "choice": choice, "matters": false });
                ("PUT", format!("{conversation}/statements/{statement}/response"), Some(body))
            }
            What::Withdraw(statement, _) => {
                ("DELETE", format!("{conversation}/statements/{statement}"), None)
            }
        };
        let kept = self.person.token().map(str::to_owned);
        self.person.use_token(write.token.as_deref());
        let reply = self.person.send(method, &path, &write.key, body.as_ref());
        self.person.use_token(kept.as_deref());
        let reply = reply.ok()?;
        assert!((200..300).contains(&reply.status), "{write:?}: {} {}", reply.status, reply.text());
        Some(if reply.body.is_empty() { Value::Null } else { reply.json() })
    }

    /// What the next writes need to know.
    fn learn(&mut self, write: &Write, answer: &Value) {
        match &write.what {
            What::Seat => {
                self.person.use_token(Some(&text(answer, "token")));
                (self.said, self.answered) = (0, 0);
                self.own.clear();
            }
            What::Say(words) => self.own.push((number(answer, "statement"), words.clone())),
            What::Answer(_) | What::Withdraw(..) => {}
        }
    }
}
