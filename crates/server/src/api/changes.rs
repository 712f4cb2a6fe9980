//! What changed at a table.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::TableId;
use utoipa::ToSchema;

use super::Answered;
use super::kinds::Date;
use super::request::{Asking, At, Span, readable};
use crate::app::App;
use crate::news::{Item, item};

/// Something that changed. It is the same for everybody, and tells nothing of who did it.
#[derive(Serialize, ToSchema)]
struct ChangeTold {
    /// The day.
    on: Date,
    /// What it is called: the same for as long as it stands here.
    name: String,
    /// What happened, as a sentence.
    text: String,
    /// The words it is about, as somebody wrote them.
    about: Option<String>,
    /// The page that shows it.
    page: String,
}

impl ChangeTold {
    fn of(item: Item) -> Self {
        Self {
            on: Date(item.on),
            name: item.name,
            text: item.sentence,
            about: item.words,
            page: item.address,
        }
    }
}

/// Part of what changed.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangesTold {
    /// Newest first.
    changes: Vec<ChangeTold>,
    /// The place in the list to go on from; nothing at the end.
    next_from: Option<u32>,
}

/// What changed at a table, newest first. `from` and `limit` are places in this list.
#[utoipa::path(get, path = "/api/v1/tables/{table}/changes", tag = "trace", params(Span), security((), ("visit" = [])),
    responses((status = 200, description = "Part of the list.", body = ChangesTold)))]
pub(super) async fn list_changes(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, question: span }: Asking<Span>,
) -> Answered<ChangesTold> {
    let changes = readable(&app, &visitor, id, |table, _| {
        let all = table.changes(table.set_on, visitor.today);
        let (part, next_from) = span.part(&all);
        let told = part.iter().map(|changed| ChangeTold::of(item(visitor.tr, table, *changed)));
        Ok(ChangesTold { changes: told.collect(), next_from })
    });
    Ok(Json(changes.await?))
}
