//! The map of a conversation, as JSON: the same bytes as the file that the page gives away.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use table::{ConversationNo, TableId};
use utoipa::ToSchema;
use voice::groups::Name;
use voice::published::{Own, Published};

use super::map_schema::{GroupName, Map};
use super::request::{Asking, At, seated};
use super::trouble::Trouble;
use super::{Answered, conversation};
use crate::app::App;
use crate::fault::Fault;
use crate::maps;

/// The map of everybody's answers: what may be published of it, in the same bytes as the page's file. A new one is issued
/// when 8 people or more have changed their answers; `Roundtable-Entry` says how many of the
/// conversation's own journal entries it was made from: what was said, answered and offered there, and who left. Words of statements are in the list of statements.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/map", tag = "standing",
    security((), ("visit" = [])), responses((status = 200, description = "The map.", body = Map,
    content_type = "application/json", headers(("Roundtable-Entry" = u64, description = "How many of the conversation's own journal entries it was made from.")))))]
pub(super) async fn read_map(
    State(app): State<App>,
    At(id): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Result<Response, Trouble> {
    Ok(maps::map(&app, &visitor, id).await?.file().into_response())
}

/// Where you are on the map.
#[derive(Serialize, ToSchema)]
pub(super) struct YourPlace {
    /// How many of the conversation's own journal entries the map was made from: `Roundtable-Entry` of the map.
    entry: u64,
    /// Null where there is no map of people: with fewer than 20 of them, or where it would say nothing.
    place: Option<OwnPlace>,
}

/// From your own answers, as they are now.
#[derive(Serialize, ToSchema)]
struct OwnPlace {
    /// Where your mark is. Null while you have answered too little.
    at: Option<OwnCell>,
    /// The group you surely belong to.
    #[schema(value_type = Option<GroupName>)]
    group: Option<Name>,
    /// The group you are nearest to.
    #[schema(value_type = Option<GroupName>)]
    nearest: Option<Name>,
    /// How sure your place is, in tenths.
    certainty: u8,
}

/// A cell of the map's grid.
#[derive(Serialize, ToSchema)]
struct OwnCell {
    /// From the left, under 48.
    x: u8,
    /// From the top, under 32.
    y: u8,
}

impl OwnPlace {
    fn of(own: &Own, published: &Published) -> Self {
        let name = |group: Option<usize>| published.groups.get(group?).map(|card| card.name);
        Self {
            at: own.at.map(|(x, y)| OwnCell { x, y }),
            group: name(own.group),
            nearest: name(own.nearest),
            certainty: own.certainty,
        }
    }
}

/// Where you are on the map. Nobody else can read it.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/map/me", tag = "standing",
    security(("visit" = [])), responses((status = 200, description = "Your place.", body = YourPlace)))]
pub(super) async fn read_my_place(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<YourPlace> {
    seated(&app, &visitor, id, |table, _| conversation(table, number).map(|_| ())).await?;
    let issued = app.maps.issue(&app.clerk, (id, number)).await?.ok_or(Fault::NotFound)?;
    let place = seated(&app, &visitor, id, |table, seat| {
        Ok(issued.issue.place(&conversation(table, number)?.responses, seat.0))
    });
    let place = place.await?.map(|own| OwnPlace::of(&own, &issued.issue.published));
    Ok(Json(YourPlace { entry: issued.at, place }))
}
