//! Every address, and the layers round them.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::app::App;
use crate::fault::Fault;
use crate::fields::MOST_BYTES;
use crate::security::Room;
use crate::{api, files, metrics, pages, security};

/// How hard pages are compressed. Two steps above the layer's own takes a tenth off a long page, for under a millisecond.
const SMALL: CompressionLevel = CompressionLevel::Precise(6);

/// The whole service. Layers are named from the outside in.
pub(crate) fn router(app: App) -> Router {
    let csrf = CsrfLayer::new();
    let csrf = match &app.origin {
        Some(origin) => csrf.clone().add_trusted_origin(origin).unwrap_or(csrf),
        None => csrf,
    };
    // All in one: each layer that a router is given by itself puts every request and every response in boxes of its own.
    let round = ServiceBuilder::new()
        .layer(from_fn(metrics::watch))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(CompressionLayer::new().quality(SMALL))
        .layer(from_fn_with_state(app.clone(), security::faults))
        .layer(from_fn_with_state(Room::new(), security::limits))
        .layer(CatchPanicLayer::custom(broken))
        .layer(csrf.with_rejection_response(foreign))
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .route("/assets/{name}", get(files::asset))
        .route("/robots.txt", get(files::robots))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
        .fallback(|| async { Fault::NotFound })
        .method_not_allowed_fallback(|| async { Fault::Method })
        .layer(round)
        .with_state(app)
}

fn foreign(_: tower_http::csrf::ProtectionError) -> Response {
    Fault::Foreign.into_response()
}

fn broken(_: Box<dyn std::any::Any + Send>) -> Response {
    // What was in the panic stays in the log that the panic hook writes; the page says nothing of it.
    Fault::Broken.into_response()
}

/// `GET /readyz`: whether things can be saved.
async fn ready(
    axum::extract::State(app): axum::extract::State<App>,
    _: Request,
) -> Result<&'static str, Fault> {
    if app.clerk.has_failed() { Err(Fault::Stopped) } else { Ok("ready\n") }
}
