//! People who send requests, and what they need first.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::{Value, json};
use support::Server;
use support::http::{Client, Reply};

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");

/// One server for all tests here, as long as one of them needs it: each sets tables of its own.
pub(super) fn server() -> Arc<Server> {
    static SERVER: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    let mut known = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
    known.upgrade().unwrap_or_else(|| {
        let server = Arc::new(Server::serve(PROGRAM));
        *known = Arc::downgrade(&server);
        server
    })
}

/// A key that was not used before, long enough for a card.
pub(super) fn key() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("a-key-of-the-tests-{:010}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Somebody who sends requests, with a token or without.
pub(super) struct Person {
    pub(super) client: Client,
    pub(super) token: Option<String>,
    /// Runs as long as somebody is there to send requests.
    pub(super) server: Arc<Server>,
}

impl Person {
    pub(super) fn stranger() -> Self {
        Self::who(None)
    }

    pub(super) fn with(token: &str) -> Self {
        Self::who(Some(token.to_owned()))
    }

    pub(super) fn who(token: Option<String>) -> Self {
        let server = server();
        Self { client: server.client(), token, server }
    }

    pub(super) fn send(
        &mut self,
        method: &str,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Reply {
        let path = format!("/api/v1{path}");
        let mut request = self.client.request(method, &path).header("Accept", "application/json");
        if let Some(token) = &self.token {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(body) = body {
            request = request.body("application/json", body.to_string().into_bytes());
        }
        request.send()
    }

    pub(super) fn get(&mut self, path: &str) -> Reply {
        self.send("GET", path, None, None)
    }

    /// What a GET gives that must be fine.
    pub(super) fn read(&mut self, path: &str) -> Value {
        fine(&self.get(path))
    }

    pub(super) fn write(&mut self, method: &str, path: &str, body: &Value) -> Reply {
        self.send(method, path, Some(&key()), Some(body))
    }

    /// A write without a body.
    pub(super) fn bare(&mut self, method: &str, path: &str) -> Reply {
        self.send(method, path, Some(&key()), None)
    }
}

#[track_caller]
pub(super) fn fine(reply: &Reply) -> Value {
    assert!((200..300).contains(&reply.status), "{}: {}", reply.status, reply.text());
    reply.json()
}

/// Checks that a reply is a refusal of the one shape, and gives its key.
#[track_caller]
pub(super) fn refused(reply: &Reply, status: u16) -> String {
    assert_eq!(reply.status, status, "{}", reply.text());
    let error = &reply.json()["error"];
    assert!(error["text"].as_str().is_some_and(|text| text.len() > 10), "{error}");
    assert!(error.get("field").is_some(), "{error}");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    error["key"].as_str().unwrap().to_owned()
}

/// A table and whoever set it.
pub(super) struct Set {
    pub(super) code: String,
    pub(super) invitation: String,
    pub(super) card: String,
    pub(super) starter: Person,
}

pub(super) fn new_table(findable: &str) -> Value {
    json!({ "table_name": "Mill Street", "purpose": "A warm door", "agreement": "We listen",
            "findable": findable, "starter": "service" })
}

pub(super) fn set(findable: &str) -> Set {
    // Stays until the starter is there: the server runs as long as somebody needs it.
    let mut stranger = Person::stranger();
    let set = fine(&stranger.write("POST", "/tables", &new_table(findable)));
    let text = |name: &str| set[name].as_str().unwrap().to_owned();
    Set {
        code: text("table"),
        invitation: text("invitation"),
        card: text("card"),
        starter: Person::with(&text("token")),
    }
}

pub(super) fn sit(table: &str) -> Person {
    let mut stranger = Person::stranger();
    let seated = fine(&stranger.write("POST", &format!("/tables/{table}/seats"), &json!({})));
    Person::with(seated["token"].as_str().unwrap())
}

pub(super) fn offer() -> Value {
    json!({ "question": "How should the door feel?", "open": "The door", "fixed": "The wall, for its age",
            "who_decides": "All of us", "who_spends": "Ann, £500", "who_stops": "The landlord",
            "how_decided": "We talk until nobody objects", "by_when": "2028-12-31", "hear_back": "2029-01-31" })
}

/// A table with a conversation: the table, and the conversation's path.
pub(super) fn talk() -> (Set, String) {
    let mut set = set("public");
    let conversations = format!("/tables/{}/conversations", set.code);
    let opened = fine(&set.starter.write("POST", &conversations, &offer()));
    assert_eq!(opened["conversation"], 1);
    let path = format!("{conversations}/1");
    (set, path)
}

pub(super) fn say(person: &mut Person, conversation: &str, words: &str) -> u64 {
    let said = person.write("POST", &format!("{conversation}/statements"), &json!({ "statement": words }));
    fine(&said)["statement"].as_u64().unwrap()
}

pub(super) fn rules() -> Value {
    json!({
        "in_use": [
            { "kind": "consent", "quorum": 10 },
            { "kind": "vote", "share": 60, "quorum": 10 },
            { "kind": "both-must-agree", "sides": ["comes", "works"], "share": 51, "quorum": 10 },
            { "kind": "ranked", "quorum": 10 },
            { "kind": "shared-budget", "quorum": 10 },
            { "kind": "advice" },
        ],
        "disagreement": "We sleep on it, and talk again",
        "account": { "share": 60, "floor": 40 },
    })
}

/// An account with these lines.
pub(super) fn account(lines: &[u64]) -> Value {
    let line = |statement: &u64| json!({ "kind": "line", "statement": statement });
    json!({ "parts": lines.iter().map(line).collect::<Vec<_>>(), "last_day": "2028-01-01" })
}

/// What a decision is about.
pub(super) fn about() -> Value {
    json!({
        "proposal": "Open the door at eight", "would_do": "It opens an hour sooner", "cost": "An hour a day",
        "who_does": "The morning team", "would_stop": "The late round", "bad_for": "Light sleepers",
        "overrule": "The landlord, who said that she will not", "review_on": "2028-06-01",
    })
}

/// A decision by consent.
pub(super) fn decision() -> Value {
    json!({ "about": about(), "question": { "kind": "proposal", "by": "consent" }, "closes": "2028-01-01" })
}

/// A promise that answers something.
pub(super) fn promise(from: &Value) -> Value {
    json!({ "from": from, "who": "Sam, who runs the house", "promise": "Oil the hinge", "promise_by": "2028-01-01" })
}

/// A table with a conversation of two statements that has chosen how it decides: the table, and its path.
pub(super) fn deciding() -> (Set, String) {
    let (mut set, conversation) = talk();
    say(&mut set.starter, &conversation, "The door is shut until nine");
    say(&mut set.starter, &conversation, "A bell would do");
    let table = format!("/tables/{}", set.code);
    let choose = json!({ "over": 0, "rules": rules() });
    fine(&set.starter.write("POST", &format!("{table}/rules"), &choose));
    (set, table)
}
