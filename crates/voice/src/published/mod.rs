//! The map as it may be published: everything the pages, the files and the pictures show of it, and nothing else.
//!
//! A [`Published`] is the whole result of looking at a conversation, made from scratch from the answers that stand
//! ([`issue`]): the same answers give the same value, and so the same JSON, on every machine. It holds no person: groups are
//! counted to the nearest 5, shares inside a group are tenths as [`Share`](crate::publish::Share) tells them, and the marks of
//! the people-map stand on a coarse grid in an order of their own. What belongs to one person, their own place, is found from
//! their own answers ([`Issue::place`]) and is for their eyes.
//!
//! Because a share inside a group is a cut, a map is issued anew only when the records of 8 people or more have changed
//! ([`Standing`], [`publish::Since`](crate::publish::Since)). [`Standing::kept`] is what to write down so that this holds after a
//! restart as well.
//!
//! # How it is made
//! **Input.** Answers to live statements only. People who answered any are numbered from 0 in the order of their numbers,
//! statements that anybody answered likewise, so that gaps, silent people and hidden statements change nothing. Every draw is
//! from seed 0. [`groups::look`](crate::groups::look) finds the map and the groups.
//!
//! **Groups** stand in the order of their [names](crate::groups::given), and are listed only where they are clear. `about` is
//! the size to the nearest 5. Each group and its complement are 8 or more people, so it is a cell that
//! [`publish`](crate::publish) shows. The people in no group are not a cell: how many they are is told by nothing but the
//! difference between everybody and the rounded sizes, which is off by up to 2 a group.
//!
//! **What groups say** comes from [`views`](crate::groups::views), bounds in whole tenths rounded down: "at least 6 in ten"
//! is never too much, and at most 9. What a card says its group agrees with is, of the statements that tell it apart, the first that more
//! than half of it agrees with; where none tells it apart, the one it most surely agrees with. A statement counts for a group where
//! its share may be told ([`publish::is_told`](crate::publish::is_told)).
//!
//! **The line.** A statement stands at `min_g A_g / n_g` in tenths, over the groups, each with a share that may be told.
//!
//! **Bridges.** On every axis `k` of the map, those who are surely at one end, `|u_k| > √Σ_kk` (one standard deviation of
//! their own place, so that with five chances in six they are on that side), on the left and on the right. A bridge is a
//! statement on which at *both* ends of *every* axis 8 or more answered and more than half say the same, by the one-sided
//! 90 % bound with the finite population correction; `at_least` is the lowest of these bounds. Bridges need no clear groups.
//!
//! **The people-map** is there when 20 people or more took a side, the map foretells held-out answers better than no map, and
//! 20 people or more can have a mark: those who took a side on `min(7, ⌈live statements / 2⌉)` statements. Its first two
//! coordinates are drawn to one scale, with 0 in the middle, so wide that 98 in 100 fit; the others stand at the edge. One
//! cell holds one mark, of the group that most of those in it belong to. On a map with one coordinate up and down mean nothing:
//! marks are piled up from the middle in a scrambled order.
//!
//! | People | What there is |
//! |---|---|
//! | under 8 | live statements, without any figure |
//! | 8 to 19 | how many people and answers; what everybody agrees on; the line |
//! | 20 and more | the same; bridges, a people-map and groups where there are any |
//!
//! ```
//! use voice::{groups::{Name, Verdict}, ideal::Workers, published::{self, Live}, responses::{Answer, Choice, Responses}};
//!
//! // Two camps of 25 and 15; all agree with statement 1.
//! let mut responses = Responses::default();
//! for person in 0..40 {
//!     for at in 0..12 {
//!         let agrees = at == 0 || (person < 25) == (at < 6);
//!         responses.set(person, at, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree }));
//!     }
//! }
//! let live: Vec<_> = (0..12).map(|at| Live { at, number: at + 1 }).collect();
//! let issue = published::issue(&responses, &live, &[7; 32], Workers::ONE);
//!
//! let told = &issue.published;
//! assert_eq!((told.people, told.verdict), (Some(40), Verdict::Clear));
//! assert_eq!(told.groups.iter().map(|group| (group.name, group.about)).collect::<Vec<_>>(), [(Name::Leaf, 25), (Name::Wave, 15)]);
//! assert_eq!(told.all_agree[0].statement, 1);
//! assert_eq!(told.bridges[0].statement, 1);
//! assert_eq!(told.divides.len(), 11);
//!
//! let own = issue.place(&responses, 3).ok_or("there is a map")?;
//! assert_eq!(own.group, Some(0));
//! responses.set(3, 0, Answer::new(Choice::Disagree));
//! assert_eq!(issue.changed(&responses, &live), 1);
//! # Ok::<(), &str>(())
//! ```

mod bridge;
mod compact;
mod issue;
mod named;
mod people;
mod problems;
mod sayings;
mod standing;

pub use issue::{Issue, issue, issue_with};
use serde::{Deserialize, Serialize};
pub use standing::{Kept, Next, Standing};

use crate::{
    groups::{Name, Verdict},
    standing::Side,
};

/// What the map was made by. A change of any formula, constant or order raises it.
pub const VERSION: u32 = 2;
/// The people-map's grid is so many cells wide, numbered from 0.
pub const WIDTH: u8 = 48;
/// And so many high.
pub const HEIGHT: u8 = 32;
/// So many ideas stand on a group's card.
pub const IDEAS: usize = 3;

/// A statement that can be answered: where it is in the matrix, and the number people know it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Live {
    /// Its column.
    pub at: u32,
    /// The number people see.
    pub number: u32,
}

