//! The JSON API under `/api/v1`: the same commands and the same refusals as the pages.

mod accounts;
mod agreement;
mod answers;
mod before;
mod cards;
mod changes;
mod checking;
mod conversations;
mod decisions;
mod document;
mod invitations;
mod kinds;
mod map;
mod map_schema;
mod me;
mod mine;
mod offers;
mod promises;
mod record;
mod refs;
mod request;
mod rules;
mod seats;
mod shapes;
mod standing;
mod statements;
mod tables;
#[cfg(test)]
mod tests;
mod trace;
mod trouble;
mod unlike;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use serde::Serialize;
use table::{Conversation, ConversationNo, Refusal, Table};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::fault::Fault;
pub(crate) use kinds::stand_word;
use request::Asking;

type Answered<T> = Result<axum::Json<T>, trouble::Trouble>;
type Made<T> = Result<(StatusCode, axum::Json<T>), trouble::Trouble>;

/// Every address with its description: one can't be there without the other.
fn paths() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::begin())
        .routes(routes!(about))
        .routes(routes!(tables::list_tables, tables::set_table))
        .routes(routes!(tables::read_table))
        .routes(routes!(invitations::read_invitation))
        .routes(routes!(invitations::list_invitations, invitations::make_invitation))
        .routes(routes!(invitations::end_invitation))
        .routes(routes!(seats::take_seat))
        .routes(routes!(seats::come_back))
        .routes(routes!(seats::end_visit))
        .routes(routes!(me::read_me, me::leave_table))
        .routes(routes!(me::choose_name))
        .routes(routes!(me::bring_strengths))
        .routes(routes!(me::tell_connections))
        .routes(routes!(me::replace_card))
        .routes(routes!(me::export_mine))
        .routes(routes!(checking::read_my_record))
        .routes(routes!(checking::read_my_proof))
        .routes(routes!(cards::list_card_requests, cards::ask_for_card))
        .routes(routes!(cards::stop_card_request))
        .routes(routes!(cards::vouch))
        .routes(routes!(agreement::read_agreement, agreement::change_agreement))
        .routes(routes!(conversations::list_conversations, conversations::open_conversation))
        .routes(routes!(conversations::read_conversation))
        .routes(routes!(offers::read_offer, offers::change_offer))
        .routes(routes!(offers::mark_offer))
        .routes(routes!(statements::list_statements, statements::say))
        .routes(routes!(statements::check_statement))
        .routes(routes!(statements::read_statement, statements::withdraw_statement))
        .routes(routes!(answers::respond, answers::take_back))
        .routes(routes!(mine::draw_next))
        .routes(routes!(mine::read_mine))
        .routes(routes!(standing::read_standing))
        .routes(routes!(map::read_map))
        .routes(routes!(map::read_my_place))
        .routes(routes!(unlike::read_unlike, unlike::say_unlike, unlike::take_unlike_back))
        .merge(accounts::paths())
        .routes(routes!(rules::read_rules, rules::choose_rules))
        .merge(decisions::paths())
        .merge(promises::paths())
        .merge(trace::paths())
        .routes(routes!(before::find_before))
        .routes(routes!(changes::list_changes))
        .routes(routes!(record::read_record))
}

/// Its addresses.
pub(crate) fn routes() -> Router<App> {
    let (router, _) = paths().split_for_parts();
    let text: axum::body::Bytes = document().into();
    let show = move || async move { ([(header::CONTENT_TYPE, "application/json")], text) };
    router.route("/api/openapi.json", get(show))
}

/// The OpenAPI document, made from the types.
pub fn document() -> String {
    let mut document = paths().into_openapi();
    document::finish(&mut document);
    // A map of strings always has a JSON form.
    document.to_pretty_json().unwrap_or_default()
}

/// It is done, or was so already.
#[derive(Serialize, ToSchema)]
struct Done {
    /// Always true.
    done: bool,
}

const DONE: axum::Json<Done> = axum::Json(Done { done: true });

/// What program this is.
#[derive(Serialize, ToSchema)]
struct About {
    /// Its name.
    product: &'static str,
    /// Its version.
    version: &'static str,
    /// Whether this is a demonstration with made-up people.
    demo: bool,
}

/// What program this is.
#[utoipa::path(get, path = "/api/v1/about", tag = "about", responses((status = 200, description = "The program.", body = About)))]
async fn about(axum::extract::State(app): axum::extract::State<App>, _: Asking) -> axum::Json<About> {
    axum::Json(About { product: "Roundtable", version: env!("CARGO_PKG_VERSION"), demo: app.config.demo })
}

/// A conversation, or why there is none.
fn conversation(table: &Table, number: ConversationNo) -> Result<&Conversation, Fault> {
    table.conversation(number).ok_or(Fault::Refused(Refusal::NotFound))
}
