//! Conversations: the offer, saying and answering things, and where we stand.

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
}
