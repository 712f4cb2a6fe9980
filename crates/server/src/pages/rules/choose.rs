//! `/t/{table}/rules/choose`: how we decide is chosen. Anybody with a seat can, until the first decision is opened.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Command, Field, Refusal, TableId, Words};

use super::form;
use super::page::shown_version;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::pages::conversations::counted::counted;
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Details, Label, Size, Textarea, back_link, inset_text};
use crate::visitor::Visitor;

/// `GET /t/{table}/rules/choose`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let (fixed, mut pairs, over) = app
        .clerk
        .read(id, |table| {
            let stands = table.rules();
            let known = stands.filter(|(_, one)| one.altered.is_none());
            let pairs = known.map_or_else(|| form::starting(visitor.tr), |(_, one)| form::filled(&one.rules));
            (!table.decisions.is_empty(), pairs, stands.map_or(0, |(version, _)| version))
        })
        .await?;
    if fixed {
        return Ok(go_to(&format!("/t/{id}/rules"), Vec::new()));
    }
    pairs.push(("over".to_owned(), over.to_string()));
    page(
        &app,
        &visitor,
        id,
        &Form { fields: &Fields::of(pairs), wrong: Wrong::none(), key: key_field(), changed: false },
    )
    .await
}

/// `POST /t/{table}/rules/choose`. If somebody else chose meanwhile, what was typed stays in the form, and sending it
/// again goes over what was seen.
pub(super) async fn choose(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let mut changed = false;
    let wrong = match read(visitor.tr, &fields)? {
        Err(wrong) => wrong,
        Ok(command) => match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await {
            Ok(_) => return Ok(go_to(&format!("/t/{id}/rules?done=1"), Vec::new())),
            Err(Problem::Refused(refusal)) => {
                changed = refusal == Refusal::ChangedMeanwhile;
                Wrong::of(visitor.tr, &[refusal])
            }
            Err(problem) => return Err(problem.into()),
        },
    };
    page(&app, &visitor, id, &Form { fields: &fields, wrong, key: same_key_field(&fields), changed }).await
}

/// The form: what is in its fields, what is wrong with them, and its key.
struct Form<'a> {
    fields: &'a Fields,
    wrong: Wrong,
    key: Markup,
    /// Whether somebody chose while this was being filled in. What they chose is shown then.
    changed: bool,
}

/// The command in the form, or everything that needs mending.
fn read(tr: Tr, fields: &Fields) -> Result<Result<Command, Wrong>, Fault> {
    let over = fields.number("over").ok_or(Fault::Bad)?;
    let why = Words::optional(Field::Why, fields.get(Field::Why.key()));
    Ok(match (form::read(tr, fields), why) {
        (Ok(rules), Ok(why)) => Ok(Command::ChooseRules { over, rules, why }),
        (Ok(_), Err(refusal)) => Err(Wrong::of(tr, &[refusal])),
        (Err(wrong), Ok(_)) => Err(wrong),
        (Err(mut wrong), Err(refusal)) => {
            wrong.add(Some(Field::Why.key()), crate::mend::sentence(tr, &refusal));
            Err(wrong)
        }
    })
}

async fn page(app: &App, visitor: &Visitor, id: TableId, form: &Form<'_>) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let (at, over, stands) = app
        .clerk
        .read(id, |table| {
            let (over, stands) = table.rules().map_or((0, None), |(over, one)| (over, Some(one.clone())));
            (AtTable::of(table, true), over, stands)
        })
        .await?;
    let over = if form.changed { over.to_string() } else { form.fields.get("over").to_owned() };
    let wrong = &form.wrong;
    let why = Textarea::new(Field::Why.key(), Label::new(t!(tr, "field-why")).size(Size::M))
        .hint(t!(tr, "rules-why-hint"))
        .value(form.fields.get(Field::Why.key()))
        .error(wrong.at(tr, Field::Why.key()))
        .rows(2);
    let body = html! {
        (back_link(t!(tr, "field-rules"), &format!("/t/{id}/rules")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "rules-choose")) }
        p.rt-lead { (t!(tr, "rules-choose-lead")) }
        (inset_text(t!(tr, "rules-choose-until")))
        @if let Some(stands) = &stands {
            @if form.changed { (Details::new(t!(tr, "rules-stand"), shown_version(tr, stands)).open(true)) }
            @if form::flattens(&stands.rules) { (inset_text(t!(tr, "rules-flatten"))) }
        }
        form action={ "/t/" (id) "/rules/choose" } method="post" novalidate {
            (form.key)
            input type="hidden" name="over" value=(over);
            (form::boxes(tr, form.fields, wrong))
            (counted(tr, why, 280))
            (Button::new(t!(tr, "rules-button")).once(true))
        }
    };
    Ok(Page::new(t!(tr, "rules-choose"), body).at(at).with_error(wrong.is_any()).show(app, visitor))
}
