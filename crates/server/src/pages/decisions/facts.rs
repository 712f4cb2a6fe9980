//! What people should know before they answer: what it would do, whom it may hurt, who can overrule it, how it is decided.

use maud::{Markup, html};
use table::{Field, Question, Rules};

use super::one::{Link, View};
use super::shown::money;
use crate::page::said;
use crate::pages::rules;
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Details, Row, SummaryList};

/// The proposal with everything that belongs to it.
pub(super) fn proposal(tr: Tr, view: &View) -> Markup {
    let proposal = &view.proposal;
    let row = |field: Field, words: &str| Row::new(name(tr, field), said(words));
    let mut rows = vec![
        row(Field::WouldDo, proposal.would_do.as_str()),
        row(Field::Cost, proposal.cost.as_str()),
        row(Field::WhoDoes, proposal.who_does.as_str()),
        row(Field::WouldStop, proposal.would_stop.as_str()),
        row(Field::BadFor, proposal.bad_for.as_str()),
        row(Field::Overrule, proposal.overrule.as_str()),
    ];
    if let Question::Advice { who, by } = &view.question {
        rows.push(row(Field::Decider, who.as_str()));
        rows.push(Row::new(name(tr, Field::DecideBy), tr.day(*by)));
    }
    if let Question::SharedBudget { pence, .. } = &view.question {
        rows.push(Row::new(name(tr, Field::Budget), money(*pence)));
    }
    rows.push(Row::new(name(tr, Field::Closes), last_day(tr, view)));
    rows.push(Row::new(t!(tr, "decision-review"), tr.day(proposal.review_on)));
    if !view.sources.is_empty() || view.conversation.is_some() {
        rows.push(Row::new(t!(tr, "decision-from"), from(view)));
    }
    html! {
        (SummaryList::new(rows))
        @if let Some((before, met)) = &view.after { (after_talk(tr, before, met)) }
    }
}

fn name(tr: Tr, field: Field) -> String {
    tr.say(&format!("field-{}", field.key()), None)
}

fn last_day(tr: Tr, view: &View) -> String {
    match view.more_time {
        None => tr.day(view.closes),
        Some(until) => {
            t!(tr, "decision-more-time", day = tr.day(until), before = tr.day(view.closes))
        }
    }
}

fn from(view: &View) -> Markup {
    html! {
        ul.govuk-list {
            @for link in view.conversation.iter().chain(&view.sources) { li { (shown(link)) } }
        }
    }
}

/// Words with their link, and what they are where it is not plain.
pub(super) fn shown(link: &Link) -> Markup {
    html! {
        @if let Some(name) = &link.name { (name) ": " }
        a.govuk-link href=(link.address) { bdi { (link.words) } }
    }
}

fn after_talk(tr: Tr, before: &Link, met: &str) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "decision-after-talk")) }
        p.govuk-body { (shown(before)) }
        p.govuk-body { (t!(tr, "decision-met")) }
        (said(met))
    }
}

/// The rule that was chosen before, with its numbers, who counts, and what happens when we do not agree.
pub(super) fn rule(tr: Tr, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "decision-rule")) }
        p.govuk-body { strong { (rules::shown::name(tr, view.rule.kind())) } }
        ul.govuk-list.govuk-list--bullet {
            @for sentence in rules::shown::explained(tr, &view.rule) { li { (sentence) } }
        }
        p.govuk-body { (who_counts(tr, view)) " " (t!(tr, "decision-no-count")) }
        (Details::new(t!(tr, "decision-disagree"), said(view.disagreement.as_str())))
        @if let Question::NewRules { rules, .. } = &view.question { (new_rules(tr, rules)) }
    }
}

fn who_counts(tr: Tr, view: &View) -> String {
    let seats = t!(tr, "decision-seats", count = view.seats, shown = grouped(view.seats));
    match needed(view) {
        Some(needed) => {
            format!("{seats} {}", t!(tr, "decision-needed", count = needed, shown = grouped(needed)))
        }
        None => seats,
    }
}

/// How many have to answer; none where the rule needs nobody's answer.
pub(super) fn needed(view: &View) -> Option<u32> {
    Some(view.rule.quorum()?.of(view.seats).max(1))
}

/// How we would decide from then on.
fn new_rules(tr: Tr, rules: &Rules) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "decision-new-rules")) }
        @for rule in &rules.rules {
            p.govuk-body { strong { (rules::shown::name(tr, rule.kind())) } }
            ul.govuk-list.govuk-list--bullet {
                @for sentence in rules::shown::explained(tr, rule) { li { (sentence) } }
            }
        }
        p.govuk-body { strong { (name(tr, Field::Disagreement)) } }
        (said(rules.disagreement.as_str()))
        p.govuk-body {
            (t!(tr, "decision-new-account", share = rules.account.share.get(), floor = rules.account.floor.get()))
        }
    }
}
