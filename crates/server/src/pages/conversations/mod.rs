//! Conversations: the offer, saying and answering things, and where we stand.

mod add;
mod all;
mod answer;
mod change;
pub(crate) mod counted;
mod csv;
mod done;
mod home;
mod map_file;
mod offer;
pub(crate) mod offer_form;
mod open;
#[cfg(test)]
mod open_tests;
mod pager;
mod say;
pub(crate) mod shown;
pub(crate) mod stand;
pub(crate) mod statement;
mod statement_page;
mod talk;
#[cfg(test)]
pub(crate) mod trial;
pub(crate) mod turn;
pub(crate) mod unlike;
mod unlike_page;
mod withdraw;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::live;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/t/{table}/c/new", get(open::show).post(open::open))
        .route("/t/{table}/c/{conversation}", get(home::show))
        .route("/t/{table}/c/{conversation}/offer", get(offer::show).post(offer::mark))
        .route("/t/{table}/c/{conversation}/offer/change", get(change::show).post(change::change))
        .route("/t/{table}/c/{conversation}/say", get(say::next))
        .route("/t/{table}/c/{conversation}/say/{statement}", get(say::show).post(say::answer))
        .route("/t/{table}/c/{conversation}/add", get(add::show).post(add::add))
        .route("/t/{table}/c/{conversation}/s/{statement}", get(statement::show).post(statement::act))
        .route("/t/{table}/c/{conversation}/s/{statement}/withdraw", get(withdraw::show))
        .route("/t/{table}/c/{conversation}/stand", get(stand::show))
        .route("/t/{table}/c/{conversation}/stand/how", get(stand::how::show))
        .route("/t/{table}/c/{conversation}/stand/live", get(live::show))
        .route("/t/{table}/c/{conversation}/stand/map.json", get(map_file::file))
        .route("/t/{table}/c/{conversation}/stand/unlike", get(unlike::show).post(unlike::act))
        .route("/t/{table}/c/{conversation}/stand.csv", get(csv::file))
        .route("/t/{table}/c/{conversation}/all", get(all::show))
        .route("/t/{table}/c/{conversation}/done", get(done::show))
}
