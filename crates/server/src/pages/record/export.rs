//! `/t/{table}/record/export.jsonl`: the whole record as one file, sent while it is read.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use store::Recorder;
use table::TableId;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::files::readable;
use crate::app::App;
use crate::fault::Fault;
use crate::visitor::Visitor;

/// So many are read at once; more are asked to come back in a moment.
static AT_ONCE: Semaphore = Semaphore::const_new(4);
/// Lines are sent in pieces of about so many bytes.
const PIECE: usize = 32 * 1024;
/// So many pieces wait for whoever reads slowly.
const WAITING: usize = 4;
/// Whoever takes nothing for so long has gone.
const PATIENCE: Duration = Duration::from_secs(30);

type Piece = io::Result<Bytes>;

/// The body: pieces as they come. An error breaks it off, so that half a file is not taken for a whole one.
struct Lines(Receiver<Piece>);

impl hyper::body::Body for Lines {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.get_mut().0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Gathers lines into pieces and sends them on.
struct Post {
    to: Sender<Piece>,
    runtime: Handle,
    piece: Vec<u8>,
}

impl Post {
    fn line(&mut self, line: &str) -> io::Result<()> {
        self.piece.extend_from_slice(line.as_bytes());
        self.piece.push(b'\n');
        if self.piece.len() < PIECE { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        if piece.is_empty() { Ok(()) } else { self.send(Ok(piece.into())) }
    }

    fn send(&self, piece: Piece) -> io::Result<()> {
        let sent = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.to.send(piece)).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

/// `GET /t/{table}/record/export.jsonl`.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    readable(&app, &visitor, id).await?;
    app.recorder.log(id).ok_or(Fault::NotFound)?;
    let turn = AT_ONCE.try_acquire().map_err(|_| Fault::Busy)?;
    let (to, from) = channel(WAITING);
    let (recorder, runtime) = (app.recorder.clone(), Handle::current());
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        write(&recorder, id, Post { to, runtime, piece: Vec::with_capacity(PIECE * 2) });
    });
    let name = format!("attachment; filename=\"record-{}.jsonl\"", visitor.today);
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::new(Lines(from))).into_response())
}

fn write(recorder: &Recorder, id: TableId, mut post: Post) {
    let written = recorder.export(id, &mut |line| post.line(line));
    let done =
        written.map_err(|error| error.to_string()).and_then(|()| post.flush().map_err(|e| e.to_string()));
    if post.to.is_closed() {
        return;
    }
    if let Err(error) = done {
        tracing::warn!(%error, "a record was not exported to its end");
        // Whoever still reads hears that something is missing.
        let _ = post.send(Err(io::ErrorKind::UnexpectedEof.into()));
    }
}
