//! What letters say.

use std::fmt::Write as _;

use store::HouseKey;
use table::{Day, Mail, MailAddress, SeatNo, Table, TableId};

use super::token;
use crate::news::{Item, items};
use crate::t;
use crate::text::Tr;

/// A letter to one person.
pub(crate) struct Letter {
    /// To whom.
    pub to: MailAddress,
    /// The subject: says nothing about anybody.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// Where it can be ended.
    pub stop: String,
}

/// "Do you want news sent here?"
pub(crate) fn question(
    tr: Tr,
    origin: &str,
    key: &HouseKey,
    table: TableId,
    seat: SeatNo,
    to: &MailAddress,
) -> Letter {
    let link = link(origin, table, &token(key, table, seat, to));
    Letter {
        to: to.clone(),
        subject: t!(tr, "mail-subject-question"),
        text: t!(tr, "mail-question", link = link.as_str()),
        stop: format!("{link}/stop"),
    }
}

/// The news of the days since a seat was last told, up to yesterday; none where nothing changed or it is not time yet.
pub(super) fn news(
    tr: Tr,
    origin: &str,
    key: &HouseKey,
    table: &Table,
    (seat, mail): (SeatNo, &Mail),
    today: Day,
) -> Option<Letter> {
    if !mail.is_due(today) {
        return None;
    }
    let items = items(tr, table, mail.told.plus(1), today.plus(-1));
    if items.is_empty() {
        return None;
    }
    let stop = format!("{}/stop", link(origin, table.id, &token(key, table.id, seat, &mail.address)));
    let mut text = t!(tr, "mail-news");
    for day in items.chunk_by(|one, next| one.on == next.on) {
        write_day(&mut text, tr, origin, day);
    }
    let _ = write!(text, "\n\n{}", t!(tr, "mail-stop", link = stop.as_str()));
    Some(Letter { to: mail.address.clone(), subject: t!(tr, "mail-subject-news"), text, stop })
}

fn write_day(text: &mut String, tr: Tr, origin: &str, items: &[Item]) {
    if let Some(first) = items.first() {
        let _ = write!(text, "\n\n{}", tr.day(first.on));
    }
    for item in items {
        let _ = write!(text, "\n* {}\n  {origin}{}", item.sentence, item.address);
    }
}

fn link(origin: &str, table: TableId, token: &str) -> String {
    format!("{origin}/t/{table}/mail/{token}")
}
