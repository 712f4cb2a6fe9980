//! Taking a seat, by link, code or QR, with nothing in hand.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, Answer, Command, InviteCode, TableId};

use super::line_by_line;
use super::set::{card_of, first_visit};
use crate::access::{Access, access};
use crate::app::App;
use crate::cookies;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page, go_to, key_field, said};
use crate::pages::seats::card_page;
use crate::t;
use crate::tamper;
use crate::ui::{Button, Details};
use crate::visit::card_hash;
use crate::visitor::Visitor;

/// What the page shows of a table before somebody sits down.
struct Doorstep {
    at: AtTable,
    purpose: String,
    agreement: String,
    needs_invitation: bool,
}

/// `GET /t/{table}/sit`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    page(&app, &visitor, id, None).await
}

/// `GET /j/{code}`: the table behind an invitation, with the seat one press away.
pub(super) async fn invited(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let code: InviteCode = code.parse().map_err(|_| Fault::NotFound)?;
    let mut found = None;
    app.clerk
        .read_each(|table| {
            if table.invitation(code).is_some() {
                found = Some(table.id);
            }
        })
        .await?;
    let Some(id) = found else {
        app.wrong_guess()?;
        return Err(Fault::NotFound);
    };
    page(&app, &visitor, id, Some(code)).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    code: Option<InviteCode>,
) -> Result<Response, Fault> {
    let seen = app
        .clerk
        .read(id, |table| {
            let access = access(app, visitor, table, code)?;
            let works = code
                .and_then(|code| table.invitation(code))
                .is_some_and(|invitation| invitation.works(visitor.today));
            Ok::<_, Fault>((
                access,
                Doorstep {
                    at: AtTable::of(table, access.seat().is_some()),
                    purpose: table.purpose.to_string(),
                    agreement: tamper::shown(
                        visitor.tr,
                        table.agreement().1.altered,
                        &table.agreement().1.text,
                    ),
                    needs_invitation: !table.open_to_read() && !works,
                },
            ))
        })
        .await??;
    let (access, doorstep) = seen;
    if matches!(access, Access::Seated(_)) {
        return Ok(go_to(&format!("/t/{id}"), Vec::new()));
    }
    let title = t!(visitor.tr, "sit-title");
    let body = doorstep_body(visitor, id, code, &doorstep);
    Ok(Page::new(title, body).at(doorstep.at).show(app, visitor))
}

fn doorstep_body(visitor: &Visitor, id: TableId, code: Option<InviteCode>, doorstep: &Doorstep) -> Markup {
    let tr = visitor.tr;
    html! {
        h1.govuk-heading-xl { (t!(tr, "sit-title")) }
        (said(&doorstep.purpose))
        @if doorstep.needs_invitation {
            p.rt-lead { (t!(tr, "refusal-not-invited")) }
            p.govuk-body { a.govuk-link href="/go" { (t!(tr, "home-code")) } }
        } @else {
            p.govuk-body { (t!(tr, "sit-nothing-needed")) }
            (Details::new(t!(tr, "sit-agreement"), line_by_line(&doorstep.agreement)))
            form action={ "/t/" (id) "/sit" } method="post" novalidate {
                (key_field())
                @if let Some(code) = code { input type="hidden" name="code" value=(code); }
                (Button::new(t!(tr, "sit-button")))
            }
        }
        p.govuk-body { a.govuk-link href="/back" { (t!(tr, "back-link")) } }
    }
}

/// `POST /t/{table}/sit`.
pub(super) async fn sit(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let key = fields.key()?;
    let card = card_of(&app, &key);
    let hash = card_hash(&app.key, id, &card);
    let invitation: Option<InviteCode> = fields.get("code").parse().ok();
    let seated = app
        .clerk
        .glance(id, |table| {
            let access = access(&app, &visitor, table, invitation)?;
            Ok::<_, Fault>(access.seat().map(|seat| (seat, table.seat_of_card(&hash) == Some(seat))))
        })
        .ok_or(Fault::NotFound)??;
    match seated {
        // The form was sent twice, by a double tap or a reload: the card is shown again.
        Some((seat, true)) => return card_page(&app, &visitor, id, &card, seat, Vec::new()).await,
        Some(_) => return Ok(go_to(&format!("/t/{id}"), Vec::new())),
        None => {}
    }
    let command = Command::TakeSeat { invitation, card: hash };
    let answer = app.clerk.ask(id, Actor::Newcomer, command, key.clone(), visitor.today).await?;
    let Answer::Seated(seat) = answer else { return Err(Fault::Broken) };
    let token = first_visit(&app, &visitor, &key, seat).token(&app.key, id);
    let cookie = cookies::keep_seat(&app, id, &token);
    card_page(&app, &visitor, id, &card, seat, vec![cookie]).await
}