/// Everything of a map that may be shown. Statements are named by the number people see, groups by their place in
/// [`groups`](Self::groups).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// How it was made.
    pub method: Method,
    /// How many people answered something; null under 8.
    pub people: Option<u32>,
    /// How many answers stand, "not sure" included; null under 8 people.
    pub answers: Option<u64>,
    /// Whether there are groups.
    pub verdict: Verdict,
    /// The groups in the order of their names; empty unless they are clear.
    pub groups: Vec<Card>,
    /// What every group agrees on, or turns down, by the least keen group. Surest first. Where there are no clear groups,
    /// everybody is one.
    pub all_agree: Vec<Common>,
    /// What divides groups the most, widest gap first. Empty without clear groups.
    pub divides: Vec<Divide>,
    /// What a smaller group holds against all others. Empty without clear groups.
    pub minorities: Vec<Minority>,
    /// What people at both ends of the map agree on (or turn down), on every axis of it: ideas that reach across. Surest
    /// first.
    pub bridges: Vec<Bridge>,
    /// Every live statement, ascending.
    pub statements: Vec<Row>,
    /// The marks of the people-map; empty where there is none.
    pub marks: Vec<Mark>,
    /// How many people could be placed on it, to the nearest 5 (64 of 64 are 60); null where there is no people-map.
    pub placed: Option<u32>,
}

/// How the map was made: enough to make it again from the same answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
    /// `"ideal"`: ideal points, see [`ideal`](crate::ideal).
    pub name: String,
    /// [`VERSION`].
    pub version: u32,
    /// The seed of every draw.
    pub seed: u64,
    /// How often a fifth of the answers was left out to see whether the groups stay.
    pub resamples: u32,
    /// SHA-256 of the answers that stand, in lower-case hexadecimal, keyed with the conversation's seed so that nobody can
    /// try out answers against it. Whoever holds the answers can make it again: of `roundtable answers 1`, the key, and for
    /// each person in order how many answers they gave and, by ascending number of the statement, the number, the choice (0
    /// agree, 1 disagree, 2 not sure) and whether it matters a lot (0 or 1). Counts and numbers take 4 bytes, the lowest
    /// first; choice and mark 1 byte each.
    pub answers_sha256: String,
    /// Coordinates of the map, 0 to 3; 0 under 20 people who took a side.
    pub dimension: u8,
    /// Whether the map foretells held-out answers better than no map does.
    pub better_than_none: bool,
    /// Held-out log-loss of 0, 1, 2 and 3 coordinates, to a millionth; empty under 20 people.
    pub held_out_loss: Vec<f64>,
    /// What was tried for 2 to 5 groups.
    pub tried: Vec<Tried>,
}

/// One number of groups and what speaks for it; to a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// How many groups.
    pub groups: u8,
    /// How far apart, −1 to 1.
    pub silhouette: f64,
    /// The same in one cloud without groups.
    pub of_one_cloud: f64,
    /// Mean adjusted Rand index when a fifth of the answers is left out.
    pub stability: f64,
    /// The share of placed people who then change group.
    pub moved: f64,
    /// Whether such groups may be shown.
    pub fit_to_show: bool,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Its name.
    pub name: Name,
    /// How many people surely belong to it, to the nearest 5.
    pub about: u32,
    /// The statement it mostly agrees with that tells it apart most, if there is one.
    pub agrees: Option<u32>,
    /// The statement it mostly disagrees with that tells it apart most, if there is one.
    pub disagrees: Option<u32>,
    /// Up to [`IDEAS`] statements that tell it apart most, each with a share to show.
    pub ideas: Vec<u32>,
}

/// Something every group says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Common {
    /// Which statement.
    pub statement: u32,
    /// What all say to it.
    pub side: Side,
    /// The group that is least sure to say so; null where everybody is one group.
    pub least_keen: Option<usize>,
    /// In every group at least so many in ten say so, surely.
    pub at_least: u8,
}

/// A statement on which two groups differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divide {
    /// Which statement.
    pub statement: u32,
    /// The group that agrees more.
    pub keener: usize,
    /// The group that agrees less.
    pub cooler: usize,
    /// At least so many in ten more, surely; 0 is less than one.
    pub at_least: u8,
}

/// A view that one smaller group holds against all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minority {
    /// Which statement.
    pub statement: u32,
    /// The group.
    pub group: usize,
    /// What it says; the others say the opposite.
    pub side: Side,
}

/// Something people at both ends of every axis say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bridge {
    /// Which statement.
    pub statement: u32,
    /// What they say.
    pub side: Side,
    /// At both ends at least so many in ten say so, surely.
    pub at_least: u8,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number.
    pub statement: u32,
    /// For each group, how many in ten agree, disagree and are not sure: 1 is 1 or fewer and 9 is 9 or more. Null where it may
    /// not be told: fewer than 20 answered, fewer than 8 of the group, or fewer than 8 others.
    pub tenths: Vec<Option<[u8; 3]>>,
    /// How many in ten agree in the group that agrees least, 1 to 9 as above (of everybody, 0 to 10, without clear groups): where
    /// it stands on the line. Null where a group is still to be heard.
    pub line: Option<u8>,
}

/// A mark of the people-map: one person, or a few in the same cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// From the left, under [`WIDTH`].
    pub x: u8,
    /// From the top, under [`HEIGHT`].
    pub y: u8,
    /// The group most of them belong to; null where that is none.
    pub group: Option<usize>,
}

/// Where one person stands, for their own eyes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Own {
    /// From the left, under [`WIDTH`]; `None` while their answers are too few.
    pub at: Option<(u8, u8)>,
    /// The group they surely belong to.
    pub group: Option<usize>,
    /// The group they are nearest to.
    pub nearest: Option<usize>,
    /// The share of the doubt about their place that their answers have removed, in tenths.
    pub certainty: u8,
}

#[cfg(test)]
mod lasting;
#[cfg(test)]
mod tests;
