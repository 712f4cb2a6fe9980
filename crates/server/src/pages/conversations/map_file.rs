//! `/t/{table}/c/{conversation}/stand/map.json`: the published map as a file. `roundtable map house` makes the same bytes
//! from the same answers.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use table::{ConversationNo, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::maps;
use crate::visitor::Visitor;

/// `GET …/stand/map.json`.
pub(super) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let issued = maps::map(&app, &visitor, id).await?;
    let as_file = [(header::CONTENT_DISPOSITION, "attachment; filename=\"where-we-stand.json\"")];
    Ok((as_file, issued.file()).into_response())
}
