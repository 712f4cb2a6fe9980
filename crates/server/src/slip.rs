//! The slip that goes with a question and comes back with its answer: the chance with which the statement was drawn for
//! this seat, signed by the house.
//!
//! The chance can't be worked out again when the answer comes: it depends on how much had been answered when the question
//! was asked, and others answer meanwhile. So the form carries it. Signed for one table, conversation, seat and statement,
//! it can be neither made up nor lent. A slip that does not fit is as good as none: the answer counts all the same, and
//! is kept as one to a statement that the person picked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::HouseKey;
use subtle::ConstantTimeEq;
use table::{Chance, ConversationNo, SeatNo, StatementNo, TableId};

use crate::visit::mac;

const TAG: usize = 10;

/// Who is asked what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked {
    pub table: TableId,
    pub conversation: ConversationNo,
    pub seat: SeatNo,
    pub statement: StatementNo,
}

impl Asked {
    fn tag(self, key: &HouseKey, steps: u16) -> [u8; TAG] {
        let parts: [&[u8]; 5] = [
            &self.table.number().to_le_bytes(),
            &self.conversation.0.to_le_bytes(),
            &self.seat.0.to_le_bytes(),
            &self.statement.0.to_le_bytes(),
            &steps.to_le_bytes(),
        ];
        let whole = mac(key, "drawn", &parts);
        std::array::from_fn(|at| whole[at])
    }

    /// The slip for a statement that was drawn with this chance: 16 characters.
    pub(crate) fn slip(self, key: &HouseKey, chance: Chance) -> String {
        let mut bytes = [0; 2 + TAG];
        bytes[..2].copy_from_slice(&chance.steps().to_le_bytes());
        bytes[2..].copy_from_slice(&self.tag(key, chance.steps()));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The chance on a slip, if this house wrote it for just this.
    pub(crate) fn chance(self, key: &HouseKey, slip: &str) -> Option<Chance> {
        let bytes: [u8; 2 + TAG] = URL_SAFE_NO_PAD.decode(slip).ok()?.try_into().ok()?;
        let steps = u16::from_le_bytes([bytes[0], bytes[1]]);
        let fits = bool::from(self.tag(key, steps)[..].ct_eq(&bytes[2..]));
        Chance::from_steps(steps).filter(|_| fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_holds_for_one_question_of_one_house() {
        let (ours, theirs) = (HouseKey::from_bytes([1; 32]), HouseKey::from_bytes([2; 32]));
        let asked = Asked {
            table: TableId::from_number(1),
            conversation: ConversationNo(2),
            seat: SeatNo(3),
            statement: StatementNo(4),
        };
        let chance = Chance::nearest(0.01);
        let slip = asked.slip(&ours, chance);
        assert_eq!(slip.len(), 16);
        assert_eq!(asked.chance(&ours, &slip), Some(chance));
        assert_eq!(asked.chance(&theirs, &slip), None, "another house");
        let others = [
            Asked { table: TableId::from_number(2), ..asked },
            Asked { conversation: ConversationNo(3), ..asked },
            Asked { seat: SeatNo(4), ..asked },
            Asked { statement: StatementNo(3), ..asked },
        ];
        assert!(others.iter().all(|other| other.chance(&ours, &slip).is_none()));
        for at in 0..slip.len() {
            let mut changed = slip.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(asked.chance(&ours, &String::from_utf8(changed).unwrap()), None, "at {at}");
        }
        for nothing in ["", "drawn", "AAAAAAAAAAAAAAAA", "\u{1F642}"] {
            assert_eq!(asked.chance(&ours, nothing), None);
        }
    }
}
