//! The JSON API under `/api/v1`: the same commands and the same refusals as the pages.

use axum::Router;

use crate::app::App;

/// Its addresses.
pub(crate) fn routes() -> Router<App> {
    Router::new()
}

/// The OpenAPI document, made from the types.
pub fn document() -> String {
    String::new()
}
