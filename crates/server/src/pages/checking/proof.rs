//! `/t/{table}/checking/{entry}/proof`: the proof that something of one's own is in the record, as a file to keep.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use table::TableId;

use super::own;
use crate::app::App;
use crate::fault::Fault;
use crate::visitor::Visitor;

/// `GET …/proof`. It shows where an entry stands and never what was said, so its name says no more either.
pub(super) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, entry)): Path<(TableId, u64)>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let proof = own::proof(&app, (id, seat), entry).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"entry-{entry}.tlog-proof\"")),
    ];
    Ok((headers, proof).into_response())
}
