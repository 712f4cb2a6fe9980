//! `/t/{table}/rules`: how we decide now, what makes an account agreed, and how these came to be.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{AccountTerms, DecisionNo, Rules, RulesVersion, Table, TableId};

use super::shown;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, said};
use crate::pages::links;
use crate::pages::seats::{ON_A_PAGE, Paging, asked};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{LinkButton, back_link, saved};
use crate::visitor::Visitor;

/// What stands on the page.
struct View {
    at: AtTable,
    stands: Option<RulesVersion>,
    terms: AccountTerms,
    /// Whether a decision relies on the rules, so that only another can change them.
    fixed: bool,
    /// The versions, newest first.
    lines: Vec<Line>,
    paging: Paging,
}

/// One version in the list of them.
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    day: String,
    why: Option<String>,
    decision: Option<DecisionNo>,
}

impl Line {
    /// Of the version at a place, from 0.
    pub(super) fn of(tr: Tr, place: usize, version: &RulesVersion) -> Self {
        Self {
            number: place + 1,
            day: tr.day(version.on),
            why: version.why.as_ref().map(ToString::to_string),
            decision: version.decision,
        }
    }

    /// What the version is called.
    pub(super) fn title(&self, tr: Tr) -> String {
        t!(tr, "rules-version", version = self.number, day = self.day.as_str())
    }

    /// Where it came from: the decision, the reason, or neither.
    pub(super) fn came(&self, tr: Tr, id: TableId) -> Markup {
        html! {
            @if let Some(decision) = self.decision {
                p.govuk-body {
                    a.govuk-link href=(links::decision(id, decision)) {
                        (t!(tr, "rules-decided", decision = decision.0))
                    }
                }
            }
            @if let Some(why) = &self.why { p.govuk-body dir="auto" { (why) } }
            @else if self.decision.is_none() { p.govuk-body.rt-quiet { (t!(tr, "rules-no-why")) } }
        }
    }
}

impl View {
    fn of(tr: Tr, table: &Table, seated: bool, asked: &Fields) -> Self {
        let paging = Paging::of(table.rules.len(), ON_A_PAGE, asked);
        let range = paging.range();
        let newest = table.rules.iter().enumerate().rev().skip(range.start).take(range.len());
        Self {
            at: AtTable::of(table, seated),
            stands: table.rules().map(|(_, version)| version.clone()),
            terms: table.account_terms(),
            fixed: !table.decisions.is_empty(),
            lines: newest.map(|(place, version)| Line::of(tr, place, version)).collect(),
            paging,
        }
    }
}

/// `GET /t/{table}/rules`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let asked = asked(raw);
    let tr = visitor.tr;
    let view = app
        .clerk
        .read(id, |table| {
            let seat = reading(&app, &visitor, table)?;
            Ok::<_, Fault>(View::of(tr, table, seat.is_some(), &asked))
        })
        .await??;
    let body = html! {
        (back_link(t!(tr, "table-title"), &format!("/t/{id}")))
        @if asked.has("done") { (saved(t!(tr, "rules-saved"))) }
        h1.govuk-heading-xl { (t!(tr, "field-rules")) }
        @match &view.stands {
            Some(version) => {
                p.rt-lead { (t!(tr, "rules-lead")) }
                (shown_version(tr, version))
            }
            None => {
                p.rt-lead { (t!(tr, "rules-none")) }
                @if view.at.seated {
                    (LinkButton::new(t!(tr, "rules-choose"), format!("/t/{id}/rules/choose")))
                } @else { (seat_first(tr, id)) }
                (account(tr, view.terms))
            }
        }
        @if view.stands.is_some() {
            (changing(tr, id, &view))
            (versions(tr, id, &view))
        }
    };
    Ok(Page::new(t!(tr, "field-rules"), body).at(view.at).show(&app, &visitor))
}

/// A version in words, or the warning in its place.
pub(super) fn shown_version(tr: Tr, version: &RulesVersion) -> Markup {
    html! {
        @if version.altered.is_some() { (tamper::warning(tr, None)) } @else { (in_words(tr, &version.rules)) }
    }
}

/// The rules in words, each in three sentences.
pub(crate) fn in_words(tr: Tr, rules: &Rules) -> Markup {
    html! {
        @for rule in &rules.rules {
            h2.govuk-heading-m { (shown::name(tr, rule.kind())) }
            ul.govuk-list.govuk-list--bullet {
                @for sentence in shown::explained(tr, rule) { li { (sentence) } }
            }
        }
        h2.govuk-heading-m { (t!(tr, "field-disagreement")) }
        (said(rules.disagreement.as_str()))
        (account(tr, rules.account))
    }
}

fn account(tr: Tr, terms: AccountTerms) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "rules-account")) }
        p.govuk-body { (t!(tr, "rules-account-share-says", share = terms.share.get())) }
        p.govuk-body { (t!(tr, "rules-account-floor-says", floor = terms.floor.get())) }
    }
}

fn seat_first(tr: Tr, id: TableId) -> Markup {
    html! {
        p.govuk-body {
            (t!(tr, "rules-anybody")) " "
            a.govuk-link href={ "/t/" (id) "/sit" } { (t!(tr, "sit-link")) }
        }
    }
}

fn changing(tr: Tr, id: TableId, view: &View) -> Markup {
    let (words, link, path) = if view.fixed {
        (t!(tr, "rules-change-decision"), t!(tr, "rules-propose"), "d/new/new-rules")
    } else {
        (t!(tr, "rules-change-now"), t!(tr, "rules-choose-anew"), "rules/choose")
    };
    html! {
        h2.govuk-heading-m { (t!(tr, "rules-change")) }
        p.govuk-body { (words) }
        @if view.at.seated {
            ul.govuk-list {
                li { a.govuk-link href={ "/t/" (id) "/" (path) } { (link) } }
                li { a.govuk-link href={ "/t/" (id) "/d/new" } { (t!(tr, "opening-title")) } }
            }
        } @else { (seat_first(tr, id)) }
    }
}

fn versions(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "rules-versions")) }
        p.govuk-body { (t!(tr, "rules-stay")) }
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        ul.rt-rows {
            @for line in &view.lines {
                li {
                    p.rt-rows__words {
                        a.govuk-link href={ "/t/" (id) "/rules/" (line.number) } { (line.title(tr)) }
                    }
                    (line.came(tr, id))
                }
            }
        }
        @if let Some(links) = view.paging.links(tr, &format!("/t/{id}/rules")) { (links) }
    }
}
