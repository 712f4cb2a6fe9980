//! Names for things: small numbers inside a table, codes that can be read aloud outside it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Letters and digits that are not mistaken for each other: no 0, o, 1, i or l.
const ALPHABET: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// Eight of them: about 39.6 bits.
const CODE_LENGTH: usize = 8;
const CODE_SPACE: u64 = 31u64.pow(8);

/// What was typed is not a code of this program's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has eight letters or numbers, without 0, O, 1, I or L")]
pub struct NotACode;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(u64);

        impl $name {
            /// A code from eight bytes that the caller drew. The bias of the remainder is below 2⁻²⁴.
            pub const fn from_random(bytes: [u8; 8]) -> Self {
                Self(u64::from_le_bytes(bytes) % CODE_SPACE)
            }

            /// The number behind the code, below 31⁸.
            pub const fn number(self) -> u64 {
                self.0
            }

            /// A code from its number, as a store keeps it.
            pub const fn from_number(number: u64) -> Self {
                Self(number % CODE_SPACE)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut rest = self.0;
                let mut letters = [0u8; CODE_LENGTH];
                for letter in letters.iter_mut().rev() {
                    *letter = ALPHABET[(rest % 31) as usize];
                    rest /= 31;
                }
                for letter in letters {
                    write!(f, "{}", letter as char)?;
                }
                Ok(())
            }
        }

        impl FromStr for $name {
            type Err = NotACode;

            /// Forgiving about case, spaces and dashes: people copy codes from posters by hand.
            fn from_str(text: &str) -> Result<Self, NotACode> {
                let mut number = 0u64;
                let mut length = 0;
                for letter in text.chars().filter(|letter| !matches!(letter, ' ' | '-')) {
                    let letter = u8::try_from(letter.to_ascii_lowercase()).map_err(|_| NotACode)?;
                    let value = ALPHABET.iter().position(|known| *known == letter).ok_or(NotACode)?;
                    length += 1;
                    if length > CODE_LENGTH {
                        return Err(NotACode);
                    }
                    number = number * 31 + value as u64;
                }
                if length == CODE_LENGTH { Ok(Self(number)) } else { Err(NotACode) }
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotACode;
            fn try_from(text: String) -> Result<Self, NotACode> {
                text.parse()
            }
        }
    };
}

code! {
    /// A table's code, as it stands in its address.
    TableId
}
code! {
    /// The code of an invitation to a table.
    InviteCode
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the table's lists.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number! {
    /// One person's place at one table. Says nothing outside it, and is never shown beside words.
    SeatNo
}
number! {
    /// A conversation's number at its table, from 1.
    ConversationNo
}
number! {
    /// A statement's number in its conversation, from 1.
    StatementNo
}
number! {
    /// A request for a new card, from 1.
    RequestNo
}
number! {
    /// The number of an account of what was heard, at its table, from 1.
    AccountNo
}
number! {
    /// A decision's number at its table, from 1.
    DecisionNo
}
number! {
    /// A promise's number at its table, from 1.
    PromiseNo
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_reads_back(bytes in any::<[u8; 8]>()) {
            let code = TableId::from_random(bytes);
            let shown = code.to_string();
            prop_assert_eq!(shown.parse::<TableId>(), Ok(code));
            let by_hand = format!(" {}-{} ", shown[..4].to_uppercase(), &shown[4..]);
            prop_assert_eq!(by_hand.parse::<TableId>(), Ok(code));
        }

        #[test]
        fn anything_else_is_refused(text in ".{0,12}") {
            if let Ok(code) = text.parse::<TableId>() {
                let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_lowercase();
                prop_assert_eq!(code.to_string(), plain);
            }
        }
    }
}
