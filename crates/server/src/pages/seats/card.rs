//! The card: words and a QR code that bring a seat's holder back on any device. Shown when it is made; the
//! words are not kept, so later there can only be a new one.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use table::{Actor, Card, Command, SeatNo, TableId, seat_name};

use crate::app::App;
use crate::cookies;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, Part, key_field};
use crate::pages::tables::set::card_of;
use crate::t;
use crate::ui::{Button, LinkButton, SeatCard, warning_text};
use crate::visit::{Visit, card_hash, drawn};
use crate::visitor::Visitor;

/// The page with a card's words on it.
pub(crate) async fn card_page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    card: &Card,
    seat: SeatNo,
    cookies: Vec<HeaderValue>,
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
        div.govuk-button-group {
            (LinkButton::new(t!(tr, "card-go-on"), format!("/t/{id}")))
        }
        p.govuk-body.rt-noprint { (t!(tr, "card-print")) }
    };
    let mut page = Page::new(t!(tr, "card-title"), body).at(at).part(Part::Mine);
    page.cookies = cookies;
    Ok(page.show(app, visitor))
}

fn picture(visitor: &Visitor, id: TableId, name: &str, card: &Card) -> SeatCard {
    let tr = visitor.tr;
    let words = html! { @for word in card.words() { span { (word) } " " } };
    let address = format!("{}/back", visitor.origin);
    let note = t!(tr, "card-note", address = address, code = id.to_string().to_uppercase());
    let link = format!("{}/back/{id}/{}", visitor.origin, card.dashed());
    let picture = SeatCard::new(html! { bdi { (name) } }, words, note);
    match qr(&link) {
        Some(svg) => picture.code(t!(tr, "card-qr"), svg),
        None => picture,
    }
}

/// A QR code as an SVG without any style of its own. Level Q: a folded card still reads.
pub(crate) fn qr(text: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q).ok()?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // The declaration before the element belongs to a file, not to a page.
    let at = svg.find("<svg")?;
    Some(PreEscaped(svg[at..].to_owned()))
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
    card_page(&app, &visitor, id, &card, seat, vec![cookie]).await
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
