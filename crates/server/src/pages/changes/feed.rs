//! `/t/{table}/changes.atom`, and the same under a seat's own address for tables that not everybody reads.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use table::{Table, TableId};

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::news::{Feed, items, reader};
use crate::visitor::Visitor;

/// A feed tells of so many days.
const DAYS: i32 = 60;

/// `GET /t/{table}/changes.atom`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let address = format!("/t/{id}/changes.atom");
    let document = app
        .clerk
        .read(id, |table| reading(&app, &visitor, table).map(|_| document(table, &visitor, &address)))
        .await??;
    Ok(atom(document))
}

/// `GET /t/{table}/feed/{token}`.
pub(super) async fn private(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, token)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let address = format!("/t/{id}/feed/{token}");
    let document = app
        .clerk
        .read(id, |table| reader(&app.key, table, &token).map(|_| document(table, &visitor, &address)))
        .await?;
    document.map(atom).ok_or(Fault::NotFound)
}

fn document(table: &Table, visitor: &Visitor, address: &str) -> String {
    let items = items(visitor.tr, table, visitor.today.plus(-DAYS), visitor.today);
    let feed = Feed {
        table: table.id,
        name: table.name.as_str(),
        set_on: table.set_on,
        items: &items,
        origin: &visitor.origin,
        address,
    };
    feed.document(visitor.tr)
}

fn atom(document: String) -> Response {
    ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], document).into_response()
}
