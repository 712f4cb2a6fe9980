//! A large table: how long its record takes to come about, to be checked and to open again, and a proof to be made.
//! `cargo bench -p verify --bench million -- [thousands of answers]`; a thousand thousand if none is given.
#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to tell")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use store::{Clerk, House, Key, RecordSettings, Recorder};
use table::{
    Actor, CardHash, Choice, Command, ConversationNo, Day, Findable, InviteCode, Offer, ReasonChange, SeatNo,
    SetTable, Starter, StatementNo, TableId, TypedOffer, Words,
};
use verify::Asked;

/// Everybody answers this many statements.
const STATEMENTS: u32 = 1000;
/// So many people answer at once.
const AT_ONCE: u32 = 256;
const FIRST: ConversationNo = ConversationNo(1);
const PROOFS: u64 = 10_000;

fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap())
}

fn id() -> TableId {
    TableId::from_number(1)
}

async fn ask(clerk: &Clerk, actor: Actor, command: Command, key: String) {
    clerk.ask(id(), actor, command, Key::new(&key).unwrap(), today()).await.unwrap();
}

fn card(number: u32) -> CardHash {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_le_bytes());
    CardHash::from_bytes(bytes)
}

async fn gather(clerk: &Clerk, people: u32) {
    let setting = SetTable {
        id: id(),
        name: Words::new("A large table").unwrap(),
        purpose: Words::new("Measure").unwrap(),
        agreement: Words::new("None").unwrap(),
        findable: Findable::Public,
        starter: Starter::Blank,
        card: card(0),
        invitation: InviteCode::from_number(1),
    };
    clerk.set(setting, Key::new("set-the-table").unwrap(), today()).await.unwrap();
    for number in 1..people {
        let sit = Command::TakeSeat { invitation: None, card: card(number) };
        ask(clerk, Actor::Newcomer, sit, format!("sit-down-{number}")).await;
    }
    let typed = TypedOffer {
        question: "How long does it take?",
        open: "All",
        fixed: "Nothing",
        who_decides: "All",
        who_spends: "Nobody",
        who_stops: "Nobody",
        how_decided: "By measuring",
        by_when: Some(today().plus(7)),
        hear_back: Some(today().plus(7)),
    };
    let open = Command::OpenConversation { offer: Offer::check(&typed).unwrap(), seed: [1; 32] };
    ask(clerk, Actor::Seat(SeatNo(0)), open, "open-it-now".into()).await;
    for number in 0..STATEMENTS {
        let text = Words::new(&format!("Statement {number}")).unwrap();
        let say = Command::Say { conversation: FIRST, text };
        ask(clerk, Actor::Seat(SeatNo(number % people)), say, format!("say-this-{number}")).await;
    }
}

/// Every `AT_ONCE`th person, from the given one, answers everything. They answer in two camps, with some noise.
async fn answer(clerk: Clerk, first: u32, people: u32) {
    for seat in (first..people).step_by(AT_ONCE as usize) {
        for statement in 0..STATEMENTS {
            let noise = (seat.wrapping_mul(2_654_435_761) ^ statement.wrapping_mul(40_503)) >> 7;
            let choice = match noise % 8 {
                0 => Choice::Pass,
                1 => Choice::Agree,
                _ if (seat + statement).is_multiple_of(2) => Choice::Agree,
                _ => Choice::Disagree,
            };
            let statement = StatementNo(statement + 1);
            let (matters, reason) = (false, ReasonChange::Keep);
            let respond =
                Command::Respond { conversation: FIRST, statement, choice, matters, reason, drawn: None };
            let key = format!("answer-{seat}-{}", statement.0);
            ask(&clerk, Actor::Seat(SeatNo(seat)), respond, key).await;
        }
    }
}

fn open(directory: &Path) -> (House, Clerk, Recorder) {
    let house = House::open(directory).unwrap();
    let clerk = Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap();
    let settings = RecordSettings { every: Duration::from_secs(1), ..RecordSettings::default() };
    let recorder = Recorder::start(&house, &clerk, settings).unwrap();
    (house, clerk, recorder)
}

async fn close((house, clerk, recorder): (House, Clerk, Recorder)) {
    drop((recorder, clerk));
    tokio::time::sleep(Duration::from_secs(1)).await;
    drop(house);
}

fn bytes(directory: &Path) -> u64 {
    let files = std::fs::read_dir(directory).unwrap().filter_map(|entry| entry.ok()?.metadata().ok());
    files.map(|file| file.len()).sum()
}

#[tokio::main(flavor = "multi_thread")]
async fn main() {
    let thousands: u32 = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(1000);
    let directory = tempfile::tempdir().unwrap();
    let home = open(directory.path());
    gather(&home.1, thousands.max(50)).await;
    let began = Instant::now();
    let people: Vec<_> =
        (0..AT_ONCE).map(|first| tokio::spawn(answer(home.1.clone(), first, thousands))).collect();
    for one in people {
        one.await.unwrap();
    }
    println!("{thousands},000 durable answers: {:.1} s", began.elapsed().as_secs_f64());
    home.2.flush();
    println!("until the last one was in the record: {:.1} s", began.elapsed().as_secs_f64());

    let size = home.2.log(id()).unwrap().size;
    let began = Instant::now();
    let mut longest = Duration::ZERO;
    for number in 0..PROOFS {
        // Spread all over the table, in no order.
        let seq = number * 7_919 % size + 1;
        let one = Instant::now();
        let made = home.2.receipt(id(), seq).unwrap();
        longest = longest.max(one.elapsed());
        assert!(made.is_some(), "entry {seq} is in the record");
    }
    println!(
        "a proof of {size} entries: {:.3} ms, the longest of {PROOFS} {:.3} ms",
        began.elapsed().as_secs_f64() * 1000.0 / PROOFS as f64,
        longest.as_secs_f64() * 1000.0
    );
    close(home).await;

    let began = Instant::now();
    let report = verify::directory::check(directory.path(), &Asked::default()).unwrap();
    assert_eq!(report.findings, []);
    println!("checking {} entries: {:.2} s", report.size, began.elapsed().as_secs_f64());
    let began = Instant::now();
    let home = open(directory.path());
    println!(
        "opening it again: {:.2} s; {:.0} bytes on the disk an entry",
        began.elapsed().as_secs_f64(),
        bytes(directory.path()) as f64 / size as f64
    );
    close(home).await;
}
