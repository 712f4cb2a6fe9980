//! A hidden table is not to be told from one that does not exist, on any address, by any method.

use serde_json::{Value, json};
use support::http::{Client, Reply};
use support::people::{Person, offer};

use crate::place::{Place, plain_form, table_in_use};
use crate::routes::{METHODS, api, at, pages};

/// A code that no table here has.
const UNKNOWN: &str = "zzzzzzzz";

/// Bodies that some address of the API understands; each is sent to all of them.
fn bodies() -> Vec<Value> {
    let card: Vec<String> = table::Card::from_bytes(&[9; 32]).words().map(ToString::to_string).collect();
    vec![
        json!({}),
        json!({ "invitation": "22222222" }),
        json!({ "statement": "Hello" }),
        json!({ "choice": "agree", "matters": false }),
        json!({ "reason": "In between" }),
        json!({ "name": "Jo" }),
        json!({ "strengths": [] }),
        json!({ "connections": [] }),
        json!({ "card": card.join(" ") }),
        json!({ "seat_name": "amber-fox" }),
        json!({ "how_many": 5, "last_day": "2027-01-01" }),
        json!({ "over": 1, "agreement": "We shout.", "why": "To try." }),
        json!({ "over": 1, "offer": offer("Why?"), "why": "To try." }),
        json!({ "mark": "Not what we were told." }),
        offer("What?"),
    ]
}

/// What a stranger could tell two answers apart by.
fn told(reply: &Reply, code: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> = reply
        .headers
        .iter()
        .filter(|(name, _)| !name.eq_ignore_ascii_case("date"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.replace(code, "CODE")))
        .collect();
    headers.sort();
    let loud = code.to_uppercase();
    let dashed = format!("{}-{}", &loud[..4], &loud[4..]);
    let body = reply.text().replace(code, "CODE").replace(&loud, "CODE").replace(&dashed, "CODE");
    (reply.status, headers, without_keys(&body))
}

/// Every form has a key of its own, drawn anew.
fn without_keys(body: &str) -> String {
    let mut parts = body.split("name=\"key\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest));
    rest.fold(first, |whole, part| whole + "KEY" + part)
}

#[track_caller]
fn alike(hidden: &str, mut ask: impl FnMut(&str) -> Reply, what: &str) -> u16 {
    let (there, nowhere) = (ask(hidden), ask(UNKNOWN));
    assert_eq!(told(&there, hidden), told(&nowhere, UNKNOWN), "{what} tells a hidden table from none");
    there.status
}

/// Two strangers: one who has no seat anywhere, and one with a seat at another table.
fn strangers(place: &Place, hidden: &str) -> Vec<Client> {
    let mut seated = place.client();
    let token = place.person.token().unwrap();
    seated.set_cookie(&format!("seat-{}", place.table), token);
    // A token of one table, used at others.
    seated.set_cookie(&format!("seat-{hidden}"), token);
    seated.set_cookie(&format!("seat-{UNKNOWN}"), token);
    vec![place.client(), seated]
}

fn place_with_a_hidden_table() -> (Place, String, Person) {
    let place = Place::open();
    let mut insider = Person::new(place.server.address(), "insider");
    let hidden = table_in_use(&mut insider, "Nobody may know", "hidden");
    (place, hidden, insider)
}

#[test]
fn no_page_and_no_file_tells_a_hidden_table_from_none() {
    let (place, hidden, mut insider) = place_with_a_hidden_table();
    let fields = |key: &'static str| {
        [
            ("key", key),
            ("statement", "Hello"),
            ("sure", "yes"),
            ("choice", "agree"),
            ("action", "respond"),
            ("mark", "Not so"),
            ("name", "Jo"),
            ("seat-name", "amber-fox"),
            ("request", "1"),
            ("over", "1"),
            ("agreement", "We shout."),
            ("why", "To try."),
            ("code", "22222222"),
        ]
    };
    for client in &mut strangers(&place, &hidden) {
        for pattern in pages().iter().filter(|pattern| pattern.contains("{table}")) {
            for method in METHODS {
                let what = format!("{method} {pattern}");
                alike(&hidden, |code| client.request(method, &at(pattern, code)).send(), &what);
            }
            let sent = |code: &str| plain_form(client, &at(pattern, code), &fields("stranger-key-1")).send();
            alike(&hidden, sent, &format!("a form sent to {pattern}"));
        }
    }
    // The test means something: those who have a seat there are let in.
    assert_eq!(insider.page(&hidden, &format!("/t/{hidden}/me")).status, 200);
}

#[test]
fn no_answer_of_the_api_tells_a_hidden_table_from_none() {
    let (place, hidden, mut insider) = place_with_a_hidden_table();
    let mut client = place.client();
    let patterns = api(&mut client);
    let bodies = bodies();
    for client in &mut strangers(&place, &hidden) {
        for pattern in patterns.iter().filter(|pattern| pattern.contains("{table}")) {
            let mut asked = |method: &str, body: Option<&Value>, bearer: bool| {
                let what = format!("{method} {pattern} {body:?}");
                let ask = |code: &str| {
                    let path = at(pattern, code);
                    let request = match body {
                        Some(body) => client.send_json(method, &path, body),
                        None => client.request(method, &path),
                    };
                    let request = request.header("Idempotency-Key", "a-stranger-has-a-key-too-1");
                    let token = place.person.token().unwrap();
                    if bearer { request.header("Authorization", &format!("Bearer {token}")) } else { request }
                        .send()
                };
                alike(&hidden, ask, &what)
            };
            for method in METHODS {
                asked(method, None, false);
                asked(method, None, true);
            }
            for body in &bodies {
                for method in ["POST", "PUT"] {
                    asked(method, Some(body), false);
                }
            }
        }
    }
    assert_eq!(insider.read(&format!("/api/v1/tables/{hidden}/me")).status, 200);
}

#[test]
fn no_list_and_no_typed_code_gives_a_hidden_table_away() {
    let (place, hidden, mut insider) = place_with_a_hidden_table();
    let mut client = place.client();
    for path in ["/", "/me", "/go", "/api/v1/tables", "/robots.txt"] {
        let shown = client.get(path).send().text();
        assert!(
            !shown.contains(&hidden) && !shown.contains("Nobody may know"),
            "{path} names the hidden table"
        );
    }
    let card: Vec<String> = table::Card::from_bytes(&[9; 32]).words().map(ToString::to_string).collect();
    let card = card.join(" ");
    for path in ["/go", "/back", "/lost"] {
        let fields = |code: &str| {
            [("key", "typed-code-1"), ("code", code), ("card", &card), ("seat-name", "amber-fox")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let mut send = |code: &str| {
            let fields = fields(code);
            let pairs: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            plain_form(&mut client, path, &pairs).send()
        };
        alike(&hidden, &mut send, &format!("a code typed at {path}"));
    }
    // Whoever has a seat there finds it among their own.
    assert!(insider.page(&hidden, "/me").text().contains(&hidden));
}
