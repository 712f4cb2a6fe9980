//! Reading a directory of files into memory, checking all of it before anything else is done.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use table::Choice;

use super::comments::{Comments, Place};
use super::finding::{Difference, Findings, Reason};
use super::matrix::Matrix;
use super::sheet::{Row, Sheet};
use super::{COMMENTS, Given, MATRIX, Person, Polis, Problem, STATS, SUMMARY, VOTES, clock};

/// Reads the files of a directory.
pub(super) fn read(directory: &Path) -> Result<(Polis, Findings), Problem> {
    let mut findings = Findings::default();
    let summary = read_summary(&Sheet::needed(directory, SUMMARY)?)?;
    let comments = Comments::read(&Sheet::needed(directory, COMMENTS)?, &mut findings)?;
    let matrix = Sheet::open(directory, MATRIX)?
        .map(|sheet| Matrix::read(&sheet, &comments, &mut findings))
        .transpose()?;
    let votes = Sheet::open(directory, VOTES)?.map(|sheet| read_votes(&sheet)).transpose()?;
    if let Some(stats) = Sheet::open(directory, STATS)? {
        check_stats(&stats)?;
    }
    let has_history = votes.is_some();
    let (people, answers) = match (matrix, votes) {
        (None, None) => return Err(Problem::NoAnswers(directory.display().to_string())),
        (Some(matrix), None) => (matrix.people, matrix.answers),
        (matrix, Some(votes)) => follow_history(matrix, &votes, &comments, &mut findings),
    };
    let polis = Polis { summary, statements: comments.statements, people, answers, has_history };
    compare(&polis, comments.places.len(), &mut findings);
    Ok((polis, findings))
}

fn read_summary(sheet: &Sheet) -> Result<Vec<(String, String)>, Problem> {
    let mut lines: Vec<(String, String)> = Vec::new();
    sheet.read_plain(|row| {
        row.has(2)?;
        if lines.iter().any(|(key, _)| key == row.text(0)) {
            return Err(row.wrong(format!("“{}” is there twice; each key has one line", row.text(0))));
        }
        lines.push((row.text(0).to_owned(), row.text(1).to_owned()));
        Ok(())
    })?;
    if lines.iter().any(|(key, _)| key == "topic") {
        return Ok(lines);
    }
    let what = "no line begins with “topic”; it should say what the conversation is about".to_owned();
    Err(Problem::Malformed { file: SUMMARY, line: 1, what })
}

pub(super) fn instant(row: &Row<'_>, column: usize) -> Result<i64, Problem> {
    const SHAPE: &str = "milliseconds (or seconds) since 1970, such as 1500282615559";
    let number = row.number(column, "timestamp", SHAPE)?;
    clock::millis(number).ok_or_else(|| row.wrong(format!("timestamp is “{number}”; it should be {SHAPE}")))
}

/// Agree is 1, disagree −1, pass 0.
pub(super) fn choice_in(row: &Row<'_>, name: &str, cell: &str) -> Result<Choice, Problem> {
    match cell {
        "1" => Ok(Choice::Agree),
        "-1" => Ok(Choice::Disagree),
        "0" => Ok(Choice::Pass),
        other => {
            Err(row.wrong(format!("{name} is “{other}”; it should be 1 (agree), -1 (disagree) or 0 (pass)")))
        }
    }
}

/// Positions fit 32 bits: a file with more lines would not fit in memory either.
pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A line of `votes.csv`.
struct Vote {
    line: u64,
    at: i64,
    comment: i64,
    voter: i64,
    choice: Choice,
}

/// Reads `votes.csv`, in the order of its times; those of one moment in the order of their lines.
fn read_votes(sheet: &Sheet) -> Result<Vec<Vote>, Problem> {
    let mut votes = Vec::new();
    let head = |row: &Row<'_>| row.columns(["timestamp", "comment-id", "voter-id", "vote"]);
    sheet.read(head, |columns, row| {
        let [time, comment, person, choice] = *columns;
        votes.push(Vote {
            line: row.line,
            at: instant(row, time)?,
            comment: row.number(comment, "comment-id", "a whole number")?,
            voter: row.number(person, "voter-id", "a whole number")?,
            choice: choice_in(row, "vote", row.text(choice).trim())?,
        });
        Ok(())
    })?;
    votes.sort_by_key(|vote| vote.at);
    Ok(votes)
}

