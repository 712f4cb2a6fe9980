//! "Was this asked before?": what was said, decided and promised here on similar words, promises that nobody answered first.

use maud::{Markup, html};
use table::{Before, Day, Table, asked_before};

use super::{decisions, links, promises};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Tone, tag};

/// So many things are shown.
const MOST: usize = 10;

/// Whether anything like it was asked before.
pub(crate) fn is_any(table: &Table, words: &str) -> bool {
    !asked_before(table, words, 1).is_empty()
}

/// What was said, decided and promised on words like these, each with where it stands and a link; or that there is
/// nothing. Of a decision that is not counted yet it tells no more than that.
pub(crate) fn list(tr: Tr, table: &Table, words: &str, today: Day) -> Markup {
    let entries: Vec<Entry> = asked_before(table, words, MOST)
        .into_iter()
        .filter_map(|before| Entry::of(tr, table, before, today))
        .collect();
    html! {
        @if entries.is_empty() { p.govuk-body { (t!(tr, "before-nothing")) } } @else {
            ul.rt-rows {
                @for entry in &entries {
                    li {
                        p.rt-rows__words { a.govuk-link href=(entry.address) { bdi { (entry.words) } } }
                        p.govuk-body { (entry.what) " " (entry.tag) }
                    }
                }
            }
        }
    }
}

struct Entry {
    words: String,
    address: String,
    /// What sort of thing it is.
    what: String,
    /// Where it stands, for things that come to an end.
    tag: Markup,
}

impl Entry {
    fn of(tr: Tr, table: &Table, before: Before, today: Day) -> Option<Self> {
        Some(match before {
            Before::Unanswered(number) | Before::Promised(number) => {
                let promise = table.promise(number)?;
                Self {
                    words: tamper::promised(tr, promise),
                    address: links::promise(table.id, number),
                    what: t!(tr, "before-promised"),
                    tag: promises::shown::tag(tr, promise.state(today)),
                }
            }
            Before::Decided(number) => {
                let decision = table.decision(number)?;
                Self {
                    words: tamper::proposal(tr, decision),
                    address: links::decision(table.id, number),
                    what: t!(tr, "before-decision"),
                    tag: decisions::shown::tag(tr, decision, today),
                }
            }
            Before::Asked(number) => {
                let conversation = table.conversation(number)?;
                let state = if conversation.is_open(today) {
                    tag(Tone::Plain, t!(tr, "conversation-open"))
                } else {
                    tag(Tone::Quiet, t!(tr, "conversation-ended"))
                };
                Self {
                    words: tamper::question(tr, conversation),
                    address: links::conversation(table.id, number),
                    what: t!(tr, "before-asked"),
                    tag: state,
                }
            }
            Before::Said(conversation, number) => Self {
                words: table.conversation(conversation)?.readable(number)?.text.to_string(),
                address: links::statement(table.id, conversation, number),
                what: t!(tr, "before-said"),
                tag: html! {},
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use table::{Actor, Command, ConversationNo, PromiseCommand, PromiseOf, SeatNo, StatementNo, Words};

    use super::*;
    use crate::pages::conversations::trial::Trial;

    const ASKED: &str = "Should the front door stay open until ten";

    #[test]
    fn what_nobody_answered_comes_first_and_everything_leads_somewhere() {
        let mut trial = Trial::new(2);
        assert!(!is_any(trial.table(), "Biscuits") && is_any(trial.table(), "When is the door open"));
        trial.say(0, "The front door should stay open until ten");
        trial.ask(
            Actor::Seat(SeatNo(1)),
            &Command::Promise(PromiseCommand::Make {
                from: PromiseOf::Statement(ConversationNo(1), StatementNo(1)),
                who: Words::new("The house team").unwrap(),
                what: Words::new("We look at keeping the front door open late").unwrap(),
                by: "2026-12-24".parse().unwrap(),
            }),
        );
        let tr = Tr::english();
        let (before, after) = ("2026-12-01".parse().unwrap(), "2027-01-01".parse().unwrap());
        let html = list(tr, trial.table(), ASKED, before).into_string();
        let promise = html.find("/p/1\"").unwrap();
        assert!(promise < html.find("/c/1/s/1\"").unwrap(), "{html}");
        assert!(html.contains(&promises::shown::state(tr, table::PromiseState::Waiting)), "{html}");
        let html = list(tr, trial.table(), ASKED, after).into_string();
        assert!(html.contains(&promises::shown::state(tr, table::PromiseState::Late)), "{html}");
        let html = list(tr, trial.table(), "Biscuits", before).into_string();
        assert_eq!(html.matches("<li").count(), 0, "{html}");
    }
}
