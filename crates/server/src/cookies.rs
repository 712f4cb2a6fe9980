//! Cookies: at most one for each table one has a seat at, and one for how pages look. None before an action.

use axum::http::HeaderValue;
use table::TableId;

use crate::app::App;
use crate::visit::DAYS;

/// The name of a table's cookie. The strict prefix needs HTTPS; in a hall without it the name is plain.
pub(crate) fn seat_name(app: &App, table: TableId) -> String {
    if app.secure() { format!("__Host-seat-{table}") } else { format!("seat-{table}") }
}

/// Keeps a visit's token for a table.
pub(crate) fn keep_seat(app: &App, table: TableId, token: &str) -> HeaderValue {
    header(app, &seat_name(app, table), token, i64::from(DAYS) * 86_400)
}

/// Forgets a cookie of any kind.
pub(crate) fn forget(app: &App, name: &str) -> HeaderValue {
    header(app, name, "", 0)
}

/// Keeps how pages look.
pub(crate) fn keep_look(app: &App, value: &str) -> HeaderValue {
    header(app, crate::look::COOKIE, value, crate::look::KEPT_SECONDS)
}

fn header(app: &App, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if app.secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    // Names and values are letters, digits, dots, dashes and underscores of our own making.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// The cookies a request carries, in order.
pub(crate) fn parse(header: &str) -> Vec<(String, String)> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
