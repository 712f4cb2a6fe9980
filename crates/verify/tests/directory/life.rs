//! A week at a table, kept by the program itself: everything that is checked happens once.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use record::note::Note;
use record::pledge::Pledge;
use store::{Clerk, House, Key, LogView, RecordSettings, Recorder};
use table::{
    AccountCommand, AccountNo, AccountTerms, Actor, Ballot, CardHash, Choice, Command, ConversationNo, Day,
    DecisionCommand, DecisionNo, Findable, InHundred, InviteCode, LineReply, NotHere, Offer, Opening,
    Passing, Proposal, Question, ReasonChange, Rule, Rules, SeatNo, SetTable, Stand, Starter, StatementNo,
    TableId, TypedOffer, Words,
};
use tempfile::TempDir;

const FIRST: ConversationNo = ConversationNo(1);
const INVITATION: u64 = 7;
/// So many have a seat.
pub(crate) const SEATS: u32 = 10;

/// The record has a clock of its own, of days.
pub(crate) fn today() -> Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap())
}

pub(crate) fn id() -> TableId {
    TableId::from_number(42)
}

fn words<const MAX: usize>(text: &str) -> Words<MAX> {
    Words::new(text).unwrap()
}

fn seat(number: u32) -> Actor {
    Actor::Seat(SeatNo(number))
}

/// A directory with the program running on it.
pub(crate) struct Home {
    pub(crate) directory: TempDir,
    running: Option<(House, Clerk, Recorder)>,
    keys: u32,
    every: Duration,
}

impl Home {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        Self { directory, running: None, keys: 0, every: Duration::from_hours(1) }
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn open(&mut self) {
        let house = House::open(self.directory.path()).unwrap();
        let clerk = Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap();
        let settings = RecordSettings { every: self.every, ..RecordSettings::default() };
        let recorder = Recorder::start(&house, &clerk, settings).unwrap();
        self.running = Some((house, clerk, recorder));
    }

    /// Lets go of everything, and waits until the threads have.
    pub(crate) async fn close(&mut self) {
        let Some((house, clerk, recorder)) = self.running.take() else { return };
        drop((recorder, clerk));
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(house);
    }

    pub(crate) fn recorder(&self) -> &Recorder {
        &self.running.as_ref().unwrap().2
    }

    pub(crate) fn clerk(&self) -> &Clerk {
        &self.running.as_ref().unwrap().1
    }

    pub(crate) fn log(&self) -> LogView {
        self.recorder().log(id()).unwrap()
    }

    pub(crate) async fn ask(&mut self, actor: Actor, command: Command, day: Day) -> Option<Pledge> {
        self.keys += 1;
        let key = Key::new(&format!("test-key-{}-{}", std::process::id(), self.keys)).unwrap();
        let (_, clerk, _) = self.running.as_ref().unwrap();
        clerk.ask_pledged(id(), actor, command, key, day).await.unwrap().pledge
    }

    async fn set(&mut self) {
        let setting = SetTable {
            id: id(),
            name: words("Mill Street"),
            purpose: words("Decide how the front door works"),
            agreement: words("One at a time"),
            findable: Findable::Public,
            starter: Starter::Blank,
            card: CardHash::from_bytes([200; 32]),
            invitation: InviteCode::from_number(INVITATION),
        };
        let key = Key::new("test-key-setting").unwrap();
        self.running.as_ref().unwrap().1.set(setting, key, today()).await.unwrap();
        for number in 1..SEATS {
            let card = CardHash::from_bytes([u8::try_from(number).unwrap(); 32]);
            let invitation = Some(InviteCode::from_number(INVITATION));
            self.ask(Actor::Newcomer, Command::TakeSeat { invitation, card }, today()).await;
        }
    }

    async fn talk(&mut self) {
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
        self.ask(seat(0), Command::OpenConversation { offer, seed: [3; 32] }, today()).await;
        for (number, text) in
            (0..).zip(["A bell would help", "Longer hours", "Warm drinks", "Taken back soon"])
        {
            self.ask(seat(number), Command::Say { conversation: FIRST, text: words(text) }, today()).await;
        }
        for number in 0..SEATS {
            for statement in 1..=3 {
                let choice = if (number + statement) % 3 == 0 { Choice::Disagree } else { Choice::Agree };
                self.ask(seat(number), respond(statement, choice), today()).await;
            }
        }
        let statement = StatementNo(4);
        self.ask(seat(3), Command::WithdrawStatement { conversation: FIRST, statement }, today()).await;
        let statement = StatementNo(2);
        self.ask(seat(9), Command::TakeBack { conversation: FIRST, statement }, today()).await;
    }

