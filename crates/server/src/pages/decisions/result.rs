//! What a decision came to: in a sentence, with the working, the worries and how they were met, and what people wrote.

use maud::{Markup, html};
use table::{CameTo, Outcome, Question, Stand};

use super::facts::{self, needed};
use super::one::{Ended, Stage, View};
use super::{budget, ranked, stands};
use crate::page::said;
use crate::pages::{links, rules};
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Details, LinkButton, inset_text};

/// Everything about the end of a decision.
pub(super) fn shown(tr: Tr, view: &View, ended: &Ended) -> Markup {
    html! {
        p.rt-lead { bdi { (ended.sentence) } }
        p.govuk-body { (t!(tr, "result-counted", day = tr.day(ended.closed.on))) }
        @if let Some(record) = &ended.record { (record) }
        (what_next(tr, view, ended))
        h2.govuk-heading-m { (t!(tr, "result-working")) }
        p.govuk-body { (turnout(tr, view, ended)) }
        (working(tr, view, &ended.closed.outcome))
        (Details::new(rules::shown::name(tr, view.rule.kind()), html! {
            ul.govuk-list.govuk-list--bullet {
                @for sentence in rules::shown::explained(tr, &view.rule) { li { (sentence) } }
            }
            p.govuk-body { strong { (t!(tr, "decision-disagree")) } }
            (said(view.disagreement.as_str()))
        }))
        (worries(tr, view, ended))
        (others(tr, ended))
        @if let Some(words) = ended.paging.said(tr) { p.govuk-body { (words) } }
        @if let Some(links) = ended.paging.links(tr, &links::decision(view.at.id, view.number)) { (links) }
    }
}

/// The talk, the next round, or the new rules.
fn what_next(tr: Tr, view: &View, ended: &Ended) -> Markup {
    html! {
        @if let Some((next, _)) = &view.followed_by {
            p.govuk-body { (t!(tr, "result-taken-up")) " " (facts::shown(next)) }
        } @else if ended.came_to == CameTo::TalkFirst && view.at.seated {
            p.govuk-body { (t!(tr, "result-talk")) }
            div.govuk-button-group.rt-noprint {
                (LinkButton::new(
                    t!(tr, "result-talked"),
                    format!("{}/after-talk", links::decision(view.at.id, view.number)),
                ))
            }
        }
        @if ended.came_to == CameTo::Passed && matches!(view.question, Question::NewRules { .. }) {
            p.govuk-body {
                a.govuk-link href={ "/t/" (view.at.id) "/rules" } { (t!(tr, "field-rules")) }
            }
        }
    }
}

/// How many answered, and how many had to.
fn turnout(tr: Tr, view: &View, ended: &Ended) -> String {
    let answered = ended.closed.answered;
    let answered = t!(
        tr,
        "result-turnout",
        count = answered,
        shown = grouped(answered),
        seats = view.seats,
        all = grouped(view.seats)
    );
    match needed(view) {
        Some(needed) => {
            format!("{answered} {}", t!(tr, "result-needed", count = needed, shown = grouped(needed)))
        }
        None => answered,
    }
}

fn working(tr: Tr, view: &View, outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::Stands { result, stands, sides } => stands::passing(tr, &view.rule, *result, *stands, sides),
        Outcome::Ranked { order, pairs, .. } => ranked::working(tr, &view.question, order, pairs),
        Outcome::Budget { funded, wanted, left, raised, .. } => {
            budget::working(tr, &view.question, funded, wanted, *left, *raised)
        }
        Outcome::Advice { stands, .. } => stands::table(tr, *stands),
    }
}

/// Worries in the words of those who have them, and how they were met.
fn worries(tr: Tr, view: &View, ended: &Ended) -> Markup {
    let worried = wrote(ended, |stand| stand == Stand::Worried);
    html! {
        @if !worried.is_empty() || view.followed_by.is_some() {
            h2.govuk-heading-m { (t!(tr, "result-worries")) }
            @for words in &worried { (inset_text(said(words))) }
        }
        @if let Some((next, met)) = &view.followed_by {
            p.govuk-body { (t!(tr, "decision-met")) }
            (said(met))
            p.govuk-body { (facts::shown(next)) }
        } @else if how_many_worried(&ended.closed.outcome) > 0 && ended.came_to != CameTo::TalkFirst {
            p.govuk-body { (t!(tr, "result-not-met")) }
        }
    }
}

const fn how_many_worried(outcome: &Outcome) -> u32 {
    match outcome {
        Outcome::Stands { stands, .. } | Outcome::Advice { stands, .. } => stands.worried,
        Outcome::Ranked { .. } | Outcome::Budget { .. } => 0,
    }
}

/// What people wrote who are not worried.
fn others(tr: Tr, ended: &Ended) -> Markup {
    let not_sure = wrote(ended, |stand| stand == Stand::NotSure);
    let for_it = wrote(ended, |stand| matches!(stand, Stand::Yes | Stand::Ok));
    html! {
        @if !not_sure.is_empty() {
            h2.govuk-heading-m { (t!(tr, "result-not-sure")) }
            @for words in &not_sure { (inset_text(said(words))) }
        }
        @if !for_it.is_empty() {
            h2.govuk-heading-m { (t!(tr, "result-for-it")) }
            @for words in &for_it { (inset_text(said(words))) }
        }
    }
}

fn wrote(ended: &Ended, is_one: impl Fn(Stand) -> bool) -> Vec<&str> {
    ended.words.iter().filter(|(stand, _)| is_one(*stand)).map(|(_, words)| words.as_str()).collect()
}

/// Whether something was decided that somebody can promise to do.
pub(super) const fn is_decided(came_to: CameTo) -> bool {
    matches!(came_to, CameTo::Passed | CameTo::Chosen(_) | CameTo::Shared | CameTo::Advised)
}

/// Whether it is over.
pub(super) const fn is_closed(stage: &Stage) -> bool {
    matches!(stage, Stage::Closed(_))
}
