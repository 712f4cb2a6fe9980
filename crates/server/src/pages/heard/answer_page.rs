//! The page on which a line of an account is answered.

use axum::response::Response;
use maud::{Markup, html};
use table::Field;

use super::answer::{NOT_QUITE, Question, REPLY, TAKE_BACK, YES, notice, word};
use super::lines::linking;
use super::place::Place;
use crate::app::App;
use crate::mend::Wrong;
use crate::page::{Page, key_field};
use crate::pages::conversations::counted::counted;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{
    Answer as Kind, AnswerButton, Button, Label, Size, Textarea, answers, back_link, inset_text, saved,
    statement,
};
use crate::visitor::Visitor;

/// The whole page.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    place: Place,
    question: &Question,
    typed: &str,
    key: &Markup,
    wrong: &Wrong,
) -> Response {
    let body = body(visitor.tr, &place, question, typed, key, wrong);
    let page = Page::new(t!(visitor.tr, "heard-answer-title"), body).at(place.at);
    page.with_error(wrong.is_any()).show(app, visitor)
}

fn body(tr: Tr, place: &Place, question: &Question, typed: &str, key: &Markup, wrong: &Wrong) -> Markup {
    let account = place.account(question.account);
    let (at, of) = question.place;
    html! {
        (back_link(question.title.as_str(), &account))
        @if let Some(notice) = notice(tr, place, question) { (saved(notice)) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-m { (t!(tr, "heard-answer-title")) }
        p.govuk-body.rt-quiet { (t!(tr, "heard-line-of", line = at, count = of)) }
        @for words in &question.linking { (linking(tr, words)) }
        @match &question.words {
            Some(words) => { (statement(html! { bdi { (words) } }, t!(tr, "say-by"))) }
            None if question.altered => { (tamper::warning(tr, None)) }
            None => { (inset_text(t!(tr, "statement-gone"))) }
        }
        @if question.words.is_some() && (question.is_open || wrong.is_any()) { (form(tr, place, question, typed, key, wrong)) }
        @else { (mine(tr, question)) }
        @if question.mine.is_some() { (take_back(tr, place, question)) }
        ul.rt-cluster {
            li { a.govuk-link href=(account) { (t!(tr, "say-stop")) } }
            li { a.govuk-link href={ (place.statement(question.statement)) "#reasons" } { (t!(tr, "stand-reasons")) } }
            @if question.is_open {
                li { a.govuk-link href={ (account) "/missing" } { (t!(tr, "heard-missing-link")) } }
            }
        }
    }
}

fn address(place: &Place, question: &Question) -> String {
    format!("{}/answer/{}", place.account(question.account), question.statement)
}

fn form(tr: Tr, place: &Place, question: &Question, typed: &str, key: &Markup, wrong: &Wrong) -> Markup {
    use table::LineReply::{NotQuite, Yes};
    let buttons = [
        AnswerButton::new(Kind::Agree, t!(tr, "heard-yes"), REPLY, YES)
            .given(matches!(question.mine, Some(Yes))),
        AnswerButton::new(Kind::Unsure, t!(tr, "heard-not-quite"), REPLY, NOT_QUITE)
            .given(matches!(question.mine, Some(NotQuite(_)))),
    ];
    let name = Field::NotQuite.key();
    let area = Textarea::new(name, Label::new(t!(tr, "heard-otherwise")).size(Size::S))
        .hint(t!(tr, "heard-otherwise-hint"))
        .value(typed)
        .error(wrong.at(tr, name))
        .rows(3);
    html! {
        form action=(address(place, question)) method="post" novalidate {
            (key)
            // Enter in a box presses a form's first button. This one does nothing, so that Enter never says yes.
            button type="submit" disabled hidden {}
            (answers(&buttons))
            (counted(tr, area, 280))
        }
    }
}

/// What this person answered, when nothing can be changed any more.
fn mine(tr: Tr, question: &Question) -> Markup {
    html! {
        @if let Some(reply) = &question.mine {
            p.govuk-body { (t!(tr, "statement-mine", answer = word(tr, reply))) }
            @if !question.my_words().is_empty() { (inset_text(html! { bdi { (question.my_words()) } })) }
        }
    }
}

fn take_back(tr: Tr, place: &Place, question: &Question) -> Markup {
    html! {
        form action=(address(place, question)) method="post" novalidate {
            (key_field())
            (Button::new(t!(tr, "statement-take-back")).secondary().name_value("action", TAKE_BACK))
        }
    }
}
