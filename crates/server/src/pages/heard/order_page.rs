//! The second and third step of writing an account: the order and the linking words, and how it will read.

use axum::response::Response;
use maud::{Markup, html};
use table::StatementNo;

use super::call::day_field;
use super::draft::{AFTER, Draft, before};
use super::lines::linking;
use super::place::{Place, look};
use super::write::{GO, Writing, words_of};
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::Page;
use crate::pages::conversations::counted::counted;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Details, Label, Size, Textarea, inset_text};

type Row = (StatementNo, String);

/// The second step.
pub(super) async fn order(writing: &Writing<'_>, wrong: &Wrong) -> Result<Response, Fault> {
    let tr = writing.visitor.tr;
    let (place, rows) = gather(writing).await?;
    let lead = html! {
        h1.govuk-heading-xl { (t!(tr, "heard-order-title")) }
        p.govuk-body { (t!(tr, "heard-step", step = 2)) " " (t!(tr, "heard-order-lead")) }
    };
    let form = html! {
        (writing.key)
        // Enter in a box presses a form's first button. This one does nothing, so that Enter moves no line.
        button type="submit" disabled hidden {}
        (Draft::hidden_lines(&writing.draft.lines))
        (writing.draft.hidden_day())
        div.rt-rows {
            @for (row, at) in rows.iter().zip(1usize..) { div { (line(tr, &writing.draft, row, at, wrong)) } }
        }
        (words_box(tr, AFTER, &writing.draft.after, t!(tr, "heard-words-after"), wrong))
        div.govuk-button-group {
            (Button::new(t!(tr, "heard-to-check")).name_value(GO, "check"))
            (Button::new(t!(tr, "heard-to-choose")).secondary().name_value(GO, "choose"))
        }
    };
    Ok(page(writing, place, t!(tr, "heard-order-title"), &lead, &form, wrong))
}

async fn gather(writing: &Writing<'_>) -> Result<(Place, Vec<Row>), Fault> {
    look(writing.app, writing.visitor, writing.id, |seen| {
        Ok(words_of(seen.conversation, &writing.draft.lines))
    })
    .await
}

fn page(
    writing: &Writing<'_>,
    place: Place,
    title: String,
    lead: &Markup,
    form: &Markup,
    wrong: &Wrong,
) -> Response {
    let tr = writing.visitor.tr;
    let body = html! {
        (place.back(tr))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (place.question_line())
        (lead)
        form action={ (place.all()) "/write" } method="post" novalidate { (form) }
    };
    Page::new(title, body).at(place.at).with_error(wrong.is_any()).show(writing.app, writing.visitor)
}

fn line(tr: Tr, draft: &Draft, (number, words): &Row, at: usize, wrong: &Wrong) -> Markup {
    let name = before(*number);
    html! {
        p.rt-rows__words { (t!(tr, "heard-line", line = at)) " " bdi { (words) } }
        @if at > 1 {
            (Button::new(html! {
                (t!(tr, "heard-up")) span.govuk-visually-hidden { " " (t!(tr, "heard-line", line = at)) }
            }).secondary().name_value(GO, format!("up-{number}")))
        }
        (words_box(tr, &name, draft.before(*number), t!(tr, "heard-words-before"), wrong))
    }
}

/// Room for linking words, folded away while it is empty.
fn words_box(tr: Tr, name: &str, typed: &str, summary: String, wrong: &Wrong) -> Markup {
    let error = wrong.at(tr, name);
    let open = !typed.trim().is_empty() || error.is_some();
    let area = Textarea::new(name, Label::new(t!(tr, "field-linking")).size(Size::S))
        .hint(t!(tr, "heard-linking-hint"))
        .value(typed)
        .error(error)
        .rows(2);
    html! { (Details::new(summary, html! { (counted(tr, area, 140)) }).open(open)) }
}

/// The third step: how it will read, and until when people can answer.
pub(super) async fn check(
    writing: &Writing<'_>,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let tr = writing.visitor.tr;
    let (place, rows) = gather(writing).await?;
    let draft = &writing.draft;
    let warnings = draft.warnings(tr);
    let lead = html! {
        h1.govuk-heading-xl { (t!(tr, "heard-check-title")) }
        p.govuk-body { (t!(tr, "heard-step", step = 3)) " " (t!(tr, "heard-check-lead")) }
        div.rt-card { (preview(tr, draft, &rows)) }
        @if !warnings.is_empty() {
            (inset_text(html! {
                p.govuk-body { strong { (t!(tr, "check-warning")) } }
                @for words in &warnings { p.govuk-body { (words) } }
            }))
        }
    };
    let form = html! {
        (key)
        button type="submit" disabled hidden {}
        (Draft::hidden_lines(&draft.lines))
        (draft.hidden_words())
        (day_field(tr, fields, wrong))
        div.govuk-button-group {
            (Button::new(t!(tr, "heard-send")).name_value(GO, "send").once(true))
            (Button::new(t!(tr, "check-change")).secondary().name_value(GO, "order"))
        }
    };
    Ok(page(writing, place, t!(tr, "heard-check-title"), &lead, &form, wrong))
}

fn preview(tr: Tr, draft: &Draft, rows: &[Row]) -> Markup {
    let words = |typed: &str| html! { @if !typed.trim().is_empty() { (linking(tr, typed)) } };
    html! {
        @for ((number, said), at) in rows.iter().zip(1usize..) {
            (words(draft.before(*number)))
            p.rt-rows__words { (t!(tr, "heard-line", line = at)) " " bdi { (said) } }
        }
        (words(&draft.after))
    }
}
