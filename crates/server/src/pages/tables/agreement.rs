//! `/t/{table}/agreement`: how people work together: the words that stand, every earlier version, and a form
//! to change them. Anybody with a seat can; nobody can do it unseen.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Actor, AgreementVersion, Command, Field, Refusal, Table, TableId, Words};

use super::line_by_line;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, said, same_key_field};
use crate::pages::seats::{ON_A_PAGE, Paging, asked};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, Details, Label, Size, Textarea, back_link, saved};
use crate::visitor::Visitor;

struct View {
    at: AtTable,
    version: u32,
    text: String,
    /// Whether it is not as it was kept; then there is no text.
    altered: bool,
    /// When it began to stand and why, newest first; the first line is the version that stands.
    lines: Vec<Line>,
    paging: Paging,
}

struct Line {
    version: usize,
    why: Option<String>,
    altered: bool,
    day: String,
}

impl Line {
    fn of(tr: Tr, version: usize, one: &AgreementVersion) -> Self {
        let why = one.why.as_ref().map(ToString::to_string);
        Self { version, why, altered: one.altered.is_some(), day: tr.day(one.on) }
    }
}

impl View {
    fn of(table: &Table, seated: bool, asked: &Fields, tr: Tr) -> Self {
        let (version, stands) = table.agreement();
        let paging = Paging::of(table.agreement.len(), ON_A_PAGE, asked);
        let range = paging.range();
        let newest = table.agreement.iter().enumerate().rev().skip(range.start).take(range.len());
        Self {
            at: AtTable::of(table, seated),
            version,
            text: tamper::kept(stands.altered, &stands.text),
            altered: stands.altered.is_some(),
            lines: newest.map(|(place, one)| Line::of(tr, place + 1, one)).collect(),
            paging,
        }
    }
}

/// The form: what is in its fields, what is wrong with them, and its key.
struct Form<'a> {
    fields: &'a Fields,
    wrong: &'a Wrong,
    key: Markup,
}

/// `GET /t/{table}/agreement`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let asked = asked(raw);
    let view = view(&app, &visitor, id, &asked).await?;
    let filled = Fields::of(vec![("agreement".into(), view.text.clone())]);
    let form = Form { fields: &filled, wrong: &Wrong::none(), key: key_field() };
    let done = asked.has("done").then(|| saved(t!(visitor.tr, "agreement-saved")));
    Ok(page(&app, &visitor, id, view, &form, done))
}

async fn view(app: &App, visitor: &Visitor, id: TableId, asked: &Fields) -> Result<View, Fault> {
    app.clerk
        .read(id, |table| {
            let seat = reading(app, visitor, table)?;
            Ok(View::of(table, seat.is_some(), asked, visitor.tr))
        })
        .await?
}

/// `POST /t/{table}/agreement`. If somebody else changed it meanwhile, what was typed stays in the form and
/// what is there now stands above it; sending again goes over what was seen.
pub(super) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let refusals = match read(&fields)? {
        Ok(command) => {
            match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await.map_err(Fault::from)
            {
                Ok(_) => return Ok(go_to(&format!("/t/{id}/agreement?done=1"), Vec::new())),
                Err(Fault::Refused(refusal @ (Refusal::ChangedMeanwhile | Refusal::Full))) => vec![refusal],
                Err(fault) => return Err(fault),
            }
        }
        Err(refusals) => refusals,
    };
    let view = view(&app, &visitor, id, &Fields::default()).await?;
    let wrong = Wrong::of(visitor.tr, &refusals);
    let form = Form { fields: &fields, wrong: &wrong, key: same_key_field(&fields) };
    Ok(page(&app, &visitor, id, view, &form, None))
}

/// The command, or everything that needs mending.
fn read(fields: &Fields) -> Result<Result<Command, Vec<Refusal>>, Fault> {
    let over = fields.number("over").ok_or(Fault::Bad)?;
    let text = Words::of(Field::Agreement, fields.get("agreement"));
    let why = Words::of(Field::Why, fields.get("why"));
    Ok(match (text, why) {
        (Ok(text), Ok(why)) => Ok(Command::ChangeAgreement { over, text, why }),
        (text, why) => Err([text.err(), why.err()].into_iter().flatten().collect()),
    })
}

