//! `/t/{table}/heard/{account}/answer`: one line after another. "Is this what we heard?"

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use store::Problem;
use table::{
    Account, AccountCommand, AccountNo, Actor, Command, Conversation, Field, LineReply, Part, Refusal,
    SeatNo, StatementNo, TableId, Words,
};

use super::answer_page::page;
use super::place::{Place, Seen, look_at};
use super::{came, shown};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::page::{go_to, key_field, same_key_field};
use crate::pages::links;
use crate::t;
use crate::text::Tr;
use crate::visitor::Visitor;

type Id = (TableId, AccountNo, StatementNo);

/// The field of the two big buttons, and what they send.
pub(super) const REPLY: &str = "reply";
pub(super) const YES: &str = "yes";
pub(super) const NOT_QUITE: &str = "not-quite-so";
/// What the form to take an answer back sends.
pub(super) const TAKE_BACK: &str = "take-back";

/// One line, as it is asked.
pub(super) struct Question {
    pub account: AccountNo,
    /// What the account is called.
    pub title: String,
    pub statement: StatementNo,
    /// Its place among the lines, from 1, and how many there are.
    pub place: (usize, usize),
    /// What whoever wrote the account says before it.
    pub linking: Vec<String>,
    /// The words; none where they were taken back.
    pub words: Option<String>,
    /// Whether the words are not as they were kept.
    pub altered: bool,
    /// Whether it can be answered.
    pub is_open: bool,
    /// What this person answered.
    pub mine: Option<LineReply>,
    /// The line that was answered a moment ago.
    pub saved: Option<(StatementNo, LineReply)>,
}

impl Question {
    fn of(
        visitor: &Visitor,
        seen: Seen<'_>,
        account: &Account,
        (seat, statement): (SeatNo, StatementNo),
        saved: Option<StatementNo>,
    ) -> Result<Self, Fault> {
        if !account.lines.contains(&statement) {
            return Err(Fault::NotFound);
        }
        let reply = |line| account.replies.get(&(line, seat)).cloned();
        Ok(Self {
            account: account.number,
            title: shown::title(visitor.tr, account),
            statement,
            place: (came::place(account, statement), account.lines.len()),
            linking: linking_before(account, statement),
            words: seen.conversation.readable(statement).map(|said| said.text.to_string()),
            altered: seen.conversation.said(statement).is_some_and(|said| said.altered.is_some()),
            is_open: account.is_open(visitor.today),
            mine: reply(statement),
            saved: saved.and_then(|line| Some((line, reply(line)?))),
        })
    }

    /// The words this person put instead of the line.
    pub(super) fn my_words(&self) -> &str {
        match &self.mine {
            Some(LineReply::NotQuite(Some(words))) => words.as_str(),
            _ => "",
        }
    }
}

fn linking_before(account: &Account, statement: StatementNo) -> Vec<String> {
    let mut linking = Vec::new();
    for part in account.parts() {
        match part {
            Part::Linking(words) => linking.push(words.to_string()),
            Part::Line(line) if line == statement => break,
            Part::Line(_) => linking.clear(),
        }
    }
    linking
}

/// The first line that somebody has not answered.
pub(super) fn unanswered(
    conversation: &Conversation,
    account: &Account,
    seat: SeatNo,
) -> Option<StatementNo> {
    let waits = |line: &&StatementNo| {
        conversation.readable(**line).is_some() && !account.replies.contains_key(&(**line, seat))
    };
    account.lines.iter().find(waits).copied()
}

/// `GET …/answer`: on to the first line that is not answered.
pub(super) async fn next(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, AccountNo)>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let (place, next) = look_at(&app, &visitor, id, |seen, account| {
        Ok(unanswered(seen.conversation, account, seat).filter(|_| account.is_open(visitor.today)))
    })
    .await?;
    let account = place.account(id.1);
    Ok(match next {
        Some(line) => go_to(&format!("{account}/answer/{line}"), Vec::new()),
        None => go_to(&account, Vec::new()),
    })
}

/// What can stand behind the question mark.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

/// `GET …/answer/{line}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let saved = asked.saved.parse().ok().map(StatementNo);
    let (place, question) = gather(&app, &visitor, id, seat, saved).await?;
    // After the last day an answer can be taken back, not given; what was taken back can't be answered.
    if question.mine.is_none() && (!question.is_open || question.words.is_none()) {
        return Ok(go_to(&place.account(id.1), Vec::new()));
    }
    let typed = question.my_words().to_owned();
    Ok(page(&app, &visitor, place, &question, &typed, &key_field(), &Wrong::none()))
}

async fn gather(
    app: &App,
    visitor: &Visitor,
    (table, account, line): Id,
    seat: SeatNo,
    saved: Option<StatementNo>,
) -> Result<(Place, Question), Fault> {
    look_at(app, visitor, (table, account), |seen, account| {
        Question::of(visitor, seen, account, (seat, line), saved)
    })
    .await
}

