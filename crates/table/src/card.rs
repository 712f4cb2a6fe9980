//! The card: a few plain words that bring a seat's holder back on any device.
//!
//! Five words from a list of ordinary ones: more than 53 bits. Only a keyed hash of them is kept, so that a
//! stolen journal without the house's key tells nothing. The first four letters of a word are enough, in any
//! case, with any separator: people copy cards by hand, in the cold.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cardwords::list;

/// So many words make a card.
pub const WORDS: usize = 5;

/// The words of a card. Shown to the holder, never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Card([u16; WORDS]);

/// What was typed is not a card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotACard {
    /// Too few or too many words.
    #[error("a card has {WORDS} words; this has {0}")]
    Count(usize),
    /// A word that no card has.
    #[error("no card has the word {0:?}")]
    Unknown(String),
}

impl Card {
    /// A card from 32 bytes that the caller drew or derived.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let list = list();
        let mut words = [0; WORDS];
        for (word, six) in words.iter_mut().zip(bytes.chunks_exact(6)) {
            let number = six.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
            *word = u16::try_from(number % list.len() as u64).unwrap_or(0);
        }
        Self(words)
    }

    /// Reads what was typed.
    pub fn parse(typed: &str) -> Result<Self, NotACard> {
        let typed: Vec<String> = typed
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if typed.len() != WORDS {
            return Err(NotACard::Count(typed.len()));
        }
        let mut words = [0; WORDS];
        for (word, typed) in words.iter_mut().zip(&typed) {
            *word = position(typed).ok_or_else(|| NotACard::Unknown(typed.clone()))?;
        }
        Ok(Self(words))
    }

    /// The words, in order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        let list = list();
        self.0.iter().map(move |word| list[usize::from(*word)])
    }

    /// The words with dashes between them, as in an address.
    pub fn dashed(&self) -> String {
        self.words().collect::<Vec<_>>().join("-")
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.words().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            f.write_str(word)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Card(kept private)")
    }
}

/// Words of the list differ in their first four letters, so those are enough.
fn position(typed: &str) -> Option<u16> {
    let head = |word: &str| word.chars().take(4).collect::<String>();
    let typed_head = head(typed);
    list()
        .iter()
        .position(|word| *word == typed || head(word) == typed_head)
        .and_then(|at| u16::try_from(at).ok())
}

/// A keyed hash of a card, made with the house's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CardHash([u8; 32]);

impl CardHash {
    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A word that the asker of a new card and those who vouch both see, so that they know they talk of the
    /// same request. It tells nothing of the card's own words.
    pub fn check_word(&self) -> &'static str {
        let digest = Sha256::digest([b"roundtable/check-word".as_slice(), &self.0].concat());
        let list = list();
        list[usize::from(u16::from_be_bytes([digest[0], digest[1]])) % list.len()]
    }
}

impl From<CardHash> for String {
    fn from(hash: CardHash) -> Self {
        hash.0.iter().fold(Self::with_capacity(64), |text, byte| text + &format!("{byte:02x}"))
    }
}

impl TryFrom<String> for CardHash {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err("a card's hash has 64 hexadecimal digits");
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16)
                .map_err(|_| "a card's hash has 64 hexadecimal digits")?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_list_is_fit_for_cards() {
        let list = list();
        assert!(list.len() > 1600, "5 words of {} are more than 53 bits", list.len());
        let mut heads: Vec<String> = list.iter().map(|word| word.chars().take(4).collect()).collect();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), list.len(), "four letters tell every two words apart");
    }

    proptest! {
        #[test]
        fn a_card_reads_back_however_it_is_typed(bytes in any::<[u8; 32]>()) {
            let card = Card::from_bytes(&bytes);
            prop_assert_eq!(&Card::parse(&card.to_string()).unwrap(), &card);
            prop_assert_eq!(&Card::parse(&card.dashed().to_uppercase()).unwrap(), &card);
            let short: Vec<String> = card.words().map(|w| w.chars().take(4).collect()).collect();
            prop_assert_eq!(&Card::parse(&short.join(", ")).unwrap(), &card);
        }
    }
}