fn check_stats(sheet: &Sheet) -> Result<(), Problem> {
    const NAMES: [&str; 5] = ["n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters"];
    let head = |row: &Row<'_>| row.columns(NAMES);
    sheet.read(head, |columns, row| {
        for (column, name) in columns.iter().zip(NAMES) {
            row.number::<u64>(*column, name, "a whole number from 0")?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Answers with their times, and where the matrix says something else.
fn follow_history(
    matrix: Option<Matrix>,
    votes: &[Vote],
    comments: &Comments,
    findings: &mut Findings,
) -> (Vec<Person>, Vec<Given>) {
    let has_matrix = matrix.is_some();
    let matrix = matrix.unwrap_or_else(|| {
        let ids: BTreeSet<i64> = votes.iter().map(|vote| vote.voter).collect();
        let people = ids.into_iter().map(|id| Person { id, group: None }).collect();
        Matrix { people, answers: Vec::new() }
    });
    // The matrix was counted against the statements already; what is skipped is counted once, here.
    findings.skipped.retain(|skipped| {
        !matches!(skipped.reason, Reason::AnswerToStatementWithoutWords | Reason::AnswerToUnknownStatement)
    });
    let seats: HashMap<i64, u32> =
        (0u32..).zip(&matrix.people).map(|(position, person)| (person.id, position)).collect();
    let mut answers = Vec::with_capacity(votes.len());
    let mut stands = HashMap::with_capacity(votes.len());
    for vote in votes {
        let Some(person) = seats.get(&vote.voter).copied() else {
            findings.skip(Reason::AnswerFromUnknownPerson, VOTES, vote.line);
            continue;
        };
        match comments.places.get(&vote.comment) {
            Some(Place::At(statement)) => {
                stands.insert((person, *statement), vote.choice);
                let (statement, choice) = (*statement, vote.choice);
                answers.push(Given { person, statement, at: Some(vote.at), choice });
            }
            Some(Place::Wordless) => {
                findings.skip(Reason::AnswerToStatementWithoutWords, VOTES, vote.line);
            }
            None => findings.skip(Reason::AnswerToUnknownStatement, VOTES, vote.line),
        }
    }
    if has_matrix {
        compare_matrix(&matrix.answers, &mut stands, findings);
    }
    (matrix.people, answers)
}

/// Leaves in `stands` what the matrix has not.
fn compare_matrix(cells: &[Given], stands: &mut HashMap<(u32, u32), Choice>, findings: &mut Findings) {
    for cell in cells {
        match stands.remove(&(cell.person, cell.statement)) {
            None => findings.differ(Difference::OnlyInMatrix, 1),
            Some(choice) => findings.differ(Difference::OtherAnswer, u64::from(choice != cell.choice)),
        }
    }
    findings.differ(Difference::OnlyInHistory, stands.len() as u64);
}

/// Compares the counts in the files with what they hold. `comments.csv` counts every answer, also those that
/// were changed later.
fn compare(polis: &Polis, comments: usize, findings: &mut Findings) {
    let mut counts = vec![(0, 0); polis.statements.len()];
    for given in &polis.answers {
        let (agrees, disagrees) = &mut counts[given.statement as usize];
        *agrees += u32::from(given.choice == Choice::Agree);
        *disagrees += u32::from(given.choice == Choice::Disagree);
    }
    let other =
        polis.statements.iter().zip(&counts).filter(|(said, count)| (said.agrees, said.disagrees) != **count);
    findings.differ(Difference::StatementCounts, other.count() as u64);
    let ids: BTreeSet<i64> = polis.people.iter().map(|person| person.id).collect();
    let strangers = polis.statements.iter().filter(|said| !ids.contains(&said.author)).count();
    findings.differ(Difference::AuthorNotAPerson, strangers as u64);
    let voters = polis.standing().iter().filter(|row| !row.is_empty()).count();
    for (key, counted) in [("voters", voters), ("comments", comments)] {
        let said = polis.summary.iter().find(|(name, _)| name == key);
        let differs = said.is_some_and(|(_, said)| said.trim() != counted.to_string());
        findings.differ(Difference::SummaryCounts, u64::from(differs));
    }
}

impl Polis {
    /// What each person's answers are in the end, by the statement's position.
    pub(super) fn standing(&self) -> Vec<BTreeMap<u32, Choice>> {
        let mut rows = vec![BTreeMap::new(); self.people.len()];
        for given in &self.answers {
            rows[given.person as usize].insert(given.statement, given.choice);
        }
        rows
    }
}
