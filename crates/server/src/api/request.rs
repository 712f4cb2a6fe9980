//! Reading a request strictly: nothing unknown is passed over, so nothing hidden can be asked by the way.

use std::future::Future;

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use store::Key;
use table::{Actor, Answer, Command, SeatNo, Table, TableId};
use utoipa::IntoParams;

use super::trouble::Trouble;
use crate::app::App;
use crate::fault::Fault;
use crate::t;
use crate::text::Tr;
use crate::visitor::Visitor;
use crate::{access, fields};

/// Every key has at least so many characters.
const KEY_LEAST: usize = 8;
/// A key from which a card is made must not be guessed: 22 letters, digits, `-` and `_` hold 128 bits.
pub(super) const CARD_KEY_LEAST: usize = 22;
const KEY_NAME: &str = "idempotency-key";

/// The numbers and codes in an address. One that can't be read leads nowhere, like one that is not there.
pub(super) struct At<P>(pub(super) P);

impl<P: DeserializeOwned + Send> FromRequestParts<App> for At<P> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        match Path::<P>::from_request_parts(parts, app).await {
            Ok(Path(place)) => Ok(Self(place)),
            Err(_) => Err(Fault::NotFound.into()),
        }
    }
}

/// What the part after the question mark may say.
pub(super) trait Question: Default + Send {
    /// Takes one name and value.
    fn hear(&mut self, name: &str, value: &str) -> Heard;

    /// A name that has to be there and was not.
    fn missing(&self) -> Option<&'static str> {
        None
    }
}

/// How a name and value were taken.
pub(super) enum Heard {
    /// Understood.
    Fine,
    /// No such name here.
    Unknown,
    /// A number that is none, or out of range.
    Range(u32, u32),
    /// A word that is none of these.
    NoneOf(Vec<&'static str>),
    /// Empty, or longer than so many characters.
    Length(u32),
}

impl Question for () {
    fn hear(&mut self, _: &str, _: &str) -> Heard {
        Heard::Unknown
    }
}

/// A part of a list, by number.
#[derive(Debug, Clone, Copy, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// The first number wanted, from 1.
    #[param(minimum = 1, maximum = 100_000_000, required = false)]
    pub(super) from: u32,
    /// At most so many: 1 to 200.
    #[param(minimum = 1, maximum = 200, required = false)]
    pub(super) limit: u32,
}

const LIMIT_MOST: u32 = 200;
const FROM_MOST: u32 = 100_000_000;

impl Span {
    /// The part of a list, and the number to go on from; nothing at the end.
    pub(super) fn part<T>(self, all: &[T]) -> (&[T], Option<u32>) {
        let first = (self.from as usize - 1).min(all.len());
        let rest = all.get(first..).unwrap_or_default();
        let part = rest.get(..self.limit as usize).unwrap_or(rest);
        (part, (part.len() < rest.len()).then_some(self.from + self.limit))
    }
}

impl Default for Span {
    fn default() -> Self {
        Self { from: 1, limit: 50 }
    }
}

impl Question for Span {
    fn hear(&mut self, name: &str, value: &str) -> Heard {
        let (field, most) = match name {
            "from" => (&mut self.from, FROM_MOST),
            "limit" => (&mut self.limit, LIMIT_MOST),
            _ => return Heard::Unknown,
        };
        let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        match value.parse() {
            Ok(number) if digits && (1..=most).contains(&number) => {
                *field = number;
                Heard::Fine
            }
            _ => Heard::Range(1, most),
        }
    }
}

fn question<Q: Question>(parts: &Parts, tr: Tr) -> Result<Q, Trouble> {
    let question = heard::<Q>(parts, tr)?;
    match question.missing() {
        Some(name) => {
            let text = t!(tr, "api-query-missing", name = name);
            Err(Trouble::said(StatusCode::BAD_REQUEST, "query", Some(name), text))
        }
        None => Ok(question),
    }
}

fn heard<Q: Question>(parts: &Parts, tr: Tr) -> Result<Q, Trouble> {
    let mut question = Q::default();
    let Some(query) = parts.uri.query() else { return Ok(question) };
    let mut names: Vec<String> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let bad = |text: String| Trouble::said(StatusCode::BAD_REQUEST, "query", Some(&name), text);
        if names.iter().any(|known| *known == name) {
            return Err(bad(t!(tr, "api-query-twice", name = name.as_ref())));
        }
        match question.hear(&name, &value) {
            Heard::Fine => {}
            Heard::Unknown => return Err(bad(t!(tr, "api-query-unknown", name = name.as_ref()))),
            Heard::Range(least, most) => {
                return Err(bad(t!(tr, "api-query-range", name = name.as_ref(), least = least, most = most)));
            }
            Heard::NoneOf(words) => {
                let words = words.join(", ");
                return Err(bad(t!(tr, "api-query-none-of", name = name.as_ref(), words = words)));
            }
            Heard::Length(most) => {
                return Err(bad(t!(tr, "api-query-length", name = name.as_ref(), most = most)));
            }
        }
        names.push(name.into_owned());
    }
    Ok(question)
}

/// A request that only reads.
pub(super) struct Asking<Q = ()> {
    pub(super) visitor: Visitor,
    pub(super) question: Q,
}

impl<Q: Question> FromRequestParts<App> for Asking<Q> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let visitor = Visitor::of(parts, app);
        let question = question(parts, visitor.tr)?;
        Ok(Self { visitor, question })
    }
}

