//! `/t/{table}/c/{conversation}/say`: one statement after another. Each answer is one request: sending it
//! brings the next statement.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Chance, Choice, Conversation, ConversationNo, Field, SeatNo, StatementNo, TableId};

use super::answer::{self, Filled};
use super::done;
use super::talk::{self, Talk};
use super::turn::{Turn, turn};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, same_key_field};
use crate::slip::Asked;
use crate::t;
use crate::text::Tr;
use crate::ui::{saved, statement};
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo, StatementNo);

/// The field with the slip that tells the chance of the draw.
const SLIP: &str = "drawn";

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
        let words = conversation.readable(number)?.text.to_string();
        let before = conversation.responses.get(seat.0, Conversation::position(number));
        let reason = conversation.reasons.get(&(number, seat));
        let filled = Filled {
            choice: before.map(|answer| answer.choice),
            matters: before.is_some_and(|answer| answer.matters),
            reason: reason.map(ToString::to_string).unwrap_or_default(),
        };
        Some(Self { number, words, filled, turn: turn(conversation, seat) })
    }

    /// The chance with which this very statement was drawn just now; none, when the person came to it by its address.
    fn chance(&self) -> Option<Chance> {
        self.turn.next.as_ref().filter(|next| next.number == self.number).map(|next| next.chance)
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
        Some(question) => {
            let hidden = html! { (key_field()) (slip(&app, &talk, (table, conversation), &question)) };
            Ok(page(&app, &visitor, talk, &question, &Wrong::none(), &hidden, None))
        }
        // Taken back since the address was made, or altered: its own page says so.
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
    let asked = Asked { table, conversation, seat, statement: number };
    let drawn = asked.chance(&app.key, fields.get(SLIP));
    let (choice, command) = match answer::read(tr, &fields, conversation, number, drawn) {
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
        Some(_) => ask_next(&app, &visitor, (talk, (table, conversation)), turn, &notice),
    })
}

fn ask_next(
    app: &App,
    visitor: &Visitor,
    (talk, id): (Talk, (TableId, ConversationNo)),
    turn: Turn,
    notice: &Markup,
) -> Response {
    let Some(next) = &turn.next else { return done::page(app, visitor, talk, &turn, Some(notice)) };
    let (number, words) = (next.number, next.words.clone());
    let question = Question { number, words, filled: Filled::default(), turn };
    let hidden = html! { (key_field()) (slip(app, &talk, id, &question)) };
    page(app, visitor, talk, &question, &Wrong::none(), &hidden, Some(notice))
}

/// The field that brings the chance of the draw back with the answer.
fn slip(
    app: &App,
    talk: &Talk,
    (table, conversation): (TableId, ConversationNo),
    question: &Question,
) -> Markup {
    let drawn = question.chance().zip(talk.seat).map(|(chance, seat)| {
        let asked = Asked { table, conversation, seat, statement: question.number };
        asked.slip(&app.key, chance)
    });
    html! { @if let Some(drawn) = drawn { input type="hidden" name=(SLIP) value=(drawn); } }
}

/// The slip that came with the form, when it is shown again with something to mend.
fn same_slip(fields: &Fields) -> Markup {
    html! { @if fields.has(SLIP) { input type="hidden" name=(SLIP) value=(fields.get(SLIP)); } }
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
    let hidden = html! { (key) (same_slip(fields)) };
    Ok(page(app, visitor, talk, &question, wrong, &hidden, None))
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
    hidden: &Markup,
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
        (answer::form(tr, &action, hidden, &question.filled, wrong))
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
