//! The page to say "this does not sound like me": how groups are made, what helps, a form, and what people said.

use axum::response::Response;
use maud::{Markup, html};
use table::Field;

use super::counted::counted;
use super::pager::pager;
use super::talk::{Phase, Talk};
use super::unlike::{View, WORDS};
use crate::app::App;
use crate::mend::Wrong;
use crate::page::{Page, key_field, said};
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Label, LinkButton, Size, Textarea, back_link, inset_text, saved};
use crate::visitor::Visitor;

/// Words that have to be mended.
pub(super) struct Again<'a> {
    pub typed: &'a str,
    pub key: Markup,
}

/// The whole page. Later pages of the list hold the list alone.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    talk: Talk,
    view: &View,
    notice: Option<String>,
    again: Option<Again<'_>>,
    wrong: &Wrong,
) -> Response {
    let tr = visitor.tr;
    let body = html! {
        div.rt-noprint { (back_link(t!(tr, "stand-title"), &format!("{}/stand", talk.base))) }
        @if let Some(notice) = notice { (saved(notice)) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "unlike-title")) }
        @if view.from == 0 { p.rt-lead { (t!(tr, "unlike-lead")) } }
        div.rt-stack.rt-stack--wide {
            @if view.from == 0 {
                (how(tr))
                @match talk.phase {
                    Phase::Elsewhere => { (inset_text(t!(tr, "talk-elsewhere"))) }
                    _ if talk.seat.is_none() => { (seat_first(tr, &talk)) }
                    _ => {
                        @if talk.is_open() { (helps(tr, &talk)) }
                        (tell(tr, &talk, view, again, wrong))
                    }
                }
            }
            (all_said(tr, &talk, view))
        }
    };
    Page::new(t!(tr, "unlike-title"), body).at(talk.at).with_error(wrong.is_any()).show(app, visitor)
}

fn how(tr: Tr) -> Markup {
    html! {
        div {
            h2.govuk-heading-m { (t!(tr, "unlike-how-title")) }
            p.govuk-body {
                (t!(tr, "unlike-how-1")) " " (t!(tr, "unlike-how-2")) " " (t!(tr, "unlike-how-3"))
            }
            p.govuk-body { (t!(tr, "unlike-by-hand")) }
        }
    }
}

/// Whoever has no seat reads what others say.
fn seat_first(tr: Tr, talk: &Talk) -> Markup {
    html! {
        div.rt-noprint {
            p.govuk-body { (t!(tr, "unlike-seat-first")) }
            (LinkButton::new(t!(tr, "sit-button"), format!("/t/{}/sit", talk.at.id)))
        }
    }
}

/// What changes the picture, and what only says that it does not fit.
fn helps(tr: Tr, talk: &Talk) -> Markup {
    let ways = [
        (format!("{}/say", talk.base), t!(tr, "unlike-helps-answer"), t!(tr, "unlike-helps-answer-why")),
        (format!("{}/add", talk.base), t!(tr, "unlike-helps-add"), t!(tr, "unlike-helps-add-why")),
        ("#tell".to_owned(), t!(tr, "unlike-helps-tell"), t!(tr, "unlike-helps-tell-why")),
    ];
    html! {
        div.rt-noprint {
            h2.govuk-heading-m { (t!(tr, "unlike-helps-title")) }
            ul.rt-rows {
                @for (address, what, why) in ways {
                    li {
                        p.rt-rows__words { a.govuk-link href=(address) { (what) } }
                        p.govuk-body { (why) }
                    }
                }
            }
        }
    }
}

fn tell(tr: Tr, talk: &Talk, view: &View, again: Option<Again<'_>>, wrong: &Wrong) -> Markup {
    let address = format!("{}/stand/unlike", talk.base);
    let (typed, key) = match again {
        Some(again) => (again.typed, again.key),
        None => (view.mine.as_deref().unwrap_or_default(), key_field()),
    };
    let name = Field::Reason.key();
    let area = Textarea::new(name, Label::new(t!(tr, "field-reason")).size(Size::S))
        .hint(t!(tr, "unlike-hint"))
        .value(typed)
        .error(wrong.at(tr, name))
        .rows(3);
    let send = match view.mine {
        Some(_) => t!(tr, "unlike-change"),
        None => t!(tr, "unlike-button"),
    };
    html! {
        div.rt-noprint {
            h2.govuk-heading-m #tell { (t!(tr, "unlike-form-title")) }
            @if view.mine.is_some() { p.govuk-body { (t!(tr, "unlike-mine")) } }
            form action=(address) method="post" novalidate {
                (key)
                input type="hidden" name="action" value="say";
                (counted(tr, area, 280))
                (Button::new(send).once(true))
            }
            @if view.mine.is_some() {
                form action=(address) method="post" novalidate {
                    (key_field())
                    (Button::new(t!(tr, "unlike-take-back")).secondary().name_value("action", "take-back"))
                }
            }
        }
    }
}

fn all_said(tr: Tr, talk: &Talk, view: &View) -> Markup {
    html! {
        div {
            h2.govuk-heading-m #said { (t!(tr, "unlike-said-title")) }
            @match &view.line {
                Some(line) => { p.govuk-body { (line) } }
                None => { p.govuk-body { (t!(tr, "unlike-nobody")) } }
            }
            @if view.all > 0 {
                ul.rt-rows { @for words in &view.words { li { (said(words)) } } }
                (pager(tr, &format!("{}/stand/unlike", talk.base), view.from, WORDS, view.all))
            }
        }
    }
}
