//! People at tables, driven through the API as a program would, so that tests can be about something else.

use std::io;
use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::http::{Client, Reply};

/// Days that are far enough ahead for any test.
const BY_WHEN: &str = "2028-01-01";
const HEAR_BACK: &str = "2028-02-01";

/// Somebody with a program of their own: no cookies, a token once they have a seat.
pub struct Person {
    client: Client,
    token: Option<String>,
    stem: String,
    sent: u32,
}

impl Person {
    /// Somebody new. `stem` (letters and digits) makes their keys unlike anybody else's.
    pub fn new(address: SocketAddr, stem: &str) -> Self {
        Self { client: Client::new(address), token: None, stem: stem.to_owned(), sent: 0 }
    }

    /// The same person with a new connection, after the server was started again.
    pub fn reconnect(&mut self, address: SocketAddr) {
        self.client = Client::new(address);
    }

    /// The token of their seat.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Takes a token, as one who comes back does.
    pub fn use_token(&mut self, token: Option<&str>) {
        self.token = token.map(str::to_owned);
    }

    /// A key for one write: long enough for a card to be made from it.
    pub fn fresh_key(&mut self) -> String {
        self.sent += 1;
        format!("{:x>12}-{:012}", self.stem, self.sent)
    }

    /// Sends one request; an error when no whole answer came back.
    pub fn send(&mut self, method: &str, path: &str, key: &str, body: Option<&Value>) -> io::Result<Reply> {
        let bearer = self.token.as_ref().map(|token| format!("Bearer {token}"));
        let mut request = match body {
            Some(body) => self.client.send_json(method, path, body),
            None => self.client.request(method, path).header("Accept", "application/json"),
        };
        if method != "GET" {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(bearer) = bearer {
            request = request.header("Authorization", &bearer);
        }
        request.try_send()
    }

    /// Has something done that must work, and gives what was answered.
    ///
    /// # Panics
    /// When it was refused.
    #[track_caller]
    pub fn done(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let key = self.fresh_key();
        let body = (method != "DELETE").then_some(body);
        let reply = crate::must(self.send(method, path, &key, body), &format!("send {method} {path}"));
        assert!((200..300).contains(&reply.status), "{method} {path}: {} {}", reply.status, reply.text());
        if reply.body.is_empty() { Value::Null } else { reply.json() }
    }

    /// Reads an address with their token, whatever it answers.
    #[track_caller]
    pub fn read(&mut self, path: &str) -> Reply {
        crate::must(self.send("GET", path, "", None), &format!("read {path}"))
    }

    /// Reads a page as the browser of the same person would, with the cookie that belongs to their seat.
    pub fn page(&mut self, table: &str, path: &str) -> Reply {
        let cookie = self.token.as_ref().map(|token| format!("seat-{table}={token}"));
        let request = self.client.get(path);
        match cookie {
            Some(cookie) => request.header("Cookie", &cookie).send(),
            None => request.send(),
        }
    }

    /// Sets a table and has a seat there. Gives the table's code.
    pub fn set_table(&mut self, name: &str, findable: &str) -> String {
        let set = json!({
            "table_name": name, "purpose": "Try things out.", "agreement": "We listen.",
            "findable": findable, "starter": "blank",
        });
        let answer = self.done("POST", "/api/v1/tables", &set);
        self.token = Some(text(&answer, "token"));
        text(&answer, "table")
    }

    /// Takes a seat at a public table.
    pub fn sit(&mut self, table: &str) {
        let answer = self.done("POST", &format!("/api/v1/tables/{table}/seats"), &json!({}));
        self.token = Some(text(&answer, "token"));
    }

    /// Opens a conversation and gives its address in the API, such as `/api/v1/tables/abc/conversations/1`.
    pub fn open(&mut self, table: &str) -> String {
        let path = format!("/api/v1/tables/{table}/conversations");
        let answer = self.done("POST", &path, &offer("What should change here?"));
        format!("{path}/{}", number(&answer, "conversation"))
    }

    /// Says something and gives its number.
    pub fn say(&mut self, conversation: &str, words: &str) -> u64 {
        let answer = self.done("POST", &format!("{conversation}/statements"), &json!({ "statement": words }));
        number(&answer, "statement")
    }
}

/// An offer that can be opened.
pub fn offer(question: &str) -> Value {
    json!({
        "question": question, "open": "Everything.", "fixed": "Nothing.", "who_decides": "All of us.",
        "who_spends": "Nobody.", "who_stops": "Nobody.", "how_decided": "Together.",
        "by_when": BY_WHEN, "hear_back": HEAR_BACK,
    })
}

/// A text in an answer.
///
/// # Panics
/// When it is not there.
#[track_caller]
pub fn text(answer: &Value, name: &str) -> String {
    match answer[name].as_str() {
        Some(text) => text.to_owned(),
        None => panic!("no {name} in {answer}"),
    }
}

/// A number in an answer.
///
/// # Panics
/// When it is not there.
#[track_caller]
pub fn number(answer: &Value, name: &str) -> u64 {
    match answer[name].as_u64() {
        Some(number) => number,
        None => panic!("no {name} in {answer}"),
    }
}
