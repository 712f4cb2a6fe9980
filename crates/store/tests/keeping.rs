//! What is acknowledged is kept, once; what is erased is in no file; what was altered is found.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use store::{Append, Clerk, House, Journal, Key, Problem, StoreError};
use table::{
    Actor, Answer, CardHash, Choice, Command, ConversationNo, Day, Findable, InviteCode, Kept, Offer,
    ReasonChange, Refusal, SeatNo, SetTable, Starter, StatementNo, TableId, TypedOffer, Words,
};

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn key(text: &str) -> Key {
    Key::new(&format!("test-key-{text}")).unwrap()
}

fn setting(id: u64) -> SetTable {
    SetTable {
        id: TableId::from_number(id),
        name: Words::new("Mill Street").unwrap(),
        purpose: Words::new("Decide how the front door works").unwrap(),
        agreement: Words::new("One at a time").unwrap(),
        findable: Findable::Public,
        starter: Starter::Service,
        card: CardHash::from_bytes([1; 32]),
        invitation: InviteCode::from_number(7),
    }
}

fn offer() -> Offer {
    Offer::check(&TypedOffer {
        question: "How should the front door feel?",
        open: "Opening times",
        fixed: "The building",
        who_decides: "All of us",
        who_spends: "The team",
        who_stops: "Nobody alone",
        how_decided: "By consent",
        by_when: Some(today().plus(14)),
        hear_back: Some(today().plus(28)),
    })
    .unwrap()
}

const TABLE: u64 = 42;
const FIRST: ConversationNo = ConversationNo(1);
const HOST: Actor = Actor::Seat(SeatNo(0));

fn id() -> TableId {
    TableId::from_number(TABLE)
}

fn clerk(house: &House) -> Clerk {
    Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap()
}

/// Drops the clerk and waits until its threads have let go of the journal.
async fn close(clerk: Clerk, house: House) {
    drop(clerk);
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    drop(house);
}

async fn begin(clerk: &Clerk) {
    clerk.set(setting(TABLE), key("set"), today()).await.unwrap();
    let open = Command::OpenConversation { offer: offer(), seed: [3; 32] };
    assert_eq!(clerk.ask(id(), HOST, open, key("open"), today()).await.unwrap(), Answer::Opened(FIRST));
}

fn say(text: &str) -> Command {
    Command::Say { conversation: FIRST, text: Words::new(text).unwrap() }
}

fn agree(statement: u32) -> Command {
    Command::Respond {
        conversation: FIRST,
        statement: StatementNo(statement),
        choice: Choice::Agree,
        matters: false,
        reason: ReasonChange::Keep,
        drawn: None,
    }
}

/// Every byte of every file in the directory.
fn bytes_of(directory: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        all.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    all
}

fn holds(directory: &Path, canary: &str) -> bool {
    bytes_of(directory).windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[tokio::test]
async fn the_state_comes_back_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let first = clerk(&house);
    begin(&first).await;
    for (at, text) in ["A bell would help", "Longer hours", "Warm drinks"].iter().enumerate() {
        first.ask(id(), HOST, say(text), key(&format!("say{at}")), today()).await.unwrap();
    }
    first.ask(id(), HOST, agree(2), key("agree"), today()).await.unwrap();
    let before = first.read(id(), Clone::clone).await.unwrap();
    close(first, house).await;
    let house = House::open(directory.path()).unwrap();
    let after = clerk(&house).read(id(), Clone::clone).await.unwrap();
    assert_eq!(before, after);
    assert_eq!(after.conversations[0].responses.len(), 1);
}

