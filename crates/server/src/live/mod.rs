//! `/t/{table}/c/{conversation}/stand/live`: tells an open page that something it shows has changed.
//!
//! Server-Sent Events (WHATWG HTML, "Server-sent events"): at most one event a second, with nothing in it but a token of what
//! there is to be seen. How long the table's journal is stays out of it, also how long it was
//! when a map was made: that would count the ballots of an open decision.
//! The page then fetches itself. With many streams open each looks less often, so that the
//! pages that are fetched because of them stay under [`PAGES_A_SECOND`]. Whoever does not ask for `text/event-stream`, such as
//! a crawler, gets one event and the end. Streams hold no place among the requests; they have room of their own
//! ([`Streams`]), and end at once when the server stops.

mod seen;
mod stream;
mod streams;

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::maps::Place;
use crate::visitor::Visitor;
pub(crate) use seen::Seen;
use seen::Shown;
use stream::Stream;
pub(crate) use streams::Streams;

/// The kind of a stream.
const KIND: &str = "text/event-stream";
/// So many pages a second at most are fetched because of all streams together.
const PAGES_A_SECOND: u32 = 100;
/// A stream says something at least this often, so that nobody in between takes it for dead.
const BEAT: Duration = Duration::from_secs(15);
/// What a stream begins with: a browser that lost it asks again after five seconds.
const HELLO: &str = "retry: 5000\n\n";

/// What can stand behind the question mark.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// What the page shows that asks.
    seen: Option<String>,
}

/// `GET …/stand/live`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let watch = Watch { app, visitor, place };
    let now = watch.look(None).await?;
    // A browser that comes back says where it was.
    let said = headers.get("last-event-id").and_then(|id| id.to_str().ok()).or(asked.seen.as_deref());
    let known = said.and_then(|said| said.parse().ok());
    if !wants_stream(&headers) {
        return Ok(dressed(now.event()));
    }
    let at_work = watch.app.streams.enter(place.0).ok_or(Fault::Busy)?;
    let (says, stream) = mpsc::channel(1);
    tokio::spawn(async move {
        watch.tell(known.unwrap_or(now.shown), says, &at_work).await;
        drop(at_work);
    });
    Ok(dressed(axum::body::Body::new(Stream(stream))))
}

fn wants_stream(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().any(|kinds| kinds.to_str().is_ok_and(|kinds| kinds.contains(KIND)))
}

fn dressed(body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let kind = HeaderValue::from_static("text/event-stream; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    // Said to a proxy in front: nothing of this is to be gathered.
    let unbuffered = HeaderName::from_static("x-accel-buffering");
    response.headers_mut().insert(unbuffered, HeaderValue::from_static("no"));
    response
}

/// Somebody who watches a conversation.
struct Watch {
    app: App,
    visitor: Visitor,
    place: Place,
}

/// What there is to be seen.
#[derive(Clone, Copy)]
struct Now {
    shown: Shown,
    head: u64,
}

impl Now {
    fn event(self) -> String {
        let shown = self.shown;
        format!("event: changed\nid: {shown}\ndata: {shown}\n\n")
    }
}

impl Watch {
    /// What a page would show now, if they may still see it. An issue that was put away is still on the page that shows it.
    async fn look(&self, known: Option<Shown>) -> Result<Now, Fault> {
        let (table, number) = self.place;
        let look = self.app.clerk.read_at(table, |state, head| {
            reading(&self.app, &self.visitor, state)?;
            let conversation = state.conversation(number).ok_or(Fault::NotFound)?;
            Ok::<_, Fault>((Seen::of(conversation), head))
        });
        let (seen, head) = look.await??;
        Ok(Now { shown: Shown { seen, at: self.issue_at(known) }, head })
    }

    fn issue_at(&self, known: Option<Shown>) -> u64 {
        self.app.maps.at(self.place).or(known.map(|known| known.at)).unwrap_or(0)
    }

    /// Tells of every change until whoever listens has gone, may not see it any more, or the server stops.
    async fn tell(self, mut known: Shown, says: mpsc::Sender<Bytes>, at_work: &streams::Place) {
        let mut stopping = at_work.stopping();
        let mut hello = HELLO.to_owned();
        let (mut head, mut spoke) = (None, Instant::now());
        loop {
            self.app.maps.refresh(&self.app.clerk, self.place);
            let now_head = self.app.clerk.head(self.place.0);
            let is_beat = spoke.elapsed() >= BEAT;
            let mut message = std::mem::take(&mut hello);
            if is_beat || now_head != head || self.issue_at(Some(known)) != known.at {
                let Ok(now) = self.look(Some(known)).await else { return };
                if now.shown != known {
                    message.push_str(&now.event());
                } else if is_beat {
                    message.push_str(":\n\n");
                }
                (known, head) = (now.shown, Some(now.head));
            }
            let pause = async {
                if !message.is_empty() {
                    spoke = Instant::now();
                    says.send(message.into()).await.ok()?;
                }
                tokio::time::sleep(at_work.pace()).await;
                Some(())
            };
            tokio::select! {
                went_on = pause => if went_on.is_none() { return },
                () = says.closed() => return,
                _ = stopping.wait_for(|stopping| *stopping) => return,
            }
        }
    }
}
