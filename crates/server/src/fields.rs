//! A form as it was sent: names and values in order, so that what was typed can be shown again.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use http_body_util::BodyExt as _;
use store::Key;
use table::Day;

use crate::app::App;
use crate::fault::Fault;

/// No form of ours is larger.
pub(crate) const MOST_BYTES: usize = 64 * 1024;
/// So much more than that is read, only to be thrown away, before a sender is cut off.
const THROWN_AWAY: usize = 1024 * 1024;
/// A body that takes longer to arrive is given up.
pub(crate) const BODY_TIME: Duration = Duration::from_secs(30);

/// A form's fields.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// From pairs, for showing a form with something in it.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// What was typed in a field; nothing, if it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether the field is there at all, such as a ticked box.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Every value of a field that can be there more than once.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All names and values, in order, to send them along to the next step of a form.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The form's key. Every form that changes something has one.
    pub(crate) fn key(&self) -> Result<Key, Fault> {
        Key::new(self.get("key")).ok_or(Fault::Bad)
    }

    /// A day typed as 2026-12-31 (which is how browsers send their date fields).
    pub(crate) fn day(&self, name: &str) -> Option<Day> {
        self.get(name).parse().ok()
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.get(name).trim().parse().ok()
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &App) -> Result<Self, Fault> {
        let is_form = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let body = body(request).await?;
        if !is_form && !body.is_empty() {
            return Err(Fault::Kind);
        }
        Ok(Self(form_urlencoded::parse(&body).into_owned().collect()))
    }
}

/// A whole body, within size and time.
pub(crate) async fn body(request: Request) -> Result<Bytes, Fault> {
    match tokio::time::timeout(BODY_TIME, gather(request.into_body())).await {
        Ok(gathered) => gathered,
        Err(_) => Err(Fault::Slow),
    }
}

/// Somebody who sends too much hears so only when they have sent it: a connection closed in the middle shows
/// them an error of their browser's. So a little more is read and thrown away, and a flood is cut off.
async fn gather(mut body: Body) -> Result<Bytes, Fault> {
    if body.size_hint().lower() > MOST_BYTES as u64 + THROWN_AWAY as u64 {
        return Err(Fault::TooLarge);
    }
    let (mut kept, mut read) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Fault::Bad)?.into_data() else { continue };
        read += data.len();
        if read <= MOST_BYTES {
            kept.extend_from_slice(&data);
        } else if read > MOST_BYTES + THROWN_AWAY {
            return Err(Fault::TooLarge);
        } else {
            kept = Vec::new();
        }
    }
    if read > MOST_BYTES { Err(Fault::TooLarge) } else { Ok(kept.into()) }
}
