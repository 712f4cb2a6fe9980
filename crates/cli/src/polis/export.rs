//! `roundtable export polis`: one conversation as files. Rows of persons leave by this command only.

use std::collections::HashMap;

use record::entry::Act;
use serde::Serialize;
use store::{House, Journal};
use table::{ConversationNo, PolisConversation, SeatNo, StatementNo, TableId};

use super::clock::Clock;
use super::journal::{Gathered, Source, gather};
use super::{Given, Person, Polis, Problem, Statement, native, write};
use crate::args::ExportPolis;
use crate::say::{Answer, counted};

/// What an export answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Exported {
    table: TableId,
    conversation: ConversationNo,
    directory: String,
    files: Vec<&'static str>,
    people: u64,
    statements: u64,
    answers: u64,
    has_history: bool,
    left_out: LeftOut,
}

/// What the form can't hold of a conversation held here, in numbers.
#[derive(Debug, Default, Serialize)]
pub(super) struct LeftOut {
    pub(super) statements_taken_back: u64,
    pub(super) answers_to_statements_taken_back: u64,
    pub(super) earlier_answers: u64,
    pub(super) matters: u64,
    pub(super) reasons: u64,
}

/// Writes a conversation's files.
pub(crate) fn export(asked: &ExportPolis) -> Result<Exported, Problem> {
    // Opening a house makes one; a mistyped directory must not.
    if !asked.which.data.join("journal.sqlite").is_file() {
        return Err(Problem::NoData(asked.which.data.display().to_string()));
    }
    let house = House::open(&asked.which.data)?;
    let journal = house.journal()?;
    if !journal.tables()?.contains(&asked.which.table) {
        return Err(Problem::NoTable(asked.which.table));
    }
    let gathered = gather(&journal, asked.which.table, asked.which.conversation)?;
    let (polis, left_out, clock) = match &gathered.source {
        None => return Err(Problem::NoConversation(asked.which.table, asked.which.conversation)),
        Some(Source::Imported(source)) => {
            let polis = imported(&gathered, source);
            let clock = Clock::of(&polis.statements);
            (polis, LeftOut::default(), clock)
        }
        Some(Source::Offered(offer)) => {
            let (polis, left_out) = native::polis(&gathered, offer)?;
            (polis, left_out, Clock::utc())
        }
    };
    let files = write::files(&polis, &clock);
    crate::keeping::host_did(&asked.which.data, Some(asked.which.table), Act::Export)?;
    write::put(&asked.directory, &files)?;
    Ok(Exported {
        table: asked.which.table,
        conversation: asked.which.conversation,
        directory: asked.directory.display().to_string(),
        files: files.iter().map(|(name, _)| *name).collect(),
        people: polis.people.len() as u64,
        statements: polis.statements.len() as u64,
        answers: polis.answers.len() as u64,
        has_history: polis.has_history,
        left_out,
    })
}

/// A conversation held elsewhere, as it came.
fn imported(gathered: &Gathered, source: &PolisConversation) -> Polis {
    let seats: HashMap<SeatNo, u32> =
        gathered.imported_seats.iter().zip(0u32..).map(|((seat, _), at)| (*seat, at)).collect();
    let people =
        gathered.imported_seats.iter().map(|(_, seat)| Person { id: seat.id, group: seat.group }).collect();
    let mut positions: HashMap<StatementNo, u32> = HashMap::new();
    let mut statements = Vec::new();
    for (number, said) in &gathered.said {
        let Some(from) = &said.imported else { continue };
        positions.insert(*number, u32::try_from(statements.len()).unwrap_or(u32::MAX));
        statements.push(Statement {
            id: from.id,
            author: from.author,
            at: from.at,
            at_text: from.at_text.clone(),
            agrees: from.agrees,
            disagrees: from.disagrees,
            moderated: from.moderated,
            text: said.text.clone(),
        });
    }
    let answers = gathered.given.iter().filter_map(|response| {
        Some(Given {
            person: *seats.get(&response.seat)?,
            statement: *positions.get(&response.statement)?,
            at: response.imported.as_ref()?.at,
            choice: response.choice,
        })
    });
    let answers = answers.collect();
    let (summary, has_history) = (source.summary.clone(), source.has_history);
    Polis { summary, statements, people, answers, has_history }
}

impl Answer for Exported {
    fn sentences(&self) -> String {
        let mut lines = vec![format!(
            "Exported {}, {} and {} to {}: {}.",
            counted(self.people, "person", "people"),
            counted(self.statements, "statement", "statements"),
            counted(self.answers, "answer", "answers"),
            self.directory,
            self.files.join(", "),
        )];
        if !self.has_history {
            lines.push(
                "Left out: votes.csv and stats-history.csv, since the answers' times are not known.".into(),
            );
        }
        let left = &self.left_out;
        for (count, what) in [
            (left.statements_taken_back, "statements that were taken back"),
            (left.answers_to_statements_taken_back, "answers to statements that were taken back"),
            (left.earlier_answers, "answers that were changed later"),
            (left.matters, "marks “this matters a lot to me”"),
            (left.reasons, "reasons"),
        ] {
            if count > 0 {
                lines.push(format!("Left out: {} {what}.", crate::say::grouped(count)));
            }
        }
        lines.push("These files hold a row for each person: keep them as safe as the data itself.".into());
        lines.join("\n")
    }
}
