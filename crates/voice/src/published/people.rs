//! The people-map: marks on a coarse grid.

use serde::{Deserialize, Serialize};

use super::{HEIGHT, Mark, WIDTH};
use crate::{
    groups::{Found, LEAST_MAP},
    ideal::{Position, Sides, scramble},
};

/// A person needs this many sides for a mark, or a side on half of the live statements where that is fewer.
const SIDES_FOR_A_MARK: usize = 7;
/// The picture reaches at least this far to each side, in logits: one standard deviation of what is believed before any
/// answer. A map on which everybody is near the middle looks so.
const LEAST_REACH: f64 = 1.0;
/// This many in a hundred fit without being moved to the edge.
const FIT: usize = 98;
/// Room beyond them.
const ROOM: f64 = 1.05;

/// How places on the map become cells of the picture.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Grid {
    /// The sides it takes to have a mark.
    least: usize,
    /// How wide a cell is, in logits.
    cell: f64,
    /// Whether there is one coordinate only, so that up and down mean nothing.
    is_line: bool,
}

/// Who has a mark, and where.
#[derive(Clone, Debug)]
pub(super) struct People {
    grid: Grid,
    /// The cell of each person.
    places: Vec<Option<(u8, u8)>>,
    /// How many people have one.
    pub(super) placed: usize,
}

impl People {
    /// `None` where fewer than [`LEAST_MAP`] people would have a mark.
    pub(super) fn of(found: &Found, sides: &Sides, live: usize) -> Option<Self> {
        let least = live.div_ceil(2).clamp(1, SIDES_FOR_A_MARK);
        let marked: Vec<(usize, Position)> = (0..sides.people())
            .filter(|&person| sides.taken(person) >= least)
            .map(|person| (person, found.model.position(person)))
            .collect();
        if marked.len() < LEAST_MAP {
            return None;
        }
        let is_line = found.model.dimension().get() < 2;
        let reach = |axis: usize, cells: u8| reach(&marked, axis) / (f64::from(cells) / 2.0);
        let cell = if is_line { reach(0, WIDTH) } else { reach(0, WIDTH).max(reach(1, HEIGHT)) };
        let grid = Grid { least, cell, is_line };
        let mut map = Self { grid, places: vec![None; sides.people()], placed: marked.len() };
        for (person, position) in &marked {
            map.places[*person] = Some((map.x(position), map.y(position)));
        }
        if is_line {
            map.stack();
        }
        Some(map)
    }

    pub(super) const fn grid(&self) -> Grid {
        self.grid
    }

    /// The same picture after a restart, when nobody's place in it is known.
    pub(super) const fn again(grid: Grid) -> Self {
        Self { grid, places: Vec::new(), placed: 0 }
    }

    fn x(&self, position: &Position) -> u8 {
        cell(f64::from(WIDTH) / 2.0 + position.at[0] / self.grid.cell, WIDTH)
    }

    fn y(&self, position: &Position) -> u8 {
        if self.grid.is_line {
            MIDDLE
        } else {
            cell(f64::from(HEIGHT) / 2.0 - position.at[1] / self.grid.cell, HEIGHT)
        }
    }

    /// Spreads the marks of each column up and down from the middle, so that the fullest column is as high as the picture
    /// where it must be, and all others in proportion.
    fn stack(&mut self) {
        let mut order: Vec<(u8, u64, usize)> = (0..self.places.len())
            .filter_map(|person| Some((self.places[person]?.0, scramble(0, person, 0), person)))
            .collect();
        order.sort_unstable();
        let columns = || order.chunk_by(|one, other| one.0 == other.0);
        let fullest = columns().map(<[_]>::len).max().unwrap_or(0);
        for column in columns() {
            let high = usize::from(HEIGHT);
            let high = if fullest <= high { column.len() } else { (column.len() * high).div_ceil(fullest) };
            for (turn, &(x, _, person)) in column.iter().enumerate() {
                self.places[person] = Some((x, slot(turn % high)));
            }
        }
    }

    /// The cell of somebody who took so many sides and stands here now. On a line, a person of the map who is still in
    /// their column keeps their place in it.
    pub(super) fn cell_of(&self, person: Option<usize>, sides: usize, now: &Position) -> Option<(u8, u8)> {
        let here = (self.x(now), self.y(now));
        let before = person.and_then(|person| self.places.get(person).copied().flatten());
        let kept = before.filter(|before| self.grid.is_line && before.0 == here.0);
        (sides >= self.grid.least).then(|| kept.unwrap_or(here))
    }

    /// A mark for each cell that somebody is in, with the group most of them are in; of equals the earlier, and any group
    /// before none.
    pub(super) fn marks(&self, groups: usize, group: impl Fn(usize) -> Option<usize>) -> Vec<Mark> {
        let mut everybody: Vec<_> = (0..self.places.len())
            .filter_map(|person| Some((self.places[person]?, group(person).unwrap_or(groups).min(groups))))
            .collect();
        everybody.sort_unstable();
        everybody
            .chunk_by(|one, other| one.0 == other.0)
            .map(|cell| {
                let mut most = (0, 0);
                for same in cell.chunk_by(|one, other| one.1 == other.1) {
                    if same.len() > most.0 {
                        most = (same.len(), same[0].1);
                    }
                }
                let (x, y) = cell[0].0;
                Mark { x, y, group: (most.1 < groups).then_some(most.1) }
            })
            .collect()
    }
}

/// The row that stacks start from.
const MIDDLE: u8 = HEIGHT / 2 - 1;

/// The rows from the middle: 15, 16, 14, 17 and so on.
fn slot(turn: usize) -> u8 {
    let half = u8::try_from(turn / 2).unwrap_or(MIDDLE).min(MIDDLE);
    if turn.is_multiple_of(2) { MIDDLE - half } else { MIDDLE + 1 + half }
}

/// How far the picture must reach on this axis.
fn reach(marked: &[(usize, Position)], axis: usize) -> f64 {
    let mut far: Vec<f64> = marked.iter().map(|(_, position)| position.at[axis].abs()).collect();
    far.sort_by(f64::total_cmp);
    let last = (far.len() * FIT).div_ceil(100).saturating_sub(1);
    far.get(last).copied().unwrap_or(0.0).max(LEAST_REACH) * ROOM
}

/// The whole part of a number, within 0 to under `cells`.
fn cell(value: f64, cells: u8) -> u8 {
    (1..cells).rev().find(|&edge| f64::from(edge) <= value).unwrap_or(0)
}

/// A share from 0 to 1 in whole tenths, rounded down.
pub(super) fn tenths(share: f64) -> u8 {
    cell(share * 10.0, 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_fill_the_picture_from_the_middle() {
        let mut rows: Vec<u8> = (0..usize::from(HEIGHT)).map(slot).collect();
        assert_eq!(rows[..5], [15, 16, 14, 17, 13]);
        rows.sort_unstable();
        assert!(rows.into_iter().eq(0..HEIGHT));
    }

    #[test]
    fn cells_and_tenths_are_rounded_down_and_stay_inside() {
        assert_eq!([-3.0, 0.0, 0.99, 1.0, 47.5, 60.0].map(|value| cell(value, WIDTH)), [0, 0, 0, 1, 47, 47]);
        assert_eq!([0.0, 0.09, 0.1, 0.99, 1.0].map(tenths), [0, 0, 1, 9, 10]);
        assert_eq!(cell(f64::NAN, WIDTH), 0);
    }
}
