//! The front of the house: what this is, the tables that can be found, how pages look, and the way out.

mod code;
mod home;
mod leave;
mod plain;
mod settings;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::show))
        .route("/me", get(home::mine))
        .route("/go", get(code::show).post(code::go))
        .route("/settings", get(settings::show).post(settings::save))
        .route("/leave", get(leave::leave).post(leave::leave))
        .route("/leave/about", get(plain::leaving))
        .route("/safety", get(plain::safety))
        .route("/privacy", get(plain::privacy))
        .route("/accessibility", get(plain::accessibility))
        .route("/help", get(plain::help))
}
