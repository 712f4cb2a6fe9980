//! How a file writes times, learned from its statements, so that answers' times leave in the same way.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::Statement;

/// A number below this is seconds, not milliseconds: the year 5138 or March 1973.
const SECONDS_BELOW: i64 = 100_000_000_000;
/// The last millisecond of the year 9999.
const LAST: i64 = 253_402_300_799_999;
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
/// How the newer files end a time; it is UTC.
const LONG_UTC: &str = "GMT+0000 (Coordinated Universal Time)";

/// How times are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clock {
    /// Milliseconds, and "Mon Jul 17 02:17:32 WIB 2017": a zone that is so many seconds ahead of UTC.
    Zone { name: String, ahead: i64 },
    /// Seconds, and "Mon Sep 02 2019 00:09:14 GMT+0000 (Coordinated Universal Time)".
    Seconds,
}

/// Milliseconds since 1970 from the number in a file, which is milliseconds or seconds.
pub(super) fn millis(number: i64) -> Option<i64> {
    let millis = if number < SECONDS_BELOW { number.checked_mul(1000)? } else { number };
    (0..=LAST).contains(&millis).then_some(millis)
}

impl Clock {
    /// The time as the world agrees on it.
    pub(super) fn utc() -> Self {
        Self::Zone { name: "UTC".into(), ahead: 0 }
    }

    /// The clock of these statements, if they all go by one that is known; else UTC.
    pub(super) fn of(statements: &[Statement]) -> Self {
        let mut clocks = statements.iter().map(|said| read(said.at, &said.at_text));
        match clocks.next().flatten() {
            Some(first) if clocks.all(|clock| clock.as_ref() == Some(&first)) => first,
            _ => Self::utc(),
        }
    }

    /// A time as a number.
    pub(super) fn number(&self, millis: i64) -> i64 {
        match self {
            Self::Zone { .. } => millis,
            Self::Seconds => millis.div_euclid(1000),
        }
    }

    /// The same time in words.
    pub(super) fn words(&self, millis: i64) -> String {
        match self {
            Self::Zone { name, ahead } => {
                let local = civil(millis.saturating_add(ahead.saturating_mul(1000)));
                format!("{} {name} {}", local.strftime("%a %b %d %H:%M:%S"), local.strftime("%Y"))
            }
            Self::Seconds => format!("{} {LONG_UTC}", civil(millis).strftime("%a %b %d %Y %H:%M:%S")),
        }
    }
}

/// The clock that writes this time in these words.
fn read(millis: i64, words: &str) -> Option<Clock> {
    if words.ends_with(LONG_UTC) {
        let exact = millis % 1000 == 0 && Clock::Seconds.words(millis) == words;
        return exact.then_some(Clock::Seconds);
    }
    let parts: Vec<&str> = words.split(' ').collect();
    let [weekday, month, day, time, zone, year] = parts[..] else { return None };
    let local = [weekday, month, day, time, year].join(" ");
    let local = DateTime::strptime("%a %b %d %H:%M:%S %Y", local).ok()?;
    let ahead = local.duration_since(civil(millis.div_euclid(1000) * 1000)).as_secs();
    let clock = Clock::Zone { name: zone.to_owned(), ahead };
    (clock.words(millis) == words).then_some(clock)
}

fn civil(millis: i64) -> DateTime {
    EPOCH.checked_add(SignedDuration::from_millis(millis)).unwrap_or(EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_learned_from_a_time_in_words() {
        for (number, words) in [
            (1_500_282_615_559, "Mon Jul 17 16:10:15 WIB 2017"),
            (1_500_359_783_808, "Mon Jul 17 23:36:23 PDT 2017"),
            (1_564_624_268, "Thu Aug 01 2019 01:51:08 GMT+0000 (Coordinated Universal Time)"),
        ] {
            let at = millis(number).unwrap();
            let clock = read(at, words).unwrap();
            assert_eq!(clock.words(at), words);
            assert_eq!(clock.number(at), number);
        }
        assert_eq!(read(0, "yesterday"), None);
        assert_eq!(Clock::utc().words(0), "Thu Jan 01 00:00:00 UTC 1970");
    }

    #[test]
    fn a_number_is_seconds_or_milliseconds() {
        assert_eq!(millis(1_564_624_268), Some(1_564_624_268_000));
        assert_eq!(millis(1_564_624_268_123), Some(1_564_624_268_123));
        assert_eq!(millis(-1), None);
        assert_eq!(millis(i64::MAX), None);
    }
}
