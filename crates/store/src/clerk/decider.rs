//! The clerk's two threads: deciding, and committing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc as channel;
use std::thread;

use record::pledge::{Pledge, Until};
use table::{Actor, Answer, Command, Day, Event, SetTable, Table, TableId};
use tokio::sync::{mpsc, oneshot, watch};

use super::hall::{Hall, Place};
use super::{Acknowledged, Key, Problem, RECEIPT_DAYS, VISIT_DAYS, Work};
use crate::bell::Bell;
use crate::entries::Entries;
use crate::journal::{Append, Appended, Journal, StoreError};
use crate::leaf;
use crate::receipts::{Fingerprint, InFlight};

/// A group holds the events of at most this many commands.
const GROUP: usize = 1024;

pub(super) enum What {
    Set(Box<SetTable>),
    Command(TableId, Actor, Command),
}

impl What {
    /// Whether the host may count it: nobody is to have a count of the ballots of what is still open, nor of replies.
    const fn counts(&self) -> bool {
        !matches!(self, Self::Command(_, _, Command::Decision(_) | Command::Account(_)))
    }
}

pub(super) enum Ask {
    Command {
        what: What,
        key: Key,
        today: Day,
        /// Whether a promise is wanted with the answer.
        pledged: bool,
        reply: oneshot::Sender<Result<Acknowledged, Problem>>,
    },
    EndVisit {
        visit: [u8; 16],
        today: Day,
        reply: oneshot::Sender<Result<(), Problem>>,
    },
}

/// What is told to somebody once the group is durable.
enum Promise {
    Command {
        reply: oneshot::Sender<Result<Acknowledged, Problem>>,
        answer: Answer,
        /// Which append of the group is to be promised to them, if they want that.
        pledged: Option<usize>,
        /// Whether the host may count it.
        counts: bool,
    },
    Visit(oneshot::Sender<Result<(), Problem>>),
}

impl Promise {
    fn keep(self, pledges: &mut [Option<Pledge>]) {
        // Whoever asked may have gone; what they asked for happened all the same.
        match self {
            Self::Command { reply, answer, pledged, .. } => {
                let pledge = pledged.and_then(|append| pledges.get_mut(append)?.take());
                drop(reply.send(Ok(Acknowledged { answer, pledge })));
            }
            Self::Visit(reply) => drop(reply.send(Ok(()))),
        }
    }

    fn break_off(self) {
        match self {
            Self::Command { reply, .. } => drop(reply.send(Err(Problem::Stopped))),
            Self::Visit(reply) => drop(reply.send(Err(Problem::Stopped))),
        }
    }

    const fn counts(&self) -> bool {
        match self {
            Self::Command { counts, .. } => *counts,
            Self::Visit(_) => true,
        }
    }

    const fn pledged(&self) -> Option<usize> {
        match self {
            Self::Command { pledged, .. } => *pledged,
            Self::Visit(_) => None,
        }
    }
}

/// Commands that are committed together.
struct Group {
    number: u64,
    appends: Vec<Append>,
    visits: Vec<([u8; 16], Day)>,
    promises: Vec<Promise>,
}

/// What both threads work on.
pub(super) struct Desk {
    pub(super) journal: Arc<dyn Journal>,
    pub(super) hall: Arc<Hall>,
    pub(super) work: Arc<Work>,
    pub(super) bell: Arc<Bell>,
}

/// Starts both threads.
pub(super) fn start(
    desk: Desk,
    waiting: mpsc::Receiver<Ask>,
    durable: watch::Sender<u64>,
    failed: watch::Sender<bool>,
) -> Result<(), StoreError> {
    // No room in between: a group is handed over when the one before it has been committed. While one is
    // being committed the next is decided, and what comes in meanwhile makes the one after that larger.
    let (hand_over, groups) = channel::sync_channel(0);
    let spawned = |error: std::io::Error| StoreError::Engine(error.to_string());
    let Desk { journal, hall, work, bell } = desk;
    let committing = Arc::clone(&journal);
    thread::Builder::new()
        .name("clerk-commits".into())
        .spawn(move || {
            let says = Says { work: &work, durable: &durable, failed: &failed, bell: &bell };
            commit_all(&*committing, &groups, &says);
        })
        .map_err(spawned)?;
    thread::Builder::new()
        .name("clerk-decides".into())
        .spawn(move || {
            Decider { journal, hall, in_flight: InFlight::default(), group: 0 }.run(waiting, &hand_over);
        })
        .map_err(spawned)?;
    Ok(())
}

