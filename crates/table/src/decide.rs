//! Deciding: whether a command may happen, and what happens then. Pure: the same state and command give the
//! same events, or the same refusal.

use crate::command::{Actor, Chance, Command, ReasonChange, SetTable};
use crate::day::Day;
use crate::event::Event;
use crate::ids::{ConversationNo, InviteCode, RequestNo, SeatNo, StatementNo};
use crate::offer::Offer;
use crate::refusal::{Field, Refusal};
use crate::state::{Conversation, Said, Seat, Table};
use crate::words::Words;
use crate::{account, decision, mail, promise, rules};

/// Two other people who know somebody are enough to give them their seat back.
pub const VOUCHES_NEEDED: usize = 2;
/// A request for a card waits this many days.
pub const REQUEST_DAYS: i32 = 7;
/// One seat can say this many things in a conversation in a day.
pub const STATEMENTS_A_DAY: u32 = 20;
/// An offer can look at most this far ahead.
pub const OFFER_DAYS: i32 = 3 * 366;
/// The first invitation, made with the table, works this long and for so many.
pub const FIRST_INVITATION: (u32, i32) = (200, 90);
/// An invitation can let in at most this many.
pub const INVITATION_CAP: u32 = 100_000;
const MOST_CONVERSATIONS: usize = 1000;
const MOST_STATEMENTS: usize = 100_000;
const MOST_MARKS: usize = 1000;
const MOST_INVITATIONS: usize = 1000;
const MOST_SEATS: u32 = 5_000_000;
const MOST_REQUESTS_WAITING: usize = 50;
pub(crate) const MOST_VERSIONS: usize = 1000;

pub(crate) type Decided = Result<Vec<Event>, Refusal>;

/// What setting a new table means: the table, a seat for whoever starts it, and a first invitation.
pub fn set(command: &SetTable, today: Day) -> Vec<Event> {
    let (cap, days) = FIRST_INVITATION;
    vec![
        Event::TableSet {
            id: command.id,
            name: command.name.clone(),
            purpose: command.purpose.clone(),
            agreement: command.agreement.clone(),
            findable: command.findable,
            starter: command.starter,
        },
        Event::SeatTaken { seat: SeatNo(0), card: Some(command.card), invitation: None, imported: None },
        Event::Invited { code: command.invitation, cap, until: today.plus(days) },
    ]
}

/// What a command means at a table today.
pub fn decide(table: &Table, actor: Actor, command: &Command, today: Day) -> Decided {
    match (actor, command) {
        (Actor::Newcomer, Command::TakeSeat { invitation, card }) => {
            take_seat(table, *invitation, *card, today)
        }
        (Actor::Newcomer, Command::AskForCard { seat, card }) => ask_for_card(table, *seat, *card, today),
        (Actor::Newcomer, _) => Err(Refusal::NoSeat),
        (Actor::Seat(number), command) => {
            let seat = table.seat(number).ok_or(Refusal::SeatGone)?;
            decide_seated(table, number, seat, command, today)
        }
    }
}

