//! `/t/{table}/d/{decision}/after-talk`: a proposal that worried somebody, anew after the talk about it.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{
    Actor, Amendment, CameTo, Command, Decision, DecisionCommand, DecisionNo, Field, Refusal, SeatNo, Stand,
    Table, TableId, decide,
};

use super::check::{self, Draft, Standing};
use super::kind::Kind;
use super::proposal::{self, words};
use super::sources::{self, Shown};
use super::write::opened;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::pages::conversations::counted::counted;
use crate::pages::conversations::offer_form::Form;
use crate::pages::links;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, back_link, inset_text};
use crate::visit::drawn;
use crate::visitor::Visitor;

type Id = (TableId, DecisionNo);

/// Whether a talk about its worries waits to be taken up.
fn waits(decision: &Decision) -> bool {
    let came_to = decision.closed.as_ref().map(|closed| closed.outcome.came_to());
    came_to == Some(CameTo::TalkFirst) && decision.followed_by.is_none()
}

/// `GET …/after-talk`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<Id>,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let proposal = app
        .clerk
        .read(id, |table| {
            let decision = tamper::decision(table, number)?;
            Ok::<_, Fault>(waits(decision).then(|| decision.proposal.clone()))
        })
        .await??;
    let Some(proposal) = proposal else {
        return Ok(go_to(&links::decision(id, number), Vec::new()));
    };
    let mut pairs = proposal::days(visitor.today);
    if proposal.review_on > visitor.today {
        // The day that was announced stays, unless somebody chooses another.
        let later = pairs.iter_mut().filter(|(name, _)| name == Field::ReviewOn.key());
        later.for_each(|(_, day)| *day = proposal.review_on.to_string());
    }
    pairs.extend(proposal::filled(&proposal));
    form(&app, &visitor, (id, number), &Fields::of(pairs), &Wrong::none(), &key_field()).await
}

/// `POST …/after-talk`: first the page to look at it, then, with `sure`, it opens.
pub(super) async fn amend(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, number)): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let tr = visitor.tr;
    let wrong = match read(&app, tr, (id, number), &fields).await? {
        _ if fields.has("change") => Wrong::none(),
        Err(wrong) => wrong,
        Ok(draft) => {
            let command = amendment(number, &draft, drawn(&app.key, "decision", &key))?;
            match look(&app, &visitor, (id, number, seat), &draft, &command).await? {
                Err(refusal) => check::refused(tr, &refusal),
                Ok(standing) if !fields.has("sure") => {
                    let action = format!("{}/after-talk", links::decision(id, number));
                    return Ok(check::page(&app, &visitor, id, &action, (&draft, standing), &fields));
                }
                Ok(_) => match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await {
                    Ok(answer) => return opened(id, &answer),
                    Err(Problem::Refused(refusal)) => check::refused(tr, &refusal),
                    Err(problem) => return Err(problem.into()),
                },
            }
        }
    };
    form(&app, &visitor, (id, number), &fields, &wrong, &same_key_field(&fields)).await
}

fn amendment(decision: DecisionNo, draft: &Draft, seed: [u8; 32]) -> Result<Command, Fault> {
    Ok(Command::Decision(DecisionCommand::AmendAfterTalk(Box::new(Amendment {
        decision,
        proposal: draft.proposal.clone(),
        met: draft.met.clone().ok_or(Fault::Bad)?,
        closes: draft.closes,
        seed,
    }))))
}

/// Whether it could open today, and how it would stand then: by the rule of the first round.
async fn look(
    app: &App,
    visitor: &Visitor,
    (id, number, seat): (TableId, DecisionNo, SeatNo),
    draft: &Draft,
    command: &Command,
) -> Result<Result<Standing, Refusal>, Fault> {
    Ok(app
        .clerk
        .read(id, |table| {
            decide(table, Actor::Seat(seat), command, visitor.today)?;
            let before = table.decision(number).ok_or(Refusal::NotFound)?;
            Ok(Standing::of(visitor.tr, table, draft, &before.rule, &before.disagreement))
        })
        .await?)
}

/// The next round in the form, or everything that needs mending. What is asked stays as it was.
async fn read(app: &App, tr: Tr, (id, number): Id, fields: &Fields) -> Result<Result<Draft, Wrong>, Fault> {
    let question = app.clerk.read(id, |table| Some(table.decision(number)?.question.clone())).await?;
    let question = question.ok_or(Fault::NotFound)?;
    let mut wrong = Wrong::none();
    let met = words(tr, fields, &mut wrong, Field::Met);
    let proposal = proposal::read(tr, fields, &mut wrong);
    Ok(match (proposal, met) {
        (Some((proposal, closes)), Some(met)) => Ok(Draft { proposal, question, closes, met: Some(met) }),
        _ => Err(wrong),
    })
}

struct View {
    at: AtTable,
    kind: Kind,
    worries: Vec<String>,
    offered: Vec<Shown>,
}

impl View {
    fn of(tr: Tr, table: &Table, number: DecisionNo, fields: &Fields) -> Result<Self, Fault> {
        let decision = tamper::decision(table, number)?;
        let said = decision.words().into_iter().filter(|(stand, _)| *stand == Stand::Worried);
        Ok(Self {
            at: AtTable::of(table, true),
            kind: Kind::of(&decision.question),
            worries: said.map(|(_, words)| words.to_string()).collect(),
            offered: sources::offered(tr, table, fields),
        })
    }
}

async fn form(
    app: &App,
    visitor: &Visitor,
    (id, number): Id,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let view = app.clerk.read(id, |table| View::of(tr, table, number, fields)).await??;
    let title = t!(tr, "after-title");
    let met = Form { tr, fields, wrong }.text(Field::Met, t!(tr, "after-hint-met"), 4);
    let body = html! {
        (back_link(t!(tr, "after-back"), &links::decision(id, number)))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (title) }
        p.rt-lead { (t!(tr, "after-lead")) }
        (inset_text(t!(tr, "after-same-rule")))
        (worries(tr, &view.worries))
        form action={ (links::decision(id, number)) "/after-talk" } method="post" novalidate {
            (key)
            (counted(tr, met, 600))
            (proposal::what(tr, view.kind, fields, wrong))
            (proposal::boxes(tr, fields, wrong, &view.offered))
            (Button::new(t!(tr, "opening-see")))
        }
    };
    Ok(Page::new(title, body).at(view.at).with_error(wrong.is_any()).show(app, visitor))
}

fn worries(tr: Tr, worries: &[String]) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "after-worries")) }
        @if worries.is_empty() { p.govuk-body { (t!(tr, "after-no-words")) } } @else {
            ul.rt-rows { @for words in worries { li { p.rt-rows__words dir="auto" { (words) } } } }
        }
    }
}
