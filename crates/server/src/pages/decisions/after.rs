//! Who was not here, and what came of a decision.

use maud::{Markup, html};
use table::{Headcount, NotHere};

use super::one::{Ended, View};
use super::result::{is_closed, is_decided};
use crate::page::said;
use crate::pages::{links, promises};
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::LinkButton;

/// "Who is not here?": the answer, or where to give it.
pub(super) fn not_here(tr: Tr, view: &View) -> Markup {
    let closed = is_closed(&view.stage);
    html! {
        h2.govuk-heading-m {
            @if closed { (t!(tr, "not-here-was")) } @else { (t!(tr, "not-here-title")) }
        }
        @match &view.not_here {
            Some(answer) => { (told(tr, answer)) }
            None => { p.govuk-body { (t!(tr, "not-here-needed")) } }
        }
        @if !closed && view.at.seated {
            p.govuk-body.rt-noprint {
                a.govuk-link href={ (links::decision(view.at.id, view.number)) "/not-here" } {
                    @if view.not_here.is_some() { (t!(tr, "not-here-change")) }
                    @else { (t!(tr, "not-here-answer")) }
                }
            }
        }
    }
}

fn told(tr: Tr, answer: &NotHere) -> Markup {
    let count = |count: Headcount| count.number().map_or_else(|| t!(tr, "not-here-1-to-7"), grouped);
    html! {
        (said(answer.words.as_str()))
        @if !answer.people.is_empty() {
            ul.rt-rows {
                @for one in &answer.people {
                    li {
                        p.rt-rows__words { bdi { (one.who) } }
                        @if let Some(channel) = &one.channel { p.govuk-body { bdi { (channel) } } }
                        p.govuk-body {
                            (t!(tr, "not-here-counts", expected = count(one.expected), heard = count(one.heard)))
                        }
                    }
                }
            }
        }
    }
}

/// The promises that came of it, where to make one, and the papers.
pub(super) fn came_of_it(tr: Tr, view: &View, ended: &Ended) -> Markup {
    let table = view.at.id;
    html! {
        h2.govuk-heading-m { (t!(tr, "result-promises")) }
        @if ended.promises.is_empty() { p.govuk-body { (t!(tr, "result-no-promise")) } } @else {
            ul.rt-rows {
                @for one in &ended.promises {
                    li {
                        p.rt-rows__words {
                            a.govuk-link href=(links::promise(table, one.number)) { bdi { (one.what) } }
                        }
                        p.govuk-body {
                            (promises::shown::tag(tr, one.state)) " "
                            bdi { (one.who) } ", " (t!(tr, "result-promise-by", day = tr.day(one.by)))
                        }
                    }
                }
            }
        }
        @if is_decided(ended.came_to) && view.at.seated {
            div.govuk-button-group.rt-noprint {
                (LinkButton::new(
                    t!(tr, "result-promise-this"),
                    promises::shown::to_make(table, table::PromiseOf::Decision(view.number)),
                ).secondary())
            }
        }
        p.govuk-body.rt-noprint {
            a.govuk-link href={ "/t/" (table) "/papers" } { (t!(tr, "table-papers")) }
        }
    }
}