fn decide_seated(table: &Table, number: SeatNo, seat: &Seat, command: &Command, today: Day) -> Decided {
    match command {
        Command::TakeSeat { .. } | Command::AskForCard { .. } => Err(Refusal::AlreadySeated),
        Command::ReplaceCard { card } => {
            free(table, *card)?;
            Ok(vec![Event::CardReplaced { seat: number, card: *card }])
        }
        Command::Vouch { request } => vouch(table, number, *request, today),
        Command::StopCard { request } => stop_card(table, number, *request),
        Command::ChooseName { name } => {
            Ok(unless(*name == seat.name, || Event::NameChosen { seat: number, name: name.clone() }))
        }
        Command::Bring { strengths, own } => {
            Ok(unless(*strengths == seat.strengths && *own == seat.own_strength, || Event::Brought {
                seat: number,
                strengths: strengths.clone(),
                own: own.clone(),
            }))
        }
        Command::Connect { connections } => Ok(unless(*connections == seat.connections, || {
            Event::Connected { seat: number, connections: connections.clone() }
        })),
        Command::Invite { code, cap, until } => invite(table, *code, *cap, *until, today),
        Command::EndInvitation { code } => {
            let invitation = table.invitation(*code).ok_or(Refusal::NotFound)?;
            Ok(unless(invitation.ended, || Event::InvitationEnded { code: *code }))
        }
        Command::ChangeAgreement { over, text, why } => change_agreement(table, *over, text, why),
        Command::OpenConversation { offer, seed } => open(table, offer, *seed, today),
        Command::ChangeOffer { conversation, over, offer, why } => {
            change_offer(find(table, *conversation)?, *over, offer, why, today)
        }
        Command::MarkOffer { conversation, words } => mark_offer(find(table, *conversation)?, number, words),
        Command::Say { conversation, text } => {
            say(open_today(table, *conversation, today)?, number, text, today)
        }
        Command::WithdrawStatement { conversation, statement } => {
            withdraw(find(table, *conversation)?, number, *statement)
        }
        Command::Respond { conversation, statement, choice, matters, reason, drawn } => {
            let conversation = open_today(table, *conversation, today)?;
            respond(
                conversation,
                number,
                *statement,
                voice::responses::Answer { choice: *choice, matters: *matters },
                *drawn,
                reason,
            )
        }
        Command::TakeBack { conversation, statement } => {
            take_back(find(table, *conversation)?, number, *statement)
        }
        Command::NotLikeMe { conversation, words } => {
            say_not_like_me(find(table, *conversation)?, number, words.as_ref())
        }
        Command::TakeNotLikeMeBack { conversation } => {
            take_not_like_me_back(find(table, *conversation)?, number)
        }
        Command::ChooseRules { over, rules, why } => rules::choose(table, *over, rules, why.as_ref()),
        Command::Account(command) => account::decide(table, number, command, today),
        Command::Decision(command) => decision::decide(table, number, command, today),
        Command::Promise(command) => promise::decide(table, number, command, today),
        Command::Mail(command) => mail::decide(number, seat, command, today),
        Command::Leave => Ok(vec![Event::SeatLeft { seat: number }]),
    }
}

pub(crate) fn unless<E>(already: bool, event: impl FnOnce() -> E) -> Vec<E> {
    if already { Vec::new() } else { vec![event()] }
}

pub(crate) fn find(table: &Table, number: ConversationNo) -> Result<&Conversation, Refusal> {
    table.conversation(number).ok_or(Refusal::NotFound)
}

/// What somebody said that stands, and that people can be asked about.
pub(crate) fn readable(conversation: &Conversation, number: StatementNo) -> Result<&Said, Refusal> {
    conversation.statement(number).ok_or(Refusal::NotFound)?;
    conversation.said(number).ok_or(Refusal::TakenBack)?;
    conversation.readable(number).ok_or(Refusal::Altered)
}

fn open_today(table: &Table, number: ConversationNo, today: Day) -> Result<&Conversation, Refusal> {
    let conversation = find(table, number)?;
    let (_, version) = conversation.offer().ok_or(Refusal::HeldElsewhere)?;
    if conversation.is_open(today) {
        Ok(conversation)
    } else {
        Err(Refusal::Ended { on: version.offer.by_when })
    }
}

fn take_seat(
    table: &Table,
    invitation: Option<InviteCode>,
    card: crate::card::CardHash,
    today: Day,
) -> Decided {
    if table.seats_ever() >= MOST_SEATS {
        return Err(Refusal::Full);
    }
    free(table, card)?;
    let shown = invitation.and_then(|code| table.invitation(code)).filter(|shown| shown.works(today));
    if shown.is_none() && !table.open_to_read() {
        return Err(Refusal::NotInvited);
    }
    Ok(vec![Event::SeatTaken {
        seat: SeatNo(table.seats_ever()),
        card: Some(card),
        invitation: shown.map(|shown| shown.code),
        imported: None,
    }])
}

/// No card brings two people back, not even one that still waits for vouches.
fn free(table: &Table, card: crate::card::CardHash) -> Result<(), Refusal> {
    let taken = table.seat_of_card(&card).is_some() || table.request_of_card(&card).is_some();
    if taken { Err(Refusal::CardTaken) } else { Ok(()) }
}

fn ask_for_card(table: &Table, seat: SeatNo, card: crate::card::CardHash, today: Day) -> Decided {
    // Imported seats have no card that could be lost.
    table.seat(seat).filter(|seat| seat.card.is_some()).ok_or(Refusal::NotFound)?;
    free(table, card)?;
    let waiting = table.open_requests().filter(|(_, request)| today <= request.on.plus(REQUEST_DAYS)).count();
    if waiting >= MOST_REQUESTS_WAITING {
        return Err(Refusal::Full);
    }
    let request = RequestNo(u32::try_from(table.requests.len()).unwrap_or(u32::MAX) + 1);
    Ok(vec![Event::CardAsked { request, seat, card }])
}

