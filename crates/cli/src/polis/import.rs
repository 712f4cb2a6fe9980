//! `roundtable import polis`: the files become the journal of a new public table, all at once or not at all.

use std::collections::HashMap;
use std::time::Instant;

use record::entry::Act;
use serde::Serialize;
use store::{Append, House, Journal};
use table::{
    ConversationNo, Day, Event, Findable, ImportedResponse, ImportedSeat, ImportedStatement,
    PolisConversation, SeatNo, Starter, StatementNo, TableId, Unfit, Words, one_line,
};

use super::finding::Findings;
use super::{Polis, Problem, random, read};
use crate::args::ImportPolis;
use crate::progress::Progress;
use crate::say::{Answer, counted};

const PURPOSE: &str = "A conversation that was held on Polis, brought here so that everyone can read it.";
const AGREEMENT: &str = "Please read it with care: real people wrote these words and gave these answers.";
/// A table is called this when nothing else is known.
const NO_TOPIC: &str = "A conversation from Polis";
const CONVERSATION: ConversationNo = ConversationNo(1);

/// What an import answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Imported {
    table: TableId,
    conversation: ConversationNo,
    name: String,
    people: u64,
    statements: u64,
    answers: u64,
    standing: u64,
    changed: u64,
    has_history: bool,
    #[serde(flatten)]
    findings: Findings,
    seconds: f64,
}

/// What is decided before the events are made.
struct Setting {
    id: TableId,
    name: Words<80>,
    purpose: Words<600>,
    agreement: Words<4000>,
    seed: [u8; 32],
    today: Day,
}

/// Reads a directory and keeps what is in it as a new table.
pub(crate) fn import(asked: &ImportPolis) -> Result<Imported, Problem> {
    let began = Instant::now();
    let given = asked.name.as_deref().map(Words::new).transpose().map_err(Problem::Name)?;
    let (polis, findings) = read::read(&asked.directory)?;
    let name = match given {
        Some(name) => name,
        None => name_from(polis.value("topic"))?,
    };
    let house = House::open(&asked.data)?;
    let journal = house.journal()?;
    let setting = Setting {
        id: fresh_id(&journal)?,
        name,
        purpose: Words::new(PURPOSE).map_err(Problem::Name)?,
        agreement: Words::new(AGREEMENT).map_err(Problem::Name)?,
        seed: random()?,
        today: crate::today(),
    };
    let appends = appends(&polis, &setting);
    let events = appends.iter().map(|append| append.events.len()).sum();
    let mut progress = Progress::of("Keeping", events);
    journal.append(&appends, &mut |done| progress.reached(done))?;
    drop(progress);
    crate::keeping::host_did(&asked.data, Some(setting.id), Act::Import)?;
    let standing: usize = polis.standing().iter().map(std::collections::BTreeMap::len).sum();
    Ok(Imported {
        table: setting.id,
        conversation: CONVERSATION,
        name: setting.name.into(),
        people: polis.people.len() as u64,
        statements: polis.statements.len() as u64,
        answers: polis.answers.len() as u64,
        standing: standing as u64,
        changed: (polis.answers.len() - standing) as u64,
        has_history: polis.has_history,
        findings,
        seconds: began.elapsed().as_secs_f64(),
    })
}

/// A code that no table here has.
fn fresh_id(journal: &impl Journal) -> Result<TableId, Problem> {
    let taken = journal.tables()?;
    loop {
        let id = TableId::from_random(random()?);
        if !taken.contains(&id) {
            return Ok(id);
        }
    }
}

/// The topic in one line, cut where there is no more room.
fn name_from(topic: &str) -> Result<Words<80>, Problem> {
    let topic = one_line(topic);
    match Words::new(&topic) {
        Ok(name) => Ok(name),
        Err(Unfit::Empty) => Words::new(NO_TOPIC).map_err(Problem::Name),
        Err(Unfit::TooLong { .. }) => {
            let mut cut: String = topic.chars().take(Words::<80>::MAX - 1).collect();
            cut.truncate(cut.trim_end().len());
            cut.push('…');
            Words::new(&cut).map_err(Problem::Name)
        }
    }
}

