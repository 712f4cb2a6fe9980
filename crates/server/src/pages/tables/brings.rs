//! `/t/{table}/brings`: what this group brings, with no names.
//!
//! Nothing is shown before [`LEAST_COUNT`] people have said something, for in a smaller group the words lead
//! to somebody. Newcomers come onto the wall eight at a time, so that nobody can compare it before and after
//! one person. Counts follow the publication rules of [`voice::publish`].

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use sha2::{Digest, Sha256};
use table::{Seat, Strength, Table, TableId};
use voice::publish::{self, Cell, Cut, LEAST_COUNT};

use crate::access::reading;
use crate::app::App;
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
    pub(crate) fn of(table: &Table) -> Self {
        let ticked = eights(table, |seat| !seat.strengths.is_empty());
        let people = u32::try_from(ticked.len()).unwrap_or(u32::MAX);
        let counts: Vec<u32> = Strength::ALL
            .iter()
            .map(|one| ticked.iter().filter(|seat| seat.strengths.contains(one)).map(|_| 1).sum())
            .collect();
        let shown = match publish::choices(people, &counts) {
            Cut::Cells(cells) => cells,
            Cut::Withheld => vec![Cell::Hidden; counts.len()],
        };
        let strengths = Strength::ALL
            .iter()
            .zip(&counts)
            .zip(shown)
            .filter(|((_, count), _)| **count > 0)
            .map(|((one, _), cell)| (*one, if let Cell::Rounded(count) = cell { Some(count) } else { None }))
            .collect();
        let mut own: Vec<String> = eights(table, |seat| seat.own_strength.is_some())
            .into_iter()
            .filter_map(|seat| seat.own_strength.as_ref().map(ToString::to_string))
            .collect();
        own.sort_by_cached_key(|words| {
            let seeded = [table.id.number().to_le_bytes().as_slice(), words.as_bytes()].concat();
            <[u8; 32]>::from(Sha256::digest(seeded))
        });
        Self { strengths, own }
    }
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
            Ok::<_, Fault>((AtTable::of(table, seat.is_some()), Wall::of(table)))
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

    #[test]
    fn a_small_group_shows_nothing() {
        assert_eq!(Wall::of(&table(7, 7, 7)), Wall { strengths: Vec::new(), own: Vec::new() });
    }

    #[test]
    fn newcomers_come_eight_at_a_time() {
        let eight = Wall::of(&table(8, 3, 8));
        assert_eq!(eight.own.len(), 8);
        assert_eq!(Wall::of(&table(15, 3, 15)).own.len(), 8);
        assert_eq!(Wall::of(&table(16, 3, 16)).own.len(), 16);
    }

    #[test]
    fn counts_come_only_where_they_may() {
        let few = Wall::of(&table(8, 3, 0)).strengths;
        assert_eq!(few, [(Strength::Listens, None), (Strength::Looking, None)]);
        let all_look = Wall::of(&table(40, 20, 0)).strengths;
        assert!(all_look.iter().all(|(_, count)| count.is_none()), "one cell holds everybody: {all_look:?}");
    }

    #[test]
    fn the_order_of_what_people_wrote_is_not_the_order_they_came_in() {
        let own = Wall::of(&table(16, 0, 16)).own;
        let mut sorted = own.clone();
        sorted.sort_by_key(|words| words[6..].parse::<u8>().unwrap());
        assert_ne!(own, sorted);
        assert_eq!(own, Wall::of(&table(16, 0, 16)).own, "the same every time");
    }
}
