//! Who outside has seen a record: the witnesses that the host named.

use maud::{Markup, html};
use record::cosignature::Witness;
use record::policy::Policy;
use store::{LogView, Recorder};
use table::TableId;

use crate::app::App;
use crate::t;
use crate::text::Tr;

/// A witness and how much it has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Watcher {
    /// Its name.
    pub(crate) name: String,
    /// How many entries it has seen; 0 is nothing yet.
    pub(crate) seen: u64,
}

/// Who has seen a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Those who keep watch, in the policy's order.
    pub(crate) watchers: Vec<Watcher>,
    /// Whether anybody's word is needed.
    needs: bool,
    /// How many entries enough of them have seen.
    enough: u64,
}

impl Seen {
    pub(super) fn of(app: &App, table: TableId, view: &LogView) -> Self {
        let policy = app.config.record.policy.as_ref();
        let witnesses = policy.map(Policy::witnesses).unwrap_or_default();
        let watcher = |witness: &Witness| Watcher {
            name: witness.name().to_string(),
            seen: seen_by(&app.recorder, table, view, witness),
        };
        Self {
            watchers: witnesses.iter().map(|known| watcher(&known.key)).collect(),
            needs: policy.is_some_and(Policy::needs_witnesses),
            enough: view.witnessed.as_ref().map_or(0, |witnessed| witnessed.size),
        }
    }

    /// Whether enough of them have seen so many entries.
    pub(super) fn sentence(&self, tr: Tr, entries: u64) -> String {
        match (self.needs, self.enough) {
            (false, _) if self.watchers.is_empty() => t!(tr, "record-seen-nobody"),
            (true, enough) if enough >= entries => t!(tr, "record-seen-enough"),
            (true, 0) => t!(tr, "record-seen-not-yet"),
            (true, enough) => t!(tr, "record-seen-to", count = enough),
            (false, _) => t!(tr, "record-seen-some"),
        }
    }

    /// Each of them, and what it has seen.
    pub(super) fn list(&self, tr: Tr, entries: u64) -> Markup {
        html! {
            @if !self.watchers.is_empty() {
                ul.govuk-list.govuk-list--bullet {
                    @for watcher in &self.watchers {
                        li {
                            bdi { (watcher.name) } ": "
                            @match watcher.seen {
                                0 => { (t!(tr, "record-watcher-none")) }
                                seen if seen >= entries => { (t!(tr, "record-watcher-all")) }
                                seen => { (t!(tr, "record-watcher-some", count = seen)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is known here of a witness, and never more than there is.
fn seen_by(recorder: &Recorder, table: TableId, view: &LogView, witness: &Witness) -> u64 {
    let seen = recorder.seen_by(table, &witness.to_string()).unwrap_or_else(|error| {
        tracing::error!(%error, "what a witness saw could not be read");
        0
    });
    seen.min(view.size)
}

/// The names of those who cosigned what was seen by enough of them.
pub(super) fn names(policy: Option<&Policy>, view: &LogView) -> Vec<String> {
    let Some(witnessed) = &view.witnessed else { return Vec::new() };
    let all = policy.map(Policy::witnesses).unwrap_or_default();
    let has_seen = |witness: &&Witness| witness.check(&witnessed.checkpoint).is_ok();
    all.iter().map(|known| &known.key).filter(has_seen).map(|witness| witness.name().to_string()).collect()
}
