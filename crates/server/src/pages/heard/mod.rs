//! What we heard: accounts of a conversation, what people say to their lines, and what came of it.

mod all;
mod answer;
mod answer_page;
mod call;
pub(crate) mod came;
mod choose_page;
mod draft;
pub(crate) mod how;
pub(crate) mod lines;
mod missing;
mod one;
mod one_page;
mod order_page;
mod place;
mod settle;
pub(crate) mod shown;
#[cfg(test)]
mod tests;
mod write;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/c/{conversation}/heard", get(all::show))
        .route("/t/{table}/c/{conversation}/heard/call", get(call::show).post(call::call))
        .route("/t/{table}/c/{conversation}/heard/write", get(write::show).post(write::act))
        .route("/t/{table}/heard/{account}", get(one::show))
        .route("/t/{table}/heard/{account}/answer", get(answer::next))
        .route("/t/{table}/heard/{account}/answer/{line}", get(answer::show).post(answer::act))
        .route("/t/{table}/heard/{account}/missing", get(missing::show).post(missing::act))
        .route("/t/{table}/heard/{account}/settle", post(settle::settle))
}
