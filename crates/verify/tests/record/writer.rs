//! Writes a record as a server would.

use std::collections::BTreeSet;

use record::checkpoint::Checkpoint;
use record::cosignature::Cosigner;
use record::entry::{By, Entry, Fact, Kind, Reason, public_salt};
use record::hash::leaf;
use record::note::{Note, Signer};
use record::policy::Policy;
use record::tree::Tree;
use record::{Commitment, Salt};
use table::{
    Closed, ConversationNo, Day, DecisionEvent, DecisionNo, Event, Findable, InHundred, MORE_TIME_DAYS,
    Opened, Outcome, Passing, Project, Proposal, Question, Rule, Rules, SeatNo, Stands, Starter, StatementNo,
    TableId, Words, recording,
};
use verify::{Asked, Checked, Code, Finding, Log, Opening};

pub(crate) const ORIGIN: &str = "roundtable/00000000000000aa/00000000000000bb";
pub(crate) const TODAY: i32 = 20_780;
/// Decisions close this day.
pub(crate) const CLOSES: i32 = 20_779;

pub(crate) fn signer() -> Signer {
    named(ORIGIN)
}

pub(crate) fn named(origin: &str) -> Signer {
    Signer::from_seed(origin, [7; 32]).unwrap()
}

pub(crate) fn peers() -> Cosigner {
    Cosigner::from_seed("peers.example", [8; 32]).unwrap()
}

pub(crate) fn policy_text() -> String {
    format!("log {}\nwitness peers {}\nquorum peers\n", signer().verifier(), peers().witness())
}

pub(crate) fn policy() -> Policy {
    policy_text().parse().unwrap()
}

pub(crate) fn words<const MOST: usize>(text: &str) -> Words<MOST> {
    Words::new(text).unwrap()
}

pub(crate) fn in_hundred(number: u8) -> InHundred {
    InHundred::new(number).unwrap()
}

/// A record that is being written.
#[derive(Clone)]
pub(crate) struct Writer {
    pub(crate) origin: String,
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) openings: Vec<Option<Opening>>,
    salts: u16,
}

impl Writer {
    pub(crate) fn new(origin: &str) -> Self {
        Self { origin: origin.to_owned(), entries: Vec::new(), openings: Vec::new(), salts: 0 }
    }

    pub(crate) fn push(&mut self, entry: &Entry, opening: Option<Opening>) -> u64 {
        self.entries.push(entry.encode());
        self.openings.push(opening);
        self.entries.len() as u64 - 1
    }

    pub(crate) fn fact(&mut self, fact: Fact) -> u64 {
        self.push(&Entry::Fact(fact), None)
    }

    pub(crate) fn tombstone(&mut self, entry: u64) -> u64 {
        self.fact(Fact::Tombstone { entry, by: By::Author, reason: Reason::Withdrawn })
    }

    fn salt(&mut self) -> Salt {
        self.salts += 1;
        let [high, low] = self.salts.to_be_bytes();
        let mut bytes = [high; 32];
        bytes[31] = low;
        Salt::from_bytes(bytes)
    }

    /// Something of which nothing is shown.
    pub(crate) fn sealed(&mut self, kind: Kind) -> u64 {
        let salt = self.salt();
        let commit = Commitment::to("private", &salt, b"words");
        self.push(&Entry::Sealed { kind, about: None, commit, public: None }, None)
    }

    pub(crate) fn event(&mut self, event: &Event) -> u64 {
        let salt = self.salt();
        let kind = recording::kind(event.kind());
        let commit = Commitment::to("private", &salt, &serde_json::to_vec(event).unwrap());
        let opening = recording::public(event).map(|shown| Opening { salt: public_salt(&salt), shown });
        let public = opening
            .as_ref()
            .map(|opening| Commitment::to(kind.key(), &opening.salt, opening.shown.as_bytes()));
        let about = recording::number(event.kind(), event.about());
        self.push(&Entry::Sealed { kind, about, commit, public }, opening)
    }

    pub(crate) fn decision(&mut self, event: DecisionEvent) -> u64 {
        self.event(&Event::Decision(event))
    }

    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::default();
        self.entries.iter().for_each(|entry| tree.push(leaf(entry)));
        tree
    }

    pub(crate) fn checkpoint(&self) -> Note {
        Checkpoint::of(&self.origin, &self.tree()).sign(&named(&self.origin))
    }

    pub(crate) fn cosigned(&self) -> Note {
        let mut note = self.checkpoint();
        note.add(peers().cosign(&note, 1_700_000_000));
        note
    }

    pub(crate) fn log(&self) -> Log {
        Log {
            table: None,
            verifier: named(&self.origin).verifier(),
            checkpoint: self.checkpoint(),
            witnessed: None,
            policy: None,
            entries: self.entries.clone(),
            openings: self.openings.clone(),
        }
    }

    pub(crate) fn export(&self) -> String {
        export(&self.log(), None)
    }
}

