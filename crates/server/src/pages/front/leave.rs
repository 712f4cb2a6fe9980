//! `/leave`: out, at once. Ends every visit, empties what the browser keeps, and shows another page.

use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;

use crate::app::App;
use crate::cookies;
use crate::page::go_to;
use crate::visitor::Visitor;

const LONGEST_WAIT: Duration = Duration::from_millis(300);

/// `GET` or `POST /leave`. A link works as well as a form: getting out must never depend on how.
pub(super) async fn leave(State(app): State<App>, visitor: Visitor) -> Response {
    for visit in visitor.visits(&app) {
        // Getting out must not wait for a slow disk. The cookies go in any case, which is what matters on this
        // device; the end of the visit is still kept as soon as it can be.
        let ending = app.clerk.end_visit(visit.id, visitor.today);
        let _ = tokio::time::timeout(LONGEST_WAIT, ending).await;
    }
    let forgotten = visitor.cookie_names().filter(|name| known(name)).map(|name| cookies::forget(&app, name));
    let mut response = go_to(&app.config.leave_to, forgotten.collect());
    let headers = response.headers_mut();
    // Not "cache": some browsers take seconds over it, and every page says no-store anyway.
    headers.insert("clear-site-data", HeaderValue::from_static("\"cookies\", \"storage\""));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Only names of our own making go back into a header.
fn known(name: &str) -> bool {
    let plain = name.strip_prefix("__Host-").unwrap_or(name);
    let ours = plain.starts_with("seat-") || plain == crate::look::COOKIE;
    ours && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
