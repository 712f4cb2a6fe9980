//! `/t/{table}/record`: a table's record, for people. Printed it is a paper for the wall.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use record::entry::Kind;
use store::{Condition, LogView};
use table::{Table, TableId, recording};

use super::body::body;
use super::digest::{Deed, Digest};
use super::mark::Mark;
use super::past::root_at;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::page::{AtTable, Page};
use crate::pages::seats::{Paging, asked};
use crate::t;
use crate::visitor::Visitor;

/// So many lines about the host stand on one page.
const DEEDS: usize = 10;

/// A record for whoever looks.
pub(super) struct View {
    pub(super) at: AtTable,
    pub(super) mark: Mark,
    /// Whether the table had a record before this one.
    pub(super) is_later: bool,
    pub(super) condition: Condition,
    /// What a paper says that somebody holds, as far as it was asked for.
    pub(super) older: Option<Older>,
    /// What the host did, newest first; those of this page.
    pub(super) deeds: Vec<Deed>,
    pub(super) paging: Paging,
    pub(super) within: Within,
    /// Whether the host has named whose word is needed.
    pub(super) has_policy: bool,
}

/// The words as they were with fewer entries.
pub(super) struct Older {
    /// What was typed.
    pub(super) typed: String,
    pub(super) found: Found,
}

/// What there is of so many entries.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The words they had.
    Words(u32, [&'static str; 8]),
    /// There are not so many.
    More,
    /// That is not a number.
    NoNumber,
}

/// How much of what people do for themselves is in the record.
pub(super) struct Within {
    pub(super) statements: u64,
    pub(super) responses: u64,
    pub(super) replies: u64,
    pub(super) ballots: u64,
    pub(super) kept: u64,
    pub(super) power: u64,
    pub(super) maps: u64,
    pub(super) gone: u64,
}

impl Within {
    fn of(digest: &Digest) -> Self {
        Self {
            statements: digest.count(Kind::Statement),
            responses: digest.count(Kind::Response),
            replies: digest.count(Kind::Reply),
            ballots: digest.count(Kind::Ballot),
            kept: digest.count(Kind::Kept),
            power: digest.power(),
            maps: digest.maps,
            gone: digest.gone,
        }
    }
}

impl Older {
    fn of(app: &App, id: TableId, view: &LogView, asked: &Fields) -> Option<Self> {
        let typed = asked.get("entries").trim().to_owned();
        if typed.is_empty() {
            return None;
        }
        // People write 1,234 as it stands on the paper.
        let number = typed.replace([',', ' '], "").parse::<u32>().ok().filter(|number| *number > 0);
        let found = match number {
            None => Found::NoNumber,
            Some(number) if u64::from(number) > view.size => Found::More,
            Some(number) => match root_at(&app.recorder, id, u64::from(number)) {
                Some(root) => Found::Words(number, recording::eight_words(root.as_bytes())),
                None => Found::More,
            },
        };
        Some(Self { typed, found })
    }
}

/// `GET /t/{table}/record`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let look = |table: &Table| reading(&app, &visitor, table).map(|seat| AtTable::of(table, seat.is_some()));
    let at = app.clerk.read(id, look).await??;
    let tr = visitor.tr;
    let Some(log) = app.recorder.log(id) else {
        return Ok(Page::new(t!(tr, "record-title"), super::body::none(tr, id)).at(at).show(&app, &visitor));
    };
    let (keeps, asked) = (app.clone(), asked(raw));
    let read = move || view(&keeps, id, at, &log, &asked);
    let view = tokio::task::spawn_blocking(read).await.map_err(super::digest::unread)??;
    let page = Page::new(t!(tr, "record-title"), body(&visitor, &view)).at(view.at);
    Ok(page.show(&app, &visitor))
}

/// Reads the disk.
fn view(app: &App, id: TableId, at: AtTable, log: &LogView, asked: &Fields) -> Result<View, Fault> {
    let (deeds, paging, within) = app.digests.look(&app.recorder, id, log, |digest| {
        let paging = Paging::of(digest.deeds.len(), DEEDS, asked);
        let range = paging.range();
        let deeds = digest.deeds.iter().rev().skip(range.start).take(range.len()).cloned().collect();
        (deeds, paging, Within::of(digest))
    })?;
    Ok(View {
        at,
        mark: Mark::of_view(app, id, log),
        is_later: log.epoch > 1,
        condition: app.recorder.condition(),
        older: Older::of(app, id, log, asked),
        deeds,
        paging,
        within,
        has_policy: app.config.record.policy_text.is_some(),
    })
}
