//! Reads participatory budgets in the Pabulib format `.pb` with approval ballots.
//!
//! Three sections, `META`, `PROJECTS` and `VOTES`, each with a line of column names; columns are parted by semicolons, a
//! field may stand in double quotes, with a double quote inside written twice. (Stolicki, Szufa and Talmon, *Pabulib*,
//! 2020.)
//!
//! ```
//! let text = "META\nkey;value\nbudget;100\nvote_type;approval\n\
//!             PROJECTS\nproject_id;cost;name;selected\np1;60;\"Park; big\";1\np2;50;Path;0\n\
//!             VOTES\nvoter_id;vote\n1;p1,p2\n2;p1\n";
//! let file = voice::budget::pabulib::read(text)?;
//! assert_eq!(file.election.projects()[0].name, "Park; big");
//! assert_eq!(file.election.support(0), 2);
//! assert_eq!(file.meta("vote_type"), Some("approval"));
//! # Ok::<(), voice::budget::pabulib::Misread>(())
//! ```

use std::collections::BTreeMap;

use super::{Election, Project, Unfundable};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The keys and values of the first section, as written.
    pub meta: Vec<(String, String)>,
    /// Projects and ballots.
    pub election: Election,
}

impl File {
    /// A value of the first section.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The projects that the file says were funded, ascending.
    pub fn selected(&self) -> Vec<usize> {
        let projects = self.election.projects().iter().enumerate();
        projects.filter(|(_, project)| project.selected == Some(true)).map(|(at, _)| at).collect()
    }
}

/// What can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// A line outside of any section, or in a quote that does not end.
    #[error("line {0} can't be read")]
    Line(usize),
    /// A section without a column that is needed.
    #[error("there is no column {0}")]
    Column(&'static str),
    /// No number where one is needed.
    #[error("line {0}: a whole number is expected")]
    Number(usize),
    /// The first section lacks the budget.
    #[error("the file does not say what the budget is")]
    NoBudget,
    /// Only approvals are read.
    #[error("ballots of the type {0:?} are not read: only approval and choose-1 are")]
    VoteType(String),
    /// A ballot names a project that the file does not list.
    #[error("line {line} names project {project}, which is not listed")]
    Project {
        /// In which line, from 1.
        line: usize,
        /// Which project.
        project: String,
    },
    /// The numbers make no election.
    #[error(transparent)]
    Unfundable(#[from] Unfundable),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Meta,
    Projects,
    Votes,
}

#[derive(Default)]
struct Reading {
    meta: Vec<(String, String)>,
    projects: Vec<Project>,
    numbers: BTreeMap<String, u32>,
    ballots: Vec<Vec<u32>>,
}

/// Reads a file's text.
///
/// # Errors
/// Where it is not in the format, or its ballots are not approvals.
pub fn read(text: &str) -> Result<File, Misread> {
    let mut reading = Reading::default();
    let mut section = None;
    let mut columns: Option<Vec<String>> = None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in (1..).zip(text.lines()) {
        let next = match line.trim().to_ascii_uppercase().as_str() {
            "" => continue,
            "META" => Some(Section::Meta),
            "PROJECTS" => Some(Section::Projects),
            "VOTES" => Some(Section::Votes),
            _ => None,
        };
        if next.is_some() {
            (section, columns) = (next, None);
            continue;
        }
        let fields = fields(line).ok_or(Misread::Line(number))?;
        let section = section.ok_or(Misread::Line(number))?;
        match &columns {
            None => columns = Some(fields.iter().map(|name| name.trim().to_ascii_lowercase()).collect()),
            Some(columns) => reading.line(section, number, &Row { columns, fields: &fields })?,
        }
    }
    reading.finish()
}

struct Row<'a> {
    columns: &'a [String],
    fields: &'a [String],
}

impl Row<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.fields.get(at).map(|field| field.trim())
    }

    fn need(&self, column: &'static str) -> Result<&str, Misread> {
        self.get(column).ok_or(Misread::Column(column))
    }
}

