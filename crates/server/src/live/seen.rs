//! What a page has shown, as a token that tells nothing.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use table::{Conversation, StatementNo};

/// A fingerprint of all that "Where we stand" shows of a conversation: which statements there are, how many people answered
/// what, and how many say that the groups are not like them. It is keyed with the conversation's seed, so that nobody can
/// try out counts against it that are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen(u64);

impl Seen {
    /// Of a conversation as it is now.
    pub(crate) fn of(conversation: &Conversation) -> Self {
        let responses = &conversation.responses;
        let mut hash = Sha256::new();
        hash.update(b"roundtable live 1");
        hash.update(conversation.seed);
        hash.update(responses.people().to_le_bytes());
        hash.update((conversation.unlike.len() as u64).to_le_bytes());
        for (StatementNo(number), _) in conversation.live() {
            let tally = responses.tally(Conversation::position(StatementNo(number)));
            let row = [
                number,
                tally.agree,
                tally.disagree,
                tally.pass,
                tally.agree_matters,
                tally.disagree_matters,
            ];
            for figure in row {
                hash.update(figure.to_le_bytes());
            }
        }
        let hash = hash.finalize();
        Self(hash.iter().take(8).fold(0, |token, byte| token << 8 | u64::from(*byte)))
    }

    /// Where a page that shows this, and the issue `at`, hears of changes; `base` is what the conversation's addresses begin
    /// with.
    pub(crate) fn address(self, base: &str, at: u64) -> String {
        format!("{base}/stand/live?seen={}", Shown { seen: self, at })
    }
}

/// What a page shows: the conversation, and which issue of its map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) seen: Seen,
    /// How far the conversation had moved when the issue was made; 0 for none.
    pub(super) at: u64,
}

impl fmt::Display for Shown {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:016x}-{}", self.seen.0, self.at)
    }
}

impl FromStr for Shown {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (seen, at) = text.split_once('-').ok_or(())?;
        let seen = Seen(u64::from_str_radix(seen, 16).map_err(|_| ())?);
        Ok(Self { seen, at: at.parse().map_err(|_| ())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_anything_else_is_none() {
        let shown = Shown { seen: Seen(0x00ab_cdef_0123_4567), at: 1234 };
        assert_eq!(shown.to_string(), "00abcdef01234567-1234");
        assert_eq!(shown.to_string().parse(), Ok(shown));
        for odd in ["", "-", "1", "-5", "5-", "x-1", "1-x", "11111111111111111-1"] {
            assert_eq!(odd.parse::<Shown>(), Err(()), "{odd}");
        }
        assert_eq!(shown.seen.address("/t/a/c/1", 7), "/t/a/c/1/stand/live?seen=00abcdef01234567-7");
    }
}
