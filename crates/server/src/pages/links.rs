//! The addresses of things at a table, in one place: many pages lead to them.

use std::fmt::Display;

use table::{AccountNo, ConversationNo, DecisionNo, PromiseNo, StatementNo, TableId};

/// An account's own page.
pub(crate) fn account(table: TableId, account: AccountNo) -> String {
    at(table, "heard", account)
}

/// The accounts of a conversation.
pub(crate) fn heard(table: TableId, conversation: ConversationNo) -> String {
    format!("{}/heard", self::conversation(table, conversation))
}

/// A conversation's own page.
pub(crate) fn conversation(table: TableId, conversation: ConversationNo) -> String {
    at(table, "c", conversation)
}

/// A statement's own page.
pub(crate) fn statement(table: TableId, conversation: ConversationNo, statement: StatementNo) -> String {
    format!("{}/s/{statement}", self::conversation(table, conversation))
}

/// A decision's own page.
pub(crate) fn decision(table: TableId, decision: DecisionNo) -> String {
    at(table, "d", decision)
}

/// A promise's own page.
pub(crate) fn promise(table: TableId, promise: PromiseNo) -> String {
    at(table, "p", promise)
}

fn at(table: TableId, place: &str, number: impl Display) -> String {
    format!("/t/{table}/{place}/{number}")
}
