//! What pages weigh on the wire: every byte of head and body that a phone receives, as `br`, and, for a whole
//! contribution, every byte that it sends too. These are sizes, so they are the same on every machine.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;
use support::html::{Form, tags};
use support::http::{Client, Reply};
use support::{Launch, Server, must};

/// The demonstration's public table and its invitation.
const TABLE: &str = "manyhand";
const INVITATION: &str = "/j/bethere2";

/// The styles and the script, each as one file.
const FILES: [(&str, u64); 2] = [("/assets/site.", 14_000), ("/assets/app.", 8_000)];
const FIRST_VIEW: u64 = 30_000;
const FIRST_REQUESTS: usize = 4;
const LATER_VIEW: u64 = 6_000;
const CONTRIBUTION: u64 = 100_000;
/// A page for people, without its head.
const PAGE: usize = 4_000;
/// A page of results, without its head.
const RESULTS: usize = 8_000;

/// A phone that asks for `br`, with a reader beside it that fetches the same page plain to find its forms. What
/// the reader fetches is not counted.
struct Phone {
    client: Client,
    reader: Client,
}

impl Phone {
    fn new(server: &Server) -> Self {
        Self { client: server.client(), reader: server.client() }
    }

    /// What a phone's browser sends along with everything.
    fn get(&mut self, path: &str) -> Reply {
        let mut reply = self.client.get(path).header("Accept-Encoding", "br").send();
        while let Some(next) = onward(&reply) {
            reply = self.client.get(&next).header("Accept-Encoding", "br").send();
        }
        assert!((200..300).contains(&reply.status), "{path}: {}", reply.status);
        reply
    }

    /// Sends a form and follows where it leads; gives the last page, and how much all of it took.
    fn send(&mut self, form: &Form) -> (Reply, u64, u32) {
        let before = self.client.traffic();
        let pairs: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut reply = self.client.post_form(&form.action, &pairs).header("Accept-Encoding", "br").send();
        while let Some(next) = onward(&reply) {
            reply = self.client.get(&next).header("Accept-Encoding", "br").send();
        }
        assert!((200..300).contains(&reply.status), "{}: {}", form.action, reply.status);
        let after = self.client.traffic();
        (reply, after.bytes() - before.bytes(), after.requests - before.requests)
    }

    /// The same page, plain, with the same cookies.
    fn plain(&mut self, path: &str) -> Reply {
        for cookie in self.client.cookies().to_vec() {
            self.reader.set_cookie(&cookie.name, &cookie.value);
        }
        let reply = self.reader.get(path).send();
        self.reader.follow(reply)
    }

    /// A page and all that it needs, on a first visit with scripts on. Gives bytes received and requests.
    fn first_view(&mut self, path: &str) -> (u64, usize) {
        let page = self.get(path);
        let mut received = page.received;
        let parts = parts(&self.plain(path).text());
        for part in &parts {
            let reply = self.get(part);
            println!("  {:>6} {part}", reply.received);
            for (_, most) in FILES.iter().filter(|(start, _)| part.starts_with(start)) {
                assert!(reply.received <= *most, "{part}: {} bytes, at most {most}", reply.received);
            }
            received += reply.received;
        }
        (received, 1 + parts.len())
    }
}

fn onward(reply: &Reply) -> Option<String> {
    (300..400).contains(&reply.status).then(|| reply.header("location").unwrap_or_default().to_owned())
}

/// The addresses of styles, scripts, the icon and pictures in a page.
fn parts(html: &str) -> BTreeSet<String> {
    let needed = |name: &str| matches!(name, "link" | "script" | "img" | "source" | "iframe");
    let tags = tags(html).into_iter().filter(|tag| needed(&tag.name));
    tags.filter_map(|tag| tag.attribute("href").or(tag.attribute("src")).map(str::to_owned)).collect()
}

#[test]
fn a_first_view_is_light() {
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    for path in ["/", &format!("/t/{TABLE}"), &format!("/t/{TABLE}/c/1"), INVITATION] {
        let (received, requests) = Phone::new(&server).first_view(path);
        println!("first view of {path}: {received} bytes, {requests} requests");
        assert!(received <= FIRST_VIEW, "{path}: {received} bytes, at most {FIRST_VIEW}");
        assert!(requests <= FIRST_REQUESTS, "{path}: {requests} requests, at most {FIRST_REQUESTS}");
    }
}