fn waiting(table: &Table, number: RequestNo, today: Day) -> Result<&crate::state::CardRequest, Refusal> {
    let request = table.request(number).ok_or(Refusal::NotFound)?;
    if request.over || today > request.on.plus(REQUEST_DAYS) {
        return Err(Refusal::RequestOver);
    }
    Ok(request)
}

fn vouch(table: &Table, by: SeatNo, number: RequestNo, today: Day) -> Decided {
    let request = waiting(table, number, today)?;
    // Somebody who sat down after the request was made could be the asker, twice over.
    let newer = by.0 >= request.seats_then;
    if request.seat == by || newer || request.vouched.contains(&by) {
        return Err(Refusal::CannotVouch);
    }
    let mut events = vec![Event::Vouched { request: number, by }];
    if request.vouched.len() + 1 >= VOUCHES_NEEDED {
        events.push(Event::CardReplaced { seat: request.seat, card: request.card });
    }
    Ok(events)
}

fn stop_card(table: &Table, by: SeatNo, number: RequestNo) -> Decided {
    let request = table.request(number).ok_or(Refusal::NotFound)?;
    if request.over {
        return Err(Refusal::RequestOver);
    }
    if request.seat != by {
        return Err(Refusal::NotYours);
    }
    Ok(vec![Event::CardStopped { request: number }])
}

fn invite(table: &Table, code: InviteCode, cap: u32, until: Day, today: Day) -> Decided {
    if table.invitations.len() >= MOST_INVITATIONS {
        return Err(Refusal::Full);
    }
    if !(1..=INVITATION_CAP).contains(&cap) {
        return Err(Refusal::OutOfRange { field: Field::HowMany, least: 1, most: INVITATION_CAP });
    }
    within(Field::LastDay, until, today, today.plus(OFFER_DAYS))?;
    Ok(vec![Event::Invited { code, cap, until }])
}

fn change_agreement(table: &Table, over: u32, text: &Words<4000>, why: &Words<280>) -> Decided {
    let (version, stands) = table.agreement();
    if version != over {
        return Err(Refusal::ChangedMeanwhile);
    }
    if table.agreement.len() >= MOST_VERSIONS {
        return Err(Refusal::Full);
    }
    Ok(unless(stands.text == *text, || Event::AgreementChanged { text: text.clone(), why: why.clone() }))
}

pub(crate) fn within(field: Field, day: Day, earliest: Day, latest: Day) -> Result<(), Refusal> {
    if day < earliest {
        Err(Refusal::TooEarly { field, earliest })
    } else if day > latest {
        Err(Refusal::TooLate { field, latest })
    } else {
        Ok(())
    }
}

fn check_days(offer: &Offer, today: Day) -> Result<(), Refusal> {
    within(Field::ByWhen, offer.by_when, today, today.plus(OFFER_DAYS))?;
    within(Field::HearBack, offer.hear_back, offer.by_when, today.plus(OFFER_DAYS))
}

fn open(table: &Table, offer: &Offer, seed: [u8; 32], today: Day) -> Decided {
    if table.conversations.len() >= MOST_CONVERSATIONS {
        return Err(Refusal::Full);
    }
    check_days(offer, today)?;
    let conversation = ConversationNo(u32::try_from(table.conversations.len()).unwrap_or(u32::MAX) + 1);
    Ok(vec![Event::ConversationOpened { conversation, offer: offer.clone(), seed }])
}

fn change_offer(
    conversation: &Conversation,
    over: u32,
    offer: &Offer,
    why: &Words<280>,
    today: Day,
) -> Decided {
    let (version, stands) = conversation.offer().ok_or(Refusal::HeldElsewhere)?;
    if version != over {
        return Err(Refusal::ChangedMeanwhile);
    }
    if version as usize >= MOST_VERSIONS {
        return Err(Refusal::Full);
    }
    if stands.offer == *offer {
        return Ok(Vec::new());
    }
    check_days(offer, today)?;
    Ok(vec![Event::OfferChanged {
        conversation: conversation.number,
        offer: offer.clone(),
        why: why.clone(),
    }])
}

fn mark_offer(conversation: &Conversation, seat: SeatNo, words: &Words<280>) -> Decided {
    let (version, _) = conversation.offer().ok_or(Refusal::HeldElsewhere)?;
    if conversation.marks.len() >= MOST_MARKS {
        return Err(Refusal::Full);
    }
    Ok(vec![Event::OfferMarked { conversation: conversation.number, seat, version, words: words.clone() }])
}

