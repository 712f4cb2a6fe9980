//! The page of one account. It reads aloud from the top. What is on paper is the account, what was said of it, and whom it
//! leaves out; the rest is for the screen, so that it fits on a sheet.

use axum::response::Response;
use maud::{Markup, html};
use table::Settled;

use super::came;
use super::how::whom;
use super::lines::{Frame, missing};
use super::one::{Mine, Phase, View};
use super::place::Place;
use crate::app::App;
use crate::page::{Page, key_field};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, LinkButton, inset_text, saved};
use crate::visitor::Visitor;

/// The whole page.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    place: Place,
    view: &View,
    notice: Option<String>,
) -> Response {
    let body = body(visitor.tr, &place, view, notice);
    Page::new(view.title.as_str(), body).at(place.at).show(app, visitor)
}

fn body(tr: Tr, place: &Place, view: &View, notice: Option<String>) -> Markup {
    let is_open = matches!(view.phase, Phase::Open(_));
    let frame = Frame { tr, place, account: view.account, is_open };
    html! {
        (place.back(tr))
        @if let Some(notice) = notice { (saved(notice)) }
        (place.question_line())
        h1.govuk-heading-xl { (view.title) }
        p.govuk-body { (view.tag) }
        p.govuk-body { (view.how) }
        (stands(tr, place, view))
        h2.govuk-heading-m { (t!(tr, "heard-lines-title")) }
        p.govuk-body.rt-quiet.rt-noprint { (t!(tr, "heard-own-words")) }
        (frame.all(&view.pieces))
        @if let Phase::Settled { .. } = view.phase { (missing(tr, &view.missing)) }
        (my_missing(tr, place, view))
        (whom(tr, place, view))
        div.rt-noprint {
            h2.govuk-heading-m { (t!(tr, "heard-takes-title")) }
            p.govuk-body { (came::takes(tr, view.terms).join(" ")) }
        }
        @if let Some(became) = &view.became {
            div.rt-noprint {
                h2.govuk-heading-m #became { (t!(tr, "heard-became-title")) }
                (became)
            }
        }
        (on(tr, place, view))
    }
}

/// Where it stands, with the one thing to press.
fn stands(tr: Tr, place: &Place, view: &View) -> Markup {
    html! {
        @match &view.phase {
            Phase::Open(until) => {
                p.govuk-body.rt-noprint {
                    (t!(tr, "heard-open-lead", day = tr.day(*until))) " " (t!(tr, "heard-hidden"))
                }
                @if let Some(mine) = &view.mine { (begin(tr, place, view, mine)) }
                (place.seat_first(tr))
            }
            Phase::Altered => (tamper::result_warning(tr)),
            Phase::Waits => {
                p.govuk-body { (t!(tr, "heard-waits-lead")) }
                @if place.seat.is_some() { (settle(tr, place, view)) }
                (place.seat_first(tr))
            }
            Phase::Settled { settled, short_of } => {
                (came_of_it(tr, settled, short_of))
                @if let Some(record) = &view.record { (record) }
            }
        }
    }
}

fn begin(tr: Tr, place: &Place, view: &View, mine: &Mine) -> Markup {
    let address = place.account(view.account);
    html! {
        div.rt-noprint {
            @if mine.is_asked {
                (LinkButton::new(t!(tr, "heard-begin"), format!("{address}/answer")).start())
            }
            p.govuk-body { (t!(tr, "heard-progress", answered = mine.answered, of = mine.of)) }
        }
    }
}

fn settle(tr: Tr, place: &Place, view: &View) -> Markup {
    html! {
        form.rt-noprint action={ (place.account(view.account)) "/settle" } method="post" novalidate {
            (key_field())
            p.govuk-body { (t!(tr, "heard-settle-what")) }
            (Button::new(t!(tr, "heard-settle-button")).once(true))
        }
    }
}

/// Whether it is the group's, and why not where it is not.
fn came_of_it(tr: Tr, settled: &Settled, short_of: &[String]) -> Markup {
    let lead =
        if short_of.is_empty() { t!(tr, "heard-agreed-lead") } else { t!(tr, "heard-not-agreed-lead") };
    let told = html! {
        p.govuk-body { strong { (lead) } }
        @if !short_of.is_empty() {
            ul.govuk-list.govuk-list--bullet { @for why in short_of { li { (why) } } }
        }
        p.govuk-body {
            (t!(tr, "heard-counted-on", day = tr.day(settled.on))) " " (came::replied(tr, settled.replied))
        }
    };
    inset_text(told)
}

/// What this person misses. Until it is settled only they see it; they can take it back at any time.
fn my_missing(tr: Tr, place: &Place, view: &View) -> Markup {
    let Some(mine) = &view.mine else { return html! {} };
    let address = format!("{}/missing", place.account(view.account));
    html! {
        @if let Some(words) = &mine.missing {
            p.govuk-body.rt-noprint {
                (t!(tr, "heard-my-missing")) " " bdi { (words) } " "
                a.govuk-link href=(address) { (t!(tr, "answer-change")) }
            }
        } @else if matches!(view.phase, Phase::Open(_)) {
            p.govuk-body.rt-noprint { a.govuk-link href=(address) { (t!(tr, "heard-missing-link")) } }
        }
    }
}

/// What to do with it: other accounts, a decision, paper.
fn on(tr: Tr, place: &Place, view: &View) -> Markup {
    let address = place.account(view.account);
    html! {
        div.rt-noprint {
            h2.govuk-heading-m { (t!(tr, "next-title")) }
            ul.govuk-list {
                @if place.seat.is_some() {
                    li {
                        a.govuk-link href={ "/t/" (place.at.id) "/d/new?source=h" (view.account) } {
                            (t!(tr, "heard-decide"))
                        }
                    }
                    li { a.govuk-link href={ (place.all()) "/write" } { (t!(tr, "heard-rival")) } }
                }
                li {
                    a.govuk-link href=(place.all()) { (t!(tr, "heard-others")) } " "
                    span.rt-quiet { (t!(tr, "heard-others-count", count = view.others)) }
                }
            }
            p.govuk-body {
                (t!(tr, "heard-keep")) " "
                a.govuk-link href={ (address) "/account.pdf" } { (t!(tr, "heard-pdf")) } ", "
                a.govuk-link href={ (address) "/account.html" } { (t!(tr, "heard-html")) } ", "
                a.govuk-link href={ (address) "/account.json" } { (t!(tr, "heard-json")) }
            }
        }
    }
}
