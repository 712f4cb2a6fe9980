//! The record's files: what programs read. Whoever may read the table may have them.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use record::tile::{Tile, WIDTH};
use store::LogView;
use table::{Findable, Table, TableId, recording};

use super::digest::unread;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::visitor::Visitor;

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

/// How long something may be kept on the way. Only where everybody may read: elsewhere nothing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// It changes only where a record begins anew after a restore: then the same address holds other bytes.
    Hour,
    /// It changes with every batch.
    Moment,
}

/// Who may have a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Everybody.
    All,
    /// Those who may read the table.
    Some,
}

impl For {
    pub(super) fn of(table: &Table) -> Self {
        if table.findable == Findable::Public { Self::All } else { Self::Some }
    }

    fn caching(self, keep: Keep) -> HeaderValue {
        HeaderValue::from_static(match (self, keep) {
            (Self::Some, _) => "no-store",
            (Self::All, Keep::Hour) => "public, max-age=3600",
            (Self::All, Keep::Moment) => "public, max-age=5",
        })
    }
}

/// Whether this person may read the table, and whether everybody may.
pub(super) async fn readable(app: &App, visitor: &Visitor, id: TableId) -> Result<For, Fault> {
    app.clerk.read(id, |table| reading(app, visitor, table).map(|_| For::of(table))).await?
}

/// The record of a table that this person may read.
async fn log(app: &App, visitor: &Visitor, id: TableId) -> Result<(For, LogView), Fault> {
    let whose = readable(app, visitor, id).await?;
    Ok((whose, app.recorder.log(id).ok_or(Fault::NotFound)?))
}

fn file(whose: For, keep: Keep, mime: &'static str, body: impl Into<axum::body::Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
        (header::CACHE_CONTROL, whose.caching(keep)),
    ];
    (headers, body.into()).into_response()
}

/// `GET /t/{table}/record/checkpoint`.
pub(super) async fn checkpoint(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let (whose, view) = log(&app, &visitor, id).await?;
    Ok(file(whose, Keep::Moment, TEXT, view.checkpoint.to_string()))
}

/// `GET /t/{table}/record/witnessed`.
pub(super) async fn witnessed(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let (whose, view) = log(&app, &visitor, id).await?;
    let witnessed = view.witnessed.ok_or(Fault::NotFound)?;
    Ok(file(whose, Keep::Moment, TEXT, witnessed.checkpoint.to_string()))
}

/// `GET /t/{table}/record/key`.
pub(super) async fn key(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let (whose, view) = log(&app, &visitor, id).await?;
    Ok(file(whose, Keep::Moment, TEXT, format!("{}\n", view.key)))
}

/// `GET /t/{table}/record/policy`.
pub(super) async fn policy(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let whose = readable(&app, &visitor, id).await?;
    let policy = app.config.record.policy_text.clone().ok_or(Fault::NotFound)?;
    Ok(file(whose, Keep::Moment, TEXT, policy))
}

/// `GET /t/{table}/record/words`: every word that the eight are drawn from.
pub(super) async fn words(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let whose = readable(&app, &visitor, id).await?;
    let mut all = recording::words().join("\n");
    all.push('\n');
    Ok(file(whose, Keep::Moment, TEXT, all))
}

/// `GET /t/{table}/record/tile/…`.
pub(super) async fn tile(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, path)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let whose = readable(&app, &visitor, id).await?;
    let tile = Tile::from_path(&format!("tile/{path}")).ok_or(Fault::NotFound)?;
    let recorder = app.recorder.clone();
    let found = tokio::task::spawn_blocking(move || recorder.tile(id, &tile)).await.map_err(unread)?;
    let bytes = found.map_err(unread)?.ok_or(Fault::NotFound)?;
    let keep = if u64::from(tile.width) == WIDTH { Keep::Hour } else { Keep::Moment };
    Ok(file(whose, keep, BYTES, bytes))
}
