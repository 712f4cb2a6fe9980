//! The program's choice: the statements that together speak for everyone.

use std::collections::BTreeSet;

use voice::publish::LEAST_COUNT;
use voice::responses::Choice;
use voice::slate::{self, Ballots, How};

use super::{Certificate, CertifiedLine, LeftOut, Support};
use crate::headcount::Portion;
use crate::ids::StatementNo;
use crate::refusal::Refusal;
use crate::state::Conversation;

/// Chooses among the statements that can be answered. Exact; equals go by the conversation's seed.
pub(super) fn certificate(conversation: &Conversation, places: u32) -> Result<Certificate, Refusal> {
    let ballots = ballots(conversation)?;
    let chosen = slate::choose(&ballots, places, &conversation.seed).map_err(|_| Refusal::NotFound)?;
    if chosen.chosen.is_empty() {
        return Err(Refusal::NothingAgreed);
    }
    let people = chosen.people;
    let lines = chosen.chosen.iter().map(|place| CertifiedLine {
        statement: Conversation::at_position(place.statement),
        bought: matches!(place.how, How::Bought(_)),
        support: support(conversation, place.statement),
    });
    let left_out = chosen.left_out.map(|group| LeftOut {
        statement: Conversation::at_position(group.statement),
        people: Portion::of(group.people, people),
    });
    Ok(Certificate {
        places,
        people,
        covered: Portion::of(chosen.covered_people(), people),
        holds: chosen.holds,
        left_out,
        lines: lines.collect(),
    })
}

/// Who agrees with what: everybody who answered a statement that still stands.
fn ballots(conversation: &Conversation) -> Result<Ballots, Refusal> {
    let live: BTreeSet<u32> = conversation
        .live()
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
