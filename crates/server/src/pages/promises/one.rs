//! `/t/{table}/p/{promise}`: one promise, its whole story, and the words it answers.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use table::{Day, Judgement, News, Promise, PromiseNo, PromiseOf, PromiseState, SeatNo, Table, TableId};

use super::came::Came;
use super::one_page::{Again, page};
use super::shown;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::mend::Wrong;
use crate::page::AtTable;
use crate::pages::seats::asked;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::visitor::Visitor;

pub(super) type Id = (TableId, PromiseNo);

/// A promise for whoever looks.
pub(super) struct View {
    pub at: AtTable,
    pub number: PromiseNo,
    pub state: PromiseState,
    pub from: PromiseOf,
    /// What it answers: its words and its page.
    pub answers: (String, String),
    pub who: String,
    pub what: String,
    pub by: Day,
    pub made_on: Day,
    pub news: Vec<News>,
    /// What those who asked say, as a sentence.
    pub judged: Option<String>,
    /// What whoever looks says.
    pub mine: Option<Judgement>,
    /// Whether they made it.
    pub own: bool,
    /// Whether it can be said yet if it was kept.
    pub due: bool,
    pub came: Came,
}

impl View {
    fn of(visitor: &Visitor, table: &Table, promise: &Promise, seat: Option<SeatNo>) -> Self {
        let (tr, today) = (visitor.tr, visitor.today);
        Self {
            at: AtTable::of(table, seat.is_some()),
            number: promise.number,
            state: promise.state(today),
            from: promise.from,
            answers: shown::of(tr, table, promise.from),
            who: promise.who.to_string(),
            what: promise.what.to_string(),
            by: promise.by,
            made_on: promise.made_on,
            news: promise.news.clone(),
            judged: shown::judged_if_due(tr, promise, today),
            mine: seat.and_then(|seat| promise.judged.get(&seat).copied()),
            own: seat.is_some() && promise.seat == seat,
            due: shown::is_due(promise, today),
            came: Came::of(tr, table, promise, today),
        }
    }
}

/// Looks at a promise under the table's lock.
pub(super) async fn look(app: &App, visitor: &Visitor, (id, number): Id) -> Result<View, Fault> {
    app.clerk
        .read(id, |table| {
            let seat = reading(app, visitor, table)?;
            let promise = tamper::promise(table, number)?;
            Ok(View::of(visitor, table, promise, seat))
        })
        .await?
}

/// `GET /t/{table}/p/{promise}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let view = look(&app, &visitor, id).await?;
    let notice = notice(visitor.tr, asked(raw).get("saved"), &view);
    Ok(page(&app, &visitor, view, notice, &Again::fresh(), &Wrong::none()))
}

/// What was just done, if it stands.
fn notice(tr: Tr, saved: &str, view: &View) -> Option<String> {
    match (saved, view.mine) {
        ("made", _) if view.own => Some(t!(tr, "promise-saved-made")),
        ("told", _) if !view.news.is_empty() => Some(t!(tr, "promise-saved-told")),
        ("judged", Some(mine)) => {
            Some(t!(tr, "promise-saved-judged", what = shown::judgement_word(tr, mine)))
        }
        ("taken-back", None) => Some(t!(tr, "promise-saved-back")),
        _ => None,
    }
}
