//! Coming back with the card: by its words, or by its QR code. The address in the code only shows a form;
//! sending it is what lets somebody in, so nothing that merely opens links does.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use table::{Card, NotACard, SeatNo, TableId};

use super::card::visit_cookie;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, Part, go_to};
use crate::pages::tables::by_hand;
use crate::t;
use crate::ui::{Button, Label, Size, TextInput, Width};
use crate::visit::{card_hash, fresh_key};
use crate::visitor::Visitor;

/// `GET /back`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    form(&app, &visitor, &Fields::default(), &Wrong::none())
}

/// `GET /t/{table}/back`: the table's code is filled in.
pub(super) async fn show_at(State(app): State<App>, visitor: Visitor, Path(id): Path<TableId>) -> Response {
    let fields = Fields::of(vec![("code".into(), by_hand(id))]);
    form(&app, &visitor, &fields, &Wrong::none())
}

/// `GET /back/{table}/{words}`: the address in the QR code.
pub(super) async fn scanned(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, words)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let card = Card::parse(&words).map_err(|_| Fault::NotFound)?;
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "back-scanned-title")) }
        p.rt-lead { (t!(tr, "back-scanned-lead")) }
        form action="/back" method="post" novalidate {
            input type="hidden" name="code" value=(id);
            input type="hidden" name="card" value=(card.dashed());
            (Button::new(t!(tr, "back-button")))
        }
    };
    Ok(Page::new(t!(tr, "back-title"), body).part(Part::Mine).show(&app, &visitor))
}

/// `POST /back`.
pub(super) async fn come_back(
    State(app): State<App>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let mut wrong = Wrong::none();
    let id = fields.get("code").parse::<TableId>();
    if id.is_err() {
        wrong.add(Some("code"), t!(tr, "code-unknown"));
    }
    let card = Card::parse(fields.get("card"));
    match &card {
        Ok(_) => {}
        Err(NotACard::Count(count)) => wrong.add(Some("card"), t!(tr, "back-count", count = *count)),
        Err(NotACard::Unknown(word)) => wrong.add(Some("card"), t!(tr, "back-unknown", word = word.as_str())),
    }
    let (Ok(id), Ok(card)) = (id, card) else { return Ok(form(&app, &visitor, &fields, &wrong)) };
    match holder(&app, id, &card) {
        Holder::Seat(seat) => {
            let drawn =
                crate::visit::drawn(&app.key, "visit", &store::Key::new(&fresh_key()).ok_or(Fault::Broken)?);
            let cookie = visit_cookie(&app, &visitor, id, seat, &drawn)?;
            Ok(go_to(&format!("/t/{id}/me"), vec![cookie]))
        }
        Holder::Waiting(vouched) => {
            wrong.add(Some("card"), t!(tr, "back-waiting", vouched = vouched));
            Ok(form(&app, &visitor, &fields, &wrong))
        }
        Holder::Nobody => {
            app.wrong_guess()?;
            wrong.add(Some("card"), t!(tr, "back-nobody"));
            Ok(form(&app, &visitor, &fields, &wrong))
        }
    }
}

/// Whose card it is. Shared with the API.
pub(crate) enum Holder {
    Seat(SeatNo),
    Waiting(usize),
    Nobody,
}

pub(crate) fn holder(app: &App, id: TableId, card: &Card) -> Holder {
    let hash = card_hash(&app.key, id, card);
    app.clerk
        .glance(id, |table| match (table.seat_of_card(&hash), table.request_of_card(&hash)) {
            (Some(seat), _) => Holder::Seat(seat),
            (None, Some((_, vouched))) => Holder::Waiting(vouched),
            (None, None) => Holder::Nobody,
        })
        .unwrap_or(Holder::Nobody)
}

fn form(app: &App, visitor: &Visitor, fields: &Fields, wrong: &Wrong) -> Response {
    let tr = visitor.tr;
    let label = |words: String| Label::new(words).size(Size::M);
    let body = html! {
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "back-title")) }
        p.rt-lead { (t!(tr, "back-lead")) }
        form action="/back" method="post" novalidate {
            (TextInput::new("code", label(t!(tr, "back-code"))).hint(t!(tr, "back-code-hint"))
                .value(fields.get("code")).error(wrong.at(tr, "code")).width(Width::W20).autocomplete("off").spellcheck(false))
            (TextInput::new("card", label(t!(tr, "back-card"))).hint(t!(tr, "back-card-hint"))
                .value(fields.get("card")).error(wrong.at(tr, "card")).autocomplete("off").spellcheck(false)
                .autocapitalize("none"))
            (Button::new(t!(tr, "back-button")))
        }
        h2.govuk-heading-m { (t!(tr, "back-lost-title")) }
        p.govuk-body { (t!(tr, "back-lost")) }
        p.govuk-body { a.govuk-link href="/lost" { (t!(tr, "back-lost-link")) } }
    };
    Page::new(t!(tr, "back-title"), body).part(Part::Mine).with_error(wrong.is_any()).show(app, visitor)
}
