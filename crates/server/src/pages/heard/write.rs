//! `/t/{table}/c/{conversation}/heard/write`: somebody writes an account in three steps. They tick what was said, put it in
//! order with linking words, and read it before it is sent. Each step is a form, so it works without scripts.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::Markup;
use store::Problem;
use table::{
    AccountCommand, Actor, Answer, Command, Conversation, ConversationNo, Field, Part, Refusal, SeatNo,
    StatementNo, TableId,
};

use super::call::last_day;
use super::draft::Draft;
use super::place::look;
use super::{choose_page, order_page};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::page::{go_to, key_field, same_key_field};
use crate::pages::links;
use crate::t;
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo);

/// The field of all buttons; what each sends is a [`Step`].
pub(super) const GO: &str = "go";
/// The field with words to find.
pub(super) const FIND: &str = "find";

/// Where a button leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Find,
    Page(usize),
    Order,
    Up(StatementNo),
    Check,
    Send,
}

impl Step {
    fn of(go: &str) -> Option<Self> {
        Some(match go {
            "find" => Self::Find,
            "choose" => Self::Page(1),
            "order" => Self::Order,
            "check" => Self::Check,
            "send" => Self::Send,
            _ => match go.split_once('-')? {
                ("page", page) => Self::Page(page.parse().ok()?),
                ("up", line) => Self::Up(StatementNo(line.parse().ok()?)),
                _ => return None,
            },
        })
    }
}

/// A request on its way through the steps.
pub(super) struct Writing<'a> {
    pub app: &'a App,
    pub visitor: &'a Visitor,
    pub id: Id,
    pub fields: &'a Fields,
    pub draft: Draft,
    /// The form's key: the same from the first step to the last.
    pub key: Markup,
}

/// `GET …/heard/write`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id.0)?;
    let fields = Fields::default();
    let draft = Draft::default();
    let writing = Writing { app: &app, visitor: &visitor, id, fields: &fields, draft, key: key_field() };
    choose_page::page(&writing, 1, "", &Wrong::none()).await
}

/// `POST …/heard/write`.
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    fields.key()?;
    let step = Step::of(fields.get(GO)).ok_or(Fault::Bad)?;
    let (draft, key) = (Draft::read(&fields), same_key_field(&fields));
    let mut writing = Writing { app: &app, visitor: &visitor, id, fields: &fields, draft, key };
    match step {
        Step::Find => choose_page::page(&writing, 1, fields.get(FIND), &Wrong::none()).await,
        Step::Page(page) => choose_page::page(&writing, page, "", &Wrong::none()).await,
        Step::Order | Step::Up(_) | Step::Check | Step::Send => {
            let gone = writing.keep_what_stands().await?;
            if !writing.draft.fits() {
                let wrong = writing.draft.wrong_choice(visitor.tr);
                return choose_page::page(&writing, 1, "", &wrong).await;
            }
            if let Step::Up(line) = step {
                writing.draft.up(line);
            }
            writing.beyond_choosing(step, seat, gone).await
        }
    }
}

impl Writing<'_> {
    /// Leaves out what people took back meanwhile; tells whether anything was.
    async fn keep_what_stands(&mut self) -> Result<bool, Fault> {
        let all = std::mem::take(&mut self.draft.lines);
        let (_, standing) = look(self.app, self.visitor, self.id, |seen| {
            let stands = |line: &StatementNo| seen.conversation.readable(*line).is_some();
            Ok(all.iter().copied().filter(stands).collect::<Vec<_>>())
        })
        .await?;
        let gone = standing.len() < all.len();
        self.draft.lines = standing;
        Ok(gone)
    }

    async fn beyond_choosing(&self, step: Step, seat: SeatNo, gone: bool) -> Result<Response, Fault> {
        let tr = self.visitor.tr;
        if gone {
            let mut wrong = Wrong::none();
            wrong.add(None, t!(tr, "heard-line-gone"));
            return order_page::order(self, &wrong).await;
        }
        if !matches!(step, Step::Check | Step::Send) {
            return order_page::order(self, &Wrong::none()).await;
        }
        match self.draft.parts(tr) {
            Err(wrong) => order_page::order(self, &wrong).await,
            Ok(parts) if step == Step::Send => self.send(seat, parts).await,
            Ok(_) => {
                let typed = self.fields.get(Field::LastDay.key());
                let first = Fields::of(vec![last_day(self.visitor.today)]);
                let fields = if typed.is_empty() { &first } else { self.fields };
                order_page::check(self, fields, &Wrong::none(), &self.key).await
            }
        }
    }

    async fn send(&self, seat: SeatNo, parts: Vec<Part>) -> Result<Response, Fault> {
        let (table, conversation) = self.id;
        let (tr, today) = (self.visitor.tr, self.visitor.today);
        let Some(until) = self.fields.day(Field::LastDay.key()) else {
            let wrong = Wrong::of(tr, &[Refusal::NotADay { field: Field::LastDay }]);
            return order_page::check(self, self.fields, &wrong, &self.key).await;
        };
        let command = Command::Account(AccountCommand::Write { conversation, parts, until });
        let mut wrong = Wrong::none();
        match self.app.clerk.ask(table, Actor::Seat(seat), command, self.fields.key()?, today).await {
            Ok(Answer::Account(number)) => {
                Ok(go_to(&format!("{}?saved=written", links::account(table, number)), Vec::new()))
            }
            Ok(_) => Err(Fault::Broken),
            // Somebody went back to what they had sent, changed it and sent it again: that is another account.
            Err(Problem::KeyReused) => {
                wrong.add(None, t!(tr, "heard-sent-before"));
                order_page::check(self, self.fields, &wrong, &key_field()).await
            }
            Err(Problem::Refused(refusal)) => {
                wrong.add(refusal.field().map(Field::key), sentence(tr, &refusal));
                order_page::check(self, self.fields, &wrong, &self.key).await
            }
            Err(problem) => Err(problem.into()),
        }
    }
}

/// The words of the chosen lines.
pub(super) fn words_of(conversation: &Conversation, lines: &[StatementNo]) -> Vec<(StatementNo, String)> {
    let said = |line: &StatementNo| Some((*line, conversation.readable(*line)?.text.to_string()));
    lines.iter().filter_map(said).collect()
}
