//! The page for whatever went wrong: what happened, that nothing is lost, and where to go.

use axum::response::Response;
use maud::html;

use crate::app::App;
use crate::fault::Fault;
use crate::page::Page;
use crate::t;
use crate::tamper;
use crate::ui::{LinkButton, TextInput, Width};
use crate::visitor::Visitor;

/// A fault as a page.
pub(crate) fn fault_page(fault: Fault, app: &App, visitor: &Visitor) -> Response {
    let tr = visitor.tr;
    let words = match fault {
        Fault::Refused(refusal) => crate::mend::sentence(tr, &refusal),
        other => tr.say(&format!("fault-{}", other.key()), None),
    };
    let title = match fault {
        Fault::NotFound => t!(tr, "fault-title-not-found"),
        Fault::NoSeat(_) => t!(tr, "fault-title-no-seat"),
        Fault::Altered(_) => t!(tr, "tamper-words-title"),
        Fault::Damaged => t!(tr, "tamper-table-title"),
        _ => t!(tr, "fault-title"),
    };
    let body = html! {
        h1.govuk-heading-l { (title) }
        p.rt-lead { (words) }
        @if let Fault::NoSeat(table) = fault {
            div.govuk-button-group {
                (LinkButton::new(t!(tr, "sit-link"), format!("/t/{table}/sit")))
                a.govuk-link href="/back" { (t!(tr, "back-link")) }
            }
        } @else if let Fault::Altered(table) = fault {
            (tamper::banner(tr, table))
            p.govuk-body { a.govuk-link href={ "/t/" (table) } { (t!(tr, "open-back")) } }
        } @else {
            @if fault == Fault::Damaged {
                p.govuk-body { (t!(tr, "tamper-table-host")) }
                p.govuk-body { (t!(tr, "tamper-table-others")) }
            }
            p.govuk-body { a.govuk-link href="/" { (t!(tr, "go-home")) } }
            @if fault == Fault::NotFound {
                p.govuk-body { a.govuk-link href="/go" { (t!(tr, "home-code")) } }
                p.govuk-body { a.govuk-link href="/back" { (t!(tr, "back-link")) } }
            }
        }
    };
    Page::new(title, body).status(fault.status()).show(app, visitor)
}

/// Kept here so that the typed code field looks the same wherever a code can be typed.
pub(super) fn code_field(tr: crate::text::Tr) -> TextInput {
    TextInput::new("code", t!(tr, "code-label"))
        .hint(t!(tr, "code-hint"))
        .width(Width::W20)
        .autocomplete("off")
        .spellcheck(false)
}