#[tokio::test]
async fn what_is_seen_comes_with_the_number_of_entries_it_is_folded_from() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let first = clerk(&house);
    begin(&first).await;
    let before = first.head(id()).unwrap();
    first.ask(id(), HOST, say("A bell would help"), key("say"), today()).await.unwrap();
    first.ask(id(), HOST, agree(1), key("agree"), today()).await.unwrap();
    first.ask(id(), HOST, agree(9), key("nothing"), today()).await.unwrap_err();
    let seen = first.read_at(id(), |table, head| (table.conversations[0].responses.len(), head)).await;
    assert_eq!(seen.unwrap(), (1, before + 2), "what was refused is no entry");
    assert_eq!(first.head(TableId::from_number(TABLE + 1)), None);
    close(first, house).await;
    let house = House::open(directory.path()).unwrap();
    let mut entries = 0;
    house.journal().unwrap().follow(id(), 0, &mut |_, _| entries += 1).unwrap();
    assert_eq!(clerk(&house).head(id()), Some(entries));
    assert_eq!(entries, before + 2);
}

#[tokio::test]
async fn the_same_key_twice_is_one_effect_and_the_same_answer() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let first = clerk(&house);
    begin(&first).await;
    let sent: Vec<_> = (0..100)
        .map(|_| {
            let clerk = first.clone();
            tokio::spawn(async move { clerk.ask(id(), HOST, say("A bell"), key("same"), today()).await })
        })
        .collect();
    for answer in sent {
        assert_eq!(answer.await.unwrap().unwrap(), Answer::Said(FIRST, StatementNo(1)));
    }
    let other = first.ask(id(), HOST, say("A gong"), key("same"), today()).await;
    assert!(matches!(other, Err(Problem::KeyReused)), "the first stands");
    close(first, house).await;
    let house = House::open(directory.path()).unwrap();
    let second = clerk(&house);
    let again = second.ask(id(), HOST, say("A bell"), key("same"), today()).await.unwrap();
    assert_eq!(again, Answer::Said(FIRST, StatementNo(1)), "also after a restart");
    let anew = second.ask(id(), HOST, say("A bell"), key("another"), today()).await;
    assert!(matches!(anew, Err(Problem::Refused(Refusal::AlreadySaid { .. }))));
    let statements = second.read(id(), |table| table.conversations[0].statements.len()).await.unwrap();
    assert_eq!(statements, 1);
}

#[tokio::test]
async fn what_is_taken_back_is_in_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let clerk = clerk(&house);
    begin(&clerk).await;
    clerk.ask(id(), HOST, say("canaryalpha in the porch"), key("a"), today()).await.unwrap();
    clerk.ask(id(), HOST, say("canarybeta in the hall"), key("b"), today()).await.unwrap();
    let card = CardHash::from_bytes([9; 32]);
    clerk
        .ask(id(), Actor::Newcomer, Command::TakeSeat { invitation: None, card }, key("sit"), today())
        .await
        .unwrap();
    let guest = Actor::Seat(SeatNo(1));
    let reasoned = Command::Respond {
        conversation: FIRST,
        statement: StatementNo(2),
        choice: Choice::Agree,
        matters: true,
        reason: ReasonChange::Set(Words::new("canarygamma told me").unwrap()),
        drawn: None,
    };
    clerk.ask(id(), guest, reasoned, key("c"), today()).await.unwrap();
    clerk.ask(id(), guest, say("canarydelta by the gate"), key("d"), today()).await.unwrap();
    let name = Command::ChooseName { name: Some(Words::new("canaryepsilon").unwrap()) };
    clerk.ask(id(), guest, name, key("e"), today()).await.unwrap();
    for canary in ["canaryalpha", "canarybeta", "canarygamma", "canarydelta", "canaryepsilon"] {
        assert!(holds(directory.path(), canary), "{canary} is kept while it stands");
    }

    let withdraw = Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(1) };
    clerk.ask(id(), HOST, withdraw, key("f"), today()).await.unwrap();
    assert!(!holds(directory.path(), "canaryalpha"), "withdrawn words are gone at once");
    let back = Command::TakeBack { conversation: FIRST, statement: StatementNo(2) };
    clerk.ask(id(), guest, back, key("g"), today()).await.unwrap();
    assert!(!holds(directory.path(), "canarygamma"), "and so is a reason");
    clerk.ask(id(), guest, Command::Leave, key("h"), today()).await.unwrap();
    assert!(!holds(directory.path(), "canarydelta"), "leaving takes everything along");
    assert!(!holds(directory.path(), "canaryepsilon"));
    assert!(holds(directory.path(), "canarybeta"), "and nothing of anybody else's");

    let before = clerk.read(id(), Clone::clone).await.unwrap();
    close(clerk, house).await;
    let house = House::open(directory.path()).unwrap();
    let refolded = self::clerk(&house).read(id(), Clone::clone).await.unwrap();
    assert_eq!(before, refolded);
}

