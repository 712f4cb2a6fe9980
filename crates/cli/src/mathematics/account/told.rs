//! An account as it may be shown. Of public files everything is known already, so their counts are exact, and only
//! those of 1 to 7 people are put into words; of a house every count goes through the publication rules.

use server::report::{Account, Chosen, Count, LeftOut, Silence};
use voice::publish::{self, Cell, Cut, LEAST_COUNT};
use voice::responses::Responses;

use super::certificate::{self, Read, Way, Written};
use crate::polis::Conversation;

/// Where the answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Files that anybody can count.
    Public,
    /// A data directory.
    House,
}

/// What may be shown of a certificate.
pub(super) fn account(
    written: &Written,
    conversation: &Conversation,
    responses: &Responses,
    from: Source,
) -> Account {
    let people = written.people;
    let chosen = |one: &certificate::Chosen| Chosen {
        statement: one.statement,
        words: one.words.clone(),
        answers: publish::statement(responses.tally(place(conversation, one.statement))),
        // The places share all people out among them: too many parts to hide what a few of them hold.
        newly: if from == Source::Public { exact(one.newly_covered) } else { Count::Hidden },
        bought: matches!(one.how, Way::Bought { .. }),
    };
    let left_out = |group: &certificate::LeftOut| LeftOut {
        statement: group.statement,
        words: group.words.clone(),
        people: some(group.people, people, from),
    };
    Account {
        topic: written.topic.clone(),
        people: (people >= LEAST_COUNT).then_some(people),
        statements: open(conversation),
        places: written.places,
        silence: match written.reading {
            Read::Shares { .. } => Silence::AsOthers,
            _ => Silence::NotAgreeing,
        },
        chosen: written.chosen.iter().map(chosen).collect(),
        covered: covered(written.covered_people, people, from),
        holds: written.holds,
        left_out: written.left_out.as_ref().map(left_out),
        audit: match from {
            Source::Public => written.audit.in_tenths(),
            Source::House => written.audit.in_shares(people),
        },
        picks: written.audit.picks,
    }
}

fn place(conversation: &Conversation, id: i64) -> u32 {
    let found = conversation.statements.binary_search_by_key(&id, |said| said.id);
    found.ok().and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX)
}

/// Statements that could have been chosen.
fn open(conversation: &Conversation) -> u32 {
    let open = conversation.statements.iter().filter(|said| !said.is_aside).count();
    u32::try_from(open).unwrap_or(u32::MAX)
}

fn exact(people: u64) -> Count {
    if (1..u64::from(LEAST_COUNT)).contains(&people) { Count::Few } else { Count::Exact(people) }
}

/// Everybody is covered or is not: a cut of two cells.
fn covered(covered: u32, people: u32, from: Source) -> Count {
    match (from, publish::parts(&[covered, people.saturating_sub(covered)])) {
        (Source::Public, _) => exact(covered.into()),
        (Source::House, Cut::Cells(cells)) => shown(cells.first().copied()),
        (Source::House, Cut::Withheld) => Count::Hidden,
    }
}

/// Some of all people.
fn some(group: u32, people: u32, from: Source) -> Count {
    match (from, publish::choices(people, &[group])) {
        (Source::Public, _) => exact(group.into()),
        (Source::House, Cut::Cells(cells)) => shown(cells.first().copied()),
        (Source::House, Cut::Withheld) => Count::Hidden,
    }
}

fn shown(cell: Option<Cell>) -> Count {
    match cell {
        Some(Cell::Zero) => Count::Exact(0),
        Some(Cell::Rounded(people)) => Count::About(people.get()),
        Some(Cell::Hidden) | None => Count::Hidden,
    }
}
