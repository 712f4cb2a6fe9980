//! `/t/{table}/c/{conversation}/stand.csv`: the numbers as a file for spreadsheets, under the publication
//! rules.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use table::{Conversation, ConversationNo, StatementNo, TableId};
use voice::responses::Tally;

use super::shown::shown;
use super::talk;
use crate::app::App;
use crate::fault::Fault;
use crate::text::Tr;
use crate::visitor::Visitor;

/// The columns, as the page about the numbers explains them.
pub(super) const COLUMNS: [&str; 6] =
    ["number", "statement", "agree", "disagree", "not_sure", "how_it_stands"];

/// What stands in place of a number that is not shown.
pub(super) const HIDDEN: &str = "*";

struct Row {
    number: StatementNo,
    words: String,
    tally: Tally,
}

/// `GET …/stand.csv`.
pub(super) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let (_, (rows, people)) = talk::look(&app, &visitor, id, |_, conversation, _| {
        let rows = conversation.live().map(|(number, said)| Row {
            number,
            words: said.text.to_string(),
            tally: conversation.responses.tally(Conversation::position(number)),
        });
        Ok((rows.collect::<Vec<_>>(), conversation.responses.people()))
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"where-we-stand.csv\""),
    ];
    Ok((headers, write(visitor.tr, &rows, people)).into_response())
}

/// The whole file: RFC 4180, lines end with CR and LF.
fn write(tr: Tr, rows: &[Row], people: u32) -> String {
    let mut file = COLUMNS.join(",");
    file.push_str("\r\n");
    for row in rows {
        let shown = shown(tr, row.tally, people);
        let counts = match shown.counts {
            Some(counts) => [counts.agree, counts.disagree, counts.pass].map(|count| count.to_string()),
            None => [HIDDEN; 3].map(str::to_owned),
        };
        // Writing to a string does not fail.
        let _ = write!(file, "{},{},", row.number, cell(&row.words));
        let _ = write!(file, "{},{}\r\n", counts.join(","), cell(&shown.words));
    }
    file
}

/// Words as a cell: quoted, and never read as a formula by a spreadsheet.
///
/// A cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return could be run as a formula; an
/// apostrophe before it makes it text (OWASP, "CSV injection").
fn cell(words: &str) -> String {
    let runs = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if runs { "'" } else { "" }, words.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_no_cell_breaks_its_row() {
        assert_eq!(cell("Open at 8"), "\"Open at 8\"");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for start in ['+', '-', '@', '\t', '\r'] {
            assert!(cell(&format!("{start}1+1")).starts_with("\"'"), "{start:?}");
        }
        assert_eq!(cell("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(cell("1=1"), "\"1=1\"");
    }

    #[test]
    fn small_numbers_are_stars() {
        let row = |number, agree, disagree| Row {
            number: StatementNo(number),
            words: "Words".into(),
            tally: Tally { agree, disagree, ..Tally::default() },
        };
        let file = write(Tr::english(), &[row(1, 7, 0), row(2, 7, 1), row(3, 0, 0)], 30);
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(lines[0], COLUMNS.join(","));
        assert!(lines[1].starts_with("1,\"Words\",*,*,*,"), "{}", lines[1]);
        assert!(lines[2].starts_with("2,\"Words\",7,1,0,"), "{}", lines[2]);
        assert!(lines[3].starts_with("3,\"Words\",*,*,*,"), "{}", lines[3]);
        assert_eq!(lines.len(), 5);
    }
}
