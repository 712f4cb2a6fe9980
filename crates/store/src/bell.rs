//! Between the clerk who commits and the recorder who follows: what is new, and who signs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use table::TableId;
use table::recording::{self, Class};

use crate::journal::Appended;
use crate::notary::Notary;

/// What is new at a table since the recorder looked last.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct News {
    /// Whether something should enter the record at once.
    pub(crate) at_once: bool,
}

#[derive(Default)]
struct Rung {
    tables: BTreeMap<TableId, News>,
    at_once: bool,
    stopped: bool,
}

/// Rung by the clerk when something is durable, heard by the recorder.
#[derive(Default)]
pub(crate) struct Bell {
    rung: Mutex<Rung>,
    heard: Condvar,
    notary: OnceLock<Arc<Notary>>,
    closed: AtomicBool,
}

impl Bell {
    fn rung(&self) -> MutexGuard<'_, Rung> {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something is durable.
    pub(crate) fn ring(&self, table: TableId, appended: &Appended) {
        if appended.entries.is_empty() {
            return;
        }
        let has_power =
            |entered: &crate::journal::Entered| recording::class(entered.kind, entered.about) == Class::Power;
        let at_once = appended.erased || appended.entries.iter().any(has_power);
        let mut rung = self.rung();
        rung.tables.entry(table).or_default().at_once |= at_once;
        rung.at_once |= at_once;
        if rung.at_once {
            self.heard.notify_one();
        }
    }

    /// Waits until something should be done at once, or for so long; takes what is new. None when it is over.
    pub(crate) fn listen(&self, most: Duration) -> Option<BTreeMap<TableId, News>> {
        let rung = self.rung();
        let (mut rung, _) = self
            .heard
            .wait_timeout_while(rung, most, |rung| !rung.at_once && !rung.stopped)
            .unwrap_or_else(PoisonError::into_inner);
        rung.at_once = false;
        (!rung.stopped).then(|| std::mem::take(&mut rung.tables))
    }

    /// Nobody listens any more.
    pub(crate) fn stop(&self) {
        self.rung().stopped = true;
        self.heard.notify_all();
    }

    /// The record can't go on: the clerk takes in nothing more.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
    }

    /// Whether the record can't go on.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Who signs promises from now on.
    pub(crate) fn appoint(&self, notary: Arc<Notary>) {
        // The first one stays; there is one recorder to a clerk.
        let _ = self.notary.set(notary);
    }

    /// Who signs promises.
    pub(crate) fn notary(&self) -> Option<&Notary> {
        self.notary.get().map(Arc::as_ref)
    }
}
