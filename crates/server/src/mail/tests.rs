//! Letters as a mail server gets them, and what their links open.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use store::HouseKey;
use table::{Actor, CardHash, Command, Day, MailAddress, MailCommand, Rhythm, SeatNo, Table};

use super::letter::news;
use super::{Letter, MailSettings, Post, holder, question, token};
use crate::pages::conversations::trial::Trial;
use crate::text::Tr;

const SEAT: SeatNo = SeatNo(1);
const ORIGIN: &str = "https://round.example";

fn key() -> HouseKey {
    HouseKey::from_bytes([1; 32])
}

fn address() -> MailAddress {
    "jo@example.org".parse().unwrap()
}

fn asks(trial: &mut Trial, command: MailCommand) {
    trial.ask(Actor::Seat(SEAT), &Command::Mail(command));
}

/// A table at which a seat gave an address.
fn given() -> Trial {
    let mut trial = Trial::new(3);
    asks(&mut trial, MailCommand::Give { address: address(), rhythm: Rhythm::EachDay });
    trial
}

fn due(table: &Table, today: Day) -> Option<Letter> {
    let mail = table.seat(SEAT)?.mail.as_ref()?;
    news(Tr::english(), ORIGIN, &key(), table, (SEAT, mail), today)
}

/// A mail server for one letter: what was said to it, line by line.
fn server() -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    (address, std::thread::spawn(move || hear(&listener.accept().unwrap().0)))
}

fn hear(stream: &TcpStream) -> Vec<String> {
    let say = |words: &str| (&mut &*stream).write_all(format!("{words}\r\n").as_bytes()).unwrap();
    say("220 here");
    let (mut heard, mut in_letter) = (Vec::new(), false);
    for line in BufReader::new(stream).lines() {
        let line = line.unwrap();
        match line.as_str() {
            "." => {
                in_letter = false;
                say("250 kept");
            }
            "QUIT" => {
                say("221 bye");
                return heard;
            }
            "DATA" => {
                in_letter = true;
                say("354 go on");
            }
            _ if !in_letter => say("250 fine"),
            _ => {}
        }
        heard.push(line);
    }
    heard
}

#[tokio::test]
async fn a_letter_goes_to_one_person_and_tells_others_nothing() {
    let (address_of_server, heard) = server();
    let settings = MailSettings { server: address_of_server, from: "News <news@round.example>".into() };
    let post = Post::new(&settings).unwrap();
    let trial = given();
    let letter = question(Tr::english(), ORIGIN, &key(), trial.table().id, SEAT, &address());
    post.send(&letter).await.unwrap();
    drop(post);
    let heard = heard.join().unwrap();
    let to: Vec<_> = heard.iter().filter(|line| line.starts_with("RCPT")).collect();
    assert_eq!(to, ["RCPT TO:<jo@example.org>"]);
    let all = heard.join("\n");
    for needed in [
        "From: News <news@round.example>",
        "Subject: Please confirm",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Auto-Submitted: auto-generated",
        "press Yes",
    ] {
        assert!(all.contains(needed), "{needed}: {all}");
    }
    assert!(!all.contains("Mill Street") && !all.contains("Roundtable"), "{all}");
}

#[test]
fn news_tells_of_days_that_are_over_and_of_nobodys_words() {
    let mut trial = given();
    let today = trial.table().set_on;
    trial.say(0, "The door should open at eight");
    assert!(due(trial.table(), today.plus(9)).is_none(), "not confirmed");
    asks(&mut trial, MailCommand::Confirm { address: address() });
    assert!(due(trial.table(), today.plus(1)).is_none(), "they were there on the day they said yes");
    // Of the first two weeks nothing is new until the conversation ends.
    assert!(
        due(trial.table(), today.plus(15)).is_none(),
        "its last day is the 14th, which tells nothing yet"
    );
    let letter = due(trial.table(), today.plus(16)).unwrap();
    assert!(letter.text.contains("A conversation has ended."), "{}", letter.text);
    assert!(!letter.text.contains("eight") && !letter.text.contains("Mill Street"), "{}", letter.text);
    let link = letter.stop.strip_prefix(ORIGIN).unwrap();
    let given = link.strip_suffix("/stop").and_then(|link| link.rsplit('/').next()).unwrap();
    assert_eq!(holder(&key(), trial.table(), given), Some((SEAT, address())));
    asks(&mut trial, MailCommand::Told { through: today.plus(15) });
    assert!(due(trial.table(), today.plus(16)).is_none(), "told once");
}

#[test]
fn a_letters_link_opens_one_address_while_the_seat_has_it() {
    let mut trial = given();
    let given = token(&key(), trial.table().id, SEAT, &address());
    assert_eq!(holder(&key(), trial.table(), &given), Some((SEAT, address())));
    assert_eq!(holder(&HouseKey::from_bytes([2; 32]), trial.table(), &given), None, "another house's");
    for at in 0..given.len() {
        let mut changed = given.clone();
        changed.replace_range(at..=at, if given.as_bytes()[at] == b'A' { "Q" } else { "A" });
        assert_eq!(holder(&key(), trial.table(), &changed), None, "{changed}");
    }
    trial.ask(Actor::Seat(SEAT), &Command::ReplaceCard { card: CardHash::from_bytes([99; 32]) });
    assert!(holder(&key(), trial.table(), &given).is_some(), "a new card does not change the address");
    asks(&mut trial, MailCommand::TakeBack);
    assert_eq!(holder(&key(), trial.table(), &given), None, "taken back");
}

#[test]
fn settings_that_make_no_sense_are_said_to_be_so() {
    let settings = |server: &str, from: &str| MailSettings { server: server.into(), from: from.into() };
    for (server, from, said) in
        [("mail.example", "news@round.example", "--smtp"), ("smtp://mail.example", "news", "--mail-from")]
    {
        let error = Post::new(&settings(server, from)).err().unwrap();
        assert!(error.starts_with(said), "{error}");
    }
}
