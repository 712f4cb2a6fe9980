//! Where a witness is asked, over HTTP: connections with limits of their own, one address, and a stop that lets those finish
//! who are being answered.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use record::checkpoint::Checkpoint;
use record::cosignature::Cosigner;
use record::witness::{Refusal, Request as Question};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::houses::Houses;
use super::memory::{Memory, Verdict};

/// So many connections at once; further ones wait in the system's own queue.
const CONNECTIONS: usize = 256;
/// So many requests at work; further ones are asked to come again.
const AT_WORK: usize = 64;
/// A request's head, and then its body, must arrive within this time each.
const PATIENCE: Duration = Duration::from_secs(10);
/// A connection is ended after this time, so that nobody holds one for ever.
const CONNECTION_TIME: Duration = Duration::from_mins(5);
/// After being told to stop, requests have this long to finish.
const STOP_TIME: Duration = Duration::from_secs(5);
/// The longest question has 63 hashes and a checkpoint with all the signatures that are read.
const LONGEST: usize = 64 * 1024;

/// The type of an answer that is a size.
const SIZE: &str = "text/x.tlog.size";
const TEXT: &str = "text/plain; charset=utf-8";

/// What is needed to answer.
pub(super) struct Desk {
    pub(super) houses: Houses,
    pub(super) memory: Memory,
    pub(super) cosigner: Cosigner,
}

/// Why a question was not answered with a cosignature.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("a question is sent with POST")]
    Method,
    #[error("there is nothing here; questions go to add-checkpoint")]
    Place,
    #[error("this is too long for a question")]
    Long,
    #[error("the question did not arrive in time")]
    Slow,
    #[error("this witness does not know that record: it has to be told the house's key first")]
    Unknown,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("too many are asking; come again in a moment")]
    Busy,
    #[error("the witness could not look at what it keeps, and so does not cosign")]
    Memory,
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Place | Self::Unknown => StatusCode::NOT_FOUND,
            Self::Long => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Memory => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Refused(refusal) => {
                StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST)
            }
        }
    }

    fn answer(&self) -> Response<Full<Bytes>> {
        // Where the witness stands elsewhere the answer is that size and nothing else.
        let (kind, body) = match self {
            Self::Refused(Refusal::Elsewhere(size)) => (SIZE, format!("{size}\n")),
            other => (TEXT, format!("{other}\n")),
        };
        let mut response = answer(self.status(), kind, body);
        match self {
            Self::Method => response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST")),
            Self::Busy => response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2")),
            _ => None,
        };
        response
    }
}

fn answer(status: StatusCode, kind: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

impl Desk {
    /// The cosignature's line, once what it says is on the disk.
    fn cosign(&self, body: &[u8]) -> Result<String, Fault> {
        let text = std::str::from_utf8(body).map_err(|_| Refusal::Form)?;
        let question: Question = text.parse()?;
        let checkpoint: Checkpoint = question.checkpoint.text().parse().map_err(|_| Refusal::Form)?;
        let log = self.houses.key_of(checkpoint.origin()).ok_or(Fault::Unknown)?;
        match self.memory.judge(&question, &log) {
            Ok(Verdict::Kept) => Ok(format!("{}\n", self.cosigner.cosign(&question.checkpoint, now()))),
            Ok(Verdict::Refused(refusal) | Verdict::Forked(refusal)) => Err(refusal.into()),
            Err(error) => {
                tracing::error!(%error, "nothing is cosigned for this record until this is put right");
                Err(Fault::Memory)
            }
        }
    }
}

/// Seconds since 1970: when it was cosigned, and nothing else here depends on it.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// Answers until told to stop.
pub(super) async fn serve(listener: TcpListener, desk: Arc<Desk>) {
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let work = Arc::new(Semaphore::new(AT_WORK));
    let mut stop = pin!(server::stop_signal());
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, place)) = accepted else { continue };
        let (desk, work) = (Arc::clone(&desk), Arc::clone(&work));
        let service = service_fn(move |request| {
            let (desk, work) = (Arc::clone(&desk), Arc::clone(&work));
            async move { Ok::<_, Infallible>(respond(request, desk, work).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(16 * 1024)
            .serve_connection(TokioIo::new(stream), service);
        let served = connections.watch(connection);
        tokio::spawn(async move {
            // Errors here are the other end's: it went away, or sent what is not HTTP.
            let _ = tokio::time::timeout(CONNECTION_TIME, served).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(STOP_TIME, connections.shutdown()).await;
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(tokio::net::TcpStream, Place)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            let _ = stream.set_nodelay(true);
            Some((stream, place))
        }
        Err(error) => {
            // Out of file handles, usually: wait for some to come back instead of turning in circles.
            tracing::warn!(%error, "a connection could not be taken");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

async fn respond(request: Request<Incoming>, desk: Arc<Desk>, work: Arc<Semaphore>) -> Response<Full<Bytes>> {
    let outcome = heard(request, desk, work).await;
    if let Err(fault) = &outcome {
        tracing::debug!(status = fault.status().as_u16(), %fault, "not cosigned");
    }
    outcome.map_or_else(|fault| fault.answer(), |line| answer(StatusCode::OK, TEXT, line))
}

async fn heard(request: Request<Incoming>, desk: Arc<Desk>, work: Arc<Semaphore>) -> Result<String, Fault> {
    // A proxy in front may leave its own part of the address on.
    if !request.uri().path().ends_with("/add-checkpoint") {
        return Err(Fault::Place);
    }
    if request.method() != Method::POST {
        return Err(Fault::Method);
    }
    let at_work = work.try_acquire_owned().map_err(|_| Fault::Busy)?;
    let body = Limited::new(request.into_body(), LONGEST).collect();
    let body = tokio::time::timeout(PATIENCE, body).await.map_err(|_| Fault::Slow)?;
    let body = body.map_err(|error| {
        if error.is::<http_body_util::LengthLimitError>() { Fault::Long } else { Refusal::Form.into() }
    })?;
    // Keeping waits for the disk, so it has a thread of its own.
    let cosigned = tokio::task::spawn_blocking(move || {
        let cosigned = desk.cosign(&body.to_bytes());
        drop(at_work);
        cosigned
    });
    cosigned.await.unwrap_or(Err(Fault::Memory))
}
