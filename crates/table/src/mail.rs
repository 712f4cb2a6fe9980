//! News by e-mail, for those who gave an address on purpose. Nothing depends on it, and nobody at the table sees it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::event::Event;
use crate::ids::SeatNo;
use crate::people::choices;
use crate::refusal::Refusal;
use crate::state::Seat;

/// The longest address mail can be sent to (RFC 5321, 4.5.3.1.3, without the brackets).
const MOST_CHARACTERS: usize = 254;
/// The longest part before the @ (RFC 5321, 4.5.3.1.1).
const MOST_LOCAL: usize = 64;

/// An e-mail address, as far as its form says: whether it is anybody's shows when they confirm it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct MailAddress(String);

impl MailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailAddress {
    type Err = Refusal;

    /// Takes what people type, without the spaces round it. Letters and digits, one @ with something before it, and a
    /// dot in what comes after.
    fn from_str(typed: &str) -> Result<Self, Refusal> {
        let address = typed.trim();
        let (local, host) = address.rsplit_once('@').ok_or(Refusal::NotAnAddress)?;
        let local_fits = (1..=MOST_LOCAL).contains(&local.len()) && local.chars().all(is_of_a_name);
        let host_fits = host.contains('.') && host.split('.').all(is_a_label);
        if address.len() <= MOST_CHARACTERS && local_fits && host_fits {
            Ok(Self(address.to_owned()))
        } else {
            Err(Refusal::NotAnAddress)
        }
    }
}

/// RFC 5322's `atext` and the dot: no quotes, no spaces, nothing that could end a line of a message's head.
fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(letter)
}

fn is_a_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.0
    }
}

impl TryFrom<String> for MailAddress {
    type Error = Refusal;
    fn try_from(address: String) -> Result<Self, Refusal> {
        address.parse()
    }
}

choices! {
    /// How often news comes, when there is any.
    Rhythm {
        /// Once a day at most.
        EachDay = "each-day",
        /// Once a week at most.
        EachWeek = "each-week",
    }
}

impl Rhythm {
    /// So many days from one message to the next.
    pub const fn days(self) -> i32 {
        match self {
            Self::EachDay => 1,
            Self::EachWeek => 7,
        }
    }
}

/// Where a seat's holder wants news sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The address.
    pub address: MailAddress,
    /// How often.
    pub rhythm: Rhythm,
    /// Whether somebody who reads mail there said so. Until then nothing but that question is sent.
    pub confirmed: bool,
    /// They were told what changed up to this day, and with it.
    pub told: Day,
}

impl Mail {
    /// Whether news could be sent today: of days that are over, and not before the rhythm says.
    pub fn is_due(&self, today: Day) -> bool {
        self.confirmed && self.told.plus(self.rhythm.days()) < today
    }
}

/// What a seat's holder can ask for about their mail.
#[derive(Debug, Clone, Serialize)]
pub enum MailCommand {
    /// Give an address, another one, or another rhythm.
    Give {
        /// The address.
        address: MailAddress,
        /// How often.
        rhythm: Rhythm,
    },
    /// Somebody who reads mail at this address wants the news.
    Confirm {
        /// The address.
        address: MailAddress,
    },
    /// No more mail, and the address is gone.
    TakeBack,
    /// News was sent that told of all up to a day, and with it.
    Told {
        /// The day.
        through: Day,
    },
}

/// What a mail command means.
pub(crate) fn decide(
    number: SeatNo,
    seat: &Seat,
    command: &MailCommand,
    today: Day,
) -> Result<Vec<Event>, Refusal> {
    let old = seat.mail.as_ref();
    let new = match command {
        MailCommand::Give { address, rhythm } => {
            let known = old.filter(|old| old.address == *address);
            Some(Mail {
                address: address.clone(),
                rhythm: *rhythm,
                confirmed: known.is_some_and(|old| old.confirmed),
                told: known.map_or(today, |old| old.told),
            })
        }
        MailCommand::Confirm { address } => {
            let old = old.filter(|old| old.address == *address).ok_or(Refusal::NotFound)?;
            Some(if old.confirmed {
                old.clone()
            } else {
                Mail { confirmed: true, told: today, ..old.clone() }
            })
        }
        MailCommand::TakeBack => None,
        MailCommand::Told { through } => {
            let old = old.filter(|old| old.confirmed).ok_or(Refusal::NotFound)?;
            Some(Mail { told: old.told.max(*through), ..old.clone() })
        }
    };
    Ok(crate::decide::unless(new.as_ref() == old, || Event::MailSet { seat: number, mail: new }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_an_address_is_one_and_nothing_else() {
        for good in ["a@b.org", " jo.o'neill+news@mail.example.co.uk ", "x_1@1.2.3"] {
            assert_eq!(good.parse::<MailAddress>().unwrap().as_str(), good.trim(), "{good}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        let bad = [
            "",
            "@",
            "a@",
            "@b.org",
            "a@b",
            "a b@c.org",
            "a@b..org",
            "a@-b.org",
            "a@b.org\r\nBcc: c@d.org",
            "\"a\"@b.org",
            "a@b@c.org",
            "ä@b.org",
            "<a@b.org>",
            &long,
        ];
        for bad in bad {
            assert_eq!(bad.parse::<MailAddress>(), Err(Refusal::NotAnAddress), "{bad:?}");
        }
    }

    #[test]
    fn news_is_due_once_its_days_are_over() {
        let told: Day = "2026-11-22".parse().unwrap();
        let mut mail =
            Mail { address: "a@b.org".parse().unwrap(), rhythm: Rhythm::EachWeek, confirmed: true, told };
        assert!(!mail.is_due(told.plus(7)), "the seventh day is not over");
        assert!(mail.is_due(told.plus(8)));
        mail.rhythm = Rhythm::EachDay;
        assert!(!mail.is_due(told.plus(1)));
        assert!(mail.is_due(told.plus(2)));
        mail.confirmed = false;
        assert!(!mail.is_due(told.plus(99)));
    }
}
