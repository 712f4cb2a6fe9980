//! `/t/{table}/c/{conversation}/s/{statement}`: what became of one thing somebody said.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{
    Actor, Command, Conversation, ConversationNo, Day, PromiseOf, Refusal, Said, SeatNo, StatementNo, Table,
    TableId, Trace, lot,
};
use voice::responses::{Answer, Tally};

use super::answer;
use super::statement_page::{Again, page};
use super::talk::{self, Asked};
use super::withdraw;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{go_to, key_field, same_key_field};
use crate::pages::promises::shown::to_make;
use crate::pages::{checking, trail};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::Content;
use crate::visitor::Visitor;

pub(super) type Id = (TableId, ConversationNo, StatementNo);

/// What the address says when the words were just said.
const SAID: &str = "said";

/// So many people's reasons on a page.
pub(super) const REASONS: usize = 50;

/// What there is of a statement.
pub(super) enum Words {
    Said(String),
    TakenBack,
    SetAside,
    /// They are not as they were kept: by which journal entry.
    Altered(u64),
}

/// A statement and all that became of it, for whoever looks.
pub(super) struct View {
    pub number: StatementNo,
    pub words: Words,
    pub on: Day,
    pub tally: Tally,
    pub people: u32,
    /// Whether whoever looks said it.
    pub own: bool,
    /// How they answered it.
    pub mine: Option<Answer>,
    /// Why, in their words.
    pub my_reason: String,
    /// Reasons people gave, those of this page.
    pub reasons: Vec<String>,
    pub all_reasons: usize,
    pub from: usize,
    /// What it became part of, where the whole page is shown.
    pub became: Markup,
    /// Where it can be answered with a promise.
    pub promise: String,
    /// The record's entry of words that were altered, where it is known.
    pub entry: Option<u64>,
}

impl View {
    /// With what it became part of.
    fn in_full(
        visitor: &Visitor,
        table: &Table,
        conversation: &Conversation,
        seat: Option<SeatNo>,
        number: StatementNo,
        from: usize,
    ) -> Result<Self, Fault> {
        let trace = Trace::of(table);
        let said = (conversation.number, number);
        Ok(Self {
            became: trail::became(visitor.tr, table, &trace, said, visitor.today),
            promise: to_make(table.id, PromiseOf::Statement(said.0, said.1)),
            ..Self::of(conversation, seat, number, from)?
        })
    }

    pub(super) fn of(
        conversation: &Conversation,
        seat: Option<SeatNo>,
        number: StatementNo,
        from: usize,
    ) -> Result<Self, Fault> {
        let statement = conversation.statement(number).ok_or(Fault::NotFound)?;
        let position = Conversation::position(number);
        let words = match &statement.said {
            None => Words::TakenBack,
            Some(said) if said.set_aside() => Words::SetAside,
            Some(Said { altered: Some(entry), .. }) => Words::Altered(*entry),
            Some(said) => Words::Said(said.text.to_string()),
        };
        let imported = statement.said.as_ref().and_then(|said| said.imported.as_ref());
        let own = statement.said.as_ref().is_some_and(|said| said.seat.is_some() && said.seat == seat);
        let reasons = reasons(conversation, number);
        let all_reasons = reasons.len();
        Ok(Self {
            number,
            words,
            on: imported.map_or(statement.on, |imported| Day::from_unix_millis(imported.at)),
            tally: conversation.responses.tally(position),
            people: conversation.responses.people(),
            own,
            mine: seat.and_then(|seat| conversation.responses.get(seat.0, position)),
            my_reason: seat
                .and_then(|seat| conversation.reasons.get(&(number, seat)))
                .map(ToString::to_string)
                .unwrap_or_default(),
            reasons: reasons.into_iter().skip(from).take(REASONS).map(str::to_owned).collect(),
            all_reasons,
            from,
            became: Markup::default(),
            promise: String::new(),
            entry: None,
        })
    }
}

