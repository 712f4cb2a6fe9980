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
        /// Share.
        Share = "share",
        /// Sides.
        Sides = "sides",
        /// Rules.
        Rules = "rules",
        /// What we do when we do not agree.
        Disagreement = "disagreement",
        /// How many lines an account has.
        Places = "places",
        /// The lines of an account.
        Lines = "lines",
        /// Linking words.
        Linking = "linking",
        /// Not quite, in one's own words.
        NotQuite = "not-quite",
        /// What is missing.
        Missing = "missing",
        /// The proposal.
        Proposal = "proposal",
        /// What it would do.
        WouldDo = "would-do",
        /// What it costs.
        Cost = "cost",
        /// Who does it.
        WhoDoes = "who-does",
        /// What would stop.
        WouldStop = "would-stop",
        /// Who it may be bad for.
        BadFor = "bad-for",
        /// Who can overrule.
        Overrule = "overrule",
        /// When it is looked at again.
        ReviewOn = "review-on",
        /// What it comes from.
        Sources = "sources",
        /// The last day to answer.
        Closes = "closes",
        /// What there is to choose from.
        Options = "options",
        /// The sum of money.
        Budget = "budget",
        /// Who decides after advice.
        Decider = "decider",
        /// By when they decide.
        DecideBy = "decide-by",
        /// What one says to a proposal.
        Stand = "stand",
        /// What worries somebody.
        Worry = "worry",
        /// Who is not here.
        NotHere = "not-here",
        /// How worries were met.
        Met = "met",
        /// Who promises.
        Who = "who",
        /// What is promised.
        Promise = "promise",
        /// By when.
        PromiseBy = "promise-by",
        /// What is new.
        News = "news",
        /// An e-mail address.
        Address = "address",
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
    /// Not an e-mail address.
    #[error("this does not look like an e-mail address; it needs an @ and a dot after it")]
    NotAnAddress,
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
    /// What this is about is not as it was kept.
    #[error("this was changed behind your backs; the host must put it right")]
    Altered,
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
    /// The same thing twice in one list.
    #[error("{field} holds the same thing twice")]
    SameTwice {
        /// Which field.
        field: Field,
    },
    /// The table has not chosen how it decides.
    #[error("choose how you decide here first")]
    NoRuleYet,
    /// The table has not chosen this rule.
    #[error("this rule is not one you chose here")]
    NotOurRule,
    /// A decision relies on the rules.
    #[error("only a decision can change the rules now")]
    RulesStand,
    /// None of the chosen rules could ever change the rules.
    #[error("choose consent, a majority or both sides as well, or the rules can never change")]
    NoWayToChange,
    /// The money can be told in steps that are too small to share out.
    #[error("use round sums: whole steps of {step} pence")]
    TooFine {
        /// Sums that are multiples of so many pence would do.
        step: u64,
    },
    /// Too few people have answered for an account of all of them.
    #[error("an account needs {least} people who answered; there are not as many yet")]
    TooFewForAccount {
        /// At least so many.
        least: u32,
    },
    /// Nobody agreed with anything.
    #[error("nobody has agreed with anything here yet")]
    NothingAgreed,
    /// The last day to answer has passed.
    #[error("the last day to answer this was {on}")]
    AnswersClosed {
        /// The last day.
        on: Day,
    },
    /// People can still answer.
    #[error("people can answer until {on}; this can be closed after that")]
    NotOverYet {
        /// The last day.
        on: Day,
    },
    /// It was settled or closed before.
    #[error("this is settled already")]
    AlreadySettled,
    /// Nobody has said who is not here.
    #[error("answer first who is not here")]
    WhoIsNotHere,
    /// The seat was taken after the decision opened.
    #[error("this opened before you sat down; you can answer the next one")]
    SatDownSince,
    /// The answer does not fit what is asked.
    #[error("this asks for another kind of answer")]
    AnotherKind,
    /// More time was asked for once already.
    #[error("there was more time once already, until {on}")]
    MoreTimeGiven {
        /// The last day now.
        on: Day,
    },
    /// There is no talk to follow up.
    #[error("no talk is waiting here")]
    NoTalkWaiting,
    /// The decision is still open.
    #[error("this is not decided yet")]
    NotDecidedYet,
    /// Whoever promised can't say whether it was kept.
    #[error("you promised this; the others say if it was kept")]
    OwnPromise,
    /// It is too early to say whether it was kept.
    #[error("this is promised for {on}; say then if it was kept")]
    NotDueYet {
        /// The promised day.
        on: Day,
    },
}

