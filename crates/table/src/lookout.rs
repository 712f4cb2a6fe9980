//! Things in a text that could lead a stranger to somebody: pointed out before publishing, never blocked.

use serde::Serialize;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Find {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postcode.
    Postcode,
    /// A web address.
    Address,
}

impl Find {
    /// The name in the message files and the API.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Postcode => "postcode",
            Self::Address => "address",
        }
    }
}

/// What the text seems to hold, each once, in order.
pub fn look(text: &str) -> Vec<Find> {
    let mut found = Vec::new();
    if has_phone(text) {
        found.push(Find::Phone);
    }
    if text.split_whitespace().any(is_email) {
        found.push(Find::Email);
    }
    if has_postcode(text) {
        found.push(Find::Postcode);
    }
    if text.split_whitespace().any(is_address) {
        found.push(Find::Address);
    }
    found
}

/// Nine to fifteen digits in a row, with what people put between them. Sums of money and years stay below.
fn has_phone(text: &str) -> bool {
    let mut digits = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => {
                digits += 1;
                if digits >= 9 {
                    return true;
                }
            }
            ' ' | '-' | '.' | '(' | ')' | '/' | '+' => {}
            _ => digits = 0,
        }
    }
    false
}

fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let Some((before, after)) = word.split_once('@') else { return false };
    !before.is_empty()
        && after.split_once('.').is_some_and(|(name, ending)| {
            !name.is_empty() && ending.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
        })
}

fn is_address(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|start| word.contains(start))
}

/// A British postcode: one or two letters, a digit, perhaps a letter or digit; a digit and two letters.
fn has_postcode(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let whole = words.iter().any(|word| {
        word.len() >= 5 && word.is_ascii() && {
            let (out, inward) = word.split_at(word.len() - 3);
            is_outward(out) && is_inward(inward)
        }
    });
    whole || words.windows(2).any(|pair| is_outward(pair[0]) && is_inward(pair[1]))
}

fn is_outward(word: &str) -> bool {
    let shape = shape(word);
    matches!(shape.as_str(), "a0" | "a00" | "aa0" | "aa00" | "a0a" | "aa0a")
}

fn is_inward(word: &str) -> bool {
    shape(word) == "0aa"
}

fn shape(word: &str) -> String {
    word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { 'a' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_somebody_is_seen() {
        assert_eq!(look("Ring me on 07700 900 123"), [Find::Phone]);
        assert_eq!(look("+44 (0)20-7946-0958 or jo@example.org."), [Find::Phone, Find::Email]);
        assert_eq!(look("They moved her to M1 1AE last week"), [Find::Postcode]);
        assert_eq!(look("near sw1a2aa"), [Find::Postcode]);
        assert_eq!(look("see https://example.org"), [Find::Address]);
    }

    #[test]
    fn ordinary_words_pass() {
        for text in [
            "The door should open at 8 and close at 10.",
            "There is £12,000 to spend in 2026.",
            "Meet @ the cafe",
            "We need 24 hour support, 7 days a week.",
            "Ask me first. No. 10 is fine",
        ] {
            assert_eq!(look(text), [], "{text}");
        }
    }
}