impl Polis {
    /// What `summary.csv` says under a key; nothing where it says nothing.
    pub(super) fn value(&self, key: &str) -> &str {
        self.summary.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    fn source(&self) -> PolisConversation {
        PolisConversation {
            topic: self.value("topic").to_owned(),
            description: self.value("conversation-description").to_owned(),
            url: self.value("url").to_owned(),
            summary: self.summary.clone(),
            has_history: self.has_history,
        }
    }
}

/// Everything that happened, in order, in one piece for each run of events of a day.
fn appends(polis: &Polis, setting: &Setting) -> Vec<Append> {
    let mut appends: Vec<Append> = Vec::new();
    for (head, (day, event)) in (0..).zip(events(polis, setting)) {
        match appends.last_mut() {
            Some(last) if last.day == day => last.events.push(event),
            _ => {
                appends.push(Append {
                    table: setting.id,
                    head,
                    day,
                    events: vec![event],
                    owned: Vec::new(),
                    receipt: None,
                });
            }
        }
    }
    appends
}

fn events<'a>(polis: &'a Polis, setting: &'a Setting) -> impl Iterator<Item = (Day, Event)> + 'a {
    let begin = [
        Event::TableSet {
            id: setting.id,
            name: setting.name.clone(),
            purpose: setting.purpose.clone(),
            agreement: setting.agreement.clone(),
            findable: Findable::Public,
            starter: Starter::Blank,
        },
        Event::ConversationImported {
            conversation: CONVERSATION,
            source: polis.source(),
            seed: setting.seed,
        },
    ];
    let today = setting.today;
    begin
        .into_iter()
        .chain(seats(polis))
        .map(move |event| (today, event))
        .chain(statements(polis))
        .chain(responses(polis, today))
}

fn seats(polis: &Polis) -> impl Iterator<Item = Event> {
    polis.people.iter().zip(0u32..).map(|(person, seat)| Event::SeatTaken {
        seat: SeatNo(seat),
        card: None,
        invitation: None,
        imported: Some(ImportedSeat { id: person.id, group: person.group }),
    })
}

fn statements(polis: &Polis) -> impl Iterator<Item = (Day, Event)> {
    let seats: HashMap<i64, SeatNo> =
        polis.people.iter().zip(0u32..).map(|(person, seat)| (person.id, SeatNo(seat))).collect();
    polis.statements.iter().zip(1u32..).map(move |(said, number)| {
        let event = Event::StatementMade {
            conversation: CONVERSATION,
            statement: StatementNo(number),
            seat: seats.get(&said.author).copied(),
            text: said.text.clone(),
            imported: Some(ImportedStatement {
                id: said.id,
                author: said.author,
                at: said.at,
                at_text: said.at_text.clone(),
                moderated: said.moderated,
                agrees: said.agrees,
                disagrees: said.disagrees,
            }),
        };
        (Day::from_unix_millis(said.at), event)
    })
}

/// Each on the day of its time; on the day of the import where the time is not known.
fn responses(polis: &Polis, today: Day) -> impl Iterator<Item = (Day, Event)> {
    polis.answers.iter().map(move |given| {
        let event = Event::ResponseGiven {
            conversation: CONVERSATION,
            statement: StatementNo(given.statement + 1),
            seat: SeatNo(given.person),
            choice: given.choice,
            matters: false,
            drawn: None,
            imported: Some(ImportedResponse { at: given.at }),
        };
        (given.at.map_or(today, Day::from_unix_millis), event)
    })
}

impl Answer for Imported {
    fn sentences(&self) -> String {
        let mut lines = vec![
            format!(
                "Imported “{}”: {}, {}, {} ({} changed later).",
                self.name,
                counted(self.people, "person", "people"),
                counted(self.statements, "statement", "statements"),
                counted(self.answers, "answer", "answers"),
                self.changed,
            ),
            format!("It is conversation {} at table {}.", self.conversation, self.table),
        ];
        lines.extend(self.findings.sentences());
        lines.join("\n")
    }
}