#[tokio::test]
async fn an_altered_word_is_found_and_named() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let first = clerk(&house);
    begin(&first).await;
    first.ask(id(), HOST, say("A bell would help"), key("a"), today()).await.unwrap();
    close(first, house).await;
    let engine = rusqlite::Connection::open(directory.path().join("journal.sqlite")).unwrap();
    let changed = engine
        .execute("UPDATE content SET body = replace(body, 'bell', 'wall') WHERE body LIKE '%bell%'", [])
        .unwrap();
    assert_eq!(changed, 1);
    drop(engine);
    let house = House::open(directory.path()).unwrap();
    let mut altered = Vec::new();
    house
        .journal()
        .unwrap()
        .follow(id(), 0, &mut |kept, _| {
            if let Kept::Altered(kind, _) = kept {
                altered.push(kind);
            }
        })
        .unwrap();
    assert_eq!(altered, [table::Kind::StatementMade], "the altered entry is named, and no other");
    let again = clerk(&house);
    let shown = again.read(id(), |table| format!("{table:?}")).await.unwrap();
    assert!(!shown.contains("wall"), "what was put in its place is not shown");
}

#[test]
fn a_second_process_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let _house = House::open(directory.path()).unwrap();
    assert!(matches!(House::open(directory.path()), Err(StoreError::InUse(_))));
}

#[test]
fn an_older_program_refuses_newer_data() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    drop(house.journal().unwrap());
    let engine = rusqlite::Connection::open(directory.path().join("journal.sqlite")).unwrap();
    engine.pragma_update(None, "user_version", 9999).unwrap();
    drop(engine);
    assert!(matches!(house.journal(), Err(StoreError::TooNew { found: 9999, .. })));
}

#[test]
fn a_group_is_appended_whole_or_not_at_all() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let journal = house.journal().unwrap();
    let append = |id: u64, head: u64| Append {
        table: TableId::from_number(id),
        head,
        day: today(),
        events: table::set(&setting(id), today()),
        owned: Vec::new(),
        receipt: None,
    };
    journal.append(&[append(1, 0)], &mut |_| ()).unwrap();
    let conflicted = journal.append(&[append(2, 0), append(1, 1)], &mut |_| ());
    assert!(matches!(conflicted, Err(StoreError::Conflict(table)) if table == TableId::from_number(1)));
    assert_eq!(journal.tables().unwrap(), [TableId::from_number(1)], "nothing half-done stays");
    let mut seen = 0;
    let head = journal
        .follow(TableId::from_number(1), 1, &mut |kept, day| {
            assert!(matches!(kept, Kept::Whole(_)));
            assert_eq!(day, today());
            seen += 1;
        })
        .unwrap();
    assert_eq!((head, seen), (3, 2), "following goes on from where it was");
}

#[test]
fn the_house_key_stays_and_is_private() {
    let directory = tempfile::tempdir().unwrap();
    let first = *House::open(directory.path()).unwrap().key().as_bytes();
    let again = *House::open(directory.path()).unwrap().key().as_bytes();
    assert_eq!(first, again);
    let mode = std::fs::metadata(directory.path().join("house.key")).expect("a key").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
