//! Decisions: answering, closing, and what they came to.
//!
//! Until a decision is counted, its pages say nothing that depends on anybody's ballot but the reader's own.

mod act;
mod after;
mod all;
mod answer;
mod ballot;
mod budget;
mod facts;
mod not_here;
mod one;
mod one_page;
mod ranked;
mod result;
pub(crate) mod shown;
mod stands;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/d", get(all::show))
        .route("/t/{table}/d/{decision}", get(one::show).post(answer::answer))
        .route("/t/{table}/d/{decision}/back", post(act::take_back))
        .route("/t/{table}/d/{decision}/time", post(act::ask_more_time))
        .route("/t/{table}/d/{decision}/not-here", get(not_here::show).post(not_here::send))
        .route("/t/{table}/d/{decision}/close", post(act::close))
}

#[cfg(test)]
mod tests;
