//! What people can ask for about accounts.

use serde::Serialize;

use super::LineReply;
use crate::day::Day;
use crate::ids::{AccountNo, ConversationNo, StatementNo};
use crate::words::Words;

/// A piece of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Part {
    /// A statement, as it was said.
    Line(StatementNo),
    /// Words of the writer between statements, marked as theirs.
    Linking(Words<140>),
}

/// What people can ask for about what was heard.
#[derive(Debug, Clone, Serialize)]
pub enum AccountCommand {
    /// Have the program choose the statements that together speak for everyone.
    Call {
        /// The conversation.
        conversation: ConversationNo,
        /// So many at most, 1 to 20.
        places: u32,
        /// The last day to answer it.
        until: Day,
    },
    /// Write an account, beside those that are there.
    Write {
        /// The conversation.
        conversation: ConversationNo,
        /// Statements and linking words, in order.
        parts: Vec<Part>,
        /// The last day to answer it.
        until: Day,
    },
    /// Answer a line. The last answer counts.
    Reply {
        /// The account.
        account: AccountNo,
        /// The line.
        statement: StatementNo,
        /// Yes, or not quite.
        reply: LineReply,
    },
    /// Take an answer to a line back.
    TakeReplyBack {
        /// The account.
        account: AccountNo,
        /// The line.
        statement: StatementNo,
    },
    /// Say what is missing. The last words count.
    SayMissing {
        /// The account.
        account: AccountNo,
        /// The words.
        words: Words<280>,
    },
    /// Take back what was missing.
    TakeMissingBack {
        /// The account.
        account: AccountNo,
    },
    /// Count what was said to it, after its last day.
    Settle {
        /// The account.
        account: AccountNo,
    },
}
