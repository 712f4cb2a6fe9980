//! The clerk: takes commands one after another, decides and folds each, has them committed in groups, and
//! answers only then.
//!
//! Two threads. One decides: it takes what waits in a bounded queue, decides and folds it under the table's
//! lock, and hands the group on. The other commits. While one group is being committed the next is decided,
//! so the slower the disk, the larger the groups. If a commit fails, nothing more is written, everybody who
//! waits is told, and the process is expected to stop: after a failed sync nobody knows what the disk holds.

mod decider;
mod hall;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use record::pledge::Pledge;
use table::{Actor, Answer, Command, Day, Refusal, SeatNo, SetTable, Table, TableId};
use tokio::sync::{mpsc, oneshot, watch};

use crate::bell::Bell;
use crate::journal::{Journal, StoreError};
use decider::{Ask, What};
use hall::Hall;

/// So many commands can wait; more are turned away with "busy".
const QUEUE: usize = 4096;
/// Receipts are remembered this many days.
const RECEIPT_DAYS: i32 = 8;
/// A visit runs out by itself after this many days.
pub const VISIT_DAYS: i32 = 180;

/// A key that makes sending a command twice the same as once: 8 to 64 letters, digits, `-` or `_`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Reads a key.
    pub fn new(text: &str) -> Option<Self> {
        let fit = (8..=64).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        fit.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a command has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The rules of the table say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// No table has this code.
    #[error("there is no table with this code")]
    NoTable,
    /// The key was used for another command before.
    #[error("this key was used for something else before; use a new key for each thing")]
    KeyReused,
    /// Too many commands wait. Nothing was done.
    #[error("too many people are doing things right now; try again in a moment")]
    Busy,
    /// The journal can't be written any more. What was not acknowledged may or may not have been kept.
    #[error("nothing can be saved right now")]
    Stopped,
    /// The record can't go on until the host says in public what happened. Nothing was done; reading goes on.
    #[error("the record can't go on, so nothing can be added until the host says in public what happened")]
    ReadOnly,
}

/// What is said to somebody once what they asked for is durable.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// What came of it.
    pub answer: Answer,
    /// The promise that it will be in the record, for statements, answers, replies and ballots. A command that is sent again
    /// has its answer again, and no second promise.
    pub pledge: Option<Pledge>,
}

/// Where commands go in and states are read. Cheap to clone.
#[derive(Clone)]
pub struct Clerk {
    inbox: mpsc::Sender<Ask>,
    hall: Arc<Hall>,
    durable: watch::Receiver<u64>,
    failed: watch::Receiver<bool>,
    work: Arc<Work>,
    bell: Arc<Bell>,
}

/// What the clerk has done since it started. Counts of work, nothing about what the work was.
#[derive(Debug, Default)]
pub(crate) struct Work {
    pub(crate) kept: AtomicU64,
    pub(crate) groups: AtomicU64,
}

impl Clerk {
    /// Folds every table of a journal and starts the clerk's two threads. They end when the last clone is
    /// dropped, after committing all that was taken in.
    pub fn start(journal: Arc<dyn Journal>, today: Day) -> Result<Self, StoreError> {
        decider::forget(&*journal, today);
        let hall = Arc::new(Hall::fold(&*journal)?);
        let (inbox, waiting) = mpsc::channel(QUEUE);
        let (durable_says, durable) = watch::channel(0);
        let (failed_says, failed) = watch::channel(false);
        let work = Arc::new(Work::default());
        let bell = Arc::new(Bell::default());
        let desk = decider::Desk {
            journal,
            hall: Arc::clone(&hall),
            work: Arc::clone(&work),
            bell: Arc::clone(&bell),
        };
        decider::start(desk, waiting, durable_says, failed_says)?;
        Ok(Self { inbox, hall, durable, failed, work, bell })
    }

    /// Sets a new table.
    pub async fn set(&self, command: SetTable, key: Key, today: Day) -> Result<Answer, Problem> {
        self.send(What::Set(Box::new(command)), key, today, false).await.map(|done| done.answer)
    }

    /// Has a command carried out at a table.
    pub async fn ask(
        &self,
        table: TableId,
        actor: Actor,
        command: Command,
        key: Key,
        today: Day,
    ) -> Result<Answer, Problem> {
        self.send(What::Command(table, actor, command), key, today, false).await.map(|done| done.answer)
    }

    /// As [`Clerk::ask`], with the promise that it will be in the record.
    pub async fn ask_pledged(
        &self,
        table: TableId,
        actor: Actor,
        command: Command,
        key: Key,
        today: Day,
    ) -> Result<Acknowledged, Problem> {
        self.send(What::Command(table, actor, command), key, today, true).await
    }

