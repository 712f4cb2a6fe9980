//! The maps of conversations: made when somebody first looks, kept, and issued anew when enough has changed.
//!
//! * **The first look** waits until the map is made. Others who come meanwhile wait for the same one.
//! * **Later looks** get the issue that stands. If the table's journal has grown since it was last compared, it is compared
//!   again; a new issue is made only where [`voice::published::Standing::next`] says so: 8 people or more answer otherwise than
//!   in the one that stands, so that the difference of two issues does not tell about one of them. Where there were too few
//!   people for any cut, every change may be shown at once.
//! * A clock decides *when* to look again, never *what* is found: the next comparison waits ten times as long as the last
//!   one took. A map that is made in a moment is waited for, so that people see what is new; for a larger one the page is
//!   served with the issue that stands, and the new one is there for the next look.
//! * The answers are copied under the table's lock, once durable; the mathematics runs outside of it, on threads of its own,
//!   for [`AT_ONCE`] conversations at a time.
//! * [`Shelf`] keeps as many issues as fit into its memory; those looked at longest ago go first. Nothing is made at the
//!   start.
//! * An issue that tells of parts of the people is written down before it is shown ([`Kept`]), with the seats that were seen to
//!   change since. After a restart, or when it was put away, the next look takes it up again. Otherwise somebody could compare
//!   what was shown before and after, and see one person's answer between the two. It can't be found again from the journal:
//!   answers that were in it may have been destroyed since.
//! * The fingerprint of each issue with figures enters the table's record, with how far the conversation had moved: nobody can
//!   be shown another map than all others without its showing.

mod issued;
mod shelf;

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use store::{Clerk, Publisher};
use table::{ConversationNo, TableId};
use tokio::sync::{OwnedMutexGuard, Semaphore, oneshot};
use tokio::task::JoinHandle;

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::issue::Heard;
use crate::kept::Kept;
use crate::visitor::Visitor;
pub(crate) use issued::{Evenness, Issued};
use shelf::{Shelf, Slot, Standing};

/// So many maps are made at once; others wait for their turn. A large one works on all processors by itself.
const AT_ONCE: usize = 2;

/// A conversation's place in the house.
pub(crate) type Place = (TableId, ConversationNo);

/// See the [module](self).
pub(crate) struct Maps {
    shelf: Arc<Shelf>,
    desk: Desk,
    room: Arc<Semaphore>,
}

/// The map of a conversation, for somebody who may read there.
pub(crate) async fn map(app: &App, visitor: &Visitor, place: Place) -> Result<Arc<Issued>, Fault> {
    let may_look = app.clerk.read(place.0, |table| {
        reading(app, visitor, table)?;
        table.conversation(place.1).map(|_| ()).ok_or(Fault::NotFound)
    });
    may_look.await??;
    app.maps.issue(&app.clerk, place).await?.ok_or(Fault::NotFound)
}

