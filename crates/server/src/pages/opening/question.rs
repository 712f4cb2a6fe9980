//! What is asked: the fields that only one sort of decision has.

use maud::{Markup, html};
use table::{Day, Field, Passing, Project, Question, Refusal, Rules, Words};

use super::kind::{Kind, of_passing, passing};
use super::lists::{self, Fault};
use super::money::pence;
use super::proposal::{refuse, words};
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::said;
use crate::pages::conversations::offer_form::Form;
use crate::pages::decisions::shown::money;
use crate::pages::rules::{form as rules_form, in_words, shown};
use crate::t;
use crate::text::Tr;
use crate::ui::{Cell, Choice, Column, InputKind, Label, Radios, Size, Table, Width};

/// The rule by which new rules are decided.
const BY: &str = "by";
/// So long somebody has to decide after the last day of advice.
const DAYS_TO_DECIDE: i32 = 28;

/// What the fields of this sort begin with.
pub(super) fn starting(kind: Kind, rules: &Rules, today: Day) -> Vec<(String, String)> {
    match kind {
        Kind::NewRules => {
            let by = passing(rules).next().map(|by| (BY.to_owned(), by.key().to_owned()));
            rules_form::filled(rules).into_iter().chain(by).collect()
        }
        Kind::Advice => {
            vec![(Field::DecideBy.key().to_owned(), today.plus(DAYS_TO_DECIDE).to_string())]
        }
        Kind::Proposal(_) | Kind::Ranked | Kind::SharedBudget => Vec::new(),
    }
}

/// The question in a form; what needs mending goes to `wrong`.
pub(super) fn read(
    tr: Tr,
    kind: Kind,
    fields: &Fields,
    rules: &Rules,
    wrong: &mut Wrong,
) -> Option<Question> {
    match kind {
        Kind::Proposal(by) => Some(Question::Proposal { by }),
        Kind::NewRules => new_rules(tr, fields, rules, wrong),
        Kind::Ranked => options(tr, fields, wrong).map(|options| Question::Ranked { options }),
        Kind::SharedBudget => {
            let pence = pence(fields.get(Field::Budget.key())).filter(|pence| *pence > 0);
            if pence.is_none() {
                wrong.add(Some(Field::Budget.key()), t!(tr, "opening-budget-wrong"));
            }
            let projects = projects(tr, fields, wrong);
            Some(Question::SharedBudget { pence: pence?, projects: projects? })
        }
        Kind::Advice => {
            let who = words(tr, fields, wrong, Field::Decider);
            let by = fields.day(Field::DecideBy.key());
            if by.is_none() {
                refuse(tr, wrong, &Refusal::NotADay { field: Field::DecideBy });
            }
            Some(Question::Advice { who: who?, by: by? })
        }
    }
}

fn new_rules(tr: Tr, fields: &Fields, standing: &Rules, wrong: &mut Wrong) -> Option<Question> {
    let by = Passing::from_key(fields.get(BY)).filter(|by| standing.of_kind(of_passing(*by)).is_some());
    if by.is_none() {
        wrong.add(Some(BY), t!(tr, "opening-by-wrong"));
    }
    match rules_form::read(tr, fields) {
        Ok(rules) if rules == *standing => {
            wrong.add(Some(Field::Rules.key()), t!(tr, "opening-same-rules"));
            None
        }
        Ok(rules) => Some(Question::NewRules { by: by?, rules }),
        Err(more) => {
            wrong.join(more);
            None
        }
    }
}

fn options(tr: Tr, fields: &Fields, wrong: &mut Wrong) -> Option<Vec<Words<140>>> {
    let read = lists::options(fields.get(Field::Options.key()));
    read.map_err(|fault| list_fault(tr, wrong, fault, t!(tr, "opening-options-count"))).ok()
}

fn projects(tr: Tr, fields: &Fields, wrong: &mut Wrong) -> Option<Vec<Project>> {
    let read = lists::projects(fields.get(Field::Options.key()));
    read.map_err(|fault| list_fault(tr, wrong, fault, t!(tr, "opening-projects-count"))).ok()
}

