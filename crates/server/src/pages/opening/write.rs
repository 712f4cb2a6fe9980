//! `/t/{table}/d/new/{kind}`: a decision is written, looked at once more, and opened.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{
    Actor, Answer, Command, DecisionCommand, DecisionNo, Field, Opening, Refusal, Rules, SeatNo, Table,
    TableId, decide,
};

use super::check::{self, Draft, Standing};
use super::kind::Kind;
use super::sources::Shown;
use super::{proposal, question, sources};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::pages::links;
use crate::pages::seats::asked;
use crate::t;
use crate::ui::{Button, back_link, inset_text};
use crate::visit::drawn;
use crate::visitor::Visitor;

/// `GET /t/{table}/d/new/{kind}`; with `words` and `source`, begun with those.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, kind)): Path<(TableId, String)>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let kind = Kind::from_key(&kind).ok_or(Fault::NotFound)?;
    let Some(rules) = rules(&app, id).await?.filter(|rules| Kind::allowed(rules).contains(&kind)) else {
        return Ok(go_to(&format!("/t/{id}/d/new"), Vec::new()));
    };
    let asked = asked(raw);
    let mut pairs = vec![(Field::Proposal.key().to_owned(), asked.get("words").to_owned())];
    pairs.extend(proposal::days(visitor.today));
    pairs.extend(question::starting(kind, &rules, visitor.today));
    pairs.extend(sources::filled(&sources::came_with(&asked)));
    form(&app, &visitor, (id, kind), &Fields::of(pairs), &Wrong::none(), &key_field()).await
}

async fn rules(app: &App, id: TableId) -> Result<Option<Rules>, Fault> {
    Ok(app.clerk.read(id, |table| table.rules().map(|(_, version)| version.rules.clone())).await?)
}

/// `POST /t/{table}/d/new/{kind}`: first the page to look at it, then, with `sure`, it opens.
pub(super) async fn open(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, kind)): Path<(TableId, String)>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let kind = Kind::from_key(&kind).ok_or(Fault::NotFound)?;
    let key = fields.key()?;
    let tr = visitor.tr;
    let wrong = match read(&app, &visitor, (id, kind), &fields).await? {
        _ if fields.has("change") => Wrong::none(),
        Err(wrong) => wrong,
        Ok(draft) => {
            let seed = drawn(&app.key, "decision", &key);
            let command = app.clerk.read(id, |table| opening(table, &draft, seed)).await?;
            let checked = look(&app, &visitor, (id, seat), &draft, &command).await?;
            match checked {
                Err(refusal) => check::refused(tr, &refusal),
                Ok(standing) if !fields.has("sure") => {
                    let action = format!("/t/{id}/d/new/{}", kind.key());
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
    form(&app, &visitor, (id, kind), &fields, &wrong, &same_key_field(&fields)).await
}

/// On to the decision.
pub(super) fn opened(id: TableId, answer: &Answer) -> Result<Response, Fault> {
    let Answer::Decision(number) = answer else { return Err(Fault::Broken) };
    Ok(go_to(&address(id, *number), Vec::new()))
}

fn address(id: TableId, number: DecisionNo) -> String {
    format!("{}?saved=opened", links::decision(id, number))
}

fn opening(table: &Table, draft: &Draft, seed: [u8; 32]) -> Command {
    Command::Decision(DecisionCommand::Open(Box::new(Opening {
        conversation: sources::conversation(table, &draft.proposal.from),
        proposal: draft.proposal.clone(),
        question: draft.question.clone(),
        closes: draft.closes,
        seed,
    })))
}

/// Whether it could open today, and how it would stand then.
async fn look(
    app: &App,
    visitor: &Visitor,
    (id, seat): (TableId, SeatNo),
    draft: &Draft,
    command: &Command,
) -> Result<Result<Standing, Refusal>, Fault> {
    Ok(app
        .clerk
        .read(id, |table| {
            decide(table, Actor::Seat(seat), command, visitor.today)?;
            let (_, version) = table.rules().ok_or(Refusal::NoRuleYet)?;
            let rule = version.rules.of_kind(draft.question.kind()).ok_or(Refusal::NotOurRule)?;
            Ok(Standing::of(visitor.tr, table, draft, rule, &version.rules.disagreement))
        })
        .await?)
}

/// The decision in the form, or everything that needs mending.
async fn read(
    app: &App,
    visitor: &Visitor,
    (id, kind): (TableId, Kind),
    fields: &Fields,
) -> Result<Result<Draft, Wrong>, Fault> {
    let Some(rules) = rules(app, id).await? else {
        return Ok(Err(check::refused(visitor.tr, &Refusal::NoRuleYet)));
    };
    let mut wrong = Wrong::none();
    let proposal = proposal::read(visitor.tr, fields, &mut wrong);
    let question = question::read(visitor.tr, kind, fields, &rules, &mut wrong);
    Ok(match (proposal, question) {
        (Some((proposal, closes)), Some(question)) if !wrong.is_any() => {
            Ok(Draft { proposal, question, closes, met: None })
        }
        _ => Err(wrong),
    })
}

struct View {
    at: AtTable,
    rules: Option<Rules>,
    offered: Vec<Shown>,
}

async fn form(
    app: &App,
    visitor: &Visitor,
    (id, kind): (TableId, Kind),
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let view = app
        .clerk
        .read(id, |table| View {
            at: AtTable::of(table, true),
            rules: table.rules().map(|(_, version)| version.rules.clone()),
            offered: sources::offered(tr, table, fields),
        })
        .await?;
    let title = kind.name(tr);
    let body = html! {
        (back_link(t!(tr, "opening-title"), &format!("/t/{id}/d/new")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (title) }
        p.rt-lead { (kind.good_for(tr)) }
        (inset_text(t!(tr, "opening-before-you-answer")))
        form action={ "/t/" (id) "/d/new/" (kind.key()) } method="post" novalidate {
            (key)
            (proposal::what(tr, kind, fields, wrong))
            @if let Some(rules) = &view.rules { (question::boxes(tr, kind, fields, rules, wrong)) }
            (proposal::boxes(tr, fields, wrong, &view.offered))
            (Button::new(t!(tr, "opening-see")))
        }
    };
    Ok(Page::new(title, body).at(view.at).with_error(wrong.is_any()).show(app, visitor))
}
