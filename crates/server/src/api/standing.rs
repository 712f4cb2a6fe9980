//! Where we stand, as JSON.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{Connection, Conversation, ConversationNo, Day, Headcount, Table, TableId};
use utoipa::ToSchema;
use voice::hearing::Exposure;
use voice::publish::{self, Cell, Heard, LEAST_COUNT, Words};
use voice::standing::{Footing, Place, Side, stand};

use super::kinds::ConnectedBy;
use super::request::{Asking, At, readable};
use super::{Answered, conversation};
use crate::app::App;
use crate::cuts::Cuts;
use crate::pages::conversations::stand::{connections, discreet};
use crate::tamper;

/// How the answers to a statement may be shown.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    /// 0 to 2 people answered.
    Few,
    /// 3 to 7 people answered: words, no counts.
    Words,
    /// 8 people or more answered: exact counts.
    Counts,
}

/// What a few answers come to.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum InWords {
    /// Most of those who answered agree.
    MostAgree,
    /// Most disagree.
    MostDisagree,
    /// They differ.
    WeDiffer,
    /// Many are not sure.
    NotSure,
}

/// Exact counts of people.
#[derive(Serialize, ToSchema, Clone, Copy)]
pub(super) struct Counts {
    /// Those who agree.
    agree: u32,
    /// Those who disagree.
    disagree: u32,
    /// Those who are not sure.
    pass: u32,
}

/// What may be shown of a statement's answers.
#[derive(Serialize, ToSchema, Clone, Copy)]
pub(super) struct Answers {
    /// How they may be shown.
    level: Level,
    /// In words, at the level `words`.
    words: Option<InWords>,
    /// The counts, at the level `counts`.
    counts: Option<Counts>,
}

impl Answers {
    pub(super) fn of(heard: Heard) -> Self {
        match heard {
            Heard::FewHaveAnswered => Self { level: Level::Few, words: None, counts: None },
            Heard::Words(words) => Self {
                level: Level::Words,
                words: Some(match words {
                    Words::MostAgree => InWords::MostAgree,
                    Words::MostDisagree => InWords::MostDisagree,
                    Words::WeDiffer => InWords::WeDiffer,
                    Words::NotSure => InWords::NotSure,
                }),
                counts: None,
            },
            Heard::Counts(tally) => Self {
                level: Level::Counts,
                words: None,
                counts: Some(Counts { agree: tally.agree, disagree: tally.disagree, pass: tally.pass }),
            },
        }
    }
}

/// A statement in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct Line {
    /// Its number.
    statement: u32,
    /// Its words; nothing, if they were altered.
    text: Option<String>,
    /// Whether they were changed behind people's backs.
    altered: bool,
    /// What may be shown of its answers.
    answers: Answers,
}

/// A side of a statement.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum OnSide {
    /// Those who agree.
    Agree,
    /// Those who disagree.
    Disagree,
}

/// A view that few hold and that matters a lot to them.
#[derive(Serialize, ToSchema)]
pub(super) struct Strong {
    /// The statement. It stands in one of the other lists as well.
    #[serde(flatten)]
    line: Line,
    /// What the few say.
    side: OnSide,
}

/// What so many people can say.
#[derive(Serialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WhatHolds {
    /// 0 to 2 people took part: nothing can be shown without showing who said it.
    NothingYet,
    /// 3 to 7 people: words, no counts.
    WordsOnly,
    /// 8 to 19 people: counts of a statement.
    SmallTable,
    /// 20 to 199 people: the same, and totals of smaller groups at the close.
    Table,
    /// 200 people or more: a statement with enough answers holds within 5 to 20 in 100.
    LargeTable,
}

impl WhatHolds {
    const fn of(footing: Footing) -> Self {
        match footing {
            Footing::NothingYet => Self::NothingYet,
            Footing::WordsOnly => Self::WordsOnly,
            Footing::SmallTable => Self::SmallTable,
            Footing::Table => Self::Table,
            Footing::LargeTable => Self::LargeTable,
        }
    }
}

