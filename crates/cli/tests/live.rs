//! Where we stand, while people answer: the stream that tells pages of changes, and when a map is issued anew.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::http::Reply;
use support::people::Person;
use support::{Launch, Server, until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_roundtable");
/// A second and what a busy machine takes beside it.
const SOON: Duration = Duration::from_secs(5);

/// A table with a conversation, and whoever set it.
struct Round {
    server: Server,
    starter: Person,
    table: String,
    conversation: String,
}

impl Round {
    fn set(findable: &str) -> Self {
        let server = Launch::serve(PROGRAM).start();
        let mut starter = Person::new(server.address(), "starter");
        let table = starter.set_table("Mill Street", findable);
        let conversation = starter.open(&table);
        Self { server, starter, table, conversation }
    }

    fn page(&self, rest: &str) -> String {
        format!("/t/{}/c/1/stand{rest}", self.table)
    }

    fn say(&mut self, many: u32) {
        for number in 1..=many {
            self.starter.say(&self.conversation, &format!("This is thing number {number}"));
        }
    }

    /// More people, each of whom agrees with every second thing, in two halves.
    fn people(&self, numbers: std::ops::Range<u32>, things: u32) -> Vec<Person> {
        let person = |number: u32| {
            let mut person = Person::new(self.server.address(), &format!("person{number}"));
            person.sit(&self.table);
            for thing in 1..=things {
                answer(&mut person, &self.conversation, thing, (number + thing).is_multiple_of(2));
            }
            person
        };
        numbers.map(person).collect()
    }

    fn map(&self) -> Reply {
        let reply = self.server.client().get(&self.page("/map.json")).send();
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply
    }

    fn listen(&self, asked: &str, token: Option<&str>) -> Listener {
        Listener::to(self.server.address(), &self.page(&format!("/live{asked}")), token)
    }
}

fn answer(person: &mut Person, conversation: &str, thing: u32, agrees: bool) {
    let choice = if agrees { "agree" } else { "disagree" };
    person.done("PUT", &format!("{conversation}/statements/{thing}/response"), &json!({ "choice": choice }));
}

/// An open page, as far as its stream goes.
struct Listener {
    stream: TcpStream,
    heard: String,
    /// When each event came.
    events: Vec<Instant>,
    over: bool,
}

impl Listener {
    fn to(address: SocketAddr, path: &str, token: Option<&str>) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        let bearer = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\nAccept-Encoding: br, gzip\r\n\
             {bearer}\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let mut listener = Self { stream, heard: String::new(), events: Vec::new(), over: false };
        until(SOON, "the stream to begin", || {
            listener.read();
            listener.heard.contains("retry: ").then_some(())
        });
        listener
    }

    fn read(&mut self) {
        let mut buffer = [0; 4096];
        match self.stream.read(&mut buffer) {
            Ok(0) => self.over = true,
            Ok(many) => {
                self.heard.push_str(std::str::from_utf8(&buffer[..many]).unwrap());
                let all = self.heard.matches("event: changed").count();
                self.events.resize(all, Instant::now());
            }
            Err(error) => {
                assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
            }
        }
    }

    fn listen_for(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while Instant::now() < end {
            self.read();
        }
    }

    /// Listens until so many events have come.
    #[track_caller]
    fn hears(&mut self, events: usize) {
        until(SOON, &format!("event {events}"), || {
            self.read();
            (self.events.len() >= events).then_some(())
        });
    }

    /// Listens until the last piece has come, or the other end closes it.
    #[track_caller]
    fn ends(&mut self) {
        until(SOON, "the end of the stream", || {
            self.read();
            (self.over || self.heard.ends_with("\r\n0\r\n\r\n")).then_some(())
        });
    }
}

#[test]
fn a_page_hears_of_answers_at_most_once_a_second_and_of_nothing_else() {
    let mut round = Round::set("public");
    round.say(3);
    let mut page = round.listen("", None);
    for header in [
        "HTTP/1.1 200 OK",
        "content-type: text/event-stream; charset=utf-8",
        "cache-control: no-store",
        "x-accel-buffering: no",
    ] {
        assert!(page.heard.to_lowercase().contains(&header.to_lowercase()), "{header}: {}", page.heard);
    }
    assert!(!page.heard.contains("content-encoding"), "{}", page.heard);

    answer(&mut round.starter, &round.conversation, 1, true);
    page.hears(1);
    let mut agrees = true;
    let began = Instant::now();
    until(Duration::from_mins(1), "three more events of a burst", || {
        for thing in 1..=3 {
            answer(&mut round.starter, &round.conversation, thing, agrees);
        }
        agrees = !agrees;
        page.read();
        (page.events.len() >= 4).then_some(())
    });
    page.listen_for(Duration::from_millis(2500));
    // One for each second that was begun, whenever this busy machine let them be read; and the one before.
    let most = began.elapsed().as_secs() + 2;
    assert!(page.events.len() as u64 <= most, "{} events, more than {most}", page.events.len());
    for message in page.heard.split("\n\n").filter(|message| message.contains("event: ")) {
        assert!(message.len() < 400 && message.contains("\ndata: "), "{message}");
    }

    // People who come, and other conversations, change nothing here.
    let before = page.events.len();
    round.people(0..3, 0);
    let other = round.starter.open(&round.table);
    round.starter.say(&other, "Something else");
    page.listen_for(Duration::from_millis(2500));
    assert_eq!(page.events.len(), before, "{}", page.heard);
}