/// The reasons people gave, in an order that says nothing about who gave them or when.
pub(crate) fn reasons(conversation: &Conversation, number: StatementNo) -> Vec<&str> {
    let theirs = conversation.reasons.range((number, SeatNo(0))..=(number, SeatNo(u32::MAX)));
    let mut reasons: Vec<([u8; 32], &str)> = theirs
        .map(|((_, seat), words)| {
            let of = [number.0.to_le_bytes(), seat.0.to_le_bytes()].concat();
            (lot("roundtable reasons 1", &conversation.seed, &of), words.as_str())
        })
        .collect();
    reasons.sort_unstable();
    reasons.into_iter().map(|(_, words)| words).collect()
}

/// `GET …/s/{statement}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((table, conversation, number)): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (talk, mut view) = talk::look(&app, &visitor, (table, conversation), |table, state, seat| {
        View::in_full(&visitor, table, state, seat, number, asked.from())
    })
    .await?;
    if let Words::Altered(entry) = view.words {
        view.entry = tamper::entry(&app, table, entry).await;
    }
    let tr = visitor.tr;
    let notice = match (notice(tr, &asked.saved, &view), talk.seat) {
        (Some(words), Some(seat)) if asked.saved == SAID => {
            let fresh = checking::fresh(&app, tr, table, seat, (conversation, number)).await;
            Some(Content::from(html! { (words) " " @if let Some(fresh) = fresh { (fresh) } }))
        }
        (words, _) => words.map(Content::from),
    };
    Ok(page(&app, &visitor, talk, &view, notice, None, &Wrong::none()))
}

/// What was just done, if it stands.
fn notice(tr: Tr, saved: &str, view: &View) -> Option<String> {
    match (saved, view.mine) {
        (SAID, _) if view.own => Some(t!(tr, "statement-said")),
        ("answer", Some(mine)) => Some(answer::saved(tr, mine.choice, &view.my_reason)),
        ("taken-back", None) => Some(t!(tr, "statement-answer-gone")),
        ("withdrawn", _) if matches!(view.words, Words::TakenBack) => Some(t!(tr, "statement-withdrawn")),
        _ => None,
    }
}

/// `POST …/s/{statement}`: answers it, takes the answer back, or takes the statement itself back.
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let (table, conversation, number) = id;
    let seat = visitor.seat_at(&app, table)?;
    let key = fields.key()?;
    let (command, saved) = match fields.get("action") {
        "respond" => match answer::read(visitor.tr, &fields, conversation, number, None) {
            Ok((_, command)) => (command, "answer"),
            Err(wrong) => return again(&app, &visitor, id, &fields, &wrong, same_key_field(&fields)).await,
        },
        "take-back" => (Command::TakeBack { conversation, statement: number }, "taken-back"),
        "withdraw" if fields.has("sure") => {
            (Command::WithdrawStatement { conversation, statement: number }, "withdrawn")
        }
        "withdraw" => return withdraw::page(&app, &visitor, id).await,
        _ => return Err(Fault::Bad),
    };
    match app.clerk.ask(table, Actor::Seat(seat), command, key, visitor.today).await {
        // What was to be gone is gone, by an earlier tap.
        Ok(_) | Err(Problem::Refused(Refusal::NotAnswered)) => {}
        Err(Problem::KeyReused) if saved == "answer" => {
            let mut wrong = Wrong::none();
            wrong.add(None, t!(visitor.tr, "answer-again"));
            return again(&app, &visitor, id, &fields, &wrong, key_field()).await;
        }
        Err(problem) => return Err(problem.into()),
    }
    let address = format!("{}/s/{number}?saved={saved}", talk::base(table, conversation));
    Ok(go_to(&address, Vec::new()))
}

async fn again(
    app: &App,
    visitor: &Visitor,
    (table, conversation, number): Id,
    fields: &Fields,
    wrong: &Wrong,
    key: Markup,
) -> Result<Response, Fault> {
    let (talk, view) = talk::look(app, visitor, (table, conversation), |table, state, seat| {
        View::in_full(visitor, table, state, seat, number, 0)
    })
    .await?;
    let again = Again { fields, key };
    Ok(page(app, visitor, talk, &view, None, Some(again), wrong))
}
