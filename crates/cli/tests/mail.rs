//! News by e-mail, through a mail server: an address is asked first, says yes by a link, and ends it by another one.
//! Where the host has named no mail server nothing asks for an address.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use support::disk::marked;
use support::http::{Client, Reply};
use support::{Launch, Server};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
const ORIGIN: &str = "http://round.example";
const ADDRESS: &str = "canaryq@mail.example";

/// A mail server that keeps whatever it is told.
fn mail_server() -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (letters, kept) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let letters = letters.clone();
            std::thread::spawn(move || hear(&stream.unwrap(), |letter| drop(letters.send(letter))));
        }
    });
    (address, kept)
}

fn hear(stream: &TcpStream, keep: impl Fn(String)) {
    let say = |words: &str| (&mut &*stream).write_all(format!("{words}\r\n").as_bytes()).unwrap();
    say("220 here");
    let mut letter: Option<String> = None;
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        match (&mut letter, line.as_str()) {
            (Some(_), ".") => {
                keep(letter.take().unwrap_or_default());
                say("250 kept");
            }
            (Some(letter), line) => {
                letter.push_str(line);
                letter.push('\n');
            }
            (None, "DATA") => {
                letter = Some(String::new());
                say("354 go on");
            }
            (None, "QUIT") => return say("221 bye"),
            (None, _) => say("250 fine"),
        }
    }
}

/// The first link in a letter, without the part that leads to us. Letters break long lines with `=`.
fn link(letter: &str) -> String {
    let whole = letter.replace("=\n", "").replace("=3D", "=");
    let from = whole.find(&format!("{ORIGIN}/t/")).unwrap() + ORIGIN.len();
    whole[from..].split(|letter: char| letter.is_whitespace() || letter == '>').next().unwrap().to_owned()
}

fn sit(client: &mut Client) -> String {
    let form = client.get("/start/blank").send().form("/start/");
    let form =
        form.with("table-name", "The kitchen").with("purpose", "Talk.").with("agreement", "We listen.");
    let card = client.send_form(&form).send();
    let cookie = card.set_cookies().remove(0);
    cookie.name.trim_start_matches("seat-").to_owned()
}

fn give(client: &mut Client, table: &str, address: &str) -> Reply {
    let page = format!("/t/{table}/me/mail");
    let form = client.get(&page).send().form(&page).with("address", address);
    client.send_form(&form).send()
}

#[test]
fn an_address_is_asked_and_can_say_no_at_any_time() {
    let (mail, letters) = mail_server();
    let server = Launch::serve(PROGRAM)
        .arg("--public-url")
        .arg(ORIGIN)
        .env("ROUNDTABLE_SMTP", &format!("smtp://{mail}"))
        .env("ROUNDTABLE_MAIL_FROM", "News <news@round.example>")
        .start();
    let mut client = server.client();
    let table = sit(&mut client);
    let page = format!("/t/{table}/me/mail");

    let wrong = give(&mut client, &table, "not an address");
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("not an address"), "what was typed is kept");
    assert_eq!(give(&mut client, &table, ADDRESS).status, 303);
    let letter = letters.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(letter.contains("Subject: Please confirm") && letter.contains(ADDRESS), "{letter}");
    assert!(!letter.contains("kitchen"), "{letter}");

    // Whoever reads the letter has no seat and no cookie. Opening the link changes nothing; pressing does.
    let mut reader = server.client();
    let asked = link(letter.split_once("\n\n").unwrap().1);
    let shown = reader.get(&asked).send();
    assert!(shown.status == 200 && shown.text().contains(ADDRESS), "{}", shown.words());
    assert!(client.get(&page).send().words().contains("We sent a letter to"));
    assert_eq!(reader.send_form(&shown.form(&asked)).send().status, 200);
    assert!(client.get(&page).send().words().contains("News goes to"));

    // A mail program's own button has no page to come from.
    let stop = reader.post_form(&format!("{asked}/stop"), &[("List-Unsubscribe", "One-Click")]);
    assert_eq!(stop.without("Sec-Fetch-Site").without("Origin").send().status, 200);
    assert!(!client.get(&page).send().text().contains(ADDRESS));
    for gone in [asked.clone(), format!("{asked}/stop"), format!("/t/{table}/mail/AAAA")] {
        assert_eq!(reader.get(&gone).send().status, 404, "{gone}");
    }
    assert_eq!(marked(server.data(), "canaryq"), std::collections::BTreeSet::new(), "not on the disk either");
}

#[test]
fn without_a_mail_server_nobody_is_asked_for_an_address() {
    let server = Server::serve(PROGRAM);
    let mut client = server.client();
    let table = sit(&mut client);
    let page = client.get(&format!("/t/{table}/me/mail")).send();
    assert_eq!(
        (page.status, page.forms().iter().any(|form| form.action.ends_with("/me/mail"))),
        (200, false)
    );
    let key = [("key", "0123456789abcdef"), ("address", ADDRESS)];
    assert_eq!(client.post_form(&format!("/t/{table}/me/mail"), &key).send().status, 404);
}
