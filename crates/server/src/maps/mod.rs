//! The maps of conversations: made when somebody first looks, kept, and issued anew when enough has changed.
//!
//! * **The first look** waits until the map is made. Others who come meanwhile wait for the same one.
//! * **Later looks** get the issue that stands. If the table's journal has grown since it was last compared, it is compared
//!   again; a new issue is made only where [`voice::publish::may_reissue`] says so: 8 people or more answer otherwise than in
//!   the one that stands, so that the difference of two issues does not tell about one of them. Where there were too few
//!   people for any cut, every change may be shown at once.
//! * A clock decides *when* to look again, never *what* is found: the next comparison waits ten times as long as the last
//!   one took. A map that is made in a moment is waited for, so that people see what is new; for a larger one the page is
//!   served with the issue that stands, and the new one is there for the next look.
//! * The answers are copied under the table's lock, once durable; the mathematics runs outside of it, on threads of its own,
//!   for [`AT_ONCE`] conversations at a time.
//! * [`Shelf`] keeps as many issues as fit into its memory; those looked at longest ago go first. Nothing is made at the
//!   start, and nothing is written down: after a restart, or when an issue was put away, the next look makes the map from
//!   the answers as they are then, however many changed.

mod issued;
mod shelf;

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use store::Clerk;
use table::{ConversationNo, TableId};
use tokio::sync::{OwnedMutexGuard, Semaphore, oneshot};
use tokio::task::JoinHandle;

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::issue::Heard;
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
    pub(crate) fn new() -> Self {
        Self { shelf: Arc::default(), room: Arc::new(Semaphore::new(AT_ONCE)) }
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

    /// The journal entry of the issue that stands.
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
        let (kept, room) = (Arc::clone(&self.shelf), Arc::clone(&self.room));
        tokio::spawn(async move {
            let _room = room.acquire_owned().await.map_err(|_| Fault::Broken)?;
            let look = clerk.read_at(place.0, |table, head| {
                table.conversation(place.1).map(|conversation| (Heard::of(conversation), head))
            });
            let Some((heard, at)) = look.await? else { return Ok(()) };
            // The clerk ends when nobody holds it, and must not wait for the mathematics.
            drop(clerk);
            let last = slot.standing().map(|standing| standing.issued);
            let done = away(move || step(last, &heard, at)).await?;
            slot.stands(done);
            kept.tidy();
            drop(turn);
            Ok(())
        })
    }
}

/// Compares, and makes what is due.
fn step(last: Option<Arc<Issued>>, heard: &Heard, at: u64) -> Standing {
    let began = Instant::now();
    let issued = match last {
        Some(last) if !last.may_be_followed_by(&heard.responses, &heard.live) => last,
        _ => Arc::new(Issued::of(heard, at)),
    };
    Standing::new(issued, at, began.elapsed())
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
