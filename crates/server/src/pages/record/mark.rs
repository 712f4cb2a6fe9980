//! A record in eight words, as other pages and papers show it.

use maud::{Markup, html};
use store::LogView;
use table::{TableId, recording};

use super::seen::{Seen, Watcher};
use crate::app::App;
use crate::t;
use crate::text::Tr;

/// A record's eight words, and how far they reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The words, in their order.
    pub(crate) words: [&'static str; 8],
    /// How many entries they are of.
    pub(crate) entries: u64,
    /// Who has seen it.
    pub(super) seen: Seen,
}

impl Mark {
    /// Of a table's record as it is now; none while nothing is in it.
    pub(crate) fn of(app: &App, table: TableId) -> Option<Self> {
        let view = app.recorder.log(table)?;
        Some(Self::of_view(app, table, &view))
    }

    /// Of a record that was looked at already.
    pub(crate) fn of_view(app: &App, table: TableId, view: &LogView) -> Self {
        Self {
            words: recording::eight_words(view.root.as_bytes()),
            entries: view.size,
            seen: Seen::of(app, table, view),
        }
    }

    /// Those who keep watch, and what each has seen.
    pub(crate) fn watchers(&self) -> &[Watcher] {
        &self.seen.watchers
    }

    /// The words as one line, to be read out.
    pub(crate) fn line(&self) -> String {
        self.words.join(" ")
    }

    /// Whether anybody outside has seen all of it, in a sentence.
    pub(crate) fn seen(&self, tr: Tr) -> String {
        self.seen.sentence(tr, self.entries)
    }
}

/// The address of a table's record.
pub(crate) fn address(table: TableId) -> String {
    format!("/t/{table}/record")
}

/// The words small, with the way to the record.
pub(crate) fn small(tr: Tr, table: TableId, mark: &Mark) -> Markup {
    html! {
        p.govuk-body {
            a.govuk-link href=(address(table)) { (t!(tr, "record-title")) } ": "
            span translate="no" { (mark.line()) }
            br;
            span.rt-quiet { (t!(tr, "record-nobody-can")) }
        }
    }
}

/// The words for a paper on a wall: somebody without a computer compares them with the next paper.
pub(crate) fn posted(tr: Tr, mark: &Mark) -> Markup {
    html! {
        p.govuk-body {
            (t!(tr, "record-poster", count = mark.entries)) " "
            strong translate="no" { (mark.line()) }
        }
    }
}
