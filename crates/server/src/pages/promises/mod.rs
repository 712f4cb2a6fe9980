//! Promises: who will do what by when, and what became of it.

mod act;
mod all;
mod came;
pub(crate) mod from;
mod make;
mod one;
mod one_page;
mod poster;
pub(crate) mod shown;
mod sources;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/promises", get(all::show))
        .route("/t/{table}/promises/new", get(make::show).post(make::make))
        .route("/t/{table}/promises/poster", get(poster::show))
        .route("/t/{table}/p/{promise}", get(one::show).post(act::act))
}

#[cfg(test)]
mod tests;
