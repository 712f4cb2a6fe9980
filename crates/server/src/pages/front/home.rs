//! `/`: what this place is and the tables that can be found; `/me`: the tables one has a seat at.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use table::{Findable, Table, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::page::{Page, Part};
use crate::pages::faults::code_field;
use crate::t;
use crate::tamper;
use crate::ui::{Button, LinkButton};
use crate::visitor::Visitor;

/// A table as it stands in a list.
struct Listed {
    id: TableId,
    name: String,
    purpose: String,
    questions: Vec<String>,
}

impl Listed {
    fn of(table: &Table, visitor: &Visitor, reads: bool) -> Self {
        let open = table.conversations.iter().filter(|conversation| conversation.is_open(visitor.today));
        Self {
            id: table.id,
            name: table.name.to_string(),
            purpose: table.purpose.to_string(),
            questions: if reads {
                open.map(|conversation| tamper::question(visitor.tr, conversation)).collect()
            } else {
                Vec::new()
            },
        }
    }
}

/// So many tables stand on the first page; further ones are reached by code or link.
const MOST_LISTED: usize = 40;

/// `GET /`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Fault> {
    let (mut mine, mut others) = (Vec::new(), Vec::new());
    app.clerk
        .read_each(|table| {
            if visitor.seat(&app, table).is_some() {
                mine.push(Listed::of(table, &visitor, true));
            } else if table.findable != Findable::Hidden && others.len() < MOST_LISTED {
                others.push(Listed::of(table, &visitor, table.open_to_read()));
            }
        })
        .await?;
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "home-title")) }
        p.rt-lead { (t!(tr, "home-lead")) }
        p.govuk-body { (t!(tr, "home-how")) }
        @if !mine.is_empty() {
            h2.govuk-heading-m { (t!(tr, "home-mine")) }
            (list(&mine))
            p.govuk-body { a.govuk-link href="/changes" { (t!(tr, "changes-mine")) } }
        }
        @if !others.is_empty() {
            h2.govuk-heading-m { (t!(tr, "home-others")) }
            (list(&others))
        }
        h2.govuk-heading-m { (t!(tr, "home-code")) }
        form action="/go" method="post" novalidate {
            (code_field(tr))
            (Button::new(t!(tr, "code-go")).secondary())
        }
        h2.govuk-heading-m { (t!(tr, "home-start")) }
        p.govuk-body { (t!(tr, "home-start-note")) }
        div.govuk-button-group {
            (LinkButton::new(t!(tr, "home-start-button"), "/start").start())
            a.govuk-link href="/back" { (t!(tr, "back-link")) }
        }
    };
    Ok(Page::new(t!(tr, "home-title-short"), body).part(Part::Conversations).show(&app, &visitor))
}

/// `GET /me`: outside a table, "my page" leads to the tables one has a seat at.
pub(super) async fn mine(State(app): State<App>, visitor: Visitor) -> Result<Response, Fault> {
    let ids: Vec<TableId> = visitor.tables(&app).collect();
    let mut mine = Vec::new();
    for id in ids {
        let listed = app
            .clerk
            .read(id, |table| visitor.seat(&app, table).map(|_| Listed::of(table, &visitor, true)))
            .await;
        if let Ok(Some(listed)) = listed {
            mine.push(listed);
        }
    }
    let tr = visitor.tr;
    let body = html! {
        h1.govuk-heading-xl { (t!(tr, "mine-title")) }
        @if mine.is_empty() {
            p.rt-lead { (t!(tr, "mine-none")) }
        } @else {
            p.rt-lead { (t!(tr, "mine-lead")) }
            ul.rt-rows {
                @for table in &mine {
                    li {
                        p.rt-rows__words { a.govuk-link href={ "/t/" (table.id) "/me" } { bdi { (table.name) } } }
                    }
                }
            }
        }
        p.govuk-body { a.govuk-link href="/back" { (t!(tr, "back-link")) } }
    };
    Ok(Page::new(t!(tr, "mine-title"), body).part(Part::Mine).show(&app, &visitor))
}

fn list(tables: &[Listed]) -> Markup {
    html! {
        ul.rt-rows {
            @for table in tables {
                li {
                    p.rt-rows__words { a.govuk-link href={ "/t/" (table.id) } { bdi { (table.name) } } }
                    @for question in &table.questions { p.govuk-body dir="auto" { (question) } }
                    @if table.questions.is_empty() { p.govuk-body.rt-quiet dir="auto" { (table.purpose) } }
                }
            }
        }
    }
}