/// To whom the committing thread says what it did.
struct Says<'a> {
    work: &'a Work,
    durable: &'a watch::Sender<u64>,
    failed: &'a watch::Sender<bool>,
    bell: &'a Bell,
}

fn commit_all(journal: &dyn Journal, groups: &channel::Receiver<Group>, says: &Says<'_>) {
    let mut tidied_on = None;
    for group in groups {
        if *says.failed.borrow() {
            group.promises.into_iter().for_each(Promise::break_off);
            continue;
        }
        let written = journal.append(&group.appends, &mut |_| ()).and_then(|appended| {
            group.visits.iter().try_for_each(|(visit, day)| journal.end_visit(visit, *day))?;
            Ok(appended)
        });
        match written {
            Ok(appended) => {
                let counted = group.promises.iter().filter(|promise| promise.counts()).count() as u64;
                says.work.kept.fetch_add(counted, Ordering::Relaxed);
                says.work.groups.fetch_add(u64::from(counted > 0), Ordering::Relaxed);
                says.durable.send_replace(group.number);
                let day = group.appends.first().map(|append| append.day);
                let mut pledges = pledge(says.bell, &group, &appended);
                group.promises.into_iter().for_each(|promise| promise.keep(&mut pledges));
                for (append, appended) in group.appends.iter().zip(&appended) {
                    says.bell.ring(append.table, appended);
                }
                if let Some(day) = day.filter(|day| tidied_on < Some(*day)) {
                    forget(journal, day);
                    tidied_on = Some(day);
                }
            }
            Err(error) => {
                tracing::error!(%error, "the journal could not be written; nothing more will be");
                says.failed.send_replace(true);
                group.promises.into_iter().for_each(Promise::break_off);
            }
        }
    }
}

/// Promises what a group's senders want promised: one signature for all that is at one table until one time. For each append,
/// its promise, if there is one.
fn pledge(bell: &Bell, group: &Group, appended: &[Appended]) -> Vec<Option<Pledge>> {
    let mut pledges = vec![None; group.appends.len()];
    let Some(notary) = bell.notary() else { return pledges };
    let mut together = BTreeMap::<(TableId, Until), Vec<_>>::new();
    for at in group.promises.iter().filter_map(Promise::pledged) {
        let (Some(append), Some(appended)) = (group.appends.get(at), appended.get(at)) else { continue };
        let Some(entered) = appended.entries.iter().find(|entered| leaf::is_promised(entered.kind)) else {
            continue;
        };
        let until = leaf::until(entered.kind, entered.about, append.day);
        let entry = leaf::entry(entered.kind, entered.about, entered.commitment, entered.public).encode();
        together.entry((append.table, until)).or_default().push((at, entry));
    }
    for ((table, until), entries) in together {
        let (places, entries): (Vec<usize>, Vec<Vec<u8>>) = entries.into_iter().unzip();
        for (place, pledge) in places.into_iter().zip(notary.pledge(table, until, entries)) {
            pledges[place] = Some(pledge);
        }
    }
    pledges
}

/// Once a day, and when the clerk starts: what need not be remembered any longer is forgotten.
pub(super) fn forget(journal: &dyn Journal, today: Day) {
    let (receipts, visits) = (today.plus(-RECEIPT_DAYS), today.plus(-VISIT_DAYS - 1));
    if let Err(error) = journal.forget(receipts, visits) {
        tracing::warn!(%error, "old receipts could not be forgotten; they will be tomorrow");
    }
}

struct Decider {
    journal: Arc<dyn Journal>,
    hall: Arc<Hall>,
    in_flight: InFlight,
    group: u64,
}

