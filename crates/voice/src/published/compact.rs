//! The answers that count, without gaps: what the map is made from.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::Live;
use crate::responses::{Answer, Choice, Responses};

/// Where each statement of the matrix is in a list of live ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The live statements, ascending by the number people see.
    live: Vec<Live>,
    /// By place in the matrix: place in `live`, or none.
    places: Vec<Option<u32>>,
}

impl Columns {
    /// Of these statements, in any order; a number given twice counts once.
    pub(super) fn new(live: impl IntoIterator<Item = Live>) -> Self {
        let mut live: Vec<_> = live.into_iter().collect();
        live.sort_unstable_by_key(|statement| (statement.number, statement.at));
        live.dedup_by_key(|statement| statement.number);
        let width = live.iter().map(|statement| statement.at as usize + 1).max().unwrap_or(0);
        let mut places = vec![None; width];
        for (place, statement) in (0..).zip(&live) {
            places[statement.at as usize] = Some(place);
        }
        Self { live, places }
    }

    pub(super) fn live(&self) -> &[Live] {
        &self.live
    }

    /// The number people see; 0 for a column that is not there.
    pub(super) fn number(&self, column: u32) -> u32 {
        self.live.get(column as usize).map_or(0, |statement| statement.number)
    }

    /// The column of a statement that people know by this number.
    pub(super) fn column(&self, number: u32) -> Option<u32> {
        let found = self.live.binary_search_by_key(&number, |statement| statement.number).ok()?;
        u32::try_from(found).ok()
    }

    /// What a person answered among these statements, by ascending column.
    pub(super) fn row(&self, responses: &Responses, person: u32, row: &mut Vec<(u32, Answer)>) {
        row.clear();
        row.extend(responses.row(person).filter_map(|(at, answer)| {
            let column = self.places.get(at as usize).copied().flatten()?;
            Some((column, answer))
        }));
        if !row.is_sorted_by_key(|cell| cell.0) {
            row.sort_unstable_by_key(|cell| cell.0);
        }
    }

    /// Everyone who answered any of these statements, ascending, with a fingerprint of what they answered.
    pub(super) fn fingerprints(&self, responses: &Responses) -> impl Iterator<Item = (u32, u64)> {
        let mut row = Vec::new();
        responses.persons().filter_map(move |person| {
            self.row(responses, person, &mut row);
            (!row.is_empty()).then(|| (person, self.fingerprint(&row)))
        })
    }

    /// 64 bits that differ where answers differ, but for one chance in 2⁶⁴ (multiply and shift, after `SplitMix64`). It names
    /// statements by the numbers people see, so that other statements that came or went change nothing.
    fn fingerprint(&self, row: &[(u32, Answer)]) -> u64 {
        let mut state = row.len() as u64;
        for &(column, answer) in row {
            let cell = u64::from(self.number(column)) << 3 | u64::from(code(answer));
            state = (state ^ cell).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            state ^= state >> 31;
        }
        (state ^ state >> 27).wrapping_mul(0x94D0_49BB_1331_11EB)
    }
}

/// Choice × 2 + matters.
fn code(answer: Answer) -> u8 {
    choice(answer.choice) << 1 | u8::from(answer.matters)
}

const fn choice(choice: Choice) -> u8 {
    match choice {
        Choice::Agree => 0,
        Choice::Disagree => 1,
        Choice::Pass => 2,
    }
}

/// The answers to live statements. People are numbered from 0 in the order of their numbers, statements that anybody
/// answered in the order of theirs, so that gaps change nothing.
#[derive(Debug)]
pub(super) struct Compact {
    /// The answers, renumbered.
    pub(super) responses: Responses,
    /// The statements that anybody answered; a column each.
    pub(super) columns: Columns,
    /// Everyone with an answer, ascending, with the fingerprint of their row.
    pub(super) people: Vec<(u32, u64)>,
    /// SHA-256 of the answers, see [`Method::answers_sha256`](super::Method::answers_sha256).
    pub(super) sha256: String,
}

impl Compact {
    pub(super) fn of(responses: &Responses, live: &Columns, key: &[u8; 32]) -> Self {
        let answered = |statement: &Live| responses.tally(statement.at).seen() > 0;
        let columns = Columns::new(live.live().iter().copied().filter(answered));
        let mut hash = Sha256::new();
        hash.update(b"roundtable answers 1");
        hash.update(key);
        let (mut people, mut kept) = (Vec::new(), Responses::default());
        let (mut row, mut bytes) = (Vec::new(), Vec::new());
        for person in responses.persons() {
            columns.row(responses, person, &mut row);
            let (Ok(place), false) = (u32::try_from(people.len()), row.is_empty()) else { continue };
            bytes.clear();
            bytes.extend(u32::try_from(row.len()).unwrap_or(u32::MAX).to_le_bytes());
            for &(column, answer) in &row {
                kept.set(place, column, answer);
                bytes.extend(columns.number(column).to_le_bytes());
                bytes.extend([choice(answer.choice), u8::from(answer.matters)]);
            }
            hash.update(&bytes);
            people.push((person, columns.fingerprint(&row)));
        }
        Self { responses: kept, columns, people, sha256: hexadecimal(&hash.finalize()) }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
