//! `/go`: typing the code of a table or of an invitation.

use axum::extract::State;
use axum::response::Response;
use maud::html;
use table::{Findable, InviteCode, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to};
use crate::pages::faults::code_field;
use crate::t;
use crate::ui::Button;
use crate::visitor::Visitor;

/// `GET /go`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    page(&app, &visitor, &Fields::default(), &Wrong::none())
}

/// `POST /go`: on to the table or the invitation. Changes nothing.
pub(super) async fn go(State(app): State<App>, visitor: Visitor, fields: Fields) -> Result<Response, Fault> {
    let typed = fields.get("code");
    if let Ok(code) = typed.parse::<InviteCode>() {
        let mut invited = false;
        app.clerk
            .read_each(|table| {
                invited |= table.invitation(code).is_some_and(|invitation| invitation.works(visitor.today));
            })
            .await?;
        if invited {
            return Ok(go_to(&format!("/j/{code}"), Vec::new()));
        }
    }
    if let Ok(id) = typed.parse::<TableId>() {
        let found = app
            .clerk
            .glance(id, |table| table.findable != Findable::Hidden || visitor.seat(&app, table).is_some());
        if found == Some(true) {
            return Ok(go_to(&format!("/t/{id}"), Vec::new()));
        }
    }
    app.wrong_guess()?;
    let mut wrong = Wrong::none();
    wrong.add(Some("code"), t!(visitor.tr, "code-unknown"));
    Ok(page(&app, &visitor, &fields, &wrong))
}

fn page(app: &App, visitor: &Visitor, fields: &Fields, wrong: &Wrong) -> Response {
    let tr = visitor.tr;
    let body = html! {
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "home-code")) }
        form action="/go" method="post" novalidate {
            (code_field(tr).value(fields.get("code")).error(wrong.at(tr, "code")))
            (Button::new(t!(tr, "code-go")))
        }
    };
    Page::new(t!(tr, "home-code"), body).with_error(wrong.is_any()).show(app, visitor)
}
