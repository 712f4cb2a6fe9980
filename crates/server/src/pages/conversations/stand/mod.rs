//! `/t/{table}/c/{conversation}/stand`: what the page about where we stand is made from.

mod headline;
mod heard;
pub(super) mod how;
mod lists;
mod numbers;
mod page;
mod pictures;
mod sections;
#[cfg(test)]
mod tests;
mod there;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, Query, State};
use axum::response::Response;
use table::{Connection, Conversation, ConversationNo, Day, SeatNo, StatementNo, Table, TableId};
use voice::groups::Verdict;
use voice::hearing::{self, Exposure};
use voice::publish::{self, Cell, Cut, Heard, LEAST_COUNT};
use voice::published::{Own, Published};
use voice::responses::Tally;
use voice::standing::{self, Bucket, Footing};

use super::talk::{self, Asked};
use super::turn::{Turn, turn};
use super::unlike;
use crate::app::App;
use crate::cuts::{self, Cuts, Shown};
use crate::fault::Fault;
use crate::live::Seen;
use crate::maps::{self, Evenness, Issued};
use crate::tamper;
use crate::visitor::Visitor;
pub(crate) use lists::discreet;
use lists::{Lists, ROWS};
pub(crate) use there::there;

/// A statement and what may be shown of its answers.
struct Line {
    number: u32,
    words: String,
    bucket: Bucket,
    heard: Heard,
}

/// Where everybody stands.
struct View<'a> {
    /// How many people took part, where they are enough to say so.
    people: Option<u32>,
    footing: Footing,
    /// Everything that can be answered, ascending.
    lines: Vec<Line>,
    lists: Lists,
    /// How many rows of the table are passed over.
    from: usize,
    /// The map that stands, without what was taken back since.
    map: Cow<'a, Published>,
    /// How far the conversation had moved when the map was made.
    at: u64,
    /// The place of whoever looks.
    own: Option<Own>,
    /// How many say that the groups do not sound like them.
    unlike: Option<String>,
    /// How evenly statements have been heard.
    exposure: Exposure,
    /// Whether the draw tilted any share.
    evenness: Evenness,
    turn: Option<Turn>,
    /// How those who took part are connected to this.
    connections: Option<Vec<(Connection, Cell)>>,
    /// What this page shows, to be told of changes.
    seen: Seen,
}

impl<'a> View<'a> {
    fn of(visitor: &Visitor, place: Place<'_>, from: usize, issued: &'a Issued) -> Self {
        let Place { cuts, table, conversation, seat } = place;
        let responses = &conversation.responses;
        let people = responses.people();
        let heard = tallies(conversation);
        let seen: Vec<u32> = heard.iter().map(|(_, tally)| tally.seen()).collect();
        let map = there(&issued.issue.published, |number| {
            heard.binary_search_by_key(&number, |(number, _)| *number).is_ok()
        });
        let lists = Lists::of(&standing::stand(heard.iter().copied(), people), &map);
        let differ: BTreeSet<u32> = lists.differ.iter().copied().collect();
        let lines = heard.iter().filter_map(|&(number, tally)| {
            let bucket = bucket(&differ, number, &tally, people);
            let words = tamper::said(visitor.tr, conversation.said(StatementNo(number))?);
            Some(Line { number, words, bucket, heard: publish::statement(tally) })
        });
        Self {
            people: (people >= LEAST_COUNT).then_some(people),
            footing: Footing::of(people),
            lines: lines.collect(),
            lists,
            // An address that leads past the end shows the beginning.
            from: if from < heard.len() { from / ROWS * ROWS } else { 0 },
            map,
            at: issued.at,
            own: seat.and_then(|seat| issued.issue.place(responses, seat.0)),
            unlike: unlike::line(visitor.tr, conversation),
            exposure: hearing::exposure(&seen),
            evenness: issued.evenness,
            turn: seat.map(|seat| turn(conversation, seat)),
            connections: connections(cuts, table, conversation, visitor.today),
            seen: Seen::of(conversation),
        }
    }

    fn line(&self, number: u32) -> Option<&Line> {
        let at = self.lines.binary_search_by_key(&number, |line| line.number).ok()?;
        self.lines.get(at)
    }

    fn lines(&self, numbers: &[u32]) -> Vec<&Line> {
        numbers.iter().filter_map(|number| self.line(*number)).collect()
    }

    /// Whether there are groups to speak of.
    fn has_groups(&self) -> bool {
        self.map.verdict == Verdict::Clear
    }
}

/// Where somebody looks.
#[derive(Clone, Copy)]
struct Place<'a> {
    cuts: &'a Cuts,
    table: &'a Table,
    conversation: &'a Conversation,
    seat: Option<SeatNo>,
}

/// What can be answered, by its number, ascending.
fn tallies(conversation: &Conversation) -> Vec<(u32, Tally)> {
    let live = conversation.live().map(|(number, _)| number);
    live.map(|number| (number.0, conversation.responses.tally(Conversation::position(number)))).collect()
}

/// How a statement stands: as the whole table says, but where groups see it in different ways, so do we.
fn bucket(differ: &BTreeSet<u32>, number: u32, tally: &Tally, people: u32) -> Bucket {
    if differ.contains(&number) { Bucket::Differ } else { standing::classify(tally, people) }
}

/// Everything that can be answered, by its number, with how it stands and what may be shown of its answers.
pub(crate) fn stands(conversation: &Conversation, map: &Published) -> BTreeMap<u32, (Bucket, Heard)> {
    let (heard, people) = (tallies(conversation), conversation.responses.people());
    let lists = Lists::of(&standing::stand(heard.iter().copied(), people), map);
    let differ: BTreeSet<u32> = lists.differ.into_iter().collect();
    let stands = |(number, tally): (u32, Tally)| {
        (number, (bucket(&differ, number, &tally, people), publish::statement(tally)))
    };
    heard.into_iter().map(stands).collect()
}

/// Totals of how those who took part are connected to this, as they were issued. Only at the close: issued again and again while
/// people come, the difference of two issues would tell about one person.
pub(crate) fn connections(
    cuts: &Cuts,
    table: &Table,
    conversation: &Conversation,
    today: Day,
) -> Option<Vec<(Connection, Cell)>> {
    conversation.offer()?;
    if conversation.is_open(today) {
        return None;
    }
    let took_part = table.seats().filter(|(number, _)| conversation.responses.answered(number.0) > 0);
    let records: cuts::Records = took_part
        .map(|(number, seat)| (number.0, cuts::ticked(&seat.connections, Connection::ALL)))
        .collect();
    let shown = cuts.show(table.id, cuts::Of::Connections(conversation.number), &records, || {
        let counts = cuts::count(&records, Connection::ALL.len());
        Shown { cut: publish::choices(conversation.responses.people(), &counts), named: BTreeSet::new() }
    });
    match shown.cut {
        Cut::Cells(cells) => Some(Connection::ALL.iter().copied().zip(cells).collect()),
        Cut::Withheld => None,
    }
}

/// `GET …/stand`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<(TableId, ConversationNo)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let issued = maps::map(&app, &visitor, id).await?;
    let (talk, view) = talk::look(&app, &visitor, id, |table, conversation, seat| {
        Ok(View::of(&visitor, Place { cuts: &app.cuts, table, conversation, seat }, asked.from(), &issued))
    })
    .await?;
    Ok(page::page(&app, &visitor, talk, &view))
}
