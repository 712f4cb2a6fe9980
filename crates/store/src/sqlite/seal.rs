//! Seals: what lets a row of the journal be told from one that was written past the program.
//!
//! A row is in the public record only after its batch. Until then its seal, made with the house's key, covers it; and afterwards
//! it says which row was touched. Whoever has the key can make seals: against them stand the record, and those who witness it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use table::{About, TableId};

use crate::house::HouseKey;

/// So many bytes of the hash are kept.
const KEPT: usize = 16;

/// A seal as it is kept.
pub(crate) type Seal = [u8; KEPT];

/// Makes and checks seals.
#[derive(Clone)]
pub(crate) struct Sealer(Hmac<Sha256>);

/// A row of the sequence, as far as it is sealed: all of it.
pub(crate) struct Sequenced<'a> {
    pub(crate) table: TableId,
    pub(crate) seq: u64,
    pub(crate) day: i32,
    pub(crate) kind: &'a str,
    pub(crate) about: About,
    pub(crate) commitment: &'a [u8; 32],
}

impl Sealer {
    /// With a key made from the house's.
    pub(crate) fn new(house: &HouseKey) -> Self {
        let key = mac(house.as_bytes()).chain_update(b"roundtable/seal/v1").finalize().into_bytes();
        Self(mac(&key))
    }

    /// Of a row of the sequence.
    pub(crate) fn of(&self, row: &Sequenced<'_>) -> Seal {
        let about = [
            row.about.conversation.map(|conversation| conversation.0),
            row.about.statement.map(|statement| statement.0),
            row.about.item,
        ];
        let mut mac = self.0.clone();
        mac.update(b"journal\0");
        mac.update(&row.table.number().to_be_bytes());
        mac.update(&row.seq.to_be_bytes());
        mac.update(&row.day.to_be_bytes());
        mac.update(row.kind.as_bytes());
        mac.update(&[0]);
        for number in about {
            mac.update(&number.map_or(0, |number| u64::from(number) + 1).to_be_bytes());
        }
        mac.update(row.commitment);
        first(mac)
    }

    /// Of the destruction of what entry `seq` held, by entry `by`.
    pub(crate) fn of_erasure(&self, table: TableId, seq: u64, by: u64) -> Seal {
        let mut mac = self.0.clone();
        mac.update(b"erasure\0");
        mac.update(&table.number().to_be_bytes());
        mac.update(&seq.to_be_bytes());
        mac.update(&by.to_be_bytes());
        first(mac)
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    Hmac::new_from_slice(key).expect("a key")
}

fn first(mac: Hmac<Sha256>) -> Seal {
    let whole = mac.finalize().into_bytes();
    let mut seal = [0; KEPT];
    seal.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    seal
}

#[cfg(test)]
mod tests {
    use table::{ConversationNo, StatementNo};

    use super::*;

    #[test]
    fn every_part_of_a_row_is_sealed() {
        let sealer = Sealer::new(&HouseKey::from_bytes([7; 32]));
        let table = TableId::from_number(5);
        let about = About::conversation(ConversationNo(1), Some(StatementNo(2)));
        let commitment = [9; 32];
        let row = || Sequenced {
            table,
            seq: 3,
            day: 20_000,
            kind: "statement-made",
            about,
            commitment: &commitment,
        };
        let seal = sealer.of(&row());
        assert_eq!(seal, sealer.of(&row()));
        let other = [1; 32];
        for changed in [
            Sequenced { table: TableId::from_number(6), ..row() },
            Sequenced { seq: 4, ..row() },
            Sequenced { day: 20_001, ..row() },
            Sequenced { kind: "reason-given", ..row() },
            Sequenced { about: About::conversation(ConversationNo(1), None), ..row() },
            Sequenced { about: About::item(1), ..row() },
            Sequenced { commitment: &other, ..row() },
        ] {
            assert_ne!(seal, sealer.of(&changed));
        }
        assert_ne!(seal, Sealer::new(&HouseKey::from_bytes([8; 32])).of(&row()));
        assert_ne!(sealer.of_erasure(table, 3, 4), sealer.of_erasure(table, 4, 3));
    }
}