impl Reading {
    fn line(&mut self, section: Section, number: usize, row: &Row<'_>) -> Result<(), Misread> {
        match section {
            Section::Meta => self.meta.push((row.need("key")?.to_owned(), row.need("value")?.to_owned())),
            Section::Projects => {
                let id = row.need("project_id")?.to_owned();
                let cost = whole(row.need("cost")?).ok_or(Misread::Number(number))?;
                let name = row.get("name").unwrap_or(&id).to_owned();
                let selected = row.get("selected").and_then(|value| match value {
                    "0" => Some(false),
                    "1" => Some(true),
                    _ => None,
                });
                self.numbers.insert(id.clone(), u32::try_from(self.projects.len()).unwrap_or(u32::MAX));
                self.projects.push(Project { id, name, cost, selected });
            }
            Section::Votes => {
                let ids = row.need("vote")?.split(',').map(str::trim).filter(|id| !id.is_empty());
                let find = |id: &str| {
                    let unknown = || Misread::Project { line: number, project: id.to_owned() };
                    self.numbers.get(id).copied().ok_or_else(unknown)
                };
                let ballot = ids.map(find).collect::<Result<Vec<u32>, Misread>>()?;
                self.ballots.push(ballot);
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<File, Misread> {
        let value =
            |key: &str| self.meta.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        match value("vote_type") {
            None | Some("approval" | "choose-1") => {}
            Some(other) => return Err(Misread::VoteType(other.to_owned())),
        }
        let budget = value("budget").and_then(whole).ok_or(Misread::NoBudget)?;
        let election = Election::new(budget, self.projects, self.ballots)?;
        Ok(File { meta: self.meta, election })
    }
}

/// A whole number, which may be written with zeros after a point.
fn whole(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    part.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok()).flatten()
}

/// Splits a line at its semicolons. A quote opens only at the start of a field; `None` where it does not close.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut field = String::new();
            let mut parts = quoted;
            loop {
                let (part, after) = parts.split_once('"')?;
                field.push_str(part);
                let Some(more) = after.strip_prefix('"') else {
                    parts = after;
                    break;
                };
                field.push('"');
                parts = more;
            }
            let (tail, more) = parts.split_once(';').map_or((parts, None), |(tail, more)| (tail, Some(more)));
            field.push_str(tail);
            fields.push(field);
            rest = match more {
                Some(more) => more,
                None => return Some(fields),
            };
        } else {
            let (field, more) =
                rest.split_once(';').map_or((rest, None), |(field, more)| (field, Some(more)));
            fields.push(field.to_owned());
            rest = match more {
                Some(more) => more,
                None => return Some(fields),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_may_be_quoted() {
        let split = |line: &str| fields(line).map(|fields| fields.join("|"));
        assert_eq!(split("a;;b"), Some("a||b".into()));
        assert_eq!(split("\"a;\"\"b\"\"\";c;"), Some("a;\"b\"|c|".into()));
        assert_eq!(split("a \"b\";c"), Some("a \"b\"|c".into()));
        assert_eq!(split("\"a;b"), None);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let read = |meta: &str, project: &str, vote: &str| {
            read(&format!(
                "META\nkey;value\n{meta}\nPROJECTS\nproject_id;cost\n{project}\nVOTES\nvoter_id;vote\n{vote}\n"
            ))
        };
        assert!(read("budget;10", "a;5", "1;a").is_ok());
        assert_eq!(read("", "a;5", "1;a"), Err(Misread::NoBudget));
        assert_eq!(read("budget;10", "a;x", "1;a"), Err(Misread::Number(6)));
        assert_eq!(read("budget;10", "a;2.50", "1;a"), Err(Misread::Number(6)));
        assert_eq!(read("budget;10", "a;0", "1;a"), Err(Unfundable::Free("a".into()).into()));
        assert_eq!(read("budget;10", "a;5\na;6", "1;a"), Err(Unfundable::SameId("a".into()).into()));
        assert_eq!(read("budget;0", "a;5", "1;a"), Err(Unfundable::Budget(0).into()));
        assert_eq!(read("budget;10", "a;5", "1;b"), Err(Misread::Project { line: 9, project: "b".into() }));
        assert_eq!(
            read("budget;10\nvote_type;ordinal", "a;5", "1;a"),
            Err(Misread::VoteType("ordinal".into()))
        );
        assert_eq!(super::read("hello"), Err(Misread::Line(1)));
        assert_eq!(super::read("VOTES\nvoter_id\n1"), Err(Misread::Column("vote")));
        assert_eq!(whole("5.00"), Some(5));
    }
}
