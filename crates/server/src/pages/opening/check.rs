//! How a decision will stand, to look at once more before it opens: it can't be changed then.

use std::collections::BTreeSet;

use axum::response::Response;
use maud::{Markup, html};
use table::{Day, Field, Find, Proposal, Question, Refusal, Rule, Table, TableId, Words, look};

use super::carried::carried;
use super::proposal::in_words;
use super::question;
use super::sources::Shown;
use crate::app::App;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::page::{AtTable, Page, said, same_key_field};
use crate::pages::conversations::offer_form::name;
use crate::pages::rules::shown;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Row, SummaryList, back_link, inset_text, warning_text};
use crate::visitor::Visitor;

/// A decision before it opens.
pub(super) struct Draft {
    pub(super) proposal: Proposal,
    pub(super) question: Question,
    pub(super) closes: Day,
    /// How worries were met, after a talk.
    pub(super) met: Option<Words<600>>,
}

/// What holds for it at its table.
pub(super) struct Standing {
    at: AtTable,
    rule: Rule,
    disagreement: String,
    sources: Vec<Shown>,
}

impl Standing {
    pub(super) fn of(tr: Tr, table: &Table, draft: &Draft, rule: &Rule, disagreement: &Words<600>) -> Self {
        let sources = draft.proposal.from.iter().filter_map(|source| Shown::of(tr, table, *source));
        Self {
            at: AtTable::of(table, true),
            rule: rule.clone(),
            disagreement: disagreement.to_string(),
            sources: sources.collect(),
        }
    }
}

/// What is wrong with a decision as a whole. Only what has a field in the form leads to one.
pub(super) fn refused(tr: Tr, refusal: &Refusal) -> Wrong {
    let field = match refusal {
        Refusal::NoRuleYet | Refusal::NotOurRule => None,
        _ => refusal.field().map(Field::key),
    };
    let mut wrong = Wrong::none();
    wrong.add(field, sentence(tr, refusal));
    wrong
}

/// The page. What was typed goes along to `action`.
pub(super) fn page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    action: &str,
    (draft, standing): (&Draft, Standing),
    fields: &Fields,
) -> Response {
    let tr = visitor.tr;
    let title = t!(tr, "opening-check-title");
    let body = html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (title) }
        (inset_text(t!(tr, "opening-check-frozen")))
        @for find in finds(draft) {
            (warning_text(t!(tr, "check-warning"), tr.say(&format!("find-{}", find.key()), None)))
        }
        (told(tr, draft, &standing))
        form action=(action) method="post" novalidate {
            (same_key_field(fields))
            (carried(fields))
            div.govuk-button-group {
                (Button::new(t!(tr, "opening-check-button")).name_value("sure", "yes").once(true))
                (Button::new(t!(tr, "opening-check-change")).secondary().name_value("change", "yes"))
            }
        }
    };
    Page::new(title, body).at(standing.at).show(app, visitor)
}

fn told(tr: Tr, draft: &Draft, standing: &Standing) -> Markup {
    let mut rows: Vec<Row> =
        in_words(&draft.proposal).map(|(field, words)| Row::new(name(tr, field), said(words))).into();
    if let Some(met) = &draft.met {
        rows.push(Row::new(name(tr, Field::Met), said(met.as_str())));
    }
    rows.push(Row::new(name(tr, Field::Sources), sources(tr, &standing.sources)));
    rows.push(Row::new(name(tr, Field::Closes), tr.day(draft.closes)));
    rows.push(Row::new(name(tr, Field::ReviewOn), tr.day(draft.proposal.review_on)));
    html! {
        (SummaryList::new(rows))
        (question::told(tr, &draft.question))
        h2.govuk-heading-m { (t!(tr, "opening-check-rule", rule = shown::name(tr, standing.rule.kind()))) }
        ul.govuk-list.govuk-list--bullet {
            @for sentence in shown::explained(tr, &standing.rule) { li { (sentence) } }
        }
        h2.govuk-heading-m { (name(tr, Field::Disagreement)) }
        (said(&standing.disagreement))
    }
}

fn sources(tr: Tr, sources: &[Shown]) -> Markup {
    html! {
        @if sources.is_empty() { p.govuk-body { (t!(tr, "opening-check-no-source")) } } @else {
            ul.govuk-list.govuk-list--bullet { @for one in sources { li { bdi { (one.words) } } } }
        }
    }
}

/// What leads to somebody, anywhere in the words.
fn finds(draft: &Draft) -> BTreeSet<Find> {
    let proposal = in_words(&draft.proposal).map(|(_, words)| words);
    let met = draft.met.as_ref().map(Words::as_str);
    proposal.into_iter().chain(met).chain(question::typed(&draft.question)).flat_map(look).collect()
}
