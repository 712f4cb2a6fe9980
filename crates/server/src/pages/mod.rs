//! Pages. Each folder is a place people go; each file one page or a few that belong together.

mod conversations;
mod faults;
mod front;
mod seats;
mod tables;

use axum::Router;

use crate::app::App;

pub(crate) use faults::fault_page;

/// The addresses of all pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(front::routes())
        .merge(tables::routes())
        .merge(seats::routes())
        .merge(conversations::routes())
}
