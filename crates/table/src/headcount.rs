//! How many people, where a small number could tell about somebody.

use serde::{Deserialize, Serialize};
use voice::publish::{self, About, Cell, Cut, LEAST_COUNT, LEAST_TABLE};

/// A number of people: nobody, fewer than 8, or the number itself. Which number below 8 it was is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Option<u32>", from = "Option<u32>")]
pub struct Headcount(Option<u32>);

impl Headcount {
    /// Of so many people.
    pub const fn of(people: u32) -> Self {
        if matches!(people, 1..LEAST_COUNT) { Self(None) } else { Self(Some(people)) }
    }

    /// The number, 0 or 8 and more; none where it is 1 to 7.
    pub const fn number(self) -> Option<u32> {
        self.0
    }
}

impl From<Headcount> for Option<u32> {
    fn from(count: Headcount) -> Self {
        count.0
    }
}

impl From<Option<u32>> for Headcount {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self(None), Self::of)
    }
}

/// How many out of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Portion {
    /// There are too few people to cut them into parts.
    NotTold,
    /// Fewer than 8, or nobody.
    Few,
    /// So many, to the nearest 5.
    About(About),
    /// Everybody, or all but fewer than 8.
    NearlyAll,
}

impl Portion {
    /// Of `part` people out of `whole`.
    pub fn of(part: u32, whole: u32) -> Self {
        if whole < LEAST_TABLE {
            return Self::NotTold;
        }
        match publish::choices(whole, &[part]) {
            Cut::Cells(cells) => match cells[..] {
                [Cell::Rounded(about)] => Self::About(about),
                _ => Self::NotTold,
            },
            Cut::Withheld if part < LEAST_COUNT => Self::Few,
            Cut::Withheld => Self::NearlyAll,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_from_one_to_seven_is_kept() {
        for people in 0..40 {
            let kept = Headcount::of(people);
            assert_eq!(kept.number(), (people == 0 || people >= 8).then_some(people));
            let json = serde_json::to_string(&kept).unwrap();
            assert_eq!(serde_json::from_str::<Headcount>(&json).unwrap(), kept);
        }
        assert_eq!(serde_json::from_str::<Headcount>("5").unwrap(), Headcount::of(3), "not even from a file");
    }

    #[test]
    fn a_portion_tells_of_eight_or_more_on_both_sides() {
        assert_eq!(Portion::of(10, 19), Portion::NotTold);
        let about = |number: &str| Portion::About(serde_json::from_str(number).unwrap());
        for (part, expected) in [
            (0, Portion::Few),
            (7, Portion::Few),
            (8, about("10")),
            (17, about("15")),
            (22, about("20")),
            (23, Portion::NearlyAll),
            (30, Portion::NearlyAll),
        ] {
            assert_eq!(Portion::of(part, 30), expected, "{part}");
        }
    }
}
