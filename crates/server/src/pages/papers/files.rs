//! The papers as files. Whoever may read the table may have them.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use table::{AccountNo, ConversationNo, Table, TableId};

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::maps;
use crate::pages::record::Mark;
use crate::papers::{self, Form, Scribe};
use crate::tamper;
use crate::visitor::Visitor;

/// `GET /paper.css`: what papers look like as pages.
pub(super) async fn style() -> impl IntoResponse {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")];
    (headers, papers::STYLE)
}

/// `GET /fonts.txt`: the licences of the fonts that PDFs carry. They have to go along with them.
pub(super) async fn fonts() -> String {
    let licence = |(name, licence): &(&str, &str)| format!("{name}\n\n{}\n", licence.trim());
    paper::font_licences().iter().map(licence).collect::<Vec<_>>().join("\n\n")
}

/// `GET /t/{table}/papers/minutes.pdf` and the others that are of a whole table.
pub(super) async fn of_table(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let (name, form) = Form::of_file(&file).ok_or(Fault::NotFound)?;
    let (write, name): (fn(Scribe<'_>, Form) -> paper::Paper, _) = match name {
        "minutes" => (|scribe, _| papers::minutes(scribe), "minutes"),
        "actions" => (papers::actions, "actions"),
        _ => return Err(Fault::NotFound),
    };
    let mark = Mark::of(&app, id);
    let look = |table: &Table| {
        reading(&app, &visitor, table)?;
        Ok::<_, Fault>(write(Scribe::of(&visitor, table).with_record(mark.as_ref()), form))
    };
    let turn = papers::turn().await?;
    let paper = app.clerk.read(id, look).await??;
    papers::send(turn, paper, form, name, visitor.today).await
}

/// `GET /t/{table}/papers/evidence/{conversation}.pdf`, `.html` and `.csv`.
pub(super) async fn evidence(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(TableId, String)>,
) -> Result<Response, Fault> {
    let (number, form) = Form::of_file(&file).ok_or(Fault::NotFound)?;
    let number = ConversationNo(number.parse().map_err(|_| Fault::NotFound)?);
    let issued = maps::map(&app, &visitor, (id, number)).await?;
    let look = |table: &Table| {
        reading(&app, &visitor, table)?;
        let conversation = table.conversation(number).ok_or(Fault::NotFound)?;
        let (scribe, map) = (Scribe::of(&visitor, table), &issued.issue.published);
        Ok::<_, Fault>(papers::evidence(scribe, conversation, map, &app.cuts))
    };
    let turn = papers::turn().await?;
    let paper = app.clerk.read(id, look).await??;
    papers::send(turn, paper, form, format!("evidence-{number}"), visitor.today).await
}

/// `GET /t/{table}/heard/{account}/account.pdf`.
pub(super) async fn account_pdf(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, AccountNo)>,
) -> Result<Response, Fault> {
    account(&app, &visitor, id, Form::Pdf).await
}

/// `GET /t/{table}/heard/{account}/account.html`.
pub(super) async fn account_html(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, AccountNo)>,
) -> Result<Response, Fault> {
    account(&app, &visitor, id, Form::Html).await
}

/// `GET /t/{table}/heard/{account}/account.json`.
pub(super) async fn account_json(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<(TableId, AccountNo)>,
) -> Result<Response, Fault> {
    let issued = map_of(&app, &visitor, (id, number)).await?;
    let look = |table: &Table| {
        reading(&app, &visitor, table)?;
        let account = tamper::account(table, number)?;
        let file = papers::account_file(table, account, &issued.issue.published, visitor.today);
        papers::json(&file.ok_or(Fault::NotFound)?, &name(number), visitor.today)
    };
    app.clerk.read(id, look).await?
}

async fn account(
    app: &App,
    visitor: &Visitor,
    (id, number): (TableId, AccountNo),
    form: Form,
) -> Result<Response, Fault> {
    let issued = map_of(app, visitor, (id, number)).await?;
    let look = |table: &Table| {
        reading(app, visitor, table)?;
        let account = tamper::account(table, number)?;
        Ok::<_, Fault>(papers::account(Scribe::of(visitor, table), account, &issued.issue.published))
    };
    let turn = papers::turn().await?;
    let paper = app.clerk.read(id, look).await??;
    papers::send(turn, paper, form, name(number), visitor.today).await
}

/// The map of the conversation that an account is of.
async fn map_of(
    app: &App,
    visitor: &Visitor,
    (id, number): (TableId, AccountNo),
) -> Result<std::sync::Arc<maps::Issued>, Fault> {
    let look = |table: &Table| {
        reading(app, visitor, table)?;
        tamper::account(table, number).map(|account| account.conversation)
    };
    let conversation = app.clerk.read(id, look).await??;
    maps::map(app, visitor, (id, conversation)).await
}

fn name(account: AccountNo) -> String {
    format!("what-we-heard-{account}")
}
