//! `POST /t/{table}/d/{decision}`: somebody answers, or answers anew.

use axum::extract::{Path, State};
use axum::response::Response;
use store::Problem;
use table::{Actor, Command, Day, DecisionCommand, Question, Refusal};

use super::act::{done, is_told};
use super::ballot;
use super::one::{Id, look};
use super::one_page::{Again, page};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{key_field, same_key_field};
use crate::t;
use crate::visitor::Visitor;

/// `POST /t/{table}/d/{decision}`.
pub(super) async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let tr = visitor.tr;
    let (question, ended) = asked(&app, &visitor, id)?;
    let same = same_key_field(&fields);
    let (wrong, key) = match (ballot::read(tr, &question, &fields), ended) {
        // It could not be mended any more, so that is what to say.
        (Err(_), Some(on)) => (Wrong::of(tr, &[Refusal::AnswersClosed { on }]), same),
        (Err(wrong), None) => (wrong, same),
        (Ok(ballot), _) => {
            let command = Command::Decision(DecisionCommand::CastBallot { decision: id.1, ballot });
            match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(_) => return Ok(done(id, "answered")),
                Err(Problem::Refused(refusal)) if is_told(refusal) => (Wrong::of(tr, &[refusal]), same),
                // Somebody went back to the form they had sent, and changed their answer.
                Err(Problem::KeyReused) => {
                    let mut wrong = Wrong::none();
                    wrong.add(None, t!(tr, "unlike-again"));
                    (wrong, key_field())
                }
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    let view = look(&app, &visitor, id, &Fields::default()).await?;
    Ok(page(&app, &visitor, view, None, Some(&Again { fields, key }), &wrong))
}

/// What is asked, which is frozen; and the last day, where it has passed.
fn asked(app: &App, visitor: &Visitor, (id, number): Id) -> Result<(Question, Option<Day>), Fault> {
    let asked = app.clerk.glance(id, |table| {
        let decision = table.decision(number)?;
        let ended = (!decision.is_open(visitor.today)).then(|| decision.last_day());
        Some((decision.question.clone(), ended))
    });
    asked.flatten().ok_or(Fault::NotFound)
}
