//! Days. Nothing at a table knows a time finer than a day: the hour somebody answered can single them out.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

/// The text is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as year, month and day, such as 2026-12-31")]
pub struct NotADay;

const EPOCH: Date = Date::constant(1970, 1, 1);

impl Day {
    /// The day that holds a number of milliseconds since 1970 (UTC).
    pub fn from_unix_millis(millis: i64) -> Self {
        Self(i32::try_from(millis.div_euclid(86_400_000)).unwrap_or(0))
    }

    /// The day of a year, month and day of month, if there is one.
    pub fn from_parts(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        Some(Self(date.since(EPOCH).ok()?.get_days()))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// From days since 1970-01-01.
    pub const fn from_number(days: i32) -> Self {
        Self(days)
    }

    /// Some days later (or earlier).
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Milliseconds since 1970 at the start of the day (UTC).
    pub fn unix_millis(self) -> i64 {
        i64::from(self.0) * 86_400_000
    }

    /// Year, month and day of month.
    pub fn date(self) -> Date {
        EPOCH.checked_add(jiff::Span::new().days(self.0)).unwrap_or(EPOCH)
    }
}

impl fmt::Display for Day {
    /// As 2026-12-31.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let date: Date = text.trim().parse().map_err(|_| NotADay)?;
        Self::from_parts(date.year(), date.month(), date.day()).ok_or(NotADay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_back() {
        for text in ["1970-01-01", "2026-11-22", "2024-02-29", "1999-12-31"] {
            assert_eq!(text.parse::<Day>().unwrap().to_string(), text);
        }
        assert_eq!("2026-11-22".parse::<Day>().unwrap().number(), 20_779);
        assert_eq!(Day::from_parts(2026, 2, 30), None);
        assert_eq!(Day::from_unix_millis(1_435_654_192_085).to_string(), "2015-06-30");
        assert_eq!(Day::from_unix_millis(-1).to_string(), "1969-12-31");
    }
}
