//! Visits: what a browser or a program carries so that its holder need not show the card on every page.
//!
//! A token names a table's seat and is signed with the house's key; nothing about who visits is kept. A new
//! card for the seat ends all its visits, leaving the site ends the one that leaves.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::HouseKey;
use subtle::ConstantTimeEq;
use table::{Card, CardHash, Day, SeatNo, TableId};

/// A visit runs out after this many days.
pub(crate) const DAYS: i32 = store::clerk::VISIT_DAYS;

/// A seat's holder, come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visit {
    /// Its own number, drawn at random.
    pub id: [u8; 16],
    /// The seat.
    pub seat: SeatNo,
    /// How often the seat's card had been replaced when the visit began.
    pub renewals: u32,
    /// The day it began.
    pub began: Day,
}

const SIGNED: usize = 16 + 4 + 4 + 4;
const WHOLE: usize = SIGNED + 16;

pub(crate) fn mac(key: &HouseKey, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any length will do");
    mac.update(purpose.as_bytes());
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl Visit {
    fn signed(&self) -> [u8; SIGNED] {
        let mut bytes = [0; SIGNED];
        bytes[..16].copy_from_slice(&self.id);
        bytes[16..20].copy_from_slice(&self.seat.0.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.renewals.to_le_bytes());
        bytes[24..].copy_from_slice(&self.began.number().to_le_bytes());
        bytes
    }

    /// The token of this visit to a table.
    pub(crate) fn token(&self, key: &HouseKey, table: TableId) -> String {
        let signed = self.signed();
        let tag = mac(key, "visit", &[&table.number().to_le_bytes(), &signed]);
        let mut whole = [0; WHOLE];
        whole[..SIGNED].copy_from_slice(&signed);
        whole[SIGNED..].copy_from_slice(&tag[..16]);
        URL_SAFE_NO_PAD.encode(whole)
    }

    /// The visit a token stands for, if this house signed it for this table and it has not run out.
    pub(crate) fn of_token(token: &str, key: &HouseKey, table: TableId, today: Day) -> Option<Self> {
        let whole: [u8; WHOLE] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
        let number = |at: usize| <[u8; 4]>::try_from(&whole[at..at + 4]).ok();
        let tag = mac(key, "visit", &[&table.number().to_le_bytes(), &whole[..SIGNED]]);
        if !bool::from(tag[..16].ct_eq(&whole[SIGNED..])) {
            return None;
        }
        let visit = Self {
            id: whole[..16].try_into().ok()?,
            seat: SeatNo(u32::from_le_bytes(number(16)?)),
            renewals: u32::from_le_bytes(number(20)?),
            began: Day::from_number(i32::from_le_bytes(number(24)?)),
        };
        (today <= visit.began.plus(DAYS)).then_some(visit)
    }
}

/// The hash under which a table knows a card.
pub(crate) fn card_hash(key: &HouseKey, table: TableId, card: &Card) -> CardHash {
    CardHash::from_bytes(mac(key, "card", &[&table.number().to_le_bytes(), card.dashed().as_bytes()]))
}

/// Bytes that look random to everybody else, and are the same when the same thing is sent twice.
pub(crate) fn drawn(key: &HouseKey, purpose: &str, sent: &store::Key) -> [u8; 32] {
    mac(key, "draw", &[purpose.as_bytes(), sent.as_str().as_bytes()])
}

/// A fresh key for a form, or any other thing that must not be guessed: 22 characters.
pub(crate) fn fresh_key() -> String {
    let mut bytes = [0; 16];
    // Without randomness from the operating system nothing this program promises would hold.
    #[expect(clippy::expect_used, reason = "there is no honest way on")]
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_house_signs_and_only_for_this_table() {
        let (ours, theirs) = (HouseKey::from_bytes([1; 32]), HouseKey::from_bytes([2; 32]));
        let (here, there) = (TableId::from_number(1), TableId::from_number(2));
        let today: Day = "2026-11-22".parse().unwrap();
        let visit = Visit { id: [5; 16], seat: SeatNo(3), renewals: 1, began: today };
        let token = visit.token(&ours, here);
        assert_eq!(Visit::of_token(&token, &ours, here, today), Some(visit));
        assert_eq!(Visit::of_token(&token, &ours, there, today), None, "another table's");
        assert_eq!(Visit::of_token(&token, &theirs, here, today), None, "another house's");
        assert_eq!(Visit::of_token(&token, &ours, here, today.plus(DAYS + 1)), None, "run out");
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            let read = Visit::of_token(&changed, &ours, here, today);
            assert!(read.is_none() || read == Some(visit), "a changed token says nothing new");
        }
    }
}
