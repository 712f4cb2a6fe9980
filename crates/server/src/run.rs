//! Listening: connections with limits of their own, and a stop that lets people finish.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use store::{Clerk, House, Recorder, StoreError};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::Service as _;

use crate::app::{App, Config, today};
use crate::live::Streams;
use crate::mail::{Post, keep_telling};
use crate::witnessing::Witnessing;

/// So many connections at once; further ones wait in the system's own queue.
const CONNECTIONS: usize = 8000;
/// So many can wait in that queue.
const WAITING: u32 = 4096;
/// A request's head must arrive within this time; a connection that sends none is closed then.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// A connection is asked to end after this time, so that nobody holds one for ever.
const CONNECTION_TIME: Duration = Duration::from_mins(15);
/// After being told to stop, requests have this long to finish.
const STOP_TIME: Duration = Duration::from_secs(8);

/// Then the journal has this long to be closed.
const CLOSE_TIME: Duration = Duration::from_secs(1);

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub SocketAddr);

/// Why the server could not run, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The journal could not be opened or folded.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address is taken, or not this machine's.
    #[error("could not listen at {address}: {reason}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        reason: std::io::Error,
    },
    /// A setting makes no sense.
    #[error("{0}")]
    Setting(String),
    /// The journal could not be written any more.
    #[error(
        "the journal could not be written; look at the disk, then start again. Nothing that was acknowledged is lost"
    )]
    JournalFailed,
}

/// Runs until told to stop (SIGTERM or ctrl-c) or until the journal fails. `ready` hears the address once
/// connections are taken.
pub async fn run(house: House, config: Config, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    check(&config)?;
    let post = config.mail.as_ref().map(Post::new).transpose().map_err(ServeError::Setting)?;
    let journal = Arc::new(house.journal()?);
    let clerk = Clerk::start(journal, today())?;
    let recorder = Recorder::start(&house, &clerk, config.record.clone())?;
    let policy = config.record.policy.as_ref();
    let mut witnessing = Witnessing::start(&recorder, policy).map_err(ServeError::Setting)?;
    let failure = clerk.failure();
    let ended = clerk.ended();
    let listen = config.listen;
    let reason = |reason| ServeError::Listen { address: listen, reason };
    let listener = listener(listen).map_err(reason)?;
    let address = listener.local_addr().map_err(reason)?;
    let (stopping_says, stopping) = watch::channel(false);
    let (key, streams) = (house.key().clone(), Streams::new(stopping));
    let app = App::new(clerk, recorder.clone(), key, house.directory(), config, post, streams);
    warn_of_plain_http(&app, address);
    let telling = app.post.is_some().then(|| tokio::spawn(keep_telling(app.clone())));
    let router = crate::router::router(app);
    if let Some(witnessing) = &mut witnessing {
        witnessing.first_word().await;
    }
    ready(address);
    let outcome = serve(listener, router, stop_signal(), failure, &stopping_says).await;
    if let Some(telling) = telling {
        telling.abort();
    }
    drop(witnessing);
    // What waits for its batch enters the record now, so that nothing promised waits on the next start.
    let _ = tokio::task::spawn_blocking(move || recorder.flush()).await;
    // With nobody left who could ask for anything the clerk commits the rest and closes the journal, which
    // leaves no write-ahead log behind. If somebody still holds on, the next start reads the log.
    let _ = tokio::time::timeout(CLOSE_TIME, ended).await;
    outcome
}

/// With room for a crowd that comes all at once: one that finds none waits a whole second before it asks again.
fn listener(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A port that was ours a moment ago can be ours again at once.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Tells the host what plain HTTP means. On this machine alone nobody is between.
fn warn_of_plain_http(app: &App, address: SocketAddr) {
    if app.secure() || (address.ip().is_loopback() && app.origin.is_none()) {
        return;
    }
    tracing::warn!(
        "people come by plain HTTP: cookies are weaker, and others on the network can read along. Use a network \
         you trust, or put HTTPS in front and say --public-url https://…"
    );
}

fn check(config: &Config) -> Result<(), ServeError> {
    let address = |what: &str, value: &str| {
        let fine = (value.starts_with("https://") || value.starts_with("http://"))
            && value.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
        if fine {
            Ok(())
        } else {
            Err(ServeError::Setting(format!(
                "{what} is an address that begins with https:// or http://, not {value:?}"
            )))
        }
    };
    if let Some(url) = &config.public_url {
        address("--public-url", url)?;
    }
    if config.mail.is_some() && config.public_url.is_none() {
        let why = "letters need links that lead here: say --public-url beside --smtp";
        return Err(ServeError::Setting(why.to_owned()));
    }
    address("--leave-to", &config.leave_to)
}

async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    failure: impl Future<Output = ()>,
    stopping: &watch::Sender<bool>,
) -> Result<(), ServeError> {
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = pin!(stop);
    let mut failure = pin!(failure);
    let mut result = Ok(());
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            () = &mut failure => { result = Err(ServeError::JournalFailed); break }
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        let router = router.clone();
        let watcher = connections.watcher();
        tokio::spawn(async move {
            connection(stream, peer, router, watcher).await;
            drop(place);
        });
    }
    drop(listener);
    // Streams would go on for as long as somebody listens.
    stopping.send_replace(true);
    // Half-open connections have no request to finish; those that do are answered.
    let _ = tokio::time::timeout(STOP_TIME, connections.shutdown()).await;
    result
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, Place)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            // Out of file handles, usually: wait for some to come back instead of turning in circles.
            tracing::warn!(%error, "a connection could not be taken");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let _ = stream.set_nodelay(true);
    let service = tower::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(Peer(peer)));
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(32 * 1024)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut served = pin!(watcher.watch(connection));
    // Errors here are the other end's: it went away, or sent what is not HTTP.
    if tokio::time::timeout(CONNECTION_TIME, &mut served).await.is_err() {
        tracing::debug!("a connection was open for too long");
    }
}

/// Resolves on SIGTERM or ctrl-c.
pub async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let terminate = async {
            match signal(SignalKind::terminate()) {
                Ok(mut signal) => {
                    signal.recv().await;
                }
                Err(_) => std::future::pending::<()>().await,
            }
        };
        tokio::select! { () = interrupt => (), () = terminate => () }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
