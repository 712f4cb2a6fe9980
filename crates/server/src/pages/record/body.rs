//! What stands on the page of a record, shortest first.

use maud::{Markup, html};
use record::entry::{Act, Cause};
use store::{Condition, Trouble};
use table::TableId;

use super::digest::{Deed, Told};
use super::mark::{Mark, address};
use super::page::{Found, Older, View, Within};
use crate::pages::seats::qr;
use crate::pages::tables::typed;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Details, Row, SummaryList, TextInput, Width, back_link, inset_text, warning_text};
use crate::visitor::Visitor;

/// The page.
pub(super) fn body(visitor: &Visitor, view: &View) -> Markup {
    let (tr, id) = (visitor.tr, view.at.id);
    html! {
        (back(tr, id))
        (paper(visitor, view))
        div.rt-noprint {
            (older(tr, id, view))
            h2.govuk-heading-m { (t!(tr, "record-seen-title")) }
            p.govuk-body { (view.mark.seen(tr)) }
            (view.mark.seen.list(tr, view.mark.entries))
            (deeds(tr, id, view))
            (within(tr, &view.within))
            (check(tr, &visitor.origin, id))
            (for_programs(tr, id, view))
        }
    }
}

/// The page while nothing is in the record.
pub(super) fn none(tr: Tr, id: TableId) -> Markup {
    html! {
        (back(tr, id))
        h1.govuk-heading-xl { (t!(tr, "record-title")) }
        p.rt-lead { (t!(tr, "record-lead")) }
        p.govuk-body { (t!(tr, "record-none")) }
    }
}

fn back(tr: Tr, id: TableId) -> Markup {
    html! { (back_link(t!(tr, "open-back"), &format!("/t/{id}"))) }
}

/// What is printed: the words, how far they reach, and where to compare them.
fn paper(visitor: &Visitor, view: &View) -> Markup {
    let (tr, mark) = (visitor.tr, &view.mark);
    let here = address(view.at.id);
    let then = format!("{here}?entries={}", mark.entries);
    html! {
        div.rt-poster {
            h1.govuk-heading-xl { (t!(tr, "record-title")) }
            div.rt-lead {
                p.govuk-body { bdi { (view.at.name) } }
                p.govuk-body { (t!(tr, "record-lead")) }
            }
            (trouble(tr, &view.condition))
            h2.govuk-heading-m { (t!(tr, "record-words-title")) }
            (eight(&mark.words))
            p.govuk-body {
                strong { (t!(tr, "record-entries", count = mark.entries, day = tr.day(visitor.today))) }
            }
            div.rt-poster__way {
                @if let Some(svg) = qr(&format!("{}{then}", visitor.origin)) {
                    div.rt-seatcard__code role="img" aria-label=(t!(tr, "record-qr")) { (svg) }
                }
                div {
                    p.govuk-body { (t!(tr, "record-words-what")) }
                    p.rt-poster__address { (typed(&visitor.origin, &here)) }
                }
            }
        }
    }
}

/// The words as a list, large.
fn eight(words: &[&str; 8]) -> Markup {
    html! {
        ol.govuk-list.govuk-list--number translate="no" {
            @for word in words { li { span.rt-code { (word) } } }
        }
    }
}

/// What is wrong, where something is, and what to do.
fn trouble(tr: Tr, condition: &Condition) -> Markup {
    let Condition::ReadOnly(trouble) = condition else { return Markup::default() };
    let what = match trouble {
        Trouble::RolledBack { here, seen, .. } if seen > here => {
            t!(tr, "record-rolled-back", seen = *seen, here = *here)
        }
        Trouble::RolledBack { .. } => t!(tr, "record-other"),
        Trouble::Restored => t!(tr, "record-restored"),
    };
    html! {
        (warning_text(t!(tr, "card-warning-sign"), what))
        p.govuk-body { (t!(tr, "record-trouble-now")) }
        p.govuk-body { (t!(tr, "record-trouble-do")) }
    }
}

/// Comparing a paper of earlier days with what is here.
fn older(tr: Tr, id: TableId, view: &View) -> Markup {
    let typed = view.older.as_ref().map(|older| older.typed.as_str()).unwrap_or_default();
    html! {
        h2.govuk-heading-m #older { (t!(tr, "record-older-title")) }
        @if view.is_later { p.govuk-body { (t!(tr, "record-older-record")) } }
        @if let Some(older) = &view.older { (compared(tr, &view.mark, older)) }
        form action={ (address(id)) "#older" } method="get" novalidate {
            (TextInput::new("entries", t!(tr, "record-older-label"))
                .hint(t!(tr, "record-older-hint"))
                .width(Width::W10)
                .inputmode("numeric")
                .autocomplete("off")
                .value(typed))
            (Button::new(t!(tr, "record-older-button")).secondary())
        }
    }
}

