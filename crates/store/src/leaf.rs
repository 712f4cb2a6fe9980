//! How a journal entry looks in the record.

use record::entry::{Entry, public_salt};
use record::pledge::Until;
use record::{Commitment, Salt};
use table::recording::{self, Class};
use table::{About, Day, Event, Kind};

/// An answer or words are in the record two days on at the latest: it is done once a day at least, and days begin at other times
/// elsewhere.
const WITHIN_DAYS: i32 = 2;

/// The commitment to what may be shown of an event.
pub(crate) fn public(event: &Event, salt: &Salt) -> Option<Commitment> {
    let shown = recording::public(event)?;
    Some(Commitment::to(recording::kind(event.kind()).key(), &public_salt(salt), shown.as_bytes()))
}

/// The entry that stands for it.
pub(crate) fn entry(kind: Kind, about: About, commit: Commitment, public: Option<Commitment>) -> Entry {
    Entry::Sealed { kind: recording::kind(kind), about: recording::number(kind, about), commit, public }
}

/// When something that happened on a day is in the record at the latest.
pub(crate) fn until(kind: Kind, about: About, day: Day) -> Until {
    match recording::class(kind, about) {
        Class::Power | Class::Batch => Until::Day(day.plus(WITHIN_DAYS).number()),
        Class::UntilResult(decision) => Until::Result(decision),
        Class::UntilSettled(account) => Until::Settled(account),
    }
}

/// Whether an acknowledgement of it comes with a promise.
pub(crate) fn is_promised(kind: Kind) -> bool {
    use record::entry::Kind::{Ballot, Reply, Response, Statement};
    matches!(recording::kind(kind), Statement | Response | Reply | Ballot)
}
