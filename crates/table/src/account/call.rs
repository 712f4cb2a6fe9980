//! The program's choice: the statements that together speak for everyone.

use std::collections::BTreeSet;

use voice::publish::{self, LEAST_COUNT};
use voice::responses::Choice;
use voice::slate::{self, Ballots, How};

use super::{AccountOrigin, Certificate, CertifiedLine, LeftOut, Support};
use crate::headcount::Portion;
use crate::ids::StatementNo;
use crate::refusal::Refusal;
use crate::state::{Conversation, Table};

/// Chooses among the statements that can be answered. Exact; equals go by the conversation's seed.
pub(super) fn certificate(
    table: &Table,
    conversation: &Conversation,
    places: u32,
) -> Result<Certificate, Refusal> {
    let ballots = ballots(conversation)?;
    let chosen = slate::choose(&ballots, places, &conversation.seed).map_err(|_| Refusal::NotFound)?;
    if chosen.chosen.is_empty() {
        return Err(Refusal::NothingAgreed);
    }
    let people = chosen.people;
    let portion = |part| {
        if may_tell(table, conversation, people) { Portion::of(part, people) } else { Portion::NotTold }
    };
    let lines = chosen.chosen.iter().map(|place| CertifiedLine {
        statement: Conversation::at_position(place.statement),
        bought: matches!(place.how, How::Bought(_)),
        support: support(conversation, place.statement),
    });
    let left_out = chosen.left_out.map(|group| LeftOut {
        statement: Conversation::at_position(group.statement),
        people: portion(group.people),
    });
    Ok(Certificate {
        places,
        people,
        covered: portion(chosen.covered_people()),
        holds: chosen.holds,
        left_out,
        lines: lines.collect(),
    })
}

/// Whether parts of the people may be told: not if fewer than 8 people took part since they were told last, for the difference of
/// the two could tell about one of them.
fn may_tell(table: &Table, conversation: &Conversation, people: u32) -> bool {
    let of_it = table.accounts.iter().filter(|account| account.conversation == conversation.number);
    let mut told = of_it.filter_map(|account| match &account.origin {
        AccountOrigin::Called(certificate) if certificate.tells_of_parts() => Some(certificate.people),
        AccountOrigin::Called(_) | AccountOrigin::Written => None,
    });
    told.next_back().is_none_or(|before| publish::may_reissue(before.abs_diff(people)))
}

/// Who agrees with what: everybody who answered a statement that still stands and can be read.
fn ballots(conversation: &Conversation) -> Result<Ballots, Refusal> {
    let live: BTreeSet<u32> = conversation
        .askable()
        .map(|(StatementNo(number), _)| Conversation::position(StatementNo(number)))
        .collect();
    let mut agreed = Vec::new();
    let mut people = 0;
    for person in conversation.responses.persons() {
        let mut row = conversation.responses.row(person).filter(|(at, _)| live.contains(at)).peekable();
        if row.peek().is_some() {
            agreed
                .extend(row.filter(|(_, answer)| answer.choice == Choice::Agree).map(|(at, _)| (people, at)));
            people += 1;
        }
    }
    if people < LEAST_COUNT {
        return Err(Refusal::TooFewForAccount { least: LEAST_COUNT });
    }
    let statements = u32::try_from(conversation.statements.len()).unwrap_or(u32::MAX);
    Ballots::everyone(people, statements, agreed).map_err(|_| Refusal::NotFound)
}

fn support(conversation: &Conversation, at: u32) -> Option<Support> {
    let tally = conversation.responses.tally(at);
    (tally.seen() >= LEAST_COUNT).then(|| Support { yes: tally.agree, answered: tally.seen() })
}
