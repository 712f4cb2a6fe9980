//! Pages of other sites can't do anything here in somebody's name, and reading changes nothing.

use serde_json::json;
use support::Launch;
use support::http::Request;

use crate::PROGRAM;
use crate::place::Place;
use crate::routes::{METHODS, all, at, is_the_way_out};

/// What a browser says of where a request comes from.
type From = Vec<(&'static str, &'static str)>;

const fn site(value: &'static str) -> (&'static str, &'static str) {
    ("Sec-Fetch-Site", value)
}

const fn origin(value: &'static str) -> (&'static str, &'static str) {
    ("Origin", value)
}

fn foreign() -> [From; 8] {
    [
        vec![site("cross-site"), origin("https://evil.example")],
        vec![site("cross-site")],
        vec![site("same-site"), origin("http://other.127.0.0.1")],
        vec![site("SAME-ORIGIN")],
        vec![origin("https://evil.example")],
        // A page in a sandbox, a file, a redirect.
        vec![origin("null")],
        // The same machine, another program.
        vec![origin("http://127.0.0.1:1")],
        vec![origin("http://localhost")],
    ]
}

fn told<'c>(request: Request<'c>, from: &[(&str, &str)]) -> Request<'c> {
    let request = request.without("Origin").without("Sec-Fetch-Site");
    from.iter().fold(request, |request, (name, value)| request.header(name, value))
}

#[test]
fn no_page_of_another_site_does_anything_anywhere() {
    let place = Place::open();
    let mut client = place.client();
    client.set_cookie(&format!("seat-{}", place.table), place.person.token().unwrap());
    let before = place.kept();
    let patterns = all(&mut client);
    for pattern in &patterns {
        let path = at(pattern, &place.table);
        for method in ["POST", "PUT", "PATCH", "DELETE", "BREW"] {
            for from in &foreign() {
                let form = client.request(method, &path).body(
                    "application/x-www-form-urlencoded",
                    b"key=abcdefghijkl&statement=Words+from+elsewhere&code=22222222".to_vec(),
                );
                let reply = told(form, from).send();
                assert_eq!(reply.status, 403, "{method} {path} {from:?}");
                assert!(reply.set_cookies().is_empty(), "{method} {path} sets a cookie");
            }
        }
    }
    assert_eq!(place.kept(), before, "something happened");
}

#[test]
fn our_own_pages_and_programs_are_let_in() {
    let place = Place::open();
    let mut client = place.client();
    client.set_cookie(&format!("seat-{}", place.table), place.person.token().unwrap());
    let own = format!("http://{}", place.server.address());
    let own: &'static str = own.leak();
    let ways: [From; 5] = [
        vec![site("same-origin"), origin(own)],
        vec![site("none")],
        vec![site(""), origin(own)],
        vec![origin(own)],
        vec![],
    ];
    for (number, from) in ways.iter().enumerate() {
        let page = format!("/t/{}/c/1/add", place.table);
        let key = format!("own-page-{number}");
        let words = format!("From our own page, way {number}");
        let fields = [("key", key.as_str()), ("statement", words.as_str()), ("sure", "yes")];
        let reply = told(client.post_form(&page, &fields), from).send();
        assert_eq!(reply.status, 303, "{from:?}: {}", reply.words());
        let api = format!("/api/v1/tables/{}/conversations/1/statements", place.table);
        let body = json!({ "statement": format!("From a program, way {number}") });
        let request =
            client.send_json("POST", &api, &body).header("Idempotency-Key", &format!("own-api-{number}"));
        assert_eq!(told(request, from).send().status, 201, "{from:?}");
    }
}

#[test]
fn behind_https_the_public_address_is_our_own_and_no_other() {
    let place = Place::launched(Launch::serve(PROGRAM).arg("--public-url").arg("https://round.example"));
    let mut client = place.client();
    let mut send = |origin: &str| {
        let request = client.post_form("/go", &[("code", "22222222")]).without("Sec-Fetch-Site");
        request.header("Host", "inside:8080").header("Origin", origin).send().status
    };
    assert_eq!(send("https://round.example"), 422, "let in, and told that the code is unknown");
    for foreign in
        ["https://evil.example", "https://round.example.evil.example", "http://round.example", "null"]
    {
        assert_eq!(send(foreign), 403, "{foreign}");
    }
}

#[test]
fn reading_changes_nothing_and_sets_no_cookie() {
    let mut place = Place::open();
    let mut client = place.client();
    let before = place.kept();
    let patterns = all(&mut client);
    for pattern in patterns.iter().filter(|pattern| !is_the_way_out(pattern)) {
        let path = at(pattern, &place.table);
        // Things that would do something, if sent as a form.
        let asking = format!("{path}?key=abcdefghijkl&statement=Hello&choice=agree&action=withdraw");
        for method in METHODS.into_iter().filter(|method| matches!(*method, "GET" | "HEAD" | "OPTIONS")) {
            for path in [&path, &asking] {
                let outside = client.request(method, path).send();
                assert!(outside.set_cookies().is_empty(), "{method} {path} sets a cookie on somebody new");
                let cookie = format!("seat-{}={}", place.table, place.person.token().unwrap());
                let inside = client.request(method, path).header("Cookie", &cookie).send();
                assert!(inside.set_cookies().is_empty(), "{method} {path} sets a cookie");
                place.person.send(method, path, "abcdefghijklmnopqrstuvwxyz", None).unwrap();
            }
        }
    }
    assert_eq!(place.kept(), before, "reading did something");
    let way_out = client.get("/leave").send();
    assert_eq!(way_out.status, 303);
    assert!(way_out.set_cookies().is_empty(), "nobody's cookies are nobody's to forget");
    assert_eq!(place.kept(), before, "getting out without a seat did something");
}
