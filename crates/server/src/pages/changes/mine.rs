//! `/changes`: what changed in the last days at each table one has a seat at.

use axum::extract::State;
use axum::response::Response;
use maud::html;
use table::TableId;

use super::page::{days, list};
use crate::app::App;
use crate::fault::Fault;
use crate::news::items;
use crate::page::{Page, Part};
use crate::t;
use crate::visitor::Visitor;

/// Of so many days.
const DAYS: i32 = 14;

/// `GET /changes`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let ids: Vec<TableId> = visitor.tables(&app).collect();
    let mut tables = Vec::new();
    for id in ids {
        let changed = app
            .clerk
            .read(id, |table| {
                let seated = visitor.seat(&app, table);
                let changed = || items(tr, table, visitor.today.plus(1 - DAYS), visitor.today);
                seated.map(|_| (id, table.name.to_string(), changed()))
            })
            .await;
        if let Ok(Some(changed)) = changed {
            tables.push(changed);
        }
    }
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "changes-mine")) }
        @if tables.is_empty() { p.rt-lead { (t!(tr, "mine-none")) } }
        @for (id, name, items) in &tables {
            h2.govuk-heading-l { a.govuk-link href={ "/t/" (id) "/changes" } { bdi { (name) } } }
            @if items.is_empty() { p.govuk-body { (t!(tr, "changes-none")) } }
            @for (day, items) in days(items) {
                h3.govuk-heading-s { (tr.day(day)) }
                (list(items))
            }
        }
        p.govuk-body { a.govuk-link href="/back" { (t!(tr, "back-link")) } }
    };
    Ok(Page::new(t!(tr, "changes-mine"), body).part(Part::Mine).show(&app, &visitor))
}
