//! One witness, asked about one record after another.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use record::cosignature::Witness;
use record::witness::Request;
use store::{Condition, LogView, Recorder, StoreError, Trouble};
use table::TableId;

use super::pace::{Pace, dice};
use super::wire::{Answer, Line, NoAnswer};

/// So often a question is put in another way before it is left for later. An honest witness needs two.
const TRIES: usize = 4;

/// When to ask again.
pub(super) enum Next {
    /// When something is new.
    News,
    /// After this time.
    After(Duration),
}

/// Why a record was not cosigned.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    #[error("it does not say the same thing twice")]
    Fickle,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the record has no proof that it grew from {0} entries")]
    NoProof(u64),
}

/// How it went, with the record as it was asked about.
enum Outcome {
    Cosigned(LogView),
    /// It saw more than there is here, or another record.
    RolledBack {
        view: LogView,
        seen: u64,
    },
}

/// Asks one witness.
pub(super) struct Asker {
    recorder: Recorder,
    witness: Witness,
    /// Under which its cosignatures are kept: two may have one name, but not one key.
    key: String,
    line: Line,
    stop: Arc<AtomicBool>,
    /// Which record of each table it cosigned since the start, and how long that was.
    done: BTreeMap<TableId, (u32, u64)>,
    pace: Pace,
    /// What was said of it last, so that it is said once.
    said: Option<String>,
}

impl Asker {
    pub(super) fn new(recorder: Recorder, witness: Witness, line: Line, stop: Arc<AtomicBool>) -> Self {
        let key = witness.to_string();
        let (done, pace, said) = (BTreeMap::new(), Pace::default(), None);
        Self { recorder, witness, key, line, stop, done, pace, said }
    }

    /// Asks about every record that it has not cosigned as it is now. None when nothing is to be asked any more.
    pub(super) fn round(&mut self) -> Option<Next> {
        let mut failed = None;
        for table in self.recorder.tables() {
            if self.is_over() {
                return None;
            }
            let Some(view) = self.recorder.log(table) else { continue };
            if self.done.get(&table) == Some(&(view.epoch, view.size)) {
                continue;
            }
            match self.ask(table, view) {
                Ok(Outcome::Cosigned(view)) => {
                    self.count("cosigned");
                    self.done.insert(table, (view.epoch, view.size));
                }
                Ok(Outcome::RolledBack { view, seen }) => {
                    self.count("rolled_back");
                    self.rolled_back(&view, seen);
                    return None;
                }
                Err(error) => {
                    self.count("failed");
                    let is_away = matches!(error, Failed::NoAnswer(NoAnswer::Silent(_)));
                    failed = Some(error);
                    // The next record would wait as long for nothing.
                    if is_away {
                        break;
                    }
                }
            }
        }
        Some(self.next(failed))
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.recorder.condition() != Condition::Well
    }

    /// Until it cosigns, or says for certain that it saw something else.
    fn ask(&self, table: TableId, mut view: LogView) -> Result<Outcome, Failed> {
        let mut old = self.recorder.seen_by(table, &self.key)?.min(view.size);
        let mut doubted = None;
        for _ in 0..TRIES {
            let proof = self.recorder.consistency(table, old, view.size)?.ok_or(Failed::NoProof(old))?;
            let request = Request { old, proof, checkpoint: view.checkpoint.clone() };
            match self.line.ask(&request, &self.witness)? {
                Answer::Cosigned(signature) => {
                    self.recorder.cosigned(table, view.size, &self.key, &signature)?;
                    return Ok(Outcome::Cosigned(view));
                }
                // It saw more. Anybody may have shown it what was signed here since we looked: then that is here as well.
                Answer::Elsewhere(seen) if seen > view.size => match self.recorder.log(table) {
                    Some(now) if now.epoch == view.epoch && now.size >= seen => (view, old) = (now, seen),
                    _ => return Ok(Outcome::RolledBack { view, seen }),
                },
                // It stands where we said, and still does not agree: one size, two records.
                Answer::Elsewhere(seen) if seen == old && old == view.size => {
                    return Ok(Outcome::RolledBack { view, seen });
                }
                Answer::Elsewhere(seen) if seen == old => return Err(Failed::Fickle),
                Answer::Elsewhere(seen) => old = seen,
                // What it saw is not the beginning of ours. It says so twice before it is believed.
                Answer::Inconsistent if doubted == Some(old) => {
                    return Ok(Outcome::RolledBack { view, seen: old });
                }
                Answer::Inconsistent => doubted = Some(old),
            }
        }
        Err(Failed::Fickle)
    }

    fn rolled_back(&self, view: &LogView, seen: u64) {
        tracing::error!(
            witness = %self.witness.name(),
            record = view.origin,
            here = view.size,
            seen,
            "a witness saw a longer or another record than the one here: this is an old copy of the data, or a second \
             server runs on a copy. See “When a server says it was rolled back” in docs/witnessing.md"
        );
        self.recorder.rolled_back(Trouble::RolledBack { origin: view.origin.clone(), here: view.size, seen });
    }

    /// Says once when it stops answering, and once when it does again.
    fn next(&mut self, failed: Option<Failed>) -> Next {
        let name = self.witness.name();
        let Some(error) = failed else {
            if self.said.take().is_some() {
                tracing::info!(witness = %name, "the witness has cosigned everything again");
            }
            self.pace.reset();
            return Next::News;
        };
        let what = error.to_string();
        if self.said.as_ref() != Some(&what) {
            tracing::warn!(
                witness = %name,
                "a witness did not cosign: {what}. Everything goes on; it is asked again until it does"
            );
            self.said = Some(what);
        }
        Next::After(self.pace.next(dice()))
    }

    fn count(&self, outcome: &'static str) {
        let labels = [("witness", self.witness.name().to_string()), ("outcome", outcome.to_owned())];
        metrics::counter!("roundtable_witness_answers_total", &labels).increment(1);
    }
}
