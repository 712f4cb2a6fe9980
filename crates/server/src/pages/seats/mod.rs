//! One's own seat: the card, coming back, one's own page.

mod back;
mod card;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) use card::card_page;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/back", get(back::show).post(back::come_back))
        .route("/back/{table}/{words}", get(back::scanned))
        .route("/t/{table}/back", get(back::show_at).post(back::come_back))
        .route("/t/{table}/card", get(card::show).post(card::replace))
}
