//! The working of a shared budget: what is paid for and how, who wanted it, and what is left (Equal Shares).

use maud::{Markup, html};
use table::{Funded, FundedBy, Project, Question};

use super::shown::money;
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Row, SummaryList, Tone, tag};

/// What is paid for first, in the order it was, then the rest of the list.
pub(super) fn working(
    tr: Tr,
    question: &Question,
    funded: &[Funded],
    wanted: &[u32],
    left: u64,
    raised: u64,
) -> Markup {
    let Question::SharedBudget { pence, projects } = question else { return Markup::default() };
    let paid = |place: usize| funded.iter().find(|one| usize::from(one.project) == place);
    let unpaid = (0..projects.len()).filter(|place| paid(*place).is_none());
    let order = funded.iter().map(|one| usize::from(one.project)).chain(unpaid);
    let listed = order.filter_map(|place| {
        let wanted = wanted.get(place).copied().unwrap_or_default();
        Some(one(tr, projects.get(place)?, wanted, paid(place)))
    });
    let mut sums = vec![
        Row::new(t!(tr, "field-budget"), money(*pence)),
        Row::new(t!(tr, "working-spent"), money(pence.saturating_sub(left))),
        Row::new(t!(tr, "working-left"), money(left)),
    ];
    if raised > 0 {
        sums.push(Row::new(t!(tr, "working-raised"), t!(tr, "working-raised-why", sum = money(raised))));
    }
    html! {
        ul.rt-rows { @for one in listed { (one) } }
        (SummaryList::new(sums))
    }
}

/// One thing on the list. Four columns have no room on a phone, so each is told in lines.
fn one(tr: Tr, project: &Project, wanted: u32, paid: Option<&Funded>) -> Markup {
    html! {
        li {
            p.rt-rows__words { bdi { (project.what) } }
            p.govuk-body {
                @match paid.map(|funded| funded.by) {
                    Some(FundedBy::Shares { each }) => {
                        (tag(Tone::Good, t!(tr, "working-paid"))) " "
                        (t!(tr, "working-shares", sum = money(each)))
                    }
                    Some(FundedBy::Rest) => {
                        (tag(Tone::Good, t!(tr, "working-paid"))) " " (t!(tr, "working-rest"))
                    }
                    None => { (tag(Tone::Quiet, t!(tr, "working-unpaid"))) }
                }
            }
            p.govuk-body {
                (t!(tr, "working-cost", sum = money(project.pence))) " "
                (t!(tr, "working-wanted", count = wanted, shown = grouped(wanted)))
            }
        }
    }
}
