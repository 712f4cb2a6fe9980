//! A seat's own two words, such as "quiet river", which its holder can tell to people they trust, so that
//! those can vouch for a lost card. It is never shown beside anything that was said.

use crate::ids::{SeatNo, TableId};

const FIRST: [&str; 32] = [
    "amber", "brave", "bright", "calm", "clear", "copper", "early", "gentle", "golden", "green", "happy",
    "honest", "kind", "lively", "lucky", "merry", "mellow", "misty", "open", "patient", "plain", "quick",
    "quiet", "silver", "simple", "steady", "still", "sunny", "swift", "tall", "warm", "wise",
];
const SECOND: [&str; 32] = [
    "acorn", "apple", "beach", "bell", "birch", "bridge", "brook", "cedar", "cloud", "clover", "field",
    "fern", "garden", "harbour", "heather", "hill", "island", "lake", "lantern", "maple", "meadow", "moon",
    "oak", "orchard", "pebble", "pine", "river", "robin", "shore", "star", "valley", "willow",
];
/// Pairs of the two lists.
const PAIRS: u32 = 32 * 32;
/// Odd, so that stepping through the pairs meets each once before one comes again.
const STEP: u32 = 389;

/// The seat's name at its table. The table's code turns the order, so that two tables name seats differently.
pub fn seat_name(table: TableId, seat: SeatNo) -> String {
    let pair = pair_of(table, seat);
    let words = format!("{} {}", FIRST[(pair / 32) as usize], SECOND[(pair % 32) as usize]);
    match seat.0 / PAIRS {
        0 => words,
        again => format!("{words} {}", again + 1),
    }
}

fn pair_of(table: TableId, seat: SeatNo) -> u32 {
    let turn = u32::try_from(table.number() % u64::from(PAIRS)).unwrap_or(0);
    ((seat.0 % PAIRS) * STEP + turn) % PAIRS
}

/// The seat that has this name, among the first `seats` of a table.
pub fn seat_named(table: TableId, seats: u32, typed: &str) -> Option<SeatNo> {
    let mut parts = typed.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let first = parts.next()?.to_lowercase();
    let second = parts.next()?.to_lowercase();
    let again = match parts.next() {
        None => 0,
        Some(number) => number.parse::<u32>().ok()?.checked_sub(1)?,
    };
    let first = FIRST.iter().position(|word| *word == first)?;
    let second = SECOND.iter().position(|word| *word == second)?;
    let pair = u32::try_from(first * 32 + second).ok()?;
    (0..PAIRS)
        .map(|within| SeatNo(again.saturating_mul(PAIRS).saturating_add(within)))
        .take_while(|seat| seat.0 < seats)
        .find(|seat| pair_of(table, *seat) == pair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_seat_has_a_name_of_its_own() {
        let table = TableId::from_number(123_456_789);
        let names: BTreeSet<String> = (0..3000).map(|seat| seat_name(table, SeatNo(seat))).collect();
        assert_eq!(names.len(), 3000);
        for seat in [0, 5, 1023, 1024, 2999] {
            let name = seat_name(table, SeatNo(seat)).to_uppercase();
            assert_eq!(seat_named(table, 3000, &name), Some(SeatNo(seat)));
            assert_eq!(seat_named(table, seat, &name), None, "a seat nobody has taken has no name yet");
        }
        assert_eq!(seat_named(table, 3000, "quiet"), None);
        assert_eq!(seat_named(table, 3000, "loud river"), None);
    }
}
