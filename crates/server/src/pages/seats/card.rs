//! The card: words and a QR code that bring a seat's holder back on any device. Shown when it is made; the
//! words are not kept, so later there can only be a new one.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use table::{Actor, Card, Command, SeatNo, TableId, seat_name};

use crate::app::App;
use crate::cookies;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, Part, key_field};
use crate::pages::tables::set::card_of;
use crate::pages::tables::{by_hand, typed};
use crate::t;
use crate::ui::{Button, LinkButton, SeatCard, warning_text};
use crate::visit::{Visit, card_hash, drawn};
use crate::visitor::Visitor;

/// The page with a new seat's card on it. From here the way goes on to two questions that can be skipped.
pub(crate) async fn card_page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    card: &Card,
    seat: SeatNo,
    cookies: Vec<HeaderValue>,
) -> Result<Response, Fault> {
    let on = (t!(visitor.tr, "card-first"), format!("/t/{id}/me/bring?first=1"));
    page_of(app, visitor, id, card, seat, cookies, on).await
}

/// The page with a card's words on it, and a button that leads on.
async fn page_of(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    card: &Card,
    seat: SeatNo,
    cookies: Vec<HeaderValue>,
    (on, address): (String, String),
) -> Result<Response, Fault> {
    let at = app.clerk.read(id, |table| AtTable::of(table, true)).await?;
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "card-title")) }
        p.rt-lead { (t!(tr, "card-lead")) }
        (picture(visitor, id, &at.name, card))
        (warning_text(t!(tr, "card-warning-sign"), t!(tr, "card-once")))
        p.govuk-body { (t!(tr, "card-how")) }
        p.govuk-body { (t!(tr, "card-seat-name", name = seat_name(id, seat))) }
        p.govuk-body.rt-noprint { (t!(tr, "card-print")) }
        (LinkButton::new(on, address))
    };
    let mut page = Page::new(t!(tr, "card-title"), body).at(at).part(Part::Mine);
    page.cookies = cookies;
    Ok(page.show(app, visitor))
}

/// The card itself, to copy, photograph or print.
pub(super) fn picture(visitor: &Visitor, id: TableId, name: &str, card: &Card) -> SeatCard {
    let tr = visitor.tr;
    let words = html! { @for word in card.words() { span { (word) } " " } };
    let address = typed(&visitor.origin, "/back");
    let note = t!(tr, "card-note", address = address, code = by_hand(id));
    let link = format!("{}/back/{id}/{}", visitor.origin, card.dashed());
    let picture = SeatCard::new(html! { bdi { (name) } }, words, note);
    match qr(&link) {
        Some(svg) => picture.code(t!(tr, "card-qr"), svg),
        None => picture,
    }
}

/// Modules of white that must surround a code, or cameras do not find it.
const QUIET: usize = 4;

/// A QR code as an SVG without any style of its own. Level Q: a folded card still reads. Each run of dark
/// modules is one stroke, which takes a third of the bytes of a rectangle each.
pub(crate) fn qr(text: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q).ok()?;
    let across = code.width();
    let whole = across + 2 * QUIET;
    let strokes = strokes(&code.to_colors(), across);
    Some(html! {
        svg viewBox={ "0 0 " (whole) " " (whole) } shape-rendering="crispEdges" aria-hidden="true" {
            path fill="#fff" d={ "M0 0h" (whole) "v" (whole) "H0z" } {}
            path stroke="#000" d=(strokes) {}
        }
    })
}

/// The dark runs of each row, as lines through the middle of the row.
fn strokes(colours: &[Color], across: usize) -> String {
    let mut path = String::new();
    for (row, modules) in colours.chunks(across).enumerate() {
        let mut pen = None;
        let mut column = 0;
        for run in modules.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let moved = match pen {
                    None => format!("M{} {}.5", column + QUIET, row + QUIET),
                    Some(from) => format!("m{} 0", column - from),
                };
                path.extend([moved, format!("h{}", run.len())]);
                pen = Some(column + run.len());
            }
            column += run.len();
        }
    }
    path
}

/// `GET /t/{table}/card`: what the card is for, and how to get a new one.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let at = app.clerk.read(id, |table| AtTable::of(table, true)).await?;
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "card-new-title")) }
        p.rt-lead { (t!(tr, "card-new-lead")) }
        p.govuk-body { (t!(tr, "card-seat-name", name = seat_name(id, seat))) }
        form action={ "/t/" (id) "/card" } method="post" novalidate {
            (key_field())
            (Button::new(t!(tr, "card-new-button")))
        }
        p.govuk-body { a.govuk-link href={ "/t/" (id) "/me" } { (t!(tr, "table-my-page")) } }
    };
    Ok(Page::new(t!(tr, "card-new-title"), body).at(at).part(Part::Mine).show(&app, &visitor))
}

/// `POST /t/{table}/card`: a new card; the old one and all other visits stop.
pub(super) async fn replace(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let card = card_of(&app, &key);
    let command = Command::ReplaceCard { card: card_hash(&app.key, id, &card) };
    app.clerk.ask(id, Actor::Seat(seat), command, key.clone(), visitor.today).await?;
    let cookie = visit_cookie(&app, &visitor, id, seat, &drawn(&app.key, "visit", &key))?;
    let on = (t!(visitor.tr, "card-go-on"), format!("/t/{id}"));
    page_of(&app, &visitor, id, &card, seat, vec![cookie], on).await
}

/// A visit to a seat as it stands now, as a cookie.
pub(super) fn visit_cookie(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    seat: SeatNo,
    drawn: &[u8; 32],
) -> Result<HeaderValue, Fault> {
    let renewals = app
        .clerk
        .glance(id, |table| table.seat(seat).map(|seat| seat.renewals))
        .flatten()
        .ok_or(Fault::NotFound)?;
    let mut own = [0; 16];
    own.copy_from_slice(&drawn[..16]);
    let visit = Visit { id: own, seat, renewals, began: visitor.today };
    Ok(cookies::keep_seat(app, id, &visit.token(&app.key, id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the strokes again, as a browser does.
    fn drawn_again(path: &str, across: usize) -> Vec<Color> {
        let mut colours = vec![Color::Light; across * across];
        for row in path.split('M').skip(1) {
            let (start, rest) = row.split_once(".5").unwrap();
            let (x, y) = start.split_once(' ').unwrap();
            let mut column = x.parse::<usize>().unwrap() - QUIET;
            let row = y.parse::<usize>().unwrap() - QUIET;
            for step in rest.split('m').filter(|step| !step.is_empty()) {
                let (moved, run) = step.split_once('h').unwrap();
                column += moved.trim_end_matches(" 0").parse::<usize>().unwrap_or(0);
                let run: usize = run.parse().unwrap();
                colours[row * across + column..row * across + column + run].fill(Color::Dark);
                column += run;
            }
        }
        colours
    }

    #[test]
    fn a_code_is_drawn_module_by_module() {
        for text in ["x", "https://round.example/back/7kwqm2xd/light-help-virtual-similar-deer"] {
            let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q).unwrap();
            let colours = code.to_colors();
            assert_eq!(drawn_again(&strokes(&colours, code.width()), code.width()), colours);
        }
    }
}