/// `POST …/answer/{line}`: saves the answer and goes on to the next line, or takes the answer back.
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let (table, account, statement) = id;
    let seat = visitor.seat_at(&app, table)?;
    let key = fields.key()?;
    let (place, question) = gather(&app, &visitor, id, seat, None).await?;
    let typed = fields.get(Field::NotQuite.key());
    let command = if fields.get("action") == TAKE_BACK {
        AccountCommand::TakeReplyBack { account, statement }
    } else {
        match read(visitor.tr, &fields, question.my_words()) {
            Ok(reply) => AccountCommand::Reply { account, statement, reply },
            Err(wrong) => {
                let key = same_key_field(&fields);
                return Ok(page(&app, &visitor, place, &question, typed, &key, &wrong));
            }
        }
    };
    let is_taken_back = matches!(command, AccountCommand::TakeReplyBack { .. });
    match app.clerk.ask(table, Actor::Seat(seat), Command::Account(command), key, visitor.today).await {
        Ok(_) if is_taken_back => {
            Ok(go_to(&format!("{}?saved=taken-back", links::account(table, account)), Vec::new()))
        }
        Ok(_) => on(&app, &visitor, id, seat, question.mine.is_none()).await,
        Err(Problem::Refused(refusal @ (Refusal::AnswersClosed { .. } | Refusal::TakenBack))) => {
            let wrong = Wrong::of(visitor.tr, &[refusal]);
            Ok(page(&app, &visitor, place, &question, typed, &same_key_field(&fields), &wrong))
        }
        // The person went back to a page they had sent before, to answer otherwise.
        Err(Problem::KeyReused) => {
            let mut wrong = Wrong::none();
            wrong.add(None, t!(visitor.tr, "answer-again"));
            Ok(page(&app, &visitor, place, &question, typed, &key_field(), &wrong))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// To the next line; after the last one to what is missing; back to the account, where a single answer was changed.
async fn on(
    app: &App,
    visitor: &Visitor,
    (table, account, line): Id,
    seat: SeatNo,
    is_first: bool,
) -> Result<Response, Fault> {
    let (place, next) = look_at(app, visitor, (table, account), |seen, account| {
        Ok(unanswered(seen.conversation, account, seat))
    })
    .await?;
    let account = place.account(account);
    let address = match next {
        Some(next) => format!("{account}/answer/{next}?saved={line}"),
        None if is_first => format!("{account}/missing"),
        None => format!("{account}?saved=reply"),
    };
    Ok(go_to(&address, Vec::new()))
}

/// The answer in a form, or what needs mending. Words stay in the box after somebody changed their mind: those they sent
/// before don't stop a yes, new ones do, for they would be lost.
fn read(tr: Tr, fields: &Fields, before: &str) -> Result<LineReply, Wrong> {
    let mut wrong = Wrong::none();
    let name = Field::NotQuite.key();
    let words = match Words::optional(Field::NotQuite, fields.get(name)) {
        Ok(words) => words,
        Err(refusal) => {
            wrong.add(Some(name), sentence(tr, &refusal));
            return Err(wrong);
        }
    };
    let is_new = words.as_ref().is_some_and(|words| words.as_str() != before);
    match fields.get(REPLY) {
        YES if is_new => wrong.add(Some(name), t!(tr, "heard-yes-with-words")),
        YES => return Ok(LineReply::Yes),
        NOT_QUITE => return Ok(LineReply::NotQuite(words)),
        _ => wrong.add(None, t!(tr, "heard-choose")),
    }
    Err(wrong)
}

/// That an answer was saved; with a word about what in it could lead a stranger to somebody.
pub(super) fn saved(tr: Tr, reply: &LineReply) -> String {
    let mut sentences = vec![t!(tr, "answer-saved", answer = word(tr, reply))];
    if let LineReply::NotQuite(Some(words)) = reply {
        let finds = table::look(words.as_str()).into_iter();
        sentences.extend(finds.map(|find| tr.say(&format!("find-{}", find.key()), None)));
    }
    sentences.join(" ")
}

/// An answer as words in a sentence.
pub(super) fn word(tr: Tr, reply: &LineReply) -> String {
    match reply {
        LineReply::Yes => t!(tr, "heard-word-yes"),
        LineReply::NotQuite(_) => t!(tr, "heard-word-not-quite"),
    }
}

/// The notice of an answer that was saved a moment ago, with the way to change it.
pub(super) fn notice(tr: Tr, place: &Place, question: &Question) -> Option<Markup> {
    let (line, reply) = question.saved.as_ref()?;
    Some(html! {
        (saved(tr, reply)) " "
        a.govuk-link href={ (place.account(question.account)) "/answer/" (line) } { (t!(tr, "answer-change")) }
    })
}