fn list_fault(tr: Tr, wrong: &mut Wrong, fault: Fault, count: String) {
    let words = match fault {
        Fault::Count => count,
        Fault::TooLong { line, over } => t!(tr, "opening-line-long", line = line, over = over),
        Fault::NoSum { line } => t!(tr, "opening-line-sum", line = line),
    };
    wrong.add(Some(Field::Options.key()), words);
}

/// The fields.
pub(super) fn boxes(tr: Tr, kind: Kind, fields: &Fields, rules: &Rules, wrong: &Wrong) -> Markup {
    let form = Form { tr, fields, wrong };
    html! {
        @match kind {
            Kind::Proposal(_) => {}
            Kind::NewRules => {
                (by(tr, fields, rules, wrong))
                h2.govuk-heading-l { (t!(tr, "opening-rules")) }
                (rules_form::boxes(tr, fields, wrong))
                h2.govuk-heading-l { (t!(tr, "opening-about-rules")) }
            }
            Kind::Ranked => { (form.text(Field::Options, t!(tr, "opening-hint-options"), 6)) }
            Kind::SharedBudget => {
                (form.line(Field::Budget, t!(tr, "opening-hint-budget")).prefix("£").inputmode("decimal")
                    .width(Width::W10))
                (form.text(Field::Options, t!(tr, "opening-hint-projects"), 8))
            }
            Kind::Advice => {
                (form.line(Field::Decider, t!(tr, "opening-hint-decider")))
                (form.line(Field::DecideBy, t!(tr, "opening-hint-decide-by")).kind(InputKind::Date)
                    .width(Width::W10))
            }
        }
    }
}

fn by(tr: Tr, fields: &Fields, rules: &Rules, wrong: &Wrong) -> Radios {
    let choice = |by: Passing| {
        Choice::new(by.key(), shown::name(tr, of_passing(by))).checked(fields.get(BY) == by.key())
    };
    Radios::new(BY, Label::new(t!(tr, "opening-by")).size(Size::M))
        .error(wrong.at(tr, BY))
        .choices(passing(rules).map(choice))
}

/// What is asked, as it will stand.
pub(super) fn told(tr: Tr, question: &Question) -> Markup {
    html! {
        @match question {
            Question::Proposal { .. } => {}
            Question::NewRules { rules, .. } => {
                h2.govuk-heading-l { (t!(tr, "opening-rules")) }
                (in_words(tr, rules))
            }
            Question::Ranked { options } => {
                h2.govuk-heading-m { (t!(tr, "field-options")) }
                ol.govuk-list.govuk-list--number { @for one in options { li { bdi { (one) } } } }
            }
            Question::SharedBudget { pence, projects } => { (budget(tr, *pence, projects)) }
            Question::Advice { who, by } => {
                h2.govuk-heading-m { (t!(tr, "field-decider")) }
                (said(who.as_str()))
                p.govuk-body { (t!(tr, "opening-decides-by", day = tr.day(*by))) }
            }
        }
    }
}

fn budget(tr: Tr, pence: u64, projects: &[Project]) -> Markup {
    let columns = [Column::words(t!(tr, "opening-project")), Column::numbers(t!(tr, "opening-project-cost"))];
    let mut table = Table::new(t!(tr, "field-options"), columns).caption_size(Size::M);
    for project in projects {
        let what = html! { bdi { (project.what) } };
        table = table.row([Cell::words(what), Cell::number(money(project.pence))]);
    }
    html! {
        p.govuk-body { (t!(tr, "opening-budget-is", sum = money(pence))) }
        (table)
    }
}

/// All words in a question that somebody typed, to look through for what leads to people.
pub(super) fn typed(question: &Question) -> Vec<&str> {
    match question {
        Question::Proposal { .. } => Vec::new(),
        Question::NewRules { rules, .. } => vec![rules.disagreement.as_str()],
        Question::Ranked { options } => options.iter().map(Words::as_str).collect(),
        Question::SharedBudget { projects, .. } => {
            projects.iter().map(|project| project.what.as_str()).collect()
        }
        Question::Advice { who, .. } => vec![who.as_str()],
    }
}
