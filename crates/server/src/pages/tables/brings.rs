//! `/t/{table}/brings`: what this group brings, with no names.
//!
//! Nothing is shown before [`LEAST_COUNT`] people have said something, for in a smaller group the words lead
//! to somebody. Newcomers' words come onto the wall eight at a time, so that nobody can compare it before and after
//! one person. Counts follow the publication rules of [`voice::publish`], and stay as they were issued until eight
//! people have changed: [`crate::cuts`].

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use table::{Seat, Strength, Table, TableId};
use voice::publish::{self, Cell, Cut, LEAST_COUNT};

use crate::access::reading;
use crate::app::App;
use crate::cuts::{self, Cuts, Shown};
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::pages::seats::{ON_A_PAGE, Paging, asked};
use crate::t;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// What may be shown of what people bring.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wall {
    /// Strengths that somebody has, in the order they are asked, with a rounded count where it may be shown.
    pub strengths: Vec<(Strength, Option<u32>)>,
    /// What people wrote themselves, in an order that says nothing about who came first.
    pub own: Vec<String>,
}

/// The seats that count: whole eights of those for which `says`, in the order they sat down.
fn eights(table: &Table, says: impl Fn(&Seat) -> bool) -> Vec<&Seat> {
    let mut seats: Vec<&Seat> = table.seats().map(|(_, seat)| seat).filter(|seat| says(seat)).collect();
    let whole = seats.len() - seats.len() % LEAST_COUNT as usize;
    seats.truncate(whole);
    seats
}

impl Wall {
    pub(crate) fn of(cuts: &Cuts, table: &Table) -> Self {
        Self { strengths: strengths(cuts, table), own: own(table) }
    }
}

/// What people ticked, as it was issued.
fn strengths(cuts: &Cuts, table: &Table) -> Vec<(Strength, Option<u32>)> {
    let ticks = table.seats().filter(|(_, seat)| !seat.strengths.is_empty());
    let records: cuts::Records =
        ticks.map(|(number, seat)| (number.0, cuts::ticked(&seat.strengths, Strength::ALL))).collect();
    let people = u32::try_from(records.len()).unwrap_or(u32::MAX);
    if people < LEAST_COUNT {
        return Vec::new();
    }
    let Shown { cut, named } = cuts.show(table.id, cuts::Of::Strengths, &records, || {
        let counts = cuts::count(&records, Strength::ALL.len());
        let named = counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, _)| at).collect();
        Shown { cut: publish::choices(people, &counts), named }
    });
    let cells = if let Cut::Cells(cells) = cut { cells } else { Vec::new() };
    let about = |at: usize| match cells.get(at) {
        Some(Cell::Rounded(about)) => Some(about.get()),
        Some(Cell::Zero | Cell::Hidden) | None => None,
    };
    let all = Strength::ALL.iter().enumerate().filter(|(at, _)| named.contains(at));
    all.map(|(at, one)| (*one, about(at))).collect()
}

/// What people wrote themselves, in an order that says nothing about who came first.
fn own(table: &Table) -> Vec<String> {
    let mut own: Vec<String> = eights(table, |seat| seat.own_strength.is_some())
        .into_iter()
        .filter_map(|seat| seat.own_strength.as_ref().map(ToString::to_string))
        .collect();
    own.sort_by_cached_key(|words| {
        let seeded = [table.id.number().to_le_bytes().as_slice(), words.as_bytes()].concat();
        <[u8; 32]>::from(Sha256::digest(seeded))
    });
    own
}

