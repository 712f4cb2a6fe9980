//! `/t/{table}/c/{conversation}/stand.csv`: the numbers as a file for spreadsheets, under the publication
//! rules.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use table::{ConversationNo, StatementNo, TableId};
use voice::groups::Name;
use voice::publish::Heard;
use voice::published::Published;
use voice::standing::Bucket;

use super::shown::shown_in;
use super::stand::stands;
use super::talk;
use crate::app::App;
use crate::charts::mark_name;
use crate::fault::Fault;
use crate::maps;
use crate::tamper;
use crate::text::Tr;
use crate::visitor::Visitor;

/// The columns, as the page about the numbers explains them. Where groups are clear, [`share_columns`] of each follow.
pub(super) const COLUMNS: [&str; 6] =
    ["number", "statement", "agree", "disagree", "not_sure", "how_it_stands"];

/// What stands in place of a number that is not shown.
pub(super) const HIDDEN: &str = "*";

/// The columns of a group: `leaf_agree_in_10` and so on.
pub(super) fn share_columns(group: Name) -> [String; 3] {
    ["agree", "disagree", "not_sure"].map(|answer| format!("{}_{answer}_in_10", mark_name(group)))
}

struct Row {
    number: StatementNo,
    words: String,
    bucket: Bucket,
    heard: Heard,
}

/// `GET …/stand.csv`.
pub(super) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let issued = maps::map(&app, &visitor, id).await?;
    let map = &issued.issue.published;
    let (_, rows) = talk::look(&app, &visitor, id, |_, conversation, _| {
        let stands = stands(conversation, map).into_iter().filter_map(|(number, (bucket, heard))| {
            let number = StatementNo(number);
            let words = tamper::said(visitor.tr, conversation.said(number)?);
            Some(Row { number, words, bucket, heard })
        });
        Ok(stands.collect::<Vec<_>>())
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"where-we-stand.csv\""),
    ];
    Ok((headers, write(visitor.tr, &rows, map)).into_response())
}

/// The whole file: RFC 4180, lines end with CR and LF.
fn write(tr: Tr, rows: &[Row], map: &Published) -> String {
    let mut file = COLUMNS.join(",");
    for column in map.groups.iter().flat_map(|card| share_columns(card.name)) {
        file.push(',');
        file.push_str(&column);
    }
    file.push_str("\r\n");
    for row in rows {
        let shown = shown_in(tr, row.bucket, row.heard);
        let counts = match shown.counts {
            Some(counts) => [counts.agree, counts.disagree, counts.pass].map(|count| count.to_string()),
            None => [HIDDEN; 3].map(str::to_owned),
        };
        // Writing to a string does not fail.
        let _ = write!(file, "{},{},", row.number, cell(&row.words));
        let _ = write!(file, "{},{}", counts.join(","), cell(&shown.words));
        for share in shares(map, row.number) {
            let _ = write!(file, ",{share}");
        }
        file.push_str("\r\n");
    }
    file
}

/// How many in ten of each group agree, disagree and are not sure.
fn shares(map: &Published, StatementNo(number): StatementNo) -> Vec<String> {
    // What was said after the map was made has no row in it.
    let row = map.statements.binary_search_by_key(&number, |row| row.statement).ok();
    let row = row.and_then(|at| map.statements.get(at));
    let shares = (0..map.groups.len()).map(|group| *row?.tenths.get(group)?);
    let cells = shares.flat_map(|tenths| match tenths {
        Some(tenths) => tenths.map(|share| share.to_string()),
        None => [HIDDEN; 3].map(str::to_owned),
    });
    cells.collect()
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
    use voice::publish;
    use voice::responses::Tally;

    use super::*;
    use crate::charts::sample;

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
            bucket: Bucket::MostlyAgree,
            heard: publish::statement(Tally { agree, disagree, ..Tally::default() }),
        };
        let rows = [row(1, 7, 0), row(2, 7, 1), row(3, 0, 0)];
        let file = write(Tr::english(), &rows, &sample::empty());
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(lines[0], COLUMNS.join(","));
        assert!(lines[1].starts_with("1,\"Words\",*,*,*,"), "{}", lines[1]);
        assert!(lines[2].starts_with("2,\"Words\",7,1,0,"), "{}", lines[2]);
        assert!(lines[3].starts_with("3,\"Words\",*,*,*,"), "{}", lines[3]);
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn shares_of_groups_come_last_and_small_ones_are_stars() {
        let mut map = sample::clear(2, 40, 2);
        map.statements[0].tenths = vec![Some([8, 1, 1]), None];
        map.statements.truncate(1);
        let row = |number| Row {
            number: StatementNo(number),
            words: "Words".into(),
            bucket: Bucket::MostlyAgree,
            heard: publish::statement(Tally { agree: 30, ..Tally::default() }),
        };
        let file = write(Tr::english(), &[row(1), row(2)], &map);
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert!(lines[0].ends_with(
            ",how_it_stands,leaf_agree_in_10,leaf_disagree_in_10,leaf_not_sure_in_10,\
             wave_agree_in_10,wave_disagree_in_10,wave_not_sure_in_10"
        ));
        assert_eq!(lines[1], "1,\"Words\",30,0,0,\"Most agree\",8,1,1,*,*,*");
        assert_eq!(lines[2], "2,\"Words\",30,0,0,\"Most agree\",*,*,*,*,*,*", "said after the map was made");
    }
}
