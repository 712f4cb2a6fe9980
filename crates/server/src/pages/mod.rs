//! Pages. Each folder is a place people go; each file one page or a few that belong together.

mod before;
mod changes;
pub(crate) mod checking;
pub(crate) mod conversations;
pub(crate) mod decisions;
mod faults;
mod front;
pub(crate) mod heard;
pub(crate) mod links;
mod opening;
mod papers;
pub(crate) mod promises;
pub(crate) mod record;
pub(crate) mod rules;
pub(crate) mod seats;
pub(crate) mod tables;
pub(crate) mod trail;
#[cfg(test)]
pub(crate) mod trial;

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
        .merge(heard::routes())
        .merge(rules::routes())
        .merge(opening::routes())
        .merge(decisions::routes())
        .merge(promises::routes())
        .merge(papers::routes())
        .merge(record::routes())
        .merge(changes::routes())
        .merge(checking::routes())
}
