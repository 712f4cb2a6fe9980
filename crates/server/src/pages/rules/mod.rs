//! How we decide: chosen before the first decision.

mod choose;
pub(crate) mod form;
mod page;
pub(crate) mod shown;
#[cfg(test)]
mod tests;
mod version;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) use page::in_words;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/rules", get(page::show))
        .route("/t/{table}/rules/choose", get(choose::show).post(choose::choose))
        .route("/t/{table}/rules/{version}", get(version::show))
}
