//! The link in a letter: it stands for a seat's address, opens nothing else, and dies with it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::HouseKey;
use subtle::ConstantTimeEq;
use table::{MailAddress, SeatNo, Table, TableId};

use crate::visit::mac;

const SIGNED: usize = 4;
const WHOLE: usize = SIGNED + 16;

/// The token of a seat's address.
pub(crate) fn token(key: &HouseKey, table: TableId, seat: SeatNo, address: &MailAddress) -> String {
    let mut whole = [0; WHOLE];
    whole[..SIGNED].copy_from_slice(&seat.0.to_le_bytes());
    whole[SIGNED..].copy_from_slice(&tag(key, table, seat, address));
    URL_SAFE_NO_PAD.encode(whole)
}

/// The seat whose address a token stands for, while the seat has that address.
pub(crate) fn holder(key: &HouseKey, table: &Table, token: &str) -> Option<(SeatNo, MailAddress)> {
    let whole: [u8; WHOLE] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
    let seat = SeatNo(u32::from_le_bytes(<[u8; 4]>::try_from(&whole[..SIGNED]).ok()?));
    let address = &table.seat(seat)?.mail.as_ref()?.address;
    let ours = tag(key, table.id, seat, address).ct_eq(&whole[SIGNED..]);
    bool::from(ours).then(|| (seat, address.clone()))
}

fn tag(key: &HouseKey, table: TableId, seat: SeatNo, address: &MailAddress) -> [u8; 16] {
    let parts = [&table.number().to_le_bytes()[..], &seat.0.to_le_bytes(), address.as_str().as_bytes()];
    let tag = mac(key, "mail", &parts);
    let mut short = [0; 16];
    short.copy_from_slice(&tag[..16]);
    short
}
