//! `/t/{table}/mail/{token}`: where the links in letters lead: yes to news, and no more of it. No seat is needed: whoever
//! reads the letter says so. Nothing else can be done or seen with such a link.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use table::{Actor, Command, MailAddress, MailCommand, SeatNo, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::mail::holder;
use crate::page::Page;
use crate::t;
use crate::ui::Button;
use crate::visit::fresh_key;
use crate::visitor::Visitor;

type Id = (TableId, String);

async fn whose(app: &App, (id, token): &Id) -> Result<(SeatNo, MailAddress), Fault> {
    app.clerk.read(*id, |table| holder(&app.key, table, token)).await?.ok_or(Fault::NotFound)
}

/// `GET /t/{table}/mail/{token}`: a letter's link is opened by programs too, so opening it changes nothing.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let (_, address) = whose(&app, &id).await?;
    let tr = visitor.tr;
    let link = format!("/t/{}/mail/{}", id.0, id.1);
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "letter-title")) }
        p.rt-lead { (t!(tr, "letter-lead", address = address.as_str())) }
        form action=(link) method="post" { (Button::new(t!(tr, "letter-yes"))) }
        form action={ (link) "/stop" } method="post" { (Button::new(t!(tr, "letter-no")).secondary()) }
    };
    Ok(Page::new(t!(tr, "letter-title"), body).show(&app, &visitor))
}

/// `POST /t/{table}/mail/{token}`: yes.
pub(super) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let (seat, address) = whose(&app, &id).await?;
    ask(&app, &visitor, id.0, seat, MailCommand::Confirm { address }).await?;
    Ok(done(&app, &visitor, &t!(visitor.tr, "letter-confirmed")))
}

/// `GET /t/{table}/mail/{token}/stop`.
pub(super) async fn stopping(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let (_, address) = whose(&app, &id).await?;
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "letter-stop-title")) }
        p.rt-lead { (t!(tr, "letter-stop-lead", address = address.as_str())) }
        form action={ "/t/" (id.0) "/mail/" (id.1) "/stop" } method="post" {
            (Button::new(t!(tr, "letter-no")))
        }
    };
    Ok(Page::new(t!(tr, "letter-stop-title"), body).show(&app, &visitor))
}

/// `POST /t/{table}/mail/{token}/stop`: by the page's button, or by a mail program's own (RFC 8058).
pub(super) async fn stop(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let (seat, _) = whose(&app, &id).await?;
    ask(&app, &visitor, id.0, seat, MailCommand::TakeBack).await?;
    Ok(done(&app, &visitor, &t!(visitor.tr, "letter-stopped")))
}

/// The link itself says who asks and what for, so asking twice is the same as once.
async fn ask(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    seat: SeatNo,
    command: MailCommand,
) -> Result<(), Fault> {
    let key = store::Key::new(&fresh_key()).ok_or(Fault::Broken)?;
    app.clerk.ask(id, Actor::Seat(seat), Command::Mail(command), key, visitor.today).await?;
    Ok(())
}

fn done(app: &App, visitor: &Visitor, words: &str) -> Response {
    let body = html! { h1.govuk-heading-xl { (words) } };
    Page::new(words, body).show(app, visitor)
}