#[test]
fn a_page_that_shows_something_else_hears_so_at_once() {
    let mut round = Round::set("public");
    round.say(1);
    round.listen("?seen=0123456789abcdef-7", None).hears(1);
    let mut page = round.listen("?seen=nonsense", None);
    answer(&mut round.starter, &round.conversation, 1, true);
    page.hears(1);
    let id = page.heard.split("id: ").nth(1).unwrap().lines().next().unwrap();
    let mut again = round.listen(&format!("?seen={id}"), None);
    again.listen_for(Duration::from_millis(2500));
    assert!(again.events.is_empty(), "it has seen all there is: {}", again.heard);
    // Whoever asks for no stream gets one event, and the end.
    let reply = round.server.client().get(&round.page("/live")).compressed().send();
    assert_eq!((reply.status, reply.header("content-encoding")), (200, None));
    assert!(reply.text().contains(&format!("id: {id}\n")), "{}", reply.text());
}

#[test]
fn a_hidden_table_has_no_stream_for_outsiders_and_ends_it_for_those_who_leave() {
    let mut round = Round::set("hidden");
    round.say(1);
    let mut outsider = round.server.client();
    for path in ["/live", "/map.json"] {
        for method in ["GET", "HEAD"] {
            let mut ask = |path: &str| {
                let request = outsider.request(method, path).header("Accept", "text/event-stream");
                let reply = request.send();
                (reply.status, reply.text().replace(&round.table, "zzzzzzzz"))
            };
            let nowhere = round.page(path).replace(&round.table, "zzzzzzzz");
            let hidden = ask(&round.page(path));
            assert_eq!(hidden.0, 404, "{method} {path}");
            assert_eq!(hidden, ask(&nowhere), "{method} {path}");
        }
    }
    let token = round.starter.token().unwrap().to_owned();
    let mut page = round.listen("", Some(&token));
    answer(&mut round.starter, &round.conversation, 1, true);
    page.hears(1);
    round.starter.done("DELETE", &format!("/api/v1/tables/{}/me", round.table), &Value::Null);
    page.ends();
}

#[test]
fn open_streams_do_not_hold_up_a_stop() {
    let mut round = Round::set("public");
    round.say(1);
    let mut pages: Vec<Listener> = (0..40).map(|_| round.listen("", None)).collect();
    let began = Instant::now();
    let ended = round.server.terminate(Duration::from_secs(2));
    assert!(ended.success(), "{ended}");
    println!("stopped under 40 streams after {:?}", began.elapsed());
    for page in &mut pages {
        page.ends();
    }
}

#[test]
fn the_map_is_one_value_wherever_it_is_read() {
    let mut round = Round::set("public");
    round.say(6);
    let mut people = round.people(0..30, 6);
    let first = round.map();
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert_eq!(first.header("content-disposition"), Some("attachment; filename=\"where-we-stand.json\""));
    assert_eq!(first.header("cache-control"), Some("no-store"));
    assert!(first.header("roundtable-entry").unwrap().parse::<u64>().unwrap() > 180);
    assert_eq!(round.map().body, first.body);
    let api = format!("{}/map", round.conversation);
    let reply = round.server.client().get(&api).send();
    assert_eq!((reply.status, &reply.body), (200, &first.body), "{}", reply.text());
    assert_eq!(reply.header("roundtable-entry"), first.header("roundtable-entry"));

    let map = first.json();
    assert_eq!((&map["people"], &map["answers"]), (&json!(30), &json!(180)));
    assert_eq!(map["verdict"], "clear", "{map}");
    let place = |person: &mut Person| person.read(&format!("{api}/me")).json()["place"].clone();
    let (one, other) = (place(&mut people[0]), place(&mut people[1]));
    let names: Vec<&Value> = map["groups"].as_array().unwrap().iter().map(|group| &group["name"]).collect();
    assert!(names.contains(&&one["nearest"]) && names.contains(&&other["nearest"]), "{one} {other}");
    assert_ne!(one["nearest"], other["nearest"], "they answered the opposite");
    let mark = json!({ "x": one["at"]["x"], "y": one["at"]["y"] });
    let marks = map["marks"].as_array().unwrap();
    assert!(marks.iter().any(|known| (&known["x"], &known["y"]) == (&mark["x"], &mark["y"])), "{one}");
}

#[test]
fn a_map_is_issued_anew_when_eight_people_have_changed_their_answers() {
    let mut round = Round::set("public");
    round.say(6);
    let mut people = round.people(0..19, 6);
    assert_eq!(round.map().json()["verdict"], "too-few-people");
    // While there are no groups to tell about, every answer shows.
    people.extend(round.people(19..20, 6));
    until(SOON, "the twentieth person on the map", || (round.map().json()["people"] == 20).then_some(()));
    people.extend(round.people(20..27, 6));
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(round.map().json()["people"], 20, "seven came since");
    people.extend(round.people(27..30, 6));
    let before = until(SOON, "ten more", || Some(round.map()).filter(|map| map.json()["people"] == 30));
    for (number, person) in (0..8).zip(&mut people) {
        assert_eq!(round.map().body, before.body, "after {number} changed their answers");
        assert_eq!(round.map().header("roundtable-entry"), before.header("roundtable-entry"));
        answer(person, &round.conversation, 1, number % 2 == 0);
        std::thread::sleep(Duration::from_millis(200));
    }
    until(SOON, "the next issue", || (round.map().body != before.body).then_some(()));
}
