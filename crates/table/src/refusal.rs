//! Why a command was not carried out, as something a person can act on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::ids::StatementNo;

crate::people::choices! {
    /// A field of a form or of an API body.
    Field {
        /// Table name.
        TableName = "table-name",
        /// Purpose.
        Purpose = "purpose",
        /// Agreement.
        Agreement = "agreement",
        /// Why.
        Why = "why",
        /// Question.
        Question = "question",
        /// Open.
        Open = "open",
        /// Fixed.
        Fixed = "fixed",
        /// Who decides.
        WhoDecides = "who-decides",
        /// Who spends.
        WhoSpends = "who-spends",
        /// Who stops.
        WhoStops = "who-stops",
        /// How decided.
        HowDecided = "how-decided",
        /// By when.
        ByWhen = "by-when",
        /// Hear back.
        HearBack = "hear-back",
        /// Statement.
        Statement = "statement",
        /// Reason.
        Reason = "reason",
        /// Name.
        Name = "name",
        /// Own strength.
        OwnStrength = "own-strength",
        /// Mark.
        Mark = "mark",
        /// Seat name.
        SeatName = "seat-name",
        /// Card.
        Card = "card",
        /// Code.
        Code = "code",
        /// How many.
        HowMany = "how-many",
        /// Last day.
        LastDay = "last-day",
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// Why a command was refused. Each has a sentence in the message files under `refusal-` and its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing was written where words are needed.
    #[error("{field} needs some words")]
    Empty {
        /// Which field.
        field: Field,
    },
    /// More was written than there is room for.
    #[error("{field} has room for {max} characters; this has {length}")]
    TooLong {
        /// Which field.
        field: Field,
        /// Room for this many characters.
        max: usize,
        /// This many were written.
        length: usize,
    },
    /// The day is before the earliest that makes sense.
    #[error("{field} can be {earliest} or later")]
    TooEarly {
        /// Which field.
        field: Field,
        /// The first day that would do.
        earliest: Day,
    },
    /// The day is too far away.
    #[error("{field} can be {latest} or earlier")]
    TooLate {
        /// Which field.
        field: Field,
        /// The last day that would do.
        latest: Day,
    },
    /// Not a day that exists.
    #[error("{field} needs a day that exists, such as 31 12 2026")]
    NotADay {
        /// Which field.
        field: Field,
    },
    /// A number out of range.
    #[error("{field} can be a number from {least} to {most}")]
    OutOfRange {
        /// Which field.
        field: Field,
        /// At least.
        least: u32,
        /// At most.
        most: u32,
    },
    /// The command is for people with a seat.
    #[error("take a seat first")]
    NoSeat,
    /// The person already has a seat at this table.
    #[error("you already have a seat here")]
    AlreadySeated,
    /// The seat was left, or its card replaced.
    #[error("this seat is not in use any more")]
    SeatGone,
    /// This table needs an invitation, and none that works was shown.
    #[error("this table needs an invitation that still works")]
    NotInvited,
    /// Nothing here by that number.
    #[error("there is nothing here by that number")]
    NotFound,
    /// The conversation's last day has passed.
    #[error("this conversation ended on {on}")]
    Ended {
        /// Its last day.
        on: Day,
    },
    /// The conversation was held elsewhere and can be read only.
    #[error("this conversation was held elsewhere; it can be read, not added to")]
    HeldElsewhere,
    /// Exactly these words are there already.
    #[error("statement {statement} already says exactly this")]
    AlreadySaid {
        /// The one that says it.
        statement: StatementNo,
    },
    /// A limit that keeps one person from filling the table.
    #[error("one seat can say {most} things a day here; come back tomorrow")]
    EnoughForToday {
        /// So many a day.
        most: u32,
    },
    /// The statement was taken back, so it can't be answered.
    #[error("this statement was taken back")]
    TakenBack,
    /// Only the person who said it can take it back.
    #[error("only the person who said this can take it back")]
    NotYours,
    /// There is no answer to take back.
    #[error("you have not answered this")]
    NotAnswered,
    /// The request for a card was met, stopped or is too old.
    #[error("this request for a card is over")]
    RequestOver,
    /// A seat can vouch once for a request, and not for itself.
    #[error("you can vouch once for another seat, not for your own")]
    CannotVouch,
    /// Somebody's card has these words already. One chance in 10¹⁶ for each seat; another key draws others.
    #[error("this card is taken; ask again with a new key")]
    CardTaken,
    /// The table is full, or has as many of something as it can hold.
    #[error("there is no room for more of these")]
    Full,
    /// Somebody else changed it while this was being written.
    #[error("somebody changed this while you were writing; have a look at what is there now")]
    ChangedMeanwhile,
}

impl Refusal {
    /// The names of all refusals, so that a test can ask for their sentences.
    pub const KEYS: &[&str] = &[
        "empty",
        "too-long",
        "too-early",
        "too-late",
        "not-a-day",
        "out-of-range",
        "no-seat",
        "already-seated",
        "seat-gone",
        "not-invited",
        "not-found",
        "ended",
        "held-elsewhere",
        "already-said",
        "enough-for-today",
        "taken-back",
        "not-yours",
        "not-answered",
        "request-over",
        "cannot-vouch",
        "card-taken",
        "full",
        "changed-meanwhile",
    ];

    /// The name of the sentence in the message files, after `refusal-`, and the API's error code.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too-long",
            Self::TooEarly { .. } => "too-early",
            Self::TooLate { .. } => "too-late",
            Self::NotADay { .. } => "not-a-day",
            Self::OutOfRange { .. } => "out-of-range",
            Self::NoSeat => "no-seat",
            Self::AlreadySeated => "already-seated",
            Self::SeatGone => "seat-gone",
            Self::NotInvited => "not-invited",
            Self::NotFound => "not-found",
            Self::Ended { .. } => "ended",
            Self::HeldElsewhere => "held-elsewhere",
            Self::AlreadySaid { .. } => "already-said",
            Self::EnoughForToday { .. } => "enough-for-today",
            Self::TakenBack => "taken-back",
            Self::NotYours => "not-yours",
            Self::NotAnswered => "not-answered",
            Self::RequestOver => "request-over",
            Self::CannotVouch => "cannot-vouch",
            Self::CardTaken => "card-taken",
            Self::Full => "full",
            Self::ChangedMeanwhile => "changed-meanwhile",
        }
    }

    /// The field to point at, where there is one.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::Empty { field }
            | Self::TooLong { field, .. }
            | Self::TooEarly { field, .. }
            | Self::TooLate { field, .. }
            | Self::NotADay { field }
            | Self::OutOfRange { field, .. } => Some(*field),
            Self::AlreadySaid { .. } | Self::EnoughForToday { .. } => Some(Field::Statement),
            _ => None,
        }
    }
}
