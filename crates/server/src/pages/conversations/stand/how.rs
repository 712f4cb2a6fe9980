//! `/t/{table}/c/{conversation}/stand/how`: how the page about where we stand is worked out, and what is in its files.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{ConversationNo, TableId};
use voice::groups::Verdict;
use voice::publish::LEAST_COUNT;
use voice::published::Published;
use voice::standing;

use crate::app::App;
use crate::charts;
use crate::fault::Fault;
use crate::map_parts::{method, verdict};
use crate::maps;
use crate::page::Page;
use crate::pages::conversations::csv::{COLUMNS, share_columns};
use crate::pages::conversations::talk::{self, Talk};
use crate::t;
use crate::text::Tr;
use crate::ui::{Row, SummaryList, back_link};
use crate::visitor::Visitor;

/// `GET …/stand/how`.
pub(in crate::pages::conversations) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let issued = maps::map(&app, &visitor, id).await?;
    let (talk, people) =
        talk::look(&app, &visitor, id, |_, conversation, _| Ok(conversation.responses.people())).await?;
    let (tr, map) = (visitor.tr, &issued.issue.published);
    let entry = issued.at;
    let command =
        format!("roundtable map house --data DIR --table {} --conversation {} --at {entry}", id.0, id.1);
    let body = html! {
        div.rt-noprint { (back_link(t!(tr, "how-back"), &format!("{}/stand", talk.base))) }
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "how-title")) }
        h2.govuk-heading-l { (t!(tr, "how-words-title")) }
        (rules(tr, standing::enough(people)))
        h2.govuk-heading-l { (t!(tr, "how-groups-title")) }
        p.govuk-body { (verdict(tr, map)) }
        @if map.verdict != Verdict::TooFewPeople {
            (method(tr, map))
            p.govuk-body {
                (t!(tr, "how-last", entry = entry.to_string())) " " (t!(tr, "how-why-eight"))
            }
        }
        (files(tr, &talk, map))
        h2.govuk-heading-m { (t!(tr, "how-again-title")) }
        p.govuk-body { (t!(tr, "how-command")) }
        p.govuk-body { code.rt-fingerprint { (command) } }
        p.govuk-body { (t!(tr, "how-rows")) }
    };
    Ok(Page::new(t!(tr, "how-title"), body).at(talk.at).show(&app, &visitor))
}

/// The rules in plain words.
fn rules(tr: Tr, enough: u32) -> Markup {
    html! {
        ul.govuk-list.govuk-list--bullet {
            li { (t!(tr, "how-enough", count = enough)) }
            li { (t!(tr, "how-agree")) }
            li { (t!(tr, "how-differ")) }
            li { (t!(tr, "how-crossed")) }
            li { (t!(tr, "how-not-sure")) }
            li { (t!(tr, "how-strong")) }
            li { (t!(tr, "how-shares")) }
            li { (t!(tr, "how-hidden", count = LEAST_COUNT)) }
            li { (t!(tr, "how-same")) }
        }
    }
}

/// The files, and what is in their columns.
fn files(tr: Tr, talk: &Talk, map: &Published) -> Markup {
    let words = [
        t!(tr, "column-number"),
        t!(tr, "column-statement"),
        t!(tr, "column-agree"),
        t!(tr, "column-disagree"),
        t!(tr, "column-not-sure"),
        t!(tr, "column-stands"),
    ];
    let whole = COLUMNS.into_iter().zip(words).map(|(column, words)| Row::new(column, words));
    let groups = map.groups.iter().map(|card| {
        let columns = share_columns(card.name).join(", ");
        Row::new(columns, t!(tr, "column-shares", group = charts::name(tr, card.name)))
    });
    html! {
        h2.govuk-heading-l { (t!(tr, "how-files-title")) }
        p.govuk-body.rt-noprint {
            a.govuk-link href={ (talk.base) "/stand.csv" } { (t!(tr, "numbers-file")) }
        }
        p.govuk-body { (t!(tr, "numbers-columns")) }
        (SummaryList::new(whole.chain(groups)))
        p.govuk-body.rt-noprint {
            a.govuk-link href={ (talk.base) "/stand/map.json" } { (t!(tr, "how-file")) }
        }
    }
}
