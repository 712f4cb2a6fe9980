//! The same headers on every answer, whatever made it.

use support::Launch;
use support::http::Reply;

use crate::PROGRAM;
use crate::place::Place;
use crate::routes::{METHODS, all, at, is_the_way_out};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                   form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

const ALWAYS: [(&str, &str); 6] = [
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
];

#[track_caller]
fn has_the_baseline(reply: &Reply, what: &str, referrer: &str) {
    for (name, value) in ALWAYS.into_iter().chain([("referrer-policy", referrer)]) {
        let all: Vec<&str> = reply
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(all, [value], "{name} of {what}, which answered {}", reply.status);
    }
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(reply.header(name), None, "{what} tells {name}");
    }
    if let Some(kind) = reply.header("content-type").filter(|kind| kind.starts_with("text/")) {
        let spoken = kind.contains("charset=utf-8") || kind.starts_with("text/plain; version=");
        assert!(spoken, "{what} is {kind}, without its charset");
    }
}

/// Files of the record of a table that everybody may read can be kept; the tests of the record say how long.
fn may_be_kept(pattern: &str) -> bool {
    pattern.starts_with("/t/{table}/record/")
}

#[track_caller]
fn is_not_stored(reply: &Reply, what: &str) {
    assert_eq!(reply.header("cache-control"), Some("no-store"), "{what}, which answered {}", reply.status);
}

#[test]
fn every_address_and_method_has_the_baseline() {
    let mut place = Place::open();
    let mut client = place.client();
    let mut answered = std::collections::BTreeSet::new();
    for pattern in all(&mut client) {
        let path = at(&pattern, &place.table);
        for method in METHODS {
            let what = format!("{method} {path}");
            let reply = client.request(method, &path).send();
            has_the_baseline(&reply, &what, "no-referrer");
            if !(may_be_kept(&pattern) && reply.status == 200) {
                is_not_stored(&reply, &what);
            }
            answered.insert(reply.status);
            if !is_the_way_out(&pattern) {
                let key = place.person.fresh_key();
                let reply = place.person.send(method, &path, &key, None).unwrap();
                has_the_baseline(&reply, &what, "no-referrer");
                if !(may_be_kept(&pattern) && reply.status == 200) {
                    is_not_stored(&reply, &what);
                }
                answered.insert(reply.status);
            }
        }
    }
    for status in [200, 303, 400, 401, 404, 405] {
        assert!(answered.contains(&status), "no address answered {status}: {answered:?}");
    }
    assert!(answered.range(500..).next().is_none(), "{answered:?}");
}

#[test]
fn every_kind_of_fault_has_the_baseline() {
    let place = Place::open();
    let mut client = place.client();
    let long = "x".repeat(200_000);
    let check = |reply: &Reply, status: u16, what: &str| {
        assert_eq!(reply.status, status, "{what}: {}", reply.text());
        has_the_baseline(reply, what, "no-referrer");
        is_not_stored(reply, what);
    };
    check(&client.get("/nothing/here").send(), 404, "an unknown address");
    check(&client.get("/assets/nothing.css").send(), 404, "an unknown file");
    check(&client.request("PUT", "/").send(), 405, "an unknown method");
    check(&client.request("BREW", "/").send(), 405, "a method nobody knows");
    check(&client.post_form("/go", &[("code", &long)]).send(), 413, "a form that is too long");
    let text = client.post_form("/go", &[]).body("text/plain", b"code=1".to_vec()).send();
    check(&text, 415, "a form of the wrong kind");
    check(&client.post_form("/start/blank", &[]).send(), 400, "a form without a key");
    let empty = client.post_form("/start/blank", &[("key", "abcdefgh")]).send();
    check(&empty, 422, "a form to mend");
    let foreign = client.post_form("/go", &[]).header("Sec-Fetch-Site", "cross-site").send();
    check(&foreign, 403, "a form of another site");
    check(&client.get(&format!("/t/{}/me", place.table)).send(), 401, "a page that needs a seat");
    let api = format!("/api/v1/tables/{}/seats", place.table);
    check(&client.request("POST", &api).body("application/json", b"{".to_vec()).send(), 400, "broken JSON");
    let form = client.post_form(&api, &[]).header("Idempotency-Key", "abcdefghijklmnopqrstuvwxyz").send();
    check(&form, 415, "a form sent to the API");
    let large = format!("{{\"invitation\":\"{long}\"}}").into_bytes();
    let large = client
        .request("POST", &api)
        .header("Idempotency-Key", "abcdefghijklmnopqrstuvwxyz")
        .body("application/json", large)
        .send();
    check(&large, 413, "JSON that is too long");
}

#[test]
fn files_of_ours_are_kept_and_have_the_baseline_too() {
    let place = Place::open();
    let mut client = place.client();
    let page = client.get("/").send().text();
    let files: Vec<String> = support::html::tags(&page)
        .iter()
        .filter_map(|tag| tag.attribute("href").or(tag.attribute("src")))
        .filter(|address| address.starts_with("/assets/"))
        .map(str::to_owned)
        .collect();
    assert!(files.len() >= 3, "a style sheet, a script and an icon: {files:?}");
    for file in files {
        let reply = client.get(&file).compressed().send();
        assert_eq!(reply.status, 200, "{file}");
        has_the_baseline(&reply, &file, "no-referrer");
        assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"), "{file}");
        let tag = reply.header("etag").unwrap().to_owned();
        let again = client.get(&file).header("If-None-Match", &tag).send();
        assert_eq!((again.status, again.body.len()), (304, 0), "{file}");
        has_the_baseline(&again, &file, "no-referrer");
    }
}

#[test]
fn behind_https_it_insists_on_https() {
    let place = Place::launched(Launch::serve(PROGRAM).arg("--public-url").arg("https://round.example/"));
    let mut client = place.client();
    for path in ["/", "/nothing", "/assets/nothing", "/api/v1/about", &format!("/t/{}/me", place.table)] {
        let reply = client.get(path).header("Host", "round.example").send();
        has_the_baseline(&reply, path, "no-referrer");
        assert_eq!(
            reply.header("strict-transport-security"),
            Some("max-age=31536000; includeSubDomains"),
            "{path}"
        );
    }
    let plain = Place::open();
    assert_eq!(plain.client().get("/").send().header("strict-transport-security"), None);
}
