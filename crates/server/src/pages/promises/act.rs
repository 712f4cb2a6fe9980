//! What is sent from a promise's page: news, whether it was kept, and taking that back.

use axum::extract::{Path, State};
use axum::response::Response;
use store::{Key, Problem};
use table::{Actor, Command, Field, Judgement, PromiseCommand, Refusal, SeatNo, Tidings, Unfit, Words};

use super::one::{Id, look};
use super::one_page::{Again, KIND, TELLER, page};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{go_to, key_field, same_key_field};
use crate::pages::links;
use crate::t;
use crate::text::Tr;
use crate::visitor::Visitor;

/// `POST /t/{table}/p/{promise}`.
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let promise = id.1;
    match fields.get("action") {
        "tell" => tell(&app, &visitor, id, seat, key, fields).await,
        "judge" => {
            let judgement = Judgement::from_key(fields.get("judgement")).ok_or(Fault::Bad)?;
            let command = PromiseCommand::Judge { promise, judgement };
            send(&app, &visitor, id, seat, key, command, "judged").await
        }
        "take-back" => {
            let command = PromiseCommand::TakeJudgementBack { promise };
            send(&app, &visitor, id, seat, key, command, "taken-back").await
        }
        _ => Err(Fault::Bad),
    }
}

/// Sends what has nothing typed in it. Where it is refused, the page says why, first.
async fn send(
    app: &App,
    visitor: &Visitor,
    id: Id,
    seat: SeatNo,
    key: Key,
    command: PromiseCommand,
    saved: &str,
) -> Result<Response, Fault> {
    match app.clerk.ask(id.0, Actor::Seat(seat), Command::Promise(command), key, visitor.today).await {
        Ok(_) => Ok(done(id, saved)),
        Err(Problem::Refused(refusal @ (Refusal::OwnPromise | Refusal::NotDueYet { .. }))) => {
            let wrong = Wrong::of(visitor.tr, &[refusal]);
            let view = look(app, visitor, id).await?;
            Ok(page(app, visitor, view, None, &Again::fresh(), &wrong))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn tell(
    app: &App,
    visitor: &Visitor,
    id: Id,
    seat: SeatNo,
    key: Key,
    fields: Fields,
) -> Result<Response, Fault> {
    let same = same_key_field(&fields);
    let (wrong, key_field) = match read(visitor.tr, &fields) {
        Err(wrong) => (wrong, same),
        Ok(tidings) => {
            let command = Command::Promise(PromiseCommand::Tell { promise: id.1, tidings });
            match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(_) => return Ok(done(id, "told")),
                Err(Problem::Refused(refusal)) if refusal != Refusal::NotFound => {
                    (Wrong::of(visitor.tr, &[refusal]), same)
                }
                // Somebody went back to the form they had sent, and changed their words.
                Err(Problem::KeyReused) => {
                    let mut wrong = Wrong::none();
                    wrong.add(None, t!(visitor.tr, "unlike-again"));
                    (wrong, key_field())
                }
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    let view = look(app, visitor, id).await?;
    Ok(page(app, visitor, view, None, &Again { fields, key: key_field }, &wrong))
}

/// What is new, or everything that needs mending.
fn read(tr: Tr, fields: &Fields) -> Result<Tidings, Wrong> {
    let mut wrong = Wrong::none();
    let kind = fields.get(KIND);
    if !matches!(kind, "doing" | "done" | "will-not") {
        wrong.add(Some(KIND), t!(tr, "tell-kind-empty"));
    }
    let news = Words::<280>::of(Field::News, fields.get(Field::News.key()));
    if let Err(refusal) = &news {
        // The box asks for two things, so the sentence is the box's own.
        let words = match refusal {
            Refusal::Empty { .. } => t!(tr, "tell-words-empty"),
            refusal => crate::mend::sentence(tr, refusal),
        };
        wrong.add(Some(Field::News.key()), words);
    }
    let name = (kind == "will-not").then(|| Words::<80>::new(fields.get(TELLER)));
    match &name {
        Some(Err(Unfit::Empty)) => wrong.add(Some(TELLER), t!(tr, "tell-teller-empty")),
        Some(Err(Unfit::TooLong { max, .. })) => {
            wrong.add(Some(TELLER), t!(tr, "tell-teller-long", max = *max));
        }
        Some(Ok(_)) | None => {}
    }
    match (kind, news, name) {
        ("doing", Ok(words), _) => Ok(Tidings::Doing(words)),
        ("done", Ok(words), _) => Ok(Tidings::Done(words)),
        ("will-not", Ok(because), Some(Ok(name))) => Ok(Tidings::WillNot { name, because }),
        _ => Err(wrong),
    }
}

fn done((table, promise): Id, saved: &str) -> Response {
    go_to(&format!("{}?saved={saved}", links::promise(table, promise)), Vec::new())
}