fn page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    view: View,
    form: &Form<'_>,
    done: Option<Markup>,
) -> Response {
    let tr = visitor.tr;
    let body = html! {
        (back_link(t!(tr, "table-title"), &format!("/t/{id}")))
        @if let Some(summary) = form.wrong.summary(tr) { (summary) }
        @if let Some(done) = done { (done) }
        h1.govuk-heading-xl { (t!(tr, "field-agreement")) }
        p.rt-lead { (t!(tr, "agreement-lead")) }
        (words(tr, view.altered, &view.text))
        @if view.at.seated { (change_form(tr, id, view.version, form)) } @else {
            p.govuk-body {
                (t!(tr, "agreement-anybody")) " "
                a.govuk-link href={ "/t/" (id) "/sit" } { (t!(tr, "sit-link")) }
            }
        }
        (versions(tr, id, &view))
    };
    Page::new(t!(tr, "field-agreement"), body).at(view.at).with_error(form.wrong.is_any()).show(app, visitor)
}

/// The words, or the warning in their place.
fn words(tr: Tr, altered: bool, text: &str) -> Markup {
    html! {
        @if altered { (tamper::warning(tr, None)) } @else { div.rt-card { (line_by_line(text)) } }
    }
}

fn change_form(tr: Tr, id: TableId, version: u32, form: &Form<'_>) -> Markup {
    let label = |words: String| Label::new(words).size(Size::S);
    let body = html! {
        p.govuk-body { (t!(tr, "agreement-anybody")) }
        form action={ "/t/" (id) "/agreement" } method="post" novalidate {
            (form.key)
            input type="hidden" name="over" value=(version);
            (Textarea::new("agreement", label(t!(tr, "field-agreement"))).value(form.fields.get("agreement"))
                .error(form.wrong.at(tr, "agreement")).rows(10))
            (Textarea::new("why", label(t!(tr, "field-why"))).hint(t!(tr, "agreement-why-hint"))
                .value(form.fields.get("why")).error(form.wrong.at(tr, "why")).rows(2))
            (Button::new(t!(tr, "agreement-button")))
        }
    };
    html! { (Details::new(t!(tr, "agreement-change"), body).open(form.wrong.is_any())) }
}

fn versions(tr: Tr, id: TableId, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "agreement-versions")) }
        p.govuk-body { (t!(tr, "agreement-stay")) }
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        ul.rt-rows {
            @for line in &view.lines {
                li {
                    p.rt-rows__words {
                        a.govuk-link href={ "/t/" (id) "/agreement/" (line.version) } {
                            (t!(tr, "agreement-version", version = line.version, day = line.day.as_str()))
                        }
                    }
                    @match &line.why {
                        Some(why) => { p.govuk-body dir="auto" { (why) } }
                        None if line.altered => { p.govuk-body { (t!(tr, "tamper-words")) } }
                        None => { p.govuk-body.rt-quiet { (t!(tr, "agreement-first")) } }
                    }
                }
            }
        }
        @if let Some(links) = view.paging.links(tr, &format!("/t/{id}/agreement")) { (links) }
    }
}

/// `GET /t/{table}/agreement/{version}`: the words as they were.
pub(super) async fn earlier(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<(TableId, u32)>,
) -> Result<Response, Fault> {
    let (at, stands, text, line) = app
        .clerk
        .read(id, |table| {
            let seat = reading(&app, &visitor, table)?;
            let place = (number as usize).checked_sub(1).ok_or(Fault::NotFound)?;
            let one = table.agreement.get(place).ok_or(Fault::NotFound)?;
            let line = Line::of(visitor.tr, place + 1, one);
            let stands = table.agreement().0 == number;
            Ok::<_, Fault>((
                AtTable::of(table, seat.is_some()),
                stands,
                tamper::kept(one.altered, &one.text),
                line,
            ))
        })
        .await??;
    let tr = visitor.tr;
    let title = t!(tr, "agreement-version", version = line.version, day = line.day.as_str());
    let body = html! {
        (back_link(t!(tr, "field-agreement"), &format!("/t/{id}/agreement")))
        h1.govuk-heading-xl { (title) }
        p.rt-lead { @if stands { (t!(tr, "agreement-stands")) } @else { (t!(tr, "agreement-stood")) } }
        @if let Some(why) = &line.why {
            h2.govuk-heading-s { (t!(tr, "field-why")) }
            (said(why))
        }
        (words(tr, line.altered, &text))
    };
    Ok(Page::new(title, body).at(at).show(&app, &visitor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn every_field_is_mended_at_once() {
        let read = read(&fields(&[("over", "1"), ("agreement", " "), ("why", "")])).unwrap();
        let refusals = read.unwrap_err();
        assert_eq!(
            refusals,
            [Refusal::Empty { field: Field::Agreement }, Refusal::Empty { field: Field::Why }]
        );
    }

    #[test]
    fn a_form_without_its_version_is_not_guessed_at() {
        let read = read(&fields(&[("agreement", "We listen"), ("why", "Shorter")]));
        assert_eq!(read.unwrap_err(), Fault::Bad);
    }
}
