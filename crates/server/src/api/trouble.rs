//! What the API says when it does not do what was asked: always the same shape.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::Problem;
use table::{Field, Refusal};
use utoipa::ToSchema;

use crate::fault::Fault;
use crate::mend::sentence;
use crate::text::Tr;

/// Why something was not done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Error)]
pub(crate) struct Mistake {
    /// The name of this kind of mistake; it does not change.
    pub key: String,
    /// The field to mend, where there is one.
    pub field: Option<String>,
    /// A sentence for people.
    pub text: String,
}

/// The body of every answer whose status is 400 or above.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Errors)]
pub(crate) struct Mistakes {
    /// The first thing to mend.
    pub error: Mistake,
    /// All of them, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Mistake>,
}

/// Why a request to the API has no ordinary answer.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// As on pages; what is sent is made by [`crate::security`].
    Fault(Fault),
    /// Something only programs do, or several refusals at once.
    Said(StatusCode, Mistake, Vec<Mistake>),
}

impl Trouble {
    /// One mistake that pages don't know.
    pub(crate) fn said(status: StatusCode, key: &str, field: Option<&str>, text: String) -> Self {
        Self::Said(status, Mistake { key: key.to_owned(), field: field.map(str::to_owned), text }, Vec::new())
    }

    /// All refusals of a form at once.
    pub(crate) fn refused(tr: Tr, refusals: &[Refusal]) -> Self {
        let mistakes: Vec<Mistake> = refusals
            .iter()
            .map(|refusal| Mistake {
                key: refusal.key().to_owned(),
                field: refusal.field().map(|field: Field| field.key().replace('-', "_")),
                text: sentence(tr, refusal),
            })
            .collect();
        match (refusals, mistakes.first()) {
            ([_, _, ..], Some(first)) => {
                Self::Said(StatusCode::UNPROCESSABLE_ENTITY, first.clone(), mistakes)
            }
            ([only], _) => Self::Fault(Fault::Refused(*only)),
            _ => Self::Fault(Fault::Broken),
        }
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Fault(Fault::from(problem))
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Fault(Fault::Refused(refusal))
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        match self {
            Self::Fault(fault) => fault.into_response(),
            Self::Said(status, error, errors) => {
                (status, axum::Json(Mistakes { error, errors })).into_response()
            }
        }
    }
}
