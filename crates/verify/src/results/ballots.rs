//! Ballots of those who could not cast them.

use table::{Day, Decision, DecisionNo, SeatNo, Table};

use crate::finding::Code;
use crate::found::{Found, Spot};

/// A ballot of the journal, just before it is counted in.
pub(super) fn cast(table: &Table, number: DecisionNo, seat: SeatNo, day: Day, spot: Spot, found: &mut Found) {
    let Some(decision) = table.decision(number).filter(|decision| decision.altered.is_none()) else { return };
    let what = if let Some(what) = of_nobody(table, decision, seat) {
        what
    } else if decision.closed.is_some() {
        "after it was counted"
    } else if day > decision.last_day() {
        "after its last day"
    } else {
        return;
    };
    found.add(Code::BallotStuffing, spot, format!("Decision {number} has a ballot {what}."));
}

/// A ballot that stands in the data and did not come in by the door.
pub(super) fn of_a_stranger(table: &Table, number: DecisionNo, seat: SeatNo, spot: Spot, found: &mut Found) {
    let what = match table.decision(number) {
        None => "of a decision that is not there",
        Some(decision) => of_nobody(table, decision, seat).unwrap_or("that nobody cast"),
    };
    found.add(Code::BallotStuffing, spot, format!("There is a ballot {what}: decision {number}."));
}

fn of_nobody(table: &Table, decision: &Decision, seat: SeatNo) -> Option<&'static str> {
    let is_imported = table.seat(seat).is_some_and(|holder| holder.card.is_none());
    (!decision.is_for(seat) || is_imported).then_some("of nobody who could answer")
}
