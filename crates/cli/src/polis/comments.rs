//! Reading `comments.csv`.

use std::collections::{BTreeMap, HashMap};

use table::{Unfit, Words};

use super::finding::{Findings, Reason};
use super::read::{instant, position};
use super::sheet::{Row, Sheet};
use super::{COMMENTS, Problem, Statement};

/// What a statement's number leads to.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Its position.
    At(u32),
    /// It is there, without words.
    Wordless,
}

/// What `comments.csv` holds.
pub(super) struct Comments {
    /// Those with words, by ascending number.
    pub(super) statements: Vec<Statement>,
    /// Every number in the file.
    pub(super) places: HashMap<i64, Place>,
}

impl Comments {
    pub(super) fn read(sheet: &Sheet, findings: &mut Findings) -> Result<Self, Problem> {
        const NAMES: [&str; 8] = [
            "timestamp",
            "datetime",
            "comment-id",
            "author-id",
            "agrees",
            "disagrees",
            "moderated",
            "comment-body",
        ];
        let mut lines: BTreeMap<i64, (u64, Option<Statement>)> = BTreeMap::new();
        let head = |row: &Row<'_>| {
            note_unknown(row, &NAMES, findings);
            row.columns(NAMES)
        };
        let mut wordless = Vec::new();
        let mut tidied = 0;
        sheet.read(head, |columns, row| {
            let [time, words, id, author, agrees, disagrees, moderated, body] = *columns;
            let id = row.number(id, "comment-id", "a whole number")?;
            if let Some((before, _)) = lines.get(&id) {
                return Err(row.wrong(format!("comment {id} is on line {before} already; each has one line")));
            }
            let at = instant(row, time)?;
            let author = row.number(author, "author-id", "a whole number")?;
            let agrees = row.number(agrees, "agrees", "a whole number from 0")?;
            let disagrees = row.number(disagrees, "disagrees", "a whole number from 0")?;
            let moderated = moderation(row, moderated)?;
            let at_text = row.text(words).to_owned();
            let body = row.text(body);
            let text = body_of(row, body)?;
            if text.is_none() {
                wordless.push(row.line);
            }
            let statement = text.map(|text| {
                tidied += u64::from(text.as_str() != body);
                Statement { id, author, at, at_text, agrees, disagrees, moderated, text }
            });
            lines.insert(id, (row.line, statement));
            Ok(())
        })?;
        findings.tidied = tidied;
        for line in wordless {
            findings.skip(Reason::StatementWithoutWords, COMMENTS, line);
        }
        Ok(Self::from_lines(lines))
    }

    fn from_lines(lines: BTreeMap<i64, (u64, Option<Statement>)>) -> Self {
        let mut comments = Self { statements: Vec::new(), places: HashMap::new() };
        for (id, (_, statement)) in lines {
            let place = match statement {
                None => Place::Wordless,
                Some(statement) => {
                    comments.statements.push(statement);
                    Place::At(position(comments.statements.len() - 1))
                }
            };
            comments.places.insert(id, place);
        }
        comments
    }
}

/// The words of a statement; none where there are only spaces.
fn body_of(row: &Row<'_>, body: &str) -> Result<Option<Words<2000>>, Problem> {
    match Words::new(body) {
        Ok(text) => Ok(Some(text)),
        Err(Unfit::Empty) => Ok(None),
        Err(unfit @ Unfit::TooLong { .. }) => Err(row.wrong(format!("comment-body: {unfit}; shorten it"))),
    }
}

fn moderation(row: &Row<'_>, column: usize) -> Result<i8, Problem> {
    const SHAPE: &str = "1 (let through), 0 (not looked at) or -1 (set aside)";
    match row.number(column, "moderated", SHAPE)? {
        known @ -1..=1 => Ok(known),
        other => Err(row.wrong(format!("moderated is “{other}”; it should be {SHAPE}"))),
    }
}

fn note_unknown(row: &Row<'_>, known: &[&str], findings: &mut Findings) {
    for _ in row.cells().filter(|cell| !known.contains(&cell.trim())) {
        findings.skip(Reason::UnknownColumn, row.file, row.line);
    }
}
