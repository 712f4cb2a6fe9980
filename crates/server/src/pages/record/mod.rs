//! The record on the web: a page for people, files for programs, and the eight words for other pages and papers.

mod body;
mod digest;
mod export;
mod files;
mod finality;
mod mark;
mod page;
mod past;
mod seen;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) use digest::Digests;
pub(crate) use finality::{Counted, sentence as finality};
pub(crate) use mark::{Mark, address, posted, small};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/record", get(page::show))
        .route("/t/{table}/record/checkpoint", get(files::checkpoint))
        .route("/t/{table}/record/witnessed", get(files::witnessed))
        .route("/t/{table}/record/tile/{*tile}", get(files::tile))
        .route("/t/{table}/record/key", get(files::key))
        .route("/t/{table}/record/policy", get(files::policy))
        .route("/t/{table}/record/words", get(files::words))
        .route("/t/{table}/record/export.jsonl", get(export::take))
}