impl Refusal {
    /// The names of all refusals, so that a test can ask for their sentences.
    pub const KEYS: &[&str] = &[
        "empty",
        "too-long",
        "too-early",
        "too-late",
        "not-a-day",
        "not-an-address",
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
        "altered",
        "not-yours",
        "not-answered",
        "request-over",
        "cannot-vouch",
        "card-taken",
        "full",
        "changed-meanwhile",
        "same-twice",
        "no-rule-yet",
        "not-our-rule",
        "rules-stand",
        "no-way-to-change",
        "too-fine",
        "too-few-for-account",
        "nothing-agreed",
        "answers-closed",
        "not-over-yet",
        "already-settled",
        "who-is-not-here",
        "sat-down-since",
        "another-kind",
        "more-time-given",
        "no-talk-waiting",
        "not-decided-yet",
        "own-promise",
        "not-due-yet",
    ];

    /// The name of the sentence in the message files, after `refusal-`, and the API's error code.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too-long",
            Self::TooEarly { .. } => "too-early",
            Self::TooLate { .. } => "too-late",
            Self::NotADay { .. } => "not-a-day",
            Self::NotAnAddress => "not-an-address",
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
            Self::Altered => "altered",
            Self::NotYours => "not-yours",
            Self::NotAnswered => "not-answered",
            Self::RequestOver => "request-over",
            Self::CannotVouch => "cannot-vouch",
            Self::CardTaken => "card-taken",
            Self::Full => "full",
            Self::ChangedMeanwhile => "changed-meanwhile",
            Self::SameTwice { .. } => "same-twice",
            Self::NoRuleYet => "no-rule-yet",
            Self::NotOurRule => "not-our-rule",
            Self::RulesStand => "rules-stand",
            Self::NoWayToChange => "no-way-to-change",
            Self::TooFine { .. } => "too-fine",
            Self::TooFewForAccount { .. } => "too-few-for-account",
            Self::NothingAgreed => "nothing-agreed",
            Self::AnswersClosed { .. } => "answers-closed",
            Self::NotOverYet { .. } => "not-over-yet",
            Self::AlreadySettled => "already-settled",
            Self::WhoIsNotHere => "who-is-not-here",
            Self::SatDownSince => "sat-down-since",
            Self::AnotherKind => "another-kind",
            Self::MoreTimeGiven { .. } => "more-time-given",
            Self::NoTalkWaiting => "no-talk-waiting",
            Self::NotDecidedYet => "not-decided-yet",
            Self::OwnPromise => "own-promise",
            Self::NotDueYet { .. } => "not-due-yet",
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
            | Self::OutOfRange { field, .. }
            | Self::SameTwice { field } => Some(*field),
            Self::NotAnAddress => Some(Field::Address),
            Self::NoRuleYet | Self::NotOurRule | Self::NoWayToChange => Some(Field::Rules),
            Self::TooFine { .. } => Some(Field::Budget),
            Self::TooFewForAccount { .. } | Self::NothingAgreed => Some(Field::Places),
            Self::AlreadySaid { .. } | Self::EnoughForToday { .. } => Some(Field::Statement),
            _ => None,
        }
    }
}

/// What is right, or else why it is not among the refusals of a form: nobody mends one mistake at a time.
pub(crate) fn keep<T>(refusals: &mut Vec<Refusal>, result: Result<T, Refusal>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(refusal) => {
            refusals.push(refusal);
            None
        }
    }
}
