//! A receipt by itself: that an entry is in a record, without asking anybody.

use record::hash;
use record::note::Verifier;
use record::policy::Policy;
use record::receipt::Receipt;
use table::recording::eight_words;

use crate::finding::{Checked, Code, CouldNot, Recomputed, Report};
use crate::found::{Found, Spot};

/// Reads a receipt; none for anything else. Whether it holds is another question.
pub fn read(bytes: &[u8]) -> Option<Receipt> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

/// Whether a receipt leads from its entry to a tree that this key signed, and whether enough have seen it.
///
/// # Errors
/// Where the receipt does not bring its entry.
pub fn check(receipt: &Receipt, key: &Verifier, policy: Option<&Policy>) -> Result<Report, CouldNot> {
    let entry = receipt.extra.as_deref().ok_or_else(|| CouldNot::Unreadable {
        what: "the receipt".to_owned(),
        why: "it does not bring its entry; give the record it is of as well".to_owned(),
    })?;
    let mut found = Found::of(None);
    let checked = match receipt.check(hash::leaf(entry), key) {
        Ok(checkpoint) => vec![Checked {
            table: None,
            origin: checkpoint.origin().to_owned(),
            size: checkpoint.size,
            root: checkpoint.root.to_string(),
            words: eight_words(checkpoint.root.as_bytes()).join(" "),
            witnessed: policy.map(
                |policy| {
                    if policy.is_met(&receipt.checkpoint) { checkpoint.size } else { 0 }
                },
            ),
            waiting: None,
            recomputed: Recomputed::default(),
        }],
        Err(error) => {
            let text = format!("The receipt does not hold: {error}.");
            found.add(Code::Altered, Spot::entry(receipt.index), text);
            Vec::new()
        }
    };
    Ok(Report::of(checked, found.end()))
}
