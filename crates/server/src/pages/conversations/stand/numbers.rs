//! Every number, as a table and as a file.

use maud::{Markup, Render, html};
use voice::responses::Tally;

use super::lists::ROWS;
use super::{Line, View};
use crate::map_parts::Parts;
use crate::pages::conversations::csv::HIDDEN;
use crate::pages::conversations::pager::pager;
use crate::pages::conversations::shown::grouped;
use crate::pages::conversations::talk::Talk;
use crate::t;
use crate::text::Tr;
use crate::ui::{Cell, Column, Size, Table, scroll_region};

/// The table with the way to its other pages and to the files.
pub(super) fn numbers(tr: Tr, talk: &Talk, view: &View<'_>, parts: Parts<'_>) -> Markup {
    let all = view.lines.len();
    if all == 0 {
        return html! {};
    }
    let rows: Vec<u32> = view.lists.in_order().skip(view.from).take(ROWS).collect();
    let caption = t!(tr, "numbers-caption", from = view.from + 1, to = view.from + rows.len(), all = all);
    let mut columns = vec![
        Column::words(t!(tr, "numbers-words")),
        Column::numbers(t!(tr, "answer-agree")),
        Column::numbers(t!(tr, "answer-disagree")),
        Column::numbers(t!(tr, "numbers-not-sure")),
        Column::words(t!(tr, "numbers-stands")),
    ];
    columns.extend(parts.share_columns());
    let mut table = Table::new(caption, columns).caption_size(Size::S).row_heads();
    for line in view.lines(&rows) {
        table = table.row(row(tr, talk, line).into_iter().chain(parts.share_cells(line.number)));
    }
    html! {
        h2.govuk-heading-l #numbers { (t!(tr, "numbers-title")) }
        p.govuk-body {
            (t!(tr, "numbers-lead"))
            @if view.has_groups() { " " (t!(tr, "numbers-groups")) }
        }
        (scroll_region(&t!(tr, "numbers-title"), &table.render()))
        (pager(tr, &format!("{}/stand", talk.base), view.from, ROWS, all))
        p.govuk-body.rt-noprint {
            a.govuk-link href={ (talk.base) "/stand.csv" } { (t!(tr, "numbers-file")) }
        }
        p.govuk-body.rt-noprint {
            a.govuk-link href={ (talk.base) "/stand/how" } { (t!(tr, "how-title")) }
        }
    }
}

fn row(tr: Tr, talk: &Talk, line: &Line) -> [Cell; 5] {
    let shown = line.shown(tr);
    let number = |count: fn(&Tally) -> u32| {
        Cell::number(shown.counts.as_ref().map_or_else(|| HIDDEN.to_owned(), |counts| grouped(count(counts))))
    };
    [
        Cell::words(html! { (line.number) ". " (line.linked(talk)) }),
        number(|counts| counts.agree),
        number(|counts| counts.disagree),
        number(|counts| counts.pass),
        Cell::words(shown.words.as_str()),
    ]
}
