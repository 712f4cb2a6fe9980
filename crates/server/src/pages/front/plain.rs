//! Pages that only tell: staying safe, what is kept, access, help.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::app::App;
use crate::page::Page;
use crate::t;
use crate::text::Tr;
use crate::ui::LinkButton;
use crate::visitor::Visitor;

/// Headings, each with its paragraphs: the shape of all these pages.
fn told(tr: Tr, title: &str, lead: &str, parts: &[(&str, &[&str])]) -> Markup {
    html! {
        h1.govuk-heading-xl { (tr.say(title, None)) }
        p.rt-lead { (tr.say(lead, None)) }
        @for (heading, paragraphs) in parts {
            h2.govuk-heading-m { (tr.say(heading, None)) }
            @for paragraph in *paragraphs { p.govuk-body { (tr.say(paragraph, None)) } }
        }
    }
}

/// `GET /safety`.
pub(super) async fn safety(State(app): State<App>, visitor: Visitor) -> Response {
    let tr = visitor.tr;
    let parts: &[(&str, &[&str])] = &[
        ("safety-leave-title", &["safety-leave-1", "safety-leave-2"]),
        ("safety-words-title", &["safety-words-1", "safety-words-2"]),
        ("safety-device-title", &["safety-device-1"]),
        ("safety-now-title", &["safety-now-1"]),
    ];
    let body = html! {
        (told(tr, "safety-title", "safety-lead", parts))
        p.govuk-body { a.govuk-link href="/leave/about" { (t!(tr, "leaving-link")) } }
    };
    Page::new(t!(tr, "safety-title"), body).show(&app, &visitor)
}

/// `GET /leave/about`: what leaving does and does not do, before it is needed.
pub(super) async fn leaving(State(app): State<App>, visitor: Visitor) -> Response {
    let tr = visitor.tr;
    let parts: &[(&str, &[&str])] = &[
        ("leaving-does-title", &["leaving-does-1", "leaving-does-2"]),
        ("leaving-not-title", &["leaving-not-1", "leaving-not-2"]),
        ("leaving-back-title", &["leaving-back-1"]),
    ];
    let body = html! {
        (told(tr, "leaving-title", "leaving-lead", parts))
        (LinkButton::new(t!(tr, "leaving-button"), "/leave").secondary())
    };
    Page::new(t!(tr, "leaving-title"), body).show(&app, &visitor)
}

/// `GET /privacy`.
pub(super) async fn privacy(State(app): State<App>, visitor: Visitor) -> Response {
    let tr = visitor.tr;
    let parts: &[(&str, &[&str])] = &[
        ("privacy-kept-title", &["privacy-kept-1", "privacy-kept-2", "privacy-kept-3"]),
        ("privacy-not-title", &["privacy-not-1", "privacy-not-2"]),
        ("privacy-see-title", &["privacy-see-1", "privacy-see-2", "privacy-see-3", "privacy-see-4"]),
        ("privacy-host-title", &["privacy-host-1"]),
        ("privacy-yours-title", &["privacy-yours-1", "privacy-yours-2"]),
        ("privacy-cookies-title", &["privacy-cookies-1"]),
    ];
    let body = told(tr, "privacy-title", "privacy-lead", parts);
    Page::new(t!(tr, "privacy-title"), body).show(&app, &visitor)
}

/// `GET /accessibility`.
pub(super) async fn accessibility(State(app): State<App>, visitor: Visitor) -> Response {
    let tr = visitor.tr;
    let parts: &[(&str, &[&str])] = &[
        ("access-how-title", &["access-how-1", "access-how-2", "access-how-3"]),
        ("access-checked-title", &["access-checked-1", "access-checked-2"]),
        ("access-tell-title", &["access-tell-1"]),
    ];
    let body = html! {
        (told(tr, "access-title", "access-lead", parts))
        p.govuk-body { a.govuk-link href="/settings" { (t!(tr, "menu-reading")) } }
    };
    Page::new(t!(tr, "access-title"), body).show(&app, &visitor)
}

/// `GET /help`.
pub(super) async fn help(State(app): State<App>, visitor: Visitor) -> Response {
    let tr = visitor.tr;
    let parts: &[(&str, &[&str])] = &[
        ("help-seat-title", &["help-seat-1", "help-seat-2"]),
        ("help-card-title", &["help-card-1", "help-card-2"]),
        ("help-answer-title", &["help-answer-1", "help-answer-2"]),
        ("help-numbers-title", &["help-numbers-1", "help-numbers-2"]),
        ("help-person-title", &["help-person-1"]),
    ];
    let body = told(tr, "help-title", "help-lead", parts);
    Page::new(t!(tr, "help-title"), body).show(&app, &visitor)
}
