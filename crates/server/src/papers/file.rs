//! A paper as a file that is sent.

use std::borrow::Cow;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use paper::Paper;
use serde::Serialize;
use table::Day;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::fault::Fault;

/// The sheet that papers are shown with as pages. It stands at [`STYLE_PATH`] and is no part of the pages' own.
pub(crate) const STYLE: &str = include_str!("paper.css");
/// Where the sheet is.
pub(crate) const STYLE_PATH: &str = "/paper.css";

/// So many are written at once: laying one out takes a processor. Others wait, before anything is gathered for them.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The turn to write a paper. It lasts until the paper is written, also where nobody waits for it any more.
pub(crate) struct Turn(SemaphorePermit<'static>);

/// Waits for the turn to write a paper.
pub(crate) async fn turn() -> Result<Turn, Fault> {
    AT_ONCE.acquire().await.map(Turn).map_err(|_| Fault::Broken)
}

/// What a paper is sent as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Tagged PDF, to keep and to print.
    Pdf,
    /// A page, to read.
    Html,
    /// A table for spreadsheets.
    Csv,
}

impl Form {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Pdf, Self::Html, Self::Csv];

    /// How the name of a file ends.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Csv => "csv",
        }
    }

    /// The name of a file before its ending, and what it is to be sent as.
    pub(crate) fn of_file(file: &str) -> Option<(&str, Self)> {
        let (name, ending) = file.rsplit_once('.')?;
        Some((name, Self::ALL.into_iter().find(|form| form.ending() == ending)?))
    }

    const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// Sends a paper. The name of its file tells the day and nothing of the table: others may see what was fetched. A page is
/// shown, the others are kept; none of them may be kept on the way.
pub(crate) async fn send(
    turn: Turn,
    paper: Paper,
    form: Form,
    name: impl Into<Cow<'static, str>>,
    today: Day,
) -> Result<Response, Fault> {
    let bytes = written(turn, paper, form).await?;
    let place = if form == Form::Html { "inline" } else { "attachment" };
    let name = format!("{place}; filename=\"{}-{today}.{}\"", name.into(), form.ending());
    Ok(([(header::CONTENT_TYPE, form.mime().to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// Sends something as a JSON file.
pub(crate) fn json(file: &impl Serialize, name: &str, today: Day) -> Result<Response, Fault> {
    let mut bytes = serde_json::to_vec_pretty(file).map_err(|error| {
        tracing::error!(%error, "a file could not be written");
        Fault::Broken
    })?;
    bytes.push(b'\n');
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{today}.json\"")),
    ];
    Ok((headers, bytes).into_response())
}

async fn written(Turn(turn): Turn, paper: Paper, form: Form) -> Result<Vec<u8>, Fault> {
    let write = move || {
        let _turn = turn;
        match form {
            Form::Pdf => paper.pdf(),
            Form::Html => Ok(paper.html(Some(STYLE_PATH)).into_bytes()),
            Form::Csv => Ok(paper.csv()),
        }
    };
    let written = tokio::task::spawn_blocking(write).await.map_err(|_| Fault::Broken)?;
    written.map_err(|error| {
        tracing::error!(%error, "a paper could not be laid out");
        Fault::Broken
    })
}
