//! Whatever goes wrong, a person gets a page, and the host's numbers stay with the host.

use support::html::tags;
use support::http::Reply;

use crate::place::Place;

/// A page with a title, one heading, and a way on.
#[track_caller]
fn is_a_page(reply: &Reply, status: u16, title: &str) {
    let text = reply.text();
    assert_eq!(reply.status, status, "{text}");
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    let start = text.find("<title>").map(|at| &text[at + 7..]).unwrap_or_default();
    assert!(start.starts_with(title), "the title is {:?}", start.split("</title>").next());
    let tags = tags(&text);
    assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1, "{text}");
    let html = tags.iter().find(|tag| tag.name == "html").unwrap();
    assert!(html.attribute("lang").is_some_and(|lang| lang.starts_with("en")), "{html:?}");
    assert!(tags.iter().any(|tag| tag.name == "main"), "{text}");
    assert!(tags.iter().any(|tag| tag.attribute("href") == Some("/")), "no way home: {text}");
    assert!(tags.iter().any(|tag| tag.attribute("href") == Some("/leave")), "no way out: {text}");
}

#[test]
fn faults_are_pages_that_say_what_happened_first() {
    let place = Place::open();
    let mut client = place.client();
    let table = &place.table;
    let nothing = "There is nothing here";
    let not = "That did not work";
    is_a_page(&client.get("/nothing").send(), 404, nothing);
    is_a_page(&client.get("/t/zzzzzzzz").send(), 404, nothing);
    is_a_page(&client.get("/t/not-a-code").send(), 404, nothing);
    is_a_page(&client.get(&format!("/t/{table}/c/99")).send(), 404, nothing);
    is_a_page(&client.get(&format!("/t/{table}/c/-1")).send(), 404, nothing);
    is_a_page(&client.get(&format!("/t/{table}/c/99999999999999999999")).send(), 404, nothing);
    is_a_page(&client.get("/assets/nothing.css").send(), 404, nothing);
    is_a_page(&client.get(&format!("/t/{table}/me")).send(), 401, "This needs a seat");
    is_a_page(&client.request("PUT", "/").send(), 405, not);
    is_a_page(&client.post_form("/start/blank", &[]).send(), 400, not);
    let long = "x".repeat(70_000);
    is_a_page(&client.post_form("/start/blank", &[("purpose", &long)]).send(), 413, not);
    let wrong_kind = client.post_form("/go", &[]).body("application/json", b"{}".to_vec()).send();
    is_a_page(&wrong_kind, 415, not);
    is_a_page(&client.post_form("/go", &[]).header("Sec-Fetch-Site", "cross-site").send(), 403, not);
    is_a_page(&client.post_form("/start/blank", &[("key", "abcdefgh")]).send(), 422, "Error: ");
    is_a_page(&client.post_form("/go", &[("code", "no such code")]).send(), 422, "Error: ");
}

#[test]
fn the_api_says_the_same_in_json() {
    let place = Place::open();
    let mut client = place.client();
    let mut check = |method: &str, path: &str, status: u16, key: &str| {
        let reply = client.request(method, path).send();
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.text());
        assert_eq!(reply.header("content-type"), Some("application/json"), "{method} {path}");
        let error = &reply.json()["error"];
        assert_eq!(error["key"], key, "{method} {path}: {error}");
        assert!(error["text"].as_str().is_some_and(|text| text.ends_with('.')), "{error}");
    };
    check("GET", "/api/v1/nothing", 404, "not-found");
    check("GET", "/api/nothing", 404, "not-found");
    check("GET", "/api/v1/tables/zzzzzzzz", 404, "not-found");
    check("GET", &format!("/api/v1/tables/{}/me", place.table), 401, "no-seat");
    check("PATCH", "/api/v1/tables", 405, "method");
    check("POST", "/api/v1/tables", 400, "key-missing");
}

#[test]
fn what_is_not_http_gets_no_page_and_does_no_harm() {
    use std::io::{Read, Write};
    let place = Place::open();
    let nonsense: [&[u8]; 6] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /go HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    for bytes in nonsense {
        let mut stream = std::net::TcpStream::connect(place.server.address()).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(15))).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        // Closed without a word, or with a short one; never an error of the server's own making.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.starts_with("HTTP/1.1 5"), "{bytes:?}: {answer}");
    }
    let head = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(3000)
    );
    let mut stream = std::net::TcpStream::connect(place.server.address()).unwrap();
    let _ = stream.write_all(head.as_bytes());
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    assert_eq!(place.client().get("/healthz").send().text(), "ok\n");
}

#[test]
fn numbers_for_the_host_are_not_shown_to_those_who_come_through_a_proxy() {
    let place = Place::open();
    let mut client = place.client();
    let shown = client.get("/metrics").send();
    assert_eq!(shown.status, 200);
    let numbers = shown.text();
    assert!(numbers.contains("roundtable_requests_total"), "{numbers}");
    assert!(!numbers.contains(&place.table), "addresses of tables stay out of the numbers");
    for name in ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"] {
        let reply = client.get("/metrics").header(name, "127.0.0.1").send();
        assert_eq!(reply.status, 404, "{name}");
    }
    assert_eq!(client.request("POST", "/metrics").send().status, 405);
}