fn compared(tr: Tr, mark: &Mark, older: &Older) -> Markup {
    let told = match &older.found {
        Found::Words(entries, words) => html! {
            p.govuk-body { strong { (t!(tr, "record-older-words", count = *entries)) } }
            (eight(words))
            p.govuk-body { (t!(tr, "record-older-same")) }
            p.govuk-body { (t!(tr, "record-older-other")) }
        },
        Found::More => html! {
            p.govuk-body { strong { (t!(tr, "record-older-more", count = mark.entries)) } }
            p.govuk-body { (t!(tr, "record-older-gone")) }
        },
        Found::NoNumber => html! { p.govuk-body { (t!(tr, "record-older-no-number")) } },
    };
    inset_text(told)
}

/// What the host did with everybody's data, newest first.
fn deeds(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "record-host-title")) }
        p.govuk-body { (t!(tr, "record-host-what")) }
        @if view.deeds.is_empty() { p.govuk-body { (t!(tr, "record-host-nothing")) } }
        @else {
            ul.govuk-list.govuk-list--bullet {
                @for deed in &view.deeds { li { (deed_told(tr, deed)) } }
            }
        }
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        @if let Some(links) = view.paging.links(tr, &address(id)) { (links) }
    }
}

fn deed_told(tr: Tr, deed: &Deed) -> Markup {
    let what = match &deed.told {
        Told::Notice(Cause::Restored, size) => t!(tr, "record-did-restored", count = *size),
        Told::Notice(Cause::KeyLost, size) => t!(tr, "record-did-key-lost", count = *size),
        Told::Build(program) => t!(tr, "record-did-build", program = program.as_str()),
        Told::Act(Act::Backup) => t!(tr, "record-did-backup"),
        Told::Act(Act::Export) => t!(tr, "record-did-export"),
        Told::Act(Act::Read) => t!(tr, "record-did-read"),
        Told::Act(Act::Import) => t!(tr, "record-did-import"),
        Told::Act(Act::Witnesses) => t!(tr, "record-did-witnesses"),
        Told::Act(Act::Config) => t!(tr, "record-did-config"),
        Told::Act(Act::Erase) => t!(tr, "record-did-erase"),
    };
    html! {
        @if let Some(day) = deed.on { (tr.day(day)) ": " }
        (what)
        @if deed.times > 1 { " " (t!(tr, "record-did-times", count = deed.times)) }
    }
}

/// How much is in it.
fn within(tr: Tr, within: &Within) -> Markup {
    let rows = [
        (t!(tr, "record-in-statements"), within.statements),
        (t!(tr, "record-in-responses"), within.responses),
        (t!(tr, "record-in-replies"), within.replies),
        (t!(tr, "record-in-ballots"), within.ballots),
        (t!(tr, "record-in-kept"), within.kept),
        (t!(tr, "record-in-power"), within.power),
        (t!(tr, "record-in-maps"), within.maps),
        (t!(tr, "record-in-gone"), within.gone),
    ];
    let rows = rows.map(|(name, count)| Row::new(name, count.to_string()));
    html! {
        h2.govuk-heading-m { (t!(tr, "record-in-title")) }
        p.govuk-body { (t!(tr, "record-in-what")) }
        (SummaryList::new(rows))
    }
}

/// Three ways to check, the easiest first.
fn check(tr: Tr, origin: &str, id: TableId) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "record-check-title")) }
        ol.govuk-list.govuk-list--number.govuk-list--spaced {
            li {
                (t!(tr, "record-check-first")) " " a.govuk-link href="#older" { (t!(tr, "record-check-paper")) }
            }
            li {
                (t!(tr, "record-check-second")) " "
                a.govuk-link href={ "/t/" (id) "/checking" } { (t!(tr, "record-check-own")) }
            }
            li {
                (t!(tr, "record-check-program")) " "
                code { "roundtable verify " (origin) "/t/" (id) } " "
                a.govuk-link href={ (address(id)) "/export.jsonl" } { (t!(tr, "record-check-file")) }
            }
        }
    }
}

/// What programs read.
fn for_programs(tr: Tr, id: TableId, view: &View) -> Markup {
    let base = address(id);
    let link = |file: &str, words: String| {
        html! { li { a.govuk-link href={ (base) "/" (file) } { (words) } } }
    };
    let list = html! {
        p.govuk-body { (t!(tr, "record-programs-what")) }
        ul.govuk-list.govuk-list--bullet {
            (link("checkpoint", t!(tr, "record-file-now")))
            (link("key", t!(tr, "record-file-key")))
            @if view.has_policy { (link("policy", t!(tr, "record-file-policy"))) }
            (link("words", t!(tr, "record-file-words")))
        }
    };
    html! { (Details::new(t!(tr, "record-programs"), list)) }
}