/// A record as the file that is handed out.
pub(crate) fn export(log: &Log, policy: Option<&str>) -> String {
    use base64::Engine as _;
    let mut head = serde_json::json!({
        "record": 1, "origin": log.verifier.name().as_str(), "key": log.verifier.to_string(),
        "checkpoint": log.checkpoint.to_string(),
    });
    if let Some(note) = &log.witnessed {
        head["witnessed"] = note.to_string().into();
    }
    if let Some(policy) = policy {
        head["policy"] = policy.into();
    }
    let mut text = format!("{head}\n");
    for (n, (entry, opening)) in log.entries.iter().zip(&log.openings).enumerate() {
        let mut line = serde_json::json!({ "n": n, "entry": std::str::from_utf8(entry).unwrap() });
        if let Some(opening) = opening {
            let salt = base64::engine::general_purpose::STANDARD.encode(opening.salt.as_bytes());
            line["salt"] = salt.into();
            line["shown"] = opening.shown.clone().into();
        }
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}

/// What is found in a record, and what was counted.
pub(crate) fn checked(log: &Log, asked: &Asked) -> (Checked, Vec<Finding>) {
    let mut findings = Vec::new();
    let checked = verify::log::check(log, asked, &mut findings);
    (checked, findings)
}

/// What is found in a record: which code, at which entry.
pub(crate) fn found(log: &Log, asked: &Asked) -> Vec<(Code, Option<u64>)> {
    checked(log, asked).1.into_iter().map(|finding| (finding.code, finding.entry)).collect()
}

pub(crate) fn rules() -> Rules {
    Rules {
        rules: vec![
            Rule::Consent { quorum: in_hundred(50) },
            Rule::Vote { share: in_hundred(60), quorum: in_hundred(50) },
            Rule::Ranked { quorum: in_hundred(50) },
            Rule::SharedBudget { quorum: in_hundred(50) },
            Rule::Advice,
        ],
        disagreement: words("We talk."),
        account: table::AccountTerms::default(),
    }
}

pub(crate) fn table_set() -> Event {
    Event::TableSet {
        id: TableId::from_number(7),
        name: words("Mill Street"),
        purpose: words("Decide about the house"),
        agreement: words("One at a time"),
        findable: Findable::Public,
        starter: Starter::Blank,
    }
}

pub(crate) fn rules_chosen() -> Event {
    Event::RulesChosen { rules: rules(), why: None, decision: None }
}

pub(crate) fn statement(number: u32, text: &str) -> Event {
    Event::StatementMade {
        conversation: ConversationNo(1),
        statement: StatementNo(number),
        seat: Some(SeatNo(0)),
        text: words(text),
        imported: None,
    }
}

pub(crate) fn opened(decision: u32, question: Question) -> Opened {
    Opened {
        decision: DecisionNo(decision),
        conversation: None,
        proposal: Proposal {
            what: words("Open the door at eight"),
            would_do: words("It opens"),
            cost: words("Nothing"),
            who_does: words("Ana"),
            would_stop: words("Waiting"),
            bad_for: words("Nobody"),
            overrule: words("Nobody"),
            review_on: Day::from_number(TODAY + 100),
            from: Vec::new(),
        },
        rule: rules().of_kind(question.kind()).unwrap().clone(),
        question,
        disagreement: words("We talk."),
        closes: Day::from_number(CLOSES),
        seats: 6,
        roll: 7,
        seed: [3; 32],
        after: None,
    }
}

pub(crate) fn by(by: Passing) -> Question {
    Question::Proposal { by }
}

pub(crate) fn options(many: usize) -> Question {
    Question::Ranked { options: (0..many).map(|at| words(&format!("Option {at}"))).collect() }
}

pub(crate) fn shared() -> Question {
    let project = |what: &str, pence| Project { what: words(what), pence };
    Question::SharedBudget { pence: 1000, projects: vec![project("Paint", 600), project("Tea", 300)] }
}

pub(crate) fn closed(decision: u32, answered: u32, outcome: Outcome) -> DecisionEvent {
    let closed = Box::new(Closed { on: Day::from_number(TODAY), answered, outcome });
    DecisionEvent::Closed { decision: DecisionNo(decision), closed }
}

pub(crate) fn stands(yes: u32, ok: u32, not_sure: u32, worried: u32) -> Stands {
    Stands { yes, ok, not_sure, worried }
}

pub(crate) fn passed(stands: Stands) -> Outcome {
    Outcome::Stands { result: voice::rule::Outcome::Passed, stands, sides: Vec::new() }
}

/// Where things are in [`week`].
pub(crate) struct Week {
    pub(crate) writer: Writer,
    pub(crate) rule: u64,
    pub(crate) said: u64,
    pub(crate) withdrawn: u64,
    pub(crate) ballot: u64,
    pub(crate) result: u64,
}

/// A week at a table: something is said, something is taken back, something is decided.
pub(crate) fn week() -> Week {
    let mut writer = Writer::new(ORIGIN);
    writer.fact(Fact::Day(TODAY - 7));
    writer.event(&table_set());
    let rule = writer.event(&rules_chosen());
    writer.sealed(Kind::Kept);
    let said = writer.event(&statement(0, "The door should open at eight."));
    let withdrawn = writer.event(&statement(1, "I am Ana."));
    for _ in 0..9 {
        writer.sealed(Kind::Response);
    }
    writer.decision(DecisionEvent::Opened(Box::new(opened(1, by(Passing::Vote)))));
    writer.fact(Fact::Day(TODAY - 6));
    writer.tombstone(withdrawn);
    writer.openings[usize::try_from(withdrawn).unwrap()] = None;
    writer.fact(Fact::Day(TODAY));
    let ballot = writer.sealed(Kind::Ballot);
    for _ in 0..4 {
        writer.sealed(Kind::Ballot);
    }
    let result = writer.decision(closed(1, 5, passed(stands(2, 1, 1, 1))));
    writer.fact(Fact::Host(record::entry::Act::Backup));
    Week { writer, rule, said, withdrawn, ballot, result }
}

/// More time for a decision, as there is.
pub(crate) fn more_time(decision: u32) -> DecisionEvent {
    let until = Day::from_number(CLOSES).plus(MORE_TIME_DAYS);
    DecisionEvent::MoreTimeAsked { decision: DecisionNo(decision), until }
}

/// Codes alone, each once.
pub(crate) fn codes(found: &[(Code, Option<u64>)]) -> BTreeSet<Code> {
    found.iter().map(|(code, _)| *code).collect()
}