/// Where we stand. This is not a vote and nobody has won.
#[derive(Serialize, ToSchema)]
pub(super) struct Stands {
    /// How many people took part, from 8 on.
    people: Option<u32>,
    /// What so many people can say.
    footing: WhatHolds,
    /// What we mostly agree on.
    mostly_agree: Vec<Line>,
    /// What we mostly turn down.
    mostly_disagree: Vec<Line>,
    /// What we see in different ways.
    differ: Vec<Line>,
    /// What a few people feel strongly about.
    minority_strong: Vec<Strong>,
    /// What many are not sure of yet.
    not_sure_yet: Vec<Line>,
    /// What too few have answered.
    few_have_answered: Vec<Line>,
    /// How evenly statements have been heard.
    exposure: Heardness,
    /// How those who took part are connected to this: once the conversation has ended, and only where no
    /// number tells about a few.
    connections: Option<Vec<Connected>>,
}

/// How evenly statements have been heard: answers of the least, the middle and the most heard one. Null where 1 to 7 people
/// answered it.
#[derive(Serialize, ToSchema, Clone, Copy)]
pub(super) struct Heardness {
    /// The least heard.
    least: Option<u32>,
    /// The middle one.
    median: Option<u32>,
    /// The most heard.
    most: Option<u32>,
}

impl Heardness {
    fn of(exposure: Exposure) -> Self {
        let told = |answers| Headcount::of(answers).number();
        Self { least: told(exposure.least), median: told(exposure.median), most: told(exposure.most) }
    }
}

/// How many people are connected in one way.
#[derive(Serialize, ToSchema)]
pub(super) struct Connected {
    /// The way.
    connection: ConnectedBy,
    /// To the nearest 5; 0 for nobody; null where the number is not shown.
    people: Option<u32>,
}

impl Stands {
    fn of(cuts: &Cuts, table: &Table, conversation: &Conversation, today: Day) -> Self {
        let responses = &conversation.responses;
        let live = conversation.live().map(|(number, _)| {
            let position = Conversation::position(number);
            (position, responses.tally(position))
        });
        let live: Vec<_> = live.collect();
        let heard: Vec<u32> = live.iter().map(|(_, tally)| tally.seen()).collect();
        let exposure = voice::hearing::exposure(&heard);
        let people = responses.people();
        let standing = stand(live, people);
        let lines = |places| discreet(places).iter().filter_map(|place| line(conversation, place)).collect();
        let strong = standing.minority_strong.iter().filter_map(|strong| {
            let side = match strong.side {
                Side::Agree => OnSide::Agree,
                Side::Disagree => OnSide::Disagree,
            };
            Some(Strong { line: line(conversation, &strong.place)?, side })
        });
        Self {
            people: (people >= LEAST_COUNT).then_some(people),
            footing: WhatHolds::of(Footing::of(people)),
            minority_strong: strong.collect(),
            mostly_agree: lines(&standing.mostly_agree),
            mostly_disagree: lines(&standing.mostly_disagree),
            differ: lines(&standing.differ),
            not_sure_yet: lines(&standing.not_sure_yet),
            few_have_answered: lines(&standing.few_have_answered),
            exposure: Heardness::of(exposure),
            connections: connections(cuts, table, conversation, today)
                .map(|cells| cells.into_iter().map(connected).collect()),
        }
    }
}

fn connected((connection, cell): (Connection, Cell)) -> Connected {
    let people = match cell {
        Cell::Zero => Some(0),
        Cell::Rounded(people) => Some(people.get()),
        Cell::Hidden => None,
    };
    Connected { connection: ConnectedBy(connection), people }
}

fn line(conversation: &Conversation, place: &Place) -> Option<Line> {
    let number = Conversation::at_position(place.statement);
    let said = conversation.said(number)?;
    let (text, altered) = (tamper::words(said), said.altered.is_some());
    Some(Line { statement: number.0, text, altered, answers: Answers::of(publish::statement(place.tally)) })
}

/// Where we stand, with nothing in it that may not be shown.
#[utoipa::path(get, path = "/api/v1/tables/{table}/conversations/{conversation}/standing", tag = "standing",
    security((), ("visit" = [])), responses((status = 200, description = "Where we stand.", body = Stands)))]
pub(super) async fn read_standing(
    State(app): State<App>,
    At((id, number)): At<(TableId, ConversationNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<Stands> {
    let today = visitor.today;
    let stands = readable(&app, &visitor, id, |table, _| {
        Ok(Stands::of(&app.cuts, table, conversation(table, number)?, today))
    });
    Ok(Json(stands.await?))
}
