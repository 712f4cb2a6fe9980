//! A hall without internet: plain HTTP under a name of the local network. Everything works; the host is told
//! that cookies are weaker there.

use std::net::SocketAddr;

use support::http::{Client, Request};
use support::{Launch, Server};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
const HOST: &str = "round.local:8080";
const WARNING: &str = "cookies are weaker";

/// A form as a browser sends it without HTTPS: it tells its page's origin, and nothing of `Sec-Fetch-Site`.
fn form<'c>(client: &'c mut Client, path: &str, fields: &[(&str, &str)]) -> Request<'c> {
    let request = client.post_form(path, fields).without("Sec-Fetch-Site");
    request.header("Host", HOST).header("Origin", "http://round.local:8080")
}

fn get(client: &mut Client, path: &str) -> support::http::Reply {
    let reply = client.get(path).header("Host", HOST).send();
    // With "no-referrer" such a browser would hide the origin of our own forms too.
    assert_eq!(reply.header("referrer-policy"), Some("same-origin"), "{path}");
    reply
}

/// Fills and sends the form of a page.
fn fill(client: &mut Client, page: &str, action: &str, with: &[(&str, &str)]) -> support::http::Reply {
    let mut found = get(client, page).form(action);
    for (name, value) in with {
        found = found.with(name, value);
    }
    let fields: Vec<(&str, &str)> =
        found.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form(client, &found.action, &fields).send()
}

#[test]
fn a_whole_round_works_over_plain_http_under_a_local_name() {
    let server = Server::serve(PROGRAM);
    let mut client = server.client();
    let table = [("table-name", "In the hall"), ("purpose", "Talk."), ("agreement", "We listen.")];
    let card = fill(&mut client, "/start/blank", "/start/", &table);
    assert_eq!(card.status, 200, "{}", card.words());
    assert!(card.text().contains("round.local:8080/back"), "links lead to the hall: {}", card.words());
    let cookie = card.set_cookies().remove(0);
    assert!(cookie.name.starts_with("seat-"), "{cookie:?}");
    assert!(!cookie.attributes.contains("Secure"), "a browser would throw it away: {cookie:?}");
    assert!(
        cookie.attributes.contains("HttpOnly") && cookie.attributes.contains("SameSite=Lax"),
        "{cookie:?}"
    );
    let code = cookie.name.trim_start_matches("seat-").to_owned();
    let offer = [
        ("question", "What first?"),
        ("open", "All."),
        ("fixed", "None."),
        ("who-decides", "Us."),
        ("who-spends", "Us."),
        ("who-stops", "Us."),
        ("how-decided", "Together."),
        ("by-when", "2028-01-01"),
        ("hear-back", "2028-02-01"),
    ];
    let opened = fill(&mut client, &format!("/t/{code}/c/new"), &format!("/t/{code}/c/new"), &offer);
    assert_eq!(opened.status, 303, "{}", opened.words());
    let conversation = format!("/t/{code}/c/1");
    let add = format!("{conversation}/add");
    let said =
        form(&mut client, &add, &[("key", "hall-said-1"), ("statement", "More chairs"), ("sure", "yes")]);
    assert_eq!(said.send().status, 303);
    let mut other = server.client();
    let seat = fill(&mut other, &format!("/t/{code}/sit"), &format!("/t/{code}/sit"), &[]);
    assert_eq!(seat.status, 200, "{}", seat.words());
    let asked = format!("{conversation}/say/1");
    let question = get(&mut other, &asked).form(&asked);
    let hidden = question.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let answer: Vec<(&str, &str)> = hidden.chain([("choice", "agree")]).collect();
    let answered = form(&mut other, &asked, &answer).send();
    assert!(matches!(answered.status, 200 | 303), "{} {}", answered.status, answered.words());
    let mine = get(&mut other, &format!("/t/{code}/me/answers/1"));
    assert!(mine.words().contains("More chairs"), "{}", mine.words());
    let copy = get(&mut other, &format!("/t/{code}/me/export.json"));
    assert!(copy.text().contains(r#""chance":1.0"#), "the form brings the draw along: {}", copy.text());
    assert_eq!(fill(&mut other, "/settings", "/settings", &[("theme", "dark")]).status, 200);
    assert_eq!(form(&mut other, "/leave", &[]).send().status, 303);
    assert_eq!(other.cookies().len(), 0, "{:?}", other.cookies());
}

#[test]
fn other_sites_can_still_do_nothing() {
    let server = Server::serve(PROGRAM);
    let mut client = server.client();
    for foreign in ["http://evil.local", "http://round.local", "http://round.local:81", "null"] {
        let reply = form(&mut client, "/go", &[("code", "22222222")]).header("Origin", foreign).send();
        assert_eq!(reply.status, 403, "{foreign}");
    }
    assert_eq!(form(&mut client, "/go", &[("code", "22222222")]).send().status, 422, "our own is let in");
}

/// An address of this machine that other machines of its network reach, if it has one. Nothing is sent.
fn outward() -> Option<SocketAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?;
    (!address.ip().is_loopback() && !address.ip().is_unspecified()).then_some(address)
}

#[test]
fn the_host_is_told_at_the_start_that_cookies_are_weaker() {
    let mut server = Server::serve(PROGRAM);
    assert!(!server.log().contains(WARNING), "on this machine alone nobody is between: {}", server.log());
    let port = server.address().port();
    server.start_again(SocketAddr::from(([0, 0, 0, 0], port)));
    let log = server.log();
    assert!(log.contains(WARNING) && log.contains("--public-url"), "{log}");
    // Numbers for the host are for the host's own machine only.
    if let Some(outward) = outward() {
        let mut client = Client::new(SocketAddr::new(outward.ip(), port));
        assert_eq!(client.get("/healthz").send().status, 200);
        assert_eq!(client.get("/metrics").send().status, 404);
    }
}

#[test]
fn behind_https_nobody_is_warned_and_with_http_in_public_somebody_is() {
    let secure = Launch::serve(PROGRAM).arg("--public-url").arg("https://round.example").start();
    assert!(!secure.log().contains(WARNING), "{}", secure.log());
    let plain = Launch::serve(PROGRAM).arg("--public-url").arg("http://round.local:8080").start();
    assert!(plain.log().contains(WARNING), "{}", plain.log());
    assert_eq!(plain.client().get("/healthz").send().text(), "ok\n");
    let nonsense = std::process::Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--public-url", "round.example", "--data"])
        .arg(plain.home().join("other"))
        .output()
        .unwrap();
    assert_eq!(nonsense.status.code(), Some(2));
    let said = String::from_utf8_lossy(&nonsense.stderr);
    assert!(said.contains("--public-url is an address that begins with https:// or http://"), "{said}");
}