fn say(conversation: &Conversation, seat: SeatNo, text: &Words<140>, today: Day) -> Decided {
    if conversation.statements.len() >= MOST_STATEMENTS {
        return Err(Refusal::Full);
    }
    let same = |said: &str| said.to_lowercase() == text.as_str().to_lowercase();
    if let Some((statement, _)) = conversation.askable().find(|(_, said)| same(said.text.as_str())) {
        return Err(Refusal::AlreadySaid { statement });
    }
    let theirs_today = conversation
        .statements
        .iter()
        .rev()
        .take_while(|statement| statement.on == today)
        .filter(|statement| statement.said.as_ref().is_some_and(|said| said.seat == Some(seat)))
        .count();
    if theirs_today >= STATEMENTS_A_DAY as usize {
        return Err(Refusal::EnoughForToday { most: STATEMENTS_A_DAY });
    }
    let statement = StatementNo(u32::try_from(conversation.statements.len()).unwrap_or(u32::MAX) + 1);
    Ok(vec![Event::StatementMade {
        conversation: conversation.number,
        statement,
        seat: Some(seat),
        text: text.clone().widen(),
        imported: None,
    }])
}

fn withdraw(conversation: &Conversation, seat: SeatNo, number: StatementNo) -> Decided {
    let statement = conversation.statement(number).ok_or(Refusal::NotFound)?;
    match &statement.said {
        None => Err(Refusal::TakenBack),
        Some(said) if said.altered.is_some() => Err(Refusal::Altered),
        Some(said) if said.seat == Some(seat) => {
            Ok(vec![Event::StatementWithdrawn { conversation: conversation.number, statement: number, seat }])
        }
        Some(_) => Err(Refusal::NotYours),
    }
}

fn respond(
    conversation: &Conversation,
    seat: SeatNo,
    statement: StatementNo,
    answer: voice::responses::Answer,
    drawn: Option<Chance>,
    reason: &ReasonChange,
) -> Decided {
    readable(conversation, statement)?;
    let conversation_no = conversation.number;
    let position = Conversation::position(statement);
    let before = conversation.responses.get(seat.0, position);
    // A mind that was made up anew was asked once.
    let drawn = if before.is_some() { conversation.responses.drawn(seat.0, position) } else { drawn };
    let mut events = unless(before == Some(answer), || Event::ResponseGiven {
        conversation: conversation_no,
        statement,
        seat,
        choice: answer.choice,
        matters: answer.matters,
        drawn,
        imported: None,
    });
    let given = conversation.reasons.get(&(statement, seat));
    match reason {
        ReasonChange::Set(words) if given != Some(words) => events.push(Event::ReasonGiven {
            conversation: conversation_no,
            statement,
            seat,
            words: words.clone(),
        }),
        ReasonChange::Remove if given.is_some() => {
            events.push(Event::ReasonTakenBack { conversation: conversation_no, statement, seat });
        }
        _ => {}
    }
    Ok(events)
}

fn take_back(conversation: &Conversation, seat: SeatNo, statement: StatementNo) -> Decided {
    conversation.statement(statement).ok_or(Refusal::NotFound)?;
    conversation.responses.get(seat.0, Conversation::position(statement)).ok_or(Refusal::NotAnswered)?;
    Ok(vec![Event::ResponseTakenBack { conversation: conversation.number, statement, seat }])
}

/// Also when the conversation has ended, like a mark on the offer: the picture of the groups is looked at then.
fn say_not_like_me(conversation: &Conversation, seat: SeatNo, words: Option<&Words<280>>) -> Decided {
    conversation.offer().ok_or(Refusal::HeldElsewhere)?;
    let already = conversation.unlike.get(&seat).is_some_and(|before| before.as_ref() == words);
    Ok(unless(already, || Event::NotLikeMeSaid {
        conversation: conversation.number,
        seat,
        words: words.cloned(),
    }))
}

/// What is not there is taken back already.
fn take_not_like_me_back(conversation: &Conversation, seat: SeatNo) -> Decided {
    conversation.offer().ok_or(Refusal::HeldElsewhere)?;
    let already = !conversation.unlike.contains_key(&seat);
    Ok(unless(already, || Event::NotLikeMeTakenBack { conversation: conversation.number, seat }))
}
