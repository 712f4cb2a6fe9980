//! What goes wrong with a request, and the page or the JSON that says so.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use store::Problem;
use table::{Refusal, TableId};

/// Why a request has no ordinary answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is nothing here, or nothing to be told about.
    NotFound,
    /// This needs a seat at the table.
    NoSeat(TableId),
    /// The rules of the table say no.
    Refused(Refusal),
    /// The key of this request was used for something else.
    KeyReused,
    /// A request that says nothing we understand.
    Bad,
    /// The method is not one this address knows.
    Method,
    /// The body is too large.
    TooLarge,
    /// The body is not of a kind that is read here.
    Kind,
    /// It came from a page of another site.
    Foreign,
    /// Too many wrong codes, from everybody together.
    Guessing,
    /// It took too long.
    Slow,
    /// Too much at once; nothing was done.
    Busy,
    /// Nothing can be saved.
    Stopped,
    /// The record can't go on: things can be read and nothing can be added.
    ReadOnly,
    /// A mistake in the program.
    Broken,
    /// What was asked for is not as it was kept.
    Altered(TableId),
    /// The table's first entry, or its sequence, is not as it was kept.
    Damaged,
}

impl Fault {
    /// The fault behind a problem of the clerk's.
    pub(crate) const fn of(problem: &Problem) -> Self {
        match problem {
            Problem::Refused(refusal) => Self::Refused(*refusal),
            Problem::NoTable => Self::NotFound,
            Problem::KeyReused => Self::KeyReused,
            Problem::Busy => Self::Busy,
            Problem::Stopped => Self::Stopped,
            Problem::ReadOnly => Self::ReadOnly,
        }
    }

    /// The status of the response.
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::NotFound | Self::Refused(Refusal::NotFound) => StatusCode::NOT_FOUND,
            Self::NoSeat(_) | Self::Refused(Refusal::NoSeat | Refusal::SeatGone) => StatusCode::UNAUTHORIZED,
            Self::Foreign | Self::Refused(Refusal::NotYours | Refusal::NotInvited) => StatusCode::FORBIDDEN,
            Self::Refused(Refusal::ChangedMeanwhile | Refusal::AlreadySeated) => StatusCode::CONFLICT,
            Self::Refused(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Bad => StatusCode::BAD_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Guessing => StatusCode::TOO_MANY_REQUESTS,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy | Self::Stopped | Self::ReadOnly | Self::Altered(_) | Self::Damaged => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The name in the message files (`fault-…`) and in the API. Refusals have names of their own.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NoSeat(_) => "no-seat",
            Self::Refused(refusal) => refusal.key(),
            Self::KeyReused => "key-reused",
            Self::Bad => "bad",
            Self::Method => "method",
            Self::TooLarge => "too-large",
            Self::Kind => "kind",
            Self::Foreign => "foreign",
            Self::Guessing => "guessing",
            Self::Slow => "slow",
            Self::Busy => "busy",
            Self::Stopped => "stopped",
            Self::ReadOnly => "read-only",
            Self::Broken => "broken",
            Self::Altered(_) => "altered",
            Self::Damaged => "damaged",
        }
    }

    /// The names of all faults that have a sentence of their own.
    #[cfg(test)]
    pub(crate) const KEYS: &[&str] = &[
        "not-found",
        "no-seat",
        "key-reused",
        "bad",
        "method",
        "too-large",
        "kind",
        "foreign",
        "guessing",
        "slow",
        "busy",
        "stopped",
        "read-only",
        "broken",
        "altered",
        "damaged",
    ];

    /// The fault behind a status that some layer answered without a page.
    pub(crate) fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::Method),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Self::Kind),
            StatusCode::FORBIDDEN => Some(Self::Foreign),
            StatusCode::REQUEST_TIMEOUT => Some(Self::Slow),
            StatusCode::SERVICE_UNAVAILABLE => Some(Self::Busy),
            status if status.is_server_error() => Some(Self::Broken),
            status if status.is_client_error() => Some(Self::Bad),
            _ => None,
        }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::of(&problem)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl IntoResponse for Fault {
    /// Only the status, with the fault attached: [`crate::security`] puts the page or the JSON round it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if matches!(self, Self::Busy | Self::Guessing) {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("2"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
