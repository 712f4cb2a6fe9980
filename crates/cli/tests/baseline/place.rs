//! A server with a table in use, which the tests then look at.

use support::http::{Client, Reply};
use support::people::{Person, number, offer, text};
use support::{Launch, Server};

use serde_json::json;

use crate::PROGRAM;

/// A server, an open table with a conversation, and somebody with a seat there.
pub(crate) struct Place {
    pub(crate) server: Server,
    pub(crate) table: String,
    pub(crate) person: Person,
}

impl Place {
    pub(crate) fn open() -> Self {
        Self::launched(Launch::serve(PROGRAM))
    }

    pub(crate) fn launched(launch: Launch) -> Self {
        let server = launch.start();
        let mut person = Person::new(server.address(), "place");
        let table = table_in_use(&mut person, "A public table", "public");
        Self { server, table, person }
    }

    pub(crate) fn client(&self) -> Client {
        self.server.client()
    }

    /// How many commands were kept since the start: grows with every effect that anything has.
    pub(crate) fn kept(&self) -> String {
        let metrics = self.client().get("/metrics").send().text();
        let line = metrics.lines().find(|line| line.starts_with("roundtable_commands_kept_total"));
        line.unwrap().to_owned()
    }
}

/// A table where something was said, answered, marked and told, by the person who set it.
pub(crate) fn table_in_use(person: &mut Person, name: &str, findable: &str) -> String {
    let table = person.set_table(name, findable);
    let root = format!("/api/v1/tables/{table}");
    let opened = person.done("POST", &format!("{root}/conversations"), &offer("What should change?"));
    let conversation = format!("{root}/conversations/{}", number(&opened, "conversation"));
    let statement = person.say(&conversation, "The door should be open earlier");
    let answer = json!({ "choice": "agree", "matters": true, "reason": "It is cold outside" });
    person.done("PUT", &format!("{conversation}/statements/{statement}/response"), &answer);
    person.done("POST", &format!("{conversation}/marks"), &json!({ "mark": "It said eight" }));
    let me = person.read(&format!("{root}/me")).json();
    assert!(!text(&me, "seat_name").is_empty());
    table
}

/// The form of a page, sent by a browser that knows nothing of `Sec-Fetch-Site` and `Origin`.
pub(crate) fn plain_form<'c>(
    client: &'c mut Client,
    path: &str,
    fields: &[(&str, &str)],
) -> support::http::Request<'c> {
    client.post_form(path, fields).without("Origin").without("Sec-Fetch-Site")
}

/// Sets a table by its form, as a newcomer does. Gives the page with the card.
pub(crate) fn set_by_form(client: &mut Client, findable: &str) -> Reply {
    let form = client.get("/start/blank").send().form("/start/");
    let form = form
        .with("table-name", "A table by form")
        .with("purpose", "Try the form.")
        .with("agreement", "We listen.")
        .with("findable", findable);
    let reply = client.send_form(&form).send();
    assert_eq!(reply.status, 200, "{}", reply.words());
    reply
}
