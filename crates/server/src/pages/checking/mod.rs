//! `/t/{table}/checking`: "Check my words". Whether what somebody gave is in the record, unchanged; and the proof to keep.
//!
//! Only the seat's holder sees it. No page and no file here tells how somebody answered: what shows which way one chose could
//! be asked for by others.

mod fresh;
mod lots;
mod own;
mod page;
mod proof;
mod sums;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;
use table::TableId;

use crate::app::App;

pub(crate) use fresh::fresh;
pub(crate) use own::{Fate, Own, look, proof as proof_of};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/checking", get(page::show))
        .route("/t/{table}/checking/{entry}/proof", get(proof::take))
}

/// The address of the page.
pub(crate) fn address(table: TableId) -> String {
    format!("/t/{table}/checking")
}
