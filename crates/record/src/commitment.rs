//! Commitments: what lets anyone see that kept words were not changed.
//!
//! Everything personal at a table is kept apart from the journal's sequence so that it can be destroyed.
//! What stays in the sequence is a commitment to it: a salted hash that says nothing about the words, and
//! that no other words can match. The promise this makes possible is worded exactly so: *nobody can change
//! this without it showing*.
//!
//! ```
//! use record::{Commitment, Salt};
//! let salt = Salt::from_bytes([7; 32]);
//! let kept = Commitment::to("statement-made", &salt, b"The door should open at eight.");
//! assert!(kept.opens_with("statement-made", &salt, b"The door should open at eight."));
//! assert!(!kept.opens_with("statement-made", &salt, b"The door should open at nine."));
//! ```

use sha2::{Digest, Sha256};

/// Separates these hashes from any other use of SHA-256, and versions the form.
const DOMAIN: &[u8] = b"roundtable/commit/v1";

/// Thirty-two fresh bytes from the operating system's generator, never derived from a key that a backup
/// keeps. Once it is destroyed, nobody can test a guess against the commitment.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// A salt from bytes that the caller drew.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the private store only.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt(kept private)")
    }
}

/// `SHA-256("roundtable/commit/v1" 0x00 kind 0x00 salt payload)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment([u8; 32]);

impl Commitment {
    /// Commits to a payload of a kind. `kind` never holds a zero byte: it is one of a closed list of names.
    pub fn to(kind: &str, salt: &Salt, payload: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update([0]);
        hash.update(kind.as_bytes());
        hash.update([0]);
        hash.update(salt.as_bytes());
        hash.update(payload);
        Self(hash.finalize().into())
    }

    /// A commitment read back from the journal.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The thirty-two bytes that stay in the journal for good.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether exactly this payload, with this salt, was committed to.
    pub fn opens_with(&self, kind: &str, salt: &Salt, payload: &[u8]) -> bool {
        Self::to(kind, salt, payload) == *self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_form_is_fixed() {
        // Computed independently: printf 'roundtable/commit/v1\0kind\0' + 32 zero bytes + 'words' | sha256sum
        let commitment = Commitment::to("kind", &Salt::from_bytes([0; 32]), b"words");
        let hex = commitment.as_bytes().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert_eq!(hex, "44890b626595efc6df14ee0d01f1b293aba2e7e16b4265989eb31a88b0c3eb00");
    }

    proptest! {
        #[test]
        fn any_change_shows(payload in prop::collection::vec(any::<u8>(), 1..80), at in any::<prop::sample::Index>(), flip in 1u8..) {
            let salt = Salt::from_bytes([3; 32]);
            let kept = Commitment::to("response-given", &salt, &payload);
            let mut changed = payload.clone();
            let at = at.index(changed.len());
            changed[at] ^= flip;
            prop_assert!(kept.opens_with("response-given", &salt, &payload));
            prop_assert!(!kept.opens_with("response-given", &salt, &changed));
            prop_assert!(!kept.opens_with("statement-made", &salt, &payload));
            prop_assert!(!kept.opens_with("response-given", &Salt::from_bytes([4; 32]), &payload));
        }
    }
}
