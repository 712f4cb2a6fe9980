//! What was found while reading: what was skipped and why, and where the files say different things.

use serde::Serialize;

/// Why something in the files is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    StatementWithoutWords,
    AnswerToStatementWithoutWords,
    AnswerToUnknownStatement,
    AnswerFromUnknownPerson,
    ExternalNumber,
    UnknownColumn,
}

impl Reason {
    fn sentence(self) -> &'static str {
        match self {
            Self::StatementWithoutWords => "statements without words",
            Self::AnswerToStatementWithoutWords => "answers to a statement without words",
            Self::AnswerToUnknownStatement => "answers to a statement that is not in comments.csv",
            Self::AnswerFromUnknownPerson => "answers from a person who is not in participants-votes.csv",
            Self::ExternalNumber => "outside numbers of people (xid), which could say who they are",
            Self::UnknownColumn => "columns this program does not know",
        }
    }
}

/// Where two files, or two parts of one, say different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Difference {
    StatementCounts,
    PersonCounts,
    OnlyInMatrix,
    OnlyInHistory,
    OtherAnswer,
    SummaryCounts,
    AuthorNotAPerson,
    StatementWithoutColumn,
}

impl Difference {
    fn sentence(self) -> &'static str {
        match self {
            Self::StatementCounts => {
                "statements whose counts in comments.csv are not those of the answers in the other files"
            }
            Self::PersonCounts => "people whose counts in participants-votes.csv are not those of their line",
            Self::OnlyInMatrix => {
                "answers only in participants-votes.csv, not kept since votes.csv was followed"
            }
            Self::OnlyInHistory => "answers only in votes.csv, kept",
            Self::OtherAnswer => "answers that participants-votes.csv has otherwise; votes.csv was followed",
            Self::SummaryCounts => "counts in summary.csv that are not those of the other files",
            Self::AuthorNotAPerson => "statements by somebody who is not among the people",
            Self::StatementWithoutColumn => "statements without a column in participants-votes.csv",
        }
    }
}

/// A number of things that were skipped for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Skipped {
    pub(super) reason: Reason,
    pub(super) count: u64,
    /// Where the first one is.
    pub(super) first: String,
}

/// A number of places where the files differ in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Differing {
    pub(super) what: Difference,
    pub(super) count: u64,
}

/// Everything that was found, in the order in which it was first met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Findings {
    /// Statements whose white space or deceiving characters were put right.
    pub(super) tidied: u64,
    pub(super) skipped: Vec<Skipped>,
    pub(super) differences: Vec<Differing>,
}

impl Findings {
    /// One more thing is skipped.
    pub(super) fn skip(&mut self, reason: Reason, file: &str, line: u64) {
        match self.skipped.iter_mut().find(|skipped| skipped.reason == reason) {
            Some(skipped) => skipped.count += 1,
            None => {
                self.skipped.push(Skipped { reason, count: 1, first: format!("{file}, line {line}") });
            }
        }
    }

    /// So many more places differ.
    pub(super) fn differ(&mut self, what: Difference, count: u64) {
        if count == 0 {
            return;
        }
        match self.differences.iter_mut().find(|differing| differing.what == what) {
            Some(differing) => differing.count += count,
            None => self.differences.push(Differing { what, count }),
        }
    }

    /// How many were skipped for a reason.
    #[cfg(test)]
    pub(super) fn skipped_for(&self, reason: Reason) -> u64 {
        self.skipped.iter().find(|skipped| skipped.reason == reason).map_or(0, |skipped| skipped.count)
    }

    /// A line for each finding.
    pub(super) fn sentences(&self) -> Vec<String> {
        let grouped = crate::say::grouped;
        let mut lines = Vec::new();
        if self.tidied > 0 {
            lines.push(format!("Tidied: {} statements (white space around them).", grouped(self.tidied)));
        }
        for skipped in &self.skipped {
            let (count, why) = (grouped(skipped.count), skipped.reason.sentence());
            lines.push(format!("Skipped: {count} {why} (first: {}).", skipped.first));
        }
        for differing in &self.differences {
            lines.push(format!("Files differ: {} {}.", grouped(differing.count), differing.what.sentence()));
        }
        lines
    }
}
