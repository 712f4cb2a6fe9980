//! `/t/{table}/promises/new`: a promise is made. Anybody with a seat can, on any side; without a word of what it answers,
//! the page shows what waits for one.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{
    Actor, Answer, Command, Day, Field, PromiseCommand, PromiseNo, PromiseOf, PromiseState, Refusal, Table,
    TableId, Words,
};

use super::{from, shown, sources};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::pages::conversations::counted::counted;
use crate::pages::links;
use crate::pages::seats::asked;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, InputKind, Label, Size, TextInput, Textarea, Width, back_link, inset_text};
use crate::visitor::Visitor;

/// What stands on the page.
struct View {
    at: AtTable,
    from: PromiseOf,
    /// What it answers: its words and its page.
    answers: (String, String),
    /// What was promised for it before.
    before: Vec<Before>,
}

struct Before {
    number: PromiseNo,
    what: String,
    state: PromiseState,
}

impl View {
    /// What is promised here answers something that is there; of a decision, one that has been counted.
    fn of(tr: Tr, table: &Table, of: PromiseOf, today: Day) -> Result<Self, Fault> {
        let said = match of {
            PromiseOf::Decision(number) => {
                let decision = tamper::decision(table, number)?;
                decision.closed.as_ref().ok_or(Refusal::NotDecidedYet)?;
                None
            }
            PromiseOf::Line(account, statement) => {
                let account = tamper::account(table, account)?;
                let is_a_line = account.lines.contains(&statement);
                Some((is_a_line.then_some(account.conversation).ok_or(Fault::NotFound)?, statement))
            }
            PromiseOf::Statement(conversation, statement) => Some((conversation, statement)),
        };
        if let Some((conversation, statement)) = said {
            let conversation = table.conversation(conversation).ok_or(Fault::NotFound)?;
            conversation.statement(statement).ok_or(Fault::NotFound)?;
            conversation.said(statement).ok_or(Refusal::TakenBack)?;
            conversation.readable(statement).ok_or(Fault::Altered(table.id))?;
        }
        let before = table.promises_from(of).map(|promise| Before {
            number: promise.number,
            what: tamper::promised(tr, promise),
            state: promise.state(today),
        });
        Ok(Self {
            at: AtTable::of(table, true),
            from: of,
            answers: shown::of(tr, table, of),
            before: before.collect(),
        })
    }
}

/// `GET /t/{table}/promises/new`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let asked = asked(raw);
    if !asked.has("from") {
        return sources::page(&app, &visitor, id).await;
    }
    let fields = Fields::of(vec![("from".to_owned(), asked.get("from").to_owned())]);
    form(&app, &visitor, id, &fields, &Wrong::none(), &key_field()).await
}

/// `POST /t/{table}/promises/new`.
pub(super) async fn make(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let from = from::read(fields.get("from")).ok_or(Fault::NotFound)?;
    let (wrong, key_field) = match read(&fields, from) {
        Err(refusals) => (Wrong::of(visitor.tr, &refusals), same_key_field(&fields)),
        Ok(command) => {
            let command = Command::Promise(command);
            match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(Answer::Promise(number)) => {
                    return Ok(go_to(&format!("{}?saved=made", links::promise(id, number)), Vec::new()));
                }
                Ok(_) => return Err(Fault::Broken),
                Err(Problem::Refused(refusal)) => {
                    (Wrong::of(visitor.tr, &[refusal]), same_key_field(&fields))
                }
                // Somebody went back to the form they had sent, and changed their words: another promise.
                Err(Problem::KeyReused) => {
                    let mut wrong = Wrong::none();
                    wrong.add(None, t!(visitor.tr, "promise-make-again"));
                    (wrong, key_field())
                }
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    form(&app, &visitor, id, &fields, &wrong, &key_field).await
}

/// The promise in a form, or everything that needs mending.
fn read(fields: &Fields, from: PromiseOf) -> Result<PromiseCommand, Vec<Refusal>> {
    let who = Words::of(Field::Who, fields.get(Field::Who.key()));
    let what = Words::of(Field::Promise, fields.get(Field::Promise.key()));
    let by = fields.day(Field::PromiseBy.key()).ok_or(Refusal::NotADay { field: Field::PromiseBy });
    match (who, what, by) {
        (Ok(who), Ok(what), Ok(by)) => Ok(PromiseCommand::Make { from, who, what, by }),
        (who, what, by) => Err([who.err(), what.err(), by.err()].into_iter().flatten().collect()),
    }
}

async fn form(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let of = from::read(fields.get("from")).ok_or(Fault::NotFound)?;
    let view = app.clerk.read(id, |table| View::of(tr, table, of, visitor.today)).await??;
    let (words, address) = &view.answers;
    let body = html! {
        (back_link(t!(tr, "promises-all"), &format!("/t/{id}/promises")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "promises-make")) }
        p.govuk-body { (shown::asked(tr, view.from)) ":" }
        (inset_text(html! { a.govuk-link href=(address) { bdi { (words) } } }))
        (before(tr, id, &view.before))
        p.govuk-body { (t!(tr, "promise-make-who")) }
        form action={ "/t/" (id) "/promises/new" } method="post" novalidate {
            (key)
            input type="hidden" name="from" value=(from::write(of));
            (boxes(tr, fields, wrong))
            (Button::new(t!(tr, "promise-make-button")).once(true))
        }
    };
    Ok(Page::new(t!(tr, "promises-make"), body).at(view.at).with_error(wrong.is_any()).show(app, visitor))
}

/// What was promised for the same thing before, so that nobody promises it twice without knowing.
fn before(tr: Tr, id: TableId, before: &[Before]) -> Markup {
    html! {
        @if !before.is_empty() {
            p.govuk-body { (t!(tr, "promise-before")) }
            ul.rt-rows {
                @for one in before {
                    li {
                        a.govuk-link href=(links::promise(id, one.number)) { bdi { (one.what) } }
                        " " (shown::tag(tr, one.state))
                    }
                }
            }
        }
    }
}

fn boxes(tr: Tr, fields: &Fields, wrong: &Wrong) -> Markup {
    let label = |field: Field| Label::new(tr.say(&format!("field-{}", field.key()), None)).size(Size::M);
    let line = |field: Field, hint: String| {
        TextInput::new(field.key(), label(field))
            .hint(hint)
            .value(fields.get(field.key()))
            .error(wrong.at(tr, field.key()))
            .autocomplete("off")
    };
    let what = Textarea::new(Field::Promise.key(), label(Field::Promise))
        .hint(t!(tr, "promise-hint-what"))
        .value(fields.get(Field::Promise.key()))
        .error(wrong.at(tr, Field::Promise.key()))
        .rows(3);
    html! {
        (line(Field::Who, t!(tr, "promise-hint-who")))
        (counted(tr, what, 280))
        (line(Field::PromiseBy, t!(tr, "promise-hint-by")).kind(InputKind::Date).width(Width::W10))
    }
}
