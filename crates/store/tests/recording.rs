//! The record follows the journal: what enters, when, and what can be proven with it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "this is a test")]

use std::sync::Arc;
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::entry::{Act, Entry, Fact, Kind, Reason};
use record::hash;
use record::pledge::{Pledge, Until};
use record::receipt::Receipt;
use record::tile::{Tile, read_bundle};
use record::tree::{Tree, has_grown};
use store::{Clerk, Condition, House, Key, Problem, RecordSettings, Recorder, State, Trouble};
use table::{
    AccountTerms, Actor, Ballot, CardHash, Choice, Command, ConversationNo, Day, DecisionCommand, DecisionNo,
    Findable, InHundred, InviteCode, NotHere, Offer, Opening, Passing, Proposal, Question, ReasonChange,
    Rule, Rules, SeatNo, SetTable, Stand, Starter, StatementNo, TableId, TypedOffer, Words,
};
use tempfile::TempDir;

const FIRST: ConversationNo = ConversationNo(1);
const HOST: Actor = Actor::Seat(SeatNo(0));

/// The record has a clock of its own, of days.
fn today() -> Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap())
}

fn id() -> TableId {
    TableId::from_number(42)
}

fn words<const MAX: usize>(text: &str) -> Words<MAX> {
    Words::new(text).unwrap()
}

fn say(text: &str) -> Command {
    Command::Say { conversation: FIRST, text: words(text) }
}

fn answer(statement: u32) -> Command {
    respond(statement, Choice::Agree)
}

fn respond(statement: u32, choice: Choice) -> Command {
    Command::Respond {
        conversation: FIRST,
        statement: StatementNo(statement),
        choice,
        matters: false,
        reason: ReasonChange::Keep,
        drawn: None,
    }
}

/// A house with its clerk and recorder.
struct Home {
    directory: TempDir,
    house: Option<House>,
    clerk: Option<Clerk>,
    recorder: Option<Recorder>,
    every: Duration,
    keys: u32,
}

impl Home {
    fn new(every: Duration) -> Self {
        let mut home = Self {
            directory: tempfile::tempdir().unwrap(),
            house: None,
            clerk: None,
            recorder: None,
            every,
            keys: 0,
        };
        home.open();
        home
    }

    fn open(&mut self) {
        let house = House::open(self.directory.path()).unwrap();
        let clerk = Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap();
        let build = Some(("roundtable test".to_owned(), "00".to_owned()));
        let settings = RecordSettings { every: self.every, build, ..RecordSettings::default() };
        self.recorder = Some(Recorder::start(&house, &clerk, settings).unwrap());
        (self.house, self.clerk) = (Some(house), Some(clerk));
    }

    async fn close(&mut self) {
        (self.recorder, self.clerk) = (None, None);
        tokio::time::sleep(Duration::from_millis(150)).await;
        self.house = None;
    }

    fn clerk(&self) -> &Clerk {
        self.clerk.as_ref().unwrap()
    }

    fn recorder(&self) -> &Recorder {
        self.recorder.as_ref().unwrap()
    }

    fn key(&mut self) -> Key {
        self.keys += 1;
        Key::new(&format!("test-key-{}", self.keys)).unwrap()
    }

    async fn ask(&mut self, actor: Actor, command: Command) -> Option<Pledge> {
        self.ask_on(actor, command, today()).await
    }

    async fn ask_on(&mut self, actor: Actor, command: Command, day: Day) -> Option<Pledge> {
        let key = self.key();
        self.clerk().ask_pledged(id(), actor, command, key, day).await.unwrap().pledge
    }

