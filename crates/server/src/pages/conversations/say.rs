//! `/t/{table}/c/{conversation}/say`: one statement after another. Each answer is one request: sending it
//! brings the next statement.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Choice, Conversation, ConversationNo, Field, SeatNo, StatementNo, TableId};

use super::answer::{self, Filled};
use super::done;
use super::talk::{self, Talk};
use super::turn::{Turn, turn};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, same_key_field};
use crate::t;
use crate::text::Tr;
use crate::ui::{saved, statement};
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo, StatementNo);

/// A break is offered after so many.
const BREAK_EVERY: usize = 5;

/// `GET …/say`: on to the next statement.
pub(super) async fn next(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
) -> Result<Response, Fault> {
    let (talk, turn) =
        talk::look_seated(&app, &visitor, id, |conversation, seat| Ok(turn(conversation, seat))).await?;
    Ok(match turn.next {
        _ if !talk.is_open() => go_to(&talk.base, Vec::new()),
        Some(next) => go_to(&format!("{}/say/{}", talk.base, next.number), Vec::new()),
        None => go_to(&format!("{}/done", talk.base), Vec::new()),
    })
}

/// One statement, as it is asked.
struct Question {
    number: StatementNo,
    words: String,
    filled: Filled,
    turn: Turn,
}

impl Question {
    fn of(conversation: &Conversation, seat: SeatNo, number: StatementNo) -> Option<Self> {
        let words = conversation.said(number)?.text.to_string();
        let before = conversation.responses.get(seat.0, Conversation::position(number));
        let reason = conversation.reasons.get(&(number, seat));
        let filled = Filled {
            choice: before.map(|answer| answer.choice),
            matters: before.is_some_and(|answer| answer.matters),
            reason: reason.map(ToString::to_string).unwrap_or_default(),
        };
        Some(Self { number, words, filled, turn: turn(conversation, seat) })
    }
}

/// `GET …/say/{statement}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((table, conversation, number)): Path<Id>,
) -> Result<Response, Fault> {
    let (talk, question) = talk::look_seated(&app, &visitor, (table, conversation), |state, seat| {
        state.statement(number).ok_or(Fault::NotFound)?;
        Ok(Question::of(state, seat, number))
    })
    .await?;
    match question {
        // Its home says that it has ended, or was never held here.
        _ if !talk.is_open() => Ok(go_to(&talk.base, Vec::new())),
        Some(question) => Ok(page(&app, &visitor, talk, &question, &Wrong::none(), &key_field(), None)),
        // Taken back since the address was made: its own page says so.
        None => Ok(go_to(&talk.statement(number), Vec::new())),
    }
}

/// `POST …/say/{statement}`: saves the answer and asks the next.
pub(super) async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let (table, conversation, number) = id;
    let seat = visitor.seat_at(&app, table)?;
    let key = fields.key()?;
    let tr = visitor.tr;
    let (choice, command) = match answer::read(tr, &fields, conversation, number) {
        Ok(read) => read,
        Err(wrong) => return again(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields)).await,
    };
    match app.clerk.ask(table, Actor::Seat(seat), command, key, visitor.today).await {
        Ok(_) => {}
        // The person went back to a page they had sent before, to answer otherwise.
        Err(Problem::KeyReused) => {
            let mut wrong = Wrong::none();
            wrong.add(None, t!(tr, "answer-again"));
            return again(&app, &visitor, id, &fields, &wrong, &key_field()).await;
        }
        Err(problem) => return Err(problem.into()),
    }
    let (talk, turn) =
        talk::look_seated(&app, &visitor, (table, conversation), |state, seat| Ok(turn(state, seat))).await?;
    let notice = notice(tr, &talk, number, choice, fields.get(Field::Reason.key()));
    Ok(match turn.next {
        None => done::page(&app, &visitor, talk, &turn, Some(&notice)),
        Some(_) => ask_next(&app, &visitor, talk, turn, &notice),
    })
}

fn ask_next(app: &App, visitor: &Visitor, talk: Talk, mut turn: Turn, notice: &Markup) -> Response {
    let Some(next) = turn.next.take() else { return done::page(app, visitor, talk, &turn, Some(notice)) };
    let question = Question { number: next.number, words: next.words, filled: Filled::default(), turn };
    page(app, visitor, talk, &question, &Wrong::none(), &key_field(), Some(notice))
}

/// The same statement again, with something to mend and everything typed still there.
async fn again(
    app: &App,
    visitor: &Visitor,
    (table, conversation, number): Id,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let (talk, question) = talk::look_seated(app, visitor, (table, conversation), |state, seat| {
        Question::of(state, seat, number).ok_or(Fault::NotFound)
    })
    .await?;
    talk.must_be_open()?;
    let filled = Filled::typed(fields, question.filled.choice);
    let question = Question { filled, ..question };
    Ok(page(app, visitor, talk, &question, wrong, key, None))
}

/// "Saved: agree. Change it."
fn notice(tr: Tr, talk: &Talk, number: StatementNo, choice: Choice, reason: &str) -> Markup {
    html! {
        (answer::saved(tr, choice, reason)) " "
        a.govuk-link href=(talk.statement(number)) { (t!(tr, "answer-change")) }
    }
}

fn page(
    app: &App,
    visitor: &Visitor,
    talk: Talk,
    question: &Question,
    wrong: &Wrong,
    key: &Markup,
    notice: Option<&Markup>,
) -> Response {
    let tr = visitor.tr;
    let turn = &question.turn;
    let time_for_a_break = notice.is_some() && turn.answered.is_multiple_of(BREAK_EVERY);
    let action = format!("{}/say/{}", talk.base, question.number);
    // No way back above it: on a small phone the statement and its three answers should be there at once, and
    // "Stop here" stands below.
    let body = html! {
        @if let Some(notice) = notice { (saved(notice.clone())) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-m { (t!(tr, "say-title")) }
        (statement(html! { bdi { (question.words) } }, t!(tr, "say-by")))
        (answer::form(tr, &action, key, &question.filled, wrong))
        p.govuk-body {
            (turn.progress(tr))
            @if time_for_a_break { " " (t!(tr, "say-break", count = turn.answered)) }
        }
        ul.rt-cluster {
            li { a.govuk-link href={ (talk.base) "/done" } { (t!(tr, "say-stop")) } }
            li { a.govuk-link href={ (talk.base) "/add" } { (t!(tr, "say-add")) } }
            @if turn.answered > 0 {
                li { a.govuk-link href={ (talk.base) "/stand" } { (t!(tr, "say-stand")) } }
            }
        }
    };
    Page::new(t!(tr, "say-title"), body).at(talk.at).with_error(wrong.is_any()).show(app, visitor)
}
