//! What waits for somebody at a table: promises that are late, decisions that can be answered or counted. Of a decision
//! that is not counted yet it tells no more than that it is there.

use maud::{Markup, html};
use table::{Day, DecisionNo, PromiseNo, PromiseState, Table, TableId};

use crate::pages::{decisions, links, promises};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::inset_text;

/// So many of each stand on the table's page; the rest on pages of their own.
const MOST: usize = 3;

/// See the module.
pub(super) struct Going {
    late: Vec<Late>,
    all_late: usize,
    asks: Vec<Asks>,
    all_asks: usize,
}

struct Late {
    number: PromiseNo,
    what: String,
    by: String,
}

/// A decision that asks for something.
struct Asks {
    number: DecisionNo,
    what: String,
    tag: Markup,
}

impl Going {
    pub(super) fn of(tr: Tr, table: &Table, today: Day) -> Self {
        let states = table.promises_by_state(today);
        let late = || states.iter().filter(|(state, _)| *state == PromiseState::Late);
        let asks = || table.decisions.iter().filter(|one| one.closed.is_none() && !one.is_altered());
        let mut soonest: Vec<_> = asks().collect();
        soonest.sort_by_key(|decision| (decision.last_day(), decision.number));
        Self {
            late: late()
                .take(MOST)
                .map(|(_, promise)| Late {
                    number: promise.number,
                    what: tamper::promised(tr, promise),
                    by: tr.day(promise.by),
                })
                .collect(),
            all_late: late().count(),
            all_asks: soonest.len(),
            asks: soonest
                .into_iter()
                .take(MOST)
                .map(|decision| Asks {
                    number: decision.number,
                    what: tamper::proposal(tr, decision),
                    tag: decisions::shown::tag(tr, decision, today),
                })
                .collect(),
        }
    }

    /// Late promises, where there are any.
    pub(super) fn late(&self, tr: Tr, id: TableId) -> Markup {
        html! {
            @if !self.late.is_empty() {
                (inset_text(html! {
                    p.govuk-body {
                        (promises::shown::tag(tr, PromiseState::Late)) " "
                        a.govuk-link href={ "/t/" (id) "/promises" } {
                            (t!(tr, "promises-late", count = self.all_late))
                        }
                    }
                    ul.govuk-list {
                        @for one in &self.late {
                            li {
                                a.govuk-link href=(links::promise(id, one.number)) { bdi { (one.what) } } " "
                                (t!(tr, "table-late-by", day = one.by.as_str()))
                            }
                        }
                    }
                }))
            }
        }
    }

    /// Decisions that are not counted yet, where there are any.
    pub(super) fn asks(&self, tr: Tr, id: TableId) -> Markup {
        html! {
            @if !self.asks.is_empty() {
                h2.govuk-heading-m { (t!(tr, "table-deciding")) }
                ul.rt-rows {
                    @for one in &self.asks {
                        li {
                            p.rt-rows__words {
                                a.govuk-link href=(links::decision(id, one.number)) { bdi { (one.what) } }
                            }
                            p.govuk-body { (one.tag) }
                        }
                    }
                }
                @if self.all_asks > self.asks.len() {
                    p.govuk-body {
                        a.govuk-link href={ "/t/" (id) "/d" } {
                            (t!(tr, "table-deciding-all", count = self.all_asks))
                        }
                    }
                }
            }
        }
    }
}

/// Where everything else that came of the talking stands.
pub(super) fn ways(tr: Tr, id: TableId) -> Markup {
    let ways = [
        ("changes", t!(tr, "changes-title")),
        ("d", t!(tr, "table-decisions")),
        ("promises", t!(tr, "promises-title")),
        ("rules", t!(tr, "field-rules")),
        ("papers", t!(tr, "table-papers")),
    ];
    html! {
        h2.govuk-heading-m { (t!(tr, "table-came")) }
        ul.govuk-list {
            @for (path, words) in ways {
                li { a.govuk-link href={ "/t/" (id) "/" (path) } { (words) } }
            }
        }
    }
}
