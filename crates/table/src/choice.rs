//! How an answer is written in the journal. The mathematics itself knows nothing of formats.

use serde::{Deserialize, Deserializer, Serializer};
use voice::responses::Choice;

/// The word for a choice, in the journal and in the API.
pub const fn word(choice: Choice) -> &'static str {
    match choice {
        Choice::Agree => "agree",
        Choice::Disagree => "disagree",
        Choice::Pass => "pass",
    }
}

/// The choice that a word stands for.
pub fn from_word(word: &str) -> Option<Choice> {
    match word {
        "agree" => Some(Choice::Agree),
        "disagree" => Some(Choice::Disagree),
        "pass" => Some(Choice::Pass),
        _ => None,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(crate) fn serialize<S: Serializer>(choice: &Choice, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(word(*choice))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Choice, D::Error> {
    let found = <std::borrow::Cow<'de, str>>::deserialize(from)?;
    from_word(&found).ok_or_else(|| serde::de::Error::custom("an answer is agree, disagree or pass"))
}
