//! `/t/{table}/c/{conversation}/stand`: what the page about where we stand is made from.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use table::{Connection, Conversation, ConversationNo, Day, SeatNo, StatementNo, Table, TableId};
use voice::hearing::{self, Exposure};
use voice::publish::{self, Cell, Cut, Heard, LEAST_COUNT};
use voice::responses::Tally;
use voice::standing::{self, Bucket, Footing, Place, Side, Standing};

use super::stand_page;
use super::talk::{self, Asked};
use super::turn::{Turn, turn};
use crate::app::App;
use crate::fault::Fault;
use crate::visitor::Visitor;

/// So many of a list stand on the page at once.
pub(super) const FIRST: usize = 10;
/// So many more can be unfolded; the table has them all.
const MORE: usize = 30;
/// So many rows of the table on a page.
pub(super) const ROWS: usize = 100;

/// A statement and what may be shown of its answers.
pub(super) struct Line {
    pub number: StatementNo,
    pub words: String,
    pub bucket: Bucket,
    pub heard: Heard,
}

/// One of the lists: its first lines, and how many there are.
pub(super) struct List {
    pub lines: Vec<Line>,
    pub all: usize,
}

/// Where everybody stands.
pub(super) struct View {
    /// How many people took part, where they are enough to say so.
    pub people: Option<u32>,
    pub footing: Footing,
    pub agree: List,
    pub disagree: List,
    pub differ: List,
    /// Views that few hold and that matter a lot to them.
    pub strong: Vec<(Line, Side)>,
    pub not_sure: List,
    /// How many have had too few answers.
    pub few: usize,
    /// The rows of the table on this page.
    pub rows: Vec<Line>,
    /// How many rows there are.
    pub all: usize,
    /// How many rows were passed over.
    pub from: usize,
    /// How evenly statements have been heard.
    pub exposure: Exposure,
    /// Statements with fewer answers than this go first.
    pub floor: u32,
    /// How many answers a statement needs before anything is said of it.
    pub enough: u32,
    pub turn: Option<Turn>,
    /// How those who took part are connected to this.
    pub connections: Option<Vec<(Connection, Cell)>>,
}

impl View {
    fn of(table: &Table, conversation: &Conversation, seat: Option<SeatNo>, from: usize, today: Day) -> Self {
        let heard = tallies(conversation);
        let people = conversation.responses.people();
        let seen: Vec<u32> = heard.iter().map(|(_, tally)| tally.seen()).collect();
        let all = heard.len();
        let standing = standing::stand(heard, people);
        let [agree, disagree, differ, not_sure, few] = lists(&standing);
        let list = |(bucket, places): &(Bucket, Vec<Place>)| List {
            lines: places
                .iter()
                .take(FIRST + MORE)
                .filter_map(|place| line(conversation, *bucket, place))
                .collect(),
            all: places.len(),
        };
        // An address that leads past the end shows the beginning.
        let from = if from < all { from / ROWS * ROWS } else { 0 };
        let in_order = [&agree, &disagree, &differ, &not_sure, &few];
        let in_order =
            in_order.into_iter().flat_map(|(bucket, places)| places.iter().map(|place| (*bucket, place)));
        Self {
            people: (people >= LEAST_COUNT).then_some(people),
            footing: Footing::of(people),
            agree: list(&agree),
            disagree: list(&disagree),
            differ: list(&differ),
            strong: strong(conversation, &standing),
            not_sure: list(&not_sure),
            few: few.1.len(),
            rows: in_order
                .skip(from)
                .take(ROWS)
                .filter_map(|(bucket, place)| line(conversation, bucket, place))
                .collect(),
            all,
            from,
            exposure: hearing::exposure(&seen),
            floor: hearing::floor(people),
            enough: standing::enough(people),
            turn: seat.map(|seat| turn(conversation, seat)),
            connections: connections(table, conversation, today),
        }
    }
}

fn tallies(conversation: &Conversation) -> Vec<(u32, Tally)> {
    let live = conversation.live().map(|(number, _)| Conversation::position(number));
    live.map(|position| (position, conversation.responses.tally(position))).collect()
}

/// The lists in the order they are shown: the table goes on where they stop.
fn lists(standing: &Standing) -> [(Bucket, Vec<Place>); 5] {
    [
        (Bucket::MostlyAgree, discreet(&standing.mostly_agree)),
        (Bucket::MostlyDisagree, discreet(&standing.mostly_disagree)),
        (Bucket::Differ, discreet(&standing.differ)),
        (Bucket::NotSureYet, discreet(&standing.not_sure_yet)),
        (Bucket::FewHaveAnswered, discreet(&standing.few_have_answered)),
    ]
}

/// In the order of the list; but those whose counts are not shown come last and by number, so that their
/// order does not tell what the counts would.
pub(crate) fn discreet(places: &[Place]) -> Vec<Place> {
    let is_counted = |place: &Place| matches!(publish::statement(place.tally), Heard::Counts(_));
    let (mut shown, mut hidden): (Vec<Place>, Vec<Place>) = places.iter().copied().partition(is_counted);
    hidden.sort_unstable_by_key(|place| place.statement);
    shown.append(&mut hidden);
    shown
}

fn line(conversation: &Conversation, bucket: Bucket, place: &Place) -> Option<Line> {
    let number = Conversation::at_position(place.statement);
    let words = conversation.said(number)?.text.to_string();
    Some(Line { number, words, bucket, heard: publish::statement(place.tally) })
}

fn strong(conversation: &Conversation, standing: &Standing) -> Vec<(Line, Side)> {
    let found = standing.minority_strong.iter().take(FIRST);
    // Which list they are in does not matter here: only their share is told.
    found.filter_map(|one| Some((line(conversation, Bucket::Differ, &one.place)?, one.side))).collect()
}

/// Totals of how those who took part are connected to this. Only at the close: issued again and again while
/// people come, the difference of two issues would tell about one person.
pub(crate) fn connections(
    table: &Table,
    conversation: &Conversation,
    today: Day,
) -> Option<Vec<(Connection, Cell)>> {
    conversation.offer()?;
    if conversation.is_open(today) {
        return None;
    }
    let mut counts = vec![0u32; Connection::ALL.len()];
    let took_part = table.seats().filter(|(number, _)| conversation.responses.answered(number.0) > 0);
    for (_, seat) in took_part {
        for (count, connection) in counts.iter_mut().zip(Connection::ALL) {
            *count += u32::from(seat.connections.contains(connection));
        }
    }
    match publish::choices(conversation.responses.people(), &counts) {
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
    let (talk, view) = talk::look(&app, &visitor, id, |table, conversation, seat| {
        Ok(View::of(table, conversation, seat, asked.from(), visitor.today))
    })
    .await?;
    Ok(stand_page::page(&app, &visitor, talk, &view))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_do_not_show_in_the_order() {
        let place = |statement, agree, disagree| Place {
            statement,
            tally: Tally { agree, disagree, ..Tally::default() },
            bound: voice::interval::Millionths::default(),
        };
        let places = [place(9, 7, 0), place(4, 30, 1), place(2, 5, 1), place(7, 20, 2)];
        let order: Vec<u32> = discreet(&places).iter().map(|place| place.statement).collect();
        assert_eq!(order, [4, 7, 2, 9]);
    }
}
