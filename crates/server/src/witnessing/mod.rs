//! Asking the witnesses of the policy to cosign, so that the record has a memory that is not the host's.
//!
//! Each witness has a thread of its own, which asks about one record after another: about every record once at the start, so
//! that a server that was rolled back finds out early, and later about those that grew. Whatever a witness does, nothing here
//! waits for it: what was not cosigned is asked for again, later and later, until it is.

mod asker;
mod pace;
mod state;
mod wire;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use record::cosignature::Witness;
use record::policy::Policy;
use store::Recorder;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use asker::Asker;
pub(crate) use state::{Finality, finality};
use wire::Line;

/// At the start the witnesses have this long to say whether they know of more than there is here. The recorder waits a little
/// longer before it signs.
const FIRST_WORD: Duration = Duration::from_secs(2);

/// The threads that ask. They end when this is dropped.
pub(crate) struct Witnessing {
    stop: Arc<AtomicBool>,
    passing_on: JoinHandle<()>,
    first: mpsc::Receiver<()>,
}

impl Witnessing {
    /// Starts asking the witnesses of a policy that have an address. None where there is nobody to ask.
    ///
    /// # Errors
    /// A sentence, where an address is none.
    pub(crate) fn start(recorder: &Recorder, policy: Option<&Policy>) -> Result<Option<Self>, String> {
        let lines = lines(policy)?;
        if lines.is_empty() {
            return Ok(None);
        }
        let stop = Arc::new(AtomicBool::new(false));
        // Nobody sends: it closes when every thread has dropped its end after its first round.
        let (first_says, first) = mpsc::channel(1);
        let changes = recorder.changes();
        let mut bells = Vec::with_capacity(lines.len());
        for (witness, line) in lines {
            let (bell, rung) = sync_channel(1);
            bells.push(bell);
            let asker = Asker::new(recorder.clone(), witness, line, Arc::clone(&stop));
            let first = first_says.clone();
            std::thread::Builder::new()
                .name("witnessing".into())
                .spawn(move || keep_asking(asker, &rung, first))
                .map_err(|error| error.to_string())?;
        }
        let passing_on = tokio::spawn(pass_on(changes, bells));
        Ok(Some(Self { stop, passing_on, first }))
    }

    /// Returns when every witness was asked about every record once, or after a moment.
    pub(crate) async fn first_word(&mut self) {
        let _ = tokio::time::timeout(FIRST_WORD, self.first.recv()).await;
    }
}

impl Drop for Witnessing {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // With it go the bells, which wakes the threads.
        self.passing_on.abort();
    }
}

/// The witnesses that can be asked, and how.
fn lines(policy: Option<&Policy>) -> Result<Vec<(Witness, Line)>, String> {
    let mut lines = Vec::new();
    for known in policy.map(Policy::witnesses).unwrap_or_default() {
        match &known.url {
            Some(url) => lines.push((known.key.clone(), Line::new(url)?)),
            None => {
                tracing::info!(witness = %known.key.name(), "this witness has no address in the policy, so it is not asked");
            }
        }
    }
    Ok(lines)
}

/// A ring that was not heard yet stands for all that come after it.
async fn pass_on(mut changes: watch::Receiver<u64>, bells: Vec<SyncSender<()>>) {
    while changes.changed().await.is_ok() {
        for bell in &bells {
            let _ = bell.try_send(());
        }
    }
}

/// Asks whenever there is something new, and again after a while what was not answered.
fn keep_asking(mut asker: Asker, rung: &Receiver<()>, first: mpsc::Sender<()>) {
    let mut goes_on = asker.round();
    drop(first);
    while let Some(next) = goes_on {
        let is_over = match next {
            asker::Next::News => rung.recv().is_err(),
            asker::Next::After(wait) => pace::sleep(wait, rung),
        };
        if is_over {
            return;
        }
        goes_on = asker.round();
    }
}
