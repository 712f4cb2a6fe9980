//! The news of a table as an Atom feed (RFC 4287), and the addresses it has.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use maud::{Markup, PreEscaped, html};
use store::HouseKey;
use subtle::ConstantTimeEq;
use table::{Day, Seat, SeatNo, Table, TableId};

use super::Item;
use crate::t;
use crate::text::Tr;
use crate::visit::mac;

/// A feed before it is written.
pub(crate) struct Feed<'a> {
    /// The table's code.
    pub table: TableId,
    /// Its name.
    pub name: &'a str,
    /// The day it was set, for a feed with nothing in it.
    pub set_on: Day,
    /// What changed, newest first.
    pub items: &'a [Item],
    /// Where this server is reached, without a slash at the end.
    pub origin: &'a str,
    /// Where the feed itself is, from the origin on.
    pub address: &'a str,
}

impl Feed<'_> {
    /// The document. Days are all the record knows of time, so everything happened at midnight.
    pub(crate) fn document(&self, tr: Tr) -> String {
        let page = format!("{}/t/{}/changes", self.origin, self.table);
        let feed = html! {
            feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(tr.code()) {
                title { (t!(tr, "feed-title", table = self.name)) }
                id { (page) }
                link rel="self" type="application/atom+xml" href={ (self.origin) (self.address) } {}
                link rel="alternate" type="text/html" href=(page) {}
                updated { (midnight(self.items.first().map_or(self.set_on, |item| item.on))) }
                author { name { (self.name) } }
                @for item in self.items { (self.entry(item, &page)) }
            }
        };
        html! { (PreEscaped(r#"<?xml version="1.0" encoding="utf-8"?>"#)) (feed) }.into_string()
    }

    fn entry(&self, item: &Item, page: &str) -> Markup {
        html! {
            entry {
                title { (item.sentence) }
                id { (page) "#" (item.name) }
                link rel="alternate" type="text/html" href={ (self.origin) (item.address) } {}
                updated { (midnight(item.on)) }
                content type="text" { (item.words.as_deref().unwrap_or(&item.sentence)) }
            }
        }
    }
}

fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

const SIGNED: usize = 4 + 4;
const WHOLE: usize = SIGNED + 16;

/// The address of a seat's own feed. Whoever has it can read the feed and nothing else; a new card ends it.
pub(crate) fn private_address(key: &HouseKey, table: TableId, number: SeatNo, seat: &Seat) -> String {
    let mut whole = [0; WHOLE];
    whole[..4].copy_from_slice(&number.0.to_le_bytes());
    whole[4..SIGNED].copy_from_slice(&seat.renewals.to_le_bytes());
    let tag = tag(key, table, &whole[..SIGNED]);
    whole[SIGNED..].copy_from_slice(&tag);
    format!("/t/{table}/feed/{}", URL_SAFE_NO_PAD.encode(whole))
}

/// The seat whose feed a token of such an address opens, if this house made it and the seat still has that card.
pub(crate) fn reader(key: &HouseKey, table: &Table, token: &str) -> Option<SeatNo> {
    let whole: [u8; WHOLE] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
    let number = |at: usize| <[u8; 4]>::try_from(&whole[at..at + 4]).ok().map(u32::from_le_bytes);
    let (seat, renewals) = (SeatNo(number(0)?), number(4)?);
    let ours = bool::from(tag(key, table.id, &whole[..SIGNED]).ct_eq(&whole[SIGNED..]));
    (ours && table.seat(seat)?.renewals == renewals).then_some(seat)
}

fn tag(key: &HouseKey, table: TableId, signed: &[u8]) -> [u8; 16] {
    let tag = mac(key, "feed", &[&table.number().to_le_bytes(), signed]);
    let mut short = [0; 16];
    short.copy_from_slice(&tag[..16]);
    short
}
