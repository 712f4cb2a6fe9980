//! Who sends a request, as far as it matters: how they like pages, and which seats they hold.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST};
use axum::http::request::Parts;
use table::{Day, SeatNo, Table, TableId};

use crate::app::{App, today};
use crate::fault::Fault;
use crate::look::Look;
use crate::text::Tr;
use crate::visit::Visit;
use crate::{cookies, visit};

/// Whoever sends a request.
#[derive(Clone)]
pub(crate) struct Visitor {
    /// How they like pages.
    pub look: Look,
    /// Their language.
    pub tr: Tr,
    /// Today.
    pub today: Day,
    /// The address they reach us at, without a slash at the end.
    pub origin: String,
    cookies: Vec<(String, String)>,
    bearer: Option<String>,
}

impl Visitor {
    /// From a request's headers.
    pub(crate) fn of(parts: &Parts, app: &App) -> Self {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let cookies = text(COOKIE).map(cookies::parse).unwrap_or_default();
        let mut look = cookies
            .iter()
            .find(|(name, _)| name == crate::look::COOKIE)
            .map(|(_, value)| Look::of_cookie(value))
            .unwrap_or_default();
        if parts.headers.get("save-data").is_some_and(|value| value == "on") {
            look.lean = true;
        }
        let origin = app.origin.clone().unwrap_or_else(|| format!("http://{}", host(text(HOST))));
        let bearer = text(AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
        Self { look, tr: Tr::english(), today: today(), origin, cookies, bearer }
    }

    /// The visit they are on at a table, if its token is good. Whether the seat still stands is the table's
    /// to say: see [`Visitor::seat`].
    pub(crate) fn visit(&self, app: &App, table: TableId) -> Option<Visit> {
        let token = if let Some(bearer) = &self.bearer {
            bearer
        } else {
            let name = cookies::seat_name(app, table);
            &self.cookies.iter().find(|(known, _)| *known == name)?.1
        };
        Visit::of_token(token, &app.key, table, self.today).filter(|visit| !app.clerk.visit_ended(&visit.id))
    }

    /// The seat they hold at a table.
    pub(crate) fn seat(&self, app: &App, table: &Table) -> Option<SeatNo> {
        let visit = self.visit(app, table.id)?;
        let seat = table.seat(visit.seat)?;
        (seat.renewals == visit.renewals).then_some(visit.seat)
    }

    /// The seat they hold at a table, or why they can't do this without one.
    pub(crate) fn seat_at(&self, app: &App, id: TableId) -> Result<SeatNo, Fault> {
        let seated = app
            .clerk
            .glance(id, |table| (self.seat(app, table), crate::access::exists_for_all(table)))
            .ok_or(Fault::NotFound)?;
        match seated {
            (Some(seat), _) => Ok(seat),
            (None, true) => Err(Fault::NoSeat(id)),
            (None, false) => Err(Fault::NotFound),
        }
    }

    /// All names of cookies they carry, to forget them.
    pub(crate) fn cookie_names(&self) -> impl Iterator<Item = &str> {
        self.cookies.iter().map(|(name, _)| name.as_str())
    }

    /// Every visit they are on, at whatever table, to end them.
    pub(crate) fn visits<'a>(&'a self, app: &'a App) -> impl Iterator<Item = Visit> + 'a {
        self.cookies.iter().filter_map(move |(name, value)| {
            let code = name.strip_prefix("__Host-").unwrap_or(name).strip_prefix("seat-")?;
            visit::Visit::of_token(value, &app.key, code.parse().ok()?, self.today)
        })
    }

    /// The tables they seem to have seats at.
    pub(crate) fn tables<'a>(&'a self, app: &'a App) -> impl Iterator<Item = TableId> + 'a {
        self.cookies.iter().filter_map(move |(name, _)| {
            let code: TableId =
                name.strip_prefix("__Host-").unwrap_or(name).strip_prefix("seat-")?.parse().ok()?;
            self.visit(app, code).map(|_| code)
        })
    }
}

/// Only what a host name and port may hold: links made from it can't lead anywhere odd.
fn host(header: Option<&str>) -> &str {
    header
        .filter(|host| {
            host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
        })
        .unwrap_or("localhost")
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}
