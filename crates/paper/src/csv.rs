//! A paper as a file for spreadsheets.

use crate::document::{Block, Fact, Paper, Sheet};

/// The columns that say where a thing stands and what it is.
const PLACE: [&str; 3] = ["section", "heading", "kind"];
/// The columns after them: `words`, `words_2` and so on.
const WORDS: &str = "words";

impl Paper {
    /// The paper as CSV (RFC 4180): UTF-8, lines end with CR and LF, one row for each thing.
    ///
    /// The first columns are the section, the heading within it and the kind: `title`, `foot`, `fact`, `plain`, `said`,
    /// `item`, `table` (its caption), `head` (the names of its columns) or `row`. Then come the words, or the cells. All
    /// rows have the same number of cells. A paper whose only block is a table gives just that table.
    ///
    /// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    pub fn csv(&self) -> Vec<u8> {
        let rows = match self.only_sheet() {
            Some(sheet) => sheet_rows(sheet),
            None => self.rows(),
        };
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut file = String::new();
        if self.only_sheet().is_none() {
            let more = (PLACE.len()..width).map(|column| match column + 1 - PLACE.len() {
                1 => WORDS.to_owned(),
                number => format!("{WORDS}_{number}"),
            });
            let names: Vec<String> = PLACE.iter().map(|&name| name.to_owned()).chain(more).collect();
            file.push_str(&names.join(","));
            file.push_str("\r\n");
        }
        for row in rows {
            let blanks = std::iter::repeat_n("", width - row.len());
            let cells: Vec<String> = row.into_iter().chain(blanks).map(cell).collect();
            file.push_str(&cells.join(","));
            file.push_str("\r\n");
        }
        file.into_bytes()
    }

    fn only_sheet(&self) -> Option<&Sheet> {
        match self.sections.as_slice() {
            [section] => match section.blocks.as_slice() {
                [Block::Sheet(sheet)] => Some(sheet),
                _ => None,
            },
            _ => None,
        }
    }

    fn rows(&self) -> Vec<Vec<&str>> {
        let mut rows = vec![vec!["", "", "title", &self.title]];
        rows.extend(fact_rows("", "", &self.facts));
        for section in &self.sections {
            let mut heading = "";
            for block in &section.blocks {
                if let Block::Heading(words) = block {
                    heading = words;
                } else {
                    rows.extend(block_rows(&section.heading, heading, block));
                }
            }
        }
        if !self.foot.is_empty() {
            rows.push(vec!["", "", "foot", &self.foot]);
        }
        rows
    }
}

fn block_rows<'a>(section: &'a str, heading: &'a str, block: &'a Block) -> Vec<Vec<&'a str>> {
    let row = |kind, cells: &[&'a str]| [&[section, heading, kind], cells].concat();
    match block {
        // Said in the column of headings of what follows.
        Block::Heading(_) => Vec::new(),
        Block::Plain(words) => vec![row("plain", &[words])],
        Block::Said { words, note } => vec![row("said", &[words, note.as_deref().unwrap_or_default()])],
        Block::List(items) => items.iter().map(|item| row("item", &[item])).collect(),
        Block::Facts(facts) => fact_rows(section, heading, facts),
        Block::Sheet(sheet) => {
            let mut rows = vec![row("table", &[&sheet.caption])];
            for (number, cells) in sheet_rows(sheet).into_iter().enumerate() {
                rows.push(row(if number == 0 { "head" } else { "row" }, &cells));
            }
            rows
        }
    }
}

fn fact_rows<'a>(section: &'a str, heading: &'a str, facts: &'a [Fact]) -> Vec<Vec<&'a str>> {
    facts.iter().map(|fact| vec![section, heading, "fact", &fact.name, &fact.value]).collect()
}

/// The head, then the rows.
fn sheet_rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    let all = std::iter::once(&sheet.head).chain(&sheet.rows);
    all.map(|row| row.iter().map(String::as_str).collect()).collect()
}

/// Words as a cell: quoted, and never read as a formula by a spreadsheet (OWASP, "CSV injection").
fn cell(words: &str) -> String {
    let runs = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if runs { "'" } else { "" }, words.replace('"', "\"\""))
}
