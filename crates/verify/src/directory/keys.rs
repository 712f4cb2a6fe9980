//! The two keys of a data directory, and what is made with them: seals of rows, and the keys that records are signed with.

use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use record::note::{Signer, Verifier};
use sha2::Sha256;
use table::About;

use crate::finding::CouldNot;

/// The keys, or what is known of them.
#[derive(Clone)]
pub(super) struct Keys {
    seal: Hmac<Sha256>,
    record: [u8; 32],
}

/// What a row of the journal's sequence is sealed with: all of it.
pub(super) struct Sealed<'a> {
    pub(super) table: u64,
    pub(super) seq: u64,
    pub(super) day: i32,
    pub(super) kind: &'a str,
    pub(super) about: About,
    pub(super) commitment: &'a [u8; 32],
}

impl Keys {
    /// Reads them.
    ///
    /// # Errors
    /// Where one is missing, or has not 32 bytes.
    pub(super) fn read(directory: &Path) -> Result<Self, CouldNot> {
        let house = key(&directory.join("house.key"))?;
        Self::of(&house, key(&directory.join("record.key"))?)
            .ok_or_else(|| unreadable(&directory.join("house.key"), "it is no key"))
    }

    /// From their bytes.
    pub(super) fn of(house: &[u8; 32], record: [u8; 32]) -> Option<Self> {
        let seal = mac(house)?.chain_update(b"roundtable/seal/v1").finalize().into_bytes();
        Some(Self { seal: mac(&seal)?, record })
    }

    /// The seal of a row of the sequence.
    pub(super) fn of_row(&self, row: &Sealed<'_>) -> [u8; 16] {
        let mut mac = self.seal.clone();
        mac.update(b"journal\0");
        mac.update(&row.table.to_be_bytes());
        mac.update(&row.seq.to_be_bytes());
        mac.update(&row.day.to_be_bytes());
        mac.update(row.kind.as_bytes());
        mac.update(&[0]);
        let About { conversation, statement, item } = row.about;
        for number in [conversation.map(|it| it.0), statement.map(|it| it.0), item] {
            mac.update(&number.map_or(0, |number| u64::from(number).saturating_add(1)).to_be_bytes());
        }
        mac.update(row.commitment);
        first(mac)
    }

    /// The seal of a row that says what destroyed a content.
    pub(super) fn of_erasure(&self, table: u64, seq: u64, by: u64) -> [u8; 16] {
        let mut mac = self.seal.clone();
        mac.update(b"erasure\0");
        mac.update(&table.to_be_bytes());
        mac.update(&seq.to_be_bytes());
        mac.update(&by.to_be_bytes());
        first(mac)
    }

    /// What the signatures of a record are checked with; none where its name can't be one.
    pub(super) fn verifier(&self, origin: &str) -> Option<Verifier> {
        Signer::from_seed(origin, self.record).ok().map(|signer| signer.verifier())
    }
}

fn mac(key: &[u8]) -> Option<Hmac<Sha256>> {
    Hmac::new_from_slice(key).ok()
}

fn first(mac: Hmac<Sha256>) -> [u8; 16] {
    let whole = mac.finalize().into_bytes();
    let mut seal = [0; 16];
    seal.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    seal
}

fn key(path: &Path) -> Result<[u8; 32], CouldNot> {
    let about = std::fs::metadata(path).map_err(|error| unreadable(path, &error.to_string()))?;
    if about.len() != 32 {
        return Err(unreadable(path, "a key has 32 bytes, and this file has not"));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error.to_string()))?;
    bytes.try_into().map_err(|_| unreadable(path, "a key has 32 bytes, and this file has not"))
}

/// Something that can't be read, and why.
pub(super) fn unreadable(path: &Path, why: &str) -> CouldNot {
    CouldNot::Unreadable { what: path.display().to_string(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seals_are_as_the_format_says() {
        // Computed independently: Python's hmac and hashlib over the bytes that the format names.
        let keys = Keys::of(&[7; 32], [8; 32]).unwrap();
        let row = Sealed {
            table: 5,
            seq: 3,
            day: 20_000,
            kind: "statement-made",
            about: About::conversation(table::ConversationNo(1), Some(table::StatementNo(2))),
            commitment: &[9; 32],
        };
        let hex = |seal: [u8; 16]| seal.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert_eq!(hex(keys.of_row(&row)), "116263873bf8c213aa72a577e81f1cc3");
        assert_eq!(hex(keys.of_erasure(5, 3, 4)), "4533416ff2e86633204593e2bd460d24");
    }
}
