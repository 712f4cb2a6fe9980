//! `/t/{table}/c/{conversation}/offer/change`: a new version of an offer, beside the old ones.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Command, ConversationNo, Field, OfferVersion, Refusal, TableId, Words};

use super::counted::counted;
use super::offer::shown;
use super::offer_form;
use super::talk::{self, Talk};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, same_key_field};
use crate::t;
use crate::ui::{Button, Label, Size, Textarea, back_link};
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo);

/// `GET …/offer/change`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let (talk, (number, stands)) = standing(&app, &visitor, id).await?;
    let known = stands.altered.is_none().then(|| offer_form::filled(&stands.offer));
    let mut filled = known.unwrap_or_default();
    filled.push(("over".into(), number.to_string()));
    Ok(form(&app, &visitor, talk, &Fields::of(filled), &Wrong::none(), &key_field(), None))
}

/// The version that stands, for somebody with a seat.
async fn standing(app: &App, visitor: &Visitor, id: Id) -> Result<(Talk, (u32, OfferVersion)), Fault> {
    talk::look_seated(app, visitor, id, |conversation, _| {
        let (number, version) = conversation.offer().ok_or(Fault::NotFound)?;
        Ok((number, version.clone()))
    })
    .await
}

/// `POST …/offer/change`.
pub(super) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let refusals = match read(&fields, id.1) {
        Err(refusals) => refusals,
        Ok(command) => match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
            Ok(_) => {
                let address = format!("{}/offer?saved=changed", talk::base(id.0, id.1));
                return Ok(go_to(&address, Vec::new()));
            }
            Err(Problem::Refused(refusal)) => vec![refusal],
            Err(problem) => return Err(problem.into()),
        },
    };
    let (talk, (number, stands)) = standing(&app, &visitor, id).await?;
    let wrong = Wrong::of(visitor.tr, &refusals);
    let overtaken = refusals.contains(&Refusal::ChangedMeanwhile);
    // Whoever has read what is there now may send theirs over it.
    let over = if overtaken { number.to_string() } else { fields.get("over").to_owned() };
    let now = overtaken.then_some((number, &stands));
    let fields = with_over(&fields, over);
    let key = same_key_field(&fields);
    Ok(form(&app, &visitor, talk, &fields, &wrong, &key, now))
}

fn read(fields: &Fields, conversation: ConversationNo) -> Result<Command, Vec<Refusal>> {
    let why = Words::of(Field::Why, fields.get(Field::Why.key()));
    match (offer_form::read(fields), why) {
        (Ok(offer), Ok(why)) => {
            Ok(Command::ChangeOffer { conversation, over: fields.number("over").unwrap_or(0), offer, why })
        }
        (offer, why) => Err(offer.err().into_iter().flatten().chain(why.err()).collect()),
    }
}

fn with_over(fields: &Fields, over: String) -> Fields {
    let names = [
        "key",
        Field::Question.key(),
        Field::Open.key(),
        Field::Fixed.key(),
        Field::WhoDecides.key(),
        Field::WhoSpends.key(),
        Field::WhoStops.key(),
        Field::HowDecided.key(),
        Field::ByWhen.key(),
        Field::HearBack.key(),
        Field::Why.key(),
    ];
    let kept = names.iter().map(|name| ((*name).to_owned(), fields.get(name).to_owned()));
    Fields::of(kept.chain([("over".to_owned(), over)]).collect())
}

fn form(
    app: &App,
    visitor: &Visitor,
    talk: Talk,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
    now: Option<(u32, &OfferVersion)>,
) -> Response {
    let tr = visitor.tr;
    let why = Textarea::new(Field::Why.key(), Label::new(t!(tr, "change-why")).size(Size::M))
        .hint(t!(tr, "change-why-hint"))
        .value(fields.get(Field::Why.key()))
        .error(wrong.at(tr, Field::Why.key()))
        .rows(3);
    let body = html! {
        (back_link(t!(tr, "change-back"), &format!("{}/offer", talk.base)))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "change-title")) }
        p.rt-lead { (t!(tr, "change-lead")) }
        @if let Some((number, version)) = now {
            div.rt-card {
                h2.govuk-heading-m { (t!(tr, "change-now", number = number)) }
                @if let Some(why) = &version.why {
                    p.govuk-body { (t!(tr, "offer-why")) " " bdi { (why) } }
                }
                (shown(tr, version, None))
            }
        }
        form action={ (talk.base) "/offer/change" } method="post" novalidate {
            (key)
            input type="hidden" name="over" value=(fields.get("over"));
            (offer_form::all(tr, fields, wrong))
            (counted(tr, why, 280))
            (Button::new(t!(tr, "change-button")).once(true))
        }
    };
    Page::new(t!(tr, "change-title"), body).at(talk.at).with_error(wrong.is_any()).show(app, visitor)
}
