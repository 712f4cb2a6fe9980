//! `/t/{table}/changes`: what changed, by days.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use table::{Day, Findable, TableId};

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::news::{Item, items, private_address};
use crate::page::{AtTable, Page};
use crate::t;
use crate::text::Tr;
use crate::ui::{Details, back_link};
use crate::visitor::Visitor;

/// A page tells of so many days.
const DAYS: i32 = 28;

struct View {
    at: AtTable,
    items: Vec<Item>,
    /// The last day of the page before this, where something happened earlier.
    earlier: Option<Day>,
    feed: String,
    /// Whether the feed's address is only for whoever looks.
    private: bool,
}

/// Which days.
#[derive(Deserialize)]
pub(super) struct Asked {
    to: Option<String>,
}

/// `GET /t/{table}/changes`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let to = asked.to.and_then(|day| day.parse().ok()).filter(|day| *day < visitor.today);
    let to = to.unwrap_or(visitor.today);
    let from = to.plus(1 - DAYS);
    let view = app
        .clerk
        .read(id, |table| {
            let seat = reading(&app, &visitor, table)?;
            let own = seat.and_then(|number| Some((number, table.seat(number)?)));
            let private = table.findable != Findable::Public;
            let feed = match own.filter(|_| private) {
                Some((number, seat)) => private_address(&app.key, id, number, seat),
                None => format!("/t/{id}/changes.atom"),
            };
            Ok::<_, Fault>(View {
                at: AtTable::of(table, seat.is_some()),
                items: items(visitor.tr, table, from, to),
                earlier: (table.set_on < from).then(|| from.plus(-1)),
                feed,
                private,
            })
        })
        .await??;
    let body = body(visitor.tr, id, &view, &visitor.origin);
    Ok(Page::new(t!(visitor.tr, "changes-title"), body).at(view.at).show(&app, &visitor))
}

fn body(tr: Tr, id: TableId, view: &View, origin: &str) -> Markup {
    html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (t!(tr, "changes-title")) }
        @if view.items.is_empty() { p.govuk-body { (t!(tr, "changes-none")) } }
        @for (day, items) in days(&view.items) {
            h2.govuk-heading-m { (tr.day(day)) }
            (list(items))
        }
        @if let Some(day) = view.earlier {
            p.govuk-body.rt-noprint {
                a.govuk-link href={ "/t/" (id) "/changes?to=" (day) } { (t!(tr, "changes-earlier")) }
            }
        }
        (Details::new(t!(tr, "changes-feed"), html! {
            p.govuk-body { (t!(tr, "changes-feed-note")) }
            @if view.private { p.govuk-body { (t!(tr, "changes-feed-private")) } }
            p.govuk-body { a.govuk-link href=(view.feed) { (origin) (view.feed) } }
        }))
    }
}

/// What changed, day by day.
pub(super) fn days(items: &[Item]) -> impl Iterator<Item = (Day, &[Item])> {
    items
        .chunk_by(|one, next| one.on == next.on)
        .filter_map(|items| items.first().map(|first| (first.on, items)))
}

/// What changed on one day.
pub(super) fn list(items: &[Item]) -> Markup {
    html! {
        ul.rt-rows {
            @for item in items {
                li id=(item.name) {
                    p.govuk-body { a.govuk-link href=(item.address) { (item.sentence) } }
                    @if let Some(words) = &item.words { p.govuk-body dir="auto" { (words) } }
                }
            }
        }
    }
}
