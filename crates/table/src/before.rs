//! "Was this asked before?": what was said, decided and promised here on similar words.

use std::cmp::Reverse;

use serde::Serialize;
use voice::similar::{LEAST_LIKENESS, likeness};

use crate::ids::{ConversationNo, DecisionNo, PromiseNo, StatementNo};
use crate::state::{Conversation, Index, Table};

/// The words of decisions and promises, by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct BeforeIndex {
    pub(crate) decisions: Index,
    pub(crate) promises: Index,
}

/// Something with similar words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Before {
    /// A promise that waits for an answer: neither done nor refused.
    Unanswered(PromiseNo),
    /// A promise that was answered.
    Promised(PromiseNo),
    /// A decision, open or closed.
    Decided(DecisionNo),
    /// A conversation that asks it.
    Asked(ConversationNo),
    /// Something somebody said.
    Said(ConversationNo, StatementNo),
}

/// At most `most` things with words like these. Promises nobody answered come first, whatever else is more alike: who asks
/// again should know that nobody has replied yet. Then the most alike; of equals promises, decisions, questions and
/// statements, the older first.
pub fn asked_before(table: &Table, words: &str, most: usize) -> Vec<Before> {
    let mut found: Vec<(bool, Reverse<u16>, Before)> = Vec::new();
    let mut add = |before: Before, likeness: u16| {
        found.push((!matches!(before, Before::Unanswered(_)), Reverse(likeness), before));
    };
    for alike in table.before.promises.0.find(words, usize::MAX) {
        let number = PromiseNo(alike.index);
        let is_answered = table.promise(number).is_some_and(crate::promise::Promise::is_answered);
        add(if is_answered { Before::Promised(number) } else { Before::Unanswered(number) }, alike.likeness);
    }
    for alike in table.before.decisions.0.find(words, most) {
        add(Before::Decided(DecisionNo(alike.index)), alike.likeness);
    }
    for conversation in &table.conversations {
        let asks = likeness(words, conversation.question());
        if asks >= LEAST_LIKENESS {
            add(Before::Asked(conversation.number), asks);
        }
        for alike in conversation.similar.0.find(words, most) {
            add(Before::Said(conversation.number, Conversation::at_position(alike.index)), alike.likeness);
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, _, before)| before).take(most).collect()
}
