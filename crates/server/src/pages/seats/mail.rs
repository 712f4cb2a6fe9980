//! `/t/{table}/me/mail`: an address for news, given on purpose, changed or taken back.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, Command, Mail, MailAddress, MailCommand, Refusal, Rhythm, SeatNo, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mail::question;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, Part, go_to, key_field, same_key_field};
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Choice, InputKind, Label, Radios, Size, TextInput, back_link, inset_text};
use crate::visitor::Visitor;

/// `GET /t/{table}/me/mail`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let mail = kept(&app, id, seat).await?;
    let filled = Fields::of(vec![
        ("address".into(), mail.as_ref().map(|mail| mail.address.to_string()).unwrap_or_default()),
        ("rhythm".into(), mail.map_or(Rhythm::EachWeek, |mail| mail.rhythm).key().into()),
    ]);
    form(&app, &visitor, id, seat, &filled, &Wrong::none(), &key_field()).await
}

async fn kept(app: &App, id: TableId, seat: SeatNo) -> Result<Option<Mail>, Fault> {
    Ok(app.clerk.read(id, |table| table.seat(seat).and_then(|seat| seat.mail.clone())).await?)
}

/// `POST /t/{table}/me/mail`: an empty address takes it back.
pub(super) async fn give(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let command = match read(&fields) {
        Ok(command) => command,
        Err(refusal) => {
            let wrong = Wrong::of(visitor.tr, &[refusal]);
            return form(&app, &visitor, id, seat, &fields, &wrong, &same_key_field(&fields)).await;
        }
    };
    let asks = match (&app.post, &command) {
        (None, MailCommand::Give { .. }) => return Err(Fault::NotFound),
        (Some(post), MailCommand::Give { address, .. }) => {
            let known = kept(&app, id, seat).await?.is_some_and(|mail| mail.address == *address);
            if known { None } else { Some((post.may_ask()?, address.clone())) }
        }
        _ => None,
    };
    app.clerk.ask(id, Actor::Seat(seat), Command::Mail(command), key, visitor.today).await?;
    if let Some(((), address)) = asks {
        ask(&app, visitor.tr, id, seat, &address);
    }
    Ok(go_to(&format!("/t/{id}/me/mail"), Vec::new()))
}

fn read(fields: &Fields) -> Result<MailCommand, Refusal> {
    let typed = fields.get("address").trim();
    if typed.is_empty() || fields.has("stop") {
        return Ok(MailCommand::TakeBack);
    }
    let rhythm = Rhythm::from_key(fields.get("rhythm")).unwrap_or(Rhythm::EachWeek);
    Ok(MailCommand::Give { address: typed.parse()?, rhythm })
}

/// Asks whoever reads mail there. The page does not wait for a mail server.
fn ask(app: &App, tr: Tr, id: TableId, seat: SeatNo, address: &MailAddress) {
    let Some(origin) = &app.origin else { return };
    let letter = question(tr, origin, &app.key, id, seat, address);
    let app = app.clone();
    tokio::spawn(async move {
        let Some(post) = &app.post else { return };
        if let Err(error) = post.send(&letter).await {
            tracing::warn!(%error, "a letter was not sent");
        }
    });
}

async fn form(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    seat: SeatNo,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let (at, mail) = app
        .clerk
        .read(id, |table| (AtTable::of(table, true), table.seat(seat).and_then(|seat| seat.mail.clone())))
        .await?;
    let tr = visitor.tr;
    let rhythms = Rhythm::ALL.iter().map(|one| {
        Choice::new(one.key(), tr.say(&format!("rhythm-{}", one.key()), None))
            .checked(fields.get("rhythm") == one.key())
    });
    let body = html! {
        (back_link(t!(tr, "me-title"), &format!("/t/{id}/me")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "address-title")) }
        @if app.post.is_none() {
            p.rt-lead { (t!(tr, "address-no-post")) }
        } @else {
            (stands(tr, mail.as_ref()))
            p.rt-lead { (t!(tr, "address-lead")) }
            p.govuk-body { (t!(tr, "address-what")) }
        }
        @if app.post.is_some() {
            form action={ "/t/" (id) "/me/mail" } method="post" novalidate {
                (key)
                (TextInput::new("address", Label::new(t!(tr, "field-address")).size(Size::M))
                    .hint(t!(tr, "address-hint")).value(fields.get("address")).kind(InputKind::Email)
                    .error(wrong.at(tr, "address")).autocomplete("email").spellcheck(false))
                (Radios::new("rhythm", Label::new(t!(tr, "address-rhythm")).size(Size::M)).choices(rhythms))
                div.govuk-button-group {
                    (Button::new(t!(tr, "me-save")))
                    a.govuk-link href={ "/t/" (id) "/me" } { (t!(tr, "me-skip")) }
                }
            }
        }
        @if mail.is_some() {
            form action={ "/t/" (id) "/me/mail" } method="post" {
                (key_field())
                input type="hidden" name="stop" value="yes";
                (Button::new(t!(tr, "address-take-back")).secondary())
            }
        }
    };
    Ok(Page::new(t!(tr, "address-title"), body)
        .at(at)
        .part(Part::Mine)
        .with_error(wrong.is_any())
        .show(app, visitor))
}

/// How it stands with the address.
fn stands(tr: Tr, mail: Option<&Mail>) -> Markup {
    html! {
        @if let Some(mail) = mail {
            @let address = mail.address.as_str();
            (inset_text(html! {
                @if mail.confirmed { (t!(tr, "address-confirmed", address = address)) }
                @else { (t!(tr, "address-waits", address = address)) }
            }))
        }
    }
}
