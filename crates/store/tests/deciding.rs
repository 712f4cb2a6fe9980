//! Ballots in the journal: one seat is one ballot, whatever arrives at once, and what was replaced is in no file.
#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::path::Path;
use std::sync::Arc;

use store::{Clerk, House, Key};
use table::{
    AccountTerms, Actor, Answer, Ballot, CardHash, Command, Day, DecisionCommand, DecisionNo, Findable,
    InHundred, InviteCode, NotHere, Opening, Passing, Proposal, Question, Rule, Rules, SeatNo, SetTable,
    Stand, Starter, TableId, Words,
};

const FIRST: DecisionNo = DecisionNo(1);
const HOST: Actor = Actor::Seat(SeatNo(0));

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn id() -> TableId {
    TableId::from_number(42)
}

fn key(text: &str) -> Key {
    Key::new(&format!("test-key-{text}")).unwrap()
}

fn words<const MAX: usize>(text: &str) -> Words<MAX> {
    Words::new(text).unwrap()
}

fn clerk(house: &House) -> Clerk {
    Clerk::start(Arc::new(house.journal().unwrap()), today()).unwrap()
}

async fn ask(clerk: &Clerk, command: Command, name: &str, on: Day) -> Answer {
    clerk.ask(id(), HOST, command, key(name), on).await.unwrap()
}

/// A table with two seats, a rule and an open decision.
async fn begin(clerk: &Clerk) {
    let setting = SetTable {
        id: id(),
        name: words("Mill Street"),
        purpose: words("Decide how the front door works"),
        agreement: words("One at a time"),
        findable: Findable::Public,
        starter: Starter::Service,
        card: CardHash::from_bytes([1; 32]),
        invitation: InviteCode::from_number(7),
    };
    clerk.set(setting, key("set"), today()).await.unwrap();
    let sit = Command::TakeSeat { invitation: None, card: CardHash::from_bytes([2; 32]) };
    clerk.ask(id(), Actor::Newcomer, sit, key("sit"), today()).await.unwrap();
    let rules = Rules {
        rules: vec![Rule::Consent { quorum: InHundred::new(50).unwrap() }],
        disagreement: words("We talk again"),
        account: AccountTerms::default(),
    };
    ask(clerk, Command::ChooseRules { over: 0, rules, why: None }, "rules", today()).await;
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
    let open = Command::Decision(DecisionCommand::Open(Box::new(opening)));
    assert_eq!(ask(clerk, open, "open", today()).await, Answer::Decision(FIRST));
}

fn ballot(text: &str) -> Command {
    let ballot = Ballot::Stand { stand: Stand::Worried, words: Some(words(text)) };
    Command::Decision(DecisionCommand::CastBallot { decision: FIRST, ballot })
}

fn times(directory: &Path, canary: &str) -> usize {
    let files = std::fs::read_dir(directory).unwrap();
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    bytes.windows(canary.len()).filter(|window| *window == canary.as_bytes()).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_ballots_at_once_from_one_seat_are_one() {
    let directory = tempfile::tempdir().unwrap();
    let house = House::open(directory.path()).unwrap();
    let first = Arc::new(clerk(&house));
    begin(&first).await;
    let casts: Vec<_> = (0..50)
        .map(|at| {
            let clerk = Arc::clone(&first);
            let command = ballot(&format!("draughtycanary number {at}"));
            tokio::spawn(
                async move { clerk.ask(id(), HOST, command, key(&format!("cast{at}")), today()).await },
            )
        })
        .collect();
    for cast in casts {
        assert_eq!(cast.await.unwrap().unwrap(), Answer::Done);
    }
    let kept =
        first.read(id(), |table| table.decision(FIRST).unwrap().ballot_of(SeatNo(0)).cloned()).await.unwrap();
    assert!(kept.is_some());
    assert_eq!(times(directory.path(), "draughtycanary"), 1, "the other 49 are in no file");

    let not_here = NotHere { people: Vec::new(), words: words("Nobody is missing") };
    let answer = Command::Decision(DecisionCommand::AnswerWhoIsNotHere { decision: FIRST, not_here });
    ask(&first, answer, "not-here", today()).await;
    let close = Command::Decision(DecisionCommand::Close { decision: FIRST });
    ask(&first, close, "close", today().plus(1)).await;
    let before = first.read(id(), Clone::clone).await.unwrap();
    assert_eq!(before.decision(FIRST).unwrap().closed.as_ref().unwrap().answered, 1);
    drop(first);
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    drop(house);

    let house = House::open(directory.path()).unwrap();
    let again = clerk(&house);
    let after = again.read(id(), Clone::clone).await.unwrap();
    assert_eq!(before, after, "it comes back as it was");
    ask(&again, Command::Leave, "leave", today().plus(2)).await;
    assert_eq!(times(directory.path(), "draughtycanary"), 0, "and goes with its seat");
    let closed = again.read(id(), |table| table.decision(FIRST).unwrap().closed.clone()).await.unwrap();
    assert_eq!(closed, before.decision(FIRST).unwrap().closed, "what was decided stands");
}