    async fn set(&mut self) {
        let setting = SetTable {
            id: id(),
            name: words("Mill Street"),
            purpose: words("Decide how the front door works"),
            agreement: words("One at a time"),
            findable: Findable::Public,
            starter: Starter::Blank,
            card: CardHash::from_bytes([1; 32]),
            invitation: InviteCode::from_number(7),
        };
        let key = self.key();
        self.clerk().set(setting, key, today()).await.unwrap();
        let offer = Offer::check(&TypedOffer {
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
        .unwrap();
        self.ask(HOST, Command::OpenConversation { offer, seed: [3; 32] }).await;
    }

    /// Waits until the record says so.
    async fn until(&self, holds: impl Fn(&[Entry]) -> bool) -> Vec<Entry> {
        for _ in 0..200 {
            let entries = self.entries();
            if holds(&entries) {
                return entries;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the record did not come to hold it: {:?}", kinds(&self.entries()));
    }

    /// All entries, from the files of the tree, checked against the signed checkpoint.
    fn entries(&self) -> Vec<Entry> {
        let Some(view) = self.recorder().log(id()) else { return Vec::new() };
        let signed = Checkpoint::open(&view.checkpoint, &view.key).unwrap();
        assert_eq!((signed.size, signed.root), (view.size, view.root));
        let mut tree = Tree::default();
        let mut entries = Vec::new();
        for tile in Tile::all(view.size) {
            let bytes = self.recorder().tile(id(), &tile).unwrap().expect("a file of the tree");
            if tile.kind == record::tile::Kind::Entries {
                for bytes in read_bundle(&tile, &bytes).unwrap() {
                    tree.push(hash::leaf(bytes));
                    entries.push(Entry::decode(bytes).expect("an entry"));
                }
            } else {
                assert_eq!(tile.hashes(&tree), Some(bytes));
            }
        }
        assert_eq!(tree.root(), view.root, "the root is that of the entries");
        entries
    }
}

fn kinds(entries: &[Entry]) -> Vec<&'static str> {
    entries.iter().map(Entry::kind).collect()
}

fn count(entries: &[Entry], kind: &str) -> usize {
    entries.iter().filter(|entry| entry.kind() == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_power_enters_at_once_and_the_rest_together() {
    let mut home = Home::new(Duration::from_secs(1));
    home.set().await;
    let entries = home.until(|entries| count(entries, "conversation") == 1).await;
    assert_eq!(kinds(&entries)[..3], ["day", "table", "invitation"]);
    assert_eq!(count(&entries, "build"), 1);
    assert_eq!(count(&entries, "statement"), 0);
    for at in 0..7 {
        home.ask(HOST, say(&format!("An idea of mine, the {at}th"))).await;
    }
    for at in 1..=3 {
        home.ask(HOST, answer(at)).await;
    }
    let entries = home.until(|entries| count(entries, "statement") == 7).await;
    assert_eq!(count(&entries, "response"), 3);
    // The seat was taken when the table was set; it entered with the others.
    assert_eq!(count(&entries, "kept"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_comes_with_the_acknowledgement_and_is_kept() {
    let mut home = Home::new(Duration::from_hours(1));
    home.set().await;
    home.until(|entries| count(entries, "conversation") == 1).await;
    let pledge = home.ask(HOST, say("A bell would help")).await.expect("a promise");
    let key = home.recorder().log(id()).unwrap().key;
    let (entry, until) = pledge.check(&key).unwrap();
    assert_eq!(until, Until::Day(today().plus(2).number()));
    assert!(matches!(entry, Entry::Sealed { kind: Kind::Statement, about: None, public: Some(_), .. }));
    assert!(!pledge.to_string().contains("bell"));
    let seqs = home.clerk().entries_of(id(), SeatNo(0));
    let standing = home.recorder().standing(id(), &seqs).unwrap();
    assert!(standing.iter().any(|standing| standing.state == State::Waiting(until)));
    assert!(home.recorder().receipt(id(), *seqs.last().unwrap()).unwrap().is_none());
    home.recorder().flush();
    let entries = home.entries();
    assert!(entries.contains(&entry), "the promise is kept");
    let receipt = home.recorder().receipt(id(), *seqs.last().unwrap()).unwrap().unwrap();
    let receipt: Receipt = receipt.to_string().parse().unwrap();
    receipt.check(entry.leaf(), &key).unwrap();
    assert!(receipt.check(hash::leaf(b"another"), &key).is_err());
    assert_eq!(home.recorder().entry(id(), *seqs.last().unwrap()).unwrap().unwrap(), pledge.entry);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_are_never_the_same_entry_and_no_word_is_in_the_record() {
    let mut home = Home::new(Duration::from_hours(1));
    home.set().await;
    for at in 1..=100 {
        home.ask(HOST, say("Canarybird sings at the door")).await;
        let statement = StatementNo(at);
        home.ask(HOST, Command::WithdrawStatement { conversation: FIRST, statement }).await;
    }
    home.recorder().flush();
    let commits: std::collections::BTreeSet<Vec<u8>> =
        home.entries().iter().filter(|entry| entry.kind() == "statement").map(Entry::encode).collect();
    assert_eq!(commits.len(), 100);
    home.close().await;
    let bytes = std::fs::read(home.directory.path().join("record.sqlite")).unwrap();
    for canary in ["canarybird", "Canarybird", "Mill Street"] {
        assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_leaves_a_tombstone_and_every_other_proof_holds() {
    let mut home = Home::new(Duration::from_hours(1));
    home.set().await;
    for at in 0..9 {
        home.ask(HOST, say(&format!("An idea of mine, the {at}th"))).await;
    }
    home.recorder().flush();
    let before = home.recorder().log(id()).unwrap();
    let seqs = home.clerk().entries_of(id(), SeatNo(0));
    let receipts: Vec<(u64, Receipt)> =
        seqs.iter().filter_map(|seq| Some((*seq, home.recorder().receipt(id(), *seq).unwrap()?))).collect();
    home.ask(HOST, Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(4) }).await;
    let entries = home.until(|entries| count(entries, "tombstone") == 1).await;
    let Some(Entry::Fact(Fact::Tombstone { entry, reason, .. })) =
        entries.iter().find(|entry| entry.kind() == "tombstone")
    else {
        panic!("a tombstone");
    };
    assert_eq!(*reason, Reason::Withdrawn);
    assert_eq!(entries[usize::try_from(*entry).unwrap()].kind(), "statement");
    let gone: Vec<u64> = home
        .recorder()
        .standing(id(), &seqs)
        .unwrap()
        .into_iter()
        .filter(|standing| standing.state == State::Gone(Some(*entry)))
        .map(|standing| standing.seq)
        .collect();
    assert_eq!(gone.len(), 1);
    let now = home.recorder().log(id()).unwrap();
    let proof = home.recorder().consistency(id(), before.size, now.size).unwrap().unwrap();
    assert!(has_grown(before.size, &before.root, now.size, &now.root, &proof));
    for (seq, receipt) in receipts {
        let leaf = hash::leaf(&home.recorder().entry(id(), seq).unwrap().unwrap());
        receipt.check(leaf, &now.key).unwrap();
    }
    // Nothing that could be opened again is handed out, and what was not touched is.
    let mut lines = Vec::new();
    home.recorder()
        .export(id(), &mut |line| {
            lines.push(line.to_owned());
            Ok(())
        })
        .unwrap();
    assert_eq!(lines.len() as u64, now.size.max(home.recorder().log(id()).unwrap().size) + 1);
    assert!(!lines.iter().any(|line| line.contains("the 3th")));
    assert_eq!(lines.iter().filter(|line| line.contains("An idea of mine")).count(), 8);
}

/// A rule, and a decision that is open.
async fn decide(home: &mut Home) {
    let rules = Rules {
        rules: vec![Rule::Consent { quorum: InHundred::new(50).unwrap() }],
        disagreement: words("We talk again"),
        account: AccountTerms::default(),
    };
    home.ask(HOST, Command::ChooseRules { over: 0, rules, why: None }).await;
    let proposal = Proposal {
        what: words("Open at eight"),
        would_do: words("An hour more"),
        cost: words("Nothing"),
        who_does: words("The team"),
        would_stop: words("Nothing"),
        bad_for: words("Late sleepers"),
        overrule: words("Nobody"),
        review_on: today().plus(100),
        from: Vec::new(),
    };
    let opening = Opening {
        conversation: None,
        proposal,
        question: Question::Proposal { by: Passing::Consent },
        closes: today(),
        seed: [5; 32],
    };
    home.ask(HOST, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await;
}

fn cast(stand: Stand) -> Command {
    let ballot = Ballot::Stand { stand, words: None };
    Command::Decision(DecisionCommand::CastBallot { decision: DecisionNo(1), ballot })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_shows_nowhere_before_the_result_and_stands_before_it() {
    let mut home = Home::new(Duration::from_secs(1));
    home.set().await;
    decide(&mut home).await;
    home.until(|entries| count(entries, "decision") == 1).await;
    home.recorder().flush();
    let before = home.recorder().log(id()).unwrap();
    let pledge = home.ask(HOST, cast(Stand::Ok)).await.expect("a promise");
    assert_eq!(pledge.check(&before.key).unwrap().1, Until::Result(1));
    home.ask(HOST, cast(Stand::Yes)).await;
    home.recorder().flush();
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(home.recorder().log(id()).unwrap().size, before.size, "the record did not move for a ballot");
    let not_here = NotHere { people: Vec::new(), words: words("Nobody is missing") };
    let answered = DecisionCommand::AnswerWhoIsNotHere { decision: DecisionNo(1), not_here };
    home.ask(HOST, Command::Decision(answered)).await;
    let close = Command::Decision(DecisionCommand::Close { decision: DecisionNo(1) });
    home.ask_on(HOST, close, today().plus(1)).await;
    let entries = home.until(|entries| count(entries, "result") == 1).await;
    assert_eq!(count(&entries, "ballot"), 2, "both stand in it, the replaced one with a tombstone");
    assert_eq!(count(&entries, "tombstone"), 1);
    let place = |kind| entries.iter().position(|entry| entry.kind() == kind).unwrap();
    assert!(place("ballot") < place("result"));
    assert!(entries.iter().any(|entry| entry.encode() == pledge.entry));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_goes_on_where_it_was() {
    let mut home = Home::new(Duration::from_hours(1));
    home.set().await;
    home.ask(HOST, say("Longer hours")).await;
    for at in 0..300 {
        home.ask(HOST, respond(1, if at % 2 == 0 { Choice::Agree } else { Choice::Disagree })).await;
    }
    home.recorder().flush();
    let before = home.recorder().log(id()).unwrap();
    home.ask(HOST, say("One that waits")).await;
    home.close().await;
    home.open();
    let again = home.recorder().log(id()).unwrap();
    assert_eq!((again.size, again.root), (before.size, before.root));
    home.recorder().host_did(None, Act::Backup).unwrap();
    let entries = home.until(|entries| count(entries, "host") == 1).await;
    assert_eq!(count(&entries, "response"), 300);
    home.recorder().flush();
    let now = home.recorder().log(id()).unwrap();
    assert_eq!(count(&home.entries(), "statement"), 2);
    assert_eq!(count(&home.entries(), "build"), 1, "the same program says so once");
    let proof = home.recorder().consistency(id(), before.size, now.size).unwrap().unwrap();
    assert!(has_grown(before.size, &before.root, now.size, &now.root, &proof));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restore_nothing_is_signed_until_it_is_said_in_public() {
    let mut home = Home::new(Duration::from_hours(1));
    home.set().await;
    home.ask(HOST, say("Before the fire")).await;
    home.recorder().flush();
    let before = home.recorder().log(id()).unwrap();
    home.close().await;
    std::fs::write(home.directory.path().join("recovering"), "restored").unwrap();
    home.open();
    assert_eq!(home.recorder().condition(), Condition::ReadOnly(Trouble::Restored));
    let key = home.key();
    let refused = home.clerk().ask(id(), HOST, say("Meanwhile"), key, today()).await;
    assert!(matches!(refused, Err(Problem::ReadOnly)), "nothing is taken in that could not be recorded");
    home.recorder().flush();
    assert_eq!(home.recorder().log(id()).unwrap().size, before.size);
    home.close().await;
    std::fs::remove_file(home.directory.path().join("recovering")).unwrap();
    std::fs::write(home.directory.path().join("notice"), "restored").unwrap();
    home.open();
    home.recorder().flush();
    let entries = home.entries();
    let now = home.recorder().log(id()).unwrap();
    assert_eq!(now.epoch, 2);
    assert_ne!(now.origin, before.origin);
    match &entries[0] {
        Entry::Fact(Fact::Notice { epoch: 2, origin, size, root, .. }) => {
            assert_eq!((origin, *size, *root), (&before.origin, before.size, before.root));
        }
        other => panic!("it begins with a notice, not {other:?}"),
    }
    assert_eq!(count(&entries, "statement"), 1, "everything is in it again");
    assert!(!home.directory.path().join("notice").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_older_than_its_record_is_noticed() {
    let mut home = Home::new(Duration::from_hours(1));
    home.set().await;
    home.close().await;
    let old = std::fs::read(home.directory.path().join("journal.sqlite")).unwrap();
    home.open();
    home.ask(HOST, say("After the copy")).await;
    home.recorder().flush();
    home.close().await;
    std::fs::write(home.directory.path().join("journal.sqlite"), old).unwrap();
    home.open();
    assert!(matches!(home.recorder().condition(), Condition::ReadOnly(Trouble::RolledBack { .. })));
}
