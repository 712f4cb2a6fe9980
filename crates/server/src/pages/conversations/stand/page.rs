//! The page about where we stand: words first, then lists, groups and pictures, then every number.

use axum::response::Response;
use maud::{Markup, html};

use super::headline::headline;
use super::heard::{connections, fairness};
use super::numbers::numbers;
use super::pictures::Pictures;
use super::sections::Sections;
use super::{Line, View};
use crate::app::App;
use crate::map_parts::Parts;
use crate::page::Page;
use crate::pages::conversations::talk::Talk;
use crate::t;
use crate::text::Tr;
use crate::ui::inset_text;
use crate::visitor::Visitor;

/// The whole page. Later pages of the table hold the table alone.
pub(super) fn page(app: &App, visitor: &Visitor, talk: Talk, view: &View<'_>) -> Response {
    let body = body(visitor.tr, visitor.look.lean, &talk, view);
    Page::new(t!(visitor.tr, "stand-title"), body).at(talk.at).show(app, visitor)
}

/// What stands under the header. Each part that can change has a name, so that a page that is open can be kept up to date.
/// Where somebody asked for less data there is no script, and what only a picture shows is left out.
pub(super) fn body(tr: Tr, lean: bool, talk: &Talk, view: &View<'_>) -> Markup {
    let words = |number: u32| html! { bdi { (view.line(number).map_or("", |line| &line.words)) } };
    let parts = Parts { tr, published: &view.map, words: &words };
    let sections = Sections { tr, talk, view, parts };
    let pictures = Pictures { tr, talk, view, parts, lean };
    html! {
        (talk.back(tr))
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "stand-title")) }
        div data-live-part="headline" { p.rt-lead { (headline(tr, view)) } }
        @if view.from == 0 { (inset_text(t!(tr, "stand-not-a-contest"))) }
        (live(tr, lean, talk, view))
        @if view.from == 0 {
            div data-live-part="agree" { (sections.agree()) }
            div data-live-part="differ" { (sections.differ()) }
            div data-live-part="strong" { (sections.strong()) (sections.not_sure()) (sections.few()) }
            div data-live-part="groups" { (pictures.groups()) }
            div data-live-part="line" { (pictures.line()) }
            div data-live-part="people" { (pictures.people()) }
        }
        div data-live-part="numbers" { (numbers(tr, talk, view, parts)) }
        div data-live-part="heard" { (fairness(tr, view)) (connections(tr, view)) }
    }
}

/// The way to what is new: a link for everybody, and a stream for scripts.
fn live(tr: Tr, lean: bool, talk: &Talk, view: &View<'_>) -> Markup {
    let address = (!lean).then(|| view.seen.address(&talk.base, view.at));
    html! {
        div.rt-cluster.rt-live.rt-noprint data-live=[address.as_ref()] data-live-said=(t!(tr, "stand-live-said")) {
            a.govuk-link href={ (talk.base) "/stand" @if view.from > 0 { "?from=" (view.from) } } {
                (t!(tr, "stand-live-check"))
            }
            @if !view.lines.is_empty() {
                a.govuk-link href="#numbers" { (t!(tr, "stand-to-numbers")) }
            }
            @if address.is_some() {
                button.govuk-button.govuk-button--secondary type="button"
                    data-live-pause=(t!(tr, "stand-live-start")) hidden { (t!(tr, "stand-live-pause")) }
                span role="status" data-live-status {}
            }
        }
    }
}

impl Line {
    /// The words of what was said, with the way to its page.
    pub(super) fn linked(&self, talk: &Talk) -> Markup {
        html! {
            a.govuk-link href=(talk.statement(table::StatementNo(self.number))) { bdi { (self.words) } }
        }
    }
}
