//! "Check my words": the promise that comes with an answer, what is one's own in the record, and the proof of it.

use std::fmt::Write as _;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, IntoResponseParts, Response, ResponseParts};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::pledge::{Pledge, Until};
use serde::Serialize;
use store::{Acknowledged, Key};
use table::recording;
use table::{Actor, Answer, Command, Day, Kind, SeatNo, TableId};
use utoipa::ToSchema;

use super::Answered;
use super::kinds::{Date, KindOfEntry};
use super::request::{Asking, At, Span};
use super::trouble::Trouble;
use crate::app::App;
use crate::fault::Fault;
use crate::pages::checking::{self, Fate, Own};
use crate::visitor::Visitor;

/// The header that an answer's promise comes in.
const PROMISE: HeaderName = HeaderName::from_static("roundtable-promise");

/// Few promises are longer than that, in bytes.
const PROMISE_LENGTH: usize = 1024;

/// What is said of it in the description.
pub(super) const PROMISE_TOLD: (&str, &str) = (
    "Roundtable-Promise",
    "The signed promise that this will be in the table's record: its text, in base64. Once only: not when the same key is \
     sent again. It never shows what was said or chosen.",
);

/// The operations that are answered with a promise.
pub(super) const PROMISED: &[&str] = &[
    "say",
    "respond",
    "take_back",
    "reply_to_line",
    "take_reply_back",
    "say_missing",
    "take_missing_back",
    "cast_ballot",
    "take_ballot_back",
];

/// The promise that something will be in the record, where there is one: it becomes a header.
pub(super) struct Promise(Option<Pledge>);

impl IntoResponseParts for Promise {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut to: ResponseParts) -> Result<ResponseParts, Self::Error> {
        let Some(pledge) = self.0 else { return Ok(to) };
        // Everybody who says or answers something waits for this: written once, into room enough.
        let mut text = String::with_capacity(PROMISE_LENGTH);
        if write!(text, "{pledge}").is_ok()
            && let Ok(value) = HeaderValue::try_from(STANDARD.encode(text))
        {
            to.headers_mut().insert(PROMISE, value);
        }
        Ok(to)
    }
}

/// What is answered with a promise.
pub(super) type Promised<T> = Result<(Promise, Json<T>), Trouble>;

/// Has something carried out for a seat that is promised to be in the record.
pub(super) async fn ask_promised(
    app: &App,
    visitor: &Visitor,
    key: Key,
    (id, seat): (TableId, SeatNo),
    command: Command,
) -> Result<(Answer, Promise), Trouble> {
    let actor = Actor::Seat(seat);
    let Acknowledged { answer, pledge } =
        app.clerk.ask_pledged(id, actor, command, key, visitor.today).await?;
    Ok((answer, Promise(pledge)))
}

/// How something of yours fares.
#[derive(Serialize, ToSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Fares {
    /// It is in the record, and what is kept is as it was committed to.
    In,
    /// It waits for the day, or until what it is about is counted.
    Waiting,
    /// You took it back or put something in its place. Its entry stays.
    TakenBack,
    /// It was destroyed, and not by anything you did.
    Destroyed,
    /// It should be in the record by now, and is not.
    Late,
    /// What is kept is not as it was committed to.
    Altered,
    /// There is no trace of it where it was kept.
    Lost,
}

/// Something you did at the table, in the order you did it.
#[derive(Serialize, ToSchema)]
pub(super) struct MyEntry {
    /// The kind under which it stands in the record; nothing of what is lost.
    kind: Option<KindOfEntry>,
    /// The conversation's number.
    conversation: Option<u32>,
    /// The statement's number.
    statement: Option<u32>,
    /// The number of the account, for a reply; of the decision, for a ballot; of the account or promise for others.
    item: Option<u32>,
    /// How it fares.
    state: Fares,
    /// The last day on which it enters; nothing where it waits until something is counted.
    by: Option<Date>,
    /// Its number in the record, from 0.
    entry: Option<u64>,
}

impl MyEntry {
    fn of(own: &Own) -> Self {
        let about = own.what.map(|(_, about)| about).unwrap_or_default();
        let (state, until) = match own.fate {
            Fate::In(_) => (Fares::In, None),
            Fate::Waits(until) => (Fares::Waiting, Some(until)),
            Fate::TakenBack(_) => (Fares::TakenBack, None),
            Fate::Destroyed(_) => (Fares::Destroyed, None),
            Fate::Late(until) => (Fares::Late, Some(until)),
            Fate::Altered(_) => (Fares::Altered, None),
            Fate::Lost => (Fares::Lost, None),
        };
        let day = match until {
            Some(Until::Day(day)) => Some(Date(Day::from_number(day))),
            _ => None,
        };
        Self {
            kind: own.what.map(|(kind, _): (Kind, _)| KindOfEntry(recording::kind(kind))),
            conversation: about.conversation.map(|number| number.0),
            statement: about.statement.map(|number| number.0),
            item: about.item,
            state,
            by: day,
            entry: own.fate.entry(),
        }
    }
}

/// Part of what is yours in the record. Nobody else can read this.
#[derive(Serialize, ToSchema)]
pub(super) struct MyRecord {
    /// In the order you did it. What you took back may be missing: after a while nobody knows any more whose it was.
    entries: Vec<MyEntry>,
    /// The number to go on from; nothing at the end.
    next_from: Option<u32>,
}

/// Whether what you gave is in the table's record, unchanged. Which way you answered stands nowhere in it.
#[utoipa::path(get, path = "/api/v1/tables/{table}/me/record", tag = "me", params(Span), security(("visit" = [])),
    responses((status = 200, description = "What is yours in the record.", body = MyRecord)))]
pub(super) async fn read_my_record(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, question }: Asking<Span>,
) -> Answered<MyRecord> {
    let seat = visitor.seat_at(&app, id)?;
    let (own, ()) = checking::look(&app, &visitor, (id, seat), |_| ()).await?;
    let own = own.ok_or(Fault::Busy)?;
    let (part, next_from) = question.part(&own);
    Ok(Json(MyRecord { entries: part.iter().map(MyEntry::of).collect(), next_from }))
}

/// The proof that an entry of yours is in the record (C2SP tlog-proof), with the entry's bytes as its extra line.
#[utoipa::path(get, path = "/api/v1/tables/{table}/me/record/{entry}", tag = "me", security(("visit" = [])),
    responses((status = 200, description = "The proof.", body = String, content_type = "text/plain")))]
pub(super) async fn read_my_proof(
    State(app): State<App>,
    At((id, entry)): At<(TableId, u64)>,
    Asking { visitor, .. }: Asking,
) -> Result<Response, Trouble> {
    let seat = visitor.seat_at(&app, id)?;
    let proof = checking::proof_of(&app, (id, seat), entry).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], proof).into_response())
}
