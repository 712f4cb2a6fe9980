//! How a promise is put into words: where it stands, what it answers, what is new, what those who asked say.

use maud::{Markup, html};
use table::{
    Day, Judged, Judgement, News, Promise, PromiseOf, PromiseState, StatementNo, Table, TableId, Tidings,
};

use crate::pages::links;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Tone, tag as plain_tag};

/// Where a promise stands, in a word or two.
pub(crate) fn state(tr: Tr, state: PromiseState) -> String {
    match state {
        PromiseState::Late => t!(tr, "promise-late"),
        PromiseState::Waiting => t!(tr, "promise-waiting"),
        PromiseState::Doing => t!(tr, "promise-doing"),
        PromiseState::SaidDone => t!(tr, "promise-said-done"),
        PromiseState::WillNot => t!(tr, "promise-will-not"),
        PromiseState::Kept => t!(tr, "promise-kept"),
        PromiseState::Partly => t!(tr, "promise-partly"),
        PromiseState::NotKept => t!(tr, "promise-not-kept"),
        PromiseState::Altered => t!(tr, "tamper-state"),
    }
}

/// The same as a tag: a colour, a sign and the words.
pub(crate) fn tag(tr: Tr, state: PromiseState) -> Markup {
    let (tone, sign) = match state {
        PromiseState::Late => (Tone::Late, EXCLAMATION),
        PromiseState::NotKept => (Tone::Late, CROSS),
        PromiseState::Altered => (Tone::Note, EXCLAMATION),
        PromiseState::Waiting => (Tone::Plain, CLOCK),
        PromiseState::Doing => (Tone::Plain, ARROW),
        PromiseState::SaidDone => (Tone::Note, TICK),
        PromiseState::Partly => (Tone::Note, DASH),
        PromiseState::WillNot => (Tone::Quiet, CROSS),
        PromiseState::Kept => (Tone::Good, TICK),
    };
    plain_tag(tone, html! { (icon(sign)) " " (self::state(tr, state)) })
}

const TICK: &str = "M4 13l5 5L20 6";
const CROSS: &str = "M5 5l14 14M19 5L5 19";
const DASH: &str = "M4 12h16";
const EXCLAMATION: &str = "M12 2v13M12 20v2";
const ARROW: &str = "M3 12h17M13 5l7 7-7 7";
const CLOCK: &str = "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M12 6v6l4 3";

/// A sign as large as the letters beside it. A screen reader passes over it: the words say the same.
fn icon(path: &str) -> Markup {
    html! {
        svg width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="4"
            aria-hidden="true" focusable="false" { path d=(path); }
    }
}

/// What a promise answers: its words, or what stands in their place, and the page that shows it.
pub(crate) fn of(tr: Tr, table: &Table, from: PromiseOf) -> (String, String) {
    match from {
        PromiseOf::Decision(number) => {
            let what = table.decision(number).map(|decision| tamper::proposal(tr, decision));
            (what.unwrap_or_else(|| t!(tr, "promise-words-gone")), links::decision(table.id, number))
        }
        PromiseOf::Line(account, statement) => {
            let conversation = table.account(account).map(|account| account.conversation);
            let words = conversation.map_or_else(
                || t!(tr, "promise-words-gone"),
                |conversation| words_of(tr, table, (conversation, statement)),
            );
            (words, links::account(table.id, account))
        }
        PromiseOf::Statement(conversation, statement) => {
            let words = words_of(tr, table, (conversation, statement));
            (words, links::statement(table.id, conversation, statement))
        }
    }
}

/// Where somebody can promise something for this.
pub(crate) fn to_make(table: TableId, from: PromiseOf) -> String {
    format!("/t/{table}/promises/new?from={}", super::from::write(from))
}

/// What somebody said, or what stands in its place.
pub(crate) fn words_of(tr: Tr, table: &Table, (conversation, statement): table::SaidIn) -> String {
    let said = |number: StatementNo| table.conversation(conversation)?.said(number);
    said(statement).map_or_else(|| t!(tr, "promise-words-gone"), |said| tamper::said(tr, said))
}

/// What stands before the words that a promise answers.
pub(super) fn asked(tr: Tr, from: PromiseOf) -> String {
    match from {
        PromiseOf::Decision(_) => t!(tr, "promise-of-decision"),
        PromiseOf::Line(..) => t!(tr, "promise-of-line"),
        PromiseOf::Statement(..) => t!(tr, "promise-of-statement"),
    }
}

/// What is new, or what stands in its place.
pub(super) fn news(tr: Tr, news: &News) -> Markup {
    match news.altered {
        Some(_) => html! { (t!(tr, "tamper-words")) },
        None => tidings(tr, &news.tidings),
    }
}

/// What is new, as a sentence before its words, and the words.
fn tidings(tr: Tr, tidings: &Tidings) -> Markup {
    html! {
        @match tidings {
            Tidings::Doing(words) => { (t!(tr, "tidings-doing")) " " bdi { (words) } }
            Tidings::Done(words) => { (t!(tr, "tidings-done")) " " bdi { (words) } }
            Tidings::WillNot { name, because } => {
                bdi { (name) } " " (t!(tr, "tidings-will-not")) " " bdi { (because) }
            }
        }
    }
}

/// Whether it can be said yet if it was kept: there is an answer, or the day has passed.
pub(super) fn is_due(promise: &Promise, today: Day) -> bool {
    promise.is_answered() || today > promise.by
}

/// What those who asked say, as far as it may be told; nothing while nobody could say anything yet.
pub(crate) fn judged_if_due(tr: Tr, promise: &Promise, today: Day) -> Option<String> {
    Some(match promise.judged() {
        Judged::FewHaveSaid if !is_due(promise, today) => return None,
        Judged::FewHaveSaid => t!(tr, "judged-few"),
        Judged::Words(Some(judgement)) => t!(tr, "judged-most", what = judgement_word(tr, judgement)),
        Judged::Words(None) => t!(tr, "judged-differ"),
        Judged::Counts { kept, partly, not } => {
            t!(tr, "judged-counts", kept = kept, partly = partly, not = not)
        }
    })
}

/// Kept, partly kept, or not kept.
pub(super) fn judgement_word(tr: Tr, judgement: Judgement) -> String {
    state(
        tr,
        match judgement {
            Judgement::Kept => PromiseState::Kept,
            Judgement::Partly => PromiseState::Partly,
            Judgement::Not => PromiseState::NotKept,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_its_own_words_and_sign() {
        use PromiseState::{Doing, Kept, Late, NotKept, Partly, SaidDone, Waiting, WillNot};
        let tr = Tr::english();
        let all = [Late, Waiting, Doing, SaidDone, WillNot, Kept, Partly, NotKept];
        let mut words: Vec<String> = all.iter().map(|one| state(tr, *one)).collect();
        for (one, words) in all.iter().zip(&words) {
            let html = tag(tr, *one).into_string();
            assert!(html.contains(words) && html.contains("<svg") && html.contains("aria-hidden"), "{html}");
        }
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all.len());
    }
}
