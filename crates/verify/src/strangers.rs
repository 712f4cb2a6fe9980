//! What was handed in and is of no record that is here.

use std::collections::BTreeSet;

use crate::asked::Asked;
use crate::earlier;
use crate::finding::{Code, Finding};
use crate::found::{Found, NOWHERE};

/// Names each checkpoint, receipt, promise and key that is of none of these records. Somebody saw those records; that none of
/// these says it goes on from there is a finding.
pub(crate) fn find(asked: &Asked, origins: &BTreeSet<&str>) -> Vec<Finding> {
    let mut found = Found::of(None);
    let checkpoints = asked.checkpoints.iter().map(|note| ("checkpoint", earlier::origin(note)));
    let receipts = asked.receipts.iter().map(|receipt| ("receipt", earlier::origin(&receipt.checkpoint)));
    let promises = asked.pledges.iter().map(|pledge| ("promise", pledge.origin()));
    let keys = asked.key.iter().map(|key| ("key", key.name().as_str()));
    for (what, origin) in checkpoints.chain(receipts).chain(promises).chain(keys) {
        if !origins.contains(origin) {
            let text = format!("The {what} is of a record named {origin}, which is not the one here.");
            found.add(Code::Rewrite, NOWHERE, text);
        }
    }
    found.end()
}
