//! The papers an institution asks for, made of what is there.

mod all;
mod files;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::papers::STYLE_PATH;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(STYLE_PATH, get(files::style))
        .route("/fonts.txt", get(files::fonts))
        .route("/t/{table}/papers", get(all::show))
        .route("/t/{table}/papers/{file}", get(files::of_table))
        .route("/t/{table}/papers/evidence/{file}", get(files::evidence))
        .route("/t/{table}/heard/{account}/account.pdf", get(files::account_pdf))
        .route("/t/{table}/heard/{account}/account.html", get(files::account_html))
        .route("/t/{table}/heard/{account}/account.json", get(files::account_json))
}