impl Maps {
    /// Issues are written down there, and their fingerprints enter the records.
    pub(crate) fn new(kept: Kept, publisher: Publisher) -> Self {
        let desk = Desk { kept, publisher };
        Self { shelf: Arc::default(), desk, room: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The issue to show now, whoever asks: see [`map`] for who may. `None` where there is no such conversation.
    pub(crate) async fn issue(&self, clerk: &Clerk, place: Place) -> Result<Option<Arc<Issued>>, Fault> {
        let Some(slot) = self.slot(clerk, place) else { return Ok(None) };
        let standing = slot.standing();
        if let Some(standing) = &standing
            && standing.will_do(clerk.head(place.0))
        {
            return Ok(Some(Arc::clone(&standing.issued)));
        }
        let is_waited_for = standing.as_ref().is_none_or(Standing::is_quick);
        let turn = if is_waited_for { Some(slot.turn().await) } else { slot.try_turn() };
        let made_meanwhile = slot.standing().filter(|standing| standing.will_do(clerk.head(place.0)));
        if made_meanwhile.is_none()
            && let Some(turn) = turn
        {
            let work = self.start(clerk.clone(), place, Arc::clone(&slot), turn);
            if is_waited_for {
                work.await.map_err(|_| Fault::Broken)??;
            }
        }
        Ok(slot.standing().map(|standing| standing.issued))
    }

    /// Has the map of a conversation brought up to date in the background, if anybody looked at it before.
    pub(crate) fn refresh(&self, clerk: &Clerk, place: Place) {
        let Some(slot) = self.shelf.find(place) else { return };
        let is_behind = slot.standing().is_some_and(|standing| !standing.will_do(clerk.head(place.0)));
        if is_behind && let Some(turn) = slot.try_turn() {
            drop(self.start(clerk.clone(), place, slot, turn));
        }
    }

    /// How far the conversation had moved when the issue that stands was made.
    pub(crate) fn at(&self, place: Place) -> Option<u64> {
        Some(self.shelf.find(place)?.standing()?.issued.at)
    }

    /// Only what is there gets a place: made-up numbers take no memory.
    fn slot(&self, clerk: &Clerk, place: Place) -> Option<Arc<Slot>> {
        self.shelf.find(place).or_else(|| {
            let is_there = clerk.glance(place.0, |table| table.conversation(place.1).is_some());
            is_there.unwrap_or(false).then(|| self.shelf.place(place))
        })
    }

    /// Starts comparing, and making what is due. It goes on when whoever asked has gone: the next one asks for the same.
    fn start(
        &self,
        clerk: Clerk,
        place: Place,
        slot: Arc<Slot>,
        turn: OwnedMutexGuard<()>,
    ) -> JoinHandle<Result<(), Fault>> {
        let (all, room, desk) = (Arc::clone(&self.shelf), Arc::clone(&self.room), self.desk.clone());
        tokio::spawn(async move {
            let _room = room.acquire_owned().await.map_err(|_| Fault::Broken)?;
            let look = clerk.read_at(place.0, |table, head| {
                let conversation = table.conversation(place.1)?;
                Some((Heard::of(conversation), Made { head, at: conversation.moved }))
            });
            let Some((heard, made)) = look.await? else { return Ok(()) };
            // The clerk ends when nobody holds it, and must not wait for the mathematics.
            drop(clerk);
            let last = slot.standing().map(|standing| standing.issued);
            let done = away(move || step(&desk, place, last, &heard, made)).await?;
            slot.stands(done);
            all.tidy();
            drop(turn);
            Ok(())
        })
    }
}

/// Where an issue is written down before it is shown.
#[derive(Clone)]
struct Desk {
    kept: Kept,
    publisher: Publisher,
}

/// What a map is made from.
#[derive(Clone, Copy)]
struct Made {
    /// How many entries the table's journal had. Nobody is told: ballots are among them.
    head: u64,
    /// How far the conversation had moved.
    at: u64,
}

/// Compares, makes what is due, and writes down what is new.
fn step(desk: &Desk, place: Place, last: Option<Arc<Issued>>, heard: &Heard, made: Made) -> Standing {
    let began = Instant::now();
    let last = last.or_else(|| Issued::taken_up(&desk.kept, place, heard));
    let before = last.clone();
    let issued =
        last.and_then(|last| last.next(heard)).unwrap_or_else(|| Arc::new(Issued::of(heard, made.at)));
    if before.is_none_or(|before| !Arc::ptr_eq(&before, &issued)) {
        issued.put_in_record(desk, place);
        issued.keep(&desk.kept, place);
    }
    Standing::new(issued, made.head, began.elapsed())
}

/// Works on a thread of its own. The runtime waits for its blocking threads when it ends, however long they take; nobody has
/// to wait for a map when the server stops.
async fn away<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> Result<R, Fault> {
    let (says, hears) = oneshot::channel();
    let run = move || drop(says.send(work()));
    if let Err(error) = thread::Builder::new().name("map".into()).spawn(run) {
        tracing::warn!(%error, "no thread for a map");
        return Err(Fault::Busy);
    }
    hears.await.map_err(|_| Fault::Broken)
}
