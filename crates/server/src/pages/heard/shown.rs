//! How an account is put into words: what it is called, and where it stands.

use maud::Markup;
use table::{Account, Day};

use crate::t;
use crate::text::Tr;
use crate::ui::{Tone, tag as plain_tag};

/// What an account is called: "What we heard, account 2".
pub(crate) fn title(tr: Tr, account: &Account) -> String {
    t!(tr, "heard-account-title", number = account.number.0)
}

/// Where an account stands, in a few words.
pub(crate) fn state(tr: Tr, account: &Account, today: Day) -> String {
    match &account.settled {
        Some(settled) if settled.is_agreed() => t!(tr, "heard-agreed"),
        Some(_) => t!(tr, "heard-not-agreed"),
        None if account.is_altered() => t!(tr, "tamper-state"),
        None if account.is_open(today) => t!(tr, "heard-open-until", day = tr.day(account.until)),
        None => t!(tr, "heard-waits"),
    }
}

/// The same as a tag.
pub(super) fn tag(tr: Tr, account: &Account, today: Day) -> Markup {
    let tone = match &account.settled {
        Some(settled) if settled.is_agreed() => Tone::Good,
        Some(_) => Tone::Quiet,
        None if account.is_open(today) => Tone::Plain,
        None => Tone::Note,
    };
    plain_tag(tone, state(tr, account, today))
}
