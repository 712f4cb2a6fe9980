//! One's own seat: the card, coming back, one's own page, and everything that is one's own at a table.

mod answers;
mod away;
mod back;
mod bring;
mod card;
mod connected;
mod export;
mod letter;
mod lost;
mod mail;
mod me;
mod name;
mod paging;
mod said;
mod vouch;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(crate) use back::{Holder, holder};
pub(crate) use card::{card_page, qr};
pub(crate) use export::Export;
pub(crate) use lost::named;
pub(crate) use paging::{ON_A_PAGE, Paging, asked};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/back", get(back::show).post(back::come_back))
        .route("/back/{table}/{words}", get(back::scanned))
        .route("/t/{table}/back", get(back::show_at).post(back::come_back))
        .route("/t/{table}/card", get(card::show).post(card::replace))
        .route("/lost", get(lost::show).post(lost::ask))
        .route("/t/{table}/lost", get(lost::show_at).post(lost::ask))
        .route("/t/{table}/vouch", get(vouch::show).post(vouch::vouch))
        .route("/t/{table}/me", get(me::show))
        .route("/t/{table}/me/stop", post(me::stop))
        .route("/t/{table}/me/said", get(said::show))
        .route("/t/{table}/me/answers/{conversation}", get(answers::show))
        .route("/t/{table}/me/name", get(name::show).post(name::choose))
        .route("/t/{table}/me/bring", get(bring::show).post(bring::bring))
        .route("/t/{table}/me/connected", get(connected::show).post(connected::connect))
        .route("/t/{table}/me/mail", get(mail::show).post(mail::give))
        .route("/t/{table}/mail/{token}", get(letter::show).post(letter::confirm))
        .route("/t/{table}/mail/{token}/stop", get(letter::stopping).post(letter::stop))
        .route("/t/{table}/me/export.json", get(export::take))
        .route("/t/{table}/me/leave", get(away::show).post(away::leave))
}
