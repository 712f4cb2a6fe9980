//! A table's record, in short. The whole of it is under the table's address: docs/record-format.md.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::{Condition, LogView, Trouble};
use table::TableId;
use utoipa::ToSchema;

use super::Answered;
use super::request::{Asking, At, readable};
use crate::app::App;
use crate::fault::Fault;
use crate::pages::record::Mark;

/// A table's record as it is now.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordTold {
    /// Its name.
    origin: String,
    /// What its signatures are checked with, as a verifier key of a signed note.
    key: String,
    /// How many entries it has.
    size: u64,
    /// The root over them, in base64.
    root: String,
    /// The root as eight words, for paper.
    #[schema(min_items = 8, max_items = 8)]
    words: Vec<&'static str>,
    /// The signed checkpoint, with the cosignatures there are so far.
    checkpoint: String,
    /// How many entries enough witnesses have seen. Null where that is none, or nobody was asked.
    witnessed: Option<u64>,
    /// Those who keep watch, in the policy's order.
    witnesses: Vec<WitnessTold>,
    /// Whether it goes on.
    condition: ConditionTold,
}

/// Somebody who keeps watch.
#[derive(Serialize, ToSchema)]
struct WitnessTold {
    /// Its name.
    name: String,
    /// How many entries it has seen, as far as is known here.
    seen: u64,
}

/// Whether a record goes on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ConditionTold {
    /// It does.
    Well,
    /// Somebody outside saw a longer or another record: nothing can be added.
    RolledBack,
    /// All was put back from a backup and nobody has said so in public yet: nothing can be added.
    Restored,
}

impl ConditionTold {
    const fn of(condition: &Condition) -> Self {
        match condition {
            Condition::Well => Self::Well,
            Condition::ReadOnly(Trouble::RolledBack { .. }) => Self::RolledBack,
            Condition::ReadOnly(Trouble::Restored) => Self::Restored,
        }
    }
}

impl RecordTold {
    fn of(view: &LogView, mark: &Mark, condition: &Condition) -> Self {
        let witnesses = mark.watchers().iter();
        Self {
            origin: view.origin.clone(),
            key: view.key.to_string(),
            size: view.size,
            root: view.root.to_string(),
            words: mark.words.to_vec(),
            checkpoint: view.checkpoint.to_string(),
            witnessed: view.witnessed.as_ref().map(|witnessed| witnessed.size),
            witnesses: witnesses
                .map(|watcher| WitnessTold { name: watcher.name.clone(), seen: watcher.seen })
                .collect(),
            condition: ConditionTold::of(condition),
        }
    }
}

/// The record in short: its signed checkpoint, its eight words, and who has seen it. 404 while nothing is in it. Everything
/// else of it is under the table's address, such as `/t/{table}/record/export.jsonl`.
#[utoipa::path(get, path = "/api/v1/tables/{table}/record", tag = "record", security((), ("visit" = [])),
    responses((status = 200, description = "The record as it is now.", body = RecordTold)))]
pub(super) async fn read_record(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, .. }: Asking,
) -> Answered<RecordTold> {
    readable(&app, &visitor, id, |_, _| Ok(())).await?;
    let view = app.recorder.log(id).ok_or(Fault::NotFound)?;
    let mark = Mark::of_view(&app, id, &view);
    Ok(Json(RecordTold::of(&view, &mark, &app.recorder.condition())))
}