/// `GET /t/{table}/brings`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let (at, wall) = app
        .clerk
        .read(id, |table| {
            let seat = reading(&app, &visitor, table)?;
            Ok::<_, Fault>((AtTable::of(table, seat.is_some()), Wall::of(&app.cuts, table)))
        })
        .await??;
    let paging = Paging::of(wall.own.len(), ON_A_PAGE, &asked(raw));
    let tr = visitor.tr;
    let body = html! {
        (back_link(t!(tr, "table-title"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (t!(tr, "brings-title")) }
        p.rt-lead { (t!(tr, "brings-lead")) }
        @if wall.strengths.is_empty() && wall.own.is_empty() {
            p.govuk-body { (t!(tr, "brings-few", least = LEAST_COUNT)) }
        }
        (ticked(tr, &wall.strengths))
        (written(tr, id, &wall.own, paging))
        @if at.seated {
            p.govuk-body { a.govuk-link href={ "/t/" (id) "/me/bring" } { (t!(tr, "brings-yours")) } }
        }
    };
    Ok(Page::new(t!(tr, "brings-title"), body).at(at).show(&app, &visitor))
}

fn ticked(tr: Tr, strengths: &[(Strength, Option<u32>)]) -> Markup {
    html! {
        @if !strengths.is_empty() {
            ul.rt-wall {
                @for (one, count) in strengths {
                    li {
                        (tr.say(&format!("strength-{}", one.key()), None))
                        @if let Some(count) = count { br; span.rt-quiet { (t!(tr, "brings-count", count = *count)) } }
                    }
                }
            }
        }
    }
}

fn written(tr: Tr, id: TableId, own: &[String], paging: Paging) -> Markup {
    html! {
        @if !own.is_empty() {
            h2.govuk-heading-m { (t!(tr, "brings-own")) }
            @if let Some(words) = paging.said(tr) { p.govuk-body { (words) } }
            ul.rt-rows { @for words in &own[paging.range()] { li dir="auto" { (words) } } }
            @if let Some(links) = paging.links(tr, &format!("/t/{id}/brings")) { (links) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kept::Kept;
    use table::{Actor, CardHash, Command, Day, Findable, InviteCode, SeatNo, SetTable, Starter, Words};

    /// A table where the first `listening` people listen, all ask questions but the last 9, and the first
    /// `writing` wrote something.
    fn table(people: u8, listening: u8, writing: u8) -> Table {
        let today: Day = "2026-11-22".parse().unwrap();
        let set = SetTable {
            id: TableId::from_number(31),
            name: Words::new("Mill Street").unwrap(),
            purpose: Words::new("A warm door").unwrap(),
            agreement: Words::new("We listen").unwrap(),
            findable: Findable::Public,
            starter: Starter::Blank,
            card: CardHash::from_bytes([0; 32]),
            invitation: InviteCode::from_number(9),
        };
        let events = table::set(&set, today);
        let mut table = Table::begin(&events[0], today).unwrap();
        for event in &events {
            table.apply(event, today);
        }
        let mut ask = |actor, command: &Command| {
            for event in table::decide(&table, actor, command, today).unwrap() {
                table.apply(&event, today);
            }
        };
        for seat in 0..people {
            if seat > 0 {
                let card = CardHash::from_bytes([seat; 32]);
                ask(Actor::Newcomer, &Command::TakeSeat { invitation: None, card });
            }
            let listens = (seat < listening).then_some(Strength::Listens);
            let questions = (seat + 9 < people).then_some(Strength::Questions);
            let strengths = [listens, questions, Some(Strength::Looking)].into_iter().flatten().collect();
            let own = (seat < writing).then(|| Words::new(&format!("Thing {seat}")).unwrap());
            ask(Actor::Seat(SeatNo(u32::from(seat))), &Command::Bring { strengths, own });
        }
        table
    }

    /// The wall of a table that nobody has looked at before.
    fn wall(table: &Table) -> Wall {
        let house = tempfile::tempdir().unwrap();
        Wall::of(&Cuts::new(Kept::beside(house.path())), table)
    }

    #[test]
    fn a_small_group_shows_nothing() {
        assert_eq!(wall(&table(7, 7, 7)), Wall { strengths: Vec::new(), own: Vec::new() });
    }

    #[test]
    fn newcomers_come_eight_at_a_time() {
        let eight = wall(&table(8, 3, 8));
        assert_eq!(eight.own.len(), 8);
        assert_eq!(wall(&table(15, 3, 15)).own.len(), 8);
        assert_eq!(wall(&table(16, 3, 16)).own.len(), 16);
    }

    #[test]
    fn counts_come_only_where_they_may() {
        let few = wall(&table(8, 3, 0)).strengths;
        assert_eq!(few, [(Strength::Listens, None), (Strength::Looking, None)]);
        let all_look = wall(&table(40, 20, 0)).strengths;
        assert!(all_look.iter().all(|(_, count)| count.is_none()), "one cell holds everybody: {all_look:?}");
    }

    #[test]
    fn the_order_of_what_people_wrote_is_not_the_order_they_came_in() {
        let own = wall(&table(16, 0, 16)).own;
        let mut sorted = own.clone();
        sorted.sort_by_key(|words| words[6..].parse::<u8>().unwrap());
        assert_ne!(own, sorted);
        assert_eq!(own, wall(&table(16, 0, 16)).own, "the same every time");
    }
}
