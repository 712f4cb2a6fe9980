//! `/t/{table}/rules/{version}`: how we decided, as it was.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use table::TableId;

use super::page::{Line, shown_version};
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::t;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// `GET /t/{table}/rules/{version}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<(TableId, u32)>,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let (at, line, version, stands) = app
        .clerk
        .read(id, |table| {
            let seat = reading(&app, &visitor, table)?;
            let place = (number as usize).checked_sub(1).ok_or(Fault::NotFound)?;
            let version = table.rules.get(place).ok_or(Fault::NotFound)?;
            let stands = place + 1 == table.rules.len();
            let line = Line::of(tr, place, version);
            Ok::<_, Fault>((AtTable::of(table, seat.is_some()), line, version.clone(), stands))
        })
        .await??;
    let title = line.title(tr);
    let body = html! {
        (back_link(t!(tr, "field-rules"), &format!("/t/{id}/rules")))
        h1.govuk-heading-xl { (title) }
        p.rt-lead { @if stands { (t!(tr, "rules-stand")) } @else { (t!(tr, "rules-stood")) } }
        (line.came(tr, id))
        (shown_version(tr, &version))
    };
    Ok(Page::new(title, body).at(at).show(&app, &visitor))
}