    async fn send(&self, what: What, key: Key, today: Day, pledged: bool) -> Result<Acknowledged, Problem> {
        if self.bell.is_closed() {
            return Err(Problem::ReadOnly);
        }
        let (reply, answer) = oneshot::channel();
        self.inbox.try_send(Ask::Command { what, key, today, pledged, reply }).map_err(
            |error| match error {
                mpsc::error::TrySendError::Full(_) => Problem::Busy,
                mpsc::error::TrySendError::Closed(_) => Problem::Stopped,
            },
        )?;
        answer.await.unwrap_or(Err(Problem::Stopped))
    }

    /// Ends a visit for good: its token brings nobody in any more.
    pub async fn end_visit(&self, visit: [u8; 16], today: Day) -> Result<(), Problem> {
        let (reply, done) = oneshot::channel();
        self.inbox.try_send(Ask::EndVisit { visit, today, reply }).map_err(|_| Problem::Busy)?;
        done.await.unwrap_or(Err(Problem::Stopped))
    }

    /// Whether a visit was ended.
    pub fn visit_ended(&self, visit: &[u8; 16]) -> bool {
        self.hall.visit_ended(visit)
    }

    /// Looks at a table. The answer comes once everything that was seen is durable.
    pub async fn read<R>(&self, id: TableId, look: impl FnOnce(&Table) -> R) -> Result<R, Problem> {
        self.read_at(id, |table, _| look(table)).await
    }

    /// As [`Clerk::read`], with the number of journal entries that what is seen is folded from.
    pub async fn read_at<R>(&self, id: TableId, look: impl FnOnce(&Table, u64) -> R) -> Result<R, Problem> {
        let place = self.hall.find(id).ok_or(Problem::NoTable)?;
        let (seen, group) = place.look_at(look);
        self.wait_for(group).await?;
        Ok(seen)
    }

    /// How many journal entries a table has by now, durable or not: where this has not moved nothing has changed.
    pub fn head(&self, id: TableId) -> Option<u64> {
        self.hall.find(id).map(|place| place.head())
    }

    /// Looks at a table without waiting for what was seen to be durable: for checking who somebody is, not
    /// for showing anything.
    pub fn glance<R>(&self, id: TableId, look: impl FnOnce(&Table) -> R) -> Option<R> {
        self.hall.find(id).map(|place| place.look(look).0)
    }

    /// Looks at each table in turn, in the order they were set, as `read`.
    pub async fn read_each(&self, mut look: impl FnMut(&Table)) -> Result<(), Problem> {
        let mut last = 0;
        for place in self.hall.all() {
            let ((), group) = place.look(&mut look);
            last = last.max(group);
        }
        self.wait_for(last).await
    }

    /// The numbers of the journal entries that belong to a seat, the oldest first.
    pub fn entries_of(&self, table: TableId, seat: SeatNo) -> Vec<u64> {
        self.hall.find(table).map(|place| place.entries().of(seat)).unwrap_or_default()
    }

    /// All tables that can be shown.
    pub fn tables(&self) -> Vec<TableId> {
        self.hall.tables()
    }

    /// Tables that can't be shown: their first entry, or their sequence, is not as it was written.
    pub fn damaged(&self) -> Vec<TableId> {
        self.hall.damaged().to_vec()
    }

    /// What the clerk rings when something is durable.
    pub(crate) fn bell(&self) -> &Arc<Bell> {
        &self.bell
    }

    async fn wait_for(&self, group: u64) -> Result<(), Problem> {
        if *self.durable.borrow() >= group {
            return Ok(());
        }
        let mut durable = self.durable.clone();
        durable.wait_for(|done| *done >= group).await.map(|_| ()).map_err(|_| Problem::Stopped)
    }

    /// How many commands could still be taken in: 0 is busy.
    pub fn room(&self) -> usize {
        self.inbox.capacity()
    }

    /// How many commands were kept since the start, and in how many groups they were committed. What is about decisions and
    /// accounts is left out, so that this is no count of ballots.
    pub fn work(&self) -> (u64, u64) {
        (self.work.kept.load(Ordering::Relaxed), self.work.groups.load(Ordering::Relaxed))
    }

    /// Whether the journal failed. The process should stop then.
    pub fn has_failed(&self) -> bool {
        *self.failed.borrow()
    }

    /// Resolves when the clerk has ended: every clone dropped, and everything that was taken in committed.
    pub fn ended(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut durable = self.durable.clone();
        async move { while durable.changed().await.is_ok() {} }
    }

    /// Resolves when the journal has failed; never, if it does not.
    pub fn failure(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut failed = self.failed.clone();
        async move {
            if failed.wait_for(|failed| *failed).await.is_err() {
                // The clerk ended as it should.
                std::future::pending::<()>().await;
            }
        }
    }
}