    async fn account(&mut self) {
        let call = AccountCommand::Call { conversation: FIRST, places: 2, until: today() };
        self.ask(seat(0), Command::Account(call), today()).await;
        let (_, clerk, _) = self.running.as_ref().unwrap();
        let lines = clerk.read(id(), |table| table.accounts[0].lines.clone()).await.unwrap();
        for number in 0..SEATS {
            let reply = if number == 4 { LineReply::NotQuite(None) } else { LineReply::Yes };
            let reply = AccountCommand::Reply { account: AccountNo(1), statement: lines[0], reply };
            self.ask(seat(number), Command::Account(reply), today()).await;
        }
        let settle = AccountCommand::Settle { account: AccountNo(1) };
        self.ask(seat(1), Command::Account(settle), today().plus(1)).await;
    }

    /// A rule, and a decision that is open.
    async fn decide(&mut self) {
        let rules = Rules {
            rules: vec![Rule::Vote {
                share: InHundred::new(60).unwrap(),
                quorum: InHundred::new(50).unwrap(),
            }],
            disagreement: words("We talk again"),
            account: AccountTerms::default(),
        };
        self.ask(seat(0), Command::ChooseRules { over: 0, rules, why: None }, today()).await;
        let opening = Opening {
            conversation: None,
            proposal: proposal(today()),
            question: Question::Proposal { by: Passing::Vote },
            closes: today(),
            seed: [5; 32],
        };
        self.ask(seat(0), Command::Decision(DecisionCommand::Open(Box::new(opening))), today()).await;
        for number in 0..8 {
            let stand = if number < 2 { Stand::Worried } else { Stand::Yes };
            self.ask(seat(number), cast(stand), today()).await;
        }
        self.ask(seat(7), cast(Stand::Ok), today()).await;
    }

    async fn count(&mut self) {
        let not_here = NotHere { people: Vec::new(), words: words("Nobody is missing") };
        let answered = DecisionCommand::AnswerWhoIsNotHere { decision: DecisionNo(1), not_here };
        self.ask(seat(0), Command::Decision(answered), today()).await;
        let close = Command::Decision(DecisionCommand::Close { decision: DecisionNo(1) });
        self.ask(seat(0), close, today().plus(1)).await;
    }
}

pub(crate) fn respond(statement: u32, choice: Choice) -> Command {
    Command::Respond {
        conversation: FIRST,
        statement: StatementNo(statement),
        choice,
        matters: true,
        reason: ReasonChange::Set(words("Because")),
        drawn: None,
    }
}

pub(crate) fn proposal(on: Day) -> Proposal {
    Proposal {
        what: words("Open at eight"),
        would_do: words("An hour more"),
        cost: words("Nothing"),
        who_does: words("The team"),
        would_stop: words("Nothing"),
        bad_for: words("Late sleepers"),
        overrule: words("Nobody"),
        review_on: on.plus(100),
        from: Vec::new(),
    }
}

pub(crate) fn cast(stand: Stand) -> Command {
    let ballot = Ballot::Stand { stand, words: None };
    Command::Decision(DecisionCommand::CastBallot { decision: DecisionNo(1), ballot })
}

pub(crate) fn say(text: &str) -> Command {
    Command::Say { conversation: FIRST, text: words(text) }
}

/// A week that is over: its files, and the checkpoint from before its last day.
pub(crate) struct Week {
    files: Vec<(String, Vec<u8>)>,
    pub(crate) early: Note,
    pub(crate) last: LogView,
}

impl Week {
    /// The same for all tests of a run.
    pub(crate) fn get() -> &'static Self {
        static WEEK: OnceLock<Week> = OnceLock::new();
        let live = || tokio::runtime::Runtime::new().unwrap().block_on(Self::live());
        WEEK.get_or_init(|| std::thread::spawn(live).join().unwrap())
    }

    async fn live() -> Self {
        let mut home = Home::new();
        home.open();
        home.set().await;
        home.talk().await;
        home.recorder().flush();
        let early = home.log().checkpoint;
        home.account().await;
        home.decide().await;
        home.count().await;
        home.recorder().flush();
        let last = home.log();
        home.close().await;
        let file = |entry: std::fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
        };
        let files = std::fs::read_dir(home.path()).unwrap().map(|entry| file(entry.unwrap())).collect();
        Self { files, early, last }
    }

    /// A copy of its directory, as after the server was stopped.
    pub(crate) fn copy(&self) -> Home {
        // The keys of the week are remembered; new things need new ones.
        let home = Home { keys: 10_000, ..Home::new() };
        for (name, bytes) in &self.files {
            std::fs::write(home.path().join(name), bytes).unwrap();
        }
        home
    }
}
