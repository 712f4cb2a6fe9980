//! Offers: every version, a new one, and "this is not what we were told".

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{Actor, Command, ConversationNo, Field, Offer, Origin, Refusal, TableId, TypedOffer, Words};
use utoipa::ToSchema;

use super::kinds::Date;
use super::request::{Asking, At, Body, Keyed, Writing, readable};
use super::shapes::{object, whole};
use super::trouble::Trouble;
use super::{Answered, DONE, Done, conversation};
use crate::app::App;

/// An offer, as it is sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfferSent {
    /// The question, in one line.
    /// At most 200 characters, counted as they are kept.
    #[schema(min_length = 1)]
    question: String,
    /// What is open: what people's words can change.
    /// At most 2000 characters, counted as they are kept.
    #[schema(min_length = 1)]
    open: String,
    /// What is fixed already, and why.
    /// At most 2000 characters, counted as they are kept.
    #[schema(min_length = 1)]
    fixed: String,
    /// Who can decide.
    /// At most 300 characters, counted as they are kept.
    #[schema(min_length = 1)]
    who_decides: String,
    /// Who can spend, and how much.
    /// At most 300 characters, counted as they are kept.
    #[schema(min_length = 1)]
    who_spends: String,
    /// Who can stop it.
    /// At most 300 characters, counted as they are kept.
    #[schema(min_length = 1)]
    who_stops: String,
    /// How the decision will be made.
    /// At most 600 characters, counted as they are kept.
    #[schema(min_length = 1)]
    how_decided: String,
    /// The last day to say and answer things, as 2026-12-31.
    #[schema(format = Date)]
    by_when: String,
    /// The day by which people hear what became of it.
    #[schema(format = Date)]
    hear_back: String,
}

impl OfferSent {
    /// The offer, or everything that needs mending.
    pub(super) fn check(&self) -> Result<Offer, Vec<Refusal>> {
        Offer::check(&TypedOffer {
            question: &self.question,
            open: &self.open,
            fixed: &self.fixed,
            who_decides: &self.who_decides,
            who_spends: &self.who_spends,
            who_stops: &self.who_stops,
            how_decided: &self.how_decided,
            by_when: self.by_when.parse().ok(),
            hear_back: self.hear_back.parse().ok(),
        })
    }
}

/// An offer, as it stands.
#[derive(Serialize, ToSchema)]
pub(super) struct OfferShown {
    /// The question, in one line.
    question: String,
    /// What is open: what people's words can change.
    open: String,
    /// What is fixed already, and why.
    fixed: String,
    /// Who can decide.
    who_decides: String,
    /// Who can spend, and how much.
    who_spends: String,
    /// Who can stop it.
    who_stops: String,
    /// How the decision will be made.
    how_decided: String,
    /// The last day to say and answer things.
    by_when: Date,
    /// The day by which people hear what became of it.
    hear_back: Date,
}

impl OfferShown {
    pub(super) fn of(offer: &Offer) -> Self {
        Self {
            question: offer.question.to_string(),
            open: offer.open.to_string(),
            fixed: offer.fixed.to_string(),
            who_decides: offer.who_decides.to_string(),
            who_spends: offer.who_spends.to_string(),
            who_stops: offer.who_stops.to_string(),
            how_decided: offer.how_decided.to_string(),
            by_when: Date(offer.by_when),
            hear_back: Date(offer.hear_back),
        }
    }
}

/// One version of an offer.
#[derive(Serialize, ToSchema)]
pub(super) struct OfferVersion {
    /// Its number, from 1.
    version: u32,
    /// The offer; nothing, if it was changed behind people's backs.
    offer: Option<OfferShown>,
    /// Whether it was.
    altered: bool,
    /// Why it was changed; the first version has no reason.
    why: Option<String>,
    /// When.
    on: Date,
}

/// "This is not what we were told."
#[derive(Serialize, ToSchema)]
pub(super) struct Marked {
    /// The version that stood, from 1.
    version: u32,
    /// What is different.
    mark: String,
    /// When.
    on: Date,
}

/// All versions of an offer, and the marks on it.
#[derive(Serialize, ToSchema)]
pub(super) struct Offers {
    /// In order: the last one stands. None, where the conversation was held elsewhere.
    versions: Vec<OfferVersion>,
    /// In order.
    marks: Vec<Marked>,
}

/// Every version of a conversation's offer, and what people marked.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/offer", tag = "offers", security((), ("visit" = [])),
    responses((status = 200, description = "The versions and marks.", body = Offers)))]
pub(super) async fn read_offer(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<Offers> {
    let offers = readable(&app, &visitor, id, |table, _| {
        let conversation = conversation(table, number)?;
        let versions = match &conversation.origin {
            Origin::Offered(versions) => versions.as_slice(),
            Origin::Imported(_) => &[],
        };
        let versions = versions.iter().zip(1u32..).map(|(one, version)| OfferVersion {
            version,
            offer: one.altered.is_none().then(|| OfferShown::of(&one.offer)),
            altered: one.altered.is_some(),
            why: one.why.as_ref().map(ToString::to_string),
            on: Date(one.on),
        });
        let marks = conversation.marks.iter().map(|mark| Marked {
            version: mark.version,
            mark: mark.words.to_string(),
            on: Date(mark.on),
        });
        Ok(Offers { versions: versions.collect(), marks: marks.collect() })
    });
    Ok(Json(offers.await?))
}

/// A new version of an offer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeOffer {
    /// The version you read before writing this: if another stands by now, yours is refused.
    #[serde(deserialize_with = "whole")]
    over: u32,
    /// The new offer.
    #[serde(deserialize_with = "object")]
    offer: OfferSent,
    /// Why.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    why: String,
}

/// Changes an offer. All versions stay to be read.
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations/{conversation}/offer", tag = "offers", params(Keyed),
    request_body = ChangeOffer, security(("visit" = [])),
    responses((status = 200, description = "It is changed.", body = Done)))]
pub(super) async fn change_offer(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Body(change) }: Writing<Body<ChangeOffer>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let why = Words::of(Field::Why, &change.why);
    let (offer, why) = match (change.offer.check(), why) {
        (Ok(offer), Ok(why)) => (offer, why),
        (offer, why) => {
            let refusals: Vec<_> = offer.err().into_iter().flatten().chain(why.err()).collect();
            return Err(Trouble::refused(visitor.tr, &refusals));
        }
    };
    let command = Command::ChangeOffer { conversation: number, over: change.over, offer, why };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(DONE)
}

/// What is different from what you were told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkOffer {
    /// The words.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    mark: String,
}

/// "This is not what we were told."
#[utoipa::path(post, path = "/api/v1/tables/{table}/conversations/{conversation}/marks", tag = "offers", params(Keyed),
    request_body = MarkOffer, security(("visit" = [])),
    responses((status = 200, description = "It is marked.", body = Done)))]
pub(super) async fn mark_offer(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Writing { visitor, key, body: Body(MarkOffer { mark }) }: Writing<Body<MarkOffer>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let words = Words::of(Field::Mark, &mark)?;
    let command = Command::MarkOffer { conversation: number, words };
    app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await?;
    Ok(DONE)
}
