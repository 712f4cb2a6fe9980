//! Whether an event fits the table it happened at. Folding trusts what was let through when it was decided; a journal that
//! somebody wrote to is not to be trusted so far.

use table::{AccountEvent, ConversationNo, DecisionEvent, Event, PromiseEvent, SeatNo, StatementNo, Table};
use voice::responses::STATEMENTS_LIMIT;

/// Whether folding it is sound: it has the next number where it begins something, and is about things that are there.
pub(super) fn fits(table: &Table, event: &Event) -> bool {
    let next = |number: usize, there: usize| number == there + 1;
    match event {
        Event::TableSet { .. } => false,
        Event::SeatTaken { seat, .. } => seat.0 == table.seats_ever(),
        Event::Invited { code, .. } => table.invitation(*code).is_none(),
        Event::ConversationOpened { conversation, .. } | Event::ConversationImported { conversation, .. } => {
            next(conversation.index(), table.conversations.len())
        }
        Event::StatementMade { conversation, statement, .. } => {
            statement.0 <= STATEMENTS_LIMIT
                && table
                    .conversation(*conversation)
                    .is_some_and(|it| next(statement.index(), it.statements.len()))
        }
        Event::ResponseGiven { conversation, statement, seat, .. }
        | Event::ResponseTakenBack { conversation, statement, seat }
        | Event::ReasonGiven { conversation, statement, seat, .. }
        | Event::ReasonTakenBack { conversation, statement, seat } => {
            has(table, *conversation, *statement) && is_there(table, *seat)
        }
        Event::StatementWithdrawn { conversation, statement, .. } => has(table, *conversation, *statement),
        Event::OfferChanged { conversation, .. }
        | Event::OfferMarked { conversation, .. }
        | Event::NotLikeMeSaid { conversation, .. }
        | Event::NotLikeMeTakenBack { conversation, .. } => table.conversation(*conversation).is_some(),
        Event::Account(event) => account(table, event),
        Event::Decision(event) => decision(table, event),
        Event::Promise(PromiseEvent::Made { promise, .. }) => next(promise.index(), table.promises.len()),
        Event::CardReplaced { seat, .. }
        | Event::CardAsked { seat, .. }
        | Event::NameChosen { seat, .. }
        | Event::Brought { seat, .. }
        | Event::Connected { seat, .. }
        | Event::MailSet { seat, .. }
        | Event::SeatLeft { seat } => is_there(table, *seat),
        Event::Vouched { .. }
        | Event::CardStopped { .. }
        | Event::InvitationEnded { .. }
        | Event::AgreementChanged { .. }
        | Event::RulesChosen { .. }
        | Event::Promise(_) => true,
    }
}

/// Whether folding it can do no harm, where things are missing that it may be about: what is missing is made room for, but nobody's
/// answer to nothing.
pub(super) fn is_harmless(table: &Table, event: &Event, seq: u64) -> bool {
    match event {
        Event::TableSet { .. } => false,
        Event::ResponseGiven { statement, seat, .. }
        | Event::ResponseTakenBack { statement, seat, .. }
        | Event::ReasonGiven { statement, seat, .. }
        | Event::ReasonTakenBack { statement, seat, .. } => {
            let could_be =
                statement.0 > 0 && statement.0 <= STATEMENTS_LIMIT && u64::from(statement.0) <= seq;
            could_be && is_there(table, *seat)
        }
        _ => true,
    }
}

fn is_there(table: &Table, seat: SeatNo) -> bool {
    seat.0 < table.seats_ever()
}

fn has(table: &Table, conversation: ConversationNo, statement: StatementNo) -> bool {
    table.conversation(conversation).is_some_and(|it| it.statement(statement).is_some())
}

fn account(table: &Table, event: &AccountEvent) -> bool {
    match event {
        AccountEvent::Called { account, conversation, .. }
        | AccountEvent::Written { account, conversation, .. } => {
            account.index() == table.accounts.len() + 1 && table.conversation(*conversation).is_some()
        }
        AccountEvent::Linked { account, .. }
        | AccountEvent::Replied { account, .. }
        | AccountEvent::ReplyTakenBack { account, .. }
        | AccountEvent::MissingSaid { account, .. }
        | AccountEvent::MissingTakenBack { account, .. }
        | AccountEvent::Settled { account, .. } => table.account(*account).is_some(),
    }
}

fn decision(table: &Table, event: &DecisionEvent) -> bool {
    match event {
        DecisionEvent::Opened(opened) => opened.decision.index() == table.decisions.len() + 1,
        DecisionEvent::BallotCast { decision, .. }
        | DecisionEvent::BallotTakenBack { decision, .. }
        | DecisionEvent::MoreTimeAsked { decision, .. }
        | DecisionEvent::NotHereAnswered { decision, .. }
        | DecisionEvent::Closed { decision, .. } => table.decision(*decision).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use table::{CardHash, Choice, Day, Findable, InviteCode, SetTable, Starter, TableId, Words, set};

    use super::*;

    fn fold() -> Table {
        let on = Day::from_number(20_000);
        let setting = SetTable {
            id: TableId::from_number(7),
            name: Words::new("Mill Street").unwrap(),
            purpose: Words::new("Decide").unwrap(),
            agreement: Words::new("One at a time").unwrap(),
            findable: Findable::Public,
            starter: Starter::Blank,
            card: CardHash::from_bytes([1; 32]),
            invitation: InviteCode::from_number(3),
        };
        let events = set(&setting, on);
        let mut table = Table::begin(&events[0], on).unwrap();
        for event in &events[1..] {
            assert!(fits(&table, event), "{event:?}");
            table.apply(event, on);
        }
        table
    }

    #[test]
    fn what_is_about_nothing_does_not_fit() {
        let table = fold();
        let seat = SeatNo(table.seats_ever());
        let (conversation, statement) = (ConversationNo(1), StatementNo(0));
        let choice = Choice::Agree;
        for event in [
            Event::SeatLeft { seat },
            Event::SeatTaken { seat: SeatNo(seat.0 + 1), card: None, invitation: None, imported: None },
            Event::StatementMade {
                conversation,
                statement,
                seat: None,
                text: Words::new("Words").unwrap(),
                imported: None,
            },
            Event::ResponseGiven {
                conversation,
                statement,
                seat: SeatNo(0),
                choice,
                matters: false,
                drawn: None,
                imported: None,
            },
            Event::Decision(DecisionEvent::BallotTakenBack { decision: table::DecisionNo(1), seat }),
        ] {
            assert!(!fits(&table, &event), "{event:?}");
        }
    }
}
