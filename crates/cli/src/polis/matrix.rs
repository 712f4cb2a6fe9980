//! Reading `participants-votes.csv`.

use std::collections::{BTreeSet, HashMap};

use table::Choice;

use super::comments::{Comments, Place};
use super::finding::{Difference, Findings, Reason};
use super::read::{choice_in, position};
use super::sheet::{Row, Sheet};
use super::{Given, MATRIX, Person, Problem};

/// `participants-votes.csv`.
pub(super) struct Matrix {
    pub(super) people: Vec<Person>,
    pub(super) answers: Vec<Given>,
}

/// What the first line of `participants-votes.csv` says.
struct Head {
    person: usize,
    group: usize,
    counts: [usize; 3],
    external: Option<usize>,
    /// Which statement a column is for.
    statements: Vec<(usize, Option<Place>)>,
}

impl Matrix {
    pub(super) fn read(sheet: &Sheet, comments: &Comments, findings: &mut Findings) -> Result<Self, Problem> {
        let mut matrix = Self { people: Vec::new(), answers: Vec::new() };
        let mut lines = HashMap::new();
        let mut wrong_counts = 0;
        let head = sheet.read(Head::with(comments), |head, row| {
            let id: i64 = row.number(head.person, "participant", "a whole number")?;
            if let Some(before) = lines.insert(id, row.line) {
                return Err(row.wrong(format!("person {id} is on line {before} already; each has one line")));
            }
            let group = match row.text(head.group) {
                "" => None,
                _ => Some(row.number(head.group, "group-id", "a whole number, or nothing")?),
            };
            if head.external.is_some_and(|column| !row.text(column).is_empty()) {
                findings.skip(Reason::ExternalNumber, MATRIX, row.line);
            }
            matrix.people.push(Person { id, group });
            let counted = matrix.read_answers(head, row, findings)?;
            wrong_counts += u64::from(head.counts_in(row)? != counted);
            Ok(())
        })?;
        let columns = head.statements.iter().filter(|(_, place)| matches!(place, Some(Place::At(_)))).count();
        findings.differ(Difference::StatementWithoutColumn, (comments.statements.len() - columns) as u64);
        findings.differ(Difference::PersonCounts, wrong_counts);
        Ok(matrix)
    }

    /// Reads the answers of the person who was added last; how many there are, agree and disagree.
    fn read_answers(
        &mut self,
        head: &Head,
        row: &Row<'_>,
        findings: &mut Findings,
    ) -> Result<[u64; 3], Problem> {
        let person = position(self.people.len() - 1);
        let mut counted = [0; 3];
        for (column, place) in &head.statements {
            let cell = row.text(*column);
            if cell.is_empty() {
                continue;
            }
            let choice = choice_in(row, "an answer", cell)?;
            counted[0] += 1;
            counted[1] += u64::from(choice == Choice::Agree);
            counted[2] += u64::from(choice == Choice::Disagree);
            match place {
                Some(Place::At(statement)) => {
                    self.answers.push(Given { person, statement: *statement, at: None, choice });
                }
                Some(Place::Wordless) => {
                    findings.skip(Reason::AnswerToStatementWithoutWords, MATRIX, row.line);
                }
                None => findings.skip(Reason::AnswerToUnknownStatement, MATRIX, row.line),
            }
        }
        Ok(counted)
    }
}

impl Head {
    fn with(comments: &Comments) -> impl FnOnce(&Row<'_>) -> Result<Self, Problem> {
        const NAMES: [&str; 6] =
            ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"];
        |row| {
            let [person, group, _, votes, agree, disagree] = row.columns(NAMES)?;
            let mut external = None;
            let mut statements = Vec::new();
            let mut seen = BTreeSet::new();
            for (column, name) in row.cells().enumerate() {
                if NAMES.contains(&name.trim()) {
                    continue;
                }
                if name.trim() == "xid" {
                    external = Some(column);
                    continue;
                }
                let id: i64 = row.number(column, "the name of a column", "the number of a statement")?;
                if !seen.insert(id) {
                    return Err(row.wrong(format!("statement {id} has two columns; each has one")));
                }
                statements.push((column, comments.places.get(&id).copied()));
            }
            Ok(Self { person, group, counts: [votes, agree, disagree], external, statements })
        }
    }

    /// What a line says of itself: how many answers there are, agree and disagree.
    fn counts_in(&self, row: &Row<'_>) -> Result<[u64; 3], Problem> {
        let mut counts = [0; 3];
        for ((count, column), name) in
            counts.iter_mut().zip(self.counts).zip(["n-votes", "n-agree", "n-disagree"])
        {
            *count = row.number(column, name, "a whole number from 0")?;
        }
        Ok(counts)
    }
}
