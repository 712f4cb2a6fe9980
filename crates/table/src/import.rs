//! What a conversation held elsewhere carries along, so that it can leave again as it came.

use serde::{Deserialize, Serialize};

/// A conversation in Polis's public five-file form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolisConversation {
    /// Its topic.
    pub topic: String,
    /// Its description, as written there.
    pub description: String,
    /// Its address.
    pub url: String,
    /// The lines of `summary.csv`, key and value, in their order.
    pub summary: Vec<(String, String)>,
    /// Whether the files held every answer with its time (`votes.csv`), or only the last ones.
    pub has_history: bool,
}

/// A person in a Polis file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedSeat {
    /// Their number there.
    pub id: i64,
    /// The opinion group Polis had put them in, where it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<i64>,
}

/// A statement in a Polis file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedStatement {
    /// Its number there.
    pub id: i64,
    /// Who said it, by their number there.
    pub author: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// The same time as text, as the file has it.
    pub at_text: String,
    /// 1 let through, 0 not looked at, −1 set aside by those who ran it.
    pub moderated: i8,
    /// The file's own counts, which may differ from the answers in the other files.
    pub agrees: u32,
    /// See `agrees`.
    pub disagrees: u32,
}

/// An answer in a Polis file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedResponse {
    /// Milliseconds since 1970, where the files say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
}
