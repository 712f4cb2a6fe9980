//! "Who is not here?"

use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{
    Command, DecisionCommand, DecisionNo, Expected, Field, Headcount, NotHere, Refusal, TableId, Words,
};
use utoipa::ToSchema;

use super::super::request::{At, Body, Keyed, Writing, ask};
use super::super::shapes::{objects, whole_or_null};
use super::super::trouble::Trouble;
use super::super::{Answered, DONE, Done};
use crate::app::App;

/// People who should be heard, as somebody counts them; never the number of ballots.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PeopleExpected {
    /// Which people.
    /// At most 80 characters, counted as they are kept.
    #[schema(min_length = 1)]
    who: String,
    /// How they were reached: by phone, on paper, in the room. You can leave it out.
    /// At most 80 characters, counted as they are kept.
    #[serde(default)]
    channel: Option<String>,
    /// How many were expected; `null` for 1 to 7. Which of these it was is not kept.
    #[serde(deserialize_with = "whole_or_null")]
    #[schema(required = true, minimum = 0, maximum = 4_294_967_295_u32)]
    expected: Option<u32>,
    /// How many were heard; `null` for 1 to 7.
    #[serde(deserialize_with = "whole_or_null")]
    #[schema(required = true, minimum = 0, maximum = 4_294_967_295_u32)]
    heard: Option<u32>,
}

impl PeopleExpected {
    fn of(one: &Expected) -> Self {
        Self {
            who: one.who.to_string(),
            channel: one.channel.as_ref().map(ToString::to_string),
            expected: one.expected.number(),
            heard: one.heard.number(),
        }
    }

    fn check(self) -> Result<Expected, Refusal> {
        Ok(Expected {
            who: Words::of(Field::NotHere, &self.who)?,
            channel: Words::optional(Field::NotHere, &self.channel.unwrap_or_default())?,
            expected: Headcount::from(self.expected),
            heard: Headcount::from(self.heard),
        })
    }
}

/// Who is not here. What is read can be sent back.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WhoIsNotHere {
    /// Whom we expected and heard. You can leave it out.
    #[serde(default, deserialize_with = "objects")]
    #[schema(max_items = 20)]
    people: Vec<PeopleExpected>,
    /// The answer in words.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    not_here: String,
}

impl WhoIsNotHere {
    pub(super) fn of(answer: &NotHere) -> Self {
        Self {
            people: answer.people.iter().map(PeopleExpected::of).collect(),
            not_here: answer.words.to_string(),
        }
    }

    fn check(self) -> Result<NotHere, Vec<Refusal>> {
        let people: Result<Vec<_>, Refusal> = self.people.into_iter().map(PeopleExpected::check).collect();
        match (people, Words::of(Field::NotHere, &self.not_here)) {
            (Ok(people), Ok(words)) => Ok(NotHere { people, words }),
            (people, words) => Err([people.err(), words.err()].into_iter().flatten().collect()),
        }
    }
}

/// Answers "Who is not here?". The last answer stands; without one a decision can't be counted.
#[utoipa::path(put, path = "/api/v1/tables/{table}/decisions/{decision}/not-here", tag = "decisions", params(Keyed),
    request_body = WhoIsNotHere, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn answer_who_is_not_here(
    State(app): State<App>,
    At((id, decision)): At<(TableId, DecisionNo)>,
    Writing { visitor, key, body: Body(answer) }: Writing<Body<WhoIsNotHere>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let not_here = answer.check().map_err(|refusals| Trouble::refused(visitor.tr, &refusals))?;
    let command = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
    ask(&app, &visitor, key, (id, seat), Command::Decision(command)).await?;
    Ok(DONE)
}
