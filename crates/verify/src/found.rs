//! What is found in one table, with an end: a directory in which every row is wrong is told in a thousand sentences, not in a
//! million.

use std::collections::BTreeMap;

use crate::finding::{Code, Finding};

/// So many findings of a sort are told one by one.
const MOST: u64 = 1000;

/// Where something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The entry of the record, from 0.
    pub(crate) entry: Option<u64>,
    /// The entry of the journal, from 1.
    pub(crate) journal: Option<u64>,
}

impl Spot {
    /// An entry of the record.
    pub(crate) const fn entry(entry: u64) -> Self {
        Self { entry: Some(entry), journal: None }
    }

    /// An entry of the journal, and of the record where it is there.
    #[cfg(feature = "program")]
    pub(crate) const fn journal(seq: u64, entry: Option<u64>) -> Self {
        Self { entry, journal: Some(seq) }
    }
}

/// Nowhere in particular.
pub(crate) const NOWHERE: Spot = Spot { entry: None, journal: None };

/// Findings of one table, or of none.
#[derive(Debug, Default)]
pub(crate) struct Found {
    table: Option<String>,
    /// What was found.
    pub(crate) list: Vec<Finding>,
    times: BTreeMap<Code, u64>,
}

impl Found {
    /// Nothing yet.
    pub(crate) fn of(table: Option<String>) -> Self {
        Self { table, list: Vec::new(), times: BTreeMap::new() }
    }

    /// One more thing that is wrong.
    pub(crate) fn add(&mut self, code: Code, spot: Spot, text: impl Into<String>) {
        let times = self.times.entry(code).or_default();
        *times += 1;
        if *times <= MOST {
            self.list.push(Finding {
                table: self.table.clone(),
                entry: spot.entry,
                journal: spot.journal,
                code,
                text: text.into(),
            });
        }
    }

    /// Everything, with a word on what was not told one by one.
    pub(crate) fn end(mut self) -> Vec<Finding> {
        for (code, times) in std::mem::take(&mut self.times) {
            if let Some(more) = times.checked_sub(MOST).filter(|more| *more > 0) {
                self.list.push(Finding {
                    table: self.table.clone(),
                    entry: None,
                    journal: None,
                    code,
                    text: format!("There are {more} more of this sort."),
                });
            }
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_findings_are_told_in_a_thousand_sentences() {
        let mut found = Found::of(None);
        for seq in 0..5_000 {
            found.add(Code::Altered, Spot::journal(seq, None), "It is not as it was.");
        }
        found.add(Code::Rewrite, NOWHERE, "The root is another.");
        let list = found.end();
        assert_eq!(list.len(), 1_002);
        assert!(list.iter().any(|one| one.text == "There are 4000 more of this sort."));
    }
}
