//! The page of one decision, while people can answer, while it waits to be counted, and afterwards.

use axum::response::Response;
use maud::{Markup, html};
use table::MORE_TIME_DAYS;
use voice::publish::LEAST_TABLE;

use super::one::{Mine, Stage, View};
use super::{after, ballot, facts, result};
use crate::app::App;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, key_field};
use crate::pages::links;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, Details, LinkButton, back_link, inset_text, saved};
use crate::visitor::Visitor;

/// A ballot that has to be mended, or that came too late: what was typed, and the form's key.
pub(super) struct Again {
    pub fields: Fields,
    pub key: Markup,
}

/// The whole page.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    view: View,
    notice: Option<String>,
    again: Option<&Again>,
    wrong: &Wrong,
) -> Response {
    let tr = visitor.tr;
    let body = html! {
        div.rt-noprint { (back_link(t!(tr, "decisions-all"), &format!("/t/{}/d", view.at.id))) }
        @if let Some(notice) = notice { (saved(notice)) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-l { bdi { (view.proposal.what) } }
        p.govuk-body { (t!(tr, "trail-decision", number = view.number.0)) " " (view.tag) }
        @match &view.stage {
            Stage::Closed(ended) => {
                (result::shown(tr, &view, ended))
                @if let Some(again) = again { (not_counted(tr, &view, again)) }
                (mine_afterwards(tr, &view))
                (after::not_here(tr, &view))
                h2.govuk-heading-m { (t!(tr, "decision-was-about")) }
                (facts::proposal(tr, &view))
                (after::came_of_it(tr, &view, ended))
            }
            Stage::Altered => {
                (tamper::result_warning(tr))
                (mine_afterwards(tr, &view))
                (after::not_here(tr, &view))
                (facts::proposal(tr, &view))
            }
            Stage::Open | Stage::Waiting => {
                (facts::proposal(tr, &view))
                (facts::rule(tr, &view))
                @if let Stage::Open = view.stage { (answer(tr, &view, again, wrong)) } @else {
                    @if let Some(again) = again { (not_counted(tr, &view, again)) }
                    (mine_afterwards(tr, &view))
                }
                (more_time(tr, &view))
                (after::not_here(tr, &view))
                (close(tr, &view))
            }
        }
    };
    Page::new(t!(tr, "decision-short"), body).at(view.at).with_error(wrong.is_any()).show(app, visitor)
}

fn address(view: &View) -> String {
    links::decision(view.at.id, view.number)
}

/// "Your answer": the form, and what was answered before, for its own holder's eyes.
fn answer(tr: Tr, view: &View, again: Option<&Again>, wrong: &Wrong) -> Markup {
    html! {
        h2.govuk-heading-m #answer { (t!(tr, "ballot-title")) }
        @match &view.mine {
            Mine::NoSeat => {
                p.govuk-body { (t!(tr, "ballot-no-seat")) }
            }
            Mine::SatDownSince => { (since(tr, view, again)) }
            Mine::NotYet => { (form(tr, view, &Fields::default(), again, wrong)) }
            Mine::Answered(given) => {
                @let fields = ballot::filled(given);
                p.govuk-body { (t!(tr, "ballot-yours")) }
                (inset_text(ballot::in_words(tr, &view.question, &fields)))
                (Details::new(t!(tr, "ballot-change"), form(tr, view, &fields, again, wrong))
                    .open(again.is_some()))
                (take_back(tr, view))
            }
        }
    }
}

fn since(tr: Tr, view: &View, again: Option<&Again>) -> Markup {
    html! {
        p.govuk-body { (t!(tr, "refusal-sat-down-since")) }
        @if let Some(again) = again { (not_counted(tr, view, again)) }
    }
}

/// Whole totals of few people can tell about one of them, who should know before. Where everyone says the same they tell about
/// all.
fn small_table(tr: Tr, view: &View) -> Markup {
    html! {
        @if view.seats < LEAST_TABLE { p.govuk-body { (t!(tr, "ballot-small-table")) } }
    }
}

fn form(tr: Tr, view: &View, before: &Fields, again: Option<&Again>, wrong: &Wrong) -> Markup {
    let fields = again.map_or(before, |again| &again.fields);
    html! {
        (small_table(tr, view))
        form action=(address(view)) method="post" novalidate {
            @if let Some(again) = again { (again.key) } @else { (key_field()) }
            (ballot::boxes(tr, &view.question, fields, wrong))
            p.govuk-body { (t!(tr, "ballot-until", day = tr.day(view.last_day()))) }
            (Button::new(t!(tr, "ballot-send")).once(true))
        }
    }
}

fn take_back(tr: Tr, view: &View) -> Markup {
    html! {
        form.rt-noprint action={ (address(view)) "/back" } method="post" novalidate {
            (key_field())
            (Button::new(t!(tr, "ballot-take-back")).secondary())
        }
    }
}

/// What somebody sent that could not be counted, so that their words are not lost.
fn not_counted(tr: Tr, view: &View, again: &Again) -> Markup {
    html! {
        p.govuk-body { (t!(tr, "ballot-not-counted")) }
        (inset_text(ballot::in_words(tr, &view.question, &again.fields)))
    }
}

/// One's own answer after the last day: it can still be taken back, with its words.
fn mine_afterwards(tr: Tr, view: &View) -> Markup {
    let Mine::Answered(given) = &view.mine else { return Markup::default() };
    let what_then = match view.stage {
        Stage::Closed(_) => t!(tr, "ballot-back-counted"),
        Stage::Open | Stage::Waiting | Stage::Altered => t!(tr, "ballot-back-waiting"),
    };
    let body = html! {
        (ballot::in_words(tr, &view.question, &ballot::filled(given)))
        p.govuk-body { (what_then) }
        (take_back(tr, view))
    };
    html! { div.rt-noprint { (Details::new(t!(tr, "ballot-yours-afterwards"), body)) } }
}

/// Any one seat can ask once for more time, and nobody learns which.
fn more_time(tr: Tr, view: &View) -> Markup {
    if !matches!(view.stage, Stage::Open) {
        return Markup::default();
    }
    html! {
        h2.govuk-heading-m { (t!(tr, "time-title")) }
        @if view.more_time.is_some() { p.govuk-body { (t!(tr, "time-given")) } } @else {
            p.govuk-body {
                (t!(tr, "time-does", days = MORE_TIME_DAYS, day = tr.day(view.closes.plus(MORE_TIME_DAYS))))
            }
            @if view.at.seated {
                form.rt-noprint action={ (address(view)) "/time" } method="post" novalidate {
                    (key_field())
                    (Button::new(t!(tr, "time-button")).secondary().once(true))
                }
            }
        }
    }
}

/// Counting, or what it waits for.
fn close(tr: Tr, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "close-title")) }
        @if let Stage::Open = view.stage {
            p.govuk-body { (t!(tr, "close-later", day = tr.day(view.last_day()))) }
        } @else if view.not_here.is_none() {
            p.govuk-body { (t!(tr, "refusal-who-is-not-here")) }
        } @else if view.at.seated {
            p.govuk-body { (t!(tr, "close-now")) }
            form.rt-noprint action={ (address(view)) "/close" } method="post" novalidate {
                (key_field())
                (Button::new(t!(tr, "close-button")).once(true))
            }
        } @else {
            p.govuk-body { (t!(tr, "close-anybody")) }
        }
        @if !view.at.seated {
            div.govuk-button-group.rt-noprint {
                (LinkButton::new(t!(tr, "sit-button"), format!("/t/{}/sit", view.at.id)).secondary())
            }
        }
    }
}
