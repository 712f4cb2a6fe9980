//! Opening a decision, and taking it up again after a talk.

mod after;
mod begin;
mod carried;
mod check;
mod kind;
mod lists;
mod money;
mod proposal;
mod question;
mod sources;
#[cfg(test)]
mod tests;
mod write;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) use carried::carried;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/d/new", get(begin::show))
        .route("/t/{table}/d/new/{kind}", get(write::show).post(write::open))
        .route("/t/{table}/d/{decision}/after-talk", get(after::show).post(after::amend))
}
