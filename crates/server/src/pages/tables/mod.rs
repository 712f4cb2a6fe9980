//! Tables: setting one, coming to one, sitting down, and how people work together there.

mod home;
pub(crate) mod set;
mod sit;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/start", get(set::choose))
        .route("/start/{starter}", get(set::show).post(set::set))
        .route("/t/{table}", get(home::show))
        .route("/t/{table}/sit", get(sit::show).post(sit::sit))
        .route("/j/{code}", get(sit::invited))
}
