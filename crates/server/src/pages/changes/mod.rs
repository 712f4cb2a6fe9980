//! What changed at a table: as a page and as a feed.

mod feed;
mod mine;
mod page;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/changes", get(mine::show))
        .route("/t/{table}/changes", get(page::show))
        .route("/t/{table}/changes.atom", get(feed::show))
        .route("/t/{table}/feed/{token}", get(feed::private))
}

#[cfg(test)]
mod tests;
