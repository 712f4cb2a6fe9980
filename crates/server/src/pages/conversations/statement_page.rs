//! The page of one statement: its words, my answer, how it stands, why people think so, what happens next.

use axum::response::Response;
use maud::{Markup, html};

use super::answer::{self, Filled};
use super::pager::pager;
use super::shown::{counts_figure, shown, tenths_agree, tenths_disagree};
use super::statement::{REASONS, View, Words};
use super::talk::Talk;
use crate::app::App;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, key_field, said};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, Content, Details, inset_text, saved, statement};
use crate::visitor::Visitor;

/// An answer that has to be mended.
pub(super) struct Again<'a> {
    pub fields: &'a Fields,
    pub key: Markup,
}

/// The whole page.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    talk: Talk,
    view: &View,
    notice: Option<Content>,
    again: Option<Again<'_>>,
    wrong: &Wrong,
) -> Response {
    let tr = visitor.tr;
    let body = html! {
        (talk.back(tr))
        @if let Some(notice) = notice { (saved(notice)) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (talk.question_line())
        h1.govuk-heading-l { (t!(tr, "statement-title", number = view.number.0)) }
        (words(tr, view))
        @if let Words::Said(_) = &view.words {
            @if view.own { (own(tr, &talk, view)) }
            @if talk.can_answer() || view.mine.is_some() { (my_answer(tr, &talk, view, again, wrong)) }
            (stands(tr, &talk, view))
            (reasons(tr, &talk, view))
        }
        @if let Words::Altered(_) = &view.words {
            @if view.mine.is_some() { (my_answer(tr, &talk, view, None, wrong)) }
            (stands(tr, &talk, view))
        }
        (became(tr, &talk, view))
        (next(tr, &talk))
    };
    Page::new(t!(tr, "statement-short"), body).at(talk.at).with_error(wrong.is_any()).show(app, visitor)
}

/// The statement, or what stands in its place.
fn words(tr: Tr, view: &View) -> Markup {
    let day = tr.day(view.on);
    html! {
        @match &view.words {
            Words::Said(words) => {
                (statement(html! { bdi { (words) } }, t!(tr, "statement-by", day = day)))
            }
            Words::TakenBack => (inset_text(t!(tr, "statement-gone"))),
            Words::Altered(_) => (tamper::warning(tr, view.entry)),
            Words::SetAside => (inset_text(t!(tr, "statement-set-aside"))),
        }
    }
}

fn own(tr: Tr, talk: &Talk, view: &View) -> Markup {
    html! {
        p.govuk-body {
            (t!(tr, "statement-yours")) " "
            a.govuk-link href={ (talk.statement(view.number)) "/withdraw" } {
                (t!(tr, "withdraw-link"))
            }
        }
    }
}

/// My answer, to give, to change or to take back.
fn my_answer(tr: Tr, talk: &Talk, view: &View, again: Option<Again<'_>>, wrong: &Wrong) -> Markup {
    let choice = view.mine.map(|mine| mine.choice);
    html! {
        h2.govuk-heading-m {
            @match choice {
                Some(choice) => { (t!(tr, "statement-mine", answer = answer::word(tr, choice))) }
                None => { (t!(tr, "say-title")) }
            }
        }
        @if talk.is_open() && matches!(view.words, Words::Said(_)) {
            @if choice.is_some() { p.govuk-body { (t!(tr, "statement-change")) } }
            (answer_form(tr, talk, view, again, wrong))
        }
        @if choice.is_some() {
            form action=(talk.statement(view.number)) method="post" novalidate {
                (key_field())
                (Button::new(t!(tr, "statement-take-back")).secondary().name_value("action", "take-back"))
            }
        }
    }
}

fn answer_form(tr: Tr, talk: &Talk, view: &View, again: Option<Again<'_>>, wrong: &Wrong) -> Markup {
    let choice = view.mine.map(|mine| mine.choice);
    let (filled, key) = if let Some(again) = again {
        (Filled::typed(again.fields, choice), again.key)
    } else {
        let matters = view.mine.is_some_and(|mine| mine.matters);
        (Filled { choice, matters, reason: view.my_reason.clone() }, key_field())
    };
    let hidden = html! { (key) input type="hidden" name="action" value="respond"; };
    answer::form(tr, &talk.statement(view.number), &hidden, &filled, wrong)
}

/// How it stands now. Who could still answer sees it after answering, or on asking.
fn stands(tr: Tr, talk: &Talk, view: &View) -> Markup {
    let shown = shown(tr, view.tally, view.people);
    let figure = html! {
        p.govuk-body { strong { (shown.words) } }
        @match &shown.counts {
            Some(counts) => {
                p.govuk-body { (tenths_agree(tr, counts)) " " (tenths_disagree(tr, counts)) }
                (counts_figure(tr, counts))
            }
            None => { p.govuk-body { (t!(tr, "statement-no-numbers")) } }
        }
    };
    html! {
        h2.govuk-heading-m { (t!(tr, "statement-stands")) }
        @if talk.can_answer() && view.mine.is_none() {
            (Details::new(t!(tr, "statement-stands-show"), figure))
        } @else { (figure) }
    }
}

fn reasons(tr: Tr, talk: &Talk, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m #reasons { (t!(tr, "statement-reasons")) }
        @if view.all_reasons == 0 { p.govuk-body { (t!(tr, "statement-no-reasons")) } }
        @else {
            ul.rt-rows { @for words in &view.reasons { li { (said(words)) } } }
            (pager(tr, &talk.statement(view.number), view.from, REASONS, view.all_reasons))
        }
    }
}

/// What these words became part of, and a way to answer them.
fn became(tr: Tr, talk: &Talk, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m #became { (t!(tr, "trail-title")) }
        (view.became)
        @if let (Words::Said(_), true) = (&view.words, talk.seat.is_some()) {
            p.govuk-body.rt-noprint {
                a.govuk-link href=(view.promise) { (t!(tr, "trail-promise-this")) }
            }
        }
    }
}

fn next(tr: Tr, talk: &Talk) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "next-title")) }
        p.govuk-body {
            @match talk.phase.hear_back() {
                Some(day) => { (t!(tr, "next-hear-back", day = tr.day(day))) }
                None => { (t!(tr, "talk-elsewhere")) }
            }
        }
        ul.govuk-list.rt-noprint {
            @if talk.can_answer() {
                li { a.govuk-link href={ (talk.base) "/say" } { (t!(tr, "statement-answer-more")) } }
                li { a.govuk-link href={ (talk.base) "/add" } { (t!(tr, "say-add")) } }
            }
            li { a.govuk-link href={ (talk.base) "/stand" } { (t!(tr, "say-stand")) } }
        }
    }
}
