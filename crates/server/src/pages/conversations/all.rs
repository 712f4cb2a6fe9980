//! `/t/{table}/c/{conversation}/all`: everything that was said, newest first.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::html;
use table::{Conversation, ConversationNo, Day, StatementNo, TableId};

use super::pager::pager;
use super::talk::{self, Asked};
use crate::app::App;
use crate::fault::Fault;
use crate::page::Page;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::visitor::Visitor;

/// So many on a page.
const A_PAGE: usize = 50;

struct Row {
    number: StatementNo,
    /// The words; nothing, where they were taken back or set aside.
    words: Option<String>,
    on: Day,
}

/// One page of rows, newest first, and how many there are in all.
fn rows(tr: Tr, conversation: &Conversation, from: usize) -> (Vec<Row>, usize) {
    let all = conversation.statements.len();
    let last = u32::try_from(all).unwrap_or(u32::MAX);
    let newest_first = conversation.statements.iter().rev().zip((1..=last).rev()).skip(from).take(A_PAGE);
    let rows = newest_first.map(|(statement, number)| {
        let number = StatementNo(number);
        let said = conversation.said(number);
        let at = said.and_then(|said| said.imported.as_ref()).map(|imported| imported.at);
        Row {
            number,
            words: said.map(|said| tamper::said(tr, said)),
            on: at.map_or(statement.on, Day::from_unix_millis),
        }
    });
    (rows.collect(), all)
}

/// `GET …/all`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let from = asked.from() / A_PAGE * A_PAGE;
    let (talk, (rows, total)) =
        talk::look(&app, &visitor, id, |_, conversation, _| Ok(rows(tr, conversation, from))).await?;
    let body = html! {
        (talk.back(tr))
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "all-title")) }
        p.rt-lead { (t!(tr, "all-lead", count = total)) }
        ul.rt-rows {
            @for row in &rows {
                li {
                    p.rt-rows__words {
                        a.govuk-link href=(talk.statement(row.number)) {
                            @match &row.words {
                                Some(words) => { bdi { (words) } }
                                None => { (t!(tr, "all-gone", number = row.number.0)) }
                            }
                        }
                    }
                    p.govuk-body.rt-quiet { (t!(tr, "all-row", number = row.number.0, day = tr.day(row.on))) }
                }
            }
        }
        (pager(tr, &format!("{}/all", talk.base), from, A_PAGE, total))
        @if talk.can_answer() {
            p.govuk-body.rt-noprint { a.govuk-link href={ (talk.base) "/add" } { (t!(tr, "say-add")) } }
        }
    };
    Ok(Page::new(t!(tr, "all-title"), body).at(talk.at).show(&app, &visitor))
}