#[test]
fn each_further_answer_is_one_light_request() {
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    let mut phone = Phone::new(&server);
    let seat = phone.plain(INVITATION).form("/t/");
    phone.send(&seat);
    let base = format!("/t/{TABLE}/c/1");
    let mut largest = 0;
    // The answer with the most in it comes first; then one of each kind.
    for (at, button) in ["Agree", "Disagree", "Not sure, or skip", "Agree"].iter().enumerate() {
        let mut form = phone.plain(&format!("{base}/say")).form(&base).pressing(button);
        if at == 0 {
            form = form.with("matters", "yes").with("reason", &"A reason of full length. ".repeat(11));
        }
        let (reply, bytes, requests) = phone.send(&form);
        println!("answer {}: {bytes} bytes both ways, {requests} request", at + 1);
        assert!(reply.header("content-encoding") == Some("br"));
        assert_eq!(requests, 1, "sending an answer brings the next thing to answer");
        largest = largest.max(bytes);
    }
    assert!(largest <= LATER_VIEW, "{largest} bytes, at most {LATER_VIEW}");
}

#[test]
fn a_whole_contribution_without_scripts_is_light() {
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    let mut phone = Phone::new(&server);
    let base = format!("/t/{TABLE}/c/1");
    let says =
        |phone: &Phone, step: &str| println!("{:>6} bytes after {step}", phone.client.traffic().bytes());

    phone.get(INVITATION);
    // Without scripts a phone fetches no script; it may or may not fetch the icon, so it is counted.
    let needed = parts(&phone.plain(INVITATION).text());
    for part in needed.iter().filter(|part| !part.starts_with("/assets/app.")) {
        phone.get(part);
    }
    says(&phone, "the invitation");
    let seat = phone.plain(INVITATION).form("/t/");
    phone.send(&seat);
    says(&phone, "taking a seat and reading the card");
    for (page, action) in [("me/bring?first=1", "me/bring"), ("me/connected?first=1", "me/connected")] {
        let page = format!("/t/{TABLE}/{page}");
        phone.get(&page);
        let form = phone.plain(&page).form(&format!("/t/{TABLE}/{action}"));
        phone.send(&form);
    }
    says(&phone, "the two first questions and the conversation's home");
    phone.get(&format!("{base}/say"));
    for button in ["Agree", "Disagree", "Not sure, or skip"] {
        let form = phone.plain(&format!("{base}/say")).form(&base).pressing(button);
        phone.send(&form);
    }
    says(&phone, "three answers");
    phone.get(&format!("{base}/add"));
    let words = "The door should have a bench beside it.";
    let form = phone.plain(&format!("{base}/add")).form(&base).with("statement", words);
    phone.send(&form);
    let checked = phone.reader.send_form(&form).send();
    phone.send(&checked.form(&base).pressing("Send it"));
    says(&phone, "saying one thing");
    phone.get(&format!("{base}/stand"));
    says(&phone, "where we stand");

    let traffic = phone.client.traffic();
    println!("a whole contribution: {} bytes both ways, {} requests", traffic.bytes(), traffic.requests);
    assert!(phone.plain(&format!("{base}/all")).words().contains(words), "it was said");
    assert!(traffic.bytes() < CONTRIBUTION, "{} bytes, under {CONTRIBUTION}", traffic.bytes());
}

#[test]
fn every_page_keeps_to_its_weight() {
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    let mut phone = Phone::new(&server);
    let seat = phone.plain(INVITATION).form("/t/");
    let (card, ..) = phone.send(&seat);
    println!("{:>6} the card", card.body.len());
    assert!(card.body.len() <= PAGE, "the card: {} bytes", card.body.len());
    let table = format!("/t/{TABLE}");
    let pages = [
        "",
        "/c/1",
        "/c/1/say",
        "/c/1/add",
        "/c/1/s/1",
        "/c/1/done",
        "/c/1/offer",
        "/c/1/offer/change",
        "/c/1/stand/how",
        "/c/1/stand/unlike",
        "/c/new",
        "/me",
        "/me/bring",
        "/me/connected",
        "/invitations",
        "/agreement",
        "/card",
        "/vouch",
        "/brings",
        "/record",
        "/checking",
    ];
    let front = ["/", "/start", "/start/service", "/settings", "/help", "/privacy", "/back", "/lost"];
    let pages = pages.iter().map(|page| format!("{table}{page}")).chain(front.map(str::to_owned));
    let results = ["/c/1/stand", "/c/1/all"].map(|page| (format!("{table}{page}"), RESULTS));
    for (path, most) in pages.map(|path| (path, PAGE)).chain(results) {
        let reply = phone.get(&path);
        println!("{:>6} {path}", reply.body.len());
        assert_eq!(reply.header("content-encoding"), Some("br"), "{path}");
        assert!(reply.body.len() <= most, "{path}: {} bytes, at most {most}", reply.body.len());
    }
}

