//! Pages. Each folder is a place people go; each file one page or a few that belong together.

mod changes;
pub(crate) mod conversations;
mod faults;
mod front;
pub(crate) mod links;
pub(crate) mod seats;
pub(crate) mod tables;

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
        .merge(changes::routes())
}
