//! Words people typed: kept as they wrote them, within a length, without characters that deceive the eye.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::refusal::{Field, Refusal};

/// Text of 1 to `MAX` characters: composed (NFC), trimmed, with no control, direction-changing or invisible
/// characters. Line breaks are kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Words<const MAX: usize>(Box<str>);

/// Why some text could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing but white space.
    #[error("there are no words")]
    Empty,
    /// More characters than there is room for.
    #[error("there is room for {max} characters; this has {length}")]
    TooLong {
        /// Room for this many.
        max: usize,
        /// Typed this many.
        length: usize,
    },
}

impl<const MAX: usize> Words<MAX> {
    /// Room for this many characters.
    pub const MAX: usize = MAX;

    /// Tidies and measures what was typed.
    pub fn new(typed: &str) -> Result<Self, Unfit> {
        let text = tidy(typed);
        let length = text.chars().count();
        match length {
            0 => Err(Unfit::Empty),
            _ if length > MAX => Err(Unfit::TooLong { max: MAX, length }),
            _ => Ok(Self(text.into_boxed_str())),
        }
    }

    /// As `new`, for a field of a form: the refusal says which.
    pub fn of(field: Field, typed: &str) -> Result<Self, Refusal> {
        Self::new(typed).map_err(|unfit| match unfit {
            Unfit::Empty => Refusal::Empty { field },
            Unfit::TooLong { max, length } => Refusal::TooLong { field, max, length },
        })
    }

    /// As `of`, but nothing typed is fine.
    pub fn optional(field: Field, typed: &str) -> Result<Option<Self>, Refusal> {
        match Self::of(field, typed) {
            Ok(words) => Ok(Some(words)),
            Err(Refusal::Empty { .. }) => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in the place of words that were altered. No word of anybody's.
    pub(crate) fn altered() -> Self {
        Self("…".into())
    }

    /// The same words where there is at least as much room.
    pub fn widen<const WIDER: usize>(self) -> Words<WIDER> {
        const { assert!(WIDER >= MAX) };
        Words(self.0)
    }
}

impl<const MAX: usize> fmt::Display for Words<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> From<Words<MAX>> for String {
    fn from(words: Words<MAX>) -> Self {
        words.0.into()
    }
}

impl<const MAX: usize> TryFrom<String> for Words<MAX> {
    type Error = Unfit;
    fn try_from(text: String) -> Result<Self, Unfit> {
        // What was tidied once reads back as it is, without the work.
        let length = text.chars().count();
        if text.is_ascii() && length > 0 && length <= MAX && !needs_tidying(&text) {
            return Ok(Self(text.into_boxed_str()));
        }
        Self::new(&text)
    }
}

fn needs_tidying(text: &str) -> bool {
    text.trim().len() != text.len() || text.bytes().any(|byte| byte < 0x20 && byte != b'\n' || byte == 0x7f)
}

/// Characters that change how others are shown without being seen: direction marks, zero-width spaces,
/// invisible operators, tags. Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji need them.
fn deceives(letter: char) -> bool {
    matches!(letter,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn tidy(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .chars()
        .map(|letter| if letter == '\t' { ' ' } else { letter })
        .filter(|letter| (*letter == '\n' || !letter.is_control()) && !deceives(*letter))
        .nfc()
        .collect();
    kept.trim().to_owned()
}

/// One line: every run of white space becomes one space.
pub fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn deceiving_characters_go() {
        let words = Words::<40>::new("  safe\u{202e}\u{200b} door\u{7}\r\nopen ").unwrap();
        assert_eq!(words.as_str(), "safe door\nopen");
        assert_eq!(Words::<4>::new(" \u{200b}\n "), Err(Unfit::Empty));
        assert_eq!(Words::<4>::new("doors"), Err(Unfit::TooLong { max: 4, length: 5 }));
        assert_eq!(Words::<1>::new("e\u{301}").unwrap().as_str(), "é");
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(typed in "\\PC{0,60}|.{0,60}") {
            if let Ok(words) = Words::<60>::new(&typed) {
                prop_assert_eq!(Words::<60>::new(words.as_str()), Ok(words.clone()));
                let json = serde_json::to_string(&words).unwrap();
                prop_assert_eq!(serde_json::from_str::<Words<60>>(&json).unwrap(), words);
            }
        }
    }
}
