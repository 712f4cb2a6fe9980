//! The first step of writing an account: what was said, to be ticked.

use axum::response::Response;
use maud::{Markup, html};
use table::{Conversation, MOST_LINES, StatementNo};

use super::draft::{Draft, LINE, ORDER};
use super::place::{Place, look};
use super::write::{FIND, GO, Writing};
use crate::fault::Fault;
use crate::mend::Wrong;
use crate::page::Page;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Checkboxes, Choice, Label, Size, TextInput};

/// So many statements stand on a page.
const ON_A_PAGE: usize = 20;

/// A part of what was said.
struct Part {
    rows: Vec<(StatementNo, String)>,
    /// Which page of how many this is; none where words were looked for.
    page: Option<(usize, usize)>,
    /// Whether there is more than one page holds.
    is_long: bool,
}

impl Part {
    fn of(conversation: &Conversation, page: usize, find: &str) -> Self {
        let total = conversation.askable().count();
        let is_long = total > ON_A_PAGE;
        if !find.trim().is_empty() {
            let found = conversation.similar_to(find, ON_A_PAGE);
            return Self { rows: super::write::words_of(conversation, &found), page: None, is_long };
        }
        let pages = total.div_ceil(ON_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let live = conversation.askable().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE);
        let rows = live.map(|(number, said)| (number, said.text.to_string())).collect();
        Self { rows, page: Some((page, pages)), is_long }
    }
}

/// The page.
pub(super) async fn page(
    writing: &Writing<'_>,
    page: usize,
    find: &str,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let (app, visitor) = (writing.app, writing.visitor);
    let (place, part) =
        look(app, visitor, writing.id, |seen| Ok(Part::of(seen.conversation, page, find))).await?;
    let tr = visitor.tr;
    let body = html! {
        (place.back(tr))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (place.question_line())
        h1.govuk-heading-xl { (t!(tr, "heard-write-title")) }
        p.rt-lead { (t!(tr, "heard-write-lead")) }
        p.govuk-body { (t!(tr, "heard-step", step = 1)) " " (t!(tr, "heard-choose-lead", most = MOST_LINES)) }
        (form(tr, &place, writing, &part, find, wrong))
    };
    let page = Page::new(t!(tr, "heard-write-title"), body).at(place.at);
    Ok(page.with_error(wrong.is_any()).show(app, visitor))
}

fn form(tr: Tr, place: &Place, writing: &Writing<'_>, part: &Part, find: &str, wrong: &Wrong) -> Markup {
    let draft = &writing.draft;
    let is_here = |line: &&StatementNo| part.rows.iter().any(|(number, _)| number == *line);
    let elsewhere: Vec<&StatementNo> = draft.lines.iter().filter(|line| !is_here(line)).collect();
    let order: Vec<String> = draft.lines.iter().map(ToString::to_string).collect();
    html! {
        form action={ (place.all()) "/write" } method="post" novalidate {
            (writing.key)
            (Draft::hidden_lines(elsewhere.iter().copied()))
            @if !order.is_empty() { input type="hidden" name=(ORDER) value=(order.join(",")); }
            (draft.hidden_words())
            (draft.hidden_day())
            (search(tr, part, find))
            @if part.rows.is_empty() { p.govuk-body { (t!(tr, "heard-nothing-found")) } }
            @else { (boxes(tr, draft, part, wrong)) }
            @if !elsewhere.is_empty() {
                p.govuk-body { (t!(tr, "heard-ticked-elsewhere", count = elsewhere.len())) }
            }
            (turn(tr, part))
            (Button::new(t!(tr, "heard-to-order")).name_value(GO, "order"))
        }
    }
}

/// The way to find words in a long list. Its button is the form's first, so that Enter in the box presses it.
fn search(tr: Tr, part: &Part, find: &str) -> Markup {
    html! {
        @if part.is_long {
            (TextInput::new(FIND, Label::new(t!(tr, "heard-find")).size(Size::S)).value(find).autocomplete("off"))
            div.govuk-button-group {
                (Button::new(t!(tr, "heard-find-button")).secondary().name_value(GO, "find"))
                @if part.page.is_none() {
                    (Button::new(t!(tr, "heard-find-all")).secondary().name_value(GO, "choose"))
                }
            }
        }
    }
}

fn boxes(tr: Tr, draft: &Draft, part: &Part, wrong: &Wrong) -> Checkboxes {
    let choice = |(number, words): &(StatementNo, String)| {
        Choice::new(number.to_string(), html! { bdi { (words) } }).checked(draft.lines.contains(number))
    };
    Checkboxes::new(LINE, Label::new(t!(tr, "heard-boxes")).size(Size::M))
        .choices(part.rows.iter().map(choice))
        .error(wrong.at(tr, LINE))
}

/// The pages of the list. They are buttons, so that ticks come along.
fn turn(tr: Tr, part: &Part) -> Markup {
    let Some((page, pages)) = part.page.filter(|(_, pages)| *pages > 1) else { return html! {} };
    let to = |page: usize| format!("page-{page}");
    html! {
        p.govuk-body { (t!(tr, "paging-said", page = page, pages = pages)) }
        div.govuk-button-group {
            @if page > 1 { (Button::new(t!(tr, "paging-back")).secondary().name_value(GO, to(page - 1))) }
            @if page < pages { (Button::new(t!(tr, "paging-on")).secondary().name_value(GO, to(page + 1))) }
        }
    }
}
