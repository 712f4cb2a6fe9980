//! Numbers for the host's own monitoring: how many requests of which kind, how long they took. Nothing
//! about tables or people. Shown to this machine only, so that no page hints at what people are doing.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics::{Counter, Histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::app::App;
use crate::fault::Fault;
use crate::run::Peer;

const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];

/// One recorder for the process.
pub(crate) fn handle() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new();
            let builder = builder
                .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), SECONDS)
                .unwrap_or_else(|_| PrometheusBuilder::new());
            let recorder = builder.build_recorder();
            let handle = recorder.handle();
            // Another recorder in the same process would be a test's; then ours just stays unused.
            let _ = metrics::set_global_recorder(recorder);
            handle
        })
        .clone()
}

/// Counts and times a request by the pattern of its address, never by the address itself.
pub(crate) async fn watch(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = name(request.method());
    let response = next.run(request).await;
    let took = began.elapsed();
    let status = response.status();
    let route = path.as_ref().map_or("none", MatchedPath::as_str);
    tracing::debug!(
        method,
        route,
        status = status.as_u16(),
        millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    if is_counted(route, method) {
        count(route, method, status);
        SECONDS_TAKEN.record(took.as_secs_f64());
    }
    response
}

static SECONDS_TAKEN: LazyLock<Histogram> =
    LazyLock::new(|| metrics::histogram!("roundtable_request_seconds"));

/// A counter of requests, by the method and status it counts.
type Counted = (&'static str, StatusCode, Counter);

/// The counters that were used already, by route: making one anew costs more than answering a small request.
static COUNTERS: RwLock<BTreeMap<String, Vec<Counted>>> = RwLock::new(BTreeMap::new());

/// A stranger can make methods up; those are counted together.
fn name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        _ => "other",
    }
}

/// Whether a request reads, and changes nothing.
fn reads(method: &str) -> bool {
    matches!(method, "GET" | "HEAD")
}

/// Whether a request is counted and timed at all. Forms sent to a decision or an account are not: that would be a count of its
/// ballots or replies while it is open, and nobody is to have one, the host neither.
fn is_counted(route: &str, method: &str) -> bool {
    reads(method) || !(route.contains("{decision}") || route.contains("{account}"))
}

/// The route under which a request is counted. All that would change something is counted together.
fn counted_as<'a>(route: &'a str, method: &str) -> &'a str {
    if reads(method) { route } else { "changes" }
}

fn count(route: &str, method: &'static str, status: StatusCode) {
    let route = counted_as(route, method);
    let known = COUNTERS.read().unwrap_or_else(PoisonError::into_inner);
    let found = known.get(route).and_then(|all| all.iter().find(|one| one.0 == method && one.1 == status));
    if let Some((_, _, counter)) = found {
        counter.increment(1);
        return;
    }
    drop(known);
    let labels =
        [("method", method.to_owned()), ("route", route.to_owned()), ("status", status.as_str().to_owned())];
    let counter = metrics::counter!("roundtable_requests_total", &labels);
    counter.increment(1);
    let mut known = COUNTERS.write().unwrap_or_else(PoisonError::into_inner);
    known.entry(route.to_owned()).or_default().push((method, status, counter));
}

/// `GET /metrics`.
pub(crate) async fn show(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
) -> Result<Response, Fault> {
    let forwarded =
        request.headers().keys().any(|name| name.as_str().starts_with("x-forwarded") || name == "forwarded");
    if !peer.0.ip().is_loopback() || forwarded {
        return Err(Fault::NotFound);
    }
    metrics::gauge!("roundtable_queue_room")
        .set(f64::from(u32::try_from(app.clerk.room()).unwrap_or(u32::MAX)));
    let (kept, groups) = app.clerk.work();
    metrics::counter!("roundtable_commands_kept_total").absolute(kept);
    metrics::counter!("roundtable_groups_committed_total").absolute(groups);
    app.metrics.run_upkeep();
    Ok((StatusCode::OK, [("content-type", "text/plain; version=0.0.4")], app.metrics.render())
        .into_response())
}
