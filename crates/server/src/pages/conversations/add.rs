//! `/t/{table}/c/{conversation}/add`: saying something of one's own: write it, look at it, send it.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Answer, Command, ConversationNo, Field, Refusal, StatementNo, TableId, Words, one_line};

use super::counted::counted;
use super::talk::{self, Talk};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, same_key_field};
use crate::t;
use crate::text::Tr;
use crate::ui::{Button, Label, Size, Textarea, statement, warning_text};
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo);

/// So many similar statements are shown.
const SIMILAR: usize = 5;

/// `GET …/add`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let (talk, ()) = talk::look_seated(&app, &visitor, id, |_, _| Ok(())).await?;
    if !talk.is_open() {
        return Ok(go_to(&talk.base, Vec::new()));
    }
    Ok(write(&app, &visitor, talk, "", &Wrong::none(), &key_field(), None))
}

/// `POST …/add`: first the page to look at it, then, with `sure`, it is sent.
pub(super) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let typed = fields.get(Field::Statement.key());
    let text = Words::<140>::of(Field::Statement, &one_line(typed));
    let refusal = match text {
        Err(refusal) => Some(refusal),
        Ok(_) if fields.has("change") => None,
        Ok(text) if fields.has("sure") => {
            let command = Command::Say { conversation: id.1, text };
            match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(Answer::Said(_, number)) => {
                    let address = format!("{}/s/{number}?saved=said", talk::base(id.0, id.1));
                    return Ok(go_to(&address, Vec::new()));
                }
                Ok(_) => return Err(Fault::Broken),
                Err(Problem::Refused(refusal)) => Some(refusal),
                Err(problem) => return Err(problem.into()),
            }
        }
        Ok(text) => return check(&app, &visitor, id, &text, &fields).await,
    };
    let (talk, ()) = talk::look_seated(&app, &visitor, id, |_, _| Ok(())).await?;
    talk.must_be_open()?;
    let wrong = refusal.map(|refusal| Wrong::of(visitor.tr, &[refusal])).unwrap_or_default();
    let same = match refusal {
        Some(Refusal::AlreadySaid { statement }) => Some(statement),
        _ => None,
    };
    Ok(write(&app, &visitor, talk, typed, &wrong, &same_key_field(&fields), same))
}

fn write(
    app: &App,
    visitor: &Visitor,
    talk: Talk,
    typed: &str,
    wrong: &Wrong,
    key: &Markup,
    same: Option<StatementNo>,
) -> Response {
    let tr = visitor.tr;
    let area = Textarea::new(Field::Statement.key(), Label::new(t!(tr, "field-statement")).size(Size::M))
        .hint(t!(tr, "add-hint"))
        .value(typed)
        .error(wrong.at(tr, Field::Statement.key()))
        .rows(3);
    let body = html! {
        (talk.back(tr))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        @if let Some(number) = same {
            p.govuk-body { a.govuk-link href=(talk.statement(number)) { (t!(tr, "add-same")) } }
        }
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "add-title")) }
        p.rt-lead { (t!(tr, "add-lead")) }
        form action={ (talk.base) "/add" } method="post" novalidate {
            (key)
            (counted(tr, area, 140))
            p.govuk-body.rt-quiet { (t!(tr, "add-who-sees")) }
            (Button::new(t!(tr, "add-button")))
        }
    };
    Page::new(t!(tr, "add-title"), body).at(talk.at).with_error(wrong.is_any()).show(app, visitor)
}

/// A statement that is there already.
type Similar = (StatementNo, String);

async fn check(
    app: &App,
    visitor: &Visitor,
    id: Id,
    text: &Words<140>,
    fields: &Fields,
) -> Result<Response, Fault> {
    let (talk, similar) = talk::look_seated(app, visitor, id, |conversation, _| {
        let found = conversation.similar_to(text.as_str(), SIMILAR).into_iter();
        Ok(found
            .filter_map(|number| Some((number, conversation.readable(number)?.text.to_string())))
            .collect::<Vec<Similar>>())
    })
    .await?;
    talk.must_be_open()?;
    let tr = visitor.tr;
    let body = html! {
        (talk.back(tr))
        h1.govuk-heading-xl { (t!(tr, "check-title")) }
        (one_of_these(tr, &talk, &similar))
        @if !similar.is_empty() { h2.govuk-heading-m { (t!(tr, "check-yours")) } }
        (statement(html! { bdi { (text) } }, t!(tr, "say-by")))
        @for find in table::look(text.as_str()) {
            (warning_text(t!(tr, "check-warning"), tr.say(&format!("find-{}", find.key()), None)))
        }
        form action={ (talk.base) "/add" } method="post" novalidate {
            (same_key_field(fields))
            input type="hidden" name=(Field::Statement.key()) value=(text);
            div.govuk-button-group {
                (Button::new(t!(tr, "check-send")).name_value("sure", "yes").once(true))
                (Button::new(t!(tr, "check-change")).secondary().name_value("change", "yes"))
            }
        }
        p.govuk-body.rt-quiet { (t!(tr, "check-take-back")) }
    };
    Ok(Page::new(t!(tr, "check-title"), body).at(talk.at).show(app, visitor))
}

fn one_of_these(tr: Tr, talk: &Talk, similar: &[Similar]) -> Markup {
    html! {
        @if !similar.is_empty() {
            div.rt-card.rt-card--plain {
                h2.govuk-heading-m { (t!(tr, "check-similar")) }
                p.govuk-body { (t!(tr, "check-instead")) }
                ul.rt-rows {
                    @for (number, words) in similar {
                        li { a.govuk-link href=(talk.statement(*number)) { bdi { (words) } } }
                    }
                }
            }
        }
    }
}