impl Decider {
    fn run(mut self, mut waiting: mpsc::Receiver<Ask>, hand_over: &channel::SyncSender<Group>) {
        while let Some(first) = waiting.blocking_recv() {
            self.group += 1;
            let mut group =
                Group { number: self.group, appends: Vec::new(), visits: Vec::new(), promises: Vec::new() };
            self.take(first, &mut group);
            while group.promises.len() < GROUP
                && let Ok(next) = waiting.try_recv()
            {
                self.take(next, &mut group);
            }
            if group.promises.is_empty() {
                // Everybody was refused: there is nothing to commit, and nothing changed.
                continue;
            }
            self.in_flight.turn();
            if hand_over.send(group).is_err() {
                return;
            }
        }
    }

    fn take(&mut self, ask: Ask, group: &mut Group) {
        match ask {
            Ask::EndVisit { visit, today, reply } => {
                self.hall.end_visit(visit);
                group.visits.push((visit, today));
                group.promises.push(Promise::Visit(reply));
            }
            Ask::Command { what, key, today, pledged, reply } => {
                let append = group.appends.len();
                let counts = what.counts();
                match self.carry_out(what, &key, today, group) {
                    Ok(answer) => {
                        let pledged = (pledged && group.appends.len() > append).then_some(append);
                        group.promises.push(Promise::Command { reply, answer, pledged, counts });
                    }
                    // Refusals change nothing, so they need not wait for a commit.
                    Err(problem) => drop(reply.send(Err(problem))),
                }
            }
        }
    }

    fn carry_out(&mut self, what: What, key: &Key, today: Day, group: &mut Group) -> Result<Answer, Problem> {
        let fingerprint = match &what {
            What::Set(command) => Fingerprint::of_setting(command, key),
            What::Command(table, actor, command) => Fingerprint::of(*table, *actor, command, key),
        };
        let known = self.in_flight.find(&*self.journal, &fingerprint.key).map_err(|error| {
            tracing::error!(%error, "a receipt could not be read");
            Problem::Stopped
        })?;
        if let Some(receipt) = known {
            return fingerprint.answered(&receipt);
        }
        let (mut append, answer) = match what {
            What::Set(command) => self.set(&command, today)?,
            What::Command(table, actor, command) => self.command(table, actor, &command, today)?,
        };
        let receipt = fingerprint.receipt(&answer);
        self.in_flight.add(receipt.clone());
        append.receipt = Some(receipt);
        group.appends.push(append);
        Ok(answer)
    }

    fn set(&mut self, command: &SetTable, today: Day) -> Result<(Append, Answer), Problem> {
        if self.hall.find(command.id).is_some() {
            // One chance in 10¹¹ a table; the person is asked to send it again and draws another code.
            return Err(Problem::Busy);
        }
        let events = table::set(command, today);
        let mut state =
            events.first().and_then(|first| Table::begin(first, today)).ok_or(Problem::NoTable)?;
        for event in &events {
            state.apply(event, today);
        }
        let mut entries = Entries::default();
        entries.add_all(&events);
        self.hall.add(command.id, Place::new(state, entries, self.group));
        let answer = Answer::to(&events);
        Ok((append(command.id, 0, today, events, Vec::new()), answer))
    }

    fn command(
        &mut self,
        id: TableId,
        actor: Actor,
        command: &Command,
        today: Day,
    ) -> Result<(Append, Answer), Problem> {
        let place = self.hall.find(id).ok_or(Problem::NoTable)?;
        // Only this thread changes tables, so what is decided under the reading lock still holds below.
        let (events, _) = place.look(|table| table::decide(table, actor, command, today));
        let events = events?;
        let mut entries = place.entries();
        let head = entries.head();
        let owned = entries.owned_by(&events);
        if !events.is_empty() {
            entries.add_all(&events);
            place.change(self.group, entries.head(), |table| {
                for event in &events {
                    table.apply(event, today);
                }
            });
        }
        let answer = Answer::to(&events);
        Ok((append(id, head, today, events, owned), answer))
    }
}

fn append(table: TableId, head: u64, day: Day, events: Vec<Event>, owned: Vec<u64>) -> Append {
    Append { table, head, day, events, owned, receipt: None }
}