const GROUPS: u32 = 5;
const GROUP: u32 = 60;
const SAID: u32 = 30;
/// What is said is made of these, so that it packs no better than what people say.
const WORDS: &str = "door open early people bring children kitchen table wait money share garden evening music quiet \
    bench street room meet help know learn paper bus walk soup tea window light winter chairs rules safe trust plan small \
    start week paint repair noise friends listen write sign shop bridge tree water younger older everyone nobody often \
    never should could would need want keep change give take build ask tell show find try stay leave move run pay cost";

/// So many of them.
const VOCABULARY: u32 = 76;

/// The same every time, and as good as drawn.
fn drawn(seed: u32, below: u32) -> u32 {
    let mixed = (seed ^ 0x9E37_79B9).wrapping_mul(0x85EB_CA6B);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35);
    (mixed ^ (mixed >> 16)) % below
}

/// What somebody of a group answers, as the files write it: a third of the things all agree on, the others divide.
fn answer(group: u32, said: u32, person: u32) -> Option<i32> {
    let dice = drawn(person * 31 + said * 7 + 5, 100);
    let likes = match said {
        0..10 => 92,
        _ if drawn(group * 131 + said, 5) < 2 => 90,
        _ => 12,
    };
    match drawn(person * 17 + said * 3 + 11, 100) {
        0..15 => None,
        15..22 => Some(0),
        _ => Some(if dice < likes { -1 } else { 1 }),
    }
}

/// A conversation as its publishers write it, of five groups who answer most things.
fn five_groups(into: &std::path::Path) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut comments =
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n".to_owned();
    let mut votes = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for said in 0..SAID {
        let word = |at: u32| words[drawn(said * 64 + at, VOCABULARY) as usize];
        let text: Vec<&str> = (0..8 + drawn(said, 7)).map(word).collect();
        let time = 1_700_000_000_000_u64 + u64::from(said) * 60_000;
        let _ = writeln!(comments, "{time},Tue,{said},{said},0,0,1,The {}.", text.join(" "));
        for person in 0..GROUPS * GROUP {
            if let Some(vote) = answer(person % GROUPS, said, person) {
                let _ = writeln!(votes, "{time},Tue,{said},{person},{vote}");
            }
        }
    }
    must(std::fs::create_dir_all(into), "make a place for the files");
    let summary = "topic,Doors\nurl,https://example.org/doors\nconversation-description,A talk.\n";
    for (name, text) in [("summary.csv", summary), ("comments.csv", &comments), ("votes.csv", &votes)] {
        must(std::fs::write(into.join(name), text), "write a file");
    }
}

#[test]
fn thirty_things_and_five_groups_keep_to_the_weight() {
    let data = tempfile::tempdir().unwrap();
    let (from, house) = (data.path().join("polis"), data.path().join("house"));
    five_groups(&from);
    let import = Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(["--json", "import", "polis"])
        .arg(&from)
        .arg("--data")
        .arg(&house)
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&import.stdout).unwrap();
    let server = Launch::serve(env!("CARGO_BIN_EXE_roundtable")).data(house).start();
    let base = format!("/t/{}/c/1/stand", said["table"].as_str().unwrap());
    let mut phone = Phone::new(&server);
    let map = phone.plain(&format!("{base}/map.json")).json();
    assert_eq!(map["groups"].as_array().map(Vec::len), Some(GROUPS as usize), "{}", map["method"]);
    assert_eq!(map["people"], GROUPS * GROUP);
    let page = phone.get(&base);
    println!("{:>6} {base}", page.body.len());
    assert_eq!(page.header("content-encoding"), Some("br"));
    assert!(page.body.len() <= RESULTS, "{} bytes, at most {RESULTS}", page.body.len());
    let how = phone.get(&format!("{base}/how"));
    println!("{:>6} {base}/how", how.body.len());
    assert!(how.body.len() <= PAGE, "{} bytes, at most {PAGE}", how.body.len());
}
