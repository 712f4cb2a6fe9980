//! Tries the counting HTTP client on a server whose every byte is known.
#![expect(clippy::expect_used, reason = "a test that can't set itself up has failed")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread::JoinHandle;
use std::time::Duration;

use support::{Pages, http::Client};

/// Answers one connection with fixed texts, one for each request, and gives back all that it was sent.
fn fixed(answers: &'static [&'static str]) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = listener.local_addr().expect("its address");
    let heard = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut heard = String::new();
        for answer in answers {
            let mut buffer = [0; 4096];
            let count = stream.read(&mut buffer).expect("a request");
            heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
            stream.write_all(answer.as_bytes()).expect("room for the answer");
        }
        heard
    });
    (address, heard)
}

#[test]
fn every_byte_is_counted_and_the_connection_is_kept() {
    const FIRST: &str = "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\nSet-Cookie: s=1; Path=/\r\n\r\nabc";
    const SECOND: &str =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nlong\r\n2\r\ner\r\n0\r\nA: b\r\n\r\n";
    let (address, heard) = fixed(&[FIRST, SECOND]);
    let mut client = Client::new(address);
    let first = client.get("/one").send();
    assert_eq!((first.status, first.text().as_str()), (200, "abc"));
    let second = client.get("/two").send();
    assert_eq!(second.text(), "longer");
    let heard = heard.join().expect("the server's thread");
    let traffic = client.traffic();
    assert_eq!(traffic.received, (FIRST.len() + SECOND.len()) as u64);
    assert_eq!(traffic.sent, heard.len() as u64);
    assert_eq!(traffic.requests, 2);
    assert!(heard.contains("GET /two HTTP/1.1\r\n") && heard.contains("Cookie: s=1\r\n"), "{heard}");
}

#[test]
fn a_form_is_sent_as_a_browser_sends_it_and_cookies_go() {
    const SET: &str = "HTTP/1.1 204 No Content\r\nSet-Cookie: a=b; HttpOnly; SameSite=Lax\r\n\r\n";
    const CLEAR: &str =
        "HTTP/1.1 303 See Other\r\nLocation: /next\r\nSet-Cookie: a=; Max-Age=0\r\nContent-Length: 0\r\n\r\n";
    const NEXT: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nthe end";
    let (address, heard) = fixed(&[SET, CLEAR, NEXT]);
    let mut client = Client::new(address);
    client.get("/").send();
    assert_eq!(client.cookie("a"), Some("b"));
    assert_eq!(client.cookies()[0].attributes, "HttpOnly; SameSite=Lax");
    let reply = client.post_form("/send", &[("words", "tea & talk, 4 o'clock"), ("é", "+")]).send();
    assert_eq!(client.cookie("a"), None);
    let reply = client.follow(reply);
    assert_eq!(reply.words(), "the end");
    let heard = heard.join().expect("the server's thread");
    assert!(heard.contains("words=tea+%26+talk%2C+4+o%27clock&%C3%A9=%2B"), "{heard}");
    assert!(heard.contains(&format!("Origin: http://{address}\r\n")), "{heard}");
}

#[test]
fn a_cut_answer_is_an_error_and_never_a_short_body() {
    let (address, heard) = fixed(&["HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"]);
    let outcome = Client::new(address).patience(Duration::from_secs(5)).get("/").try_send();
    assert!(outcome.is_err(), "{outcome:?}");
    heard.join().expect("the server's thread");
}

#[test]
fn forms_on_a_page_are_found_filled_and_sent() {
    let page = "<form method=post action=/say><input type=hidden name=key value=k1><textarea name=words></textarea>\
                <button name=go value=1>Send it</button></form>";
    let pages = Pages::serve(&[("/", page)]);
    let mut client = Client::new(pages.address());
    let form = client.get("/").send().form("/say").with("words", "a lamp").pressing("Send it");
    let sent = client.send_form(&form).send();
    assert_eq!(sent.words(), "sent key=k1&words=a+lamp&go=1");
    assert_eq!(client.get("/nowhere").send().status, 404);
}
