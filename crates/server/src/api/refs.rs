//! How things at a table are named in a body: by their kind and their numbers.

use serde::{Deserialize, Serialize};
use table::{AccountNo, ConversationNo, DecisionNo, PromiseOf, Source, StatementNo};
use utoipa::ToSchema;

use super::shapes::whole;

/// Words that a proposal comes from.
#[derive(Serialize, Deserialize, ToSchema, Clone, Copy)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum ComesFrom {
    /// Something somebody said.
    Statement {
        /// The conversation's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        conversation: u32,
        /// The statement's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        statement: u32,
    },
    /// A line of an account.
    Line {
        /// The account's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        account: u32,
        /// The number of the statement that is a line of it.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        statement: u32,
    },
    /// All lines of an account.
    Account {
        /// The account's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        account: u32,
    },
}

impl From<Source> for ComesFrom {
    fn from(source: Source) -> Self {
        match source {
            Source::Statement(conversation, statement) => {
                Self::Statement { conversation: conversation.0, statement: statement.0 }
            }
            Source::Line(account, statement) => Self::Line { account: account.0, statement: statement.0 },
            Source::Account(account) => Self::Account { account: account.0 },
        }
    }
}

impl From<ComesFrom> for Source {
    fn from(from: ComesFrom) -> Self {
        match from {
            ComesFrom::Statement { conversation, statement } => {
                Self::Statement(ConversationNo(conversation), StatementNo(statement))
            }
            ComesFrom::Line { account, statement } => Self::Line(AccountNo(account), StatementNo(statement)),
            ComesFrom::Account { account } => Self::Account(AccountNo(account)),
        }
    }
}

/// What a promise answers.
#[derive(Serialize, Deserialize, ToSchema, Clone, Copy)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum MadeFor {
    /// A decision that was counted.
    Decision {
        /// Its number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        decision: u32,
    },
    /// A line of an account.
    Line {
        /// The account's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        account: u32,
        /// The number of the statement that is a line of it.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        statement: u32,
    },
    /// A question, or anything else, that somebody said.
    Statement {
        /// The conversation's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        conversation: u32,
        /// The statement's number.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
        statement: u32,
    },
}

impl From<PromiseOf> for MadeFor {
    fn from(of: PromiseOf) -> Self {
        match of {
            PromiseOf::Decision(decision) => Self::Decision { decision: decision.0 },
            PromiseOf::Line(account, statement) => Self::Line { account: account.0, statement: statement.0 },
            PromiseOf::Statement(conversation, statement) => {
                Self::Statement { conversation: conversation.0, statement: statement.0 }
            }
        }
    }
}

impl From<MadeFor> for PromiseOf {
    fn from(made: MadeFor) -> Self {
        match made {
            MadeFor::Decision { decision } => Self::Decision(DecisionNo(decision)),
            MadeFor::Line { account, statement } => Self::Line(AccountNo(account), StatementNo(statement)),
            MadeFor::Statement { conversation, statement } => {
                Self::Statement(ConversationNo(conversation), StatementNo(statement))
            }
        }
    }
}
