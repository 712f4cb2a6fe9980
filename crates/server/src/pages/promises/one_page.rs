//! The page of one promise.

use axum::response::Response;
use maud::{Markup, html};
use table::{Field, Judgement};

use super::one::View;
use super::shown;
use crate::app::App;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, key_field};
use crate::pages::conversations::counted::counted;
use crate::pages::links;
use crate::t;
use crate::text::Tr;
use crate::ui::{
    Button, Choice, Details, Label, Radios, Row, Size, SummaryList, TextInput, Textarea, back_link, saved,
};
use crate::visitor::Visitor;

/// What is new: the name of the field.
pub(super) const KIND: &str = "kind";
/// Who says that it will not be done: the name of the field.
pub(super) const TELLER: &str = "teller";

/// What was typed, and the key of the form that tells news.
pub(super) struct Again {
    pub fields: Fields,
    pub key: Markup,
}

impl Again {
    /// A form with nothing in it.
    pub(super) fn fresh() -> Self {
        Self { fields: Fields::default(), key: key_field() }
    }
}

/// The whole page.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    view: View,
    notice: Option<String>,
    again: &Again,
    wrong: &Wrong,
) -> Response {
    let tr = visitor.tr;
    let table = view.at.id;
    let address = links::promise(table, view.number);
    let body = html! {
        div.rt-noprint { (back_link(t!(tr, "promises-all"), &format!("/t/{table}/promises"))) }
        @if let Some(notice) = notice { (saved(notice)) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-l { (t!(tr, "promise-title", number = view.number.0)) }
        p.rt-lead dir="auto" { (view.what) }
        (facts(tr, &view))
        (story(tr, &view))
        h2.govuk-heading-m #kept { (t!(tr, "promise-judged")) }
        @if let Some(judged) = &view.judged { p.govuk-body { (judged) } }
        @else { p.govuk-body { (t!(tr, "judge-later", day = tr.day(view.by))) } }
        @if view.at.seated { (judge(tr, &view, &address)) (tell(tr, &address, again, wrong)) }
        (view.came.shown(tr))
    };
    Page::new(t!(tr, "promise-short"), body).at(view.at).with_error(wrong.is_any()).show(app, visitor)
}

fn facts(tr: Tr, view: &View) -> SummaryList {
    let (words, address) = &view.answers;
    SummaryList::new([
        Row::new(t!(tr, "promise-state"), shown::tag(tr, view.state)),
        Row::new(t!(tr, "promise-who"), html! { bdi { (view.who) } }),
        Row::new(t!(tr, "promise-by"), tr.day(view.by)),
        Row::new(shown::asked(tr, view.from), html! { a.govuk-link href=(address) { bdi { (words) } } }),
    ])
}

/// What became of it, oldest first.
fn story(tr: Tr, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "promise-story")) }
        ol.rt-rows {
            li { p.govuk-body { (tr.day(view.made_on)) ": " (t!(tr, "promise-story-made")) } }
            @for news in &view.news {
                li { p.govuk-body { (tr.day(news.on)) ": " (shown::news(tr, news)) } }
            }
        }
    }
}

/// "Is it done? You tell us." Not for whoever promised, and not before there is something to say.
fn judge(tr: Tr, view: &View, address: &str) -> Markup {
    html! {
        @if view.own { p.govuk-body { (t!(tr, "judge-own")) } }
        @else if view.due {
            p.govuk-body { strong { (t!(tr, "judge-ask")) } }
            form.rt-noprint action=(address) method="post" novalidate {
                (key_field())
                input type="hidden" name="action" value="judge";
                div.govuk-button-group {
                    @for one in Judgement::ALL {
                        (Button::new(shown::judgement_word(tr, *one)).secondary().name_value("judgement", one.key()))
                    }
                }
            }
        }
        @if let Some(mine) = view.mine {
            p.govuk-body { (t!(tr, "judge-mine", what = shown::judgement_word(tr, mine))) }
            form.rt-noprint action=(address) method="post" novalidate {
                (key_field())
                (Button::new(t!(tr, "judge-back")).secondary().name_value("action", "take-back"))
            }
        }
    }
}

/// Telling what is new. Anybody can: whoever promised may have no seat here.
fn tell(tr: Tr, address: &str, again: &Again, wrong: &Wrong) -> Markup {
    let fields = &again.fields;
    let kinds = [
        ("doing", t!(tr, "tell-doing")),
        ("done", t!(tr, "tell-done")),
        ("will-not", t!(tr, "tell-will-not")),
    ];
    let choices =
        kinds.into_iter().map(|(key, words)| Choice::new(key, words).checked(fields.get(KIND) == key));
    let label = |words: String| Label::new(words).size(Size::S);
    let words = Textarea::new(Field::News.key(), label(t!(tr, "tell-words")))
        .hint(t!(tr, "tell-words-hint"))
        .value(fields.get(Field::News.key()))
        .error(wrong.at(tr, Field::News.key()))
        .rows(3);
    let teller = TextInput::new(TELLER, label(t!(tr, "tell-teller")))
        .hint(t!(tr, "tell-teller-hint"))
        .value(fields.get(TELLER))
        .error(wrong.at(tr, TELLER))
        .autocomplete("off");
    let form = html! {
        form action=(address) method="post" novalidate {
            (again.key)
            input type="hidden" name="action" value="tell";
            (Radios::new(KIND, label(t!(tr, "field-news"))).choices(choices).error(wrong.at(tr, KIND)))
            (counted(tr, words, 280))
            (teller)
            (Button::new(t!(tr, "tell-button")).once(true))
        }
    };
    html! { div.rt-noprint { (Details::new(t!(tr, "tell-title"), form).open(fields.has("action")).id("tell")) } }
}
