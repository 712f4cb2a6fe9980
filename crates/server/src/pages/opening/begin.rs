//! `/t/{table}/d/new`: what it is about, what was asked before on that, and by which of the rules to decide it.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Source, TableId};

use super::kind::Kind;
use super::sources::{self, Shown};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::pages::before;
use crate::pages::seats::asked;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, Label, LinkButton, Size, TextInput, back_link};
use crate::visitor::Visitor;

struct View {
    at: AtTable,
    /// Whether the rules are not as they were kept: nothing can be opened by them.
    is_altered: bool,
    /// What can be opened by the rules of the table; none while nothing is chosen.
    kinds: Option<Vec<Kind>>,
    /// What the address came with: its words, to begin with.
    came: Option<String>,
    /// What was asked before, once it is said what it is about.
    before: Option<Markup>,
}

/// `GET /t/{table}/d/new`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let tr = visitor.tr;
    let asked = asked(raw);
    let words = asked.get("words").trim();
    let sources = sources::came_with(&asked);
    let view = app
        .clerk
        .read(id, |table| View {
            at: AtTable::of(table, true),
            is_altered: table.rules().is_some_and(|(_, version)| version.altered.is_some()),
            kinds: table.rules().map(|(_, version)| Kind::allowed(&version.rules)),
            came: sources.first().and_then(|source| Some(Shown::of(tr, table, *source)?.words)),
            before: (!words.is_empty()).then(|| before::list(tr, table, words, visitor.today)),
        })
        .await?;
    let body = html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (t!(tr, "opening-title")) }
        @if view.is_altered {
            (tamper::warning(tr, None))
            p.govuk-body { a.govuk-link href={ "/t/" (id) "/rules" } { (t!(tr, "opening-kinds-rules")) } }
        } @else if let Some(kinds) = &view.kinds {
            p.rt-lead { (t!(tr, "opening-lead")) }
            (about(tr, id, if words.is_empty() { view.came.as_deref().unwrap_or_default() } else { words }, &sources))
            @if let Some(before) = &view.before {
                h2.govuk-heading-m { (t!(tr, "before-title")) }
                (before)
                (choose(tr, id, kinds, words, &sources))
            }
        } @else {
            p.rt-lead { (t!(tr, "opening-no-rules")) }
            (LinkButton::new(t!(tr, "rules-choose"), format!("/t/{id}/rules/choose")))
        }
    };
    Ok(Page::new(t!(tr, "opening-title"), body).at(view.at).show(&app, &visitor))
}

fn about(tr: Tr, id: TableId, words: &str, sources: &[Source]) -> Markup {
    html! {
        form action={ "/t/" (id) "/d/new" } method="get" novalidate {
            @for (name, value) in sources::in_address(sources) { input type="hidden" name=(name) value=(value); }
            (TextInput::new("words", Label::new(t!(tr, "opening-about")).size(Size::M))
                .hint(t!(tr, "opening-about-hint")).value(words).autocomplete("off"))
            (Button::new(t!(tr, "opening-look")).secondary())
        }
    }
}

fn choose(tr: Tr, id: TableId, kinds: &[Kind], words: &str, sources: &[Source]) -> Markup {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("words", words)
        .extend_pairs(sources::in_address(sources))
        .finish();
    html! {
        h2.govuk-heading-m { (t!(tr, "opening-kinds")) }
        ul.rt-rows {
            @for kind in kinds {
                li {
                    p.rt-rows__words {
                        a.govuk-link href={ "/t/" (id) "/d/new/" (kind.key()) "?" (query) } { (kind.name(tr)) }
                    }
                    p.govuk-body { (kind.good_for(tr)) }
                }
            }
        }
        p.govuk-body {
            (t!(tr, "opening-kinds-ours")) " "
            a.govuk-link href={ "/t/" (id) "/rules" } { (t!(tr, "opening-kinds-rules")) }
        }
    }
}
