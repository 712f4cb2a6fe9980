//! What holds for every response: the headers, the limits, and a page or JSON for whatever went wrong.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use table::TableId;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::fault::Fault;
use crate::pages::fault_page;
use crate::visitor::Visitor;

/// Nothing inline, nothing from elsewhere, nobody's frame.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// A request may take this long, waiting for its body aside.
const REQUEST_TIME: Duration = Duration::from_secs(45);
/// So many requests are worked on at once; more are turned away before any work is done.
const AT_ONCE: usize = 3000;

/// So many headers are put on a response at the most.
const COUNT: usize = 9;

/// Puts the headers on every response, whatever made it.
pub(crate) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let loopback = is_loopback(&request);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // All of them at once, so that what is there already moves once.
    headers.reserve(COUNT);
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    );
    // Without HTTPS browsers leave out Sec-Fetch-Site, and with "no-referrer" they hide the Origin too:
    // then nothing would tell our own forms from a foreign page's. Other sites are told nothing either way.
    let referrer = if app.secure() || loopback { "no-referrer" } else { "same-origin" };
    set(header::REFERRER_POLICY, referrer);
    if app.secure() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    // Only files of our own say otherwise, and only where there is one.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn is_loopback(request: &Request) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// How many requests are worked on right now.
#[derive(Clone)]
pub(crate) struct Room(Arc<Semaphore>);

impl Room {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Turns requests away while there is no room, and gives up those that take too long.
pub(crate) async fn limits(State(room): State<Room>, request: Request, next: Next) -> Response {
    // Whoever looks after the machine hears how it is even when there is no room for anybody else.
    if matches!(request.uri().path(), "/healthz" | "/readyz") {
        return next.run(request).await;
    }
    let Ok(_place) = room.0.try_acquire() else {
        return Fault::Busy.into_response();
    };
    match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::Slow.into_response(),
    }
}

/// Gives every fault its page, or its JSON under `/api/`.
pub(crate) async fn faults(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts);
    let is_damaged = damaged(&app, parts.uri.path());
    let for_later = FaultPage::keep(&parts);
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    let response = if is_damaged {
        Fault::Damaged.into_response()
    } else {
        next.run(Request::from_parts(parts, body)).await
    };
    let fault = match fault_of(&response) {
        // An address in which a number or a code can't be read is like one that leads nowhere.
        Some(Fault::Bad) if reads => Fault::NotFound,
        Some(fault) => fault,
        None => return response,
    };
    let mut dressed = match asked {
        Asked::Json => api_fault(fault, &for_later.visitor(&app)),
        Asked::Page => fault_page(fault, &app, &for_later.visitor(&app)),
    };
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

/// Whether an address is of a table that can't be shown.
fn damaged(app: &App, path: &str) -> bool {
    let of_table = path.strip_prefix("/t/").or_else(|| path.strip_prefix("/api/v1/tables/"));
    let Some(id) = of_table.and_then(|rest| rest.split('/').next()?.parse::<TableId>().ok()) else {
        return false;
    };
    app.clerk.damaged().contains(&id)
}

/// A fault that was attached, or the one behind an error that some layer answered in its own words.
fn fault_of(response: &Response) -> Option<Fault> {
    if let Some(fault) = response.extensions().get::<Fault>() {
        return Some(*fault);
    }
    let ours = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/"));
    if ours { None } else { Fault::of_status(response.status()) }
}

enum Asked {
    Page,
    Json,
}

impl Asked {
    fn of(parts: &Parts) -> Self {
        if parts.uri.path().starts_with("/api/") { Self::Json } else { Self::Page }
    }
}

/// The part of a request that a fault's page needs: only the headers.
struct FaultPage(axum::http::HeaderMap);

impl FaultPage {
    fn keep(parts: &Parts) -> Self {
        let mut kept = axum::http::HeaderMap::new();
        for name in [header::COOKIE, header::HOST, HeaderName::from_static("save-data")] {
            if let Some(value) = parts.headers.get(&name) {
                kept.insert(name, value.clone());
            }
        }
        Self(kept)
    }

    fn visitor(self, app: &App) -> Visitor {
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.headers = self.0;
        Visitor::of(&parts, app)
    }
}

/// A fault as the API says it.
pub(crate) fn api_fault(fault: Fault, visitor: &Visitor) -> Response {
    let (field, text) = match fault {
        Fault::Refused(refusal) => (
            refusal.field().map(|field| field.key().replace('-', "_")),
            crate::mend::sentence(visitor.tr, &refusal),
        ),
        other => (None, visitor.tr.say(&format!("fault-{}", other.key()), None)),
    };
    let body = json!({ "error": { "key": fault.key(), "field": field, "text": text } });
    let mut response = (fault.status(), axum::Json(body)).into_response();
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
