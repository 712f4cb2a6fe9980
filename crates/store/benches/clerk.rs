//! How many commands a second the clerk decides, folds and has on the disk, without HTTP; and how fast a journal
//! folds. `cargo bench -p store --bench clerk -- [people] [seconds]`.
#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to tell")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use store::{Clerk, House, Key};
use table::{
    Actor, CardHash, Choice, Command, ConversationNo, Day, Findable, InviteCode, Offer, ReasonChange, SeatNo,
    SetTable, Starter, StatementNo, TableId, TypedOffer, Words,
};

const STATEMENTS: u32 = 200;
const FIRST: ConversationNo = ConversationNo(1);

fn today() -> Day {
    Day::from_parts(2026, 11, 22).unwrap()
}

fn id() -> TableId {
    TableId::from_number(1)
}

fn key(text: impl AsRef<str>) -> Key {
    Key::new(text.as_ref()).unwrap()
}

fn card(number: u32) -> CardHash {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_le_bytes());
    CardHash::from_bytes(bytes)
}

async fn set_up(clerk: &Clerk, people: u32) {
    let setting = SetTable {
        id: id(),
        name: Words::new("Bench").unwrap(),
        purpose: Words::new("Measure").unwrap(),
        agreement: Words::new("None").unwrap(),
        findable: Findable::Public,
        starter: Starter::Blank,
        card: card(0),
        invitation: InviteCode::from_number(1),
    };
    clerk.set(setting, key("set-the-table"), today()).await.unwrap();
    let offer = Offer::check(&TypedOffer {
        question: "How fast?",
        open: "All",
        fixed: "Nothing",
        who_decides: "All",
        who_spends: "Nobody",
        who_stops: "Nobody",
        how_decided: "By measuring",
        by_when: Some(today()),
        hear_back: Some(today()),
    })
    .unwrap();
    let host = Actor::Seat(SeatNo(0));
    let open = Command::OpenConversation { offer, seed: [1; 32] };
    clerk.ask(id(), host, open, key("open-it-now"), today()).await.unwrap();
    for number in 1..people {
        let sit = Command::TakeSeat { invitation: None, card: card(number) };
        clerk.ask(id(), Actor::Newcomer, sit, key(format!("sit-down-{number}")), today()).await.unwrap();
    }
    for number in 0..STATEMENTS {
        let say =
            Command::Say { conversation: FIRST, text: Words::new(&format!("Statement {number}")).unwrap() };
        let seat = Actor::Seat(SeatNo(number % people));
        clerk.ask(id(), seat, say, key(format!("say-this-{number}")), today()).await.unwrap();
    }
}

async fn answers(clerk: Clerk, seat: u32, until: Instant) -> Vec<Duration> {
    let mut took = Vec::new();
    let mut at = seat * 7;
    while Instant::now() < until {
        at += 1;
        let respond = Command::Respond {
            conversation: FIRST,
            statement: StatementNo(at % STATEMENTS + 1),
            choice: [Choice::Agree, Choice::Disagree, Choice::Pass][((at / STATEMENTS + seat) % 3) as usize],
            matters: false,
            reason: ReasonChange::Keep,
            drawn: None,
        };
        let began = Instant::now();
        let seat = Actor::Seat(SeatNo(seat));
        clerk.ask(id(), seat, respond, key(format!("answer-{at:010}")), today()).await.unwrap();
        took.push(began.elapsed());
    }
    took
}

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let numbers: Vec<u32> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let people = *numbers.first().unwrap_or(&256);
    let seconds = u64::from(*numbers.get(1).unwrap_or(&5));
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let clerk = Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap();
    set_up(&clerk, people).await;
    let (kept_before, groups_before) = clerk.work();
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let running: Vec<_> = (0..people).map(|seat| tokio::spawn(answers(clerk.clone(), seat, until))).collect();
    let mut took = Vec::new();
    for one in running {
        took.extend(one.await.unwrap());
    }
    let elapsed = began.elapsed().as_secs_f64();
    let (kept, groups) = clerk.work();
    let (kept, groups) = (kept - kept_before, groups - groups_before);
    took.sort_unstable();
    let p99 = took[took.len() * 99 / 100].as_secs_f64() * 1000.0;
    println!(
        "{people} people: {:.0} durable commands/s, p99 {p99:.1} ms, groups of {:.0}",
        kept as f64 / elapsed,
        kept as f64 / groups as f64
    );
    drop(clerk);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let began = Instant::now();
    let _clerk = Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap();
    let folding = began.elapsed().as_secs_f64();
    println!("folding those {kept} answers again: {folding:.2} s, {:.0} events/s", kept as f64 / folding);
}