/// What a body can be.
pub(super) trait Content: Sized + Send {
    /// Reads it.
    fn read(headers: &HeaderMap, bytes: &[u8], tr: Tr) -> Result<Self, Trouble>;
}

/// No body.
pub(super) struct Empty;

impl Content for Empty {
    fn read(_: &HeaderMap, bytes: &[u8], tr: Tr) -> Result<Self, Trouble> {
        if bytes.is_empty() { Ok(Self) } else { Err(unreadable(t!(tr, "api-body-none"))) }
    }
}

/// A JSON body.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned + Send> Content for Body<T> {
    fn read(headers: &HeaderMap, bytes: &[u8], tr: Tr) -> Result<Self, Trouble> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Fault::Kind.into());
        }
        // The reader would also take a list for an object, field by field.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return Err(unreadable(t!(tr, "api-body-object")));
        }
        // Unknown and repeated names are refused by the types, depth is limited by the reader.
        serde_json::from_slice(bytes)
            .map(Self)
            .map_err(|error| unreadable(t!(tr, "api-body", what = error.to_string())))
    }
}

fn unreadable(text: String) -> Trouble {
    Trouble::said(StatusCode::BAD_REQUEST, "body", None, text)
}

/// A request that changes nothing in the journal, or only what is the same the second time.
pub(super) struct Sending<B> {
    pub(super) visitor: Visitor,
    pub(super) body: B,
}

impl<B: Content> FromRequest<App> for Sending<B> {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (parts, body) = request.into_parts();
        let visitor = Visitor::of(&parts, app);
        question::<()>(&parts, visitor.tr)?;
        let body = content(parts, body, visitor.tr).await?;
        Ok(Self { visitor, body })
    }
}

/// A request that writes: its key makes sending it twice the same as once.
pub(super) struct Writing<B, const LEAST: usize = KEY_LEAST> {
    pub(super) visitor: Visitor,
    pub(super) key: Key,
    pub(super) body: B,
}

impl<B: Content, const LEAST: usize> FromRequest<App> for Writing<B, LEAST> {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (parts, body) = request.into_parts();
        let visitor = Visitor::of(&parts, app);
        question::<()>(&parts, visitor.tr)?;
        let key = key(&parts.headers, LEAST, visitor.tr)?;
        let body = content(parts, body, visitor.tr).await?;
        Ok(Self { visitor, key, body })
    }
}

fn content<B: Content>(
    parts: Parts,
    body: axum::body::Body,
    tr: Tr,
) -> impl Future<Output = Result<B, Trouble>> + Send {
    let headers = parts.headers.clone();
    async move {
        let bytes = fields::body(Request::from_parts(parts, body)).await?;
        B::read(&headers, &bytes, tr)
    }
}

fn key(headers: &HeaderMap, least: usize, tr: Tr) -> Result<Key, Trouble> {
    let bad = |key: &str, text: String| Trouble::said(StatusCode::BAD_REQUEST, key, None, text);
    let mut given = headers.get_all(KEY_NAME).iter();
    let (Some(text), None) = (given.next(), given.next()) else {
        return Err(bad("key-missing", t!(tr, "api-key-missing")));
    };
    let key =
        text.to_str().ok().and_then(Key::new).ok_or_else(|| bad("key-unfit", t!(tr, "api-key-unfit")))?;
    if key.as_str().len() < least {
        return Err(bad("key-short", t!(tr, "api-key-short", least = least)));
    }
    Ok(key)
}

/// The header of every write.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only described")]
pub(super) struct Keyed {
    /// Drawn at random for each thing done. The same key and body again is the same effect and answer.
    #[param(rename = "Idempotency-Key", min_length = 8, max_length = 64, pattern = "^[A-Za-z0-9_-]{8,64}$")]
    key: String,
}

/// The header of a write that hands out a card.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only described")]
pub(super) struct CardKeyed {
    /// At least 22 characters drawn at random: whoever guesses this key has the card that is made from it.
    #[param(
        rename = "Idempotency-Key",
        min_length = 22,
        max_length = 64,
        pattern = "^[A-Za-z0-9_-]{22,64}$"
    )]
    key: String,
}

/// Has something carried out for a seat.
pub(super) async fn ask(
    app: &App,
    visitor: &Visitor,
    key: Key,
    (id, seat): (TableId, SeatNo),
    command: Command,
) -> Result<Answer, Trouble> {
    Ok(app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?)
}

/// Looks at a table as somebody with a seat there.
pub(super) async fn seated<R>(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    look: impl FnOnce(&Table, SeatNo) -> Result<R, Fault>,
) -> Result<R, Trouble> {
    let seen = app.clerk.read(id, |table| match visitor.seat(app, table) {
        Some(seat) => look(table, seat),
        None if access::exists_for_all(table) => Err(Fault::NoSeat(id)),
        None => Err(Fault::NotFound),
    });
    Ok(seen.await??)
}

/// Looks at what is said at a table, as somebody who may read it.
pub(super) async fn readable<R>(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    look: impl FnOnce(&Table, Option<SeatNo>) -> Result<R, Fault>,
) -> Result<R, Trouble> {
    let seen = app.clerk.read(id, |table| look(table, access::reading(app, visitor, table)?));
    Ok(seen.await??)
}
